"""Everything that another program's file brings, as one act, and taken back at once.

An import writes through here: statements for many rows, one transaction.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import desc, func, select, update
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import intake_standing, intake_undo, journal, undoing
from jukung.library.desk import Desk
from jukung.library.history_intake import History
from jukung.library.incoming import CopyTold, Incoming, Load
from jukung.library.intake_rows import IndexAside, Rows, in_chunks
from jukung.library.intake_undo import TakenBack
from jukung.library.member_intake import MemberRows
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import (
    BlankNumber,
    Copy,
    CopyNumber,
    JournalAct,
    JournalDetail,
    JournalEntry,
    Place,
)

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an intake stored."""

    import_id: str
    title_count: int
    copy_count: int
    told_count: int = 0
    """Copies that were here, of which it told more."""
    member_count: int = 0
    loan_count: int = 0
    """All that were stored, the loose ones too."""
    open_count: int = 0
    loose_count: int = 0
    """Loans of copies that nobody knows."""
    fine_count: int = 0
    visit_count: int = 0
    hold_count: int = 0
    holiday_count: int = 0
    overpaid: int = 0
    """Rupiah that were paid without anything owed; they are not stored."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import as the list of imports shows it."""

    import_id: str
    file: str
    format: str
    at: datetime
    title_count: int
    copy_count: int
    is_undone: bool
    member_count: int = 0
    loan_count: int = 0


@allowed(STAFF)
def known_titles(desk: Desk) -> Counter[tuple[str, ...]]:
    """How often each title is already here, by what `likeness` compares."""
    return intake_standing.known_titles(desk)


def likeness(draft: intake_standing.Likened) -> tuple[str, ...]:
    """What makes two records the same edition of the same title."""
    return intake_standing.likeness(draft)


@allowed(STAFF)
def taken_numbers(desk: Desk) -> set[str]:
    """Every number, folded, that a copy or card has or had."""
    return intake_standing.taken_numbers(desk)


@allowed(STAFF)
def receive(
    desk: Desk,
    incoming: Sequence[Incoming],
    *,
    facts: dict[str, Any],
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> Arrival:
    """Store titles and copies as one act; refuses as `receive_all` does."""
    load = Load(titles=incoming)
    return receive_all(desk, load, facts=facts, progress=progress, stopped=stopped)


@allowed(STAFF)
def receive_all(
    desk: Desk,
    load: Load,
    *,
    facts: dict[str, Any],
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> Arrival:
    """Store everything as one act; the numbers must be free.

    `progress` is told done and total records. Refuses ImportStopped, TitleMissing,
    PlanOutdated, and NamesNotKept for members in a prison.
    """
    people = (load.members, load.loans, load.fines, load.visits, load.holds)
    if desk.profile.is_prison and any(people):
        raise errors.NamesNotKept
    counts = {
        "titles": len(load.titles),
        "copies": load.copy_count,
        "members": len(load.members),
        "loans": len(load.loans),
        "fines": len(load.fines),
        "visits": len(load.visits),
        "holds": len(load.holds),
    }
    # The name of a file may be a person's; a word of the detail can be erased.
    lasting = {name: value for name, value in facts.items() if name != "file"}
    act = journal.begin(
        desk, ActKind.import_titles, facts=lasting | {n: c for n, c in counts.items() if c or n in
        ("titles", "copies")}
    )  # fmt: skip
    step = _Steps(load.count, progress, stopped)
    told = _as_told(desk, load.told)
    rows = Rows(desk, act.row)
    index = IndexAside(desk, len(load.titles))
    _add_in_chunks(rows.add_titles, load.titles, step)
    index.put_back()
    _add_in_chunks(rows.add_copies, load.copies, step)
    _add_in_chunks(rows.tell, load.told, step)
    renamed: dict[str, str] = dict.fromkeys(load.cards_of_others, "")
    if load.members:
        members = MemberRows(desk, act.row)
        members.add(load.members)
        rows.number_waiting()
        members.add_renumbered(load.members)
        renamed |= members.renamed
        step(len(load.members))
    else:
        rows.number_waiting()
    _mark_stuck(desk, act)
    history = History(desk, act.row, renamed=renamed, step=step)
    loose, open_count = history.add_loans(load.loans)
    overpaid = history.add_fines(load.fines)
    history.add_visits(load.visits)
    lost_holds = history.add_holds(load.holds)
    history.add_holidays(load.holidays)
    detail = facts | ({"places": _ids_of(desk, rows.made_places)} if rows.made_places else {})
    detail |= {"told": told} if told else {}
    journal.note(desk, act, "import", noun="titles", noun_id=act.id, detail=detail)
    return Arrival(
        act.id,
        len(load.titles),
        load.copy_count,
        told_count=len(load.told),
        member_count=len(load.members),
        loan_count=len(load.loans),
        open_count=open_count,
        loose_count=loose,
        fine_count=len(load.fines),
        visit_count=len(load.visits),
        hold_count=len(load.holds) - lost_holds,
        holiday_count=len(load.holidays),
        overpaid=overpaid,
    )


@allowed(STAFF)
def take_back(desk: Desk, import_id: str) -> TakenBack:
    """Undo a whole import; what was used since is kept, and named.

    Refuses ImportUnknown, ImportUndone.
    """
    act = _import_act(desk, import_id)
    if undoing.is_undone(desk, act):
        raise errors.ImportUndone(import_id)
    return intake_undo.take_back(desk, act)


@allowed(STAFF)
def would_take_back(desk: Desk, import_id: str) -> TakenBack:
    """What undoing an import would remove and keep; refuses as `take_back` does."""
    act = _import_act(desk, import_id)
    if undoing.is_undone(desk, act):
        raise errors.ImportUndone(import_id)
    return intake_undo.look(desk, act)


@allowed(STAFF)
def imports(desk: Desk, *, most: int = 50) -> tuple[ImportLine, ...]:
    """The imports of this library, the latest first."""
    acts = desk.session.scalars(
        select(JournalAct)
        .where(col(JournalAct.kind) == ActKind.import_titles)
        .order_by(desc(col(JournalAct.row)))
        .limit(most)
    ).all()
    files = _files(desk, acts)
    lines = []
    for act in acts:
        facts = json.loads(act.facts)
        lines.append(
            ImportLine(
                act.id,
                files.get(act.row) or facts.get("file", ""),
                facts.get("format", ""),
                act.at,
                facts.get("titles", 0),
                facts.get("copies", 0),
                undoing.is_undone(desk, act),
                facts.get("members", 0),
                facts.get("loans", 0),
            )
        )
    return tuple(lines)


def _files(desk: Desk, acts: Sequence[JournalAct]) -> dict[int, str]:
    """What the files of imports were called; older ones have it among their facts."""
    asked = (
        select(col(JournalEntry.act), func.json_extract(col(JournalDetail.detail), "$.file"))
        .join(JournalDetail, col(JournalDetail.seq) == col(JournalEntry.seq))
        .where(
            col(JournalEntry.act).in_([act.row for act in acts]),
            col(JournalEntry.verb) == "import",
        )
    )
    return {act: str(file) for act, file in desk.session.execute(asked) if file}


class _Steps:
    """Counts what is done; asks now and then whether to go on."""

    def __init__(
        self, total: int, progress: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> None:
        self._total, self._progress, self._stopped = total, progress, stopped
        self._done = 0

    def __call__(self, count: int) -> None:
        self._done += count
        if count:
            self._progress(self._done, self._total)
            self.look()

    def look(self) -> None:
        """Refuse ImportStopped where somebody stopped."""
        if self._stopped():
            raise errors.ImportStopped


def _add_in_chunks(add: Callable[[Sequence[Any]], None], rows: Iterable[Any], step: _Steps) -> None:
    for chunk in in_chunks(rows, _CHUNK):
        step.look()
        add(chunk)
        step(len(chunk))


def _as_told(desk: Desk, told: Sequence[CopyTold]) -> list[tuple[str, str]]:
    """The ids of copies of which more is told, with their call numbers of before."""
    found: list[tuple[str, str]] = []
    for chunk in in_chunks([each.row for each in told], _CHUNK):
        asked = select(col(Copy.id), col(Copy.call_number)).where(col(Copy.row).in_(chunk))
        found += [(str(id_), str(call)) for id_, call in desk.session.execute(asked)]
    return found


def _ids_of(desk: Desk, places: Sequence[int]) -> list[str]:
    """What shelves are called in the journal; a row may be another's by and by."""
    asked = select(col(Place.id)).where(col(Place.row).in_(places))
    return [str(each) for each in desk.session.scalars(asked)]


def _mark_stuck(desk: Desk, act: JournalAct) -> None:
    """Count labels as printed whose numbers were printed blank before the import."""
    stuck = (
        select(col(CopyNumber.copy_row))
        .join(BlankNumber, col(BlankNumber.number) == col(CopyNumber.number))
        .where(col(BlankNumber.drop_act).is_(None))
    )
    desk.session.execute(
        update(Copy)
        .where(col(Copy.act) == act.row, col(Copy.row).in_(stuck))
        .values(label_printed_at=desk.now),
        execution_options={"synchronize_session": False},
    )


def _import_act(desk: Desk, import_id: str) -> JournalAct:
    act = desk.session.scalars(
        select(JournalAct).where(
            col(JournalAct.id) == import_id, col(JournalAct.kind) == ActKind.import_titles
        )
    ).first()
    if act is None:
        raise errors.ImportUnknown(import_id)
    return act
