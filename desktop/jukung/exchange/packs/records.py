"""A title as a pack carries it: what a catalogue needs, no copy, no price, no reader."""

import re
from dataclasses import dataclass, replace

from jukung.domain import isbn
from jukung.exchange.imports.records import TitleRecord
from jukung.exchange.packs.plain_text import folded, one_line, without_isbd

MOST_PEOPLE, MOST_SUBJECTS = 20, 20
LIMITS = {
    "isbn": 40,
    "title": 500,
    "subtitle": 500,
    "publisher": 160,
    "place": 120,
    "year": 40,
    "pages": 120,
    "language": 40,
    "class_number": 40,
    "age": 40,
    "series": 200,
}
"""The most signs of each text."""

_ROLES = {
    "translator": ("penerjemah", "alih bahasa", "translator", "terj"),
    "editor": ("editor", "penyunting", "ed"),
    "illustrator": ("ilustrator", "illustrator", "ilus"),
    "compiler": ("penyusun", "penghimpun", "compiler"),
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}
_IN_BRACKETS = re.compile(r"^(.*\S)\s*\(([^()]{2,20})\)\s*$")
# A subtitle stands behind a colon with a blank before it, as ISBD has it.
_SUBTITLE = re.compile(r"\s+:\s*")


@dataclass(frozen=True, slots=True)
class Person:
    """Who made a title; the role is `author` unless the list says another."""

    name: str
    role: str = "author"


@dataclass(frozen=True, slots=True)
class PackRecord:
    """A title of a pack."""

    title: str
    subtitle: str = ""
    isbn: str = ""
    people: tuple[Person, ...] = ()
    publisher: str = ""
    place: str = ""
    year: str = ""
    pages: str = ""
    language: str = ""
    class_number: str = ""
    subjects: tuple[str, ...] = ()
    age: str = ""
    series: str = ""

    @property
    def isbn13(self) -> str:
        """The thirteen digits it is looked up by; empty without a valid ISBN."""
        return isbn.thirteen(self.isbn) or ""

    @property
    def likeness(self) -> str:
        """The title as titles are compared."""
        return folded(f"{self.title} {self.subtitle}")

    @property
    def byline(self) -> str:
        """Its people in a line."""
        return " ; ".join(each.name for each in self.people)


def cleaned(record: PackRecord) -> PackRecord:
    """The record as a pack carries it."""
    texts = {name: one_line(getattr(record, name), most) for name, most in LIMITS.items()}
    people = (Person(one_line(each.name, 160), each.role) for each in record.people)
    subjects = (one_line(each, 160) for each in record.subjects)
    return replace(
        record,
        **texts,
        people=tuple(each for each in people if each.name)[:MOST_PEOPLE],
        subjects=tuple(filter(None, subjects))[:MOST_SUBJECTS],
    )


def from_list(found: TitleRecord) -> PackRecord:
    """The record of a title as an import read it; copies, notes and covers stay behind."""
    title, subtitle = split_title(found.title)
    return cleaned(
        PackRecord(
            title=title,
            subtitle=subtitle,
            isbn=found.isbn,
            people=tuple(map(person, found.people)),
            publisher=without_isbd(found.publisher),
            place=without_isbd(found.place),
            year=without_isbd(found.year),
            pages=without_isbd(found.collation),
            language=found.language,
            class_number=found.class_number,
            subjects=found.subjects,
            series=without_isbd(found.series),
        )
    )


def split_title(text: str) -> tuple[str, str]:
    """Title and subtitle of a line as catalogues write it; without what follows a slash."""
    said = re.split(r"\s/\s", text, maxsplit=1)[0]
    title, *rest = _SUBTITLE.split(said, maxsplit=1)
    return (title, rest[0]) if rest and title.strip() else (said, "")


def person(text: str) -> Person:
    """A name, with its role where one stands in brackets behind it."""
    found = _IN_BRACKETS.match(text)
    role = _ROLE_OF.get(found[2].casefold().strip(". ")) if found else None
    return Person(found[1], role) if found and role else Person(text)
