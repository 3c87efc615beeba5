"""What the import's page says: what came in, what went, and what could not go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.ui import verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.room import Room
from jukung.words import _, brief_day, clock, many, number

if TYPE_CHECKING:
    from jukung.exchange.imports.plan import Plan
    from jukung.library.intake import Arrival, ImportLine
    from jukung.library.intake_undo import TakenBack


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as it comes home, and what may be done with it."""

    plan: Plan
    has_columns: bool
    reject_count: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that an undoing cannot take back."""

    what: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Back:
    """An undoing, asked about or done, with what it says of itself."""

    taken: TakenBack
    goes: str
    stays: str
    kept: tuple[Kept, ...]


def back_of(taken: TakenBack) -> Back:
    """What an undoing takes and leaves, in words; on a lane."""
    said = verbs.import_kept
    return Back(
        taken,
        said.goes(taken),
        " ".join(said.stays(taken, with_whys=False)),
        (
            *(Kept(count, why, "") for count, why in said.summed(taken)),
            *(Kept(_(said.SORTS[line.what]), line.name, said.why_of(line)) for line in taken.lines),
        ),
    )


def removed_words(taken: TakenBack) -> str:
    """What went besides titles and copies."""
    members, loans = taken.member_count, taken.loan_count
    fines, visits = taken.fine_count, taken.visit_count
    more = listed(
        (members, many("{count} member", "{count} members", members)),
        (loans, many("{count} loan", "{count} loans", loans)),
        (fines, many("{count} fine or payment", "{count} fines and payments", fines)),
        (visits, many("{count} visit entry", "{count} visit entries", visits)),
    )
    if not more:
        return _("The catalogue is as before the import.")
    return _("Also removed: {what}. Everything is as before the import.").format(what=more)


def arrived_words(arrival: Arrival) -> str:
    """What came besides titles and copies, and what to do next."""
    members, loans, told = arrival.member_count, arrival.loan_count, arrival.told_count
    fines, visits, holds = arrival.fine_count, arrival.visit_count, arrival.hold_count
    more = listed(
        (members, many("{count} member", "{count} members", members)),
        (loans, many("{count} loan", "{count} loans", loans)),
        (fines, many("{count} fine or payment", "{count} fines and payments", fines)),
        (visits, many("{count} visit", "{count} visits", visits)),
        (holds, many("{count} reservation", "{count} reservations", holds)),
        (told, many("{count} copy completed", "{count} copies completed", told)),
    )
    next_step = _("Look at some of them, then print the labels that are missing.")
    return _("Also {more}.").format(more=more) + f" {next_step}" if more else next_step


def history_columns(room: Room) -> list[Column[ImportLine]]:
    """The columns of the list of imports."""

    def moment(line: ImportLine) -> Cell:
        profile = room.profile
        at = line.at.astimezone(months.zone_info(profile.zone)) if profile else line.at
        return Cell(brief_day(at.date()), clock(at))

    return [
        Column(_("File"), lambda line: Cell(line.file, strong=True)),
        Column(_("Stored"), moment, width=140, from_width=560),
        Column(_("Titles"), lambda line: number(line.title_count), width=88, align="right"),
        Column(_("Copies"), lambda line: number(line.copy_count), width=96, align="right"),
        Column(
            _("Members"), lambda line: number(line.member_count), width=96, align="right",
            from_width=800,
        ),
        Column("", _undo_cell, width=128),
    ]  # fmt: skip


def kept_columns() -> list[Column[Kept]]:
    """The columns of what an undoing keeps."""
    return [
        Column(_("Stays"), lambda each: each.what, width=112),
        Column(_("Which"), lambda each: Cell(each.words, each.why, strong=True)),
    ]


def _undo_cell(line: ImportLine) -> Cell:
    return Cell(_("undone"), chip="neutral") if line.is_undone else Cell(link=_("undo"))


def listed(*counts: tuple[int, str]) -> str:
    """Counts with their words, those that are nothing left out."""
    return ", ".join(words.format(count=number(count)) for count, words in counts if count)
