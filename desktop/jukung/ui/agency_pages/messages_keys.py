"""New keys for the agency: what it means, two names, and the new card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _, brief_day, number

if TYPE_CHECKING:
    from jukung.agency.key_change import Followed
    from jukung.agency.office import OfficeDesk, OfficeProfile
    from jukung.domain.errors import Refusal
    from jukung.exchange.parcels.identity import AgencyCard
    from jukung.ui.agency_pages.office_room import OfficeRoom

WIDE = 640


class KeysPane(QWidget):
    """Asks twice: first what for, then by whom."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._banner = Banner(corners="all")
        self._digits = fingerprint_label()
        self._standing = label("", "small", wrap=True)
        self._begin = Button(_("New keys…"), key="Ctrl+K", icon="lock")
        self._first, self._second = QLineEdit(), QLineEdit()
        for each in (self._first, self._second):
            each.setMaxLength(60)
        self._change = Button(_("Make new keys"), kind="danger")
        self._leave = Button(_("Cancel"), key="Esc")
        self._write = Button(_("Write the new card…"), key="Ctrl+S", icon="file-down")
        self._asking = self._make_asking()
        self._lay_out()
        self._begin.clicked.connect(self.begin)
        self._leave.clicked.connect(self.leave)
        self._change.clicked.connect(self._change_now)
        self._write.clicked.connect(self._ask_folder)
        self._asking.hide()

    def shown(self) -> None:
        """Read who the agency is, and who follows."""
        self._room.jobs.read(_look, owner=self, then=self._show, latest="keys")

    def words(self) -> str:
        """The sentence above; empty when there is none."""
        return self._banner.words()

    @Slot()
    def begin(self) -> None:
        """Open the form for both names."""
        self._first.setText(self._room.preferences.person)
        self._second.clear()
        self._asking.show()
        self._begin.hide()
        (self._second if self._first.text() else self._first).setFocus()

    @Slot()
    def leave(self) -> None:
        """Leave everything as it is."""
        self._asking.hide()
        self._begin.show()
        self._begin.setFocus()

    def change_keys(self, first: str, second: str) -> None:
        """Make new keys in the names of two people."""
        office = self._room.office
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.key_change.begin(
                office, by=first, seconded_by=second
            ),
            owner=self,
            then=self._tell_changed,
            refused=self._refuse,
        )

    def write_card(self, folder: Path) -> None:
        """Write the present card into a folder."""
        office = self._room.office

        def work(_progress: object, _stopped: object) -> Path:
            with office.reading() as desk:
                return verbs.enrol.write_agency_card(desk, folder)

        self._room.preferences.keep_folder("cards", folder)
        self._room.jobs.run(work, owner=self, then=self._tell_card, refused=self._refuse)

    @Slot()
    def _change_now(self) -> None:
        self.change_keys(self._first.text(), self._second.text())

    @Slot()
    def _ask_folder(self) -> None:
        files.choose_folder(
            self,
            _("Where shall the card be written?"),
            start=self._room.preferences.folder("cards"),
            then=self.write_card,
        )

    @Slot(object)
    def _tell_changed(self, _card: AgencyCard) -> None:
        self.leave()
        sounds.play("done")
        self._banner.say(
            _("The agency has new keys"),
            _("Libraries follow with their next receipt. New ones join with the new card only."),
            tint="good",
        )
        self.shown()

    @Slot(object)
    def _tell_card(self, path: Path) -> None:
        sounds.play("done")
        self._banner.say(
            _("Card written: {file}").format(file=path),
            _("Give it to new libraries; destroy copies of the old one."),
            tint="good",
        )

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)))

    @Slot(object)
    def _show(self, found: tuple[OfficeProfile, Followed]) -> None:
        profile, followed = found
        self._room.rename(profile)
        self._digits.setText(in_lines(profile.fingerprint))
        if followed.since is None:
            self._standing.setText(_("These are the first keys; they were never changed."))
        else:
            words = _("Since {day}. {count} libraries report with them, {left} not yet.")
            self._standing.setText(
                words.format(
                    day=brief_day(followed.since.date()),
                    count=number(followed.followed),
                    left=number(followed.not_yet),
                )
            )
        self._write.setVisible(followed.since is not None)

    def _make_asking(self) -> Card:
        card = Card(tint="gold")
        card.body.addWidget(label(_("Make new keys?"), "heading", tint="gold"))
        for words in (
            _("The card that was handed out so far is then no longer valid for new libraries."),
            _("Reports on their way are still opened; libraries follow by themselves."),
            _(
                "If somebody else may know the old keys, this is not enough: "
                "then every library must join anew with the new card."
            ),
        ):
            card.body.addWidget(label(f"• {words}", "small", wrap=True))
        card.body.addLayout(named(_("First person"), self._first))
        card.body.addLayout(named(_("Second person, who is present"), self._second))
        card.body.addWidget(self._change)
        card.body.addWidget(self._leave)
        return card

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(label(_("This agency's keys"), "heading"))
        words = _("Libraries seal their reports for these, and know receipts by them:")
        card.body.addWidget(label(words, "small", wrap=True))
        card.body.addWidget(self._digits)
        card.body.addWidget(self._standing)
        card.body.addWidget(self._write)
        card.body.addWidget(self._begin)
        inside = QWidget()
        inside.setMaximumWidth(theme.px(WIDE))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for each in (self._banner, card, self._asking):
            column.addWidget(each)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))


def _look(desk: OfficeDesk) -> tuple[OfficeProfile, Followed]:
    return desk.profile, verbs.key_change.followed(desk)
