"""Incoming reports: read them, decide what waits, see what was done, carry on for a province."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.agency_pages.held_pane import HeldPane
from jukung.ui.agency_pages.inbox_done import InboxDone
from jukung.ui.agency_pages.inbox_reading import InboxReading
from jukung.ui.agency_pages.inbox_rows import ArrivedLine
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.relay_pane import RelayPane
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import InView
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.ui.header import ChipWords

READ, HELD, DONE, RELAY = "read", "held", "done", "relay"


class InboxPage(QWidget):
    """Reports come in here, and whoever must decide about one does so."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._waiting = 0
        self.reading = InboxReading(room)
        self.held = HeldPane(room)
        self.done = InboxDone(room)
        self.relay = RelayPane(room)
        self.views = Segments(
            {
                READ: _("Read reports"),
                HELD: _("Waiting for a decision"),
                DONE: _("What was decided"),
                RELAY: _("Districts"),
            },
            keys={READ: "Alt+1", HELD: "Alt+2", DONE: "Alt+3", RELAY: "Alt+4"},
        )
        self._views: dict[str, InboxReading | HeldPane | InboxDone | RelayPane] = {
            READ: self.reading,
            HELD: self.held,
            DONE: self.done,
            RELAY: self.relay,
        }
        self._sides = InView()
        self._lay_out()
        self.views.chosen.connect(self._turn)
        self.held.counted.connect(self._count)
        self.reading.received.connect(self.held.refresh)
        self.reading.received.connect(self._count_relayed)
        self.done.settled.connect(self.held.refresh)
        self.relay.counted.connect(self._name_relay)

    def shown(self) -> None:
        """Look anew at what waits."""
        self.held.refresh()
        self._name_relay(0)
        if self.views.name() == DONE:
            self.done.refresh()
        # A district sees at once how much it has to carry on.
        if self.views.name() == RELAY or self.relay.is_district:
            self.relay.refresh()

    def chips(self) -> tuple[ChipWords, ...]:
        """How many things wait for a decision."""
        if not self._waiting:
            return ()
        return ((_("{count} to decide").format(count=number(self._waiting)), "gold"),)

    def show_matter(self, site_code: str) -> None:
        """Go to what waits of a library."""
        self.views.choose(HELD)
        self.held.show_matter(site_code)

    def receive(self, *paths: Path) -> None:
        """Judge files, or the reports in folders, and write their receipts beside them."""
        self.views.choose(READ)
        self.reading.receive(*paths)

    def write_receipts(self, folder: Path) -> None:
        """Write the receipts of this delivery into a folder."""
        self.reading.write_receipts(folder)

    def lines(self) -> list[ArrivedLine]:
        """What came of the last delivery."""
        return self.reading.lines()

    def words(self) -> str:
        """The sentence above the list in view; empty when there is none."""
        return self._views[self.views.name()].words()

    @Slot()
    def ask_for_files(self) -> None:
        """Let reports be chosen."""
        self.views.choose(READ)
        self.reading.ask_for_files()

    @Slot(object)
    def _turn(self, name: str) -> None:
        self._sides.setCurrentWidget(self._views[name])
        if name == HELD:
            self.held.refresh()
        elif name == DONE:
            self.done.refresh()
        elif name == RELAY:
            self.relay.refresh()

    @Slot()
    def _count_relayed(self) -> None:
        if self.relay.is_district:
            self.relay.refresh()

    @Slot(int)
    def _name_relay(self, count: int) -> None:
        words = _("For the province") if self.relay.is_district else _("Districts")
        button = self.views.button(RELAY)
        button.setText(f"{words} · {number(count)}" if count else words)
        button.updateGeometry()

    @Slot(int)
    def _count(self, count: int) -> None:
        self._waiting = count
        words = _("Waiting for a decision")
        button = self.views.button(HELD)
        button.setText(f"{words} · {number(count)}" if count else words)
        button.updateGeometry()
        if callable(refresh := getattr(self.window(), "refresh_header", None)):
            refresh()

    def _lay_out(self) -> None:
        for view in self._views.values():
            self._sides.addWidget(view)
        row = QHBoxLayout()
        row.addWidget(self.views)
        row.addStretch(1)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addLayout(row)
        page.addWidget(self._sides, 1)
        self.setFocusProxy(self.reading)
