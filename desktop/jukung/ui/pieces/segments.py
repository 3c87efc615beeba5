"""One of a few, side by side; below each other in two rows where it is narrow."""

from collections.abc import Mapping
from itertools import zip_longest

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.button import Button

GAP, PADDING = 6, 10


class _Segment(Button):
    """A choice with less room around its words; four of them fit a card."""

    @override
    def _padding(self) -> int:
        return theme.px(PADDING)


class Segments(QWidget):
    """Buttons of which one is always pressed; the arrow keys move the choice."""

    chosen = Signal(object)
    """The name of the button that was chosen."""

    def __init__(
        self,
        words: Mapping[str, str],
        *,
        keys: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        shown = keys or {}
        self._buttons = {
            name: _Segment(text, kind="choice", key=shown.get(name, ""))
            for name, text in words.items()
        }
        self._group = QButtonGroup(self)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(GAP))
        for button in self._buttons.values():
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
        first = next(iter(self._buttons.values()))
        first.setChecked(True)
        self.setFocusProxy(first)
        self._place(self._in_two_rows())
        self._group.buttonToggled.connect(self._tell)

    def name(self) -> str:
        """The name of the chosen one."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Choose one by its name."""
        self._buttons[name].setChecked(True)

    def button(self, name: str) -> Button:
        """The button of a name."""
        return self._buttons[name]

    @override
    def sizeHint(self) -> QSize:
        """As wide as one row is, with its keys."""
        wide = sum(each.sizeHint().width() for each in self._buttons.values())
        wide += (len(self._buttons) - 1) * theme.px(GAP)
        return QSize(wide, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as two rows are, so that one row does not keep the page wide."""
        wide = [each.minimumSizeHint().width() for each in self._buttons.values()]
        columns = self._in_two_rows()
        rows = (wide[:columns], wide[columns:])
        least = sum(max(pair) for pair in zip_longest(*rows, fillvalue=0))
        return QSize(least + (columns - 1) * theme.px(GAP), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = sum(each.minimumSizeHint().width() for each in self._buttons.values())
        wide += (len(self._buttons) - 1) * theme.px(GAP)
        self._place(len(self._buttons) if wide <= self.width() else self._in_two_rows())

    def _in_two_rows(self) -> int:
        return -(-len(self._buttons) // 2) if len(self._buttons) > 2 else len(self._buttons)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)

    def _tell(self, button: Button, checked: bool) -> None:  # noqa: FBT001 - the signal's own
        if checked:
            self.chosen.emit(next(name for name, each in self._buttons.items() if each is button))
