"""A chosen file, opened, recognised and read."""

from pathlib import Path

from jukung.domain.errors import FormatUnknown
from jukung.exchange.imports import FORMATS
from jukung.exchange.imports.formats import (
    Progress,
    Stopped,
    never_stopped,
    no_progress,
)
from jukung.exchange.imports.records import Reading
from jukung.exchange.imports.text_file import open_text

AUTO = "auto"


def read(
    path: Path,
    *,
    wanted: str = AUTO,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read a file in the first format that knows it, or in the one that is wanted.

    A wanted format takes its columns by position even where nothing in the file says
    which program wrote it. Whatever nobody understands is refused.
    """
    file = open_text(path)
    for each in FORMATS:
        if each.name == wanted or (wanted == AUTO and each.looks_like(file)):
            return each.read(file, progress=progress, stopped=stopped)
    raise FormatUnknown(file.name)
