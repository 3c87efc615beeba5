"""Until when a report is in time, and which figures a complete month has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from jukung.ui import theme, verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import SaveFoot, card_of, stacked
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk

LAST_DAY = 28


@dataclass(frozen=True, slots=True)
class _Asked:
    """A due day, the figures of a complete month, and all that may be asked for."""

    day: int
    chosen: tuple[str, ...]
    offered: tuple[tuple[str, str], ...] = ()


class ReportsSection(QWidget):
    """A day and ticks; what is left out may still be sent."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.day = number_field(1, LAST_DAY)
        self.day.setFixedWidth(theme.px(90))
        self.ticks: dict[str, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._count = label("", "note")
        self.usual = Button(_("As usual"), kind="link")
        self.foot = SaveFoot(room, self.usual)
        due = card_of(
            _("In time"), _("A report that comes later counts as well, and is called late.")
        )
        row = QHBoxLayout()
        row.addLayout(named(_("Until which day of the next month"), self.day))
        row.addStretch(1)
        due.body.addLayout(row)
        asked = card_of(
            _("A complete month"),
            _(
                "A month is complete where these figures are recorded, or where nothing "
                "happened. Libraries may send more."
            ),
        )
        asked.body.addLayout(self._grid)
        asked.body.addWidget(self._count)
        stacked(self, due, asked, self.foot)
        self.foot.wanted.connect(self.save)
        self.foot.changed.connect(self._read)
        self.usual.clicked.connect(self._show_usual)

    @Slot()
    def shown(self) -> None:
        """Read what is asked for; what was changed and not saved is gone."""
        self.foot.answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the day."""
        self.day.setFocus()
        self.day.selectAll()

    @Slot()
    def save(self) -> None:
        """Keep the day and the ticks."""
        day = self.day.value()
        codes = tuple(code for code, tick in self.ticks.items() if tick.isChecked())
        if not codes:
            self.foot.warn(_("Tick at least one figure that a complete month has."))
            return

        def work(desk: OfficeDesk) -> _Asked:
            before = _asked(desk)
            _keep(desk, _Asked(day, codes))
            return before

        self.foot.change(work, undo=lambda before: lambda desk: _keep(desk, before))

    @Slot()
    def _read(self) -> None:
        self._room.jobs.read(_asked, owner=self, then=self._show, latest="asked")

    def _show(self, asked: _Asked) -> None:
        self.day.setValue(asked.day)
        if tuple(self.ticks) != tuple(code for code, _words in asked.offered):
            self._make(asked.offered)
        self._tick(asked.chosen)

    @Slot()
    def _show_usual(self) -> None:
        self.day.setValue(verbs.timeliness.DUE_DAY)
        self._tick(verbs.timeliness.MANDATORY)
        self.foot.warn(_("These are the usual ones. Nothing is kept yet: Ctrl S."))

    def _tick(self, chosen: tuple[str, ...]) -> None:
        for code, tick in self.ticks.items():
            tick.setChecked(code in chosen)
        self._say()

    @Slot()
    def _say(self) -> None:
        count = sum(tick.isChecked() for tick in self.ticks.values())
        words = many("{count} figure is asked for", "{count} figures are asked for", count)
        self._count.setText(words.format(count=number(count)))

    def _make(self, offered: tuple[tuple[str, str], ...]) -> None:
        for old in self.ticks.values():
            self._grid.removeWidget(old)
            old.deleteLater()
        self.ticks = {}
        rows = -(-len(offered) // 2)
        for place, (code, title) in enumerate(offered):
            tick = QCheckBox(title)
            tick.toggled.connect(self._say)
            self._grid.addWidget(tick, place % rows, place // rows)
            self.ticks[code] = tick


def _asked(desk: OfficeDesk) -> _Asked:
    chosen = verbs.timeliness.mandatory(desk)
    offered = tuple(
        (each.code, _(each.title))
        for each in verbs.indicators.SENT
        if not each.part_of or each.code in chosen
    )
    return _Asked(verbs.timeliness.due_day(desk), chosen, offered)


def _keep(desk: OfficeDesk, asked: _Asked) -> None:
    if asked.day != verbs.timeliness.due_day(desk):
        verbs.timeliness.choose_due_day(desk, asked.day)
    if set(asked.chosen) != set(verbs.timeliness.mandatory(desk)):
        verbs.timeliness.choose_mandatory(desk, asked.chosen)
