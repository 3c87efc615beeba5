"""A title as a MARC 21 record: which of our fields goes where.

As the Library of Congress describes the format, with punctuation left out (leader/18
is `c`), so that no program shows signs twice. FORMAT.md has the whole table.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType

from jukung import places
from jukung.domain import languages, published
from jukung.domain.kinds import Audience, ContributorKind, Frequency
from jukung.exchange.exports import marc_holdings
from jukung.exchange.exports.marc_field import Field, Part, field
from jukung.exchange.exports.marc_holdings import Holdings
from jukung.exchange.exports.titles_out import Maker, TitleOut

OWN_FIELD = "970"
"""Fields of the library's own, name in $a and value in $b."""

LONGEST_PART = 9_000
"""Of a note, in bytes; a field of ISO 2709 holds 9,999."""


@dataclass(frozen=True, slots=True)
class Record:
    """Leader, control fields, fields, and the copies, which may not fit."""

    leader: str
    control: tuple[Part, ...]
    fields: tuple[Field, ...]
    copies: tuple[Field, ...]


_KINDS = (
    ("g", r"\bdvd|\bvcd|video|film"),
    ("i", r"audio|kaset|sound|rekaman suara"),
    ("e", r"\bpeta\b|\bmap\b|atlas"),
    ("m", r"cd-?rom|komputer|software|elektronik|electronic"),
    ("k", r"gambar|poster|\bfoto|picture"),
)
_AUDIENCES = MappingProxyType(
    {
        Audience.early: ("a", "PAUD"),
        Audience.children: ("j", "Anak"),
        Audience.teen: ("d", "Remaja"),
        Audience.adult: ("e", "Dewasa"),
    }
)
_FREQUENCIES = MappingProxyType(
    {
        Frequency.daily: ("d", "Harian"),
        Frequency.weekly: ("w", "Mingguan"),
        Frequency.fortnightly: ("e", "Dua mingguan"),
        Frequency.monthly: ("m", "Bulanan"),
        Frequency.two_monthly: ("b", "Dua bulanan"),
        Frequency.quarterly: ("q", "Triwulanan"),
        Frequency.half_yearly: ("f", "Tengah tahunan"),
        Frequency.yearly: ("a", "Tahunan"),
        Frequency.irregular: (" ", "Tidak teratur"),
    }
)
_TAGS = MappingProxyType(
    {ContributorKind.person: "00", ContributorKind.body: "10", ContributorKind.meeting: "11"}
)
_SIZE = re.compile(r"(.*?)(?: : (.*?))?(?: ; (.*?))?(?: \+ (.*))?")


def record(title: TitleOut, *, holdings: Holdings = Holdings.koha) -> Record:
    """A title as a record; its copies as the reader of the file wants them."""
    row = title.row
    is_serial = row.frequency is not Frequency.none
    kind = next((code for code, words in _KINDS if re.search(words, row.material.lower())), "a")
    made = [
        *_numbers(title),
        *_makers(title.makers[:1], first=True),
        _named(title),
        field("250", "  ", ("a", row.edition)),
        field("260", "  ", ("a", row.place), ("b", row.publisher), ("c", row.year)),
        _size(row.collation),
        field("310", "  ", ("a", _FREQUENCIES[row.frequency][1] if is_serial else "")),
        _series(row.series),
        *(field("500", "  ", ("a", each)) for each in _notes(row.notes)),
        field("521", "8 ", ("a", _AUDIENCES.get(row.audience, ("", ""))[1])),
        *(_subject(each) for each in title.subjects),
        *_makers(title.makers[1:], first=False, after=title.makers[:1]),
        *(field(OWN_FIELD, "  ", ("a", name), ("b", value)) for name, value in title.own_fields),
    ]
    copies = marc_holdings.fields(title.copies, holdings)
    return Record(
        f"     n{kind}{'s' if is_serial else 'm'} a22     7c 4500",
        (("001", row.id), ("003", "Jukung"), ("008", _fixed(title))),
        _sorted(made),
        copies,
    )


def _sorted(fields: list[Field]) -> tuple[Field, ...]:
    """Those that say something; each tag's fields stay in their order."""
    return tuple(sorted((each for each in fields if each.parts), key=lambda each: each.tag))


def _numbers(title: TitleOut) -> list[Field]:
    row = title.row
    is_dewey = bool(re.match(r"\d{3}", row.class_number))
    return [
        field("020", "  ", ("a", row.isbn)),
        field("022", "  ", ("a", row.issn)),
        field("041", "0 ", ("a", _language(row.language) or row.language)),
        field("082", "04", ("a", row.class_number if is_dewey else "")),
        field("084", "  ", ("a", "" if is_dewey else row.class_number)),
        field("090", "  ", ("a", row.call_number)),
    ]


def _language(said: str) -> str:
    return languages.read(places.resources() / "tables").code_of(said)


def _makers(
    makers: tuple[Maker, ...], *, first: bool, after: tuple[Maker, ...] = ()
) -> list[Field]:
    """The main entry is the first who wrote; whoever is first and did not is added."""
    if not first and after and not _is_main(after[0]):
        makers = (*after, *makers)
    elif first and makers and not _is_main(makers[0]):
        return []
    return [_maker("1" if first else "7", each) for each in makers]


def _is_main(maker: Maker) -> bool:
    return maker.role in ("", "aut")


def _maker(hundred: str, maker: Maker) -> Field:
    order = ("1" if "," in maker.name else "0") if maker.kind is ContributorKind.person else "2"
    return field(f"{hundred}{_TAGS[maker.kind]}", f"{order} ", ("a", maker.name), ("4", maker.role))


def _named(title: TitleOut) -> Field:
    row = title.row
    name, _colon, rest = row.title.partition(" : ")
    has_main = bool(title.makers) and _is_main(title.makers[0])
    return field(
        "245",
        f"{int(has_main)}0",
        ("a", name if rest else row.title),
        ("h", f"[{row.material}]" if row.material else ""),
        ("b", rest),
        ("c", row.statement),
    )


def _size(collation: str) -> Field:
    found = _SIZE.fullmatch(collation)
    said = found.groups("") if found else (collation, "", "", "")
    return field("300", "  ", *zip("abce", said, strict=True))


def _series(series: str) -> Field:
    name, sign, volume = series.rpartition(" ; ")
    return field("490", "0 ", ("a", name if sign else series), ("v", volume if sign else ""))


def _subject(subject: str) -> Field:
    head, *below = subject.split(" -- ")
    return field("650", " 4", ("a", head), *(("x", each) for each in below))


def _notes(notes: str) -> list[str]:
    """Each line a note; one beyond what a field holds becomes several."""
    made = []
    for line in notes.splitlines():
        rest = line
        while len(rest.encode()) > LONGEST_PART:
            cut = rest[: LONGEST_PART // 4].rfind(" ")
            cut = cut if cut > 0 else LONGEST_PART // 4
            made.append(rest[:cut])
            rest = rest[cut:]
        made.append(rest)
    return made


def _fixed(title: TitleOut) -> str:
    """The forty places of 008: when, which year, for whom or how often, which language."""
    row = title.row
    year = published.year_of(row.year)
    dates = f"s{year}    " if year else "n    " + "    "
    code = _language(row.language) or "und"
    if row.frequency is not Frequency.none:
        dates = f"u{year or 'uuuu'}uuuu"
        middle = f"{_FREQUENCIES[row.frequency][0]}| |||||||||   ||"
    else:
        middle = f"||||{_AUDIENCES.get(row.audience, ('|', ''))[0]}||||||||| ||"
    return f"{row.added_on:%y%m%d}{dates}xx {middle}{code} d"
