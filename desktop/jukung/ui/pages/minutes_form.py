"""The form of minutes: what was done, by whom, and which copies it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from jukung.domain import errors
from jukung.ui import theme, verbs
from jukung.ui.burst_guard import TAKES_SCANS
from jukung.ui.pages.form_parts import beside, lines_field
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

TYPING_RESTS_MS, MOST = 250, 500


@dataclass(frozen=True, slots=True)
class TypedParty:
    """One of the two who sign."""

    name: str
    position: str
    address: str


@dataclass(frozen=True, slots=True)
class TypedMinutes:
    """What stands in the form."""

    matter: str
    parties: tuple[TypedParty, TypedParty]
    paragraphs: tuple[str, ...]
    numbers: tuple[str, ...]

    def is_whole(self) -> bool:
        """Whether there is a matter and both parties have a name."""
        return bool(self.matter) and all(party.name for party in self.parties)


class MinutesForm(Card):
    """Everything typed is shown at the right at once."""

    changed = Signal()
    """Fingers rest behind a change."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._matter = QLineEdit()
        self._matter.setMaxLength(200)
        self._matter.setPlaceholderText(_("Such as: handing over donated books"))
        self._parties = tuple(tuple(QLineEdit() for _field in range(3)) for _party in range(2))
        self._paragraphs = lines_field(5)
        self._paragraphs.setPlaceholderText(_("What was agreed; a line is a paragraph"))
        self._copies = lines_field(3)
        self._copies.setProperty(TAKES_SCANS, True)
        self._copies.setPlaceholderText(_("Scan the copies it concerns, if there are any"))
        self._note = label("", "small", wrap=True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_RESTS_MS)
        self._rest.timeout.connect(self._tell)
        self._lay_out()
        lines = [self._matter, *(field for party in self._parties for field in party)]
        for line in lines:
            line.textChanged.connect(self._rest.start)
        for text in (self._paragraphs, self._copies):
            text.textChanged.connect(self._rest.start)

    def typed(self) -> TypedMinutes:
        """What stands in the form now."""
        first, second = (
            TypedParty(*(field.text().strip() for field in fields)) for fields in self._parties
        )
        return TypedMinutes(
            self._matter.text().strip(),
            (first, second),
            _lines(self._paragraphs),
            tuple(dict.fromkeys(_lines(self._copies)))[:MOST],
        )

    def clear(self) -> None:
        """Begin anew: what was written went out."""
        for line in (self._matter, *(field for party in self._parties for field in party)):
            line.clear()
        self._paragraphs.clear()
        self._copies.clear()
        self._tell()

    def take_focus(self) -> None:
        """Begin with the matter."""
        self._matter.setFocus()

    def note(self) -> str:
        """What is said of the scanned copies."""
        return self._note.text()

    @Slot()
    def _tell(self) -> None:
        self._rest.stop()
        numbers = self.typed().numbers
        if numbers:
            self._room.jobs.read(
                lambda desk: unknown(desk, numbers),
                owner=self,
                then=lambda missing: self._say_copies(len(numbers), missing),
                latest="copies",
            )
        else:
            self._note.hide()
        self.changed.emit()

    def _say_copies(self, count: int, missing: tuple[str, ...]) -> None:
        known = count - len(missing)
        said = many("{count} copy in the table", "{count} copies in the table", known)
        words = said.format(count=number(known))
        if missing:
            few = ", ".join(missing[:3]) + ("…" if len(missing) > 3 else "")
            words = f"{words} · " + _("Not known here: {numbers}").format(numbers=few)
        self._note.setText(words)
        self._note.show()

    def _lay_out(self) -> None:
        self.body.setSpacing(theme.px(10))
        self.body.addWidget(label(_("Minutes"), "heading"))
        self.body.addLayout(named(_("What was done"), self._matter))
        prison = self._room.is_prison
        for words, fields in zip((_("First party"), _("Second party")), self._parties, strict=True):
            name, position, address = fields
            for field in fields:
                field.setMaxLength(160)
            self.body.addWidget(label(words, "strong"))
            self.body.addLayout(
                beside((named(_("Name"), name), 1), (named(_("Position"), position), 1))
            )
            self.body.addLayout(named(_("Address or office"), address))
        if prison:
            self.body.addWidget(
                label(_("Staff and visitors only: residents are never named."), "note", wrap=True)
            )
        self.body.addLayout(named(_("What was agreed"), self._paragraphs))
        self.body.addLayout(named(_("Copies"), self._copies))
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self._note.hide()


def unknown(desk: Desk, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these numbers that no copy has."""
    missing = []
    for barcode in numbers:
        try:
            verbs.copies.show(desk, barcode)
        except errors.CopyUnknown:
            missing.append(barcode)
    return tuple(missing)


def _lines(field: QPlainTextEdit) -> tuple[str, ...]:
    lines = (line.strip() for line in field.toPlainText().splitlines())
    return tuple(filter(None, lines))
