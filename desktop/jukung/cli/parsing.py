"""One verb of the command line, with the options that every verb takes."""

from argparse import SUPPRESS, ArgumentParser
from typing import Any

from jukung.words import _

_MODULES = "jukung.cli."


def verb(verbs: Any, name: str, call: str, words: str) -> ArgumentParser:  # noqa: ANN401 - argparse's own private class
    """Add a verb to a group; `call` names its module and function, if it is one."""
    parser: ArgumentParser = verbs.add_parser(name, help=words, description=words)
    parser.add_argument("--library", metavar="PATH", default=SUPPRESS, help=_("the file to open"))
    parser.add_argument("--staff", metavar="NAME", default=SUPPRESS, help=_("who does it"))
    parser.add_argument(
        "--json", action="store_true", default=SUPPRESS, help=_("answer for machines")
    )
    parser.add_argument("--language", choices=("id", "en"), default=SUPPRESS)
    if call:
        parser.set_defaults(call=_MODULES + call)
    return parser


def prison_verb(verbs: Any, name: str, call: str, words: str) -> ArgumentParser:  # noqa: ANN401 - as above
    """Add a verb, or a group of them, that a village library refuses; as `verb`."""
    parser = verb(verbs, name, call, words)
    parser.set_defaults(only_in_prison=True)
    return parser
