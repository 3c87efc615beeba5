"""A box comes: announced by the agency's file, checked copy by copy, put on the shelf.

Each scan is committed by itself, so that a check can be broken off at any moment.
A box may stand here before its file: it is scanned in under the number on it, its
copies can be lent, and the file finds it later by that number.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select, update
from sqlmodel import col

from jukung.domain import codes, errors, isbn
from jukung.domain.ids import new_id
from jukung.domain.kinds import ActKind, BoxArrival, BoxState, CopyStatus, OwnerKind
from jukung.library import (
    box_days,
    box_shelving,
    box_undoing,
    boxes,
    days,
    journal,
    numbers,
    settings,
)
from jukung.library.boxes import BoxCopyView, BoxView
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import (
    BoxLine,
    BoxRow,
    CardNumber,
    Copy,
    JournalAct,
    Owner,
    Title,
)

KNOWN = "box_owners"
"""The setting that remembers agencies whose digits were compared once."""

_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class AnnouncedCopy:
    """A copy as the agency lists it."""

    number: str
    title: str
    author: str = ""
    isbn: str = ""
    class_number: str = ""
    price: int | None = None


@dataclass(frozen=True, slots=True)
class AnnouncedBox:
    """A box as its file says it, whose signature was checked."""

    uid: str
    number: str
    name: str
    owner: str
    due_on: date | None
    copies: tuple[AnnouncedCopy, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """What the reading of a box file did; without an act it was known already."""

    act_id: str
    view: BoxView
    was_here: bool = False
    """The box was scanned in before its file came."""
    renewed: bool = False
    """The agency says something new of a box that is known."""
    older: bool = False
    """The file was made before one that was read already, so nothing of it counts."""
    shortened: int = 0
    """How many loans end earlier, because the box goes back before their day."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a scan into a box did; without an act it was scanned before."""

    act_id: str
    copy: BoxCopyView
    view: BoxView
    renumbered: bool = False
    """Its number is taken here; it needs a label with another."""


@dataclass(frozen=True, slots=True)
class Received:
    """A box that was put on the shelf."""

    act_id: str
    view: BoxView
    titles: int
    """How many titles are new."""
    renumbered: tuple[tuple[str, str], ...]
    """Numbers that are taken here, and what these copies are called instead."""


@allowed(STAFF)
def announce(desk: Desk, box: AnnouncedBox, *, sealed: bytes) -> Announced:
    """Take what a box file says; the same file twice changes nothing.

    A box that came before its file is found by its number. A newer file of a known box
    moves its day, and that of loans past it, and adds what is new in it. Whether a file
    is newer than `known_file` is for who reads it. Refuses BoxNotOpen for a box on its way back.
    """
    known = _known(desk, box.uid)
    if known is not None and known.sealed == sealed:
        return Announced("", boxes.view(desk, known))
    if known is not None and known.state is BoxState.returning:
        raise errors.BoxNotOpen(known.number)
    if known is not None and known.state is not BoxState.returned:
        return _renew(desk, known, box, sealed)
    early = _early(desk, box.number)
    if early is not None and known is None:
        return _match(desk, early, box, sealed)
    return _add(desk, box, sealed, turn=_turns(desk, box.uid))


@allowed(STAFF)
def known_file(desk: Desk, uid: str) -> tuple[BoxView, bytes] | None:
    """A box that is known by its own name, with the file that counts for it."""
    known = _known(desk, uid)
    if known is None or known.sealed is None:
        return None
    return boxes.view(desk, known), known.sealed


@allowed(STAFF)
def begin_early(
    desk: Desk, number: str, *, owner: str = "", name: str = "", due_on: date | None = None
) -> Announced:
    """Begin a box that is here and whose file is not; its owner is the agency joined.

    Refuses BoxNumberMissing, BoxHereAlready, BoxOwnerMissing without an owner.
    """
    plain = " ".join(number.split())[:_LONGEST_NUMBER]
    if not plain:
        raise errors.BoxNumberMissing
    folded = codes.fold(plain)
    for each in desk.session.scalars(select(BoxRow).where(col(BoxRow.state) != BoxState.returned)):
        if codes.fold(each.number) == folded:
            raise errors.BoxHereAlready(each.number)
    joined = settings.agency(desk)
    whose = owner.strip() or (joined.name if joined else "")
    if not whose:
        raise errors.BoxOwnerMissing
    act = journal.begin(desk, ActKind.receive_box, facts={"step": "early"})
    row = BoxRow(
        id=new_id(),
        number=plain,
        name=" ".join(name.split())[:120],
        owner=box_shelving.owner_row(desk, whose),
        state=BoxState.here,
        received_on=days.trusted_today(desk),
        due_on=due_on,
        act=act.row,
    )
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "begin", noun="box", noun_id=row.id, detail={"number": plain})
    return Announced(act.id, boxes.view(desk, row))


@allowed(STAFF)
def check(
    desk: Desk,
    box: str,
    number: str,
    *,
    how: BoxArrival = BoxArrival.here,
    title: str = "",
) -> Checked:
    """Say that a copy of a box came, or `missing` that it did not after all.

    What is not on the list is an extra one, with a title where somebody types it.
    Once the box stands here its copies are on the shelf at once. Scanned twice does no harm.
    Refuses BoxUnknown, BoxNotOpen, BoxCopyIsOurs, CopyNumberIsCard, IsbnNotLabel,
    NumberTooLong, NumberNotPrintable, and CopyOnLoan for one that is lent and now missing.
    """
    row = boxes.row_of(desk, box)
    if row.state not in (BoxState.announced, BoxState.here):
        raise errors.BoxNotOpen(row.number)
    line = boxes.line_of(desk, row, number)
    if line is None and how is not BoxArrival.missing:
        _refuse_strange(desk, number)
    elif line is None:
        raise errors.BoxCopyForeign(number, row.number)
    elif _is_as_said(line, how):
        return Checked("", boxes.line_view(desk, line), boxes.view(desk, row))
    act = journal.begin(desk, ActKind.receive_box, facts={"step": "check"})
    was = line.arrived if line else ""
    if line is None:
        line = _extra(desk, row, number, title=title, act=act)
    line.arrived = _state_of(row, line, how)
    was_act, line.act = line.act, act.row
    detail = {"no": line.no, "was": was, "act_was": was_act, "number": line.number}
    desk.session.add(line)
    desk.session.flush()
    done = box_shelving.Shelved()
    if row.state is BoxState.here:
        done = _shelve_one(desk, act, row, line, detail)
    journal.note(desk, act, "check", noun="box", noun_id=row.id, detail=detail)
    return Checked(
        act.id,
        boxes.line_view(desk, line),
        boxes.view(desk, row),
        renumbered=line.number in done.renumbered,
    )


@allowed(STAFF)
def receive(desk: Desk, box: str) -> Received:
    """Put the box on the shelf; what was not scanned is missing.

    Refuses BoxUnknown, BoxHereAlready, BoxNotOpen, BoxNothingScanned.
    """
    row = boxes.row_of(desk, box)
    if row.state is BoxState.here:
        raise errors.BoxHereAlready(row.number)
    if row.state is not BoxState.announced:
        raise errors.BoxNotOpen(row.number)
    lines = _lines(desk, row)
    came = [each for each in lines if each.arrived not in (BoxArrival.open, BoxArrival.missing)]
    if not came:
        raise errors.BoxNothingScanned(row.number)
    act = journal.begin(desk, ActKind.receive_box, facts={"step": "receive", "copies": len(came)})
    row.state, row.received_on = BoxState.here, days.trusted_today(desk)
    desk.session.add(row)
    desk.session.execute(
        update(BoxLine)
        .where(col(BoxLine.box) == row.row, col(BoxLine.arrived) == BoxArrival.open)
        .values(arrived=BoxArrival.missing, act=act.row)
    )
    done = box_shelving.shelve(desk, act, row, came)
    detail = asdict(done)
    journal.note(desk, act, "receive", noun="box", noun_id=row.id, detail=detail)
    desk.session.expire_all()
    renumbered = tuple(sorted(done.renumbered.items()))
    return Received(act.id, boxes.view(desk, row), done.titles, renumbered)


@allowed(STAFF)
def trusted_owners(desk: Desk) -> dict[str, str]:
    """The agencies whose boxes are taken without asking, by fingerprint."""
    joined = settings.agency(desk)
    known = {joined.fingerprint: joined.name} if joined else {}
    return _kept_owners(desk) | known


@allowed(KEEPERS)
def trust_owner(desk: Desk, fingerprint: str, name: str) -> None:
    """Remember that somebody compared an agency's digits with it."""
    known = _kept_owners(desk)
    if known.get(fingerprint) == name:
        return
    settings.remember(desk, KNOWN, _written(known | {fingerprint: name}))


def _kept_owners(desk: Desk) -> dict[str, str]:
    said = settings.recall(desk, KNOWN)
    pairs = (line.partition("\t") for line in said.split("\n") if line)
    return {fingerprint: name for fingerprint, _tab, name in pairs}


def _written(owners: dict[str, str]) -> str:
    return "\n".join(f"{key}\t{' '.join(name.split())}" for key, name in sorted(owners.items()))


def _known(desk: Desk, uid: str) -> BoxRow | None:
    """The latest visit of a box; later ones are told apart by `#2` behind its id."""
    found = desk.session.scalars(
        select(BoxRow)
        .where((col(BoxRow.id) == uid) | col(BoxRow.id).startswith(f"{uid}#", autoescape=True))
        .order_by(col(BoxRow.row).desc())
    )
    return found.first()


def _turns(desk: Desk, uid: str) -> int:
    asked = select(func.count(col(BoxRow.row))).where(
        (col(BoxRow.id) == uid) | col(BoxRow.id).startswith(f"{uid}#", autoescape=True)
    )
    return int(desk.session.execute(asked).scalar_one())


def _early(desk: Desk, number: str) -> BoxRow | None:
    waiting = desk.session.scalars(
        select(BoxRow).where(col(BoxRow.sealed).is_(None), col(BoxRow.state) == BoxState.here)
    )
    folded = codes.fold(number)
    return next((each for each in waiting if codes.fold(each.number) == folded), None)


def _add(desk: Desk, box: AnnouncedBox, sealed: bytes, *, turn: int) -> Announced:
    act = journal.begin(
        desk, ActKind.receive_box, facts={"step": "announce", "copies": len(box.copies)}
    )
    row = BoxRow(
        id=box.uid if not turn else f"{box.uid}#{turn + 1}",
        number=box.number,
        name=box.name,
        owner=box_shelving.owner_row(desk, box.owner),
        state=BoxState.announced,
        due_on=box.due_on,
        sealed=sealed,
        act=act.row,
    )
    desk.session.add(row)
    desk.session.flush()
    _add_lines(desk, act, row, box.copies, first=1)
    detail = {"number": box.number, "due": box.due_on}
    journal.note(desk, act, "announce", noun="box", noun_id=row.id, detail=detail)
    return Announced(act.id, boxes.view(desk, row))


def _renew(desk: Desk, row: BoxRow, box: AnnouncedBox, sealed: bytes) -> Announced:
    act = journal.begin(desk, ActKind.receive_box, facts={"step": "renew"})
    detail = {
        "due": [_text(row.due_on), _text(box.due_on)],
        "name": [row.name, box.name],
        "sealed": box_undoing.kept(row.sealed),
    }
    row.sealed, row.name = sealed, box.name
    shortened = box_days.set_day(desk, act, row, box.due_on)
    here = {codes.fold(each.number) for each in _lines(desk, row)}
    fresh = [each for each in box.copies if codes.fold(each.number) not in here]
    _add_lines(desk, act, row, fresh, first=_next_no(desk, row), missing=row.state is BoxState.here)
    journal.note(desk, act, "renew", noun="box", noun_id=row.id, detail=detail)
    return Announced(act.id, boxes.view(desk, row), renewed=True, shortened=shortened)


def _match(desk: Desk, row: BoxRow, box: AnnouncedBox, sealed: bytes) -> Announced:
    """Hold what was scanned in against the file that comes after it."""
    act = journal.begin(desk, ActKind.receive_box, facts={"step": "match"})
    before: list[list[object]] = []
    detail = {
        "id": row.id,
        "number": row.number,
        "name": row.name,
        "owner": row.owner,
        "due": [_text(row.due_on), _text(box.due_on)],
        "extra": before,
    }
    listed = {codes.fold(each.number): each for each in box.copies}
    bare = {codes.bare(each.number): each for each in box.copies}
    found: list[tuple[BoxLine, str]] = []
    for line in _lines(desk, row):
        unnamed = box_shelving.placeholder(row, line.number)
        said = listed.pop(codes.fold(line.number), None)
        if said is None and (near := bare.get(codes.bare(line.number))) is not None:
            said = listed.pop(codes.fold(near.number), None)
        if said is None:
            continue
        before.append([line.no, line.number, line.arrived, line.act])
        line.title, line.author, line.isbn = said.title, said.author, said.isbn
        line.number, line.class_, line.price = said.number, said.class_number, said.price
        if line.arrived is BoxArrival.extra:
            line.arrived = BoxArrival.here
        line.act = act.row
        found.append((line, unnamed))
        desk.session.add(line)
    row.id, row.sealed, row.name, row.number = box.uid, sealed, box.name, box.number
    row.owner = box_shelving.owner_row(desk, box.owner)
    desk.session.add(row)
    desk.session.flush()
    _add_lines(desk, act, row, tuple(listed.values()), first=_next_no(desk, row), missing=True)
    box_shelving.name_titles(desk, row, found)
    shortened = box_days.set_day(desk, act, row, box.due_on)
    journal.note(desk, act, "match", noun="box", noun_id=row.id, detail=detail)
    return Announced(act.id, boxes.view(desk, row), was_here=True, shortened=shortened)


def _add_lines(
    desk: Desk,
    act: JournalAct,
    row: BoxRow,
    copies: Sequence[AnnouncedCopy],
    *,
    first: int,
    missing: bool = False,
) -> None:
    desk.session.add_all(
        BoxLine(
            box=row.row,
            no=no,
            number=each.number,
            title=each.title,
            author=each.author,
            isbn=each.isbn,
            class_=each.class_number,
            price=each.price,
            arrived=BoxArrival.missing if missing else BoxArrival.open,
            act=act.row,
        )
        for no, each in enumerate(copies, first)
    )
    desk.session.flush()


def _refuse_strange(desk: Desk, number: str) -> None:
    """Refuse what cannot be a copy of a box: ours, a card, an ISBN, an impossible number."""
    folded = numbers.check_new(number)
    ours = numbers.exactly(desk, number)
    if ours.copy is not None:
        copy = desk.session.get_one(Copy, ours.copy)
        if desk.session.get_one(Owner, copy.owner).kind is OwnerKind.own:
            title = desk.session.get_one(Title, copy.title)
            raise errors.BoxCopyIsOurs(copy.number, title.title)
    if desk.session.get(CardNumber, folded) is not None:
        raise errors.CopyNumberIsCard(number)
    if isbn.thirteen(number):
        raise errors.IsbnNotLabel(number, 0)


def _is_as_said(line: BoxLine, how: BoxArrival) -> bool:
    return line.arrived is how or (how is BoxArrival.here and line.arrived is BoxArrival.extra)


def _state_of(row: BoxRow, line: BoxLine, how: BoxArrival) -> BoxArrival:
    """How a scan leaves a line: what no list has stays an extra copy while it is whole."""
    if how is BoxArrival.missing:
        return how
    if line.arrived is BoxArrival.extra and (row.sealed is not None or how is BoxArrival.here):
        return BoxArrival.extra
    if row.sealed is None and how is BoxArrival.here:
        return BoxArrival.extra
    return how


def _extra(desk: Desk, row: BoxRow, number: str, *, title: str, act: JournalAct) -> BoxLine:
    line = BoxLine(
        box=row.row,
        no=_next_no(desk, row),
        number=" ".join(number.split()),
        title=" ".join(title.split())[:500],
        arrived=BoxArrival.extra,
        act=act.row,
    )
    desk.session.add(line)
    desk.session.flush()
    return line


def _shelve_one(
    desk: Desk, act: JournalAct, row: BoxRow, line: BoxLine, detail: dict[str, object]
) -> box_shelving.Shelved:
    """The box stands here already: put one more copy on the shelf, or take it off."""
    copy = boxes.copy_in(desk, line)
    if copy is None and line.arrived is not BoxArrival.missing:
        done = box_shelving.shelve(desk, act, row, [line])
        detail |= asdict(done)
        return done
    if copy is not None:
        detail["status_was"] = copy.status
        if line.arrived is BoxArrival.missing:
            _refuse_if_lent(desk, copy)
            copy.status = CopyStatus.missing
        else:
            damaged = line.arrived is BoxArrival.damaged
            copy.status = CopyStatus.repair if damaged else CopyStatus.available
        desk.session.add(copy)
        desk.session.flush()
    return box_shelving.Shelved()


def _refuse_if_lent(desk: Desk, copy: Copy) -> None:
    from jukung.library import at_desk  # noqa: PLC0415 - only here, of all the checks

    loan = at_desk.copy_at(desk, copy.row).loan
    if loan is not None:
        raise errors.CopyOnLoan(copy.number, loan.due_on)


def _lines(desk: Desk, row: BoxRow) -> list[BoxLine]:
    asked = select(BoxLine).where(col(BoxLine.box) == row.row).order_by(col(BoxLine.no))
    return list(desk.session.scalars(asked))


def _next_no(desk: Desk, row: BoxRow) -> int:
    asked = select(func.coalesce(func.max(col(BoxLine.no)), 0)).where(col(BoxLine.box) == row.row)
    return int(desk.session.execute(asked).scalar_one()) + 1


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
