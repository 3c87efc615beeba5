"""Verbs that put receipts, papers in books and blank forms on paper."""

from argparse import Namespace

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, write, written
from jukung.domain import errors
from jukung.library import copies, letterhead, members, overview
from jukung.paper import book_papers as books
from jukung.paper import ledgers, receipts
from jukung.paper.book_papers import BookFacts, BookPaper
from jukung.paper.document import Letterhead
from jukung.paper.receipts import Receipt, ReceiptKind, ReceiptLine
from jukung.words import _

MOST_PAGES = 500


def receipt(arguments: Namespace) -> Answer:
    """Write what a member has, with the days when it is due."""
    target_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        member = members.by_card(desk, arguments.card)
        loans = overview.loans_of(desk, member.card)
        lines = tuple(
            ReceiptLine(
                loan.title,
                loan.barcode,
                loan.due_on,
                late_days=loan.overdue_days,
                still_out=loan.lent_on < desk.today,
            )
            for loan in loans
        )
        if not lines:
            raise errors.NothingToPrint
        name = "" if desk.profile.is_prison else member.name
        slip = Receipt(
            ReceiptKind.loan, desk.profile.name, member.card, desk.today, lines, name=name
        )
    target = write(arguments, receipts.receipt_page(slip, paper=arguments.paper))
    return Answer(written(target, copies=len(lines)), (_("Saved: {file}").format(file=target),))


def book_papers(arguments: Namespace) -> Answer:
    """Write cards, pockets and date-due slips for copies."""
    target_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        found = copies.with_numbers(desk, tuple(arguments.barcodes))
        facts = [
            BookFacts(copy.number, copy.title, copy.people, copy.call_number, desk.profile.name)
            for copy in found
        ]
    which = frozenset(BookPaper(each) for each in arguments.what)
    target = write(arguments, books.book_pages(facts, which=which, paper=arguments.paper))
    return Answer(written(target, copies=len(facts)), (_("Saved: {file}").format(file=target),))


def forms(arguments: Namespace) -> Answer:
    """Write a blank ledger for a day without power."""
    if not 1 <= arguments.pages <= MOST_PAGES:
        raise errors.CountOutOfRange(arguments.pages, MOST_PAGES)
    target_of(arguments)
    with opened(arguments) as library, library.reading() as desk:
        shown = letterhead.show(desk)
        head = Letterhead(above=shown.above, name=shown.name)
        is_prison = desk.profile.is_prison
    pdf = (
        ledgers.visitor_ledger(
            letterhead=head, pages=arguments.pages, paper=arguments.paper, is_prison=is_prison
        )
        if arguments.form == "visitors"
        else ledgers.loan_ledger(
            letterhead=head, pages=arguments.pages, paper=arguments.paper, is_prison=is_prison
        )
    )
    target = write(arguments, pdf)
    return Answer(written(target, pages=arguments.pages), (_("Saved: {file}").format(file=target),))
