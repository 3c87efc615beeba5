"""A list of paper slips by the command line."""

import pytest


@pytest.fixture
def library(jukung):
    jukung("init")
    jukung("member", "add", "Nur Hasanah", "--card", "A1")
    for number in ("K1", "K2"):
        jukung("lend", "A1", number, "--title", f"Judul {number}")
        jukung("return", number)
    return jukung


@pytest.fixture
def listed(tmp_path):
    def write(*lines):
        path = tmp_path / "slip.csv"
        path.write_text("\n".join(["hari;jam;apa;kartu;nomor", *lines]), encoding="utf-8")
        return path

    return write


def test_a_list_is_recorded_as_one_act_and_undone_whole(library, listed):
    slips = listed("k;9.30;pinjam;A1;K1", ";10;kembali;;K1", ";;baca;;K2")

    recorded = library("late-entry", slips).value
    undone = library("undo").value

    assert (recorded["lent"], recorded["returned"], recorded["in_house"]) == (1, 1, 1)
    assert undone["undone"] == "late_entry"
    assert library("check").value["sound"] is True


def test_a_list_with_a_stop_is_refused_with_its_lines(library, listed):
    said = library("late-entry", listed("k;;pinjam;A1;K1", ";;kembali;;K1", ";;pinjam;A1;K99"))

    assert said.code == 1
    assert [(f["line"], f["code"]) for f in said.value["findings"]] == [(4, "copy_unknown")]


def test_the_good_lines_are_recorded_when_that_is_wished(library, listed):
    slips = listed("k;;pinjam;A1;K1", ";;kembali;;K1", ";;pinjam;A1;K99")

    said = library("late-entry", slips, "--only-good")

    assert (said.value["lent"], said.value["left"]) == (1, 1)


def test_a_look_records_nothing(library, listed):
    slips = listed("k;;pinjam;A1;K1", ";;kembali;;K1")

    looked = library("late-entry", slips, "--check")
    recorded = library("late-entry", slips)

    assert looked.value == {"slips": 2, "findings": []}
    assert recorded.value["lent"] == 1


@pytest.mark.parametrize("line", ["k;;jual;A1;K1", ""])
def test_what_is_no_slip_is_refused(library, listed, line):
    said = library("late-entry", listed(line))

    assert said.code == 1
