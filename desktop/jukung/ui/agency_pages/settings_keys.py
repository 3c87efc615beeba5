"""The agency's keys for a second desk and for the safe, in a file under a phrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jukung.ui import files, sounds, verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.settings_parts import SaveFoot, card_of, stacked
from jukung.ui.pages.form_parts import beside
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import mark_wrong, named
from jukung.words import _, many, number

SUFFIX = ".jkk"


class KeysSection(QWidget):
    """Written with a phrase that is typed twice; read with it once."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.phrase, self.again, self.known = QLineEdit(), QLineEdit(), QLineEdit()
        for each in (self.phrase, self.again, self.known):
            each.setEchoMode(QLineEdit.EchoMode.Password)
        write = Button(_("Write the keys…"), kind="primary", key="Ctrl+S", icon="lock")
        self.read = Button(_("Read the keys…"), key="Ctrl+O", icon="folder-open")
        self.foot = SaveFoot(room, save=write)
        self._lay_out()
        self.foot.wanted.connect(self.ask_where)
        self.read.clicked.connect(self.ask_which)
        self.phrase.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.ask_where)
        self.known.returnPressed.connect(self.ask_which)

    @Slot()
    def shown(self) -> None:
        """Begin with empty fields."""
        self.foot.answer.clear()
        self._forget()

    def take_focus(self) -> None:
        """Go to the phrase."""
        self.phrase.setFocus()

    @Slot()
    def ask_where(self) -> None:
        """Ask where the file shall go, once both phrases are the same."""
        if not self._agrees():
            return
        folder = self._room.preferences.folder("keys") or Path.home()
        profile = self._room.profile
        name = profile.code if profile is not None else _("keys")
        files.choose_new_file(
            self,
            _("Write the keys"),
            pattern=_("Keys of the agency") + f" (*{SUFFIX})",
            start=folder / f"JUKUNG-{name}{SUFFIX}",
            then=self.write,
        )

    def write(self, path: Path) -> None:
        """Write the keys under the phrase."""
        phrase = self.phrase.text()
        self._room.preferences.keep_folder("keys", path.parent)
        who, office = self._room.preferences.person, self._room.office

        def work(_progress: object, _stopped: object) -> Path:
            with office.changing(by=who) as desk:
                return verbs.key_files.write_keys(desk, path, phrase)

        self._room.jobs.run(work, owner=self, then=self._tell_written, refused=self.foot.refuse)

    @Slot()
    def ask_which(self) -> None:
        """Ask which file is to be read, once its phrase is typed."""
        if not self.known.text():
            self.foot.warn(_("Type the phrase of the file first."))
            self.known.setFocus()
            return
        files.choose_file(
            self,
            _("Choose the keys"),
            pattern=_("Keys of the agency") + f" (*{SUFFIX})",
            start=self._room.preferences.folder("keys"),
            then=self.take,
        )

    def take(self, path: Path) -> None:
        """Keep the keys of a file on this computer."""
        phrase = self.known.text()
        self._room.preferences.keep_folder("keys", path.parent)
        who, office = self._room.preferences.person, self._room.office

        def work(_progress: object, _stopped: object) -> int:
            with office.changing(by=who) as desk:
                return verbs.key_files.read_keys(desk, path, phrase)

        self._room.jobs.run(work, owner=self, then=self._tell_read, refused=self.foot.refuse)

    def _agrees(self) -> bool:
        first, again = self.phrase.text(), self.again.text()
        mark_wrong(self.again, wrong=bool(first) and first != again)
        if not first:
            self.foot.warn(_("Type a phrase of at least 12 signs, twice."))
            self.phrase.setFocus()
        elif first != again:
            sounds.play("refused")
            self.foot.warn(_("The two phrases differ. Type the second one again."))
            self.again.setFocus()
            self.again.selectAll()
        return bool(first) and first == again

    def _tell_written(self, path: Path) -> None:
        self._forget()
        self.foot.tell(
            _("Keys written: {file}").format(file=path.name),
            _("Whoever has the file and the phrase is this agency: keep them apart, in a safe."),
        )

    def _tell_read(self, count: int) -> None:
        self._forget()
        words = many(
            "The keys are on this computer now",
            "The keys of {count} identities are on this computer now",
            count,
        )
        self.foot.tell(words.format(count=number(count)), _("Delete the file from the stick."))

    def _forget(self) -> None:
        for each in (self.phrase, self.again, self.known):
            each.clear()
        mark_wrong(self.again, wrong=False)

    def _lay_out(self) -> None:
        out = card_of(
            _("Write the keys"),
            _(
                "With its keys this office opens reports and signs answers. A second desk and "
                "the receiver need them too, and a copy belongs in a safe: without them, every "
                "library would have to join anew."
            ),
        )
        out.body.addLayout(
            beside(
                (named(_("Phrase, at least 12 signs"), self.phrase), 1),
                (named(_("The same phrase again"), self.again), 1),
            )
        )
        back = card_of(_("Read the keys"), _("On a second desk: the file that another desk wrote."))
        back.body.addLayout(named(_("Its phrase"), self.known))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.read)
        back.body.addLayout(row)
        stacked(self, out, self.foot, back)
