"""The parts of the page of a month's report, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pages import send_words
from jukung.ui.pages.send_carry import CarryPane
from jukung.ui.pages.send_check import CheckList
from jukung.ui.pages.send_codes import CodesPane
from jukung.ui.pages.send_figure_pane import FigurePane
from jukung.ui.pages.send_figures import FigureTable
from jukung.ui.pages.send_news import NewsCard
from jukung.ui.pages.send_paper import MonthPaper
from jukung.ui.pages.send_side import ContentCard, HistoryCard, JoinCard
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.month_chooser import MonthChooser
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.pieces.stack import Stack
from jukung.ui.pieces.steps import Steps
from jukung.words import _

if TYPE_CHECKING:
    from jukung.ui.pages.send_month import MonthView
    from jukung.ui.pages.send_words import Outcome
    from jukung.ui.room import Room

WIDE, NARROW, LOW = 300, 270, 620
CHECK, CARRY = 0, 3


class _Pile(Stack):
    """Asks for no more room than the pane that is seen."""

    @override
    def minimumSizeHint(self) -> QSize:
        pane = self.currentWidget()
        return pane.minimumSizeHint() if pane else super().minimumSizeHint()


class SendLayout:
    """Steps above, the work at the left, what is said of it and the buttons at the right."""

    def __init__(self, room: Room, page: QWidget) -> None:
        self.chooser = MonthChooser()
        names = [_("Check"), _("Look at figures"), _("Seal"), _("Carry & receipt")]
        self.steps = Steps(names)
        self.banner = Banner(corners="top")
        self.progress = ProgressStrip()
        self.check, self.figures, self.carry = CheckList(), FigureTable(), CarryPane()
        self.figure, self.codes, self.paper = FigurePane(), CodesPane(), MonthPaper(room)
        self.content, self.join, self.history = ContentCard(), JoinCard(), HistoryCard()
        self.news = NewsCard(room)
        self.sign = Button(_("Page to sign…"), key="Ctrl+P", icon="printer")
        self.second = Button("")
        self.primary = Button("", kind="primary", key="Ctrl+Return")
        self.points, self.carry_room = _upright(self.check), _upright(self.carry)
        self._pile = _Pile()
        self._right = QWidget()
        self._lay_out(page)

    def be_wide(self, wide: int) -> None:
        """Leave the table enough room where the page is narrow."""
        self._right.setFixedWidth(theme.px(WIDE if wide >= theme.px(1000) else NARROW))

    def show_month(self, view: MonthView, *, shows_card: bool) -> None:
        """Show what there is of a month."""
        self.chooser.show_months(view.choices, view.month)
        self.check.show_month(view)
        self.figures.show_month(view)
        self.carry.show_month(view)
        self.content.show_agency(view.agency, card_shown=shows_card)
        self.history.show_history(view)
        self.join.show_joined(joined=bool(view.agency))
        self.join.setVisible(not view.agency or shows_card)

    def show_pane(self, pane: QWidget) -> None:
        """Show one thing at the left; what opened is given the height it needs."""
        self._pile.setCurrentWidget(pane)
        self._pile.updateGeometry()
        low = self._pile.window().height() < theme.px(LOW)
        self.steps.setVisible(pane not in (self.codes, self.paper, self.figure if low else None))

    def reveal_form(self) -> None:
        """Bring the form of the address into view, where the window is low."""
        self.carry_room.ensureWidgetVisible(self.carry.internet.form, 0, theme.px(8))

    def say(self, outcome: Outcome | None) -> None:
        """Say what happened, or nothing."""
        if outcome is None:
            self.banner.clear()
        else:
            self.banner.say(outcome[0], outcome[1], tint=outcome[2])

    def show_buttons(self, view: MonthView, *, step: int, opened: bool) -> None:
        """Offer what comes next; nothing while something opened has buttons of its own."""
        primary = send_words.primary(view, looking=step not in {CHECK, CARRY})
        second = send_words.second(view, carrying=step == CARRY)
        for button, words in ((self.primary, primary), (self.second, second)):
            button.setText(words)
            button.setVisible(bool(words) and not opened)
        self.sign.setVisible(step != CHECK and not opened)

    def _lay_out(self, page: QWidget) -> None:
        self._pile.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        for pane in (
            self.points,
            self.figures,
            self.carry_room,
            self.figure,
            self.codes,
            self.paper,
        ):
            self._pile.addWidget(pane)
        work = Card(flush=True)
        work.body.addWidget(self.banner)
        work.body.addWidget(self._pile, 1)
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self.news)
        column.addWidget(self.join)
        column.addWidget(self.content)
        column.addWidget(self.history, 1)
        room = _upright(cards)
        # Its wish to show all its cards would make the page higher than the window.
        room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(10))
        right.addWidget(room, 1)
        for each in (self.progress, self.sign, self.second, self.primary):
            right.addWidget(each)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(work, 1)
        below.addWidget(self._right)
        whole = QVBoxLayout(page)
        side = theme.px(22)
        whole.setContentsMargins(side, theme.px(18), side, theme.px(18))
        whole.setSpacing(theme.px(14))
        whole.addWidget(self.steps)
        whole.addLayout(below, 1)
        for button in (self.primary, self.second, self.sign):
            button.hide()
        page.setFocusProxy(self.figures)


def _upright(content: QWidget) -> QScrollArea:
    """Content that scrolls up and down, never sideways."""
    made = scrolling(content)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
