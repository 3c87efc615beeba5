"""Title packs (`*.jkt`): a hundred thousand titles to look up by ISBN or words.

The file is a SQLite database with a signed statement behind it. The statement names
the database's length and hash, so that not one byte is opened that nobody signed.
"""

import hashlib
import os
import tempfile
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, ValidationError

from jukung.domain import errors, isbn
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.packs import pack_store, signed
from jukung.exchange.packs.pack_store import StoreWrong
from jukung.exchange.packs.plain_text import folded, one_line
from jukung.exchange.packs.records import PackRecord, cleaned
from jukung.exchange.packs.signed import SignedWrong
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.identity import AgencyCard

PACK = "application/vnd.jukung.title-pack.v1+json"
MOST_RECORDS = 500_000
LARGEST_FILE = 512 * 1024 * 1024
PAGE_OF_RESULTS = 50

_END = b"JKT1"
_LONGEST_STATEMENT = 16 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PackLabel:
    """What a pack says of itself."""

    uid: str
    number: str
    name: str
    source: str
    """Where its titles come from, and under which licence."""
    made_at: datetime
    records: int
    agency: AgencyCard
    hash: str
    """SHA-256 of the database in it."""


class _Payload(signed.Part):
    spec: signed.Spec
    pack: signed.Id
    number: signed.Short
    name: signed.Short
    source: signed.Long
    made_at: signed.Moment
    records: Annotated[int, Field(ge=1, le=MOST_RECORDS)]
    size: Annotated[int, Field(ge=pack_store.PAGE, le=LARGEST_FILE)]
    sha256: signed.Hex32
    agency: signed.Office


def write_pack(
    path: Path,
    records: Sequence[PackRecord],
    label: PackLabel,
    *,
    key: Ed25519PrivateKey,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> PackLabel:
    """Write a pack by title; the same titles and label give the same bytes.

    `label.records` and `label.hash` are found here. Refuses PackEmpty, PackTooLarge,
    PackStopped, DiskFull, CannotWrite.
    """
    if not records:
        raise errors.PackEmpty
    if len(records) > MOST_RECORDS:
        raise errors.PackTooLarge(len(records), MOST_RECORDS)
    ordered = sorted(map(cleaned, records), key=_order)
    with tempfile.TemporaryDirectory(prefix="jukung-pack-") as folder:
        inside = Path(folder) / "titles"
        pack_store.write(inside, ordered, progress=progress, stopped=stopped)
        content = inside.read_bytes()
    facts = {
        "spec": signed.SPEC,
        "pack": label.uid,
        "number": one_line(label.number, 120),
        "name": one_line(label.name, 120),
        "source": one_line(label.source, signed.LONGEST_TEXT),
        "made_at": label.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "records": len(ordered),
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "agency": signed.office_facts(label.agency),
    }
    statement = signed.sealed(facts, kind=PACK, key=key, key_id=label.agency.fingerprint)
    end = len(statement).to_bytes(4, "big") + _END
    write_true(path, content + statement + end)
    progress(len(ordered), len(ordered))
    return _label(_Payload.model_validate(facts))


class TitlePack:
    """An opened pack, checked once; look-ups cost no memory."""

    def __init__(self, path: Path, label: PackLabel, connection: Any) -> None:  # noqa: ANN401 - the driver has no types
        self.path = path
        self.label = label
        self._connection = connection
        # Pages ask from several lanes; the driver takes one question at a time.
        self._asking = threading.Lock()

    def by_isbn(self, typed: str) -> tuple[PackRecord, ...]:
        """The titles of an ISBN of either length; refuses PackUnreadable."""
        digits = isbn.thirteen(typed)
        if digits is None:
            return ()
        with self._asking, self._whole():
            return pack_store.by_isbn(self._connection, digits, PAGE_OF_RESULTS)

    def search(self, words: str, limit: int = PAGE_OF_RESULTS) -> tuple[PackRecord, ...]:
        """Titles in which every word begins one of title, people or subjects; by title.

        An ISBN finds its titles; nothing typed gives the first ones. Refuses PackUnreadable.
        """
        if found := self.by_isbn(words):
            return found
        with self._asking, self._whole():
            if not words.strip():
                return pack_store.first(self._connection, limit)
            return pack_store.by_words(self._connection, words, limit)

    def every(self) -> Iterator[PackRecord]:
        """All titles in their order; refuses PackUnreadable."""
        with self._whole():
            yield from pack_store.every(self._connection)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def _whole(self) -> "_Whole":
        return _Whole(self.path.name)


class _Whole:
    """Tells of a database that does not hold what it should as of a damaged pack."""

    def __init__(self, file: str) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: object, _trace: object) -> None:
        if isinstance(fault, StoreWrong):
            raise errors.PackUnreadable(self._file) from fault


def read_label(path: Path) -> PackLabel:
    """What a pack says of itself, its signature and every byte checked.

    The database in it is not opened. Refuses FileMissing, PackUnreadable.
    """
    return _label(_checked(path))


def open_pack(path: Path, *, known: AgencyCard | None) -> TitlePack:
    """Open a pack of a known agency; refuses FileMissing, PackUnreadable, PackStranger.

    The file must not change while it is open: a library copies it beside its own first.
    """
    label = read_label(path)
    if known is None or known.fingerprint != label.agency.fingerprint:
        raise errors.PackStranger(path.name, label.agency.fingerprint)
    return _connected(path, label)


def open_kept(path: Path, *, digest: str) -> TitlePack:
    """Open a pack that was believed when it was kept; refuses FileMissing, PackUnreadable.

    `digest` is what was written down then: of its database, whose signature is checked too.
    """
    label = read_label(path)
    if label.hash != digest:
        raise errors.PackUnreadable(path.name)
    return _connected(path, label)


def _connected(path: Path, label: PackLabel) -> TitlePack:
    try:
        connection = pack_store.connect(path)
    except StoreWrong as fault:
        raise errors.PackUnreadable(path.name) from fault
    return TitlePack(path, label, connection)


def _checked(path: Path) -> _Payload:
    try:
        with _opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            statement = _statement(file, size)
            found = signed.unsealed(statement, PACK)
            payload = _Payload.model_validate(found.payload)
            card = payload.agency.card()
            if found.key_id != card.fingerprint or not found.is_signed_by(card.verify_key):
                raise SignedWrong("not signed by whom it names")
            if payload.size + len(statement) + 8 != size:
                raise SignedWrong("longer or shorter than was signed")
            file.seek(0)
            start = file.read(pack_store.HEADER)
            if _hash(file, payload.size) != payload.sha256:
                raise SignedWrong("other bytes than were signed")
            pack_store.check_header(start, payload.size)
    except FileNotFoundError:
        raise errors.FileMissing(str(path)) from None
    except (OSError, ValueError, ValidationError) as fault:
        raise errors.PackUnreadable(path.name) from fault
    return payload


def _opened(path: Path) -> BinaryIO:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise SignedWrong("not a file")
    return path.open("rb")


def _statement(file: BinaryIO, size: int) -> bytes:
    if not pack_store.PAGE < size <= LARGEST_FILE:
        raise SignedWrong("too small or too large")
    file.seek(size - 8)
    end = file.read(8)
    length = int.from_bytes(end[:4], "big")
    if end[4:] != _END or not 0 < length <= _LONGEST_STATEMENT or length + 8 > size:
        raise SignedWrong("without its end")
    file.seek(size - 8 - length)
    return file.read(length)


def _hash(file: BinaryIO, size: int) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    left = size
    while left and (chunk := file.read(min(_CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _label(payload: _Payload) -> PackLabel:
    return PackLabel(
        uid=payload.pack,
        number=payload.number,
        name=payload.name,
        source=payload.source,
        made_at=datetime.strptime(payload.made_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        records=payload.records,
        agency=payload.agency.card(),
        hash=payload.sha256,
    )


def _order(record: PackRecord) -> tuple[str, ...]:
    return (_letters(record.title), _letters(record.subtitle), record.isbn13, repr(record))


def _letters(text: str) -> str:
    """A text as the alphabet has it, without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return folded("".join(sign for sign in apart if not unicodedata.combining(sign)))
