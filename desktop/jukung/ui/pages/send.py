"""A month becomes a receipt: check, look at the figures, seal, carry.

One month at a time; what is to do next stands on the button bottom right.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from jukung.ui import sounds, verbs
from jukung.ui.pages import send_month, send_words
from jukung.ui.pages.send_asking import SendAsking
from jukung.ui.pages.send_internet_work import SendInternet
from jukung.ui.pages.send_layout import SendLayout
from jukung.ui.pages.send_month import MonthView, Stage
from jukung.ui.pages.send_opened import SendOpened
from jukung.ui.pages.send_words import Outcome
from jukung.ui.pages.send_work import SendWork
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.domain.months import Month
    from jukung.exchange.parcels.identity import AgencyCard
    from jukung.exchange.parcels.invitation import Invitation
    from jukung.ui.header import ChipWords

_TONES = {"good": "done", "gold": "attention", "bad": "refused"}
CHECK, LOOK, SEAL, CARRY = range(4)
_STEP = {
    Stage.running: CHECK,
    Stage.open: CHECK,
    Stage.changed: LOOK,
    Stage.to_join: SEAL,
    Stage.to_seal: SEAL,
    Stage.sealed: CARRY,
    Stage.written: CARRY,
    Stage.received: CARRY,
}
_ON_ITS_WAY = frozenset({Stage.sealed, Stage.written, Stage.received})


class SendPage(QWidget):
    """The report of a month, from its checklist to its receipt."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._view: MonthView | None = None
        self._month: Month | None = None
        self._place: int | None = None
        """The step somebody went to; else the month's own."""
        self._busy = self._shows_card = False
        self._card: AgencyCard | Invitation | None = None
        self._pointed = ""
        """The figure to point at once its month is shown."""
        self._outcome: Outcome | None = None
        self._parts = SendLayout(room, self)
        self._work = SendWork(room, parent=self)
        self._opened = SendOpened(room, self, self._parts, self._work)
        self._asking = SendAsking(room, self, self._work)
        self._internet = SendInternet(room, self._parts.carry.internet, self._work, parent=self)
        self._figures, self._join = self._parts.figures, self._parts.join
        self._primary = self._parts.primary
        self._connect()

    def shown(self) -> None:
        """Look at the month anew."""
        self._refresh()

    def heading(self) -> str:
        """The title with the month."""
        title = _("Send report")
        return f"{title} · {send_words.month_name(self._view.month)}" if self._view else title

    def chips(self) -> tuple[ChipWords, ...]:
        """How far the month is, in a word."""
        return send_words.chips(self._view) if self._view else ()

    def corner(self) -> QWidget:
        """The chooser of months."""
        return self._parts.chooser

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._parts.be_wide(self.width())

    # --- what a person, a test or the tour does -------------------------------------------------

    @Slot(object)
    def choose_month(self, month: Month) -> None:
        """Show another month."""
        self._month, self._place, self._outcome = month, None, None
        self._opened.close()
        self._refresh()

    @Slot()
    def look_at_figures(self) -> None:
        """Go on from the checklist to the figures."""
        self._go_to_step(LOOK)
        self._figures.take_focus()

    @Slot(object)
    def look_at_figure(self, code: str) -> None:
        """Go to the figures, at one of them."""
        self.look_at_figures()
        self._figures.point_at(code)

    @Slot(object, object)
    def look_at_month(self, month: Month, code: str) -> None:
        """Show a month, at one of its figures."""
        self._month, self._place, self._outcome, self._pointed = month, LOOK, None, code
        self._opened.close()
        self._refresh()

    def close_month(self) -> None:
        """Close the month shown, or close it again after late entries."""
        if self._view is not None:
            self._place = None
            self._work.close_month(self._view.month)

    def report_nothing(self) -> None:
        """Say that nothing happened in the month shown."""
        if self._view is not None:
            self._place = None
            self._work.seal_nil(self._view.month)

    @Slot()
    def withdraw(self) -> None:
        """Take the month shown back."""
        if self._view is not None:
            self._work.withdraw(self._view.month)

    def write_to(self, folder: Path) -> None:
        """Write every report without a receipt into a folder, and read each back."""
        self._work.write_to(folder)

    @Slot(object)
    def read_receipts(self, paths: tuple[Path, ...]) -> None:
        """Read receipts that were dropped here."""
        self._work.read_receipt(*paths)

    def read_receipt(self, *paths: Path) -> None:
        """Read the agency's receipts, oldest first."""
        self._work.read_receipt(*paths)

    def write_card(self, folder: Path) -> None:
        """Write this library's card into a folder, and show what is read aloud."""
        self._work.write_card(folder)

    def choose_agency_card(self, path: Path) -> None:
        """Show the agency of a card, for comparison."""
        self._work.choose_agency_card(path)

    def join(self, path: Path) -> None:
        """Join the agency of a card whose numbers were compared."""
        self._work.join(path)

    def words(self) -> str:
        """The sentence above the figures; empty when there is none."""
        return self._parts.banner.words()

    # --- work and its outcome -------------------------------------------------------------------

    def _refresh(self) -> None:
        month = self._month
        self._parts.news.read()
        self._room.jobs.read(
            lambda desk: send_month.look(desk, month),
            owner=self,
            then=self._show,
            latest="month",
        )

    @Slot(object)
    def _begin(self, words: str) -> None:
        self._busy = True
        if words:
            self._parts.progress.begin(words, stoppable=False)

    @Slot(object)
    def _tell(self, outcome: Outcome) -> None:
        self._rest()
        self._outcome = outcome
        sounds.play(_TONES[outcome[2]])
        self._month = self._view.month if self._view else self._month
        self._parts.carry.forget_code()

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self._rest()
        self._outcome = send_words.refused(refusal)
        sounds.play("refused")
        self._show_stage()

    @Slot()
    def _rest(self) -> None:
        self._busy = False
        self._parts.progress.end()

    @Slot(object)
    def _show_written_card(self, path: Path) -> None:
        if self._view is not None:
            self._show_card()
            self._join.show_written(str(path), self._view.fingerprint)
            sounds.play("done")

    @Slot(object)
    def _show_agency_card(self, card: AgencyCard | Invitation) -> None:
        self._card, self._outcome = card, None
        if isinstance(card, verbs.invitation.Invitation):
            self._join.show_invitation(card)
        else:
            self._join.show_agency(card)
        self._show_stage()

    @Slot()
    def _show_card(self) -> None:
        self._shows_card = True
        self._join.show()
        agency = self._view.agency if self._view else ""
        self._parts.content.show_agency(agency, card_shown=True)

    @Slot()
    def _join_shown(self) -> None:
        if self._card is not None:
            self._work.join_with(self._card)

    @Slot()
    def _hide_card(self) -> None:
        self._shows_card = False

    # --- showing --------------------------------------------------------------------------------

    @Slot(object)
    def _refresh_if_touched(self, _touched: frozenset[str]) -> None:
        if self.isVisible():
            self._refresh()

    @Slot(object)
    def _show(self, view: MonthView) -> None:
        self._view, self._month = view, view.month
        self._parts.show_month(view, shows_card=self._shows_card)
        self._opened.show_month(view)
        self._internet.show_month(view)
        self._show_stage()
        if self._pointed:
            pointed, self._pointed = self._pointed, ""
            self.look_at_figure(pointed)
        if callable(refresh := getattr(self.window(), "refresh_header", None)):
            refresh()

    def _step(self, view: MonthView) -> int:
        """The step that is shown."""
        own = _STEP[view.stage]
        if own == CHECK and view.is_clear:
            own = LOOK
        if self._place is None:
            return own
        return self._place if self._place < CARRY or view.stage in _ON_ITS_WAY else own

    def _show_stage(self) -> None:
        view = self._view
        if view is None:
            return
        step = self._step(view)
        received = view.stage is Stage.received
        own = _STEP[view.stage]
        may_carry = {CARRY} if view.stage in _ON_ITS_WAY else set()
        now = step if own == CHECK or not received else None
        self._parts.steps.show_steps(
            done=set(range(4 if received else max(own, step if own == CHECK else 0))),
            now=now,
            open_={CHECK, LOOK} | may_carry,
        )
        self._parts.show_pane(self._opened.pane() or self._pane(step))
        opened = self._opened.pane() is not None
        # What opened has a strip of its own, and needs the room.
        said = None if opened and self._is_well() else self._outcome
        self._parts.say(said or (None if opened else send_words.standing(view)))
        self._parts.show_buttons(view, step=step, opened=opened)

    def _is_well(self) -> bool:
        return self._outcome is None or self._outcome[2] == "good"

    def _pane(self, step: int) -> QWidget:
        if step == CHECK:
            return self._parts.points
        return self._parts.carry_room if step == CARRY else self._figures

    @Slot()
    def _go_on(self) -> None:
        view = self._view
        if view is None or self._busy or not self._primary.isVisible():
            return
        step = self._step(view)
        if view.is_withdrawn and step == LOOK:
            self.close_month()
        elif view.stage is Stage.open and view.is_idle:
            self.report_nothing()
        elif view.stage in {Stage.open, Stage.running} and step == CHECK:
            self.look_at_figures()
        elif view.stage in {Stage.open, Stage.changed}:
            self.close_month()
        elif view.stage is Stage.received and view.waiting:
            self.choose_month(view.waiting[0])
        else:
            self._do_next(view.stage)

    def _do_next(self, stage: Stage) -> None:
        {
            Stage.to_join: self._asking.for_agency_card,
            Stage.to_seal: self._work.seal_waiting,
            Stage.sealed: self._asking.for_stick,
            Stage.written: self._asking.for_receipt,
            Stage.received: self._asking.for_stick,
        }[stage]()

    @Slot()
    def _do_second(self) -> None:
        if self._view is not None and not self._busy:
            self._asking.for_receipt()

    @Slot(object)
    def _go_to_step(self, step: int) -> None:
        self._place = step
        self._opened.close()
        self._show_stage()

    @Slot(object)
    def _open_page(self, name: str) -> None:
        if self._room.go is not None:
            self._room.go(name)

    @Slot()
    def _reveal_form(self) -> None:
        # Its height is known once it is laid out.
        QTimer.singleShot(0, self, self._parts.reveal_form)

    def _connect(self) -> None:
        parts, work = self._parts, self._work
        parts.carry.internet.form_opened.connect(self._reveal_form)
        self._room.jobs.changed.connect(self._refresh_if_touched)
        parts.chooser.chosen.connect(self.choose_month)
        parts.steps.wanted.connect(self._go_to_step)
        parts.primary.clicked.connect(self._go_on)
        parts.second.clicked.connect(self._do_second)
        parts.check.page_wanted.connect(self._open_page)
        parts.check.figures_wanted.connect(self.look_at_figure)
        parts.content.card_wanted.connect(self._show_card)
        parts.news.figure_wanted.connect(self.look_at_month)
        parts.news.asked.connect(parts.figures.show_asked)
        parts.join.write_wanted.connect(self._asking.for_card_folder)
        parts.join.choose_wanted.connect(self._asking.for_agency_card)
        parts.join.join_wanted.connect(self._join_shown)
        parts.carry.stick_wanted.connect(self._asking.for_stick)
        parts.carry.receipt_wanted.connect(self._asking.for_receipt)
        parts.carry.code_typed.connect(work.read_code)
        parts.carry.withdrawal_wanted.connect(self.withdraw)
        parts.carry.dropped.connect(self.read_receipts)
        work.began.connect(self._begin)
        work.told.connect(self._tell)
        work.refused.connect(self._refuse)
        work.rested.connect(self._rest)
        work.card_written.connect(self._show_written_card)
        work.card_read.connect(self._show_agency_card)
        work.joined.connect(self._hide_card)
        self._opened.changed.connect(self._show_stage)
        self._opened.page_wanted.connect(self._open_page)
