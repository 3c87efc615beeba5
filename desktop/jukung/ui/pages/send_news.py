"""Beside a month's report: what the agency asks and tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.domain.kinds import Role
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.agency_notice import title_of, words_of
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card, rule
from jukung.ui.pieces.fold import Fold
from jukung.ui.pieces.label import label
from jukung.words import N_, _, long_month, number

if TYPE_CHECKING:
    from jukung.exchange.parcels.notices import NoticeRead, QuestionRead
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

CHOICES = {
    "correct": N_("It is correct as it is"),
    "corrected": N_("It was wrong; it is corrected"),
    "not_counted": N_("This is not counted here"),
}
_ANSWERED = {
    "correct": N_("Answered: correct as it is."),
    "corrected": N_("Answered: corrected."),
    "not_counted": N_("Answered: not counted here."),
}
_KEEPING = frozenset({Role.head, Role.librarian, Role.officer})


@dataclass(frozen=True, slots=True)
class News:
    """What there is from the agency; `titles` are those of the figures asked about."""

    questions: tuple[QuestionRead, ...]
    messages: tuple[NoticeRead, ...]
    titles: dict[str, str]
    may_answer: bool


class NewsCard(QWidget):
    """Hidden while the agency asks and tells nothing."""

    figure_wanted = Signal(object, object)
    """A month, and the code of one of its figures."""

    asked = Signal(object)
    """The figures that are asked about, each as its month and its code."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._news: News | None = None
        self._changing = 0
        """The question whose answer is chosen again."""
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(14))
        room.jobs.changed.connect(self._follow)
        self.hide()

    def read(self) -> None:
        """See what there is."""
        self._room.jobs.read(_look, owner=self, then=self.show_news, latest="news")

    @Slot(object)
    def show_news(self, news: News) -> None:
        """Show the questions first, then the messages."""
        self._news = news
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        if news.questions:
            self._add(self._questions_card(news))
        if news.messages:
            self._add(_messages_card(news.messages))
        self.setVisible(bool(self._rows))
        self.asked.emit(
            frozenset((each.month, each.code) for each in news.questions if each.answer is None)
        )

    def words(self) -> tuple[str, ...]:
        """What is asked here, and what was answered."""
        return (
            tuple(_asked(each, self._news) for each in self._news.questions) if self._news else ()
        )

    def answer(self, no: int, choice: str) -> None:
        """Answer a question; the answer goes along in the next report."""
        self._changing = 0
        self._room.jobs.change(
            lambda desk: verbs.agency_news.answer(desk, no, verbs.agency_news.Choice(choice)),
            owner=self,
            then=self._tell_answered,
            touched={"notice"},
        )

    @Slot(object)
    def _tell_answered(self, _answered: QuestionRead) -> None:
        sounds.play("done")
        self.read()

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"month", "staff"}:
            self.read()

    def _add(self, card: QWidget) -> None:
        self._column.addWidget(card)
        self._rows.append(card)

    def _questions_card(self, news: News) -> Card:
        card = Card(tint="gold")
        card.body.setSpacing(theme.px(5))
        card.body.addWidget(label(_("The agency asks"), "heading", tint="gold"))
        for place, asked in enumerate(news.questions):
            if place:
                card.body.addWidget(rule())
            self._fill_question(card, asked, news)
        return card

    def _fill_question(self, card: Card, asked: QuestionRead, news: News) -> None:
        card.body.addWidget(label(_asked(asked, news), "strong", wrap=True))
        if asked.words:
            card.body.addWidget(label(asked.words, "small", wrap=True))
        if asked.answer is not None and self._changing != asked.no:
            said = _(_ANSWERED[asked.answer]) + " " + _way(asked)
            card.body.addWidget(label(said, "small", wrap=True))
            if news.may_answer and not asked.is_sent:
                change = _link(_("Answer otherwise"))
                change.clicked.connect(partial(self._change, asked.no))
                card.body.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
            return
        look = _link(_("Look at the figure"))
        look.clicked.connect(partial(self.figure_wanted.emit, asked.month, asked.code))
        card.body.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        if news.may_answer:
            for choice, words in CHOICES.items():
                button = Button(_(words))
                button.clicked.connect(partial(self._answer_by, asked.no, choice))
                card.body.addWidget(button)

    def _answer_by(self, no: int, choice: str, *_pressed: object) -> None:
        self.answer(no, choice)

    def _change(self, no: int, *_pressed: object) -> None:
        self._changing = no
        if self._news is not None:
            self.show_news(self._news)


def _messages_card(messages: tuple[NoticeRead, ...]) -> Card:
    card = Card()
    card.body.setSpacing(theme.px(5))
    card.body.addWidget(label(_("Messages of the agency"), "heading"))
    _fill_message(card.body, messages[0])
    if len(messages) > 1:
        words = _("Earlier messages: {count}").format(count=number(len(messages) - 1))
        fold = Fold(words)
        for each in messages[1:]:
            fold.body.addWidget(rule())
            _fill_message(fold.body, each)
        card.body.addWidget(fold)
    return card


def _fill_message(column: QVBoxLayout, told: NoticeRead) -> None:
    column.addWidget(label(title_of(told), "note", wrap=True))
    column.addWidget(label(words_of(told), "small", wrap=True))


def _asked(asked: QuestionRead, news: News | None) -> str:
    title = news.titles.get(asked.code, asked.code) if news else asked.code
    month = long_month(asked.month.year, asked.month.number)
    return _("{month}, {figure}: is {value} right?").format(
        month=month, figure=title, value="—" if asked.value is None else number(asked.value)
    )


def _way(asked: QuestionRead) -> str:
    return _("It is in the report.") if asked.is_sent else _("It goes along with the next report.")


def _link(words: str) -> Button:
    return Button(words, kind="link")


def _look(desk: Desk) -> News:
    if desk.staff.role in {Role.aide, Role.analyst}:
        return News((), (), {}, may_answer=False)
    return News(
        questions=verbs.agency_news.questions(desk),
        messages=verbs.agency_news.messages(desk),
        titles={each.code: _(each.title) for each in verbs.indicators.SENT},
        may_answer=desk.staff.role in _KEEPING,
    )
