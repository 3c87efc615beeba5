"""What the verbs of paper share: a sheet, a place on it, and a file to write."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from stat import S_ISREG

from jukung.cli.library_verbs import path_of
from jukung.domain import errors
from jukung.domain.kinds import Feed, PrintWhat
from jukung.exchange.parcels.flushed import write_true
from jukung.library import own_sheets, print_runs
from jukung.library.desk import Desk
from jukung.paper import sheets
from jukung.paper.placement import Carrier, Fit, Placement
from jukung.paper.sheets import Sheet
from jukung.store.database import refusal_for_system


def sheet_of(desk: Desk, name: str) -> Sheet:
    """The sheet of this name, this library's own ones included; refuses SheetUnknown."""
    own = dict(own_sheets.every(desk))
    return sheets.parse(name, own[name], own=True) if name in own else sheets.sheet(name)


def placement_of(arguments: Namespace) -> Placement:
    """Where printing starts and how the printer is off, as it was typed."""
    fit = Fit(arguments.right, arguments.down, arguments.creep_right, arguments.creep_down)
    return Placement(getattr(arguments, "start", 1), fit, carrier_of(arguments))


def carrier_of(arguments: Namespace) -> Carrier | None:
    """The paper that carries the sheet, if one was named."""
    return Carrier(arguments.on, Feed(arguments.feed)) if arguments.on else None


def write(arguments: Namespace, pdf: bytes) -> Path:
    """Write the PDF that was asked for; it is either whole or not there."""
    target = target_of(arguments)
    write_true(target, pdf)
    return target


def target_of(arguments: Namespace) -> Path:
    """The PDF to write; a folder, a device or the library itself is never replaced."""
    target = Path(arguments.out)
    if not target.name:
        raise errors.NotAFile(arguments.out or ".")
    try:
        if not S_ISREG(target.stat().st_mode):
            raise errors.NotAFile(str(target))
        if path_of(arguments).exists() and target.samefile(path_of(arguments)):
            raise errors.FileExists(str(target))
    except FileNotFoundError:
        pass
    except OSError as fault:
        raise refusal_for_system(fault, target) from fault
    return target.resolve()


def mark_printed(
    desk: Desk, what: PrintWhat, *, sheet: Sheet, start_cell: int, subjects: Sequence[str]
) -> None:
    """Remember that these labels or cards came out well."""
    if not subjects:
        return
    run = print_runs.queue(
        desk, what, sheet=sheet.name, start_cell=start_cell, subjects=subjects, choices={}
    )
    print_runs.confirm(desk, run.id, labels=len(subjects), cells=sheet.cells)


def written(target: Path, **facts: object) -> Mapping[str, object]:
    """What a machine hears of a file that was written."""
    return {"file": str(target)} | facts
