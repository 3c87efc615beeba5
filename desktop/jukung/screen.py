"""Whether this computer has a screen for windows."""

import os
import sys


def is_missing() -> bool:
    """Whether there is no display, and nobody asked for one in memory."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in named)
