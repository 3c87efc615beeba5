"""Reading filled-in workbooks back: plan, look at the findings, store, take back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import deeds, entries, entry_hints, flows
from jukung.agency.entry_hints import Strange
from jukung.agency.entry_sheets import FIRST, MARK
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import by_code, locked
from jukung.agency.tables import Deed, Entry, FigureSource, LockedMonth, SiteRow
from jukung.agency.typed_rows import rows_of, whole_number
from jukung.domain import errors, months
from jukung.domain.months import Month
from jukung.words import N_, _

IMPORTED, UNDONE = "figures read in", "figures read in, taken back"
_NOTHING = frozenset({"", "-", "–", "—"})


class State(StrEnum):
    """What will become of a column."""

    new = "new"
    changed = "changed"
    same = "same"
    empty = "empty"
    parcel = "parcel"
    published = "published"
    future = "future"
    unknown = "unknown"

    @property
    def is_stored(self) -> bool:
        """Whether storing writes something."""
        return self in {State.new, State.changed}


STATE_WORDS = {
    State.new: N_("new"),
    State.changed: N_("other figures than before"),
    State.same: N_("as it is already"),
    State.empty: N_("nothing filled in"),
    State.parcel: N_("reported by Jukung; left as it is"),
    State.published: N_("published; left as it is"),
    State.future: N_("a month that has not begun"),
    State.unknown: N_("no library has this code"),
}


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """One column of the file."""

    code: str
    name: str
    period: Month
    figures: Mapping[str, int]
    state: State
    unread: tuple[str, ...]
    """Cells that are no figure, with the figure's title."""
    hints: tuple[Strange, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """What a file would store."""

    file: str
    months: tuple[PlannedMonth, ...]
    unknown_codes: tuple[str, ...] = field(default=())

    @property
    def stored(self) -> tuple[PlannedMonth, ...]:
        """The columns that would be stored."""
        return tuple(each for each in self.months if each.state.is_stored)


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that can be taken back."""

    number: int
    file: str
    by: str
    count: int


def plan(desk: OfficeDesk, path: Path) -> EntryPlan:
    """Read a file and say what it would store; refuses NotOurSheet."""
    rows = rows_of(path)
    if not rows or not rows[0] or rows[0][0].strip() != MARK:
        raise errors.NotOurSheet(path.name)
    coded = [(row[0].strip(), row) for row in rows[1:] if row and row[0].strip()]
    planned = []
    for place in range(FIRST, len(rows[0])):
        code, bar, month = rows[0][place].strip().partition("|")
        if not bar:
            continue
        cells = {
            figure: row[place].strip() if place < len(row) else ""
            for figure, row in coded
            if flows.by_code(figure)
        }
        planned.append(_planned(desk, code, months.parse_month(month), cells))
    unknown = tuple(figure for figure, _row in coded if flows.by_code(figure) is None)
    return EntryPlan(path.name, tuple(planned), unknown)


def store(desk: OfficeDesk, found: EntryPlan) -> Imported:
    """Store what is new or changed, as one import; refuses NoFigureTyped."""
    if not found.stored:
        raise errors.NoFigureTyped
    deed = Deed(at=desk.now, by=desk.by, what=IMPORTED, detail=found.file)
    desk.session.add(deed)
    desk.session.flush()
    for each in found.stored:
        entries.enter(
            desk,
            each.code,
            each.period,
            figures=each.figures,
            source=FigureSource.workbook,
            origin=_origin(deed),
        )
    return Imported(deed.no, found.file, desk.by, len(found.stored))


def imports(desk: OfficeDesk, *, most: int = 20) -> tuple[Imported, ...]:
    """The last imports of which something still stands, the newest first."""
    rows = desk.session.scalars(
        select(Deed).where(col(Deed.what) == IMPORTED).order_by(col(Deed.no).desc()).limit(most)
    )
    found = [Imported(row.no, row.detail, row.by, len(_entries(desk, row))) for row in rows]
    return tuple(each for each in found if each.count)


def undo(desk: OfficeDesk, number: int) -> int:
    """Take an import back; what was typed before it counts again.

    Refuses SheetImportUnknown, MonthPublished.
    """
    deed = desk.session.get(Deed, number)
    kept = _entries(desk, deed) if deed is not None and deed.what == IMPORTED else []
    if not kept:
        raise errors.SheetImportUnknown(str(number))
    for entry in kept:
        if desk.session.get(LockedMonth, entry.month) is not None:
            raise errors.MonthPublished(entry.month)
    for site in sorted({entry.site for entry in kept}):
        of_it = [entry for entry in kept if entry.site == site]
        entries.take_back(desk, locked(desk, site), of_it)
    deeds.note(desk, UNDONE, detail=str(number))
    return len(kept)


def _entries(desk: OfficeDesk, deed: Deed) -> list[Entry]:
    return list(
        desk.session.scalars(
            select(Entry).where(
                col(Entry.origin) == _origin(deed), col(Entry.cancelled_at).is_(None)
            )
        )
    )


def _origin(deed: Deed) -> str:
    return f"{deed.detail} #{deed.no}"


def _planned(desk: OfficeDesk, code: str, period: Month, cells: Mapping[str, str]) -> PlannedMonth:
    read = {figure: whole_number(cell) for figure, cell in cells.items()}
    figures = {figure: value for figure, value in read.items() if value is not None}
    unread = tuple(
        f"{flows.title_of(figure)}: {cell}"
        for figure, cell in cells.items()
        if read[figure] is None and cell not in _NOTHING
    )
    row = by_code(desk, code)
    before = entry_hints.month_before(desk, code, period)
    return PlannedMonth(
        code=code,
        name=row.name if row else "",
        period=period,
        figures=figures,
        state=_state(desk, row, period, figures),
        unread=unread,
        hints=entry_hints.hints(figures, before),
    )


def _state(
    desk: OfficeDesk, row: SiteRow | None, period: Month, figures: Mapping[str, int]
) -> State:
    if row is None:
        return State.unknown
    if not figures:
        return State.empty
    if period > months.month_of(desk.today):
        return State.future
    return _left(desk, row, period) or _against_typed(desk, row, period, figures)


def _left(desk: OfficeDesk, row: SiteRow, period: Month) -> State | None:
    if desk.session.get(LockedMonth, period.text) is not None:
        return State.published
    return State.parcel if entries.has_parcel(desk, row.site, period) else None


def _against_typed(
    desk: OfficeDesk, row: SiteRow, period: Month, figures: Mapping[str, int]
) -> State:
    typed = entries.of_month(desk, row.code, period).typed
    if typed is None:
        return State.new
    return State.same if typed.figures == figures else State.changed


def state_words(state: State) -> str:
    """What will become of a column, in words."""
    return _(STATE_WORDS[state])
