"""A workbook (XLSX) that a person chose: its parts, unpacked within limits."""

import io
import lzma
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from jukung.domain import errors
from jukung.exchange.parcels.flushed import read_bounded

MOST_BYTES = 10 * 1024 * 1024
MOST_PARTS = 2_000
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PART = 30 * 1024 * 1024

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MANIFEST = "_rels/.rels"
_TORN = (
    zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
    zlib.error, lzma.LZMAError,
)  # fmt: skip
_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet by its name, and the part of the package that holds it."""

    name: str
    part: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """The unpacked parts of a workbook, in their order."""

    path: Path
    entries: tuple[zipfile.ZipInfo, ...]
    parts: dict[str, bytes]
    book: str
    sheets: tuple[SheetPart, ...]

    def tree(self, part: str) -> Element:
        """A part as XML, without any DTD or entity; refuses WorkbookDamaged."""
        return _tree(self.parts.get(part, b""), self.path.name)

    def with_parts(self, changed: dict[str, bytes]) -> bytes:
        """The bytes of the same package with some parts in place of others."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for entry in self.entries:
                told = zipfile.ZipInfo(entry.filename, entry.date_time)
                told.compress_type = zipfile.ZIP_DEFLATED
                told.external_attr = entry.external_attr
                packed.writestr(told, changed.get(entry.filename, self.parts[entry.filename]))
        return file.getvalue()


def read_package(path: Path) -> Package:
    """Unpack a workbook.

    Refuses WorkbookKindWrong, WorkbookLocked, WorkbookDamaged, WorkbookTooLarge,
    FileUnreadable.
    """
    try:
        content = read_bounded(path, MOST_BYTES)
    except OSError as fault:
        raise errors.FileUnreadable(str(path)) from fault
    if len(content) > MOST_BYTES:
        raise errors.WorkbookTooLarge(path.name)
    _look_at(content, path.name)
    try:
        entries, parts = _unpacked(content, path.name)
    except _TORN as fault:
        raise errors.WorkbookDamaged(path.name) from fault
    return _opened(path, entries, parts)


def local(tag: str) -> str:
    """The name of an element without its namespace; two exist for workbooks."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its bare name, such as the `id` of a relation."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def _look_at(content: bytes, file: str) -> None:
    if content.startswith(_OLD):
        if _ENCRYPTED in content:
            raise errors.WorkbookLocked(file)
        raise errors.WorkbookKindWrong(file)
    if not content.startswith(_ZIP):
        raise errors.WorkbookKindWrong(file)


def _unpacked(content: bytes, file: str) -> tuple[tuple[zipfile.ZipInfo, ...], dict[str, bytes]]:
    parts: dict[str, bytes] = {}
    whole = 0
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = tuple(packed.infolist())
        if len(entries) > MOST_PARTS:
            raise errors.WorkbookTooLarge(file)
        for entry in entries:
            if entry.flag_bits & 1:
                raise errors.WorkbookLocked(file)
            if entry.filename in parts:
                raise errors.WorkbookDamaged(file)
            parts[entry.filename] = _part(packed, entry, file, most=MOST_UNPACKED - whole)
            whole += len(parts[entry.filename])
    return entries, parts


def _part(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str, *, most: int) -> bytes:
    """One part; sizes are counted, for what the file says of itself may be a lie."""
    pieces = bytearray()
    with packed.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            pieces += piece
            if len(pieces) > min(most, MOST_PART):
                raise errors.WorkbookTooLarge(file)
    return bytes(pieces)


def _opened(path: Path, entries: tuple[zipfile.ZipInfo, ...], parts: dict[str, bytes]) -> Package:
    if _MANIFEST not in parts:
        raise errors.WorkbookKindWrong(path.name)
    book = _target(parts, _MANIFEST, "", "officeDocument", path.name)
    if not book.endswith(".xml") or book not in parts:
        raise errors.WorkbookKindWrong(path.name)
    folder, _slash, name = book.rpartition("/")
    rels = _relations(parts, f"{folder}/_rels/{name}.rels", folder, path.name)
    tree = _tree(parts[book], path.name)
    if local(tree.tag) != "workbook":
        raise errors.WorkbookKindWrong(path.name)
    sheets = tuple(
        SheetPart(each.get("name", ""), rels[attribute(each, "id")], bool(each.get("state")))
        for each in tree.iter()
        if local(each.tag) == "sheet" and rels.get(attribute(each, "id")) in parts
    )
    return Package(path, entries, parts, book, sheets)


def _target(parts: dict[str, bytes], rels: str, folder: str, kind: str, file: str) -> str:
    for each in _tree(parts[rels], file):
        if attribute(each, "Type").endswith(f"/{kind}"):
            return _whole(folder, attribute(each, "Target"))
    raise errors.WorkbookKindWrong(file)


def _relations(parts: dict[str, bytes], rels: str, folder: str, file: str) -> dict[str, str]:
    if rels not in parts:
        raise errors.WorkbookDamaged(file)
    return {
        attribute(each, "Id"): _whole(folder, attribute(each, "Target"))
        for each in _tree(parts[rels], file)
        if attribute(each, "Type").endswith("/worksheet")
    }


def _whole(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _tree(content: bytes, file: str) -> Element:
    try:
        made: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
        raise errors.WorkbookDamaged(file) from fault
    return made
