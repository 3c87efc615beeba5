"""What the verbs of paper share: a sheet, a place on it, and a file to write."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from jukung.domain import errors
from jukung.domain.kinds import Feed, PrintWhat
from jukung.exchange.parcels.flushed import write_true
from jukung.library import own_sheets, print_runs
from jukung.library.desk import Desk
from jukung.paper import sheets
from jukung.paper.placement import Carrier, Fit, Placement
from jukung.paper.sheets import Sheet
from jukung.store.replacing import refuse_precious


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


def target_of(arguments: Namespace, named: str | None = None) -> Path:
    """The file to write, `--out` or the one named; a folder, a device or a library stays.

    Refuses NotAFile, FileExists, CannotWrite before any work is done.
    """
    wanted = arguments.out if named is None else named
    target = Path(wanted)
    if not target.name or target.is_dir():
        raise errors.NotAFile(wanted or ".")
    refuse_precious(target)
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
