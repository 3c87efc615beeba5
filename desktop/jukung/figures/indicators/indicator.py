"""What one indicator is: its code never changes meaning and is never reused."""

from collections.abc import Callable
from dataclasses import dataclass

from jukung.domain.months import Month
from jukung.library.desk import Desk


@dataclass(frozen=True, slots=True)
class Indicator:
    """A counted figure, with the words and the source that explain it.

    `title`, `unit`, `definition` and `origin` are English keys for the words;
    `law` names the text that asks for the figure.
    """

    code: str
    title: str
    unit: str
    definition: str
    origin: str
    law: str
    compute: Callable[[Desk, Month], int | None]
    part_of: str = ""
