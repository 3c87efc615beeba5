"""Room for what may be higher than the window."""

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(content: QWidget | None = None) -> QScrollArea:
    """Content that scrolls where it does not fit, and fills the room where it does.

    Content may be given later, by `setWidget`.
    """
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    if content is not None:
        area.setWidget(content)
    return area
