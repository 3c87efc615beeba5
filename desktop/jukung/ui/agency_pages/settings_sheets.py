"""A year's sheet for a library without Jukung, to be filled in by hand and read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from jukung.ui import files, theme, verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import SaveFoot, card_of, stacked
from jukung.ui.pages.form_parts import beside
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk

FIRST_YEAR, LAST_YEAR = 2000, 2100


class SheetsSection(QWidget):
    """One library and one year; a month of a whole kabupaten is handed out by F7."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._codes: dict[str, str] = {}
        self.library = QLineEdit()
        self.library.setPlaceholderText(_("Name or code of the library"))
        self.year = number_field(FIRST_YEAR, LAST_YEAR)
        self.year.setFixedWidth(theme.px(100))
        write = Button(_("Write the sheet…"), kind="primary", key="Ctrl+S", icon="file-down")
        self.foot = SaveFoot(room, save=write)
        card = card_of(
            _("A year on one sheet"),
            _(
                "A library that writes on paper fills in twelve columns, one for each month, and "
                "gives the sheet back. What is typed already stands in it."
            ),
        )
        card.body.addLayout(
            beside((named(_("Library"), self.library), 1), (named(_("Year"), self.year), 0))
        )
        words = _("Read it back under Programme (F7), Libraries without Jukung. There a sheet for "
                  "one month of many libraries is handed out, too.")  # fmt: skip
        card.body.addWidget(label(words, "note", wrap=True))
        stacked(self, card, self.foot)
        self.foot.wanted.connect(self.ask)
        self.library.returnPressed.connect(self.year.setFocus)

    @Slot()
    def shown(self) -> None:
        """Read which libraries there are."""
        self.foot.answer.clear()
        self._room.jobs.read(_look, owner=self, then=self._show, latest="without")

    def take_focus(self) -> None:
        """Go to the library."""
        self.library.setFocus()

    @Slot()
    def ask(self) -> None:
        """Ask where the sheet shall go, once a library is named."""
        if not self.code():
            self.foot.warn(_("Type the name or code of the library first."))
            self.library.setFocus()
            return
        folder = self._room.preferences.folder("programme") or Path.home()
        name = f"{self.code().replace('/', '-')}-{self.year.value()}.xlsx"
        files.choose_new_file(
            self,
            _("Save the sheet"),
            pattern=_("Workbook (*.xlsx)"),
            start=folder / name,
            then=self.write,
        )

    def code(self) -> str:
        """The code that is typed, or that of the name."""
        typed = self.library.text().strip()
        return self._codes.get(typed, typed)

    def write(self, path: Path) -> None:
        """Write the sheet of the library and year."""
        code, year, office = self.code(), self.year.value(), self._room.office
        self._room.preferences.keep_folder("programme", path.parent)

        def work(_progress: object, _stopped: object) -> Path:
            with office.reading() as desk:
                slots = verbs.entry_sheets.year_of_library(desk, code, year)
                return verbs.entry_sheets.write(desk, slots, path)

        self._room.jobs.run(
            work,
            owner=self,
            then=lambda written: self.foot.tell(
                _("Saved: {file}").format(file=written.name),
                _("Give it to the library, and read it back in F7 when it returns."),
            ),
            refused=self.foot.refuse,
        )

    def _show(self, found: tuple[date, tuple[tuple[str, str], ...]]) -> None:
        today, sites = found
        self._codes = {f"{name} · {code}": code for code, name in sites}
        completer = QCompleter(list(self._codes), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.library.setCompleter(completer)
        if self.year.value() == FIRST_YEAR:
            self.year.setValue(today.year)


def _look(desk: OfficeDesk) -> tuple[date, tuple[tuple[str, str], ...]]:
    sites = verbs.sites.all_sites(desk)
    return desk.today, tuple(
        (each.code, each.name)
        for each in sorted(sites, key=lambda each: (each.uses_jukung, each.code))
        if each.closed_from is None
    )
