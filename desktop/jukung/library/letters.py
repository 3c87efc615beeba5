"""Letters that went out, numbered without gaps in each year, and what they say.

The register keeps a number, a day and a card, never a name: what a letter says is made
anew from the file each time.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from sqlalchemy import select, text
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, BorrowerKind, LetterKind
from jukung.library import days, journal, letterhead, lists, members, numbers, reminding
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Borrower, JournalAct, Letter

PAGE = 256

# A number that was cancelled while a later letter stood is never given again.
_KEPT = """(r.cancel_act IS NULL OR EXISTS (SELECT 1 FROM letter q WHERE q.year = r.year
  AND q.serial > r.serial AND q.act < r.cancel_act
  AND (q.cancel_act IS NULL OR q.cancel_act > r.cancel_act)))"""
_LAST = text(
    "SELECT coalesce(max(r.serial), 0) FROM letter r WHERE r.year = :year AND "  # noqa: S608 - our own words
    + _KEPT
)
_REGISTER = text(
    "SELECT a.id, r.number, r.kind, r.written_on, coalesce(b.card, ''), r.subject, r.serial, "  # noqa: S608 - our own words
    "r.cancel_act IS NOT NULL FROM letter r JOIN journal_act a ON a.row = r.act "
    "LEFT JOIN borrower b ON b.row = r.borrower WHERE r.year = :year AND r.serial < :after AND "
    + _KEPT
    + " ORDER BY r.serial DESC LIMIT :most"
)
# What turned up since is in use again, and did come back.
_WRITTEN_OFF = text(
    "SELECT count(*) FROM write_off w JOIN loan l ON l.row = w.loan "
    "JOIN copy c ON c.row = l.copy WHERE l.borrower = :borrower AND l.cancel_act IS NULL "
    "AND c.status IN ('missing', 'withdrawn')"
)
_BEYOND = 2**62


@dataclass(frozen=True, slots=True)
class LateLine:
    """A copy that should have come back."""

    title: str
    number: str
    due_on: date
    late_days: int


@dataclass(frozen=True, slots=True)
class OverdueFacts:
    """What an overdue letter says; in a prison it knows the card and the copies alone.

    `fine` is what the rule would charge today in rupiah; None where nothing is charged.
    """

    card: str
    name: str
    guardian: str
    address: str
    lines: tuple[LateLine, ...]
    fine: int | None


@dataclass(frozen=True, slots=True)
class ClearanceFacts:
    """What a clearance (bebas pustaka) says of somebody who owes nothing."""

    card: str
    name: str
    kind: BorrowerKind
    since: date
    written_off: int = 0
    """How many copies did not come back and were written off, in a prison."""


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter in the register; a cancelled one keeps its number."""

    act_id: str
    number: str
    kind: LetterKind
    written_on: date
    card: str
    subject: str
    serial: int = 0
    cancelled: bool = False


@allowed(STAFF)
def late_cards(desk: Desk) -> tuple[str, ...]:
    """The cards that are late with something, the longest late first."""
    return tuple(each.card for each in reminding.reminders(desk))


@allowed(STAFF)
def overdue(desk: Desk, card: str) -> OverdueFacts:
    """What an overdue letter to a card says today; refuses MemberUnknown, NothingOverdue."""
    late = [line for line in lists.due_of(desk, card) if line.late_days]
    if not late:
        raise errors.NothingOverdue(card)
    prison = desk.profile.is_prison
    first = late[0]
    return OverdueFacts(
        card=first.card,
        name="" if prison else first.name,
        guardian="" if prison else first.guardian,
        address="" if prison else first.address,
        lines=tuple(LateLine(one.title, one.barcode, one.due_on, one.late_days) for one in late),
        fine=None if prison else sum(line.fine for line in late) or None,
    )


@allowed(STAFF)
def clearance(desk: Desk, card: str) -> ClearanceFacts:
    """What a clearance for a card says; refuses MemberUnknown, StillHasLoans."""
    row = numbers.borrower_of(desk, card)
    view = members.view(desk, row)
    if view.open_count or view.owed > 0:
        raise errors.StillHasLoans(view.card, view.open_count, max(view.owed, 0))
    name = "" if desk.profile.is_prison else view.name
    off = desk.session.connection().execute(_WRITTEN_OFF, {"borrower": row}).scalar_one()
    return ClearanceFacts(view.card, name, view.kind, view.since_on, int(off))


@allowed(STAFF)
def write(desk: Desk, kind: LetterKind, *, card: str = "", subject: str = "") -> LetterView:
    """Enter a letter in the register under the next number of the year.

    Only minutes have a subject: of a letter to somebody the card says enough.
    Refuses MemberUnknown, MinutesIncomplete (minutes without a subject), and
    NothingOverdue or StillHasLoans where there is nothing to write.
    """
    said = " ".join(subject.split()) if kind is LetterKind.minutes else ""
    borrower = _addressed(desk, kind, card)
    if kind is LetterKind.minutes and not said:
        raise errors.MinutesIncomplete
    on = days.trusted_today(desk)
    serial = _last(desk, on.year) + 1
    number = letterhead.number_of(letterhead.show(desk).pattern, serial, on)
    act = journal.begin(
        desk, ActKind.write_letter, facts={"kind": kind, "year": on.year, "serial": serial}
    )
    row = Letter(
        kind=kind,
        year=on.year,
        serial=serial,
        number=number,
        written_on=on,
        borrower=borrower.row if borrower else None,
        subject=said,
        act=act.row,
    )
    desk.session.add(row)
    desk.session.flush()
    shown = borrower.card if borrower else ""
    detail = {"number": number} | ({"card": shown} if shown else {})
    journal.note(desk, act, "write", noun="letter", noun_id=row.id, detail=detail)
    return LetterView(act.id, number, kind, on, shown, said, serial)


@allowed(STAFF)
def next_number(desk: Desk) -> str:
    """The number that a letter written now would take; looking takes nothing."""
    on = days.trusted_today(desk)
    pattern = letterhead.show(desk).pattern
    return letterhead.number_of(pattern, _last(desk, on.year) + 1, on)


@allowed(STAFF)
def register(
    desk: Desk, *, year: int, after: int | None = None, limit: int = PAGE
) -> tuple[LetterView, ...]:
    """The letters of a year, the latest first; `after` is the serial of the page's last.

    A number that was cancelled and cannot be given again stands there as cancelled.
    """
    if not MINYEAR <= year <= MAXYEAR:
        return ()
    desk.session.flush()
    found = desk.session.connection().execute(
        _REGISTER, {"year": year, "after": _BEYOND if after is None else after, "most": limit}
    )
    return tuple(
        LetterView(
            act_id,
            number,
            LetterKind(kind),
            date.fromisoformat(on),
            card,
            subject,
            serial,
            cancelled=bool(cancelled),
        )
        for act_id, number, kind, on, card, subject, serial, cancelled in found
    )


def undo_write(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Cancel a letter; the last number of a year is given again, others stay cancelled."""
    row = desk.session.scalars(select(Letter).where(col(Letter.act) == act.row)).one()
    row.cancel_act = undoing.row
    desk.session.add(row)
    desk.session.flush()
    borrower = desk.session.get(Borrower, row.borrower) if row.borrower else None
    return "", row.number, borrower.card if borrower else ""


def _addressed(desk: Desk, kind: LetterKind, card: str) -> Borrower | None:
    """Whom a letter is for; refuses what `overdue` and `clearance` refuse."""
    if kind is LetterKind.minutes:
        return None
    (overdue if kind is LetterKind.overdue else clearance)(desk, card)
    return desk.session.get_one(Borrower, numbers.borrower_of(desk, card))


def _last(desk: Desk, year: int) -> int:
    desk.session.flush()
    found = desk.session.connection().execute(_LAST, {"year": year}).scalar_one()
    return int(found)
