"""What a stocktake found, as lists: how each copy was found, and what else was scanned."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from jukung.domain import months
from jukung.domain.kinds import CollectionKind, CopyStatus, StocktakeDecision
from jukung.library import stocktake_sql, stocktakes
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.library.stocktake_counting import SeenAs
from jukung.library.stocktakes import Fate
from jukung.store import desk_statements

MOST = 100_000


@dataclass(frozen=True, slots=True)
class StocktakeLine:
    """A copy of the frozen list and how it was found; nobody who has it is named."""

    id: str
    number: str
    title: str
    people: str
    call_number: str
    class_main: str
    place: str
    kind: CollectionKind
    status: CopyStatus
    """As it is now."""
    fate: Fate
    seen_at: datetime | None
    """In the library's own time."""
    seen_where: str
    decision: StocktakeDecision
    reason: str
    price: int | None
    owner: str
    was_out: bool
    due_on: date | None


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A code that was scanned and is not on the list."""

    code: str
    why: SeenAs
    seen_at: datetime
    seen_where: str
    number: str
    title: str
    call_number: str
    class_main: str
    place: str


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What was found of one main class."""

    class_main: str
    fates: Mapping[Fate, int]
    lost_price: int
    """What the copies not seen cost, as far as their price is known."""

    @property
    def expected(self) -> int:
        """How many are on the list."""
        return sum(self.fates.values())


@allowed(STAFF)
def lines(
    desk: Desk,
    stocktake: str,
    fates: Collection[Fate] = (),
    *,
    words: str = "",
    most: int = MOST,
) -> tuple[StocktakeLine, ...]:
    """The copies found so, in the order of the shelf; all where no fate is named.

    `words` narrows them to those whose number or title has them. Refuses StocktakeUnknown.
    """
    row = stocktakes.row_of(desk, stocktake)
    sql, facts = stocktake_sql.LINES, [row.row, most]
    if fates:
        named = ", ".join(f"'{Fate(each)}'" for each in sorted(fates))
        sql += f" AND {stocktake_sql.FATE} IN ({named})"
    said = " ".join(words.split())
    more: list[object] = [*facts]
    if said:
        sql += " AND (instr(lower(t.title), lower(?3)) OR instr(lower(c.number), lower(?3)))"
        more.append(said)
    found = desk_statements.rows(desk.session, sql + stocktake_sql.BY_SHELF, *more)
    return tuple(_line(desk, each) for each in found)


@allowed(STAFF)
def others(desk: Desk, stocktake: str, *, most: int = MOST) -> tuple[OtherLine, ...]:
    """What was scanned besides, the latest first; refuses StocktakeUnknown."""
    row = stocktakes.row_of(desk, stocktake)
    found = desk_statements.rows(desk.session, stocktake_sql.OTHERS, row.row, most)
    return tuple(
        OtherLine(
            code,
            SeenAs(note or "unknown"),
            _local(desk, at),
            where,
            number,
            title,
            call,
            main,
            place,
        )
        for code, at, where, note, number, title, call, main, place, _status in found
    )


@allowed(STAFF)
def by_class(desk: Desk, stocktake: str) -> tuple[ClassFigures, ...]:
    """What was found of each main class; refuses StocktakeUnknown."""
    row = stocktakes.row_of(desk, stocktake)
    found: dict[str, dict[Fate, int]] = {}
    lost: dict[str, int] = {}
    for name, fate, count, price in desk_statements.rows(
        desk.session, stocktake_sql.BY_CLASS, row.row
    ):
        found.setdefault(name, {})[Fate(fate)] = int(count)
        if Fate(fate) in (Fate.unseen, Fate.boxed):
            lost[name] = lost.get(name, 0) + int(price)
    order = sorted(found, key=lambda name: (name == "", name))
    return tuple(ClassFigures(name, found[name], lost.get(name, 0)) for name in order)


@allowed(STAFF)
def out_of_order(desk: Desk, stocktake: str) -> tuple[tuple[str, str, str], ...]:
    """Copies that stand among others of other call numbers: call number, number, title.

    Told from the order of the scans; where over a tenth would be wrong nobody scanned
    along the shelf, and there is no answer. Refuses StocktakeUnknown.
    """
    row = stocktakes.row_of(desk, stocktake)
    shelves: dict[str, list[tuple[str, str, str]]] = {}
    found = desk_statements.rows(desk.session, stocktake_sql.IN_ORDER, row.row)
    for _copy, call, number, title, where in found:
        if call:
            shelves.setdefault(where, []).append((call, number, title))
    strange: list[tuple[str, str, str]] = []
    for shelf in shelves.values():
        kept = _longest_run([call.casefold() for call, _number, _title in shelf])
        wrong = [each for place, each in enumerate(shelf) if place not in kept]
        if len(wrong) * 10 <= len(shelf):
            strange += wrong
    return tuple(strange)


def _longest_run(keys: list[str]) -> set[int]:
    """The places of a longest run that never goes down."""
    ends: list[str] = []
    places: list[int] = []
    before: list[int] = []
    for place, key in enumerate(keys):
        at = bisect_right(ends, key)
        before.append(places[at - 1] if at else -1)
        if at == len(ends):
            ends.append(key)
            places.append(place)
        else:
            ends[at], places[at] = key, place
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _line(desk: Desk, row: tuple[object, ...]) -> StocktakeLine:
    (
        _row, id_, number, title, people, call, main, place, kind, status, fate, seen_at, where,
        decision, reason, price, owner, was_out, due_on,
    ) = row  # fmt: skip
    return StocktakeLine(
        id=str(id_),
        number=str(number),
        title=str(title),
        people=str(people),
        call_number=str(call),
        class_main=str(main),
        place=str(place),
        kind=CollectionKind(str(kind)),
        status=CopyStatus(str(status)),
        fate=Fate(str(fate)),
        seen_at=_local(desk, str(seen_at)) if seen_at else None,
        seen_where=str(where),
        decision=StocktakeDecision(str(decision)),
        reason=str(reason),
        price=None if price is None else int(str(price)),
        owner=str(owner),
        was_out=bool(was_out),
        due_on=date.fromisoformat(str(due_on)) if due_on else None,
    )


def _local(desk: Desk, text: str) -> datetime:
    zone = months.zone_info(desk.profile.zone)
    return datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(zone)
