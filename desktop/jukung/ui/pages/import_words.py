"""What the import's page says: what came in, what went, and what could not go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain import months
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
    """One thing that an undoing could not take back."""

    what: str
    words: str


def kept_of(taken: TakenBack) -> tuple[Kept, ...]:
    """Everything that stays, by what it is."""
    named = (
        (_("Title"), taken.kept),
        (_("Copy"), taken.kept_copies),
        (_("Member"), taken.kept_members),
        (_("Loan"), taken.kept_loans),
    )
    return tuple(Kept(what, words) for what, names in named for words in names)


def kept_words(taken: TakenBack) -> str:
    """Why something stays, and how much of each."""
    titles, copies = len(taken.kept), len(taken.kept_copies)
    members, loans = len(taken.kept_members), len(taken.kept_loans)
    fines, visits = taken.kept_fine_count, taken.kept_visit_count
    holds = taken.kept_hold_count
    said = listed(
        (titles, many("{count} title", "{count} titles", titles)),
        (copies, many("{count} copy", "{count} copies", copies)),
        (members, many("{count} member", "{count} members", members)),
        (loans, many("{count} loan", "{count} loans", loans)),
        (fines, many("{count} fine", "{count} fines", fines)),
        (visits, many("{count} visit entry", "{count} visit entries", visits)),
        (holds, many("{count} reservation", "{count} reservations", holds)),
    )
    return _("Kept, because they were used since: {what}.").format(what=said)


def removed_words(taken: TakenBack) -> str:
    """What went besides titles and copies."""
    members, loans = taken.member_count, taken.loan_count
    fines, visits = taken.fine_count, taken.visit_count
    more = listed(
        (members, many("{count} member", "{count} members", members)),
        (loans, many("{count} loan", "{count} loans", loans)),
        (fines, many("{count} fine", "{count} fines", fines)),
        (visits, many("{count} visit entry", "{count} visit entries", visits)),
    )
    if not more:
        return _("The catalogue is as before the import.")
    return _("Also removed: {what}. Everything is as before the import.").format(what=more)


def arrived_words(arrival: Arrival) -> str:
    """What came besides titles and copies, and what to do next."""
    members, loans, told = arrival.member_count, arrival.loan_count, arrival.told_count
    fines, visits = arrival.fine_count, arrival.visit_count
    more = listed(
        (members, many("{count} member", "{count} members", members)),
        (loans, many("{count} loan", "{count} loans", loans)),
        (fines, many("{count} fine", "{count} fines", fines)),
        (visits, many("{count} visit", "{count} visits", visits)),
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
        Column(_("Stored"), moment, width=170, from_width=560),
        Column(_("Titles"), lambda line: number(line.title_count), width=88, align="right"),
        Column(_("Copies"), lambda line: number(line.copy_count), width=96, align="right"),
        Column(
            _("Members"), lambda line: number(line.member_count), width=96, align="right",
            from_width=700,
        ),
        Column("", _undo_cell, width=140),
    ]  # fmt: skip


def kept_columns() -> list[Column[Kept]]:
    """The columns of what an undoing kept."""
    return [
        Column(_("Kept"), lambda each: each.what, width=92),
        Column(_("Which"), lambda each: Cell(each.words, strong=True)),
    ]


def _undo_cell(line: ImportLine) -> Cell:
    return Cell(_("undone"), chip="neutral") if line.is_undone else Cell(link=_("undo"))


def listed(*counts: tuple[int, str]) -> str:
    """Counts with their words, those that are nothing left out."""
    return ", ".join(words.format(count=number(count)) for count, words in counts if count)
