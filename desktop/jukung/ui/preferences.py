"""Remembered choices of this computer; the only place that touches QSettings.

QSettings forgets types in INI files, so every choice is a typed property
that reads anything damaged as its ordinary value.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from jukung import places
from jukung.ui.theme import THEMES
from jukung.words import LANGUAGES


class Preferences:
    """Choices kept in one INI file; nothing here is missed when lost."""

    def __init__(self, file: Path | None = None) -> None:
        self._kept = QSettings(str(file or places.preferences()), QSettings.Format.IniFormat)

    def save(self) -> None:
        """Write to the disk now; otherwise Qt does so soon and at the end."""
        self._kept.sync()

    @property
    def language(self) -> str:
        """`id` or `en`."""
        return _one_of(self._text("window/language"), LANGUAGES)

    @language.setter
    def language(self, language: str) -> None:
        self._keep("window/language", language)

    @property
    def theme(self) -> str:
        """`light`, `dark` or `large`."""
        return _one_of(self._text("window/theme"), THEMES)

    @theme.setter
    def theme(self, theme: str) -> None:
        self._keep("window/theme", theme)

    @property
    def scale(self) -> float:
        """The size of everything; 1 is ordinary."""
        return _number(self._text("window/scale"), 1.0, lowest=0.8, highest=2.0)

    @scale.setter
    def scale(self, scale: float) -> None:
        self._keep("window/scale", scale)

    @property
    def sound(self) -> bool:
        """Whether tones are played."""
        return self._text("window/sound") != "off"

    @sound.setter
    def sound(self, on: bool) -> None:
        self._keep("window/sound", "on" if on else "off")

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty before the first time."""
        return QByteArray.fromHex(self._text("window/geometry").encode())

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._keep("window/geometry", bytes(geometry.toHex().data()).decode())

    @property
    def last_library(self) -> Path | None:
        """The library that was open last."""
        return self._path("library/last")

    @last_library.setter
    def last_library(self, path: Path | None) -> None:
        self._keep("library/last", str(path) if path else "")

    @property
    def person(self) -> str:
        """Who stood at the agency's desk last."""
        return self._text("agency/person")

    @person.setter
    def person(self, name: str) -> None:
        self._keep("agency/person", name)

    @property
    def section(self) -> str:
        """The section of the settings shown last."""
        return self._text("settings/section")

    @section.setter
    def section(self, name: str) -> None:
        self._keep("settings/section", name)

    @property
    def report(self) -> str:
        """The code of the report shown last."""
        return self._text("reports/report")

    @report.setter
    def report(self, code: str) -> None:
        self._keep("reports/report", code)

    @property
    def report_days(self) -> str:
        """The days of the reports, as `report_spans` writes them."""
        return self._text("reports/days")

    @report_days.setter
    def report_days(self, written: str) -> None:
        self._keep("reports/days", written)

    @property
    def kiosk(self) -> str:
        """Who gave the screen to the visitors; empty while nobody did."""
        return self._text("visits/kiosk")

    @kiosk.setter
    def kiosk(self, staff_id: str) -> None:
        self._keep("visits/kiosk", staff_id)

    @property
    def kiosk_page(self) -> str:
        """What that screen shows: `visits`, `requests` or `catalogue`."""
        return _one_of(self._text("visits/kiosk_page"), ("visits", "requests", "catalogue"))

    @kiosk_page.setter
    def kiosk_page(self, page: str) -> None:
        self._keep("visits/kiosk_page", page)

    @property
    def printer(self) -> str:
        """The printer chosen last."""
        return self._text("print/printer")

    @printer.setter
    def printer(self, name: str) -> None:
        self._keep("print/printer", name)

    @property
    def label_sheet(self) -> str:
        """The label sheet chosen last."""
        return self._text("print/sheet")

    @label_sheet.setter
    def label_sheet(self, sheet: str) -> None:
        self._keep("print/sheet", sheet)

    def sheet(self, what: str) -> str:
        """The sheet used last for a kind of label; else the one of any kind."""
        return self._text(f"sheets/{what}") or self.label_sheet

    def keep_sheet(self, what: str, sheet: str) -> None:
        """Remember the sheet of a kind of label."""
        self._keep(f"sheets/{what}", sheet)
        self.label_sheet = sheet

    def fit(self, printer: str, sheet: str) -> tuple[float, float, float, float]:
        """How a printer is put right on a sheet: right, down and both creeps, in mm."""
        place = _place(printer, sheet)
        kept = (self._text(f"fits/{place}") or self._text(f"offsets/{place}")).split()
        if len(kept) not in (2, 4):
            return (0.0, 0.0, 0.0, 0.0)
        parts = [_number(part, 0.0, lowest=-50, highest=50) for part in kept] + [0.0, 0.0]
        right, down, creep_right, creep_down = parts[:4]
        return (right, down, creep_right, creep_down)

    def has_fit(self, printer: str, sheet: str) -> bool:
        """Whether somebody ever put a printer right on a sheet."""
        return bool(self._text(f"fits/{_place(printer, sheet)}"))

    def keep_fit(
        self,
        printer: str,
        sheet: str,
        *,
        right: float,
        down: float,
        creep_right: float = 0.0,
        creep_down: float = 0.0,
    ) -> None:
        """Remember how a printer is put right on a sheet; creep is in mm for each 100 mm."""
        kept = f"{right:.2f} {down:.2f} {creep_right:.3f} {creep_down:.3f}"
        self._keep(f"fits/{_place(printer, sheet)}", kept)

    def carrier(self, printer: str, sheet: str) -> str:
        """What a printer is fed with for a sheet, such as `a4 left`; empty for its own size."""
        return self._text(f"carriers/{_place(printer, sheet)}")

    def keep_carrier(self, printer: str, sheet: str, carrier: str) -> None:
        """Remember the paper and the side a sheet lies at."""
        self._keep(f"carriers/{_place(printer, sheet)}", carrier)

    def printer_of(self, purpose: str) -> str:
        """The printer of a purpose, such as `receipts`; before, the one chosen last."""
        return self._text(f"printers/{purpose}") or self.printer

    def keep_printer(self, purpose: str, name: str) -> None:
        """Remember the printer of a purpose, and that it was the last."""
        self._keep(f"printers/{purpose}", name)
        self.printer = name

    def paper(self, purpose: str) -> str:
        """The paper used last for a purpose, such as `letters`; empty before the first time."""
        return self._text(f"papers/{purpose}")

    def keep_paper(self, purpose: str, paper: str) -> None:
        """Remember the paper of a purpose."""
        self._keep(f"papers/{purpose}", paper)

    def print_choice(self, purpose: str, name: str) -> str:
        """A choice made last for a kind of printing; empty before the first time."""
        return self._text(f"printing/{purpose}-{name}")

    def keep_print_choice(self, purpose: str, name: str, value: str) -> None:
        """Remember a choice for a kind of printing."""
        self._keep(f"printing/{purpose}-{name}", value)

    @property
    def residents_file(self) -> Path | None:
        """Where the population register lies; nothing of what is in it is kept here."""
        return self._path("members/register")

    @residents_file.setter
    def residents_file(self, path: Path | None) -> None:
        self._keep("members/register", str(path) if path else "")

    def column_uses(self, header: str) -> tuple[str, ...]:
        """What the columns under a header were used for last; empty where unknown."""
        return tuple(self._text(f"columns/{header}").split())

    def keep_column_uses(self, header: str, uses: Iterable[str]) -> None:
        """Remember what the columns under a header are used for."""
        self._keep(f"columns/{header}", " ".join(uses))

    def folder(self, purpose: str) -> Path | None:
        """The folder used last for a purpose, if it is still there."""
        path = self._path(f"folders/{purpose}")
        return path if path and path.is_dir() else None

    def keep_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder of a purpose, such as `import` or `backup`."""
        self._keep(f"folders/{purpose}", str(folder))

    @property
    def reminded_on(self) -> date | None:
        """The day on which somebody wanted no more reminding of the month's report."""
        try:
            return date.fromisoformat(self._text("month/reminded"))
        except ValueError:
            return None

    @reminded_on.setter
    def reminded_on(self, day: date) -> None:
        self._keep("month/reminded", day.isoformat())

    def _text(self, key: str) -> str:
        kept: Any = self._kept.value(key)
        return kept if isinstance(kept, str) else ""

    def _path(self, key: str) -> Path | None:
        kept = self._text(key)
        return Path(kept) if kept else None

    def _keep(self, key: str, value: object) -> None:
        self._kept.setValue(key, str(value))


def _one_of(kept: str, known: tuple[str, ...]) -> str:
    return kept if kept in known else known[0]


def _number(kept: str, ordinary: float, *, lowest: float, highest: float) -> float:
    try:
        number = float(kept)
    except ValueError:
        return ordinary
    return number if lowest <= number <= highest else ordinary


def _place(printer: str, sheet: str) -> str:
    """Printer names have slashes, blanks and any script; keys must not."""
    return f"{printer.encode().hex() or 'any'}/{sheet.encode().hex()}"
