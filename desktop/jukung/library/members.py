"""Borrowers: members of a village library, residents of a prison.

A resident is a card number and nothing else: no name field exists for them yet.
"""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import bindparam, func, select, text
from sqlmodel import col

from jukung.domain import codes, errors
from jukung.domain.kinds import ActKind, BorrowerKind, BorrowerStatus, Role, Sex
from jukung.library import days, journal, numbers, series, settings
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store import search
from jukung.store.tables import (
    Borrower,
    JournalAct,
    JournalEntry,
    MemberKind,
    Person,
)

# Below this age somebody else answers for what is borrowed.
GROWN_AT = 13
LAST_DAY = date(2199, 12, 31)
"""No membership is prolonged beyond this day."""
NIK_DIGITS = 16


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """What the form says of a member; a resident has no name, sex or address.

    An empty `until_on` takes what is usual for the kind, unless it is `endless`.
    `guardian_card` is the card of a guardian who is a member too.
    """

    name: str = ""
    card: str = ""
    kind: BorrowerKind = BorrowerKind.general
    sex: Sex = Sex.unknown
    birth_year: int | None = None
    phone: str = ""
    address: str = ""
    note: str = ""
    until_on: date | None = None
    guardian_name: str = ""
    guardian_phone: str = ""
    guardian_card: str = ""
    nik: str = ""
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of member: what this library calls it, and how long it lasts."""

    kind: BorrowerKind
    name: str
    """Empty where the usual word serves."""
    days: int | None
    """None is without end."""
    in_use: bool


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
    """Empty where an aide asks."""
    since_on: date
    """The first of all days where an aide asks."""
    until_on: date | None
    open_count: int
    overdue_count: int
    suspended_until: date | None
    """The last day of a suspension that runs now; None where it has no end, or there is none."""
    owed: int
    """Whole rupiah."""
    ready_holds: int
    has_photo: bool
    guardian_name: str
    guardian_phone: str
    guardian_card: str


_VILLAGE_KINDS = tuple(kind for kind in BorrowerKind if kind is not BorrowerKind.resident)

_VIEWS = """
SELECT b.row, b.id, b.card, coalesce(p.name, ''), b.kind,
  CASE WHEN b.status = 'active' AND EXISTS (SELECT 1 FROM sanction s WHERE s.borrower = b.row
    AND s.kind = 'suspension' AND s.lift_act IS NULL AND s.from_on <= :today
    AND coalesce(s.until_on, '9999') >= :today) THEN 'suspended' ELSE b.status END,
  coalesce(p.sex, 'unknown'), p.birth_year, coalesce(p.phone, ''), coalesce(p.address, ''),
  b.note, b.since_on, b.until_on,
  (SELECT count(*) FROM loan l WHERE l.borrower = b.row
     AND l.returned_on IS NULL AND l.cancel_act IS NULL),
  (SELECT count(*) FROM loan l WHERE l.borrower = b.row
     AND l.returned_on IS NULL AND l.cancel_act IS NULL AND l.due_on < :today),
  (SELECT CASE WHEN count(*) = count(s.until_on) THEN max(s.until_on) END FROM sanction s
     WHERE s.borrower = b.row AND s.kind = 'suspension' AND s.lift_act IS NULL
     AND s.from_on <= :today AND coalesce(s.until_on, '9999') >= :today),
  (SELECT coalesce(sum(CASE WHEN g.kind IN ('payment', 'waiver') THEN -g.amount
     ELSE g.amount END), 0) FROM ledger g WHERE g.borrower = b.row AND g.cancel_act IS NULL),
  (SELECT count(*) FROM hold h WHERE h.borrower = b.row AND h.state = 'ready'
     AND h.until_on >= :today),
  EXISTS (SELECT 1 FROM photo f WHERE f.person = b.person),
  coalesce(p.guardian_name, ''), coalesce(p.guardian_phone, ''),
  coalesce((SELECT g.card FROM borrower g WHERE g.row = b.guardian), '')
FROM borrower b LEFT JOIN person p ON p.row = b.person
"""
_VIEWS_OF_ROWS = text(_VIEWS + "WHERE b.row IN :rows").bindparams(bindparam("rows", expanding=True))
_PAGE = text(
    # The page is cut before its figures are counted, or they would be for everybody.
    _VIEWS  # noqa: S608 - our own words
    + "WHERE b.row IN (SELECT m.row FROM borrower m LEFT JOIN person q ON q.row = m.person "
    + "WHERE m.merged_into IS NULL AND m.card <> '' "
    + "ORDER BY coalesce(q.name, '') COLLATE NOCASE, m.card, m.row LIMIT :most OFFSET :skip) "
    + "ORDER BY coalesce(p.name, '') COLLATE NOCASE, b.card, b.row"
)
_ROWS_OF_PERSONS = text(
    "SELECT row FROM borrower WHERE person IN :rows AND merged_into IS NULL"
).bindparams(bindparam("rows", expanding=True))


@allowed(STAFF)
def register(desk: Desk, draft: MemberDraft) -> MemberView:
    """Register a borrower; an empty card takes the next number.

    Refuses NameMissing (village), NamesNotKept (prison), BirthYearUnlikely, CardTaken,
    CardIsCopyNumber, NumberTooLong, NumberNotPrintable, GuardianUnknown, NikNotKept, NikWrong.
    """
    act = journal.begin(desk, ActKind.register_member)
    return view(desk, insert(desk, act, draft))


def insert(desk: Desk, act: JournalAct, draft: MemberDraft) -> int:
    """Write a new borrower into an act, and give the row; refuses as `register` does."""
    _check(desk, draft)
    prison = desk.profile.is_prison
    kind = BorrowerKind.resident if prison else draft.kind
    guardian = _guardian(desk, draft, None)
    person = None if prison else _new_person(desk, draft)
    card = draft.card.strip() or series.next_numbers(desk, "cards", 1)[0]
    borrower = Borrower(
        person=person.row if person else None,
        card=card,
        kind=kind,
        since_on=days.trusted_today(desk),
        until_on=None
        if draft.endless
        else draft.until_on or usual_end(desk, kind, after=days.trusted_today(desk)),
        note=draft.note.strip(),
        guardian=guardian,
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
    return borrower.row


def refusal_of(desk: Desk, draft: MemberDraft) -> errors.Refusal | None:
    """Why `insert` would refuse a draft, without writing anything; None where it would not."""
    try:
        _check(desk, draft)
        _guardian(desk, draft, None)
        card = draft.card.strip()
        if card:
            found = numbers.exactly(desk, numbers.check_new(card))
            if found.borrower is not None:
                return errors.CardTaken(card)
            if found.copy is not None or numbers.is_blank(desk, card):
                return errors.CardIsCopyNumber(card)
    except errors.Refusal as refusal:
        return refusal
    return None


@allowed(STAFF)
def edit(desk: Desk, member_id: str, draft: MemberDraft) -> MemberView:
    """Change a borrower; a new card is added, and the old one still finds them.

    Whether they may borrow is decided elsewhere: `sanctions`, and `leaving` for good.
    Refuses MemberUnknown, NameMissing, NamesNotKept, CardTaken, CardIsCopyNumber,
    GuardianUnknown, GuardianIsSelf, NikNotKept, NikWrong.
    """
    borrower = row_of(desk, member_id)
    _check(desk, draft, card_before=borrower.card, note_before=borrower.note)
    guardian = _guardian(desk, draft, borrower.row)
    before = view(desk, borrower.row)
    act = journal.begin(desk, ActKind.edit_member)
    card = draft.card.strip()
    if card and card != borrower.card:
        if not numbers.finds_borrower(desk, borrower.row, card):
            numbers.give_card_number(desk, borrower.row, card)
        borrower.card = card
        borrower.card_printed_at = None
    if not desk.profile.is_prison:
        _write_person(desk, borrower, draft)
        borrower.kind = draft.kind
    borrower.until_on = draft.until_on
    borrower.note = draft.note.strip()
    borrower.guardian = guardian
    desk.session.add(borrower)
    desk.session.flush()
    after = view(desk, borrower.row)
    journal.note(
        desk,
        act,
        "edit",
        noun="borrower",
        noun_id=borrower.id,
        detail=_difference(before, after, without=("note",) if desk.profile.is_prison else ()),
    )
    return after


@allowed(STAFF)
def renew_membership(desk: Desk, member_id: str, *, until_on: date | None = None) -> MemberView:
    """Prolong a membership by its kind's days, from its end or from today, whichever is later.

    Refuses MemberUnknown, MemberLeft, MembershipEndsEarly.
    """
    borrower = row_of(desk, member_id)
    if borrower.status is BorrowerStatus.left:
        raise errors.MemberLeft(borrower.card)
    before = borrower.until_on
    today = days.trusted_today(desk)
    after = until_on or usual_end(desk, borrower.kind, after=max(before or today, today))
    if after is not None and after < today:
        raise errors.MembershipEndsEarly(after)
    act = journal.begin(
        desk, ActKind.renew_membership, facts={"was": _iso(before), "until": _iso(after)}
    )
    borrower.until_on = after
    desk.session.add(borrower)
    desk.session.flush()
    journal.note(desk, act, "renew", noun="borrower", noun_id=borrower.id)
    return view(desk, borrower.row)


def undo_renewal(desk: Desk, act: JournalAct, _undoing: JournalAct) -> tuple[str, str, str]:
    """Give a membership its former end; refuses CannotUndo where it changed since."""
    facts = journal.facts_of(act)
    found = desk.session.scalars(
        select(Borrower)
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Borrower.id))
        .where(col(JournalEntry.act) == act.row)
    ).first()
    if found is None or not found.card or _iso(found.until_on) != facts["until"]:
        raise errors.CannotUndo("changed")
    found.until_on = date.fromisoformat(facts["was"]) if facts["was"] else None
    desk.session.add(found)
    return "", "", found.card


@allowed(DESK)
def by_card(desk: Desk, card: str) -> MemberView:
    """The borrower with this card, past or present; refuses MemberUnknown."""
    return view(desk, numbers.borrower_of(desk, card))


@allowed(DESK)
def show(desk: Desk, member_id: str) -> MemberView:
    """The borrower with this id; refuses MemberUnknown."""
    return view(desk, row_of(desk, member_id).row)


@allowed(STAFF)
def nik_of(desk: Desk, member_id: str) -> str:
    """The identity number, for the form alone; empty where none is kept."""
    borrower = row_of(desk, member_id)
    if not _keeps_nik(desk) or borrower.person is None:
        return ""
    return desk.session.get_one(Person, borrower.person).nik


@allowed(STAFF)
def keeps_nik(desk: Desk) -> bool:
    """Whether this library decided to keep identity numbers."""
    return _keeps_nik(desk)


@allowed(DESK)
def kinds(desk: Desk) -> tuple[Kind, ...]:
    """The kinds of members, in the order of the form; a prison has one."""
    rows = {row.kind: row for row in desk.session.scalars(select(MemberKind))}
    wanted = [BorrowerKind.resident] if desk.profile.is_prison else _VILLAGE_KINDS
    return tuple(
        Kind(kind, rows[kind].name, rows[kind].days, rows[kind].in_use)
        for kind in wanted
        if kind in rows
    )


@allowed(STAFF)
def look_alikes(desk: Desk, draft: MemberDraft, *, other_than: str = "") -> tuple[MemberView, ...]:
    """Members who may be the one in the draft: the same name, and nothing against it.

    With a birth year or a phone in the draft one of them must agree as well.
    """
    name = folded_name(draft.name)
    persons = search.person_rows(desk.session, draft.name) if name else []
    if not persons or desk.profile.is_prison:
        return ()
    found = desk.session.connection().execute(_ROWS_OF_PERSONS, {"rows": persons})
    alike = views(desk, [int(row[0]) for row in found])
    return tuple(
        each
        for each in alike
        if each.id != other_than and folded_name(each.name) == name and _agrees(draft, each)
    )


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
    found_members = views(desk, list(dict.fromkeys(rows)))
    return tuple(
        sorted(found_members, key=lambda v: (v.row != by_number, v.name.casefold(), v.card))
    )


@allowed(STAFF)
def page_at(desk: Desk, skip: int, *, most: int = 256) -> tuple[MemberView, ...]:
    """Borrowers by name, from a place in that order."""
    found = desk.session.connection().execute(
        _PAGE, {"skip": skip, "most": most, "today": days.trusted_today(desk).isoformat()}
    )
    return tuple(_view(row) for row in found)


@allowed(DESK)
def count(desk: Desk) -> int:
    """How many borrowers there are."""
    return int(
        desk.session.execute(
            select(func.count(col(Borrower.row))).where(
                col(Borrower.merged_into).is_(None), col(Borrower.card) != ""
            )
        ).scalar_one()
    )


@allowed(STAFF)
def next_card(desk: Desk) -> str:
    """The card number the next member would get."""
    return series.peek_number(desk, "cards")


def view(desk: Desk, row: int) -> MemberView:
    """The borrower in this row, for verbs of this package."""
    return views(desk, [row])[0]


def views(desk: Desk, rows: list[int]) -> list[MemberView]:
    """The borrowers in these rows, in no order, for verbs of this package."""
    if not rows:
        return []
    found = desk.session.connection().execute(
        _VIEWS_OF_ROWS, {"rows": rows, "today": days.trusted_today(desk).isoformat()}
    )
    views = [_view(row) for row in found]
    if desk.staff.role is Role.aide:
        # What the staff noted of somebody is not for another resident, nor how long one is here.
        return [replace(each, note="", since_on=date.min) for each in views]
    return views


def _view(row: object) -> MemberView:
    cells = list(row)  # type: ignore[call-overload]  # a row of the statement above
    cells[4] = BorrowerKind(cells[4])
    cells[5] = BorrowerStatus(cells[5])
    cells[6] = Sex(cells[6])
    cells[11] = date.fromisoformat(cells[11])
    cells[12] = date.fromisoformat(cells[12]) if cells[12] else None
    cells[15] = date.fromisoformat(cells[15]) if cells[15] else None
    cells[18] = bool(cells[18])
    return MemberView(*cells)


def row_of(desk: Desk, member_id: str) -> Borrower:
    """The borrower with this id, who was not erased; refuses MemberUnknown."""
    found = desk.session.scalars(select(Borrower).where(col(Borrower.id) == member_id)).first()
    if found is None or not found.card:
        raise errors.MemberUnknown(member_id)
    return found


def usual_end(desk: Desk, kind: BorrowerKind, *, after: date) -> date | None:
    """When a membership of a kind ends that begins on a day; None is never."""
    found = desk.session.get(MemberKind, kind)
    if found is None or not found.days:
        return None
    # A list of former times may say 9999; nothing can be added to that.
    return after + timedelta(days=min(found.days, max((LAST_DAY - after).days, 0)))


def folded_name(name: str) -> str:
    """A name as two writings of it are compared: plain letters, single spaces."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(sign for sign in plain if sign.isalnum() or sign.isspace())
    return " ".join(kept.split())


def plain_phone(phone: str) -> str:
    """A phone number without its writing: `+62 812-…` is `0812…`."""
    digits = "".join(filter(str.isdigit, phone))
    return "0" + digits[2:] if digits.startswith("62") else digits


def _agrees(draft: MemberDraft, other: MemberView) -> bool:
    years, phones = (
        (draft.birth_year, other.birth_year),
        (plain_phone(draft.phone), plain_phone(other.phone)),
    )
    if not years[0] and not phones[0]:
        return True
    return (bool(years[0]) and years[0] == years[1]) or (bool(phones[0]) and phones[0] == phones[1])


def _check(desk: Desk, draft: MemberDraft, *, card_before: str = "", note_before: str = "") -> None:
    if desk.profile.is_prison:
        # One of former times may stay until somebody takes it away; none is written.
        _refuse_names(replace(draft, note="") if draft.note.strip() == note_before else draft)
        if codes.fold(draft.card) != codes.fold(card_before):
            numbers.refuse_word(desk, draft.card)
    elif not draft.name.strip():
        raise errors.NameMissing
    if (
        draft.birth_year is not None
        and not 1880 <= draft.birth_year <= days.trusted_today(desk).year
    ):
        raise errors.BirthYearUnlikely(str(draft.birth_year))
    nik = draft.nik.strip()
    if nik and not _keeps_nik(desk):
        raise errors.NikNotKept
    if nik and not (len(nik) == NIK_DIGITS and nik.isascii() and nik.isdigit()):
        raise errors.NikWrong


def _refuse_names(draft: MemberDraft) -> None:
    personal = (
        draft.name,
        draft.phone,
        draft.address,
        draft.guardian_name,
        draft.guardian_phone,
        draft.guardian_card,
        draft.nik,
        draft.note,
    )
    known = draft.birth_year is not None or draft.sex is not Sex.unknown
    if any(part.strip() for part in personal) or known:
        raise errors.NamesNotKept


def _keeps_nik(desk: Desk) -> bool:
    return not desk.profile.is_prison and settings.recall(desk, "keep_nik") == "yes"


def _guardian(desk: Desk, draft: MemberDraft, ward: int | None) -> int | None:
    card = draft.guardian_card.strip()
    if not card:
        return None
    row = numbers.borrower_row(desk, card)
    if row is None:
        raise errors.GuardianUnknown(card)
    if row == ward:
        raise errors.GuardianIsSelf
    return row


def _new_person(desk: Desk, draft: MemberDraft) -> Person:
    person = Person(name=draft.name.strip())
    _fill(person, draft)
    desk.session.add(person)
    desk.session.flush()
    return person


def _write_person(desk: Desk, borrower: Borrower, draft: MemberDraft) -> None:
    person = desk.session.get(Person, borrower.person) if borrower.person else None
    if person is None:
        borrower.person = _new_person(desk, draft).row
        return
    _fill(person, draft)
    desk.session.add(person)


def _fill(person: Person, draft: MemberDraft) -> None:
    person.name = draft.name.strip()
    person.sex = draft.sex
    person.birth_year = draft.birth_year
    person.phone = draft.phone.strip()
    person.address = draft.address.strip()
    person.guardian_name = draft.guardian_name.strip()
    person.guardian_phone = draft.guardian_phone.strip()
    person.nik = draft.nik.strip()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _difference(
    before: MemberView, after: MemberView, *, without: tuple[str, ...]
) -> dict[str, object]:
    return {
        name: [str(getattr(before, name)), str(getattr(after, name))]
        for name in MemberView.__dataclass_fields__
        if name not in without and getattr(before, name) != getattr(after, name)
    }
