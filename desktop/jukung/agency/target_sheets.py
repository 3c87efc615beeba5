"""Targets as workbooks: progress to write, and a table of targets to read.

Read is any sheet whose first column names indicators, by code or title, and whose other
columns name kabupaten, by code or name; a column `total` is the whole office.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jukung.agency import districts, flows, targets
from jukung.agency.office import OfficeDesk
from jukung.agency.targets import Pace, Progress
from jukung.agency.typed_rows import rows_of, whole_number
from jukung.domain import errors
from jukung.domain.months import Month
from jukung.figures.reports.report import ReportColumn, ReportTable, Span
from jukung.words import N_, _, short_month

PACES = {
    Pace.reached: N_("reached"),
    Pace.on_track: N_("on track"),
    Pace.behind: N_("behind"),
    Pace.unknown: N_("not known yet"),
}
_NOTHING = frozenset({"", "-", "–"})
_WHOLE = frozenset({"total", "jumlah", "provinsi", "semua", "whole office", "seluruh", "kantor"})


@dataclass(frozen=True, slots=True)
class ReadTargets:
    """What a sheet of targets says, and which of its words nobody knows."""

    wanted: tuple[targets.Wanted, ...]
    unknown: tuple[str, ...]


def progress_table(
    desk: OfficeDesk, year: int, until: Month, found: Sequence[Progress]
) -> ReportTable:
    """Targets with their progress, month by month."""
    columns = (
        ReportColumn(_("Indicator"), wide=True),
        ReportColumn(_("Where")),
        ReportColumn(_("Target"), "number"),
        ReportColumn(_("So far"), "number"),
        ReportColumn(_("Share"), "share"),
        ReportColumn(_("Even pace"), "number"),
        ReportColumn(_("State")),
        *(ReportColumn(short_month(number), "number") for number in range(1, 13)),
    )
    return ReportTable(
        code="targets",
        title=_("Targets of {year}").format(year=year),
        columns=columns,
        rows=tuple(
            (
                each.title,
                each.place,
                each.target.value,
                each.now,
                each.share,
                each.expected,
                _(PACES[each.pace]),
                *each.reached,
            )
            for each in found
        ),
        total=None,
        span=Span(Month(year, 1).first, until.last),
        definition=_(
            "Loans, visits and the like add up over the months; of members, titles and copies "
            "each library's last figure of the year counts. A dash was not recorded."
        ),
        library=desk.profile.name,
        made_on=desk.today,
    )


def read(desk: OfficeDesk, path: Path, year: int) -> ReadTargets:
    """Read a sheet of targets; refuses NotOurSheet where it is none."""
    rows = rows_of(path)
    head = next((row for row in rows if sum(bool(cell.strip()) for cell in row) > 1), [])
    places, unknown = _places(head, districts.names(desk))
    if not places:
        raise errors.NotOurSheet(path.name)
    titles = {flows.title_of(code).casefold(): code for code in flows.CODES}
    wanted: dict[tuple[str, str], targets.Wanted] = {}
    for row in rows[rows.index(head) + 1 :]:
        first, code = _named(row, titles)
        if first and not code:
            unknown.append(first)
        for place, district in places.items() if code else ():
            cell = row[place].strip() if place < len(row) else ""
            value = whole_number(cell)
            if value is not None:
                wanted[district, code] = targets.Wanted(year, district, code, value)
            elif cell not in _NOTHING:
                unknown.append(f"{first}: {cell}")
    return ReadTargets(tuple(wanted.values()), tuple(unknown))


def _named(row: Sequence[str], titles: dict[str, str]) -> tuple[str, str]:
    """What a row is called, and the code of its indicator."""
    first = row[0].strip() if row else ""
    return first, first if flows.by_code(first) else titles.get(first.casefold(), "")


def _places(head: Sequence[str], names: dict[str, str]) -> tuple[dict[int, str], list[str]]:
    """Which column is which kabupaten, and the headings that are none."""
    named = {name.casefold(): code for code, name in names.items()}
    found, unknown = {}, []
    for place, cell in list(enumerate(head))[1:]:
        district = _district(cell, named)
        if district is not None:
            found[place] = district
        elif cell.strip():
            unknown.append(cell.strip())
    return found, unknown


def store(desk: OfficeDesk, found: ReadTargets) -> int:
    """Set every target that was read; gives how many."""
    for each in found.wanted:
        targets.set_target(desk, each.year, each.code, value=each.value, district=each.district)
    return len(found.wanted)


def _district(cell: str, named: dict[str, str]) -> str | None:
    plain = cell.strip().casefold()
    if plain in _WHOLE:
        return ""
    for word in (plain, plain.removeprefix("kabupaten ").removeprefix("kab. ")):
        if word in named:
            return named[word]
    return plain if plain in named.values() else None
