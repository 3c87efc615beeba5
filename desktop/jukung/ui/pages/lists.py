"""The lists of the day: what is due, what is late, who waits, what is set aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung import messages
from jukung.ui import sounds, theme, verbs
from jukung.ui.header import ChipWords
from jukung.ui.pages.list_kinds import ListKind, kinds
from jukung.ui.pages.paper_bench import OFFICE, paper_field
from jukung.ui.pages.slip_work import slips_pdf
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.stack import Stack
from jukung.ui.room import Room
from jukung.ui.rows import PagedRows, Wanted
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.domain.errors import Refusal
    from jukung.library.desk import Desk
    from jukung.library.holds import Cancelled, Swept
    from jukung.library.lists import ListCounts
    from jukung.ui.pages.desk_receipts import DeskReceipts

_TOUCHES = frozenset({"loan", "hold", "member", "rules"})
# Narrower than that the buttons stand in two rows.
WIDE = 860
FOLDER = "slips"


class ListsPage(QWidget):
    """One list at a time, chosen by key; what is done with its line stands below."""

    listed = Signal(object)
    """The name of the list that was read."""

    copied = Signal(object)
    """The message now in the clipboard."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._furnished = False
        self._counts: ListCounts | None = None
        self._lists: dict[str, _OneList] = {}
        self._current = "due"
        self._choices: dict[str, Button] = {}
        self._banner = Banner(corners="all")
        self._stack = Stack()
        self._paper = paper_field(room, FOLDER, {paper: paper.upper() for paper in OFFICE})
        self._desk = Button(_("To the desk"), kind="primary", key="Return", icon="scan-barcode")
        self._copy = Button(_("Copy message"), key="Ctrl+C")
        self._print = Button(_("Print slips"), key="Ctrl+P", icon="printer")
        self._save = Button(_("Save slips…"), key="Ctrl+S")
        self._cancel = Button(_("Cancel hold"), key="Del")
        self._hold_slip = Button(_("Hold slip"), key="Ctrl+G", icon="printer")
        self._receipts: DeskReceipts | None = None
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        self._slips = PaperPrinting(room, self)
        # What may be shown of a person is known only once the library is open.
        if room.profile is None:
            room.opened.connect(self._furnish)
        else:
            self._furnish()

    def heading(self) -> str:
        """The list's own name."""
        return _("Lists")

    def chips(self) -> Sequence[ChipWords]:
        """How long the lists are that somebody should look at."""
        counts = self._counts
        if counts is None:
            return ()
        due = many("{count} due today", "{count} due today", counts.due_today)
        late = _("{count} overdue")
        ready = many("{count} on the ready shelf", "{count} on the ready shelf", counts.ready)
        return (
            (due.format(count=number(counts.due_today)), "neutral"),
            (late.format(count=number(counts.overdue)), "gold" if counts.overdue else "neutral"),
            (ready.format(count=number(counts.ready)), "good" if counts.ready else "neutral"),
        )

    def shown(self) -> None:
        """Tidy the ready shelf, then show what changed meanwhile."""
        if not self._furnished:
            return
        self._room.jobs.change(
            lambda desk: verbs.holds.sweep(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._tell_swept,
            refused=self._refuse,
        )
        self._list().table.setFocus()

    def show_list(self, name: str) -> None:
        """Bring one of the lists into view: due, overdue, ready or waiting."""
        self._current = name
        self._choices[name].setChecked(True)
        self._banner.clear()
        self._refresh()
        self._list().table.setFocus()

    def current(self) -> str:
        """The name of the list in view."""
        return self._current

    def values(self) -> list[Any]:
        """The lines of the list in view that are here, from the top."""
        rows = self._list().rows
        here = (rows.value_at(row) for row in range(min(rows.rowCount(), 50)))
        return [value for value in here if value is not None]

    def table(self) -> Table:
        """The table of the list in view."""
        return self._list().table

    def words(self) -> str:
        """The sentence shown above the list; empty when there is none."""
        return self._banner.words()

    def slips(self) -> PaperPrinting:
        """What puts slips on paper."""
        return self._slips

    def printable(self) -> Printable:
        """The slips of the list in view."""
        kind, paper = self._list().kind.slip, str(self._paper.currentData())
        return Printable(
            lambda desk: slips_pdf(desk, kind, paper=paper),
            file=_("reminders-{day}.pdf").format(day=self._room.today().isoformat()),
            folder=FOLDER,
            printed=_("The slips are at the printer."),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(WIDE)
        direction = QBoxLayout.Direction
        self._foot.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    # --- what follows ---------------------------------------------------------------------------

    def _list(self) -> _OneList:
        return self._lists[self._current]

    @Slot()
    def _furnish(self) -> None:
        self._furnished = True
        for kind in kinds():
            self._lists[kind.name] = one = _OneList(self._room, kind, page=self)
            self._stack.addWidget(one)
            choice = Button(_(kind.title), kind="choice", key=kind.key)
            choice.clicked.connect(partial(self.show_list, kind.name))
            self._choices[kind.name] = choice
            one.table.pointed.connect(self._allow)
            one.arrived.connect(self._allow)
            one.table.chosen.connect(self._go_to_desk)
        self._lay_out()
        self._connect()
        self._choices[self._current].setChecked(True)
        self._allow()
        if self.isVisible():
            self.shown()

    @Slot()
    def _refresh(self) -> None:
        kind = self._list().kind
        self._room.jobs.read(
            lambda desk: verbs.lists.counts(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=lambda counts: self._show(kind, counts),
            refused=self._refuse,
            latest="counts",
        )

    def _show(self, kind: ListKind, counts: ListCounts) -> None:
        self._counts = counts
        one = self._lists[kind.name]
        one.begin(kind.count(counts))
        self._stack.setCurrentWidget(one)
        self._allow()
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()
        self.listed.emit(kind.name)

    @Slot()
    def _allow(self) -> None:
        one = self._list()
        chosen = one.table.current_value() is not None
        self._desk.setEnabled(chosen)
        self._copy.setEnabled(chosen)
        self._cancel.setEnabled(chosen)
        self._cancel.setVisible(one.kind.is_holds)
        self._hold_slip.setEnabled(chosen)
        self._hold_slip.setVisible(one.kind.name == "ready")
        for each in (self._print, self._save):
            each.setEnabled(bool(one.kind.slip) and one.rows.rowCount() > 0)
        for wide in (self._print, self._save, self._paper):
            wide.setVisible(bool(one.kind.slip))

    def _tell_swept(self, swept: Swept | None) -> None:
        if swept is None:
            self._refresh()
            return
        if swept.expired_count:
            said = many(
                "{count} hold ran out", "{count} holds ran out", swept.expired_count
            ).format(count=number(swept.expired_count))
            self._say_with_undo(
                said,
                _("The copies go to the next in the queue, or back to the shelf."),
                act_id=swept.act_id,
                tint="gold",
            )
        # Other pages show holds too; without anything done they need not look.
        self._room.jobs.changed.emit(frozenset({"hold"}))

    def _card(self) -> str:
        value = self.table().current_value()
        return value.card if value is not None else ""

    @Slot()
    def _go_to_desk(self) -> None:
        card = self._card()
        if card and self._room.go is not None:
            page: Any = self._room.go("circulation")
            page.call_member(card)

    @Slot()
    def _copy_message(self) -> None:
        value = self.table().current_value()
        if value is None or not value.card:
            return
        self._room.jobs.read(
            lambda desk: verbs.reminding.message(desk, value.card),
            owner=self,
            then=lambda text: self._give_message(value, text),
            refused=self._refuse,
            latest="message",
        )

    def _give_message(self, value: Any, text: str) -> None:  # noqa: ANN401 - a line of any list
        if not text:
            self._say(_("There is nothing to remind of"), tint="gold")
            return
        QGuiApplication.clipboard().setText(text)
        sounds.play("done")
        who = value.name or value.card
        where = (
            _("Paste it into WhatsApp or a text message to {phone}.").format(phone=value.phone)
            if value.phone
            else _("No phone number is known. Paste it where you write to them.")
        )
        if self._room.is_prison:
            where = _("Paste it where you need it.")
        self._say(_("Message for {name} copied").format(name=who), where)
        self.copied.emit(text)

    @Slot()
    def _cancel_hold(self) -> None:
        value = self.table().current_value()
        if value is None or not self._list().kind.is_holds:
            return
        self._room.jobs.change(
            lambda desk: verbs.holds.cancel(desk, value.id),
            owner=self,
            then=lambda done: self._tell_cancelled(value, done),
            refused=self._refuse,
            touched={"hold"},
        )

    def _tell_cancelled(self, value: Any, done: Cancelled) -> None:  # noqa: ANN401 - a hold's line
        sounds.play("done")
        detail = ""
        if done.next is not None:
            detail = _("The copy is set aside for {name} now.").format(
                name=done.next.member_name or done.next.card
            )
        who = value.name or value.card
        self._say_with_undo(
            _("{name} no longer waits for “{title}”").format(name=who, title=value.title),
            detail,
            act_id=done.act_id,
        )

    def _undo(self, act_id: str) -> None:
        self._room.jobs.change(
            lambda desk: verbs.undoing.undo(desk, act_id),
            owner=self,
            then=lambda _undone: self._say(_("Undone"), tint="good"),
            refused=self._refuse,
            touched={"hold"},
        )

    @Slot()
    def _print_slips(self) -> None:
        self._slips.ask_printer(self.printable())

    @Slot()
    def _save_slips(self) -> None:
        self._slips.ask_where_to_save(self.printable())

    @Slot()
    def _print_hold_slip(self) -> None:
        value = self.table().current_value()
        if value is not None and value.barcode:
            self._receipt_printing().print_hold(value.barcode)

    def _receipt_printing(self) -> DeskReceipts:
        if self._receipts is None:
            from jukung.ui.pages.desk_receipts import (  # noqa: PLC0415 - rarely wanted here
                DeskReceipts,
            )
            from jukung.ui.pages.receipt_strip import ReceiptStrip  # noqa: PLC0415 - the same

            self._receipts = DeskReceipts(self._room, self)
            strip = ReceiptStrip(parent=self)
            self._whole.insertWidget(1, strip)
            self._receipts.paper_wanted.connect(strip.ask)
            strip.answered.connect(self._receipts.choose_paper)
            strip.left.connect(lambda: self.table().setFocus())
            self._receipts.said.connect(self._hear_slips)
            self._receipts.refused.connect(self._refuse)
        return self._receipts

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if not touched & _TOUCHES:
            return
        if self.isVisible():
            self._refresh()

    # --- what is said ---

    def _say(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        self._banner.say(title, detail, tint=tint)

    def _say_with_undo(self, title: str, detail: str, *, act_id: str, tint: str = "good") -> None:
        button = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        button.clicked.connect(lambda: self._undo(act_id))
        self._banner.say(title, detail, tint=tint, button=button)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot(object, object)
    def _hear_slips(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self._say(words, tint=tint)

    # --- how it looks ---

    def _lay_out(self) -> None:
        self._paper.setToolTip(_("Paper of the slips"))
        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        for choice in self._choices.values():
            group.addButton(choice)
            top.addWidget(choice)
        top.addStretch(1)
        for each in (self._paper, self._print, self._save):
            self._left.addWidget(each)
        self._left.addStretch(1)
        self._right.addStretch(1)
        for each in (self._hold_slip, self._cancel, self._copy, self._desk):
            self._right.addWidget(each)
        for row in (self._left, self._right, self._foot):
            row.setSpacing(theme.px(10))
        self._foot.addLayout(self._left)
        self._foot.addLayout(self._right, 1)
        whole = self._whole = QVBoxLayout(self)
        side = theme.px(22)
        whole.setContentsMargins(side, theme.px(18), side, theme.px(18))
        whole.setSpacing(theme.px(12))
        whole.addLayout(top)
        whole.addWidget(self._banner)
        whole.addWidget(self._stack, 1)
        whole.addLayout(self._foot)

    def _connect(self) -> None:
        self._desk.clicked.connect(self._go_to_desk)
        self._copy.clicked.connect(self._copy_message)
        self._print.clicked.connect(self._print_slips)
        self._save.clicked.connect(self._save_slips)
        self._cancel.clicked.connect(self._cancel_hold)
        self._hold_slip.clicked.connect(self._print_hold_slip)
        self._slips.said.connect(self._hear_slips)
        self._slips.refused.connect(self._refuse)
        self._room.jobs.changed.connect(self._follow)


class _OneList(Stack):
    """A list's table, or what is said while it is empty."""

    arrived = Signal()
    """The line under the cursor is there."""

    def __init__(self, room: Room, kind: ListKind, *, page: QWidget) -> None:
        super().__init__(parent=page)
        self._room, self.kind = room, kind
        self.rows: PagedRows[Any] = PagedRows(
            kind.columns(room.is_prison), self._bring, parent=self
        )
        self.table = Table(self.rows, rows="two")
        self._row = 0
        self._begins = False
        self._full, self._none = Card(flush=True), Card()
        self._full.body.addWidget(self.table)
        title, text = kind.empty
        self._none.body.addWidget(EmptyState("list-checks", _(title), _(text)))
        self.addWidget(self._none)
        self.addWidget(self._full)

    def begin(self, count: int) -> None:
        """Show the list anew and stay where it was."""
        had_focus = self.table.hasFocus()
        self._row = max(self.table.currentIndex().row(), 0)
        bar = self.table.verticalScrollBar()
        place = bar.value()
        self._begins = True
        self.rows.begin(count)
        self.setCurrentWidget(self._full if count else self._none)
        if count:
            self._row = min(self._row, count - 1)
            bar.setValue(place)
            self.rows.value_at(self._row)
        if had_focus:
            self.table.setFocus()

    def _bring(self, wanted: Wanted) -> None:
        page = self.kind.page

        def work(desk: Desk) -> Sequence[Any]:
            return page(desk, wanted)

        self._room.jobs.read(work, owner=self, then=lambda values: self._arrive(wanted, values))

    def _arrive(self, wanted: Wanted, values: Sequence[Any]) -> None:
        self.rows.arrive(wanted, values)
        # A view that takes the focus goes to its first row, whether that is there or not.
        row = max(self.table.currentIndex().row(), self._row)
        if self._begins and self.rows.value_at(row) is not None:
            self._begins = False
            self.table.point_at(row)
            self.arrived.emit()
