"""Choosing files and folders, without stopping the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]


def dragged(said: QMimeData) -> list[Path]:
    """The files of this computer that somebody drags or drops; other things are none."""
    return [Path(url.toLocalFile()) for url in said.urls() if url.isLocalFile()]


def choose_folder(
    parent: QWidget, title: str, *, start: Path | None = None, then: Chosen
) -> QFileDialog:
    """Ask for a folder; `then` is called when one is chosen."""
    dialog = _dialog(parent, title, start=start, then=then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def choose_file(
    parent: QWidget, title: str, *, pattern: str, start: Path | None = None, then: Chosen
) -> QFileDialog:
    """Ask for a file that is there; `pattern` is such as `Backup (*.jkbak)`."""
    dialog = _dialog(parent, title, start=start, then=then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(pattern)
    dialog.open()
    return dialog


def choose_files(
    parent: QWidget,
    title: str,
    *,
    pattern: str,
    start: Path | None = None,
    then: Callable[[tuple[Path, ...]], object],
) -> QFileDialog:
    """Ask for one file or several that are there."""
    dialog = _dialog(parent, title, start=start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(pattern)
    dialog.filesSelected.connect(lambda names: then(tuple(Path(name) for name in names)))
    dialog.open()
    return dialog


def choose_new_file(
    parent: QWidget, title: str, *, pattern: str, start: Path, then: Chosen
) -> QFileDialog:
    """Ask for the name of a file to write; `start` is the name proposed."""
    dialog = _dialog(parent, title, start=start.parent, then=then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(pattern)
    dialog.setDefaultSuffix(start.suffix.removeprefix("."))
    dialog.selectFile(start.name)
    dialog.open()
    return dialog


def _dialog(
    parent: QWidget, title: str, *, start: Path | None, then: Chosen | None = None
) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if start is not None:
        dialog.setDirectory(str(start))
    if then is not None:
        dialog.fileSelected.connect(lambda name: then(Path(name)))
    return dialog
