"""The desk: one box and the keyboard.

What is scanned goes to the changes lane in order; sound and row come back
only after the commit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain import codes, errors
from jukung.domain.kinds import ActKind
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.desk_side import DeskSide
from jukung.ui.pages.late_strip import LateStrip
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.scan_field import ScanField
from jukung.ui.table import Table
from jukung.words import N_, _, short_day

if TYPE_CHECKING:
    from jukung.library.circulation import LoanLine, Scanned, Slip, Suggestion
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView
    from jukung.library.undoing import Undone

DESK_ACTS = frozenset({ActKind.lend, ActKind.lend_unknown, ActKind.give_back, ActKind.renew})
_SOFT = (errors.AlreadyWithThisMember, errors.NoMemberChosen, errors.CopyNotOnLoan)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A line of the table: an act of this turn, or a copy at home."""

    barcode: str
    title: str
    second: str
    action: str
    tint: str
    due: str
    due_tint: str
    when: str
    act_id: str
    newest: bool


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is known of the member at the desk after an act."""

    scanned: Scanned | None
    member: MemberView | None
    loans: tuple[LoanLine, ...]
    limit: int


class _Standing:
    """Who stands at the desk, as the changes lane knows it.

    A copy scanned right behind its card finds the card here, although the
    window has not heard of it yet: it may even be waiting for the library.
    """

    def __init__(self) -> None:
        self.card: str | None = None


class CirculationPage(QWidget):
    """Scan, hear, look."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._standing = _Standing()
        self._member: MemberView | None = None
        self._loans: tuple[LoanLine, ...] = ()
        self._done: list[Slip] = []
        self._asking = ""
        self._unknown = ""
        self._field = ScanField(hint="")
        self._late = LateStrip(room.today)
        self._side = DeskSide()
        self._banner = Banner(corners="top")
        self._rows: Rows[DeskRow] = Rows(_columns(), mark=lambda row: row.newest)
        self._table = Table(self._rows, rows="wrap")
        self._renew_all = Button(_("Renew all"), key="Ctrl+R")
        self._late_button = Button(_("Late entry"), key="Ctrl+T", icon="clock")
        self._finish = Button(_("Done"), kind="primary", key="Esc")
        self._lay_out()
        self._connect()
        self._show_turn()

    def shown(self) -> None:
        """Be ready for the next scan."""
        self._field.take_focus()
        self._count_day()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.be_wide(self.width())

    def scan(self, text: str) -> None:
        """Do what a text in the box means; the answer comes after the commit."""
        text = text.strip()
        if not text:
            return
        if self._asking and not codes.looks_like_number(text):
            self._lend_unknown(self._asking, text)
            return
        self._stop_asking()
        standing, on = self._standing, self._late.day()

        def work(desk: Desk) -> _Turn:
            card = standing.card
            scanned = verbs.circulation.scan(desk, text, card=card, on=on)
            keeps = card is not None or scanned.slip is None
            turn = _turn(desk, scanned, card=card if scanned.slip else None, keeps=keeps)
            if turn.member is not None:
                standing.card = turn.member.card
            return turn

        self._change(work, text)

    def call_member(self, card: str) -> None:
        """Put a member at the desk, as if the card were scanned."""
        self.scan(card)

    def _lend_unknown(self, barcode: str, title: str) -> None:
        member, on = self._member, self._late.day()
        self._stop_asking()
        if member is None:
            return

        def work(desk: Desk) -> _Turn:
            slip = verbs.circulation.lend_unknown(desk, member.card, barcode, title, on=on)
            scanned = verbs.circulation.Scanned(None, slip)
            return _turn(desk, scanned, card=member.card, keeps=True)

        self._change(work, barcode)

    def _change(self, work: object, text: str) -> None:
        standing = self._standing

        def show(turn: _Turn) -> None:
            # Whoever left before the answer came does not stand here again.
            left = standing is not self._standing
            self._show_answer(replace(turn, member=None, loans=()) if left else turn)

        self._room.jobs.change(
            work,  # type: ignore[arg-type]  # one of the two works above
            owner=self,
            then=show,
            refused=lambda refusal: self._refuse(refusal, text),
            touched={"loan"},
        )

    @Slot(object)
    def _show_answer(self, turn: _Turn) -> None:
        slip = turn.scanned.slip if turn.scanned else None
        if slip is None or turn.member is not None:
            if self._member is None or (turn.member and turn.member.id != self._member.id):
                self._done = []
            self._member = turn.member
            self._loans = turn.loans
            self._side.show_member(turn.member, turn.limit)
        if slip is not None:
            self._done.insert(0, slip)
        sounds.play("done")
        self._banner.clear()
        self._show_turn()
        self._count_day()

    def _refuse(self, refusal: errors.Refusal, text: str) -> None:
        sounds.play("attention" if isinstance(refusal, _SOFT) else "refused")
        if isinstance(refusal, errors.CopyUnknown) and self._member is not None:
            self._ask_title(text)
            return
        tint = "gold" if isinstance(refusal, _SOFT) else "bad"
        button = None
        if isinstance(refusal, errors.MemberUnknown):
            self._unknown = "" if codes.looks_like_number(text) else text
            button = Button(_("Register member"), icon="plus", key="Ctrl+N")
            button.clicked.connect(self._register_unknown)
        self._banner.say(*_two_lines(messages.sentence(refusal)), tint=tint, button=button)
        self._field.take_focus()

    @Slot()
    def _register_unknown(self) -> None:
        """Go to the members with the name that nobody has."""
        if self._room.go is not None:
            page: Any = self._room.go("members")
            page.begin_new(self._unknown)
            self._banner.clear()

    def _ask_title(self, barcode: str) -> None:
        self._asking = barcode
        self._banner.say(
            _("Number {barcode} is new").format(barcode=barcode),
            _("Type its title and press Enter: it is registered and lent. Esc leaves it."),
            tint="gold",
        )
        self._field.set_placeholder(_("Title of"), strong=barcode)
        self._field.take_focus()

    def _stop_asking(self) -> None:
        self._asking = ""
        self._field.set_placeholder(_("Scan a copy or a member card, or type a name or title…"))

    @Slot()
    def finish(self) -> None:
        """End this member's turn; what was done is long on the disk."""
        if self._asking:
            self._stop_asking()
            self._banner.clear()
        else:
            self._standing = _Standing()
            self._member, self._loans, self._done = None, (), []
            self._side.show_member(None, 0)
            self._banner.clear()
        self._field.clear()
        self._show_turn()
        self._field.take_focus()

    @Slot()
    def undo(self) -> None:
        """Take back the last act of the desk."""
        self._undo("")

    def _undo(self, act_id: str) -> None:
        card = self._member.card if self._member else None

        def work(desk: Desk) -> tuple[Undone, _Turn]:
            undone = (
                verbs.undoing.undo(desk, act_id)
                if act_id
                else verbs.undoing.undo_last(desk, kinds=DESK_ACTS)
            )
            return undone, _turn(desk, None, card=card, keeps=True)

        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_undone,
            refused=lambda refusal: self._refuse(refusal, ""),
            touched={"loan"},
        )

    @Slot(object)
    def _show_undone(self, answer: tuple[Undone, _Turn]) -> None:
        undone, turn = answer
        self._done = [slip for slip in self._done if slip.act_id != undone.undone_act_id]
        if turn.member is not None:
            self._member, self._loans = turn.member, turn.loans
            self._side.show_member(turn.member, turn.limit)
        sounds.play("done")
        self._banner.say(
            _("Undone: {action}").format(action=_(_ACTIONS[undone.kind][0])),
            f"“{undone.title}” · {undone.barcode}",
            tint="good",
        )
        self._show_turn()
        self._count_day()
        self._field.take_focus()

    @Slot()
    def _renew_everything(self) -> None:
        if self._member is None:
            return
        card = self._member.card
        barcodes = [line.barcode for line in self._loans]
        on = self._late.day()

        def work(desk: Desk) -> tuple[list[Slip], list[errors.Refusal], _Turn]:
            slips, refusals = [], []
            for barcode in barcodes:
                try:
                    slips.append(verbs.circulation.renew(desk, barcode, on=on))
                except errors.Refusal as refusal:
                    refusals.append(refusal)
            return slips, refusals, _turn(desk, None, card=card, keeps=True)

        self._room.jobs.change(work, owner=self, then=self._show_renewed, touched={"loan"})

    def _renew_one(self, barcode: str) -> None:
        card, on = (self._member.card if self._member else None), self._late.day()

        def work(desk: Desk) -> _Turn:
            slip = verbs.circulation.renew(desk, barcode, on=on)
            return _turn(desk, verbs.circulation.Scanned(None, slip), card=card, keeps=True)

        self._change(work, barcode)

    @Slot(object)
    def _show_renewed(self, answer: tuple[list[Slip], list[errors.Refusal], _Turn]) -> None:
        slips, refusals, turn = answer
        self._done = [*reversed(slips), *self._done]
        self._member, self._loans = turn.member, turn.loans
        self._side.show_member(turn.member, turn.limit)
        self._banner.clear()
        if refusals:
            self._banner.say(
                _("{renewed} renewed, {left} not").format(renewed=len(slips), left=len(refusals)),
                messages.sentence(refusals[0]),
                tint="gold",
            )
        sounds.play("attention" if refusals else "done")
        self._show_turn()
        self._field.take_focus()

    @Slot(object)
    def _suggest(self, text: str) -> None:
        if self._asking:
            return
        self._room.jobs.read(
            lambda desk: verbs.circulation.suggest(desk, text),
            owner=self,
            then=self._offer,
            latest="suggest",
        )

    def _offer(self, suggestions: tuple[Suggestion, ...]) -> None:
        self._field.offer([(s.primary, s.secondary, s) for s in suggestions])

    @Slot(object)
    def _choose(self, suggestion: Suggestion) -> None:
        if suggestion.kind == "member":
            self.scan(suggestion.key)
            return
        if self._member is None:
            self._banner.say(
                _("“{title}”: who borrows it?").format(title=suggestion.primary),
                _("Scan the member's card first, then choose the title again."),
                tint="gold",
            )
            return
        card, on = self._member.card, self._late.day()

        def work(desk: Desk) -> _Turn:
            barcode = verbs.circulation.copy_to_lend(desk, suggestion.key)
            slip = verbs.circulation.lend(desk, card, barcode, on=on)
            return _turn(desk, verbs.circulation.Scanned(None, slip), card=card, keeps=True)

        self._change(work, suggestion.primary)

    @Slot(object)
    def _follow_link(self, row: DeskRow) -> None:
        if row.act_id:
            self._undo(row.act_id)
        else:
            self._renew_one(row.barcode)

    def _count_day(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.circulation.day_counts(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._side.show_day,
            latest="day",
        )

    def _show_turn(self) -> None:
        done = {slip.barcode for slip in self._done}
        rows = [_row_of_slip(slip, newest=i == 0) for i, slip in enumerate(self._done)]
        rows += [_row_of_loan(line) for line in self._loans if line.barcode not in done]
        self._rows.show_values(rows)
        at_desk = self._member is not None
        self._renew_all.setVisible(at_desk)
        self._renew_all.setEnabled(bool(self._loans))
        self._finish.setVisible(at_desk or bool(rows))
        self._field.set_hint(_("done with this member") if at_desk else "")

    def _lay_out(self) -> None:
        work = Card(flush=True)
        work.body.addWidget(self._banner)
        work.body.addWidget(self._table, 1)
        self._table.set_empty(
            _("Scan a member card to lend, or a copy to take it back.\nWhat you do appears here.")
        )
        foot = work.add_foot()
        foot.addWidget(self._renew_all)
        foot.addWidget(self._late_button)
        foot.addStretch(1)
        foot.addWidget(self._finish)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(self._side)
        below.addWidget(work, 1)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addWidget(self._field)
        page.addWidget(self._late)
        page.addLayout(below, 1)
        self._stop_asking()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._field)

    def _connect(self) -> None:
        self._field.entered.connect(self.scan)
        self._field.typed.connect(self._suggest)
        self._field.chosen.connect(self._choose)
        self._field.gather_from(self._table)
        self._finish.clicked.connect(self.finish)
        self._renew_all.clicked.connect(self._renew_everything)
        self._late_button.clicked.connect(self._late.toggle)
        self._late.changed.connect(self._field.take_focus)
        self._table.linked.connect(self._follow_link)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo)


_ACTIONS = {
    ActKind.lend: (N_("Lent"), "good"),
    ActKind.lend_unknown: (N_("Lent"), "good"),
    ActKind.give_back: (N_("Returned"), "neutral"),
    ActKind.renew: (N_("Renewed"), "gold"),
}


def _turn(desk: Desk, scanned: Scanned | None, *, card: str | None, keeps: bool) -> _Turn:
    """Everything the page shows after an act, read in the same transaction."""
    called = scanned.member if scanned and scanned.slip is None else None
    wanted = called.card if called else card
    if not keeps or wanted is None:
        return _Turn(scanned, None, (), 0)
    member = verbs.members.by_card(desk, wanted)
    loans = verbs.circulation.loans_of(desk, wanted)
    return _Turn(scanned, member, loans, verbs.circulation.limit_for(desk, member))


def _row_of_slip(slip: Slip, *, newest: bool) -> DeskRow:
    words, tint = _ACTIONS[slip.action]
    action = _(words)
    if slip.action is ActKind.renew and slip.renewals:
        action = _("Renewal {count}").format(count=slip.renewals)
    late = slip.overdue_days if slip.action is ActKind.give_back else 0
    if late:
        action, tint = _("Returned {days} days late").format(days=late), "bad"
    second = " · ".join(filter(None, (slip.people, slip.call_number)))
    if slip.action is ActKind.give_back:
        second = " · ".join(filter(None, (slip.member_name or slip.card, second)))
    at = slip.at.replace(":", _(":"))
    return DeskRow(
        barcode=slip.barcode,
        title=slip.title,
        second=second,
        action=action,
        tint=tint,
        due="—" if slip.returned_on else short_day(slip.due_on),
        due_tint="",
        when=_("just now") if newest else at,
        act_id=slip.act_id,
        newest=newest,
    )


def _row_of_loan(line: LoanLine) -> DeskRow:
    late = line.overdue_days
    action = _("{days} days overdue").format(days=late) if late else _("Still on loan")
    return DeskRow(
        barcode=line.barcode,
        title=line.title,
        second=" · ".join(filter(None, (line.people, line.call_number))),
        action=action,
        tint="bad" if late else "accent",
        due=short_day(line.due_on),
        due_tint="bad" if late else "",
        when=_("lent {day}").format(day=_short_date(line.lent_on)),
        act_id="",
        newest=False,
    )


def _short_date(day: date) -> str:
    return " ".join(short_day(day).split(" ")[1:])


def _columns() -> list[Column[DeskRow]]:
    return [
        Column(_("Number"), lambda row: row.barcode, width=92),
        Column(_("Title"), lambda row: Cell(row.title, row.second, strong=True)),
        Column(_("Act"), lambda row: Cell(row.action, chip=row.tint), width=158),
        Column(_("Due"), lambda row: Cell(row.due, strong=True, tint=row.due_tint), width=112),
        Column("", _link, width=194, from_width=640),
    ]


def _link(row: DeskRow) -> Cell:
    if row.act_id:
        return Cell(row.when, soft=True, link=_("undo"), key="Ctrl+Z" if row.newest else "")
    return Cell(row.when, soft=True, link=_("renew"))


def _two_lines(sentence: str) -> tuple[str, str]:
    first, mark, rest = sentence.partition(". ")
    return (first + ("." if mark else ""), rest)
