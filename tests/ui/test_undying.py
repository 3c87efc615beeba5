from PySide6.QtWidgets import QWidget

import jukung.ui  # noqa: F401 - importing it is what is tested


def test_none_outlives_a_day_of_calls_into_qt(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)

    for _ in range(300_000):
        widget.update()

    assert widget.parent() is None
