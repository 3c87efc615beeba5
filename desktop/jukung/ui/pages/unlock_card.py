"""The way into an encrypted file: its passphrase, or the key on its recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from jukung import messages
from jukung.domain import errors, recovery_code
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.jobs import Jobs
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import mark_wrong, named
from jukung.ui.pieces.label import label
from jukung.words import _, number


class UnlockCard(Card):
    """Stands where a file refused to open; `opened` tells that it will now."""

    opened = Signal(object)
    """The path of the file."""

    def __init__(
        self, jobs: Jobs[Any], path: Path, refusal: Refusal, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._jobs, self._path = jobs, path
        self._by_passphrase = isinstance(refusal, errors.FileLocked)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.lines = [QLineEdit() for _line in range(recovery_code.KEY_LINES)]
        self.banner = Banner(corners="all")
        self.open_button = Button(_("Open the library"), kind="primary")
        self.open_button.clicked.connect(self._open)
        self._lay_out()

    def take_focus(self) -> None:
        """Go to the first field."""
        (self.passphrase if self._by_passphrase else self.lines[0]).setFocus()

    @Slot()
    def _open(self) -> None:
        path = self._path
        if self._by_passphrase:
            typed = self.passphrase.text()
            self._run(lambda: verbs.recovery.unlock(path, typed))
            return
        if wrong := self._wrong():
            told = ", ".join(number(place) for place in wrong)
            self._say(_("Check line {lines} with the sheet.").format(lines=told))
            self.lines[wrong[0] - 1].setFocus()
            return
        code = "\n".join(line.text() for line in self.lines)
        self._run(lambda: verbs.recovery.restore_file_key(path, code))

    def _run(self, work: Callable[[], None]) -> None:
        self.open_button.setEnabled(False)
        self._jobs.run(
            lambda _progress, _stopped: work(),
            owner=self,
            then=lambda _done: self.opened.emit(self._path),
            refused=self._refuse,
        )

    def _refuse(self, refusal: Refusal) -> None:
        self.open_button.setEnabled(True)
        self.passphrase.clear()
        self._say(messages.sentence(refusal))
        self.take_focus()

    def _say(self, sentence: str) -> None:
        sounds.play("refused")
        self.banner.say(*messages.two_lines(sentence), tint="bad")

    def _wrong(self) -> list[int]:
        return [
            place + 1
            for place, line in enumerate(self.lines)
            if not recovery_code.is_line(place, line.text())
        ]

    @Slot()
    def _mark(self) -> None:
        wrong = self._wrong()
        for place, line in enumerate(self.lines, start=1):
            mark_wrong(line, wrong=bool(line.text()) and place in wrong)

    def _lay_out(self) -> None:
        self.body.setSpacing(theme.px(10))
        name = self._path.name
        if self._by_passphrase:
            self.body.addWidget(label(_("Passphrase of {file}").format(file=name), "heading"))
            self.body.addWidget(self.banner)
            self.body.addLayout(named(_("Passphrase"), self.passphrase))
            self.passphrase.returnPressed.connect(self._open)
        else:
            self.body.addWidget(label(_("The key of {file}").format(file=name), "heading"))
            self.body.addWidget(
                label(
                    _(
                        "This file is encrypted, and its key is not on this computer. Type the "
                        "seven lines of the key from the recovery sheet."
                    ),
                    "second",
                    wrap=True,
                )
            )
            self.body.addWidget(self.banner)
            self.body.addLayout(self._grid())
        self.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignRight)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        high = (len(self.lines) + 1) // 2
        for place, line in enumerate(self.lines):
            line.setMaxLength(20)
            line.setPlaceholderText("XXXX XXXX XX")
            line.setAccessibleName(_("Line {place}").format(place=number(place + 1)))
            line.editingFinished.connect(self._mark)
            column = 2 * (place // high)
            grid.addWidget(label(number(place + 1), "field"), place % high, column)
            grid.addWidget(line, place % high, column + 1)
        return grid
