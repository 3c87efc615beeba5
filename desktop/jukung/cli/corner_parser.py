"""The words of the command line for reading corners of a prison."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.words import _

# By the names of `paper.papers`, whose package is slow to import; a test compares.
OFFICE = ("a4", "f4")


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs of corners under `house`."""
    corner = verb(verbs, "corner", "", _("reading corners and what lies there"))
    nouns = corner.add_subparsers(dest="deed", required=True)
    added = verb(nouns, "add", "corner_verbs:add", _("add a reading corner"))
    added.add_argument("corner", metavar="NAME")
    added.add_argument("--block", default="", help=_("the block it is in"))
    verb(nouns, "list", "corner_verbs:listed", _("list the reading corners"))
    shown = verb(nouns, "show", "corner_verbs:show", _("show what lies in a corner"))
    put = verb(nouns, "put", "corner_verbs:put", _("let copies lie in a corner"))
    take = verb(nouns, "take", "corner_verbs:take", _("take copies out of a corner"))
    miss = verb(nouns, "missing", "corner_verbs:miss", _("say that copies are not there"))
    read = verb(nouns, "read", "corner_verbs:use", _("count that copies were read there"))
    paper = verb(nouns, "paper", "corner_verbs:paper", _("write the list of a corner"))
    for each in (shown, put, take, miss, read, paper):
        each.add_argument("corner", metavar="NAME")
    for each in (put, take, miss, read):
        each.add_argument("copies", nargs="+", metavar="BARCODE")
    paper.add_argument("--paper", choices=OFFICE, default="a4")
    paper.add_argument("--out", required=True, metavar="FILE")
