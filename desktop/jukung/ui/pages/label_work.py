"""What the label page asks for on the lanes: copies, a PDF, a page's picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from jukung.domain import errors
from jukung.ui import verbs
from jukung.ui.printing import page_image

if TYPE_CHECKING:
    from jukung.library.copies import CopyView
    from jukung.library.desk import Desk
    from jukung.library.intake import ImportLine
    from jukung.paper.sheets import Sheet

MOST = 5_000
"""Labels of one run; the rest follows when these are marked."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What may be printed, on which sheets, and what stands on top of each label."""

    heading: str
    unprinted: tuple[CopyView, ...]
    unprinted_count: int
    last_import: ImportLine | None
    imported: tuple[CopyView, ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """The copies of typed numbers, and the numbers nobody has."""

    copies: tuple[CopyView, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Which labels, where on the sheet; equal orders give the same pages."""

    copies: tuple[CopyView, ...]
    each: int
    heading: str
    sheet: Sheet
    start_cell: int
    right_mm: float
    down_mm: float

    @property
    def label_count(self) -> int:
        """How many labels come out."""
        return len(self.copies) * self.each


@dataclass(frozen=True, slots=True)
class Printed:
    """An order as a PDF with one page's picture; or why there is none."""

    order: Order
    pdf: bytes = b""
    page_count: int = 0
    page: int = 0
    picture: QImage | None = None
    refusal: errors.Refusal | None = None
    fitting: tuple[Sheet, ...] = ()
    """Sheets on which every number can be read, where this one is too narrow."""


def sources(desk: Desk) -> Sources:
    """Everything the page can choose from."""
    line = next((i for i in verbs.intake.imports(desk) if not i.is_undone), None)
    imported = verbs.copies.of_act(desk, line.import_id, most=MOST) if line else ()
    return Sources(
        heading=desk.profile.name,
        unprinted=verbs.copies.without_label(desk, most=MOST),
        unprinted_count=verbs.copies.without_label_count(desk),
        last_import=line,
        imported=imported,
        sheets=verbs.sheets.sheets(),
    )


def look_up(desk: Desk, numbers: tuple[str, ...]) -> Looked:
    """The copies of numbers that were typed or scanned, in this order."""
    found, unknown = [], []
    for number in numbers[:MOST]:
        try:
            found.append(verbs.copies.show(desk, number))
        except errors.CopyUnknown:
            unknown.append(number)
    return Looked(tuple(found), tuple(unknown))


def printed(order: Order, known: Printed | None, *, page: int, scale: float) -> Printed:
    """The order's PDF and the picture of a page; the PDF is kept while the order stays."""
    pdf = known.pdf if known and known.order == order else b""
    try:
        pdf = pdf or _pdf(order)
    except errors.CodeDoesNotFit as refusal:
        numbers = [copy.number for copy in order.copies]
        fitting = verbs.labels.fitting_sheets(numbers)
        return Printed(order, refusal=refusal, fitting=fitting)
    except errors.Refusal as refusal:
        return Printed(order, refusal=refusal)
    count = verbs.picture.page_count(pdf)
    page = max(0, min(page, count - 1))
    return Printed(order, pdf, count, page, page_image(pdf, page, scale=scale))


def _pdf(order: Order) -> bytes:
    labels = [
        verbs.labels.Label(copy.number, order.heading, copy.title, copy.call_number)
        for copy in order.copies
        for _again in range(order.each)
    ]
    placement = verbs.labels.Placement(order.start_cell, order.right_mm, order.down_mm)
    return verbs.labels.label_pages(labels, sheet=order.sheet, placement=placement)
