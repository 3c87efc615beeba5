"""A run of labels on the changes lane: queued, taken up, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jukung.ui import verbs
from jukung.ui.pages.label_work import issuer_of, labels_of

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.print_runs import RunView
    from jukung.paper.sheets import Sheet
    from jukung.ui.pages.label_orders import Order


@dataclass(frozen=True, slots=True)
class Begun:
    """A run with what it still has to print."""

    run: RunView
    order: Order


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A run after somebody said which labels came out well."""

    run: RunView
    labels: int
    act_id: str
    gone: int = 0
    """How many of those printed fell away before anybody answered."""


def begin(desk: Desk, order: Order, run_id: str) -> Begun:
    """Put an order into the queue, or take up the one that waits."""
    runs = verbs.print_runs
    if run_id:
        run = runs.restart_at(desk, run_id, sheet=order.sheet.name, start_cell=order.start_cell)
    else:
        known = order.subjects[: len(order.subjects) - order.fresh]
        fresh = verbs.blank_numbers.reserve(desk, order.fresh).numbers if order.fresh else ()
        run = runs.queue(
            desk,
            order.what,
            sheet=order.sheet.name,
            start_cell=order.start_cell,
            subjects=(*known, *fresh),
            choices=order.choices.kept(),
        )
    left = runs.left(desk, run.id)
    return Begun(run, replace(order, subjects=left, fresh=0))


def confirm(
    desk: Desk, run_id: str, *, printed: Sequence[str], sheet: Sheet, new_sheet: bool
) -> Confirmed:
    """Count subjects that came out well as printed; none at all only moves the run on.

    Copies may be withdrawn between printing and answering: they count no more, but
    their cells of the sheet are used.
    """
    runs = verbs.print_runs
    still = set(runs.left(desk, run_id))
    labels = sum(subject in still for subject in printed)
    gone = len(printed) - labels
    if gone and not new_sheet:
        begun = runs.show(desk, run_id)
        cell = (begun.start_cell - 1 + gone) % max(1, sheet.cells) + 1
        runs.restart_at(desk, run_id, sheet=sheet.name, start_cell=cell)
    run = runs.confirm(desk, run_id, labels=labels, cells=sheet.cells, new_sheet=new_sheet)
    return Confirmed(run, labels, run.act_id, gone)


def readied(desk: Desk, order: Order) -> tuple[tuple[Any, ...], Any]:
    """Everything the pages of an order need, so that no desk is held while they are made."""
    return labels_of(desk, order), issuer_of(desk, order)
