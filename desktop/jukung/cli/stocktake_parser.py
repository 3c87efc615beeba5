"""The words of stocktakes, weeding, the accession register and serials."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.domain.kinds import Frequency, StocktakeDecision, WithdrawReason
from jukung.words import _

# By the names of `paper.papers`, whose package is slow to import.
OFFICE = ("a4", "f4")
# By the names of `library.stocktakes.WITHIN`; a test compares.
WITHIN = ("all", "class", "place", "kind", "box", "owner")
DECISIONS = tuple(
    str(each)
    for each in StocktakeDecision
    if each not in (StocktakeDecision.open, StocktakeDecision.returned)
)


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add every verb of the care of the collection."""
    _stocktake(verbs)
    _weeding(verbs)
    _register(verbs)
    _serials(verbs)


def _stocktake(verbs: Any) -> None:  # noqa: ANN401 - as above
    stock = verb(verbs, "stocktake", "", _("stocktakes")).add_subparsers(dest="noun", required=True)
    begin = verb(stock, "begin", "stocktake_verbs:begin", _("write down what should be there"))
    begin.add_argument("name")
    begin.add_argument("--of", choices=WITHIN, default="all", help=_("by what a part is chosen"))
    begin.add_argument("--part", default="", help=_("which class, place, kind, box or owner"))
    verb(stock, "list", "stocktake_verbs:listed", _("list the stocktakes"))
    verb(stock, "parts", "stocktake_verbs:parts", _("list what can be counted by itself"))
    named = {
        name: verb(stock, name, f"stocktake_verbs:{call}", words)
        for name, call, words in (
            ("show", "show", _("show how far one is, and what is not right")),
            ("count", "count", _("count numbers")),
            ("file", "count_file", _("count the list of a scanner, or of another PC")),
            ("export", "export", _("write the numbers seen, for another PC")),
            ("finish", "finish", _("end the counting; nothing is deleted")),
            ("reopen", "reopen", _("count on in a finished one")),
            ("drop", "drop", _("give one up that was begun by mistake")),
            ("decide", "decide", _("say what becomes of copies")),
            ("return", "take_back", _("take a lent copy back that was seen")),
            ("paper", "paper", _("write the minutes, or the workbook")),
        )
    }
    for parser in named.values():
        parser.add_argument("name", metavar="STOCKTAKE")
    named["count"].add_argument("codes", nargs="+", metavar="NUMBER")
    named["file"].add_argument("file", metavar="FILE")
    for parser in (named["count"], named["file"]):
        parser.add_argument("--where", default="", help=_("the place they stand at"))
    named["decide"].add_argument("decision", choices=DECISIONS)
    named["decide"].add_argument("copies", nargs="*", metavar="NUMBER")
    named["decide"].add_argument("--unseen", action="store_true", help=_("all that are not seen"))
    named["decide"].add_argument("--reason", default="")
    named["return"].add_argument("barcode", metavar="NUMBER")
    named["export"].add_argument("--out", required=True, metavar="FILE.txt")
    named["paper"].add_argument("--out", required=True, metavar="FILE.pdf | FILE.xlsx")
    named["paper"].add_argument("--paper", choices=OFFICE, default="a4")


def _weeding(verbs: Any) -> None:  # noqa: ANN401 - as above
    weed = verb(verbs, "weed", "", _("weeding")).add_subparsers(dest="noun", required=True)
    listed = verb(weed, "list", "weeding_verbs:listed", _("list copies with their signs"))
    listed.add_argument("--published", type=int, default=10, help=_("years since; 0 for any"))
    listed.add_argument("--unused", type=int, default=3, help=_("years without use; 0 for any"))
    listed.add_argument("--copies", type=int, default=0, help=_("more copies of a title than"))
    listed.add_argument("--any-condition", action="store_true", help=_("worn ones are no sign"))
    listed.add_argument("--least", type=int, default=2, help=_("how many signs are needed"))
    listed.add_argument("--out", default="", metavar="FILE.xlsx")
    take = verb(weed, "withdraw", "weeding_verbs:withdraw", _("take copies out, with a record"))
    take.add_argument("copies", nargs="+", metavar="NUMBER")
    take.add_argument(
        "--reason",
        required=True,
        choices=[str(each) for each in WithdrawReason if each is not WithdrawReason.none],
    )
    take.add_argument("--note", default="", help=_("who decided it; no names"))
    take.add_argument("--on", metavar="YYYY-MM-DD")
    verb(weed, "records", "weeding_verbs:records", _("list the withdrawals"))
    paper = verb(weed, "paper", "weeding_verbs:paper", _("write the minutes of a withdrawal"))
    paper.add_argument("record", metavar="RECORD")
    paper.add_argument("--out", required=True, metavar="FILE.pdf")
    paper.add_argument("--paper", choices=OFFICE, default="a4")


def _register(verbs: Any) -> None:  # noqa: ANN401 - as above
    register = verb(verbs, "register", "weeding_verbs:register", _("the accession register"))
    register.add_argument("--year", type=int)
    register.add_argument("--from", dest="first", metavar="YYYY-MM-DD", help=_("the first day"))
    register.add_argument("--to", dest="last", metavar="YYYY-MM-DD", help=_("the last day"))
    register.add_argument("--out", default="", metavar="FILE.pdf | FILE.xlsx")
    register.add_argument("--paper", choices=OFFICE, default="a4")


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _serials(verbs: Any) -> None:  # noqa: ANN401 - as above
    serial = verb(verbs, "serial", "", _("newspapers and magazines")).add_subparsers(
        dest="noun", required=True
    )
    often = [str(each) for each in Frequency if each is not Frequency.none]
    add_ = verb(serial, "add", "serial_verbs:add", _("add a newspaper or magazine"))
    add_.add_argument("title")
    add_.add_argument("--every", choices=often, default="monthly", help=_("how often it comes"))
    add_.add_argument("--issn", default="")
    add_.add_argument("--publisher", default="")
    verb(serial, "list", "serial_verbs:listed", _("list newspapers and magazines"))
    every = verb(serial, "every", "serial_verbs:set_frequency", _("say how often one comes"))
    every.add_argument("title")
    every.add_argument("frequency", choices=[*often, "none"])
    days = verb(serial, "days", "serial_verbs:set_days", _("say on which days a daily one comes"))
    days.add_argument("title")
    days.add_argument("days", nargs="+", choices=DAYS)
    shown = verb(serial, "issues", "serial_verbs:issues_of", _("list the issues of one"))
    shown.add_argument("title")
    come = verb(serial, "check-in", "serial_verbs:check_in", _("an issue arrived"))
    come.add_argument("title")
    come.add_argument("--day", metavar="YYYY-MM-DD", help=_("of the issue; the next without it"))
    come.add_argument("--volume", default="")
    come.add_argument("--number", default="")
    come.add_argument("--count", type=int, default=1)
    for name, call, words in (
        ("missing", "miss", _("issues will not come by themselves")),
        ("claim", "claim", _("missing issues were asked for")),
        ("discard", "discard", _("issues are kept no longer")),
        ("bind", "bind", _("bind issues into a copy")),
    ):
        parser = verb(serial, name, f"serial_verbs:{call}", words)
        parser.add_argument("title")
        parser.add_argument("issues", nargs="+", metavar="ISSUE | YYYY-MM-DD")
        if name == "bind":
            parser.add_argument("--copy", default="", metavar="NUMBER")
    month = verb(serial, "month", "serial_verbs:month", _("what came in a month"))
    month.add_argument("month", metavar="YYYY-MM")
    month.add_argument("--out", default="", metavar="FILE.xlsx")
