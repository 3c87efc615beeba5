"""Verbs about reading corners: added, listed, and their deposits put in and taken out."""

from argparse import Namespace
from typing import Any

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, written
from jukung.domain import errors
from jukung.exchange.parcels.flushed import write_true
from jukung.library import corners, house
from jukung.library.corners import Corner
from jukung.library.desk import Desk
from jukung.words import _, number


def add(arguments: Namespace) -> Answer:
    """Add a reading corner, in a block where one is named."""
    with opened(arguments) as library, library.changing() as desk:
        block_id = ""
        if arguments.block:
            blocks = {each.name.casefold(): each.id for each in house.blocks(desk)}
            block_id = blocks.get(arguments.block.strip().casefold(), "")
            if not block_id:
                raise errors.PlaceUnknown(arguments.block)
        made = house.add_corner(desk, arguments.corner, block_id=block_id)
    value = {"id": made.id, "name": made.name, "block": made.block}
    return Answer(value, (_("{name} added. To undo: jukung undo").format(name=made.name),))


def listed(arguments: Namespace) -> Answer:
    """List the reading corners."""
    with opened(arguments) as library, library.reading() as desk:
        found = house.corners(desk)
    lines = tuple(f"{each.name}  {each.block or '–'}  {number(each.copies)}" for each in found)
    value = [{"name": each.name, "block": each.block, "copies": each.copies} for each in found]
    return Answer(value, lines or (_("There is no reading corner yet."),))


def show(arguments: Namespace) -> Answer:
    """Show what lies in a corner."""
    with opened(arguments) as library, library.reading() as desk:
        corner = corners.show(desk, _corner(desk, arguments))
    return Answer(_value(corner), _lines(corner))


def put(arguments: Namespace) -> Answer:
    """Let copies lie in a corner, as one act."""
    with opened(arguments) as library, library.changing() as desk:
        corner_id = _corner(desk, arguments)
        act, count = corners.put_all(desk, corner_id, arguments.copies)
        corner = corners.show(desk, corner_id)
    words = _("{count} copies lie in {name} now. To undo: jukung undo")
    said = words.format(count=number(count), name=corner.name)
    return Answer(_value(corner) | {"act": act, "moved": count}, (said,))


def take(arguments: Namespace) -> Answer:
    """Take copies out of a corner."""
    with opened(arguments) as library, library.changing() as desk:
        corner_id = _corner(desk, arguments)
        for barcode in arguments.copies:
            corners.take_out(desk, corner_id, barcode)
        corner = corners.show(desk, corner_id)
    return Answer(_value(corner), _lines(corner))


def miss(arguments: Namespace) -> Answer:
    """Write that copies are not in their corner any more."""
    with opened(arguments) as library, library.changing() as desk:
        corner_id = _corner(desk, arguments)
        for barcode in arguments.copies:
            corners.miss(desk, corner_id, barcode)
        corner = corners.show(desk, corner_id)
    return Answer(_value(corner), _lines(corner))


def use(arguments: Namespace) -> Answer:
    """Count that copies were read in their corner."""
    with opened(arguments) as library, library.changing() as desk:
        corner_id = _corner(desk, arguments)
        used = [corners.use(desk, corner_id, barcode) for barcode in arguments.copies]
    lines = tuple(_("{barcode} was read there.").format(barcode=each.barcode) for each in used)
    return Answer([{"barcode": each.barcode, "act": each.act_id} for each in used], lines)


def paper(arguments: Namespace) -> Answer:
    """Write the list of a corner as PDF."""
    from jukung.ui.pages import corner_work  # noqa: PLC0415 - draws papers, only this verb needs it

    target = target_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        pdf = corner_work.list_of(desk, _corner(desk, arguments), paper=arguments.paper)
    write_true(target, pdf)
    return Answer(written(target), (_("Saved: {file}").format(file=target),))


def _corner(desk: Desk, arguments: Namespace) -> str:
    """The corner of a name, capitals apart; refuses PlaceUnknown."""
    wanted = " ".join(arguments.corner.split()).casefold()
    for each in house.corners(desk, ended=True):
        if each.name.casefold() == wanted:
            return each.id
    raise errors.PlaceUnknown(arguments.corner)


def _value(corner: Corner) -> dict[str, Any]:
    return {
        "name": corner.name,
        "block": corner.block,
        "copies": [
            {
                "barcode": each.number,
                "title": each.title,
                "due_on": each.due_on,
                "missing": each.is_missing,
            }
            for each in corner.copies
        ],
    }


def _lines(corner: Corner) -> tuple[str, ...]:
    missing = _("Missing")
    lines = tuple(
        f"{each.number}  {each.title}" + (f"  {missing}" if each.is_missing else "")
        for each in corner.copies
    )
    return lines or (_("Nothing lies in {name}.").format(name=corner.name),)
