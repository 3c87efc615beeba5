"""The prisons, those whose agreement ends first at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme, verbs
from jukung.ui.agency_pages import box_words
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.prison_card import PrisonCard
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.agency.agreements import PrisonLine
    from jukung.agency.office import OfficeDesk

WIDE, NARROW = 400, 360


@dataclass(frozen=True, slots=True)
class PrisonRow:
    """A prison, and how many of our copies lie there."""

    line: PrisonLine
    copies: int


class PrisonsView(QWidget):
    """The list on the left, the chosen prison on the right."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._rows: Rows[PrisonRow] = Rows(_columns())
        self._table = Table(self._rows, rows="two")
        self.card = PrisonCard(room)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.card)
        list_ = Card(flush=True)
        list_.body.addWidget(self._table)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(18))
        row.addWidget(list_, 1)
        row.addWidget(self._side)
        self._empty = EmptyState(
            "building",
            _("Agreements with prisons are kept here"),
            _(
                "When the library of a prison is among the libraries (F2), it stands here with "
                "its yearly agreement, the boxes there, and its page for the renewal."
            ),
        )
        self._pile = InView()
        self._pile.addWidget(self._empty)
        self._pile.addWidget(self._work)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pile)
        self._table.pointed.connect(self._point)
        room.jobs.changed.connect(self._refresh_if_touched)
        self.setFocusProxy(self._table)

    def refresh(self) -> None:
        """Read the prisons anew."""
        self._room.jobs.read(_look, owner=self, then=self._show, latest="prisons")

    def lines(self) -> list[PrisonRow]:
        """The prisons shown."""
        return self._rows.values()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(1060)
        self._side.setFixedWidth(theme.px(WIDE if wide else NARROW))

    @Slot(object)
    def _show(self, found: tuple[PrisonRow, ...]) -> None:
        self._pile.setCurrentWidget(self._work if found else self._empty)
        before: PrisonRow | None = self._table.current_value()
        kept = before.line.site.code if before else ""
        self._rows.show_values(list(found))
        codes = [each.line.site.code for each in found]
        if found:
            self._table.point_at(codes.index(kept) if kept in codes else 0)

    @Slot(object)
    def _point(self, row: PrisonRow | None) -> None:
        if row is not None:
            self.card.show_site(row.line.site.code)

    @Slot(object)
    def _refresh_if_touched(self, touched: frozenset[str]) -> None:
        if self.isVisible() and touched & {"agreement", "box", "site"}:
            self.refresh()


def _look(desk: OfficeDesk) -> tuple[PrisonRow, ...]:
    copies = verbs.boxes.copies_out(desk)
    return tuple(
        PrisonRow(each, copies.get(each.site.code, 0)) for each in verbs.agreements.prisons(desk)
    )


def _columns() -> list[Column[PrisonRow]]:
    return [
        Column(
            _("Prison"), lambda row: Cell(row.line.site.name, row.line.site.place_name, strong=True)
        ),
        Column(_("Agreement"), _standing, width=142),
        Column(
            _("Until"),
            lambda row: Cell(*box_words.until_words(row.line)),
            width=130,
            from_width=400,
        ),
        Column(
            _("Our copies"), lambda row: number(row.copies), width=96, from_width=560, align="right"
        ),
    ]


def _standing(row: PrisonRow) -> Cell:
    words, tint = box_words.STANDINGS[str(row.line.standing)]
    return Cell(_(words), chip=tint)
