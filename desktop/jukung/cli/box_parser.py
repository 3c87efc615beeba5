"""The words of boxes on loan."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.words import _

# By the names of `paper.papers`, whose package is slow to import; a test compares.
OFFICE = ("a4", "f4")


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add every verb of boxes."""
    box = verb(verbs, "box", "", _("boxes on loan")).add_subparsers(dest="noun", required=True)
    read = verb(box, "read", "box_verbs:read", _("read the file of a box"))
    read.add_argument("file", metavar="FILE.jkb")
    read.add_argument(
        "--trust", metavar="DIGITS", default="", help=_("the digits, compared by telephone")
    )
    read.add_argument("--for-other", action="store_true", help=_("take it all the same"))
    early = verb(box, "begin", "box_verbs:begin", _("check in a box whose file is not here"))
    early.add_argument("box", metavar="NUMBER")
    early.add_argument("--owner", default="", help=_("whose box it is"))
    early.add_argument("--due", metavar="YYYY-MM-DD", default="", help=_("when it goes back"))
    check = verb(box, "check", "box_verbs:check", _("say which copies came"))
    check.add_argument("box", metavar="NUMBER")
    check.add_argument("copies", nargs="*", metavar="BARCODE")
    check.add_argument("--damaged", action="store_true", help=_("they came damaged"))
    check.add_argument("--missing", action="store_true", help=_("they did not come after all"))
    check.add_argument("--finish", action="store_true", help=_("the rest did not come"))
    listed = verb(box, "list", "box_verbs:show", _("list the boxes, or what is in one"))
    listed.add_argument("box", nargs="?", default="", metavar="NUMBER")
    back = verb(box, "return", "box_verbs:give_back", _("put copies into a box that goes back"))
    back.add_argument("box", metavar="NUMBER")
    back.add_argument("copies", nargs="*", metavar="BARCODE")
    back.add_argument("--damaged", action="store_true", help=_("they go back damaged"))
    back.add_argument("--finish", action="store_true", help=_("the box goes; the rest is missing"))
    back.add_argument("--to", metavar="DIR", help=_("write the signed return list"))
    paper = verb(box, "paper", "box_verbs:paper", _("write the minutes or the list of a box"))
    paper.add_argument("box", metavar="NUMBER")
    paper.add_argument("--what", choices=("minutes", "missing"), default="minutes")
    paper.add_argument("--paper", choices=OFFICE, default="a4")
    paper.add_argument("--out", required=True, metavar="FILE")
