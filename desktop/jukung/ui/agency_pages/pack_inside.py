"""An opened pack, to look titles up as a library will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.exchange.packs.records import PackRecord
    from jukung.exchange.packs.titles import TitlePack


class PackInside(Card):
    """A search line over the titles of a pack."""

    refused = Signal(object)

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._pack: TitlePack | None = None
        self._name = label("", "heading", wrap=True)
        self._about = label("", "small", wrap=True)
        self._search = SearchLine(_("Search an ISBN, title, person or subject"))
        self._rows: Rows[PackRecord] = Rows(_columns())
        self._table = Table(self._rows, rows="two")
        self._table.set_empty(_("No title fits. Search for fewer letters."))
        self.body.addWidget(self._name)
        self.body.addWidget(self._about)
        self.body.addWidget(self._search)
        self.body.addWidget(self._table, 1)
        self._search.searched.connect(self.search)
        self._search.entered.connect(self.search)
        self._search.left_down.connect(self._table.take_focus)
        self._search.gather_from(self._table)

    @property
    def is_open(self) -> bool:
        """Whether a pack is shown."""
        return self._pack is not None

    def show_pack(self, pack: TitlePack) -> None:
        """Show a pack; the one before is closed."""
        if self._pack is not None:
            self._pack.close()
        self._pack = pack
        label_ = pack.label
        self._name.setText(label_.name)
        words = many("{count} title", "{count} titles", label_.records)
        said = (words.format(count=number(label_.records)), label_.number, label_.source)
        self._about.setText(" · ".join(filter(None, said)))
        self._search.clear()
        self._search.take_focus()
        self.search("")

    def lines(self) -> list[PackRecord]:
        """The titles shown."""
        return self._rows.values()

    @Slot(object)
    def search(self, words: str) -> None:
        """Show the titles that fit."""
        pack = self._pack
        if pack is None:
            return
        self._room.jobs.read(
            lambda _desk: pack.search(words),
            owner=self,
            then=self._show,
            refused=self.refused.emit,
            latest="inside",
        )

    @Slot(object)
    def _show(self, found: tuple[PackRecord, ...]) -> None:
        self._rows.show_values(list(found))


def _columns() -> list[Column[PackRecord]]:
    return [
        Column(_("Title"), lambda each: Cell(_title(each), _under(each))),
        Column(_("ISBN"), lambda each: Cell(each.isbn, soft=True), width=136, from_width=420),
        Column(_("Class"), lambda each: each.class_number, width=82, from_width=380),
    ]


def _title(each: PackRecord) -> str:
    return f"{each.title}: {each.subtitle}" if each.subtitle else each.title


def _under(each: PackRecord) -> str:
    return " · ".join(filter(None, (each.byline, each.publisher, each.year)))
