"""Newspapers and magazines: which there are, how often they come, and what is wanting."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, Frequency, IssueState
from jukung.library import catalogue, days, issues, journal
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.issues import IssueLine
from jukung.library.permission import STAFF, allowed
from jukung.store import desk_statements
from jukung.store.tables import JournalAct, JournalDetail, JournalEntry, Title

_LISTED = """
SELECT t.row, t.id, t.title, t.publisher, t.issn, t.frequency,
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
    desk: Desk, title: str, frequency: Frequency, *, issn: str = "", publisher: str = ""
) -> str:
    """Add a newspaper or magazine to the catalogue; gives the title's id.

    Refuses TitleMissing, NotASerial.
    """
    if frequency is Frequency.none:
        raise errors.NotASerial(title)
    return catalogue.add(
        desk, TitleDraft(title=title, frequency=frequency, issn=issn, publisher=publisher)
    )


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
    act = journal.begin(desk, ActKind.edit_serial, facts={"frequency": frequency})
    detail = {"was": row.frequency, "is": frequency}
    row.frequency = frequency
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "set_frequency", noun="title", noun_id=row.id, detail=detail)
    return act.id


def undo_edit(desk: Desk, act: JournalAct, undoing: JournalAct) -> tuple[str, str, str]:
    """Let a title come as often as it did before; refuses CannotUndo."""
    del undoing
    row, text = desk.session.execute(
        select(Title, col(JournalDetail.detail))
        .join(JournalEntry, col(JournalEntry.noun_id) == col(Title.id))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(col(JournalEntry.act) == act.row)
    ).one()
    said = json.loads(text)
    if row.frequency != said["is"]:
        raise errors.CannotUndo("changed")
    row.frequency = Frequency(said["was"])
    desk.session.add(row)
    desk.session.flush()
    return "", row.title, ""


def _line(desk: Desk, row: tuple[object, ...], today: date) -> SerialLine:
    _row, id_, title, publisher, issn, frequency, label, last_on, arrived, missing = row
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
    )
