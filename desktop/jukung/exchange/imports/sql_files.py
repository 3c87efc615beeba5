"""Database backups as blocks of text, unpacked on the way and never kept whole.

SLiMS writes `.sql` or the same inside `.sql.tar.gz`; people pack it again. What the
packing says of itself may be a lie, so sizes are counted while unpacking. Other
databases write UTF-16 on Windows; it becomes UTF-8 here.
"""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from jukung.domain.errors import BackupUnsafe, FileTooLarge, FileUnreadable, ImportStopped
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.sql_tapes import (
    MOST_ENTRIES,
    TAR_HEAD,
    TAR_MARK,
    Unpacking,
    sql_member,
)

MOST_UNPACKED_MB = 2048
MOST_RATIO = 200
MOST_LAYERS = 3

_BLOCK = 256 * 1024
_ANY_RATIO_BELOW = 8 * 1024 * 1024
_LARGEST_CONTENTS = 1024 * 1024
_GZIP = b"\x1f\x8b"
_ZIP = b"PK"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SQL = re.compile(
    rb"(?:CREATE\s+TABLE|INSERT\s+(?:IGNORE\s+)?INTO|REPLACE\s+INTO|DROP\s+TABLE"
    rb"|CREATE\s+DATABASE|SQL Dump|mysqldump|SET\s+NAMES)",
    re.IGNORECASE,
)
_SQL_START = re.compile(
    rb"\s*(?:--|/\*|#|CREATE\s|INSERT\s|DROP\s|SET\s|USE\s|LOCK\s|REPLACE\s|START\s)",
    re.IGNORECASE,
)


def looks_like_backup(path: Path, head: bytes) -> bool:
    """Whether the first bytes are, or unpack to, statements of SQL."""
    if head.startswith(_ZIP):
        return bool(_entry_names(path))
    try:
        start = next(iter(_peeled(iter([head]), path.name, Unpacking(), 0)), b"")
    except (BackupUnsafe, FileTooLarge):
        # A bomb that calls itself a backup is refused by whoever reads it.
        return ".sql" in path.name.casefold()
    start = start[: len(head)]
    return _SQL_START.match(start) is not None and _SQL.search(start) is not None


class Backup:
    """A backup file as blocks of bytes; `is_cut` once its packing ended too early."""

    def __init__(
        self,
        path: Path,
        *,
        progress: Progress = no_progress,
        stopped: Stopped = never_stopped,
    ) -> None:
        """Remember the file; nothing is read yet."""
        self._path = path
        self._progress = progress
        self._stopped = stopped
        self._state = Unpacking()

    @property
    def is_cut(self) -> bool:
        """Whether the packed file ended in the middle; known when all is read."""
        return self._state.is_cut

    @property
    def size(self) -> int:
        """The size of the file as it lies on the disk."""
        return self._state.size

    def blocks(self) -> Iterator[bytes]:
        """The text, block by block.

        Refuses BackupUnsafe, FileTooLarge, FileUnreadable, ImportStopped.
        """
        try:
            self._state.size = self._path.stat().st_size
            with self._path.open("rb") as stream:
                is_zip = stream.read(2) == _ZIP
            name = self._path.name
            source = self._of_file()
            if is_zip:
                source = _counted(self._of_zip(), name, self._state)
            yield from _peeled(source, name, self._state, 0)
        except OSError:
            raise FileUnreadable(str(self._path)) from None

    def _of_file(self) -> Iterator[bytes]:
        done = 0
        with self._path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                if self._stopped():
                    raise ImportStopped
                done += len(block)
                self._progress(done, self._state.size)
                yield block

    def _of_zip(self) -> Iterator[bytes]:
        names = _entry_names(self._path)
        if not names:
            raise BackupUnsafe(self._path.name)
        try:
            with zipfile.ZipFile(self._path) as packed, packed.open(names[0]) as stream:
                whole, done = max(1, packed.getinfo(names[0]).file_size), 0
                while block := stream.read(_BLOCK):
                    if self._stopped():
                        raise ImportStopped
                    done += len(block)
                    self._progress(min(done, whole), whole)
                    yield block
        except (zipfile.BadZipFile, EOFError, zlib.error):
            self._state.is_cut = True
        except (NotImplementedError, RuntimeError, ValueError):
            # Locked with a password, or packed in a way Python does not know.
            raise BackupUnsafe(self._path.name) from None


def _entry_names(path: Path) -> list[str]:
    """The backups in a ZIP file, the largest first; nothing where it has none."""
    try:
        if not _has_short_contents(path):
            return []
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return []
    if len(entries) > MOST_ENTRIES:
        return []
    found = [
        each
        for each in entries
        if re.search(r"\.sql(?:\.gz|\.tar\.gz|\.tar)?$", each.filename.casefold())
    ]
    found.sort(key=lambda each: -each.file_size)
    return [each.filename for each in found]


def _has_short_contents(path: Path) -> bool:
    """Whether the list of contents is short enough to be read into memory."""
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 66_000))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    return at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") <= _LARGEST_CONTENTS


def _peeled(blocks: Iterator[bytes], file: str, state: Unpacking, layers: int) -> Iterator[bytes]:
    """Take one packing after the other off; what comes out is counted."""
    first = b""
    while len(first) < TAR_HEAD and (block := next(blocks, b"")):
        first += block
    blocks = _with_first(first, blocks)
    if first.startswith(_GZIP):
        inside = _counted(_gunzipped(blocks, state), file, state)
    elif first[TAR_MARK] == b"ustar":
        inside = sql_member(blocks, state)
    elif first.startswith(_ZIP):
        raise BackupUnsafe(file)
    elif first.startswith(_UTF16):
        yield from _narrowed(blocks)
        return
    else:
        yield from _with_first(first.removeprefix(codecs.BOM_UTF8), _rest(blocks))
        return
    if layers == MOST_LAYERS:
        raise BackupUnsafe(file)
    yield from _peeled(inside, file, state, layers + 1)


def _with_first(first: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from blocks


def _rest(blocks: Iterator[bytes]) -> Iterator[bytes]:
    next(blocks, b"")
    yield from blocks


def _counted(blocks: Iterator[bytes], file: str, state: Unpacking) -> Iterator[bytes]:
    for block in blocks:
        state.unpacked += len(block)
        if state.unpacked > MOST_UNPACKED_MB * 1024 * 1024:
            raise FileTooLarge(file, MOST_UNPACKED_MB)
        if state.size and state.unpacked > max(_ANY_RATIO_BELOW, MOST_RATIO * state.size):
            raise BackupUnsafe(file)
        yield block


def _gunzipped(blocks: Iterator[bytes], state: Unpacking) -> Iterator[bytes]:
    """Unpack; a damaged or cut file gives what stands before the damage."""
    opened, has_begun = zlib.decompressobj(wbits=31), False
    for packed in blocks:
        rest = packed
        while rest:
            has_begun = True
            try:
                block = opened.decompress(rest, _BLOCK)
            except zlib.error:
                state.is_cut = True
                return
            if block:
                yield block
            rest = opened.unconsumed_tail
            if opened.eof:
                rest = opened.unused_data.lstrip(b"\0")
                if rest and not rest.startswith(_GZIP):
                    return  # padding, as tapes and sticks leave it
                opened, has_begun = zlib.decompressobj(wbits=31), False
    state.is_cut = state.is_cut or has_begun


def _narrowed(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """UTF-16 with its mark in front as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "replace")
