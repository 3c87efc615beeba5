"""Spreadsheets of moves by card number: the words of real lists, and what is refused."""

import shutil
from datetime import date

import pytest

from jukung.domain import errors
from jukung.domain.kinds import ResidentState
from jukung.exchange.rosters import house_lists, people
from jukung.library import house, house_plan, residents
from jukung.library.house_plan import Doubt
from makers import a_library
from prison_makers import in_room


def read(tmp_path, text):
    path = tmp_path / "mutasi.csv"
    path.write_text(text)
    return house_lists.read(people.read_people(path))


def told(found):
    return [(line.card, line.block, line.room, line.state) for line in found.lines]


def test_the_words_of_a_prison_are_understood(tmp_path):
    found = read(
        tmp_path,
        "No;No Kartu;Blok;Kamar;Status;Ekspirasi\n"
        "1;W00013;B;12;AKTIF;17/08/2027\n"
        "2;W00021;A;3;BON;\n"
        "3;W00034;;;PULANG;\n",
    )

    assert told(found) == [
        ("W00013", "B", "12", ResidentState.present),
        ("W00021", "A", "3", ResidentState.away),
        ("W00034", "", "", ResidentState.released),
    ]
    assert found.lines[0].release_on == date(2027, 8, 17)
    assert found.left_out == ("No",)


@pytest.mark.parametrize("written", ["B-12", "Blok B/12", "b 12"])
def test_block_and_room_in_one_cell_are_told_apart(tmp_path, written):
    found = read(tmp_path, f"Kartu;Blok Kamar\nW00013;{written}\n")

    assert told(found) == [("W00013", "B", "12", None)]


def test_blok_and_kamar_in_the_cells_are_left_out(tmp_path):
    found = read(tmp_path, "Kartu;Blok;Kamar\nW00013;Blok C;Kamar 4\n")

    assert told(found) == [("W00013", "C", "4", None)]


def test_a_register_number_is_read_past(tmp_path):
    found = read(tmp_path, "No Kartu;No Reg;Blok;Kamar\nW00013;BI.123/2020;B;12\n")

    assert found.left_out == ("No Reg",)
    assert "123" not in repr(found)


def test_a_list_with_names_is_for_the_vault(tmp_path):
    with pytest.raises(errors.HouseListHasNames):
        read(tmp_path, "No Kartu;Nama;Blok\nW00013;Ujang;B\n")


def test_a_list_without_cards_is_refused(tmp_path):
    with pytest.raises(errors.HouseListNoCards):
        read(tmp_path, "No Reg;Blok;Kamar\nBI.123/2020;B;12\n")


def test_cards_alone_say_nothing(tmp_path):
    with pytest.raises(errors.HouseListSaysNothing):
        read(tmp_path, "No Kartu;Catatan\nW00013;ya\n")


def test_what_nobody_can_read_is_told_of_its_line(tmp_path):
    found = read(tmp_path, "No Kartu;Status;Ekspirasi\nW00013;???;besok\n")

    assert found.lines[0].doubts == (Doubt.unread_state, Doubt.unread_day)


def test_no_register_number_of_a_list_is_in_any_file(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        house.add_many(desk, "A 1\nB 1")
        cards = [in_room(desk, "B", "1").card for _each in range(20)]
    lines = "\n".join(f"{card};BI.77{n}/2020;A;1;SAKIT" for n, card in enumerate(cards))
    source = tmp_path / "elsewhere"
    source.mkdir()
    found = read(source, f"No Kartu;No Reg;Blok;Kamar;Status\n{lines}\n")
    shutil.rmtree(source)

    with library.changing() as desk:
        house_plan.apply(desk, house_plan.plan(desk, found.lines))
        moved = {each.place for each in residents.listed(desk)}
        plain = desk.session.connection().exec_driver_sql
        words = [
            str(row)
            for table in ("journal_act", "journal_detail", "resident", "resident_move", "place")
            for row in plain(f"SELECT * FROM {table}")  # noqa: S608 - names from above
        ]
    library.close()

    assert moved == {"A-1"}
    assert not any("BI.77" in each for each in words)
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"BI.77" in each for each in kept)
