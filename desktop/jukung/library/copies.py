"""Copies: numbered, added, edited, and marked when their label is stuck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.call_numbers import spine_lines
from jukung.domain.kinds import (
    ActKind,
    CollectionKind,
    CopyCondition,
    CopyStatus,
    PlaceKind,
    PrintWhat,
    SourceKind,
    WithdrawReason,
)
from jukung.library import days, journal, numbers, run_lines, series, shelves, withdrawals
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed
from jukung.store.tables import (
    Copy,
    JournalAct,
    Loan,
    Place,
    Title,
)

DEAREST = 999_999_999

# What a draft may leave open, by the columns of a copy.
_PARTICULARS = (
    *("source_kind", "source", "price", "received_on", "invoice"),
    *("condition", "condition_note"),
)

WITHDRAWN = ("withdrawn_on", "withdraw_reason", "withdrawal")
_MAY_BE_EMPTY = frozenset({"price", "received_on"})


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
    isbn: str
    """As it was typed; judged where it is printed."""
    class_number: str
    class_main: str
    spine_printed: bool
    spine: tuple[str, ...]
    """The lines of the spine label below the library's name."""
    place: str = ""
    """The name of the shelf it stands on; empty where nobody said."""
    source_kind: SourceKind = SourceKind.unknown
    source: str = ""
    """Whom it came from: a shop, a giver, a programme."""
    price: int | None = None
    """In whole rupiah."""
    received_on: date | None = None
    invoice: str = ""
    condition: CopyCondition = CopyCondition.unknown
    condition_note: str = ""
    act_id: str = ""
    """The act that added it."""


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """What the form says of a copy."""

    inventory_code: str = ""
    call_number: str = ""
    kind: CollectionKind = CollectionKind.general
    status: CopyStatus = CopyStatus.available
    source_kind: SourceKind | None = None
    """Nothing here leaves what is known, as do the fields below."""
    source: str | None = None
    price: int | None = None
    received_on: date | None = None
    invoice: str | None = None
    condition: CopyCondition | None = None
    condition_note: str | None = None
    place: str | None = None
    """The name of a shelf, made where it is new; an empty one is no shelf."""
    whole: bool = False
    """Whether an empty price or day empties what is known too."""


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

    Refuses TitleUnknown, CopyNumberTaken, CopyNumberIsCard, CountOutOfRange (1 to 999;
    the price too is no less than nothing).
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
def edit(desk: Desk, copy_id: str, draft: CopyDraft, *, number: str | None = None) -> str:
    """Change a copy, and give the act; a new number is added, and the old one still finds it.

    A withdrawn one with another status is back in the collection, without day, reason and
    record; a record that has no copy left is cancelled. Refuses CopyUnknown, CopyNumberTaken,
    CopyNumberIsCard, and a status as `withdrawals.refuse_status` does.
    """
    copy = desk.session.scalars(select(Copy).where(col(Copy.id) == copy_id)).first()
    if copy is None:
        raise errors.CopyUnknown(copy_id)
    withdrawals.refuse_status(desk, copy, draft.status)
    act = journal.begin(desk, ActKind.edit_copy)
    before, record = particulars(copy), copy.withdrawal
    is_printed = False
    if number is not None and number.strip() and number.strip() != copy.number:
        if not numbers.finds_copy(desk, copy.row, number):
            is_printed = numbers.is_blank(desk, number)
            numbers.give_copy_number(desk, copy.row, number)
        copy.number = number.strip()
        copy.label_printed_at = desk.now if is_printed else None
    copy.inventory_code = draft.inventory_code
    copy.call_number = draft.call_number
    copy.kind = draft.kind
    if draft.status is CopyStatus.withdrawn and copy.status is not draft.status:
        copy.withdrawn_on = days.trusted_today(desk)
        # What an earlier record said of it is past.
        copy.withdraw_reason, copy.withdrawal = WithdrawReason.none, None
    elif draft.status is not CopyStatus.withdrawn:
        # One that is brought back is no longer among those its record took out.
        copy.withdrawn_on = copy.withdrawal = None
        copy.withdraw_reason = WithdrawReason.none
    copy.status = draft.status
    _write_particulars(desk, copy, draft)
    desk.session.add(copy)
    if record is not None and copy.withdrawal is None:
        withdrawals.cancel_if_empty(desk, record, act)
    journal.note(
        desk,
        act,
        "edit",
        noun="copy",
        noun_id=copy.id,
        detail={"was": before, "is": particulars(copy)},
    )
    return act.id


@allowed(STAFF)
def numbers_ahead(desk: Desk) -> str:
    """The number that the next copy of ours gets; nothing is taken."""
    return series.peek_number(desk, "copies")


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
def of_ids(desk: Desk, ids: Sequence[str]) -> tuple[CopyView, ...]:
    """The copies with these ids, in this order; those that are gone are left out."""
    found: dict[str, CopyView] = {}
    for start in range(0, len(ids), 500):
        chunk = col(Copy.id).in_(ids[start : start + 500])
        found |= {view.id: view for view in _views(desk, chunk)}
    return tuple(found[each] for each in ids if each in found)


@allowed(STAFF)
def without_label(
    desk: Desk, *, what: PrintWhat = PrintWhat.barcode, most: int = 1000
) -> tuple[CopyView, ...]:
    """Copies whose label was never printed, oldest first; `both` lacks one of the two."""
    return _views(desk, _lacks(what), most=most)


@allowed(STAFF)
def without_label_count(desk: Desk, *, what: PrintWhat = PrintWhat.barcode) -> int:
    """How many copies still need a label."""
    return int(
        desk.session.execute(select(func.count(col(Copy.row))).where(_lacks(what))).scalar_one()
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
    act = journal.begin(
        desk,
        ActKind.print_labels,
        facts={"what": PrintWhat.barcode, "count": len(numbers_printed)},
    )
    ids = [
        str(copy_id)
        for start in range(0, len(numbers_printed), 500)
        for copy_id in desk.session.scalars(
            select(col(Copy.id)).where(col(Copy.number).in_(numbers_printed[start : start + 500]))
        )
    ]
    run = run_lines.write(desk, PrintWhat.barcode, ids)
    run_lines.confirm(desk, act, run, range(1, len(ids) + 1))
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
        # Blank numbers are labels before they are copies.
        label_printed_at=desk.now if numbers.is_blank(desk, number) else None,
        act=act.row,
    )
    _write_particulars(desk, copy, draft)
    desk.session.add(copy)
    desk.session.flush()
    numbers.give_copy_number(desk, copy.row, number)
    return copy


def _write_particulars(desk: Desk, copy: Copy, draft: CopyDraft) -> None:
    """Write whence a copy came and how it is; what the draft leaves open stays."""
    if draft.price is not None and draft.price < 0:
        raise errors.CountOutOfRange(draft.price, DEAREST)
    for name in _PARTICULARS:
        value = getattr(draft, name)
        if value is not None or (draft.whole and name in _MAY_BE_EMPTY):
            setattr(copy, name, value.strip() if type(value) is str else value)
    if draft.place is not None:
        copy.place = shelves.row_of(desk, draft.place)


def _lacks(what: PrintWhat) -> ColumnElement[bool]:
    bars, spine = col(Copy.label_printed_at).is_(None), col(Copy.spine_printed_at).is_(None)
    lacks = {PrintWhat.spine: spine, PrintWhat.both: bars | spine}.get(what, bars)
    return lacks & (col(Copy.status) != CopyStatus.withdrawn)


def particulars(copy: Copy) -> dict[str, object]:
    """What the journal says of a copy before and after a change."""
    return {name: getattr(copy, name) for name in (*_PARTICULARS, *WITHDRAWN, "place")} | {
        "number": copy.number,
        "inventory_code": copy.inventory_code,
        "call_number": copy.call_number,
        "kind": copy.kind,
        "status": copy.status,
    }


def _views(desk: Desk, condition: ColumnElement[bool], *, most: int = 1000) -> tuple[CopyView, ...]:
    found = desk.session.execute(
        select(
            *(Copy, Title, col(Loan.due_on), col(Place.name), col(Place.kind)),
            col(JournalAct.id),
        )
        .join(JournalAct, col(JournalAct.row) == col(Copy.act))
        .join(Title, col(Title.row) == col(Copy.title))
        .outerjoin(Place, col(Place.row) == col(Copy.place))
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
            isbn=title.isbn,
            class_number=title.class_number,
            class_main=title.class_main,
            spine_printed=copy.spine_printed_at is not None,
            spine=spine_lines(
                copy.call_number,
                class_number=title.class_number,
                people=title.people,
                title=title.title,
                reference=copy.kind is CollectionKind.reference,
            ),
            place=place if place_kind is PlaceKind.shelf else "",
            act_id=act_id,
            **{name: getattr(copy, name) for name in _PARTICULARS},
        )
        for copy, title, due_on, place, place_kind, act_id in found
    )
