"""Verbs about days on which many left: cards alone, never a name."""

from argparse import Namespace

from jukung import messages
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, written
from jukung.domain import months
from jukung.domain.kinds import ClearanceReason
from jukung.exchange.parcels.flushed import write_true
from jukung.library import release_days
from jukung.words import N_, _, number, short_day

_LEFT = N_("Leaves")


def list_days(arguments: Namespace) -> Answer:
    """List the days on which somebody left."""
    with opened(arguments) as library, library.reading() as desk:
        found = release_days.listed(desk)
    words = _("{day}  {reason}  {count} residents, {open} open, {out} copies out")
    lines = tuple(
        words.format(
            day=short_day(each.on),
            reason=_(messages.RESIDENT_STATES.get(each.reason, _LEFT)),
            count=number(each.residents),
            open=number(each.still_open),
            out=number(each.still_out),
        )
        for each in found
    )
    value = [
        {
            "on": each.on.isoformat(),
            "reason": each.reason,
            "residents": each.residents,
            "open": each.still_open,
            "out": each.still_out,
        }
        for each in found
    ]
    return Answer(value, lines or (_("Nobody has left yet."),))


def minutes(arguments: Namespace) -> Answer:
    """Write the minutes of a day, under a number of their own."""
    from jukung.ui.pages import release_work  # noqa: PLC0415 - draws papers, only this verb needs it

    target = target_of(arguments)
    on, reason = months.parse_day(arguments.day), ClearanceReason(arguments.reason)
    with opened(arguments) as library:
        with library.changing() as desk:
            pdf, numbered, day = release_work.write_numbered(
                desk, on, reason, paper=arguments.paper
            )
        write_true(target, pdf)
    value = dict(written(target)) | {
        "number": numbered,
        "residents": len(day.leavers),
        "copies": day.copies,
        "written_off": day.written_off,
        "out": day.still_out,
    }
    words = _("{count} residents, {number}: {file}")
    said = words.format(count=number(len(day.leavers)), number=numbered, file=target)
    return Answer(value, (said,))
