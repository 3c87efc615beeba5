"""What waits for a decision: the list, and beside it the matter in view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme
from jukung.ui.agency_pages import held_rows
from jukung.ui.agency_pages.held_panel import HeldPanel
from jukung.ui.agency_pages.held_rows import MatterLine, MatterView, Waits
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.agency.deciding import Decided

_WIDE = 1240
_PANEL, _NARROW_PANEL = 520, 430


class HeldPane(QWidget):
    """Choose a matter, read what it is about, decide."""

    counted = Signal(int)
    """How many matters wait."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._wanted = ""
        self._rows: Rows[MatterLine] = Rows(_columns())
        self.table = Table(self._rows, rows="two")
        self.panel = HeldPanel(person=room.preferences.person)
        self._banner = Banner(corners="top")
        self._lay_out()
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(self._start)
        self.panel.decided.connect(self.decide)

    def refresh(self) -> None:
        """Look anew at what waits."""
        self._room.jobs.read(
            held_rows.look, owner=self, then=self._show, refused=self._refuse, latest="held"
        )

    def show_matter(self, site_code: str) -> None:
        """Go to the first matter of a library."""
        self._wanted = site_code
        self.refresh()

    def lines(self) -> list[MatterLine]:
        """What waits."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list."""
        return self._banner.words()

    @Slot(str, str)
    def decide(self, decision: str, chosen: str) -> None:
        """Do what was decided about the matter in view."""
        view = self.panel.view()
        if view is None:
            return
        by, reason = self.panel.person(), self.panel.reason()
        self._room.preferences.person = by
        work = partial(
            held_rows.decide,
            decision=decision,
            key=view.line.matter.key,
            by=by,
            reason=reason,
            chosen=chosen,
        )
        self._room.jobs.change(
            work, owner=self, then=self._tell, refused=self._refuse, touched={"parcel"}
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.px(_WIDE)
        wished = theme.px(_PANEL if wide else _NARROW_PANEL)
        self.panel.setFixedWidth(min(wished, self.width() * 3 // 5))

    @Slot(object)
    def _show(self, waits: Waits) -> None:
        old = self.panel.view()
        self._rows.show_values(waits.lines)
        self.counted.emit(len(waits.lines))
        self._pile.setCurrentWidget(self._work if waits.lines else self._empty)
        if not waits.lines:
            return
        wanted = self._wanted
        keys = [line.matter.key for line in waits.lines]
        place = next(
            (i for i, line in enumerate(waits.lines) if wanted and line.code == wanted), None
        )
        if place is None and old is not None and old.line.matter.key in keys:
            place = keys.index(old.line.matter.key)
        self._wanted = ""
        self.table.selectRow(place or 0)
        self._point(waits.lines[place or 0])

    @Slot(object)
    def _point(self, line: MatterLine | None) -> None:
        if line is None:
            return
        self._room.jobs.read(
            partial(held_rows.view, key=line.matter.key),
            owner=self,
            then=self._show_view,
            refused=self._refuse,
            latest="matter",
        )

    @Slot(object)
    def _show_view(self, view: MatterView | None) -> None:
        if view is not None:
            self.panel.show_view(view)

    @Slot(object)
    def _start(self, _line: MatterLine) -> None:
        self.panel.start_writing()

    @Slot(object)
    def _tell(self, decided: Decided) -> None:
        counted = decided.counted
        words = many("{count} report counts now", "{count} reports count now", counted)
        title = words.format(count=number(counted)) if counted else _("Decided")
        detail = _("A new receipt tells the library. It can be taken back in “What was decided”.")
        self._banner.say(title, detail if decided.receipts else "", tint="good")
        sounds.play("done")
        self.refresh()

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self.panel.say(*messages.two_lines(messages.sentence(refusal)))
        sounds.play("refused")

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "check",
            _("Nothing waits for a decision"),
            _(
                "Reports that need a person stay here until somebody decides: from an unknown "
                "key, of a published month, two of one month, two copies of one library."
            ),
        )
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        card = Card(flush=True)
        card.body.addWidget(self._banner)
        card.body.addWidget(self.table, 1)
        row.addWidget(card, 1)
        row.addWidget(self.panel)
        self._pile = QStackedWidget()
        self._pile.addWidget(self._work)
        self._pile.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pile)
        self.setFocusProxy(self.table)


def _columns() -> list[Column[MatterLine]]:
    return [
        Column(_("Library"), lambda line: Cell(line.library, line.code, strong=True)),
        Column(_("What"), lambda line: Cell(line.chip, chip=line.tint), width=176, from_width=280),
        Column(_("Month"), lambda line: Cell(line.months, line.files), width=140, from_width=480),
        Column(_("Since"), lambda line: Cell(line.since, soft=True), width=150, from_width=640),
    ]
