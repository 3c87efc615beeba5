"""From cell to cell: scan a book for the card in turn, then the arrow to the next.

At a reading corner a scan takes what lies there onto the trolley, and puts anything else
in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain import errors
from jukung.domain.kinds import ReturnFound, Role, RoundOutcome
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.round_acts import ROUND_ACTS, TOUCHED
from jukung.ui.pages.round_banner import RoundBanner
from jukung.ui.pages.round_stop import StopBooks, StopHead
from jukung.ui.pages.round_turn import Seen, Turn
from jukung.ui.pages.round_way import RoundWay
from jukung.ui.pages.round_words import corner_said, permission_said, said
from jukung.ui.scan_field import ScanField
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.domain.errors import Refusal
    from jukung.library.desk import Desk
    from jukung.library.permissions_asked import PermissionLine
    from jukung.library.round_views import RoundView, Stop, StopLine
    from jukung.library.undoing import Undone
    from jukung.ui.room import Room

NARROW, NARROWEST = 1240, 940


class RoundDesk(QWidget):
    """The way on the left, whoever is in turn on the right, the box above both."""

    left = Signal()
    trolley_wanted = Signal()
    papers_wanted = Signal(object)
    """`list` or `form`."""

    gone = Signal()
    """The round is no longer there: its plan was taken back."""

    changed = Signal(object)
    """The `RoundView` after each change."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._turn = Turn()
        self._view: RoundView | None = None
        self._key = ""
        self._beside = ""
        self.field = ScanField(key="Down")
        self.way = RoundWay()
        self.head = StopHead(room)
        self.banner = RoundBanner()
        self.books = StopBooks()
        self._lay_out()
        self._connect()

    # --- what the page asks ------------------------------------------------------------------

    def open(self, round_id: str) -> None:
        """Go on with a round."""
        self.banner.clear()
        self._do(lambda desk: self._turn.begin(desk, round_id), reads=True)

    def view(self) -> RoundView | None:
        """The round as it was last seen."""
        return self._view

    def card(self) -> str:
        """Whose turn it is: a card, or the id of a reading corner."""
        return self._key

    def words(self) -> str:
        """The sentence of the banner; empty when there is none."""
        return self.banner.words()

    def take_focus(self) -> None:
        """Be ready for the next scan."""
        self.field.take_focus()

    def look_again(self) -> None:
        """Read the round once more, where there is one."""
        if self._turn.round_id:
            self._do(self._turn.look, reads=True)

    def forget(self) -> None:
        """Keep nothing of what was typed, said or asked to who stood here before."""
        self._beside = ""
        self.banner.clear()
        self.field.clear()
        self.head.show_asked(())
        self._offer_papers()

    @Slot()
    def undo(self) -> None:
        """Take back the last act of the round, or what was just done beside it."""
        beside = self._beside

        def work(desk: Desk) -> tuple[Seen | None, Undone]:
            undone = (
                verbs.undoing.undo(desk, beside)
                if beside
                else verbs.undoing.undo_last(desk, kinds=ROUND_ACTS)
            )
            return self._turn.undone(desk, undone), undone

        def show(answer: tuple[Seen | None, Undone]) -> None:
            seen, undone = answer
            self._beside = ""
            self.field.forget_last()
            if seen is None:
                self._turn.round_id = ""
                self.gone.emit()
                return
            self._show(seen)
            parts = (undone.card, f"“{undone.title}”" if undone.title else "")
            self.banner.tell(_("Undone."), " · ".join(filter(None, parts)))

        self._room.jobs.change(work, owner=self, then=show, refused=self._refuse, touched=TOUCHED)

    @Slot(object)
    def enter(self, typed: str) -> None:
        """Take what was scanned or typed."""
        by_scanner, reads = self.field.came_by_scanner(), self.books.counts_reading()
        self._do(
            lambda desk: self._turn.scan(desk, typed, by_scanner=by_scanner, reads=reads),
            refused=lambda refusal: self.banner.refuse_scan(refusal, typed, self._stop()),
        )

    @Slot()
    def go_on(self) -> None:
        """Go to the next stop; one with nothing left to do is done."""
        self._do(lambda desk: self._turn.step(desk, 1))

    @Slot()
    def go_back(self) -> None:
        """Go to the stop before."""
        self._do(lambda desk: self._turn.step(desk, -1), reads=True)

    # --- keys --------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.banner and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.head.make_room(is_covered=event.type() is QEvent.Type.Show)
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and not event.modifiers():
            self.go_back()
        elif event.key() == Qt.Key.Key_Escape:
            if self.banner.isHidden():
                self.left.emit()
            else:
                self.banner.clear()
                self.take_focus()
        elif not self.field.eventFilter(self, event):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Beside the books of one stop large type leaves no room for the whole way.
        self.way.setVisible(self.window().width() >= theme.px(NARROWEST))
        wide = self.window().width() >= theme.px(NARROW)
        self.way.setFixedWidth(theme.px(450 if wide else 316))

    # --- what follows ------------------------------------------------------------------------

    def _do(
        self,
        work: Callable[[Desk], Seen],
        *,
        refused: Callable[[Refusal], object] | None = None,
        reads: bool = False,
    ) -> None:
        self._room.jobs.change(
            work,
            owner=self,
            then=self._show if reads else self._show_done,
            refused=refused or self._refuse,
            touched=() if reads else TOUCHED,
        )

    def _press(self, work: Callable[[Desk], Seen]) -> None:
        """Do what a button says; the box has the keys again."""
        self._do(work)
        self.take_focus()

    def _show_done(self, seen: Seen) -> None:
        self._show(seen)
        self.banner.clear()
        slip: Any = seen.slip
        what = str(slip.what) if slip is not None else ""
        self._beside = slip.act_id if what in ("used", "asked", "answered") else ""
        if seen.is_end:
            self.banner.tell_end(seen.view)
        elif not what or what == "called":
            sounds.play("done")
        elif what == "returned":
            self.banner.ask_to_check(slip)
        else:
            title, detail, tint = _words_of(slip)
            self.banner.tell(title, detail, tint=tint or "good")

    def _show(self, seen: Seen) -> None:
        is_same, self._view, self._key = seen.key == self._key, seen.view, seen.key
        stop = seen.view.stop_of(seen.key)
        # At a corner the same scan twice would take out again what it just put in.
        if not (is_same and stop is not None and stop.corner):
            self.field.forget_last()
        self.field.set_hint(_("next stop"))
        self.way.show_way(seen.view, seen.key)
        self._offer_papers()
        self.head.show_stop(stop, is_covered=not self.banner.isHidden())
        self.head.show_asked(seen.asked)
        self.books.show_stop(stop)
        self._show_place(stop)
        self.changed.emit(seen.view)

    @Slot()
    def _show_place(self, stop: Stop | None) -> None:
        """Say in the box what a scan would do here."""
        if stop is not None and stop.corner:
            reads = self.books.counts_reading()
            words = _("Scan what was read in") if reads else _("Scan a book in or out of")
            self.field.set_placeholder(words, strong=f"{stop.room}…")
            return
        where = f"{stop.room} · {stop.card}…" if stop else ""
        self.field.set_placeholder(_("Scan a book for"), strong=where)

    def _offer_papers(self) -> None:
        staff = self._room.staff
        self.way.offer_papers(offered=staff is None or staff.role is not Role.aide)

    def _stop(self) -> Stop | None:
        return self._view.stop_of(self._key) if self._view else None

    @Slot(object, object)
    def _check(self, barcode: str, found: ReturnFound) -> None:
        def work(desk: Desk) -> Seen:
            verbs.return_checks.check(desk, barcode, found)
            return self._turn.look(desk)

        def show(seen: Seen) -> None:
            self._show(seen)
            self.banner.tell_checked(found)

        self._room.jobs.change(work, owner=self, then=show, refused=self._refuse, touched=TOUCHED)
        self.take_focus()

    @Slot(object, object)
    def _settle(self, line: StopLine, outcome: RoundOutcome) -> None:
        self._press(lambda desk: self._turn.settle(desk, line, outcome))

    @Slot(object, object)
    def _answer(self, line: PermissionLine, granted: bool) -> None:  # noqa: FBT001 - of a signal
        self._press(lambda desk: self._turn.answer(desk, line, granted=granted))

    @Slot(bool)
    def _count_reading(self, _on: bool) -> None:  # noqa: FBT001 - of a signal
        self.field.forget_last()
        self._show_place(self._stop())
        self.take_focus()

    @Slot()
    def _ask_to_point(self) -> None:
        words = _("Point at the book first.")
        self.banner.tell(words, _("Tab goes to the list, the arrows point."), tint="gold")
        self.books.table.take_focus()

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        if isinstance(refusal, errors.RoundUnknown):
            sounds.play("refused")
            self.gone.emit()
            return
        self.banner.refuse(refusal)

    @Slot(object)
    def _point(self, stop: Stop | None) -> None:
        if stop is not None and stop.key != self._key:
            self.banner.clear()
            self._do(lambda desk: self._turn.go_to(desk, stop.key), reads=True)

    # --- how it looks ------------------------------------------------------------------------

    def _connect(self) -> None:
        self.field.entered.connect(self.enter)
        self.field.stepped_below.connect(self.go_on)
        self.field.repeated.connect(lambda _number: sounds.play("attention"))
        self.way.pointed.connect(self._point)
        self.way.chosen.connect(self.take_focus)
        self.way.papers_wanted.connect(self.papers_wanted)
        self.head.answered.connect(self._answer)
        self._connect_banner()
        books, turn = self.books, self._turn
        books.undo_wanted.connect(self.undo)
        books.settled.connect(self._settle)
        books.unpointed.connect(self._ask_to_point)
        books.reading.toggled.connect(self._count_reading)
        books.passed.connect(lambda why: self._press(lambda desk: turn.pass_by(desk, why)))
        books.missed.connect(lambda line: self._press(lambda desk: turn.miss(desk, line.barcode)))
        books.taken.connect(
            lambda line: self._press(lambda desk: turn.take_out(desk, line.barcode))
        )

    def _connect_banner(self) -> None:
        banner, turn = self.banner, self._turn
        banner.installEventFilter(self)
        banner.trolley_wanted.connect(self.trolley_wanted)
        banner.checked.connect(self._check)
        banner.back_wanted.connect(lambda no: self._do(lambda desk: turn.give_back(desk, no)))
        banner.passing_wanted.connect(lambda no: self._do(lambda desk: turn.pass_on(desk, no)))
        banner.asking_wanted.connect(lambda no: self._press(lambda desk: turn.ask(desk, no)))
        banner.out_wanted.connect(lambda no: self._press(lambda desk: turn.take_out(desk, no)))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(theme.px(14))
        right.addWidget(self.head)
        right.addWidget(self.banner)
        right.addWidget(self.books, 1)
        both = QHBoxLayout()
        both.setSpacing(theme.px(18))
        both.addWidget(self.way)
        both.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(14))
        page.addWidget(self.field)
        page.addLayout(both, 1)


def _words_of(slip: Any) -> tuple[str, str, str]:  # noqa: ANN401 - of a cell, a corner or an answer
    """What was just done, by where it was done."""
    if hasattr(slip, "corner"):
        return corner_said(slip)
    return permission_said(slip) if hasattr(slip, "granted") else said(slip)
