"""Photographs of sheets, as bad as they come: tilted, small, noisy, compressed."""

import random
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter

from jukung.paper.picture import page_picture

_TABLE = 96  # grey of what the sheet lies on


def rendered(pdf, page=0, *, dpi=200):
    """A page as a picture in grey."""
    seen = page_picture(pdf, page, scale=dpi / 72)
    return Image.frombytes("RGBA", (seen.width, seen.height), seen.rgba).convert("L")


def photographed(sheet, *, seed=7, longest=1024, quality=40, turn=3.0, lean=0.05, noise=14):
    """A JPEG of a sheet on a table: leaning, turned, made small, noisy."""
    dice = random.Random(seed)
    width, height = sheet.size
    edge = round(0.04 * max(sheet.size))
    table = Image.new("L", (width + 2 * edge, height + 2 * edge), _TABLE)
    table.paste(sheet, (edge, edge))
    turned = table.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=_TABLE)
    leaning = _leaning(turned, lean, dice)
    leaning.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    seen = leaning.filter(ImageFilter.GaussianBlur(0.4))
    grain = Image.effect_noise(seen.size, noise)
    # Light falls off towards a corner, and paper is never white.
    seen = ImageChops.add(seen.point(lambda grey: 25 + grey * 200 // 255), grain, 1, -128)
    file = BytesIO()
    seen.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _leaning(sheet, lean, dice):
    width, height = sheet.size

    def off(length):
        return dice.uniform(0.3, 1) * lean * length

    corners = [
        (off(width), off(height)),
        (width - off(width), off(height)),
        (width, height),
        (0, height - off(height)),
    ]
    return sheet.transform(
        sheet.size,
        Image.Transform.PERSPECTIVE,
        _perspective(corners, [(0, 0), (width, 0), (width, height), (0, height)]),
        Image.Resampling.BICUBIC,
        fillcolor=_TABLE,
    )


def _perspective(seen, true):
    """The eight numbers that carry `seen` corners back to `true` ones (Gauss)."""
    rows = []
    for (x, y), (u, v) in zip(seen, true, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for place in range(8):
        best = max(range(place, 8), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        lead = rows[place][place]
        rows[place] = [value / lead for value in rows[place]]
        for other in range(8):
            if other != place:
                much = rows[other][place]
                rows[other] = [a - much * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[8] for row in rows]
