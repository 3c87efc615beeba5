"""The options of districts that carry for a province."""

from typing import Any

from jukung.cli.parsing import verb
from jukung.words import _

_HERE = "agency_relay_verbs:"


def add(agency: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs of districts to those of the agency."""
    relay = verb(agency, "relay", "", _("districts that carry reports to the province"))
    acts = relay.add_subparsers(dest="what", required=True)
    permit = verb(acts, "permit", _HERE + "permit", _("let a district carry reports"))
    permit.add_argument("card", metavar="AGENCY_CARD.jkc")
    permit.add_argument("--may-open", action="store_true", help=_("it may open them, too"))
    permit.add_argument("--until", metavar="YYYY-MM-DD", help=_("the last day; usually a year"))
    renew = verb(acts, "renew", _HERE + "renew", _("write a permit with the register of now"))
    withdraw = verb(acts, "withdraw", _HERE + "withdraw", _("end a permit"))
    for parser in (renew, withdraw):
        parser.add_argument("code", metavar="REGION")
    for parser in (permit, renew, withdraw):
        parser.add_argument("--to", required=True, metavar="DIR")
    take = verb(acts, "take", _HERE + "take", _("work by a province's permit"))
    take.add_argument("file", metavar="PERMIT.jkc")
    take.add_argument(
        "--compared", action="store_true", help=_("the province's numbers were compared")
    )
    carry = verb(acts, "carry", _HERE + "carry", _("write what waits for the province"))
    carry.add_argument("--to", required=True, metavar="DIR")
    carry.add_argument("--again", action="store_true", help=_("also what was carried before"))
    upload = verb(acts, "upload", _HERE + "upload", _("send what waits over the internet"))
    upload.add_argument("--address", default="", metavar="URL")
    upload.add_argument("--proxy", default="system", metavar="system | none | URL")
    for parser in (permit, renew, withdraw, take, carry, upload):
        parser.add_argument("--by", default="", metavar="NAME", help=_("who does it"))
    verb(acts, "list", _HERE + "list_permits", _("list permits, and what waits"))
    receipts = verb(acts, "receipts", _HERE + "receipts", _("receipts to hand on"))
    receipts.add_argument("--read", nargs="+", default=[], metavar="FILE | DIR")
    receipts.add_argument("--to", metavar="DIR", help=_("write them into a folder"))
