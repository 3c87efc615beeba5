"""What one indicator is: its code never changes meaning and is never reused."""

from dataclasses import dataclass
from typing import Literal

from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month
from jukung.figures import counting
from jukung.figures.counting import SourceRow
from jukung.figures.tally import Tally
from jukung.library.desk import Desk

OverTime = Literal["sum", "last", "none"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A counted figure, with the words and the source that explain it.

    `title`, `unit`, `definition` and `origin` are English keys for the words;
    `law` names the text that asks for the figure, or Jukung where none is known.
    Parts of a whole that are told apart `by` the same thing add up to it.
    """

    code: str
    title: str
    unit: str
    definition: str
    origin: str
    law: str
    tally: Tally | None
    """None for what no part of the program records; a person may type it."""
    part_of: str = ""
    by: str = ""
    sent: bool = True
    """Whether it leaves the library at all."""
    prisons_send: bool = True
    """False where a few persons behind walls could be told apart by it."""
    stays: bool = False
    """Whether a closed month keeps it: what it was counted from is forgotten."""
    only: LibraryKind | None = None
    over_time: OverTime = "sum"
    """What months make together: `sum` adds events, `last` keeps the newest stock, and
    `none` is for what was counted once in each month, such as different people."""

    def leaves(self, kind: LibraryKind) -> bool:
        """Whether a library of this kind sends it."""
        return self.sent and (self.prisons_send or kind is not LibraryKind.prison)

    def concerns(self, kind: LibraryKind) -> bool:
        """Whether a library of this kind has such a figure."""
        return self.only in {None, kind}

    def compute(self, desk: Desk, month: Month) -> int | None:
        """Count it alone, in a month; None where nothing was recorded."""
        return counting.count(desk, month, {self.code: self.tally})[self.code]

    def sources(self, desk: Desk, month: Month, most: int = 200) -> tuple[SourceRow, ...]:
        """What it was counted from; only for the library's own screen."""
        return counting.sources(desk, month, self.tally, most) if self.tally else ()
