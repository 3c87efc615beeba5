"""A MARC record as a title: which field is what.

The fields are those of the MARC 21 format for bibliographic records (Library of
Congress) as INDOMARC, INLISLite, Koha and SLiMS write them; ISBD signs come off.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jukung.domain import isbn
from jukung.domain.isbn import IsbnShape
from jukung.domain.kinds import Audience, Frequency, OriginFormat
from jukung.exchange.imports import isbd, marc_copies, title_words
from jukung.exchange.imports.marc_names import Name, names_of
from jukung.exchange.imports.marc_records import MarcField, MarcRecord
from jukung.exchange.imports.records import TitleRecord
from jukung.words import _

LONGEST_NOTE = 20_000

_SERIAL = ("s", "b", "i")
# Leader/06 of records that describe no title: authorities, holdings, classes, events.
_OTHER_KINDS = frozenset("zuvxywq")
_NOTES = (
    "500", "501", "502", "504", "505", "507", "508", "511", "515", "518", "520", "525", "530",
    "534", "538", "545", "546", "547", "550", "580", "586", "590", "591", "593", "599",
)  # fmt: skip
_SUBJECTS = ("600", "610", "611", "630", "648", "650", "651", "653", "654", "655", "690", "691")
_ISBN = re.compile(r"[0-9][0-9Xx\s.\-‐-–]{7,20}[0-9Xx]|[0-9]{9}[0-9Xx]")
_CONTROL_LENGTH = 38


@dataclass(frozen=True, slots=True)
class Described:
    """What a record gives: a title, and what SLiMS may have carried over to it."""

    title: TitleRecord
    size: tuple[str, str]
    is_of_slims: bool


def is_other_kind(record: MarcRecord) -> bool:
    """Whether it describes a name, a holding or a class, and no title."""
    return record.leader[6:7] in _OTHER_KINDS


def is_deleted(record: MarcRecord) -> bool:
    """Whether its library says that it is gone."""
    return record.leader[5:6] == "d"


def is_of_slims(record: MarcRecord) -> bool:
    """Whether SLiMS wrote it: hardly a leader, and 005 as a field with parts."""
    return not record.controlled("008") and any(each.tag == "005" for each in record.fields)


def title_of(record: MarcRecord, line: int, origin: tuple[OriginFormat, bytes] | None) -> Described:
    """Map a record; `line` is its place in the file, the first is one."""
    names = names_of(record)
    sizes = record.under("300")[:1]
    published = _published(record)
    class_number, call_number = _shelf(record)
    copies, unnumbered = marc_copies.copies_of(record, line)
    isbn_said, issn = _numbers(record)
    made = TitleRecord(
        line,
        title=_title(record),
        material=_material(record),
        edition=_first(record, "250", lambda each: isbd.without_signs(_joined(each, "ab"))),
        isbn=isbn_said,
        publisher=_part(published, "b"),
        year=_part(published, "c"),
        collation=_collation(record),
        series=_series(record),
        call_number=call_number,
        language=_language(record),
        place=_part(published, "a"),
        class_number=class_number,
        notes=_notes(record),
        statement=_first(record, "245", lambda each: isbd.without_end(_joined(each, "c"))),
        people=tuple(each.name for each in names),
        subjects=_subjects(record),
        copies=copies,
        unnumbered=unnumbered,
        issn=issn,
        audience=_audience(record),
        frequency=_frequency(record),
        roles=_roles(names),
        name_kinds=tuple(each.kind for each in names),
        own_fields=_own_fields(record),
        origin=origin,
    )
    size = (sizes[0].first("b"), sizes[0].first("c")) if sizes else ("", "")
    return Described(made, size, is_of_slims(record))


def _roles(names: Sequence[Name]) -> tuple[str, ...]:
    roles = [each.role for each in names]
    while roles and not roles[-1]:
        roles.pop()
    return tuple(roles)


def _first(record: MarcRecord, tag: str, said: Callable[[MarcField], str]) -> str:
    return next((text for each in record.under(tag) if (text := said(each))), "")


def _joined(field: MarcField, codes: str) -> str:
    return " ".join(field.every(codes))


def _title(record: MarcRecord) -> str:
    """Title, part and subtitle as one text: `Title. 2, Part : subtitle`."""
    for field in record.under("245"):
        made = ""
        for code, text in field.parts:
            if code not in "abnp" or not text:
                continue
            said = isbd.without_end(text.lstrip(" :=;")) if code == "b" else isbd.without_end(text)
            joint = {"b": " : ", "n": ". ", "p": ", " if made[-1:].isdigit() else ". "}
            if said:
                made = f"{made}{joint.get(code, ' ')}{said}" if made else said
        if made:
            return made
    return _first(record, "130", lambda each: isbd.without_end(_joined(each, "anp"))) or _first(
        record, "240", lambda each: isbd.without_end(_joined(each, "anp"))
    )


def _material(record: MarcRecord) -> str:
    said = _first(record, "245", lambda each: isbd.without_end(each.first("h")).strip("[] "))
    return said or _first(record, "337", lambda each: isbd.without_end(each.first("a")))


def _numbers(record: MarcRecord) -> tuple[str, str]:
    """The first ISBN that is one, else the first said at all; and the ISSN."""
    said = [_number(each.first("a")) for each in record.under("020") if each.first("a")]
    sound = [each for each in said if isbn.judge(each) is IsbnShape.isbn]
    issn = _first(record, "022", lambda each: isbd.without_signs(each.first("a")))
    return next(iter([*sound, *said]), ""), issn


def _number(text: str) -> str:
    """A number without what is said of it, such as `(hard cover)` or ` :`."""
    bare = isbd.without_signs(re.sub(r"[(\[].*", "", text))
    found = _ISBN.match(bare)
    return found[0].strip() if found else bare


def _published(record: MarcRecord) -> list[MarcField]:
    """The fields that say who published: 260, or 264 of publication before any other."""
    fields = record.under("260", "264")
    return sorted(fields, key=lambda each: each.tag == "264" and each.indicators[1] != "1")


def _part(fields: Iterable[MarcField], code: str) -> str:
    text = next((said for each in fields if (said := each.first(code))), "")
    bare = isbd.without_end(text)
    return _unbracketed(bare) if code != "c" else bare


def _unbracketed(text: str) -> str:
    """A text without the brackets of who supplied it; those may open and close apart."""
    bare = text.strip().removeprefix("[").strip()
    if "[" not in bare:
        bare = bare.removesuffix("]").strip()
    pair = len(bare) > 1 and bare[0] == "<" and bare.find(">") == len(bare) - 1
    return bare[1:-1].strip() if pair else bare


def _collation(record: MarcRecord) -> str:
    for field in record.under("300"):
        made = isbd.without_signs(field.first("a"))
        for code, joint in (("b", " : "), ("c", " ; "), ("e", " + ")):
            if said := isbd.without_signs(field.first(code)):
                made = f"{made}{joint}{said}" if made else said
        if made:
            return made
    return ""


def _series(record: MarcRecord) -> str:
    for tag in ("490", "440", "830", "810", "800"):
        for field in record.under(tag):
            named = _joined(field, "anp") if tag in ("490", "440", "830") else field.first("t")
            volume = isbd.without_end(field.first("v"))
            if said := isbd.without_end(named):
                return f"{said} ; {volume}" if volume else said
    return ""


def _shelf(record: MarcRecord) -> tuple[str, str]:
    """The class, and the call number."""
    ddc = _first(record, "082", lambda each: each.first("a").replace("/", "").strip())
    other = _first(record, "084", lambda each: each.first("a"))
    call = (
        _first(record, "090", lambda each: _joined(each, "ab"))
        or _first(record, "099", lambda each: _joined(each, "a"))
        or _first(record, "852", lambda each: _joined(each, "hi"))
    )
    if other and not call and re.match(r"\S+\s+[A-Za-z]{2}", other):
        # INLISLite keeps the call number here, `813 HIR l`; SLiMS the class.
        call = other
        ddc = ddc or other.split()[0]
    udc = _first(record, "080", lambda each: each.first("a"))
    return isbd.without_signs(ddc or other or udc), isbd.without_signs(call)


def _language(record: MarcRecord) -> str:
    said = _first(record, "041", lambda each: each.first("a"))
    if re.fullmatch(r"(?:[a-z]{3}){2,}", said):
        said = said[:3]  # older records write several codes in one
    return title_words.language_of(said or record.controlled("008")[35:38])


def _notes(record: MarcRecord) -> str:
    made = []
    for field in record.under(*_NOTES):
        codes = "".join({code for code, _text in field.parts if code.isalpha() and code != "w"})
        if said := _joined(field, codes):
            made.append(said)
    return "\n".join(made)[:LONGEST_NOTE]


def _subjects(record: MarcRecord) -> tuple[str, ...]:
    """Each subject once, its parts joined by two dashes."""
    made: dict[str, None] = {}
    for field in record.under(*_SUBJECTS):
        if field.tag == "653":
            made.update(dict.fromkeys(filter(None, map(isbd.without_end, field.every("a")))))
            continue
        head = isbd.without_end(_joined(field, "abcdnpqt"))
        below = map(isbd.without_end, field.every("vxyz"))
        if said := " -- ".join(filter(None, (head, *below))):
            made[said] = None
    return tuple(made)


def _audience(record: MarcRecord) -> Audience:
    """Said in words or by the code for books; never guessed."""
    for field in record.under("521"):
        found = title_words.audience_of(field.first("a"))
        if found is not Audience.unknown:
            return found
    fixed = record.controlled("008")
    is_book = record.leader[6:7] in ("a", "t") and record.leader[7:8] not in _SERIAL
    if len(fixed) < _CONTROL_LENGTH or not is_book:
        return Audience.unknown
    return title_words.AUDIENCE_CODES.get(fixed[22], Audience.unknown)


def _frequency(record: MarcRecord) -> Frequency:
    """How often a serial comes; a serial that says nothing of it is irregular."""
    is_serial = record.leader[7:8] in ("s", "b") and record.leader[6:7] in ("a", " ", "t")
    for field in record.under("310"):
        found = title_words.frequency_of(field.first("a"))
        if found is not Frequency.none:
            return found
    if not is_serial:
        return Frequency.none
    fixed = record.controlled("008")
    code = fixed[18] if len(fixed) >= _CONTROL_LENGTH else ""
    return title_words.FREQUENCY_CODES.get(code, Frequency.irregular)


def _own_fields(record: MarcRecord) -> tuple[tuple[str, str], ...]:
    """What a reader would miss and no field of ours holds."""
    found: list[tuple[str, str]] = []

    def add(name: str, *tags: str, codes: str = "a") -> None:
        for field in record.under(*tags):
            said = isbd.without_end(_joined(field, codes))[:500]
            if said and (name, said) not in found:
                found.append((name, said))

    add(_("Other title"), "246", "247", codes="abnp")
    add(_("Original title"), "765", codes="t")
    add(_("Numbers published"), "362")
    add(_("ISMN or other number"), "024", "028")
    add(_("Scale"), "255")
    add(_("Playing time"), "306")
    add(_("Link"), "856", codes="u")
    if record.controlled("003") == "Jukung":
        # A field of the library's own, as our own export has it.
        own = ((each.first("a"), each.first("b")) for each in record.under("970"))
        found += [(name, value) for name, value in own if name and (name, value) not in found]
    return tuple(found[:20])
