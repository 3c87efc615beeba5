"""A library's card beside the list: compared once, or by a second person, then enrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from jukung.ui import verbs
from jukung.ui.agency_pages.enrol_card import EnrolCard
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.site_work import SiteWork
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.agency.candidates import Confirmed, Waiting
    from jukung.exchange.parcels.identity import LibraryCard


class SiteEnrolling(QObject):
    """Leads through the card; whoever has the pile brings it into view."""

    began = Signal(object)
    """The card that is to be shown."""

    told = Signal(str, str)
    done = Signal()
    """Nothing is left to do with the card."""

    def __init__(self, room: OfficeRoom, work: SiteWork, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._work = room, work
        self._card: LibraryCard | None = None
        self._candidate: Waiting | None = None
        self.card = EnrolCard()
        self.card.wanted.connect(self.enrol)
        self.card.forgotten.connect(self._forget)

    def leave(self) -> None:
        """Put the card away."""
        self._card = self._candidate = None

    def compare(self, card: LibraryCard) -> None:
        """Show a card for comparison."""
        self._card, self._candidate = card, None
        self.began.emit(self.card)
        self.card.show_card(card, person=self._room.preferences.person)

    def compare_waiting(self) -> None:
        """Show the library that waits longest to its second person."""
        self._room.jobs.read(
            lambda desk: next(iter(verbs.candidates.waiting(desk)), None),
            owner=self,
            then=self._compare_again,
            latest="candidate",
        )

    @Slot(object)
    def enrol(self, code: str) -> None:
        """Take the word of who compared the numbers of the card shown."""
        first, second = self.card.people
        if self._candidate is not None:
            self._work.confirm(
                self._candidate.fingerprint,
                code,
                second=second,
                then=self._tell_enrolled,
                refused=self.card.refuse,
            )
        elif self._card is not None:
            self._work.enrol(
                self._card,
                code,
                people=(first, second),
                then=self._tell_enrolled,
                refused=self.card.refuse,
            )

    @Slot(object)
    def _compare_again(self, found: Waiting | None) -> None:
        if found is None:
            return
        self._card, self._candidate = found.card, found
        self.began.emit(self.card)
        self.card.show_waiting(found.card, found.code, compared_by=found.compared_by)

    @Slot(object)
    def _tell_enrolled(self, found: Confirmed | Waiting) -> None:
        self.done.emit()
        site = getattr(found, "site", None)
        if site is None:
            title = _("{name} waits for a second person").format(name=found.card.name)  # type: ignore[union-attr]
            self.told.emit(title, _("Another person compares its numbers once more."))
            return
        counted = int(getattr(found, "counted", 0))
        said = many(
            "{count} report that waited counts now.",
            "{count} reports that waited count now.",
            counted,
        ).format(count=number(counted))
        title = _("{name} is enrolled as {code}").format(name=site.name, code=site.code)
        self.told.emit(title, said if counted else _("Its next reports count."))

    @Slot()
    def _forget(self) -> None:
        candidate = self._candidate
        if candidate is not None:
            self._work.change(
                lambda desk: verbs.candidates.forget(desk, candidate.fingerprint),
                then=lambda _nothing: self.done.emit(),
                refused=self.card.refuse,
            )
