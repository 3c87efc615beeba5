"""Boxes of copies (koleksi bergilir): prepared here, lent to libraries, taken back.

A copy lies in one box at most. A box that is out belongs to nobody else until it is
back; what was found missing or damaged stays in its list and goes out no more.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlmodel import col

from jukung.agency import deeds, sites
from jukung.agency.deeds import DeedDone
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import Box, BoxCopy, BoxCopyState, BoxState, Deed, SiteRow
from jukung.domain import codes, errors
from jukung.domain.ids import new_id
from jukung.exchange.packs.boxes import MOST_COPIES, BoxedCopy, clean_copy
from jukung.exchange.packs.plain_text import one_line


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A box as a list shows it; `site` is the code of the library it is for, or was at."""

    uid: str
    number: str
    name: str
    state: BoxState
    site: str
    site_name: str
    out_on: date | None
    due_on: date | None
    back_on: date | None
    copies: int
    missing: int
    damaged: int

    def is_overdue(self, today: date) -> bool:
        """Whether it should be back by now."""
        return self.state is BoxState.out and self.due_on is not None and self.due_on < today

    @property
    def going(self) -> int:
        """How many of its copies go out with it."""
        return self.copies - self.missing - self.damaged


@dataclass(frozen=True, slots=True)
class HeldCopy:
    """A copy of a box and how it is."""

    copy: BoxedCopy
    state: BoxCopyState


@dataclass(frozen=True, slots=True)
class BoxDetail:
    """A box with everything in it, and what was done with it."""

    line: BoxLine
    note: str
    copies: tuple[HeldCopy, ...]
    history: tuple[DeedDone, ...]


def prepare(
    desk: OfficeDesk, *, number: str, name: str, copies: Sequence[BoxedCopy], note: str = ""
) -> BoxLine:
    """Make a box of copies.

    Refuses NameMissing without a number, BoxNumberTaken, BoxEmpty, BoxTooLarge, BoxCopyTaken.
    """
    plain = _free_number(desk, number)
    clean = _checked(desk, copies, number=plain)
    row = Box(
        box=new_id(),
        number=plain,
        name=one_line(name, 120) or plain,
        made_at=desk.now,
        note=one_line(note, 300),
    )
    desk.session.add(row)
    desk.session.flush()
    _fill(desk, row, clean)
    deeds.note(desk, "box_prepared", detail=row.number)
    return _line(desk, row)


def rename(desk: OfficeDesk, box: str, *, name: str, note: str = "") -> BoxLine:
    """Call a box something else; its number stays, since it stands on the box."""
    row = _row(desk, box)
    row.name, row.note = one_line(name, 120) or row.number, one_line(note, 300)
    desk.session.add(row)
    deeds.note(desk, "box_renamed", detail=row.number)
    return _line(desk, row)


def refill(desk: OfficeDesk, box: str, copies: Sequence[BoxedCopy]) -> BoxLine:
    """Put other copies into a box that is here.

    Refuses BoxUnknown, BoxIsOut, BoxEmpty, BoxTooLarge, BoxCopyTaken.
    """
    row = _here(desk, box)
    clean = _checked(desk, copies, number=row.number, besides=row.box)
    desk.session.execute(delete(BoxCopy).where(col(BoxCopy.box) == row.box))
    _fill(desk, row, clean)
    deeds.note(desk, "box_refilled", site=None, detail=row.number)
    return _line(desk, row)


def assign(desk: OfficeDesk, box: str, code: str) -> BoxLine:
    """Say which library a box is for; refuses BoxUnknown, BoxIsOut, SiteUnknown."""
    row = _here(desk, box)
    site = sites.by_code(desk, code)
    if site is None:
        raise errors.SiteUnknown(code)
    row.site, row.state = site.site, BoxState.prepared
    row.out_on = row.due_on = row.back_on = None
    desk.session.add(row)
    deeds.note(desk, "box_assigned", site=site.site, detail=row.number)
    return _line(desk, row)


def set_out(desk: OfficeDesk, box: str, *, out_on: date, due_on: date) -> BoxLine:
    """Note that a box went to its library, until a day.

    Refuses BoxUnknown, BoxIsOut, BoxUnassigned, BoxEmpty, DaysBackwards.
    """
    row = _here(desk, box)
    if row.site is None:
        raise errors.BoxUnassigned(row.number)
    if due_on < out_on:
        raise errors.DaysBackwards(out_on, due_on)
    line = _line(desk, row)
    if not line.going:
        raise errors.BoxEmpty
    row.state, row.back_on = BoxState.out, None
    row.out_on, row.due_on = out_on.isoformat(), due_on.isoformat()
    desk.session.add(row)
    deeds.note(desk, "box_out", site=row.site, detail=row.number)
    return _line(desk, row)


def prolong(desk: OfficeDesk, box: str, due_on: date) -> BoxLine:
    """Leave a box where it is until a later day; refuses BoxUnknown, BoxNotOut, DaysBackwards."""
    row = _out(desk, box)
    out_on = date.fromisoformat(row.out_on) if row.out_on else due_on
    if due_on < out_on:
        raise errors.DaysBackwards(out_on, due_on)
    row.due_on = due_on.isoformat()
    desk.session.add(row)
    deeds.note(desk, "box_prolonged", site=row.site, detail=row.number)
    return _line(desk, row)


def take_back(
    desk: OfficeDesk,
    box: str,
    *,
    back_on: date,
    missing: Collection[str] = (),
    damaged: Collection[str] = (),
) -> BoxLine:
    """Note that a box is here again, and which of its copies are not, or not whole.

    Refuses BoxUnknown, BoxNotOut, DaysBackwards, CopyUnknown for a number that is not in it.
    """
    row = _out(desk, box)
    if row.out_on and back_on < date.fromisoformat(row.out_on):
        raise errors.DaysBackwards(date.fromisoformat(row.out_on), back_on)
    _mark(desk, row, missing, BoxCopyState.missing)
    _mark(desk, row, damaged, BoxCopyState.damaged)
    row.state, row.back_on = BoxState.back, back_on.isoformat()
    desk.session.add(row)
    deeds.note(desk, "box_back", site=row.site, detail=row.number)
    return _line(desk, row)


def correct(
    desk: OfficeDesk,
    box: str,
    *,
    missing: Collection[str] = (),
    damaged: Collection[str] = (),
) -> BoxLine:
    """Mark what a list says that was read after its box had been taken back.

    Refuses BoxUnknown, BoxIsOut, CopyUnknown.
    """
    row = _here(desk, box)
    _mark(desk, row, missing, BoxCopyState.missing)
    _mark(desk, row, damaged, BoxCopyState.damaged)
    deeds.note(desk, "box_list_read", site=row.site, detail=row.number)
    return _line(desk, row)


def put_right(desk: OfficeDesk, box: str, number: str) -> BoxLine:
    """A copy that was missing or damaged can go out again.

    Refuses BoxUnknown, BoxIsOut, CopyUnknown.
    """
    row = _here(desk, box)
    _mark(desk, row, (number,), BoxCopyState.in_box)
    deeds.note(desk, "box_copy_found", detail=row.number)
    return _line(desk, row)


def give_up(desk: OfficeDesk, box: str) -> BoxLine:
    """A box is no more: lost, or its copies went elsewhere; its numbers are free again.

    Refuses BoxUnknown.
    """
    row = _row(desk, box)
    row.state = BoxState.gone
    desk.session.add(row)
    deeds.note(desk, "box_gone", site=row.site, detail=row.number)
    return _line(desk, row)


def all_boxes(desk: OfficeDesk, *, site: str = "") -> tuple[BoxLine, ...]:
    """Every box by its number, or those of one library's code."""
    wanted = select(Box, SiteRow).outerjoin(SiteRow, col(SiteRow.site) == col(Box.site))
    if site:
        wanted = wanted.where(col(SiteRow.code) == site)
    rows = desk.session.execute(wanted.order_by(col(Box.number))).all()
    counts = _counts(desk)
    return tuple(_made(box, at, counts.get(box.box, {})) for box, at in rows)


def overdue(desk: OfficeDesk) -> tuple[BoxLine, ...]:
    """The boxes that should be back, the longest wait first."""
    late = [each for each in all_boxes(desk) if each.is_overdue(desk.today)]
    return tuple(sorted(late, key=lambda each: (each.due_on or date.max, each.number)))


def copies_out(desk: OfficeDesk) -> dict[str, int]:
    """How many of our copies lie at each library, by its code."""
    found: dict[str, int] = {}
    for each in all_boxes(desk):
        if each.state is BoxState.out:
            found[each.site] = found.get(each.site, 0) + each.going
    return found


def show(desk: OfficeDesk, box: str) -> BoxDetail:
    """A box with its copies and history; refuses BoxUnknown."""
    row = _row(desk, box)
    return BoxDetail(_line(desk, row), row.note, copies_of(desk, row.box), _history(desk, row))


def copies_of(desk: OfficeDesk, uid: str) -> tuple[HeldCopy, ...]:
    """The copies of a box, in their order."""
    rows = desk.session.scalars(
        select(BoxCopy).where(col(BoxCopy.box) == uid).order_by(col(BoxCopy.no))
    )
    return tuple(
        HeldCopy(
            BoxedCopy(row.number, row.title, row.author, row.isbn, row.year, row.class_, row.price),
            row.state,
        )
        for row in rows
    )


def taken_numbers(desk: OfficeDesk, *, besides: str = "") -> dict[str, str]:
    """Which box each copy number lies in, of the boxes that are not gone."""
    rows = desk.session.execute(
        select(col(BoxCopy.number), col(Box.number))
        .join(Box, col(Box.box) == col(BoxCopy.box))
        .where(col(Box.state) != BoxState.gone, col(Box.box) != besides)
    )
    return {codes.fold(number): box for number, box in rows}


def _checked(
    desk: OfficeDesk, copies: Sequence[BoxedCopy], *, number: str, besides: str = ""
) -> list[BoxedCopy]:
    clean = [clean_copy(each) for each in copies]
    if not clean:
        raise errors.BoxEmpty
    if len(clean) > MOST_COPIES:
        raise errors.BoxTooLarge(len(clean), MOST_COPIES)
    taken = taken_numbers(desk, besides=besides)
    for each in clean:
        folded = codes.fold(each.number)
        if not folded or folded in taken:
            raise errors.BoxCopyTaken(each.number, taken.get(folded, number))
        taken[folded] = number
    return clean


def _fill(desk: OfficeDesk, row: Box, clean: Sequence[BoxedCopy]) -> None:
    desk.session.add_all(
        BoxCopy(
            box=row.box,
            no=no,
            number=each.number,
            title=each.title,
            author=each.author,
            isbn=each.isbn,
            year=each.year,
            class_=each.class_number,
            price=each.price,
        )
        for no, each in enumerate(clean, 1)
    )
    desk.session.flush()


def _mark(desk: OfficeDesk, row: Box, numbers: Iterable[str], state: BoxCopyState) -> None:
    wanted = {codes.fold(number): number for number in numbers}
    if not wanted:
        return
    held = desk.session.scalars(select(BoxCopy).where(col(BoxCopy.box) == row.box))
    for copy in held:
        if wanted.pop(codes.fold(copy.number), None) is not None:
            copy.state = state
            desk.session.add(copy)
    if wanted:
        raise errors.CopyUnknown(next(iter(wanted.values())))
    desk.session.flush()


def _free_number(desk: OfficeDesk, number: str) -> str:
    plain = one_line(number, 40)
    if not plain:
        raise errors.NameMissing
    numbers = desk.session.scalars(select(col(Box.number)))
    if codes.fold(plain) in map(codes.fold, numbers):
        raise errors.BoxNumberTaken(plain)
    return plain


def _row(desk: OfficeDesk, box: str) -> Box:
    """The row of a box's number, or of its own name that no two have."""
    folded = codes.fold(box)
    for row in desk.session.scalars(select(Box)):
        if row.box == box or codes.fold(row.number) == folded:
            return row
    raise errors.BoxUnknown(box)


def _here(desk: OfficeDesk, box: str) -> Box:
    row = _row(desk, box)
    if row.state in (BoxState.out, BoxState.gone):
        raise errors.BoxIsOut(row.number)
    return row


def _out(desk: OfficeDesk, box: str) -> Box:
    row = _row(desk, box)
    if row.state is not BoxState.out:
        raise errors.BoxNotOut(row.number)
    return row


def _line(desk: OfficeDesk, row: Box) -> BoxLine:
    desk.session.flush()
    site = desk.session.get(SiteRow, row.site) if row.site is not None else None
    return _made(row, site, _counts(desk, row.box).get(row.box, {}))


def _counts(desk: OfficeDesk, box: str = "") -> dict[str, dict[BoxCopyState, int]]:
    wanted = select(col(BoxCopy.box), col(BoxCopy.state), func.count(col(BoxCopy.no)))
    if box:
        wanted = wanted.where(col(BoxCopy.box) == box)
    found: dict[str, dict[BoxCopyState, int]] = {}
    for uid, state, count in desk.session.execute(
        wanted.group_by(col(BoxCopy.box), col(BoxCopy.state))
    ):
        found.setdefault(uid, {})[state] = count
    return found


def _made(row: Box, site: SiteRow | None, counts: dict[BoxCopyState, int]) -> BoxLine:
    return BoxLine(
        uid=row.box,
        number=row.number,
        name=row.name,
        state=BoxState(row.state),
        site=site.code if site else "",
        site_name=site.name if site else "",
        out_on=_day(row.out_on),
        due_on=_day(row.due_on),
        back_on=_day(row.back_on),
        copies=sum(counts.values()),
        missing=counts.get(BoxCopyState.missing, 0),
        damaged=counts.get(BoxCopyState.damaged, 0),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _history(desk: OfficeDesk, row: Box) -> tuple[DeedDone, ...]:
    rows = desk.session.execute(
        select(Deed, SiteRow)
        .outerjoin(SiteRow, col(SiteRow.site) == col(Deed.site))
        .where(col(Deed.what).startswith("box_"), col(Deed.detail) == row.number)
        .order_by(col(Deed.no).desc())
    )
    return tuple(
        DeedDone(deed.at, deed.by, deed.what, site.code if site else "", deed.detail)
        for deed, site in rows
    )


__all__ = [
    "BoxCopyState",
    "BoxDetail",
    "BoxLine",
    "BoxState",
    "HeldCopy",
    "all_boxes",
    "assign",
    "copies_of",
    "copies_out",
    "correct",
    "give_up",
    "overdue",
    "prepare",
    "prolong",
    "put_right",
    "refill",
    "rename",
    "set_out",
    "show",
    "take_back",
    "taken_numbers",
]
