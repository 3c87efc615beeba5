"""What was just changed in the settings, with the button that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, verbs
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.room import Room
from jukung.words import _


class UndoBanner(Banner):
    """Says what was done; `then` is called after it was taken back."""

    def __init__(
        self,
        room: Room,
        *,
        touched: Collection[str],
        then: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(corners="all", parent=parent)
        self._room, self._touched, self._then = room, touched, then
        self._act_id = ""

    def tell(self, title: str, detail: str = "", *, act_id: str) -> None:
        """Show what an act did, and offer to undo it."""
        self._act_id = act_id
        button = Button(_("Undo"), icon="undo-2", key="Ctrl+Z")
        button.clicked.connect(self.undo)
        sounds.play("done")
        self.say(title, detail, tint="good", button=button)

    def refuse(self, refusal: Refusal) -> None:
        """Show why something was not done."""
        sounds.play("refused")
        self.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def undo(self) -> None:
        """Take the act back that is shown."""
        act_id, self._act_id = self._act_id, ""
        if not act_id:
            return
        self._room.jobs.change(
            lambda desk: verbs.undoing.undo(desk, act_id),
            owner=self,
            then=lambda _undone: self._tell_undone(act_id),
            refused=self.refuse,
            touched=self._touched,
        )

    def _tell_undone(self, act_id: str) -> None:
        sounds.play("done")
        self.say(_("Undone."), tint="good")
        self._then(act_id)
