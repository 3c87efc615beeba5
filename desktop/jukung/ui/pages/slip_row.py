"""One paper slip as the grid of late entry shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import SlipAct
from jukung.domain.typed import TypedSlip
from jukung.ui import theme
from jukung.ui.cells import VALUE, Cell, CellPainter, Column, Index
from jukung.words import N_, _, number, rupiah, short_day

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.late_entry import SlipView

DAY, TIME, WHAT, CARD, NUMBER, RESULT = range(6)

# In a narrower grid the sentence below it says what the row does.
RESULT_FROM_WIDTH = 660

_WORDS = {
    SlipAct.lend: (N_("Lent#slip"), "accent"),
    SlipAct.give_back: (N_("Returned#slip"), "good"),
    SlipAct.renew: (N_("Renewed#slip"), "gold"),
    SlipAct.in_house: (N_("Read here#slip"), "neutral"),
}
# The letter that chooses each act; in Indonesian those of pinjam, kembali, lanjut, baca.
_LETTERS = {
    SlipAct.lend: N_("L#lent"),
    SlipAct.give_back: N_("R#returned"),
    SlipAct.renew: N_("N#renewed"),
    SlipAct.in_house: N_("H#read here"),
}


@dataclass(frozen=True, slots=True)
class SlipRow:
    """What was typed, what it means where that is known, and whether it is being typed."""

    slip: TypedSlip
    view: SlipView | None
    is_current: bool
    member_name: str = ""

    @property
    def is_stopped(self) -> bool:
        """Whether it cannot be recorded as it is."""
        return self.view is not None and self.view.stop is not None


def act_word(what: SlipAct) -> str:
    """What was done, in a word."""
    return _(_WORDS[what][0]).partition("#")[0]


def act_letter(what: SlipAct) -> str:
    """The letter that chooses an act."""
    return _(_LETTERS[what]).partition("#")[0]


def act_of_letter(letter: str) -> SlipAct | None:
    """The act that a letter chooses."""
    return next((what for what in SlipAct if act_letter(what) == letter.upper()), None)


def said(view: SlipView | None) -> str:
    """The sentence of what is against a slip, or what it will do; empty while unknown."""
    if view is None:
        return ""
    if view.stop is not None:
        return _stopped(view.stop, view)
    return _minded(view) if view.notes else _effect(view)


def letters() -> str:
    """Which letter chooses which act, in a line."""
    return " · ".join(f"{act_letter(what)} {act_word(what)}" for what in SlipAct)


def columns() -> tuple[Column[SlipRow], ...]:
    """The grid's columns; the last one takes the room that is left."""
    return (
        Column(_("Day"), _day, 106),
        Column(_("Time"), _time, 70),
        Column(_("What"), _what, 112),
        Column(_("Card"), _card, 138),
        Column(_("Number"), _number, 116),
        Column(_("What it does"), _result, from_width=RESULT_FROM_WIDTH),
    )


class SlipPainter(CellPainter):
    """Paints a slip that cannot be recorded on red, and the one being typed on its own ground."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: SlipRow | None = index.data(VALUE)
        if row is not None and (row.is_stopped or row.is_current):
            token = "bad_ground" if row.is_stopped else "row_chosen"
            painter.fillRect(QRectF(option.rect), theme.colour(token))
        super().paint(painter, option, index)


def _day(row: SlipRow) -> Cell:
    if row.is_current:
        return Cell()
    day = row.view.day if row.view else None
    return Cell(short_day(day) if day else row.slip.day)


def _time(row: SlipRow) -> Cell:
    return Cell() if row.is_current else Cell(row.slip.time, soft=True)


def _what(row: SlipRow) -> Cell:
    return (
        Cell() if row.is_current else Cell(act_word(row.slip.what), chip=_WORDS[row.slip.what][1])
    )


def _card(row: SlipRow) -> Cell:
    if row.is_current:
        return Cell(" ", second=row.member_name) if row.slip.what is SlipAct.lend else Cell()
    return Cell((row.view.card if row.view else "") or row.slip.card, second=row.member_name)


def _number(row: SlipRow) -> Cell:
    if row.is_current:
        return Cell()
    return Cell((row.view.number if row.view else "") or row.slip.number)


def _result(row: SlipRow) -> Cell:
    view = row.view
    if view is None:
        return Cell()
    if view.stop is not None:
        return Cell(f"! {_stopped(view.stop, view)}", second=view.title, tint="bad")
    if view.notes:
        return Cell(f"! {_minded(view)}", second=f"{view.title} · {_effect(view)}", tint="gold")
    return Cell(view.title, second=_effect(view) if view.title else "")


def _minded(view: SlipView) -> str:
    """What the desk would have minded; what to do then is too late now."""
    return _("Recorded all the same. {reasons}").format(reasons=_reasons(view))


def _stopped(stop: Refusal, view: SlipView) -> str:
    """What is against a slip, and why it waits for a librarian where it does."""
    return " ".join(filter(None, (messages.sentence(stop), _reasons(view))))


def _reasons(view: SlipView) -> str:
    return " ".join(messages.two_lines(messages.sentence(note))[0] for note in view.notes)


def _effect(view: SlipView) -> str:
    if view.what is SlipAct.in_house:
        return _("Counted as read here")
    if view.due is not None:
        lent = view.what is SlipAct.lend
        words = _("Lent until {day}") if lent else _("Renewed until {day}")
        return words.format(day=short_day(view.due.on))
    who = view.member_name or view.card
    parts = [_("Back from {who}").format(who=who) if who else _("Back")]
    if view.overdue_days:
        parts.append(_("{days} days late").format(days=number(view.overdue_days)))
    if view.fine:
        parts.append(rupiah(view.fine))
    return " · ".join(parts)
