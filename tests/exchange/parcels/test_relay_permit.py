"""A permit says what the province signed, or nothing at all."""

import json

import pytest

from jukung.agency import relay_permits
from jukung.agency.office import fetch_keys
from jukung.domain import errors
from jukung.exchange.parcels import envelope, relay_permit
from parcel_makers import a_joined_library, an_office, payload_of, signed
from relay_makers import LONG, a_district, card_of


@pytest.fixture
def offices(tmp_path, home):
    del home
    province, district = an_office(tmp_path), a_district(tmp_path)
    library = a_joined_library(tmp_path, province)
    yield province, district
    for each in (library, province, district):
        each.close()


@pytest.fixture
def content(offices):
    province, district = offices
    with province.changing(by="Rahmi") as desk:
        return relay_permits.permit(desk, card_of(district), may_open=True, until=LONG)


def changed(offices, content, **facts):
    """The same permit with other facts, truly signed by the province."""
    province, _district = offices
    with province.reading() as desk:
        key, mark = fetch_keys(desk.profile).signing, desk.profile.card.fingerprint
    payload = payload_of(content, envelope.RELAY_PERMIT) | facts
    return signed(payload, key, mark, envelope.RELAY_PERMIT)


def test_a_permit_brings_what_was_permitted_and_the_libraries(offices, content):
    province, district = offices

    found = relay_permit.permit_in(content)

    assert found.fingerprint == card_of(province).fingerprint
    assert found.permit.district.card == card_of(district)
    assert (found.permit.may_open, found.permit.last_day) == (True, LONG)
    assert [each.code for each in found.permit.libraries] == ["63.03.05.2007"]


def test_a_permit_to_carry_names_no_library(offices):
    province, district = offices

    with province.changing() as desk:
        content = relay_permits.permit(desk, card_of(district), may_open=False, until=LONG)

    assert relay_permit.permit_in(content).permit.libraries == ()


def test_a_permit_holds_no_contact_and_no_note(content):
    payload = payload_of(content, envelope.RELAY_PERMIT)

    assert set(payload["libraries"][0]) == {
        "uid",
        "code",
        "name",
        "place_name",
        "kind",
        "prison_kind",
        "zone",
        "since",
        "closed_from",
        "keys",
    }


def test_every_flipped_bit_changes_nothing_or_is_refused(content):
    whole = relay_permit.permit_in(content)

    for place in range(len(content)):
        for bit in range(8):
            other = bytearray(content)
            other[place] ^= 1 << bit
            try:
                found = relay_permit.permit_in(bytes(other))
            except errors.PermitUnreadable:
                continue
            # The last letter of base64 has bits that mean nothing.
            assert found == whole, (place, bit)


def test_every_part_of_a_permit_is_refused(content):
    for length in range(0, len(content), 7):
        with pytest.raises(errors.PermitUnreadable):
            relay_permit.permit_in(content[:length])


def test_another_envelope_is_no_permit(offices, content):
    del content
    province, _district = offices
    with province.reading() as desk:
        key, mark = fetch_keys(desk.profile).signing, desk.profile.card.fingerprint

    for kind in (envelope.RECEIPT, envelope.AGENCY_CARD, envelope.INVITATION):
        with pytest.raises(errors.PermitUnreadable):
            relay_permit.permit_in(signed({"no": 1}, key, mark, kind))


@pytest.mark.parametrize(
    "facts",
    [
        {"until": "2027-02-31"},
        {"until": ""},
        {"no": 0},
        {"no": "7"},
        {"may_open": 1},
        {"may_open": False},
        {"district": {}},
        {"libraries": [{}]},
    ],
    ids=json.dumps,
)
def test_what_does_not_keep_the_format_is_refused_though_it_is_signed(offices, content, facts):
    with pytest.raises(errors.PermitUnreadable):
        relay_permit.permit_in(changed(offices, content, **facts))


def test_more_than_it_can_name_is_refused(offices, content):
    library = payload_of(content, envelope.RELAY_PERMIT)["libraries"][0]
    many = [library | {"uid": f"{no:036d}"} for no in range(relay_permit.MOST_LIBRARIES + 1)]

    with pytest.raises(errors.PermitUnreadable):
        relay_permit.permit_in(changed(offices, content, libraries=many))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(errors.FileMissing):
        relay_permit.load(tmp_path / "none.jkc")
