"""Boxes on loan (koleksi bergilir): what is here of others, and until when.

The copies of a box belong to the agency and stand in this library for a time. They
are lent like all others, never past the box's day, and never count as the library's own.
The rows of a box are written in `box_arrival` and `box_return`.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlmodel import col

from jukung.domain import codes, errors
from jukung.domain.kinds import BoxArrival, BoxLeaving, BoxState
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import BoxLine, BoxRow, Copy, CopyNumber


@dataclass(frozen=True, slots=True)
class BoxView:
    """A box as a list shows it; the counts are copies."""

    row: int
    id: str
    number: str
    name: str
    owner: str
    state: BoxState
    received_on: date | None
    due_on: date | None
    returned_on: date | None
    has_file: bool
    """Whether the agency's signed file was read."""
    listed: int
    """What the agency says is in it."""
    here: int
    missing: int
    damaged: int
    extra: int
    unchecked: int
    """Not scanned yet while the box is checked in."""
    out: int
    """Lent and not back."""
    packed: int
    """In the box again, on its way back."""

    def is_overdue(self, today: date) -> bool:
        """Whether it should have gone back by now."""
        going = self.state in (BoxState.here, BoxState.returning)
        return going and self.due_on is not None and self.due_on < today

    @property
    def present(self) -> int:
        """How many of its copies came, whole or not."""
        return self.here + self.damaged + self.extra

    @property
    def lost(self) -> int:
        """How many that came are neither back in the box nor out."""
        return max(0, self.present - self.packed - self.out)


@dataclass(frozen=True, slots=True)
class BoxCopyView:
    """A copy of a box: as it is listed, as it came, where it is, as it goes."""

    no: int
    number: str
    """As it stands on the agency's label."""
    label: str
    """The number by which it is lent here; another where one of our own copies has that."""
    title: str
    author: str
    isbn: str
    class_number: str
    price: int | None
    arrived: BoxArrival
    went: BoxLeaving
    card: str = ""
    """Who has it now."""
    place: str = ""
    """The block or room of who has it, or the reading corner where it lies, in a prison."""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class BoxDetail:
    """A box and all that is in it, in the agency's order."""

    view: BoxView
    copies: tuple[BoxCopyView, ...]

    def still_out(self) -> tuple[BoxCopyView, ...]:
        """What readers have now."""
        return tuple(each for each in self.copies if each.card)

    def not_whole(self) -> tuple[BoxCopyView, ...]:
        """What never came, is lost, or is damaged, at either end."""
        return tuple(
            each
            for each in self.copies
            if BoxArrival.missing is each.arrived
            or BoxArrival.damaged is each.arrived
            or each.went in (BoxLeaving.missing, BoxLeaving.damaged)
        )


_OPEN = "l.returned_on IS NULL AND l.cancel_act IS NULL"
_VIEWS = """
SELECT b.row, b.id, b.number, b.name, o.name, b.state, b.received_on, b.due_on, b.returned_on,
  b.sealed IS NOT NULL,
  count(n.row) FILTER (WHERE n.arrived <> 'extra'),
  count(n.row) FILTER (WHERE n.arrived = 'here'),
  count(n.row) FILTER (WHERE n.arrived = 'missing'),
  count(n.row) FILTER (WHERE n.arrived = 'damaged'),
  count(n.row) FILTER (WHERE n.arrived = 'extra'),
  count(n.row) FILTER (WHERE n.arrived = 'open'),
  count(l.row),
  count(n.row) FILTER (WHERE n.went IN ('here', 'damaged'))
FROM box b JOIN owner o ON o.row = b.owner
  LEFT JOIN box_line n ON n.box = b.row
  LEFT JOIN loan l ON l.copy = n.copy AND b.state IN ('here', 'returning')
    AND l.returned_on IS NULL AND l.cancel_act IS NULL
"""
_ORDER = """ GROUP BY b.row ORDER BY
  CASE b.state WHEN 'announced' THEN 0 WHEN 'returning' THEN 1 WHEN 'here' THEN 2 ELSE 3 END,
  coalesce(b.returned_on, ''), coalesce(b.due_on, '9999'), b.number, b.row"""
_ALL = text(_VIEWS + _ORDER)
_ONE = text(_VIEWS + "WHERE b.row = :row GROUP BY b.row")
_COPIES = text(f"""
SELECT n.no, n.number, coalesce(c.number, ''), n.title, n.author, n.isbn, n.class, n.price,
  n.arrived, n.went, coalesce(w.card, ''),
  CASE WHEN u.name IS NULL THEN coalesce(p.name, q.name, '')
    ELSE u.name || '-' || p.name END, l.due_on
FROM box_line n JOIN box b ON b.row = n.box
  LEFT JOIN copy c ON c.row = n.copy
  LEFT JOIN loan l ON l.copy = n.copy AND b.state IN ('here', 'returning') AND {_OPEN}
  LEFT JOIN borrower w ON w.row = l.borrower
  LEFT JOIN place p ON p.row = l.place
  LEFT JOIN place u ON u.row = p.inside AND p.kind = 'room'
  LEFT JOIN place q ON q.row = c.place AND q.kind = 'corner' AND c.status <> 'withdrawn'
    AND l.row IS NULL
WHERE n.box = :row ORDER BY n.no
""")  # noqa: S608 - our own words
_BOX_OF = text("""
SELECT c.number, b.number, b.due_on FROM copy c JOIN box_line n ON n.copy = c.row
  JOIN box b ON b.row = n.box
WHERE c.title = (SELECT row FROM title WHERE id = :title) AND b.state IN ('here', 'returning')
""")


@allowed(STAFF)
def listed(desk: Desk) -> tuple[BoxView, ...]:
    """Every box: what waits to be done first, then what is here, then what went back."""
    desk.session.flush()
    return tuple(_view(row) for row in desk.session.connection().execute(_ALL))


@allowed(STAFF)
def show(desk: Desk, box: str) -> BoxDetail:
    """A box by its id or number, with its copies; refuses BoxUnknown."""
    return detail(desk, row_of(desk, box))


@allowed(STAFF)
def of_title(desk: Desk, title_id: str) -> dict[str, tuple[str, date | None]]:
    """Which copies of a title came in a box: its number and day, by the copy's number."""
    desk.session.flush()
    found = desk.session.connection().execute(_BOX_OF, {"title": title_id})
    return {number: (box, _day(due)) for number, box, due in found}


def detail(desk: Desk, box: BoxRow) -> BoxDetail:
    """A box with its copies, inside another verb."""
    desk.session.flush()
    found = desk.session.connection().execute(_COPIES, {"row": box.row})
    copies = tuple(
        BoxCopyView(
            no, number, label or number, title, author, isbn, class_, price,
            BoxArrival(arrived), BoxLeaving(went), card, place, _day(due),
        )
        for no, number, label, title, author, isbn, class_, price, arrived, went, card, place, due
        in found
    )  # fmt: skip
    return BoxDetail(view(desk, box), copies)


def view(desk: Desk, box: BoxRow) -> BoxView:
    """A box as a list shows it, inside another verb."""
    desk.session.flush()
    return _view(desk.session.connection().execute(_ONE, {"row": box.row}).one())


def row_of(desk: Desk, box: str) -> BoxRow:
    """The row of an id, or of a number: the box that is not gone first; refuses BoxUnknown."""
    found = desk.session.scalars(select(BoxRow).where(col(BoxRow.id) == box)).first()
    if found is not None:
        return found
    folded = codes.fold(box)
    fits = [
        each
        for each in desk.session.scalars(select(BoxRow).order_by(col(BoxRow.row)))
        if codes.fold(each.number) == folded
    ]
    if not fits:
        raise errors.BoxUnknown(box)
    return next((each for each in fits if each.state is not BoxState.returned), fits[-1])


def line_of(desk: Desk, box: BoxRow, typed: str) -> BoxLine | None:
    """The line that a number means: as on the label, without zeros in front, or as lent here."""
    of_box = select(BoxLine).where(col(BoxLine.box) == box.row)
    exact = desk.session.scalars(of_box.where(col(BoxLine.number) == typed.strip())).first()
    if exact is not None:
        return exact
    folded, bare = codes.fold(typed), codes.bare(typed)
    lines = desk.session.scalars(of_box).all()
    for each in lines:
        if codes.fold(each.number) == folded:
            return each
    lent = desk.session.get(CopyNumber, folded)
    if lent is not None:
        for each in lines:
            if each.copy_row == lent.copy_row:
                return each
    near = [each for each in lines if codes.bare(each.number) == bare]
    return near[0] if len(near) == 1 else None


def line_view(desk: Desk, line: BoxLine) -> BoxCopyView:
    """One copy of a box, without who may have it."""
    copy = copy_in(desk, line)
    return BoxCopyView(
        no=line.no,
        number=line.number,
        label=copy.number if copy else line.number,
        title=line.title,
        author=line.author,
        isbn=line.isbn,
        class_number=line.class_,
        price=line.price,
        arrived=BoxArrival(line.arrived),
        went=BoxLeaving(line.went),
    )


def out_of(desk: Desk, box: BoxRow) -> int:
    """How many copies of a box are lent now."""
    return view(desk, box).out


def copy_in(desk: Desk, line: BoxLine) -> Copy | None:
    """The copy that a line became."""
    return desk.session.get(Copy, line.copy_row) if line.copy_row is not None else None


def _view(row: object) -> BoxView:
    cells = list(row)  # type: ignore[call-overload]  # a row of our own statement
    cells[5] = BoxState(cells[5])
    cells[6:9] = map(_day, cells[6:9])
    cells[9] = bool(cells[9])
    return BoxView(*cells)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
