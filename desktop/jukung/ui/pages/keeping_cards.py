"""Keeping the library safe: back up, restore, examine."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import files, last_backup, sounds, verbs
from jukung.ui.pages.form_parts import foot
from jukung.ui.pages.restore_form import FOLDER, RestoreForm
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.room import Room
from jukung.words import _, clock, number, plain_day

if TYPE_CHECKING:
    from jukung.library.backup import Backup
    from jukung.library.check import Examination

MB = 1_000_000


class BackupCard(Card):
    """One press writes a new file, opens it again and examines it."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._at = label("", "second", wrap=True)
        self._folder = label("", "note", wrap=True)
        self._answer = Banner(corners="all")
        self._progress = ProgressStrip()
        self._choose = Button(_("Other folder…"), icon="folder-open")
        self._begin = Button(_("Back up now"), key="Ctrl+B", icon="save")
        self.body.addWidget(label(_("Backup"), "heading"))
        for words in (self._at, self._folder):
            self.body.addWidget(words)
        self.body.addWidget(self._answer)
        self.body.addWidget(self._progress)
        self.body.addLayout(foot(self._choose, self._begin))
        self._choose.clicked.connect(self.ask_folder)
        self._begin.clicked.connect(self.back_up)
        self._show_folder()

    def show_last(self, at: datetime | None) -> None:
        """Show when the last backup was written."""
        words = _("There is no backup yet. A stick kept elsewhere is best.")
        if at is not None:
            words = _("Last backup: {day}, {time}").format(day=plain_day(at.date()), time=clock(at))
        self._at.setText(words)

    @Slot()
    def ask_folder(self) -> None:
        """Ask for the folder or stick of the backups."""
        start = self._room.preferences.folder(FOLDER)
        files.choose_folder(
            self, _("Where backups are written"), start=start, then=self.choose_folder
        )

    def choose_folder(self, folder: Path) -> None:
        """Back up into this folder, now and from now on."""
        self._room.preferences.keep_folder(FOLDER, folder)
        self._show_folder()
        self.back_up()

    @Slot()
    def back_up(self) -> None:
        """Write a backup; ask for the folder the first time."""
        folder = self._room.preferences.folder(FOLDER)
        if folder is None:
            self.ask_folder()
            return
        self._wait(waits=True)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.backup.write(self._room.library, folder),
            owner=self,
            then=self._remember,
            refused=self._refuse,
        )

    def words(self) -> str:
        """The sentence shown in the card."""
        return self._answer.words()

    @Slot(object)
    def _remember(self, backup: Backup) -> None:
        self._wait(waits=False)
        sounds.play("done")
        self._answer.say(
            _("The backup was opened and checked."),
            _("{file} · {size} MB").format(
                file=backup.path.name, size=number(max(1, round(backup.size / MB)))
            ),
            tint="good",
        )
        self._room.jobs.change(
            last_backup.remember, owner=self, then=self.show_last, touched={"settings"}
        )

    def _refuse(self, refusal: Refusal) -> None:
        self._wait(waits=False)
        sounds.play("refused")
        self._answer.say(messages.sentence(refusal), tint="bad")

    def _wait(self, *, waits: bool) -> None:
        self._begin.setEnabled(not waits)
        self._choose.setEnabled(not waits)
        self._answer.clear()
        if waits:
            self._progress.begin(_("Writing and checking the backup…"), stoppable=False)
        else:
            self._progress.end()

    def _show_folder(self) -> None:
        folder = self._room.preferences.folder(FOLDER)
        self._folder.setText(_("Written to {folder}").format(folder=folder) if folder else "")
        self._folder.setVisible(folder is not None)
        self._choose.setVisible(folder is not None)


class RestoreCard(Card):
    """A backup becomes a new library; the one that is open stays as it is."""

    open_wanted = Signal(object)
    """The path of the restored library."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._answer = Banner(corners="all")
        self._progress = ProgressStrip()
        self.form = RestoreForm(room.preferences)
        self.body.addWidget(label(_("Restore a backup"), "heading"))
        self.body.addWidget(
            label(
                _("It becomes a new library. The one open now stays as it is."), "note", wrap=True
            )
        )
        self.body.addWidget(self.form)
        self.body.addWidget(self._answer)
        self.body.addWidget(self._progress)
        self.form.wanted.connect(self._restore)

    def words(self) -> str:
        """The sentence shown in the card."""
        return self._answer.words()

    @Slot(object, object)
    def _restore(self, backup: Path, target: Path) -> None:
        self.form.wait(waits=True)
        self._answer.clear()
        self._progress.begin(_("Restoring…"), stoppable=False)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.backup.restore(backup, target),
            owner=self,
            then=lambda _nothing: self._offer(target),
            refused=self._refuse,
        )

    def _offer(self, target: Path) -> None:
        self._end()
        sounds.play("done")
        button = Button(_("Open it"), kind="primary")
        button.clicked.connect(lambda: self.open_wanted.emit(target))
        self._answer.say(
            _("Restored and checked."), _("{file}").format(file=target.name), tint="good",
            button=button,
        )  # fmt: skip

    def _refuse(self, refusal: Refusal) -> None:
        self._end()
        sounds.play("refused")
        self._answer.say(messages.sentence(refusal), tint="bad")

    def _end(self) -> None:
        self._progress.end()
        self.form.wait(waits=False)


class ExamineCard(Card):
    """Examines the whole file and says in words what was found."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._answer = Banner(corners="all")
        self._progress = ProgressStrip()
        self._begin = Button(_("Examine the file"), icon="list-checks")
        self.body.addWidget(label(_("Is everything whole?"), "heading"))
        self.body.addWidget(
            label(_("Reads every page of the file and the whole journal."), "note", wrap=True)
        )
        self.body.addWidget(self._answer)
        self.body.addWidget(self._progress)
        self.body.addLayout(foot(self._begin))
        self._begin.clicked.connect(self.examine)

    @Slot()
    def examine(self) -> None:
        """Examine the library that is open."""
        self._begin.setEnabled(False)
        self._answer.clear()
        self._progress.begin(_("Examining…"), stoppable=False)
        self._room.jobs.read(
            lambda desk: verbs.check.examine(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._show,
            refused=self._refuse,
        )

    def words(self) -> str:
        """The sentence shown in the card."""
        return self._answer.words()

    @Slot(object)
    def _show(self, found: Examination) -> None:
        self._end()
        if found.is_sound:
            sounds.play("done")
            words = _("{count} journal entries follow one another without a break.")
            detail = words.format(count=number(found.entry_count))
            self._answer.say(_("Everything holds together."), detail, tint="good")
            return
        sounds.play("attention")
        flaws = " · ".join(
            _("{count} {what}").format(count=number(flaw.count), what=_(flaw.words))
            for flaw in found.flaws
        )
        self._answer.say(
            _("Something does not hold together. Make a backup and ask for help."),
            flaws,
            tint="bad",
        )

    def _refuse(self, refusal: Refusal) -> None:
        self._end()
        self._answer.say(messages.sentence(refusal), tint="bad")

    def _end(self) -> None:
        self._progress.end()
        self._begin.setEnabled(True)
