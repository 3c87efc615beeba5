"""What the library keeps of its readers: how long loans name them, and the NIK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.form_parts import foot
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.forgetting import Forgotten, Privacy

MOST_DAYS = 3650


class PrivacySection(Card):
    """Decided here, done by itself when the library is opened."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._forgotten = 0
        self._days = number_field(0, MOST_DAYS)
        self._days.setMaximumWidth(theme.px(120))
        self._means = label("", "note", wrap=True)
        self._due = label("", "second", wrap=True)
        self._nik = QCheckBox(_("Keep the NIK of members who give it"))
        self._nik_means = label("", "note", wrap=True)
        self._answer = Banner(corners="all")
        self._members = Button(_("Show, export or erase a person: Members"), kind="link")
        self._forget = Button(_("Forget now"), icon="history")
        self._save = Button(_("Save"), kind="primary", key="Ctrl+S")
        self._lay_out()
        self._days.valueChanged.connect(self._tell_meaning)
        self._nik.toggled.connect(self._tell_meaning)
        self._members.clicked.connect(self._go_to_members)
        self._forget.clicked.connect(self.forget)
        self._save.clicked.connect(self.save)
        self._days.lineEdit().returnPressed.connect(self.save)

    @Slot()
    def shown(self) -> None:
        """Read what was decided; what was typed and not saved is gone."""
        self._answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Begin with the days."""
        self._days.setFocus(Qt.FocusReason.OtherFocusReason)
        self._days.selectAll()

    def words(self) -> str:
        """The sentence shown in the card."""
        return self._answer.words()

    def due_words(self) -> str:
        """How many loans are due to be forgotten."""
        return self._due.text()

    @Slot()
    def save(self) -> None:
        """Keep what was decided."""
        days, nik = self._days.value(), self._nik.isChecked() and not self._room.is_prison
        self._room.jobs.change(
            lambda desk: verbs.forgetting.keep(desk, days=days, nik=nik),
            owner=self,
            then=self._tell_saved,
            refused=self._refuse,
            touched={"settings"},
        )

    @Slot()
    def forget(self) -> None:
        """Forget everything that is due, a piece at a time."""
        self._forget.setEnabled(False)
        self._answer.clear()
        self._forgotten = 0
        self._forget_more()

    def _forget_more(self) -> None:
        self._room.jobs.change(
            lambda desk: verbs.forgetting.forget(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._follow,
            refused=self._refuse,
            touched={"loan"},
        )

    def _follow(self, chunk: Forgotten) -> None:
        self._forgotten += chunk.loans
        if not chunk.is_done:
            self._forget_more()
            return
        sounds.play("done")
        said = many(
            "{count} loan no longer names its borrower.",
            "{count} loans no longer name their borrowers.",
            self._forgotten,
        )
        self._answer.say(said.format(count=number(self._forgotten)), tint="good")
        self._read()

    def _tell_saved(self, kept: Privacy) -> None:
        sounds.play("done")
        self._answer.say(_("Saved."), tint="good")
        self._show(kept)

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._forget.setEnabled(True)
        self._answer.say(messages.sentence(refusal), tint="bad")

    def _read(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.forgetting.privacy(desk),  # noqa: PLW0108 - as above
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="privacy",
        )

    def _show(self, kept: Privacy) -> None:
        self._days.setValue(kept.days)
        self._nik.setChecked(kept.keeps_nik)
        for widget in (self._nik, self._nik_means):
            widget.setVisible(not self._room.is_prison)
        due = many(
            "{count} returned loan still names its borrower longer than that.",
            "{count} returned loans still name their borrowers longer than that.",
            kept.due_count,
        )
        self._due.setText(due.format(count=number(kept.due_count)) if kept.due_count else "")
        self._due.setVisible(bool(kept.due_count))
        self._forget.setEnabled(bool(kept.due_count))
        self._tell_meaning()

    @Slot()
    def _tell_meaning(self) -> None:
        days = self._days.value()
        words = _(
            "{days} days after it came back, a loan no longer says who had it. "
            "The figures stay the same. This happens by itself; what is forgotten "
            "cannot be called back."
        )
        never = _("Loans say for ever who had them. Choose this only with a good reason.")
        self._means.setText(words.format(days=number(days)) if days else never)
        self._nik_means.setText(
            _(
                "A NIK opens many doors: keep it only where a rule asks for it. "
                "It is never exported."
            )
            if self._nik.isChecked()
            else _("The NIK is asked for nowhere. That is the safest.")
        )

    @Slot()
    def _go_to_members(self) -> None:
        if self._room.go is not None:
            self._room.go("members")

    def _lay_out(self) -> None:
        prison = self._room.is_prison
        self.body.addWidget(label(_("What the library keeps of its readers"), "heading"))
        self.body.addLayout(named(_("Days until a loan is forgotten (0 = never)"), self._days))
        self.body.addWidget(self._means)
        self.body.addWidget(self._due)
        self._due.hide()
        self.body.addWidget(self._nik)
        self.body.addWidget(self._nik_means)
        for widget in (self._nik, self._nik_means):
            widget.setVisible(not prison)
        self.body.addWidget(self._answer)
        links = QHBoxLayout()
        links.addWidget(self._members)
        links.addStretch(1)
        self.body.addLayout(links)
        self.body.addLayout(foot(self._forget, self._save))
