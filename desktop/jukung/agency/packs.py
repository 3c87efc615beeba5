"""Title packs made at the agency: from lists, merged, signed and remembered."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.agency import deeds
from jukung.agency.office import Office, OfficeDesk, fetch_keys
from jukung.agency.tables import Pack
from jukung.domain import errors
from jukung.domain.ids import new_id
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.packs import lists, merging, titles
from jukung.exchange.packs.lists import OddLine
from jukung.exchange.packs.merging import Merged, Source
from jukung.exchange.packs.titles import PackLabel, TitlePack
from jukung.exchange.parcels.identity import AgencyCard

SUFFIX = ".jkt"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The titles of several lists and packs, merged, with what was found odd."""

    merged: Merged
    odd: tuple[OddLine, ...]
    counts: tuple[tuple[str, int], ...]
    """How many titles each file gave."""


@dataclass(frozen=True, slots=True)
class PackMade:
    """A pack that this agency made."""

    uid: str
    number: str
    name: str
    records: int
    hash: str
    made_at: datetime


def gather(
    paths: Sequence[Path],
    *,
    known: AgencyCard | None = None,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Gathered:
    """Read lists of books, and packs of the known agency, as one.

    Refuses what `lists.read_list` and `titles.open_pack` refuse, PackEmpty, PackStopped.
    """
    sources: list[Source] = []
    odd: list[OddLine] = []
    counts: list[tuple[str, int]] = []
    for path in paths:
        before = len(sources)
        try:
            sources += _sources(path, known, odd.extend, stopped)
        except errors.ImportStopped:
            raise errors.PackStopped from None
        counts.append((path.name, len(sources) - before))
    if not sources:
        raise errors.PackEmpty
    merged = merging.merge(sources, of=len(sources), progress=progress, stopped=stopped)
    return Gathered(merged, tuple(odd), tuple(counts))


def make(
    office: Office,
    gathered: Gathered,
    path: Path,
    *,
    name: str,
    source: str = "",
    by: str = "",
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> PackLabel:
    """Write a signed pack, and remember that it was made.

    Refuses NameMissing, AgencyKeysMissing, and what `titles.write_pack` refuses.
    """
    if not name.strip():
        raise errors.NameMissing
    with office.reading() as desk:
        key = fetch_keys(desk.profile).signing
        label = PackLabel(
            uid=new_id(),
            number=_next_number(desk),
            name=name,
            source=source,
            made_at=desk.now.replace(microsecond=0),
            records=0,
            agency=desk.profile.card,
            hash="",
        )
    written = titles.write_pack(
        path, gathered.merged.records, label, key=key, progress=progress, stopped=stopped
    )
    with office.changing(by=by) as desk:
        remember(desk, written)
    return written


def remember(desk: OfficeDesk, label: PackLabel) -> None:
    """Note a pack that was written; once is enough."""
    if desk.session.get(Pack, label.uid) is not None:
        return
    desk.session.add(
        Pack(
            pack=label.uid,
            name=label.name,
            records=label.records,
            hash=label.hash,
            made_at=label.made_at,
            note=label.number,
        )
    )
    deeds.note(desk, "pack_made", detail=label.number)


def all_packs(desk: OfficeDesk) -> tuple[PackMade, ...]:
    """Every pack made here, the newest first."""
    rows = desk.session.scalars(
        select(Pack).order_by(desc(col(Pack.made_at)), desc(col(Pack.pack)))
    )
    return tuple(
        PackMade(row.pack, row.note, row.name, row.records, row.hash, row.made_at) for row in rows
    )


def open_ours(desk: OfficeDesk, path: Path) -> TitlePack:
    """Open a pack that this agency signed; refuses what `titles.open_pack` refuses."""
    return titles.open_pack(path, known=desk.profile.card)


def _sources(
    path: Path,
    known: AgencyCard | None,
    note: Callable[[tuple[OddLine, ...]], None],
    stopped: Stopped,
) -> Iterator[Source]:
    if path.suffix.casefold() == SUFFIX:
        with titles.open_pack(path, known=known) as pack:
            yield from (
                Source(path.name, place, each) for place, each in enumerate(pack.every(), 1)
            )
        return
    found = lists.read_list(path, stopped=stopped)
    note(found.odd)
    yield from (Source(path.name, each.line, each.record) for each in found.lines)


def _next_number(desk: OfficeDesk) -> str:
    """`2026-3` for the third pack of a year."""
    year = f"{desk.today.year}-"
    used = [row.note for row in desk.session.scalars(select(Pack)) if row.note.startswith(year)]
    most = max((int(tail) for each in used if (tail := each[len(year) :]).isdigit()), default=0)
    return f"{year}{most + 1}"
