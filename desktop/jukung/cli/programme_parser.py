"""The words of the inclusion programme: activities, cooperations, services."""

from argparse import ArgumentParser
from typing import Any

from jukung.cli.paper_parser import OFFICE
from jukung.cli.parsing import verb
from jukung.domain.kinds import ServiceKind, Strategy
from jukung.words import _


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add every verb of the programme."""
    activity = verb(verbs, "activity", "", _("activities")).add_subparsers(
        dest="noun", required=True
    )
    _add_verb(activity)
    listed = verb(activity, "list", "activity_verbs:listed", _("list a year's activities"))
    listed.add_argument("year", nargs="?", type=int, metavar="YYYY")
    gone = verb(activity, "cancel", "activity_verbs:cancel", _("take an activity out again"))
    told = verb(activity, "story", "activity_verbs:story", _("write a story file, with consent"))
    for parser in (gone, told):
        parser.add_argument("activity", metavar="ID")
    told.add_argument("--to", required=True, metavar="DIR")
    told.add_argument("--format", choices=("txt", "json"), default="txt")
    _sheet_verb(activity)
    themes = verb(activity, "themes", "activity_verbs:list_themes", _("list the themes, or write"))
    themes.add_argument("--set", nargs="*", dest="names", metavar="THEME")
    _cooperation_verbs(verbs)
    offered = verb(verbs, "services", "", _("services offered")).add_subparsers(
        dest="noun", required=True
    )
    said = verb(offered, "set", "programme_verbs:set_services", _("say what is offered"))
    said.add_argument("kinds", nargs="*", choices=tuple(str(kind) for kind in ServiceKind))
    verb(offered, "show", "programme_verbs:show_services", _("show what is offered"))


def _add_verb(activity: Any) -> None:  # noqa: ANN401 - as above
    held = verb(activity, "add", "activity_verbs:add", _("record an activity"))
    held.add_argument("name", nargs="+")
    _on(held)
    held.add_argument("--until", metavar="YYYY-MM-DD", help=_("the last of several days"))
    held.add_argument(
        "--strategy", choices=tuple(str(each) for each in Strategy), default=Strategy.involvement
    )
    for name in ("theme", "place", "partner", "facilitator"):
        held.add_argument(f"--{name}", default="")
    for name in ("female", "male", "children", "disability"):
        held.add_argument(f"--{name}", type=int, help=_("left out where nobody counted"))
    held.add_argument("--result", default="")
    held.add_argument("--follow-up", default="", help=_("what follows from it"))
    held.add_argument("--story", default="", help=_("what changed for somebody"))
    held.add_argument(
        "--story-consent", action="store_true", help=_("who tells it agrees to its going out")
    )


def _sheet_verb(activity: Any) -> None:  # noqa: ANN401 - as above
    sheet = verb(activity, "sheet", "activity_verbs:sheet", _("write an attendance sheet"))
    sheet.add_argument("name", nargs="*")
    _on(sheet)
    sheet.add_argument("--place", default="")
    sheet.add_argument("--rows", type=int, default=15)
    sheet.add_argument("--paper", choices=OFFICE, default=OFFICE[0])
    sheet.add_argument("--out", required=True, metavar="FILE.pdf")


def _cooperation_verbs(verbs: Any) -> None:  # noqa: ANN401 - as above
    partners = verb(verbs, "cooperation", "", _("partners of the library")).add_subparsers(
        dest="noun", required=True
    )
    new = verb(partners, "add", "programme_verbs:add_cooperation", _("record a partner"))
    new.add_argument("partner", nargs="+")
    new.add_argument("--matter", default="", help=_("what it is about"))
    new.add_argument("--document", default="", help=_("the paper that says so"))
    new.add_argument("--from", dest="since", metavar="YYYY-MM-DD")
    new.add_argument("--until", metavar="YYYY-MM-DD")
    listed = verb(partners, "list", "programme_verbs:list_cooperations", _("list the partners"))
    _on(listed)
    gone = verb(partners, "cancel", "programme_verbs:cancel_cooperation", _("take a partner out"))
    gone.add_argument("cooperation", metavar="ID")


def _on(parser: ArgumentParser) -> None:
    parser.add_argument("--on", metavar="YYYY-MM-DD")
