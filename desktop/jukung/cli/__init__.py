"""The same verbs without a window, for support people and for automation.

Exit 0: done. Exit 1: refused, with one plain sentence on stderr. Exit 2: usage.
"""

import os
import sys
import traceback
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module

from jukung import messages, places, screen, words
from jukung.cli import answer, parser
from jukung.domain.errors import NoDisplay, Refusal
from jukung.words import _


def main(arguments: Sequence[str]) -> int:
    """Run one verb and give the exit code."""
    words.speak(_language(arguments), places.resources() / "words")
    reader = parser.build()
    named = reader.parse_args(arguments)
    if named.verb is None:
        # Only without a screen does nobody open the window for these words.
        return refuse(NoDisplay()) if screen.is_missing() else _show_usage(reader)
    module, verb = named.call.split(":")
    try:
        result: answer.Answer = getattr(import_module(module), verb)(named)
    except Refusal as refusal:
        return refuse(refusal)
    except KeyboardInterrupt:
        return 1
    except Exception:  # noqa: BLE001 - a bug of ours must not reach a person as a traceback
        return _confess()
    answer.show(result, as_json=named.json)
    return refuse(result.refusal) if result.refusal else 0


def _show_usage(reader: ArgumentParser) -> int:
    reader.print_usage(sys.stderr)
    return 2


def _language(arguments: Sequence[str]) -> str:
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if word == "--language" and following in words.LANGUAGES:
            return following
        if word.removeprefix("--language=") in words.LANGUAGES and word.startswith("--language="):
            return word.removeprefix("--language=")
    wanted = os.environ.get("JUKUNG_LANGUAGE", "id")
    return wanted if wanted in words.LANGUAGES else "id"


def refuse(refusal: Refusal) -> int:
    """Tell a refusal on stderr, and give the exit code."""
    print(messages.sentence(refusal), file=sys.stderr)
    return 1


def _confess() -> int:
    folder = places.home() / "log"
    folder.mkdir(exist_ok=True)
    with (folder / "unexpected.txt").open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now(UTC).isoformat()}\n{traceback.format_exc()}\n")
    print(
        _("Something unexpected happened. What was confirmed is safe; please try again."),
        file=sys.stderr,
    )
    return 1
