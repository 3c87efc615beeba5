"""The words of what is put on paper: labels, cards, slips, letters and forms."""

from argparse import ArgumentParser
from typing import Any

from jukung.cli.parsing import verb
from jukung.domain.kinds import Feed, PrintWhat, Symbology
from jukung.words import _

# By the names of `paper.papers`, whose package is slow to import; a test compares.
OFFICE = ("a4", "f4")
RECEIPTS = ("a6", "roll80", "roll58")
# By the names of `paper.book_papers.BookPaper`; a test compares.
BOOK_PAPERS = ("card", "pocket", "date_due")
LABELS = tuple(str(what) for what in PrintWhat if what not in (PrintWhat.card, PrintWhat.blank))


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add every verb of paper."""
    _label_verbs(verbs)
    _sheet_verbs(verbs)
    _number_verbs(verbs)
    _card_verbs(verbs)
    _slip_verbs(verbs)
    _letter_verbs(verbs)


def _label_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    labels = verb(verbs, "labels", "label_verbs:print_labels", _("write labels as PDF"))
    labels.add_argument("barcodes", nargs="*", metavar="BARCODE | CARD | WORDS")
    labels.add_argument("--kind", choices=LABELS, default="barcode")
    labels.add_argument("--each", type=int, default=1, help=_("how many of each"))
    _bars(labels)
    labels.add_argument("--band", action="store_true", help=_("a colour for the main class"))
    labels.add_argument(
        "--without", nargs="*", choices=("heading", "title", "call_number"), default=[]
    )
    _placed(labels, sheet="tj-107")
    _written(labels)
    labels.add_argument("--printed", action="store_true", help=_("they came out well"))


def _sheet_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    sheet = verb(verbs, "sheet", "", _("label sheets")).add_subparsers(dest="noun", required=True)
    listed = verb(sheet, "list", "sheet_verbs:list_sheets", _("list the sheets"))
    listed.add_argument("--cards", action="store_true", help=_("sheets for cards"))
    for name, call, words in (
        ("check", "check", _("examine a sheet file")),
        ("add", "add", _("add a sheet file to this library")),
    ):
        verb(sheet, name, f"sheet_verbs:{call}", words).add_argument("file", metavar="FILE.toml")
    gone = verb(sheet, "remove", "sheet_verbs:remove", _("remove a sheet of this library"))
    gone.add_argument("name")
    page = verb(sheet, "ruler", "sheet_verbs:ruler", _("write the page to measure a printer with"))
    page.add_argument("--printer", default="", help=_("a name to write on it"))
    _placed(page, sheet="tj-107", start=False)
    _written(page)
    read = verb(sheet, "fit", "sheet_verbs:fit", _("say how to correct what a ruler showed"))
    for name in ("left", "top", "across", "down"):
        read.add_argument(name, type=float, metavar=name.upper())
    read.add_argument("--sheet", default="tj-107")
    _carried(read)


def _number_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    blank = verb(verbs, "blank", "", _("numbers printed before there is a copy")).add_subparsers(
        dest="noun", required=True
    )
    new = verb(blank, "reserve", "blank_verbs:reserve", _("reserve numbers and write their labels"))
    new.add_argument("count", type=int)
    _bars(new)
    _placed(new, sheet="tj-107")
    _written(new)
    verb(blank, "list", "blank_verbs:list_blank", _("list the numbers that wait for a copy"))
    bind = verb(blank, "bind", "blank_verbs:bind", _("give a number to a title"))
    bind.add_argument("barcode")
    bind.add_argument("isbn", nargs="?", default="")
    bind.add_argument("--title", default="", help=_("a title that is not in the catalogue yet"))
    bind.add_argument("--author", default="")
    gone = verb(blank, "drop", "blank_verbs:drop", _("give up numbers whose labels are spoilt"))
    gone.add_argument("barcodes", nargs="+", metavar="BARCODE")


def _card_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    cards = verb(verbs, "cards", "card_verbs:print_cards", _("write member cards as PDF"))
    cards.add_argument("cards", nargs="*", metavar="CARD")
    cards.add_argument("--design", default="", help=_("without one the designs are listed"))
    cards.add_argument("--side", choices=("front", "back", "both"), default="front")
    _placed(cards, sheet="card-a4-8")
    _written(cards, required=False)
    cards.add_argument("--printed", action="store_true", help=_("they came out well"))


def _slip_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    receipt = verb(verbs, "receipt", "slip_verbs:receipt", _("write what a member has as a slip"))
    receipt.add_argument("card")
    receipt.add_argument("--paper", choices=RECEIPTS, default="a6")
    books = verb(verbs, "book-papers", "slip_verbs:book_papers", _("write cards and pockets"))
    books.add_argument("barcodes", nargs="+", metavar="BARCODE")
    books.add_argument("--what", nargs="+", choices=BOOK_PAPERS, default=list(BOOK_PAPERS))
    forms = verb(verbs, "forms", "slip_verbs:forms", _("write blank ledgers for paper days"))
    forms.add_argument("form", choices=("visitors", "loans"))
    forms.add_argument("--pages", type=int, default=1)
    for parser in (books, forms):
        parser.add_argument("--paper", choices=OFFICE, default="a4")
    for parser in (receipt, books, forms):
        _written(parser)


def _letter_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    letter = verb(verbs, "letter", "", _("letters")).add_subparsers(dest="noun", required=True)
    late = verb(letter, "overdue", "letter_verbs:overdue", _("ask for what is late"))
    late.add_argument("cards", nargs="*", metavar="CARD")
    clear = verb(letter, "clearance", "letter_verbs:clearance", _("say that nothing is owed"))
    clear.add_argument("card")
    clear.add_argument("--purpose", default="")
    act = verb(letter, "minutes", "letter_verbs:minutes", _("write minutes of a hand-over"))
    act.add_argument("matter")
    act.add_argument("--party", nargs="+", action="extend", default=[], metavar="NAME|POSITION")
    act.add_argument("--text", nargs="+", action="extend", default=[])
    act.add_argument("--copies", nargs="*", default=[], metavar="BARCODE")
    for parser in (late, clear, act):
        parser.add_argument("--paper", choices=OFFICE, default="a4")
        _written(parser)
    book = verb(letter, "list", "letter_verbs:list_letters", _("list a year's letters"))
    book.add_argument("year", nargs="?", type=int)


def _bars(parser: ArgumentParser) -> None:
    parser.add_argument("--bars", choices=[str(each) for each in Symbology], default="code128")


def _placed(parser: ArgumentParser, *, sheet: str, start: bool = True) -> None:
    """Add where on which sheet, and how the printer is off."""
    parser.add_argument("--sheet", default=sheet)
    if start:
        parser.add_argument("--start", type=int, default=1)
    parser.add_argument("--right", type=float, default=0.0, help=_("millimetres to the right"))
    parser.add_argument("--down", type=float, default=0.0, help=_("millimetres down"))
    parser.add_argument("--creep-right", type=float, default=0.0, help=_("mm in every 100 mm"))
    parser.add_argument("--creep-down", type=float, default=0.0, help=_("mm in every 100 mm"))
    _carried(parser)


def _carried(parser: ArgumentParser) -> None:
    parser.add_argument("--on", choices=OFFICE, help=_("the paper the printer believes in"))
    parser.add_argument("--feed", choices=[str(each) for each in Feed], default="centre")


def _written(parser: ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("--out", required=required, metavar="FILE")
