"""Titles looked for while somebody types, and offered below the box."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from jukung.ui.pages import bind_work
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.pages.bind_work import Meant
    from jukung.ui.room import Room
    from jukung.ui.scan_field import ScanField


class BindTitles(QObject):
    """Behind the titles it offers a new one, once a number waits for it."""

    unknown = Signal(str)
    """Words that no title has."""

    refused = Signal(object)

    def __init__(
        self, room: Room, field: ScanField, number: Callable[[], str], *, parent: QObject
    ) -> None:
        """`number` gives the number that waits; empty while none does."""
        super().__init__(parent)
        self._room, self._field, self._number = room, field, number

    @Slot(object)
    def suggest(self, text: str) -> None:
        """Offer what fits the words typed so far."""
        self._room.jobs.read(
            lambda desk: bind_work.find(desk, text),
            owner=self,
            then=lambda found: self._offer(text, found),
            latest="suggest",
        )

    def look_up(self, words: str) -> None:
        """Offer what fits words that were entered, or tell that nothing does."""
        self._room.jobs.read(
            lambda desk: bind_work.find(desk, words),
            owner=self,
            then=lambda found: self._take_found(words, found),
            refused=self.refused.emit,
            latest="suggest",
        )

    def _take_found(self, words: str, found: tuple[Meant, ...]) -> None:
        if found:
            self._field.put_back(words)
            self._offer(words, found, point_first=True)
        else:
            self.unknown.emit(words)

    def _offer(self, words: str, found: tuple[Meant, ...], *, point_first: bool = False) -> None:
        lines: list[tuple[str, str, object]] = [(m.title, m.people, m) for m in found]
        if self._number():
            new = _("New title “{words}”").format(words=words)
            lines.append((new, _("not in the catalogue yet"), words))
        self._field.offer(lines, point_first=point_first)
