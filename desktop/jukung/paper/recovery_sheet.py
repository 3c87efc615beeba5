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
_TIGHT_STEP = 9.6  # mm
_SMALL_SIGN, _SMALL_STEP = 13.0, 6.4  # points, mm


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What a sheet says; equal words give the same bytes."""

    library: str
    place_name: str
    made_on: date
    lines: Sequence[str]
    """The lines of the code, two groups and a check each."""
    file_lines: Sequence[str] = ()
    """The key of an encrypted file, in a prison; written smaller below the code."""


def recovery_page(words: SheetWords, *, paper: str = "a4") -> bytes:
    """The sheet as a PDF of one page, on A4 or F4 (folio)."""
    document = Document(paper, title=_("Recovery sheet"), edges=_EDGES)
    document.words(_("Recovery sheet"), size=24, bold=True, after=1)
    document.line(words.library, size=15, bold=True, least=9)
    made = _("made on {day}").format(day=plain_day(words.made_on))
    place = writing.plain(words.place_name)
    document.line(" · ".join(part for part in (place, made) if part))
    document.skip(2 if words.file_lines else 5)
    # Two codes share the page of a prison, whose sheet says more below them, too.
    step = _TIGHT_STEP if words.file_lines else _STEP
    code = partial(_draw_code, words.lines, document.width, step)
    document.drawing(step * len(words.lines) + _INSET, code)
    if words.file_lines:
        _write_file_key(document, words.file_lines)
    document.skip(3 if words.file_lines else 6)
    document.section(_("What this code opens"))
    opens = (
        _(
            "It gives an officer a new PIN when the old one is forgotten, and it gives a new "
            "computer the key with which this library signs its reports. Whoever holds this "
            "sheet and the library's file can do the same."
        )
        if words.file_lines  # a prison, where there is no head
        else _(
            "It gives the head of the library a new PIN when the old one is forgotten, and it "
            "gives a new computer the key with which this library signs its reports. Whoever "
            "holds this sheet and the library's file can do the same."
        )
    )
    document.words(opens, after=5)
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
        after=1 if words.file_lines else 5,
    )
    if words.file_lines:
        document.words(
            _(
                "Where the key of the file is asked for, type its lines. They are the same on "
                "each sheet and open no name: for those an officer's phrase is needed."
            ),
            after=2,
        )
    document.rule()
    document.skip(1 if words.file_lines else 4)
    for each in (_("Sealed by:"), _("Date and signature:"), _("Kept at:")):
        document.blank(each)
    return document.finished()


def _write_file_key(document: Document, lines: Sequence[str]) -> None:
    """The key of the encrypted file, in two columns."""
    document.skip(3)
    document.line(_("Key of the file: without it no backup opens elsewhere"), bold=True, size=11)
    high = (len(lines) + 1) // 2
    draw = partial(_draw_key, lines, document.width)
    document.drawing(_SMALL_STEP * high + _INSET / 2, draw)


def _draw_key(lines: Sequence[str], width: float, pages: Pages, left: float, top: float) -> None:
    high = (len(lines) + 1) // 2
    pages.frame(left, top, width=width, height=_SMALL_STEP * high + _INSET / 2, thick=0.4)
    cell = max(text_width(sign, fonts.BOLD, size=_SMALL_SIGN) for sign in "MWQ0") + 0.7
    for place, line in enumerate(lines):
        x = left + 9 + (width / 2 if place >= high else 0)
        baseline = top + _INSET / 4 + _SMALL_STEP * (place % high + 0.72)
        pages.centred(f"{place + 1}", x, baseline, font=fonts.REGULAR, size=9)
        x += 9
        for group in line.split():
            for sign in group:
                pages.centred(sign, x, baseline, font=fonts.BOLD, size=_SMALL_SIGN)
                x += cell
            x += cell * 0.8


def _draw_code(
    lines: Sequence[str], width: float, step: float, pages: Pages, left: float, top: float
) -> None:
    """Draw the code large in a frame, its lines numbered."""
    high = step * len(lines) + _INSET
    pages.frame(left, top, width=width, height=high, thick=0.6)
    baseline = top + _INSET / 2 + step * 0.72
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
        baseline += step
