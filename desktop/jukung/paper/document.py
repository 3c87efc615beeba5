"""Documents on office paper: letters, minutes, registers and forms in one frame.

Words go below one another and over as many pages as they need. Rows of tables are
never cut and signatures stand with the last lines before them. Names may be in
Arabic or Arab-Melayu letters anywhere. Millimetres for places, points for type.

    document = Document("f4", title="Surat", letterhead=Letterhead(name="Pustaka Rawa"))
    document.dated("Rawa Bening", date(2026, 11, 22))
    document.facts([("Nomor", "001/PERPUS/XI/2026"), ("Hal", "Undangan")])
    document.words("Dengan hormat, kami mengundang Bapak dan Ibu …")
    document.table([Column("No.", 10, right=True), Column("Acara")], [("1", "Mendongeng")])
    document.signatures(Signer("Kepala Perpustakaan", "Nama Terang", "1987 …"))
    document.another()  # the next letter, on a page of its own
    pdf = document.finished()
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from jukung.paper import flow, paragraphs, tables, writing
from jukung.paper.flow import Page, Strip
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.letterhead import Letterhead, Signer, letterhead_strip, signature_strip
from jukung.paper.page import Pages, fit_text
from jukung.paper.papers import SHEETS
from jukung.paper.paragraphs import SIZE, Measure
from jukung.paper.tables import Column
from jukung.words import _, plain_day

__all__ = ("FORM", "LETTER", "Column", "Document", "Edges", "Letterhead", "Signer")

TABLE_SIZE = 9.5

_MOST_ABREAST = 3  # signatures
_HEADING = 13.0  # points
_PAGE_SIZE, _PAGE_UP, _PAGE_INK = 8.5, 9.0, "#5A5F65"


@dataclass(frozen=True, slots=True)
class Edges:
    """How far words keep from the edges of the paper, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float


LETTER = Edges(left=25, top=14, right=20, bottom=20)
"""The edges of a letter; the left one leaves room for a file's holes."""

FORM = Edges(left=15, top=10, right=10, bottom=14)
"""The edges of a ledger's leaf, which is bound or filed on the left."""


@dataclass(slots=True)
class _Part:
    """A letter of its own within the document, with its own page numbers."""

    strips: list[Strip] = field(default_factory=list)
    running: Strip | None = None
    foot: str = ""


class Document:
    """A document in the making; see the module for an example."""

    def __init__(
        self,
        paper: str,
        *,
        title: str,
        letterhead: Letterhead | None = None,
        landscape: bool = False,
        edges: Edges = LETTER,
        foot: str = "",
    ) -> None:
        """Begin a document on a paper of `papers.SHEETS`; `title` is the file's own.

        `foot`, such as a letter's number, stands before the number of each of several pages.
        """
        width, height = SHEETS[paper]
        if landscape:
            width, height = height, width
        self._size, self._title = (width, height), title
        self._edges, self._letterhead = edges, letterhead
        self._measure = Measure(edges.left, width - edges.left - edges.right)
        self._parts: list[_Part] = []
        self.another(foot=foot)

    @property
    def width(self) -> float:
        """How wide words may be."""
        return self._measure.width

    @property
    def height(self) -> float:
        """How high the room for words is on a page, with what runs at its top."""
        return self._size[1] - self._edges.top - self._edges.bottom

    # --- what stands at the beginning ---------------------------------------------------

    def another(self, *, foot: str = "") -> None:
        """Begin another letter on a new page, with the letterhead and page 1."""
        self._parts.append(_Part(foot=foot))
        if self._letterhead is not None:
            head = letterhead_strip(self._letterhead, left=self._measure.left, width=self.width)
            self._add(head)

    def running(self, height: float, draw: Callable[[Pages, float, float], None]) -> None:
        """Draw this at the top of each page of this letter; given pages, left, top."""
        self._parts[-1].running = self._drawing(height, draw)

    def dated(self, town: str, on: date) -> None:
        """Write place and date at the right."""
        for line in flow.lines(_place_and_day(town, on), REGULAR, size=SIZE, width=self.width):
            self._add(paragraphs.line_strip(line, self._measure, part=1))
        self.skip(2)

    def heading(self, text: str, *, number: str = "", under: str = "") -> None:
        """Write a title in the middle in capitals, underlined, its number line below.

        `under` is a second line of the title.
        """
        shown = f"{text}\n{under}".upper()
        cut = flow.lines(shown, BOLD, size=_HEADING, width=self.width * 0.9)
        for place, line in enumerate(cut, start=1):
            strip = paragraphs.line_strip(
                line,
                self._measure,
                size=_HEADING,
                bold=True,
                part=0.5,
                underlined=place == len(cut),
            )
            self._add(strip)
        numbers = flow.lines(number, REGULAR, size=SIZE, width=self.width)
        for line in numbers:
            self._add(paragraphs.line_strip(line, self._measure, part=0.5))
        flow.keep_together(self._strips, len(cut) + len(numbers))
        self.skip(5)

    def section(self, text: str, *, size: float = _HEADING) -> None:
        """Write a heading at the left; it stays with what comes below it."""
        self.words(text, size=size, bold=True, after=1)
        flow.keep_together(self._strips, 1)

    # --- what it says -------------------------------------------------------------------

    def words(
        self,
        text: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        inset: float = 0,
        after: float = 3,
    ) -> None:
        """Write a paragraph; no line of it stands alone on a page."""
        measure = self._inside(inset)
        self._strips.extend(paragraphs.paragraph(text, measure, size=size, bold=bold))
        self.skip(after)

    def line(self, text: str, *, size: float = SIZE, bold: bool = False, least: float = 8) -> None:
        """Write one line that shrinks to its room and is cut rather than broken."""
        font = BOLD if bold else REGULAR
        shown, fitting = fit_text(
            writing.plain(text), font, size=size, width=self.width, smallest=least
        )
        if shown:
            self._add(paragraphs.line_strip(shown, self._measure, size=fitting, bold=bold))

    def facts(
        self,
        pairs: Iterable[tuple[str, str]],
        *,
        inset: float = 0,
        mark: str = "",
        after: float = 3,
    ) -> None:
        """Write labels and values in two columns, a colon between; `mark` before the first."""
        measure = self._inside(inset)
        self._strips.extend(paragraphs.fact_strips(pairs, measure, mark=mark))
        self.skip(after)

    def steps(self, texts: Iterable[str], *, after: float = 3) -> None:
        """Write numbered steps."""
        for place, text in enumerate(texts, start=1):
            self._strips.extend(paragraphs.step_strips(place, text, self._measure))
            self.skip(1.8)
        self.skip(after)

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str]],
        *,
        size: float = TABLE_SIZE,
        row_height: float = 0,
        after: float = 4,
    ) -> None:
        """Write a table; its heading stands above its rows on each page.

        Words longer than their column are broken; `row_height` is the least, for pens.
        """
        over = tables.grid(columns, left=self._measure.left, width=self.width, size=size)
        head = tables.heading_strip(over)
        most = self.height - head.height - self._running_height()
        self._add(head)
        for row in rows:
            strip = tables.row_strip(row, over, under=head, least=row_height, most=most)
            self._add(strip)
        self.skip(after)

    def rows_to_a_page(
        self,
        columns: Sequence[Column],
        *,
        row_height: float,
        size: float = TABLE_SIZE,
        below: float = 0,
    ) -> int:
        """How many rows of a form stand on a page, with `below` mm left under them."""
        over = tables.grid(columns, left=self._measure.left, width=self.width, size=size)
        above = tables.heading_strip(over).height + self._running_height()
        return int((self.height - above - below + 1e-6) / row_height)

    def blank(self, name: str) -> None:
        """Leave a line to be filled in by hand."""
        self._add(paragraphs.blank_strip(name, self._measure))

    def rule(self) -> None:
        """Draw a line across."""
        self.drawing(
            0.35, lambda pages, left, top: pages.box(left, top, width=self.width, height=0.35)
        )

    def turn(self) -> None:
        """Go on at the top of a new page; nothing happens at the top of one."""
        self._add(Strip(0, turns=True))

    def skip(self, millimetres: float) -> None:
        """Leave room; at the top of a page there is none."""
        stays = bool(self._strips) and self._strips[-1].stays
        self._add(Strip(millimetres, stays=stays))

    def drawing(self, height: float, draw: Callable[[Pages, float, float], None]) -> None:
        """Leave `height` mm and draw there; `draw` is given pages, left and top."""
        self._add(self._drawing(height, draw))

    def signatures(
        self,
        *signers: Signer,
        town: str = "",
        on: date | None = None,
        centred: bool = False,
        with_rows: int = 0,
    ) -> None:
        """Write signatures, up to three side by side, on the page of the last lines.

        With so many rows of the table before them, too, where a page takes all that.
        With a day, place and date stand above the last signer. A single signature
        stands on the right, or `centred` below others.
        """
        dated = _place_and_day(town, on) if on else ""
        for start in range(0, len(signers), _MOST_ABREAST):
            abreast = signers[start : start + _MOST_ABREAST]
            last = start + _MOST_ABREAST >= len(signers)
            self.skip(8 if centred else 4)
            flow.keep_together(self._strips, 2)
            strip = signature_strip(
                abreast,
                left=self._measure.left,
                width=self.width,
                dated=dated if last else "",
                centred=centred,
            )
            if with_rows and not start:
                spare = self.height - strip.height - self._running_height()
                flow.keep_rows(self._strips, with_rows, most=spare)
            self._add(strip)

    # --- its pages ----------------------------------------------------------------------

    def finished(self) -> bytes:
        """Lay out the pages, number them where a letter has several, and give the PDF."""
        pages = Pages(*self._size, title=self._title)
        first = True
        for part in self._parts:
            leaves = flow.laid_out(
                part.strips,
                top=self._edges.top,
                bottom=self._size[1] - self._edges.bottom,
                running=part.running,
            )
            for number, leaf in enumerate(leaves, start=1):
                if not first:
                    pages.turn()
                first = False
                self._draw(pages, leaf, number=number, of=len(leaves), foot=part.foot)
        if len(self._parts) == 1 and not leaves[0]:
            pages.turn()  # a PDF has a page, even an empty one
        return pages.finished()

    def _draw(self, pages: Pages, leaf: Page, *, number: int, of: int, foot: str) -> None:
        for top, draw in leaf:
            draw(pages, top)
        if of > 1:
            width, height = self._size
            up = min(_PAGE_UP, self._edges.bottom - 5)
            numbered = _("Page {page} of {pages}").format(page=number, pages=of)
            named = writing.plain(foot)
            said, size = fit_text(
                f"{named} · {numbered}" if named else numbered,
                REGULAR,
                size=_PAGE_SIZE,
                width=self.width,
                smallest=_PAGE_SIZE * 0.6,
            )
            pages.centred(said, width / 2, height - up, font=REGULAR, size=size, colour=_PAGE_INK)

    def _running_height(self) -> float:
        running = self._parts[-1].running
        return running.height if running else 0.0

    @property
    def _strips(self) -> list[Strip]:
        return self._parts[-1].strips

    def _add(self, strip: Strip) -> None:
        self._strips.append(strip)

    def _drawing(self, height: float, draw: Callable[[Pages, float, float], None]) -> Strip:
        return Strip(height, lambda pages, top: draw(pages, self._measure.left, top))

    def _inside(self, inset: float) -> Measure:
        return Measure(self._measure.left + inset, self._measure.width - inset)


def _place_and_day(town: str, on: date) -> str:
    place, day = writing.plain(town), plain_day(on)
    # Figures after Arabic letters would be read as theirs and change sides.
    between = "\n" if writing.runs_left(place) else ", "
    return between.join(part for part in (place, day) if part)
