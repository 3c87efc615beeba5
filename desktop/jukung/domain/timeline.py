"""One copy's slips and recorded loans as one timeline: what can have happened.

Slips and the file are merged by day and time. Where a time is missing, the order
of that day is the one in which everything fits, if there is one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.domain.kinds import SlipAct


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and a time of it where one is known."""

    day: date
    time: str | None = None

    def is_before(self, other: "Moment") -> bool:
        """Whether it certainly came first."""
        if self.day != other.day:
            return self.day < other.day
        return None not in (self.time, other.time) and str(self.time) < str(other.time)


@dataclass(frozen=True, slots=True)
class Stay:
    """A loan in the file: when the copy went out, and came back."""

    loan: int
    borrower: int | None
    out: Moment
    back: Moment | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What one line says was done with the copy."""

    line: int
    what: SlipAct
    at: Moment
    borrower: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a line: refused, or done with a loan of the file or of a line."""

    refusal: Refusal | None = None
    loan: int | None = None
    lent_line: int | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """One end of a loan in the file."""

    at: Moment
    stay: Stay
    is_back: bool


@dataclass(slots=True)
class _Walk:
    """One way along the timeline, with the lines left out that were refused."""

    barcode: str
    marks: list[_Mark]
    events: list[Event]
    typed: Sequence[Event]
    """Every line, also those that are left out."""
    left_out: frozenset[int]
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    holder: Stay | Event | None = None
    last_back: date | None = None
    typed_back: date | None = None
    late_stop: tuple[Event, Refusal] | None = None


def in_order(moments: Iterable[tuple[int, Moment]]) -> list[int]:
    """The lines by day, time and place; a line without time follows the one above it."""
    last: dict[date, str] = {}
    keys: list[tuple[date, str, int]] = []
    for line, at in moments:
        last[at.day] = at.time or last.get(at.day, "")
        keys.append((at.day, last[at.day], line))
    return [line for _day, _time, line in sorted(keys)]


def trace(
    barcode: str, stays: Sequence[Stay], events: Sequence[Event], *, refused: Sequence[int] = ()
) -> dict[int, Outcome]:
    """What becomes of each line of a copy; `events` come in their order.

    Lines in `refused` were refused for another reason. A refused line did not happen
    for the others, which may then be refused as well.
    Refuses by value SlipCopyOut, SlipKnown, SlipBackAlready, SlipRepeated, SlipRests,
    SlipReturnMissing, CopyOutThen, CopyNotOnLoan, DayTooEarly.
    """
    marks = _marks(stays)
    left_out = set(refused)
    late: dict[int, Outcome] = {}
    while True:
        going = [event for event in events if event.line not in left_out]
        walk = _Walk(barcode, marks, going, events, frozenset(left_out))
        _go(walk)
        if walk.late_stop is None:
            return late | walk.outcomes
        event, refusal = walk.late_stop
        left_out.add(event.line)
        late[event.line] = Outcome(refusal)


def _marks(stays: Sequence[Stay]) -> list[_Mark]:
    marks: list[_Mark] = []
    # A copy is out once at a time, so its loans follow each other as they were lent.
    for stay in sorted(stays, key=lambda s: (s.out.day, s.back is None, s.out.time or "", s.loan)):
        marks.append(_Mark(stay.out, stay, is_back=False))
        if stay.back is not None:
            marks.append(_Mark(stay.back, stay, is_back=True))
    return marks


def _go(walk: _Walk) -> None:
    place = 0
    for number, event in enumerate(walk.events):
        after = walk.events[number + 1] if number + 1 < len(walk.events) else None
        while place < len(walk.marks) and _file_first(walk, walk.marks[place], event, after):
            _pass_mark(walk, walk.marks[place])
            place += 1
        coming = walk.marks[place] if place < len(walk.marks) else None
        walk.outcomes[event.line] = _do(walk, event, coming)
    for mark in walk.marks[place:]:
        _pass_mark(walk, mark)


def _file_first(walk: _Walk, mark: _Mark, event: Event, after: Event | None) -> bool:
    """Whether an end of a recorded loan comes before a line."""
    if event.at.is_before(mark.at):
        return False
    if mark.at.is_before(event.at) or mark.is_back:
        return True
    # One day, and at least one time is missing: the order in which both fit.
    if isinstance(walk.holder, Event) or event.what is SlipAct.in_house:
        return False
    if event.what is not SlipAct.lend:
        return True
    returns = after is not None and after.what is SlipAct.give_back
    return not (returns and after is not None and not mark.at.is_before(after.at))


def _pass_mark(walk: _Walk, mark: _Mark) -> None:
    if mark.is_back:
        walk.holder = None
        walk.last_back, walk.typed_back = mark.at.day, None
        return
    if isinstance(walk.holder, Event) and walk.late_stop is None:
        missing = errors.SlipReturnMissing(walk.barcode, mark.at.day)
        walk.late_stop = (walk.holder, missing)
    walk.holder = mark.stay


def _do(walk: _Walk, event: Event, coming: _Mark | None) -> Outcome:
    if event.what is SlipAct.lend:
        refusal = _why_not_lent(walk, event)
        if refusal is None:
            walk.holder = event
        return Outcome(refusal)
    if event.what is SlipAct.in_house:
        return Outcome(_why_not_here(walk))
    if _rests(walk, event):
        return Outcome(errors.SlipRests(walk.barcode))
    return _go_on(walk, event, coming)


def _go_on(walk: _Walk, event: Event, coming: _Mark | None) -> Outcome:
    """Return or renew whatever loan the copy is out on."""
    if walk.holder is None:
        return Outcome(_why_not_out(walk, event, coming))
    if isinstance(walk.holder, Event):
        done = Outcome(lent_line=walk.holder.line)
    elif walk.holder.back is not None:
        return Outcome(errors.SlipBackAlready(walk.barcode, walk.holder.back.day))
    else:
        done = Outcome(loan=walk.holder.loan)
    if event.what is SlipAct.give_back:
        walk.holder = None
        walk.last_back, walk.typed_back = None, event.at.day
    return done


def _why_not_lent(walk: _Walk, event: Event) -> Refusal | None:
    holder, day = walk.holder, event.at.day
    if isinstance(holder, Event):
        if holder.borrower == event.borrower and holder.at.day == day:
            return errors.SlipRepeated(walk.barcode)
        return errors.SlipCopyOut(walk.barcode, holder.at.day)
    if _is_recorded(walk, event):
        return errors.SlipKnown(walk.barcode, day)
    if holder is None:
        return None
    if holder.back is None:
        return errors.SlipCopyOut(walk.barcode, holder.out.day)
    return errors.CopyOutThen(walk.barcode, day)


def _is_recorded(walk: _Walk, event: Event) -> bool:
    """Whether the file has this loan; two of one day are told apart by their times."""
    return any(
        mark.stay.borrower == event.borrower
        and mark.at.day == event.at.day
        and (None in (mark.at.time, event.at.time) or mark.at.time == event.at.time)
        for mark in walk.marks
        if not mark.is_back
    )


def _why_not_here(walk: _Walk) -> Refusal | None:
    if walk.holder is None:
        return None
    since = walk.holder.at if isinstance(walk.holder, Event) else walk.holder.out
    return errors.SlipCopyOut(walk.barcode, since.day)


def _why_not_out(walk: _Walk, event: Event, coming: _Mark | None) -> Refusal:
    if walk.last_back == event.at.day:
        return errors.SlipBackAlready(walk.barcode, event.at.day)
    if walk.typed_back == event.at.day:
        return errors.SlipRepeated(walk.barcode)
    if coming is not None:
        return errors.DayTooEarly(event.at.day, coming.at.day)
    return errors.CopyNotOnLoan(walk.barcode)


def _rests(walk: _Walk, event: Event) -> bool:
    """Whether the loan it goes on with was typed, but cannot stand as it is."""
    before: Event | None = None
    for each in walk.typed:
        if each.line == event.line:
            break
        if each.what in (SlipAct.lend, SlipAct.give_back):
            before = each
    if before is None or before.what is not SlipAct.lend:
        return False
    outcome = walk.outcomes.get(before.line)
    return before.line in walk.left_out or (outcome is not None and outcome.refusal is not None)
