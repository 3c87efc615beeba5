"""Packs made at the agency, signed with its key and remembered."""

import pytest

from jukung.agency import packs
from jukung.domain import errors


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("Judul;Pengarang;ISBN\nPerahu;Sari;9786020000015\nTikar;Ana;\nPERAHU;Sari;\n")
    return path


def test_a_pack_is_made_of_lists_and_opened_again(agency, listed, tmp_path):
    gathered = packs.gather([listed])

    label = packs.make(agency, gathered, tmp_path / "a.jkt", name="Paket", by="Rahmi")
    second = packs.make(agency, gathered, tmp_path / "b.jkt", name="Lagi")

    assert (label.number, second.number, label.records) == ("2026-1", "2026-2", 2)
    with agency.reading() as desk, packs.open_ours(desk, tmp_path / "a.jkt") as pack:
        assert [each.title for each in pack.search("per")] == ["Perahu"]
        made = packs.all_packs(desk)
    assert {each.name for each in made} == {"Paket", "Lagi"}
    assert made[0].hash


def test_a_pack_needs_a_name_and_titles(agency, listed, tmp_path):
    with pytest.raises(errors.NameMissing):
        packs.make(agency, packs.gather([listed]), tmp_path / "a.jkt", name=" ")
    with pytest.raises(errors.PackEmpty):
        packs.gather([])

    assert not (tmp_path / "a.jkt").exists()


def test_a_stopped_pack_is_neither_written_nor_remembered(agency, listed, tmp_path):
    gathered = packs.gather([listed])

    with pytest.raises(errors.PackStopped):
        packs.make(agency, gathered, tmp_path / "a.jkt", name="Paket", stopped=lambda: True)
    with pytest.raises(errors.PackStopped):
        packs.gather([listed], stopped=lambda: True)

    with agency.reading() as desk:
        assert packs.all_packs(desk) == ()
