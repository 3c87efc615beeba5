"""Newspapers and magazines: which there are, how often they come, and what is wanting."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors, serial_days
from jukung.domain.kinds import ActKind, Frequency, IssueState
from jukung.library import catalogue, days, issues, journal
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.issues import IssueLine
from jukung.library.permission import STAFF, allowed
from jukung.store import desk_statements
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry, Title

_LISTED = """
SELECT t.row, t.id, t.title, t.publisher, t.issn, t.frequency, t.issue_days,
  (SELECT i.label FROM issue i WHERE i.title = t.row AND i.cancel_act IS NULL
    AND i.state IN ('arrived', 'discarded') ORDER BY i.dated_on DESC, i.row DESC LIMIT 1),
  (SELECT max(i.dated_on) FROM issue i WHERE i.title = t.row AND i.cancel_act IS NULL
    AND i.state IN ('arrived', 'discarded')),
  (SELECT count(*) FROM issue i WHERE i.title = t.row AND i.cancel_act IS NULL
    AND i.arrived_on >= ?2),
  (SELECT count(*) FROM issue i WHERE i.title = t.row AND i.cancel_act IS NULL
    AND i.state = 'missing')
FROM title t WHERE t.frequency <> 'none' AND t.merged_into IS NULL
  AND (?1 = '' OR instr(lower(t.title), lower(?1)) OR t.issn = ?1)
ORDER BY t.title COLLATE NOCASE, t.row
"""


@dataclass(frozen=True, slots=True)
class SerialLine:
    """A newspaper or magazine in the list."""

    id: str
    title: str
    publisher: str
    issn: str
    frequency: Frequency
    last_label: str
    last_on: date | None
    arrived: int
    """Issues that came this year."""
    missing: int
    late: int
    """Issues that should be here by today and are not checked in."""
    days: frozenset[int] = serial_days.USUAL_DAYS
    """The days of the week, Monday 0, on which a daily one comes."""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What came of one newspaper or magazine in a month, and what did not."""

    serial: SerialLine
    arrived: tuple[IssueLine, ...]
    missing: tuple[IssueLine, ...]
    expected: tuple[IssueLine, ...]


@allowed(STAFF)
def listed(desk: Desk, words: str = "") -> tuple[SerialLine, ...]:
    """The newspapers and magazines by name; `words` is part of a title, or an ISSN."""
    today = days.trusted_today(desk)
    found = desk_statements.rows(
        desk.session, _LISTED, " ".join(words.split()), f"{today.year}-01-01"
    )
    return tuple(_line(desk, row, today) for row in found)


@allowed(STAFF)
def month(desk: Desk, year: int, number: int) -> tuple[MonthLine, ...]:
    """The list of a month: each newspaper and magazine with its issues of those days."""
    first = date(year, number, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    made = []
    for serial in listed(desk):
        of_days = issues.of_title(desk, serial.id, first=first, last=last)
        came = (IssueState.arrived, IssueState.discarded)
        made.append(
            MonthLine(
                serial,
                tuple(each for each in of_days if each.state in came),
                tuple(each for each in of_days if each.state is IssueState.missing),
                tuple(each for each in of_days if each.state is IssueState.expected),
            )
        )
    return tuple(made)


@allowed(STAFF)
def add(
    desk: Desk,
    title: str,
    frequency: Frequency,
    *,
    issn: str = "",
    publisher: str = "",
    days: Iterable[int] = serial_days.USUAL_DAYS,
) -> str:
    """Add a newspaper or magazine to the catalogue; gives the title's id.

    A daily one comes on these days of the week, Monday 0. Refuses TitleMissing, NotASerial,
    NoDayChosen.
    """
    if frequency is Frequency.none:
        raise errors.NotASerial(title)
    written = _written(days)
    id_ = catalogue.add(
        desk, TitleDraft(title=title, frequency=frequency, issn=issn, publisher=publisher)
    )
    if written and frequency is Frequency.daily:
        row = catalogue.row_of(desk, id_)
        row.issue_days = written
        desk.session.add(row)
        desk.session.flush()
    return id_


@allowed(STAFF)
def set_frequency(desk: Desk, title_id: str, frequency: Frequency) -> str:
    """Say how often a title comes; `none` makes it a book again. Gives the act's id.

    Refuses TitleUnknown, NothingChanges.
    """
    row = desk.session.scalars(select(Title).where(col(Title.id) == title_id)).first()
    if row is None:
        raise errors.TitleUnknown
    if row.frequency is frequency:
        raise errors.NothingChanges
    return _set(desk, row, "frequency", frequency)


@allowed(STAFF)
def set_days(desk: Desk, title_id: str, weekdays: Iterable[int]) -> str:
    """Say on which days of the week (Monday 0) a daily one comes. Gives the act's id.

    Refuses TitleUnknown, NotDaily, NoDayChosen, NothingChanged.
    """
    row = catalogue.row_of(desk, title_id)
    if row.frequency is not Frequency.daily:
        raise errors.NotDaily(row.title)
    written = _written(weekdays)
    if row.issue_days == written:
        raise errors.NothingChanged
    return _set(desk, row, "issue_days", written)


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Let a title come as often, or on the days, it did before; refuses CannotUndo."""
    del undoing
    row, text = desk.session.execute(
        select(Title, col(JournalDetail.detail))
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Title.id))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row)
    ).one()
    said = json.loads(text)
    field = said.get("field", "frequency")
    if getattr(row, field) != said["is"]:
        raise errors.CannotUndo("changed")
    setattr(row, field, Frequency(said["was"]) if field == "frequency" else said["was"])
    desk.session.add(row)
    desk.session.flush()
    return "", row.title, ""


def _set(desk: Desk, row: Title, field: str, value: str) -> str:
    act = journal.begin(desk, ActKind.edit_serial, facts={field: value})
    detail = {"field": field, "was": getattr(row, field), "is": value}
    setattr(row, field, value)
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, f"set_{field}", noun="title", noun_id=row.id, detail=detail)
    return act.id


def _written(weekdays: Iterable[int]) -> str:
    chosen = frozenset(weekdays)
    if not chosen or not chosen <= frozenset(range(7)):
        raise errors.NoDayChosen
    return serial_days.written_of(chosen)


def _line(desk: Desk, row: tuple[object, ...], today: date) -> SerialLine:
    _row, id_, title, publisher, issn, frequency, on, label, last_on, arrived, missing = row
    wanting = issues.wanting(desk, str(id_), until=today)
    return SerialLine(
        id=str(id_),
        title=str(title),
        publisher=str(publisher),
        issn=str(issn),
        frequency=Frequency(str(frequency)),
        last_label=str(label or ""),
        last_on=date.fromisoformat(str(last_on)) if last_on else None,
        arrived=int(str(arrived)),
        missing=int(str(missing)),
        late=len(wanting),
        days=serial_days.weekdays_of(str(on)),
    )
