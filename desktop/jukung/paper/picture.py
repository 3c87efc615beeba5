"""Pages of a PDF as pictures, for the preview on screen and for printing."""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

_MM_PER_POINT = 25.4 / 72
_BAND = 512  # pixels high
_NEARLY = 0.01  # of a pixel; so little is no pixel more
_pdfium = threading.Lock()  # PDFium works for one thread at a time


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: red, green, blue, opacity, row by row, without gaps."""

    width: int
    height: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class Greys:
    """A page as greys, a byte each, row by row, without gaps."""

    width: int
    height: int
    rows: bytes


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in millimetres."""
    with _opened(pdf) as document:
        return tuple(
            (width * _MM_PER_POINT, height * _MM_PER_POINT)
            for width, height in map(document.get_page_size, range(len(document)))
        )


def page_picture(pdf: bytes, page: int, *, scale: float) -> Picture:
    """One page, counted from 0, on white; `scale` is pixels per point, dpi ÷ 72."""
    with _leaf(pdf, page) as leaf, _drawn(leaf, scale) as bitmap:
        line = bitmap.width * 4
        rows = memoryview(bitmap.buffer).cast("B")
        if line == bitmap.stride:
            return Picture(bitmap.width, bitmap.height, bytes(rows))
        starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
        rgba = b"".join(bytes(rows[start : start + line]) for start in starts)
        return Picture(bitmap.width, bitmap.height, rgba)


def page_greys(pdf: bytes, page: int, *, scale: float) -> Greys:
    """One page as `page_picture` draws it, in greys: a quarter of the memory.

    It is drawn in bands: a whole page in colours would take 140 MB at 600 dpi. (PDFium
    has grey bitmaps of its own, but stops the program at a filled rectangle.)
    """
    with _leaf(pdf, page) as leaf:
        wide, high = _pixels(leaf, scale)
        bands = []
        for top in range(0, high, _BAND):
            with _drawn(leaf, scale, top=top, high=min(_BAND, high - top)) as bitmap:
                size = bitmap.width, bitmap.height
                band = Image.frombuffer("RGB", size, bitmap.buffer, "raw", "RGBX", bitmap.stride, 1)
                bands.append(band.convert("L").tobytes())
        return Greys(wide, high, b"".join(bands))


def _pixels(leaf: pypdfium2.PdfPage, scale: float) -> tuple[int, int]:
    width, height = leaf.get_size()
    return math.ceil(width * scale - _NEARLY), math.ceil(height * scale - _NEARLY)


@contextmanager
def _drawn(
    leaf: pypdfium2.PdfPage, scale: float, *, top: int = 0, high: int | None = None
) -> Iterator[pypdfium2.PdfBitmap]:
    """Draw a page at its true size, or a band of it that begins `top` pixels down.

    Its last pixels may lie in part beyond the paper. PDFium's plain call stretches a
    page to whole pixels, and what is drawn here is printed: at 203 dots per inch it
    would creep by up to 0.1 mm.
    """
    wide, whole = _pixels(leaf, scale)
    high = whole if high is None else high
    bitmap = pypdfium2.PdfBitmap.new_native(wide, high, pdfium.FPDFBitmap_BGRx, rev_byteorder=True)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
        pdfium.FPDF_RenderPageBitmapWithMatrix(
            bitmap,
            leaf,
            pdfium.FS_MATRIX(scale, 0, 0, scale, 0, -top),
            pdfium.FS_RECTF(0, 0, wide, high),
            pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER,
        )
        yield bitmap
    finally:
        bitmap.close()


@contextmanager
def _leaf(pdf: bytes, page: int) -> Iterator[pypdfium2.PdfPage]:
    with _opened(pdf) as document:
        leaf = document[page]
        try:
            yield leaf
        finally:
            leaf.close()


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
