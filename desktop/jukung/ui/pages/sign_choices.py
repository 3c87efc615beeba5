"""The words of shelf signs and box labels: one a line, its lines between bars."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from jukung.domain.kinds import PrintWhat
from jukung.ui import theme
from jukung.ui.pages.label_kinds import SIGNS, Kind
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.words import N_, _

# The ten main classes of Dewey's numbers, and the local one for Islam (Perpusnas).
_CLASSES = (
    ("000–099", N_("General works")),
    ("100–199", N_("Philosophy and psychology")),
    ("200–299", N_("Religion")),
    ("2X0–2X9", N_("Islam")),
    ("300–399", N_("Social sciences")),
    ("400–499", N_("Language")),
    ("500–599", N_("Science")),
    ("600–699", N_("Applied science")),
    ("700–799", N_("Arts and sports")),
    ("800–899", N_("Literature")),
    ("900–999", N_("History and geography")),
)


class SignChoices(QWidget):
    """A field for shelves and one for boxes; what is typed stays while the page does."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = SIGNS[0]
        self._fields = {kind.what: QPlainTextEdit() for kind in SIGNS}
        self._how = label("", "small", wrap=True)
        self._classes = Button(_("The main classes"), key="Ctrl+L")
        self._lay_out()
        for field in self._fields.values():
            field.textChanged.connect(self.changed)
        self._classes.clicked.connect(self.type_classes)

    def show_kind(self, kind: Kind) -> None:
        """Show the field of a kind of sign."""
        if not kind.is_sign:
            return
        self._kind = kind
        for what, field in self._fields.items():
            field.setVisible(what is kind.what)
        is_shelf = kind.what is PrintWhat.shelf
        self._classes.setVisible(is_shelf)
        self._how.setText(
            _("One sign on each line. A | begins a new line on the sign.")
            if is_shelf
            else _("One box on each line: its number, then | and what is in it.")
        )

    def text(self) -> str:
        """What is typed for the kind in view."""
        return self._fields[self._kind.what].toPlainText()

    def show_text(self, text: str) -> None:
        """Type something for the kind in view."""
        self._fields[self._kind.what].setPlainText(text)

    @Slot()
    def type_classes(self) -> None:
        """Put the main classes into the field, after what is there."""
        before = self.text().rstrip()
        lines = [f"{numbers} | {_(words)}" for numbers, words in _CLASSES]
        self.show_text("\n".join(([before] if before else []) + lines))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._how)
        examples = {
            PrintWhat.shelf: _("000–099 | General works"),
            PrintWhat.box: _("BOX-01 | Children's stories"),
        }
        for what, field in self._fields.items():
            field.setTabChangesFocus(True)
            field.setPlaceholderText(examples[what])
            field.setMinimumHeight(theme.px(150))
            field.setAccessibleName(_("Words of the signs"))
            column.addWidget(field, 1)
        column.addWidget(self._classes)
