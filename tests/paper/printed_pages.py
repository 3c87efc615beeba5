"""Labels to print, and what a scanner and a ruler find on the printed page."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

from jukung.domain.kinds import Symbology
from jukung.paper.labels import Label
from jukung.paper.picture import page_count, page_picture
from jukung.paper.sheets import Sheet

DPI = 300
PER_MM = DPI / 25.4

FORMATS = {
    Symbology.code128: zxingcpp.BarcodeFormat.Code128,
    Symbology.code39: zxingcpp.BarcodeFormat.Code39Std,
    Symbology.ean13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.qr: zxingcpp.BarcodeFormat.QRCode,
}

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in millimetres."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A symbol read from a page, in millimetres."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float


def some_labels(count: int, **fields: str) -> list[Label]:
    said = {"heading": "Pustaka Cahaya", "title": "Perahu di Sungai Melati"} | fields
    return [Label(f"{3320 + place:07}", **said) for place in range(count)]


def picture(pdf: bytes, page: int, *, dpi: int = DPI) -> Image.Image:
    shown = page_picture(pdf, page, scale=dpi / 72)
    whole = Image.frombytes("RGBA", (shown.width, shown.height), shown.rgba)
    return whole.convert("L")


def scans(pdf: bytes, *, dpi: int = DPI, symbology: Symbology = Symbology.code128) -> list[Scan]:
    """Read every page as it is rendered."""
    found = []
    for page in range(page_count(pdf)):
        image = picture(pdf, page, dpi=dpi)
        for symbol in zxingcpp.read_barcodes(
            image,
            formats=FORMATS[symbology],
            text_mode=zxingcpp.TextMode.Plain,
            try_rotate=False,
        ):
            place = symbol.position
            corners = (
                place.top_left,
                place.top_right,
                place.bottom_left,
                place.bottom_right,
            )
            across = [corner.x * 25.4 / dpi for corner in corners]
            down = [corner.y * 25.4 / dpi for corner in corners]
            found.append(
                Scan(
                    page,
                    symbol.text,
                    left=min(across),
                    right=max(across),
                    top=min(down),
                    bottom=max(down),
                )
            )
    return found


def cell_box(
    sheet: Sheet, cell: int, *, right: float = 0, down: float = 0, inset: float = 0
) -> Box:
    """Left, top, right, bottom of a cell that was shifted, less an inset."""
    x, y = sheet.corner(cell)
    x, y = x + right, y + down
    return (
        x + inset,
        y + inset,
        x + sheet.cell_width - inset,
        y + sheet.cell_height - inset,
    )


def boxes(pdf: bytes, page: int) -> tuple[list[Box], list[Box]]:
    """Boxes of what is filled and of each letter."""
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[page]
    high = leaf.get_height()
    reader = leaf.get_textpage()
    drawn = list(leaf.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]))
    paths = [path.get_bounds() for path in drawn]
    letters = [reader.get_charbox(place) for place in range(reader.count_chars())]
    for opened in (reader, leaf, document):
        opened.close()
    k = 25.4 / 72
    filled, typed = (
        [(x * k, (high - top) * k, right * k, (high - y) * k) for x, y, right, top in found]
        for found in (paths, [letter for letter in letters if letter[2] > letter[0]])
    )
    return filled, typed


def words_on(pdf: bytes, page: int = 0) -> list[str]:
    """The lines of type of a page."""
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[page]
    reader = leaf.get_textpage()
    lines = reader.get_text_range().split("\r\n")
    for opened in (reader, leaf, document):
        opened.close()
    return [line for line in lines if line]


def letters_and_colours(pdf: bytes, page: int = 0) -> tuple[str, set[str]]:
    """The type of a page, and the colours it is filled with as `#rrggbb`."""
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[page]
    colours = set()
    for path in leaf.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        parts = [ctypes.c_uint() for _ in "rgba"]
        assert pdfium.FPDFPageObj_GetFillColor(path.raw, *map(ctypes.byref, parts))
        colours.add("#" + "".join(f"{part.value:02x}" for part in parts[:3]))
    for opened in (leaf, document):
        opened.close()
    return " ".join(words_on(pdf, page)), colours


def overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.01 and down > 0.01


def inside(box: Box, outer: Box, *, slack: float = 0.01) -> bool:
    return (
        box[0] >= outer[0] - slack
        and box[1] >= outer[1] - slack
        and box[2] <= outer[2] + slack
        and box[3] <= outer[3] + slack
    )


def outside(found: Sequence[Box], outer: Box) -> list[Box]:
    """Those boxes that do not lie within another."""
    return [box for box in found if not inside(box, outer)]


def black_box(image: Image.Image, part: Box, *, dpi: int) -> Box:
    """Measure the ink within a part of a page, as a ruler would."""
    k = dpi / 25.4
    left, top, right, bottom = (round(value * k) for value in part)
    seen = image.crop((left, top, right, bottom)).point(lambda grey: 255 * (grey < 128))
    found = seen.getbbox()
    assert found is not None
    x, y, x2, y2 = found
    return (left + x) / k, (top + y) / k, (left + x2) / k, (top + y2) / k
