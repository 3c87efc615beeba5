"""The strip above a page: its title, chips, and the day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from jukung import words
from jukung.ui import theme
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress

HEIGHT = 52

ChipWords = tuple[str, str]
"""A chip's word and its tint."""


class Header(QFrame):
    """Title and the page's chips on the left; the window's chips and the day right.

    Where it is narrow the day goes first, then the page's chips, then the window's.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, look="header")
        self.setFixedHeight(theme.px(HEIGHT))
        self._title = label("", "page")
        self._day = label("", "note")
        self._near, self._far = QHBoxLayout(), QHBoxLayout()
        self._near_chips: list[Chip] = []
        self._far_chips: list[Chip] = []
        self._corner: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(22), 0, theme.px(22), 1)
        row.setSpacing(theme.px(12))
        row.addWidget(self._title)
        row.addLayout(self._near)
        row.addStretch(1)
        row.addLayout(self._far)
        row.addWidget(self._day)
        self._row = row
        for chips in (self._near, self._far):
            chips.setSpacing(theme.px(12))

    def show_title(self, title: str) -> None:
        """Show a page's title."""
        self._title.setText(title)
        self._make_room()

    def show_page_chips(self, chips: Sequence[ChipWords]) -> None:
        """Show the chips of the page."""
        _renew(self._near, self._near_chips, chips)
        self._make_room()

    def show_window_chips(self, chips: Sequence[ChipWords]) -> None:
        """Show the chips that every page has, such as the last backup."""
        _renew(self._far, self._far_chips, chips)
        self._make_room()

    def show_day(self, day: date) -> None:
        """Show the day of the library."""
        self._day.setText(words.long_day(day))
        self._make_room()

    def show_corner(self, corner: QWidget | None) -> None:
        """Show a page's own button at the far right in place of the day."""
        if self._corner is not None and self._corner is not corner:
            self._corner.hide()
        self._corner = corner
        if corner is not None:
            if self._row.indexOf(corner) < 0:
                self._row.addWidget(corner)
            corner.show()
        self._make_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        fixed: list[QWidget] = [self._title]
        if self._corner is not None:
            fixed.append(self._corner)
        shown = list(self._far_chips)
        while shown and _width([*fixed, *shown]) > room:
            shown.pop(0)
        for each in self._far_chips:
            each.setVisible(each in shown)
        far: list[QWidget] = [*fixed, *shown]
        near: list[QWidget] = [*self._near_chips]
        fits_near = _width([*far, *near]) <= room
        for chip in near:
            chip.setVisible(fits_near)
        fits_day = _width([*far, *near, self._day]) <= room
        self._day.setVisible(fits_day and self._corner is None)


def _width(shown: Sequence[QWidget]) -> int:
    """How wide widgets in a row are, with the gaps between them."""
    return sum(widget.sizeHint().width() + theme.px(12) for widget in shown)


def _renew(row: QHBoxLayout, shown: list[Chip], chips: Sequence[ChipWords]) -> None:
    for old in shown:
        row.removeWidget(old)
        old.hide()
        old.deleteLater()
    shown.clear()
    for text, tint in chips:
        chip = Chip(text, tint)
        row.addWidget(chip)
        shown.append(chip)
