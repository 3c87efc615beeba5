"""The copies of a MARC record: Koha's 952, 852, 876, 949, and 990 of INLISLite.

A record's copies are taken from the first of these that gives any; the tags say the
same of a copy twice in some exports.
"""

from collections.abc import Callable

from jukung.domain.kinds import CollectionKind, CopyCondition, CopyStatus, SourceKind
from jukung.exchange.imports import copy_words, isbd
from jukung.exchange.imports.marc_records import MarcField, MarcRecord
from jukung.exchange.imports.records import CopyRecord

Copy = Callable[[MarcField, int], CopyRecord]


def copies_of(record: MarcRecord, line: int) -> tuple[tuple[CopyRecord, ...], int]:
    """The copies with a number, and how many have none."""
    for tag, read in _WAYS:
        fields = [each for each in record.under(tag) if _is_copy(each)]
        found = [read(each, line) for each in fields]
        if found:
            return tuple(each for each in found if each.number), sum(not e.number for e in found)
    return (), 0


def _is_copy(field: MarcField) -> bool:
    """Whether a field is about a copy and not only about the library or the shelf."""
    if field.tag == "852":
        return bool(field.first("p") or field.first("9"))
    if field.tag == "876":
        return bool(field.first("p") or field.first("a"))
    if field.tag == "949":
        return bool(field.first("i") or field.first("b") or field.first("p"))
    return bool(field.parts) if field.tag == "952" else bool(field.first("a"))


def _of_koha(field: MarcField, line: int) -> CopyRecord:
    kind_said = " ".join(field.every("8y"))
    return CopyRecord(
        _number(field.first("p")),
        line,
        inventory_code=field.first("i"),
        call_number=field.first("o"),
        kind=copy_words.collection_of(kind_said) if kind_said else CollectionKind.general,
        status=_koha_status(field),
        place=field.first("c") or field.first("b"),
        source=field.first("e"),
        source_kind=copy_words.source_of(field.first("e")),
        price=copy_words.price_of(field.first("g")),
        received_on=copy_words.day_of(field.first("d")),
        condition=CopyCondition.damaged if _is_set(field, "4") else CopyCondition.unknown,
        note="\n".join(field.every("zx")),
    )


def _koha_status(field: MarcField) -> CopyStatus:
    if _is_set(field, "0"):
        return CopyStatus.withdrawn
    if _is_set(field, "1"):
        return CopyStatus.missing
    return CopyStatus.reading_room if _is_set(field, "7") else CopyStatus.available


def _is_set(field: MarcField, code: str) -> bool:
    """Whether a status of Koha is set; zero is its default, negative means on order."""
    said = field.first(code)
    return bool(said) and said.lstrip("-").isdigit() and int(said) > 0


def _of_852(field: MarcField, line: int) -> CopyRecord:
    return CopyRecord(
        _number(field.first("p")),
        line,
        call_number=" ".join(field.every("khim")),
        place=isbd.without_signs(field.first("c") or field.first("b")),
        price=copy_words.price_of(field.first("9")),
        note="\n".join(field.every("zx")),
    )


def _of_876(field: MarcField, line: int) -> CopyRecord:
    return CopyRecord(
        _number(field.first("p") or field.first("a")),
        line,
        inventory_code=field.first("a") if field.first("p") else "",
        status=copy_words.status_of(field.first("j"), field.first("h")),
        place=field.first("l"),
        source=field.first("e"),
        source_kind=copy_words.source_of(field.first("e")),
        price=copy_words.price_of(field.first("c")),
        received_on=copy_words.day_of(field.first("d")),
        note="\n".join(field.every("zx")),
    )


def _of_949(field: MarcField, line: int) -> CopyRecord:
    number = field.first("i") or field.first("b")
    return CopyRecord(
        _number(number or field.first("p")),
        line,
        call_number=field.first("a"),
        place=field.first("l"),
        price=copy_words.price_of(field.first("p")) if number else None,
        received_on=copy_words.day_of(field.first("u")),
    )


def _of_990(field: MarcField, line: int) -> CopyRecord:
    return CopyRecord(_number(field.first("a")), line, source_kind=SourceKind.unknown)


def _number(text: str) -> str:
    return " ".join(text.split())


_WAYS: tuple[tuple[str, Copy], ...] = (
    ("952", _of_koha),
    ("876", _of_876),
    ("852", _of_852),
    ("949", _of_949),
    ("990", _of_990),
)
