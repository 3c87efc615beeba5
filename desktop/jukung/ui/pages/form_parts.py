"""Parts of the forms of titles, copies and members.

A form is loaded from a value and gives one back; nothing is bound to a row.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _


class FormCard(Card):
    """A form in a card: its name, what is wrong, the fields, Cancel and Save.

    With `facts` given, what was typed is thrown away by the second Cancel alone.
    """

    saved = Signal()
    left = Signal()

    def __init__(
        self,
        fields: QWidget,
        *,
        save: str = "",
        kind: str = "primary",
        facts: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(flush=True, parent=parent)
        self._facts = facts
        self._before: object = None
        self._warned_of: object = None
        self._title = label("", "heading")
        self._banner = Banner()
        self._save = Button(save or _("Save"), kind=kind, key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        head = self.add_head()
        head.addWidget(self._title, 1)
        self.body.addWidget(self._banner)
        side = theme.px(16)
        fields.setContentsMargins(side, theme.px(12), side, theme.px(14))
        room = scrolling(fields)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar = room.verticalScrollBar()
        self.body.addWidget(room, 1)
        foot = self.add_foot()
        foot.addWidget(self._leave)
        foot.addStretch(1)
        foot.addWidget(self._save)
        self._save.clicked.connect(self.saved)
        self._leave.clicked.connect(self._ask_leave)

    def begin(self, title: str) -> None:
        """Show the form under a name from its top, with nothing wrong yet."""
        self._title.setText(title)
        self._bar.setValue(0)
        self._banner.clear()
        self.wait(waits=False)
        self._before = self._facts() if self._facts else None
        self._warned_of = self._before

    def warn_if_changed(self) -> bool:
        """Say that what was typed would be lost; whether anything would be."""
        typed = self._facts() if self._facts else None
        if typed == self._before:
            return False
        self._warned_of = typed
        self.warn(_("This is not saved yet"), _("Ctrl S saves it, Esc once more throws it away."))
        return True

    @Slot()
    def _ask_leave(self) -> None:
        was_told = self._facts is None or self._facts() == self._warned_of
        if was_told or not self.warn_if_changed():
            self.left.emit()
        else:
            sounds.play("refused")

    def wait(self, *, waits: bool) -> None:
        """Take no second Save while the first is under way."""
        self._save.setEnabled(not waits)

    @Slot()
    def press_save(self) -> None:
        """Save, as the button does."""
        self._save.click()

    def focus_save(self) -> None:
        """Begin at the button, where there is nothing to type."""
        self._save.setFocus()

    def focus_leave(self) -> None:
        """Begin at Cancel, where a slip of the finger would be grave."""
        self._leave.setFocus()

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not saved."""
        self.warn(*messages.two_lines(messages.sentence(refusal)), tint="bad")
        sounds.play("refused")

    def warn(
        self,
        title: str,
        detail: str = "",
        *,
        tint: str = "gold",
        button: QWidget | None = None,
    ) -> None:
        """Show a sentence above the fields; a button given is the sentence's."""
        self.wait(waits=False)
        self._banner.say(title, detail, tint=tint, button=button)

    def words(self) -> str:
        """The sentence shown above the fields; empty when there is none."""
        return self._banner.words()


def lines_field(rows: int = 2) -> QPlainTextEdit:
    """A field of some lines; Tab leaves it."""
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(theme.px(18 + 20 * rows))
    return made


def lines_of(text: str) -> tuple[str, ...]:
    """The names in a text, one a line or with `;` between them."""
    parts = (part.strip() for line in text.splitlines() for part in line.split(";"))
    return tuple(part for part in parts if part)


def choice_field(words: Mapping[Any, str]) -> QComboBox:
    """A field to choose from a closed list; the words are keys marked with `N_`."""
    made = QComboBox()
    for value, name in words.items():
        made.addItem(_(name), str(value))
    return made


def slim(field: QComboBox) -> QComboBox:
    """Let a field to choose from be as narrow as its neighbours leave it."""
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(6)
    return field


def show_choice(field: QComboBox, value: StrEnum) -> None:
    """Show a value in its field."""
    field.setCurrentIndex(max(field.findData(str(value)), 0))


def choice_of(field: QComboBox) -> str:
    """The value chosen, to be made its enum again."""
    return str(field.currentData())


def column() -> QVBoxLayout:
    """Room for fields, one below the other."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.px(10))
    return made


def beside(*parts: tuple[QLayout, int]) -> QHBoxLayout:
    """Fields side by side, each with its share of the width."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(10))
    for part, share in parts:
        row.addLayout(part, share)
    return row


def foot(*buttons: Button) -> QHBoxLayout:
    """Buttons below a form, at the right."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(10))
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


def side_by_side(*buttons: Button) -> QWidget:
    """Buttons in the one place that a banner has for its own."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(10))
    for button in buttons:
        row.addWidget(button)
    return made


def go_on_with_enter(fields: Sequence[QLineEdit], then: Callable[[], object]) -> None:
    """Let Enter go to the next field, and behind the last one do what follows."""
    for field, after in pairwise(fields):
        field.returnPressed.connect(after.setFocus)
    fields[-1].returnPressed.connect(then)
