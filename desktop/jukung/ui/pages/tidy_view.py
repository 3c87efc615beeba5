"""The catalogue put in order: one view beside the other, and the way back to the titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages import tidy_kinds
from jukung.ui.pages.packs_view import PacksView
from jukung.ui.pages.tidy_list import TidyList
from jukung.ui.pages.tidy_many import ManyTitles
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import InView
from jukung.ui.room import Room
from jukung.words import _

LOW = 560


class TidyView(QWidget):
    """Twins, names, subjects, one field of many, letters, the bin, and the title packs."""

    left = Signal()
    """Back to the titles."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.many = ManyTitles(room)
        self.packs = PacksView(room)
        self._views: dict[str, TidyList | PacksView] = {
            "twins": tidy_kinds.twins(room),
            "people": tidy_kinds.names(room, "people"),
            "subjects": tidy_kinds.names(room, "subjects"),
            "many": self.many,
            "letters": tidy_kinds.letters(room),
            "bin": tidy_kinds.the_bin(room),
            "packs": self.packs,
        }
        self._segments = Segments(
            {
                "twins": _("Twins"),
                "people": _("Names"),
                "subjects": _("Subjects"),
                "many": _("Many at once"),
                "letters": _("Letters#signs"),
                "bin": _("Recycle bin"),
                "packs": _("Title packs"),
            },
            keys={name: f"Ctrl+{place}" for place, name in enumerate(self._views, 1)},
        )
        self._back = Button(_("Back to the titles"), icon="chevron-left", key="Esc")
        self._purpose = label("", "second", wrap=True)
        self._stack = InView()
        self._lay_out()
        self._segments.chosen.connect(self.choose)
        self._back.clicked.connect(self.left)

    def begin(self, typed: str, where: Mapping[str, Any]) -> None:
        """Take over the search and the filters of the catalogue's list."""
        self.many.begin(typed, where)

    @Slot()
    def shown(self) -> None:
        """Read what is shown as it is now."""
        self._purpose.setText(self.view().purpose())
        self.setToolTip(self.view().purpose())
        self.view().shown()

    @Slot(object)
    def choose(self, name: str) -> None:
        """Show the view of a name, such as `bin`."""
        if self._segments.name() != name:
            self._segments.choose(name)
            return
        self._stack.setCurrentWidget(self._views[name])
        self.shown()

    def view(self) -> Any:  # noqa: ANN401 - a list, or the packs
        """The view that is shown."""
        return self._stack.currentWidget()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # With large type on a small screen the list needs the room more.
        self._purpose.setVisible(self.window().height() >= theme.px(LOW))

    def _lay_out(self) -> None:
        side = theme.px(22)
        page = QVBoxLayout(self)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(12))
        top = QHBoxLayout()
        top.setSpacing(theme.px(14))
        top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self._purpose, 1)
        page.addLayout(top)
        page.addWidget(self._segments)
        for view in self._views.values():
            self._stack.addWidget(view)
        page.addWidget(self._stack, 1)
