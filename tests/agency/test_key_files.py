"""The agency's keys go to another computer under a phrase, and nowhere else."""

import pytest

from jukung.agency import accept, key_change, key_files, office
from jukung.domain import errors
from jukung.exchange.parcels.verdict import Verdict
from parcel_makers import a_sealed_month, an_office, sent

PHRASE = "perahu kecil di sungai"


@pytest.fixture
def written(agency, tmp_path):
    with agency.changing(by="Rahmi") as desk:
        return key_files.write_keys(desk, tmp_path / "kunci.jkk", PHRASE)


def without_keys(tmp_path, monkeypatch):
    """Another computer."""
    monkeypatch.setenv("JUKUNG_HOME", str(tmp_path / "lain"))


def test_a_second_desk_judges_and_signs_with_the_same_keys(
    agency, joined, written, tmp_path, monkeypatch
):
    a_sealed_month(joined)
    parcels = sent(joined, tmp_path / "stick").values()
    without_keys(tmp_path, monkeypatch)
    with pytest.raises(errors.AgencyKeysMissing):
        accept.accept(agency, parcels)

    with agency.changing(by="Rahmi") as desk:
        count = key_files.read_keys(desk, written, PHRASE)

    assert count == 1
    assert [each.verdict for each in accept.accept(agency, parcels)] == [Verdict.ACCEPT]


def test_keys_of_former_identities_come_along(agency, tmp_path, monkeypatch):
    key_change.begin(agency, by="Rahmi", seconded_by="Hasan")
    with agency.changing() as desk:
        path = key_files.write_keys(desk, tmp_path / "kunci.jkk", PHRASE)
    without_keys(tmp_path, monkeypatch)

    with agency.changing() as desk:
        count = key_files.read_keys(desk, path, PHRASE)
        found = office.fetch_keys(desk.profile)

    assert count == 2
    assert len(found.former) == 1


def test_another_phrase_opens_nothing(agency, written, tmp_path, monkeypatch):
    without_keys(tmp_path, monkeypatch)

    with pytest.raises(errors.KeyFileUnreadable), agency.changing() as desk:
        key_files.read_keys(desk, written, PHRASE + "!")
    with pytest.raises(errors.AgencyKeysMissing), agency.reading() as desk:
        office.fetch_keys(desk.profile)


def test_a_short_phrase_writes_nothing(agency, tmp_path):
    with pytest.raises(errors.PhraseTooShort), agency.changing() as desk:
        key_files.write_keys(desk, tmp_path / "kunci.jkk", "pendek")

    assert not (tmp_path / "kunci.jkk").exists()


def test_a_file_in_the_way_is_kept(agency, written):
    before = written.read_bytes()

    with pytest.raises(errors.FileExists), agency.changing() as desk:
        key_files.write_keys(desk, written, PHRASE)

    assert written.read_bytes() == before


def test_keys_of_another_agency_are_not_kept(written, tmp_path):
    other = an_office(tmp_path, file="lain.jukung-agency", code="62")

    with pytest.raises(errors.KeysOfOther), other.changing() as desk:
        key_files.read_keys(desk, written, PHRASE)
    other.close()


def test_damaged_bytes_are_refused(agency, written, tmp_path):
    content = written.read_bytes()
    for at in (0, 40, len(content) - 1):
        broken = tmp_path / "rusak.jkk"
        broken.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(errors.KeyFileUnreadable), agency.changing() as desk:
            key_files.read_keys(desk, broken, PHRASE)
