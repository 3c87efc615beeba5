"""Files of records in XML: MARCXML, MODS, Dublin Core, with or without prefixes.

The line of a title is the place of its record in the file, beginning with one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from jukung.domain.errors import FormatUnknown
from jukung.domain.kinds import OriginFormat
from jukung.exchange.imports import dublin_fields, mods_fields, xml_records
from jukung.exchange.imports.chosen_file import ChosenFile
from jukung.exchange.imports.formats import Format, Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.gathered import Gathered
from jukung.exchange.imports.marc_file import Records
from jukung.exchange.imports.marc_records import (
    CONTROL_SIGNS,
    MarcField,
    MarcRecord,
    cleaned_indicators,
)
from jukung.exchange.imports.records import FindingCode, Reading, TitleRecord
from jukung.exchange.imports.xml_texts import said

MARC, MODS, DUBLIN = "marcxml", "mods", "dublin_core"

_FIRST = 8 * 1024
_MARKUP = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?+[^>]*+>", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[\w.-]++:)?+([A-Za-z][\w.-]*+)([^<>]*+)>")
_WITHIN = 12


def _begins_as(file: ChosenFile, fits: Callable[[str, str], bool]) -> bool:
    """Whether one of the first elements fits, by its name and its other words."""
    head = file.head[:_FIRST]
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if is_wide else "utf-8-sig", "replace").lstrip("\x00 \r\n\t\ufeff")
    if not text.startswith("<"):
        return False
    seen = list(_ELEMENT.finditer(_MARKUP.sub("", text)))[:_WITHIN]
    return any(fits(each[1], each[2]) for each in seen)


def _is_marc(name: str, words: str) -> bool:
    return name in ("leader", "controlfield", "datafield") or "MARC21/slim" in words


def _is_mods(name: str, words: str) -> bool:
    return name in ("mods", "modsCollection") or "loc.gov/mods" in words


def _is_dublin(name: str, words: str) -> bool:
    return name in ("dc", "oai_dc") or "purl.org/dc/" in words


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of XML: the element of a record, how it is kept, how it is mapped."""

    format: str
    names: frozenset[str]
    origin: OriginFormat
    title_of: Callable[[Element, int], TitleRecord] | None


# OAI calls a record `dc`, RDF `Description`, a plain list `record`.
_DUBLIN_NAMES = frozenset({"dc", "record", "Description"})
_KINDS = (
    _Kind(MARC, frozenset({"record"}), OriginFormat.marcxml, None),
    _Kind(MODS, frozenset({"mods"}), OriginFormat.mods, mods_fields.title_of),
    _Kind(DUBLIN, _DUBLIN_NAMES, OriginFormat.dc, dublin_fields.title_of),
)


def _read(
    kind: _Kind,
    file: ChosenFile,
    *,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read every record.

    Refuses XmlBroken, XmlJoined, XmlUnsafe, FormatUnknown (no record), ImportStopped.
    """
    gathered = Gathered(progress, stopped)
    marc = Records(gathered)
    size = file.path.stat().st_size
    with file.path.open("rb") as stream:
        for found in xml_records.records(stream, file.name, names=kind.names):
            gathered.step(found.done, size)
            origin = (kind.origin, xml_records.as_bytes(found.element))
            if kind.title_of is None:
                record = marc_of(found.element)
                if record.fields or record.control:
                    marc.take(record, origin)
                else:
                    gathered.find(FindingCode.record_other_kind, gathered.rows)
                continue
            _keep(gathered, kind.title_of(found.element, gathered.rows), origin)
    if not gathered.rows:
        raise FormatUnknown(file.name)
    gathered.look(size, size)
    return gathered.reading(kind.format, encoding="utf-8")


def _keep(gathered: Gathered, title: TitleRecord, origin: tuple[OriginFormat, bytes]) -> None:
    if not title.title:
        gathered.find(FindingCode.title_missing, title.line)
    else:
        gathered.keep(replace(title, origin=origin))


def marc_of(element: Element) -> MarcRecord:
    """A record of MARCXML; SLiMS's data field without parts and odd indicators are taken."""
    leader, control, fields = "", [], []
    for child in element:
        tag = child.get("tag", "").strip()[:3]
        if child.tag == "leader":
            leader = (child.text or "").replace("#", " ").replace("*", "|")
        elif child.tag == "controlfield" and tag:
            control.append((tag, CONTROL_SIGNS.sub(" ", child.text or "").replace("\n", " ")))
        elif child.tag == "datafield" and tag:
            marks = child.get("ind1", " ")[:1].ljust(1) + child.get("ind2", " ")[:1].ljust(1)
            parts = tuple(
                (code.lower(), text)
                for each in child
                if (code := each.get("code", "")[:1]) and (text := said(each))
            )
            fields.append(MarcField(tag, cleaned_indicators(marks), parts))
    return MarcRecord(leader.ljust(24), tuple(control), tuple(fields))


def _format(place: int, fits: Callable[[str, str], bool]) -> Format:
    kind = _KINDS[place]

    def looks_like(file: ChosenFile) -> bool:
        return _begins_as(file, fits)

    def read(file: ChosenFile, *, progress: Progress, stopped: Stopped) -> Reading:
        return _read(kind, file, progress=progress, stopped=stopped)

    return Format(kind.format, looks_like, read)


MARC_FORMAT = _format(0, _is_marc)
MODS_FORMAT = _format(1, _is_mods)
DUBLIN_FORMAT = _format(2, _is_dublin)
