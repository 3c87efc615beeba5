"""How an officer comes in by a phrase, and how others are let in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from jukung.domain.errors import Refusal
from jukung.ui import verbs
from jukung.ui.jobs import Jobs
from jukung.ui.vault import protocol as say
from jukung.ui.vault_window.phrase_page import DoorsPage, PhrasePage

if TYPE_CHECKING:
    from jukung.library.vaulting import OpenVault, Wrapped


class Entering(QObject):
    """Stands behind the pages of phrases; a phrase is in memory only while it is judged."""

    opened = Signal(object)
    """The `OpenVault`, once its opening is journalled, or its first door is kept."""

    def __init__(
        self, jobs: Jobs[Any], send: Callable[[say.FromVault], object], *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs, self._send = jobs, send
        self._hello: say.Hello | None = None
        self._vault: OpenVault | None = None
        self._coming: OpenVault | None = None
        """Until the main process has stored that it is open, or made."""
        self._phrase, self._wrapping = "", ""
        self.phrases, self.doors = PhrasePage(), DoorsPage()
        self.phrases.given.connect(self._knock)
        self.phrases.chosen.connect(self._make)
        self.doors.chosen.connect(self._wrap)

    @property
    def hello(self) -> say.Hello:
        """Whose vault it is, and who stands at the desk."""
        if self._hello is None:
            raise RuntimeError
        return self._hello

    def greet(self, hello: say.Hello) -> None:
        """Ask who stands at the desk for the phrase, or for a first one."""
        self._hello = hello
        is_new = not any(each.has_door for each in hello.officers)
        me = next(each for each in hello.officers if each.id == hello.staff)
        self.phrases.begin(me, is_new=is_new)

    def is_asking(self) -> bool:
        """Whether a phrase is asked for."""
        return self._hello is not None

    def judge(self, answer: say.KnockAnswer) -> None:
        """See whether the phrase fits; the try was counted."""
        hello, phrase, self._phrase = self.hello, self._phrase, ""
        door = verbs.vaulting.Wrapped(answer.door.salt, answer.door.wrapped)
        self._jobs.run(
            lambda _progress, _stopped: verbs.vaulting.opened(
                hello.library, hello.staff, door, phrase
            ),
            owner=self,
            then=lambda vault: self._come_in(vault, answer.left),
            refused=self._refuse,
        )

    def tell(self, sentence: str) -> None:
        """Say what the main process said of a phrase."""
        self._coming = None
        self.phrases.wait(waits=False)
        self.phrases.tell(sentence)
        self.doors.tell(sentence)

    def show_doors(self) -> None:
        """Show who has a phrase."""
        self.doors.begin(self.hello.officers)

    def stored(self, what: str) -> None:
        """The way in is stored: an opening is journalled, or a new vault's door is kept.

        A key that nobody keeps would seal names for ever.
        """
        vault, self._coming = self._coming, None
        if vault is None:
            return
        self.phrases.wait(waits=False)
        if what == "vault":
            self._mark(self.hello.staff)
        self._open(vault)

    def kept(self) -> None:
        """A phrase is kept."""
        self._mark(self._wrapping)
        self.doors.kept()

    @Slot(object)
    def _knock(self, phrase: str) -> None:
        self._phrase = phrase
        self.phrases.wait(waits=True)
        self._send(say.Knock())

    def _come_in(self, vault: OpenVault | None, left: int) -> None:
        if vault is None:
            self.phrases.wait(waits=False)
            self._send(say.StayedOut(left))
            return
        self._coming = vault
        self._send(say.CameIn())

    @Slot(object)
    def _make(self, phrase: str) -> None:
        hello = self.hello
        self.phrases.wait(waits=True)

        def work() -> tuple[OpenVault, Wrapped]:
            vault = verbs.vaulting.made(hello.library)
            return vault, vault.wrap(hello.staff, phrase)

        self._jobs.run(
            lambda _progress, _stopped: work(),
            owner=self,
            then=self._made,
            refused=self._refuse,
        )

    def _made(self, made: tuple[OpenVault, Wrapped]) -> None:
        self._coming, door = made
        self._send(say.NewVault(say.Door(door.salt, door.wrapped)))

    def _open(self, vault: OpenVault) -> None:
        self._vault = vault
        self.opened.emit(vault)
        if recipients := self.hello.recipients:
            self._send(say.Escrow(recipients, vault.escrow(recipients)))

    @Slot(object, object)
    def _wrap(self, staff: str, phrase: str) -> None:
        vault = self._vault
        if vault is None:
            return
        self._wrapping = staff
        self._jobs.run(
            lambda _progress, _stopped: vault.wrap(staff, phrase),
            owner=self,
            then=lambda door: self._send(say.NewDoor(staff, say.Door(door.salt, door.wrapped))),
            refused=self.doors.refuse,
        )

    def _mark(self, staff: str) -> None:
        officers = tuple(
            replace(each, has_door=each.has_door or each.id == staff)
            for each in self.hello.officers
        )
        self._hello = replace(self.hello, officers=officers)

    def _refuse(self, refusal: Refusal) -> None:
        self.phrases.wait(waits=False)
        self.phrases.refuse(refusal)
