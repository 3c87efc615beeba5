"""Records of a MySQL dump, one after the other, in bounded memory.

mysqldump-php, which SLiMS uses, writes one INSERT for each record and names no columns;
they stand in CREATE TABLE. phpMyAdmin and mysqldump write many records in one INSERT,
the first with the columns named. Statements of other kinds are passed over. A record
that cannot be taken apart is named, and reading goes on at the next line that begins
one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jukung.domain.errors import BackupTooLarge, BackupUnknown
from jukung.exchange.imports import sql_tokens as tokens
from jukung.exchange.imports.sql_text import DumpText

MOST_RECORDS = 5_000_000
LONGEST_RECORD = 8 * 1024 * 1024

_LONGEST_HEAD = 128 * 1024
_LONGEST_TABLE = 1024 * 1024
_LONGEST_NAME = 64
_SHORT = 48
_MOST_SAID = 4_000
_MOST_TABLES = 2_000
_MOST_TORN = 1_000
# Going over torn records again and again is what makes a reader hang.
_MOST_WASTE = 12 * 1024 * 1024
_DELIMITER = re.compile(rb"DELIMITER[ \t]+([^\s]{1,16})[ \t]*\r?(?:\n|\Z)", re.IGNORECASE)
_WORD = re.compile(rb"[A-Za-z]{1,16}")
_NEXT = re.compile(
    rb"\n[ \t]*(?:(\()|(?=INSERT|REPLACE|CREATE|DROP|ALTER|LOCK|UNLOCK|SET|COMMIT|/\*|-- ))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DumpRow:
    """A record of a wanted table: the line it begins on, its cells in the wanted order."""

    table: str
    line: int
    cells: tuple[str | None, ...]


@dataclass(slots=True)
class Dump:
    """A dump that is being read; the counts are complete at its end.

    `wanted` names the columns of each table that are read; a column that the dump does
    not have gives None. Of `watched` columns only whether anything stands in them is
    kept: their contents are never decoded.
    """

    file: str
    wanted: Mapping[str, tuple[str, ...]]
    watched: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    """Records of each table, wanted or not."""
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    filled: set[tuple[str, str]] = field(default_factory=set)
    """Watched columns in which something stands."""
    torn: list[tuple[int, str]] = field(default_factory=list)
    """Records that cannot be taken apart: the line and the table."""
    is_cut: bool = False
    """The text ends in the middle of a statement."""
    end_line: int = 0
    pickers: dict[tuple[str, tuple[str, ...]], "_Picker"] = field(default_factory=dict)
    read: int = 0
    """Records so far."""

    def rows(self, blocks: Iterator[bytes]) -> Iterator[DumpRow]:
        """Give every record of a wanted table.

        Refuses BackupTooLarge, and BackupUnknown where hardly a record can be read.
        """
        text = DumpText(blocks)
        while text.skip_blank():
            if text.skip_comment() or self._skip_delimited(text):
                continue
            word = _WORD.match(text.held, text.at)
            kind = word[0].upper() if word else b""
            if kind in (b"INSERT", b"REPLACE"):
                yield from self._inserted(text)
            elif kind == b"CREATE":
                self._take_table(text)
            else:
                self._skip_statement(text)
        self.end_line = text.line

    def _skip_delimited(self, text: DumpText) -> bool:
        """Pass over triggers and procedures, which hold statements of their own."""
        text.want(_LONGEST_NAME)
        found = _DELIMITER.match(text.held, text.at)
        if not found:
            return False
        text.go(found.end())
        if found[1] != b";":
            text.skip_past(re.compile(rb"\n[ \t]*DELIMITER[ \t]+;[^\n]*", re.IGNORECASE))
        return True

    def _take_table(self, text: DumpText) -> None:
        text.want(_LONGEST_HEAD // 64)
        found = tokens.TABLE.match(text.held, text.at)
        if not found:
            self._skip_statement(text)
            return
        name, begin = tokens.name_of(found[1]), found.end() - text.at
        end = text.end_of(tokens.STATEMENT, b";", _LONGEST_TABLE)
        if end is None:
            self._skip_statement(text)
            return
        body = text.held[text.at + begin : end]
        if len(self.columns) < _MOST_TABLES:
            self.columns[name] = tokens.columns_of(body.rpartition(b")")[0])
        text.go(end)

    def _skip_statement(self, text: DumpText) -> None:
        end = text.end_of(tokens.STATEMENT, b";", LONGEST_RECORD)
        if end is not None:
            text.go(end)
            return
        ran_out = text.ran_out
        self._waste(text)
        text.skip_past(_NEXT, least=1)
        self.is_cut = self.is_cut or (ran_out and text.is_at_end)

    def _inserted(self, text: DumpText) -> Iterator[DumpRow]:
        head = tokens.HEAD.match(text.held, text.at)
        if not head:
            text.want(_LONGEST_HEAD)
            head = tokens.HEAD.match(text.held, text.at)
        if not head:
            self._skip_statement(text)
            return
        table = tokens.name_of(head[1])
        named = tokens.names_of(head[2]) if head[2] is not None else self.columns.get(table, ())
        text.go(head.end())
        picker = self.pickers.get((table, named))
        if picker is None:
            picker = self.pickers[(table, named)] = _Picker.of(self, table, named)
        yield from self._tuples(text, table, picker)

    def _tuples(self, text: DumpText, table: str, picker: "_Picker") -> Iterator[DumpRow]:
        while True:
            line = text.line
            end = text.end_of(tokens.TUPLE, b")", LONGEST_RECORD)
            ran_out = text.ran_out
            if end is not None:
                size = end - text.at
                cells = picker.cells(text.held[text.at : end])
                after = text.sign_after(size)
                if cells is not None and after in (b",", b";", b""):
                    self._count(table)
                    if picker.names:
                        yield DumpRow(table, line, cells)
                    if after == b",":
                        text.go_past_comma(size)
                        after = text.next_sign()
                        if after == b"(":
                            continue
                    else:
                        text.go(text.at + size)
                    self.is_cut = self.is_cut or after == b""
                    return
            self._torn(text, line, table)
            if not text.skip_past(_NEXT, least=1, stop_before=b"("):
                self.is_cut = self.is_cut or (ran_out and text.is_at_end)
                return

    def _count(self, table: str) -> None:
        self.counts[table] += 1
        self.read += 1
        if self.read > MOST_RECORDS:
            raise BackupTooLarge(self.file, MOST_RECORDS)

    def _torn(self, text: DumpText, line: int, table: str) -> None:
        if table in self.wanted:
            self.torn.append((line, table))
        self._waste(text)

    def _waste(self, text: DumpText) -> None:
        text.wasted += 1
        if text.wasted > _MOST_TORN + self.read or text.scanned_in_vain > _MOST_WASTE:
            raise BackupUnknown(self.file)


@dataclass(slots=True)
class _Picker:
    """Takes the wanted cells out of the records of one statement."""

    names: tuple[str, ...]
    width: int
    places: tuple[tuple[int | None, dict[bytes, str | None]], ...]
    """Where each wanted column stands, and what it has said so far: the same short words
    are one object for all records."""
    waiting: list[tuple[int, tuple[str, str]]]
    filled: set[tuple[str, str]]

    @classmethod
    def of(cls, dump: Dump, table: str, columns: tuple[str, ...]) -> "_Picker":
        """For the columns that a statement has, in its order."""
        wanted = dump.wanted.get(table, ())
        at = {name: place for place, name in enumerate(columns)}
        waiting = [
            (at[name], (table, name))
            for name in dump.watched.get(table, ())
            if name in at and (table, name) not in dump.filled
        ]
        places: list[tuple[int | None, dict[bytes, str | None]]]
        places = [(at.get(name), {}) for name in wanted]
        return cls(wanted, len(columns), tuple(places), waiting, dump.filled)

    def cells(self, raw: bytes) -> tuple[str | None, ...] | None:
        """The wanted cells of a record; None where it has not as many as the table."""
        if not self.names:
            return ()
        values = tokens.values_of(raw)
        if len(values) != self.width or not self.width:
            return None
        for each in self.waiting[:]:
            if not tokens.is_nothing(values[each[0]]):
                self.filled.add(each[1])
                self.waiting.remove(each)
        return tuple([None if at is None else _value(values[at], said) for at, said in self.places])


def _value(raw: bytes, said: dict[bytes, str | None]) -> str | None:
    """A value as text; the same short words are one object."""
    value = said.get(raw)
    if value is None:
        value = tokens.value_of(raw)
        if len(raw) <= _SHORT and len(said) < _MOST_SAID:
            said[raw] = value
    return value
