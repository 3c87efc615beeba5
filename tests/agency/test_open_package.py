"""The open data package: what is in it, and what nobody can find in it."""

import csv
import hashlib
import io
import json
import re

import pytest
from sqlalchemy import select

import many_sites
import small_province
from jukung.agency import deeds, open_figures, open_package, rollup
from jukung.agency.tables import Contact, SiteFigure, SiteMonthRow, SiteRow

FEW = """
    library          month    visits  visits_female  visits_male  visits_unknown  loans
    63.03.05.2007    2026-09     100             60           40               0     40
    63.03.05.2007    2026-10     120            117            3               0     60
    63.05.01.2001    2026-09      60             20           40               0      2
    63.05.01.2001    2026-10       4              2            2               0     20
    63.06.01.2001    2026-09      80             40           40               0      9
    63.06.01.2001    2026-10      90             40           50               0      9
    63.71/LP1        2026-09      30             30            0               0     15
    63.71/LP1        2026-10      33             33            0               0     12
"""
FIELD_TYPES = {"string", "integer"}


@pytest.fixture
def province(agency):
    small_province.write(agency, FEW)
    return agency


def made(agency, **wishes):
    with agency.reading() as desk:
        return open_package.package(desk, open_figures.open_year(desk, 2026, **wishes))


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def figure(files, place, period, indicator):
    (found,) = [
        row
        for row in rows(files, "figures.csv")
        if (row["place"], row["period"], row["indicator"]) == (place, period, indicator)
    ]
    return found["value"], found["status"]


def test_figures_of_things_are_told_whole(province):
    files = made(province)

    assert figure(files, "63.05", "2026-09", "loans") == ("2", "E")
    assert figure(files, "63.03", "2026", "loans") == ("100", "A")
    assert figure(files, "all", "2026-10", "loans") == ("89", "E")


def test_few_persons_are_left_out_and_what_would_tell_them_too(province):
    files = made(province)

    assert figure(files, "63.03", "2026-10", "visits_male") == ("", "Q")
    assert figure(files, "63.05", "2026-10", "visits") == ("", "Q")
    # Their neighbours in the same sums are left out with them.
    gaps = [row for row in rows(files, "figures.csv") if row["status"] == "Q"]
    assert {row["place"] for row in gaps if row["indicator"] == "visits"} >= {"63.05"}
    assert len([row for row in gaps if row["indicator"] == "visits"]) >= 4
    assert all(row["value"] == "" for row in gaps)


def test_a_prison_alone_is_not_shown_through_the_row_of_prisons(province):
    files = made(province)

    prisons = [row for row in rows(files, "figures.csv") if row["place"] == "prisons"]

    assert prisons
    assert {row["status"] for row in prisons} == {"Q"}
    assert {row["indicator"] for row in prisons} == {"visits", "loans"}
    everything = b"".join(files.values())
    assert b"LP1" not in everything
    assert b"Lapas 63" not in everything


def test_no_left_out_cell_follows_from_the_published_ones(province):
    with province.reading() as desk:
        values, counts = open_figures._counted(desk, 2026)
    hidden = open_figures.protected(values, counts)
    sums = [
        (spot, parts)
        for spot, parts in all_sums(values)
        if sum(values[part] for part in parts) == values[spot]
    ]

    known = {spot: value for spot, value in values.items() if spot not in hidden}
    grown = True
    while grown:
        grown = False
        for spot, parts in sums:
            gaps = [each for each in (spot, *parts) if each not in known]
            if len(gaps) == 1:
                known[gaps[0]], grown = values[gaps[0]], True

    assert hidden
    assert set(known) & hidden == set()


def all_sums(values):
    for place, period, code in values:
        if place == "all":
            inner = [
                k for k in values if k[1:] == (period, code) and k[0] not in ("all", "prisons")
            ]
            yield (place, period, code), inner
        if period == "year":
            yield (
                (place, period, code),
                [k for k in values if (k[0], k[2]) == (place, code) and k[1] != "year"],
            )
        if code == "visits" and place != "prisons":
            yield (
                (place, period, code),
                [(place, period, f"visits_{sex}") for sex in ("female", "male", "unknown")],
            )


def test_libraries_are_there_only_where_the_agency_wants_it(province):
    assert "library-years.csv" not in made(province)
    files = made(province, with_libraries=True)
    found = {
        (row["library"], row["indicator"]): row["value"] for row in rows(files, "library-years.csv")
    }

    assert found["63.03.05.2007", "loans"] == "100"
    # The kabupaten has a gap in visits, so its libraries do not tell theirs.
    assert found["63.05.01.2001", "visits"] == ""
    assert all("/" not in code for code, _indicator in found)


def test_contacts_are_never_in_it(province):
    with province.changing() as desk:
        site = desk.session.scalars(select(SiteRow).where(SiteRow.code == "63.03.05.2007")).one()
        desk.session.add(Contact(site=site.site, no=1, name="Halimah", phone="0812 0000 0000"))

    everything = b"".join(made(province, with_libraries=True).values())

    assert b"Halimah" not in everything
    assert b"0812" not in everything


def test_the_package_is_described_as_frictionless_wants_it(province):
    files = made(province, with_libraries=True)
    described = json.loads(files["datapackage.json"])

    assert described["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[a-z0-9._-]+", described["name"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", described["created"])
    assert all(each["name"] and each["path"] for each in described["licenses"])
    names = {each["name"]: each for each in described["resources"]}
    assert len(names) == len(described["resources"]) == 5
    for each in described["resources"]:
        content = files[each["path"]]
        assert re.fullmatch(r"[a-z0-9._-]+", each["name"])
        assert each["profile"] == "tabular-data-resource"
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        check_table(each["schema"], content, names, files)


def check_table(schema, content, names, files):
    table = csv.reader(io.StringIO(content.decode()))
    assert next(table) == [field["name"] for field in schema["fields"]]
    lines = list(csv.DictReader(io.StringIO(content.decode())))
    assert {field["type"] for field in schema["fields"]} <= FIELD_TYPES
    for field in schema["fields"]:
        cells = [line[field["name"]] for line in lines]
        constraints = field.get("constraints", {})
        if constraints.get("required"):
            assert all(cells)
        if "enum" in constraints:
            assert set(cells) <= {*constraints["enum"], ""}
        if field["type"] == "integer":
            assert all(cell == "" or cell.isdigit() for cell in cells)
    key = [tuple(line[part] for part in schema["primaryKey"]) for line in lines]
    assert len(key) == len(set(key))
    for link in schema.get("foreignKeys", ()):
        other = names[link["reference"]["resource"]]["path"]
        allowed = {row[link["reference"]["fields"]] for row in rows(files, other)}
        assert {line[link["fields"]] for line in lines} <= allowed


def test_it_can_be_read_in_both_languages(province):
    readme = made(province)["README.md"].decode()

    assert readme.count("# ") == 2
    assert "Figures of fewer than 5 persons are left out" in readme


def test_it_is_written_into_a_folder_and_into_the_journal(province, tmp_path):
    with province.changing(by="Rahmi") as desk:
        written = open_package.write(desk, 2026, tmp_path / "terbuka")
    with province.reading() as desk:
        (deed,) = deeds.latest(desk, most=1)
        again = open_package.package(desk, open_figures.open_year(desk, 2026))

    assert {path.name: path.read_bytes() for path in written} == again
    assert (deed.what, deed.by, deed.detail) == ("open_package", "Rahmi", "2026")


def test_what_a_package_left_out_stays_left_out_when_the_figures_grow(province, tmp_path):
    with province.changing() as desk:
        open_package.write(desk, 2026, tmp_path / "pertama")
    with province.changing() as desk:
        for row in desk.session.scalars(select(SiteFigure).where(SiteFigure.value < 5)):
            row.value = 40
        for site, month in desk.session.execute(select(SiteMonthRow.site, SiteMonthRow.month)):
            rollup.mark_due(desk, desk.session.get(SiteRow, site), month)
    files = made(province)

    assert figure(files, "63.05", "2026-10", "visits") == ("", "Q")
    assert figure(files, "63.03", "2026-10", "visits_male") == ("", "Q")


def test_many_libraries_are_protected(agency):
    many_sites.fill(agency, sites=150, months=3, prisons=4)

    with agency.reading() as desk:
        values, counts = open_figures._counted(desk, 2026)
        found = open_figures.open_year(desk, 2026, with_libraries=True)

    hidden = open_figures.protected(values, counts)
    assert {(f.place, f.period, f.code) for f in found.figures if f.status == "Q"} == hidden
    assert any(figure.place == "prisons" and figure.value for figure in found.figures)
