"""The recovery sheet: one page with the code, for an envelope outside the building."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.paper import fonts, writing
from jukung.paper.page import POINT_MM, Pages, fit_text, text_width
from jukung.words import _, plain_day

PAPERS = {"a4": (210.0, 297.0), "f4": (215.0, 330.0)}

_EDGE = 25.0
_LINE_HEIGHT = 1.45  # of the type size
_RECTANGLE = "0 0 1 1 re"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet says; equal words give the same bytes."""

    library: str
    place_name: str
    made_on: date
    lines: Sequence[str]
    """The lines of the code, two groups and a check each."""


class _Column:
    """Words one below the other, from the top of the page down."""

    def __init__(self, pages: Pages, width: float, top: float) -> None:
        self._pages, self._left = pages, _EDGE
        self._wide = width - 2 * _EDGE
        self._y = top

    def words(self, text: str, *, size: float = 11, bold: bool = False, after: float = 3) -> None:
        """Write a paragraph, broken where it is as wide as the column."""
        font = fonts.BOLD if bold else fonts.REGULAR
        for line in _broken(text, font, size=size, width=self._wide):
            self._y += size * POINT_MM * _LINE_HEIGHT
            self._write(line, self._left, self._y, font=font, size=size)
        self._y += after

    def numbered(self, place: int, text: str) -> None:
        """Write a step with its number before it."""
        size, inset = 11.0, 8.0
        first = True
        for line in _broken(text, fonts.REGULAR, size=size, width=self._wide - inset):
            self._y += size * POINT_MM * _LINE_HEIGHT
            if first:
                self._write(f"{place}.", self._left, self._y, font=fonts.BOLD, size=size)
            first = False
            self._write(line, self._left + inset, self._y, font=fonts.REGULAR, size=size)
        self._y += 2.2

    def code(self, lines: Sequence[str]) -> None:
        """Write the code large in a frame, its lines numbered."""
        size, step, inset = 26.0, 14.5, 7.0
        high = step * len(lines) + inset
        self._frame(high)
        baseline = self._y + inset / 2 + step * 0.72
        # Signs of one width stand under each other, so that a missing one is seen.
        cell = max(text_width(sign, fonts.BOLD, size=size) for sign in "MWQ0") + 1.2
        for place, line in enumerate(lines, start=1):
            number = f"{place}"
            self._pages.centred(number, self._left + 9, baseline - 1, font=fonts.REGULAR, size=12)
            x = self._left + 22
            for group in line.split():
                for sign in group:
                    self._pages.centred(sign, x, baseline, font=fonts.BOLD, size=size)
                    x += cell
                x += cell * 0.9
            baseline += step
        self._y += high + 6

    def blank(self, name: str) -> None:
        """Leave a line to be filled in by hand."""
        self._y += 9
        self._write(name, self._left, self._y, font=fonts.REGULAR, size=11)
        start = self._left + text_width(name, fonts.REGULAR, size=11) + 3
        self._pages.fill(
            _RECTANGLE, start, self._y + 0.8, width=self._left + self._wide - start, height=0.2
        )

    def skip(self, millimetres: float) -> None:
        """Leave room."""
        self._y += millimetres

    def line(self) -> None:
        """Draw a line across."""
        self._pages.fill(_RECTANGLE, self._left, self._y, width=self._wide, height=0.35)
        self._y += 4

    def _frame(self, high: float) -> None:
        thick = 0.6
        left, top, wide = self._left, self._y, self._wide
        for x, y, width, height in (
            (left, top + thick, wide, thick),
            (left, top + high, wide, thick),
            (left, top + high, thick, high),
            (left + wide - thick, top + high, thick, high),
        ):
            self._pages.fill(_RECTANGLE, x, y, width=width, height=height)

    def _write(self, text: str, x: float, y: float, *, font: str, size: float) -> None:
        middle = x + text_width(text, font, size=size) / 2
        self._pages.centred(text, middle, y, font=font, size=size)


def recovery_page(words: SheetWords, *, paper: str = "a4") -> bytes:
    """The sheet as a PDF of one page, on A4 or F4 (folio)."""
    width, height = PAPERS[paper]
    pages = Pages(width, height, title=_("Recovery sheet"))
    column = _Column(pages, width, _EDGE - 6)
    column.words(_("Recovery sheet"), size=24, bold=True, after=1)
    wide = width - 2 * _EDGE
    library = writing.plain(words.library)
    name, size = fit_text(library, fonts.BOLD, size=15, width=wide, smallest=9)
    column.words(name, size=size, bold=True, after=0)
    place = " · ".join(
        part
        for part in (
            writing.plain(words.place_name),
            _("made on {day}").format(day=plain_day(words.made_on)),
        )
        if part
    )
    column.words(fit_text(place, fonts.REGULAR, size=11, width=wide, smallest=8)[0], after=5)
    column.code(words.lines)
    column.words(_("What this code opens"), size=13, bold=True, after=1)
    column.words(
        _(
            "It gives the head of the library a new PIN when the old one is forgotten, and it "
            "gives a new computer the key with which this library signs its reports. Whoever "
            "holds this sheet and the library's file can do the same."
        ),
        after=5,
    )
    column.words(_("Keep it like this"), size=13, bold=True, after=1)
    for place_in_list, step in enumerate(
        (
            _("Fold the sheet, seal it in an envelope and sign across the flap."),
            _(
                "Keep the envelope outside the library's building, for example in the safe of "
                "the office above it."
            ),
            _("Do not photograph, copy or store it on a computer."),
            _(
                "If the envelope was opened or is lost, print a new sheet in Settings. The old "
                "code then opens nothing any more."
            ),
        ),
        start=1,
    ):
        column.numbered(place_in_list, step)
    column.skip(3)
    column.words(_("How to use it"), size=13, bold=True, after=1)
    column.words(
        _(
            "Where Jukung asks for a PIN, choose “Forgotten PIN” and type the four lines. "
            "Capital and small letters are the same; a line that was mistyped is marked."
        ),
        after=5,
    )
    column.line()
    for each in (_("Sealed by:"), _("Date and signature:"), _("Kept at:")):
        column.blank(each)
    return pages.finished()


def _broken(text: str, font: str, *, size: float, width: float) -> list[str]:
    """Break a paragraph into lines no wider than `width` mm."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, font, size=size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
