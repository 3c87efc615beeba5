"""Handing out what the library holds: everything, records, lists; and reading it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.pages import exports_work as work
from jukung.ui.pages.exports_back import ReadBackCard
from jukung.ui.pages.exports_choices import in_row, tiles
from jukung.ui.pages.exports_work import HandedOut, Wish
from jukung.ui.pages.form_parts import choice_field, choice_of, foot
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.exchange.exports.lists import ListOf
    from jukung.ui.jobs import Progress, Running, Stopped

PURPOSE = "export"


class ExportCard(Card):
    """Choose what, then one press writes it under a new name and says where it is."""

    handed_out = Signal(object)
    """What was written and where."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._running: Running | None = None
        self._tiles = tiles(is_prison=room.is_prison)
        self._lists, self._endings = QComboBox(), choice_field(work.ENDINGS)
        self._forms, self._holdings = choice_field(work.FORMS), choice_field(work.HOLDINGS)
        self._words = QLineEdit()
        self._words.setPlaceholderText(_("all titles"))
        self._list_row, self._marc_row = QWidget(), QWidget()
        self._folder = label("", "note", wrap=True)
        self._answer = Banner(corners="all")
        self._progress = ProgressStrip()
        self._choose = Button(_("Other folder…"), icon="folder-open")
        self._begin = Button(_("Hand out"), kind="primary", key="Ctrl+E", icon="file-down")
        self._lay_out()
        self._connect()
        self.choose(work.OPEN)
        self._show_folder()

    def shown(self) -> None:
        """Read which lists there are here."""
        is_prison = self._room.is_prison
        self._room.jobs.read(
            lambda _desk: verbs.export_lists.lists_of(is_prison=is_prison),
            owner=self,
            then=self._show_lists,
            latest="lists",
        )

    def choose(self, what: str) -> None:
        """Choose what is handed out."""
        self._tiles[what].setChecked(True)

    def choose_list(self, code: str) -> None:
        """Choose a list, where a list is handed out."""
        self._lists.setCurrentIndex(self._lists.findData(code))

    def chosen(self) -> str:
        """What is chosen now."""
        return next(name for name, tile in self._tiles.items() if tile.isChecked())

    def take_focus(self) -> None:
        """Go to the choice."""
        self._tiles[self.chosen()].setFocus()

    def words(self) -> str:
        """The sentence shown in the card."""
        return self._answer.words()

    @Slot()
    def ask_folder(self) -> None:
        """Ask for the folder or stick."""
        start = self._room.preferences.folder(PURPOSE)
        files.choose_folder(self, _("Where it is written"), start=start, then=self.choose_folder)

    def choose_folder(self, folder: Path) -> None:
        """Write into this folder, now and from now on."""
        self._room.preferences.keep_folder(PURPOSE, folder)
        self._show_folder()
        self.hand_out()

    @Slot()
    def hand_out(self) -> None:
        """Write what is chosen; ask for the folder the first time."""
        folder = self._room.preferences.folder(PURPOSE)
        if folder is None:
            self.ask_folder()
            return
        if self._running is not None:
            return
        wish = Wish(
            self.chosen(),
            folder,
            form=choice_of(self._forms),
            holdings=choice_of(self._holdings),
            words=self._words.text().strip(),
            list_code=str(self._lists.currentData() or "titles"),
            list_title=self._lists.currentText(),
            ending=choice_of(self._endings),
        )
        library = self._room.library

        def write(progress: Progress, stopped: Stopped) -> HandedOut:
            return work.write(library, wish, progress, stopped)

        self._wait(waits=True)
        self._running = self._room.jobs.run(
            write,
            owner=self,
            then=self._tell,
            refused=self._refuse,
            progress=self._progress.advance,
        )
        if self._begin.isEnabled():
            self._running = None  # it was home before `run` gave its handle

    @Slot()
    def stop(self) -> None:
        """Stop writing; nothing is left behind then."""
        if self._running is not None:
            self._running.stop()

    def _tell(self, made: HandedOut) -> None:
        self._wait(waits=False)
        sounds.play("done" if made.is_all else "attention")
        self._answer.say(made.said, made.detail, tint="good" if made.is_all else "gold")
        self.handed_out.emit(made)

    def _refuse(self, refusal: errors.Refusal) -> None:
        self._wait(waits=False)
        is_stopped = isinstance(refusal, errors.ExportStopped)
        sounds.play("attention" if is_stopped else "refused")
        first, rest = messages.two_lines(messages.sentence(refusal))
        self._answer.say(first, rest, tint="gold" if is_stopped else "bad")

    def _wait(self, *, waits: bool) -> None:
        for part in (self._begin, self._choose, *self._tiles.values()):
            part.setEnabled(not waits)
        if waits:
            self._answer.clear()
            self._progress.begin(_("Writing…"))
        else:
            self._running = None
            self._progress.end()

    @Slot()
    def _show_choice(self) -> None:
        what = self.chosen()
        self._answer.clear()
        self._list_row.setVisible(what == work.LIST)
        self._marc_row.setVisible(what == work.MARC)

    def _show_lists(self, found: tuple[ListOf, ...]) -> None:
        before = self._lists.currentData()
        self._lists.clear()
        for each in found:
            self._lists.addItem(_(each.title), each.code)
        if before is not None:
            self.choose_list(str(before))

    def _show_folder(self) -> None:
        folder = self._room.preferences.folder(PURPOSE)
        self._folder.setText(_("Written to {folder}").format(folder=folder) if folder else "")
        self._folder.setVisible(folder is not None)
        self._choose.setVisible(folder is not None)

    # --- how it looks -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.addWidget(label(_("Hand out what the library holds"), "heading"))
        self.body.addWidget(
            label(
                _("Nothing of the library changes, and no file that is there is overwritten."),
                "note",
                wrap=True,
            )
        )
        grid = QGridLayout()
        grid.setSpacing(theme.px(10))
        for at, tile in enumerate(self._tiles.values()):
            grid.addWidget(tile, at // 2, at % 2)
        self.body.addLayout(grid)
        in_row(self._list_row, (_("List"), self._lists), (_("File"), self._endings))
        in_row(
            self._marc_row,
            (_("Only titles with"), self._words),
            (_("File"), self._forms),
            (_("Field of copies"), self._holdings),
        )
        for part in (self._list_row, self._marc_row, self._folder, self._answer, self._progress):
            self.body.addWidget(part)
        self.body.addLayout(foot(self._choose, self._begin))

    def _connect(self) -> None:
        for tile in self._tiles.values():
            tile.toggled.connect(self._show_choice_when)
        self._choose.clicked.connect(self.ask_folder)
        self._begin.clicked.connect(self.hand_out)
        self._progress.stopped.connect(self.stop)

    @Slot(bool)
    def _show_choice_when(self, checked: bool) -> None:  # noqa: FBT001 - the signal's own
        if checked:
            self._show_choice()


class ExportsSection(QWidget):
    """Two cards: out, and back in."""

    open_wanted = Signal(object)
    """The path of a library that was read back."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.export, self.back = ExportCard(room), ReadBackCard(room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self.export)
        column.addWidget(self.back)
        self.back.open_wanted.connect(self.open_wanted)
        room.opened.connect(self.shown)

    @Slot()
    def shown(self) -> None:
        """Read which lists there are."""
        self.export.shown()

    def take_focus(self) -> None:
        """Go to the choice."""
        self.export.take_focus()
