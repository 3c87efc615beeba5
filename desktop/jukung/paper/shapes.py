"""Lines to cut along, dashes to fold along, and rectangles with round corners."""

import math
from itertools import pairwise

from jukung.paper.page import BLACK, Pages
from jukung.paper.rooms import Room

HAIR = 0.12  # mm

_CURVE = 0.5523  # how far the handles of a quarter circle reach, in parts of its radius

Point = tuple[float, float]


def cut(pages: Pages, *corners: Point, thick: float = HAIR, colour: str = BLACK) -> None:
    """Draw solid lines from corner to corner."""
    for start, end in pairwise(corners):
        _stroke(pages, start, end, thick=thick, colour=colour)


def fold(pages: Pages, start: Point, end: Point, *, dash: float = 2.0, gap: float = 1.4) -> None:
    """Draw a dashed line that begins and ends with a dash."""
    length = math.dist(start, end)
    count = max(round((length + gap) / (dash + gap)), 1)
    step = (length + gap) / count
    for place in range(count):
        from_part, to_part = place * step / length, (place * step + step - gap) / length
        _stroke(pages, _between(start, end, from_part), _between(start, end, to_part))


def rounded(pages: Pages, room: Room, *, radius: float, colour: str) -> None:
    """Fill a rectangle with round corners; its path runs in millimetres, upwards."""
    r = min(radius, room.width / 2, room.height / 2)
    w, h, k = room.width, room.height, r * (1 - _CURVE)
    path = (
        f"{r:.3f} 0 m {w - r:.3f} 0 l {w - k:.3f} 0 {w:.3f} {k:.3f} {w:.3f} {r:.3f} c "
        f"{w:.3f} {h - r:.3f} l {w:.3f} {h - k:.3f} {w - k:.3f} {h:.3f} {w - r:.3f} {h:.3f} c "
        f"{r:.3f} {h:.3f} l {k:.3f} {h:.3f} 0 {h - k:.3f} 0 {h - r:.3f} c "
        f"0 {r:.3f} l 0 {k:.3f} {k:.3f} 0 {r:.3f} 0 c h"
    )
    pages.fill(path, room.x, room.y + h, width=1, height=1, colour=colour)


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _stroke(
    pages: Pages, start: Point, end: Point, *, thick: float = HAIR, colour: str = BLACK
) -> None:
    """Fill the thin rectangle around a line; its path runs in millimetres, upwards."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    aside, below = -down / length * thick / 2, across / length * thick / 2
    corners = (
        (aside, -below),
        (across + aside, -down - below),
        (across - aside, -down + below),
        (-aside, below),
    )
    drawn = " l ".join(f"{x:.3f} {y:.3f}" for x, y in corners).replace(" l ", " m ", 1)
    pages.fill(f"{drawn} l h", *start, width=1, height=1, colour=colour)
