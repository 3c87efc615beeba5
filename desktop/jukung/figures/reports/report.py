"""What a report is, the days it is of, and the table that it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jukung.figures.reports import writing
from jukung.figures.reports.charts import Chart, chart_of
from jukung.library.desk import Desk
from jukung.words import _, brief_day

Cell = str | int | float | date | None
"""What stands in a table: words, a figure, a share of 1, a day; None is not recorded."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Some days, both ends counted."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """For example `1 Nov 2026 – 22 Nov 2026`."""
        if self.first == self.last:
            return brief_day(self.first)
        return f"{brief_day(self.first)} – {brief_day(self.last)}"


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column; `kind` is text, number, rate, day, share or money."""

    title: str
    kind: str = "text"
    total: bool = False
    """Whether the figures of all rows add up to something."""
    persons: bool = False
    """Whether a figure counts few people of one kind, whom it could give away."""
    inner: bool = False
    """Whether it tells persons apart: a prison tells such figures in tens, by month."""
    apart: bool = False
    """Whether it is no part of the sum of the columns beside it."""
    wide: bool = False
    """Whether it takes the room that is left."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the file; its words are English keys, its code never changes."""

    code: str
    title: str
    group: str
    columns: tuple[ReportColumn, ...]
    compute: Callable[[Desk, Span], tuple[Row, ...]]
    definition: str
    outward: Callable[[Desk, Span], tuple[Row, ...]] | None = None
    """What is counted instead where it leaves the library; None for the same."""
    chart: str | None = None
    """How it is drawn: `bars`, `line`, or not at all."""
    charted: int = 1
    """The column that is drawn."""
    for_keepers: bool = False
    of_year: bool = False
    """Whether it is always of the whole year in which the days end."""
    at_end: bool = False
    """Whether it tells how things stood on the last day."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A report as it was counted; all its words are in the language spoken then."""

    code: str
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[Row, ...]
    total: Row | None
    span: Span
    definition: str
    library: str
    made_on: date
    chart: str | None = None
    charted: int = 1
    note: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The titles of its columns."""
        return tuple(column.title for column in self.columns)

    @property
    def source(self) -> str:
        """Whose figures these are, of which days, and when they were counted."""
        return _("{library} · {days} · made on {day}").format(
            library=self.library, days=self.span.words, day=brief_day(self.made_on)
        )

    @property
    def is_figure(self) -> tuple[bool, ...]:
        """Which columns are figures, that end under one another."""
        return tuple(column.kind not in ("text", "day") for column in self.columns)

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """Every row as it is read; the total is the last."""
        rows = (*self.rows, *((self.total,) if self.total is not None else ()))
        return tuple(map(self.texts, rows))

    def texts(self, row: Row) -> tuple[str, ...]:
        """The cells of a row as they are read."""
        return tuple(
            writing.shown(cell, column.kind) for cell, column in zip(row, self.columns, strict=True)
        )

    def drawing(self) -> Chart | None:
        """What is drawn above the table; nothing where nothing can be compared."""
        if self.chart is None or len(self.rows) < 2:
            return None
        values = tuple(_height(row[self.charted]) for row in self.rows)
        if not any(values):
            return None
        column = self.columns[self.charted]
        names = [writing.brief(row[0]) for row in self.rows]
        return chart_of(self.chart, column.title, names, values, of=column.kind)


def _height(cell: Cell) -> int | float | None:
    return cell if isinstance(cell, int | float) else None
