"""At the side of the desk from the day a report is due until its receipt is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.domain.kinds import Role
from jukung.ui import theme
from jukung.ui.pages import send_waiting
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _, many, number, plain_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.ui.pages.send_waiting import WaitingReport
    from jukung.ui.room import Room


class MonthReminder(Card):
    """Hidden while nothing is due, or for the day once somebody said so."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="gold", parent=parent)
        self._room = room
        self._report: WaitingReport | None = None
        self._makes_way = False
        self._what = label("", "strong", tint="gold", wrap=True)
        self._when = label("", "small", wrap=True)
        self._open = Button(_("Open report"), kind="link")
        self._rest = Button(_("Not today"), kind="link")
        for each in (self._open, self._rest):
            # The box of the desk keeps the keys; F8 opens the report from anywhere.
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.setSpacing(theme.px(4))
        self.body.addWidget(self._what)
        self.body.addWidget(self._when)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(6))
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        buttons.addWidget(self._rest)
        self.body.addLayout(buttons)
        self._open.clicked.connect(self._go)
        self._rest.clicked.connect(self.dismiss)
        room.jobs.changed.connect(self._follow)
        self.hide()

    def read(self) -> None:
        """See whether a report is due."""
        self._room.jobs.read(_look, owner=self, then=self.show_report, latest="reminder")

    def make_way(self, *, away: bool, brief: bool = False) -> None:
        """Leave the room to whoever stands at the desk, or come back, perhaps with less words."""
        self._makes_way = away
        self._when.setVisible(not brief)
        self._show()

    @Slot(object)
    def show_report(self, report: WaitingReport | None) -> None:
        """Remind of a report; of nothing where None."""
        self._report = report
        if report is not None:
            self._what.setText(send_waiting.sentence(report))
            self._when.setText(_when(report))
        self._show()

    def words(self) -> str:
        """What is said here; empty while nothing is."""
        return "" if self.isHidden() else self._what.text()

    @Slot()
    def dismiss(self) -> None:
        """Say no more of it today."""
        if self._report is not None:
            self._room.preferences.reminded_on = self._report.today
        self._show()

    @Slot()
    def _go(self) -> None:
        if self._room.go is not None:
            self._room.go("send")

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"month", "staff"}:
            self.read()

    def _show(self) -> None:
        report = self._report
        due = report is not None and report.is_due
        rests = report is not None and self._room.preferences.reminded_on == report.today
        self.setVisible(due and not rests and not self._makes_way)


def _look(desk: Desk) -> WaitingReport | None:
    # Reports are no business of an aide, and are refused to them.
    return None if desk.staff.role is Role.aide else send_waiting.look(desk)


def _when(report: WaitingReport) -> str:
    late = (report.today - report.due_on).days
    day = plain_day(report.due_on)
    if not late:
        return _("It is due today, {day}.").format(day=day)
    words = many("It was due {day}, {count} day ago.", "It was due {day}, {count} days ago.", late)
    return words.format(day=day, count=number(late))
