"""Labels on sheets of stickers, and on rolls.

Nothing is printed outside a cell less its inset, no letter lies on bars, and a code
that cannot be read from a label is refused by name before the first page.
"""

from collections.abc import Callable, Sequence

from jukung.domain.errors import (
    NothingToPrint,
    PrintingStopped,
    Refusal,
)
from jukung.domain.kinds import PrintWhat
from jukung.paper import code_labels, label_sketch, sign_labels, spine_labels
from jukung.paper.label_designs import Label, LabelDesign
from jukung.paper.label_fields import Sketcher, fields_of
from jukung.paper.label_refusals import joined
from jukung.paper.label_sketch import Room, Sketch
from jukung.paper.page import Pages
from jukung.paper.placement import Placement
from jukung.paper.sheets import Sheet
from jukung.words import _

__all__ = [
    "Label",
    "LabelDesign",
    "fitting_sheets",
    "label_pages",
    "one_reason",
    "problems",
    "sheet_count",
]

_PLAIN = LabelDesign()
_START = Placement()
_STRIDE = 100  # labels between two looks at whether to stop


def label_pages(
    labels: Sequence[Label],
    *,
    sheet: Sheet,
    design: LabelDesign = _PLAIN,
    placement: Placement = _START,
    progress: Callable[[int, int], object] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> bytes:
    """PDF pages with these labels, in order, in the size the placement says.

    `progress` hears how many labels are done and of how many. Refuses NothingToPrint,
    what the placement refuses, PrintingStopped, and for labels that cannot be printed
    their one reason, or one refusal that counts them by their reasons.
    """
    if not labels:
        raise NothingToPrint
    placement.check(sheet)
    step = _Steps(2 * len(labels), progress, stopped)
    sketches, troubles = _sketches(labels, sheet, design, step)
    if troubles:
        raise one_reason(troubles, labels, sheet=sheet)
    if not any(any(sketch) for sketch in sketches):
        raise NothingToPrint

    width, height = placement.page(sheet)
    pages = Pages(width, height, title=_("Labels"))
    for place, sketch in enumerate(sketches, start=placement.start_cell - 1):
        if place >= sheet.cells and place % sheet.cells == 0:
            pages.turn()
        x, y = placement.corner(sheet, place % sheet.cells + 1)
        label_sketch.draw(pages, sketch, x, y)
        step()
    return pages.finished()


def sheet_count(count: int, *, sheet: Sheet, start_cell: int) -> int:
    """How many sheets so many labels need; refuses CellOutOfRange."""
    Placement(start_cell).check(sheet)
    return -(-(count + start_cell - 1) // sheet.cells) if count else 0


def problems(
    labels: Sequence[Label], *, sheet: Sheet, design: LabelDesign
) -> tuple[tuple[int, Refusal], ...]:
    """Index and reason of each label that cannot be printed on this sheet."""
    return tuple(_sketches(labels, sheet, design, _Steps(0, None, None))[1])


def one_reason(
    troubles: Sequence[tuple[int, Refusal]], labels: Sequence[Label], *, sheet: Sheet
) -> Refusal:
    """Make one refusal of the problems of these labels."""
    named = [(labels[place].number, reason) for place, reason in troubles]
    return joined(named, where=sheet.title)


def fitting_sheets(
    labels: Sequence[Label], *, design: LabelDesign, among: Sequence[Sheet]
) -> tuple[Sheet, ...]:
    """Find the sheets on which every one of these labels can be printed."""
    return tuple(sheet for sheet in among if _all_fit(labels, sheet, design))


def _all_fit(labels: Sequence[Label], sheet: Sheet, design: LabelDesign) -> bool:
    try:
        sketch = _arranged(labels, sheet, design)
    except Refusal:
        return not problems(labels, sheet=sheet, design=design)
    try:
        for label in labels:
            sketch(label)
    except Refusal:
        return False
    return True


def _arranged(labels: Sequence[Label], sheet: Sheet, design: LabelDesign) -> Sketcher:
    room = Room(
        left=sheet.inset,
        top=sheet.inset,
        width=sheet.cell_width - 2 * sheet.inset,
        height=sheet.cell_height - 2 * sheet.inset,
        margin=sheet.inset,
        dots_per_inch=sheet.dots_per_inch,
        where=sheet.title,
    )
    if design.what is PrintWhat.spine:
        return spine_labels.arranged(room, design)
    if design.what is PrintWhat.both:
        return spine_labels.arranged_both(labels, room, design)
    if design.what is PrintWhat.box:
        return sign_labels.arranged_box(labels, room, design)
    if design.what is PrintWhat.shelf:
        return sign_labels.arranged_shelf(room, design)
    return code_labels.arranged(labels, room, fields=fields_of(design), symbology=design.symbology)


def _sketches(
    labels: Sequence[Label], sheet: Sheet, design: LabelDesign, step: "_Steps"
) -> tuple[list[Sketch], list[tuple[int, Refusal]]]:
    """Sketch every label; those that cannot be are given with their reason."""
    sketches: list[Sketch] = []
    troubles: list[tuple[int, Refusal]] = []
    together: Sketcher | None
    try:
        together = _arranged(labels, sheet, design)
    except Refusal:  # each alone may still fit, or one of them is to blame
        together = None
    for place, label in enumerate(labels):
        try:
            sketch = together or _arranged([label], sheet, design)
            sketches.append(sketch(label))
        except Refusal as refusal:
            troubles.append((place, refusal))
        step()
    return sketches, troubles


class _Steps:
    """Counts labels in two passes, tells how far it is, and looks whether to stop."""

    def __init__(
        self,
        most: int,
        progress: Callable[[int, int], object] | None,
        stopped: Callable[[], bool] | None,
    ) -> None:
        self._done, self._most = 0, most
        self._progress, self._stopped = progress, stopped

    def __call__(self) -> None:
        self._done += 1
        if self._done % _STRIDE and self._done != self._most:
            return
        if self._stopped is not None and self._stopped():
            raise PrintingStopped
        if self._progress is not None:
            self._progress(self._done // 2, self._most // 2)
