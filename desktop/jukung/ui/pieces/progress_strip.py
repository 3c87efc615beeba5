"""A strip for long work: what is done, how far, and a button to stop."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from jukung import words
from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.words import _


class ProgressStrip(QWidget):
    """Progress with a count; hidden while there is nothing to wait for."""

    stopped = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = label("", "strong")
        self._count = label("", "second")
        self._count.setFont(theme.font(tabular=True))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = Button(_("Stop"), icon="x")
        self._stop.clicked.connect(self._ask_to_stop)
        heads = QHBoxLayout()
        heads.addWidget(self._what, 1)
        heads.addWidget(self._count)
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        column.addLayout(heads)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addLayout(column, 1)
        row.addWidget(self._stop)
        self.hide()

    def begin(self, what: str, *, stoppable: bool = True) -> None:
        """Show the strip for new work."""
        self._what.setText(what)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self._stop.setVisible(stoppable)
        self._stop.setEnabled(True)
        self.show()

    @Slot(object, object)
    def advance(self, done: int, total: int | None) -> None:
        """Show how far it is; an unknown total shows the count alone."""
        counted = words.number(done)
        if total is None:
            self._bar.setRange(0, 0)
            self._count.setText(counted)
            return
        # QProgressBar counts in 32 bits; a thousand steps are finer than any screen.
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * done / total) if total else 1000)
        whole = words.number(total)
        self._count.setText(_("{done} of {total}").format(done=counted, total=whole))

    def end(self) -> None:
        """Take the strip away."""
        self.hide()

    @Slot()
    def _ask_to_stop(self) -> None:
        self._stop.setEnabled(False)
        self._what.setText(_("Stopping…"))
        self.stopped.emit()
