"""Copies: numbered, added, edited, and marked when their label is stuck."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CollectionKind, CopyStatus
from jukung.library import days, journal, numbers, series
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store.tables import Copy, JournalAct, Loan, Title


@dataclass(frozen=True, slots=True)
class CopyView:
    """One copy with its title, as a form or a label needs it."""

    id: str
    number: str
    title_id: str
    title: str
    people: str
    call_number: str
    inventory_code: str
    kind: CollectionKind
    status: CopyStatus
    due_on: date | None
    label_printed: bool


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """What the form says of a copy."""

    inventory_code: str = ""
    call_number: str = ""
    kind: CollectionKind = CollectionKind.general
    status: CopyStatus = CopyStatus.available


@allowed(STAFF)
def add(
    desk: Desk,
    title_id: str,
    *,
    count: int = 1,
    numbers_given: tuple[str, ...] = (),
    draft: CopyDraft | None = None,
) -> tuple[str, ...]:
    """Add copies to a title under given numbers, or the next of our own.

    Refuses TitleUnknown, CopyNumberTaken, CopyNumberIsCard, CountOutOfRange (1 to 999).
    """
    title = desk.session.scalars(select(Title).where(col(Title.id) == title_id)).first()
    if title is None:
        raise errors.TitleUnknown
    if not 1 <= count <= 999:
        raise errors.CountOutOfRange(count, 999)
    act = journal.begin(desk, ActKind.add_copies)
    taken = numbers_given or tuple(series.next_numbers(desk, "copies", count))
    for number in taken:
        copy = insert(desk, title, number, act=act, draft=draft or CopyDraft())
        journal.note(
            desk,
            act,
            "add",
            noun="copy",
            noun_id=copy.id,
            detail={"number": number, "title": title.id},
        )
    return taken


@allowed(STAFF)
def edit(desk: Desk, copy_id: str, draft: CopyDraft, *, number: str | None = None) -> None:
    """Change a copy; a new number is added, and the old one still finds it.

    Refuses CopyUnknown, CopyNumberTaken, CopyNumberIsCard.
    """
    copy = desk.session.scalars(select(Copy).where(col(Copy.id) == copy_id)).first()
    if copy is None:
        raise errors.CopyUnknown(copy_id)
    act = journal.begin(desk, ActKind.edit_copy)
    before = _particulars(copy)
    if number is not None and number.strip() and number.strip() != copy.number:
        if not numbers.finds_copy(desk, copy.row, number):
            numbers.give_copy_number(desk, copy.row, number)
        copy.number = number.strip()
        copy.label_printed_at = None
    copy.inventory_code = draft.inventory_code
    copy.call_number = draft.call_number
    copy.kind = draft.kind
    if draft.status is CopyStatus.withdrawn and copy.status is not draft.status:
        copy.withdrawn_on = days.trusted_today(desk)
    elif draft.status is not CopyStatus.withdrawn:
        copy.withdrawn_on = None
    copy.status = draft.status
    desk.session.add(copy)
    journal.note(
        desk,
        act,
        "edit",
        noun="copy",
        noun_id=copy.id,
        detail={"was": before, "is": _particulars(copy)},
    )


@allowed(DESK)
def show(desk: Desk, barcode: str) -> CopyView:
    """The copy with this number; refuses CopyUnknown."""
    row = numbers.copy_of(desk, barcode)
    return _views(desk, col(Copy.row) == row)[0]


@allowed(STAFF)
def with_numbers(desk: Desk, barcodes: tuple[str, ...]) -> tuple[CopyView, ...]:
    """The copies with these numbers, in this order; refuses CopyUnknown."""
    return tuple(show(desk, barcode) for barcode in barcodes)


@allowed(STAFF)
def without_label(desk: Desk, *, most: int = 1000) -> tuple[CopyView, ...]:
    """Copies whose label was never printed, oldest first."""
    return _views(
        desk,
        col(Copy.label_printed_at).is_(None) & (col(Copy.status) != CopyStatus.withdrawn),
        most=most,
    )


@allowed(STAFF)
def without_label_count(desk: Desk) -> int:
    """How many copies still need a label."""
    return int(
        desk.session.execute(
            select(func.count(col(Copy.row))).where(
                col(Copy.label_printed_at).is_(None),
                col(Copy.status) != CopyStatus.withdrawn,
            )
        ).scalar_one()
    )


@allowed(STAFF)
def of_act(desk: Desk, act_id: str, *, most: int = 20_000) -> tuple[CopyView, ...]:
    """The copies that one act added, such as an import."""
    act = desk.session.scalars(select(JournalAct).where(col(JournalAct.id) == act_id)).first()
    if act is None:
        raise errors.ImportUnknown(act_id)
    return _views(desk, col(Copy.act) == act.row, most=most)


@allowed(STAFF)
def mark_labelled(desk: Desk, numbers_printed: tuple[str, ...]) -> None:
    """Remember that these labels came out of the printer and were found good."""
    act = journal.begin(desk, ActKind.print_labels, facts={"labels": len(numbers_printed)})
    for start in range(0, len(numbers_printed), 500):
        desk.session.execute(
            update(Copy)
            .where(col(Copy.number).in_(numbers_printed[start : start + 500]))
            .values(label_printed_at=desk.now)
        )
    journal.note(desk, act, "print", noun="labels", noun_id=act.id)


def insert(
    desk: Desk,
    title: Title,
    number: str,
    *,
    act: JournalAct,
    draft: CopyDraft,
) -> Copy:
    """Write a copy inside an act that somebody else opened."""
    copy = Copy(
        title=title.row,
        number=number.strip(),
        inventory_code=draft.inventory_code,
        call_number=draft.call_number or title.call_number,
        kind=draft.kind,
        status=draft.status,
        added_on=days.trusted_today(desk),
        act=act.row,
    )
    desk.session.add(copy)
    desk.session.flush()
    numbers.give_copy_number(desk, copy.row, number)
    return copy


def _particulars(copy: Copy) -> dict[str, str]:
    """What the journal says of a copy before and after a change."""
    return {
        "number": copy.number,
        "inventory_code": copy.inventory_code,
        "call_number": copy.call_number,
        "kind": copy.kind,
        "status": copy.status,
    }


def _views(desk: Desk, condition: ColumnElement[bool], *, most: int = 1000) -> tuple[CopyView, ...]:
    found = desk.session.execute(
        select(Copy, Title, col(Loan.due_on))
        .join(Title, col(Title.row) == col(Copy.title))
        .outerjoin(
            Loan,
            (col(Loan.copy_row) == col(Copy.row))
            & col(Loan.returned_on).is_(None)
            & col(Loan.cancel_act).is_(None),
        )
        .where(condition)
        .order_by(col(Copy.row))
        .limit(most)
    )
    return tuple(
        CopyView(
            id=copy.id,
            number=copy.number,
            title_id=title.id,
            title=title.title,
            people=title.people,
            call_number=copy.call_number,
            inventory_code=copy.inventory_code,
            kind=copy.kind,
            status=copy.status,
            due_on=due_on,
            label_printed=copy.label_printed_at is not None,
        )
        for copy, title, due_on in found
    )
