"""Figures that were asked back: who answered, and what is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from typing_extensions import override

from jukung.domain import months
from jukung.ui import verbs
from jukung.ui.agency_pages.messages_pane import MessagesPane
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import N_, _, brief_day, long_month, number

if TYPE_CHECKING:
    from jukung.agency.questions import QuestionAsked
    from jukung.ui.agency_pages.office_room import OfficeRoom

ANSWERS = {
    "correct": N_("Correct as it is"),
    "corrected": N_("Was corrected"),
    "not_counted": N_("Not counted there"),
}


class QuestionsPane(MessagesPane["QuestionAsked"]):
    """Answered ones stand first: they only have to be settled."""

    def __init__(self, room: OfficeRoom) -> None:
        super().__init__(room, _columns())
        self._chosen: QuestionAsked | None = None
        self._title = label("", "heading", wrap=True)
        self._what = label("", "", wrap=True)
        self._became = label("", "small", wrap=True)
        self._settle = Button(_("Settled"), kind="primary", key="Ctrl+Return", icon="check")
        self._card = Card()
        for each in (self._title, self._what, self._became, self._settle):
            self._card.body.addWidget(each)
        self.side.addWidget(self._card)
        self.side.addStretch(1)
        self._settle.clicked.connect(self.settle)
        self._card.hide()

    @override
    def shown(self) -> None:
        """Read the questions anew."""
        self._room.jobs.read(
            lambda desk: verbs.questions.listed(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._show,
            latest="questions",
        )

    @Slot(object)
    @override
    def point(self, value: QuestionAsked | None) -> None:
        """Show one question, and what was answered."""
        self._chosen = value
        self._card.setVisible(value is not None)
        if value is not None:
            self._title.setText(value.name)
            self._what.setText(_asked(value))
            self._became.setText(_became(value))

    @Slot()
    def settle(self) -> None:
        """Close the question."""
        chosen = self._chosen
        if chosen is not None:
            self.change(
                lambda desk: verbs.questions.settle(desk, chosen.site, chosen.no),
                lambda _nothing: self.tell(_("The question is settled")),
            )

    @Slot(object)
    def _show(self, found: tuple[QuestionAsked, ...]) -> None:
        self.show_lines(
            found,
            empty=_(
                "No question is open.\n"
                "Implausible figures (Alt 3) are asked back; answers come with the next reports."
            ),
        )


def figure_of(value: int | None) -> str:
    """A figure, or a dash."""
    return "—" if value is None else number(value)


def _asked(line: QuestionAsked) -> str:
    month = months.parse_month(line.month)
    asked = f"{long_month(month.year, month.number)}, {verbs.plausibility.title_of(line.figure)}: "
    return asked + figure_of(line.value)


def _became(line: QuestionAsked) -> str:
    words = [line.words] if line.words else []
    if line.asked_by:
        words.append(
            _("Asked by {name}, {day}").format(
                name=line.asked_by, day=brief_day(line.asked_at.date())
            )
        )
    words.append(_answer(line))
    if line.now != line.value:
        words.append(_("The figure is now {value}.").format(value=figure_of(line.now)))
    return "\n".join(words)


def _answer(line: QuestionAsked) -> str:
    if not line.answer:
        return _("No answer yet: it goes with the next receipt, and comes with a report.")
    return _("The library says: {answer}.").format(answer=_(ANSWERS[line.answer]).lower())


def _columns() -> list[Column[QuestionAsked]]:
    return [
        Column(_("Library"), lambda line: Cell(line.name, line.code, strong=True)),
        Column(_("Figure"), _figure, width=150),
        Column(_("Now"), lambda line: figure_of(line.now), width=70, align="right", from_width=560),
        Column(_("Answer"), _chip, width=136),
    ]


def _figure(line: QuestionAsked) -> Cell:
    month = months.parse_month(line.month)
    title = verbs.plausibility.title_of(line.figure)
    asked = f"{long_month(month.year, month.number)}: {figure_of(line.value)}"
    return Cell(title, asked)


def _chip(line: QuestionAsked) -> Cell:
    if line.answer:
        return Cell(_(ANSWERS[line.answer]), chip="accent")
    return Cell(_("Asked"), chip="gold")
