"""The four fonts that come with the program, registered once."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from jukung import places

REGULAR = "NotoSans-Regular"
BOLD = "NotoSans-Bold"

_ARABIC = {REGULAR: "NotoNaskhArabic-Regular", BOLD: "NotoNaskhArabic-Bold"}


@cache
def load() -> None:
    """Register the fonts with reportlab; what asks for one calls this first."""
    for latin, arabic in _ARABIC.items():
        _register(latin)
        _number_glyphs(_register(arabic))


def arabic_for(font: str) -> str:
    """Name the Arabic font of the same weight."""
    return _ARABIC[font]


def _register(name: str) -> TTFont:
    path = places.resources() / "fonts" / f"{name}.ttf"
    font = TTFont(name, str(path), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font


def _number_glyphs(font: TTFont) -> None:
    """Give each joined form its private code now, in the font's own order.

    reportlab 5.1 numbers them as they first appear in the process; the same page would
    have other bytes after other pages, and two threads could number at once.
    """
    shaper = font.hbFont()
    known = font.face.glyphToChar
    for glyph in range(font.hbFace.glyph_count):
        if glyph not in known:
            advance = shaper.get_glyph_h_advance(glyph)
            font.hbAddPrivate(shaper.glyph_to_string(glyph), glyph, advance)
