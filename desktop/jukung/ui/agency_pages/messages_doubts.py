"""Figures of a month that look wrong: why, what is usual there, and asking back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit
from typing_extensions import override

from jukung.domain import months
from jukung.ui import theme, verbs
from jukung.ui.agency_pages.messages_pane import MessagesPane
from jukung.ui.agency_pages.messages_questions import ANSWERS, figure_of
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.charts import Bars
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.month_chooser import MonthChooser
from jukung.words import _, long_month, many, number, short_month

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.plausibility import Flag
    from jukung.agency.questions import QuestionAsked
    from jukung.domain.months import Month
    from jukung.ui.agency_pages.office_room import OfficeRoom

OFFERED = 13


@dataclass(frozen=True, slots=True)
class DoubtsView:
    """A month's doubts, and the months there are."""

    month: Month
    choices: tuple[Month, ...]
    flags: tuple[Flag, ...]


class DoubtsPane(MessagesPane["Flag"]):
    """Nothing is corrected here: it is asked back, or called right."""

    def __init__(self, room: OfficeRoom) -> None:
        super().__init__(room, _columns())
        self._month: Month | None = None
        self._chosen: Flag | None = None
        self._chooser = MonthChooser()
        self._count = label("", "small", wrap=True)
        self._title = label("", "heading", wrap=True)
        self._why = label("", "", wrap=True)
        self._usual = label("", "field")
        self._bars = Bars(height=110)
        self._words = QLineEdit()
        self._words.setMaxLength(200)
        self._words.setPlaceholderText(_("e.g. please look at the tally of the 12th"))
        self._ask = Button(_("Ask back"), kind="primary", key="Ctrl+Return")
        self._right_button = Button(_("It is right"), key="Ctrl+G", icon="check")
        self._card = self._make_card()
        above = QHBoxLayout()
        above.addWidget(self._chooser)
        above.addStretch(1)
        self.side.addLayout(above)
        self.side.addWidget(self._count)
        self.side.addWidget(self._card)
        self.side.addStretch(1)
        self._chooser.chosen.connect(self.choose_month)
        self._ask.clicked.connect(self.ask)
        self._right_button.clicked.connect(self.call_right)

    @override
    def shown(self) -> None:
        """Look at the month anew."""
        month = self._month
        self._room.jobs.read(
            lambda desk: _look(desk, month), owner=self, then=self._show, latest="doubts"
        )

    @Slot(object)
    def choose_month(self, month: Month) -> None:
        """Look at another month."""
        self._month = month
        self.banner.clear()
        self.shown()

    @Slot(object)
    @override
    def point(self, value: Flag | None) -> None:
        """Show why, and the twelve months before."""
        self._chosen = value
        self._card.setVisible(value is not None)
        if value is None:
            return
        self._title.setText(f"{value.name}\n{verbs.plausibility.title_of(value.figure)}")
        self._why.setText(value.why)
        asked = value.question is not None
        self._words.setEnabled(value.can_be_asked and not asked)
        self._ask.setEnabled(value.can_be_asked and not asked)
        self._note.setText(_note(value))
        self._note.setVisible(bool(self._note.text()))
        self._room.jobs.read(
            lambda desk: verbs.plausibility.history(desk, value.site, value.month, value.figure),
            owner=self,
            then=self._show_history,
            latest="history",
        )

    def ask_with(self, words: str) -> None:
        """Ask with words, as a person does."""
        self._words.setText(words)
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Ask the library about the figure."""
        flag, words = self._chosen, self._words.text()
        if flag is not None:
            self.change(
                lambda desk: verbs.questions.ask(
                    desk, flag.site, flag.month, figure=flag.figure, words=words
                ),
                self._tell_asked,
            )

    @Slot()
    def call_right(self) -> None:
        """Say that the figure is right."""
        flag = self._chosen
        if flag is not None:
            self.change(
                lambda desk: verbs.questions.call_right(
                    desk, flag.site, flag.month, figure=flag.figure
                ),
                lambda _nothing: self.tell(
                    _("{name}: the figure is right").format(name=flag.name),
                    _("It is listed again only when it changes."),
                ),
            )

    def _tell_asked(self, asked: QuestionAsked) -> None:
        self._words.clear()
        self.tell(
            _("{name} is asked").format(name=asked.name),
            _("The question goes with the next receipt; the answer comes with a report."),
        )

    @Slot(object)
    def _show(self, view: DoubtsView) -> None:
        self._month = view.month
        self._chooser.show_months(view.choices, view.month)
        name = long_month(view.month.year, view.month.number)
        sites = len({flag.site for flag in view.flags})
        words = many(
            "{month}: {count} figure at {sites} libraries looks wrong.",
            "{month}: {count} figures at {sites} libraries look wrong.",
            len(view.flags),
        )
        self._count.setText(
            words.format(month=name, count=number(len(view.flags)), sites=number(sites))
        )
        self._count.setVisible(bool(view.flags))
        self.show_lines(
            view.flags,
            empty=_(
                "No figure of {month} stands out.\n"
                "Figures far from what is usual at a library are listed here, with the reason."
            ).format(month=name),
        )

    @Slot(object)
    def _show_history(self, told: tuple[tuple[Month, int | None], ...]) -> None:
        names = [short_month(month.number)[:1] for month, _value in told]
        self._bars.show_figures([value for _month, value in told], names)
        self._usual.setText(_("The twelve months before, and this one"))

    def _make_card(self) -> Card:
        card = Card()
        self._note = label("", "small", wrap=True)
        for each in (self._title, self._why, self._usual, self._bars):
            card.body.addWidget(each)
        card.body.addWidget(self._note)
        card.body.addLayout(named(_("What should they look at?"), self._words))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._right_button)
        row.addWidget(self._ask)
        card.body.addLayout(row)
        card.hide()
        return card


def _note(flag: Flag) -> str:
    if not flag.can_be_asked:
        return _("This library does not use Jukung: call it, and correct what was typed.")
    if flag.answer:
        return _("The library says: {answer}.").format(answer=_(ANSWERS[flag.answer]).lower())
    if flag.question is not None:
        return _("It was asked; the answer comes with a report.")
    return ""


def _columns() -> list[Column[Flag]]:
    return [
        Column(_("Library"), lambda line: Cell(line.name, line.code, strong=True), width=164),
        Column(_("Figure"), _figure, width=116),
        Column(_("Why"), lambda line: Cell(line.why, soft=True)),
        Column("", _standing, width=130, from_width=640),
    ]


def _figure(line: Flag) -> Cell:
    return Cell(verbs.plausibility.title_of(line.figure), figure_of(line.value))


def _standing(line: Flag) -> Cell:
    if line.answer:
        return Cell(_(ANSWERS[line.answer]), chip="accent")
    return Cell(_("Asked"), chip="gold") if line.question is not None else Cell()


def _look(desk: OfficeDesk, month: Month | None) -> DoubtsView:
    newest = months.month_of(desk.today).before
    choices = [newest]
    while len(choices) < OFFERED:
        choices.insert(0, choices[0].before)
    chosen = month or newest
    return DoubtsView(chosen, tuple(choices), verbs.plausibility.flags(desk, chosen))
