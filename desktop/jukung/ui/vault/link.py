"""The main window's end of the vault: it passes on what is sealed, and sees no name.

`open` starts the process, `end` ends it at once; both may be called at any time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from jukung import messages
from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind, Role
from jukung.ui import verbs
from jukung.ui.clipboards import clear_all_clipboards
from jukung.ui.vault import desk_work
from jukung.ui.vault import protocol as say
from jukung.ui.vault.running import RunningVault

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

T = TypeVar("T")
_AT_ONCE = 200


def usual_command() -> tuple[str, ...]:
    """How this very program is started as the vault, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "vault")
    return (sys.executable, "-m", "jukung", "vault")


class VaultLink(QObject):
    """Starts the vault's process for an officer, and answers what it asks."""

    opened = Signal()
    """A phrase fitted: names can be looked up in the vault's window."""

    ended = Signal()
    """The process is gone, and with it the key and every name."""

    chosen = Signal(object)
    """A card was chosen there for the desk."""

    roster_read = Signal(object)
    """A `RosterRead`: lines without names."""

    letter_done = Signal(object)
    """A `LetterDone`."""

    busy = Signal()
    """Somebody types there, so the officer is not idle."""

    changed = Signal()
    """Whether names are hidden, asked for or open has changed."""

    def __init__(
        self, room: Room, *, command: Sequence[str] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._room = room
        self._command = tuple(command or usual_command())
        self._running: RunningVault | None = None
        self._is_open = False
        self._waiting: list[say.ToVault] = []

    def start_with(self, command: Sequence[str]) -> None:
        """Start the vault by another command from now on, such as a tour's own."""
        self.end()
        self._command = tuple(command)

    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._running is not None

    def is_open(self) -> bool:
        """Whether names can be looked up there now."""
        return self._is_open

    def process_id(self) -> int:
        """The process's id; 0 where there is none."""
        return self._running.process_id() if self._running is not None else 0

    def may_open(self) -> bool:
        """Whether an officer of a prison library stands at the desk."""
        staff = self._room.staff
        return self._room.is_prison and staff is not None and staff.role is Role.officer

    @Slot()
    def open(self, card: str = "") -> None:
        """Start the vault, or bring its window to the front; with a card, look for it there."""
        if not self.may_open():
            return
        self._ask(say.Show(card))

    def read_roster(self) -> None:
        """Ask for the prison's list of the day; `roster_read` brings what it says."""
        self._ask(say.ReadRoster())

    def roster_made(self, made: Sequence[say.MadeCard]) -> None:
        """Tell which cards were made for new lines; their names follow sealed."""
        for start in range(0, len(made), _AT_ONCE):
            self._say(say.RosterMade(tuple(made[start : start + _AT_ONCE])))

    def letter(self, letter: say.Letter, reason: str) -> None:
        """Have a letter made with the name on it; the look is journalled first."""

        def work(desk: Desk) -> None:
            verbs.identities.look_up(desk, letter.resident, reason)

        self._room.jobs.change(
            work, owner=self, then=lambda _done: self._ask(letter), refused=self._tell
        )

    @Slot()
    def leave(self) -> None:
        """Whoever stands here goes; with an officer goes what was copied for the names."""
        was_officer = self.may_open()
        self.end()
        if was_officer:
            clear_all_clipboards()

    @Slot()
    def end(self) -> None:
        """End the process now, whatever it does; nothing of it is left."""
        running, self._running = self._running, None
        self._waiting.clear()
        self._is_open = False
        if running is None:
            return
        running.end()
        self.ended.emit()
        self.changed.emit()

    # --- the process --------------------------------------------------------------------------

    def _ask(self, message: say.ToVault) -> None:
        """Say it as soon as the vault is open; start it where there is none.

        Whoever left the desk meanwhile starts nothing.
        """
        if not self.may_open():
            return
        if self._is_open:
            self._say(message)
            return
        self._waiting = [message]
        if self._running is None:
            self._start()
        else:
            self._say(say.Show())

    def _start(self) -> None:
        running = RunningVault(self._command, parent=self)
        running.came.connect(self._answer)
        running.gone.connect(self.end)
        running.failed.connect(self._fail)
        self._running = running
        running.start()
        self.changed.emit()

    def _say(self, message: say.ToVault) -> None:
        if self._running is not None:
            self._running.say(message)

    @Slot()
    def _fail(self) -> None:
        self.end()
        if self._room.alerts is not None:
            self._room.alerts.refuse(errors.VaultUnreached())

    # --- what the vault asks ------------------------------------------------------------------

    @Slot(object)
    def _answer(self, message: Any) -> None:  # noqa: ANN401 - one of many
        doing: dict[type, Callable[[Any], object]] = {
            say.Ready: lambda _said: self._greet(),
            say.Busy: lambda _said: self.busy.emit(),
            say.Knock: lambda _said: self._let_knock(),
            say.CameIn: lambda _said: self._let_in(),
            say.StayedOut: self._keep_out,
            say.NewVault: self._found,
            say.NewDoor: self._keep_door,
            say.Escrow: self._keep_escrow,
            say.WantRows: lambda _said: self._send_rows(),
            say.Look: self._look,
            say.Chosen: lambda said: self.chosen.emit(said.card),
            say.Register: self._register,
            say.Keep: self._keep,
            say.TakeBack: lambda _said: self._take_back(),
            say.RosterRead: self.roster_read.emit,
            say.LetterDone: self.letter_done.emit,
            say.Closed: lambda _said: None,
        }
        answer = doing.get(type(message))
        if answer is None:
            self._fail()
        else:
            answer(message)

    def _greet(self) -> None:
        then, refused = self._while_here(self._say)
        self._room.jobs.read(desk_work.hello, owner=self, then=then, refused=refused)

    def _let_knock(self) -> None:
        library = self._room.library

        def answer(knocked: tuple[Any, int]) -> None:
            door, left = knocked
            self._say(say.KnockAnswer(say.Door(door.salt, door.wrapped), left))

        self._run(lambda: verbs.vault_doors.knock(library), answer)

    def _let_in(self) -> None:
        library = self._room.library
        self._run(lambda: verbs.vault_doors.came_in(library), lambda _done: self._begin("open"))

    def _keep_out(self, said: say.StayedOut) -> None:
        library = self._room.library
        self._run(lambda: verbs.vault_doors.stayed_out(library, said.left), self._tell)

    def _found(self, said: say.NewVault) -> None:
        door = said.door
        self._change(
            lambda desk: verbs.vault_doors.found_vault(
                desk, verbs.vaulting.Wrapped(door.salt, door.wrapped)
            ),
            lambda _done: self._begin("vault"),
        )

    def _begin(self, stored: str) -> None:
        self._is_open = True
        self._say(say.Stored(stored))
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self._say(message)
        self.opened.emit()
        self.changed.emit()

    def _keep_door(self, said: say.NewDoor) -> None:
        door = said.door
        self._change(
            lambda desk: verbs.vault_doors.keep_door(
                desk, said.staff, verbs.vaulting.Wrapped(door.salt, door.wrapped)
            ),
            lambda _done: self._say(say.Stored("door")),
        )

    def _keep_escrow(self, said: say.Escrow) -> None:
        self._change(
            lambda desk: verbs.vault_doors.keep_escrow(desk, said.recipients, said.sealed),
            lambda _done: self._say(say.Stored("escrow")),
        )

    @Slot()
    def _send_rows(self) -> None:
        then, refused = self._while_here(self._give_rows)
        self._room.jobs.read(desk_work.rows, owner=self, then=then, refused=refused)

    def _give_rows(self, rows: tuple[say.Row, ...]) -> None:
        starts = range(0, max(len(rows), 1), _AT_ONCE)
        for start in starts:
            self._say(say.Rows(rows[start : start + _AT_ONCE], last=start + _AT_ONCE >= len(rows)))

    def _look(self, said: say.Look) -> None:
        def answer(sealed: bytes) -> None:
            if said.whole:
                self._say(say.Whole(said.resident, sealed, said.number))
            else:
                self._say(say.Stored("look", said.number))

        self._change(lambda desk: desk_work.look(desk, said), answer, number=said.number)

    def _register(self, said: say.Register) -> None:
        self._change(
            lambda desk: desk_work.register(desk, said),
            lambda row: self._say(say.Registered(said.number, row)),
            touched={"member"},
        )

    def _keep(self, said: say.Keep) -> None:
        self._change(
            lambda desk: desk_work.keep(desk, said),
            lambda _done: self._say(say.Stored("identity")),
            touched={"member"},
        )

    def _take_back(self) -> None:
        self._change(
            lambda desk: verbs.undoing.undo_last(desk, kinds=frozenset({ActKind.keep_identity})),
            lambda _done: self._say(say.Stored("undo")),
            touched={"member"},
        )

    def _change(
        self,
        work: Callable[[Desk], T],
        then: Callable[[T], object],
        *,
        touched: frozenset[str] | set[str] = frozenset(),
        number: int = 0,
    ) -> None:
        done, refused = self._while_here(then, number)
        self._room.jobs.change(work, owner=self, then=done, refused=refused, touched=touched)

    def _run(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        done, refused = self._while_here(then)
        self._room.jobs.run(
            lambda _progress, _stopped: work(), owner=self, then=done, refused=refused
        )

    def _while_here(
        self, then: Callable[[T], object], number: int = 0
    ) -> tuple[Callable[[T], None], Callable[[Refusal], None]]:
        """Answers for the process that asked; one that ended meanwhile is told nothing."""
        asking = self._running

        def done(value: T) -> None:
            if asking is not None and self._running is asking:
                then(value)

        def refused(refusal: Refusal) -> None:
            if asking is not None and self._running is asking:
                self._tell(refusal, number)

        return done, refused

    def _tell(self, refusal: Refusal, number: int = 0) -> None:
        self._say(say.Told(messages.sentence(refusal), number))
