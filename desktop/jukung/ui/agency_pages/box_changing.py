"""What is seldom done with a box, from its form to its answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung.domain.errors import Refusal
from jukung.ui import files, verbs
from jukung.ui.agency_pages.box_change import BoxChangeForm
from jukung.ui.agency_pages.box_work import BoxWork
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.boxes import BoxDetail


class BoxChanging(QObject):
    """Stands between the form and the work; `detail` is the box chosen now."""

    changed = Signal(object, object)
    """The box as it is now, and the words for it with its `{number}` left open."""

    written = Signal(object)
    """The path of a file that was written once more."""

    def __init__(
        self,
        room: OfficeRoom,
        work: BoxWork,
        *,
        detail: Callable[[], BoxDetail | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._room, self._work, self._page, self._detail = room, work, parent, detail
        self.form = BoxChangeForm()
        self.form.saved.connect(self.change)
        self.form.found.connect(self.put_right)
        self.form.given_up.connect(self.give_up)
        self.form.file_wanted.connect(self._ask_where)

    @Slot()
    def change(self) -> None:
        """Keep what the form of the chosen box says."""
        detail, form = self._detail(), self.form
        if detail is None:
            return
        try:
            due_on = form.due_on()
        except Refusal as refusal:
            form.refuse(refusal)
            return
        self._work.call_it(
            detail.line.uid,
            name=form.name.text(),
            note=form.note.text(),
            due_on=due_on,
            then=lambda line: self.changed.emit(line, _("Box {number} is changed")),
            refused=form.refuse,
        )

    @Slot(object)
    def put_right(self, number: str) -> None:
        """A copy of the chosen box is whole and here again."""
        if (detail := self._detail()) is not None:
            uid = detail.line.uid
            self._work.change(
                lambda desk: verbs.boxes.put_right(desk, uid, number),
                then=lambda line: self.changed.emit(line, _("A copy of {number} is back")),
                refused=self.form.refuse,
            )

    @Slot()
    def give_up(self) -> None:
        """The chosen box is no more."""
        if (detail := self._detail()) is not None:
            uid = detail.line.uid
            self._work.change(
                lambda desk: verbs.boxes.give_up(desk, uid),
                then=lambda line: self.changed.emit(line, _("Box {number} is given up")),
                refused=self.form.refuse,
            )

    def write_again(self, folder: Path) -> None:
        """Write the chosen box's file once more."""
        if (detail := self._detail()) is not None:
            self._work.write_again(
                detail.line.uid, folder, then=self.written.emit, refused=self.form.refuse
            )

    @Slot()
    def _ask_where(self) -> None:
        files.choose_folder(
            self._page,
            _("Where shall the file go?"),
            start=self._room.preferences.folder("boxes"),
            then=self.write_again,
        )
