"""What of a village's reports is left out where they leave it, so that few stay unknown.

How many came, borrowed and took part is told. Who they were is left out of a whole line
where one part is few: of a line told apart so, only that somebody in it is few is known,
and any of its parts may be the one. Sums beside it are left out, too.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from jukung.figures.reports.report import Cell, ReportTable, Row
from jukung.words import _

FEWEST = 5
"""People told apart by sex; fewer are not told outside (the k of villages)."""
FEWEST_CHILDREN = 10
"""The same where age, the kind of member or a disability is told."""

LEFT_OUT = "…"

# Lines that are ages or kinds of member: each line tells of children, too.
_OF_CHILDREN = frozenset(
    {"visits_by_sex_age", "loans_by_sex_age", "loans_by_borrower_kind", "members_by_kind"}
)
# Who stands here month after month: exact parts would tell newcomers by difference.
_STANDING = frozenset({"members_by_kind", "members_new", "members_left"})
# Its lines are the kinds that there are: a line alone says that there is somebody.
_FOUND_LINES = frozenset({"members_by_kind"})


def spared(table: ReportTable) -> ReportTable:
    """The same table without what would give away few people."""
    parts = _Parts.of(table)
    hidden = parts.lines() | parts.wholes()
    if not hidden:
        return table
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    made = [
        tuple(
            LEFT_OUT if _goes(table, hidden, number, place) else cell
            for place, cell in enumerate(row)
        )
        for number, row in enumerate(rows)
    ]
    total = made.pop() if table.total is not None else None
    if table.code in _FOUND_LINES and any((0, place) in hidden for place in parts.told):
        alone = (
            made[0][place] if table.columns[place].inner else cell
            for place, cell in enumerate(rows[0])
        )
        made, total = [total or (_("Total"), *tuple(alone)[1:])], None
    note = _("“…” is left out: few people could be recognised. The library itself sees all.")
    return replace(table, rows=tuple(made), total=total, note=f"{table.note} {note}".strip())


def _goes(table: ReportTable, hidden: Collection[tuple[int, int]], number: int, place: int) -> bool:
    column = table.columns[place]
    if column.kind == "share":
        return any(line == number and table.columns[at].persons for line, at in hidden)
    return (number, place) in hidden


@dataclass(frozen=True, slots=True)
class _Parts:
    """Which columns of a table tell people apart, and which tell how many there are."""

    table: ReportTable
    sexes: tuple[int, ...]
    halves: tuple[int, ...]
    told: tuple[int, ...]

    @classmethod
    def of(cls, table: ReportTable) -> "_Parts":
        def places(fits: Callable[[bool, bool], bool]) -> tuple[int, ...]:
            return tuple(
                place
                for place, each in enumerate(table.columns)
                if each.persons and fits(each.inner, each.apart)
            )

        return cls(
            table,
            sexes=places(lambda inner, apart: inner and not apart),
            halves=places(lambda inner, apart: inner and apart),
            told=places(lambda inner, _apart: not inner),
        )

    @property
    def _is_of_children(self) -> bool:
        return self.table.code in _OF_CHILDREN

    @property
    def _sums(self) -> int:
        return len(self.table.rows)

    def lines(self) -> set[tuple[int, int]]:
        """The parts of lines with few people, and their sums."""
        few = FEWEST_CHILDREN if self._is_of_children else FEWEST
        groups = [(self.sexes, few), *(((place,), FEWEST_CHILDREN) for place in self.halves)]
        found: set[tuple[int, int]] = set()
        for group, k in groups:
            out = {
                number
                for number, row in enumerate(self.table.rows)
                if self.table.code in _STANDING
                or any(_is_few(row[place], k) for place in group)
                or (len(group) == 1 and _is_few(self._others(row, group[0]), k))
            }
            if out:
                out.add(self._sums)
            found |= {(number, place) for number in out for place in group}
        return found

    def wholes(self) -> set[tuple[int, int]]:
        """Where lines are ages or kinds: how many each has, unless none is few."""
        if not self._is_of_children:
            return set()
        rows = self.table.rows
        found = {
            (number, place)
            for place in self.told
            if any(_is_few(row[place], FEWEST_CHILDREN) for row in rows)
            for number in range(len(rows))
        }
        if found:
            # Parts add up to the whole that was left out.
            found |= {(number, place) for place in self.sexes for number in range(self._sums + 1)}
        return found

    def _others(self, row: Row, place: int) -> Cell:
        """Who is left of a line's people beside a half of them."""
        whole = row[self.told[0]] if self.told else None
        cell = row[place]
        return whole - cell if isinstance(whole, int) and isinstance(cell, int) else None


def _is_few(cell: Cell, k: int) -> bool:
    return isinstance(cell, int) and 1 <= cell < k
