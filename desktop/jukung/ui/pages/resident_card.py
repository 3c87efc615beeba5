"""Looking somebody up in the population register, to spare typing.

The register stays in memory while the program runs; only its path is remembered.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import Sex
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.exchange.rosters.residents import Resident, Residents
    from jukung.ui.jobs import Progress, Stopped

_SEXES = {Sex.female: "P", Sex.male: "L"}


class ResidentCard(Card):
    """A line to search with and who fits; Enter takes the person into the form."""

    chosen = Signal(object)
    """The resident whose facts go into the form."""

    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._room = room
        self._residents: Residents | None = None
        self._banner = Banner()
        self._line = SearchLine(_("Search a name or NIK…"))
        self._found: Rows[Resident] = Rows(_columns())
        self._table = Table(self._found, rows="wrap")
        self._said = label("", "note", wrap=True)
        self._other = Button(_("Another file…"), icon="folder-open", key="Ctrl+O")
        self._lay_out()
        self._line.searched.connect(self.search)
        self._line.entered.connect(self._take_first)
        self._line.left_down.connect(self._go_down)
        self._line.gather_from(self._table)
        self._table.chosen.connect(self.chosen)
        self._other.clicked.connect(self._ask_for_file)

    def begin(self, name: str) -> None:
        """Search for the name that the form has so far; read the file where needed."""
        self._banner.clear()
        self._line.setText(name)
        self._line.setFocus()
        if self._residents is not None:
            self.search(name)
            return
        path = self._room.preferences.residents_file
        if path is not None and path.is_file():
            self.take_register(path)
        else:
            self._table.set_empty(
                _(
                    "Choose the list of residents that the village office has (CSV or XLSX). "
                    "It is only looked at: nothing of it is stored but who becomes a member."
                )
            )
            self._other.setFocus()

    def take_register(self, path: Path) -> None:
        """Read a register, and remember where it lies."""
        today = self._room.today()
        self._table.set_empty(_("Reading {file}…").format(file=path.name))

        def work(_progress: Progress, _stopped: Stopped) -> Residents:
            return verbs.residents.read_residents(path, today)

        self._room.jobs.run(
            work,
            owner=self,
            then=lambda found: self._show_register(found, path),
            refused=self._refuse,
        )

    def found(self) -> list[Resident]:
        """Who is listed."""
        return self._found.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._banner.words()

    @Slot(object)
    def search(self, typed: str) -> None:
        """Show who fits what was typed."""
        if self._residents is None:
            return
        found = self._residents.find(typed)
        self._found.show_values(found)
        self._table.set_empty(
            _("Nobody in the register fits. Try fewer letters, or type the form by hand.")
            if typed
            else _("Type a part of the name, or the NIK.")
        )
        if found:
            self._table.point_at(0)

    @Slot(object)
    def _take_first(self, typed: str) -> None:
        self.search(typed)
        found = self._found.values()
        if len(found) == 1:
            self.chosen.emit(found[0])
        elif found:
            self._go_down()

    @Slot()
    def _go_down(self) -> None:
        if self._found.values():
            self._table.setFocus()

    def _show_register(self, residents: Residents, path: Path) -> None:
        self._room.preferences.residents_file = path
        self._residents = residents
        self._banner.clear()
        self._said.setText(
            _("{count} people in {file}, in memory only.").format(
                count=number(len(residents)), file=residents.file
            )
        )
        self._line.setFocus()
        self.search(self._line.text().strip())

    def _refuse(self, refusal: errors.Refusal) -> None:
        sounds.play("refused")
        first, rest = messages.two_lines(messages.sentence(refusal))
        self._table.set_empty("")
        self._banner.say(first, rest, tint="bad")

    @Slot()
    def _ask_for_file(self) -> None:
        last = self._room.preferences.residents_file
        files.choose_file(
            self,
            _("Choose the population register"),
            pattern=_("Lists (*.csv *.txt *.xlsx)"),
            start=last.parent if last is not None and last.parent.is_dir() else Path.home(),
            then=self.take_register,
        )

    def _lay_out(self) -> None:
        self.add_head().addWidget(label(_("From the population register"), "heading"), 1)
        self.body.addWidget(self._banner)
        line = QHBoxLayout()
        side = theme.px(16)
        line.setContentsMargins(side, theme.px(12), side, theme.px(8))
        line.addWidget(self._line)
        self.body.addLayout(line)
        self.body.addWidget(self._table, 1)
        said = QVBoxLayout()
        said.setContentsMargins(side, theme.px(6), side, theme.px(6))
        said.addWidget(self._said)
        self.body.addLayout(said)
        foot = self.add_foot()
        back = Button(_("Back"), key="Esc")
        back.clicked.connect(self.left)
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(self._other)


def _columns() -> list[Column[Resident]]:
    def who(resident: Resident) -> Cell:
        born = str(resident.birth_year or "")
        sex = _SEXES.get(resident.sex, "")
        first = " · ".join(filter(None, (resident.name, sex, born)))
        return Cell(first, resident.address, strong=True)

    return [Column(_("In the register"), who)]
