"""Gives a new computer the key that signs the reports, from the recovery sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, verbs
from jukung.ui.pages.form_parts import go_on_with_enter
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.code_fields import CodeFields
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import _, number


class KeyCard(Card):
    """Shown only where the key is missing."""

    restored = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="gold", parent=parent)
        self._room = room
        self.code = CodeFields()
        self._answer = Banner(corners="all")
        self._begin = Button(_("Put the key back"), kind="primary")
        self.body.addWidget(label(_("The signing key is not on this computer"), "heading"))
        self.body.addWidget(
            label(
                _(
                    "Without it no report can be sealed here. Open the envelope with the "
                    "recovery sheet and type its code, then print a new sheet."
                ),
                "second",
                wrap=True,
            )
        )
        self.body.addWidget(self.code)
        self.body.addWidget(self._answer)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._begin)
        self.body.addLayout(foot)
        self._begin.clicked.connect(self.restore)
        go_on_with_enter(self.code.lines, self.restore)
        self.hide()

    def words(self) -> str:
        """The sentence shown in the card; empty when there is none."""
        return self._answer.words()

    @Slot()
    def restore(self) -> None:
        """Put the key back with the typed code."""
        if wrong := self.code.wrong():
            lines = ", ".join(number(place) for place in wrong)
            self._say(_("Check line {lines} with the sheet.").format(lines=lines))
            return
        library, code = self._room.library, self.code.text()
        self._begin.setEnabled(False)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.recovery.restore_signing_key(library, code),
            owner=self,
            then=self._tell,
            refused=self._refuse,
        )

    def _tell(self, _was_missing: object) -> None:
        self._begin.setEnabled(True)
        self.code.clear()
        self._answer.clear()
        sounds.play("done")
        self._room.say(_("The signing key is back."), _("Now print a new recovery sheet."))
        self.restored.emit()

    def _refuse(self, refusal: Refusal) -> None:
        self._begin.setEnabled(True)
        self._say(messages.sentence(refusal))

    def _say(self, sentence: str) -> None:
        sounds.play("refused")
        self._answer.say(sentence, tint="bad")
