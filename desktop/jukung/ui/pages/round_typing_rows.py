"""The lines of a round's form as they are typed in: each with its mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung import messages
from jukung.domain.kinds import RoundOutcome, RoundTask
from jukung.ui import verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.round_words import LETTERS, bare, letters, task
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.round_paper import Mark
    from jukung.library.round_views import RoundView

_TINTS = {RoundOutcome.done: "good", RoundOutcome.kept: "gold"}


@dataclass(frozen=True, slots=True)
class TypingRow:
    """A line of the form, with the mark that was typed and what is against it."""

    room: str
    card: str
    what: str
    barcode: str
    title: str
    line: int = 0
    mark: RoundOutcome | None = None
    stop: Refusal | None = None
    is_extra: bool = False
    can_keep: bool = False


def rows_of(view: RoundView) -> list[TypingRow]:
    """The lines of a round that are open, in the order of the form."""
    rows = []
    for stop in view.stops:
        for line in stop.open_lines:
            can_keep = line.what is RoundTask.collect
            rows.append(
                TypingRow(
                    stop.room,
                    stop.card,
                    task(line),
                    line.barcode,
                    line.title,
                    line.row,
                    can_keep=can_keep,
                )
            )
        if not stop.open_lines and not stop.is_done and stop.visit:
            rows.append(TypingRow(stop.room, stop.card, _("visit"), "", "", stop.visit))
    return rows


def mark_of(row: TypingRow) -> Mark:
    """What a line that was typed means to the round."""
    if row.is_extra:
        return verbs.round_paper.Mark(card=row.card, number=row.barcode)
    return verbs.round_paper.Mark(row.line, row.mark or RoundOutcome.done)


def letters_said() -> str:
    """Each letter with its word, in one line."""
    return " · ".join(f"{letter} {word}" for letter, word in letters())


def typing_columns() -> tuple[Column[TypingRow], ...]:
    """Where, whose, what is to be done, which book, and what was typed."""
    return (
        Column(_("Room"), lambda row: row.room, width=76),
        Column(_("Borrower"), lambda row: Cell(row.card, strong=True), width=106),
        Column(_("What to do"), lambda row: row.what, width=96),
        Column(_("Number"), lambda row: row.barcode, width=106, from_width=640),
        Column(_("Title"), _title),
        Column(_("Mark"), _chip, width=128),
    )


def _title(row: TypingRow) -> Cell:
    if row.stop is not None:
        return Cell(f"! {messages.sentence(row.stop)}", tint="bad")
    return Cell(row.title)


def _chip(row: TypingRow) -> Cell:
    if row.mark is None:
        return Cell()
    word = LETTERS[row.mark][1]
    return Cell(bare(word), chip=_TINTS.get(row.mark, "neutral"))
