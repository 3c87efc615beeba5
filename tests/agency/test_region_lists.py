"""Lists of regions have an edition; what a list lacks is looked up in an older one."""

import pytest

from jukung.agency import region_lists, register
from jukung.domain import errors

LIST = (
    "Kode;Nama;Jumlah Penduduk\n63.03;Kabupaten Banjar;571.573\n63.03.05;Kec. Contoh;\n"
    "6303052007;Sungai Melati;1.204\nTotal;;9\n"
)


def loaded(agency, folder, text=LIST, *, edition="Daftar 2026"):
    path = folder / "kode.csv"
    path.write_text(text, encoding="utf-8")
    with agency.changing() as desk:
        return region_lists.load(desk, path, edition=edition, source="contoh")


def test_the_bundled_list_is_there_without_loading(agency):
    with agency.reading() as desk:
        assert region_lists.name_of(desk, "63.71") == "Kota Banjarmasin"
        assert region_lists.population_of(desk, "63.71") is None
        (bundled,) = region_lists.editions(desk)
        assert bundled.is_used


def test_a_list_is_loaded_with_names_and_people(agency, tmp_path):
    found = loaded(agency, tmp_path)

    assert (found.regions, len(found.unreadable)) == (3, 1)
    with agency.reading() as desk:
        assert region_lists.name_of(desk, "63.03.05.2007") == "Sungai Melati"
        assert region_lists.name_of(desk, "63.71") == "Kota Banjarmasin"
        assert region_lists.population_of(desk, "63.03") == 571_573
        assert [each.is_used for each in region_lists.editions(desk)] == [True, False]


def test_the_same_edition_again_replaces_it(agency, tmp_path):
    loaded(agency, tmp_path)

    again = loaded(agency, tmp_path, "kode,nama\n63.01,Tanah Laut\n")

    assert again.regions == 1
    with agency.reading() as desk:
        assert region_lists.knows(desk) == {"63.01"}


def test_another_edition_is_chosen_again(agency, tmp_path):
    loaded(agency, tmp_path)
    loaded(agency, tmp_path, "kode,nama\n63.03,Banjar Raya\n", edition="Daftar 2027")

    with agency.reading() as desk:
        newest = region_lists.used(desk)
    with agency.changing() as desk:
        region_lists.choose(desk, "Daftar 2026")
        with pytest.raises(errors.EditionUnknown):
            region_lists.choose(desk, "Daftar 1999")

    assert newest == "Daftar 2027"


def test_people_are_counted_by_hand(agency):
    with agency.changing() as desk:
        region_lists.count_people(desk, "6303", 571_000)

    with agency.reading() as desk:
        assert region_lists.population_of(desk, "63.03") == 571_000
        assert region_lists.name_of(desk, "63.01") == "Tanah Laut"


@pytest.mark.usefixtures("joined")
def test_libraries_whose_code_is_gone_are_listed(agency, tmp_path):
    with agency.changing() as desk:
        register.add(desk, "63.03.05.2099", name="Pustaka", place_name="Desa Sungai Melati")
        register.add(desk, "63.03/LP1", name="Lapas")
    loaded(agency, tmp_path, LIST + "63.71;Kota Banjarmasin;1\n")

    with agency.reading() as desk:
        found = [(each.site.code, each.heirs) for each in region_lists.strays(desk)]

    assert found == [("63.03.05.2099", ("63.03.05.2007",))]


@pytest.mark.parametrize(
    ("text", "edition", "refusal"),
    [
        (LIST, " ", errors.EditionMissing),
        ("desa;nilai\nx;1\n", "x", errors.ListWithoutCodes),
        ("", "x", errors.FileEmpty),
    ],
)
def test_what_is_no_list_is_refused(agency, tmp_path, text, edition, refusal):
    with pytest.raises(refusal):
        loaded(agency, tmp_path, text, edition=edition)
