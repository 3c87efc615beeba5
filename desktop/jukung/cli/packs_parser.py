"""The words of title packs, boxes on loan and agreements with prisons."""

from typing import Any

from jukung.cli.paper_parser import OFFICE
from jukung.cli.parsing import verb
from jukung.words import _


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs of packs."""
    pack = verb(verbs, "pack", "", _("title packs")).add_subparsers(dest="noun", required=True)
    make = verb(pack, "make", "agency_pack_verbs:make", _("make a title pack of lists"))
    make.add_argument("files", nargs="+", metavar="FILE", help=_("lists, or packs of this agency"))
    make.add_argument("--name", required=True)
    make.add_argument("--source", default="", help=_("where the titles come from, which licence"))
    make.add_argument("--to", required=True, metavar="FILE.jkt")
    add_one = verb(pack, "add", "pack_verbs:add", _("keep a title pack beside the library"))
    add_one.add_argument("file", metavar="FILE.jkt")
    add_one.add_argument(
        "--trust", default="", metavar="DIGITS", help=_("the digits of its agency, compared")
    )
    listed = verb(pack, "list", "pack_verbs:listed", _("list the packs, or show one of them"))
    listed.add_argument("file", nargs="?", default="", metavar="FILE.jkt")
    dropped = verb(pack, "drop", "pack_verbs:drop", _("keep a title pack no longer"))
    dropped.add_argument("number", metavar="NUMBER")
    find = verb(pack, "find", "pack_verbs:find", _("look titles up in the packs"))
    find.add_argument("words", nargs="+", metavar="[FILE.jkt] ISBN | WORDS")
    for parser in (make, find):
        parser.add_argument(
            "--card", default="", metavar="AGENCY.jkc", help=_("whose packs are believed")
        )


def add_agency(agency: Any) -> None:  # noqa: ANN401 - as above
    """Add the agency's verbs of boxes and prisons."""
    box = verb(agency, "box", "", _("boxes on loan")).add_subparsers(dest="noun", required=True)
    new = verb(box, "new", "agency_box_verbs:new", _("make a box of a list"))
    new.add_argument("number", metavar="NUMBER")
    new.add_argument("file", metavar="FILE")
    new.add_argument("--name", default="")
    new.add_argument("--for", dest="site", default="", metavar="REGION")
    listed = verb(box, "list", "agency_box_verbs:list_boxes", _("list the boxes"))
    listed.add_argument("--overdue", action="store_true", help=_("only those that are late"))
    shown = verb(box, "show", "agency_box_verbs:show", _("show a box"))
    out = verb(box, "hand-over", "agency_box_verbs:hand_over", _("lend a box to a library"))
    back = verb(box, "take-back", "agency_box_verbs:take_back", _("take a box back"))
    change = verb(box, "change", "agency_box_verbs:change", _("rename a box, or leave it longer"))
    change.add_argument("--name")
    change.add_argument("--note")
    change.add_argument("--due", metavar="YYYY-MM-DD", help=_("leave it there until then"))
    change.add_argument("--found", nargs="*", default=[], metavar="NUMBER")
    gone = verb(box, "give-up", "agency_box_verbs:give_up", _("a box is no more"))
    again = verb(box, "file", "agency_box_verbs:write_again", _("write a box's file once more"))
    again.add_argument("--to", required=True, metavar="DIR")
    for parser in (shown, out, change, gone, again):
        parser.add_argument("number", metavar="NUMBER")
    back.add_argument("number", metavar="NUMBER | FILE.jkb")
    out.add_argument("--for", dest="site", default="", metavar="REGION")
    out.add_argument("--due", required=True, metavar="YYYY-MM-DD")
    out.add_argument("--to", required=True, metavar="DIR", help=_("where file and papers go"))
    out.add_argument("--paper", choices=OFFICE, default=OFFICE[0])
    back.add_argument("--missing", nargs="*", default=[], metavar="NUMBER")
    back.add_argument("--damaged", nargs="*", default=[], metavar="NUMBER")
    for parser in (out, back):
        parser.add_argument("--on", metavar="YYYY-MM-DD", help=_("today unless given"))
    agreed = verb(agency, "agreement", "", _("agreements with prisons")).add_subparsers(
        dest="noun", required=True
    )
    add_one = verb(agreed, "add", "agency_box_verbs:add_agreement", _("keep an agreement"))
    add_one.add_argument("code", metavar="CODE")
    add_one.add_argument("first", metavar="FROM")
    add_one.add_argument("last", metavar="UNTIL")
    add_one.add_argument("--number", default="")
    add_one.add_argument("--signed", metavar="YYYY-MM-DD")
    verb(agreed, "list", "agency_box_verbs:list_agreements", _("list prisons and agreements"))
    page = verb(
        agency, "prison-page", "agency_box_verbs:prison_page", _("write the page of a prison")
    )
    page.add_argument("code", metavar="CODE")
    page.add_argument("--year", type=int, metavar="YYYY")
    page.add_argument("--to", required=True, metavar="FILE.pdf")
    page.add_argument("--paper", choices=OFFICE, default=OFFICE[0])
