"""Titles as MARC 21 (ISO 2709) and MARCXML, streamed into one file.

A record of ISO 2709 holds 99,999 bytes: copies beyond that are counted and told, and
MARCXML, which knows no such end, holds them all.
"""

from collections.abc import Iterator, Sequence
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
    """What was written, and how many copies did not fit into their records."""

    path: Path
    titles: int
    copies: int
    copies_left: int


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
        made = held = left = 0
        with writing(path) as file:
            _begin(file, form)
            for batch in titles_out.titles(desk, chosen):
                for title in batch:
                    record = marc_parts.record(title, holdings=holdings)
                    content, fitting = _encoded(record, form)
                    file.write(content)
                    held += fitting
                    left += len(record.copies) - fitting
                made += len(batch)
                steps.take(len(batch))
            if form is MarcForm.marcxml:
                file.write(b"</collection>\n")
    return MarcWritten(path, made, held, left)


def iso2709(record: Record) -> tuple[bytes, int]:
    """A record as bytes, and how many of its copies are in it."""
    fields: list[tuple[str, bytes]] = [
        (tag, text.encode() + _FIELD_END) for tag, text in record.control
    ]
    size = 25 + sum(12 + len(content) for _tag, content in fields)
    fitting = 0
    for field, is_copy in _in_order(record):
        content = _bytes(field)
        if size + 12 + len(content) > MOST_BYTES:
            if is_copy:
                continue
            raise errors.CannotWrite(field.tag)
        size += 12 + len(content)
        fields.append((field.tag, content))
        fitting += is_copy
    fields.sort(key=lambda each: each[0])
    directory, start = b"", 0
    for tag, content in fields:
        directory += f"{tag}{len(content):04d}{start:05d}".encode()
        start += len(content)
    first = 24 + len(directory) + 1
    whole = first + start + 1
    leader = f"{whole:05d}{record.leader[5:12]}{first:05d}{record.leader[17:]}"
    body = b"".join(content for _tag, content in fields)
    return leader.encode() + directory + _FIELD_END + body + _RECORD_END, fitting


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


def _encoded(record: Record, form: MarcForm) -> tuple[bytes, int]:
    if form is MarcForm.marcxml:
        return marcxml(record).encode(), len(record.copies)
    return iso2709(record)


def _in_order(record: Record) -> Iterator[tuple[Field, bool]]:
    """What describes the title first, so that only copies may be left."""
    yield from ((each, False) for each in record.fields)
    yield from ((each, True) for each in record.copies)


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
