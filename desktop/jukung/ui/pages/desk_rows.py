"""The lines of the desk's table: acts of this turn, and copies at home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukung import messages
from jukung.domain.kinds import ActKind, LoanEnding
from jukung.ui.cells import Cell, Column
from jukung.words import N_, _, many, rupiah, short_day

if TYPE_CHECKING:
    from datetime import date

    from jukung.domain.lending import Due, DueReason
    from jukung.library.slips import LoanLine, Slip


NUMBER_FROM = 600
"""From which width of the table numbers have a column of their own."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A line of the table; without `act_id` it is a copy at home."""

    barcode: str
    title: str
    second: str
    action: str
    tint: str
    due: str
    due_second: str
    due_tint: str
    when: str
    act_id: str
    returned: bool
    newest: bool


ACTIONS = {
    ActKind.lend: (N_("Lent"), "good"),
    ActKind.permit: (N_("Lent by permission"), "gold"),
    ActKind.lend_unknown: (N_("Lent"), "good"),
    ActKind.give_back: (N_("Returned"), "neutral"),
    ActKind.lose: (N_("Noted as lost"), "bad"),
    ActKind.renew: (N_("Renewed"), "gold"),
    ActKind.find_copy: (N_("Found again"), "good"),
    ActKind.use_in_house: (N_("Read here"), "accent"),
    ActKind.pay: (N_("Payment"), "good"),
    ActKind.waive: (N_("Waived"), "gold"),
}
"""What each act of the desk is called, and its tint."""


def with_number(row: DeskRow) -> DeskRow:
    """The same line where there is no room for a column of numbers."""
    return replace(row, second=" · ".join(filter(None, (row.barcode, row.second))))


def row_of_slip(slip: Slip, *, newest: bool) -> DeskRow:
    """The line of an act of this turn."""
    action, tint = _action(slip)
    came_back = slip.action in (ActKind.give_back, ActKind.lose)
    second = " · ".join(filter(None, (slip.people, slip.call_number)))
    if came_back:
        second = " · ".join(filter(None, (slip.member_name or slip.card, second)))
    here = slip.action in (ActKind.use_in_house, ActKind.find_copy)
    return DeskRow(
        barcode=slip.barcode,
        title=slip.title,
        second=second,
        action=action,
        tint=tint,
        due="—" if slip.returned_on or here else short_day(slip.due_on),
        due_second=_fine_words(slip) if came_back else due_words(slip.due),
        due_tint="",
        when=_("just now") if newest else slip.at.replace(":", _(":")),
        act_id=slip.act_id,
        returned=came_back,
        newest=newest,
    )


def row_of_loan(line: LoanLine) -> DeskRow:
    """The line of a copy at home."""
    late = line.overdue_days
    return DeskRow(
        barcode=line.barcode,
        title=line.title,
        second=" · ".join(filter(None, (line.people, line.call_number))),
        action=_("{days} days overdue").format(days=late) if late else _("Still on loan"),
        tint="bad" if late else "accent",
        due=short_day(line.due_on),
        due_second="",
        due_tint="bad" if late else "",
        when=_("lent {day}").format(day=_short_date(line.lent_on)),
        act_id="",
        returned=False,
        newest=False,
    )


def due_words(due: Due | None) -> str:
    """Which rule made a due day, and what moved it, in a few words."""
    if due is None:
        return ""
    span = many("{count} day", "{count} days", due.days).format(count=due.days)
    parts = [f"{span}, {messages.rule_words(due.rule)}"]
    parts += [_reason_words(reason) for reason in due.reasons]
    return " · ".join(parts)


def columns() -> list[Column[DeskRow]]:
    """The columns of the desk's table."""
    return [
        Column(_("Number"), lambda row: row.barcode, width=92, from_width=NUMBER_FROM),
        Column(_("Title"), lambda row: Cell(row.title, row.second, strong=True)),
        Column(_("Act"), lambda row: Cell(row.action, chip=row.tint), width=172),
        Column(_("Due"), _due_cell, width=136),
        Column("", _link, width=190, from_width=720),
    ]


def _action(slip: Slip) -> tuple[str, str]:
    words, tint = ACTIONS[slip.action]
    if slip.action is ActKind.renew and slip.renewals:
        return _("Renewal {count}").format(count=slip.renewals), tint
    if slip.action is ActKind.give_back and slip.ending is LoanEnding.damaged:
        return _("Returned damaged"), "bad"
    if slip.action is ActKind.give_back and slip.overdue_days:
        return _("Returned {days} days late").format(days=slip.overdue_days), "bad"
    return _(words), tint


def _fine_words(slip: Slip) -> str:
    return _("owes {amount}").format(amount=rupiah(slip.fine)) if slip.fine else ""


def _reason_words(reason: DueReason) -> str:
    # The first window shows no loan yet, and does not wait for its rules.
    from jukung.domain.lending import Shift  # noqa: PLC0415 - as just said

    if reason.shift is Shift.membership:
        return _("membership ends")
    if reason.shift is Shift.owner:
        return _("goes back to its owner")
    day = short_day(reason.was)
    if reason.name:
        return _("{day} is {name}").format(day=day, name=reason.name)
    return _("{day} is closed").format(day=day)


def _due_cell(row: DeskRow) -> Cell:
    return Cell(row.due, row.due_second, strong=True, tint=row.due_tint)


def _link(row: DeskRow) -> Cell:
    if row.act_id:
        return Cell(row.when, soft=True, link=_("undo"), key="Ctrl+Z" if row.newest else "")
    return Cell(row.when, soft=True, link=_("renew"))


def _short_date(day: date) -> str:
    return " ".join(short_day(day).split(" ")[1:])
