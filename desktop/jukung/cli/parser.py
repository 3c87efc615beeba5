"""The words of the command line, and which verb each calls.

A verb's module is imported only when it is called, so that `--help` stays quick.
"""

from argparse import SUPPRESS, Action, ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from typing_extensions import override

from jukung.words import _

_MODULES = "jukung.cli."

# By the names of `exchange.imports.FORMATS`, which is slow to import; a test compares.
FORMAT_NAMES = ("slims_titles",)


def build() -> ArgumentParser:
    """Make the parser; every verb also takes the options that stand in front of it."""
    parser = ArgumentParser(prog="jukung", description=_("Jukung, the library desk."))
    parser.add_argument("--library", metavar="PATH", help=_("the file to open"))
    parser.add_argument("--json", action="store_true", help=_("answer for machines"))
    parser.add_argument("--language", choices=("id", "en"))
    verbs = parser.add_subparsers(dest="verb")
    _library_verbs(verbs)
    _desk_verbs(verbs)
    _month_verbs(verbs)
    _agency_verbs(verbs)
    _windows(verbs)
    return parser


def _verb(verbs: Any, name: str, call: str, words: str) -> ArgumentParser:  # noqa: ANN401 - argparse's own private class
    parser: ArgumentParser = verbs.add_parser(name, help=words, description=words)
    parser.add_argument("--library", metavar="PATH", default=SUPPRESS, help=_("the file to open"))
    parser.add_argument(
        "--json", action="store_true", default=SUPPRESS, help=_("answer for machines")
    )
    parser.add_argument("--language", choices=("id", "en"), default=SUPPRESS)
    if call:
        parser.set_defaults(call=_MODULES + call)
    return parser


def _library_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    init = _verb(verbs, "init", "library_verbs:init", _("make a new library"))
    init.add_argument("--kind", choices=("village", "prison"), default="village")
    init.add_argument("--prison-kind", choices=("lapas", "rutan", "lpka", "women"), default="lapas")
    init.add_argument("--name", default="")
    init.add_argument("--place", default="")
    init.add_argument("--region", default="", help=_("region code, such as 63.03.05.2007"))
    init.add_argument("--zone", choices=("WIB", "WITA", "WIT"))
    imports = _verb(
        verbs, "import", "library_verbs:import_titles", _("read a list of titles, or undo that")
    )
    imports.add_argument("words", nargs="+", metavar="FILE | undo ID | list", action=_OneImport)
    imports.add_argument("--format", choices=("auto", *FORMAT_NAMES), default="auto")
    imports.add_argument("--apply", action="store_true", help=_("store it, not only plan it"))
    imports.add_argument("--again", action="store_true", help=_("also titles that are here"))
    _verb(verbs, "search", "library_verbs:search", _("find titles")).add_argument(
        "words", nargs="+"
    )
    backup = _verb(verbs, "backup", "library_verbs:write_backup", _("write a checked backup"))
    backup.add_argument("--to", required=True, metavar="DIR")
    restore = _verb(verbs, "restore", "library_verbs:restore", _("make a library of a backup"))
    restore.add_argument("file")
    restore.add_argument("--to", required=True, metavar="NEW")
    _verb(verbs, "check", "library_verbs:examine", _("examine the file"))


def _desk_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    member = _verb(verbs, "member", "", _("members")).add_subparsers(dest="noun", required=True)
    add = _verb(member, "add", "desk_verbs:add_member", _("register a member"))
    add.add_argument("name", nargs="*")
    add.add_argument("--name", dest="whole_name", default="")
    add.add_argument("--card", default="")
    add.add_argument("--sex", choices=("female", "male", "unknown"), default="unknown")
    add.add_argument("--birth-year", type=int)
    add.add_argument("--phone", default="")
    add.add_argument("--address", default="")
    find = _verb(member, "find", "desk_verbs:find_members", _("find members"))
    find.add_argument("words", nargs="+")
    lend = _verb(verbs, "lend", "desk_verbs:lend", _("lend a copy"))
    lend.add_argument("card")
    lend.add_argument("barcode")
    lend.add_argument("--title", default="", help=_("registers a number nobody knows yet"))
    back = _verb(verbs, "return", "desk_verbs:give_back", _("take a copy back"))
    back.add_argument("barcode")
    renew = _verb(verbs, "renew", "desk_verbs:renew", _("prolong a loan"))
    renew.add_argument("barcode")
    _verb(verbs, "undo", "desk_verbs:undo", _("take back the last act"))
    visits = _verb(verbs, "visits", "", _("visits")).add_subparsers(dest="noun", required=True)
    tally = _verb(visits, "add", "desk_verbs:add_visits", _("tally visitors"))
    for sex in ("female", "male", "unknown"):
        tally.add_argument(f"--{sex}", type=int, default=0)
    activity = _verb(verbs, "activity", "", _("activities")).add_subparsers(
        dest="noun", required=True
    )
    held = _verb(activity, "add", "desk_verbs:add_activity", _("record an activity"))
    held.add_argument("name", nargs="+")
    held.add_argument("--female", type=int)
    held.add_argument("--male", type=int)
    for parser in (lend, back, renew, tally, held):
        parser.add_argument("--on", metavar="YYYY-MM-DD", help=_("the true day of a paper slip"))
    labels = _verb(verbs, "labels", "desk_verbs:print_labels", _("write labels as PDF"))
    labels.add_argument("barcodes", nargs="*", metavar="BARCODE")
    labels.add_argument("--sheet", default="tj-107")
    labels.add_argument("--start", type=int, default=1)
    labels.add_argument("--right", type=float, default=0.0, help=_("millimetres to the right"))
    labels.add_argument("--down", type=float, default=0.0, help=_("millimetres down"))
    labels.add_argument("--out", required=True, metavar="FILE")
    labels.add_argument("--printed", action="store_true", help=_("they came out well"))


def _month_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    card = _verb(verbs, "card", "month_verbs:write_card", _("write this library's card"))
    card.add_argument("--to", required=True, metavar="DIR")
    join = _verb(verbs, "join", "month_verbs:join_agency", _("join an agency by its card"))
    join.add_argument("card", metavar="AGENCY_CARD")
    month = _verb(verbs, "month", "", _("the month")).add_subparsers(dest="noun", required=True)
    for name, call, words in (
        ("close", "month_verbs:close", _("close and seal a month")),
        ("figures", "month_verbs:figures_of", _("show a month's figures")),
    ):
        _verb(month, name, call, words).add_argument("month", metavar="YYYY-MM")
    export = _verb(month, "export", "month_verbs:send", _("write parcels for the agency"))
    export.add_argument("--to", required=True, metavar="DIR")
    receipt = _verb(month, "receipt", "month_verbs:read_receipt", _("read a receipt"))
    receipt.add_argument("file")


def _agency_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    agency = _verb(verbs, "agency", "", _("the agency")).add_subparsers(dest="noun", required=True)
    init = _verb(agency, "init", "agency_verbs:init", _("make a new agency file"))
    init.add_argument("--name", default="")
    init.add_argument("--code", default="63")
    card = _verb(agency, "card", "agency_verbs:card", _("write the agency's card"))
    card.add_argument("--to", required=True, metavar="DIR")
    enrol = _verb(agency, "enrol", "agency_verbs:enrol_library", _("enrol a library"))
    enrol.add_argument("card")
    enrol.add_argument("--code", required=True, metavar="REGION")
    accept = _verb(agency, "accept", "agency_verbs:accept_parcels", _("judge parcels"))
    accept.add_argument("files", nargs="+")
    accept.add_argument("--receipts", metavar="DIR", help=_("where receipts go"))
    accept.add_argument("--no-receipts", action="store_true")
    totals = _verb(agency, "totals", "agency_verbs:add_up", _("add up a month"))
    period = totals.add_mutually_exclusive_group(required=True)
    period.add_argument("month", nargs="?", metavar="YYYY-MM")
    period.add_argument("--period", dest="month", metavar="YYYY-MM")


def _windows(verbs: Any) -> None:  # noqa: ANN401 - as above
    tour = _verb(verbs, "tour", "show_verbs:tour", _("drive the windows through a day"))
    tour.add_argument("--to", default="tour", metavar="DIR")
    demo = _verb(verbs, "demo", "show_verbs:demo", _("open a library with invented titles"))
    demo.add_argument("--to", metavar="FILE", help=_("only write the demo library"))


class _OneImport(Action):
    """Takes one file, `undo` with one import, or `list`; more would be passed over."""

    @override
    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        del option_string
        typed = list(values or ())
        if len(typed) != (2 if typed[:1] == ["undo"] else 1):
            parser.error(_("name one file, or undo with one import, or list"))
        setattr(namespace, self.dest, typed)
