"""Why somebody looks at names: chosen from a list, or typed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jukung.ui import theme
from jukung.words import N_, _

REASONS = (
    N_("Lending at the desk"),
    N_("Round through the blocks"),
    N_("Moves and releases"),
    N_("Clearance or a letter"),
    N_("Question of the prison's registration"),
)
OTHER = "other"
LEAST, LONGEST = 5, 200


class ReasonField(QWidget):
    """A list of usual reasons, with a line for another one."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.line = QComboBox(), QLineEdit()
        self.list.setAccessibleName(_("Why do you look?"))
        self.list.addItem(_("Why do you look?"), "")
        for reason in REASONS:
            self.list.addItem(_(reason), reason)
        self.list.addItem(_("Another reason…"), OTHER)
        self.line.setPlaceholderText(_("The reason, without any name"))
        self.line.setMaxLength(LONGEST)
        self.line.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.list, 1)
        row.addWidget(self.line, 1)
        self.setFocusProxy(self.list)
        self.list.currentIndexChanged.connect(self._choose)
        # Half a reason is none: it is taken when the line is left.
        self.line.returnPressed.connect(self.changed)

    def reason(self) -> str:
        """The reason as it is journalled, in the language spoken now; empty while none."""
        chosen = str(self.list.currentData())
        if chosen == OTHER:
            typed = " ".join(self.line.text().split())
            return typed if len(typed) >= LEAST else ""
        return self.list.currentText() if chosen else ""

    @Slot()
    def _choose(self) -> None:
        other = self.list.currentData() == OTHER
        self.line.setVisible(other)
        if other:
            self.line.setFocus()
        self.changed.emit()
