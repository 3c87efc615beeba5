"""Photos and crests made as small as the paper needs them, once each.

A telephone's photo has fifty times the pixels a card can show; a thousand of them would
fill the memory and the printer's.
"""

import io

from PIL import Image, ImageOps

_PHOTO_DPI = 300
_CREST_DPI = 600  # fine lines and letters
_FACE_DOWN = 0.35  # a face is nearer to the top of a photo than to its middle
_QUALITY = 88


def fitted_photo(photo: bytes, *, width: float, height: float) -> bytes | None:
    """Cut a photo to the shape of its box (mm); nothing if it is no picture."""
    across, down = _dots(width, _PHOTO_DPI), _dots(height, _PHOTO_DPI)
    try:
        with Image.open(io.BytesIO(photo)) as opened:
            opened.draft("RGB", (across, down))  # a JPEG is decoded no larger than needed
            upright = _on_white(ImageOps.exif_transpose(opened))
            cut = ImageOps.fit(
                upright, (across, down), Image.Resampling.LANCZOS, centering=(0.5, _FACE_DOWN)
            )
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    written = io.BytesIO()
    cut.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def fitted_crest(crest: bytes, *, width: float, height: float) -> bytes | None:
    """Make a crest no larger than its box (mm) needs; nothing if it is no picture."""
    try:
        with Image.open(io.BytesIO(crest)) as opened:
            turned = _of_eight_bits(ImageOps.exif_transpose(opened)).convert("RGBA")
            turned.thumbnail((_dots(width, _CREST_DPI), _dots(height, _CREST_DPI)))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    written = io.BytesIO()
    turned.save(written, "PNG")
    return written.getvalue()


def _of_eight_bits(image: Image.Image) -> Image.Image:
    """Bring a scanner's grey of 16 bits down; converted as it is, all of it turns white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    white = Image.new("RGBA", seen.size, "#FFFFFF")
    return Image.alpha_composite(white, seen).convert("RGB")


def _dots(millimetres: float, dots_per_inch: int) -> int:
    return max(round(millimetres / 25.4 * dots_per_inch), 1)
