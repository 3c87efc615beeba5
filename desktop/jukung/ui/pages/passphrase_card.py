"""Puts the key of an encrypted file under a passphrase, in place of the keyring."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import _


class PassphraseCard(Card):
    """Shown in a prison library alone: Jukung then asks for it when it starts."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._now = label("", "second", wrap=True)
        self._answer = Banner(corners="all")
        self.typed, self.again = QLineEdit(), QLineEdit()
        for field in (self.typed, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._keep = Button(_("Keep the passphrase"))
        self._remove = Button(_("Without a passphrase"))
        self.body.setSpacing(theme.px(10))
        self.body.addWidget(label(_("Passphrase of the file"), "heading"))
        self.body.addWidget(self._now)
        self.body.addWidget(self._answer)
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(12))
        fields.addLayout(named(_("New passphrase"), self.typed), 1)
        fields.addLayout(named(_("Again"), self.again), 1)
        self.body.addLayout(fields)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addStretch(1)
        foot.addWidget(self._remove)
        foot.addWidget(self._keep)
        self.body.addLayout(foot)
        self._keep.clicked.connect(self.keep)
        self._remove.clicked.connect(self.remove)
        self.typed.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.keep)
        self.hide()

    def words(self) -> str:
        """The sentence shown in the card; empty when there is none."""
        return self._answer.words()

    @Slot()
    def refresh(self) -> None:
        """Say how it is now; nothing is shown in a village."""
        self.setVisible(self._room.is_prison)
        if not self._room.is_prison:
            return
        library = self._room.library
        self._room.jobs.run(
            lambda _progress, _stopped: (
                verbs.recovery.has_passphrase(library),
                verbs.recovery.lost_passphrase(library),
            ),
            owner=self,
            then=self._show,
        )

    @Slot()
    def keep(self) -> None:
        """Put the key under what was typed twice."""
        if self.typed.text() != self.again.text():
            self._say(_("The two passphrases differ. Please type them again."))
            self.again.setFocus()
            return
        if self.typed.text():
            self._set(self.typed.text(), _("From now on it is asked for when Jukung starts."))

    @Slot()
    def remove(self) -> None:
        """Keep the key in the system's keyring, or its file, again."""
        self._set("", _("The file opens on this computer without a passphrase again."))

    def _set(self, passphrase: str, done: str) -> None:
        library = self._room.library
        self._wait(waits=True)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.recovery.set_passphrase(library, passphrase),
            owner=self,
            then=lambda _nothing: self._tell(done),
            refused=self._refuse,
        )

    def _tell(self, done: str) -> None:
        self._wait(waits=False)
        sounds.play("done")
        self._answer.say(done, tint="good")
        self._room.jobs.changed.emit(frozenset({"settings"}))
        self.refresh()

    def _refuse(self, refusal: Refusal) -> None:
        self._wait(waits=False)
        self._say(messages.sentence(refusal))

    def _say(self, sentence: str) -> None:
        sounds.play("refused")
        self._answer.say(*messages.two_lines(sentence), tint="bad")

    def _wait(self, *, waits: bool) -> None:
        for each in (self._keep, self._remove, self.typed, self.again):
            each.setEnabled(not waits)
        if not waits:
            self.typed.clear()
            self.again.clear()

    def _show(self, found: tuple[bool, bool]) -> None:
        has_one, is_lost = found
        self._remove.setVisible(has_one or is_lost)
        self._now.setText(
            _("The key of this file lies under a passphrase on this computer.")
            if has_one
            else _(
                "This library was under a passphrase elsewhere. On this computer its key lies "
                "open, since the backup was restored without it: choose a passphrase again."
            )
            if is_lost
            else _(
                "The key of this file lies in the system's keyring, so the file opens for "
                "whoever may use this computer. Under a passphrase it opens only after it was "
                "typed. The recovery sheet opens it in any case."
            )
        )
