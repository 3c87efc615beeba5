"""A MODS record as a title (Library of Congress, MODS 3), as INLISLite writes it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from jukung.domain.kinds import Audience, ContributorKind, Frequency
from jukung.exchange.imports import isbd, title_words
from jukung.exchange.imports.marc_names import Name, role_of
from jukung.exchange.imports.records import TitleRecord
from jukung.exchange.imports.xml_texts import every, first, said
from jukung.words import _

_KINDS = {
    "personal": ContributorKind.person,
    "corporate": ContributorKind.body,
    "conference": ContributorKind.meeting,
}
_IN_NUMBERS = ("continuing", "serial")


def title_of(record: Element, line: int) -> TitleRecord:
    """Map a record; `line` is its place in the file."""
    title, others = _titles(record)
    names = list(_names(record))
    origins = record.findall("originInfo")
    class_number, call_number = _shelf(record)
    return TitleRecord(
        line,
        title=title,
        material=isbd.without_end(first(record, "typeOfResource")),
        edition=isbd.without_signs(_of_any(origins, "edition")),
        isbn=_identifier(record, "isbn"),
        publisher=isbd.without_end(_of_any(origins, "publisher")),
        year=isbd.without_end(
            _of_any(origins, "dateIssued", "copyrightDate", "dateCreated", "dateCaptured")
        ),
        collation=isbd.without_signs(
            next((first(each, "extent") for each in record.findall("physicalDescription")), "")
        ),
        series=next(
            (_whole_title(e) for r in record.findall("relatedItem") if r.get("type") == "series"
             for e in r.findall("titleInfo")),
            "",
        ),
        call_number=call_number,
        language=_language(record),
        place=_place(origins),
        class_number=class_number,
        notes="\n".join(every(record, "abstract", "tableOfContents", "note")),
        statement=next(
            (isbd.without_end(said(each)) for each in record.findall("note")
             if each.get("type") == "statement of responsibility"),
            "",
        ),
        people=tuple(each.name for each in names),
        subjects=tuple(dict.fromkeys(_subjects(record))),
        issn=_identifier(record, "issn"),
        audience=_audience(record),
        frequency=_frequency(origins),
        roles=tuple(each.role for each in names),
        name_kinds=tuple(each.kind for each in names),
        own_fields=tuple(_own_fields(record, others)),
    )  # fmt: skip


def _titles(record: Element) -> tuple[str, list[str]]:
    main, others = "", []
    for each in record.findall("titleInfo"):
        text = _whole_title(each)
        if text and not each.get("type") and not main:
            main = text
        elif text:
            others.append(text)
    return (main, others) if main or not others else (others[0], others[1:])


def _whole_title(info: Element) -> str:
    main = " ".join(filter(None, (first(info, "nonSort"), first(info, "title"))))
    made = isbd.without_end(main)
    for name, joint in (("partNumber", ". "), ("partName", ", "), ("subTitle", " : ")):
        if text := isbd.without_end(first(info, name)):
            made = f"{made}{joint}{text}" if made else text
    return made


def _names(record: Element) -> Iterator[Name]:
    seen: set[str] = set()
    for each in record.findall("name"):
        parts: dict[str, str] = {}
        for part in each.findall("namePart"):
            parts.setdefault(part.get("type", ""), said(part))
        name = parts.get("") or ", ".join(filter(None, (parts.get("family"), parts.get("given"))))
        name = isbd.name(name or first(each, "displayForm"))
        if not name or name.casefold() in seen:
            continue
        seen.add(name.casefold())
        terms = [(term.get("type"), said(term)) for role in each.findall("role") for term in role]
        role = role_of(
            [text for kind, text in terms if kind != "code"],
            [text for kind, text in terms if kind == "code"],
        )
        yield Name(name, _KINDS.get(each.get("type", ""), ContributorKind.person), role)


def _of_any(origins: list[Element], *names: str) -> str:
    return next((text for each in origins if (text := first(each, *names))), "")


def _place(origins: list[Element]) -> str:
    for origin in origins:
        terms = [term for place in origin.findall("place") for term in place]
        for term in sorted(terms, key=lambda each: each.get("type") == "code"):
            if term.get("type") != "code" and (text := isbd.without_end(said(term))):
                return text.strip("[]")
    return ""


def _language(record: Element) -> str:
    terms = [term for each in record.findall("language") for term in each] or record.findall(
        "language"
    )
    return next((title_words.language_of(text) for each in terms if (text := said(each))), "")


def _shelf(record: Element) -> tuple[str, str]:
    classes = sorted(record.findall("classification"), key=lambda e: e.get("authority") != "ddc")
    class_number = next((said(each).replace("/", "") for each in classes if said(each)), "")
    shelf = next((first(each, "shelfLocator") for each in record.findall("location")), "")
    return class_number, shelf


def _identifier(record: Element, kind: str) -> str:
    found = [each for each in record.findall("identifier") if each.get("type", "").lower() == kind]
    text = next((said(each) for each in found if said(each)), "")
    return re.sub(r"\s*[(\[].*", "", isbd.without_signs(text))


def _subjects(record: Element) -> Iterator[str]:
    """A subject's parts joined by two dashes; where and when come after what."""
    for each in record.findall("subject"):
        parts = [
            isbd.without_end(said(part)) for part in each if part.tag != "hierarchicalGeographic"
        ]
        if text := " -- ".join(filter(None, parts)):
            yield text


def _audience(record: Element) -> Audience:
    found = (title_words.audience_of(text) for text in every(record, "targetAudience"))
    return next((each for each in found if each is not Audience.unknown), Audience.unknown)


def _frequency(origins: list[Element]) -> Frequency:
    found = title_words.frequency_of(_of_any(origins, "frequency"))
    if found is Frequency.none and _of_any(origins, "issuance") in _IN_NUMBERS:
        return Frequency.irregular
    return found


def _own_fields(record: Element, others: list[str]) -> Iterator[tuple[str, str]]:
    for text in others[:5]:
        yield _("Other title"), text
    links = [url for each in record.findall("location") for url in every(each, "url")]
    for text in links[:5]:
        yield _("Link"), text
