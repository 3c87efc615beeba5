"""Choosing a backup and the name of the library that is made from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung import places
from jukung.ui import files, theme
from jukung.ui.pages.form_parts import foot
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.preferences import Preferences
from jukung.words import _

FOLDER = "backup"


class RestoreForm(QWidget):
    """A backup never covers a library: it becomes a new file."""

    wanted = Signal(object, object)
    """The backup's path, and the new library's."""

    def __init__(self, preferences: Preferences, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._backup: Path | None = None
        self._target = places.home() / "restored.jukung"
        self._backup_name = label(_("No backup chosen yet"), "second", wrap=True)
        self._target_name = label("", "second", wrap=True)
        self._choose = Button(_("Choose a backup…"), icon="folder-open")
        self._rename = Button(_("Other name…"))
        self._restore = Button(_("Restore"), icon="history")
        self._lay_out()
        self._choose.clicked.connect(self.ask_backup)
        self._rename.clicked.connect(self.ask_target)
        self._restore.clicked.connect(self.restore)
        self._show()

    @Slot()
    def ask_backup(self) -> None:
        """Ask for the backup's file."""
        files.choose_file(
            self,
            _("Choose a backup"),
            pattern=_("Backup (*.jkbak)"),
            start=self._preferences.folder(FOLDER),
            then=self.choose_backup,
        )

    def choose_backup(self, path: Path) -> None:
        """Take a backup, and propose the name of a library that is not there yet."""
        self._backup = path
        self._preferences.keep_folder(FOLDER, path.parent)
        self._target = _unused(places.home() / f"{path.stem}.jukung")
        self._show()

    @Slot()
    def ask_target(self) -> None:
        """Ask for another name of the new library."""
        files.choose_new_file(
            self,
            _("Name of the restored library"),
            pattern=_("Library (*.jukung)"),
            start=self._target,
            then=self.choose_target,
        )

    def choose_target(self, path: Path) -> None:
        """Give the new library a name."""
        self._target = path
        self._show()

    @Slot()
    def restore(self) -> None:
        """Tell what was chosen."""
        if self._backup is not None:
            self.wanted.emit(self._backup, self._target)

    def wait(self, *, waits: bool) -> None:
        """Take no second press while the first is under way."""
        self._restore.setEnabled(not waits and self._backup is not None)

    def _show(self) -> None:
        if self._backup is not None:
            self._backup_name.setText(self._backup.name)
            self._backup_name.setToolTip(str(self._backup))
        self._target_name.setText(_("becomes {file}").format(file=self._target.name))
        self._target_name.setToolTip(str(self._target))
        chosen = self._backup is not None
        self._target_name.setVisible(chosen)
        self._rename.setVisible(chosen)
        self._restore.setVisible(chosen)
        self._restore.setEnabled(chosen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._backup_name)
        column.addLayout(foot(self._choose))
        column.addWidget(self._target_name)
        column.addLayout(foot(self._rename, self._restore))


def _unused(path: Path) -> Path:
    number, wanted = 2, path
    while path.exists():
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        number += 1
    return path
