"""What else can be done with a member: a list to go through by keys."""
# ruff: noqa: PLC0415 - a task is imported when it is first wanted

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.domain.kinds import BorrowerKind, BorrowerStatus
from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.members import MemberView
    from jukung.ui.pages.member_task import MemberTask
    from jukung.ui.room import Room


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do: its words, a sentence about it, the task, and when it is offered."""

    words: str
    text: str
    make: Callable[[Room], MemberTask] | None
    fits: Callable[[MemberView, bool], bool]
    """Given the member and whether this is a prison library."""
    opens: str = ""
    """Something of the whole page, instead of a task with the member."""


def ways() -> tuple[Way, ...]:
    """Everything that can be done with a member besides editing and lending."""
    return (
        Way(
            N_("Past loans…"),
            N_("What was brought back, as long as the library remembers it."),
            _past_loans,
            lambda _member, _prison: True,
        ),
        Way(
            N_("New card…"),
            N_("The card is lost, wore out, or was found again."),
            _card,
            lambda member, _prison: member.status is not BorrowerStatus.left,
        ),
        Way(
            N_("Print card…"),
            N_("The member's card, with bars for the scanner (F6)."),
            None,
            lambda member, _prison: member.status is not BorrowerStatus.left,
            opens="card",
        ),
        Way(
            N_("Clearance letter…"),
            N_("That everything came back and nothing is owed (F6)."),
            None,
            lambda _member, _prison: True,
            opens="clearance",
        ),
        Way(
            N_("Show and write out…"),
            N_("Everything that is kept of this member, also as a file to take along."),
            _record,
            lambda _member, _prison: True,
        ),
        Way(
            N_("Registered twice?…"),
            N_("Make two records one; both cards go on working."),
            _twins,
            lambda member, _prison: member.status is not BorrowerStatus.left,
        ),
        Way(
            N_("Leaves…"),
            N_("Moved away or stopped; what was borrowed is forgotten."),
            _leave,
            lambda member, prison: (
                member.status is not BorrowerStatus.left and not _is_resident(member, prison)
            ),
        ),
        Way(
            N_("Leaves…"),
            N_("Released, transferred or died: choose the state, and a clearance opens."),
            None,
            lambda member, prison: (
                member.status is not BorrowerStatus.left and _is_resident(member, prison)
            ),
            opens="state",
        ),
        Way(
            N_("Is back…"),
            N_("Somebody who left borrows again."),
            _return,
            lambda member, prison: (
                member.status is BorrowerStatus.left and not _is_resident(member, prison)
            ),
        ),
        Way(
            N_("Is back…"),
            N_("Choose the state and the room; an open clearance ends."),
            None,
            lambda member, prison: (
                member.status is BorrowerStatus.left and _is_resident(member, prison)
            ),
            opens="state",
        ),
        Way(
            N_("Erase…"),
            N_("On request: the person goes for good, the counts stay."),
            _erase,
            # A resident leaves with a clearance first.
            lambda member, prison: (
                member.status is BorrowerStatus.left or not _is_resident(member, prison)
            ),
        ),
        Way(
            N_("Import a list…"),
            N_("Register many at once, from a spreadsheet or another program."),
            None,
            lambda _member, _prison: True,
            opens="roster",
        ),
    )


class MemberMore(Card):
    """The ways that fit the member, one below the other."""

    chosen = Signal(object)
    """The way that was pressed."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._title = label("", "heading")
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        side = theme.px(16)
        self._column.setContentsMargins(side, theme.px(12), side, theme.px(12))
        self._column.setSpacing(theme.px(4))
        self._buttons: list[tuple[Way, Button, QWidget]] = []
        head = self.add_head()
        head.addWidget(self._title, 1)
        self.body.addWidget(scrolling(self._inside), 1)
        foot = self.add_foot()
        leave = Button(_("Back"), key="Esc")
        foot.addWidget(leave)
        foot.addStretch(1)
        leave.clicked.connect(self.left)
        for way in ways():
            self._add(way)
        self._column.addStretch(1)

    def show_ways(self, member: MemberView, *, prison: bool) -> None:
        """Show what can be done with a member, and begin at the first."""
        self._title.setText(_("More for {name}").format(name=member.name or member.card))
        fitting = []
        for way, button, text in self._buttons:
            fits = way.fits(member, prison)
            button.setVisible(fits)
            text.setVisible(fits)
            if fits:
                fitting.append(button)
        if fitting:
            fitting[0].setFocus()

    def offered(self) -> list[str]:
        """The words of what is offered."""
        return [button.text() for _way, button, _text in self._buttons if button.isVisibleTo(self)]

    def _add(self, way: Way) -> None:
        button = Button(_(way.words))
        text = label(_(way.text), "note", wrap=True)
        text.setContentsMargins(theme.px(4), 0, 0, theme.px(10))
        button.clicked.connect(lambda: self.chosen.emit(way))
        self._column.addWidget(button)
        self._column.addWidget(text)
        self._buttons.append((way, button, text))


def _is_resident(member: MemberView, prison: bool) -> bool:  # noqa: FBT001 - as `fits` is given it
    return prison and member.kind is BorrowerKind.resident


def _past_loans(room: Room) -> MemberTask:
    from jukung.ui.pages.past_loans_task import PastLoansTask

    return PastLoansTask(room)


def _card(room: Room) -> MemberTask:
    from jukung.ui.pages.member_card_task import CardTask

    return CardTask(room)


def _record(room: Room) -> MemberTask:
    from jukung.ui.pages.member_record import RecordTask

    return RecordTask(room)


def _twins(room: Room) -> MemberTask:
    from jukung.ui.pages.merge_task import MergeTask

    return MergeTask(room)


def _leave(room: Room) -> MemberTask:
    from jukung.ui.pages.member_leaving import LeaveTask

    return LeaveTask(room)


def _return(room: Room) -> MemberTask:
    from jukung.ui.pages.member_leaving import ReturnTask

    return ReturnTask(room)


def _erase(room: Room) -> MemberTask:
    from jukung.ui.pages.member_leaving import EraseTask

    return EraseTask(room)
