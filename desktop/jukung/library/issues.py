"""Issues of newspapers and magazines: expected, checked in, claimed, bound, discarded.

What is expected follows from how often a title comes and is written nowhere until
somebody says what became of it.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors, serial_days
from jukung.domain.kinds import ActKind, CollectionKind, Frequency, IssueState
from jukung.library import closures, copies, copy_undoing, days, journal, numbers, series
from jukung.library.copies import CopyDraft
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Copy, Issue, JournalAct, JournalDetail, JournalEntry, Title
from jukung.words import plain_day

_HERE = (IssueState.arrived, IssueState.discarded)
_KEPT = (
    "label", "volume", "number", "dated_on", "state", "arrived_on", "count", "copy_row", "note",
    "claimed_on", "act",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue; without an id it is only expected."""

    id: str
    title_id: str
    label: str
    volume: str
    number: str
    dated_on: date | None
    state: IssueState
    arrived_on: date | None = None
    count: int = 0
    copy_number: str = ""
    """The copy it is bound into."""
    note: str = ""
    claimed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an act did with issues; `number` is the copy they were bound into."""

    act_id: str
    count: int
    label: str
    number: str = ""


@allowed(STAFF)
def of_title(
    desk: Desk, title_id: str, *, first: date | None = None, last: date | None = None
) -> tuple[IssueLine, ...]:
    """The issues of a title, the latest first, with those that are expected.

    Up to today and the one that comes next, where `last` does not say. Refuses TitleUnknown.
    """
    title = _title(desk, title_id)
    today = days.trusted_today(desk)
    weekdays, passed = _days_of(desk, title, today)
    ahead = serial_days.following(title.frequency, today, on=weekdays, passed=passed) or today
    known = _rows(desk, title)
    every = [_line(title, issue, number) for issue, number in known]
    every += _expected(desk, title, known, until=last or ahead)
    if last is None:
        # Of those still to come only the next one is of use.
        coming = sorted(_day(each) for each in every if not each.id and _day(each) > today)[1:]
        every = [each for each in every if each.id or _day(each) not in coming]
    shown = [
        each
        for each in every
        if (first is None or _day(each) >= first) and (last is None or _day(each) <= last)
    ]
    return tuple(sorted(shown, key=lambda each: (_day(each), each.label), reverse=True))


def wanting(desk: Desk, title_id: str, *, until: date) -> tuple[IssueLine, ...]:
    """What should be here by a day and is neither checked in nor noted as missing."""
    title = _title(desk, title_id)
    return tuple(_expected(desk, title, _rows(desk, title), until=until))


@allowed(STAFF)
def check_in(
    desk: Desk,
    issue: IssueLine,
    *,
    count: int = 1,
    on: date | None = None,
    note: str = "",
) -> Recorded:
    """An issue arrived, an expected one or any other of a newspaper or magazine.

    Refuses TitleUnknown, NotASerial, IssueArrived, IssueUnknown, CountOutOfRange,
    DayInFuture, DayTooLongAgo.
    """
    title = _serial(desk, issue.title_id)
    if not 1 <= count <= 999:
        raise errors.CountOutOfRange(count, 999)
    day = days.true_day(desk, on)
    known = _known(desk, title, issue)
    if known is not None and known.state in _HERE:
        raise errors.IssueArrived(known.label)

    def arrive(row: Issue) -> None:
        row.state, row.arrived_on, row.count = IssueState.arrived, day, count
        row.note = " ".join(note.split()) or row.note

    return _record(desk, "check_in", [(title, issue, known)], arrive)


@allowed(STAFF)
def check_in_all(desk: Desk, wanted: Sequence[IssueLine], *, on: date | None = None) -> Recorded:
    """Several issues arrived, one of each, as one act; refuses as `check_in` and `miss` do."""
    day = days.true_day(desk, on)

    def arrive(row: Issue) -> None:
        row.state, row.arrived_on, row.count = IssueState.arrived, day, 1

    return _record(desk, "check_in", _wanting(desk, wanted), arrive)


@allowed(STAFF)
def miss(desk: Desk, wanted: Sequence[IssueLine]) -> Recorded:
    """Issues will not come by themselves; refuses as `check_in` does, and NothingMarked."""
    return _record(desk, "miss", _wanting(desk, wanted), lambda _row: None)


@allowed(STAFF)
def claim(desk: Desk, wanted: Sequence[IssueLine], *, on: date | None = None) -> Recorded:
    """Missing issues were asked for at the publisher's or the agent's; refuses as `miss`."""
    day = days.true_day(desk, on)

    def ask(row: Issue) -> None:
        row.claimed_on = day

    return _record(desk, "claim", _wanting(desk, wanted), ask)


@allowed(STAFF)
def discard(desk: Desk, wanted: Sequence[IssueLine]) -> Recorded:
    """Issues were read and are kept no longer.

    Refuses IssueUnknown, IssueNotHere, IssueBound, NothingMarked.
    """

    def drop(row: Issue) -> None:
        if row.copy_row is not None:
            raise errors.IssueBound(row.label)
        row.state = IssueState.discarded

    return _record(desk, "discard", _here(desk, wanted), drop)


@allowed(STAFF)
def bind(desk: Desk, wanted: Sequence[IssueLine], *, number: str = "") -> Recorded:
    """Bind issues into a copy that can be lent: a new one, or that of a number.

    Refuses IssueUnknown, IssueNotHere, IssueBound, NothingMarked, CopyOfOtherTitle, and for
    a new number what adding a copy refuses.
    """
    found = _here(desk, wanted)
    for row in (each[2] for each in found):
        if row is not None and row.copy_row is not None:
            raise errors.IssueBound(row.label)
    title = found[0][0]
    if any(each[0].row != title.row for each in found):
        raise errors.CopyOfOtherTitle(number or found[-1][1].label)
    act = journal.begin(desk, ActKind.record_issues, facts={"what": "bind", "count": len(found)})
    copy = _bound_copy(desk, act, title, number)

    def put(row: Issue) -> None:
        row.copy_row = copy.row

    done = _record(desk, "bind", found, put, act=act)
    return replace(done, number=copy.number)


def undo_record(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Give issues back the state of before; refuses CannotUndo once one was changed again."""
    entries = desk.session.execute(
        select(Issue, col(JournalDetail.detail))
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Issue.id))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row)
    ).all()
    title = ""
    for row, text in entries:
        if row.act != act.row or row.cancel_act is not None:
            raise errors.CannotUndo("issue")
        was = json.loads(text)["was"]
        title = desk.session.get_one(Title, row.title).title
        if was is None:
            row.cancel_act, row.copy_row = undoing.row, None
        else:
            _restore(row, was)
        desk.session.add(row)
    desk.session.flush()
    made = select(col(Copy.row)).where(col(Copy.act) == act.row)
    if desk.session.execute(made).first() is not None:
        copy_undoing.undo_add(desk, act, undoing)
    return "", title, ""


def _restore(row: Issue, was: dict[str, object]) -> None:
    for name, value in was.items():
        if name in ("dated_on", "arrived_on", "claimed_on") and value is not None:
            value = date.fromisoformat(str(value))  # noqa: PLW2901 - the day it stands for
        setattr(row, name, IssueState(str(value)) if name == "state" else value)


_Wanted = tuple[Title, IssueLine, Issue | None]


def _record(
    desk: Desk,
    what: str,
    found: Sequence[_Wanted],
    change: Callable[[Issue], None],
    *,
    act: JournalAct | None = None,
) -> Recorded:
    if not found:
        raise errors.NothingMarked
    facts = {"what": what, "count": len(found)}
    act = act or journal.begin(desk, ActKind.record_issues, facts=facts)
    label = ""
    for title, issue, known in found:
        was = None if known is None else {name: getattr(known, name) for name in _KEPT}
        row = known or _made(title, issue)
        change(row)
        row.act = act.row
        desk.session.add(row)
        desk.session.flush()
        label = row.label
        detail = {"was": was, "state": row.state, "title": title.id, "label": row.label}
        journal.note(desk, act, what, noun="issue", noun_id=row.id, detail=detail)
    return Recorded(act.id, len(found), label)


def _made(title: Title, issue: IssueLine) -> Issue:
    return Issue(
        title=title.row,
        label=issue.label.strip() or label_of(issue.volume, issue.number, issue.dated_on),
        volume=issue.volume.strip(),
        number=issue.number.strip(),
        dated_on=issue.dated_on,
        state=IssueState.missing,
        act=0,
    )


def label_of(volume: str, number: str, dated_on: date | None) -> str:
    """How an issue is called: its volume and number, else its day."""
    if number.strip():
        return " ".join(
            filter(None, (f"{volume.strip()}:" if volume.strip() else "", number.strip()))
        )
    if dated_on is None:
        raise errors.IssueUnknown
    return plain_day(dated_on)


def _wanting(desk: Desk, wanted: Sequence[IssueLine]) -> list[_Wanted]:
    found = []
    for issue in wanted:
        title = _serial(desk, issue.title_id)
        known = _known(desk, title, issue)
        if known is not None and known.state in _HERE:
            raise errors.IssueArrived(known.label)
        found.append((title, issue, known))
    return found


def _here(desk: Desk, wanted: Sequence[IssueLine]) -> list[_Wanted]:
    found: list[_Wanted] = []
    for issue in wanted:
        title = _serial(desk, issue.title_id)
        known = _known(desk, title, issue)
        if known is None or known.state is not IssueState.arrived:
            raise errors.IssueNotHere(issue.label)
        found.append((title, issue, known))
    if not found:
        raise errors.NothingMarked
    return found


def _known(desk: Desk, title: Title, issue: IssueLine) -> Issue | None:
    """The row of an issue; by its number or day where it was only expected."""
    asked = select(Issue).where(col(Issue.title) == title.row, col(Issue.cancel_act).is_(None))
    if issue.id:
        row = desk.session.scalars(asked.where(col(Issue.id) == issue.id)).first()
        if row is None:
            raise errors.IssueUnknown
        return row
    label = issue.label.strip() or label_of(issue.volume, issue.number, issue.dated_on)
    same = col(Issue.label) == label
    if issue.dated_on is not None:
        same = (col(Issue.dated_on) == issue.dated_on) & (col(Issue.number) == issue.number.strip())
    return desk.session.scalars(asked.where(same)).first()


def _bound_copy(desk: Desk, act: JournalAct, title: Title, number: str) -> Copy:
    known = numbers.copy_row(desk, number) if number.strip() else None
    if known is not None:
        copy = desk.session.get_one(Copy, known)
        if copy.title != title.row:
            raise errors.CopyOfOtherTitle(copy.number)
        return copy
    given = number.strip() or series.next_numbers(desk, "copies", 1)[0]
    draft = CopyDraft(kind=CollectionKind.serial)
    return copies.insert(desk, title, given, act=act, draft=draft)


def _title(desk: Desk, title_id: str) -> Title:
    row = desk.session.scalars(select(Title).where(col(Title.id) == title_id)).first()
    if row is None:
        raise errors.TitleUnknown
    return row


def _serial(desk: Desk, title_id: str) -> Title:
    row = _title(desk, title_id)
    if row.frequency is Frequency.none:
        raise errors.NotASerial(row.title)
    return row


def _rows(desk: Desk, title: Title) -> list[tuple[Issue, str]]:
    found = desk.session.execute(
        select(Issue, col(Copy.number))
        .outerjoin(Copy, col(Copy.row) == col(Issue.copy_row))
        .where(col(Issue.title) == title.row, col(Issue.cancel_act).is_(None))
        .order_by(col(Issue.dated_on), col(Issue.row))
    )
    return [(issue, number or "") for issue, number in found]


def _expected(
    desk: Desk, title: Title, known: Sequence[tuple[Issue, str]], *, until: date
) -> list[IssueLine]:
    dated = {issue.dated_on: issue for issue, _number in known if issue.dated_on is not None}
    if not dated:
        return []
    made = []
    before = sorted(dated)
    weekdays, passed = _days_of(desk, title, before[0])
    for day, count in serial_days.expected(
        title.frequency, dated, until=until, on=weekdays, passed=passed
    ):
        last = dated[max(each for each in before if each < day)]
        number = str(int(last.number) + count) if last.number.isdecimal() else ""
        volume = last.volume if number else ""
        label = label_of(volume, number, day)
        line = IssueLine("", title.id, label, volume, number, day, IssueState.expected)
        made.append(line)
    return made


def _days_of(desk: Desk, title: Title, first: date) -> tuple[frozenset[int], Collection[date]]:
    """The days of the week on which a daily one comes, and the public holidays without it."""
    weekdays = serial_days.weekdays_of(title.issue_days)
    if title.frequency is not Frequency.daily:
        return weekdays, ()
    last = max(first, days.trusted_today(desk)) + timedelta(days=2 * serial_days.MOST)
    return weekdays, closures.calendar(desk, first, last).holidays.keys()


def _line(title: Title, issue: Issue, number: str) -> IssueLine:
    return IssueLine(
        id=issue.id,
        title_id=title.id,
        label=issue.label,
        volume=issue.volume,
        number=issue.number,
        dated_on=issue.dated_on,
        state=issue.state,
        arrived_on=issue.arrived_on,
        count=issue.count,
        copy_number=number,
        note=issue.note,
        claimed_on=issue.claimed_on,
    )


def _day(issue: IssueLine) -> date:
    return issue.dated_on or issue.arrived_on or date.min
