"""Verbs of weeding, and the accession register."""

from argparse import Namespace
from datetime import date

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, written
from jukung.domain import months
from jukung.domain.kinds import WithdrawReason
from jukung.exchange import stock_lists, tables
from jukung.exchange.parcels.flushed import write_true
from jukung.library import accession, weeding, withdrawals
from jukung.library.weeding import Criteria
from jukung.words import _, brief_day, many, number, rupiah

MOST = 10_000


def listed(arguments: Namespace) -> Answer:
    """List the copies with enough signs, or write them as a workbook."""
    criteria = Criteria(
        published_years=arguments.published or None,
        unused_years=arguments.unused or None,
        conditions=frozenset() if arguments.any_condition else Criteria().conditions,
        copies_enough=arguments.copies or None,
        least=arguments.least,
    )
    target = target_of(arguments) if arguments.out else None
    with opened(arguments) as library, library.reading() as desk:
        found = weeding.candidates(desk, criteria, most=MOST)
        content = tables.workbook([stock_lists.weed_list(desk, criteria)]) if target else b""
    if target is not None:
        write_true(target, content)
        return Answer(written(target), (_("Saved: {file}").format(file=target),))
    value = [
        {
            "number": line.number,
            "title": line.title,
            "signs": [str(sign) for sign in line.signs],
            "last_used": line.last_used.isoformat() if line.last_used else None,
            "copies": line.copies,
        }
        for line in found.lines
    ]
    lines = [
        "  ".join((line.number, line.title, stock_lists.sign_words(line))) for line in found.lines
    ]
    shown = (stock_lists.criteria_words(criteria), *(lines or [_("No copy has so many signs.")]))
    return Answer(value, shown)


def withdraw(arguments: Namespace) -> Answer:
    """Take copies out, with a numbered record."""
    on = months.parse_day(arguments.on) if arguments.on else None
    with opened(arguments) as library, library.changing() as desk:
        done = withdrawals.withdraw(
            desk, arguments.copies, WithdrawReason(arguments.reason), note=arguments.note, on=on
        )
    copies = many("{count} copy withdrawn", "{count} copies withdrawn", done.count)
    said = copies.format(count=number(done.count))
    value = {"record": done.number, "count": done.count, "act": done.act_id}
    return Answer(value, (said, _("Record {number}.").format(number=done.number)))


def records(arguments: Namespace) -> Answer:
    """List the withdrawals, the latest first."""
    with opened(arguments) as library, library.reading() as desk:
        found = withdrawals.listed(desk)
    value = [
        {
            "record": each.number,
            "on": each.on.isoformat(),
            "count": each.count,
            "note": each.note,
            "cancelled": each.cancelled,
            "act": each.act_id,
        }
        for each in found
    ]
    lines = [
        "  ".join(filter(None, (each.number, brief_day(each.on), number(each.count), each.note)))
        for each in found
    ]
    return Answer(value, tuple(lines) or (_("Nothing was withdrawn yet."),))


def paper(arguments: Namespace) -> Answer:
    """Write the minutes of a withdrawal."""
    from jukung.ui.pages import stocktake_work  # noqa: PLC0415 - draws papers, only here

    target = target_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        pdf = stocktake_work.withdrawal_pdf(desk, arguments.record, paper=arguments.paper)
    write_true(target, pdf)
    return Answer(written(target), (_("Saved: {file}").format(file=target),))


def register(arguments: Namespace) -> Answer:
    """Show the accession register of a year or span, or write it."""
    first, last, span = _span(arguments)
    target = target_of(arguments) if arguments.out else None
    with opened(arguments) as library, library.reading() as desk:
        if target is not None:
            from jukung.ui.pages import stocktake_work  # noqa: PLC0415 - as above

            if target.suffix.casefold() == ".xlsx":
                content = stocktake_work.register_workbook(desk, first, last)
            else:
                content = stocktake_work.register_pdf(
                    desk, first, last, span=span, paper=arguments.paper
                )
        lines = () if target else accession.page(desk, first, last, most=MOST)
        totals = accession.totals(desk, first, last)
    if target is not None:
        write_true(target, content)
        return Answer(written(target), (_("Saved: {file}").format(file=target),))
    value = [
        {
            "on": line.on.isoformat(),
            "number": line.number,
            "inventory": line.inventory_code,
            "title": line.title,
            "people": line.people,
            "source": stock_lists.source_words(line),
            "price": line.price,
            "withdrawn_on": line.withdrawn_on.isoformat() if line.withdrawn_on else None,
        }
        for line in lines
    ]
    shown = [
        "  ".join(
            filter(
                None,
                (
                    brief_day(line.on),
                    line.inventory_code or line.number,
                    line.title,
                    stock_lists.source_words(line),
                    rupiah(line.price) if line.price is not None else "",
                    stock_lists.remarks(line),
                ),
            )
        )
        for line in lines
    ]
    copies = many("{count} copy", "{count} copies", totals.count)
    return Answer(value, (*shown, copies.format(count=number(totals.count))))


def _span(arguments: Namespace) -> tuple[date, date, str]:
    if arguments.year:
        year = arguments.year
        return date(year, 1, 1), date(year, 12, 31), str(year)
    first = months.parse_day(arguments.first) if arguments.first else accession.FIRST
    last = months.parse_day(arguments.last) if arguments.last else accession.LAST
    ends = (arguments.first and brief_day(first), arguments.last and brief_day(last))
    return first, last, " – ".join(filter(None, ends)) or _("All years")
