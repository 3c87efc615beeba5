"""The words of rounds through a block."""

from typing import Any

from jukung.cli.parsing import prison_verb, verb
from jukung.words import _


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add every verb of rounds."""
    nouns = prison_verb(verbs, "round", "", _("rounds through a block")).add_subparsers(
        dest="noun", required=True
    )
    planned = verb(nouns, "plan", "round_verbs:plan", _("plan a round"))
    planned.add_argument("block")
    planned.add_argument("--on", metavar="YYYY-MM-DD", help=_("the day of the round"))
    listed = verb(nouns, "list", "round_verbs:listed", _("list the rounds under way"))
    listed.add_argument("--ended", action="store_true", help=_("also those that have ended"))
    shown = verb(nouns, "show", "round_verbs:show", _("show what is left to do"))
    lent = verb(nouns, "lend", "round_verbs:lend", _("lend a copy at a cell"))
    lent.add_argument("card")
    lent.add_argument("barcode")
    back = verb(nouns, "return", "round_verbs:give_back", _("take a copy back at a cell"))
    back.add_argument("barcode")
    done = verb(nouns, "done", "round_verbs:done", _("end a round"))
    done.add_argument(
        "--all",
        action="store_true",
        help=_("put everything away first, and leave out what is not done"),
    )
    for parser in (shown, lent, back, done):
        parser.add_argument(
            "--round", default="", metavar="ID", help=_("its id or its block; else the only one")
        )
