"""The papers and workbooks of stocktakes, withdrawals, the register and serials, on a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung import messages
from jukung.ui import verbs
from jukung.ui.pages import letter_work
from jukung.words import _, brief_day, clock

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from jukung.library.accession import AccessionLine
    from jukung.library.desk import Desk
    from jukung.library.letterhead import LetterheadView
    from jukung.library.stocktake_lists import ClassFigures
    from jukung.library.stocktakes import Fate
    from jukung.library.weeding import Criteria
    from jukung.paper.document import Signer
    from jukung.paper.stocktake_minutes import StocktakeClass, StocktakeCopyLine, StocktakeList

MOST_NAMED = 500
"""So many copies of a kind are named on paper; the workbook has all."""
MOST_LEAVES = 20_000
"""So many lines of the register are printed at once; a year has fewer."""
_APART = ("out", "waiting", "trolley", "back", "repair", "missing", "gone")


def stocktake_pdf(desk: Desk, stocktake: str, *, paper: str = "a4") -> bytes:
    """The minutes of a stocktake; refuses StocktakeUnknown."""
    view, head = verbs.stocktakes.show(desk, stocktake), verbs.letterhead.show(desk)
    lines = verbs.stocktake_lists.lines(desk, stocktake, _fates("unseen", "boxed"))
    priced = [line.price for line in lines if line.price is not None]
    words = verbs.stocktake_minutes.StocktakePaper(
        name=view.name,
        library=head.name,
        scope=verbs.stock_lists.scope_name(view.scope),
        began_on=view.began_on,
        ended_on=view.ended_on or verbs.days.trusted_today(desk),
        figures=(
            (_("On the list"), view.expected),
            *(
                (_(messages.FATES[fate]), count)
                for fate in verbs.stocktakes.Fate
                if (count := view.fates.get(fate, 0))
            ),
            (_("Numbers nobody knows"), view.unknown),
            (_("Copies of other parts"), view.elsewhere),
        ),
        classes=tuple(_class(each) for each in verbs.stocktake_lists.by_class(desk, stocktake)),
        lists=(
            *_lists(desk, stocktake),
            _out_of_order(desk, stocktake),
            *_others(desk, stocktake),
        ),
        unseen_price=sum(priced),
        unseen_priced=len(priced),
        town=head.town,
    )
    return verbs.stocktake_minutes.minutes(
        words,
        letterhead=letter_work.drawn_head(head),
        signers=_signers(head, _("Counted by")),
        paper=paper,
    )


def stocktake_workbook(desk: Desk, stocktake: str) -> bytes:
    """A stocktake as a workbook; refuses StocktakeUnknown."""
    return verbs.report_tables.workbook(verbs.stock_lists.stocktake(desk, stocktake))


def withdrawal_pdf(desk: Desk, withdrawal: str, *, paper: str = "a4") -> bytes:
    """The minutes of a withdrawal; refuses WithdrawalUnknown."""
    view, copies = verbs.withdrawals.show(desk, withdrawal)
    head = verbs.letterhead.show(desk)
    words = verbs.withdrawal_minutes.WithdrawalPaper(
        number=view.number,
        library=head.name,
        on=view.on,
        note=view.note,
        lines=tuple(
            verbs.withdrawal_minutes.WithdrawnLine(
                each.number,
                each.title,
                each.people,
                each.publisher,
                each.year,
                each.class_number,
                _(messages.WITHDRAW_REASONS[each.reason]),
                each.price,
            )
            for each in copies
        ),
        town=head.town,
    )
    return verbs.withdrawal_minutes.minutes(
        words,
        letterhead=letter_work.drawn_head(head),
        signers=_signers(head, _("Proposed by")),
        paper=paper,
    )


def weeding_workbook(desk: Desk, criteria: Criteria) -> bytes:
    """The weeding list as a workbook; refuses NoCriteria."""
    return verbs.report_tables.workbook([verbs.stock_lists.weed_list(desk, criteria)])


def register_pdf(desk: Desk, first: date, last: date, *, span: str, paper: str = "a4") -> bytes:
    """The accession register of a span of days on paper; refuses NothingToPrint."""
    lines = verbs.accession.page(desk, first, last, most=MOST_LEAVES)
    totals = verbs.accession.totals(desk, first, last)
    words = verbs.accession_book.BookWords(span, totals.count, totals.price, totals.priced)
    return verbs.accession_book.book(
        words,
        [
            verbs.accession_book.BookLine(
                serial=place,
                on=line.on,
                number=line.number,
                inventory_code=line.inventory_code,
                people=line.people,
                title=line.title,
                published=published(line),
                year=line.year,
                source=verbs.stock_lists.source_words(line),
                price=line.price,
                class_number=line.class_number,
                call_number=line.call_number,
                remarks=verbs.stock_lists.remarks(line),
            )
            for place, line in enumerate(lines, start=1)
        ],
        letterhead=letter_work.letterhead_of(desk),
        paper=paper,
    )


def register_workbook(desk: Desk, first: date, last: date) -> bytes:
    """The accession register of a span of days as a workbook, with every column."""
    return verbs.report_tables.workbook([verbs.stock_lists.register(desk, first, last)])


def serials_workbook(desk: Desk, year: int, month: int) -> bytes:
    """The newspapers and magazines of a month as a workbook."""
    return verbs.report_tables.workbook([verbs.stock_lists.month_of_serials(desk, year, month)])


def published(line: AccessionLine) -> str:
    """Place and publisher as the register writes them."""
    return ": ".join(filter(None, (line.town, line.publisher)))


def _fates(*names: str) -> Collection[Fate]:
    return tuple(verbs.stocktakes.Fate(name) for name in names)


def _class(each: ClassFigures) -> StocktakeClass:
    fates = {str(fate): count for fate, count in each.fates.items()}
    return verbs.stocktake_minutes.StocktakeClass(
        verbs.stock_lists.class_name(each.class_main),
        each.expected,
        sum(fates.get(name, 0) for name in ("seen", "misplaced", "found", "lent_seen")),
        sum(fates.get(name, 0) for name in _APART),
        fates.get("unseen", 0) + fates.get("boxed", 0),
    )


def _lists(desk: Desk, stocktake: str) -> list[StocktakeList]:
    headings = (
        (("unseen", "boxed"), _("Copies not seen"), _("Decision")),
        (("found", "misplaced", "lent_seen"), _("Copies to put right"), _("How it was found")),
        (("missing",), _("Missing from before"), _("Decision")),
    )
    made = []
    for names, heading, column in headings:
        found = verbs.stocktake_lists.lines(desk, stocktake, _fates(*names))
        named = found[:MOST_NAMED]
        is_how = "found" in names
        lines: list[StocktakeCopyLine] = [
            verbs.stocktake_minutes.StocktakeCopyLine(
                line.number,
                line.title,
                line.call_number,
                _(messages.FATES[line.fate])
                if is_how
                else _(messages.STOCKTAKE_DECISIONS[line.decision]),
                None if is_how else line.price,
            )
            for line in named
        ]
        more = len(found) - len(named)
        made.append(verbs.stocktake_minutes.StocktakeList(heading, column, tuple(lines), more))
    return made


def _out_of_order(desk: Desk, stocktake: str) -> StocktakeList:
    found = verbs.stocktake_lists.out_of_order(desk, stocktake)
    lines = [
        verbs.stocktake_minutes.StocktakeCopyLine(number, title, call, _("to be moved"))
        for call, number, title in found[:MOST_NAMED]
    ]
    more = max(len(found) - MOST_NAMED, 0)
    return verbs.stocktake_minutes.StocktakeList(
        _("Among other call numbers on the shelf"), _("What to do"), tuple(lines), more
    )


def _others(desk: Desk, stocktake: str) -> list[StocktakeList]:
    found = verbs.stocktake_lists.others(desk, stocktake)
    lines = [
        verbs.stocktake_minutes.StocktakeCopyLine(
            each.code,
            each.title or _(messages.SEEN_AS[each.why]),
            each.call_number,
            ", ".join(
                filter(
                    None,
                    (each.seen_where, brief_day(each.seen_at.date()), clock(each.seen_at)),
                )
            ),
        )
        for each in found[:MOST_NAMED]
    ]
    more = max(len(found) - MOST_NAMED, 0)
    return [
        verbs.stocktake_minutes.StocktakeList(
            _("Scanned, but not on the list"), _("Seen"), tuple(lines), more
        )
    ]


def _signers(head: LetterheadView, first: str) -> tuple[Signer, ...]:
    """Who did it, and whoever signs the library's letters."""
    signer = verbs.document.Signer
    known = letter_work.drawn_signers(head)[-2:]
    return (signer(first, "", ""), *(known or (signer(_("Head of the library"), "", ""),)))
