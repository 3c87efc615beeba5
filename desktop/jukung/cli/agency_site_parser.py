"""The options of the agency's register."""

from argparse import ArgumentParser
from typing import Any

from jukung.cli.parsing import verb
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.words import _

_HERE = "agency_site_verbs:"


def add(agency: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs of the register to those of the agency."""
    _enrolling(agency)
    _inviting(agency)
    _sites(agency)
    regions = verb(agency, "regions", "", _("lists of region codes"))
    listed = regions.add_subparsers(dest="what", required=True)
    load = _by(verb(listed, "load", _HERE + "load_regions", _("load a list of codes")))
    load.add_argument("file")
    load.add_argument("--edition", required=True, metavar="TEXT")
    load.add_argument("--source", default="", metavar="TEXT")


def _enrolling(agency: Any) -> None:  # noqa: ANN401 - as above
    enrol = _by(verb(agency, "enrol", _HERE + "enrol_library", _("enrol a library")))
    enrol.add_argument("card", metavar="CARD.jkc | PHOTO")
    enrol.add_argument("--code", required=True, metavar="REGION")
    enrol.add_argument("--with", dest="second", metavar="NAME", help=_("the second person"))
    propose = _by(
        verb(agency, "propose", _HERE + "propose", _("compare a card as the first person")),
        required=True,
    )
    propose.add_argument("card", metavar="CARD.jkc | PHOTO")
    propose.add_argument("--code", required=True, metavar="REGION")
    confirm = _by(
        verb(agency, "confirm", _HERE + "confirm", _("confirm a card as the second person")),
        required=True,
    )
    confirm.add_argument("--code", required=True, metavar="REGION")


def _inviting(agency: Any) -> None:  # noqa: ANN401 - as above
    invite = _by(verb(agency, "invite", _HERE + "invite", _("write invitations")))
    for_whom = invite.add_mutually_exclusive_group(required=True)
    for_whom.add_argument("--code", metavar="REGION")
    for_whom.add_argument("--all-without-key", action="store_true")
    invite.add_argument("--kabupaten", metavar="REGION", help=_("only those of one kabupaten"))
    invite.add_argument("--to", required=True, metavar="DIR")
    invite.add_argument("--until", metavar="YYYY-MM-DD")
    verb(agency, "invitations", _HERE + "list_invitations", _("list invitations, used or not"))
    withdraw = _by(verb(agency, "withdraw", _HERE + "withdraw", _("withdraw an invitation")))
    withdraw.add_argument("code", metavar="REGION")


def _sites(agency: Any) -> None:  # noqa: ANN401 - as above
    site = verb(agency, "site", "", _("a library of the register"))
    acts = site.add_subparsers(dest="what", required=True)
    new = _coded(acts, "add", _("add a library without Jukung"))
    new.add_argument("--name", required=True)
    new.add_argument("--kind", choices=[each.value for each in LibraryKind], default="village")
    new.add_argument("--prison-kind", choices=[each.value for each in PrisonKind])
    new.add_argument("--since", metavar="YYYY-MM")
    for option in ("--place", "--npp"):
        new.add_argument(option, default="")
    edit = _coded(acts, "edit", _("change what a library is called"))
    for option in ("--name", "--place", "--npp", "--note", "--new-code"):
        edit.add_argument(option)
    close = _coded(acts, "close", _("close a library from a month on"))
    close.add_argument("--from", dest="month", required=True, metavar="YYYY-MM")
    _coded(acts, "reopen", _("open a closed or merged library again"))
    merge = _coded(acts, "merge", _("make a library part of another one"))
    merge.add_argument("--into", required=True, metavar="REGION")
    merge.add_argument("--from", dest="month", required=True, metavar="YYYY-MM")
    verb(acts, "list", _HERE + "list_sites", _("list the libraries"))
    lists = verb(agency, "sites", "", _("lists of libraries"))
    kinds = lists.add_subparsers(dest="what", required=True)
    read = _by(verb(kinds, "import", _HERE + "import_list", _("read a list from Excel or CSV")))
    read.add_argument("file")
    read.add_argument("--check", action="store_true", help=_("only look through it"))
    _by(verb(kinds, "undo", _HERE + "undo_list", _("take the last list back")))
    contact = _by(verb(agency, "contact", _HERE + "contact", _("whom to call at a library")))
    contact.add_argument("code", metavar="REGION")
    for option in ("--name", "--role", "--phone", "--note"):
        contact.add_argument(option, default="")
    contact.add_argument("--remove", type=int, metavar="PLACE")


def _coded(acts: Any, name: str, words: str) -> ArgumentParser:  # noqa: ANN401 - as above
    made = _by(verb(acts, name, _HERE + name, words))
    made.add_argument("code", metavar="REGION")
    return made


def _by(parser: ArgumentParser, *, required: bool = False) -> ArgumentParser:
    parser.add_argument("--by", metavar="NAME", required=required, help=_("who does it"))
    return parser
