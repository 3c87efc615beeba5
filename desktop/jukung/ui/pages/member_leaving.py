"""Leaving, coming back and being erased: what goes and what stays is said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from jukung.ui import verbs
from jukung.ui.pages.member_task import MemberTask
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.members import MemberView
    from jukung.ui.room import Room


class _GoingTask(MemberTask):
    """Names somebody, and says what goes and what stays before it is done."""

    def __init__(self, room: Room, *, save: str, kind: str = "primary") -> None:
        super().__init__(room, save=save, kind=kind)
        self._who = label("", "heading", wrap=True)
        self.fields.addWidget(self._who)

    def say(self, *, goes: str, stays: str, for_good: str) -> None:
        """Say what goes, what stays, and what nothing brings back."""
        self.add_words(_("What goes"), "strong")
        self.add_words(goes)
        self.add_words(_("What stays"), "strong")
        self.add_words(stays)
        self.add_words(for_good, "note")
        self.fields.addStretch(1)

    @override
    def show_task(self, member: MemberView) -> None:
        self._who.setText(_who(member))

    @override
    def take_focus(self) -> None:
        # What is forgotten does not return: an Enter too many must not forget it.
        self.focus_leave()


class LeaveTask(_GoingTask):
    """Lets somebody leave; the history is forgotten, the record stays."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, save=_("Has left"))
        self.say(
            goes=_(
                "Which titles were borrowed and waited for. "
                "Open holds end; a copy set aside goes to the next."
            ),
            stays=_(
                "The record and the card, so that this member can come back. "
                "The counts of every month stay as they are."
            ),
            for_good=_("The history does not return when the member comes back."),
        )

    @override
    def do(self) -> None:
        if self.member is None:
            return
        member_id = self.member.id
        self.change(
            lambda desk: verbs.leaving.leave(desk, member_id),
            lambda _view: self.done.emit(_("Has left; what was borrowed is forgotten.")),
        )


class ReturnTask(MemberTask):
    """Lets somebody who left borrow again."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, save=_("Is back"))
        self.add_words(_("The old card works again. Renew the membership if it has ended."))
        self.fields.addStretch(1)

    @override
    def do(self) -> None:
        if self.member is None:
            return
        member_id = self.member.id
        self.change(
            lambda desk: verbs.leaving.come_back(desk, member_id),
            lambda _view: self.done.emit(_("Welcome back.")),
        )


class EraseTask(_GoingTask):
    """Asks once, and erases a person for good."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, save=_("Erase for good"), kind="danger")
        self.say(
            goes=_("The card numbers, the note, and what was borrowed, waited for and noted.")
            if room.is_prison
            else _(
                "Name, photo, phone, address, guardian, card numbers and note; "
                "what was borrowed, waited for, paid and noted; what the journal says of it."
            ),
            stays=_(
                "That somebody borrowed, without who: the counts of every month stay as they are. "
                "Backups written before still have this record; make a new one and throw "
                "the old ones away. The copy that was made before the last update goes too."
            ),
            for_good=_("Nothing brings an erased record back."),
        )

    @override
    def do(self) -> None:
        if self.member is None:
            return
        member_id = self.member.id
        self.change(
            lambda desk: verbs.leaving.erase(desk, member_id),
            lambda card: self.gone.emit(
                _("What was kept of card {card} is erased.").format(card=card)
            ),
        )


def _who(member: MemberView) -> str:
    return f"{member.name} · {member.card}" if member.name else member.card
