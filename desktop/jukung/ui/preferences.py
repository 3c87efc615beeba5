"""Remembered choices of this computer; the only place that touches QSettings.

QSettings forgets types in INI files, so every choice is a typed property
that reads anything damaged as its ordinary value.
"""

from collections.abc import Iterable
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
    def section(self) -> str:
        """The section of the settings shown last."""
        return self._text("settings/section")

    @section.setter
    def section(self, name: str) -> None:
        self._keep("settings/section", name)

    @property
    def kiosk(self) -> str:
        """Who gave the screen to the visitors; empty while nobody did."""
        return self._text("visits/kiosk")

    @kiosk.setter
    def kiosk(self, staff_id: str) -> None:
        self._keep("visits/kiosk", staff_id)

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

    def offset(self, printer: str, sheet: str) -> tuple[float, float]:
        """How far a printer is to be shifted on a sheet: right and down, in mm."""
        kept = self._text(_offset_key(printer, sheet)).split()
        if len(kept) != 2:
            return (0.0, 0.0)
        right, down = (_number(part, 0.0, lowest=-50, highest=50) for part in kept)
        return (right, down)

    def keep_offset(self, printer: str, sheet: str, *, right: float, down: float) -> None:
        """Remember a printer's shift on a sheet, in mm."""
        self._keep(_offset_key(printer, sheet), f"{right:.2f} {down:.2f}")

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


def _offset_key(printer: str, sheet: str) -> str:
    """Printer names have slashes, blanks and any script; keys must not."""
    return f"offsets/{printer.encode().hex() or 'any'}/{sheet.encode().hex()}"
