"""A report on paper: what it says, a chart of it, its table, and whose figures they are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from jukung.domain.errors import NothingToPrint
from jukung.paper import report_chart, tables
from jukung.paper.document import FORM, Column, Document, Letterhead, Signer
from jukung.paper.report_chart import Drawn
from jukung.words import many, number

MOST_ROWS = 1_500
"""On paper; longer lists belong into a workbook."""

_SIZE, _SMALL, _NOTES = 9.5, 7.5, 8.5  # points
_LOOKED_AT = 400  # rows that decide how wide columns are
_MANY_COLUMNS = 6


class Tabled(Protocol):
    """A table whose words are ready, as a report of the figures is."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The titles of its columns."""

    @property
    def is_figure(self) -> tuple[bool, ...]:
        """Which columns end under one another."""

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """Its rows as they are read, the total last."""

    @property
    def definition(self) -> str:
        """What is counted."""

    @property
    def source(self) -> str:
        """Whose figures, of which days, made on which day."""

    @property
    def note(self) -> str:
        """What was left out; usually nothing."""

    def drawing(self) -> Drawn | None:
        """What is drawn of it, if anything."""


def report_page(
    table: Tabled,
    *,
    letterhead: Letterhead,
    signers: Sequence[Signer] = (),
    paper: str = "a4",
    chart: bool = True,
) -> bytes:
    """Write a report on as many pages as it needs; refuses NothingToPrint without rows."""
    rows = table.lines
    if not rows:
        raise NothingToPrint
    wide = len(table.headings) > _MANY_COLUMNS
    document = Document(
        paper,
        title=table.title,
        letterhead=letterhead,
        landscape=wide,
        edges=FORM,
        foot=table.title,
    )
    document.heading(table.title)
    document.words(table.definition, size=_NOTES, after=1)
    document.words(table.source, size=_NOTES, bold=True, after=1)
    if table.note:
        document.words(table.note, size=_NOTES, after=1)
    document.skip(2)
    drawn = table.drawing() if chart else None
    if drawn is not None:
        _draw(document, drawn)
    size = _SMALL if wide else _SIZE
    document.table(_columns(table, rows, document.width, size), rows[:MOST_ROWS], size=size)
    _tell_left_out(document, len(rows) - MOST_ROWS)
    if signers:
        document.signatures(*signers)
    return document.finished()


def _draw(document: Document, drawn: Drawn) -> None:
    width = document.width
    document.drawing(
        report_chart.height_of(drawn),
        lambda pages, left, top: report_chart.draw(pages, drawn, left=left, top=top, width=width),
    )
    document.skip(4)


def _columns(
    table: Tabled, rows: Sequence[Sequence[str]], width: float, size: float
) -> tuple[Column, ...]:
    made = tables.columns_for(table.headings, rows[:_LOOKED_AT], width=width, size=size)
    return tuple(
        replace(column, right=right) for column, right in zip(made, table.is_figure, strict=True)
    )


def _tell_left_out(document: Document, count: int) -> None:
    if count > 0:
        said = many(
            "{count} more row stands in the workbook only.",
            "{count} more rows stand in the workbook only.",
            count,
        )
        document.words(said.format(count=number(count)))
