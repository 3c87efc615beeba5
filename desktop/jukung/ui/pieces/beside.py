"""A list and, beside it, what is chosen in it; where both do not fit, one stands alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.words import _

FOLDS, ROOMY = 960, 1240

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own most, which PySide6 does not name."""


class Beside(QWidget):
    """The list's column at the left, the stack of cards at the right.

    Below `FOLDS` of the window's width only one is shown: the list, or the card that
    was opened. `standing` are the cards that stand beside a list without being opened;
    any other is a form, which is always open and has its own way back.
    """

    closed = Signal()
    """The way back to the list was taken."""

    def __init__(
        self,
        stack: QStackedWidget,
        *,
        standing: tuple[QWidget, ...],
        wide: int,
        narrow: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stack, self._standing = stack, standing
        self._wide, self._narrow = wide, narrow
        self._is_open = False
        self._back = Button(_("To the list"), icon="chevron-left", key="Esc")
        # Widgets and no layouts: one that is hidden while its page is away would keep its room.
        self._left, self._right = QWidget(), QWidget()
        self.column = QVBoxLayout(self._left)
        """Where the list and what belongs to it are added."""
        self._lay_out()
        self._back.clicked.connect(self._go_back)
        stack.currentChanged.connect(self.fold)

    def open(self) -> None:
        """Show the card, alone where both do not fit."""
        self._is_open = True
        self.fold()

    def close_card(self) -> None:
        """Show the list again."""
        self._is_open = False
        self.fold()

    def shows_list_alone(self) -> bool:
        """Whether the list stands alone now."""
        return self._right.isHidden()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    @Slot()
    def fold(self) -> None:
        """Show one or both, as the window is wide."""
        window = self.window().width()
        tiny = window < theme.px(FOLDS)
        is_form = self._stack.currentWidget() not in self._standing
        alone = tiny and (self._is_open or is_form)
        self._left.setVisible(not alone)
        self._right.setVisible(alone or not tiny)
        self._back.setVisible(alone and not is_form)
        if tiny:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(QWIDGETSIZE_MAX)
        else:
            width = self._wide if window >= theme.px(ROOMY) else self._narrow
            self._right.setFixedWidth(theme.px(width))
        if (layout := self.layout()) is not None:
            layout.invalidate()
        self.updateGeometry()

    @Slot()
    def _go_back(self) -> None:
        self.close_card()
        self.closed.emit()

    def _lay_out(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(12))
        side = QVBoxLayout(self._right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.px(10))
        side.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self._stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(18))
        whole.addWidget(self._left, 1)
        whole.addWidget(self._right)
        self._back.hide()
