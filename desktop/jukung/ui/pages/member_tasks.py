"""The tasks of one member in the stack beside a list, each made when it is first begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from jukung.ui.pages.member_more import Way
from jukung.ui.pages.member_task import MemberTask
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.members import MemberView


class MemberTasks(QObject):
    """Begins what was chosen for a member; its signals are those of the tasks."""

    left = Signal()
    done = Signal(str)
    gone = Signal(str)
    moved = Signal(str)

    def __init__(self, room: Room, stack: QStackedWidget, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._stack = room, stack
        self._tasks: dict[str, MemberTask] = {}

    def begin(self, way: Way, member: MemberView) -> None:
        """Show the task of a way, and start it with a member; some ways have none."""
        if way.make is None:
            return
        task = self._tasks.get(way.words)
        if task is None:
            task = self._tasks[way.words] = way.make(self._room)
            task.left.connect(self.left)
            task.done.connect(self.done)
            task.gone.connect(self.gone)
            task.moved.connect(self.moved)
            self._stack.addWidget(task)
        self._stack.setCurrentWidget(task)
        task.start(_(way.words).rstrip("…"), member)


def show_paper(room: Room, what: str, member: MemberView) -> None:
    """Open the page that prints a member's card, or the clearance letter."""
    if room.go is None:
        return
    page: Any = room.go("labels")
    if what == "card":
        page.show_cards((member.card,))
    else:
        page.show_clearance(member.card)
