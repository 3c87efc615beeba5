"""Telling a scanner's burst from fingers, by the pace of the keys."""

from dataclasses import dataclass

FAST_MS = 35
LEAST_KEYS = 4


@dataclass(slots=True)
class Pace:
    """The run of fast keys at the end of what was typed; moments in milliseconds."""

    _start: int = 0
    _count: int = 0
    _last: float = 0.0

    def press(self, at: float, *, place: int, held: bool = False) -> None:
        """A letter arrived at a place of the line; a held key is never a scanner."""
        if self._count and not held and at - self._last < FAST_MS:
            self._count += 1
        else:
            self._start, self._count = place, 1
        self._last = at

    def forget(self) -> None:
        """Begin anew; the line was cleared or corrected."""
        self._start = self._count = 0

    def is_burst(self) -> bool:
        """Whether only a scanner types like this."""
        return self._count >= LEAST_KEYS

    def scanned(self, line: str) -> str:
        """What the scanner sent; letters left over from fingers are not part of it."""
        burst = line[self._start : self._start + self._count]
        has_number = any(letter.isdigit() for letter in burst)
        return burst if has_number else line
