"""Verbs that open or drive windows: the demo library and the tour."""

from argparse import Namespace
from pathlib import Path

from jukung import places, screen
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import own_place
from jukung.domain import errors
from jukung.library import demo as demonstration
from jukung.words import _


def demo(arguments: Namespace) -> Answer:
    """Open the demo library; with `--to`, only write it."""
    if arguments.to:
        library = demonstration.make(Path(arguments.to))
        library.close()
        words = _("Demo library written: {path}").format(path=arguments.to)
        return Answer({"library": arguments.to}, (words,))
    if screen.is_missing():
        raise errors.NoDisplay
    path = own_place(places.demo_library)
    if not path.exists():
        demonstration.make(path).close()
    from jukung.app import run  # noqa: PLC0415 - windows only where they are wanted

    run(path)
    return Answer({"library": str(path)})


def tour(arguments: Namespace) -> Answer:
    """Drive the real windows through a librarian's day and keep the pictures."""
    from jukung.tour.day import drive  # noqa: PLC0415 - windows only where they are wanted

    # People hear each step as it is done; machines hear all at the end.
    told = drive(Path(arguments.to), _keep_quiet if arguments.json else _tell)
    return Answer({"folder": arguments.to, "steps": list(told)})


def _tell(line: str) -> None:
    print(line, flush=True)


def _keep_quiet(line: str) -> None:
    del line
