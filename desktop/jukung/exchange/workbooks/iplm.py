"""The official IPLM workbook that a person chose, and a filled one beside it."""

from dataclasses import dataclass
from pathlib import Path

from jukung.domain import errors
from jukung.exchange import tables
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.workbooks.filling import filled
from jukung.exchange.workbooks.package import Package, read_package
from jukung.exchange.workbooks.reading import Layout, look
from jukung.figures.ready import evidence, iplm
from jukung.library.desk import Desk
from jukung.words import _


@dataclass(frozen=True, slots=True)
class Chosen:
    """A workbook, how it is laid out, and what the library says in its columns."""

    package: Package
    layout: Layout
    sources: dict[str, str]
    row: iplm.Row


def choose(desk: Desk, path: Path, *, year: int, sheet: str = "", row: int = 0) -> Chosen:
    """Read a workbook and count a year for it; refuses what `package` and `look` refuse."""
    return counted(desk, read_package(path), year=year, sheet=sheet, row=row)


def counted(desk: Desk, package: Package, *, year: int, sheet: str = "", row: int = 0) -> Chosen:
    """The same for a workbook that was read before."""
    own = (desk.profile.name, desk.profile.npp)
    layout = look(package, own=own, sheet=sheet, row=row)
    sources = iplm.mapping(desk, layout.fingerprint, layout.headings)
    return Chosen(package, layout, sources, iplm.row(desk, layout.headings, sources, year=year))


def write(chosen: Chosen, target: Path) -> Path:
    """Write the filled workbook; the chosen one is never written over.

    Refuses FileExists, DiskFull, CannotWrite.
    """
    path = chosen.package.path
    if target.exists() and target.samefile(path):
        raise errors.FileExists(str(target))
    return write_true(target, filled(chosen.package, chosen.layout, chosen.row.values()))


def beside(path: Path, year: int) -> Path:
    """A free name for the filled workbook, next to the chosen one."""
    word = _("filled")
    stem = f"{path.stem}-{word}-{year}"
    target, number = path.with_name(f"{stem}{path.suffix}"), 2
    while target.exists():
        target = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    return target


def write_evidence(desk: Desk, folder: Path, *, year: int) -> tuple[Path, ...]:
    """Write the lists that prove the figures; those without rows are left out.

    Refuses DiskFull, CannotWrite.
    """
    return tuple(
        tables.write_xlsx([each], folder / f"{_plain(each.title)}-{year}.xlsx")
        for each in evidence.lists(desk, year)
        if each.rows
    )


def _plain(title: str) -> str:
    return "-".join(title.lower().split())
