"""The recovery sheet: one page with the code, for an envelope outside the building."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from jukung.paper import fonts, writing
from jukung.paper.document import Document, Edges
from jukung.paper.page import Pages, text_width
from jukung.words import _, plain_day

_EDGES = Edges(left=25, top=19, right=25, bottom=15)
_SIGN, _STEP, _INSET = 26.0, 14.5, 7.0  # points, mm, mm


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet says; equal words give the same bytes."""

    library: str
    place_name: str
    made_on: date
    lines: Sequence[str]
    """The lines of the code, two groups and a check each."""


def recovery_page(words: SheetWords, *, paper: str = "a4") -> bytes:
    """The sheet as a PDF of one page, on A4 or F4 (folio)."""
    document = Document(paper, title=_("Recovery sheet"), edges=_EDGES)
    document.words(_("Recovery sheet"), size=24, bold=True, after=1)
    document.line(words.library, size=15, bold=True, least=9)
    made = _("made on {day}").format(day=plain_day(words.made_on))
    place = writing.plain(words.place_name)
    document.line(" · ".join(part for part in (place, made) if part))
    document.skip(5)
    code = partial(_draw_code, words.lines, document.width)
    document.drawing(_STEP * len(words.lines) + _INSET, code)
    document.skip(6)
    document.section(_("What this code opens"))
    document.words(
        _(
            "It gives the head of the library a new PIN when the old one is forgotten, and it "
            "gives a new computer the key with which this library signs its reports. Whoever "
            "holds this sheet and the library's file can do the same."
        ),
        after=5,
    )
    document.section(_("Keep it like this"))
    document.steps(
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
        )
    )
    document.section(_("How to use it"))
    document.words(
        _(
            "Where Jukung asks for a PIN, choose “Forgotten PIN” and type the four lines. "
            "Capital and small letters are the same; a line that was mistyped is marked."
        ),
        after=5,
    )
    document.rule()
    document.skip(4)
    for each in (_("Sealed by:"), _("Date and signature:"), _("Kept at:")):
        document.blank(each)
    return document.finished()


def _draw_code(lines: Sequence[str], width: float, pages: Pages, left: float, top: float) -> None:
    """Draw the code large in a frame, its lines numbered."""
    high = _STEP * len(lines) + _INSET
    pages.frame(left, top, width=width, height=high, thick=0.6)
    baseline = top + _INSET / 2 + _STEP * 0.72
    # Signs of one width stand under each other, so that a missing one is seen.
    cell = max(text_width(sign, fonts.BOLD, size=_SIGN) for sign in "MWQ0") + 1.2
    for place, line in enumerate(lines, start=1):
        pages.centred(f"{place}", left + 9, baseline - 1, font=fonts.REGULAR, size=12)
        x = left + 22
        for group in line.split():
            for sign in group:
                pages.centred(sign, x, baseline, font=fonts.BOLD, size=_SIGN)
                x += cell
            x += cell * 0.9
        baseline += _STEP
