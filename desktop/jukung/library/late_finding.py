"""What the file knows of the cards, names and numbers on paper slips, asked at once.

Two hundred slips are looked at after each line that is typed, so nothing here is
asked slip by slip where one question does for all.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import codes, errors, timeline
from jukung.domain.errors import Refusal
from jukung.domain.kinds import BorrowerKind, BorrowerStatus, CollectionKind, CopyStatus, HoldState
from jukung.library import days
from jukung.library.desk import Desk
from jukung.store import search
from jukung.store.tables import Borrower, CardNumber, Copy, CopyNumber, Hold, Loan, Person, Title

T = TypeVar("T", int, str)

# SQLite takes more, but a question this long is not quicker any more.
_MOST_ASKED = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """A copy as a slip needs it."""

    row: int
    number: str
    title_row: int
    title: str
    kind: CollectionKind
    status: CopyStatus
    back_by: date | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A borrower as a slip needs them."""

    row: int
    card: str
    name: str
    kind: BorrowerKind
    status: BorrowerStatus
    until_on: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class KnownLoan:
    """A loan in the file that slips may touch."""

    row: int
    copy: int
    borrower: int | None
    lent_on: date
    lent_time: str | None
    due_on: date
    returned_on: date | None
    returned_time: str | None
    renewals: int
    borrower_kind: BorrowerKind
    collection_kind: CollectionKind

    @property
    def stay(self) -> timeline.Stay:
        """The loan on its copy's timeline."""
        back = self.returned_on
        return timeline.Stay(
            self.row,
            self.borrower,
            timeline.Moment(self.lent_on, self.lent_time),
            timeline.Moment(back, self.returned_time) if back else None,
        )


@dataclass(frozen=True, slots=True)
class FoundCard:
    """Whom a card or name on a slip means, or why nobody; and whether the card was lost."""

    holder: Holder | None
    refusal: Refusal | None = None
    lost_on: date | None = None


def pieces(desk: Desk, typed: Iterable[str]) -> dict[str, Piece]:
    """The copies whose numbers were typed, by what was typed."""
    rows = _rows_by_number(desk, CopyNumber, CopyNumber.copy_row, set(typed))
    known = _pieces(desk, {row for found in rows.values() for row in found})
    return {text: known[next(iter(found))] for text, found in rows.items() if len(found) == 1}


def cards(desk: Desk, typed: Iterable[str]) -> dict[str, FoundCard]:
    """Whom each typed card or name means; a prison knows no names."""
    rows = _rows_by_number(desk, CardNumber, CardNumber.borrower, set(typed))
    known = holders(desk, {row for found in rows.values() for row in found})
    lost = _lost(desk, {codes.fold(text) for text in rows})
    answers: dict[str, FoundCard] = {}
    for text, found in rows.items():
        if len(found) == 1:
            holder = known[next(iter(found))]
            answers[text] = FoundCard(holder, lost_on=lost.get(codes.fold(text)))
        else:
            answers[text] = _by_name(desk, text)
    return answers


def holders(desk: Desk, rows: Collection[int]) -> dict[int, Holder]:
    """Borrowers by their rows."""
    found: dict[int, Holder] = {}
    for part in _parts(rows):
        answer = desk.session.execute(
            select(
                col(Borrower.row),
                col(Borrower.card),
                col(Person.name),
                col(Borrower.kind),
                col(Borrower.status),
                col(Borrower.until_on),
                col(Borrower.left_on),
            )
            .outerjoin(Person, col(Person.row) == col(Borrower.person))
            .where(col(Borrower.row).in_(part))
        )
        for row, card, name, *rest in answer:
            shown = "" if desk.profile.is_prison else name or ""
            found[row] = Holder(row, card, shown, *rest)
    return found


def loans_of_copies(desk: Desk, rows: Collection[int], first: date) -> dict[int, list[KnownLoan]]:
    """The loans of copies that were not over before a day, as they were lent."""
    found: dict[int, list[KnownLoan]] = {}
    for part in _parts(rows):
        for loan in _loans(desk, col(Loan.copy_row).in_(part), first):
            found.setdefault(loan.copy, []).append(loan)
    return found


def loans_of_borrowers(
    desk: Desk, rows: Collection[int], first: date
) -> dict[int, list[KnownLoan]]:
    """The loans of borrowers that were not over before a day."""
    found: dict[int, list[KnownLoan]] = {}
    for part in _parts(rows):
        for loan in _loans(desk, col(Loan.borrower).in_(part), first):
            if loan.borrower is not None:
                found.setdefault(loan.borrower, []).append(loan)
    return found


def set_aside(desk: Desk, rows: Collection[int]) -> dict[int, tuple[int, date]]:
    """For whom copies wait on the ready shelf, and until when."""
    found: dict[int, tuple[int, date]] = {}
    for part in _parts(rows):
        answer = desk.session.execute(
            select(col(Hold.copy_row), col(Hold.borrower), col(Hold.until_on)).where(
                col(Hold.copy_row).in_(part),
                col(Hold.state) == HoldState.ready,
                col(Hold.until_on) >= days.trusted_today(desk),
            )
        )
        for copy, borrower, until in answer:
            if copy is not None and until is not None:
                found[copy] = (borrower, until)
    return found


def _loans(desk: Desk, where: object, first: date) -> list[KnownLoan]:
    answer = desk.session.execute(
        select(
            col(Loan.row),
            col(Loan.copy_row),
            col(Loan.borrower),
            col(Loan.lent_on),
            col(Loan.lent_time),
            col(Loan.due_on),
            col(Loan.returned_on),
            col(Loan.returned_time),
            col(Loan.renewals),
            col(Loan.borrower_kind),
            col(Loan.collection_kind),
        )
        .where(
            where,  # type: ignore[arg-type]  # a condition made above
            col(Loan.cancel_act).is_(None),
            col(Loan.returned_on).is_(None) | (col(Loan.returned_on) >= first),
        )
        .order_by(col(Loan.lent_on), col(Loan.row))
    )
    return [KnownLoan(*row) for row in answer]


def _by_name(desk: Desk, typed: str) -> FoundCard:
    """The one member whose name has every word typed; a whole name goes before a part."""
    has_digit = any(map(str.isdigit, typed))
    if desk.profile.is_prison:
        return FoundCard(None, errors.MemberUnknown(typed) if has_digit else errors.NamesNotKept())
    words = [word.casefold() for word in search.words_of(typed)]
    persons = search.person_rows(desk.session, typed) if not has_digit else []
    rows = desk.session.scalars(
        select(col(Borrower.row)).where(
            col(Borrower.person).in_(persons),
            col(Borrower.merged_into).is_(None),
            col(Borrower.status) != BorrowerStatus.left,
        )
    )
    fitting = [
        holder
        for holder in holders(desk, set(rows)).values()
        if all(_begins_one(word, holder.name) for word in words)
    ]
    whole = [h for h in fitting if " ".join(h.name.casefold().split()) == " ".join(words)]
    chosen = whole if len(whole) == 1 else fitting
    if len(chosen) == 1:
        return FoundCard(chosen[0])
    if chosen:
        return FoundCard(None, errors.SlipNameShared(typed, len(chosen)))
    return FoundCard(None, errors.MemberUnknown(typed))


def _begins_one(word: str, name: str) -> bool:
    return any(part.casefold().startswith(word) for part in search.words_of(name))


def _rows_by_number(
    desk: Desk, table: type[CardNumber | CopyNumber], value: int, typed: set[str]
) -> dict[str, set[int]]:
    """What each typed number fits: as it is printed, or else without its zeros in front."""
    wanted = {text: codes.fold(text) for text in typed}
    exact = _rows(desk, table.number, value, set(wanted.values()))
    rest = {codes.bare(folded) for folded in wanted.values() if folded not in exact}
    near = _rows(desk, table.bare, value, rest)
    return {
        text: exact.get(folded) or near.get(codes.bare(folded)) or set()
        for text, folded in wanted.items()
    }


def _rows(desk: Desk, key: str, value: int, wanted: set[str]) -> dict[str, set[int]]:
    """The rows that numbers find; several where a number without zeros fits more than one."""
    found: dict[str, set[int]] = {}
    for part in _parts(wanted):
        answer = desk.session.execute(select(col(key), col(value)).where(col(key).in_(part)))
        for number, row in answer:
            found.setdefault(number, set()).add(row)
    return found


def _lost(desk: Desk, numbers: set[str]) -> dict[str, date]:
    found: dict[str, date] = {}
    for part in _parts(numbers):
        answer = desk.session.execute(
            select(col(CardNumber.number), col(CardNumber.lost_on)).where(
                col(CardNumber.number).in_(part), col(CardNumber.lost_on).is_not(None)
            )
        )
        found |= {number: day for number, day in answer if day is not None}
    return found


def _pieces(desk: Desk, rows: Collection[int]) -> dict[int, Piece]:
    found: dict[int, Piece] = {}
    for part in _parts(rows):
        answer = desk.session.execute(
            select(
                col(Copy.row),
                col(Copy.number),
                col(Copy.title),
                col(Title.title),
                col(Copy.kind),
                col(Copy.status),
                col(Copy.back_by),
            )
            .join(Title, col(Title.row) == col(Copy.title))
            .where(col(Copy.row).in_(part))
        )
        found |= {row[0]: Piece(*row) for row in answer}
    return found


def _parts(values: Collection[T]) -> Iterable[Sequence[T]]:
    listed = sorted(values)
    return (listed[n : n + _MOST_ASKED] for n in range(0, len(listed), _MOST_ASKED))
