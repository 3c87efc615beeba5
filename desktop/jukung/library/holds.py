"""Holds: who waits for a title, and the shelf where a copy waits for them.

The first who asked is the first served; in a prison turns are fair instead. A copy that
comes back is set aside for the first in the queue, for so many open days as the rule
says; then for the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import TextClause

from jukung.domain import errors, lending
from jukung.domain.kinds import ActKind, BorrowerKind, CollectionKind, HoldSource, HoldState
from jukung.library import (
    closures,
    days,
    fair_turn,
    going_out,
    hold_lines,
    hold_sql,
    journal,
    members,
    numbers,
    rules,
)
from jukung.library.desk import Desk
from jukung.library.hold_lines import HoldLine
from jukung.library.members import MemberView
from jukung.library.permission import DESK, STAFF, allowed
from jukung.library.slips import HoldNotice
from jukung.store.tables import Hold, JournalAct

PAGE = 256
_OPEN = (HoldState.waiting, HoldState.ready)


@dataclass(frozen=True, slots=True)
class Placed:
    """A hold that was placed: how many wait before it counts too."""

    act_id: str
    hold_id: str
    title: str
    card: str
    place: int


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A hold that was ended, and for whom its copy is set aside now."""

    act_id: str
    next: HoldNotice | None


@dataclass(frozen=True, slots=True)
class Swept:
    """What tidying the ready shelf did."""

    act_id: str
    expired_count: int
    set_aside_count: int


@dataclass(frozen=True, slots=True)
class _First:
    """Who is served next, and until when."""

    row: int
    id: str
    card: str
    name: str
    barcode: str
    until_on: date


@allowed(DESK)
def place(desk: Desk, card: str, title_id: str) -> Placed:
    """Let a borrower wait for a title, behind all who asked before.

    Refuses MemberUnknown, MemberLeft, MemberSuspended, MemberSuspendedUntil, MemberExpired,
    TitleUnknown, HoldExists, TitleWithMember, TitleWithoutCopies, TitleOnShelf.
    """
    return ask_for(desk, card, title_id)[0]


@allowed(DESK)
def cancel(desk: Desk, hold_id: str) -> Cancelled:
    """End a hold, and pass its copy on to the next in the queue; refuses HoldUnknown."""
    found = _run(desk, hold_sql.BY_ID, id=hold_id).first()
    if found is None or found.state not in _OPEN:
        raise errors.HoldUnknown
    act = journal.begin(desk, ActKind.cancel_hold)
    _end(desk, act, found.row, hold_id, state=HoldState.cancelled)
    if found.state != HoldState.ready:
        return Cancelled(act.id, None)
    return Cancelled(act.id, on_return(desk, act, copy=found.copy, title=found.title))


@allowed(DESK)
def sweep(desk: Desk) -> Swept | None:
    """End holds whose days on the ready shelf are over, and serve the next in the queue.

    A copy that stands free while somebody waits is set aside too, such as one that was
    found or repaired; whose copy went into repair, or should be with its owner, waits
    again. Without anything to do there is no act, and None is given.
    """
    desk.session.flush()
    today = _iso(days.trusted_today(desk))
    over = _run(desk, hold_sql.RUN_OUT, today=today).all()
    late = {row for row, _id in over}
    stranded = [
        each for each in _run(desk, hold_sql.STRANDED, today=today).all() if each[0] not in late
    ]
    free = _run(desk, hold_sql.FREE_AND_WANTED).all()
    if not over and not stranded and all(_first_for(desk, *each) is None for each in free):
        return None
    act = journal.begin(desk, ActKind.sweep_holds)
    for row, hold_id in over:
        _end(desk, act, row, hold_id, state=HoldState.expired)
    for row, hold_id in stranded:
        _pass_over(desk, act, row, hold_id)
    notices = [
        on_return(desk, act, copy=copy, title=title)
        for copy, title in _run(desk, hold_sql.FREE_AND_WANTED).all()
    ]
    return Swept(act.id, len(over), sum(notice is not None for notice in notices))


@allowed(STAFF)
def queue_of(desk: Desk, title_id: str, *, most: int = PAGE) -> tuple[HoldLine, ...]:
    """Who waits for a title, the first who asked first."""
    return hold_lines.read(desk, hold_lines.OF_TITLE, title=title_id, most=most)


@allowed(DESK)
def queue_length(desk: Desk, title_id: str) -> int:
    """How many wait for a title without a copy set aside for them."""
    desk.session.flush()
    return int(_run(desk, hold_lines.LENGTH, title=title_id).scalar_one())


@allowed(STAFF)
def ready_shelf(desk: Desk, skip: int = 0, most: int = PAGE) -> tuple[HoldLine, ...]:
    """The copies set aside, those that run out first at the top."""
    return hold_lines.read(desk, hold_lines.READY, skip=skip, most=most)


@allowed(STAFF)
def waiting(desk: Desk, skip: int = 0, most: int = PAGE) -> tuple[HoldLine, ...]:
    """Who still waits for a copy, title by title, from a place in that order."""
    return hold_lines.read(desk, hold_lines.WAITING, skip=skip, most=most)


@allowed(DESK)
def of_member(desk: Desk, card: str) -> tuple[HoldLine, ...]:
    """What a borrower waits for, and what is set aside for them; refuses MemberUnknown."""
    borrower = numbers.borrower_of(desk, card)
    return hold_lines.read(desk, hold_lines.OF_BORROWER, borrower=borrower)


def ask_for(
    desk: Desk,
    card: str,
    title_id: str,
    *,
    source: HoldSource = HoldSource.desk,
    on_shelf_too: bool = False,
    before: Callable[[], None] | None = None,
) -> tuple[Placed, JournalAct]:
    """Place a hold, also on a title that stands on the shelf where `on_shelf_too`.

    `before` may refuse, once nothing else speaks against it. Refuses as `place`.
    """
    borrower = numbers.borrower_of(desk, card)
    member = members.view(desk, borrower)
    lending.check_standing(
        lending.Standing(
            member.card,
            member.kind,
            member.status,
            member.until_on,
            member.open_count,
            suspended_until=member.suspended_until,
        ),
        days.trusted_today(desk),
    )
    found = _run(desk, hold_sql.TITLE, id=title_id).first()
    if found is None:
        raise errors.TitleUnknown
    title, name = found
    _refuse_needless(desk, member, title, name, on_shelf_too=on_shelf_too)
    if before is not None:
        before()
    act = journal.begin(desk, ActKind.place_hold)
    hold = Hold(
        title=title,
        borrower=borrower,
        placed_on=days.trusted_today(desk),
        source=source,
        act=act.row,
    )
    desk.session.add(hold)
    desk.session.flush()
    desk.session.expunge(hold)
    journal.note(
        desk,
        act,
        "place",
        noun="hold",
        noun_id=hold.id,
        detail={"card": member.card, "title": name},
    )
    waiting = int(_run(desk, hold_sql.WAITING_COUNT, title=title).scalar_one())
    return Placed(act.id, hold.id, name, member.card, waiting), act


def end_all(desk: Desk, act: JournalAct, *, borrower: int) -> None:
    """End every hold of somebody who leaves, and pass their copies on."""
    desk.session.flush()
    for row, hold_id, copy, title, state in _run(
        desk, hold_sql.OPEN_OF_BORROWER, borrower=borrower
    ).all():
        _end(desk, act, row, hold_id, state=HoldState.cancelled)
        if state == HoldState.ready:
            on_return(desk, act, copy=copy, title=title)


def on_return(desk: Desk, act: JournalAct, *, copy: int, title: int) -> HoldNotice | None:
    """Set a copy that came back aside for the first who waits; None where nobody does."""
    first = _first_for(desk, copy, title)
    if first is None:
        return None
    _run(
        desk,
        hold_sql.SET_ASIDE,
        copy=copy,
        on=_iso(days.trusted_today(desk)),
        until=_iso(first.until_on),
        act=act.row,
        row=first.row,
    )
    journal.note(
        desk,
        act,
        "set_aside",
        noun="hold",
        noun_id=first.id,
        detail={"copy": first.barcode, "until": first.until_on},
    )
    return HoldNotice(first.card, first.name, first.until_on)


def on_lend(desk: Desk, act: JournalAct, *, borrower: int, copy: int, title: int) -> None:
    """End the borrower's own hold on the title; who else had this copy waits again.

    Another copy that was set aside for the borrower goes to the next in the queue.
    """
    desk.session.flush()
    for row, hold_id, who, held, state in _run(desk, hold_sql.OPEN_OF_TITLE, title=title).all():
        if who == borrower:
            _end(desk, act, row, hold_id, state=HoldState.taken)
            if state == HoldState.ready and held != copy:
                on_return(desk, act, copy=held, title=title)
        elif state == HoldState.ready and held == copy:
            _pass_over(desk, act, row, hold_id)


def is_wanted(desk: Desk, title: int) -> bool:
    """Whether somebody waits for a title without a copy set aside for them."""
    desk.session.flush()
    return _run(desk, hold_sql.WAITED_FOR, title=title).first() is not None


def undo_of(desk: Desk, act: JournalAct, undoing: JournalAct) -> None:
    """Put back what an act did to holds, and give copies it sets free to who waits.

    Refuses CannotUndo("hold") where somebody has since got a copy by it.
    """
    desk.session.flush()
    _refuse_if_served(desk, act)
    for row, state, _end_act, _copy in _run(desk, hold_sql.MADE_READY, act=act.row).all():
        if state in _OPEN:
            _run(desk, hold_sql.WAITS_AGAIN, row=row)
    for row, hold_id, title, borrower, copy, until in _run(desk, hold_sql.ENDED, act=act.row).all():
        if _run(desk, hold_sql.OPEN_AGAIN, title=title, borrower=borrower).first() is not None:
            raise errors.CannotUndo("hold")
        _take_up(desk, act, undoing, hold=(row, hold_id, copy, until))
    _undo_lending(desk, act, undoing)


def undo_place(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """End the hold that an act placed; refuses CannotUndo("hold") where it has ended."""
    desk.session.flush()
    row, hold_id, state, copy, title, name, card = _run(desk, hold_sql.PLACED, act=act.row).one()
    if state not in _OPEN:
        raise errors.CannotUndo("hold")
    _end(desk, undoing, row, hold_id, state=HoldState.cancelled)
    if state == HoldState.ready:
        on_return(desk, undoing, copy=copy, title=title)
    return "", name, card


def undo_cancel(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Open a cancelled hold again, in its old place; refuses CannotUndo("hold")."""
    words = _run(desk, hold_sql.CANCELLED, act=act.row).first()
    undo_of(desk, act, undoing)
    return ("", *words) if words else ("", "", "")


def undo_sweep(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give who came too late until the next open day; refuses CannotUndo("hold")."""
    undo_of(desk, act, undoing)
    return "", "", ""


def _refuse_needless(
    desk: Desk, member: MemberView, title: int, name: str, *, on_shelf_too: bool
) -> None:
    if _run(desk, hold_sql.OPEN_AGAIN, title=title, borrower=member.row).first() is not None:
        raise errors.HoldExists(name)
    if _run(desk, hold_sql.AT_HOME, title=title, borrower=member.row).first() is not None:
        raise errors.TitleWithMember(name)
    standing = rules.in_force(desk)

    def may_leave(kind: str) -> bool:
        rule = lending.choose_rule(standing, borrower=member.kind, collection=CollectionKind(kind))
        return rule.may_leave and rule.copies > 0

    free = [
        is_free
        for kind, is_free in _run(
            desk, hold_sql.COPIES, title=title, today=_iso(days.trusted_today(desk))
        ).all()
        if may_leave(kind)
    ]
    if not free:
        raise errors.TitleWithoutCopies(name)
    if (
        not on_shelf_too
        and sum(free) > _run(desk, hold_sql.WAITING_COUNT, title=title).scalar_one()
    ):
        raise errors.TitleOnShelf(name)


def _refuse_if_served(desk: Desk, act: JournalAct) -> None:
    promised = {copy for (copy,) in _run(desk, hold_sql.RETURNED_BY, act=act.row).all()}
    for _row, state, end_act, copy in _run(desk, hold_sql.MADE_READY, act=act.row).all():
        if state == HoldState.taken and end_act != act.row:
            raise errors.CannotUndo("hold")
        if copy is not None:
            promised.add(copy)
    for copy in promised:
        if _run(desk, hold_sql.SET_ASIDE_SINCE, copy=copy, act=act.row).first() is not None:
            raise errors.CannotUndo("hold")


def _take_up(
    desk: Desk,
    act: JournalAct,
    undoing: JournalAct,
    *,
    hold: tuple[int, str, int | None, str | None],
) -> None:
    """Open an ended hold again: with its copy where that is still free, else in its place."""
    row, hold_id, copy, until = hold
    if copy is not None and until is not None and _is_free(desk, copy, act):
        last = max(date.fromisoformat(until), _next_open(desk))
        _run(desk, hold_sql.READY_AGAIN, copy=copy, until=_iso(last), row=row)
    else:
        _run(desk, hold_sql.QUEUED_AGAIN, row=row)
    journal.note(desk, undoing, "take_up", noun="hold", noun_id=hold_id)


def _undo_lending(desk: Desk, act: JournalAct, undoing: JournalAct) -> None:
    lent = _run(desk, hold_sql.LENT_BY, act=act.row).all()
    free = {copy: title for copy, title in lent if _is_free(desk, copy, act)}
    for row, hold_id, wanted, until in _run(desk, hold_sql.PASSED_OVER_BY, act=act.row).all():
        copy = next((c for c, title in free.items() if title == wanted), None)
        if copy is not None:
            del free[copy]
            _run(desk, hold_sql.READY_AGAIN, copy=copy, until=until, row=row)
            journal.note(desk, undoing, "set_aside", noun="hold", noun_id=hold_id)
    for copy, title in free.items():
        on_return(desk, undoing, copy=copy, title=title)


def _end(desk: Desk, act: JournalAct, row: int, hold_id: str, *, state: HoldState) -> None:
    _run(desk, hold_sql.END, state=state, act=act.row, row=row)
    journal.note(desk, act, state, noun="hold", noun_id=hold_id)


def _pass_over(desk: Desk, act: JournalAct, row: int, hold_id: str) -> None:
    """Let somebody whose copy is gone wait again, in their place."""
    _run(desk, hold_sql.PASSED_OVER, row=row)
    journal.note(desk, act, "pass_over", noun="hold", noun_id=hold_id)


def _first_for(desk: Desk, copy: int, title: int) -> _First | None:
    """The first in the queue who may take this copy home, and how long it would wait.

    Nobody, once it is on its way to its owner or should be.
    """
    desk.session.flush()
    today = _iso(days.trusted_today(desk))
    waiting = _run(desk, hold_sql.WAITING_FOR, copy=copy, title=title, today=today).all()
    standing = rules.in_force(desk) if waiting else ()
    if desk.profile.is_prison and waiting:
        waiting = _in_fair_turn(desk, waiting, copy=copy, title=title)
    for row, hold_id, card, name, borrower, collection, barcode, home in waiting:
        rule = lending.choose_rule(
            standing, borrower=BorrowerKind(borrower), collection=CollectionKind(collection)
        )
        if rule.may_leave:
            last = _last_day(desk, rule)
            until = min(last, date.fromisoformat(home)) if home else last
            return _First(row, hold_id, card, name, barcode, until)
    return None


def _in_fair_turn(desk: Desk, waiting: Sequence[Any], *, copy: int, title: int) -> Sequence[Any]:
    """Who waits in a prison, in fair turn; nobody for a copy that may not go out."""
    if going_out.refusal_of(desk, title_row=title, copy_row=copy, borrower_row=None) is not None:
        return ()
    turns = fair_turn.order(desk, title)
    here = [each for each in waiting if not turns[each[0]].passed_over]
    return sorted(here, key=lambda each: turns[each[0]].place)


def _last_day(desk: Desk, rule: lending.Rule) -> date:
    """The last of so many open days after today."""
    day = days.trusted_today(desk)
    calendar = closures.calendar(desk, day, day + timedelta(days=rule.hold_days))
    for _open_day in range(rule.hold_days):
        day = calendar.next_open(day + timedelta(days=1))
    return day


def _next_open(desk: Desk) -> date:
    today = days.trusted_today(desk)
    return closures.calendar(desk, today, today).next_open(today)


def _is_free(desk: Desk, copy: int, act: JournalAct) -> bool:
    return _run(desk, hold_sql.FREE_WITHOUT, copy=copy, act=act.row).first() is not None


def _iso(day: date) -> str:
    return day.isoformat()


def _run(desk: Desk, statement: TextClause, **facts: Any) -> Any:  # noqa: ANN401 - rows of the statements above
    return desk.session.connection().execute(statement, facts)
