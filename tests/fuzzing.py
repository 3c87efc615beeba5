"""Files torn at random, for every reader of foreign bytes: read or refused, and soon.

hypothesis chooses a seed and the signs to put in; each choice then tears a bunch of
files, so that the time goes into the reader and not into the choosing. Slow is what is
slow three times alone: a busy machine is not the reader's fault.
"""

import gc
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from jukung.domain.errors import Refusal

A_MILLION = 1_000_000
SECONDS_IN_CI = 5.0
MOST_IN_CI = 10_000
LONGEST = 1.0

_BUNCH = 100
_BATCH = settings(
    max_examples=50,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
_MOST_TRIES = 400
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - files of a moment, in a folder of their own
# What hurts readers of any kind.
_SIGNS = (
    b"\0", b"\n", b"\r\n", b"\r", b"\t", b" ", b'"', b"'", b"\\", b";", b",", b"<", b">", b"&",
    b"#", b"0", b"-1", b"99999", b"9" * 40, b"9" * 5000, b"9E+99", b"0000-00-00", b"2026-02-30",
    b"A" * 5000, b"\xff", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xe2\x82",
    b"\xed\xa0\x80", b"\xc2\x85", b"\xe2\x80\xa8", b"\x1a", b"\x1c", b"\x0b", b"   " * 50,
    "é﷽̈".encode(), "²".encode(), "٣".encode(), "İ".encode(), "ﬀ".encode(),
)  # fmt: skip

Change = Callable[[bytes], bytes]
Make = Callable[[Random, Change], bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """A reader, and how torn files for it are made."""

    name: str
    read: Callable[[Path], None]
    """Reads a file, refuses it, or fails; it may say more of what it read."""
    make: Make
    signs: Sequence[bytes] = ()
    """What its files are made of, to be put in anywhere."""
    ending: str = ".txt"


class Fell(AssertionError):
    """A reader fell over a file, or took too long; says where the file is kept."""


def whole(*files: bytes) -> Make:
    """Tears one of some sound files; at times there is nothing of it left."""

    def make(chance: Random, change: Change) -> bytes:
        return change(chance.choice(files) if chance.random() < 0.98 else b"")

    return make


def packed(*books: Mapping[str, bytes]) -> Make:
    """Tears a part of a packed file, so that the packing holds; at times the whole."""

    def make(chance: Random, change: Change) -> bytes:
        parts = chance.choice(books)
        if chance.random() < 0.1:
            return change(zipped(parts))
        name = chance.choice(list(parts))
        return zipped({**parts, name: change(parts[name])})

    return make


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts in one file, in their order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, content in parts.items():
            book.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def fuzz(
    target: Target,
    folder: Path,
    *,
    most: int = MOST_IN_CI,
    seconds: float = SECONDS_IN_CI,
    begin: int = 0,
) -> int:
    """Tear files until the number or the time is over; gives how many there were.

    Raises Fell, with the file kept in the folder.
    """
    attack = _Attack(target, folder, most, time.monotonic() + seconds)
    signs = (*target.signs, *_SIGNS)
    liked = st.lists(st.sampled_from(signs), min_size=1, max_size=6)

    def one(start: int, favourites: list[bytes]) -> None:
        attack.bunch(Random(start), (signs, favourites))

    where = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=where, prefix="jukung-fuzz-") as place:
        attack.path = Path(place) / f"berkas{target.ending}"
        while attack.goes_on():
            # A fault is kept and told at the end: hypothesis has nothing to make smaller.
            seed(begin)(_BATCH(given(st.integers(0, 2**64 - 1), liked)(one)))()
            begin += 1
    if attack.fault is not None:
        raise attack.fault
    return attack.done


def torn(raw: bytes, chance: Random, signs: tuple[Sequence[bytes], Sequence[bytes]]) -> bytes:
    """Bytes with some cut, put in, changed, doubled or moved."""
    made = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        at = chance.randrange(len(made) + 1)
        to = at + chance.choice((0, 1, 2, 4, 8, 16, 40))
        _WAYS[chance.randrange(len(_WAYS))](made, at, to, (chance, signs))
    return bytes(made)


def seconds_of(target: Target, path: Path) -> float:
    """The seconds of processor that reading a file takes; of three readings where that is long.

    The other two are alone, with nothing left to clear away.
    """
    least = _timed(target, path)
    for _ in range(2 if least > LONGEST else 0):
        gc.collect()
        least = min(least, _timed(target, path))
    return least


@dataclass(slots=True)
class _Attack:
    target: Target
    folder: Path
    most: int
    until: float
    path: Path = field(default_factory=Path)
    done: int = 0
    fault: Fell | None = None

    def goes_on(self) -> bool:
        return self.fault is None and self.done < self.most and time.monotonic() < self.until

    def bunch(self, chance: Random, signs: tuple[Sequence[bytes], Sequence[bytes]]) -> None:
        for _ in range(_BUNCH):
            if not self.goes_on():
                return
            raw = self.target.make(chance, lambda part: torn(part, chance, signs))
            self.path.write_bytes(raw)
            self.done += 1
            try:
                self._judge()
            except Exception as fault:  # noqa: BLE001 - whatever it is, it must not be
                self.fault = self._fell(raw, fault)

    def _judge(self) -> None:
        spent = seconds_of(self.target, self.path)
        assert spent <= LONGEST, f"takes {spent:.1f} seconds"

    def _fell(self, raw: bytes, fault: Exception) -> Fell:
        if not isinstance(fault, AssertionError):
            raw = self._shortened(raw, _place_of(fault))
        kept = self.folder / f"{self.target.name}-{self.done}{self.target.ending}"
        kept.write_bytes(raw)
        words = f"{self.target.name}: {type(fault).__name__} {str(fault)[:300]}"
        made = Fell(f"{words} (file {self.done}, kept as {kept}: {raw[:300]!r})")
        made.__cause__ = fault
        return made

    def _shortened(self, raw: bytes, place: object) -> bytes:
        """The file without what is not needed to fall in the same place."""
        left, size = _MOST_TRIES, len(raw) // 2
        while size and left > 0:
            at = 0
            while at < len(raw) and left > 0:
                less = raw[:at] + raw[at + size :]
                left -= 1
                if self._falls(less) == place:
                    raw = less
                else:
                    at += size
            size //= 2
        return raw

    def _falls(self, raw: bytes) -> object:
        self.path.write_bytes(raw)
        try:
            _timed(self.target, self.path)
        except Exception as fault:  # noqa: BLE001 - as above
            return _place_of(fault)
        return None


def _timed(target: Target, path: Path) -> float:
    began = time.process_time()
    with suppress(Refusal):
        target.read(path)
    return time.process_time() - began


def _place_of(fault: Exception) -> tuple[str, str, int | None]:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return type(fault).__name__, last.filename, last.lineno


# --- the ways of tearing -----------------------------------------------------------------------

_With = tuple[Random, tuple[Sequence[bytes], Sequence[bytes]]]


def _cut(made: bytearray, at: int, to: int, _how: _With) -> None:
    del made[at:to]


def _end(made: bytearray, at: int, _to: int, how: _With) -> None:
    if how[0].random() < 0.3:
        del made[at:]
    else:
        del made[at : at + how[0].randrange(400)]


def _put_in(made: bytearray, at: int, _to: int, how: _With) -> None:
    chance, (signs, liked) = how
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        made[at:at] = chance.choice(liked if chance.random() < 0.5 else signs)


def _put_over(made: bytearray, at: int, to: int, how: _With) -> None:
    chance, (signs, liked) = how
    made[at:to] = chance.choice(liked if chance.random() < 0.5 else signs)


def _strange(made: bytearray, at: int, to: int, how: _With) -> None:
    made[at:to] = how[0].randbytes(to - at)


def _flip(made: bytearray, at: int, _to: int, how: _With) -> None:
    if at < len(made):
        made[at] ^= 1 << how[0].randrange(8)


def _double(made: bytearray, at: int, to: int, how: _With) -> None:
    made[at:at] = made[at:to] * how[0].randint(1, 30)


def _multiply(made: bytearray, at: int, to: int, how: _With) -> None:
    chance, (_signs, liked) = how
    if chance.random() < 0.1:
        piece = chance.choice(liked)[:40] if chance.random() < 0.5 else bytes(made[at:to])
        made[at:at] = piece * chance.choice((100, 1000, 3000))


def _move(made: bytearray, at: int, to: int, how: _With) -> None:
    piece = bytes(made[at:to])
    del made[at:to]
    place = how[0].randrange(len(made) + 1)
    made[place:place] = piece


_WAYS = (_cut, _end, _put_in, _put_in, _put_over, _strange, _flip, _double, _multiply, _move)
