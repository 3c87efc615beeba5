"""An open vault: who everybody is, in memory, and what is asked of the main process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from jukung.domain import errors
from jukung.domain.kinds import AgeBand, ResidentState, Sex
from jukung.ui import verbs
from jukung.ui.vault import protocol as say

if TYPE_CHECKING:
    from jukung.library.vaulting import Identity, OpenVault

MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Person:
    """A resident with a name; only in this process."""

    row: say.Row
    identity: Identity
    folded: str

    @override
    def __repr__(self) -> str:
        return "Person(…)"


class Session(QObject):
    """Everybody, found by name or card; gone with the process.

    `send` gives a message to the main process.
    """

    filled = Signal()
    """Everybody is here, or somebody changed."""

    def __init__(
        self, vault: OpenVault, send: Callable[[say.FromVault], object], *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.vault, self.send = vault, send
        self.people: dict[str, Person] = {}
        self.damaged: list[str] = []
        """Cards whose sealed row did not open."""
        self.is_filled = False
        self._number = 0
        self._coming: dict[int, Identity] = {}
        self._looks: dict[int, Callable[[], object]] = {}

    def take(self, rows: say.Rows) -> None:
        """Take residents as they come."""
        for row in rows.rows:
            self._take(row)
        if rows.last:
            self.is_filled = True
            self.filled.emit()

    def find(self, typed: str) -> list[Person]:
        """Who has every word as the beginning of a name's word, or this card; by name."""
        words = verbs.vaulting.folded(typed)
        if not words:
            return []
        card = typed.strip().casefold()
        found = [
            each
            for each in self.people.values()
            if verbs.vaulting.matches(words, each.folded)
            or (len(card) > 1 and each.row.card.casefold().startswith(card))
        ]
        return sorted(found, key=lambda each: (each.folded, each.row.card))[:MOST_FOUND]

    def with_card(self, card: str) -> Person | None:
        """Who has this card."""
        found = (each for each in self.people.values() if each.row.card == card)
        return next(found, None)

    def names_somebody(self, reason: str) -> bool:
        """Whether a reason has a word of a name in it, long enough to tell."""
        words = {word for word in verbs.vaulting.folded(reason).split() if len(word) > 2}
        if not words:
            return False
        return any(words & set(each.folded.split()) for each in self.people.values())

    def look(
        self,
        person: Person | None,
        reason: str,
        *,
        then: Callable[[], object],
        whole: bool = False,
    ) -> None:
        """Have a look journalled; what it shows comes in `then`, once it is stored.

        Refuses ReasonMissing, ReasonNamesSomebody.
        """
        if not reason.strip():
            raise errors.ReasonMissing
        if self.names_somebody(reason):
            raise errors.ReasonNamesSomebody
        self._number += 1
        self._looks[self._number] = then
        resident = person.row.id if person else ""
        self.send(say.Look(resident, reason.strip(), whole, self._number))

    def looked(self, number: int) -> None:
        """A look is journalled: now it may be."""
        if then := self._looks.pop(number, None):
            then()

    def not_looked(self, number: int) -> bool:
        """A look could not be journalled, so nothing is shown; whether it was waited for."""
        return self._looks.pop(number, None) is not None

    def register(self, identity: Identity, *, sex: Sex, age_band: AgeBand) -> None:
        """Have a card made for somebody new; the name is sealed when it has come.

        Refuses NameMissing, IdentityTooLong, TextUnwritable.
        """
        fitted = verbs.vaulting.fitting(identity)
        self._number += 1
        self._coming[self._number] = fitted
        self.send(say.Register(self._number, sex, age_band))

    def seal_new(self, made: say.Registered) -> Person | None:
        """Seal the name that waited for its card, and have it kept."""
        identity = self._coming.pop(made.number, None)
        if identity is None:
            return None
        return self._keep(made.row, identity)

    def keep(self, person: Person, identity: Identity, *, sex: Sex, age_band: AgeBand) -> None:
        """Have a changed identity kept; refuses NameMissing, IdentityTooLong."""
        row = replace(person.row, sex=sex, age_band=age_band)
        self._keep(row, verbs.vaulting.fitting(identity), sex=sex, age_band=age_band)

    def whole(self, came: say.Whole) -> Identity | None:
        """The identity of a resident with the photograph; refuses VaultDamaged."""
        return self.vault.read(came.resident, came.sealed) if came.sealed else None

    def seal_many(self, named: list[tuple[say.MadeCard, Identity]]) -> int:
        """Seal the names of a roster's new lines, have them kept, and count the messages."""
        sealed = [
            say.Sealed(made.resident, self.vault.seal(made.resident, identity))
            for made, identity in named
        ]
        starts = range(0, len(sealed), 200)
        for start in starts:
            self.send(say.Keep(tuple(sealed[start : start + 200])))
        for (made, _identity), each in zip(named, sealed, strict=True):
            text = each.sealed[: verbs.vaulting.TEXT_BYTES]
            self._take(_new_row(made, text))
        self.filled.emit()
        return len(starts)

    def _keep(
        self,
        row: say.Row,
        identity: Identity,
        *,
        sex: Sex | None = None,
        age_band: AgeBand | None = None,
    ) -> Person:
        sealed = self.vault.seal(row.id, identity)
        self.send(say.Keep((say.Sealed(row.id, sealed),), sex, age_band))
        text = sealed[: verbs.vaulting.TEXT_BYTES]
        self._take(replace(row, sealed=text, has_photo=bool(identity.photo)))
        self.filled.emit()
        return self.people[row.id]

    def _take(self, row: say.Row) -> None:
        identity = verbs.vaulting.Identity("")
        if row.sealed:
            try:
                identity = self.vault.read(row.id, row.sealed[: verbs.vaulting.TEXT_BYTES])
            except errors.VaultDamaged:
                self.damaged.append(row.card)
        self.people[row.id] = Person(row, identity, verbs.vaulting.folded(identity.name))


def _new_row(made: say.MadeCard, sealed: bytes) -> say.Row:
    """Somebody new, until the main process says where they are."""
    return say.Row(
        made.resident, made.card, "", ResidentState.present, Sex.unknown, AgeBand.unknown, sealed
    )
