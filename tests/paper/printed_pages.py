"""Labels to print, and what a scanner and a ruler find on the printed page."""

from dataclasses import dataclass

import zxingcpp
from PIL import Image

from jukung.paper.labels import Label
from jukung.paper.picture import page_count, page_picture
from jukung.paper.sheets import Sheet

DPI = 300
PER_MM = DPI / 25.4


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


def scans(pdf: bytes, *, dpi: int = DPI) -> list[Scan]:
    found = []
    for page in range(page_count(pdf)):
        for symbol in zxingcpp.read_barcodes(
            picture(pdf, page, dpi=dpi),
            formats=zxingcpp.BarcodeFormat.Code128,
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
    sheet: Sheet, cell: int, *, right: float = 0, down: float = 0
) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a cell that was shifted."""
    x, y = sheet.corner(cell)
    x, y = x + right, y + down
    return x, y, x + sheet.cell_width, y + sheet.cell_height
