"""The papers an office has, for whatever shows before the pages are made.

The window does not wait for `paper`; a test holds these to `paper.papers`.
"""

from jukung.words import language

PAPERS = {"a4": (210.0, 297.0), "f4": (215.0, 330.0)}
"""Width and height in mm."""


def millimetres(value: float) -> str:
    """A measure without zeros that say nothing, such as `50` or `37,5`."""
    shown = f"{value:.1f}".removesuffix(".0")
    return shown.replace(".", ",") if language() == "id" else shown
