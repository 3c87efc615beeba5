"""A PDF in true millimetres, with our own fonts, the same bytes every time.

Sizes of type are in points; places are in millimetres from the upper left corner.
Text is drawn as it stands and is never markup.
"""

import io
import unicodedata

from reportlab.pdfgen.canvas import Canvas

from jukung import words
from jukung.paper import fonts, writing

POINT_MM = 25.4 / 72

_ELLIPSIS = "…"
_MM = 72 / 25.4  # in points


def text_width(text: str, font: str, *, size: float) -> float:
    """Measure a line, in millimetres."""
    return writing.width(text, font) * size * POINT_MM


def fit_size(text: str, font: str, *, size: float, width: float) -> float:
    """Find the type size, at most `size`, that keeps the line within `width` mm."""
    needed = text_width(text, font, size=size)
    if needed <= width:
        return size
    return int(size * width / needed * 20) / 20  # down, in twentieths of a point


def fit_text(
    text: str, font: str, *, size: float, width: float, smallest: float
) -> tuple[str, float]:
    """Shrink a line to `width` mm, then cut it with an ellipsis; text and size."""
    fitting = fit_size(text, font, size=size, width=width)
    if fitting >= smallest:
        return text, fitting
    return _cut(text, font, size=smallest, width=width), smallest


def _cut(text: str, font: str, *, size: float, width: float) -> str:
    if text_width(_ELLIPSIS, font, size=size) > width:
        return ""
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if text_width(text[:middle] + _ELLIPSIS, font, size=size) <= width:
            fits = middle
        else:
            too_long = middle
    while fits and unicodedata.combining(text[fits]):  # a letter keeps its marks
        fits -= 1
    return text[:fits].rstrip(" ,.;:/-") + _ELLIPSIS


class Pages:
    """A PDF in the making."""

    def __init__(self, width: float, height: float, *, title: str) -> None:
        """Begin pages of `width` by `height` mm."""
        fonts.load()
        self._file = io.BytesIO()
        self._height = height
        self._canvas = Canvas(
            self._file,
            pagesize=(width * _MM, height * _MM),
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.REGULAR,
            lang=words.language(),
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setSubject("")
        self._canvas.setCreator("Jukung")
        self._canvas.setProducer("Jukung")
        # A millimetre stays one: viewers otherwise shrink the page to their margins.
        self._canvas.setViewerPreference("PrintScaling", "None")

    def centred(self, text: str, x: float, y: float, *, font: str, size: float) -> None:
        """Draw a line with its middle at `x` and its baseline at `y`."""
        line = writing.pieces(text, font)
        wide = sum(piece.width for piece in line) * size
        drawn = self._canvas.beginText(x * _MM - wide / 2, (self._height - y) * _MM)
        for piece in line:
            drawn.setFont(piece.font, size)
            drawn.textOut(piece.text)
        self._canvas.drawText(drawn)

    def fill(self, path: str, x: float, y: float, *, width: float, height: float) -> None:
        """Fill a path of PDF operators in black, once.

        The path's origin is put at `x`, `y`; its unit is `width` by `height`, upwards.
        """
        across, up = _number(width), _number(height)
        left, low = _number(x), _number(self._height - y)
        self._canvas.addLiteral(f"q {across} 0 0 {up} {left} {low} cm {path} f Q")

    def turn(self) -> None:
        """End this page; what is drawn next is on a new one."""
        self._canvas.showPage()

    def finished(self) -> bytes:
        """End the last page and give the whole PDF."""
        self._canvas.save()
        return self._file.getvalue()


def _number(millimetres: float) -> str:
    """Write a length in points, as PDF reads it."""
    return f"{millimetres * _MM:.4f}".rstrip("0").rstrip(".")
