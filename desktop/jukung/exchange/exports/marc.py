"""Titles as MARC 21 (ISO 2709) and MARCXML, streamed into one file.

A record of ISO 2709 holds 99,999 bytes: copies and long notes beyond that are counted and
told, and MARCXML, which knows no such end, holds them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from jukung.domain import errors
from jukung.exchange.exports import marc_parts, titles_out
from jukung.exchange.exports.marc_field import Field
from jukung.exchange.exports.marc_holdings import Holdings
from jukung.exchange.exports.marc_parts import Record
from jukung.exchange.exports.whole_file import Progress, Steps, Stopped, writing
from jukung.library import backup
from jukung.library.desk import Library

MOST_BYTES = 99_999
MOST_OF_FIELD = 9_999
_HALF = MOST_BYTES // 2
"""As much of a record describes the title before its copies have their room."""

_FIELD_END, _RECORD_END, _PART = b"\x1e", b"\x1d", b"\x1f"
_XML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
)


class MarcForm(StrEnum):
    """The two ways to write records."""

    marc21 = "marc21"
    marcxml = "marcxml"


@dataclass(frozen=True, slots=True)
class MarcWritten:
    """What was written, and what did not fit into its records."""

    path: Path
    titles: int
    copies: int
    copies_left: int
    fields_left: int = 0
    """Notes, subjects and the like; only a title of fifty thousand letters has any."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """A record as bytes, how many of its copies are in it, and what else had no room."""

    content: bytes
    copies: int
    fields_left: int


def write(
    library: Library,
    path: Path,
    *,
    form: MarcForm,
    chosen: Sequence[str] | None = None,
    holdings: Holdings = Holdings.koha,
    progress: Progress = lambda _done, _total: None,
    stopped: Stopped = lambda: False,
) -> MarcWritten:
    """Write all titles, or those chosen by their ids, into one file.

    Refuses NotAllowed, NothingToExport, ExportStopped, CannotWrite, DiskFull.
    """
    with library.reading() as desk:
        backup.may_backup(desk)
        total = titles_out.count(desk, chosen)
        if not total:
            raise errors.NothingToExport
        steps = Steps(total, progress=progress, stopped=stopped)
        made = held = left = fields_left = 0
        with writing(path) as file:
            _begin(file, form)
            for batch in titles_out.titles(desk, chosen):
                for title in batch:
                    record = marc_parts.record(title, holdings=holdings)
                    said = _encoded(record, form)
                    file.write(said.content)
                    held += said.copies
                    left += len(record.copies) - said.copies
                    fields_left += said.fields_left
                made += len(batch)
                steps.take(len(batch))
            if form is MarcForm.marcxml:
                file.write(b"</collection>\n")
    return MarcWritten(path, made, held, left, fields_left)


def iso2709(record: Record) -> Bytes:
    """A record as bytes, with all of it that has room.

    What describes the title may take half of it, then come the copies, then the rest.
    """
    fields: list[tuple[str, bytes]] = [
        (tag, text.encode() + _FIELD_END) for tag, text in record.control
    ]
    size = 25 + sum(12 + len(content) for _tag, content in fields)
    described = [(field.tag, _bytes(field)) for field in record.fields]
    fitting: set[int] = set()
    size = _fit(described, fitting, size, most=_HALF)
    held = [(field.tag, _bytes(field)) for field in record.copies]
    copies: set[int] = set()
    size = _fit(held, copies, size, most=MOST_BYTES)
    _fit(described, fitting, size, most=MOST_BYTES)
    fields += [described[at] for at in sorted(fitting)] + [held[at] for at in sorted(copies)]
    fields.sort(key=lambda each: each[0])
    directory, start = b"", 0
    for tag, content in fields:
        directory += f"{tag}{len(content):04d}{start:05d}".encode()
        start += len(content)
    first = 24 + len(directory) + 1
    whole = first + start + 1
    leader = f"{whole:05d}{record.leader[5:12]}{first:05d}{record.leader[17:]}"
    body = b"".join(content for _tag, content in fields)
    content = leader.encode() + directory + _FIELD_END + body + _RECORD_END
    return Bytes(content, len(copies), len(described) - len(fitting))


def _fit(fields: Sequence[tuple[str, bytes]], fitting: set[int], size: int, *, most: int) -> int:
    """Note which fields have room, the title's name before all others; gives the size."""
    for at in sorted(range(len(fields)), key=lambda at: fields[at][0] != "245"):
        needed = 12 + len(fields[at][1])
        if at not in fitting and size + needed <= most:
            fitting.add(at)
            size += needed
    return size


def marcxml(record: Record) -> str:
    """A record as an element of a collection."""
    lines = ["<record>", f"  <leader>{record.leader}</leader>"]
    lines += [
        f"  <controlfield tag={quoteattr(tag)}>{escape(text)}</controlfield>"
        for tag, text in record.control
    ]
    for field in sorted((*record.fields, *record.copies), key=lambda each: each.tag):
        ones = field.indicators
        lines.append(f'  <datafield tag="{field.tag}" ind1="{ones[0]}" ind2="{ones[1]}">')
        lines += [
            f"    <subfield code={quoteattr(code)}>{escape(text)}</subfield>"
            for code, text in field.parts
        ]
        lines.append("  </datafield>")
    return "\n".join([*lines, "</record>\n"])


def _begin(file: BinaryIO, form: MarcForm) -> None:
    if form is MarcForm.marcxml:
        file.write(_XML_HEAD.encode())


def _encoded(record: Record, form: MarcForm) -> Bytes:
    if form is MarcForm.marcxml:
        return Bytes(marcxml(record).encode(), len(record.copies), 0)
    return iso2709(record)


def _bytes(field: Field) -> bytes:
    """A field; parts beyond what one holds are cut at a letter, which only lists can be."""
    made = field.indicators.encode()
    for code, text in field.parts:
        room = MOST_OF_FIELD - len(made) - 3
        said = text.encode()
        if len(said) > room:
            said = said[: max(room, 0)].decode("utf-8", "ignore").encode()
        made += _PART + code.encode() + said
    return made + _FIELD_END
