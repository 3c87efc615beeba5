"""The open data package: CSV files, their description for programs, and a plain README.

`datapackage.json` follows the Data Package of Frictionless (specs.frictionlessdata.io).
The same figures on the same day give the same bytes. No contact, no prison by its name.
"""

import csv
import gettext
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from jukung import places
from jukung.agency import deeds, districts, open_figures, open_terms
from jukung.agency.office import OfficeDesk
from jukung.agency.open_figures import ALL, PRISONS, YEAR, OpenFigure, OpenYear
from jukung.agency.open_terms import Named
from jukung.agency.sites import all_sites
from jukung.domain.kinds import LibraryKind
from jukung.exchange.harmless import harmless
from jukung.exchange.parcels.flushed import write_true
from jukung.figures.indicators import SENT
from jukung.words import N_, number

_STATUS = ("A", "E", "Q")
_TITLE = N_("Library figures of {name}, {year}")
_README = (
    N_("Figures that village libraries and prison libraries reported to {name} in {year}."),
    N_("figures.csv: by kabupaten and month; the place “all” is all village libraries, “prisons” all prison libraries; the period {year} is the year."),  # noqa: E501 - one sentence
    N_("indicators.csv: what each indicator counts, its unit and its legal source."),
    N_("places.csv: the names of the places."),
    N_("An empty value was not recorded: it is not zero. Status A is known, E contains figures that were typed from paper, Q was left out."),  # noqa: E501 - as above
    N_("Figures of fewer than {few} persons are left out, of children, of people with a disability and of prisons fewer than {marked}; others are left out with them, so that nobody can work them out."),  # noqa: E501 - as above
    N_("Events of months add up to the year. Stocks and different people of a month do not, and have no year here."),  # noqa: E501 - as above
    N_("Made on {day}. Licence: {licence}."),
)  # fmt: skip
_LISTED = N_("libraries.csv: the village libraries.")
_YEARLY = N_("library-years.csv: the year's whole figures of each village library.")


def write(
    desk: OfficeDesk, year: int, folder: Path, *, with_libraries: bool = False
) -> tuple[Path, ...]:
    """Write the package into a folder, and say so in the journal; refuses CannotWrite.

    `with_libraries` adds the year of each village library where the terms do not already.
    """
    named = Named.years if with_libraries else open_terms.terms(desk).named
    found = open_figures.open_year(desk, year, with_libraries=named is Named.years)
    made = package(desk, found)
    folder.mkdir(parents=True, exist_ok=True)
    written = tuple(write_true(folder / name, content) for name, content in made.items())
    open_figures.keep(desk, found)
    deeds.note(desk, "open_package", detail=str(year))
    return written


def package(desk: OfficeDesk, found: OpenYear) -> dict[str, bytes]:
    """The files of the package by their names."""
    tables = {
        "figures": _figures(found.figures, str(found.year)),
        "indicators": _indicators(),
        "places": _places(desk, found),
    }
    if _is_listed(desk, found):
        tables["libraries"] = _sites(desk)
    if found.libraries:
        tables["library-years"] = _library_years(found.libraries)
    files = {f"{name}.csv": _csv(fields, rows) for name, (fields, rows) in tables.items()}
    described = _described(desk, found, tables, files)
    files["datapackage.json"] = (
        json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    ).encode()
    files["README.md"] = _readme(desk, found).encode()
    return files


def _is_listed(desk: OfficeDesk, found: OpenYear) -> bool:
    return bool(found.libraries) or open_terms.terms(desk).named is not Named.none


Field = dict[str, Any]
Made = tuple[list[Field], list[Sequence[object]]]


def _figures(figures: Iterable[OpenFigure], year: str) -> Made:
    fields = [
        _field("place", "string", "code of places.csv", required=True),
        _field("period", "string", "month YYYY-MM, or year YYYY", required=True),
        _field("indicator", "string", "code of indicators.csv", required=True),
        _field("value", "integer", "empty where it was left out"),
        _field("status", "string", "SDMX CL_OBS_STATUS", required=True, enum=_STATUS),
        _field("libraries", "integer", "libraries with a value in the month"),
    ]
    rows: list[Sequence[object]] = [
        (
            each.place,
            year if each.period == YEAR else each.period,
            each.code,
            each.value,
            each.status,
            each.libraries,
        )
        for each in figures
    ]
    return fields, rows


def _library_years(figures: Iterable[OpenFigure]) -> Made:
    fields = [
        _field("library", "string", "code of libraries.csv", required=True),
        _field("period", "string", "year YYYY", required=True),
        _field("indicator", "string", "code of indicators.csv", required=True),
        _field("value", "integer", "empty where it was left out"),
        _field("status", "string", "SDMX CL_OBS_STATUS", required=True, enum=_STATUS),
    ]
    return fields, [(f.place, f.period, f.code, f.value, f.status) for f in figures]


def _indicators() -> Made:
    fields = [
        _field("code", "string", "never changes its meaning", required=True),
        *(
            _field(f"{what}_{language}", "string", "")
            for what in ("title", "unit", "definition")
            for language in ("id", "en")
        ),
        _field("source", "string", "the text that asks for it"),
        _field("part_of", "string", "the indicator whose part it is"),
        _field("over_time", "string", "sum, last or none", enum=("sum", "last", "none")),
    ]
    said = [_speaking(language) for language in ("id", "en")]
    rows: list[Sequence[object]] = [
        (
            each.code,
            *(say(words) for words in (each.title, each.unit, each.definition) for say in said),
            each.law,
            each.part_of,
            each.over_time,
        )
        for each in SENT
    ]
    return fields, rows


def _places(desk: OfficeDesk, found: OpenYear) -> Made:
    names = districts.names(desk)
    codes = sorted({each.place for each in found.figures} - {ALL, PRISONS})
    rows: list[Sequence[object]] = [(code, districts.name_of(names, code)) for code in codes]
    said = _speaking("id")
    rows += [(ALL, said(N_("All village libraries"))), (PRISONS, said(N_("All prison libraries")))]
    return [
        _field("code", "string", "kabupaten or kota, all, or prisons", required=True),
        _field("name", "string", ""),
    ], rows


def _sites(desk: OfficeDesk) -> Made:
    fields = [
        _field("code", "string", "region code of the library", required=True),
        _field("name", "string", ""),
        _field("place", "string", "code of places.csv"),
        _field("since", "string", "month YYYY-MM it was enrolled in"),
        _field("closed_from", "string", "month YYYY-MM from which it is closed"),
    ]
    rows: list[Sequence[object]] = [
        (
            site.code,
            site.name,
            site.kabupaten,
            site.since.text,
            site.closed_from.text if site.closed_from else "",
        )
        for site in all_sites(desk)
        if site.kind is LibraryKind.village
    ]
    return fields, rows


def _field(
    name: str, kind: str, words: str, *, required: bool = False, enum: Sequence[str] = ()
) -> Field:
    made: Field = {"name": name, "type": kind}
    if words:
        made["description"] = words
    constraints: Field = {"required": True} if required else {}
    if enum:
        constraints["enum"] = list(enum)
    return made | ({"constraints": constraints} if constraints else {})


def _csv(fields: list[Field], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow([field["name"] for field in fields])
    for row in rows:
        out.writerow([_harmless(cell) for cell in row])
    return text.getvalue().encode()


def _harmless(cell: object) -> object:
    """Words that a program could take for a formula, marked as words."""
    if isinstance(cell, str):
        return harmless(cell)
    return "" if cell is None else cell


def _described(
    desk: OfficeDesk, found: OpenYear, tables: dict[str, Made], files: dict[str, bytes]
) -> Field:
    keys = {
        "figures": (["place", "period", "indicator"], (("place", "places"),)),
        "library-years": (["library", "period", "indicator"], (("library", "libraries"),)),
    }
    resources = []
    for name, (fields, _rows) in tables.items():
        content = files[f"{name}.csv"]
        key, known = keys.get(name, (["code"], ()))
        schema: Field = {"fields": fields, "missingValues": [""], "primaryKey": key}
        links = [*known, *((("indicator", "indicators"),) if known else ())]
        if links:
            schema["foreignKeys"] = [
                {"fields": own, "reference": {"resource": other, "fields": "code"}}
                for own, other in links
            ]
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": schema,
            }
        )
    licence = open_terms.terms(desk).licence
    title = _speaking("en")(_TITLE).format(name=desk.profile.name, year=found.year)
    return {
        "profile": "tabular-data-package",
        "name": f"library-figures-{desk.profile.code.replace('.', '-')}-{found.year}",
        "title": title,
        "created": f"{desk.today.isoformat()}T00:00:00Z",
        "licenses": [{"name": licence, "path": open_terms.LICENCES[licence][1]}],
        "resources": resources,
    }


def _readme(desk: OfficeDesk, found: OpenYear) -> str:
    parts: list[str] = []
    for language in ("id", "en"):
        say = _speaking(language)
        facts: dict[str, object] = {
            "name": desk.profile.name,
            "year": found.year,
            "few": number(open_figures.FEWEST),
            "marked": number(open_figures.FEWEST_MARKED),
            "day": desk.today.isoformat(),
            "licence": open_terms.terms(desk).licence,
        }
        parts.append(f"# {say(_TITLE).format(**facts)}")
        lines = list(_README[:4])
        lines += [_LISTED] if _is_listed(desk, found) else []
        lines += [_YEARLY] if found.libraries else []
        lines += _README[4:]
        parts += [say(line).format(**facts) for line in lines]
    return "\n\n".join(parts) + "\n"


def _speaking(language: str) -> Callable[[str], str]:
    """The words of one language, whichever is spoken now."""
    folder = places.resources() / "words"
    found = gettext.translation(
        "jukung", localedir=str(folder), languages=[language], fallback=True
    )
    return found.gettext
