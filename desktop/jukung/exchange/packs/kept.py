"""The title packs of a library: brought beside its file, and asked without internet.

A pack is taken from the agency that the library reports to, or from one whose digits
somebody compared, as with boxes on loan. Its file is copied, so that the stick can go.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jukung import places
from jukung.domain import errors, languages, reading_levels
from jukung.domain.kinds import Audience
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.packs import titles
from jukung.exchange.packs.records import PackRecord
from jukung.exchange.packs.titles import PAGE_OF_RESULTS, PackLabel, TitlePack
from jukung.library import box_arrival, title_packs
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.library.title_packs import KeptPack
from jukung.store.database import refusal_for_system

SUFFIX = ".packs"

_CHUNK = 1024 * 1024
_ROLES = {
    "author": "aut",
    "translator": "trl",
    "editor": "edt",
    "illustrator": "ill",
    "compiler": "com",
}


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A title of a pack, as a form would say it, and the pack it is from."""

    draft: TitleDraft
    pack: KeptPack


def folder_of(library: Path) -> Path:
    """Where the packs of a library lie: `rawa.packs` beside `rawa.jukung`."""
    return library.with_suffix(SUFFIX)


@allowed(STAFF)
def check(desk: Desk, label: PackLabel, *, trusting: str = "") -> None:
    """Look whether a pack's agency is known; `trusting` are the digits somebody compared.

    Refuses PackNotTrusted, PackKeptAlready for another file of the same pack.
    """
    agency = label.agency
    known = box_arrival.trusted_owners(desk)
    if agency.fingerprint not in known and trusting != agency.fingerprint:
        raise errors.PackNotTrusted(agency.name, agency.fingerprint)
    for each in title_packs.listed(desk):
        if each.id == label.uid and each.sha256 != label.hash:
            raise errors.PackKeptAlready(each.number)


def bring(
    library: Path,
    path: Path,
    label: PackLabel,
    *,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> str:
    """Copy a pack beside the library and give its name there; what arrived is compared.

    Refuses FileMissing, PackUnreadable, PackStopped, DiskFull, CannotWrite.
    """
    folder = folder_of(library)
    target = folder / f"{label.uid}-{label.hash[:8]}.jkt"
    part = target.with_name(f"{target.name}.part")
    try:
        folder.mkdir(exist_ok=True)
        _copy(path, part, progress=progress, stopped=stopped)
        arrived = titles.read_label(part)
        if arrived.hash != label.hash:
            raise errors.PackUnreadable(path.name)
        part.replace(target)
    except FileNotFoundError:
        raise errors.FileMissing(str(path)) from None
    except OSError as fault:
        raise refusal_for_system(fault, target) from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target.name


@allowed(STAFF)
def keep(desk: Desk, label: PackLabel, file: str, *, trusting: str = "") -> KeptPack:
    """Write a pack down that lies beside the library; one that is kept already stays.

    Refuses what `check` refuses, and NotAllowed where an assistant would trust a new agency.
    """
    check(desk, label, trusting=trusting)
    if label.agency.fingerprint not in box_arrival.trusted_owners(desk):
        box_arrival.trust_owner(desk, label.agency.fingerprint, label.agency.name)
    pack = KeptPack(
        id=label.uid,
        number=label.number,
        name=label.name,
        source=label.source,
        maker=label.agency.name,
        records=label.records,
        made_on=label.made_at.date(),
        sha256=label.hash,
        file=file,
    )
    title_packs.keep(desk, pack)
    return pack


@allowed(STAFF)
def sweep(desk: Desk, library: Path) -> int:
    """Throw files away that no pack needs any more, or that were cut off; gives how many."""
    folder = folder_of(library)
    kinds = ("*.jkt", "*.jkt.part")
    here = [each.name for kind in kinds for each in folder.glob(kind)] if folder.is_dir() else []
    gone = 0
    for name in title_packs.unneeded(desk, here):
        # One that another window still reads goes the next time.
        with suppress(OSError):
            (folder / name).unlink()
            gone += 1
    return gone


class Shelf:
    """The kept packs, each opened when it is first asked; the newest answers first."""

    def __init__(self, library: Path, packs: Sequence[KeptPack]) -> None:
        self._folder = folder_of(library)
        self.packs = tuple(packs)
        self._open: dict[str, TitlePack | None] = {}

    def by_isbn(self, typed: str) -> tuple[FoundTitle, ...]:
        """The titles of an ISBN of either length, in all packs."""
        return tuple(
            FoundTitle(draft_of(record), pack)
            for pack in self.packs
            if (opened := self._opened(pack)) is not None
            for record in opened.by_isbn(typed)
        )

    def search(self, words: str, limit: int = PAGE_OF_RESULTS) -> tuple[FoundTitle, ...]:
        """Titles in which every word begins one of title, people or subjects."""
        found: list[FoundTitle] = []
        for pack in self.packs if words.strip() else ():
            opened = self._opened(pack)
            records = opened.search(words, limit - len(found)) if opened is not None else ()
            found += [FoundTitle(draft_of(record), pack) for record in records]
            if len(found) >= limit:
                break
        return tuple(found[:limit])

    def gone(self) -> tuple[KeptPack, ...]:
        """The packs whose file is gone or damaged; after a restore that is all of them.

        Backups leave packs out: they are large, and whoever gave one can give it again.
        """
        return tuple(pack for pack in self.packs if self._opened(pack) is None)

    def close(self) -> None:
        """Let go of the files."""
        for pack in self._open.values():
            if pack is not None:
                pack.close()
        self._open.clear()

    def _opened(self, pack: KeptPack) -> TitlePack | None:
        # A damaged pack must not keep the others from answering.
        if pack.id not in self._open:
            try:
                opened = titles.open_kept(self._folder / pack.file, digest=pack.sha256)
            except (errors.FileMissing, errors.PackUnreadable):
                opened = None
            self._open[pack.id] = opened
        return self._open[pack.id]


def draft_of(record: PackRecord) -> TitleDraft:
    """A record of a pack as a form would say it."""
    tables = places.resources() / "tables"
    roles = [_ROLES.get(each.role, "") for each in record.people]
    while roles and not roles[-1]:
        roles.pop()
    age = reading_levels.read(tables).audience_of(record.age) if record.age else Audience.unknown
    return TitleDraft(
        title=f"{record.title} : {record.subtitle}" if record.subtitle else record.title,
        people=tuple(each.name for each in record.people),
        roles=tuple(roles),
        isbn=record.isbn,
        publisher=record.publisher,
        place=record.place,
        year=record.year,
        collation=record.pages,
        language=languages.read(tables).name_of(record.language),
        class_number=record.class_number,
        subjects=record.subjects,
        series=record.series,
        audience=age,
    )


def _copy(path: Path, part: Path, *, progress: Progress, stopped: Stopped) -> None:
    done, size = 0, path.stat().st_size
    with path.open("rb") as source, part.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            if stopped():
                raise errors.PackStopped
            copy.write(chunk)
            done += len(chunk)
            progress(done, size)
        copy.flush()
        os.fsync(copy.fileno())
