import csv
import io
from datetime import date

import pytest

from jukung.domain import errors
from jukung.domain.kinds import BorrowerKind, Sex
from jukung.exchange.rosters import leftovers, plan
from jukung.exchange.rosters.columns import Use
from jukung.exchange.rosters.doubt_words import DOUBTS
from jukung.exchange.rosters.drafts import Doubt
from jukung.library import forgetting, members
from makers import a_library, a_member


@pytest.fixture
def prison(tmp_path):
    made = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with made.changing() as desk:
        yield desk
    made.close()


def test_every_doubt_has_its_words():
    assert set(DOUBTS) == {str(doubt) for doubt in Doubt}


def test_a_list_of_a_school_becomes_members(desk, kept):
    found = plan.plan(desk, kept / "kelas-enam.csv")

    first = found.lines[0].draft
    assert (first.name, first.sex, first.birth_year, first.kind) == (
        "Anggota Satu",
        Sex.male,
        2014,
        BorrowerKind.student,
    )
    assert (first.phone, first.address) == ("08123456789", "Class 6A, Hilir, RT 01/RW 02")
    assert found.left_out == ("No", "Agama")


def test_a_plan_stores_nothing_and_says_what_stays_out(desk, kept):
    found = plan.plan(desk, kept / "kelas-enam.csv")

    assert members.count(desk) == 0
    assert sorted(found.usual) == [0, 1, 2]
    assert found.lines[2].doubts == (Doubt.sex, Doubt.birth)
    assert (type(found.lines[3].refusal), found.lines[3].line.number) == (errors.NameMissing, 7)
    assert found.lines[4].twin_line == 4


def test_somebody_who_is_here_is_left_out_unless_chosen(desk, kept):
    known = a_member(desk, "ANGGOTA  DUA", birth_year=2013)
    found = plan.plan(desk, kept / "kelas-enam.csv")

    usual = plan.register(desk, found)

    assert found.lines[1].known_card == known.card
    assert [line.place for line in usual.left] == [1, 3, 4]
    chosen = plan.register(desk, plan.plan(desk, kept / "kelas-enam.csv"), {1, 3})
    assert len(chosen.registered.cards) == 1


def test_slims_members_keep_their_cards_and_lose_their_nik(desk, kept):
    found = plan.plan(desk, kept / "slims-members.csv")

    plan.register(desk, found)

    kept_one = members.by_card(desk, "2026001")
    assert (kept_one.name, kept_one.kind, kept_one.until_on) == (
        "Anggota Empat, S.Pd.",
        BorrowerKind.teacher,
        date(2027, 1, 5),
    )
    assert "pin" in found.left_out
    assert found.lines[1].doubts == (Doubt.ended,)
    assert members.by_card(desk, "0007").until_on == date(2027, 11, 22)


def test_a_nik_is_kept_only_where_the_library_says_so(desk, kept):
    forgetting.keep(desk, days=90, nik=True)

    found = plan.plan(desk, kept / "slims-members.csv")

    assert found.lines[0].draft.nik == "6303054107150001"


def test_columns_can_be_put_right(desk, put):
    path = put("Panggilan;Rumah\nAnggota Satu;Rawa\n")

    guessed = plan.plan(desk, path)
    right = plan.plan(desk, path, uses=[Use.name, Use.address])

    assert guessed.usual == frozenset()
    assert (right.lines[-1].draft.name, right.lines[-1].draft.address) == ("Anggota Satu", "Rawa")


def test_a_line_with_too_many_cells_is_named(desk, put):
    found = plan.plan(desk, put("nama;alamat\nAnggota Satu;Rawa;Hilir;x\nAnggota Dua;Rawa\n"))

    assert isinstance(found.lines[0].refusal, errors.RosterLineTorn)
    assert found.usual == {1}


def test_zeros_that_a_spreadsheet_ate_are_doubted(desk, put_book):
    rows = [("No Anggota", "Nama"), (7, "Anggota Satu"), (1204, "Anggota Dua")]

    found = plan.plan(desk, put_book(rows))

    assert [line.doubts for line in found.lines] == [(Doubt.zeros,), ()]


def test_a_prison_takes_cards_and_nothing_else(prison, put):
    path = put("No Kartu;Nama;Tgl Lahir;NIK\nB001;Warga Satu;1990;6303054107150001\n;Warga Dua;;\n")

    found = plan.plan(prison, path)
    outcome = plan.register(prison, found)

    assert found.left_out == ("Nama", "Tgl Lahir", "NIK")
    assert outcome.registered.cards == ("B001",)
    assert isinstance(found.lines[1].refusal, errors.RosterCardMissing)
    assert b"Warga" not in leftovers.as_csv(found, outcome.left)


def test_a_prison_does_not_take_a_name_for_a_card(prison, put):
    found = plan.plan(prison, put("No Kartu;Kamar\nWarga Satu;B2\n"))

    assert isinstance(found.lines[0].refusal, errors.NamesNotKept)


def test_the_lines_left_are_a_list_again(desk, kept, put):
    found = plan.plan(desk, kept / "kelas-enam.csv")
    left = [line for line in found.lines if line.place not in found.usual]

    written = leftovers.as_csv(found, left)

    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Line", "Reason", "NAMA LENGKAP"]
    assert [row[0] for row in rows[1:]] == ["7", "8"]
    assert "Agama" not in rows[0]
    again = plan.plan(desk, put(written))
    assert again.lines[1].draft.name == "Anggota Satu"


def test_no_cell_of_the_lines_left_is_a_formula(desk, put):
    found = plan.plan(desk, put("nama;alamat\n;=HYPERLINK(1)\n;@rawa\n"))

    written = leftovers.as_csv(found, found.lines).decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in written
    assert "'@rawa" in written


def test_real_lists_are_read_without_a_refusal(desk, peer_samples):
    samples = [
        *sorted(peer_samples.glob("slims-generated/senayan_member_export*.csv")),
        peer_samples / "inlislite/001_FormatAnggota.xlsx",
    ]

    plans = [plan.plan(desk, sample) for sample in samples]

    assert [len(each.usual) for each in plans] == [3, 3, 3, 2]
    assert all("name" in each.uses for each in plans)
