"""What each choice of handing out writes, where to, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.desk import Library
    from jukung.ui.jobs import Progress, Stopped

OPEN, LIST, MARC, SLIMS = "open", "list", "marc", "slims"

FORMS = {"marc21": N_("MARC 21 (.mrc)"), "marcxml": N_("MARCXML (.xml)")}
MOST_FOUND = 1_000_000
HOLDINGS = {
    "952": N_("952, as Koha has it"),
    "852": N_("852, as MARC has it"),
    "none": N_("Without copies"),
}
ENDINGS = {".xlsx": N_("Workbook (.xlsx)"), ".csv": N_("CSV (.csv)")}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants handed out."""

    what: str
    folder: Path
    form: str = "marc21"
    holdings: str = "952"
    words: str = ""
    """Only titles that these find; empty means all."""
    list_code: str = "titles"
    list_title: str = ""
    ending: str = ".xlsx"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Where it is, and what to know of it."""

    path: Path
    said: str
    detail: str
    is_all: bool = True
    """Whether nothing was left out for want of room."""


def write(library: Library, wish: Wish, progress: Progress, stopped: Stopped) -> HandedOut:
    """Write what was wished under a name that nothing has yet."""
    return _WRITERS[wish.what](library, wish, progress, stopped)


def _open(library: Library, wish: Wish, progress: Progress, stopped: Stopped) -> HandedOut:
    with library.reading() as desk:
        name = verbs.open_export.usual_name(desk)
    made = verbs.open_export.write(
        library, unused(wish.folder / name), progress=progress, stopped=stopped
    )
    return _told(made.folder, verbs.export_telling.of_open(made), is_all=True)


def _marc(library: Library, wish: Wish, progress: Progress, stopped: Stopped) -> HandedOut:
    chosen = _found(library, wish.words) if wish.words else None
    name = _("titles {day}").format(day=library.today().isoformat())
    made = verbs.marc_export.write(
        library,
        unused(wish.folder / f"{name}{'.xml' if wish.form == 'marcxml' else '.mrc'}"),
        form=verbs.marc_export.MarcForm(wish.form),
        chosen=chosen,
        holdings=verbs.marc_holdings.Holdings(wish.holdings),
        progress=progress,
        stopped=stopped,
    )
    lines = verbs.export_telling.of_marc(made)
    return _told(made.path, lines, is_all=len(lines) == 1)


def _found(library: Library, words: str) -> list[str]:
    """The titles that words find; nothing is handed out where there is none."""
    with library.reading() as desk:
        return [line.id for line in verbs.catalogue.find(desk, words, most=MOST_FOUND)]


def _slims(library: Library, wish: Wish, progress: Progress, stopped: Stopped) -> HandedOut:
    name = _("for SLiMS {day}").format(day=library.today().isoformat())
    made = verbs.slims_export.write(
        library, unused(wish.folder / name), progress=progress, stopped=stopped
    )
    lines = verbs.export_telling.of_slims(made)
    return _told(made.folder, lines, is_all=len(lines) == 1)


def _list(library: Library, wish: Wish, progress: Progress, stopped: Stopped) -> HandedOut:
    name = f"{wish.list_title.lower()} {library.today().isoformat()}{wish.ending}"
    made = verbs.list_export.write(
        library,
        unused(wish.folder / name),
        code=wish.list_code,
        progress=progress,
        stopped=stopped,
    )
    return _told(made.path, verbs.export_telling.of_list(made), is_all=True)


def _told(path: Path, lines: tuple[str, ...], *, is_all: bool) -> HandedOut:
    return HandedOut(path, lines[0], " · ".join((str(path), *lines[1:])), is_all=is_all)


def unused(path: Path) -> Path:
    """A name that nothing has yet: a figure goes behind one that is taken."""
    count, wanted = 2, path
    while path.exists():
        path = wanted.with_name(f"{wanted.stem}-{count}{wanted.suffix}")
        count += 1
    return path


_WRITERS: dict[str, Callable[[Library, Wish, Progress, Stopped], HandedOut]] = {
    OPEN: _open,
    MARC: _marc,
    SLIMS: _slims,
    LIST: _list,
}
