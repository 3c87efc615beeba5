"""What is glued or put into a copy where lending is written by hand.

The card is kept at the desk while the copy is out; its pocket is glued inside the cover
and the date-due slip beside it. Each kind has pages of its own, so that a whole page is
cut the same way: solid hair lines are cut, dashed ones folded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from jukung.domain.errors import NothingToPrint
from jukung.paper import papers, shapes
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages
from jukung.paper.rooms import Align, Room, Sit, Style, settled, write
from jukung.paper.writing import begins_at_right, plain
from jukung.words import _

_GREY = "#5A6B73"


class BookPaper(StrEnum):
    """The papers of a copy."""

    card = "card"
    pocket = "pocket"
    date_due = "date_due"


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the papers of one copy say."""

    number: str
    title: str
    people: str = ""
    call_number: str = ""
    library: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A paper's size flat, and how it is drawn; cut in one go where its sides meet."""

    width: float
    height: float
    draw: Callable[[Pages, BookFacts, Room], None]
    sides_meet: bool = True


def book_pages(books: Sequence[BookFacts], *, which: frozenset[BookPaper], paper: str) -> bytes:
    """PDF pages with the papers chosen for each copy; refuses NothingToPrint."""
    if not books or not which:
        raise NothingToPrint
    width, height = papers.SHEETS[paper]
    pages = Pages(width, height, title=_("Book papers"))
    is_first = True
    for kind in (_KINDS[chosen] for chosen in BookPaper if chosen in which):
        rooms = _rooms(kind, width, height)
        for start in range(0, len(books), len(rooms)):
            if not is_first:
                pages.turn()
            is_first = False
            here = books[start : start + len(rooms)]
            if kind.sides_meet:
                _draw_cuts(pages, rooms, width, height)
            for facts, room in zip(here, rooms, strict=False):
                kind.draw(pages, facts, room)
    return pages.finished()


def papers_to_a_page(which: BookPaper, *, paper: str) -> int:
    """How many papers of a kind one page has."""
    return len(_rooms(_KINDS[which], *papers.SHEETS[paper]))


def _rooms(kind: _Kind, width: float, height: float) -> list[Room]:
    """Lay as many as the page takes, in its middle."""
    edge = 4.0  # mm that office printers leave white
    across = int((width - 2 * edge) / kind.width)
    down = int((height - 2 * edge) / kind.height)
    left, top = (width - across * kind.width) / 2, (height - down * kind.height) / 2
    return [
        Room(left + column * kind.width, top + row * kind.height, kind.width, kind.height)
        for row in range(down)
        for column in range(across)
    ]


def _draw_cuts(pages: Pages, rooms: Sequence[Room], width: float, height: float) -> None:
    edge = 3.0
    for x in sorted({x for room in rooms for x in (room.x, room.x + room.width)}):
        shapes.cut(pages, (x, edge), (x, height - edge), colour=_GREY)
    for y in sorted({y for room in rooms for y in (room.y, room.y + room.height)}):
        shapes.cut(pages, (edge, y), (width - edge, y), colour=_GREY)


# --- The book card -------------------------------------------------------------------

_MARGIN = 4.0
_LIBRARY = Style(font=BOLD, size=8, least=5, align=Align.centre, lines=2)
_TITLE = Style(font=BOLD, size=11, least=6.5, lines=3)
_SMALL = Style(font=REGULAR, size=8, least=5)
_NUMBER = Style(font=BOLD, size=11, align=Align.right, whole=True)
_HEAD = Style(font=BOLD, size=7, least=4.5, align=Align.centre)


def _draw_card(pages: Pages, facts: BookFacts, room: Room) -> None:
    inside = _inside(room)
    _draw_head(pages, facts, inside, what=_("Book card"))
    y = inside.y + 9.5
    title, people = _sided(_TITLE, facts), _sided(_SMALL, facts)
    write(pages, facts.title, room=Room(inside.x, y, inside.width, 9.4), style=title)
    write(pages, facts.people, room=Room(inside.x, y + 9.8, inside.width, 4), style=people)
    _draw_numbers(pages, facts, Room(inside.x, y + 14.6, inside.width, 5.4))
    _draw_table(
        pages,
        Room(inside.x, y + 21, inside.width, inside.height - 9.5 - 21),
        heads=(_("Card"), _("Back by"), _("Returned")),
        shares=(0.4, 0.3, 0.3),
        row_height=6.6,
    )


def _draw_date_due(pages: Pages, facts: BookFacts, room: Room) -> None:
    inside = _inside(room)
    _draw_head(pages, facts, inside, what=_("Date-due slip"))
    y = inside.y + 9.5
    one_line = _sided(Style(font=BOLD, size=9, least=6.5), facts)
    write(pages, facts.title, room=Room(inside.x, y, inside.width, 4.6), style=one_line)
    _draw_numbers(pages, facts, Room(inside.x, y + 4.8, inside.width, 5.4))
    asked = Style(font=REGULAR, size=7.5, least=5, align=Align.centre, lines=2)
    write(
        pages,
        _("Please bring it back by the last day written or stamped here."),
        room=Room(inside.x, y + 11, inside.width, 6.4),
        style=asked,
    )
    _draw_table(
        pages,
        Room(inside.x, y + 18.4, inside.width, inside.height - 9.5 - 18.4),
        heads=(_("Back by"), _("Back by"), _("Back by")),
        shares=(1 / 3, 1 / 3, 1 / 3),
        row_height=7.6,
    )


def _sided(style: Style, facts: BookFacts) -> Style:
    """Set title and author on the side on which the title begins."""
    begins_right = begins_at_right(plain(facts.title) or plain(facts.people))
    return replace(style, align=Align.right) if begins_right else style


def _inside(room: Room) -> Room:
    return Room(
        room.x + _MARGIN,
        room.y + _MARGIN,
        room.width - 2 * _MARGIN,
        room.height - 2 * _MARGIN,
    )


def _draw_head(pages: Pages, facts: BookFacts, inside: Room, *, what: str) -> None:
    """Write the library and what paper this is, over a line."""
    named = plain(facts.library)
    write(pages, named or what, room=Room(inside.x, inside.y, inside.width, 5), style=_LIBRARY)
    if named:
        small = Style(font=REGULAR, size=6.5, least=5, align=Align.centre, colour=_GREY)
        write(pages, what, room=Room(inside.x, inside.y + 5, inside.width, 2.9), style=small)
    pages.box(inside.x, inside.y + 8.3, width=inside.width, height=0.4)


def _draw_numbers(pages: Pages, facts: BookFacts, room: Room) -> None:
    """Write the call number on the left and the copy's number on the right."""
    half = room.width * 0.5
    called = Style(font=REGULAR, size=8.5, least=5)
    left = Room(room.x, room.y, half - 1, room.height)
    write(pages, facts.call_number, room=left, style=called)
    right = Room(room.x + half, room.y, room.width - half, room.height)
    write(pages, facts.number, room=right, style=_NUMBER)


def _draw_table(
    pages: Pages,
    room: Room,
    *,
    heads: tuple[str, ...],
    shares: tuple[float, ...],
    row_height: float,
) -> None:
    """Rule a table to be filled in by hand; its rows fill the room."""
    head = 5.2
    rows = int((room.height - head) / row_height)
    high = (room.height - head) / rows
    pages.box(room.x, room.y, width=room.width, height=head, colour="#E9E6DF")
    x = room.x
    for name, share in zip(heads, shares, strict=True):
        cell = Room(x + 0.6, room.y, room.width * share - 1.2, head)
        write(pages, name, room=cell, style=_HEAD)
        x += room.width * share
        if x < room.x + room.width - 0.1:
            pages.box(x - 0.1, room.y, width=0.2, height=room.height)
    for row in range(rows):
        pages.box(room.x, room.y + head + row * high - 0.1, width=room.width, height=0.2)
    pages.frame(room.x, room.y, width=room.width, height=room.height, thick=0.35)


# --- The pocket ----------------------------------------------------------------------

_FLAP, _LOW_FLAP = 10.0, 9.0
_PANEL_WIDTH, _PANEL_HEIGHT = 80.0, 85.0
_SLANT = 4.0  # flaps grow narrower, so that they do not lie on each other


def _draw_pocket(pages: Pages, facts: BookFacts, room: Room) -> None:
    """Draw a panel with three flaps that are folded back and glued to the cover."""
    left, top = room.x + _FLAP, room.y
    right, bottom = left + _PANEL_WIDTH, top + _PANEL_HEIGHT
    shapes.cut(
        pages,
        (left, top),
        (right, top),
        (right + _FLAP, top + _SLANT),
        (right + _FLAP, bottom - _SLANT),
        (right, bottom),
        (right - _SLANT, bottom + _LOW_FLAP),
        (left + _SLANT, bottom + _LOW_FLAP),
        (left, bottom),
        (left - _FLAP, bottom - _SLANT),
        (left - _FLAP, top + _SLANT),
        (left, top),
    )
    shapes.fold(pages, (left, top), (left, bottom))
    shapes.fold(pages, (right, top), (right, bottom))
    shapes.fold(pages, (left, bottom), (right, bottom))
    _write_glue(pages, left, top)
    _write_panel(pages, facts, Room(left + 5, top + 5, _PANEL_WIDTH - 10, _PANEL_HEIGHT - 10))


def _write_glue(pages: Pages, left: float, top: float) -> None:
    """Say on each flap what to do with it."""
    style = Style(font=REGULAR, size=6, least=4, align=Align.centre, colour=_GREY)
    said = _("fold back, glue")
    right, bottom = left + _PANEL_WIDTH, top + _PANEL_HEIGHT
    below = Room(left + 2 * _SLANT, bottom + 1, _PANEL_WIDTH - 4 * _SLANT, _LOW_FLAP - 2)
    write(pages, said, room=below, style=style)
    middle = top + _PANEL_HEIGHT / 2
    for x, degrees in ((left - _FLAP / 2, -90), (right + _FLAP / 2, 90)):
        with pages.turned(degrees, x, middle):
            turned = Room(x - 25, middle - _FLAP / 2 + 1, 50, _FLAP - 2)
            write(pages, said, room=turned, style=style)


def _write_panel(pages: Pages, facts: BookFacts, room: Room) -> None:
    named = Style(font=BOLD, size=12, least=7, align=Align.centre, lines=2)
    library = plain(facts.library) or _("Library")
    write(pages, library, room=Room(room.x, room.y, room.width, 10), style=named)
    pages.box(room.x, room.y + 11.4, width=room.width, height=0.4)
    title = _sided(Style(font=BOLD, size=13, least=7, lines=3, sit=Sit.top), facts)
    at = Room(room.x, room.y + 14.4, room.width, 17)
    write(pages, facts.title, room=at, style=title)
    block = settled(facts.title, title, width=at.width, height=at.height)
    people = Room(room.x, at.y + block.height + 1.2, room.width, 5)
    write(pages, facts.people, room=people, style=_sided(Style(size=9, least=5.5), facts))
    _draw_numbers(pages, facts, Room(room.x, room.y + 39, room.width, 6))
    pages.box(room.x, room.y + 46.4, width=room.width, height=0.2)
    asked = Style(size=8, least=5.5, align=Align.centre, lines=4)
    write(
        pages,
        _("Keep the book card in this pocket. When the copy is lent, the card stays at the desk."),
        room=Room(room.x + 3, room.y + 48.4, room.width - 6, 11),
        style=asked,
    )
    write(
        pages,
        _("Look after this book: clean hands, no folded corners, back in time for the next."),
        room=Room(room.x + 3, room.y + 61.4, room.width - 6, 11),
        style=asked,
    )


_KINDS = {
    BookPaper.card: _Kind(65.0, 125.0, _draw_card),
    BookPaper.pocket: _Kind(
        _PANEL_WIDTH + 2 * _FLAP, _PANEL_HEIGHT + _LOW_FLAP, _draw_pocket, sides_meet=False
    ),
    BookPaper.date_due: _Kind(65.0, 125.0, _draw_date_due),
}
