"""Blocks and rooms as people write them: `B 1-14`, `C 1, 2, 5`, `B-12`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 20
MOST_IN_SPAN = 500
CODE_LENGTH = 4
"""A longer name is a word, such as Melati."""

_LINE = re.compile(
    r"(?i)(?:blok|block|wisma)?\s*[:.]?\s*(?P<block>[A-Z0-9][\w.]*)"
    r"\s*(?:[-:/;,\t ]\s*(?:kamar|sel|room)?\s*(?P<rooms>.*))?"
)
_THROUGH = re.compile(r"(?i)(?<=\d)\s*(?:-|\u2013|s/d|\.\.)\s*(?=\d)")
_SPAN = re.compile(r"(?P<word>[A-Z]*)(?P<first>\d{1,4})-(?P<last>\d{1,4})")
_ROOMS = re.compile(r"\d[\w.]*([-\u2013,;]\d*)*[\d,;]*")
_BEFORE_ROOMS = re.compile(r"(?i)kamar|sel|room")
_BEFORE_BLOCK = re.compile(r"(?i)blok|block|wisma")
_ROOM = re.compile(r"\w[\w.]{0,19}")
_PARTS = re.compile(r"\d+|\D+")
_CODE = re.compile(
    r"(?i)\s*(?:blok\s+)?(?P<block>[^\s/-]+)\s*[-/ ]\s*(?:kamar\s+)?(?P<room>\S+)\s*"
)


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """A block, and its rooms in order."""

    name: str
    rooms: tuple[str, ...]


def read_line(line: str) -> TypedBlock | None:
    """The block and rooms that a line says; None where nobody can tell."""
    found = _LINE.fullmatch(" ".join(line.split()))
    if found is None:
        return None
    rooms: list[str] = []
    said = _THROUGH.sub("-", found["rooms"] or "")
    for part in re.split(r"[,;\s]+", said.upper()):
        made = _rooms_of(part)
        if made is None:
            return None
        rooms += made
    return TypedBlock(tidy(found["block"]), tuple(dict.fromkeys(rooms)))


def joined(words: Sequence[str]) -> tuple[str, ...]:
    """The lines that separate words were meant as: `B`, `1-20` is one block with its rooms.

    A word with a blank in it was quoted, and is a line already; numbers alone are blocks.
    """
    lines: list[str] = []
    goes_on = False
    for word in words:
        is_quoted = len(word.split()) > 1
        is_more = _ROOMS.fullmatch(word) or _BEFORE_ROOMS.fullmatch(word)
        if goes_on and not is_quoted and (is_more or _BEFORE_BLOCK.fullmatch(lines[-1])):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            goes_on = not is_quoted
    return tuple(words) if all(map(str.isdecimal, words)) else tuple(lines)


def tidy(name: str) -> str:
    """A name as it is kept: letters and numbers in capitals, words as they were written."""
    plain = " ".join(name.split())
    return plain.upper() if len(plain) <= CODE_LENGTH else plain


def in_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """What names are sorted by, so that 2 stands before 10."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in _PARTS.findall(name)
    )


def code(block: str, room: str) -> str:
    """A room as the screen shows it, such as `B-12`; a block alone, or nothing."""
    return f"{block}-{room}" if block and room else room or block


def split_code(text: str) -> tuple[str, str] | None:
    """The block and room of a code such as `B-12`, `b 12` or `Blok B/12`."""
    found = _CODE.fullmatch(text)
    return (tidy(found["block"]), tidy(found["room"])) if found else None


def _rooms_of(part: str) -> list[str] | None:
    if not part:
        return []
    span = _SPAN.fullmatch(part)
    if span is None:
        return [part] if _ROOM.fullmatch(part) else None
    first, last = int(span["first"]), int(span["last"])
    if not first <= last < first + MOST_IN_SPAN:
        return None
    wide = len(span["first"]) if span["first"].startswith("0") else 0
    return [f"{span['word']}{each:0{wide}d}" for each in range(first, last + 1)]
