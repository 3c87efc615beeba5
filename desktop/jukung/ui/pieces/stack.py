"""One of several cards in the same place, as high as the room there is."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override


class Stack(QStackedWidget):
    """Shows one card; none of the hidden ones makes the page higher.

    A scroll area gives a page with wrapping words the height it wishes for, not
    the least one (Qt 6.12), so that small pages would scroll.
    """

    @override
    def hasHeightForWidth(self) -> bool:
        return False

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
