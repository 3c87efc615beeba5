"""Sheets of QR codes that carry a month's report: on office paper, or as pictures.

Six codes fill a page, so that one photograph of it is enough and five small ones are, too.
Equal sheets give the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from jukung.domain.errors import NothingToPrint
from jukung.domain.months import Month
from jukung.paper import qr
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, broken, fit_text
from jukung.paper.papers import SHEETS
from jukung.paper.picture import page_count, page_picture
from jukung.paper.writing import plain
from jukung.words import _, long_month

MOST_ON_A_PAGE = 6
PICTURE_WIDTH = 1080  # points of a picture: as wide as telephones show

_ACROSS = 2
_POINT = 0.1  # mm of a picture; a square is whole ones, so that pictures are sharp
_WIDEST_SQUARE = 1.2
_UNDER = 3.0  # mm below a code, for its number
_PICTURE_HEAD = 23.0
_INK = "#5A5F65"


@dataclass(frozen=True, slots=True)
class ReportCodes:
    """What stands on a report's pages; `number` tells it apart from the library's others."""

    library: str
    month: Month
    number: str
    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand on a page; millimetres and points."""

    width: float
    height: float | None
    edge: float
    inset: float
    title: float
    size: float
    dot: float

    def height_for(self, codes: int) -> float:
        """The paper's height, or what a picture needs."""
        cell = self.width / min(codes, _ACROSS) + _UNDER
        return self.height or _PICTURE_HEAD + _rows(codes) * cell


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One page of a report."""

    report: ReportCodes
    first: int
    page: int
    pages: int

    @property
    def codes(self) -> tuple[str, ...]:
        return self.report.codes[self.first : self.first + MOST_ON_A_PAGE]


def sheet_pages(reports: Sequence[ReportCodes], *, paper: str = "a4") -> bytes:
    """PDF pages with the codes of these reports, each on pages of its own.

    Refuses NothingToPrint without any code.
    """
    width, height = SHEETS[paper]
    return _drawn(reports, _Frame(width, height, edge=10, inset=14, title=19, size=11, dot=0.01))


def sheet_pictures(reports: Sequence[ReportCodes]) -> tuple[bytes, ...]:
    """The same as PNG pictures for a messenger, a page each, 1,080 points wide.

    Refuses NothingToPrint without any code.
    """
    width = PICTURE_WIDTH * _POINT
    frame = _Frame(width, None, edge=0, inset=5, title=13, size=8.5, dot=_POINT)
    pdf = _drawn(reports, frame)
    return tuple(_png(pdf, page) for page in range(page_count(pdf)))


def _drawn(reports: Sequence[ReportCodes], frame: _Frame) -> bytes:
    leaves = list(_leaves(reports))
    if not leaves:
        raise NothingToPrint
    heights = [frame.height_for(len(leaf.codes)) for leaf in leaves]
    pages = Pages(frame.width, heights[0], title=_("Report as QR codes"))
    for place, (leaf, height) in enumerate(zip(leaves, heights, strict=True)):
        if place:
            pages.turn(frame.width, height)
        top = _draw_words(pages, leaf, frame)
        _draw_codes(pages, leaf, frame, top=top, low=height - frame.edge)
    return pages.finished()


def _leaves(reports: Sequence[ReportCodes]) -> Iterator[_Leaf]:
    for report in reports:
        firsts = range(0, len(report.codes), MOST_ON_A_PAGE)
        for page, first in enumerate(firsts, start=1):
            yield _Leaf(report, first, page, len(firsts))


def _draw_words(pages: Pages, leaf: _Leaf, frame: _Frame) -> float:
    """Write the head of a page; gives where the codes may begin."""
    report, left = leaf.report, frame.inset
    room = frame.width - 2 * left
    month = long_month(report.month.year, report.month.number)
    numbered = _("Page {page} of {pages}").format(page=leaf.page, pages=leaf.pages)
    y = frame.inset + frame.title * 0.2
    for text, font, size, step in (
        (plain(report.library), BOLD, frame.title, frame.size * 0.55),
        (f"{month} · {report.number} · {numbered}", REGULAR, frame.size, frame.size * 0.5),
    ):
        shown, fitting = fit_text(text, font, size=size, width=room, smallest=6)
        pages.left(shown, left, y, font=font, size=fitting)
        y += step
    said = _(
        "Nothing but figures, sealed for the agency. Photograph the whole page from above, "
        "in good light, and send the picture as it is."
    )
    for line in broken(said, REGULAR, size=frame.size, width=room):
        pages.left(line, left, y, font=REGULAR, size=frame.size, colour=_INK)
        y += frame.size * 0.45
    return y - frame.size * 0.3


def _draw_codes(pages: Pages, leaf: _Leaf, frame: _Frame, *, top: float, low: float) -> None:
    codes = leaf.codes
    across, down = min(len(codes), _ACROSS), _rows(len(codes))
    wide, high = (frame.width - 2 * frame.edge) / across, (low - top) / down
    squares = max(map(qr.squares, codes)) + 2 * qr.QUIET
    most = min(wide, high - _UNDER) / squares
    side = min(int(most / frame.dot + 1e-6) * frame.dot, _WIDEST_SQUARE)
    for place, code in enumerate(codes):
        row, column = divmod(place, across)
        black, quiet = qr.squares(code) * side, qr.QUIET * side
        left = _whole(frame.edge + wide * column + (wide - black) / 2)
        under = _whole(top + high * row + (high - _UNDER + black) / 2)
        pages.fill(qr.path(code), left, under, width=side, height=side)
        numbered = f"{leaf.first + place + 1}/{len(leaf.report.codes)}"
        line = under + quiet + _UNDER * 0.7
        pages.centred(numbered, left + black / 2, line, font=REGULAR, size=7, colour=_INK)


def _rows(codes: int) -> int:
    return -(-codes // _ACROSS)


def _whole(millimetres: float) -> float:
    return round(millimetres / _POINT) * _POINT


def _png(pdf: bytes, page: int) -> bytes:
    seen = page_picture(pdf, page, scale=25.4 / 72 / _POINT)
    picture = Image.frombytes("RGBA", (seen.width, seen.height), seen.rgba).convert("L")
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
