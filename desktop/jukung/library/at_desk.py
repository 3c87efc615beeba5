"""What lies on the desk: a copy and a borrower, each read with one statement.

Nothing is read again for the slip that the desk shows afterwards.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jukung.domain import errors, lending
from jukung.domain.kinds import (
    ActKind,
    BorrowerKind,
    BorrowerStatus,
    CollectionKind,
    CopyStatus,
    LoanSource,
)
from jukung.library import days, numbers
from jukung.library.desk import Desk
from jukung.library.slips import Slip
from jukung.store import desk_statements
from jukung.store.tables import JournalAct


@dataclass(frozen=True, slots=True)
class OpenLoan:
    """The loan that a copy is out on."""

    row: int
    id: str
    borrower: int | None
    lent_on: date
    due_on: date
    renewals: int
    source: LoanSource
    borrower_kind: BorrowerKind
    collection_kind: CollectionKind
    card: str
    member_name: str


@dataclass(frozen=True, slots=True)
class CopyAtDesk:
    """A copy with its title, whoever has it, and whoever waits for it."""

    row: int
    id: str
    number: str
    call_number: str
    kind: CollectionKind
    status: CopyStatus
    back_by: date | None
    price: int | None
    condition_note: str
    title_row: int
    title: str
    people: str
    class_main: str
    owner_kind: str
    is_wanted: bool
    """Whether there is any open hold on the title."""
    held_for: int | None
    held_until: date | None
    loan: OpenLoan | None


@dataclass(frozen=True, slots=True)
class BorrowerAtDesk:
    """A borrower as they stand on the day of the act."""

    row: int
    card: str
    kind: BorrowerKind
    status: BorrowerStatus
    until_on: date | None
    name: str
    sex: str
    birth_year: int | None
    open_count: int
    overdue_count: int
    suspended_until: date | None

    @property
    def standing(self) -> lending.Standing:
        """What the rules ask of a borrower."""
        return lending.Standing(
            self.card,
            self.kind,
            self.status,
            self.until_on,
            self.open_count,
            self.overdue_count,
            self.suspended_until,
        )


def copy_with(desk: Desk, barcode: str) -> CopyAtDesk:
    """The copy with this number; refuses CopyUnknown."""
    return copy_at(desk, numbers.copy_of(desk, barcode))


def copy_at(desk: Desk, row: int) -> CopyAtDesk:
    """The copy in this row."""
    found = desk_statements.one(
        desk.session, desk_statements.COPY, row, days.trusted_today(desk).isoformat()
    )
    cells = list(found[:17])
    cells[4] = CollectionKind(cells[4])
    cells[5] = CopyStatus(cells[5])
    cells[6] = _day(cells[6])
    cells[14] = bool(cells[14])
    cells[16] = _day(cells[16])
    cells.append(None if found[17] is None else _open_loan(list(found[17:])))
    return CopyAtDesk(*cells)


def borrower_with(desk: Desk, card: str, day: date) -> BorrowerAtDesk:
    """The borrower with this card as they stand on a day; refuses MemberUnknown, CardLost."""
    found = numbers.card(desk, card)
    if found.borrower is None:
        raise errors.MemberUnknown(card)
    if found.lost:
        raise errors.CardLost(card)
    return borrower_at(desk, found.borrower, day)


def borrower_at(desk: Desk, row: int, day: date) -> BorrowerAtDesk:
    """The borrower in this row as they stand on a day."""
    found = desk_statements.one(desk.session, desk_statements.BORROWER, row, day.isoformat())
    cells = list(found)
    cells[2] = BorrowerKind(cells[2])
    cells[3] = BorrowerStatus(cells[3])
    if cells[10] is not None and cells[3] is BorrowerStatus.active:
        cells[3] = BorrowerStatus.suspended
    cells[4] = _day(cells[4])
    cells[10] = _day(cells[10])
    return BorrowerAtDesk(*cells)


def slip(
    desk: Desk,
    act: JournalAct,
    copy: CopyAtDesk,
    *,
    time: str | None = None,
    loan_id: str = "",
    loan: OpenLoan | None = None,
) -> Slip:
    """What the desk shows of an act: the copy, and the loan it was out on where there is one."""
    return Slip(
        act_id=act.id,
        action=ActKind(act.kind),
        loan_id=loan.id if loan else loan_id,
        barcode=copy.number,
        title=copy.title,
        people=copy.people,
        call_number=copy.call_number,
        card=loan.card if loan else "",
        member_name=loan.member_name if loan else "",
        lent_on=loan.lent_on if loan else act.on_day,
        due_on=loan.due_on if loan else act.on_day,
        returned_on=None,
        renewals=loan.renewals if loan else 0,
        overdue_days=0,
        at=time or desk.local_now.strftime("%H:%M"),
    )


def _open_loan(cells: list[Any]) -> OpenLoan:
    cells[3] = date.fromisoformat(cells[3])
    cells[4] = date.fromisoformat(cells[4])
    cells[6] = LoanSource(cells[6])
    cells[7] = BorrowerKind(cells[7])
    cells[8] = CollectionKind(cells[8])
    return OpenLoan(*cells)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
