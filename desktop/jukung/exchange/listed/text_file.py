"""A file that somebody chose, opened with care."""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jukung.domain.errors import (
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    FormatUnknown,
    LineTooLong,
    NotAFile,
)
from jukung.exchange.listed import letters

LARGEST_MB = 200
LONGEST_LINE = 1024 * 1024

_MEGABYTE = 1024 * 1024
_CHUNK = 256 * 1024
_MOST_CONTROL_SIGNS = 0.01
_CONTROL_SIGNS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# What is certainly no list of lines, even where it has no zero byte.
_OTHER_KINDS = (b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"Rar!")


@dataclass(frozen=True, slots=True)
class TextFile:
    """The name, letters and encoding of an opened file."""

    name: str
    text: str
    encoding: str


def open_text(path: Path) -> TextFile:
    """Read a file of lines; refuse what is missing, huge, empty or no text.

    Size and kind are asked before a byte is read, and a line without end stops the
    reading: what is refused costs neither time nor memory.
    """
    check_kind_and_size(path)
    try:
        with path.open("rb") as stream:
            raw = b"".join(_checked(iter(lambda: stream.read(_CHUNK), b""), path.name))
    except OSError:
        raise FileUnreadable(str(path)) from None
    found = letters.decode(raw, file=path.name)
    # An old DOS mark for the end of a file, and marks that were joined to the front.
    text = found.text.lstrip("\ufeff").rstrip("\x1a")
    if not text.strip():
        raise FileEmpty(path.name)
    _check_signs(text, path.name)
    return TextFile(path.name, text, found.encoding)


def check_kind_and_size(path: Path, *, largest_mb: int = LARGEST_MB) -> None:
    """Refuse FileMissing, NotAFile, FileTooLarge, FileUnreadable before a byte is read."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise FileMissing(str(path)) from None
    except OSError:
        raise FileUnreadable(str(path)) from None
    if not stat.S_ISREG(found.st_mode):
        raise NotAFile(str(path))
    if found.st_size > largest_mb * _MEGABYTE:
        raise FileTooLarge(path.name, largest_mb)


def _checked(chunks: Iterator[bytes], file: str) -> Iterator[bytes]:
    size = open_line = lines = 0
    wide = False
    for chunk in chunks:
        if not size:
            wide = letters.has_wide_mark(chunk)
            if chunk.startswith(_OTHER_KINDS):
                raise FormatUnknown(file)
        size += len(chunk)
        if size > LARGEST_MB * _MEGABYTE:
            raise FileTooLarge(file, LARGEST_MB)
        if not wide and b"\0" in chunk:
            raise FormatUnknown(file)
        last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        first = re.search(rb"[\r\n]", chunk) if last >= 0 else None
        if open_line + (first.start() if first else len(chunk)) > LONGEST_LINE:
            raise LineTooLong(file, lines + 1)
        open_line = len(chunk) - last - 1 if first else open_line + len(chunk)
        lines += chunk.count(b"\n") or chunk.count(b"\r")
        yield chunk


def _check_signs(text: str, file: str) -> None:
    strange = len(_CONTROL_SIGNS.findall(text))
    if "\0" in text or strange > len(text) * _MOST_CONTROL_SIGNS:
        raise FormatUnknown(file)
