"""Boxes on loan (koleksi bergilir) and the prisons with their agreements."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.agency_pages.box_view import BoxView
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.prisons import PrisonsView
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import InView
from jukung.words import _


class BoxesPage(QWidget):
    """Two views, each with its key."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = Segments(
            {"boxes": _("Boxes"), "prisons": _("Prisons")},
            keys={"boxes": "Alt+1", "prisons": "Alt+2"},
        )
        self.boxes = BoxView(room)
        self.prisons = PrisonsView(room)
        self._views: dict[str, BoxView | PrisonsView] = {
            "boxes": self.boxes,
            "prisons": self.prisons,
        }
        self._pile = InView()
        for view in self._views.values():
            self._pile.addWidget(view)
        top = QHBoxLayout()
        top.addWidget(self._segments)
        top.addStretch(1)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addLayout(top)
        page.addWidget(self._pile, 1)
        self._segments.chosen.connect(self._turn)
        self.setFocusProxy(self.boxes)

    def shown(self) -> None:
        """Read the view anew."""
        self._turn(self._segments.name())

    def choose(self, name: str) -> None:
        """Turn to `boxes` or `prisons`."""
        self._segments.choose(name)

    @Slot(object)
    def _turn(self, name: str) -> None:
        view = self._views[name]
        self._pile.setCurrentWidget(view)
        view.refresh()
