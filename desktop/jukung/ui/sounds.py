"""Three short tones: done, attention, refused.

Played by what the system has; silent where it has nothing, and never waited for.
"""

import functools
import shutil
import sys
from pathlib import Path

from jukung import places

TONES = ("done", "attention", "refused")
_PLAYERS = (("pw-play", ()), ("paplay", ()), ("aplay", ("-q",)))

_on = True


def switch(*, on: bool) -> None:
    """Turn the tones on or off for the whole program."""
    global _on  # noqa: PLW0603 - one program has one voice
    _on = on


def is_on() -> bool:
    """Whether tones are played."""
    return _on


def file_of(tone: str) -> Path:
    """The file of a tone."""
    return places.resources() / "sounds" / f"{tone}.wav"


def play(tone: str) -> None:
    """Begin a tone and return at once."""
    if not _on:
        return
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - there is none elsewhere

        how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        winsound.PlaySound(str(file_of(tone)), how)
    elif command := _player():
        from PySide6.QtCore import QProcess  # noqa: PLC0415 - the first window is silent

        program, *options = command
        QProcess.startDetached(program, [*options, str(file_of(tone))])


@functools.cache
def _player() -> tuple[str, ...]:
    """The first player that this system has, with its options."""
    for name, options in _PLAYERS:
        if found := shutil.which(name):
            return (found, *options)
    return ()
