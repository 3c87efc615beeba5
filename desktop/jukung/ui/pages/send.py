"""A month becomes a receipt: check, look at the figures, seal, carry.

One month at a time; what is to do next stands on the button bottom right.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung.domain.errors import ReceiptOld, ReceiptUnreadable, Refusal
from jukung.domain.months import Month
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.pages import send_month, send_words
from jukung.ui.pages.send_check import CheckList
from jukung.ui.pages.send_figures import FigureTable
from jukung.ui.pages.send_month import MonthView, Stage
from jukung.ui.pages.send_side import ContentCard, HistoryCard, JoinCard
from jukung.ui.pages.send_words import Outcome
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.month_chooser import MonthChooser
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.pieces.steps import Steps
from jukung.ui.room import Room
from jukung.words import _

if TYPE_CHECKING:
    from jukung.exchange.parcels.export import Written
    from jukung.exchange.parcels.identity import AgencyCard
    from jukung.exchange.parcels.receipt import ReceiptRead
    from jukung.exchange.parcels.seal import Closing
    from jukung.library.desk import Desk
    from jukung.ui.header import ChipWords
    from jukung.ui.jobs import Progress, Stopped

WIDE, NARROW = 300, 270
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


class SendPage(QWidget):
    """The report of a month, from its checklist to its receipt."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._view: MonthView | None = None
        self._month: Month | None = None
        self._looking = False
        self._busy = self._shows_card = False
        self._card: AgencyCard | None = None
        self._chooser = MonthChooser()
        names = [_("Check"), _("Look at figures"), _("Seal"), _("Carry & receipt")]
        self._steps = Steps(names)
        self._banner = Banner(corners="top")
        self._progress = ProgressStrip()
        self._check = CheckList()
        self._figures = FigureTable()
        self._content = ContentCard()
        self._join = JoinCard()
        self._history = HistoryCard()
        self._second = Button("")
        self._primary = Button("", kind="primary", key="Ctrl+Return")
        self._outcome: Outcome | None = None
        self._lay_out()
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
        return (send_words.chip(self._view),) if self._view else ()

    def corner(self) -> QWidget:
        """The chooser of months."""
        return self._chooser

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(1000)
        self._right.setFixedWidth(theme.px(WIDE if wide else NARROW))

    # --- what a person, a test or the tour does -------------------------------------------------

    @Slot(object)
    def choose_month(self, month: Month) -> None:
        """Show another month."""
        self._month = month
        self._looking = False
        self._outcome = None
        self._refresh()

    @Slot()
    def look_at_figures(self) -> None:
        """Go on from the checklist to the figures."""
        self._looking = True
        self._show_stage()

    def close_month(self) -> None:
        """Close the month shown, or close it again after late entries."""
        if self._view is None:
            return
        month = self._view.month
        self._change(lambda desk: verbs.sealing.close_month(desk, month), self._tell_closed)

    def seal_waiting(self) -> None:
        """Seal the months that were closed before there was an agency."""
        self._change(lambda desk: verbs.sealing.seal_waiting(desk), self._tell_sealed)  # noqa: PLW0108 - looked up on the lane

    def write_to(self, folder: Path) -> None:
        """Write every report without a receipt into a folder, and read each back."""
        library = self._room.library
        self._room.preferences.keep_folder("parcels", folder)
        self._begin(_("Writing and reading back…"))
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.parcel_export.export(library, folder),
            owner=self,
            then=lambda written: self._tell_written(written, folder),
            refused=self._refuse,
        )

    def read_receipt(self, *paths: Path) -> None:
        """Read the agency's receipts, oldest first."""
        library = self._room.library

        def work(_progress: Progress, _stopped: Stopped) -> ReceiptRead:
            contents = [(verbs.receipts.load(path), path.name) for path in paths]
            with library.changing() as desk:
                return _read_newest(desk, contents)

        self._room.preferences.keep_folder("receipts", paths[0].parent)
        self._begin(_("Reading the receipt…"))
        self._room.jobs.run(work, owner=self, then=self._tell_receipt, refused=self._refuse)

    def write_card(self, folder: Path) -> None:
        """Write this library's card into a folder, and show what is read aloud."""
        library = self._room.library

        def work(_progress: Progress, _stopped: Stopped) -> Path:
            with library.reading() as desk:
                return verbs.joining.write_library_card(desk, folder)

        self._room.preferences.keep_folder("cards", folder)
        self._room.jobs.run(work, owner=self, then=self._show_written_card, refused=self._refuse)

    def choose_agency_card(self, path: Path) -> None:
        """Show the agency of a card, for comparison."""
        self._room.preferences.keep_folder("cards", path.parent)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.identity.read_agency_card(path),
            owner=self,
            then=self._show_agency_card,
            refused=self._refuse,
        )

    def join(self, path: Path) -> None:
        """Join the agency of a card whose numbers were compared."""
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.identity.read_agency_card(path),
            owner=self,
            then=self._join_agency,
            refused=self._refuse,
        )

    def words(self) -> str:
        """The sentence above the figures; empty when there is none."""
        return self._banner.words()

    # --- asking for files -----------------------------------------------------------------------

    @Slot()
    def _ask_for_stick(self) -> None:
        start = self._room.preferences.folder("parcels")
        files.choose_folder(self, _("Choose the stick"), start=start, then=self.write_to)

    @Slot()
    def _ask_for_receipt(self) -> None:
        files.choose_files(
            self,
            _("Choose the receipt"),
            pattern=_("Receipt") + " (*.jkr)",
            start=self._room.preferences.folder("receipts"),
            then=lambda paths: self.read_receipt(*paths),
        )

    @Slot()
    def _ask_for_card_folder(self) -> None:
        start = self._room.preferences.folder("cards")
        files.choose_folder(
            self, _("Where shall the card be written?"), start=start, then=self.write_card
        )

    @Slot()
    def _ask_for_agency_card(self) -> None:
        files.choose_file(
            self,
            _("Choose the agency's card"),
            pattern=_("Card") + " (*.jkc)",
            start=self._room.preferences.folder("cards"),
            then=self.choose_agency_card,
        )

    # --- work and its outcome -------------------------------------------------------------------

    def _refresh(self) -> None:
        month = self._month
        self._room.jobs.read(
            lambda desk: send_month.look(desk, month),
            owner=self,
            then=self._show,
            latest="month",
        )

    def _change(self, work: object, then: object) -> None:
        self._busy = True
        self._room.jobs.change(
            work,  # type: ignore[arg-type]  # one of the works above
            owner=self,
            then=then,  # type: ignore[arg-type]  # and what tells its outcome
            refused=self._refuse,
            touched={"month"},
        )

    def _begin(self, words: str) -> None:
        self._busy = True
        self._progress.begin(words, stoppable=False)

    def _tell(self, outcome: Outcome) -> None:
        self._busy = False
        self._progress.end()
        self._outcome = outcome
        sounds.play(_TONES[outcome[2]])

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self._tell(send_words.refused(refusal))
        self._show_stage()

    @Slot(object)
    def _tell_closed(self, closing: Closing) -> None:
        self._month = closing.closed.month
        self._tell(send_words.closed(closing))

    @Slot(object)
    def _tell_sealed(self, closings: tuple[Closing, ...]) -> None:
        self._tell(send_words.sealed(closings))

    def _tell_written(self, written: tuple[Written, ...], folder: Path) -> None:
        self._tell(send_words.written(written, folder))
        self._room.jobs.changed.emit(frozenset({"month"}))

    @Slot(object)
    def _tell_receipt(self, read: ReceiptRead) -> None:
        self._tell(send_words.receipt(read))
        self._room.jobs.changed.emit(frozenset({"month"}))

    @Slot(object)
    def _show_written_card(self, path: Path) -> None:
        if self._view is not None:
            self._show_card()
            self._join.show_written(str(path), self._view.fingerprint)
            sounds.play("done")

    @Slot(object)
    def _show_agency_card(self, card: AgencyCard) -> None:
        self._card = card
        self._outcome = None
        self._join.show_agency(card)
        self._show_stage()

    @Slot()
    def _show_card(self) -> None:
        self._shows_card = True
        self._join.show()
        self._content.show_agency(self._view.agency if self._view else "", card_shown=True)

    @Slot()
    def _join_shown(self) -> None:
        if self._card is not None:
            self._join_agency(self._card)

    @Slot(object)
    def _join_agency(self, card: AgencyCard) -> None:
        def work(desk: Desk) -> tuple[Closing, ...]:
            return verbs.joining.join(desk, card)

        self._change(work, lambda closings: self._tell_joined(card, closings))

    def _tell_joined(self, card: AgencyCard, closings: tuple[Closing, ...]) -> None:
        self._shows_card = False
        self._tell(send_words.joined(card.name, closings))

    # --- showing --------------------------------------------------------------------------------

    @Slot(object)
    def _refresh_if_touched(self, _touched: frozenset[str]) -> None:
        if self.isVisible():
            self._refresh()

    @Slot(object)
    def _show(self, view: MonthView) -> None:
        if self._view is None or view.month != self._view.month:
            self._looking = view.is_clear
        self._view, self._month = view, view.month
        self._chooser.show_months(view.choices, view.month)
        self._check.show_month(view)
        self._figures.show_month(view)
        self._content.show_agency(view.agency, card_shown=self._shows_card)
        self._history.show_history(view)
        self._join.show_joined(joined=bool(view.agency))
        self._join.setVisible(not view.agency or self._shows_card)
        self._show_stage()
        if callable(refresh := getattr(self.window(), "refresh_header", None)):
            refresh()

    def _show_stage(self) -> None:
        view = self._view
        if view is None:
            return
        step = _STEP[view.stage]
        if step == CHECK and self._looking:
            step = LOOK
        done = set(range(4 if view.stage is Stage.received else step))
        now = None if view.stage is Stage.received else step
        self._steps.show_steps(done=done, now=now, open_={CHECK, LOOK})
        self._pile.setCurrentWidget(
            self._figures if self._looking or step > CHECK else self._points
        )
        self._show_banner(view)
        self._show_buttons(view)

    def _show_banner(self, view: MonthView) -> None:
        shown = self._outcome or send_words.standing(view)
        if shown is None:
            self._banner.clear()
        else:
            self._banner.say(shown[0], shown[1], tint=shown[2])

    def _show_buttons(self, view: MonthView) -> None:
        primary, second = send_words.primary(view, looking=self._looking), send_words.second(view)
        for button, words in ((self._primary, primary), (self._second, second)):
            button.setText(words)
            button.setVisible(bool(words))

    @Slot()
    def _go_on(self) -> None:
        view = self._view
        if view is None or self._busy:
            return
        if view.stage in {Stage.open, Stage.running} and not self._looking:
            self.look_at_figures()
        elif view.stage in {Stage.open, Stage.changed}:
            self.close_month()
        elif view.stage is Stage.received and view.waiting:
            self.choose_month(view.waiting[0])
        else:
            _NEXT[view.stage](self)

    @Slot()
    def _do_second(self) -> None:
        if self._view is None or self._busy:
            return
        if self._view.stage is Stage.written:
            self._ask_for_stick()
        else:
            self._ask_for_receipt()

    @Slot(object)
    def _go_to_step(self, step: int) -> None:
        self._looking = step == LOOK
        self._show_stage()
        if step == CHECK:
            self._pile.setCurrentWidget(self._points)

    @Slot(object)
    def _open_page(self, name: str) -> None:
        if self._room.go is not None:
            self._room.go(name)

    def _lay_out(self) -> None:
        self._points = scrolling(self._check)
        self._points.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pile = QStackedWidget()
        self._pile.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._pile.addWidget(self._points)
        self._pile.addWidget(self._figures)
        work = Card(flush=True)
        work.body.addWidget(self._banner)
        work.body.addWidget(self._pile, 1)
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self._join)
        column.addWidget(self._content)
        column.addWidget(self._history, 1)
        room = scrolling(cards)
        # Its wish to show all its cards would make the page higher than the window.
        room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(10))
        right.addWidget(room, 1)
        right.addWidget(self._progress)
        right.addWidget(self._second)
        right.addWidget(self._primary)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(work, 1)
        below.addWidget(self._right)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addWidget(self._steps)
        page.addLayout(below, 1)
        self._primary.hide()
        self._second.hide()
        self.setFocusProxy(self._figures)

    def _connect(self) -> None:
        self._room.jobs.changed.connect(self._refresh_if_touched)
        self._chooser.chosen.connect(self.choose_month)
        self._steps.wanted.connect(self._go_to_step)
        self._primary.clicked.connect(self._go_on)
        self._second.clicked.connect(self._do_second)
        self._check.page_wanted.connect(self._open_page)
        self._figures.page_wanted.connect(self._open_page)
        self._content.card_wanted.connect(self._show_card)
        self._join.write_wanted.connect(self._ask_for_card_folder)
        self._join.choose_wanted.connect(self._ask_for_agency_card)
        self._join.join_wanted.connect(self._join_shown)


def _read_newest(desk: Desk, contents: list[tuple[bytes, str]]) -> ReceiptRead:
    """Read every receipt; old ones on the same stick do not stop the newest."""
    read: ReceiptRead | None = None
    refusal: Refusal | None = None
    for content, name in verbs.receipts.in_order(contents):
        try:
            read = verbs.receipts.read_receipt(desk, content, name)
        except ReceiptOld as old:
            refusal = old
    if read is None:
        raise refusal or ReceiptUnreadable("")
    return read


_NEXT = {
    Stage.to_join: SendPage._ask_for_agency_card,  # noqa: SLF001 - the page's own table
    Stage.to_seal: SendPage.seal_waiting,
    Stage.sealed: SendPage._ask_for_stick,  # noqa: SLF001
    Stage.written: SendPage._ask_for_receipt,  # noqa: SLF001
    Stage.received: SendPage._ask_for_stick,  # noqa: SLF001
}
