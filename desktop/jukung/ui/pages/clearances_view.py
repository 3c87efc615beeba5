"""Open clearances: what is still out, written off or taken back, then closed with a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import clearance_work
from jukung.ui.pages.clearance_card import ClearanceCard, reason_words
from jukung.ui.pages.day_minutes import DayMinutes
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.beside import Beside
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import Stack
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.domain.kinds import WriteOffReason
    from jukung.library.clearances import ClearanceDetail, ClearanceView, Closed
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

WIDE, NARROW, ABREAST = 440, 350, 1460
PURPOSE = "letters"
_TOUCHED = frozenset({"member", "loan", "copy", "house", "letter"})


class ClearancesView(QWidget):
    """The list on the left, the chosen clearance on the right."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._shown = ""
        self._which = Segments(
            {clearance_work.OPEN: _("Not settled"), clearance_work.CLOSED: _("Closed")},
            keys={clearance_work.OPEN: "Alt+1", clearance_work.CLOSED: "Alt+2"},
        )
        self._rows: Rows[ClearanceView] = Rows(_columns())
        self.table = Table(self._rows, rows="two")
        self.banner = UndoBanner(room, touched=_TOUCHED, then=lambda _act: self.refresh())
        self._count = label("", "note")
        self._close_ready = Button("", icon="check", key="Ctrl+Shift+S")
        self.card, self._empty, self._side = ClearanceCard(), Card(), Stack()
        self._beside = Beside(
            self._side, standing=(self._empty, self.card), wide=WIDE, narrow=NARROW
        )
        self.printing = PaperPrinting(room, self)
        self.day = DayMinutes(room, self.printing)
        self._top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()
        self._connect()

    def come_into_view(self) -> None:
        """Show what is open now."""
        self.refresh()
        self.table.take_focus()

    @Slot()
    def refresh(self) -> None:
        """Read the list again, and the clearance that is shown."""
        which = self._which.name()
        self._room.jobs.read(
            lambda desk: clearance_work.read(desk, which),
            owner=self,
            then=lambda found: self._show_list(found, which),
            refused=self.banner.refuse,
            latest="clearances",
        )
        if self._shown:
            self.show_clearance(self._shown)

    def listed(self) -> list[ClearanceView]:
        """The clearances in the list, from the top."""
        return self._rows.values()

    def show_clearance(self, clearance_id: str) -> None:
        """Show a clearance with its copies."""
        self._room.jobs.read(
            lambda desk: clearance_work.show(desk, clearance_id),
            owner=self,
            then=self._show,
            refused=lambda _refusal: self._show_nothing(),
            latest="clearance",
        )

    def show_for(self, resident_id: str) -> None:
        """Show the clearance of a resident, opened where there was none."""
        self._room.jobs.change(
            lambda desk: clearance_work.for_resident(desk, resident_id),
            owner=self,
            then=self._show_opened,
            refused=self.banner.refuse,
            touched=_TOUCHED,
        )

    def _show_opened(self, detail: ClearanceDetail) -> None:
        self._beside.open()
        self._show(detail)
        self.refresh()

    def _show_list(self, found: clearance_work.Read, which: str) -> None:
        is_open = which == clearance_work.OPEN
        self._rows.show_values(found.clearances)
        keys = [each.id for each in found.clearances]
        if self._shown in keys:
            self.table.point_at(keys.index(self._shown))
        self.table.set_empty(
            _("No clearance is open. One opens when a resident is released, moved or dies.")
            if is_open
            else _("No clearance was closed yet.")
        )
        said = many("{count} clearance", "{count} clearances", len(keys))
        self._count.setText(said.format(count=number(len(keys))))
        words = many("Close {count} without copies", "Close {count} without copies", found.ready)
        self._close_ready.setText(words.format(count=number(found.ready)))
        self._close_ready.setVisible(is_open and found.ready > 0)

    def _show(self, detail: ClearanceDetail) -> None:
        self._shown = detail.clearance.id
        self.card.show_detail(detail)
        self.day.show_clearance(detail.clearance)
        self._side.setCurrentWidget(self.card)

    def _show_nothing(self) -> None:
        self._shown = ""
        self.day.show_clearance(None)
        self._side.setCurrentWidget(self._empty)

    @Slot(object)
    def _point(self, view: ClearanceView | None) -> None:
        if view is not None and view.id != self._shown:
            self.show_clearance(view.id)

    @Slot(object)
    def _choose(self, view: ClearanceView) -> None:
        self._beside.open()
        self.show_clearance(view.id)
        self.card.take_focus()

    @Slot(object)
    def _follow_which(self, _name: str) -> None:
        self._show_nothing()
        self.banner.clear()
        self.refresh()

    @Slot(str, object, str)
    def _write_off(self, loan_id: str, reason: WriteOffReason, note: str) -> None:
        def work(desk: Desk) -> str:
            return verbs.clearances.write_off(desk, loan_id, reason, note)

        self._change(work, lambda act: self._tell(_("Written off"), _("Nobody owes for it."), act))

    @Slot()
    def close_shown(self) -> None:
        """Close the clearance that is shown."""
        wanted = self._shown

        def work(desk: Desk) -> Closed:
            return verbs.clearances.close(desk, wanted)

        self._change(work, lambda done: self._tell(_("Clearance closed"), "", done.act_id))

    @Slot()
    def close_ready(self) -> None:
        """Close all with nothing out."""

        def work(desk: Desk) -> Closed:
            return verbs.clearances.close_ready(desk)

        def then(done: Closed) -> None:
            said = many("{count} clearance closed", "{count} clearances closed", done.count)
            self._tell(said.format(count=number(done.count)), "", done.act_id)

        self._change(work, then)

    def _change(self, work: Callable[[Desk], Any], then: Callable[[Any], object]) -> None:
        self._room.jobs.change(
            work, owner=self, then=then, refused=self.banner.refuse, touched=_TOUCHED
        )

    def _tell(self, title: str, detail: str, act_id: str) -> None:
        self.banner.tell(title, detail, act_id=act_id)
        self.refresh()

    # --- the letter ---------------------------------------------------------------------------

    def letter(self) -> Printable | None:
        """The letter of the clearance that is shown, with a card and a line for the name."""
        view = self.card.clearance()
        if view is None:
            return None
        paper = self._paper()
        return Printable(
            lambda desk: clearance_work.write_letter(desk, view, paper=paper),
            file=_("clearance-{card}").format(card=view.card) + ".pdf",
            folder=PURPOSE,
            printed=_("The letter is at the printer, and in the register."),
            look=lambda desk: clearance_work.look_at_letter(desk, view, paper=paper),
            touched=frozenset({"letter"}),
            colour=True,
        )

    def minutes(self) -> Printable | None:
        """The minutes of what was written off at the clearance that is shown."""
        view = self.card.clearance()
        if view is None:
            return None
        paper = self._paper()
        return Printable(
            lambda desk: clearance_work.write_minutes(desk, view.id, paper=paper),
            file=_("minutes") + f"-{view.card}.pdf",
            folder=PURPOSE,
            printed=_("The minutes are at the printer, and in the register."),
            look=lambda desk: clearance_work.look_at_minutes(desk, view.id, paper=paper),
            touched=frozenset({"letter"}),
            colour=True,
        )

    @Slot()
    def _save_minutes(self) -> None:
        if (paper := self.minutes()) is not None:
            self.printing.ask_where_to_save(paper)

    def _paper(self) -> str:
        return self._room.preferences.paper(PURPOSE) or "a4"

    @Slot()
    def _print(self) -> None:
        names, view = self._room.names, self.card.clearance()
        if names is not None and view is not None and names.is_open():
            paper = self._paper()

            def work(desk: Desk) -> object:
                return clearance_work.sealed_letter(desk, view, paper=paper)

            reason = _("Clearance letter")
            self._change(work, lambda letter: names.letter(letter, reason))
        elif (paper_ := self.letter()) is not None:
            self.printing.ask_printer(paper_)

    @Slot()
    def _save(self) -> None:
        if (paper := self.letter()) is not None:
            self.printing.ask_where_to_save(paper)

    def _say(self, said: str, tint: str) -> None:
        self.banner.say(said, tint=tint)
        self.refresh()

    @Slot()
    def _go_to_desk(self) -> None:
        view = self.card.clearance()
        if view is not None and self._room.go is not None:
            page: Any = self._room.go("circulation")
            page.call_member(view.card)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.px(ABREAST)
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _lay_out(self) -> None:
        words = _("Choose a clearance in the list: what is still out stands here.")
        self._empty.body.addWidget(EmptyState("clipboard-check", _("Clearance"), words, wide=260))
        for each in (self._empty, self.card):
            self._side.addWidget(each)
        list_card = Card(flush=True)
        list_card.body.addWidget(self.table, 1)
        foot = list_card.add_foot()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._close_ready)
        top = self._top
        top.setSpacing(theme.px(8))
        top.addWidget(self._which, 0, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeft)
        column = self._beside.column
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(list_card, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._beside)

    def _connect(self) -> None:
        self._which.chosen.connect(self._follow_which)
        self._beside.closed.connect(self.table.setFocus)
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(self._choose)
        self._close_ready.clicked.connect(self.close_ready)
        self.card.write_off_wanted.connect(self._write_off)
        self.card.close_wanted.connect(self.close_shown)
        self.card.print_wanted.connect(self._print)
        self.card.save_wanted.connect(self._save)
        self.card.minutes_wanted.connect(self._save_minutes)
        self.card.desk_wanted.connect(self._go_to_desk)
        self.printing.said.connect(self._say)
        self.printing.refused.connect(self.banner.refuse)


def _columns() -> list[Column[ClearanceView]]:
    return [
        Column(_("Card"), lambda view: Cell(view.card, view.last_place, strong=True)),
        Column(_("Why"), lambda view: reason_words(view.reason), width=130, from_width=480),
        Column(_("Since"), lambda view: brief_day(view.opened_on), width=124),
        Column(_("Still out"), _out, width=104),
    ]


def _out(view: ClearanceView) -> Cell:
    if view.closed_on is not None:
        return Cell(_("closed"), chip="good")
    if view.still_out:
        return Cell(number(view.still_out), chip="gold")
    return Cell(_("nothing"), chip="good")
