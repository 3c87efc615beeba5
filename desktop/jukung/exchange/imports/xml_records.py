"""Records in XML, read as they come: no tree of a whole file, nothing from outside it.

The parser is defusedxml's: entities and references to other places are refused before
they unfold. What a record may hold is bounded as well, in depth, parts and letters.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from jukung.domain.errors import XmlBroken, XmlJoined, XmlUnsafe

MOST_LETTERS = 2_000_000
"""The letters of one record; more is no record of a title."""
MOST_PARTS = 20_000
DEEPEST = 60

_CHUNK = 64 * 1024
_JUNK_AFTER_END = 9  # expat's XML_ERROR_JUNK_AFTER_DOC_ELEMENT


@dataclass(frozen=True, slots=True)
class Found:
    """A record's element, and how far the file is read."""

    element: Element
    """Its names without prefixes; its namespace stands as an attribute `xmlns`."""
    done: int


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def records(stream: BinaryIO, file: str, *, names: frozenset[str]) -> Iterator[Found]:
    """Give every element of some local names, the innermost where they are nested.

    Refuses XmlUnsafe (entities, bombs), XmlJoined (several documents in one file),
    XmlBroken.
    """
    target = _Target(names)
    parser = DefusedXMLParser(target=target, forbid_external=True)
    done = 0
    try:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            done += len(chunk)
            yield from _ready(target, done)
        parser.close()
    except (DefusedXmlException, _TooMuchError):
        raise XmlUnsafe(file) from None
    except ParseError as fault:
        line = fault.position[0] if hasattr(fault, "position") else 0
        if fault.code == _JUNK_AFTER_END:
            raise XmlJoined(file, line) from None
        raise XmlBroken(file, line) from None
    except (ValueError, LookupError):  # an encoding that nobody has
        raise XmlBroken(file, 1) from None
    yield from _ready(target, done)


def as_bytes(element: Element) -> bytes:
    """A record by itself; its namespace is that of all its elements."""
    element.tail = None
    return tostring(element, encoding="unicode").encode()


def _ready(target: "_Target", done: int) -> Iterator[Found]:
    ready, target.ready = target.ready, []
    for element in ready:
        yield Found(element, done)


class _TooMuchError(Exception):
    """A record holds more than any record does."""


@dataclass(slots=True)
class _Target:
    """Keeps the elements of records, and of nothing else."""

    names: frozenset[str]
    ready: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)
    _depth: int = 0
    _parts: int = 0
    _letters: int = 0
    _tail: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element; one of a record, or within one, is kept."""
        self._depth += 1
        space, _brace, name = tag.rpartition("}")
        if self._depth > DEEPEST:
            raise _TooMuchError
        if name in self.names:
            self._open = []  # only the innermost record counts
            self._parts = self._letters = 0
        elif not self._open:
            return
        self._flush()
        self._parts += 1
        self._letters += sum(map(len, attributes.values()))
        element = Element(name, {local(key): text for key, text in attributes.items()})
        if not self._open and space:
            element.set("xmlns", space.removeprefix("{"))
        if self._open:
            self._open[-1].append(element)
        self._open.append(element)
        if self._parts > MOST_PARTS:
            raise _TooMuchError

    def keep_letters(self, text: str) -> None:
        """Keep the letters within a record."""
        if not self._open:
            return
        self._letters += len(text)
        if self._letters > MOST_LETTERS:
            raise _TooMuchError
        self._tail.append(text)

    # The name by which the parser calls it.
    data = keep_letters

    def end(self, _tag: str) -> None:
        """Close an element; the record is ready where it was one."""
        self._depth -= 1
        if not self._open:
            return
        self._flush()
        element = self._open.pop()
        if not self._open:
            self.ready.append(element)

    def close(self) -> None:
        """End; there is no tree to give."""

    def _flush(self) -> None:
        """Put the letters read so far where they stand: within the element that is open."""
        if self._open and self._tail:
            last = self._open[-1]
            said = "".join(self._tail)
            if len(last):
                last[-1].tail = (last[-1].tail or "") + said
            else:
                last.text = (last.text or "") + said
        self._tail = []
