"""The prison's list of the day: pasted or from a file, and read in this process alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.lending import age_band
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.vault import protocol as say
from jukung.ui.vault_window.fields import NameText
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.exchange.rosters.daily_list import Entry
    from jukung.exchange.rosters.daily_matches import Match
    from jukung.library.vaulting import Identity
    from jukung.ui.vault_window.session import Session

MOST_TOLD = 6


class RosterPage(QWidget):
    """Reads, says what it found, and sends lines without names to the desk."""

    read = Signal(object)
    """A `RosterRead` for the main process."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._today = date.min
        self._places: frozenset[str] = frozenset()
        self._matches: tuple[Match, ...] = ()
        self._names: dict[int, Identity] = {}
        self.text = NameText()
        self.text.setPlaceholderText(_("Paste the list here: its header, then one line for each."))
        self.whole = QCheckBox(_("Everybody is on this list: who is not has left"))
        self.banner = Banner(corners="all")
        self._doubtful = label("", "small", wrap=True)
        self._look = Button(_("Read the list"), key="Ctrl+Return")
        self._send = Button(_("To the desk"), kind="primary", key="Ctrl+S")
        self._lay_out()
        self._look.clicked.connect(self._read_pasted)
        self._send.clicked.connect(self._give)
        self.text.textChanged.connect(self._forget)
        self.whole.toggled.connect(self._forget)
        self.setFocusProxy(self.text)

    def begin(self, session: Session, today: date, *, places: Collection[str] = ()) -> None:
        """Read for an open vault; the places are the library's blocks and rooms."""
        self._session, self._today = session, today
        lived_in = {each.row.place for each in session.people.values() if each.row.place}
        self._places = frozenset({*places, *lived_in})
        self._forget()
        self.text.setFocus()

    def read_file(self, path: Path) -> None:
        """Read a workbook or text file; nothing of it is kept."""
        try:
            people = verbs.roster_people.read_people(path)
            self._take(people)
        except Refusal as refusal:
            self._refuse(refusal)

    def named(self, made: say.RosterMade) -> list[tuple[say.MadeCard, Identity]]:
        """The names of new lines for which cards were made."""
        return [
            (each, self._names.pop(each.number)) for each in made.made if each.number in self._names
        ]

    @Slot()
    def _read_pasted(self) -> None:
        try:
            self._take(verbs.roster_people.read_pasted(self.text.toPlainText()))
        except Refusal as refusal:
            self._refuse(refusal)

    def _take(self, people: object) -> None:
        session = self._session
        if session is None:
            return
        entries = verbs.daily_list.read(
            people,  # type: ignore[arg-type]  # as read
            self._today,
            places=self._places,
        )
        known = [
            verbs.daily_matches.Known(
                each.row.id, each.folded, each.identity.numbers, each.row.place, each.row.state
            )
            for each in session.people.values()
        ]
        self._matches = verbs.daily_matches.match(entries, known, is_whole=self.whole.isChecked())
        self._tell()

    def _tell(self) -> None:
        counts = dict.fromkeys(("same", "moved", "new", "left", "doubtful"), 0)
        for each in self._matches:
            counts[str(each.verdict)] += 1
        words = (
            many("{count} as before", "{count} as before", counts["same"]),
            many("{count} changed", "{count} changed", counts["moved"]),
            many("{count} new", "{count} new", counts["new"]),
            many("{count} has left", "{count} have left", counts["left"]),
            many("{count} doubtful", "{count} doubtful", counts["doubtful"]),
        )
        said = [
            text.format(count=number(count))
            for text, count in zip(words, counts.values(), strict=True)
            if count
        ]
        lost = sum(each.entry is not None and each.entry.has_lost_place for each in self._matches)
        detail = _("Nothing is changed yet. The desk shows what would be done, by cards.")
        if lost:
            detail = many(
                "{count} place is not known here and stays out. Add the block and its rooms "
                "first where it is one.",
                "{count} places are not known here and stay out. Add the blocks and their rooms "
                "first where they are some.",
                lost,
            ).format(count=number(lost))
        sounds.play("done")
        self.banner.say(
            " · ".join(said), detail, tint="gold" if counts["doubtful"] or lost else "good"
        )
        doubtful = [
            each.entry.name
            for each in self._matches
            if each.verdict == "doubtful" and each.entry is not None
        ]
        shown = ", ".join(doubtful[:MOST_TOLD]) + ("…" if len(doubtful) > MOST_TOLD else "")
        self._doubtful.setText(
            _("It is not sure who this is, so these are left alone: {names}").format(names=shown)
        )
        self._doubtful.setVisible(bool(doubtful))
        self._send.setEnabled(True)
        self._send.setFocus()

    @Slot()
    def _give(self) -> None:
        session = self._session
        if session is None or not self._matches:
            return
        try:
            self._names = {
                each.entry.line: _identity(each.entry)
                for each in self._matches
                if each.entry is not None and each.verdict == "new"
            }
        except Refusal as refusal:
            self._refuse(refusal)
            return
        lines = tuple(self._line(each) for each in self._matches)
        self.read.emit(say.RosterRead(lines, self.whole.isChecked()))
        self.text.clear()
        self.left.emit()

    def _line(self, match: Match) -> say.RosterLine:
        entry, session = match.entry, self._session
        person = session.people.get(match.resident) if session else None
        card = person.row.card if person else ""
        if entry is None:
            return say.RosterLine(0, str(match.verdict), match.resident, card)
        return say.RosterLine(
            entry.line,
            str(match.verdict),
            match.resident,
            card,
            entry.block,
            entry.room,
            entry.state,
            entry.release_on,
            entry.sex,
            age_band(entry.birth_year, self._today),
        )

    @Slot()
    def _forget(self) -> None:
        self._matches = ()
        self._send.setEnabled(False)
        self._doubtful.hide()
        self.banner.clear()

    def _refuse(self, refusal: Refusal) -> None:
        self._forget()
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot()
    def _ask_file(self) -> None:
        pattern = _("Lists ({endings})").format(endings="*.xlsx *.csv *.txt")
        files.choose_file(self, _("The list of the day"), pattern=pattern, then=self.read_file)

    def _lay_out(self) -> None:
        back = Button(_("Back"), key="Esc")
        back.clicked.connect(self.left)
        file = Button(_("From a file…"), key="Ctrl+O")
        file.clicked.connect(self._ask_file)
        card = Card()
        card.body.setSpacing(theme.px(10))
        card.body.addWidget(label(_("List of the day"), "title"))
        card.body.addWidget(
            label(
                _(
                    "The list with names is read here and kept nowhere. The desk is told cards, "
                    "places and states only."
                ),
                "second",
                wrap=True,
            )
        )
        card.body.addWidget(self.banner)
        card.body.addWidget(self._doubtful)
        card.body.addWidget(self.text, 1)
        card.body.addWidget(self.whole)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(file)
        foot.addStretch(1)
        for button in (back, self._look, self._send):
            foot.addWidget(button)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        side = theme.px(18)
        column.setContentsMargins(side, theme.px(14), side, side)
        column.addWidget(card, 1)


def _identity(entry: Entry) -> Identity:
    """What will be sealed of a new line; refuses what would be refused once it has a card."""
    vaulting = verbs.vaulting
    numbers = (entry.number[: vaulting.LONGEST_NUMBER],) if entry.number else ()
    return vaulting.fitting(vaulting.Identity(entry.name[: vaulting.LONGEST_NAME], numbers))
