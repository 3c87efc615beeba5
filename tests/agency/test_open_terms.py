"""The terms of open data, and what the package makes of them."""

import json

import pytest

import small_province
from jukung.agency import deeds, open_figures, open_package, open_terms
from jukung.agency.open_terms import Named, OpenTerms
from jukung.domain import errors

FEW = """
    library          month    visits  loans
    63.03.05.2007    2026-09     100     40
"""


def made(agency):
    with agency.reading() as desk:
        return open_package.package(desk, open_figures.open_year(desk, 2026))


def test_the_usual_terms_name_the_libraries_without_figures(agency):
    with agency.reading() as desk:
        assert open_terms.terms(desk) == OpenTerms("CC-BY-4.0", Named.listed)


def test_the_licence_chosen_stands_in_the_package(agency):
    small_province.write(agency, FEW)
    with agency.changing(by="Rahmi") as desk:
        open_terms.choose(desk, OpenTerms("CC0-1.0"))

    files = made(agency)

    (licence,) = json.loads(files["datapackage.json"])["licenses"]
    assert licence["name"] == "CC0-1.0"
    assert licence["path"].endswith("zero/1.0/")
    assert "CC0-1.0" in files["README.md"].decode()


def test_without_names_no_library_stands_in_the_package(agency):
    small_province.write(agency, FEW)
    with agency.changing() as desk:
        open_terms.choose(desk, OpenTerms(named=Named.none))

    files = made(agency)

    assert "libraries.csv" not in files
    assert "libraries.csv" not in files["README.md"].decode()
    assert "63.03.05.2007" not in b"".join(files.values()).decode()


def test_the_years_of_libraries_are_written_where_the_terms_say_so(agency, tmp_path):
    small_province.write(agency, FEW)
    with agency.changing() as desk:
        open_terms.choose(desk, OpenTerms(named=Named.years))
        written = open_package.write(desk, 2026, tmp_path / "open")

    assert "libraries.csv" in {path.name for path in written}


def test_an_unknown_licence_is_refused_and_the_choice_is_a_deed(agency):
    with agency.changing(by="Rahmi") as desk:
        with pytest.raises(errors.LicenceUnknown):
            open_terms.choose(desk, OpenTerms("MIT"))
        open_terms.choose(desk, OpenTerms("CC0-1.0"))

        assert [(each.what, each.by) for each in deeds.latest(desk)] == [("open_terms", "Rahmi")]
