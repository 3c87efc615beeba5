"""Blocks of type that shrink, wrap and only then are cut, to fit a part of a label."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jukung.paper.fonts import REGULAR
from jukung.paper.label_sketch import Line, Room
from jukung.paper.page import POINT_MM, broken, fit_size, fit_text, text_width

SMALLEST_TYPE = 4.0  # points; below this nobody reads
LEAST_TYPE = 2.5  # points; what may not be cut goes down to here, then it is refused
LARGEST_TYPE = 240.0

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_REACHING = re.compile("[Jjf]")
_STEPS = 9  # halvings: to a fiftieth of a point on a common label
_ENOUGH = 1e-6


@dataclass(frozen=True, slots=True)
class Words:
    """One entry of a block of type."""

    text: str
    font: str = REGULAR
    size: float = 1.0  # part of the block's size
    largest: float = LARGEST_TYPE  # points
    lines: int = 1  # at most
    may_cut: bool = False
    after: float = 0.0  # part of its own size, before the next


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of type and how far its letters reach, in parts of its size."""

    text: str
    font: str
    size: float
    rise: float
    depth: float
    after: float

    @property
    def height(self) -> float:
        """All its room in millimetres."""
        return (self.rise + self.depth + self.after) * self.size * POINT_MM


@lru_cache(maxsize=4096)
def reach(text: str) -> tuple[float, float]:
    """Say how far letters rise and hang from the baseline, in parts of the size.

    Taken from the outlines of Noto Sans and Noto Naskh Arabic.
    """
    if text.isascii():
        return 0.77, 0.24
    if _ARABIC.search(text):
        marked = any(unicodedata.combining(letter) for letter in text)
        accented = any("~" < letter < "\u0590" and letter.isalpha() for letter in text)
        return (1.25, 0.75) if marked else (1.08 if accented else 0.96, 0.62)
    if any(unicodedata.combining(letter) for letter in text):
        return 1.25, 0.5
    foreign = any(letter > "~" and _is_tall(letter) for letter in text)
    return (1.08, 0.3) if foreign else (0.77, 0.24)


def _is_tall(letter: str) -> bool:
    """Say whether a sign beyond ASCII may rise above capitals, as É, ² and ° do."""
    return letter.isalpha() or unicodedata.category(letter) in {"No", "Sk", "So"}


def clear_width(text: str, *, size: float, width: float) -> float:
    """Take off a width what letters such as J reach beyond their own advance."""
    beyond = 0.14
    if text.isascii():
        beyond = 0.08 if _REACHING.search(text) else 0.0
    return width - 2 * beyond * size * POINT_MM


def block(
    words: Sequence[Words],
    room: Room,
    *,
    largest: float = LARGEST_TYPE,
    even: bool = False,
    part: float = 0.5,
    lift: float = 0.5,
) -> tuple[Line, ...] | None:
    """Set words as large as they fit a room; None where they do not.

    `even` keeps one size for all before a line is shrunk alone; `part` 0 sets from the
    edge where the first line begins; `lift` is the part of the height left over that
    lies above the block.
    """
    said = [one for one in words if one.text]
    for must_be_even in (True, False) if even else (False,):
        lines = _largest(said, room, largest=largest, even=must_be_even)
        if lines is not None:
            return _placed(lines, room, part=part, lift=lift)
    return None


def _largest(
    words: Sequence[Words], room: Room, *, largest: float, even: bool
) -> list[SetLine] | None:
    found = _lay(words, largest, room, even=even)
    if found is not None:
        return found
    low, high = min(SMALLEST_TYPE / 2, largest / 16), largest
    found = _lay(words, low, room, even=even)
    if found is None:
        return None
    for _step in range(_STEPS):
        middle = (low * high) ** 0.5
        lines = _lay(words, middle, room, even=even)
        if lines is None:
            high = middle
        else:
            low, found = middle, lines
    return found


def _lay(words: Sequence[Words], size: float, room: Room, *, even: bool) -> list[SetLine] | None:
    lines: list[SetLine] = []
    for one in words:
        own = max(min(one.size * size, one.largest), SMALLEST_TYPE)
        texts, fitting = _set(one, own, room.width)
        if fitting < LEAST_TYPE or (even and fitting < own - _ENOUGH):
            return None
        for place, text in enumerate(texts):
            last = place == len(texts) - 1
            lines.append(
                SetLine(text, one.font, fitting, *reach(text), one.after if last else 0.05)
            )
    height = sum(line.height for line in lines)
    if lines:
        height -= lines[-1].after * lines[-1].size * POINT_MM
    return lines if height <= room.height + _ENOUGH else None


def _set(words: Words, size: float, width: float) -> tuple[list[str], float]:
    """Break or shrink one entry to a width; its lines and their size."""
    text, font = words.text, words.font
    width = clear_width(text, size=size, width=width)
    if text_width(text, font, size=size) <= width:
        return [text], size
    if words.lines > 1:
        longest = max(text.split(), key=lambda word: text_width(word, font, size=1))
        size = max(fit_size(longest, font, size=size, width=width), SMALLEST_TYPE)
        for part in (1.0, 0.9, 0.8) if words.may_cut else (1.0,):
            smaller = max(size * part, SMALLEST_TYPE)
            lines = broken(text, font, size=smaller, width=width)
            if len(lines) <= words.lines and " ".join(lines) == text:
                return lines, smaller
        if words.may_cut:
            smaller = max(size * 0.8, SMALLEST_TYPE)
            return cut_lines(text, font, size=smaller, width=width, most=words.lines), smaller
    if words.may_cut:
        least = max(size * 0.8, SMALLEST_TYPE)
        line, fitting = fit_text(text, font, size=size, width=width, smallest=least)
        return [line], fitting
    return [text], fit_size(text, font, size=size, width=width)


def cut_lines(text: str, font: str, *, size: float, width: float, most: int) -> list[str]:
    """Break a line into at most so many; the last ends in an ellipsis where it is cut."""
    lines = broken(text, font, size=size, width=width)
    if len(lines) <= most:
        return lines
    kept = lines[: most - 1]
    letters = sum(len(line.replace(" ", "")) for line in kept)
    place = 0
    while letters:  # breaking loses blanks only
        letters -= text[place] != " "
        place += 1
    rest = text[place:].strip()
    last, _size = fit_text(rest, font, size=size, width=width, smallest=size)
    return [*kept, last]


def _placed(lines: Sequence[SetLine], room: Room, *, part: float, lift: float) -> tuple[Line, ...]:
    height = sum(line.height for line in lines)
    if lines:
        height -= lines[-1].after * lines[-1].size * POINT_MM
    top = room.top + (room.height - height) * lift
    placed = []
    if part == 0 and lines and _begins_right_to_left(lines[0].text):
        part = 1.0
    x = room.left + room.width * part
    for line in lines:
        baseline = top + line.rise * line.size * POINT_MM
        placed.append(Line(line.text, x, baseline, line.font, line.size, part))
        top += line.height
    return tuple(placed)


def _begins_right_to_left(text: str) -> bool:
    sorts = map(unicodedata.bidirectional, text)
    return next((sort for sort in sorts if sort in {"L", "R", "AL"}), "L") != "L"
