"""Borrowers: members of a village library, residents of a prison.

A resident is a card number and nothing else: no name field exists for them yet.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind, BorrowerStatus, Sex
from jukung.library import journal, numbers
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store import search
from jukung.store.tables import Borrower, Person

# A village card is good for a year (SLiMS's default, and kampung practice).
MEMBERSHIP_DAYS = 365


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """What the form says of a member; a resident has no name, sex or address."""

    name: str = ""
    card: str = ""
    kind: BorrowerKind = BorrowerKind.general
    sex: Sex = Sex.unknown
    birth_year: int | None = None
    phone: str = ""
    address: str = ""
    note: str = ""
    status: BorrowerStatus = BorrowerStatus.active
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class MemberView:
    """A borrower as desk and lists show them."""

    row: int
    id: str
    card: str
    name: str
    kind: BorrowerKind
    status: BorrowerStatus
    sex: Sex
    birth_year: int | None
    phone: str
    address: str
    note: str
    since_on: date
    until_on: date | None
    open_count: int
    overdue_count: int


_VIEWS = """
SELECT b.row, b.id, b.card, coalesce(p.name, ''), b.kind, b.status,
  coalesce(p.sex, 'unknown'), p.birth_year, coalesce(p.phone, ''), coalesce(p.address, ''),
  b.note, b.since_on, b.until_on,
  (SELECT count(*) FROM loan l WHERE l.borrower = b.row
     AND l.returned_on IS NULL AND l.cancel_act IS NULL),
  (SELECT count(*) FROM loan l WHERE l.borrower = b.row
     AND l.returned_on IS NULL AND l.cancel_act IS NULL AND l.due_on < :today)
FROM borrower b LEFT JOIN person p ON p.row = b.person
"""
_VIEWS_OF_ROWS = text(_VIEWS + "WHERE b.row IN :rows").bindparams(bindparam("rows", expanding=True))
_PAGE = text(
    _VIEWS
    + "WHERE b.merged_into IS NULL "
    + "ORDER BY coalesce(p.name, '') COLLATE NOCASE, b.card, b.row LIMIT :most OFFSET :skip"
)
_ROWS_OF_PERSONS = text(
    "SELECT row FROM borrower WHERE person IN :rows AND merged_into IS NULL"
).bindparams(bindparam("rows", expanding=True))


@allowed(STAFF)
def register(desk: Desk, draft: MemberDraft) -> MemberView:
    """Register a borrower; an empty card takes the next number.

    Refuses NameMissing (village), NamesNotKept (prison), BirthYearUnlikely, CardTaken,
    CardIsCopyNumber,
    NumberTooLong, NumberNotPrintable.
    """
    _check_names(desk, draft)
    act = journal.begin(desk, ActKind.register_member)
    prison = desk.profile.is_prison
    person = None if prison else _new_person(desk, draft)
    card = draft.card.strip() or numbers.next_numbers(desk, "cards", 1)[0]
    borrower = Borrower(
        person=person.row if person else None,
        card=card,
        kind=BorrowerKind.resident if prison else draft.kind,
        status=draft.status,
        since_on=desk.today,
        until_on=draft.until_on or _usual_end(desk),
        note=draft.note.strip(),
        act=act.row,
    )
    desk.session.add(borrower)
    desk.session.flush()
    numbers.give_card_number(desk, borrower.row, card)
    journal.note(
        desk,
        act,
        "register",
        noun="borrower",
        noun_id=borrower.id,
        detail={"card": card} | ({"name": draft.name} if not prison else {}),
    )
    return view(desk, borrower.row)


@allowed(STAFF)
def edit(desk: Desk, member_id: str, draft: MemberDraft) -> MemberView:
    """Change a borrower; a new card is added, and the old one still finds them.

    Refuses MemberUnknown, NameMissing, NamesNotKept, CardTaken, CardIsCopyNumber.
    """
    _check_names(desk, draft)
    borrower = _borrower(desk, member_id)
    before = view(desk, borrower.row)
    act = journal.begin(desk, ActKind.edit_member)
    card = draft.card.strip()
    if card and card != borrower.card:
        if not numbers.finds_borrower(desk, borrower.row, card):
            numbers.give_card_number(desk, borrower.row, card)
        borrower.card = card
    if not desk.profile.is_prison:
        _write_person(desk, borrower, draft)
        borrower.kind = draft.kind
    if draft.status is not borrower.status:
        borrower.left_on = desk.today if draft.status is BorrowerStatus.left else None
    borrower.status = draft.status
    borrower.until_on = draft.until_on
    borrower.note = draft.note.strip()
    desk.session.add(borrower)
    desk.session.flush()
    after = view(desk, borrower.row)
    journal.note(
        desk,
        act,
        "edit",
        noun="borrower",
        noun_id=borrower.id,
        detail=_difference(before, after),
    )
    return after


@allowed(DESK)
def by_card(desk: Desk, card: str) -> MemberView:
    """The borrower with this card, past or present; refuses MemberUnknown."""
    row = numbers.borrower_row(desk, card)
    if row is None:
        raise errors.MemberUnknown(card)
    return view(desk, row)


@allowed(DESK)
def show(desk: Desk, member_id: str) -> MemberView:
    """The borrower with this id; refuses MemberUnknown."""
    borrower = _borrower(desk, member_id)
    return view(desk, borrower.row)


@allowed(STAFF)
def find(desk: Desk, typed: str, *, most: int = search.LIMIT) -> tuple[MemberView, ...]:
    """Borrowers whose card, name or address fits what was typed."""
    rows: list[int] = []
    by_number = numbers.borrower_row(desk, typed)
    if by_number is not None:
        rows.append(by_number)
    persons = search.person_rows(desk.session, typed, most=most)
    if persons:
        found = desk.session.connection().execute(_ROWS_OF_PERSONS, {"rows": persons})
        rows += [int(row[0]) for row in found]
    views = _views(desk, list(dict.fromkeys(rows)))
    return tuple(sorted(views, key=lambda v: (v.row != by_number, v.name.casefold(), v.card)))


@allowed(STAFF)
def page_at(desk: Desk, skip: int, *, most: int = 256) -> tuple[MemberView, ...]:
    """Borrowers by name, from a place in that order."""
    found = desk.session.connection().execute(
        _PAGE, {"skip": skip, "most": most, "today": desk.today.isoformat()}
    )
    return tuple(_view(row) for row in found)


@allowed(DESK)
def count(desk: Desk) -> int:
    """How many borrowers there are."""
    return int(
        desk.session.execute(
            select(func.count(col(Borrower.row))).where(col(Borrower.merged_into).is_(None))
        ).scalar_one()
    )


@allowed(STAFF)
def next_card(desk: Desk) -> str:
    """The card number the next member would get."""
    return numbers.peek_number(desk, "cards")


def view(desk: Desk, row: int) -> MemberView:
    """The borrower in this row, for verbs of this package."""
    return _views(desk, [row])[0]


def _views(desk: Desk, rows: list[int]) -> list[MemberView]:
    if not rows:
        return []
    found = desk.session.connection().execute(
        _VIEWS_OF_ROWS, {"rows": rows, "today": desk.today.isoformat()}
    )
    return [_view(row) for row in found]


def _view(row: object) -> MemberView:
    cells = list(row)  # type: ignore[call-overload]  # a row of the statement above
    cells[4] = BorrowerKind(cells[4])
    cells[5] = BorrowerStatus(cells[5])
    cells[6] = Sex(cells[6])
    cells[11] = date.fromisoformat(cells[11])
    cells[12] = date.fromisoformat(cells[12]) if cells[12] else None
    return MemberView(*cells)


def _check_names(desk: Desk, draft: MemberDraft) -> None:
    if desk.profile.is_prison:
        personal = (draft.name, draft.phone, draft.address)
        # A card without a digit is a name.
        named = bool(draft.card.strip()) and not any(map(str.isdigit, draft.card))
        if any(part.strip() for part in personal) or draft.birth_year is not None or named:
            raise errors.NamesNotKept
    elif not draft.name.strip():
        raise errors.NameMissing
    if draft.birth_year is not None and not 1880 <= draft.birth_year <= desk.today.year:
        raise errors.BirthYearUnlikely(str(draft.birth_year))


def _new_person(desk: Desk, draft: MemberDraft) -> Person:
    person = Person(
        name=draft.name.strip(),
        sex=draft.sex,
        birth_year=draft.birth_year,
        phone=draft.phone.strip(),
        address=draft.address.strip(),
    )
    desk.session.add(person)
    desk.session.flush()
    return person


def _write_person(desk: Desk, borrower: Borrower, draft: MemberDraft) -> None:
    person = desk.session.get(Person, borrower.person) if borrower.person else None
    if person is None:
        borrower.person = _new_person(desk, draft).row
        return
    person.name = draft.name.strip()
    person.sex = draft.sex
    person.birth_year = draft.birth_year
    person.phone = draft.phone.strip()
    person.address = draft.address.strip()
    desk.session.add(person)


def _borrower(desk: Desk, member_id: str) -> Borrower:
    found = desk.session.scalars(select(Borrower).where(col(Borrower.id) == member_id)).first()
    if found is None:
        raise errors.MemberUnknown(member_id)
    return found


def _usual_end(desk: Desk) -> date | None:
    if desk.profile.is_prison:
        return None
    return date.fromordinal(desk.today.toordinal() + MEMBERSHIP_DAYS)


def _difference(before: MemberView, after: MemberView) -> dict[str, object]:
    return {
        name: [str(getattr(before, name)), str(getattr(after, name))]
        for name in MemberView.__dataclass_fields__
        if getattr(before, name) != getattr(after, name)
    }
