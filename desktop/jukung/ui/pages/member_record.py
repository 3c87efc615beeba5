"""Everything that is kept of a member, shown and written to take along (UU 27/2022)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from jukung.ui import files, sounds, verbs
from jukung.ui.pages.member_task import MemberTask
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.members import MemberView
    from jukung.library.personal import Export
    from jukung.ui.room import Room


class RecordTask(MemberTask):
    """Reads it out in lines; writes a text, and beside it JSON for another program."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, save=_("Write to a file…"))
        self._lines: QLabel = label("", "", wrap=True)
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._export: Export | None = None
        self.fields.addWidget(self._lines)
        self.fields.addStretch(1)

    def lines(self) -> str:
        """What is shown."""
        return self._lines.text()

    @override
    def show_task(self, member: MemberView) -> None:
        self._lines.setText("…")
        self._export = None
        self.wait(waits=True)
        self.room.jobs.read(
            lambda desk: (
                verbs.personal.lines_of(verbs.personal.personal(desk, member.id)),
                verbs.personal.export(desk, member.id),
            ),
            owner=self,
            then=lambda read: self._show_read(*read),
            refused=self.refuse,
            latest="record",
        )

    @override
    def do(self) -> None:
        if self._export is None:
            return
        start = Path.home() / f"{self._export.name}.txt"
        files.choose_new_file(
            self,
            _("Everything that is kept of this member"),
            pattern=_("Text (*.txt)"),
            start=start,
            then=self.write,
        )

    def write(self, path: Path) -> None:
        """Write the text to a path, and the JSON beside it."""
        made = self._export
        if made is None:
            return
        beside = path.with_suffix(".json")

        def work(*_steps: object) -> None:
            verbs.flushed.write_true(path, made.text)
            verbs.flushed.write_true(beside, made.json)

        self.wait(waits=True)
        self.room.jobs.run(
            work,
            owner=self,
            then=lambda _nothing: self._say_written(path, beside),
            refused=self.refuse,
        )

    def _show_read(self, lines: tuple[str, ...], made: Export) -> None:
        self._lines.setText("\n".join(lines))
        self._export = made
        self.wait(waits=False)
        self.focus_save()

    def _say_written(self, path: Path, beside: Path) -> None:
        sounds.play("done")
        self.warn(
            _("Written: {file}").format(file=path.name),
            _("{other} beside it is the same for another program. Give both to the member.").format(
                other=beside.name
            ),
            tint="good",
        )
