"""The same verbs without a window, for support people and for automation.

Exit 0: done. Exit 1: refused, with one plain sentence on stderr. Exit 2: usage.
"""

import os
import sys
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from jukung import messages, places, screen, words
from jukung.cli import answer, parser
from jukung.domain.errors import NoDisplay, Refusal
from jukung.words import _


def main(arguments: Sequence[str]) -> int:
    """Run one verb and give the exit code."""
    _write_every_letter()
    words.speak(_language(arguments), places.resources() / "words")
    reader = parser.build()
    try:
        named = reader.parse_args(arguments)
    except SystemExit as left:
        return _show_all() or int(left.code or 0)
    try:
        return _run(named, reader)
    except Refusal as refusal:
        return refuse(refusal)
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        return _let_go(sys.stdout)
    except Exception:  # noqa: BLE001 - a bug of ours must not reach a person as a traceback
        return _confess()


def _run(named: Namespace, reader: ArgumentParser) -> int:
    if named.verb is None:
        # Only without a screen does nobody open the window for these words.
        for_window = not named.json and named.language is None
        return refuse(NoDisplay()) if for_window and screen.is_missing() else _show_usage(reader)
    module, verb = named.call.split(":")
    result: answer.Answer = getattr(import_module(module), verb)(named)
    try:
        answer.show(result, as_json=named.json)
    except BrokenPipeError:
        raise
    except OSError as fault:
        return _tell_unshown(fault)
    return refuse(result.refusal) if result.refusal else 0


def _show_usage(reader: ArgumentParser) -> int:
    with suppress(OSError):
        reader.print_usage(sys.stderr)
    return 2


def _write_every_letter() -> None:
    """Let any letter out, also where the terminal's own encoding is a small one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _show_all() -> int:
    """Give out what waits, such as the help; 1 where nobody takes it."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        return _let_go(sys.stdout)
    except OSError as fault:
        return _tell_unshown(fault)
    return 0


def _tell_unshown(fault: OSError) -> int:
    from jukung.store.database import refusal_for_system  # noqa: PLC0415 - slow, and rarely needed

    _let_go(sys.stdout)
    return refuse(refusal_for_system(fault, Path("stdout")))


def _let_go(stream: TextIO) -> int:
    """Send what still waits nowhere, or Python complains of it once more at its end."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)
    return 1


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
    return _say(messages.sentence(refusal))


def _confess() -> int:
    # The folder may be the very thing that is broken.
    with suppress(OSError):
        folder = places.home() / "log"
        folder.mkdir(exist_ok=True)
        with (folder / "unexpected.txt").open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()}\n{traceback.format_exc()}\n")
    return _say(_("Something unexpected happened. What was confirmed is safe; please try again."))


def _say(line: str) -> int:
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        _let_go(sys.stderr)
    return 1
