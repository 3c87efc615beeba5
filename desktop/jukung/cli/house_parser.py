"""The words of the command line for blocks, rooms and residents of a prison."""

from collections.abc import Mapping
from typing import Any

from jukung import messages
from jukung.cli import corner_parser
from jukung.cli.parsing import prison_verb, verb
from jukung.words import _

# By the names of `domain.kinds.ResidentState` and `WriteOffReason`; a test compares.
STATES = ("present", "away", "sick", "isolated", "moved", "released", "died")
REASONS = ("lost", "destroyed", "taken_along", "confiscated", "other")
# By the names of `domain.kinds.ClearanceReason`; a test compares.
LEAVINGS = ("moved", "released", "died", "left")


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs of the house."""
    _block_verbs(prison_verb(verbs, "block", "", _("blocks and rooms")))
    _resident_verbs(prison_verb(verbs, "resident", "", _("one resident")))
    _house_verbs(prison_verb(verbs, "house", "", _("the whole house")))
    lists = prison_verb(verbs, "residents", "", _("lists of residents"))
    plan = verb(
        lists.add_subparsers(dest="noun", required=True),
        "plan",
        "house_verbs:plan",
        _("read a list of moves by card number"),
    )
    plan.add_argument("file", metavar="FILE")
    plan.add_argument("--apply", action="store_true", help=_("store it, not only plan it"))
    plan.add_argument("--whole", action="store_true", help=_("who is not on it has left"))
    plan.add_argument("--on", metavar="DAY")


def _house_verbs(parser: Any) -> None:  # noqa: ANN401 - as above
    whole = parser.add_subparsers(dest="noun", required=True)
    corner_parser.add(whole)
    verb(whole, "left", "release_verbs:list_days", _("list the days on which somebody left"))
    paper = verb(whole, "minutes", "release_verbs:minutes", _("write the minutes of such a day"))
    paper.add_argument("day", metavar="DAY")
    paper.add_argument("--reason", choices=LEAVINGS, default="released")
    paper.add_argument("--out", required=True, metavar="FILE")
    paper.add_argument("--paper", choices=("a4", "f4"), default="a4")


def _block_verbs(parser: Any) -> None:  # noqa: ANN401 - as above
    block = parser.add_subparsers(dest="noun", required=True)
    added = verb(block, "add", "house_verbs:add_blocks", _("add blocks and rooms"))
    added.add_argument("lines", nargs="+", metavar="LINE", help=_("such as “B 1-14”"))
    listed = verb(block, "list", "house_verbs:list_blocks", _("list blocks and rooms"))
    listed.add_argument("--rooms", action="store_true")


def _resident_verbs(parser: Any) -> None:  # noqa: ANN401 - as above
    resident = parser.add_subparsers(dest="noun", required=True)
    added = verb(resident, "add", "house_verbs:add_resident", _("register a resident"))
    added.add_argument("--card", default="")
    added.add_argument("--room", default="", help=_("such as B-12"))
    moved = verb(resident, "move", "house_verbs:move", _("move a resident"))
    moved.add_argument("card")
    moved.add_argument("room", help=_("such as B-12"))
    state = verb(resident, "state", "house_verbs:state", _("change a resident's state"))
    state.add_argument("card")
    state.add_argument(
        "state", choices=STATES, help=_meanings(_("where they are"), messages.RESIDENT_STATES)
    )
    for one in (moved, state):
        one.add_argument("--on", metavar="DAY")
    listed = verb(resident, "list", "house_verbs:list_residents", _("list residents"))
    listed.add_argument("words", nargs="*", help=_("a card, block or room"))
    listed.add_argument("--state", choices=STATES, action="append", default=[])
    soon = verb(
        resident, "release-list", "house_verbs:list_releases", _("who is expected to leave")
    )
    soon.add_argument("--within", type=int, default=30, metavar="DAYS")
    clear = verb(resident, "clearance", "house_verbs:clearance", _("open clearances, or one card"))
    clear.add_argument("card", nargs="?", default="")
    clear.add_argument("--close", action="store_true")
    clear.add_argument("--letter", action="store_true", help=_("write the letter, with --out"))
    clear.add_argument("--out", default="", metavar="FILE")
    clear.add_argument("--paper", choices=("a4", "f4"), default="a4")
    off = _meanings(_("all that is still out"), messages.WRITE_OFF_REASONS)
    clear.add_argument("--write-off", choices=REASONS, help=off)
    clear.add_argument("--note", default="")


def _meanings(about: str, words: Mapping[str, str]) -> str:
    """What is typed, and what it means in the language spoken."""
    return f"{about} ({', '.join(f'{typed} = {_(said)}' for typed, said in words.items())})"
