"""Verbs of numbers that are printed before there is a copy."""

from argparse import Namespace

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import placement_of, sheet_of, target_of, written
from jukung.domain.kinds import PrintWhat, Symbology
from jukung.exchange.parcels.flushed import write_true
from jukung.library import blank_numbers
from jukung.library.catalogue import TitleDraft
from jukung.paper import labels
from jukung.paper.labels import Label, LabelDesign
from jukung.words import _, number


def reserve(arguments: Namespace) -> Answer:
    """Reserve numbers and write their labels; they stay reserved where the disk is full."""
    design = LabelDesign(PrintWhat.blank, Symbology(arguments.bars))
    placement = placement_of(arguments)
    target = target_of(arguments)
    with opened(arguments) as library:
        with library.changing() as desk:
            sheet = sheet_of(desk, arguments.sheet)
            placement.check(sheet)
            reserved = blank_numbers.reserve(desk, arguments.count)
            chosen = [Label(each, desk.profile.name) for each in reserved.numbers]
            # Numbers whose bars do not fit the sheet are not taken at all.
            pdf = labels.label_pages(chosen, sheet=sheet, design=design, placement=placement)
        write_true(target, pdf)
    words = _("{count} numbers reserved, {first} to {last}: {file}").format(
        count=number(len(chosen)),
        first=reserved.numbers[0],
        last=reserved.numbers[-1],
        file=target,
    )
    return Answer(written(target, numbers=list(reserved.numbers)), (words,))


def list_blank(arguments: Namespace) -> Answer:
    """List the numbers that wait for a copy."""
    with opened(arguments) as library, library.reading() as desk:
        found = blank_numbers.blank(desk)
    return Answer(list(found), found or (_("No number waits for a copy."),))


def bind(arguments: Namespace) -> Answer:
    """Give a reserved number to a title, found by its ISBN or new."""
    draft = None
    if arguments.title:
        draft = TitleDraft(title=arguments.title, people=arguments.author, isbn=arguments.isbn)
    with opened(arguments) as library, library.changing() as desk:
        isbn = "" if draft else arguments.isbn
        bound = blank_numbers.bind(desk, arguments.barcode, isbn=isbn, draft=draft)
    words = _("{number} is a copy of {title} now ({count} copies).").format(
        number=bound.number, title=bound.title, count=number(bound.copies)
    )
    value = {"number": bound.number, "title": bound.title, "copies": bound.copies}
    return Answer(value, (words,))


def drop(arguments: Namespace) -> Answer:
    """Give up numbers whose labels are spoilt."""
    with opened(arguments) as library, library.changing() as desk:
        blank_numbers.drop(desk, tuple(arguments.barcodes))
    count = len(arguments.barcodes)
    return Answer({"dropped": count}, (_("Given up: {count}").format(count=number(count)),))
