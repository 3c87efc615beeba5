"""Work off the window's thread, and its results back on it.

    changes lane   one thread: first scanned, first recorded
    reading lane   two threads
    run            long work without a session, with progress and stop

`Jobs` is made once, on the main thread, and lives as long as the program.
Callbacks stay on the main thread; a worker sees only the work and a ticket.
"""

import functools
import sys
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from typing_extensions import override

from jukung.domain.errors import Refusal, Unforeseen

D = TypeVar("D")
T = TypeVar("T")
P = ParamSpec("P")

Progress = Callable[[int, int | None], None]
"""Tell how much is done, and of how much where it is known."""

Stopped = Callable[[], bool]
"""Ask whether somebody stopped the work."""

Desks = Callable[[], AbstractContextManager[D]]
"""Open a desk for one operation; leaving it commits or rolls back."""

PROGRESS_PAUSE = 0.05
CHANGES, READING, LONG = "changes", "reading", "long"
_THREADS = {CHANGES: 1, READING: 2, LONG: 2}


@dataclass(slots=True)
class _Order:
    """What the main thread keeps of a job until its result is home."""

    lane: str
    owner: QObject | None
    then: Callable[[Any], object] | None
    refused: Callable[[Refusal], object] | None
    touched: frozenset[str] = frozenset()
    latest: tuple[int, str] | None = None
    progress: Progress | None = None
    running: "Running | None" = None


@dataclass(frozen=True, slots=True)
class _Home:
    """A result on its way to the main thread."""

    ticket: int
    value: Any = None
    trouble: Exception | None = None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A progress figure on its way to the main thread."""

    ticket: int
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Running:
    """Long work under way; `stop` asks it to end."""

    _flag: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._flag.set()

    def stopped(self) -> bool:
        """Whether somebody asked."""
        return self._flag.is_set()


class Jobs(QObject, Generic[D]):
    """The lanes; `D` is what the factories open, the library's desk.

    Work given before `ready` waits in order, so that no early scan is lost.
    """

    changed = Signal(object)
    """What a committed change touched, as a frozenset; once after each commit."""

    refused = Signal(object)
    """A refusal nobody else answers; the window shows it as an alert."""

    _came_home = Signal(object)
    _stepped = Signal(object)

    def __init__(
        self,
        changing: Desks[D] | None = None,
        reading: Desks[D] | None = None,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._changing, self._reading = changing, reading
        self._staying: Callable[[], AbstractContextManager[object]] | None = None
        self._lanes = {lane: self._lane(lane) for lane in _THREADS}
        self._early: list[Callable[[], object]] = []
        self._orders: dict[int, _Order] = {}
        self._newest: dict[tuple[int, str], int] = {}
        self._tickets = 0
        self._closed = False
        self._came_home.connect(self._bring_home)
        self._stepped.connect(self._show_step)

    def stay_with(self, staying: Callable[[], AbstractContextManager[object]]) -> None:
        """Do all work from now on as whoever is there when it is given.

        `staying` is asked on the main thread; what it gives is entered on the lane.
        """
        self._staying = staying

    def ready(self, changing: Desks[D], reading: Desks[D]) -> None:
        """Begin: the library is open; what was given before starts now, in order."""
        self._changing, self._reading = changing, reading
        early, self._early = self._early, []
        for start in early:
            start()

    def forget_early(self) -> None:
        """Do nothing of what was given before `ready`; nobody was allowed to give it."""
        self._early = []
        for ticket in [t for t, order in self._orders.items() if order.lane != LONG]:
            del self._orders[ticket]

    def change(
        self,
        work: Callable[[D], T],
        *,
        owner: QObject | None = None,
        then: Callable[[T], object] | None = None,
        refused: Callable[[Refusal], object] | None = None,
        touched: Collection[str] = (),
    ) -> None:
        """Do a change; `then` is called once it is committed."""
        order = _Order(CHANGES, owner, then, refused, frozenset(touched))
        self._give(order, work)

    def read(
        self,
        work: Callable[[D], T],
        *,
        owner: QObject | None = None,
        then: Callable[[T], object] | None = None,
        refused: Callable[[Refusal], object] | None = None,
        latest: str = "",
    ) -> None:
        """Read something; of one owner's equal `latest` only the newest comes home."""
        key = (id(owner), latest) if latest else None
        order = _Order(READING, owner, then, refused, latest=key)
        self._give(order, work)

    def run(
        self,
        work: Callable[[Progress, Stopped], T],
        *,
        owner: QObject | None = None,
        then: Callable[[T], object] | None = None,
        refused: Callable[[Refusal], object] | None = None,
        progress: Progress | None = None,
    ) -> Running:
        """Do long work without a session; `progress` comes at most 20 times a second."""
        running = Running()
        order = _Order(LONG, owner, then, refused, progress=progress, running=running)
        ticket = self._take(order)
        step = self._paced(ticket)
        long_work = self._as_given(lambda: work(step, running.stopped))
        self._submit(LONG, self._attempt, ticket, long_work)
        return running

    def pending(self) -> int:
        """How many jobs are not home yet."""
        return len(self._orders)

    def pending_changes(self) -> int:
        """How many changes are not home yet."""
        return sum(order.lane == CHANGES for order in self._orders.values())

    def close(self) -> None:
        """End: wait for given changes, drop reads, stop long work."""
        if self._closed:
            return
        self._closed = True
        for order in self._orders.values():
            if order.running:
                order.running.stop()
        self._lanes[READING].shutdown(wait=False, cancel_futures=True)
        self._lanes[CHANGES].shutdown(wait=True)
        self._lanes[READING].shutdown(wait=True)
        self._lanes[LONG].shutdown(wait=True, cancel_futures=True)
        QCoreApplication.sendPostedEvents(self)
        self._orders.clear()

    # --- on the main thread -----------------------------------------------------------------

    def _lane(self, lane: str) -> Executor:
        return ThreadPoolExecutor(_THREADS[lane], thread_name_prefix=lane)

    def _take(self, order: _Order) -> int:
        self._tickets += 1
        self._orders[self._tickets] = order
        if order.latest:
            self._newest[order.latest] = self._tickets
        return self._tickets

    def _give(self, order: _Order, work: Callable[[D], T]) -> None:
        if self._closed:
            return
        ticket = self._take(order)
        start = functools.partial(self._start, ticket, work)
        if self._changing is None or self._reading is None:
            self._early.append(start)
        else:
            start()

    def _start(self, ticket: int, work: Callable[[D], T]) -> None:
        order = self._orders[ticket]
        open_desk = self._changing if order.lane == CHANGES else self._reading
        if open_desk is None:
            return

        def at_desk() -> T:
            with open_desk() as desk:
                return work(desk)

        self._submit(order.lane, self._attempt, ticket, self._as_given(at_desk), order.latest)

    def _as_given(self, work: Callable[[], T]) -> Callable[[], T]:
        """The work, done as whoever is there now, whoever is there when it begins."""
        if self._staying is None:
            return work
        staying = self._staying()

        def as_given() -> T:
            with staying:
                return work()

        return as_given

    def _submit(
        self, lane: str, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        if not self._closed:
            self._lanes[lane].submit(call, *args, **kwargs)

    @Slot(object)
    def _bring_home(self, home: _Home) -> None:
        order = self._orders.pop(home.ticket, None)
        if order is None:
            return
        outdated = self._is_outdated(home.ticket, order)
        if home.trouble is not None:
            self._refuse(order, home.trouble, outdated=outdated)
            return
        try:
            if order.then and not (home.skipped or outdated) and _is_alive(order.owner):
                order.then(home.value)
        finally:
            if order.lane == CHANGES and order.touched:
                self.changed.emit(order.touched)

    def _is_outdated(self, ticket: int, order: _Order) -> bool:
        if not order.latest:
            return False
        if self._newest.get(order.latest) == ticket:
            del self._newest[order.latest]
            return False
        return True

    def _refuse(self, order: _Order, trouble: Exception, *, outdated: bool) -> None:
        alive = _is_alive(order.owner)
        if not isinstance(trouble, Refusal):
            sys.excepthook(type(trouble), trouble, trouble.__traceback__)
            # A page that waits for an answer would wait for ever.
            if alive and order.refused and not outdated:
                order.refused(Unforeseen())
        elif alive and order.refused and not outdated:
            order.refused(trouble)
        elif order.lane == CHANGES or (alive and not outdated):
            self._refuse_aloud(trouble)

    def _refuse_aloud(self, trouble: Refusal) -> None:
        """A refusal is never dropped without a word."""
        if self.receivers("2refused(PyObject)"):
            self.refused.emit(trouble)
        else:
            sys.excepthook(type(trouble), trouble, trouble.__traceback__)

    @Slot(object)
    def _show_step(self, step: _Step) -> None:
        order = self._orders.get(step.ticket)
        if order and order.progress and _is_alive(order.owner):
            order.progress(step.done, step.total)

    # --- on a lane ----------------------------------------------------------------------------

    def _attempt(
        self,
        ticket: int,
        work: Callable[[], object],
        latest: tuple[int, str] | None = None,
    ) -> None:
        if latest and self._newest.get(latest) != ticket:
            self._came_home.emit(_Home(ticket, skipped=True))
            return
        try:
            home = _Home(ticket, value=work())
        except Exception as trouble:  # noqa: BLE001 - all of it goes home to be shown
            home = _Home(ticket, trouble=trouble)
        self._came_home.emit(home)

    def _paced(self, ticket: int) -> Progress:
        """Progress that goes home at most 20 times a second, and at the end."""
        last = 0.0

        def step(done: int, total: int | None = None) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= PROGRESS_PAUSE or done == total:
                last = now
                self._stepped.emit(_Step(ticket, done, total))

        return step


def _is_alive(owner: QObject | None) -> bool:
    """Whether the page that asked is still there."""
    return owner is None or shiboken6.isValid(owner)


class _AtOnce(Executor):
    """A lane that does its work in the call, for tests of pages."""

    @override
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        done: Future[T] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class ImmediateJobs(Jobs[D]):
    """The same lanes without threads: results are home when the call returns."""

    @override
    def _lane(self, lane: str) -> Executor:
        return _AtOnce()
