"""The agency's file and its keys."""

import pytest

from jukung.agency import accept, enrol, office
from jukung.domain import errors, regions
from jukung.exchange.parcels import identity
from jukung.store import keys
from makers import NOON, a_library
from parcel_makers import an_office


def test_an_office_opens_again_as_it_was(tmp_path):
    made = an_office(tmp_path)
    with made.reading() as desk:
        before = desk.profile
    made.close()

    again = office.open_office(tmp_path / "dinas.jukung-agency", clock=lambda: NOON)

    with again.reading() as desk:
        assert desk.profile == before
        assert desk.today.isoformat() == "2026-11-22"
        assert (desk.profile.code, desk.profile.name) == ("63", "Dinas Perpustakaan Contoh")
    again.close()


def test_the_secrets_lie_outside_the_file(tmp_path):
    made = an_office(tmp_path)
    with made.reading() as desk:
        secrets = office.fetch_keys(desk.profile)
    made.close()

    content = (tmp_path / "dinas.jukung-agency").read_bytes()

    assert secrets.identity.encode() not in content
    assert secrets.signing.private_bytes_raw() not in content
    assert secrets.signing.private_bytes_raw().hex().encode() not in content


def test_a_library_is_no_agency(tmp_path):
    a_library(tmp_path).close()

    with pytest.raises(errors.NotOurFile):
        office.open_office(tmp_path / "rawa.jukung")


def test_without_its_keys_nothing_is_judged(tmp_path, agency):
    with agency.reading() as desk:
        uid = desk.profile.uid
    keys.forget(f"parcel-{uid}")

    with pytest.raises(errors.AgencyKeysMissing):
        accept.accept(agency, [b""])
    with pytest.raises(errors.AgencyKeysMissing), agency.reading() as desk:
        enrol.write_agency_card(desk, tmp_path)


def test_the_agency_card_is_written_and_read(tmp_path, agency):
    with agency.reading() as desk:
        path = enrol.write_agency_card(desk, tmp_path)
        card = desk.profile.card

    assert path.suffix == ".jkc"
    assert identity.read_agency_card(path) == card


def test_an_office_is_not_made_over_a_file(tmp_path):
    (tmp_path / "dinas.jukung-agency").write_bytes(b"something")

    with pytest.raises(errors.FileExists):
        an_office(tmp_path)


def test_an_office_that_is_not_made_leaves_no_keys(tmp_path, home):
    (tmp_path / "dinas.jukung-agency").write_bytes(b"something")

    with pytest.raises(errors.FileExists):
        an_office(tmp_path)

    assert list((home / "keys").iterdir()) == []


@pytest.mark.parametrize("code", ["", "6", "x1", "٦٣", "63.", "63.03.05.20", "63/LP1", "63\n64"])
def test_an_office_under_no_code_is_not_made(tmp_path, code):
    with pytest.raises(errors.RegionUnknown):
        an_office(tmp_path, code=code)

    assert not (tmp_path / "dinas.jukung-agency").exists()


@pytest.mark.parametrize("code", ["6371", " 63.71 ", "63.03.05.2007", "6371/lp1"])
def test_an_office_has_its_code_as_libraries_have_theirs(tmp_path, code):
    made = an_office(tmp_path, code=code)

    with made.reading() as desk:
        kept = desk.profile.code
    made.close()

    assert kept == regions.site_code(code)
