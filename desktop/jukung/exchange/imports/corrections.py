"""The last column of a list of left out rows.

Such a list is the program's own, in the columns of the file it came from: read again,
its column is passed over, and its words are as they were.
"""

from collections.abc import Sequence
from dataclasses import replace

from jukung.exchange.imports.records import FindingCode, Reading
from jukung.exchange.listed.own_lists import is_heading
from jukung.words import _

__all__ = ["heading", "is_heading", "own_header", "without_marks"]


def heading() -> str:
    """The name of the column that says why a row was left out."""
    return _("Jukung: why it was left out")


def own_header(header: Sequence[str]) -> tuple[str, ...]:
    """The columns of a list without that one."""
    return tuple(name for name in header if not is_heading(name))


def without_marks(reading: Reading) -> Reading:
    """A reading of such a list as of the list it came from; any other as it is."""
    names = (*reading.header, *reading.left_out)
    found = any(map(is_heading, names)) or any(
        each.code is FindingCode.column_unknown and is_heading(each.text)
        for each in reading.findings
    )
    if not found:
        return reading
    return replace(
        reading,
        is_corrected=True,
        left_out=own_header(reading.left_out),
        findings=tuple(
            each
            for each in reading.findings
            if not (each.code is FindingCode.column_unknown and is_heading(each.text))
        ),
    )
