"""A list of moves on a lane: read from a file or from the vault's lines, planned, stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.ui import verbs

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from jukung.library.desk import Desk
    from jukung.library.house_plan import HousePlan, PlanLine
    from jukung.library.moves import MoveDone
    from jukung.ui.vault.protocol import RosterRead

ORDER = ("left", "moved", "new", "doubtful", "same")


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as it comes home, and the columns that were not read."""

    plan: HousePlan
    left_out: tuple[str, ...] = ()


def plan_file(desk: Desk, path: Path) -> Planned:
    """Read a spreadsheet and hold it against the library."""
    read = verbs.house_lists.read(verbs.roster_people.read_people(path))
    return Planned(verbs.house_plan.plan(desk, read.lines, file=read.file), read.left_out)


def plan_roster(desk: Desk, said: RosterRead, *, name: str) -> Planned:
    """Hold the vault's lines, which are without names, against the library."""
    line_of = verbs.house_plan.ListLine
    lines = [
        line_of(
            line.number,
            line.card,
            line.resident,
            line.block,
            line.room,
            line.state,
            line.release_on,
            line.sex,
            line.age_band,
            hint=line.verdict if line.verdict in ("new", "left", "doubtful") else "",
        )
        for line in said.lines
    ]
    return Planned(verbs.house_plan.plan(desk, lines, file=name))


def store(desk: Desk, plan: HousePlan, chosen: Collection[int]) -> MoveDone:
    """Store the chosen lines as one act."""
    return verbs.house_plan.apply(desk, plan, chosen)


def in_order(plan: HousePlan, verdict: str) -> list[PlanLine]:
    """The lines of one verdict, or all but the unchanged: who left first."""
    wanted = [verdict] if verdict else list(ORDER[:-1])
    return [line for each in wanted for line in plan.lines if str(line.verdict) == each]
