"""The copies of a title in a MARC record: in Koha's field, in that of MARC, or not."""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType

from jukung.domain.kinds import CopyCondition, CopyStatus, SourceKind
from jukung.exchange.exports.marc_field import Field, field
from jukung.exchange.exports.titles_out import CopyOut

_SOURCES = MappingProxyType(
    {
        SourceKind.purchase: "Pembelian",
        SourceKind.gift: "Hadiah",
        SourceKind.aid: "Bantuan",
        SourceKind.exchange: "Tukar-menukar",
        SourceKind.own_print: "Terbitan sendiri",
    }
)


class Holdings(StrEnum):
    """How copies are told: in Koha's field, in that of MARC, or not."""

    koha = "952"
    marc = "852"
    none = "none"


def fields(copies: Iterable[CopyOut], holdings: Holdings) -> tuple[Field, ...]:
    """The copies as the reader of the file wants them."""
    if holdings is Holdings.none:
        return ()
    made = _of_koha if holdings is Holdings.koha else _of_marc
    return tuple(made(each) for each in copies)


def _of_koha(copy: CopyOut) -> Field:
    """A copy in Koha's field 952."""
    damaged = copy.condition is CopyCondition.damaged or copy.status is CopyStatus.repair
    day = copy.received_on or copy.added_on
    return field(
        "952",
        "  ",
        ("0", "1" if copy.status is CopyStatus.withdrawn else ""),
        ("1", "1" if copy.status is CopyStatus.missing else ""),
        ("4", "1" if damaged else ""),
        ("7", "1" if copy.status is CopyStatus.reading_room else ""),
        ("8", str(copy.kind)),
        ("c", copy.place),
        ("d", day.isoformat()),
        ("e", copy.source or _SOURCES.get(copy.source_kind, "")),
        ("g", "" if copy.price is None else str(copy.price)),
        ("i", copy.inventory_code),
        ("o", copy.call_number),
        ("p", copy.number),
        ("z", copy.note),
    )


def _of_marc(copy: CopyOut) -> Field:
    """A copy in the field 852 of MARC, which has no place for most of what Koha asks."""
    return field(
        "852",
        "8 ",
        ("c", copy.place),
        ("h", copy.call_number),
        ("p", copy.number),
        ("9", "" if copy.price is None else str(copy.price)),
        ("z", copy.note),
    )
