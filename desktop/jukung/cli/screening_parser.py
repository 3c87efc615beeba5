"""The words of a prison's shelf: screening, requests, permission."""

from typing import Any

from jukung.cli.parsing import prison_verb, verb
from jukung.domain.kinds import CopyTrait, ScreeningReason, ScreeningResult
from jukung.words import _

RESULTS = tuple(str(each) for each in ScreeningResult)


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add every verb of screening, requests and permission."""
    screen = prison_verb(verbs, "screen", "", _("screening in a prison")).add_subparsers(
        dest="noun", required=True
    )
    listed = verb(screen, "list", "screening_verbs:listed", _("list titles by result"))
    listed.add_argument("words", nargs="*")
    listed.add_argument("--result", choices=RESULTS, default="review")
    said = verb(screen, "set", "screening_verbs:decide", _("say whether titles circulate"))
    said.add_argument("result", choices=RESULTS)
    said.add_argument("titles", nargs="*", metavar="NUMBER | ISBN | WORDS")
    said.add_argument("--all", action="store_true", help=_("all that need review"))
    said.add_argument(
        "--reason",
        action="append",
        default=[],
        choices=tuple(str(each) for each in ScreeningReason),
    )
    said.add_argument("--note", default="", help=_("why, in other words; no names"))
    marked = verb(screen, "traits", "screening_verbs:mark", _("say what a copy has"))
    marked.add_argument("barcode")
    marked.add_argument(
        "--has", dest="traits", action="append", default=[], choices=tuple(map(str, CopyTrait))
    )
    request = prison_verb(
        verbs, "request", "screening_verbs:request", _("write a slip down, or list")
    )
    request.add_argument("card", nargs="?", default="")
    request.add_argument("words", nargs="*", metavar="NUMBER | ISBN | WORDS")
    request.add_argument("--cancel", action="store_true", help=_("cancel it again"))
    permission = prison_verb(verbs, "permission", "", _("permission for loans")).add_subparsers(
        dest="noun", required=True
    )
    verb(permission, "list", "screening_verbs:list_permissions", _("list what was asked"))
    answer = verb(permission, "set", "screening_verbs:answer_permissions", _("permit, or not"))
    answer.add_argument("ids", nargs="+", metavar="ID")
    answer.add_argument("--no", action="store_true", help=_("do not permit"))
