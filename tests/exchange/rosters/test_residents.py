import pytest

from jukung.domain import errors
from jukung.domain.kinds import Sex
from jukung.exchange.rosters.residents import read_residents
from makers import TODAY

REGISTER = (
    "no,nomorkk,nik,namalengkap,al1,rt,rw,lhrtanggal,jk\n"
    "1,11,6303050211960001,SITI RAHMAH,DUSUN HULU,001,002,02/11/1996,2\n"
    "2,11,6303050206470002,AHMAD RAHMAN,DUSUN HULU,001,002,06/02/1947,1\n"
)


@pytest.fixture
def residents(put):
    return read_residents(put(REGISTER), TODAY)


def test_people_are_found_by_the_beginnings_of_their_names(residents):
    assert [each.name for each in residents.find("rah")] == ["SITI RAHMAH", "AHMAD RAHMAN"]
    assert [each.name for each in residents.find("rahm sit")] == ["SITI RAHMAH"]
    assert residents.find("ahmah") == ()
    assert residents.find(" ") == ()


def test_people_are_found_by_their_nik(residents):
    (found,) = residents.find("63030502 1196")

    assert (found.name, found.sex, found.birth_year) == ("SITI RAHMAH", Sex.female, 1996)
    assert found.address == "DUSUN HULU, RT 001/RW 002"


def test_a_resident_in_a_report_of_a_fault_has_no_name(residents):
    assert "SITI" not in repr(residents.find("siti"))


def test_a_list_without_names_is_no_register(put):
    with pytest.raises(errors.RosterUnknown):
        read_residents(put("judul;pengarang;tahun terbit\nRawa;Ahli;2020\n"), TODAY)


def test_the_register_of_inlislite_is_understood(peer_samples):
    found = read_residents(peer_samples / "inlislite/001_Database_Kependudukan.xlsx", TODAY)

    assert [each.birth_year for each in found.find("nama")] == [1996, 1947]
