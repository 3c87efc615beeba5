"""A Dublin Core record as a title (DCMI elements), as INLISLite and repositories write it.

Its elements say little: a creator may carry dates and a role behind commas, a publisher
the place in front of a colon.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from jukung.domain import isbn, roles
from jukung.domain.isbn import IsbnShape
from jukung.domain.kinds import Audience
from jukung.exchange.imports import isbd, title_words
from jukung.exchange.imports.records import TitleRecord
from jukung.exchange.imports.xml_texts import every, first
from jukung.words import _

_DATES = re.compile(r"^(?:[a-z]{1,4}\.? ?)?\d{3,4}\??(?: ?[-–] ?(?:\d{3,4}\??)?)?\.?$")
_PLACE = re.compile(r"^([^:]{2,60}?)\s*:\s*(.+)$")


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    role: str


def title_of(record: Element, line: int) -> TitleRecord:
    """Map a record; `line` is its place in the file."""
    titles = [isbd.without_end(text) for text in every(record, "title")]
    people = list(_people(record))
    place, publisher = _published(first(record, "publisher"))
    said_numbers = [_number(text) for text in every(record, "identifier")]
    isbns = [each for each in said_numbers if isbn.judge(each) is IsbnShape.isbn]
    issns = [each for each in said_numbers if isbn.judge(each) is IsbnShape.issn]
    formats = list(every(record, "format", "extent"))
    return TitleRecord(
        line,
        title=next(filter(None, titles), ""),
        material=isbd.without_end(first(record, "type")),
        isbn=next(iter(isbns), ""),
        publisher=publisher,
        place=place,
        year=isbd.without_end(first(record, "date", "issued", "created")),
        collation=isbd.without_signs(next(iter(formats), "")),
        language=title_words.language_of(first(record, "language")),
        notes="\n".join(every(record, "description", "abstract", "tableOfContents")),
        people=tuple(each.name for each in people),
        subjects=tuple(
            dict.fromkeys(filter(None, map(isbd.without_end, every(record, "subject"))))
        ),
        issn=next(iter(issns), ""),
        audience=next(map(title_words.audience_of, every(record, "audience")), Audience.unknown),
        roles=tuple(each.role for each in people),
        own_fields=tuple(_own_fields(record, [each for each in titles[1:] if each])),
    )


def _people(record: Element) -> Iterator[_Person]:
    seen: set[str] = set()
    for name in ("creator", "contributor"):
        for text in every(record, name):
            made = _person(text)
            if made.name and made.name.casefold() not in seen:
                seen.add(made.name.casefold())
                yield made


def _person(text: str) -> _Person:
    """A name without its dates; a role behind the last comma or in brackets counts."""
    role = ""
    found = re.match(r"^(.*\S)\s*[(\[]([^()\[\]]{2,30})[)\]]$", text)
    if found and (code := roles.code_of(found[2])):
        text, role = found[1], code
    parts = [each.strip() for each in text.split(",") if each.strip()]
    while len(parts) > 1:
        code = roles.code_of(parts[-1]) if len(parts) > 1 and parts[-1][:1].islower() else ""
        if not code and not _DATES.match(parts[-1]):
            break
        role = role or code
        parts.pop()
    return _Person(isbd.name(", ".join(parts)), role)


def _published(text: str) -> tuple[str, str]:
    found = _PLACE.match(text)
    if found and not text.lower().startswith(("http:", "https:")):
        return isbd.without_end(found[1]), isbd.without_end(found[2])
    return "", isbd.without_end(text)


def _number(text: str) -> str:
    bare = re.sub(r"(?i)^(?:urn:)?(?:isbn|issn)[:\s]*", "", text)
    return re.sub(r"\s*[(\[].*", "", isbd.without_signs(bare))


def _own_fields(record: Element, others: list[str]) -> Iterator[tuple[str, str]]:
    for text in others[:5]:
        yield _("Other title"), text
    for text in every(record, "identifier", "relation", "source"):
        if text.startswith(("http://", "https://")):
            yield _("Link"), text[:500]
