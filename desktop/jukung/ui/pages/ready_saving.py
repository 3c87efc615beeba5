"""Saving a ready sheet as a workbook or as PDF, by the ending of the name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jukung.ui import files, verbs
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.ui.pages.ready_parts import ReadySheet
    from jukung.ui.room import Room

FOLDER = "reports"
Make = Callable[["Desk", str], bytes]
"""Makes the file; given the ending of its name."""


def save_bytes(sheet: ReadySheet, room: Room, name: str, make: Make) -> None:
    """Ask for a name, then write the file there."""
    folder = room.preferences.folder(FOLDER) or Path.home()
    endings = {_("Workbook (*.xlsx)"): ".xlsx", _("PDF (*.pdf)"): ".pdf"}
    dialog = files.choose_new_file(
        sheet,
        _("Save"),
        pattern=";;".join(endings),
        start=folder / f"{name}.xlsx",
        then=lambda path: write_made(sheet, room, path, make),
    )

    def follow(pattern: str) -> None:
        suffix = endings.get(pattern, ".xlsx")
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(f"{name}{suffix}")

    dialog.filterSelected.connect(follow)


def write_made(sheet: ReadySheet, room: Room, path: Path, make: Make) -> None:
    """Make the file on a lane and write it whole."""
    suffix = ".pdf" if path.suffix.lower() == ".pdf" else ".xlsx"
    path = path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
    room.preferences.keep_folder(FOLDER, path.parent)

    def put(content: bytes) -> None:
        room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=sheet,
            then=lambda done: sheet.tell(_("Saved: {file}").format(file=done.name), "good"),
            refused=sheet.refuse,
        )

    room.jobs.read(lambda desk: make(desk, suffix), owner=sheet, then=put, refused=sheet.refuse)
