"""A cheap printer and a hand scanner: what becomes of a page between PDF and reader."""

import math
import random
from dataclasses import dataclass
from functools import cache

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps

from jukung.domain.kinds import Symbology

FORMATS = {
    Symbology.code128: zxingcpp.BarcodeFormat.Code128,
    Symbology.code39: zxingcpp.BarcodeFormat.Code39Std,  # not as Code 32, of pharmacists
    Symbology.ean13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.qr: zxingcpp.BarcodeFormat.QRCode,
}
_AROUND = 4.0  # mm of the page, or of white, that is seen around a cell
_POINT = 72 / 25.4

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class BadPrinter:
    """How far a page is spoilt; lengths in millimetres."""

    right: float = 2.0
    down: float = 1.4
    scale: float = 1.015
    degrees: float = 0.6
    blur: float = 0.045
    noise: int = 24  # of 255 grey levels, either way
    black: int = 90  # darker is black …
    white: int = 190  # … and lighter is white, as scanners make it


WORST = BadPrinter()


def seen(
    pdf: bytes, page: int, box: Box, *, dpi: int, bad: BadPrinter | None = None
) -> Image.Image:
    """Look at a part of a page: left, top, right, bottom in mm from its upper left."""
    image = part_of(pdf, page, box, dpi=dpi, around=_AROUND)
    return image if bad is None else spoilt(image, bad, dpi=dpi)


def part_of(pdf: bytes, page: int, box: Box, *, dpi: int, around: float = 0.0) -> Image.Image:
    """Render a part of a page, with more of it around, and white past its edges."""
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[page]
    width, height = (length / _POINT for length in leaf.get_size())
    left, top, right, bottom = (
        max(box[0] - around, 0),
        max(box[1] - around, 0),
        min(box[2] + around, width),
        min(box[3] + around, height),
    )
    crop = left, height - bottom, width - right, top
    bitmap = leaf.render(
        scale=dpi / 72,
        crop=tuple(length * _POINT for length in crop),
        grayscale=True,
    )
    image = bitmap.to_pil().convert("L").copy()
    for opened in (bitmap, leaf, document):
        opened.close()
    return ImageOps.expand(image, round(around * dpi / 25.4), fill=255)


def spoilt(image: Image.Image, bad: BadPrinter, *, dpi: int) -> Image.Image:
    """Print it askew and too large, scan it with a dirty glass."""
    pixel = dpi / 25.4
    turn = math.radians(bad.degrees)
    cos, sin = math.cos(turn) / bad.scale, math.sin(turn) / bad.scale
    x, y = image.width / 2, image.height / 2
    to_x, to_y = x + bad.right * pixel, y + bad.down * pixel
    image = image.transform(
        image.size,
        Image.Transform.AFFINE,
        (cos, sin, x - cos * to_x - sin * to_y, -sin, cos, y + sin * to_x - cos * to_y),
        resample=Image.Resampling.BICUBIC,
        fillcolor=255,
    )
    image = image.filter(ImageFilter.GaussianBlur(bad.blur * pixel))
    image = _dirty(image, bad.noise)
    span = bad.white - bad.black
    return image.point([min(max(255 * (g - bad.black) // span, 0), 255) for g in range(256)])


def _dirty(image: Image.Image, noise: int) -> Image.Image:
    tile = _tile(noise)
    glass = Image.new("L", image.size)
    for x in range(0, image.width, tile.width):
        for y in range(0, image.height, tile.height):
            glass.paste(tile, (x, y))
    return ImageChops.add(image, glass, offset=-128)


@cache
def _tile(noise: int) -> Image.Image:
    """The same dirt on every page, so that a page is read tomorrow as it is today."""
    dirt = random.Random(20261122)
    grains = bytes(dirt.randrange(128 - noise, 128 + noise + 1) for _ in range(256 * 256))
    return Image.frombytes("L", (256, 256), grains)


def read(image: Image.Image, symbology: Symbology) -> list[str]:
    """What zxing-cpp reads from a picture as it is."""
    found = zxingcpp.read_barcodes(
        image, formats=FORMATS[symbology], text_mode=zxingcpp.TextMode.Plain
    )
    return [symbol.text for symbol in found]


def ink_box(image: Image.Image, *, dpi: int) -> Box:
    """Left, top, right, bottom of what is black, in mm from the picture's corner."""
    dark = image.point([255] * 128 + [0] * 128).getbbox()
    assert dark is not None, "nothing is printed"
    left, top, right, bottom = (place * 25.4 / dpi for place in dark)
    return left, top, right, bottom
