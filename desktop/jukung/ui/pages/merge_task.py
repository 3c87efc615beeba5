"""One person with two records: found, compared, and made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.errors import MemberUnknown
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.member_task import MemberTask
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView
    from jukung.library.merging import Merged, Twins


class _Side(Card):
    """One of the two records, and the choice to keep it."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = Button("", kind="choice")
        self._facts = label("", "small", wrap=True)
        self.body.addWidget(self.button)
        self.body.addWidget(self._facts)
        self.button.toggled.connect(self.chosen)

    def show_member(self, member: MemberView) -> None:
        """Show what speaks for a record."""
        self.button.setText(_("Keep card {card}").format(card=member.card))
        self._facts.setText("\n".join(filter(None, _facts(member))))

    def words(self) -> str:
        """The facts shown."""
        return self._facts.text()


class MergeTask(MemberTask):
    """Twins to choose from, or the other card typed; what is kept is chosen by a button."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, save=_("Make them one"))
        self._pair: tuple[MemberView, MemberView] | None = None
        self._merged: Merged | None = None
        self._other = QLineEdit()
        self._other.setPlaceholderText(_("scan a card, or type a card or name"))
        self._twins: Rows[Twins] = Rows(_columns())
        self._table = Table(self._twins, rows="wrap")
        self._sides = _Side(), _Side()
        self._compared = QWidget()
        self._lay_out()
        group = QButtonGroup(self)
        for side in self._sides:
            group.addButton(side.button)
        self._other.returnPressed.connect(self._find_other)
        self._table.chosen.connect(self._take_twins)
        self._table.pointed.connect(self._take_twins)
        self.left.connect(self._tell_who_stays)

    @override
    def show_task(self, member: MemberView) -> None:
        self._other.clear()
        self._pair = self._merged = None
        self._compared.hide()
        self.wait(waits=True)
        self._twins.show_values([])
        self._read_twins(points=True)

    @override
    def take_focus(self) -> None:
        self._other.setFocus()

    def twins(self) -> list[Twins]:
        """The members that look registered twice."""
        return self._twins.values()

    def point_at(self, row: int) -> None:
        """Compare the members of a row."""
        self._table.point_at(row)

    def keep(self, card: str) -> None:
        """Choose the record to keep."""
        for member, side in zip(self._pair or (), self._sides, strict=False):
            if member.card == card:
                side.button.click()

    def facts(self) -> tuple[str, str]:
        """What is shown of both records."""
        first, second = self._sides
        return first.words(), second.words()

    @override
    def do(self) -> None:
        if self._pair is None:
            return
        first, second = self._pair
        kept, other = (first, second) if self._sides[0].button.isChecked() else (second, first)
        self.change(
            lambda desk: verbs.merging.merge(desk, kept.id, other.id),
            lambda merged: self._show_merged(merged, other.card),
        )

    @Slot()
    def undo(self) -> None:
        """Part what was just made one."""
        if self._merged is None:
            return
        act_id = self._merged.act_id
        self.change(lambda desk: verbs.undoing.undo(desk, act_id), self._show_undone)

    def _read_twins(self, *, points: bool = False) -> None:
        member = self.member
        if self.room.is_prison or member is None:
            self._table.hide()
            return
        self.room.jobs.read(
            lambda desk: verbs.merging.twins(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=lambda found: self._show_twins(found, member.id, points=points),
            refused=self.refuse,
            latest="twins",
        )

    def _show_twins(self, found: tuple[Twins, ...], member_id: str, *, points: bool) -> None:
        # Whoever the panel showed comes first.
        mine = [each for each in found if member_id in (each.first.id, each.later.id)]
        rest = [each for each in found if each not in mine]
        self._twins.show_values([*mine, *rest])
        # As high as its first pairs; the two records below need the room.
        self._table.setFixedHeight(theme.px(50 + 64 * min(max(len(found), 1), 3)))
        self._table.setVisible(True)
        self._table.set_empty(_("Nobody seems to be registered twice."))
        if mine and points:
            self._table.point_at(0)

    @Slot(object)
    def _take_twins(self, twins: Twins | None) -> None:
        if twins is not None:
            self._compare(twins.first, twins.later)

    @Slot()
    def _find_other(self) -> None:
        typed, member = self._other.text().strip(), self.member
        if not typed or member is None:
            return

        def work(desk: Desk) -> tuple[MemberView, tuple[MemberView, ...]]:
            return verbs.members.show(desk, member.id), _meant(desk, typed, member.id)

        self.room.jobs.read(
            work,
            owner=self,
            then=lambda read: self._show_found(typed, *read),
            refused=self.refuse,
            latest="other",
        )

    def _show_found(self, typed: str, mine: MemberView, found: tuple[MemberView, ...]) -> None:
        if len(found) == 1:
            self._compare(mine, found[0])
            return
        self._pair = None
        self._compared.hide()
        self.warn(
            _("{count} members fit “{name}”").format(count=number(len(found)), name=typed),
            _("Type the card number of the one you mean."),
        )
        self.wait(waits=True)
        self._other.setFocus()
        self._other.selectAll()

    def _compare(self, first: MemberView, second: MemberView) -> None:
        self.begin(_("Registered twice?"))
        if first.id == second.id:
            self._pair = None
            self._compared.hide()
            self.wait(waits=True)
            self.warn(
                _("Both cards find the same member"),
                _("There is nothing to merge. Type the card of the other record."),
            )
            self.wait(waits=True)
            return
        self._pair, self._merged = (first, second), None
        for side, member in zip(self._sides, self._pair, strict=True):
            side.show_member(member)
        self._sides[0].button.setChecked(True)
        self._compared.show()

    def _show_merged(self, merged: Merged, other_card: str) -> None:
        sounds.play("done")
        self._merged, self._pair = merged, None
        self._compared.hide()
        undo = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        undo.clicked.connect(self.undo)
        words = _("Now one member, with card {card}").format(card=merged.member.card)
        detail = _("Card {other} finds them too. Loans, holds and debts went along.")
        self.warn(words, detail.format(other=other_card), tint="good", button=undo)
        self.wait(waits=True)
        self._read_twins()

    def _show_undone(self, _undone: object) -> None:
        sounds.play("done")
        self._merged = None
        self.warn(_("Undone"), _("They are two members again."), tint="good")
        self.wait(waits=True)
        self._read_twins()

    @Slot()
    def _tell_who_stays(self) -> None:
        if self._merged is not None:
            self.moved.emit(self._merged.member.id)

    def _lay_out(self) -> None:
        self.fields.addLayout(named(_("The other card"), self._other))
        self.fields.addWidget(self._table)
        inside = QVBoxLayout(self._compared)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        for side in self._sides:
            inside.addWidget(side)
        words = _("What the kept record lacks is taken from the other. It can be undone.")
        inside.addWidget(label(words, "note", wrap=True))
        self.fields.addWidget(self._compared, 0, Qt.AlignmentFlag.AlignTop)
        self.fields.addStretch(1)


def _meant(desk: Desk, typed: str, member_id: str) -> tuple[MemberView, ...]:
    """Whom a card or a name means, other than the member; refuses MemberUnknown."""
    try:
        return (verbs.members.by_card(desk, typed),)
    except MemberUnknown:
        found = verbs.members.find(desk, typed)
        others = tuple(each for each in found if each.id != member_id)
        wanted = " ".join(typed.casefold().split())
        exact = tuple(each for each in others if each.name.casefold() == wanted)
        if not others:
            raise
        return exact or others


def _facts(member: MemberView) -> tuple[str, ...]:
    loans = many("{count} copy on loan", "{count} copies on loan", member.open_count)
    since = _("Member since {day}").format(day=brief_day(member.since_on))
    who = " · ".join(filter(None, (member.name, str(member.birth_year or ""))))
    return (
        who,
        member.address,
        member.phone,
        f"{since} · {loans.format(count=number(member.open_count))}",
    )


def _columns() -> list[Column[Twins]]:
    def names(twins: Twins) -> Cell:
        years = sorted({str(each.birth_year or "?") for each in (twins.first, twins.later)})
        return Cell(twins.first.name, ", ".join(years), strong=True)

    def cards(twins: Twins) -> Cell:
        return Cell(twins.first.card, twins.later.card)

    return [Column(_("Perhaps one person"), names), Column(_("Cards"), cards, width=120)]
