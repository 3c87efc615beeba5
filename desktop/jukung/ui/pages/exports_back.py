"""Reading an open export back: it becomes a new library beside the one that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung import messages, places
from jukung.domain import errors
from jukung.ui import files, sounds, verbs
from jukung.ui.pages.exports_work import unused
from jukung.ui.pages.form_parts import foot
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.jobs import Progress, Running, Stopped

FOLDER = "export"


class ReadBackCard(Card):
    """A folder becomes a library; the one that is open stays as it is."""

    open_wanted = Signal(object)
    """The path of the library that was made."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._running: Running | None = None
        self._answer = Banner(corners="all")
        self._progress = ProgressStrip()
        self._begin = Button(_("Choose its folder…"), icon="folder-open")
        self.body.addWidget(label(_("Read an open export"), "heading"))
        self.body.addWidget(
            label(
                _("It becomes a new library. The one open now stays as it is."), "note", wrap=True
            )
        )
        for part in (self._answer, self._progress):
            self.body.addWidget(part)
        self.body.addLayout(foot(self._begin))
        self._begin.clicked.connect(self.ask_folder)
        self._progress.stopped.connect(self.stop)

    def words(self) -> str:
        """The sentence shown in the card."""
        return self._answer.words()

    @Slot()
    def ask_folder(self) -> None:
        """Ask for the folder of an export."""
        start = self._room.preferences.folder(FOLDER)
        files.choose_folder(self, _("Folder of an open export"), start=start, then=self.read)

    def read(self, folder: Path) -> None:
        """Make a library of a folder."""
        if self._running is not None:
            return
        target = unused(places.home() / f"{folder.name}.jukung")

        def work(progress: Progress, stopped: Stopped) -> Path:
            verbs.open_reading.read(folder, target, progress=progress, stopped=stopped).close()
            return target

        self._answer.clear()
        self._begin.setEnabled(False)
        self._progress.begin(_("Reading {file}").format(file=folder.name))
        self._running = self._room.jobs.run(
            work,
            owner=self,
            then=self._offer,
            refused=self._refuse,
            progress=self._progress.advance,
        )
        if self._begin.isEnabled():
            self._running = None  # it was home before `run` gave its handle

    @Slot()
    def stop(self) -> None:
        """Stop reading; nothing is stored then."""
        if self._running is not None:
            self._running.stop()

    def _offer(self, target: Path) -> None:
        self._end()
        sounds.play("done")
        button = Button(_("Open it"), kind="primary")
        button.clicked.connect(lambda: self.open_wanted.emit(target))
        self._answer.say(
            _("Everything was read and checked."),
            _("{file} · Choose PINs anew, and give the agency its new card.").format(
                file=target.name
            ),
            tint="good",
            button=button,
        )

    def _refuse(self, refusal: errors.Refusal) -> None:
        self._end()
        is_stopped = isinstance(refusal, errors.ExportStopped)
        sounds.play("attention" if is_stopped else "refused")
        first, rest = messages.two_lines(messages.sentence(refusal))
        self._answer.say(first, rest, tint="gold" if is_stopped else "bad")

    def _end(self) -> None:
        self._running = None
        self._begin.setEnabled(True)
        self._progress.end()
