"""The words for what waits at an agency, and for its decisions."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.words import _

# By the names of `agency.waiting.Decision`, and the way back; a test compares.
DECISIONS = ("admit", "refuse", "rejudge", "trust", "speaks", "take-back")


def add_agency(agency: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs to those of the agency."""
    held = verb(agency, "held", "agency_held_verbs:held", _("list what waits for a decision"))
    held.add_argument("--site", metavar="CODE", default="")
    decide = verb(agency, "decide", "agency_held_verbs:decide", _("decide about what waits"))
    decide.add_argument("what", choices=DECISIONS)
    decide.add_argument(
        "hash", nargs="?", default="", help=_("a parcel, by the beginning of its hash")
    )
    decide.add_argument("--site", metavar="CODE", default="", help=_("instead of the hash"))
    decide.add_argument("--month", metavar="YYYY-MM", default="")
    decide.add_argument("--by", metavar="NAME", required=True, help=_("who decides"))
    decide.add_argument("--reason", default="", help=_("why; it is written down"))
    receipts = verb(agency, "receipts", "agency_held_verbs:receipts", _("write receipts later"))
    receipts.add_argument("--since", metavar="YYYY-MM-DD", required=True)
    receipts.add_argument("--to", metavar="DIR", required=True)
    receipts.add_argument("--site", metavar="CODE", default="")
    for name, words in (("lock", _("publish a month")), ("unlock", _("open a month again"))):
        made = verb(agency, name, f"agency_held_verbs:{name}", words)
        made.add_argument("month", metavar="YYYY-MM")
        made.add_argument("--by", metavar="NAME", required=True, help=_("who does it"))
    deeds = verb(agency, "deeds", "agency_held_verbs:list_deeds", _("list what was done"))
    deeds.add_argument("--site", metavar="CODE", default="")
    deeds.add_argument("--most", type=int, default=200)
