"""Carries a plan out, as one act that can be undone."""

from jukung.domain import codes, errors
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.plan import Plan
from jukung.library import intake
from jukung.library.desk import Desk
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

    Refuses AlreadyImported where nothing is left to store, PlanOutdated where
    numbers were given away since the plan, ImportStopped.
    """
    incoming = plan.fresh + plan.known if again else plan.fresh
    if not incoming:
        raise errors.AlreadyImported(plan.file)
    taken = intake.taken_numbers(desk)
    if any(codes.fold(number) in taken for each in incoming for number in each.copy_numbers):
        raise errors.PlanOutdated(plan.file)
    return intake.receive(
        desk,
        incoming,
        facts={"file": plan.file, "sha256": plan.sha256, "format": plan.reading.format},
        progress=progress,
        stopped=stopped,
    )
