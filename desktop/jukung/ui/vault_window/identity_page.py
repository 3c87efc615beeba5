"""The form of an identity: name, register numbers with their history, photograph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import AgeBand, Sex
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import member_picture
from jukung.ui.pages.member_photo_field import PhotoField
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import mark_wrong, named
from jukung.ui.pieces.label import label
from jukung.ui.vault_window.fields import NameField, NameText
from jukung.words import N_, _

if TYPE_CHECKING:
    from pathlib import Path

    from jukung.library.vaulting import Identity
    from jukung.ui.vault_window.session import Person

WIDE, HIGH = 240, 320
SEXES = {Sex.unknown: N_("Not recorded"), Sex.female: N_("Female"), Sex.male: N_("Male")}
BANDS = {
    AgeBand.unknown: N_("Not recorded"),
    AgeBand.child: N_("Child (up to 12)"),
    AgeBand.teen: N_("Youth (13 to 18)"),
    AgeBand.adult: N_("Adult (19 to 59)"),
    AgeBand.senior: N_("Senior (60 and older)"),
}


class IdentityPage(QWidget):
    """Loaded from a value, gives back a value; Esc leaves, Ctrl S keeps."""

    kept = Signal(object, object, object)
    """The `Identity`, the sex and the age band that are to be kept."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person: Person | None = None
        self._title = label("", "title")
        self._where = label("", "second")
        self.banner = Banner(corners="all")
        self.name = NameField()
        self.numbers, self.note = NameText(), NameText()
        self.sex, self.band = QComboBox(), QComboBox()
        for sex, words in SEXES.items():
            self.sex.addItem(_(words), sex)
        for band, words in BANDS.items():
            self.band.addItem(_(words), band)
        self.photo = PhotoField()
        self._save = Button(_("Keep sealed"), kind="primary", key="Ctrl+S")
        self._lay_out()
        self.photo.given.connect(self._take_photo)
        self._save.clicked.connect(self._keep)
        self.setFocusProxy(self.name)

    def begin(self, person: Person | None) -> None:
        """Show somebody, or an empty form for somebody new."""
        self.person = person
        identity = person.identity if person else None
        self._title.setText(person.row.card if person else _("New resident"))
        self._where.setText(
            person.row.place if person else _("The card is made when the name is kept.")
        )
        self.banner.clear()
        mark_wrong(self.name, wrong=False)
        self.name.setText(identity.name if identity else "")
        self.numbers.setPlainText("\n".join(identity.numbers) if identity else "")
        self.note.setPlainText(identity.note if identity else "")
        self.sex.setCurrentIndex(self.sex.findData(person.row.sex if person else Sex.unknown))
        band = person.row.age_band if person else AgeBand.unknown
        self.band.setCurrentIndex(self.band.findData(band))
        self.photo.load(identity.name if identity else "", None)
        # A photograph that is still on its way must not be kept away by an early key.
        self._save.setEnabled(person is None or not person.row.has_photo)
        self.name.setFocus()

    def show_photo(self, identity: Identity) -> None:
        """Show the photograph that has come."""
        self.photo.load(identity.name, identity.photo or None)
        self._save.setEnabled(True)

    def clear(self) -> None:
        """Forget what was shown."""
        self.begin(None)

    def refuse(self, refusal: Refusal) -> None:
        """Say why it is not kept."""
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot()
    def _keep(self) -> None:
        try:
            identity = verbs.vaulting.fitting(
                verbs.vaulting.Identity(
                    self.name.text(),
                    tuple(self.numbers.toPlainText().splitlines()),
                    self.note.toPlainText(),
                    self.photo.jpeg() or b"",
                )
            )
        except Refusal as refusal:
            self.refuse(refusal)
            mark_wrong(self.name, wrong=not self.name.text().strip())
            return
        sex, band = Sex(self.sex.currentData()), AgeBand(self.band.currentData())
        self.kept.emit(identity, sex, band)

    @Slot(object)
    def _take_photo(self, source: Path | QImage) -> None:
        try:
            jpeg = member_picture.jpeg_of(
                source, wide=WIDE, high=HIGH, most_bytes=verbs.vaulting.LARGEST_PHOTO
            )
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.photo.show_jpeg(jpeg)

    def _lay_out(self) -> None:
        back = Button(_("Back"), key="Esc")
        back.clicked.connect(self.left)
        for text in (self.numbers, self.note):
            text.setMinimumHeight(theme.px(38))
            text.setMaximumHeight(theme.px(66))
        card = Card()
        card.body.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self._title)
        head.addWidget(self._where, 1)
        fields = QVBoxLayout()
        fields.setSpacing(theme.px(10))
        fields.addLayout(named(_("Name"), self.name))
        fields.addLayout(named(_("Register numbers, the newest first"), self.numbers))
        fields.addLayout(named(_("Note for officers"), self.note))
        counted = QHBoxLayout()
        counted.setSpacing(theme.px(12))
        counted.addLayout(named(_("Sex"), self.sex), 1)
        counted.addLayout(named(_("Age"), self.band), 1)
        fields.addLayout(counted)
        row = QHBoxLayout()
        row.setSpacing(theme.px(18))
        row.addWidget(self.photo)
        row.addLayout(fields, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        note = _(
            "Sex and age are counted without a name. No NIK, no case: they have no field here."
        )
        foot.addWidget(label(note, "note", wrap=True), 1)
        foot.addWidget(back)
        foot.addWidget(self._save)
        card.body.addLayout(head)
        card.body.addWidget(self.banner)
        card.body.addLayout(row, 1)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        side = theme.px(18)
        column.setContentsMargins(side, theme.px(14), side, side)
        column.addWidget(card, 1)
