"""How our numbers look, with the next ones shown while the pattern is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.form_parts import beside
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.series import Series

_TITLES = {
    "copies": N_("Numbers of copies"),
    "cards": N_("Numbers of cards"),
}


class PatternCard(Card):
    """The pattern of one kind; nothing changes on labels that are stuck."""

    def __init__(self, room: Room, kind: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room, self._kind = room, kind
        self._prefix, self._suffix = QLineEdit(), QLineEdit()
        self._prefix.setPlaceholderText(_("none"))
        self._suffix.setPlaceholderText(_("such as /PD/{year}"))
        self._digits, self._next = number_field(3, 12), number_field(1, 999_999_999)
        self._check = QCheckBox(_("A check digit finds half-read numbers (recommended)"))
        self._yearly = QCheckBox(_("Begin at 1 again each year"))
        self._examples = label("", "strong", wrap=True)
        self._answer = Banner(corners="all")
        self._save = Button(_("Save"), kind="primary")
        self._lay_out()
        for line in (self._prefix, self._suffix):
            line.textChanged.connect(self._try)
        for box in (self._digits, self._next):
            box.valueChanged.connect(self._try)
        for tick in (self._check, self._yearly):
            tick.toggled.connect(self._try)
        self._save.clicked.connect(self.save)

    def load(self, series: Series) -> None:
        """Show the pattern as it is kept."""
        self._prefix.setText(series.prefix)
        self._suffix.setText(series.suffix)
        self._digits.setValue(series.digits)
        self._next.setValue(series.next)
        self._check.setChecked(series.check_digit)
        self._yearly.setChecked(series.yearly)
        self._answer.clear()
        self._try()

    def take_focus(self) -> None:
        """Go to the first field."""
        self._prefix.setFocus()

    def examples(self) -> str:
        """The next numbers as they are shown."""
        return self._examples.text()

    def words(self) -> str:
        """The sentence shown; empty when there is none."""
        return self._answer.words()

    @Slot()
    def save(self) -> None:
        """Let numbers look like this from now on."""
        facts = self._facts()

        def work(desk: Desk) -> Series:
            return verbs.series.save(desk, verbs.series.Series(**facts))

        self._room.jobs.change(
            work,
            owner=self,
            then=self._tell_saved,
            refused=self._refuse,
            touched={"settings"},
        )

    def _facts(self) -> dict[str, Any]:
        return {
            "kind": self._kind,
            "prefix": self._prefix.text().strip(),
            "digits": self._digits.value(),
            "check_digit": self._check.isChecked(),
            "suffix": self._suffix.text().strip(),
            "yearly": self._yearly.isChecked(),
            "next": self._next.value(),
        }

    @Slot()
    def _try(self) -> None:
        facts = self._facts()
        self._room.jobs.read(
            lambda desk: verbs.series.examples(desk, verbs.series.Series(**facts)),
            owner=self,
            then=self._show_examples,
            refused=self._refuse,
            latest="examples",
        )

    def _show_examples(self, numbers: tuple[str, ...]) -> None:
        self._answer.clear()
        self._save.setEnabled(True)
        self._examples.setText(_("Next: {numbers}").format(numbers="   ".join(numbers)))

    def _refuse(self, refusal: Refusal) -> None:
        self._examples.setText("")
        self._answer.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def _tell_saved(self, series: Series) -> None:
        self.load(series)
        sounds.play("done")
        self._answer.say(_("Saved. Numbers that are stuck already stay as they are."), tint="good")

    def _lay_out(self) -> None:
        self.body.addWidget(label(_(_TITLES[self._kind]), "heading"))
        self.body.addLayout(
            beside(
                (named(_("Before the digits"), self._prefix), 2),
                (named(_("Digits"), self._digits), 1),
                (named(_("After the digits"), self._suffix), 2),
                (named(_("Next serial"), self._next), 2),
            )
        )
        self.body.addWidget(self._check)
        self.body.addWidget(self._yearly)
        self.body.addWidget(self._answer)
        foot = QHBoxLayout()
        foot.addWidget(self._examples, 1)
        foot.addWidget(self._save)
        self.body.addLayout(foot)


class ScannerCard(Card):
    """What the scanner adds to each number, if it is set up so."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._prefix, self._suffix = QLineEdit(), QLineEdit()
        self._answer = Banner(corners="all")
        self._save = Button(_("Save"))
        self.body.addWidget(label(_("The scanner"), "heading"))
        self.body.addWidget(
            label(
                _("Only where the scanner adds letters of its own; they are then left out."),
                "small",
                wrap=True,
            )
        )
        self.body.addLayout(
            beside(
                (named(_("It adds in front"), self._prefix), 1),
                (named(_("It adds behind"), self._suffix), 1),
            )
        )
        self.body.addWidget(self._answer)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._save)
        self.body.addLayout(row)
        self._save.clicked.connect(self.save)

    def load(self, prefix: str, suffix: str) -> None:
        """Show what is kept."""
        self._prefix.setText(prefix)
        self._suffix.setText(suffix)
        self._answer.clear()

    @Slot()
    def save(self) -> None:
        """Remember what the scanner adds."""
        prefix, suffix = self._prefix.text().strip(), self._suffix.text().strip()

        def work(desk: Desk) -> None:
            verbs.settings.remember(desk, "scanner_prefix", prefix)
            verbs.settings.remember(desk, "scanner_suffix", suffix)

        self._room.jobs.change(
            work,
            owner=self,
            then=lambda _none: self._answer.say(_("Saved."), tint="good"),
            touched={"settings"},
        )


class NumbersSection(QWidget):
    """Patterns of copies and cards, and the scanner."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.copies, self.cards = PatternCard(room, "copies"), PatternCard(room, "cards")
        self.scanner = ScannerCard(room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for card in (self.copies, self.cards, self.scanner):
            column.addWidget(card)
        column.addStretch(1)

    @Slot()
    def shown(self) -> None:
        """Read the patterns."""
        self._room.jobs.read(_read, owner=self, then=self._show, latest="patterns")

    def take_focus(self) -> None:
        """Go to the first field."""
        self.copies.take_focus()

    def _show(self, read: tuple[Series, Series, str, str]) -> None:
        copies, cards, prefix, suffix = read
        self.copies.load(copies)
        self.cards.load(cards)
        self.scanner.load(prefix, suffix)


def _read(desk: Desk) -> tuple[Series, Series, str, str]:
    return (
        verbs.series.show(desk, "copies"),
        verbs.series.show(desk, "cards"),
        verbs.settings.recall(desk, "scanner_prefix"),
        verbs.settings.recall(desk, "scanner_suffix"),
    )
