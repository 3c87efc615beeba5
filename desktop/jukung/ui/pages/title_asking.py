"""What the form of a title asks while somebody types: twins, packs, words, a cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jukung import messages, places
from jukung.domain import languages, publishing_places
from jukung.ui import sounds, verbs
from jukung.ui.pages.member_picture import Source, jpeg_of
from jukung.ui.pages.title_form import TitleForm, Typed
from jukung.ui.room import Room

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.exchange.packs.kept import FoundTitle, Shelf
    from jukung.library.desk import Desk
    from jukung.library.title_packs import KeptPack
    from jukung.ui.jobs import Progress, Stopped

_WORDED = ("publisher", "place", "series", "language", "material", "edition")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the library can offer a form."""

    words: dict[str, tuple[str, ...]]
    own: tuple[str, ...]
    packs: tuple[KeptPack, ...]
    number: str


class TitleAsking(QObject):
    """Answers the questions of one form; nothing here stores anything."""

    def __init__(self, room: Room, form: TitleForm, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._form = room, form
        self._but = ""
        self._shelf: Shelf | None = None
        self._packs: tuple[KeptPack, ...] = ()
        form.rested.connect(self._look_for_twins)
        form.pack_wanted.connect(self._look_up)
        form.people.asked.connect(self._ask_people)
        form.more.subjects.asked.connect(self._ask_subjects)
        form.cover.given.connect(self._take_picture)

    def begin(self, title_id: str = "") -> None:
        """A form is opened, of this title or of a new one."""
        self._but = title_id
        self._room.jobs.read(_known, owner=self, then=self._offer, latest="known")

    def let_go(self) -> None:
        """Close the packs; they are opened again when asked."""
        if self._shelf is not None:
            self._shelf.close()
        self._shelf = None

    def _offer(self, known: _Known) -> None:
        if known.packs != self._packs:
            self.let_go()
            self._packs = known.packs
        self._form.offer_packs(any_kept=bool(known.packs))
        self._form.offer_words(known.words, known.own)
        self._form.tell_number(known.number)

    @Slot(object)
    def _look_for_twins(self, typed: Typed) -> None:
        but = self._but
        self._room.jobs.read(
            lambda desk: verbs.duplicates.like(desk, typed.title, typed.isbn, but=but),
            owner=self,
            then=self._form.hints.show_twins,
            latest="twins",
        )

    @Slot(object)
    def _look_up(self, typed: Typed) -> None:
        library, packs = self._room.library.path, self._packs

        def work(_progress: Progress, _stopped: Stopped) -> tuple[FoundTitle, ...]:
            # Opened on the lane: the first look at a pack reads it through once.
            if self._shelf is None:
                self._shelf = verbs.kept_packs.Shelf(library, packs)
            found = self._shelf.by_isbn(typed.isbn) if typed.isbn else ()
            return found or self._shelf.search(typed.title)

        self._room.jobs.run(work, owner=self, then=self._form.hints.show_found, refused=self._warn)

    @Slot(object)
    def _ask_people(self, begins: str) -> None:
        self._room.jobs.read(
            lambda desk: verbs.own_fields.people(desk, begins),
            owner=self,
            then=self._form.people.offer,
            latest="people",
        )

    @Slot(object)
    def _ask_subjects(self, begins: str) -> None:
        self._room.jobs.read(
            lambda desk: verbs.own_fields.subjects(desk, begins),
            owner=self,
            then=self._form.more.subjects.offer,
            latest="subjects",
        )

    @Slot(object)
    def _take_picture(self, source: Source) -> None:
        def work(_progress: Progress, _stopped: Stopped) -> bytes:
            return jpeg_of(source)

        self._room.jobs.run(
            work, owner=self, then=self._form.cover.show_jpeg, refused=self._refuse_picture
        )

    def _refuse_picture(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._form.hints.warn(*messages.two_lines(messages.sentence(refusal)))

    def _warn(self, refusal: Refusal) -> None:
        self._form.hints.warn(*messages.two_lines(messages.sentence(refusal)))


def _known(desk: Desk) -> _Known:
    words = {name: verbs.own_fields.words(desk, name) for name in _WORDED}
    tables = places.resources() / "tables"
    names = languages.read(tables).names.values()
    words["language"] = tuple(dict.fromkeys((*words["language"], *names)))
    towns = publishing_places.read(tables)
    words["place"] = tuple(dict.fromkeys((*words["place"], *towns)))
    return _Known(
        words,
        verbs.own_fields.names(desk),
        verbs.title_packs_kept.listed(desk),
        verbs.copies.numbers_ahead(desk),
    )
