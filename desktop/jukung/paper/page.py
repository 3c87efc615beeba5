"""A PDF in true millimetres, with our own fonts, the same bytes every time.

Sizes of type are in points; places are in millimetres from the upper left corner.
Text is drawn as it stands and is never markup.
"""

import io
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from reportlab.lib.colors import HexColor, black
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from jukung import words
from jukung.paper import fonts, writing

POINT_MM = 25.4 / 72

BLACK = "#000000"

_ELLIPSIS = "…"
_SQUARE = "0 0 1 1 re"
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


def broken(text: str, font: str, *, size: float, width: float) -> list[str]:
    """Break a paragraph into lines no wider than `width` mm; a longer word is cut up."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, font, size=size) <= width:
            lines[-1] = longer
            continue
        rest = word
        while text_width(rest, font, size=size) > width and len(rest) > 1:
            fits = max(_fitting_letters(rest, font, size=size, width=width), 1)
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return lines


def _fitting_letters(word: str, font: str, *, size: float, width: float) -> int:
    fits, too_long = 0, len(word)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if text_width(word[:middle], font, size=size) <= width:
            fits = middle
        else:
            too_long = middle
    return fits


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
    """A PDF in the making; pages may be of different sizes."""

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

    def centred(
        self, text: str, x: float, y: float, *, font: str, size: float, colour: str = BLACK
    ) -> None:
        """Draw a line with its middle at `x` and its baseline at `y`."""
        self._line(text, x, y, font=font, size=size, colour=colour, part=0.5)

    def left(
        self, text: str, x: float, y: float, *, font: str, size: float, colour: str = BLACK
    ) -> None:
        """Draw a line that begins at `x`, whatever its script."""
        self._line(text, x, y, font=font, size=size, colour=colour, part=0)

    def right(
        self, text: str, x: float, y: float, *, font: str, size: float, colour: str = BLACK
    ) -> None:
        """Draw a line that ends at `x`."""
        self._line(text, x, y, font=font, size=size, colour=colour, part=1)

    def fill(
        self, path: str, x: float, y: float, *, width: float, height: float, colour: str = BLACK
    ) -> None:
        """Fill a path of PDF operators, once; black unless another `#RRGGBB` is given.

        The path's origin is put at `x`, `y`; its unit is `width` by `height`, upwards.
        """
        across, up = _number(width), _number(height)
        left, low = _number(x), _number(self._height - y)
        ink = "" if colour == BLACK else f"{_ink(colour)} rg "
        self._canvas.addLiteral(f"q {ink}{across} 0 0 {up} {left} {low} cm {path} f Q")

    def box(self, x: float, y: float, *, width: float, height: float, colour: str = BLACK) -> None:
        """Fill a rectangle whose upper left corner is at `x`, `y`."""
        self.fill(_SQUARE, x, y + height, width=width, height=height, colour=colour)

    def frame(
        self,
        x: float,
        y: float,
        *,
        width: float,
        height: float,
        thick: float = 0.25,
        colour: str = BLACK,
    ) -> None:
        """Draw the outline of a rectangle, inside its edges."""
        for left, top, across, down in (
            (x, y, width, thick),
            (x, y + height - thick, width, thick),
            (x, y, thick, height),
            (x + width - thick, y, thick, height),
        ):
            self.box(left, top, width=across, height=down, colour=colour)

    def picture(self, image: bytes, x: float, y: float, *, width: float, height: float) -> None:
        """Draw a PNG or JPEG as large as the box takes it, in its middle.

        `x`, `y` is the upper left corner of the box; the picture keeps its shape.
        """
        self._canvas.drawImage(
            ImageReader(io.BytesIO(image)),
            x * _MM,
            (self._height - y - height) * _MM,
            width=width * _MM,
            height=height * _MM,
            preserveAspectRatio=True,
            anchor="c",
            mask="auto",
        )

    def turned(self, degrees: float, x: float, y: float) -> AbstractContextManager[None]:
        """Draw what follows turned clockwise about `x`, `y`."""
        return self._turned(degrees, x, y)

    def turn(self, width: float | None = None, height: float | None = None) -> None:
        """End this page; what is drawn next is on a new one, of another size if given."""
        self._canvas.showPage()
        if width is not None and height is not None:
            self._height = height
            self._canvas.setPageSize((width * _MM, height * _MM))

    def finished(self) -> bytes:
        """End the last page and give the whole PDF."""
        self._canvas.save()
        return self._file.getvalue()

    def _line(
        self, text: str, x: float, y: float, *, font: str, size: float, colour: str, part: float
    ) -> None:
        line = writing.pieces(text, font)
        wide = sum(piece.width for piece in line) * size
        drawn = self._canvas.beginText(x * _MM - wide * part, (self._height - y) * _MM)
        if colour != BLACK:
            drawn.setFillColor(HexColor(colour))
        for piece in line:
            drawn.setFont(piece.font, size)
            drawn.textOut(piece.text)
        if colour != BLACK:
            drawn.setFillColor(black)
        self._canvas.drawText(drawn)

    @contextmanager
    def _turned(self, degrees: float, x: float, y: float) -> Iterator[None]:
        self._canvas.saveState()
        left, low = x * _MM, (self._height - y) * _MM
        self._canvas.translate(left, low)
        self._canvas.rotate(-degrees)
        self._canvas.translate(-left, -low)
        yield
        self._canvas.restoreState()


def _number(millimetres: float) -> str:
    """Write a length in points, as PDF reads it."""
    return f"{millimetres * _MM:.4f}".rstrip("0").rstrip(".")


def _ink(colour: str) -> str:
    """Write `#RRGGBB` as PDF reads it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.3f}" for part in parts)
