"""Backups out of tape archives (TAR), in a single pass and with little memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_ENTRIES = 2_000
TAR_MARK = slice(257, 262)
TAR_HEAD = 512

_LONGEST_NAME = 4096


@dataclass(slots=True)
class Unpacking:
    """What is known of an unpacking so far."""

    size: int = 0
    """Of the packed file; 0 where nobody asked."""
    unpacked: int = 0
    is_cut: bool = False


def sql_member(blocks: Iterator[bytes], state: Unpacking) -> Iterator[bytes]:
    """The first file ending in .sql of a tape archive, in a single pass."""
    tape = _Tape(blocks)
    long_name = ""
    for _ in range(MOST_ENTRIES):
        head = tape.take(TAR_HEAD)
        if len(head) < TAR_HEAD or not head.strip(b"\0"):
            state.is_cut = state.is_cut or 0 < len(head) < TAR_HEAD
            return
        size, kind = _octal(head[124:136]), head[156:157]
        if size is None:
            state.is_cut = True
            return
        if kind in (b"L", b"x"):
            long_name = _long_name(tape.take(min(size, _LONGEST_NAME)), kind)
            tape.skip(size - min(size, _LONGEST_NAME) + -size % TAR_HEAD)
            continue
        name = long_name or head[:100].rstrip(b"\0").decode("utf-8", "replace")
        long_name = ""
        if kind in (b"0", b"\0") and re.search(r"\.sql(?:\.gz)?$", name.casefold()):
            left = size
            while left and (block := tape.some(left)):
                left -= len(block)
                yield block
            state.is_cut = state.is_cut or left > 0
            return
        tape.skip(size + -size % TAR_HEAD)


def _long_name(raw: bytes, kind: bytes) -> str:
    """The name that goes before a file whose name is longer than its head takes."""
    if kind == b"x":
        found = re.search(rb"\d+ path=([^\n]*)\n", raw)
        raw = found[1] if found else b""
    return raw.rstrip(b"\0").decode("utf-8", "replace")


def _octal(field: bytes) -> int | None:
    digits = field.strip(b" \0")
    if not re.fullmatch(rb"[0-7]{0,12}", digits):
        return None
    return int(digits or b"0", 8)


class _Tape:
    """Blocks of any size, taken in pieces of a wanted size."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._held = b""

    def some(self, most: int) -> bytes:
        """Up to so many bytes, at least one; nothing at the end."""
        held = self._held or next(self._blocks, b"")
        self._held = held[most:]
        return held[:most]

    def take(self, size: int) -> bytes:
        """So many bytes, fewer at the end; only for small pieces."""
        taken = b""
        while len(taken) < size and (block := self.some(size - len(taken))):
            taken += block
        return taken

    def skip(self, size: int) -> None:
        """Go on by so many bytes."""
        while size > 0 and (block := self.some(size)):
            size -= len(block)
