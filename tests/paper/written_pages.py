"""What stands on the pages of a document, and where, read back from its PDF."""

from dataclasses import dataclass

import pypdfium2

_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def page_words(pdf: bytes) -> list[str]:
    """The words of each page, one blank between them."""
    return [" ".join(" ".join(line.text for line in page).split()) for page in page_lines(pdf)]


def page_lines(pdf: bytes) -> list[list[Line]]:
    """The lines of each page, in the order in which they were written."""
    document = pypdfium2.PdfDocument(pdf)
    found = [_lines(leaf) for leaf in document]
    document.close()
    return found


def line_of(lines: list[Line], text: str) -> Line:
    """The only line in which this stands."""
    (found,) = [line for line in lines if text in line.text]
    return found


def box_of(lines: list[Line]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all that is written."""
    return (
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
    )


def _lines(leaf: pypdfium2.PdfPage) -> list[Line]:
    reader, high = leaf.get_textpage(), leaf.get_height()
    found = []
    for place in range(reader.count_rects()):
        left, low, right, top = reader.get_rect(place)
        text = reader.get_text_bounded(left - 0.1, low - 0.1, right + 0.1, top + 0.1)
        box = (left * _MM, (high - top) * _MM, right * _MM, (high - low) * _MM)
        found.append(Line(" ".join(text.split()), *box))
    reader.close()
    leaf.close()
    return found
