"""Telling a scanner's burst from fingers, by the pace of the keys."""

from dataclasses import dataclass, field

from jukung.ui.layouts import scanned_text

FAST_MS = 35
LEAST_KEYS = 4


@dataclass(slots=True)
class Pace:
    """The run of fast keys at the end of what was typed; moments in milliseconds."""

    _start: int = 0
    _count: int = 0
    _last: float = 0.0
    _keys: list[int] = field(default_factory=list)

    def press(self, at: float, *, place: int, held: bool = False, key: int = 0) -> None:
        """A letter arrived at a place of the line; a held key is never a scanner.

        `key` is the place of the key on the keyboard, 0 where it is not known.
        """
        if self._count and not held and at - self._last < FAST_MS:
            self._count += 1
        else:
            self._start, self._count = place, 1
            self._keys.clear()
        self._keys.append(key)
        self._last = at

    @property
    def ended_at(self) -> float:
        """The moment of the last letter."""
        return self._last

    def forget(self) -> None:
        """Begin anew; the line was cleared or corrected."""
        self._start = self._count = 0

    def last(self) -> float:
        """When the last letter arrived."""
        return self._last

    def is_burst(self) -> bool:
        """Whether only a scanner types like this."""
        return self._count >= LEAST_KEYS

    def is_cut(self, at: float, *, line: str) -> bool:
        """Whether a line of few keys, and the Enter behind it, came as half a scan does."""
        all_of_it = self._start == 0 and 0 < self._count == len(line) < LEAST_KEYS
        return all_of_it and at - self._last < FAST_MS

    def scanned(self, line: str, *, x11: bool = False) -> str:
        """What the scanner sent; letters left over from fingers are not part of it."""
        burst = line[self._start : self._start + self._count]
        read = scanned_text(burst, self._keys, x11=x11)
        has_number = any(letter.isdigit() for letter in read)
        return read if has_number else line
