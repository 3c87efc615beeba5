"""Paper slips typed later with their true days: drafts, checks, and one act for a batch.

What is typed is kept as a draft until it is recorded. A batch is checked as one
timeline and recorded as one act, so that one undo takes all of it back.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlmodel import col

from jukung import messages
from jukung.domain import codes, errors, lending, months, typed
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind, SlipAct
from jukung.domain.months import Month
from jukung.domain.typed import TypedSlip
from jukung.library import closing, journal, late_plan, late_writing, numbers
from jukung.library.desk import Desk
from jukung.library.late_plan import Line
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import JournalAct, PaperSlip

# Recorded slips are kept for an undo only; who borrowed what is forgotten with the loans.
KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class SlipView:
    """What one slip means, for the line beside it."""

    what: SlipAct
    day: date | None
    card: str
    member_name: str
    number: str
    title: str
    due: lending.Due | None
    overdue_days: int
    fine: int
    stop: Refusal | None
    notes: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one slip: a `stop` keeps it from being recorded, a `note` does not."""

    index: int
    level: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What was recorded, what stayed behind, and which months were sent without it."""

    act_id: str
    lent_count: int
    returned_count: int
    renewed_count: int
    in_house_count: int
    left_count: int
    reopened_months: tuple[Month, ...]

    @property
    def count(self) -> int:
        """How many slips were recorded."""
        return self.lent_count + self.returned_count + self.renewed_count + self.in_house_count


@allowed(STAFF)
def drafts(desk: Desk) -> tuple[TypedSlip, ...]:
    """The slips that wait to be recorded, in their order."""
    found = desk.session.execute(_waiting())
    return tuple(TypedSlip(*cells) for _row, *cells in found)


@allowed(STAFF)
def keep_drafts(desk: Desk, slips: Sequence[TypedSlip]) -> None:
    """Keep what is typed in place of what waited before; only what changed is written.

    In a prison words that are no number, day or time may be a name, and are not kept.
    """
    waiting = [(row, TypedSlip(*cells)) for row, *cells in desk.session.execute(_waiting())]
    wanted = [_kept(desk, slip) for slip in slips]
    for (row, before), slip in zip(waiting, wanted, strict=False):
        if before != slip:
            desk.session.execute(
                update(PaperSlip).where(col(PaperSlip.row) == row).values(**_columns(slip))
            )
    surplus = [row for row, _slip in waiting[len(wanted) :]]
    if surplus:
        desk.session.execute(delete(PaperSlip).where(col(PaperSlip.row).in_(surplus)))
    _add(desk, wanted[len(waiting) :], act=None)


@allowed(STAFF)
def look(desk: Desk, slips: Sequence[TypedSlip]) -> tuple[SlipView, ...]:
    """What each slip means and what is against it, the whole batch together."""
    return tuple(_view(line) for line in late_plan.plan(desk, slips))


@allowed(STAFF)
def check(desk: Desk, slips: Sequence[TypedSlip]) -> tuple[Finding, ...]:
    """What a person should look at before a batch is recorded, line by line."""
    findings: list[Finding] = []
    for line in late_plan.plan(desk, slips):
        said = [("stop", line.stop)] if line.stop else []
        said += [("note", note) for note in line.notes]
        findings += [
            Finding(line.place, level, refusal.code, messages.sentence(refusal))
            for level, refusal in said
        ]
    return tuple(findings)


@allowed(STAFF)
def kind_of(desk: Desk, scanned: str) -> str:
    """Whether a scanned number is a `card` or a `copy`; empty for neither."""
    found = numbers.exactly(desk, scanned)
    if found == numbers.Found():
        found = numbers.nearly(desk, scanned)
    if found.borrower is not None:
        return "card"
    return "copy" if found.copy is not None else ""


@allowed(STAFF)
def record(desk: Desk, slips: Sequence[TypedSlip], *, only_good: bool = False) -> Batch:
    """Record a batch as one act with the true days; the slips replace what waited.

    Slips that cannot have happened stay behind as drafts with `only_good`; so do those
    that the desk would have refused, unless a keeper records them.
    Refuses SlipsMissing, SlipsConflict.
    """
    if not slips:
        raise errors.SlipsMissing
    lines = late_plan.plan(desk, slips)
    good = late_plan.in_order(lines)
    stopped = len(lines) - len(good)
    if not good or (stopped and not only_good):
        raise errors.SlipsConflict(stopped)
    counts = {what: sum(line.what is what for line in good) for what in SlipAct}
    days = {line.day for line in good if line.day is not None}
    act = journal.begin(
        desk,
        ActKind.late_entry,
        # A month whose only work came on paper is a month to report.
        on=min(days),
        facts={str(what): count for what, count in counts.items()},
    )
    late_writing.write(desk, act, good)
    _move_drafts(desk, act, slips, lines)
    return Batch(
        act.id,
        counts[SlipAct.lend],
        counts[SlipAct.give_back],
        counts[SlipAct.renew],
        counts[SlipAct.in_house],
        stopped,
        _closed_months(desk, days),
    )


def _forget_slips(desk: Desk, before: datetime) -> None:
    """Erase slips that were recorded before a moment; drafts stay."""
    old = select(col(JournalAct.row)).where(
        col(JournalAct.kind) == ActKind.late_entry, col(JournalAct.at) < before
    )
    desk.session.execute(delete(PaperSlip).where(col(PaperSlip.act).in_(old)))


def _waiting() -> "Select[int, str, str, SlipAct, str, str]":
    return (
        select(
            col(PaperSlip.row),
            col(PaperSlip.on_day),
            col(PaperSlip.at_time),
            col(PaperSlip.what),
            col(PaperSlip.card),
            col(PaperSlip.number),
        )
        .where(col(PaperSlip.act).is_(None))
        .order_by(col(PaperSlip.row))
    )


def _kept(desk: Desk, slip: TypedSlip) -> TypedSlip:
    if not desk.profile.is_prison:
        return slip
    return TypedSlip(
        slip.day if _is_day(desk, slip.day) else "",
        slip.time if _is_time(slip.time) else "",
        slip.what,
        _number_only(desk, slip.card),
        _number_only(desk, slip.number),
    )


def _number_only(desk: Desk, text: str) -> str:
    known = codes.looks_like_number(text) or numbers.exactly(desk, text) != numbers.Found()
    return text if known else ""


def _is_day(desk: Desk, text: str) -> bool:
    with suppress(errors.DayUnreadable):
        return bool(typed.read_day(text, today=desk.today))
    return _is_begun(text)


def _is_time(text: str) -> bool:
    with suppress(errors.TimeUnreadable):
        return typed.read_time(text) is not None
    return _is_begun(text)


def _is_begun(text: str) -> bool:
    """Whether a text may be half a day or time: a few digits and what parts them."""
    return re.fullmatch(r"[\d./:, -]{0,10}", text, re.ASCII) is not None


def _columns(slip: TypedSlip) -> dict[str, Any]:
    names = ("on_day", "at_time", "what", "card", "number")
    return dict(zip(names, astuple(slip), strict=True))


def _add(desk: Desk, slips: Sequence[TypedSlip], *, act: int | None) -> None:
    desk.session.add_all([PaperSlip(act=act, **_columns(slip)) for slip in slips])
    desk.session.flush()


def _move_drafts(
    desk: Desk, act: JournalAct, slips: Sequence[TypedSlip], lines: Sequence[Line]
) -> None:
    """Keep what was recorded with its act, and what was not as drafts."""
    _forget_slips(desk, desk.now - timedelta(days=KEPT_DAYS))
    desk.session.execute(delete(PaperSlip).where(col(PaperSlip.act).is_(None)))
    kept = [_kept(desk, slip) for slip in slips]
    # An empty day is that of the line above, which may have been recorded.
    dated = [
        TypedSlip(line.day.isoformat(), slip.time, slip.what, slip.card, slip.number)
        if line.day is not None and not slip.day.strip()
        else slip
        for slip, line in zip(kept, lines, strict=True)
    ]
    _add(desk, [dated[n] for n, line in enumerate(lines) if line.stop is None], act=act.row)
    _add(desk, [dated[n] for n, line in enumerate(lines) if line.stop is not None], act=None)


def _view(line: Line) -> SlipView:
    return SlipView(
        line.what,
        line.day,
        line.holder.card if line.holder else "",
        line.holder.name if line.holder else "",
        line.piece.number if line.piece else "",
        line.piece.title if line.piece else "",
        line.due,
        line.overdue_days,
        line.fine,
        line.stop,
        tuple(line.notes),
    )


def _closed_months(desk: Desk, days: set[date]) -> tuple[Month, ...]:
    among = sorted({months.month_of(day) for day in days})
    return tuple(month for month in among if closing.latest(desk, month) is not None)
