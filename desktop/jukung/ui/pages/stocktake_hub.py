"""The care of the collection: stocktake, weeding, accession register, serials."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages.stocktake import StocktakePane
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import InView
from jukung.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.ui.header import ChipWords
    from jukung.ui.room import Room

_HEADINGS = {
    "stocktake": N_("Stocktake"),
    "weeding": N_("Weeding"),
    "accession": N_("Accession register"),
    "serials": N_("Newspapers and magazines"),
}


class CollectionPage(QWidget):
    """One of four at a time; each is made when it is first shown."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._panes: dict[str, QWidget] = {}
        self._parts = Segments(
            {name: _(words) for name, words in _HEADINGS.items()},
            keys={name: f"Ctrl+{place}" for place, name in enumerate(_HEADINGS, start=1)},
        )
        self._whole = InView()
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(16), side, theme.px(16))
        page.setSpacing(theme.px(12))
        page.addWidget(self._parts)
        page.addWidget(self._whole, 1)
        self._parts.chosen.connect(self._turn_to)

    def heading(self) -> str:
        """What is in view."""
        return _(_HEADINGS[self._parts.name()])

    def chips(self) -> Sequence[ChipWords]:
        """What the part in view has to say."""
        chips = getattr(self._whole.currentWidget(), "chips", None)
        return chips() if callable(chips) else ()

    def shown(self) -> None:
        """Show the part of last time, as it is in the file now."""
        self._turn_to(self._parts.name())

    def show_part(self, name: str) -> QWidget:
        """Bring a part into view; gives it."""
        if self._parts.name() == name:
            self._turn_to(name)
        else:
            self._parts.choose(name)
        return self._pane(name)

    def pane(self) -> QWidget:
        """The part in view."""
        return self._pane(self._parts.name())

    def _pane(self, name: str) -> QWidget:
        if name not in self._panes:
            self._panes[name] = _MAKERS[name](self._room)
            self._whole.addWidget(self._panes[name])
        return self._panes[name]

    @Slot(object)
    def _turn_to(self, name: str) -> None:
        pane = self._pane(name)
        self._whole.setCurrentWidget(pane)
        if callable(shown := getattr(pane, "shown", None)):
            shown()
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()


def _weeding(room: Room) -> QWidget:
    from jukung.ui.pages.weeding import WeedingPane  # noqa: PLC0415 - when it is first shown

    return WeedingPane(room)


def _accession(room: Room) -> QWidget:
    from jukung.ui.pages.accession import AccessionPane  # noqa: PLC0415 - as above

    return AccessionPane(room)


def _serials(room: Room) -> QWidget:
    from jukung.ui.pages.serials import SerialsPane  # noqa: PLC0415 - as above

    return SerialsPane(room)


_MAKERS: dict[str, Callable[..., QWidget]] = {
    "stocktake": StocktakePane,
    "weeding": _weeding,
    "accession": _accession,
    "serials": _serials,
}
