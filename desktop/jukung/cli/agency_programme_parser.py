"""The words of the agency's programme: chase list, targets, leagues, typed figures."""

from typing import Any

from jukung.cli.paper_parser import OFFICE
from jukung.cli.parsing import verb
from jukung.words import _

# By the names of `agency.leagues.Per` and `agency.entries.SOURCES`, which are slow to
# import; a test compares.
PERS = ("absolute", "copy", "member", "people", "growth")
SOURCES = ("typed", "photograph", "telephone", "workbook")


def add(agency: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add every verb of the programme to the agency's."""
    chase = verb(agency, "chase", "agency_chase_verbs:chase", _("list who owes a month"))
    chase.add_argument("--month", metavar="YYYY-MM", help=_("the last full month unless given"))
    chase.add_argument("--district", default="", metavar="PP.KK")
    chase.add_argument("--kind", choices=("village", "prison"))
    chase.add_argument("--with-called", action="store_true", help=_("also who was called lately"))
    chase.add_argument("--no-phones", action="store_true", help=_("leave names and numbers out"))
    chase.add_argument("--called", metavar="CODE", help=_("write down that a library was called"))
    chase.add_argument("--not-called", metavar="CODE", help=_("take that back"))
    chase.add_argument("--message", metavar="CODE", help=_("the words for a library or PP.KK"))
    chase.add_argument("--to", dest="out", metavar="FILE", help=_("an .xlsx, .csv or .pdf"))
    _target_verbs(agency)
    _league_verbs(agency)
    _entry_verbs(agency)


def _target_verbs(agency: Any) -> None:  # noqa: ANN401 - as above
    target = verb(agency, "target", "", _("targets of the yearly programme")).add_subparsers(
        dest="deed", required=True
    )
    one = verb(target, "set", "agency_target_verbs:set_target", _("set a target; - removes it"))
    one.add_argument("code", metavar="INDICATOR")
    one.add_argument("value", metavar="N")
    one.add_argument("--district", default="", metavar="PP.KK")
    listed = verb(target, "list", "agency_target_verbs:list_targets", _("list a year's targets"))
    far = verb(target, "progress", "agency_target_verbs:progress", _("how far they are"))
    far.add_argument("--until", metavar="YYYY-MM")
    sheet = verb(target, "sheet", "agency_target_verbs:sheet", _("the sheet for the meeting"))
    sheet.add_argument("--to", dest="out", required=True, metavar="FILE.pdf | FILE.xlsx")
    sheet.add_argument("--until", metavar="YYYY-MM")
    sheet.add_argument("--paper", choices=OFFICE, default=OFFICE[0])
    copy = verb(target, "copy", "agency_target_verbs:copy", _("copy the targets of a year"))
    copy.add_argument("from_year", type=int, metavar="YYYY")
    copy.add_argument("--percent", type=int, default=100)
    read = verb(target, "import", "agency_target_verbs:read", _("read targets from a workbook"))
    read.add_argument("file")
    for parser in (one, listed, far, sheet, copy, read):
        parser.add_argument("--year", type=int, metavar="YYYY")


def _league_verbs(agency: Any) -> None:  # noqa: ANN401 - as above
    league = verb(agency, "league", "", _("lists for the award")).add_subparsers(
        dest="deed", required=True
    )
    add_ = verb(league, "add", "agency_league_verbs:add", _("keep criteria for a list"))
    add_.add_argument("name", nargs="+")
    add_.add_argument("--year", type=int, metavar="YYYY")
    add_.add_argument("--from", dest="first", metavar="YYYY-MM")
    add_.add_argument("--until", dest="last", metavar="YYYY-MM")
    add_.add_argument("--complete", type=int, default=80, metavar="PERCENT")
    add_.add_argument(
        "--criterion",
        action="append",
        default=[],
        metavar="INDICATOR:WEIGHT[:" + "|".join(PERS) + "]",
    )
    verb(league, "list", "agency_league_verbs:list_leagues", _("list the lists"))
    shown = verb(league, "show", "agency_league_verbs:show", _("reckon a list"))
    shown.add_argument("--to", dest="out", metavar="FILE", help=_("an .xlsx, .csv or .pdf"))
    gone = verb(league, "remove", "agency_league_verbs:remove", _("take a list away"))
    for parser in (shown, gone):
        parser.add_argument("number", type=int)


def _entry_verbs(agency: Any) -> None:  # noqa: ANN401 - as above
    entry = verb(agency, "entry", "", _("figures of libraries without Jukung")).add_subparsers(
        dest="deed", required=True
    )
    blank = verb(entry, "template", "agency_entry_verbs:template", _("a workbook to fill in"))
    blank.add_argument("--to", dest="out", required=True, metavar="FILE.xlsx")
    blank.add_argument("--site", default="", metavar="CODE", help=_("a year of one library"))
    blank.add_argument("--year", type=int, metavar="YYYY")
    blank.add_argument("--district", default="", metavar="PP.KK")
    blank.add_argument("--month", metavar="YYYY-MM")
    one = verb(entry, "add", "agency_entry_verbs:add", _("type a month"))
    one.add_argument("figures", nargs="+", metavar="INDICATOR=N")
    one.add_argument("--source", choices=SOURCES, default="typed")
    one.add_argument("--origin", default="", help=_("such as the name of the photograph"))
    read = verb(entry, "import", "agency_entry_verbs:read", _("read a filled-in workbook"))
    read.add_argument("file")
    read.add_argument("--apply", action="store_true", help=_("store it, not only plan it"))
    undo = verb(entry, "undo", "agency_entry_verbs:undo", _("take an import back"))
    undo.add_argument("number", type=int)
    listed = verb(entry, "list", "agency_entry_verbs:list_entries", _("list a month"))
    listed.add_argument("--month", metavar="YYYY-MM")
    listed.add_argument("--district", default="", metavar="PP.KK")
    gone = verb(entry, "cancel", "agency_entry_verbs:cancel", _("take a typed month back"))
    for parser in (one, gone):
        parser.add_argument("--site", required=True, metavar="CODE")
        parser.add_argument("--month", required=True, metavar="YYYY-MM")
