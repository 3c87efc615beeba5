"""What the page of a month's report says: its buttons, its chip, and outcomes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.months import Month
from jukung.ui.pages.send_month import MonthView, Stage
from jukung.ui.pages.send_waiting import due_on
from jukung.words import _, long_month, many, number, plain_day

if TYPE_CHECKING:
    from jukung.exchange.parcels.answering import Invited
    from jukung.exchange.parcels.export import Written
    from jukung.exchange.parcels.receipt import ReceiptRead
    from jukung.exchange.parcels.receipt_code import CodeRead
    from jukung.exchange.parcels.seal import Closing
    from jukung.ui.header import ChipWords

_UNSENT = frozenset({Stage.open, Stage.to_join, Stage.to_seal})

Outcome = tuple[str, str, str]
"""A sentence, its next step, and its tint."""


def month_name(month: Month) -> str:
    """For example `October 2026`."""
    return long_month(month.year, month.number)


def primary(view: MonthView, *, looking: bool) -> str:
    """What is to do next; nothing where the month only has to go on."""
    if view.is_withdrawn and looking:
        return _("Figures are right — close again")
    if view.stage is Stage.open and view.is_idle:
        return _("Nothing happened this month")
    if view.stage in {Stage.open, Stage.running} and not looking:
        return _("Checked — look at the figures")
    if view.stage is Stage.received:
        if view.waiting:
            return _("Go on with {month}").format(month=month_name(view.waiting[0]))
        return _("Write to a stick…") if view.unanswered else ""
    return {
        Stage.open: _("Figures are right — close the month"),
        Stage.changed: _("Figures are right — close again"),
        Stage.to_join: _("Choose the agency's card…"),
        Stage.to_seal: _("Seal the report"),
        Stage.sealed: _("Write to a stick…"),
        Stage.written: _("Read a receipt…"),
    }.get(view.stage, "")


def second(view: MonthView, *, carrying: bool) -> str:
    """What else may be done; nothing before a month was sealed, or where it is shown anyway."""
    sent = any(told.sent.parcel is not None for told in view.history)
    return _("Read a receipt…") if sent and not carrying else ""


def chips(view: MonthView) -> tuple[ChipWords, ...]:
    """How far the month is, or how long it should have been at the agency."""
    due = due_on(view.month)
    late = (view.today - due).days
    if view.stage in _UNSENT and late > 0:
        day = plain_day(due)
        words = many("Due {day}, {count} day ago", "Due {day}, {count} days ago", late)
        return ((words.format(day=day, count=number(late)), "gold"),)
    return (chip(view),)


def chip(view: MonthView) -> ChipWords:
    """How far the month is, in a word."""
    if view.stage is Stage.running:
        day = plain_day(view.month.last)
        return _("Still running, until {day}").format(day=day), "neutral"
    if view.is_withdrawn:
        return _("Withdrawn"), "neutral"
    return {
        Stage.open: (_("Not sent yet"), "gold"),
        Stage.changed: (_("Changed after closing"), "gold"),
        Stage.to_join: (_("Closed, not sealed"), "gold"),
        Stage.to_seal: (_("Closed, not sealed"), "gold"),
        Stage.sealed: (_("Sealed, not carried yet"), "gold"),
        Stage.written: (_("No receipt yet"), "gold"),
        Stage.received: (_("Received by the agency"), "good"),
    }[view.stage]


def standing(view: MonthView) -> Outcome | None:
    """What must be known of the month before anything is done."""
    if view.stage is not Stage.changed:
        return None
    return (
        _("Figures changed since {month} was closed").format(month=month_name(view.month)),
        _("Late entries came. Close it again: the new report takes the old one's place."),
        "gold",
    )


def refused(refusal: Refusal) -> Outcome:
    """Why something was not done."""
    first, mark, rest = messages.sentence(refusal).partition(". ")
    return first + ("." if mark else ""), rest, "bad"


def closed(closing: Closing) -> Outcome:
    """What closing a month brought about."""
    name = month_name(closing.closed.month)
    if closing.parcel is None:
        words = _("{month} is closed").format(month=name)
        return words, _("It is sealed as soon as this library joins the agency."), "good"
    words = _("{month} is closed and sealed as report number {seq}")
    return words.format(month=name, seq=number(closing.parcel.seq)), _carry(), "good"


def closed_idle(closing: Closing) -> Outcome:
    """What saying that nothing happened brought about."""
    title = _("{month} is reported: nothing happened").format(
        month=month_name(closing.closed.month)
    )
    if closing.parcel is None:
        return title, _("It is sealed as soon as this library joins the agency."), "good"
    return title, _carry(), "good"


def withdrawn(month: Month) -> Outcome:
    """What taking a month back brought about."""
    title = _("{month} is withdrawn").format(month=month_name(month))
    return title, _("Bring that to the agency, too. To send it again, close it again."), "good"


def code_read(read: CodeRead) -> Outcome:
    """What the agency said by a short code."""
    title = _("The agency has the report of {month}").format(month=month_name(read.month))
    if not read.changed:
        return title, _("That was known already."), "good"
    return title, _("The signed receipt may come later; the report goes along till then."), "good"


def sealed(closings: tuple[Closing, ...]) -> Outcome:
    """What sealing the waiting months brought about."""
    title = many("{count} month is sealed", "{count} months are sealed", len(closings))
    return title.format(count=number(len(closings))), _carry(), "good"


def joined(agency: str, closings: tuple[Closing, ...]) -> Outcome:
    """Whom the library reports to now, and what was sealed for it at once."""
    title = _("This library now reports to {agency}").format(agency=agency)
    words = many(
        "{count} closed month was sealed.", "{count} closed months were sealed.", len(closings)
    )
    return title, words.format(count=number(len(closings))) if closings else "", "good"


def invited(taken: Invited) -> Outcome:
    """What an invitation did, and what the library should still look at."""
    title = _("This library now reports to {agency}").format(agency=taken.agency)
    words = [_("The answer to the invitation goes along with the next report on a stick.")]
    if taken.differs:
        said = " · ".join(filter(None, (taken.code, taken.name)))
        differs = _("The agency knows it as {library}: look at its name and code in the settings.")
        words.append(differs.format(library=said))
    return title, " ".join(words), "good"


def written(parcels: tuple[Written, ...], folder: Path) -> Outcome:
    """What lies in the folder now."""
    title = many(
        "{count} report written and read back",
        "{count} reports written and read back",
        len(parcels),
    )
    names = ", ".join(each.path.name for each in parcels)
    words = _("In {folder}: {files}. Bring it to the agency and come back with the receipt.")
    return (
        title.format(count=number(len(parcels))),
        words.format(folder=folder, files=names),
        "good",
    )


def pictures(paths: tuple[Path, ...]) -> tuple[str, str]:
    """Where the pictures of the codes lie."""
    title = many("{count} picture saved", "{count} pictures saved", len(paths))
    names = ", ".join(path.name for path in paths)
    words = _("In {folder}: {files}. Send them as documents, so that they stay sharp.")
    folder = str(paths[0].parent) if paths else ""
    return title.format(count=number(len(paths))), words.format(folder=folder, files=names)


def receipt(read: ReceiptRead) -> Outcome:
    """What the agency says."""
    title = _("Receipt {no} is genuine and was read").format(no=read.no)
    if read.new_keys:
        detail = _("The agency has new keys. Its numbers are now {digits}.")
        return title, detail.format(digits=read.new_keys), "gold"
    if read.missing:
        numbers = ", ".join(number(each) for each in read.missing)
        detail = _("The agency still waits for report {numbers}. Write to a stick again.")
        return title, detail.format(numbers=numbers), "gold"
    taken = [item for item in read.items if item.verdict.is_counted]
    if len(taken) < len(read.items):
        detail = _("The agency did not take every report. Look at the history, then call it.")
        return title, detail, "gold"
    words = many(
        "The agency has {count} report of this library.",
        "The agency has {count} reports of this library.",
        len(taken),
    )
    return title, words.format(count=number(len(taken))), "good"


def _carry() -> str:
    return _("Write it to a stick, or send its codes by messenger.")
