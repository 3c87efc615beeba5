"""Member cards on sheets to be cut apart, or one by one for a card printer.

The back sides stand on the page after their front sides, mirrored, so that they meet
when a printer turns the paper over its long edge.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise, product

from jukung.domain.errors import (
    CodeDoesNotFit,
    CodeNotEncodable,
    DesignDoesNotFit,
    NothingToPrint,
    PrintingStopped,
    Refusal,
)
from jukung.paper.card_designs import (
    CARD_HEIGHT,
    CARD_WIDTH,
    CardDesign,
    design,
    designs,
)
from jukung.paper.card_faces import Faces
from jukung.paper.card_words import Issuer, MemberCard
from jukung.paper.label_refusals import joined
from jukung.paper.page import Pages
from jukung.paper.placement import Placement
from jukung.paper.sheets import Sheet
from jukung.words import _

__all__ = [
    "CardDesign",
    "Issuer",
    "MemberCard",
    "Side",
    "card_pages",
    "design",
    "designs",
]


class Side(StrEnum):
    """Which sides are printed."""

    front = "front"
    back = "back"
    both = "both"


_BLEED = 1.0  # mm
_MARK, _CLEAR = 4.0, 0.8  # mm: how long a cut mark is, and how far from the card
_HAIR = 0.1
_TOLERANCE = 0.05

_INK = "#5A6B73"


def card_pages(
    cards: Sequence[MemberCard],
    *,
    design: CardDesign,
    issuer: Issuer,
    sheet: Sheet,
    placement: Placement = Placement(),  # noqa: B008 - frozen
    side: Side = Side.front,
    progress: Callable[[int, int], object] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> bytes:
    """PDF pages with these cards, in order; `progress` is told cards done, of how many.

    Refuses NothingToPrint, DesignDoesNotFit, what `Placement.check` refuses, and a number
    that no scanner would read: CodeNotEncodable, CodeDoesNotFit, or several. Raises
    PrintingStopped when told to stop.
    """
    if not cards:
        raise NothingToPrint
    placement.check(sheet)
    _check_cells(design, sheet)
    faces = Faces(design, issuer, dots_per_inch=sheet.dots_per_inch, bleed=_bleed(sheet))
    _check_numbers(faces, cards)
    pages = Pages(*placement.page(sheet), title=_("Member cards"))
    sides = _sides(design, side)
    done, total = 0, len(cards) * len(sides)
    for place, (leaf, back) in enumerate(product(_leaves(cards, sheet, placement), sides)):
        if place:
            pages.turn()
        for cell, card in leaf:
            if stopped is not None and stopped():
                raise PrintingStopped
            corner = _corner(sheet, cell, placement=placement, back=back)
            _draw(pages, faces, card, corner=corner, back=back)
            done += 1
            if progress is not None:
                progress(done * len(cards) // total, len(cards))
        if sheet.cut_marks:
            _draw_cuts(pages, sheet, placement=placement, back=back)
    return pages.finished()


def _sides(design: CardDesign, side: Side) -> tuple[bool, ...]:
    """Say for each page of a sheet whether it is the back."""
    if side is Side.front or not design.has_back:
        return (False,)
    return (True,) if side is Side.back else (False, True)


def _leaves(
    cards: Sequence[MemberCard], sheet: Sheet, placement: Placement
) -> Iterator[list[tuple[int, MemberCard]]]:
    """Deal the cards out to the cells of one sheet after the other."""
    place, cell = 0, placement.start_cell
    while place < len(cards):
        here = cards[place : place + sheet.cells - cell + 1]
        yield list(enumerate(here, start=cell))
        place, cell = place + len(here), 1


def _check_numbers(faces: Faces, cards: Sequence[MemberCard]) -> None:
    """Refuse the numbers that cannot be read."""
    refusals: dict[str, Refusal] = {}
    for card in cards:
        try:
            faces.check(card)
        except (CodeNotEncodable, CodeDoesNotFit) as refusal:
            refusals.setdefault(card.number, refusal)
    if refusals:
        raise joined(list(refusals.items()), where=faces.design.title)


def _check_cells(design: CardDesign, sheet: Sheet) -> None:
    small = _("cards are {card} mm, the cells of {sheet} are {cell} mm")
    if sheet.cell_width < CARD_WIDTH - _TOLERANCE or sheet.cell_height < CARD_HEIGHT - _TOLERANCE:
        measure = small.format(
            card=f"{CARD_WIDTH:g} × {CARD_HEIGHT:g}",
            sheet=sheet.title,
            cell=f"{sheet.cell_width:g} × {sheet.cell_height:g}",
        )
        raise DesignDoesNotFit(design.title, measure)


def _bleed(sheet: Sheet) -> float:
    """How far colour runs over a card's edge so that a crooked cut shows no white."""
    if not sheet.cut_marks:
        return 0.0
    gaps = [_BLEED]
    if sheet.columns > 1:
        gaps.append((sheet.pitch_x - sheet.cell_width) / 2)
    if sheet.rows > 1:
        gaps.append((sheet.pitch_y - sheet.cell_height) / 2)
    return max(min(gaps), 0.0)


def _corner(sheet: Sheet, cell: int, *, placement: Placement, back: bool) -> tuple[float, float]:
    """Where a card begins on the page; its back mirrored, as the paper is turned over."""
    left, top = sheet.corner(cell)
    if back:
        left = sheet.paper_width - left - sheet.cell_width
    return placement.room(
        sheet,
        left + (sheet.cell_width - CARD_WIDTH) / 2,
        top + (sheet.cell_height - CARD_HEIGHT) / 2,
        CARD_WIDTH,
        CARD_HEIGHT,
    )


def _draw(
    pages: Pages, faces: Faces, card: MemberCard, *, corner: tuple[float, float], back: bool
) -> None:
    x, y = corner
    if not faces.design.upright:
        faces.draw(pages, card, x=x, y=y, back=back)
    elif back:  # turned the other way, so that both sides have the same edge on top
        with pages.turned(-90, x, y + CARD_HEIGHT):
            faces.draw(pages, card, x=x, y=y + CARD_HEIGHT, back=True)
    else:
        with pages.turned(90, x + CARD_WIDTH, y):
            faces.draw(pages, card, x=x + CARD_WIDTH, y=y, back=False)


def _draw_cuts(pages: Pages, sheet: Sheet, *, placement: Placement, back: bool) -> None:
    """Draw where to cut: beside the outer cards, and between the rows and columns."""
    corners = [
        _corner(sheet, cell, placement=placement, back=back) for cell in range(1, sheet.cells + 1)
    ]
    lefts, tops = sorted({x for x, _y in corners}), sorted({y for _x, y in corners})
    for x in (edge for left in lefts for edge in (left, left + CARD_WIDTH)):
        for start, end in _marks(tops, CARD_HEIGHT):
            pages.box(x - _HAIR / 2, start, width=_HAIR, height=end - start, colour=_INK)
    for y in (edge for top in tops for edge in (top, top + CARD_HEIGHT)):
        for start, end in _marks(lefts, CARD_WIDTH):
            pages.box(start, y - _HAIR / 2, width=end - start, height=_HAIR, colour=_INK)


def _marks(starts: list[float], length: float) -> Iterator[tuple[float, float]]:
    """Give the pieces of a cut line that lie on no card."""
    yield starts[0] - _CLEAR - _MARK, starts[0] - _CLEAR
    for before, after in pairwise(starts):
        spare = after - before - length
        if spare > 2 * _CLEAR + 1:
            yield before + length + _CLEAR, after - _CLEAR
    yield starts[-1] + length + _CLEAR, starts[-1] + length + _CLEAR + _MARK
