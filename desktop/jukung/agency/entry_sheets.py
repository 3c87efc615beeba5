"""Workbooks that libraries without Jukung fill in, handed out and read back.

A row for each figure, its code in a hidden first column; a column for each month of one
library, or for each library of a kabupaten, with both named in a hidden first row.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from jukung.agency import entries, owing
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import Site
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month
from jukung.exchange.parcels.flushed import write_true
from jukung.figures.indicators import SENT
from jukung.figures.indicators.indicator import Indicator
from jukung.words import _, long_month

MARK = "jukung-entry-1"
TITLES, UNITS, FIRST = 1, 2, 3
"""The columns of titles and units, and the first to be filled in; 0 holds the codes."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column to be filled in: one library's month."""

    site: Site
    period: Month

    @property
    def mark(self) -> str:
        """How the hidden row names it."""
        return f"{self.site.code}|{self.period.text}"


def year_of_library(desk: OfficeDesk, code: str, year: int) -> tuple[Slot, ...]:
    """The twelve months of a library; refuses SiteUnknown."""
    site = next((each.site for each in owing.duties(desk) if each.site.code == code), None)
    if site is None:
        raise errors.SiteUnknown(code)
    return tuple(Slot(site, month) for month in owing.months_of(year))


def month_of_district(desk: OfficeDesk, district: str, period: Month) -> tuple[Slot, ...]:
    """The libraries without Jukung of a kabupaten, or of all, in one month."""
    found = tuple(
        Slot(line.site, period)
        for line in entries.lines(desk, period, district=district)
        if not line.site.uses_jukung
    )
    if not found:
        raise errors.SiteUnknown(district or desk.profile.code)
    return found


def write(desk: OfficeDesk, slots: Sequence[Slot], path: Path) -> Path:
    """Write a template with what is typed already; refuses DiskFull, CannotWrite."""
    return write_true(path, template(desk, slots))


def template(desk: OfficeDesk, slots: Sequence[Slot]) -> bytes:
    """The bytes of a template; the same slots and figures give the same bytes."""
    file = io.BytesIO()
    book = Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same each time
    sheet = book.add_worksheet(_("Figures"))
    soft = book.add_format({"font_color": "#4C6370", "text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    field = book.add_format({"bg_color": "#FCF3DF", "border": 1, "border_color": "#E1DCD1"})
    plain, part = book.add_format(), book.add_format({"indent": 1})
    sheet.write_string(0, 0, MARK)
    for place, slot in enumerate(slots):
        sheet.write_string(0, FIRST + place, slot.mark)
    sheet.merge_range(1, TITLES, 1, FIRST + max(len(slots) - 1, 3), "")
    sheet.write_string(1, TITLES, _guide(), soft)
    sheet.set_row(1, 48)
    sheet.write_string(2, TITLES, _("Figure"), bold)
    sheet.write_string(2, UNITS, _("Unit"), bold)
    one_library = len({slot.site.code for slot in slots}) == 1
    for place, slot in enumerate(slots):
        sheet.write_string(2, FIRST + place, _heading(slot, one_library=one_library), bold)
    typed = [_typed(desk, slot) for slot in slots]
    shown = [each for each in SENT if _concerns(each, slots)]
    for row, indicator in enumerate(shown, start=3):
        sheet.write_string(row, 0, indicator.code)
        sheet.write_string(row, TITLES, _(indicator.title), part if indicator.part_of else plain)
        sheet.write_string(row, UNITS, _(indicator.unit), soft)
        for place, figures in enumerate(typed):
            value = figures.get(indicator.code)
            if value is None:
                sheet.write_blank(row, FIRST + place, None, field)
            else:
                sheet.write_number(row, FIRST + place, value, field)
    _set_widths(sheet, slots, len(shown))
    if one_library:
        sheet.set_header("&L" + slots[0].site.name.replace("&", "&&"))
    book.close()
    return file.getvalue()


def _set_widths(sheet: Any, slots: Sequence[Slot], rows: int) -> None:  # noqa: ANN401 - the library has no types
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(TITLES, TITLES, 38)
    sheet.set_column(UNITS, UNITS, 13)
    sheet.set_column(FIRST, FIRST + len(slots) - 1, 13)
    sheet.data_validation(
        3,
        FIRST,
        rows + 2,
        FIRST + len(slots) - 1,
        {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": entries.MOST,
            "ignore_blank": True,
            "error_title": _("A whole number"),
            "error_message": _("Write a whole number, or leave the field empty."),
        },
    )
    sheet.freeze_panes(3, FIRST)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def _guide() -> str:
    return _(
        "Fill in what you have counted. Leave a field empty where nothing was counted; "
        "write 0 where you counted and there was none. Save the file and send it back."
    )


def _heading(slot: Slot, *, one_library: bool) -> str:
    month = long_month(slot.period.year, slot.period.number)
    return month if one_library else f"{slot.site.name}\n{month}"


def _typed(desk: OfficeDesk, slot: Slot) -> dict[str, int]:
    found = entries.of_month(desk, slot.site.code, slot.period)
    return dict(found.typed.figures) if found.typed else {}


def _concerns(indicator: Indicator, slots: Sequence[Slot]) -> bool:
    kinds: Iterator[LibraryKind] = iter({slot.site.kind for slot in slots})
    return any(indicator.concerns(kind) for kind in kinds)
