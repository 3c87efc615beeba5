"""Consequences without money: what runs, what is over, and a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import DayUnreadable, ReasonMissing, Refusal, SanctionEndsEarly
from jukung.domain.kinds import SanctionKind
from jukung.domain.typed import Lean
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.desk_strips import Strip
from jukung.ui.pages.form_parts import choice_field, choice_of, foot
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.words import _, brief_day

if TYPE_CHECKING:
    from jukung.library.members import MemberView
    from jukung.library.sanctions import SanctionLine

USUAL_DAYS = 14


@dataclass(frozen=True, slots=True)
class SanctionWords:
    """What is imposed, until when if it ends by itself, and why."""

    kind: SanctionKind
    until_on: date | None
    reason: str


class SanctionStrip(Strip):
    """Asks which consequence, until when, and why."""

    answered = Signal(object)
    """The words of the sanction."""

    def __init__(self, *, prison: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(tint="", parent=parent)
        self._kind = choice_field(messages.SANCTION_KINDS)
        self._ends = QCheckBox(_("Ends by itself on"))
        self._until = day_field(date(2000, 1, 1), lean=Lean.ahead)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(
            _("Reason, or what is to be done; no names")
            if prison
            else _("Reason, or what is to be done")
        )
        self._said = label("", "small", tint="bad", wrap=True)
        self._impose = Button(_("Note it"), kind="primary", key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        self._until.line.setAccessibleName(_("Ends by itself on"))
        self.body.addLayout(named(_("What"), self._kind))
        self.body.addWidget(self._ends)
        self.body.addWidget(self._until)
        self.body.addLayout(named(_("Reason"), self._reason))
        self.body.addWidget(self._said)
        self.body.addLayout(foot(self._leave, self._impose))
        self._ends.toggled.connect(self._until.setEnabled)
        self._kind.currentIndexChanged.connect(self._suit_kind)
        self._reason.returnPressed.connect(self._answer)
        self._impose.clicked.connect(self._answer)
        self._leave.clicked.connect(self.leave)

    def ask(self, today: date) -> None:
        """Open with a suspension of two weeks."""
        self._until.show_day(today + timedelta(days=USUAL_DAYS), today=today)
        self._kind.setCurrentIndex(0)
        self._suit_kind()
        self._reason.clear()
        self._said.hide()
        self.show()
        self._kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not noted."""
        sounds.play("refused")
        self._said.setText(messages.sentence(refusal))
        self._said.show()
        if isinstance(refusal, (DayUnreadable, SanctionEndsEarly)):
            self._until.setFocus(Qt.FocusReason.OtherFocusReason)

    def refusal_words(self) -> str:
        """Why it was not noted; empty when nothing is wrong."""
        return "" if self._said.isHidden() else self._said.text()

    @Slot()
    def _suit_kind(self) -> None:
        # A suspension usually ends by itself, a task when it is done.
        ends = choice_of(self._kind) == SanctionKind.suspension
        self._ends.setChecked(ends)
        self._until.setEnabled(ends)

    @Slot()
    def _answer(self) -> None:
        reason = self._reason.text().strip()
        if not reason:
            self.refuse(ReasonMissing())
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            until = day_of(self._until) if self._ends.isChecked() else None
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self._said.hide()
        self.answered.emit(SanctionWords(SanctionKind(choice_of(self._kind)), until, reason))


class SanctionCard(Card):
    """A member's sanctions; a task that is done is lifted."""

    changed = Signal()
    """One was imposed or lifted."""

    asking = Signal(bool)
    """Whether the strip is open, whose Esc comes first."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._room = room
        self._member_id = ""
        self._lines: tuple[SanctionLine, ...] = ()
        self._none = label(_("Nothing is noted."), "small")
        self._said = label("", "small", tint="bad", wrap=True)
        self._said.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(6))
        self.strip = SanctionStrip(prison=room.is_prison)
        self._begin = Button(_("Note a sanction"), key="Ctrl+J")
        self.body.addWidget(label(_("Sanctions without money"), "heading"))
        self.body.addWidget(self._none)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._said)
        self.body.addWidget(self.strip)
        self.body.addLayout(foot(self._begin))
        self._begin.clicked.connect(self.begin)
        self.strip.answered.connect(self._impose)
        self.strip.left.connect(self._end)

    def show_member(self, member: MemberView) -> None:
        """Read and show a member's sanctions."""
        self._member_id = member.id
        self.strip.hide()
        self._said.hide()
        self._refresh()

    def lines(self) -> tuple[SanctionLine, ...]:
        """The sanctions shown."""
        return self._lines

    def words(self) -> list[str]:
        """The sanctions shown, each in one line."""
        return [f"{_first(line)} · {_second(line)}" for line in self._lines]

    def refusal_words(self) -> str:
        """Why one was not lifted; empty when nothing is wrong."""
        return "" if self._said.isHidden() else self._said.text()

    @Slot()
    def begin(self) -> None:
        """Open the strip for a new one."""
        if self._member_id:
            self.strip.ask(self._room.today())
            self.asking.emit(True)

    def lift(self, sanction_id: str) -> None:
        """End a sanction now."""
        self._room.jobs.change(
            lambda desk: verbs.sanctions.lift(desk, sanction_id),
            owner=self,
            then=self._follow,
            refused=self._refuse,
            touched={"member"},
        )

    @Slot(object)
    def _impose(self, words: SanctionWords) -> None:
        member_id = self._member_id
        self._room.jobs.change(
            lambda desk: verbs.sanctions.impose(
                desk,
                member_id,
                kind=words.kind,
                until_on=words.until_on,
                reason=words.reason,
            ),
            owner=self,
            then=self._follow,
            refused=self.strip.refuse,
            touched={"member"},
        )

    def _follow(self, _line: SanctionLine) -> None:
        sounds.play("done")
        self.strip.leave()
        self._refresh()
        self.changed.emit()

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._said.setText(messages.sentence(refusal))
        self._said.show()

    def _refresh(self) -> None:
        member_id = self._member_id
        self._room.jobs.read(
            lambda desk: verbs.sanctions.of_member(desk, member_id),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="sanctions",
        )

    def _show(self, lines: tuple[SanctionLine, ...]) -> None:
        self._lines = lines
        self._none.setVisible(not lines)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, line in enumerate(lines):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(line))

    def _row(self, line: SanctionLine) -> QWidget:
        row = QWidget()
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(label(_first(line), "strong", tint="bad" if line.is_running else ""))
        words.addWidget(label(_second(line), "small", wrap=True))
        whole = QHBoxLayout(row)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(10))
        whole.addLayout(words, 1)
        if line.is_running:
            task = line.kind is SanctionKind.task
            lift = Button(_("Done") if task else _("Lift"))
            lift.setAccessibleName(f"{lift.text()}: {_first(line)}")
            lift.clicked.connect(partial(self.lift, line.id))
            whole.addWidget(lift, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _end(self) -> None:
        self.asking.emit(False)
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)


def _first(line: SanctionLine) -> str:
    kind = _(messages.SANCTION_KINDS[line.kind])
    if line.is_lifted:
        over = _("done") if line.kind is SanctionKind.task else _("lifted")
        return f"{kind} · {over}"
    if not line.is_running:
        ended = _("over")
        return f"{kind} · {ended}"
    if line.until_on is None:
        return kind
    return _("{kind} until {day}").format(kind=kind, day=brief_day(line.until_on))


def _second(line: SanctionLine) -> str:
    since = _("since {day}").format(day=brief_day(line.from_on))
    return " · ".join(filter(None, (line.reason, since)))
