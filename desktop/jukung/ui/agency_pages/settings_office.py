"""Where this office lies, who it is, and what was done here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from jukung.ui import theme
from jukung.ui.agency_pages import held_rows
from jukung.ui.agency_pages.held_rows import DeedLine
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import card_of, stacked
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fact import FactRows
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk

LEAST_HIGH = 210


class OfficeSection(QWidget):
    """Only to be looked at; it is as high as the room."""

    fills = True

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._facts = FactRows()
        self.place = label("", "strong", wrap=True)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._about = label("", "small", wrap=True)
        self._digits = fingerprint_label()
        self._search = SearchLine(_("Library or person"))
        self._rows: Rows[DeedLine] = Rows(_columns())
        self.table = Table(self._rows, rows="two")
        self.table.setMinimumHeight(theme.px(LEAST_HIGH))
        self.table.set_empty(_("Nothing was done here yet."))
        where = card_of(_("This office"))
        where.body.addWidget(self._facts)
        where.body.addWidget(label(_("Where it lies"), "field"))
        where.body.addWidget(self.place)
        where.body.addWidget(self._about)
        where.body.addWidget(self._digits)
        done = Card(flush=True)
        head = done.add_head()
        head.addWidget(label(_("What was done"), "heading"), 1)
        head.addWidget(self._search, 1)
        done.body.addWidget(self.table, 1)
        stacked(self, where, done).setStretch(1, 1)
        self._search.searched.connect(self._look)
        self._search.left_down.connect(self.table.take_focus)

    @Slot()
    def shown(self) -> None:
        """Read everything anew."""
        profile, office = self._room.profile, self._room.office
        if profile is None:
            return
        self._facts.show_rows([(_("Name"), profile.name), (_("Region code"), profile.code)])
        self.place.setText(office.place)
        self._about.setText(
            _("A database on a server: several desks work in it at the same time.")
            if office.is_shared
            else _("A file on this computer: copy it away every day, with the keys in a safe.")
        )
        self._digits.setText(in_lines(profile.fingerprint))
        self._look(self._search.text().strip())

    def take_focus(self) -> None:
        """Go to what was done."""
        self.table.take_focus()

    def lines(self) -> list[DeedLine]:
        """What is shown of the journal."""
        return self._rows.values()

    @Slot(object)
    def _look(self, words: str) -> None:
        self._room.jobs.read(
            partial(_done, words=words), owner=self, then=self._rows.show_values, latest="deeds"
        )


def _done(desk: OfficeDesk, words: str) -> tuple[DeedLine, ...]:
    return held_rows.done(desk, words)


def _columns() -> list[Column[DeedLine]]:
    return [
        Column(_("Who"), lambda line: Cell(line.by, line.when), width=150),
        Column(_("What"), lambda line: Cell(line.what, line.detail, strong=True)),
        Column(_("Library"), lambda line: Cell(line.library, line.code), width=180, from_width=480),
    ]
