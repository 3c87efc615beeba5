"""Rounds as pages and papers show them: cards, titles and rooms, never a name or a reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from jukung.domain import house_words
from jukung.domain.kinds import (
    BorrowerKind,
    ResidentState,
    ReturnFound,
    Role,
    RoundOutcome,
    RoundState,
    RoundTask,
    TrolleyFrom,
    TrolleyState,
)
from jukung.library import corners, days, residents, round_sql, settings
from jukung.library.corners import CornerCopy
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.round_changes import RoundRow, of_id, run, under_way

KEPT_DAYS = 30


class LineState(StrEnum):
    """How a line of a stop stands now."""

    to_find = "to_find"
    on_trolley = "on_trolley"
    lent = "lent"
    out = "out"
    to_collect = "to_collect"
    returned = "returned"
    kept = "kept"
    not_found = "not_found"
    refused = "refused"
    isolated = "isolated"
    here = "here"
    """In a reading corner."""
    missing = "missing"


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A round in the list of rounds."""

    id: str
    block_id: str
    block: str
    on: date
    state: RoundState
    stops: int
    done: int
    on_trolley: int


@dataclass(frozen=True, slots=True)
class StopLine:
    """What is brought to or collected from somebody, or what they simply have.

    `row` names the line to the verbs; 0 where there is nothing to decide.
    """

    row: int
    what: RoundTask
    state: LineState
    barcode: str
    title: str
    call_number: str = ""
    due_on: date | None = None
    renewals: int = 0
    back_by: date | None = None
    asked_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it here."""
        return bool(self.row) and self.state in (
            LineState.to_find,
            LineState.on_trolley,
            LineState.to_collect,
        )


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody, a room or a reading corner on the way; a borrower is known by the card alone."""

    card: str
    room: str
    """Such as `B-12`."""
    block: str
    room_name: str
    is_room: bool
    state: ResidentState
    outcome: RoundOutcome
    out_count: int
    wanted_count: int
    late_days: int
    soon_gone: bool
    """Everything has to come back on this visit; why is for officers."""
    lines: tuple[StopLine, ...]
    visit: int
    """Names the stop itself to the verbs of the paper; 0 for a reading corner."""
    corner: str = ""
    """The id of a reading corner, which has no card; its name is `room`."""

    @property
    def key(self) -> str:
        """What tells a stop apart: the card, or which corner it is."""
        return self.corner or self.card

    @property
    def is_done(self) -> bool:
        """Whether somebody was there, or could not be, and nothing was opened again since."""
        return self.outcome is not RoundOutcome.open and not self.open_lines

    @property
    def must_return(self) -> int:
        """How many copies must come back now."""
        return sum(line.state is LineState.to_collect for line in self.lines)

    @property
    def open_lines(self) -> tuple[StopLine, ...]:
        """What is still to be done here."""
        return tuple(line for line in self.lines if line.is_open)


@dataclass(frozen=True, slots=True)
class TrolleyCopy:
    """A copy that was taken along or collected."""

    barcode: str
    title: str
    call_number: str
    state: TrolleyState
    came: TrolleyFrom
    is_out: bool
    """It is on loan; at the desk where the trolley still claims it."""
    found: ReturnFound | None
    """What looking through it found; None before, and for copies from the shelf."""
    was_lent_since: bool = False
    """It went out at the desk since it was put here, so it does not lie here any more."""

    @property
    def waits_for_check(self) -> bool:
        """Whether it came back from somebody and nobody has looked through it."""
        return self.came is TrolleyFrom.cell and self.found is None and not self.is_out


@dataclass(frozen=True, slots=True)
class RoundView:
    """A whole round."""

    id: str
    block_id: str
    block: str
    on: date
    state: RoundState
    stops: tuple[Stop, ...]
    trolley: tuple[TrolleyCopy, ...]

    @property
    def rooms(self) -> int:
        """How many rooms there are on the way."""
        return len({stop.room for stop in self.stops if not stop.corner})

    @property
    def cards(self) -> int:
        """How many borrowers there are on the way."""
        return sum(not stop.corner for stop in self.stops)

    @property
    def done_count(self) -> int:
        """At how many stops nothing is left to do."""
        return sum(stop.is_done for stop in self.stops)

    @property
    def on_trolley(self) -> tuple[TrolleyCopy, ...]:
        """What lies on the trolley now."""
        return tuple(
            copy
            for copy in self.trolley
            if copy.state is TrolleyState.on_trolley and not copy.is_out and not copy.was_lent_since
        )

    @property
    def unchecked(self) -> tuple[TrolleyCopy, ...]:
        """What came back and waits to be looked through."""
        return tuple(copy for copy in self.trolley if copy.waits_for_check)

    def stop_of(self, key: str) -> Stop | None:
        """The stop of a card, or of a reading corner's id."""
        return next((stop for stop in self.stops if key and stop.key == key), None)


@allowed(DESK)
def listed(desk: Desk, *, ended: bool = False) -> tuple[RoundSummary, ...]:
    """The rounds under way, and where wanted those of the last month that have ended.

    An aide is told of those under way alone: the others would tell what each card had.
    """
    ended = ended and desk.staff.role is not Role.aide
    since = days.trusted_today(desk) - timedelta(days=KEPT_DAYS)
    found = run(desk, round_sql.ROUNDS, ended=ended, since=since.isoformat())
    return tuple(
        RoundSummary(
            id=id_,
            block_id=block_id,
            block=block,
            on=date.fromisoformat(on),
            state=RoundState(state),
            stops=stops,
            done=done,
            on_trolley=on_trolley,
        )
        for id_, block_id, block, on, state, stops, done, on_trolley in found
    )


@allowed(DESK)
def show(desk: Desk, round_id: str) -> RoundView:
    """A round with everything on it; refuses RoundUnknown, and an aide RoundEnded."""
    round_ = of_id(desk, round_id)
    if desk.staff.role is Role.aide:
        round_ = under_way(desk, round_id)
    return view(desk, round_)


def view(desk: Desk, round_: RoundRow) -> RoundView:
    """A round that was found, with everything on it; an aide is not told why somebody left."""
    today = days.trusted_today(desk)
    lines = _lines(desk, round_)
    is_aide = desk.staff.role is Role.aide
    stops = [
        _stop(cells, lines.get(cells[1], []), today, is_blurred=is_aide)
        for cells in run(desk, round_sql.STOPS, round=round_.row, soon=soon(desk).isoformat())
    ]
    trolley = _trolley(desk, round_)
    stops += [
        _corner(desk, cells, trolley) for cells in run(desk, round_sql.CORNERS, round=round_.row)
    ]
    return RoundView(
        id=round_.id,
        block_id=round_.block_id,
        block=round_.block,
        on=round_.on,
        state=round_.state,
        stops=tuple(stops),
        trolley=trolley,
    )


def soon(desk: Desk) -> date:
    """The day by which somebody who leaves until then has to give everything back."""
    kept = settings.recall(desk, residents.DAYS_KEY, str(residents.USUAL_DAYS))
    within = int(kept) if kept.isdecimal() else residents.USUAL_DAYS
    return days.trusted_today(desk) + timedelta(days=within)


def _lines(desk: Desk, round_: RoundRow) -> dict[int, list[StopLine]]:
    lines: dict[int, list[StopLine]] = {}
    loans: set[int] = set()
    for cells in run(desk, round_sql.LINES, round=round_.row).all():
        line, borrower, loan, gone = _line(cells)
        if gone:
            continue
        if loan is not None:
            loans.add(loan)
        lines.setdefault(borrower, []).append(line)
    for row, borrower, title, number, due, renewals, back_by in run(
        desk, round_sql.LOANS_OF_STOPS, round=round_.row
    ):
        if row in loans:
            continue
        has = StopLine(
            0,
            RoundTask.visit,
            LineState.out,
            number,
            title,
            due_on=date.fromisoformat(due),
            renewals=renewals,
            back_by=_day(back_by),
        )
        lines.setdefault(borrower, []).append(has)
    for borrower, title, number, asked in run(desk, round_sql.SET_ASIDE_HERE, round=round_.row):
        waits = StopLine(
            0, RoundTask.bring, LineState.on_trolley, number, title, asked_on=_day(asked)
        )
        lines.setdefault(borrower, []).append(waits)
    return lines


def _line(cells: Any) -> tuple[StopLine, int, int | None, bool]:  # noqa: ANN401 - a row of the statement
    """A line, whose it is, its loan, and whether that loan was taken back at the desk."""
    (row, borrower, what, outcome, title, number, call, loan, due, renewals, is_back, lies,
     back_by, asked) = cells  # fmt: skip
    task, came_of = RoundTask(what), RoundOutcome(outcome)
    state = _state(task, came_of, lies=lies, is_back=bool(is_back))
    line = StopLine(
        row,
        task,
        state,
        number,
        title or "",
        call,
        due_on=None if state is LineState.returned else _day(due),
        renewals=renewals or 0,
        back_by=_day(back_by),
        asked_on=_day(asked),
    )
    return line, borrower, loan, came_of is RoundOutcome.done and loan is None


def _state(task: RoundTask, outcome: RoundOutcome, *, lies: str, is_back: bool) -> LineState:
    if outcome is RoundOutcome.done or (task is RoundTask.collect and is_back):
        back = task is RoundTask.collect or is_back
        return LineState.returned if back else LineState.lent
    if outcome is not RoundOutcome.open:
        return LineState(outcome)
    if task is RoundTask.collect:
        return LineState.to_collect
    return LineState.on_trolley if lies == TrolleyState.on_trolley else LineState.to_find


def _stop(cells: Any, lines: list[StopLine], today: date, *, is_blurred: bool) -> Stop:  # noqa: ANN401 - a row of the statement
    visit, _borrower, card, kind, room, block, state, outcome, soon_gone = cells
    standing = ResidentState(state)
    out = [
        line
        for line in lines
        if line.state in (LineState.out, LineState.to_collect, LineState.kept, LineState.lent)
        or (line.what is RoundTask.collect and line.state is not LineState.returned)
    ]
    late = [line.due_on for line in out if line.due_on is not None]
    return Stop(
        card=card,
        room=house_words.code(block or "", room or ""),
        block=block or room or "",
        room_name=room or "" if block else "",
        is_room=kind == BorrowerKind.room,
        state=ResidentState.moved if is_blurred and standing.has_left else standing,
        outcome=RoundOutcome(outcome),
        out_count=len(out),
        wanted_count=sum(line.asked_on is not None for line in lines),
        late_days=max([(today - day).days for day in late if day < today], default=0),
        soon_gone=bool(soon_gone),
        lines=tuple(lines),
        visit=visit,
    )


def _corner(desk: Desk, cells: Any, trolley: tuple[TrolleyCopy, ...]) -> Stop:  # noqa: ANN401 - a row of the statement
    """A reading corner as a stop: what lies there, and whether somebody was there."""
    corner_id, row, name, block, was_there = cells
    taken = {copy.barcode for copy in trolley if copy.state is TrolleyState.on_trolley}
    lines = tuple(
        _line_of_corner(copy, taken=copy.number in taken) for copy in corners.copies_of(desk, row)
    )
    return Stop(
        card="",
        room=name,
        block=block,
        room_name="",
        is_room=False,
        state=ResidentState.present,
        outcome=RoundOutcome.done if was_there else RoundOutcome.open,
        out_count=sum(line.state is LineState.here for line in lines),
        wanted_count=0,
        late_days=0,
        soon_gone=False,
        lines=lines,
        visit=0,
        corner=corner_id,
    )


def _line_of_corner(copy: CornerCopy, *, taken: bool) -> StopLine:
    state = LineState.missing if copy.is_missing else LineState.here
    state = LineState.on_trolley if taken else state
    return StopLine(
        0,
        RoundTask.visit,
        LineState.lent if copy.due_on else state,
        copy.number,
        copy.title,
        copy.call_number,
        due_on=copy.due_on,
        back_by=copy.back_by,
    )


def _trolley(desk: Desk, round_: RoundRow) -> tuple[TrolleyCopy, ...]:
    return tuple(
        TrolleyCopy(
            barcode=number,
            title=title,
            call_number=call,
            state=TrolleyState(state),
            came=TrolleyFrom(came),
            is_out=bool(is_out),
            found=ReturnFound(found) if found and came == TrolleyFrom.cell else None,
            was_lent_since=bool(since),
        )
        for number, title, call, state, came, is_out, found, since in run(
            desk, round_sql.TROLLEY, round=round_.row
        )
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
