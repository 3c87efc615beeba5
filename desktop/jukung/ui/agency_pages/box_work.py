"""The work behind the boxes, on its lanes, in the name of who does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from jukung.ui import verbs
from jukung.ui.agency_pages.office_room import OfficeRoom

if TYPE_CHECKING:
    from jukung.agency.box_files import HandedOver
    from jukung.agency.box_lists import BoxPlan
    from jukung.agency.boxes import BoxLine
    from jukung.agency.office import OfficeDesk
    from jukung.exchange.packs.lists import BookList

Then = Callable[[Any], object]


class BoxWork(QObject):
    """Everything that changes a box; `refused` is for what no form said."""

    refused = Signal(object)

    def __init__(self, room: OfficeRoom, *, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room

    def plan(self, path: Path, uses: tuple[str, ...] | None, then: Then, refused: Then) -> None:
        """Read a list of books, and what box it would become."""
        self._room.preferences.keep_folder("boxes", path.parent)

        def work(desk: OfficeDesk) -> tuple[BookList, BoxPlan]:
            chosen = None
            if uses is not None:
                chosen = tuple(verbs.book_columns.TitleUse(each) for each in uses)
            found = verbs.book_lists.read_list(path, uses=chosen)
            return found, verbs.box_lists.plan(desk, found)

        self._room.jobs.read(work, owner=self, then=then, refused=refused)

    def hand_over(
        self, uid: str, code: str, *, out_on: date, due_on: date, then: Then, refused: Then
    ) -> None:
        """Lend a box to a library."""

        def work(desk: OfficeDesk) -> HandedOver:
            verbs.boxes.assign(desk, uid, code)
            return verbs.box_files.hand_over(desk, uid, out_on=out_on, due_on=due_on)

        self.change(work, then=then, refused=refused)

    def write(self, handed: HandedOver, folder: Path, then: Then) -> None:
        """Write a box's file with its minutes and its label into a folder."""
        uid, stem, office = handed.line.uid, Path(handed.file).stem, self._room.office
        self._room.preferences.keep_folder("boxes", folder)

        def work(_progress: object, _stopped: object) -> Path:
            written = verbs.box_files.write(handed, folder)
            with office.reading() as desk:
                minutes = verbs.agency_box_papers.minutes(desk, uid)
                label = verbs.agency_box_papers.label(desk, uid)
            verbs.flushed.write_true(folder / f"{stem}-minutes.pdf", minutes)
            verbs.flushed.write_true(folder / f"{stem}-label.pdf", label)
            return written

        self._room.jobs.run(work, owner=self, then=then, refused=self.refused.emit)

    def write_again(self, uid: str, folder: Path, *, then: Then, refused: Then) -> None:
        """Write the file of a box that is out once more, as when the stick was lost."""
        office = self._room.office
        self._room.preferences.keep_folder("boxes", folder)

        def work(_progress: object, _stopped: object) -> Path:
            with office.reading() as desk:
                handed = verbs.box_files.file_again(desk, uid)
            return verbs.box_files.write(handed, folder)

        self._room.jobs.run(work, owner=self, then=then, refused=refused)

    def call_it(
        self, uid: str, *, name: str, note: str, due_on: date | None, then: Then, refused: Then
    ) -> None:
        """Call a box something else, and leave it where it is until another day."""

        def work(desk: OfficeDesk) -> BoxLine:
            detail = verbs.boxes.show(desk, uid)
            line = detail.line
            if (name.strip(), note.strip()) != (line.name, detail.note):
                line = verbs.boxes.rename(desk, uid, name=name, note=note)
            if due_on is not None and due_on != line.due_on:
                line = verbs.boxes.prolong(desk, uid, due_on)
            return line

        self.change(work, then=then, refused=refused)

    def change(
        self, work: Callable[[OfficeDesk], Any], *, then: Then, refused: Then | None = None
    ) -> None:
        """Change something in the name of who stands at the desk."""
        who = self._room.preferences.person
        self._room.jobs.change(
            lambda desk: work(replace(desk, by=who)),
            owner=self,
            then=then,
            refused=refused or self.refused.emit,
            touched={"box"},
        )
