"""The cells of a row as a title: authors apart, ISBD ends off, lost zeros put back."""

import re
from collections.abc import Mapping
from functools import cache

from jukung import places
from jukung.domain import isbn, publishing_places, roles
from jukung.domain.isbn import IsbnShape
from jukung.domain.kinds import ContributorKind, Frequency
from jukung.exchange.imports import copy_words, isbd, title_words
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.imports.gathered import Gathered
from jukung.exchange.imports.records import FindingCode, TitleRecord

Cells = Mapping[TitleUse, str]

_AS_NUMBER = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,3}", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]{2,30})[)\]]\s*$")
# Offices have `dan` and `&` in their names; persons have them between two names.
_BODY = re.compile(
    r"(?i)^(?:badan|balai|bank|biro|cv|departemen|dep|dewan|dinas|direktorat|forum|ikatan|"
    r"kantor|kementerian|kemen\w*|komisi|komunitas|lembaga|majelis|panitia|pemerintah|pemkab|"
    r"perhimpunan|perpustakaan|persatuan|perum|pt|pusat|redaksi|sekretariat|sekolah|tim|"
    r"universitas|yayasan|indonesia)\b"
)
_BETWEEN = re.compile(r"\s*[;|]\s*|\s+(?:dan|and)\s+|\s*&\s*", re.IGNORECASE)
_SERIAL = re.compile(r"(?i)berkala|majalah|serial|surat kabar|koran|jurnal|tabloid|buletin")
_DATE = re.compile(r"(?:\d{1,2}[-/.]\d{1,2}[-/.](\d{4})|(\d{4})-\d{2}-\d{2})(?:[ T].*)?")
_PLACED = re.compile(r"(.*\S)(?:\s*[,:;(]\s*|\s+[–—-]\s+)([^,:;()]+)\)?")
_LONGEST_PUBLISHER = 200
_MOST_PEOPLE = 40


def title_of(cells: Cells, line: int, gathered: Gathered, *, is_of_inlislite: bool) -> TitleRecord:
    """Read the title of a row; what is repaired or lost is a finding."""

    def said(use: TitleUse) -> str:
        return gathered.same(isbd.without_signs(copy_words.said(cells.get(use, ""))))

    people = _people(cells, is_of_inlislite=is_of_inlislite)
    subtitle = isbd.without_signs(copy_words.said(cells.get(TitleUse.subtitle, "")).lstrip(":= "))
    title = isbd.without_signs(cells[TitleUse.title_]) or cells[TitleUse.title_]
    material = said(TitleUse.material)
    publisher, place = said(TitleUse.publisher), said(TitleUse.place)
    if not place:
        publisher, place = map(gathered.same, _with_place(publisher))
    return TitleRecord(
        line,
        title=f"{title} : {subtitle}" if subtitle else title,
        material=material,
        edition=said(TitleUse.edition),
        isbn=_isbn(cells, line, gathered),
        publisher=publisher,
        year=_year(said(TitleUse.year)),
        collation=_collation(said(TitleUse.pages), said(TitleUse.size)),
        series=said(TitleUse.series),
        call_number=said(TitleUse.call_number),
        language=gathered.same(title_words.language_of(said(TitleUse.language))),
        place=place,
        class_number=_class(cells, line, gathered),
        notes=copy_words.said(cells.get(TitleUse.notes, "")),
        statement=said(TitleUse.statement),
        people=tuple(name for name, _kind, _role in people),
        subjects=_subjects(said(TitleUse.subjects), is_of_inlislite=is_of_inlislite),
        issn=said(TitleUse.issn),
        audience=title_words.audience_of(said(TitleUse.age)),
        frequency=_frequency(said(TitleUse.frequency), material),
        roles=tuple(role for _name, _kind, role in people),
        name_kinds=tuple(kind for _name, kind, _role in people),
    )


def _people(cells: Cells, *, is_of_inlislite: bool) -> list[tuple[str, ContributorKind, str]]:
    made: dict[str, tuple[str, ContributorKind, str]] = {}
    for use in (TitleUse.author, TitleUse.body, TitleUse.more_authors, TitleUse.more_bodies):
        text = copy_words.said(cells.get(use, ""))
        is_body = use in (TitleUse.body, TitleUse.more_bodies)
        parts = text.split(";") if is_body or is_of_inlislite else split_names(text)
        for part in parts:
            name, role = _with_role(part)
            kind = ContributorKind.body if is_body else ContributorKind.person
            if name and len(made) < _MOST_PEOPLE:
                made.setdefault(name.casefold(), (name, kind, role))
    return list(made.values())


def split_names(text: str) -> list[str]:
    """Names apart at `;`, `dan` and `&`; an office is one name whatever stands in it."""
    if _BODY.match(text):
        return text.split(";")
    return _BETWEEN.split(text)


def _with_role(text: str) -> tuple[str, str]:
    """A name and what its brackets say that it did."""
    found = _IN_BRACKETS.match(text[:300])
    code = roles.code_of(found[2]) if found else ""
    name = isbd.name(found[1] if found and code else text)
    return copy_words.said(name), code


def _isbn(cells: Cells, line: int, gathered: Gathered) -> str:
    text = copy_words.said(cells.get(TitleUse.isbn, ""))
    if _AS_NUMBER.fullmatch(text):
        gathered.find(FindingCode.isbn_as_number, line, text)
        return ""
    if re.fullmatch(r"[0-9]{7,9}", text) and isbn.judge(text) is not IsbnShape.issn:
        with_zeros = text.zfill(10)
        if isbn.judge(with_zeros) is IsbnShape.isbn:
            return with_zeros
    return text


def _class(cells: Cells, line: int, gathered: Gathered) -> str:
    """The class; zeros that a spreadsheet took come back from the call number."""
    text = copy_words.said(cells.get(TitleUse.class_number, "")).removesuffix(".0")
    calls = (cells.get(TitleUse.call_number, ""), cells.get(TitleUse.copy_call_number, ""))
    words = next((call.split() for call in calls if call), [])
    if words and words[0].casefold() in ("r", "ref") and len(words) > 1:
        words = words[1:]
    shelf = words[0] if words else ""
    if not text:
        return shelf if re.fullmatch(r"[0-9]{3}(?:\.[0-9]+)?|2[xX][0-9.]*", shelf) else ""
    if re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]+)?", text) and re.fullmatch(
        r"0{1,2}" + re.escape(text), shelf
    ):
        gathered.find(FindingCode.class_repaired, line, f"{text} → {shelf}")
        return shelf
    return gathered.same(text)


def _year(text: str) -> str:
    """The year as typed; of a whole day the year alone."""
    found = _DATE.fullmatch(text)
    return (found[1] or found[2]) if found else text.removesuffix(".0")


def _with_place(publisher: str) -> tuple[str, str]:
    """A publisher without the place beside it, and the place, where it is a known one.

    `Gramedia, Jakarta`, `Bentang – Yogyakarta`, `Gramedia (Jakarta)`, `Jakarta : Gramedia`.
    """
    if not (found := _PLACED.fullmatch(publisher[:_LONGEST_PUBLISHER])):
        return publisher, ""
    towns = _towns()
    first, last = found[1].strip(" ,:;–—-("), found[2].strip(" )")
    if last.casefold() in towns:
        return first, last
    is_isbd = publisher[found.end(1) : found.start(2)].strip() == ":"
    return (last, first) if is_isbd and first.casefold() in towns else (publisher, "")


@cache
def _towns() -> frozenset[str]:
    return frozenset(map(str.casefold, publishing_places.read(places.resources() / "tables")))


def _collation(pages: str, size: str) -> str:
    pages = f"{pages} hlm." if pages.isdigit() else pages
    size = f"{size} cm" if size.isdigit() else size
    if not pages or not size or size in pages:
        return pages or size
    return f"{pages} ; {size}"


def _subjects(text: str, *, is_of_inlislite: bool) -> tuple[str, ...]:
    parts = re.split(r"[;|]" if is_of_inlislite else r"[;|,]", text)
    return tuple(dict.fromkeys(said for part in parts if (said := isbd.without_end(part))))


def _frequency(said: str, material: str) -> Frequency:
    """How often it comes; a serial whose form says nothing of it is irregular."""
    found = title_words.frequency_of(said)
    if found is Frequency.none and _SERIAL.search(material):
        return Frequency.irregular
    return found
