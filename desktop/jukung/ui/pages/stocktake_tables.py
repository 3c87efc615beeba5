"""The tables of a stocktake: what was scanned last, the copies of the list, other codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jukung import messages
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.tick_table import tick_column
from jukung.words import _, brief_day, clock, number, short_day

if TYPE_CHECKING:
    from datetime import datetime

    from jukung.library.stocktake_counting import Seen
    from jukung.library.stocktake_files import LineAnswer
    from jukung.library.stocktake_lists import OtherLine, StocktakeLine
    from jukung.library.stocktakes import StocktakeView

TINTS = {
    "counted": "good", "found": "good", "again": "neutral", "lent": "gold", "waits": "gold",
    "misplaced": "gold", "elsewhere": "gold", "withdrawn": "gold",
}  # fmt: skip
"""What is no number of ours is bad."""
FATE_TINTS = {
    "seen": "good", "found": "accent", "misplaced": "gold", "lent_seen": "gold", "unseen": "bad",
    "boxed": "bad", "missing": "bad",
}  # fmt: skip
_DECISION_TINTS = {"missing": "bad", "withdrawn": "neutral", "repair": "gold", "leave": "neutral"}
_STATES = {"open": "gold", "finished": "good"}


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A line of what was scanned last."""

    code: str
    title: str
    detail: str
    words: str
    tint: str
    at: str
    number: str = ""
    """Of a lent copy, which can be taken back."""


def scan_row(seen: Seen, at: datetime) -> ScanRow:
    """A scan as a line."""
    detail = " · ".join(filter(None, (seen.call_number, seen.place)))
    if seen.due_on is not None:
        detail = _("until {day}").format(day=short_day(seen.due_on))
    return ScanRow(
        seen.number or seen.code,
        seen.title,
        detail,
        _(messages.SEEN_AS[seen.as_]),
        TINTS.get(seen.as_, "bad"),
        clock(at),
        seen.number,
    )


def file_row(answer: LineAnswer) -> ScanRow:
    """A line of a file as a line."""
    return ScanRow(
        answer.text,
        "",
        "",
        _(messages.SEEN_AS[answer.as_]),
        TINTS.get(answer.as_, "bad"),
        _("line {n}").format(n=answer.line),
    )


def scan_columns() -> list[Column[Any]]:
    """The columns of what was scanned last."""
    return [
        Column(_("Time"), lambda row: Cell(row.at, soft=True), width=84, from_width=560),
        Column(_("Number"), lambda row: Cell(row.code, strong=True), width=150),
        Column(_("Title"), lambda row: Cell(row.title, row.detail)),
        Column(_("What it is"), lambda row: Cell(row.words, chip=row.tint), width=212),
    ]


def line_columns() -> list[Column[Any]]:
    """The columns of the copies on the list."""
    return [
        tick_column(),
        Column(_("Title"), _title),
        Column(_("Number"), lambda line: line.number, width=116),
        Column(
            _("Call number"),
            lambda line: Cell(line.call_number, line.place),
            width=146,
            from_width=820,
        ),
        Column(_("Found"), _fate, width=168),
        Column(_("Decision"), _decision, width=150, from_width=620),
    ]


def other_columns() -> list[Column[Any]]:
    """The columns of the codes that are not on the list."""
    return [
        Column(_("Seen"), _other_seen, width=150, from_width=620),
        Column(_("Code"), lambda line: Cell(line.code, strong=True), width=150),
        Column(_("Title"), lambda line: Cell(line.title, line.call_number)),
        Column(
            _("What it is"),
            lambda line: Cell(_(messages.SEEN_AS[line.why]), chip=TINTS.get(line.why, "bad")),
            width=212,
        ),
    ]


def stocktake_columns(scope_words: Any) -> list[Column[Any]]:  # noqa: ANN401 - Scope to words
    """The columns of the stocktakes."""
    return [
        Column(
            _("Stocktake"),
            lambda view: Cell(view.name, scope_words(view.scope), strong=True),
        ),
        Column(_("Began"), lambda view: brief_day(view.began_on), width=130, from_width=620),
        Column(_("Seen"), _progress, width=150, align="right"),
        Column(_("State"), _state, width=150),
    ]


def _progress(view: StocktakeView) -> Cell:
    shown = _("{seen} of {expected}")
    return Cell(shown.format(seen=number(view.seen), expected=number(view.expected)))


def _state(view: StocktakeView) -> Cell:
    words = _("Goes on") if view.state == "open" else _("Finished")
    return Cell(words, chip=_STATES.get(view.state, "neutral"))


def _title(line: StocktakeLine) -> Cell:
    seen = ""
    if line.seen_at is not None:
        when = f"{brief_day(line.seen_at.date())} {clock(line.seen_at)}"
        seen = " · ".join(filter(None, (when, line.seen_where)))
    return Cell(line.title, seen or line.people, strong=True)


def _fate(line: StocktakeLine) -> Cell:
    words = _(messages.FATES[line.fate])
    return Cell(words, chip=FATE_TINTS.get(line.fate, "neutral"))


def _decision(line: StocktakeLine) -> Cell:
    if line.decision == "open":
        return Cell("–", soft=True)
    words = _(messages.STOCKTAKE_DECISIONS[line.decision])
    return Cell(words, chip=_DECISION_TINTS.get(line.decision, "good"))


def _other_seen(line: OtherLine) -> Cell:
    return Cell(f"{brief_day(line.seen_at.date())} {clock(line.seen_at)}", line.seen_where)
