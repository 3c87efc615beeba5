"""Carries a plan out, as one act that can be undone."""

from collections.abc import Iterator

from jukung.domain import codes, errors
from jukung.exchange.imports import mapping
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.plan import Plan
from jukung.library import intake, intake_standing
from jukung.library.desk import Desk
from jukung.library.incoming import Load
from jukung.library.intake import Arrival


def apply(
    desk: Desk,
    plan: Plan,
    *,
    again: bool = False,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Arrival:
    """Store what a plan says; `again` stores titles that are here already once more.

    Refuses AlreadyImported or NothingToStore where nothing is left to store,
    PlanOutdated where numbers were given away since the plan, ImportStopped.
    """
    load = plan.load(again=again)
    if not load.count:
        raise (errors.AlreadyImported if plan.known else errors.NothingToStore)(plan.file)
    if intake_standing.has_numbers(desk):
        here = intake_standing.here(desk, _numbers(plan, load, again=again))
        if here.copies or here.cards:
            raise errors.PlanOutdated(plan.file)
    arrival = intake.receive_all(
        desk,
        load,
        facts={"file": plan.file, "sha256": plan.sha256, "format": plan.reading.format},
        progress=progress,
        stopped=stopped,
    )
    if plan.uses and plan.reading.header:
        mapping.remember(desk, plan.reading.header, plan.uses)
    return arrival


def _numbers(plan: Plan, load: Load, *, again: bool) -> set[str]:
    """The folded numbers that copies and members would get."""
    found = set(plan.titles.numbers)
    if again:
        found.update(_of_known(plan))
    found.update(codes.fold(each.draft.card) for each in load.members if not each.renumbered)
    return found


def _of_known(plan: Plan) -> Iterator[str]:
    for title in plan.known:
        yield from map(codes.fold, title.copy_numbers)
        yield from (codes.fold(each.number) for each in title.copies if each.number.strip())
