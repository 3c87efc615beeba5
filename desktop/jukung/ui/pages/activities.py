"""Activities of the inclusion programme: a year's list and calendar, and a form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.domain.errors import Refusal
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.pages import activity_work
from jukung.ui.pages.activity_form import ActivityForm
from jukung.ui.pages.activity_list import ActivityList
from jukung.ui.pages.attendance_task import Asked, AttendanceTask
from jukung.ui.pages.photo_strip import small_jpeg
from jukung.ui.pieces.stack import InView
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.library.activities import ActivityView
    from jukung.library.activity_photos import ActivityPhotoView
    from jukung.ui.pages.activity_work import Known, StoryFile
    from jukung.ui.pages.member_picture import Source

FOLDER = "stories"


class ActivitiesPage(QWidget):
    """A list that turns into a form, or a sheet to print, and back."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._today = room.today()
        self.list = ActivityList(room)
        self._form = ActivityForm(is_prison=room.is_prison)
        self._sheet = AttendanceTask(room)
        self._back_to: QWidget = self.list
        self._came = False
        self._stack = InView()
        for each in (self.list, self._form, self._sheet):
            self._stack.addWidget(each)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.addWidget(self._stack)
        self.setFocusProxy(self.list)
        self._connect()

    def shown(self) -> None:
        """Read the year again."""
        self._came = True
        self.refresh()

    @Slot(object)
    def begin(self, on: date | None = None) -> None:
        """Open the form for a new activity, of a day or of today."""
        self._stack.setCurrentWidget(self._form)
        self._form.begin(self._today, on=on)

    @Slot(object)
    def edit(self, activity: ActivityView) -> None:
        """Open the form of a recorded activity."""
        self._stack.setCurrentWidget(self._form)
        self._form.show_activity(activity, self._today)
        self._read_photos(activity.id)

    @Slot()
    def save(self) -> None:
        """Record what the form says, or change what was recorded."""
        self._store(self._close)

    @Slot()
    def leave(self) -> None:
        """Close the form; what was not saved is gone."""
        self._stack.setCurrentWidget(self.list)
        self.list.take_focus()

    @Slot(object)
    def remove(self, activity: ActivityView) -> None:
        """Take an activity out of every count; the banner brings it back."""
        which, name = activity.id, activity.draft.name
        self._room.jobs.change(
            lambda desk: verbs.activities.cancel(desk, which),
            owner=self,
            then=lambda act_id: self._tell(_("Taken out: {name}").format(name=name), act_id),
            refused=self.list.answer.refuse,
            touched={"activity"},
        )

    @Slot()
    def write_story(self) -> None:
        """Store the form, then ask where the story's file goes; consent comes first."""
        try:
            self._form.check_story()
        except Refusal as refusal:
            self._form.refuse(refusal)
            return
        self._store(self._read_story)

    @Slot()
    def refresh(self) -> None:
        """Read the year that is shown again."""
        self._read_year(self.list.year())

    # --- storing ----------------------------------------------------------------------------

    def _store(self, then: Callable[[ActivityView], object]) -> None:
        form = self._form
        try:
            answers, which, photos = form.answers(), form.activity_id(), form.held_photos()
        except Refusal as refusal:
            form.refuse(refusal)
            return
        form.wait()
        self._room.jobs.change(
            lambda desk: activity_work.store(desk, which, answers, photos),
            owner=self,
            then=then,
            refused=form.refuse,
            touched={"activity"},
        )

    def _close(self, activity: ActivityView) -> None:
        said = _("Saved: {name}").format(name=activity.draft.name)
        self._stack.setCurrentWidget(self.list)
        self._tell(said, activity.act_id)
        self.list.take_focus()

    def _tell(self, said: str, act_id: str) -> None:
        self.list.answer.tell(said, act_id=act_id)
        self.refresh()

    @Slot(object)
    def _take_photo(self, source: Source) -> None:
        self._room.jobs.run(
            lambda *_steps: small_jpeg(source),
            owner=self,
            then=self._form.photos.hold,
            refused=self._form.refuse,
        )

    def _read_photos(self, activity_id: str) -> None:
        def show(photos: tuple[ActivityPhotoView, ...]) -> None:
            self._form.show_photos(activity_id, photos)

        self._room.jobs.read(
            lambda desk: verbs.activity_photos.photos(desk, activity_id),
            owner=self,
            then=show,
            latest="photos",
        )

    # --- the story's file -------------------------------------------------------------------

    def _read_story(self, activity: ActivityView) -> None:
        self.edit(activity)
        self._room.jobs.read(
            lambda desk: activity_work.story_file(desk, activity.id),
            owner=self,
            then=self._ask_where,
            refused=self._form.refuse,
        )

    def _ask_where(self, told: StoryFile) -> None:
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        files.choose_new_file(
            self,
            _("Write story file"),
            pattern=_("Text (*.txt)") + ";;" + _("For programs (*.json)"),
            start=folder / told.name,
            then=lambda path: self.write_story_to(path, told),
        )

    def write_story_to(self, path: Path, told: StoryFile) -> None:
        """Write a story's file; it is either whole or not there."""
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.run(
            lambda *_steps: verbs.story_files.write_story(told.story, path),
            owner=self,
            then=lambda written: self._tell_written(written, told.contents),
            refused=self._form.refuse,
        )

    def _tell_written(self, written: Path, contents: str) -> None:
        sounds.play("done")
        self._form.say(_("Saved: {file}").format(file=Path(written).name), contents)

    # --- the sheet --------------------------------------------------------------------------

    @Slot(object)
    def _begin_sheet(self, activity: ActivityView | None) -> None:
        asked = Asked()
        if activity is not None:
            draft = activity.draft
            asked = Asked(draft.name, draft.on, draft.until, draft.place, draft.facilitator)
        self._open_sheet(asked)

    @Slot()
    def _begin_sheet_of_form(self) -> None:
        try:
            said = self._form.answers()
        except Refusal as refusal:
            self._form.refuse(refusal)
            return
        self._open_sheet(
            Asked(said["name"], said["on"], said["until"], said["place"], said["facilitator"])
        )

    def _open_sheet(self, asked: Asked) -> None:
        self._back_to = self._stack.currentWidget() or self.list
        self._stack.setCurrentWidget(self._sheet)
        self._sheet.begin(asked, self._today)

    @Slot()
    def _leave_sheet(self) -> None:
        self._stack.setCurrentWidget(self._back_to)
        if self._back_to is self.list:
            self.list.take_focus()
        else:
            self._form.setFocus()

    # --- reading ----------------------------------------------------------------------------

    @Slot(object)
    def _read_year(self, year: int) -> None:
        self._room.jobs.read(
            lambda desk: activity_work.read_year(desk, year),
            owner=self,
            then=self._show,
            latest="year",
        )

    @Slot(object)
    def _show(self, known: Known) -> None:
        self._today = known.today
        self.list.show_known(known)
        self._form.offer(known.themes, known.partners)
        if self._stack.currentWidget() is self.list:
            (self.list.take_focus if self._came else self.list.keep_focus)()
        self._came = False

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"activity", "settings"} and self.isVisible():
            self.refresh()

    def _connect(self) -> None:
        self.list.new_wanted.connect(self.begin)
        self.list.edit_wanted.connect(self.edit)
        self.list.remove_wanted.connect(self.remove)
        self.list.sheet_wanted.connect(self._begin_sheet)
        self.list.year_wanted.connect(self._read_year)
        self.list.undone.connect(self.refresh)
        self._form.saved.connect(self.save)
        self._form.left.connect(self.leave)
        self._form.sheet_wanted.connect(self._begin_sheet_of_form)
        self._form.story_wanted.connect(self.write_story)
        self._form.photo_given.connect(self._take_photo)
        self._sheet.left.connect(self._leave_sheet)
        self._room.jobs.changed.connect(self._follow)
