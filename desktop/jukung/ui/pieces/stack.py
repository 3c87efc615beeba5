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


class InView(Stack):
    """A hidden page is not told that the window is narrower now; it must not keep it wide."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    @override
    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()
