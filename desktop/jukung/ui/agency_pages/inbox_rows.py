"""Incoming reports, judged one by one; everything here runs on a lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


PICTURES = (".png", ".jpg", ".jpeg")
_TAKEN = (".jkp", *PICTURES)


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a delivery."""

    lines: tuple[ArrivedLine, ...]
    judged: tuple[Judged, ...]
    receipts: tuple[Path, ...]
    unwritten: Refusal | None
    """Why receipts could not be written beside their reports, where that was so."""
    left_count: int
    """How many files were not looked at because somebody stopped."""


def receive(
    office: Office, paths: Sequence[Path], progress: Progress, stopped: Stopped
) -> Received:
    """Judge every file, and write the receipts beside them."""
    files = _listed(paths)
    pictures = [file for file in files if file.suffix.lower() in PICTURES]
    # The codes of one report may lie in several pictures: they are looked at together.
    drops = [[file] for file in files if file not in pictures] + ([pictures] if pictures else [])
    judged: list[Judged] = []
    looked = 0
    for drop in drops:
        if stopped():
            break
        judged += verbs.accept.accept(office, drop)
        looked += len(drop)
        progress(looked, len(files))
    written, unwritten = _write_beside(judged)
    with office.reading() as desk:
        names = {site.code: site.name for site in verbs.sites.all_sites(desk)}
    return Received(
        lines=tuple(_line(each, names) for each in judged),
        judged=tuple(judged),
        receipts=written,
        unwritten=unwritten,
        left_count=len(files) - looked,
    )


def _listed(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(file for file in path.iterdir() if file.suffix.lower() in _TAKEN)
        else:
            files.append(path)
    return files


def _write_beside(judged: Sequence[Judged]) -> tuple[tuple[Path, ...], Refusal | None]:
    try:
        return verbs.accept.write_receipts(judged), None
    except Refusal as refusal:
        return (), refusal


def _line(judged: Judged, names: dict[str, str]) -> ArrivedLine:
    chip, tint = verdicts.chip_of(judged.verdict)
    means, next_step = verdicts.means_and_next(judged.verdict)
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
