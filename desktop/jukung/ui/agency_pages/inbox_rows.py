"""Incoming reports, judged one by one; everything here runs on a lane."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.domain.errors import Refusal
from jukung.ui import verbs
from jukung.ui.agency_pages import verdicts
from jukung.words import _, long_month

if TYPE_CHECKING:
    from jukung.agency.accept import Judged
    from jukung.agency.office import Office
    from jukung.ui.jobs import Progress, Stopped


@dataclass(frozen=True, slots=True)
class ArrivedLine:
    """One file, and what became of it."""

    file: str
    library: str
    code: str
    month: str
    chip: str
    tint: str
    means: str
    next_step: str
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a delivery."""

    lines: tuple[ArrivedLine, ...]
    counts: tuple[tuple[str, int], ...]
    """Each answer's chip, and how many files had it."""
    codes: frozenset[str]
    """The libraries that were answered."""
    written: int
    folders: tuple[Path, ...]
    unwritten: Refusal | None
    """Why receipts could not be written beside their reports, where that was so."""
    left_count: int
    """How many files were not looked at because somebody stopped."""


def receive(
    office: Office, paths: Sequence[Path], progress: Progress, stopped: Stopped
) -> Received:
    """Judge every file, and write the receipts beside them."""
    found = verbs.delivery.receive(office, paths, progress=progress, stopped=stopped)
    with office.reading() as desk:
        names = {site.code: site.name for site in verbs.sites.all_sites(desk)}
    lines = tuple(_line(each, names) for each in found.judged)
    return Received(
        lines=lines,
        counts=tuple(Counter(line.chip for line in lines).most_common()),
        codes=frozenset(each.site for each in found.judged if each.site),
        written=found.written,
        folders=found.folders,
        unwritten=found.unwritten,
        left_count=found.left_count,
    )


def write_receipts(office: Office, codes: frozenset[str], folder: Path) -> int:
    """Write the newest receipt of each of these libraries into a folder."""
    with office.reading() as desk:
        found = verbs.outgoing.of_libraries(desk, codes)
    return len(verbs.outgoing.write(office, found, folder))


def write_since(office: Office, days: int, folder: Path) -> int:
    """Write the newest receipt of every library that was answered in the last days."""
    with office.reading() as desk:
        day = desk.today - timedelta(days=days)
        moment = datetime.combine(day, time()).astimezone(desk.now.tzinfo)
        found = verbs.outgoing.since(desk, moment)
    return len(verbs.outgoing.write(office, found, folder))


def save(office: Office, lines: Sequence[ArrivedLine], path: Path) -> Path:
    """Write the list of answers as a workbook, or as CSV where the name ends so."""
    with office.reading() as desk:
        agency, today = desk.profile.name, desk.today
    values, tables = verbs.report_values, verbs.report_tables
    titles = (_("Library"), _("Code"), _("Month"), _("Answer"), _("What it means"), _("File"))
    table = values.ReportTable(
        code="answers",
        title=_("Incoming reports"),
        columns=tuple(values.ReportColumn(title) for title in titles),
        rows=tuple(
            (line.library, line.code, line.month, line.chip, line.means, line.file)
            for line in lines
        ),
        total=None,
        span=values.Span(today, today),
        definition=_("The answer to each file of a delivery."),
        library=agency,
        made_on=today,
    )
    if path.suffix.lower() == ".csv":
        return tables.write_csv(table, path)
    return tables.write_xlsx((table,), path.with_suffix(".xlsx"))


def _line(judged: Judged, names: dict[str, str]) -> ArrivedLine:
    chip, tint = verdicts.chip_of(judged.verdict)
    means, next_step = verdicts.means_and_next(judged.verdict)
    if judged.verdict == "REJECT_INVITATION" and judged.note in verbs.invitations.WHY:
        means = _(verbs.invitations.WHY[judged.note])
    elif judged.note == verbs.accept.SHELF_FULL:
        chip, tint, means, next_step = verdicts.shelf_full()
    if judged.merged_into:
        part = _("This library is part of {library} now.")
        named = names.get(judged.merged_into, judged.merged_into)
        means = f"{means} {part.format(library=named)}"
    month = months.parse_month(judged.period) if judged.period else None
    return ArrivedLine(
        file=Path(judged.file).name,
        library=names.get(judged.site, "") or _("Unknown"),
        code=judged.site,
        month=long_month(month.year, month.number) if month else "—",
        chip=chip,
        tint=tint,
        means=_read_of(judged) or means,
        next_step=next_step,
        is_counted=judged.verdict.is_counted,
    )


def _read_of(judged: Judged) -> str:
    """How much of a report was found in pictures; empty where that is all of it."""
    if not judged.pieces or not judged.pieces.missing:
        return ""
    return _("{read} of its {count} codes were read.").format(
        read=judged.pieces.read, count=judged.pieces.count
    )
