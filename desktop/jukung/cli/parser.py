"""The words of the command line, and which verb each calls.

A verb's module is imported only when it is called, so that `--help` stays quick.
"""

from argparse import Action, ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Sequence
from typing import Any

from typing_extensions import override

from jukung.cli import (
    agency_figure_parser,
    agency_news_parser,
    agency_programme_parser,
    agency_relay_parser,
    agency_site_parser,
    box_parser,
    export_parser,
    held_parser,
    house_parser,
    packs_parser,
    paper_parser,
    programme_parser,
    ready_parser,
    round_parser,
    screening_parser,
    stocktake_parser,
    title_parser,
    vault_parser,
)
from jukung.cli.parsing import verb
from jukung.domain.kinds import Audience, BorrowerKind, CollectionKind, WhenOverdue
from jukung.words import _

# By the names of `exchange.imports.FORMATS`, which is slow to import; a test compares.
FORMAT_NAMES = (
    "marc21", "marcxml", "mods", "dublin_core", "koha_offline", "slims_sql", "slims_titles",
    "slims_items", "slims_members", "inlislite_records", "inlislite_titles", "table",
    "member_table",
)  # fmt: skip
# By the names of `domain.kinds.BorrowerKind`, but for residents; a test compares.
MEMBER_KINDS = ("general", "student", "child", "teacher", "official", "senior", "room")
# By the names of `domain.kinds.VisitPurpose`; a test compares.
PURPOSES = ("read", "borrow", "computer", "activity", "study", "other")


def build() -> ArgumentParser:
    """Make the parser; every verb also takes the options that stand in front of it."""
    parser = ArgumentParser(prog="jukung", description=_("Jukung, the library desk."))
    parser.add_argument("--library", metavar="PATH", help=_("the file to open"))
    parser.add_argument("--staff", metavar="NAME", default="", help=_("who does it"))
    parser.add_argument("--json", action="store_true", help=_("answer for machines"))
    parser.add_argument("--language", choices=("id", "en"))
    verbs = parser.add_subparsers(dest="verb")
    _library_verbs(verbs)
    _desk_verbs(verbs)
    programme_parser.add(verbs)
    round_parser.add(verbs)
    screening_parser.add(verbs)
    _list_verbs(verbs)
    _money_verbs(verbs)
    _opening_verbs(verbs)
    _rule_verbs(verbs)
    paper_parser.add(verbs)
    box_parser.add(verbs)
    _report_verbs(verbs)
    stocktake_parser.add(verbs)
    ready_parser.add(verbs)
    _month_verbs(verbs)
    packs_parser.add(verbs)
    export_parser.add(verbs)
    title_parser.add(verbs)
    _agency_verbs(verbs)
    vault_parser.add(verbs)
    house_parser.add(verbs)
    _windows(verbs)
    return parser


def _library_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    init = verb(verbs, "init", "library_verbs:init", _("make a new library"))
    init.add_argument("--kind", choices=("village", "prison"), default="village")
    init.add_argument("--prison-kind", choices=("lapas", "rutan", "lpka", "women"), default="lapas")
    init.add_argument("--name", default="")
    init.add_argument("--place", default="")
    init.add_argument("--region", default="", help=_("region code, such as 63.03.05.2007"))
    init.add_argument("--zone", choices=("WIB", "WITA", "WIT"))
    imports = verb(
        verbs, "import", "import_verbs:import_file", _("read another program's file, or undo that")
    )
    imports.add_argument("words", nargs="+", metavar="FILE | undo ID | list", action=_OneImport)
    imports.add_argument("--format", choices=("auto", *FORMAT_NAMES), default="auto")
    imports.add_argument("--apply", action="store_true", help=_("store it, not only plan it"))
    imports.add_argument("--again", action="store_true", help=_("also titles that are here"))
    imports.add_argument(
        "--map", default="", metavar="COLUMN=USE,…", help=_("such as Judul=title,Jml=count")
    )
    imports.add_argument(
        "--rejects", default="", metavar="OUT", help=_("write the rows to correct, CSV or XLSX")
    )
    imports.add_argument(
        "--look", action="store_true", help=_("with undo: only say what would stay, and why")
    )
    imports.add_argument(
        "--kept", default="", metavar="OUT.csv", help=_("with undo: write the list of what stays")
    )
    search = verb(verbs, "search", "search_verbs:search", _("find titles"))
    search.add_argument("words", nargs="*")
    search.add_argument("--class", dest="class_main", default="", metavar="0-9|2X")
    search.add_argument("--division", default="", metavar="81")
    search.add_argument("--written-in", action="append", default=[], metavar="WORD")
    search.add_argument("--audience", choices=[each.value for each in Audience])
    search.add_argument("--kind", choices=[each.value for each in CollectionKind])
    search.add_argument("--place", default="", metavar="NAME", help=_("where a copy stands"))
    search.add_argument("--box", default="", metavar="NUMBER", help=_("of a box on loan here"))
    search.add_argument("--available", action="store_true")
    backup = verb(verbs, "backup", "library_verbs:write_backup", _("write a checked backup"))
    backup.add_argument("--to", required=True, metavar="DIR")
    restore = verb(verbs, "restore", "library_verbs:restore", _("make a library of a backup"))
    restore.add_argument("file")
    restore.add_argument("--to", required=True, metavar="NEW")
    verb(verbs, "check", "library_verbs:examine", _("examine the file"))


def _desk_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    member = verb(verbs, "member", "", _("members")).add_subparsers(dest="noun", required=True)
    _member_verbs(member)
    loans = _loan_verbs(verbs)
    late = verb(verbs, "late-entry", "late_verbs:record", _("record a list of paper slips"))
    late.add_argument("file", metavar="FILE.csv", help=_("day, time, what, card, number"))
    late.add_argument("--check", action="store_true", help=_("only say what is against them"))
    late.add_argument("--only-good", action="store_true", help=_("leave the others for a look"))
    verb(verbs, "undo", "desk_verbs:undo", _("take back the last act"))
    visits = verb(verbs, "visits", "", _("visits")).add_subparsers(dest="noun", required=True)
    tally = verb(visits, "add", "visit_verbs:add_visits", _("tally visitors"))
    right = verb(visits, "correct", "visit_verbs:correct", _("set a day's totals right"))
    right.add_argument("day", metavar="YYYY-MM-DD")
    for sex in ("female", "male", "unknown"):
        tally.add_argument(f"--{sex}", type=int, default=0)
        right.add_argument(f"--{sex}", type=int, default=0)
    tally.add_argument("--children", action="store_true", help=_("all of them are children"))
    tally.add_argument("--disability", action="store_true", help=_("with a disability"))
    tally.add_argument("--group", default="", help=_("a class or group, never a person"))
    scanned = verb(visits, "card", "visit_verbs:add_card", _("count a member by card"))
    scanned.add_argument("card")
    scanned.add_argument("--again", action="store_true", help=_("also the second time today"))
    for parser in (tally, scanned):
        parser.add_argument("--purpose", choices=PURPOSES, default="")
        parser.add_argument("--computer", action="store_true", help=_("used a computer"))
    listed = verb(visits, "day", "visit_verbs:show_day", _("show how a day was counted"))
    listed.add_argument("day", nargs="?", metavar="YYYY-MM-DD")
    for parser in (*loans, tally):
        parser.add_argument("--on", metavar="YYYY-MM-DD", help=_("the true day of a paper slip"))


def _loan_verbs(verbs: Any) -> tuple[ArgumentParser, ...]:  # noqa: ANN401 - as above
    lend = verb(verbs, "lend", "desk_verbs:lend", _("lend a copy"))
    lend.add_argument("card")
    lend.add_argument("barcode")
    lend.add_argument("--title", default="", help=_("registers a number nobody knows yet"))
    back = verb(verbs, "return", "desk_verbs:give_back", _("take a copy back"))
    back.add_argument("barcode")
    state = back.add_mutually_exclusive_group()
    state.add_argument("--damaged", action="store_true", help=_("it needs repair"))
    state.add_argument("--lost", action="store_true", help=_("it will not come back"))
    back.add_argument("--note", default="", help=_("what is wrong with it"))
    renew = verb(verbs, "renew", "desk_verbs:renew", _("prolong a loan"))
    renew.add_argument("barcode")
    for parser in (lend, renew):
        parser.add_argument("--permit", metavar="REASON", help=_("make an exception, and why"))
    for parser in (lend, back, renew):
        parser.add_argument("--time", metavar="HH:MM", help=_("the true time of a paper slip"))
    here = verb(verbs, "read-here", "desk_verbs:read_here", _("count a copy read here"))
    here.add_argument("barcode")
    return lend, back, renew, here


def _member_verbs(member: Any) -> None:  # noqa: ANN401 - as above
    add = verb(member, "add", "desk_verbs:add_member", _("register a member"))
    add.add_argument("name", nargs="*")
    add.add_argument("--name", dest="whole_name", default="")
    add.add_argument("--card", default="")
    add.add_argument("--sex", choices=("female", "male", "unknown"), default="unknown")
    add.add_argument("--birth-year", type=int)
    add.add_argument("--phone", default="")
    add.add_argument("--address", default="")
    add.add_argument("--kind", choices=MEMBER_KINDS, default="general")
    add.add_argument("--guardian", default="", help=_("who answers for a child"))
    add.add_argument("--guardian-phone", default="")
    add.add_argument("--guardian-card", default="")
    add.add_argument("--nik", default="", help=_("only where the library keeps it"))
    add.add_argument("--note", default="", help=_("shown at the desk"))
    many = verb(member, "import", "roster_verbs:import_members", _("register a list of members"))
    many.add_argument("file", metavar="FILE", help=_("CSV or XLSX"))
    many.add_argument("--dry-run", action="store_true", help=_("store nothing"))
    one = verb(member, "merge", "roster_verbs:merge", _("make two records of a member one"))
    one.add_argument("keep", metavar="KEEP", help=_("a card of the record to keep"))
    one.add_argument("other", metavar="OTHER", help=_("a card of the other record"))
    find = verb(member, "find", "desk_verbs:find_members", _("find members"))
    find.add_argument("words", nargs="+")
    made = {
        name: verb(member, name, f"member_verbs:{call}", words)
        for name, call, words in (
            ("renew", "renew", _("prolong a membership")),
            ("new-card", "replace_card", _("give a member another card")),
            ("card-found", "find_card", _("use a lost card again")),
            ("leave", "leave", _("somebody leaves; what was borrowed is forgotten")),
            ("back", "come_back", _("somebody who left is back")),
            ("show", "show", _("show what is kept of a member")),
            ("export", "export", _("write what is kept of a member")),
            ("erase", "erase", _("erase a member for good")),
        )
    }
    for parser in made.values():
        parser.add_argument("card")
    made["renew"].add_argument("--until", metavar="YYYY-MM-DD")
    made["new-card"].add_argument("--lost", action="store_true", help=_("the old one is lost"))
    made["new-card"].add_argument("--new", default="", metavar="NUMBER")
    made["export"].add_argument("--to", required=True, metavar="DIR")
    made["erase"].add_argument("--yes", action="store_true", help=_("nothing brings it back"))


def _money_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    charge = verb(verbs, "charge", "money_verbs:charge", _("charge a member"))
    pay = verb(verbs, "pay", "money_verbs:pay", _("take a payment"))
    waive = verb(verbs, "waive", "money_verbs:waive", _("waive what is owed"))
    for parser in (charge, pay, waive):
        parser.add_argument("card")
        parser.add_argument("amount", type=int, help=_("whole rupiah"))
    charge.add_argument("--kind", choices=("fine", "replacement", "damage"), default="damage")
    charge.add_argument("--barcode", default="", help=_("the copy it is for"))
    charge.add_argument("--reason", default="")
    pay.add_argument("--on", metavar="YYYY-MM-DD", help=_("the true day of a paper slip"))
    waive.add_argument("--reason", default="")
    account = verb(verbs, "account", "money_verbs:account", _("what a member owes and paid"))
    account.add_argument("card")
    cash = verb(verbs, "cash", "money_verbs:cash", _("what was paid in a span of days"))
    cash.add_argument("first", metavar="FROM")
    cash.add_argument("last", metavar="UNTIL")
    sanction = verb(verbs, "sanction", "", _("sanctions without money")).add_subparsers(
        dest="noun", required=True
    )
    add = verb(sanction, "add", "money_verbs:impose", _("suspend, warn or give a task"))
    add.add_argument("card")
    add.add_argument("--kind", choices=("suspension", "warning", "task"), default="suspension")
    add.add_argument("--until", metavar="YYYY-MM-DD")
    add.add_argument("--reason", default="")
    lift = verb(sanction, "lift", "money_verbs:lift", _("end a sanction"))
    lift.add_argument("sanction", metavar="ID")
    lift.add_argument("--reason", default="")
    shown = verb(sanction, "list", "money_verbs:list_sanctions", _("a member's sanctions"))
    shown.add_argument("card")
    verb(verbs, "forget", "money_verbs:forget", _("forget old loans' borrowers"))


def _opening_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    hours = verb(verbs, "open-days", "", _("opening days and hours")).add_subparsers(
        dest="noun", required=True
    )
    shown = verb(hours, "show", "visit_verbs:show_hours", _("show a month's days"))
    shown.add_argument("month", metavar="YYYY-MM")
    right = verb(hours, "set", "visit_verbs:set_hours", _("set a day's hours right"))
    right.add_argument("day", metavar="YYYY-MM-DD")
    right.add_argument("opened", metavar="HH:MM")
    right.add_argument("closed", metavar="HH:MM")
    shut = verb(hours, "closed", "visit_verbs:set_closed", _("say that a day was not open"))
    shut.add_argument("day", metavar="YYYY-MM-DD")


def _list_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    hold = verb(verbs, "hold", "list_verbs:hold", _("let a member wait for a title"))
    hold.add_argument("card")
    hold.add_argument("barcode", help=_("the number of any copy of the title"))
    hold.add_argument("--cancel", action="store_true", help=_("end the waiting"))
    verb(verbs, "holds", "list_verbs:list_holds", _("show the ready shelf and who waits"))
    due = verb(verbs, "due", "list_verbs:due", _("show what is due on a day"))
    due.add_argument("--on", metavar="YYYY-MM-DD")
    late = verb(verbs, "overdue", "list_verbs:overdue", _("show what is late"))
    late.add_argument("--message", metavar="CARD", default="", help=_("a text for this member"))


def _rule_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    rules = verb(verbs, "rules", "", _("loan rules")).add_subparsers(dest="noun", required=True)
    verb(rules, "list", "rule_verbs:list_rules", _("list the loan rules"))
    one = verb(rules, "set", "rule_verbs:set_rule", _("add or change a loan rule"))
    gone = verb(rules, "remove", "rule_verbs:remove_rule", _("remove a loan rule"))
    for parser in (one, gone):
        parser.add_argument("--who", choices=[str(kind) for kind in BorrowerKind])
        parser.add_argument("--what", choices=[str(kind) for kind in CollectionKind])
    for name in ("copies", "days", "renewals", "fine-per-day", "grace-days", "hold-days"):
        one.add_argument(f"--{name}", type=int)
    one.add_argument("--stays-inside", action=BooleanOptionalAction)
    one.add_argument("--overdue", choices=[str(choice) for choice in WhenOverdue])
    calendar = verb(verbs, "calendar", "", _("the calendar")).add_subparsers(
        dest="noun", required=True
    )
    shown = verb(calendar, "list", "rule_verbs:list_days", _("list a year's special days"))
    shown.add_argument("year", nargs="?", type=int)
    shut = verb(calendar, "close", "rule_verbs:close_days", _("close on some days"))
    shut.add_argument("first", metavar="YYYY-MM-DD")
    shut.add_argument("name", nargs="+")
    shut.add_argument("--last", metavar="YYYY-MM-DD")
    shut.add_argument("--keep-dues", action="store_true", help=_("move no due days"))
    held = verb(calendar, "open", "rule_verbs:open_on", _("open in spite of a holiday"))
    held.add_argument("day", metavar="YYYY-MM-DD")
    held.add_argument("name", nargs="+")
    out = verb(calendar, "remove", "rule_verbs:remove_day", _("remove an entry"))
    out.add_argument("entry", metavar="ID")
    week = verb(calendar, "week", "rule_verbs:choose_week", _("choose weekdays and holidays"))
    week.add_argument("--closed", nargs="*", type=int, choices=range(7), help=_("Monday is 0"))
    week.add_argument("--national", action=BooleanOptionalAction)
    week.add_argument("--joint", action=BooleanOptionalAction)


def _report_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    report = verb(verbs, "report", "report_verbs:report", _("count a report, or list them"))
    report.add_argument("code", metavar="CODE | list")
    report.add_argument("--from", dest="first", metavar="YYYY-MM-DD", help=_("the first day"))
    report.add_argument("--to", dest="last", metavar="YYYY-MM-DD", help=_("the last day"))
    report.add_argument("--out", metavar="FILE", help=_("an .xlsx, .csv or .pdf to write"))
    report.add_argument("--paper", choices=paper_parser.OFFICE, default="a4")


def _month_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    card = verb(verbs, "card", "month_verbs:write_card", _("write this library's card"))
    card.add_argument("--to", required=True, metavar="DIR")
    card.add_argument("--qr", action="store_true", help=_("and a page with its codes"))
    join = verb(verbs, "join", "month_verbs:join_agency", _("join an agency by its card"))
    join.add_argument("card", metavar="AGENCY_CARD | INVITATION")
    join.add_argument("--to", metavar="DIR", help=_("where the answer to an invitation goes"))
    month = verb(verbs, "month", "", _("the month")).add_subparsers(dest="noun", required=True)
    for name, call, words in (
        ("close", "month_verbs:close", _("close and seal a month")),
        ("nil", "month_verbs:report_nothing", _("report a month in which nothing happened")),
        ("withdraw", "month_verbs:withdraw", _("take back what was sent of a month")),
    ):
        one = verb(month, name, call, words)
        one.add_argument("month", metavar="YYYY-MM")
        if name == "close":
            one.add_argument("--early", action="store_true", help=_("although it is not over"))
    figures = verb(month, "figures", "figure_verbs:show", _("show a month's figures"))
    figures.add_argument("month", metavar="YYYY-MM")
    figures.add_argument("--of", metavar="CODE", help=_("what this figure was counted from"))
    note = verb(month, "note", "figure_verbs:note", _("type or explain a figure"))
    note.add_argument("month", metavar="YYYY-MM")
    note.add_argument("code", metavar="CODE")
    note.add_argument("--value", type=int, metavar="N", help=_("only where nothing was counted"))
    note.add_argument("--words", default="", metavar="TEXT")
    export = verb(month, "export", "month_verbs:send", _("write parcels for the agency"))
    export.add_argument("--to", required=True, metavar="DIR")
    upload = verb(month, "upload", "upload_verbs:upload", _("send reports over the internet"))
    upload.add_argument("--address", metavar="URL", help=_("in place of the one that is known"))
    upload.add_argument("--proxy", metavar="system | none | URL", help=_("the way out"))
    upload.add_argument("--remember", action="store_true", help=_("use both from now on"))
    codes = verb(month, "qr", "month_verbs:put_into_codes", _("write reports as QR codes"))
    codes.add_argument("month", metavar="YYYY-MM | waiting")
    codes.add_argument("--out", required=True, metavar="FILE.pdf | FILE.png")
    codes.add_argument("--paper", choices=paper_parser.OFFICE, default="a4")
    receipt = verb(month, "receipt", "month_verbs:read_receipt", _("read a receipt"))
    receipt.add_argument("file")
    code = verb(month, "code", "month_verbs:read_code", _("type a receipt code"))
    code.add_argument("code", nargs="+", metavar="TEXT")
    agency_news_parser.add_to_month(month)
    epoch = verb(
        verbs, "epoch", "month_verbs:begin_anew", _("this file was copied: number reports anew")
    )
    epoch.add_argument("--to", required=True, metavar="DIR", help=_("where the new card goes"))


def _agency_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    agency = verb(verbs, "agency", "", _("the agency")).add_subparsers(dest="noun", required=True)
    held_parser.add_agency(agency)
    packs_parser.add_agency(agency)
    agency_news_parser.add_to_agency(agency)
    agency_programme_parser.add(agency)
    agency_figure_parser.add(agency)
    init = verb(agency, "init", "agency_verbs:init", _("make a new agency file"))
    init.add_argument("--name", default="")
    init.add_argument("--code", default="63")
    card = verb(agency, "card", "agency_verbs:card", _("write the agency's card"))
    rescue = verb(agency, "rescue", "vault_verbs:rescue", _("read what a prison sealed to us"))
    rescue.add_argument("file", metavar="FILE.age")
    card.add_argument("--to", required=True, metavar="DIR")
    card.add_argument(
        "--address", metavar="URL", help=_("where reports are taken over the internet")
    )
    agency_site_parser.add(agency)
    agency_relay_parser.add(agency)
    accept = verb(agency, "accept", "agency_verbs:accept_parcels", _("judge parcels"))
    accept.add_argument("files", nargs="+")
    accept.add_argument("--receipts", metavar="DIR", help=_("where receipts go"))
    accept.add_argument("--no-receipts", action="store_true")
    keys = verb(agency, "keys", "", _("the agency's keys, for a second desk")).add_subparsers(
        dest="act", required=True
    )
    write = verb(keys, "write", "agency_key_verbs:write_keys", _("write them under a phrase"))
    write.add_argument("--to", required=True, metavar="FILE.jkk")
    read = verb(keys, "read", "agency_key_verbs:read_keys", _("keep them on this computer"))
    read.add_argument("source", metavar="FILE.jkk")
    codes = verb(agency, "codes", "agency_verbs:list_codes", _("list a month's receipt codes"))
    codes.add_argument("month", metavar="YYYY-MM")
    totals = verb(agency, "totals", "agency_verbs:add_up", _("add up a month"))
    period = totals.add_mutually_exclusive_group(required=True)
    period.add_argument("month", nargs="?", metavar="YYYY-MM")
    period.add_argument("--period", dest="month", metavar="YYYY-MM")
    serve = verb(agency, "serve", "serve_verbs:serve", _("take parcels over the network"))
    serve.description = _(
        "Takes parcels over HTTP until Ctrl+C. Encryption is the work of a proxy in front, "
        "such as nginx or Caddy; the agency's RECEIVER.md says how."
    )
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8443)
    serve.add_argument(
        "--behind-proxy", action="store_true", help=_("count by X-Forwarded-For, its last entry")
    )
    serve.add_argument("--address", metavar="URL", help=_("the public address, kept for the card"))


def _windows(verbs: Any) -> None:  # noqa: ANN401 - as above
    tour = verb(verbs, "tour", "show_verbs:tour", _("drive the windows through a day"))
    tour.add_argument("--to", default="tour", metavar="DIR")
    demo = verb(verbs, "demo", "show_verbs:demo", _("open a library with invented titles"))
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
