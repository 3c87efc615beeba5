"""Verbs of label sheets: what there is, one's own, and the page to measure with."""

from argparse import Namespace
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import carrier_of, placement_of, sheet_of, write, written
from jukung.domain import errors
from jukung.exchange.listed.text_file import open_text
from jukung.library import own_sheets
from jukung.paper import ruler as rulers
from jukung.paper import sheets
from jukung.paper.sheets import Sheet
from jukung.words import _


def list_sheets(arguments: Namespace) -> Answer:
    """List the sheets that come with the program, and this library's own."""
    use = "cards" if arguments.cards else "labels"
    with opened(arguments) as library, library.reading() as desk:
        own = [sheets.parse(name, text, own=True) for name, text in own_sheets.every(desk)]
    found = (*sheets.sheets(use), *(sheet for sheet in own if sheet.use == use))
    return Answer([_value(sheet) for sheet in found], tuple(_words(sheet) for sheet in found))


def check(arguments: Namespace) -> Answer:
    """Examine a sheet file; refuses SheetDoesNotFit with the measure that is wrong."""
    sheet = _read(arguments)
    return Answer(_value(sheet), (_words(sheet),))


def add(arguments: Namespace) -> Answer:
    """Add a sheet file to this library, in place of its own one of the same name."""
    sheet = _read(arguments)
    known = (*sheets.sheets("labels"), *sheets.sheets("cards"))
    if sheet.name.casefold() in {each.name.casefold() for each in known}:
        raise errors.SheetNameTaken(sheet.name)
    with opened(arguments) as library, library.changing() as desk:
        own_sheets.save(desk, sheet.name, sheets.written(sheet))
    return Answer(_value(sheet), (_words(sheet),))


def remove(arguments: Namespace) -> Answer:
    """Remove one of this library's own sheets."""
    with opened(arguments) as library, library.changing() as desk:
        own_sheets.remove(desk, arguments.name)
    return Answer({"sheet": arguments.name}, (_("Removed: {name}").format(name=arguments.name),))


def ruler(arguments: Namespace) -> Answer:
    """Write the page on which a ruler shows how a printer is off."""
    placement = placement_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        sheet = sheet_of(desk, arguments.sheet)
    pdf = rulers.ruler_page(sheet, placement=placement, printer=arguments.printer)
    target = write(arguments, pdf)
    return Answer(written(target), (_("Saved: {file}").format(file=target),))


def fit(arguments: Namespace) -> Answer:
    """Say how to correct what a ruler showed on that page, in millimetres."""
    with opened(arguments) as library, library.reading() as desk:
        sheet = sheet_of(desk, arguments.sheet)
    found = rulers.fit_from(
        sheet,
        carrier=carrier_of(arguments),
        left=arguments.left,
        top=arguments.top,
        across=arguments.across,
        down=arguments.down,
    )
    value = {
        "right": found.right,
        "down": found.down,
        "creep_right": found.creep_right,
        "creep_down": found.creep_down,
    }
    options = " ".join(f"--{name.replace('_', '-')}={amount:.2f}" for name, amount in value.items())
    return Answer(value, (_("Print with {options}").format(options=options),))


def _read(arguments: Namespace) -> Sheet:
    path = Path(arguments.file)
    return sheets.parse(path.stem, open_text(path).text, own=True)


def _value(sheet: Sheet) -> dict[str, object]:
    return {
        "sheet": sheet.name,
        "title": sheet.title,
        "labels": sheet.cells,
        "width_mm": sheet.cell_width,
        "height_mm": sheet.cell_height,
        "paper_mm": [sheet.paper_width, sheet.paper_height],
        "verified": sheet.verified,
        "own": sheet.own,
    }


def _words(sheet: Sheet) -> str:
    return _("{sheet}: {title}, {width} × {height} mm, {count} on {paper} mm").format(
        sheet=sheet.name,
        title=sheet.title,
        width=f"{sheet.cell_width:g}",
        height=f"{sheet.cell_height:g}",
        count=sheet.cells,
        paper=f"{sheet.paper_width:g} × {sheet.paper_height:g}",
    )
