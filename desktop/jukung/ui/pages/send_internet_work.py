"""Sending over the internet, on its lane, and how it came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jukung.ui import verbs
from jukung.ui.pages import send_internet_words

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.exchange.carriers.https import Delivered
    from jukung.exchange.carriers.way_out import WayOut
    from jukung.ui.jobs import Progress, Running, Stopped
    from jukung.ui.pages.send_internet import InternetWay
    from jukung.ui.pages.send_month import MonthView
    from jukung.ui.pages.send_work import SendWork
    from jukung.ui.room import Room

_TOUCHED = frozenset({"month"})


class SendInternet(QObject):
    """Knows the way out, and sends when its button is pressed."""

    def __init__(self, room: Room, way: InternetWay, work: SendWork, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._way, self._work = room, way, work
        self._known: WayOut | None = None
        self._running: Running | None = None
        way.send_wanted.connect(self.send)
        way.chosen.connect(self.choose)
        way.strip.stopped.connect(self._stop)

    def show_month(self, view: MonthView) -> None:
        """Look up the way out, for those who may send."""
        if view.may_keep:
            self._room.jobs.read(
                lambda desk: verbs.way_out.look(desk),  # noqa: PLW0108 - looked up on the lane
                owner=self,
                then=self._show,
                latest="way_out",
            )

    @Slot(object, object)
    def choose(self, address: str, proxy: str) -> None:
        """Remember another way out."""
        self._room.jobs.change(
            lambda desk: verbs.way_out.choose(desk, address=address, proxy=proxy),
            owner=self,
            then=self._show_chosen,
            refused=self._way.refuse,
        )

    @Slot()
    def send(self) -> None:
        """Send every report without a receipt."""
        library, known = self._room.library, self._known
        if known is None or self._running is not None:
            return

        def work(progress: Progress, stopped: Stopped) -> Delivered:
            return verbs.internet.send(
                library, known.address, proxy=known.proxy, progress=progress, stopped=stopped
            )

        self._work.began.emit("")
        self._way.show_sending(sending=True)
        running = self._room.jobs.run(
            work,
            owner=self,
            then=self._tell,
            refused=self._refuse,
            progress=self._way.strip.advance,
        )
        self._running = running if self._way.is_sending() else None

    @Slot()
    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _show(self, known: WayOut) -> None:
        self._known = known
        self._way.show_way(known.address, known.proxy)

    def _show_chosen(self, known: WayOut) -> None:
        self._show(known)
        self._way.close_form()

    def _tell(self, found: Delivered) -> None:
        self._end()
        self._work.told.emit(send_internet_words.delivered(found))
        self._room.jobs.changed.emit(_TOUCHED)

    def _refuse(self, refusal: Refusal) -> None:
        self._end()
        self._work.refused.emit(refusal)

    def _end(self) -> None:
        self._running = None
        self._way.show_sending(sending=False)
