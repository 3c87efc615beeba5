"""The last column of a list of left out rows, and the marks that spreadsheets need.

Such a list is the program's own, in the columns of the file it came from: read again,
its column is passed over, and its words are as they were.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from jukung.exchange.harmless import as_it_was
from jukung.exchange.imports.records import (
    CopyRecord,
    FindingCode,
    MemberRecord,
    Reading,
    TitleRecord,
)
from jukung.words import _

_MARK = "jukung:"
Record = TypeVar("Record", TitleRecord, CopyRecord, MemberRecord)


def heading() -> str:
    """The name of the column that says why a row was left out."""
    return _("Jukung: why it was left out")


def is_heading(name: str) -> bool:
    """Whether a column is that one, in whatever language it was written."""
    return name.strip(" '\"").casefold().startswith(_MARK)


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
        titles=tuple(map(_plain_title, reading.titles)),
        copies=tuple(map(_plain, reading.copies)),
        members=tuple(map(_plain, reading.members)),
        left_out=own_header(reading.left_out),
        findings=tuple(
            each
            for each in reading.findings
            if not (each.code is FindingCode.column_unknown and is_heading(each.text))
        ),
    )


def _plain_title(title: TitleRecord) -> TitleRecord:
    return replace(_plain(title), copies=tuple(map(_plain, title.copies)))


def _plain(record: Record) -> Record:
    changed: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if type(value) is str:
            changed[each.name] = as_it_was(value)
        elif type(value) is tuple and value and all(type(part) is str for part in value):
            changed[each.name] = tuple(map(as_it_was, value))
    return replace(record, **changed)
