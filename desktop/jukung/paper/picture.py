"""Pages of a PDF as pictures, for the preview on screen and for printing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2

_MM_PER_POINT = 25.4 / 72
_pdfium = threading.Lock()  # PDFium works for one thread at a time


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: red, green, blue, opacity, row by row, without gaps."""

    width: int
    height: int
    rgba: bytes


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
    with _opened(pdf) as document:
        leaf = document[page]
        bitmap = leaf.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        rows = memoryview(bitmap.buffer).cast("B")
        line = bitmap.width * 4
        rgba = b"".join(
            bytes(rows[start : start + line])
            for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
        )
        picture = Picture(bitmap.width, bitmap.height, rgba)
        del rows
        bitmap.close()
        leaf.close()
    return picture


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
