"""Something that is done with one member beside the list, and ends there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.ui.pages.form_parts import FormCard, column
from jukung.ui.pieces.label import label
from jukung.ui.room import Room

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView


class MemberTask(FormCard):
    """A card with a question or a small form, begun with a member.

    A subclass lays its fields out in `fields`, shows the member in `show_task`,
    and acts when `saved` is emitted.
    """

    done = Signal(str)
    """What was done, in a sentence; the member is read again."""

    gone = Signal(str)
    """The member is no longer there; the sentence says why."""

    moved = Signal(str)
    """The id of another member, who is to be shown from now on."""

    def __init__(
        self,
        room: Room,
        *,
        save: str,
        kind: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        self.inside = QWidget()
        self.fields: QVBoxLayout = column()
        self.inside.setLayout(self.fields)
        super().__init__(self.inside, save=save, kind=kind, parent=parent)
        self.room = room
        self.member: MemberView | None = None
        self.saved.connect(self.do)

    def start(self, title: str, member: MemberView) -> None:
        """Begin with a member, under the name of the task."""
        self.member = member
        self.begin(title)
        self.show_task(member)
        self.take_focus()

    def show_task(self, member: MemberView) -> None:
        """Show what the task is about."""

    def take_focus(self) -> None:
        """Begin where the hands are wanted."""
        self.focus_save()

    def do(self) -> None:
        """Do what the button says."""

    def change(self, work: Callable[[Desk], Any], then: Callable[[Any], object]) -> None:
        """Do a change to the member, once."""
        self.wait(waits=True)
        self.room.jobs.change(
            work, owner=self, then=then, refused=self.refuse, touched={"member", "hold"}
        )

    def add_words(self, text: str, look: str = "") -> None:
        """Add a sentence below the others."""
        self.fields.addWidget(label(text, look, wrap=True))
