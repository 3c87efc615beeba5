"""A picture file made the small JPEG that is kept of a cover."""

import struct
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from jukung.domain import errors, picture_limits

WIDE, HIGH = 480, 640
_QUALITIES = (85, 75, 65, 55, 45)
_MOST_BYTES = 100_000
# Others draw what they are told to, or read further files.
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")
# What its readers raise for broken pictures, whatever they call it.
_BROKEN = (
    *(OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError),
    *(OverflowError, ZeroDivisionError, MemoryError, struct.error),
)


def jpeg_of(path: Path) -> bytes:
    """The picture small and upright.

    Refuses FileMissing, PhotoUnreadable, PictureTooLarge before it is read.
    """
    if not path.is_file():
        raise errors.FileMissing(str(path))
    try:
        with path.open("rb") as file:
            most = picture_limits.most_points(file.read(picture_limits.HEAD))
        with _opened(path) as opened:
            if opened.width * opened.height > most:
                raise errors.PictureTooLarge(path.name, most // 1_000_000)
            upright = _small(opened)
    except Image.DecompressionBombError as fault:
        raise errors.PictureTooLarge(path.name, most // 1_000_000) from fault
    except _BROKEN as fault:
        raise errors.PhotoUnreadable(path.name) from fault
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    for quality in _QUALITIES:
        written = BytesIO()
        plain.save(written, "JPEG", quality=quality)
        if written.tell() <= _MOST_BYTES:
            break
    return written.getvalue()


def _opened(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        # How many points there may be is asked here, and for each kind.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(path, formats=_FORMATS)


def _small(opened: Image.Image) -> Image.Image:
    """The picture upright and small, with what one may see through."""
    # A JPEG is read smaller from the start: a phone's has fifty million bytes.
    opened.draft("RGB", (2 * WIDE, 2 * HIGH))
    if opened.mode in ("L", "LA", "RGB", "RGBA"):
        opened.thumbnail((2 * HIGH, 2 * HIGH))
    upright = ImageOps.exif_transpose(opened)
    upright = upright.convert("L" if upright.mode == "1" else "RGBA")
    upright.thumbnail((WIDE, HIGH))
    return upright.convert("RGBA")
