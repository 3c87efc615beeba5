"""Many members at once, from a list that somebody looked through first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import insert, select, text
from sqlmodel import col

from jukung.domain import codes, errors
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind, BorrowerKind, BorrowerStatus
from jukung.library import days, journal, members, numbers, series
from jukung.library.desk import Desk
from jukung.library.members import MemberDraft
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Borrower, CardNumber, JournalAct, Person

MOST = 20_000
_CHUNK = 500

# What a person did since; a member who did nothing yet can be taken back without a trace.
_WORKED = text("""
SELECT EXISTS (SELECT 1 FROM borrower b WHERE b.act = :act AND (b.merged_into IS NOT NULL
  OR EXISTS (SELECT 1 FROM loan l WHERE l.borrower = b.row)))
OR EXISTS (SELECT 1 FROM hold h JOIN borrower b ON b.row = h.borrower WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM ledger g JOIN borrower b ON b.row = g.borrower WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM visit v JOIN borrower b ON b.row = v.borrower WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM sanction s JOIN borrower b ON b.row = s.borrower WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM letter l JOIN borrower b ON b.row = l.borrower WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM round_line x JOIN borrower b ON b.row = x.borrower WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM clearance c JOIN borrower b ON b.row = c.borrower WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM loan_permission p JOIN borrower b ON b.row = p.borrower
  WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM look_up o JOIN borrower b ON b.row = o.borrower WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM resident_move m JOIN borrower b ON b.row = m.borrower
  WHERE b.act = :act AND m.cancel_act IS NULL)
OR EXISTS (SELECT 1 FROM setting s JOIN borrower b ON s.value = CAST(b.row AS TEXT)
  WHERE b.act = :act AND s.key LIKE 'aide_card:%')
OR EXISTS (SELECT 1 FROM borrowed_month m JOIN borrower b ON b.row = m.borrower
  WHERE b.act = :act)
OR EXISTS (SELECT 1 FROM borrower o JOIN borrower b ON b.row = o.guardian
  WHERE b.act = :act AND o.act <> :act)
OR EXISTS (SELECT 1 FROM borrower o JOIN borrower b ON b.row = o.merged_into WHERE b.act = :act)
""")
_TAKE_BACK = (
    "UPDATE borrower SET guardian = NULL WHERE act = :act AND guardian IS NOT NULL",
    "DELETE FROM card_number WHERE borrower IN (SELECT row FROM borrower WHERE act = :act)",
    """DELETE FROM journal_detail WHERE seq IN (SELECT e.seq FROM journal_entry e
    JOIN borrower b ON b.id = e.noun_id WHERE b.act = :act)""",
    "DELETE FROM photo WHERE person IN (SELECT person FROM borrower WHERE act = :act)",
)
_PEOPLE = text("""
SELECT b.card, p.name, p.birth_year, p.phone FROM borrower b JOIN person p ON p.row = b.person
WHERE b.merged_into IS NULL AND b.card <> ''
""")


@dataclass(frozen=True, slots=True)
class Registered:
    """What a list became: one act, and the cards that were given, in the list's order."""

    act_id: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineStanding:
    """Whether a line can be registered: refused, or perhaps here already."""

    refusal: errors.Refusal | None = None
    known_card: str = ""
    """The card of a member who may be the same person."""
    twin: int | None = None
    """The place of an earlier line that may be the same person."""


@allowed(STAFF)
def standing_of(
    desk: Desk,
    drafts: Sequence[MemberDraft],
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[LineStanding, ...]:
    """How each line stands, without storing anything; also against the lines before it.

    Refuses ImportStopped.
    """
    here = _here(desk)
    seen: dict[str, list[tuple[int, MemberDraft]]] = {}
    cards: set[str] = set()
    found: list[LineStanding] = []
    for place, draft in enumerate(drafts):
        if place % _CHUNK == 0 and stopped():
            raise errors.ImportStopped
        refusal = _refusal(desk, draft, cards)
        if refusal is not None:
            found.append(LineStanding(refusal))
            continue
        cards.add(codes.fold(draft.card))
        name = members.folded_name(draft.name)
        known = next((card for card, one in here.get(name, ()) if _alike(draft, one)), "")
        before = seen.setdefault(name, []) if name else []
        twin = next((at for at, one in before if _alike(draft, one)), None)
        before.append((place, draft))
        found.append(LineStanding(None, known, None if known else twin))
    return tuple(found)


@allowed(STAFF)
def alike(desk: Desk, drafts: Sequence[MemberDraft]) -> tuple[LineStanding, ...]:
    """Who may be somebody of the library, or of an earlier line; nothing is refused."""
    here = _here(desk)
    seen: dict[str, list[tuple[int, MemberDraft]]] = {}
    found: list[LineStanding] = []
    for place, draft in enumerate(drafts):
        name = members.folded_name(draft.name)
        known = next((card for card, one in here.get(name, ()) if _alike(draft, one)), "")
        before = seen.setdefault(name, []) if name else []
        twin = next((at for at, one in before if _alike(draft, one)), None)
        before.append((place, draft))
        found.append(LineStanding(None, known, None if known else twin))
    return tuple(found)


@allowed(STAFF)
def register_many(
    desk: Desk,
    drafts: Sequence[MemberDraft],
    *,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Registered:
    """Register every line as one act, or nothing at all; everybody begins active.

    Refuses RosterEmpty, CountOutOfRange, ImportStopped, and what `members.register` refuses.
    """
    if not drafts:
        raise errors.RosterEmpty
    if len(drafts) > MOST:
        raise errors.CountOutOfRange(len(drafts), MOST)
    given: set[str] = set()
    for place, draft in enumerate(drafts):
        if place % _CHUNK == 0 and stopped():
            raise errors.ImportStopped
        refusal = _refusal(desk, draft, given)
        if refusal is not None:
            raise refusal
        given.add(codes.fold(draft.card))
    act = journal.begin(desk, ActKind.register_members, facts={"count": len(drafts)})
    cards = _all_cards(desk, drafts)
    by_card = {codes.fold(card): place for place, card in enumerate(cards)}
    rows = _Rows(desk, act.row, by_card)
    for start in range(0, len(drafts), _CHUNK):
        if stopped():
            raise errors.ImportStopped
        rows.write(drafts[start : start + _CHUNK], cards[start : start + _CHUNK], start)
        progress(min(start + _CHUNK, len(drafts)), len(drafts))
    rows.give_guardians(drafts)
    # One link for the whole list, and nobody's name in it.
    detail = {"count": len(drafts)}
    journal.note(desk, act, "register", noun="members", noun_id=act.id, detail=detail)
    return Registered(act.id, tuple(cards))


def undo_many(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Take a whole list back, while nobody of it did anything."""
    desk.session.flush()
    connection, which = desk.session.connection(), {"act": act.row}
    if connection.execute(_WORKED, which).scalar_one():
        raise errors.CannotUndo("members_work")
    for statement in _TAKE_BACK:
        connection.execute(text(statement), which)
    persons = connection.execute(
        select(col(Borrower.person)).where(
            col(Borrower.act) == act.row, col(Borrower.person).is_not(None)
        )
    ).all()
    count = connection.execute(text("DELETE FROM borrower WHERE act = :act"), which).rowcount
    if persons:
        remove = text("DELETE FROM person WHERE row = :row")
        connection.execute(remove, [{"row": row[0]} for row in persons])
    desk.session.expire_all()
    detail = {"count": count}
    journal.note(desk, undoing, "take_back", noun="members", noun_id=act.id, detail=detail)
    return "", "", ""


def _here(desk: Desk) -> dict[str, list[tuple[str, MemberDraft]]]:
    """Everybody who is here, by the name as it is compared; nobody in a prison."""
    here: dict[str, list[tuple[str, MemberDraft]]] = {}
    if desk.profile.is_prison:
        return here
    for card, name, year, phone in desk.session.execute(_PEOPLE):
        if folded := members.folded_name(name):
            one = MemberDraft(name=name, birth_year=year, phone=phone)
            here.setdefault(folded, []).append((card, one))
    return here


def _alike(draft: MemberDraft, other: MemberDraft) -> bool:
    """Whether nothing speaks against the same person behind the same name."""
    phone = members.plain_phone(draft.phone)
    if phone and phone == members.plain_phone(other.phone):
        return True
    years = (draft.birth_year, other.birth_year)
    return None in years or years[0] == years[1]


def _refusal(desk: Desk, draft: MemberDraft, cards: set[str]) -> errors.Refusal | None:
    """Why a line cannot be registered; `cards` are those of the lines before it."""
    card = codes.fold(draft.card)
    if card and card in cards:
        return errors.CardTaken(draft.card.strip())
    guardian = codes.fold(draft.guardian_card)
    if guardian and guardian in cards:
        draft = replace(draft, guardian_card="")
    return members.refusal_of(desk, draft)


def _all_cards(desk: Desk, drafts: Sequence[MemberDraft]) -> list[str]:
    """The card of every line; our own numbers go round those of the list."""
    cards = [draft.card.strip() for draft in drafts]
    taken = {codes.bare(card) for card in cards if card}
    missing = [place for place, card in enumerate(cards) if not card]
    while missing:
        for number in series.next_numbers(desk, "cards", len(missing)):
            if codes.bare(number) not in taken:
                cards[missing.pop(0)] = number
    return cards


class _Rows:
    """Writes the rows of a list, some hundred at once."""

    def __init__(self, desk: Desk, act: int, places: dict[str, int]) -> None:
        self._desk, self._act, self._places = desk, act, places
        self._connection = desk.session.connection()
        self._prison = desk.profile.is_prison
        self._borrower = self._next_row("borrower")
        self._person = self._next_row("person")
        kinds = [BorrowerKind.resident] if self._prison else list(BorrowerKind)
        self._ends = {
            kind: members.usual_end(desk, kind, after=days.trusted_today(desk)) for kind in kinds
        }

    def write(self, drafts: Sequence[MemberDraft], cards: Sequence[str], start: int) -> None:
        """Write some lines of the list that begin at a place."""
        lines = list(zip(range(start, start + len(drafts)), drafts, cards, strict=True))
        if not self._prison:
            people = [self._person_row(place, draft) for place, draft, _card in lines]
            self._connection.execute(insert(Person), people)
        borrowers = [self._borrower_row(*line) for line in lines]
        self._connection.execute(insert(Borrower), borrowers)
        numbers_ = [self._number_row(place, card) for place, _draft, card in lines]
        self._connection.execute(insert(CardNumber), numbers_)

    def give_guardians(self, drafts: Sequence[MemberDraft]) -> None:
        """Note who answers for whom; the guardian may stand anywhere in the list."""
        for place, draft in enumerate(drafts):
            card = codes.fold(draft.guardian_card)
            if not card:
                continue
            inside = self._places.get(card)
            guardian = (
                numbers.borrower_row(self._desk, card)
                if inside is None
                else self._borrower + inside
            )
            self._connection.execute(
                text("UPDATE borrower SET guardian = :guardian WHERE row = :row"),
                {"guardian": guardian, "row": self._borrower + place},
            )

    def _person_row(self, place: int, draft: MemberDraft) -> dict[str, Any]:
        return {
            "row": self._person + place,
            "id": new_id(),
            "name": draft.name.strip(),
            "sex": draft.sex,
            "birth_year": draft.birth_year,
            "phone": draft.phone.strip(),
            "address": draft.address.strip(),
            "guardian_name": draft.guardian_name.strip(),
            "guardian_phone": draft.guardian_phone.strip(),
            "nik": draft.nik.strip(),
        }

    def _borrower_row(self, place: int, draft: MemberDraft, card: str) -> dict[str, Any]:
        kind = BorrowerKind.resident if self._prison else draft.kind
        return {
            "row": self._borrower + place,
            "id": new_id(),
            "person": None if self._prison else self._person + place,
            "card": card,
            "kind": kind,
            "status": BorrowerStatus.active,
            "since_on": days.trusted_today(self._desk),
            "until_on": None if draft.endless else draft.until_on or self._ends[kind],
            "note": draft.note.strip(),
            "act": self._act,
        }

    def _number_row(self, place: int, card: str) -> dict[str, Any]:
        number = numbers.check_new(card)
        return {"number": number, "bare": codes.bare(number), "borrower": self._borrower + place}

    def _next_row(self, table: str) -> int:
        question = text(f"SELECT coalesce(max(row), 0) + 1 FROM {table}")  # noqa: S608 - our own two words
        return int(self._connection.execute(question).scalar_one())
