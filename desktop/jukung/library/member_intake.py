"""Members of an import, with the cards they have; a prison takes none.

What a member is called and where they live goes into the person, which can be erased;
the journal says how many there were, and nobody's name.
"""

from collections.abc import Sequence
from typing import Any

from jukung.domain import codes, errors
from jukung.domain.ids import new_id
from jukung.domain.kinds import BorrowerKind, BorrowerStatus
from jukung.library import days, members, series
from jukung.library.desk import Desk
from jukung.library.incoming import IncomingMember
from jukung.library.intake_rows import adding, in_chunks, next_row
from jukung.words import _

_PERSON = adding("person", ("row", "id", "name", "sex", "birth_year", "phone", "address"))
_BORROWER = adding(
    "borrower",
    ("row", "id", "person", "card", "kind", "status", "since_on", "until_on", "note", "act"),
)
_NUMBER = adding("card_number", ("number", "bare", "borrower"))


class MemberRows:
    """Writes members into an act."""

    def __init__(self, desk: Desk, act: int) -> None:
        if desk.profile.is_prison:
            raise errors.NamesNotKept
        self._desk, self._act = desk, act
        self._today = days.trusted_today(desk)
        self._borrower, self._person = next_row(desk, "borrower"), next_row(desk, "person")
        self.renamed: dict[str, str] = {}
        """The new card of those whose own could not be kept, by the old one, folded."""

    def add(self, coming: Sequence[IncomingMember]) -> None:
        """Write members with their own cards; those without come later."""
        for chunk in in_chunks([each for each in coming if not each.renumbered]):
            self._write([(each, each.draft.card.strip()) for each in chunk])

    def add_renumbered(self, coming: Sequence[IncomingMember]) -> None:
        """Write those whose card is a copy's number, or none that a label carries."""
        waiting = [each for each in coming if each.renumbered]
        if not waiting:
            return
        given = series.next_numbers(self._desk, "cards", len(waiting))
        for each, card in zip(waiting, given, strict=True):
            self.renamed[codes.fold(each.draft.card)] = codes.fold(card)
        pairs = list(zip(waiting, given, strict=True))
        for chunk in in_chunks(pairs):
            self._write(chunk)

    def _write(self, chunk: Sequence[tuple[IncomingMember, str]]) -> None:
        persons: list[tuple[Any, ...]] = []
        borrowers: list[tuple[Any, ...]] = []
        numbers: list[tuple[Any, ...]] = []
        for each, card in chunk:
            draft, person, borrower = each.draft, self._person, self._borrower
            self._person += 1
            self._borrower += 1
            persons.append(
                (person, new_id(), draft.name.strip(), draft.sex.value, draft.birth_year,
                 draft.phone.strip(), draft.address.strip())
            )  # fmt: skip
            since = each.since_on or self._today
            until = draft.until_on.isoformat() if draft.until_on else self._usual_end(draft.kind)
            borrowers.append(
                (borrower, new_id(), person, card, draft.kind.value, BorrowerStatus.active.value,
                 since.isoformat(), until, _note(each), self._act)
            )  # fmt: skip
            folded = codes.fold(card)
            numbers.append((folded, codes.bare(folded), borrower))
        connection = self._desk.session.connection()
        for statement, rows in ((_PERSON, persons), (_BORROWER, borrowers), (_NUMBER, numbers)):
            connection.exec_driver_sql(statement, rows)

    def _usual_end(self, kind: BorrowerKind) -> str | None:
        end = members.usual_end(self._desk, kind, after=self._today)
        return end.isoformat() if end else None


def _note(each: IncomingMember) -> str:
    note = each.draft.note.strip()
    if not each.renumbered or not each.draft.card.strip():
        return note
    old = _("Old card: {card}").format(card=each.draft.card.strip())
    return f"{old}. {note}" if note else old
