"""How large a picture may be that somebody chooses, before all of it is in memory.

A file of twenty thousand bytes can hold a picture of a billion points. A plain JPEG is read
smaller from the start, as a phone's; a progressive one (ITU-T T.81, G) is not.
"""

MOST_POINTS = 40_000_000
"""A page scanned at 600 dots an inch has thirty-five million."""
MOST_POINTS_JPEG = 170_000_000
"""Larger than a phone makes unless it is told to."""
HEAD = 4_000_000
"""So many bytes of a file say what kind of JPEG it is, whatever a camera wrote first."""

_PLAIN = frozenset({0xC0, 0xC1})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Marks of one byte, without a length.
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def most_points(head: bytes) -> int:
    """How many points a picture may have, by the first bytes of its file."""
    return MOST_POINTS_JPEG if _is_plain_jpeg(head) else MOST_POINTS


def _is_plain_jpeg(head: bytes) -> bool:
    if not head.startswith(b"\xff\xd8"):
        return False
    at = 2
    while at + 4 <= len(head) and head[at] == 0xFF:
        mark = head[at + 1]
        if mark == 0xFF:
            at += 1
        elif mark in _ALONE:
            at += 2
        elif mark in _FRAMES:
            return mark in _PLAIN
        else:
            at += 2 + max(2, int.from_bytes(head[at + 2 : at + 4], "big"))
    return False
