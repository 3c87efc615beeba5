"""A picture file made the small JPEG that is kept of a cover."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from jukung.domain import errors

WIDE, HIGH = 480, 640
_QUALITIES = (85, 75, 65, 55, 45)
_MOST_BYTES = 100_000
# Others draw what they are told to, or read further files.
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")


def jpeg_of(path: Path) -> bytes:
    """The picture small and upright; refuses FileMissing, PhotoUnreadable."""
    if not path.is_file():
        raise errors.FileMissing(str(path))
    try:
        with Image.open(path, formats=_FORMATS) as opened:
            # A JPEG is read smaller from the start: a phone's has fifty million bytes.
            opened.draft("RGB", (2 * WIDE, 2 * HIGH))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as fault:
        raise errors.PhotoUnreadable(path.name) from fault
    upright.thumbnail((WIDE, HIGH))
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    for quality in _QUALITIES:
        written = BytesIO()
        plain.save(written, "JPEG", quality=quality)
        if written.tell() <= _MOST_BYTES:
            break
    return written.getvalue()
