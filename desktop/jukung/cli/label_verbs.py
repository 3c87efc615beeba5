"""Verbs that put labels on paper."""

from argparse import Namespace
from collections.abc import Sequence

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import mark_printed, placement_of, sheet_of, target_of, written
from jukung.domain import errors
from jukung.domain.kinds import PrintWhat, Symbology
from jukung.exchange.parcels.flushed import write_true
from jukung.library import card_faces, copies
from jukung.library.desk import Desk
from jukung.paper import labels, sheets
from jukung.paper.labels import Label, LabelDesign
from jukung.paper.sheets import Sheet
from jukung.words import _, number

MOST = 20_000
MOST_EACH = 99


def print_labels(arguments: Namespace) -> Answer:
    """Write labels as PDF; without numbers, for all that never had one."""
    what = PrintWhat(arguments.kind)
    design = LabelDesign(
        what,
        Symbology(arguments.bars),
        **{field: field not in arguments.without for field in ("heading", "title", "call_number")},
        colour_band=arguments.band,
    )
    placement = placement_of(arguments)
    if not 1 <= arguments.each <= MOST_EACH:
        raise errors.CountOutOfRange(arguments.each, MOST_EACH)
    target = target_of(arguments)
    with opened(arguments) as library:
        with library.reading() as desk:
            sheet = sheet_of(desk, arguments.sheet)
            chosen, subjects = _chosen(desk, what, tuple(arguments.barcodes))
        most = MOST // max(1, len(chosen))
        if arguments.each > max(1, most):
            raise errors.CountOutOfRange(arguments.each, most)
        each = [label for label in chosen for _again in range(arguments.each)]
        try:
            pdf = labels.label_pages(each, sheet=sheet, design=design, placement=placement)
        except (errors.CodeDoesNotFit, errors.CodesDoNotFit) as refusal:
            raise _with_a_sheet(refusal, chosen, sheet, design) from refusal
        write_true(target, pdf)
        if arguments.printed:
            again = [subject for subject in subjects for _again in range(arguments.each)]
            with library.changing() as desk:
                mark_printed(desk, what, sheet=sheet, start_cell=arguments.start, subjects=again)
    pages = labels.sheet_count(len(each), sheet=sheet, start_cell=arguments.start)
    words = _("{labels} labels on {sheets} sheets: {file}").format(
        labels=number(len(each)), sheets=number(pages), file=target
    )
    return Answer(written(target, labels=len(each), sheets=pages), (words,))


def _with_a_sheet(
    refusal: errors.CodeDoesNotFit | errors.CodesDoNotFit,
    chosen: Sequence[Label],
    sheet: Sheet,
    design: LabelDesign,
) -> errors.Refusal:
    """The refusal with the smallest sheet that takes all labels, of the same sort first."""
    fitting = labels.fitting_sheets(chosen, design=design, among=sheets.sheets())
    if not fitting:
        return refusal
    nearest = min(
        fitting,
        key=lambda known: (
            (known.cells == 1) != (sheet.cells == 1),
            known.cell_width * known.cell_height,
            known.name,
        ),
    )
    if isinstance(refusal, errors.CodesDoNotFit):
        return errors.CodesFitElsewhere(**refusal.facts, fits=nearest.name)
    return errors.CodeFitsElsewhere(**refusal.facts, fits=nearest.name)


def _chosen(
    desk: Desk, what: PrintWhat, named: tuple[str, ...]
) -> tuple[Sequence[Label], tuple[str, ...]]:
    """The labels to print, and what each of them is of."""
    heading = desk.profile.name
    if what in (PrintWhat.shelf, PrintWhat.box):
        if not all(each.replace("|", "").strip() for each in named):
            raise errors.NothingToPrint
        return [_sign(what, heading, each) for each in named], named
    if what is PrintWhat.member:
        faces = (
            card_faces.with_numbers(desk, named)
            if named
            else card_faces.without_card(desk, most=MOST)
        )
        return [Label(face.number, heading, face.name) for face in faces], tuple(
            face.id for face in faces
        )
    found = (
        copies.with_numbers(desk, named)
        if named
        else copies.without_label(desk, what=what, most=MOST)
    )
    made = [
        Label(
            copy.number,
            heading,
            copy.title,
            copy.call_number,
            spine=(heading, *copy.spine),
            class_main=copy.class_main,
            isbn=copy.isbn,
        )
        for copy in found
    ]
    return made, tuple(copy.id for copy in found)


def _sign(what: PrintWhat, heading: str, words: str) -> Label:
    """A sign of the words between bars; a box's first words are its number."""
    lines = tuple(part.strip() for part in words.split("|"))
    if what is PrintWhat.box:
        return Label(lines[0], heading, lines=lines[1:])
    return Label(heading=heading, lines=lines, class_main=lines[0][:1])
