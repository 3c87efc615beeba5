"""Where files live on this computer, and the folder that comes with the program.

`JUKUNG_HOME` moves everything of a person's own (libraries, keys, preferences)
to one folder: for a memory stick, and for tests.
"""

import os
import sys
from pathlib import Path

import platformdirs

_CHECKOUT = Path(__file__).resolve().parents[2]


def resources() -> Path:
    """The folder of words, icons, fonts, sheets and sounds beside the program."""
    frozen = getattr(sys, "_MEIPASS", None)
    return (Path(frozen) if frozen else _CHECKOUT) / "resources"


def home() -> Path:
    """The person's own folder; made when first needed."""
    chosen = os.environ.get("JUKUNG_HOME")
    folder = Path(chosen) if chosen else Path(platformdirs.user_data_dir("jukung", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def usual_library() -> Path:
    """The library that opens when none is named."""
    return home() / "library.jukung"


def usual_agency() -> Path:
    """The agency file that opens when none is named."""
    return home() / "agency.jukung-agency"


def demo_library() -> Path:
    """The library with invented titles and members, to try things on."""
    return home() / "demo.jukung"


def preferences() -> Path:
    """Window sizes and remembered choices; nothing that is missed when lost."""
    return home() / "preferences.ini"


def keys() -> Path:
    """Keys that must not lie inside the files they open or sign for."""
    folder = home() / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def outbox() -> Path:
    """Sealed parcels on their way over a network, until they are answered."""
    return home() / "outbox"
