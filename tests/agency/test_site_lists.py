"""The agency's own list of libraries becomes the register."""

import pytest
from xlsxwriter import Workbook

from jukung.agency import boxes, completeness, contacts, register, site_lists, sites
from jukung.domain import errors
from jukung.domain.kinds import LibraryKind
from jukung.exchange.packs.boxes import BoxedCopy
from parcel_makers import OCTOBER

HEAD = ["No", "Nama Perpustakaan", "Kode Wilayah", "Jenis", "Nama Kontak", "No. HP", "NPP"]
ROWS = [
    [1, "Pustaka Ilung", "63.03.05.2010", "Desa", "Siti", "0811-222", "6303A"],
    [2, "Lapas Contoh", "63.71/LP1", "Lapas", "", "", ""],
    [3, "Pustaka Sama", "6303052010", "Desa", "", "", ""],
    [4, "Pustaka Salah", "abc", "Desa", "", "", ""],
    [5, "", "63.03.05.2011", "Desa", "", "", ""],
    [6, "Pustaka Lain", "62.01.01.2001", "Desa", "", "", ""],
    [7, "Pustaka Sini", "63.03.05.2007", "Desa", "Hasan", "0822", "6303B"],
    [8, "Pustaka Kosong", "", "Desa", "", "", ""],
    [9, "Pustaka Baru", "63.99.01.2001", "Desa", "", "", ""],
]


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "daftar.xlsx"
    book = Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "DAFTAR PERPUSTAKAAN")
    for place, row in enumerate([HEAD, *ROWS], start=2):
        sheet.write_row(place, 0, row)
    book.close()
    return path


def planned(agency, path):
    with agency.reading() as desk:
        return site_lists.plan(desk, path)


def taken(agency, path):
    plan = planned(agency, path)
    with agency.changing(by="Rahmi") as desk:
        return site_lists.apply(desk, plan)


@pytest.mark.usefixtures("joined")
def test_every_line_says_what_it_becomes(agency, workbook):
    plan = planned(agency, workbook)

    assert [each.finding for each in plan.lines] == [
        "", "", "twice", "wrong_code", "no_name", "elsewhere", "here", "no_code", "unknown",
    ]  # fmt: skip
    assert [each.kind for each in plan.lines][:2] == [LibraryKind.village, LibraryKind.prison]
    assert (len(plan.new), len(plan.filled), len(plan.left_out)) == (3, 1, 5)


@pytest.mark.usefixtures("joined")
def test_a_list_is_taken_in_and_back_as_one(agency, workbook):
    result = taken(agency, workbook)

    assert (result.added, result.filled, result.left_out) == (3, 1, 5)
    with agency.reading() as desk:
        found = {each.code: each for each in sites.all_sites(desk)}
        here = found["63.03.05.2007"]
        assert contacts.of_site(desk, here.site)[0].phone == "0822"
        assert here.npp == "6303B"
        assert contacts.of_site(desk, found["63.03.05.2010"].site)[0].name == "Siti"
    with agency.changing() as desk:
        assert site_lists.last_list(desk) == "daftar.xlsx"
        gone = site_lists.undo(desk)
        assert site_lists.undo(desk) == 0
        assert [each.code for each in sites.all_sites(desk)] == ["63.03.05.2007"]
    assert gone == 3


def test_a_list_of_text_is_read_too(agency, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("kode,nama\n63.03.05.2010,Pustaka Ilung\n", encoding="utf-8")

    assert taken(agency, path).added == 1


def test_a_list_without_codes_is_refused(agency, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("desa,nama\nx,Pustaka Ilung\n", encoding="utf-8")

    with pytest.raises(errors.ListWithoutCodes):
        planned(agency, path)


@pytest.mark.usefixtures("joined")
def test_libraries_that_somebody_worked_on_stay_when_a_list_is_taken_back(agency, workbook):
    taken(agency, workbook)
    with agency.changing(by="Rahmi") as desk:
        register.edit(desk, "63.03.05.2010", note="pindah gedung")
        boxes.prepare(desk, number="KB-1", name="Cerita", copies=[BoxedCopy("KB1", "Cerita")])
        boxes.assign(desk, boxes.all_boxes(desk)[0].uid, "63.71/LP1")

    with agency.changing(by="Rahmi") as desk:
        gone = site_lists.undo(desk)

    assert gone == 1
    with agency.reading() as desk:
        left = {each.code for each in sites.all_sites(desk)}
    assert {"63.03.05.2010", "63.71/LP1"} <= left
    assert "63.99.01.2001" not in left


@pytest.mark.usefixtures("joined")
def test_a_listed_library_owes_the_last_month(agency, workbook):
    taken(agency, workbook)

    with agency.reading() as desk:
        owed = completeness.of_month(desk, OCTOBER)

    assert "63.03.05.2010" in {each.code for each in owed.missing}
