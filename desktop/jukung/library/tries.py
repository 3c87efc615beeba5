"""Tries at a PIN or code: counted in the file, and paused by running time.

The wall clock has no say: a pause is over when the program has run that long since
the last wrong try, or since the library was opened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from jukung.domain import errors, pins

if TYPE_CHECKING:
    from sqlmodel import Session

    from jukung.library.desk import Library

MOST_COUNTED = 99


class Counter(Protocol):
    """Where the wrong tries of one account or code are kept in the file."""

    @property
    def who(self) -> str:
        """Whose tries these are."""

    def read(self, session: Session) -> tuple[int, int]:
        """How many tries were wrong, and the pause in seconds."""

    def write(self, session: Session, failures: int, wait_s: int) -> None:
        """Keep both."""


def left(library: Library, counter: Counter) -> int:
    """Seconds until the next try counts; 0 where one may try now."""
    with library.file.reading() as session:
        _failures, wait_s = counter.read(session)
    return library.pauses.left(counter.who, wait_s)


def attempt(library: Library, counter: Counter, fits: Callable[[], bool]) -> None:
    """Judge one try; refuses PinWrong, PinLocked.

    It is counted as wrong and committed before it is judged: who cuts the power
    instead of waiting for the answer has lost a try. What cannot be counted, because
    the disk is full, is refused as that and never judged; nobody's turn at the desk
    ends by it.
    """
    with library.pauses.one_at_a_time:
        with library.file.reading() as session:
            failures, wait_s = counter.read(session)
        if seconds := library.pauses.left(counter.who, wait_s):
            raise errors.PinLocked(seconds)
        failures = min(failures + 1, MOST_COUNTED)
        wait_s = pins.pause_after(failures)
        _keep(library, counter, failures, wait_s)
        library.pauses.begin(counter.who)
        if not fits():
            if wait_s:
                # What the judging took is no part of the pause.
                library.pauses.begin(counter.who)
                raise errors.PinLocked(wait_s)
            raise errors.PinWrong(pins.TRIES - failures)
        _keep(library, counter, 0, 0)


def count(library: Library, counter: Counter) -> int:
    """Count one try as wrong before somebody else judges it; gives how many are left.

    Committed when this returns. Refuses PinLocked, and what `attempt` refuses.
    """
    with library.pauses.one_at_a_time:
        with library.file.reading() as session:
            failures, wait_s = counter.read(session)
        if seconds := library.pauses.left(counter.who, wait_s):
            raise errors.PinLocked(seconds)
        failures = min(failures + 1, MOST_COUNTED)
        _keep(library, counter, failures, pins.pause_after(failures))
        library.pauses.begin(counter.who)
    return max(pins.TRIES - failures, 0)


def forgive(library: Library, counter: Counter) -> None:
    """Forget the wrong tries: the last one was right."""
    with library.pauses.one_at_a_time:
        _keep(library, counter, 0, 0)


def _keep(library: Library, counter: Counter, failures: int, wait_s: int) -> None:
    with library.file.changing() as session:
        counter.write(session, failures, wait_s)
