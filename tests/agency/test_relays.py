"""A district between a library and its province: it carries, counts where it may, signs nothing."""

from datetime import date, timedelta

import pytest

from jukung.agency import (
    accept,
    completeness,
    delivery,
    outgoing,
    receipts,
    register,
    relay_files,
    relay_permits,
    relay_receipts,
    relay_upload,
    relays,
    sites,
)
from jukung.agency.office import fetch_keys
from jukung.domain import errors
from jukung.domain.months import Month
from jukung.exchange.parcels import envelope, export, receipt
from jukung.exchange.parcels.verdict import Verdict
from makers import NOON
from network_makers import LOOPBACK, a_receiver
from parcel_makers import (
    OCTOBER,
    a_joined_library,
    a_sealed_month,
    an_office,
    dump,
    envelopes,
    for_agency,
    payload_of,
    signed_by,
)
from relay_makers import (
    LONG,
    a_district,
    card_of,
    carried,
    on_a_stick,
    permitted,
    read_receipts,
    sums,
    taken,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

SEPTEMBER = Month(2026, 9)


@pytest.fixture
def district(request, tmp_path, agency):
    place = None
    if agency.is_shared:
        place = request.getfixturevalue("postgresql").a_database()
    made = a_district(tmp_path, place=place)
    yield made
    made.close()
    if place is not None:
        request.getfixturevalue("postgresql").drop(place)


def verdicts(judged):
    return [each.verdict for each in judged]


def told_of_the_district(agency, library, tmp_path):
    """A month by the library's own stick, whose receipt names who may open."""
    a_sealed_month(library, SEPTEMBER)
    stick = on_a_stick(library, tmp_path / "first")
    accept.write_receipts(accept.accept(agency, [stick]))
    return read_receipts(library, stick)


# --- Carried unopened -----------------------------------------------------------------------


def test_a_report_goes_by_the_district_unopened_and_its_receipt_comes_back(
    agency, district, joined, tmp_path
):
    permitted(agency, district)
    a_sealed_month(joined)
    library_stick = on_a_stick(joined, tmp_path / "library")

    at_district = accept.accept(district, [library_stick])
    accept.write_receipts(at_district)
    stick = carried(district, tmp_path / "district")
    at_province = accept.accept(agency, [stick])
    accept.write_receipts(at_province)
    delivery.receive(district, [stick])
    again = on_a_stick(joined, tmp_path / "library")
    delivery.receive(district, [again])

    assert verdicts(at_district) == [Verdict.RELAYED]
    assert [each.receipt for each in at_district] == [None]
    assert verdicts(at_province) == [Verdict.ACCEPT]
    assert read_receipts(joined, again) == {1: Verdict.ACCEPT}
    with joined.reading() as desk:
        assert export.waiting(desk) == ()
    with district.reading() as desk:
        assert relays.standing(desk).receipts == 0
    assert dump(district.file)["receipt"] == []
    assert sums(district) == {}


def test_carried_bytes_are_the_ones_that_came(agency, district, joined, tmp_path):
    permitted(agency, district)
    a_sealed_month(joined)
    came = on_a_stick(joined, tmp_path / "library")
    accept.accept(district, [came])

    stick = carried(district, tmp_path / "district")

    assert {path.name: path.read_bytes() for path in stick.iterdir()} == {
        path.name: path.read_bytes() for path in came.glob("*.jkp")
    }


def test_what_was_carried_is_carried_again_only_when_asked(agency, district, joined, tmp_path):
    permitted(agency, district)
    a_sealed_month(joined)
    came = on_a_stick(joined, tmp_path / "library")
    accept.accept(district, [came])
    carried(district, tmp_path / "lost")

    with pytest.raises(errors.NothingToCarry):
        carried(district, tmp_path / "second")
    again = carried(district, tmp_path / "second", again=True)

    assert verdicts(accept.accept(agency, [again])) == [Verdict.ACCEPT]


def test_a_lost_stick_is_no_loss_as_the_library_sends_again(agency, district, joined, tmp_path):
    permitted(agency, district)
    a_sealed_month(joined, SEPTEMBER)
    accept.accept(district, [on_a_stick(joined, tmp_path / "one")])
    carried(district, tmp_path / "lost")
    a_sealed_month(joined, OCTOBER)

    accept.accept(district, [on_a_stick(joined, tmp_path / "two")])
    stick = carried(district, tmp_path / "second")

    assert verdicts(accept.accept(agency, [stick])) == [Verdict.ACCEPT, Verdict.ACCEPT]


def test_the_same_report_by_both_ways_counts_once(agency, district, joined, tmp_path):
    permitted(agency, district)
    a_sealed_month(joined)
    accept.accept(district, [on_a_stick(joined, tmp_path / "library")])
    direct = accept.accept(agency, [on_a_stick(joined, tmp_path / "direct")])
    before = sums(agency)

    by_district = accept.accept(agency, [carried(district, tmp_path / "district")])

    assert (verdicts(direct), verdicts(by_district)) == ([Verdict.ACCEPT], [Verdict.DUPLICATE])
    assert by_district[0].receipt == direct[0].receipt
    assert sums(agency) == before


def test_a_stick_that_comes_twice_is_kept_once(agency, district, joined, tmp_path):
    permitted(agency, district)
    a_sealed_month(joined)
    stick = on_a_stick(joined, tmp_path / "library")
    accept.accept(district, [stick])
    before = dump(district.file)

    accept.accept(district, [stick])

    assert dump(district.file) == before


def test_a_full_shelf_gives_up_what_was_carried_and_nothing_else(
    agency, district, joined, tmp_path, monkeypatch
):
    monkeypatch.setattr(relay_files, "MOST_FILES", 1)
    permitted(agency, district)
    a_sealed_month(joined)
    first, second = (for_agency(agency, envelopes(joined)[1]) for _each in range(2))
    accept.accept(district, [first])

    full = accept.accept(district, [second])
    carried(district, tmp_path / "district")
    room = accept.accept(district, [second])

    assert (verdicts(full), verdicts(room)) == ([Verdict.REJECT_UNREADABLE], [Verdict.RELAYED])


def test_without_a_permit_nothing_is_kept(agency, district, joined, tmp_path):
    a_sealed_month(joined)
    before = dump(district.file)

    judged = accept.accept(district, [on_a_stick(joined, tmp_path / "library")])

    assert verdicts(judged) == [Verdict.REJECT_UNREADABLE]
    assert dump(district.file) == before


def test_a_permit_that_is_over_carries_no_more(agency, joined, tmp_path):
    now = [NOON]
    district = a_district(tmp_path, clock=lambda: now[0])
    permitted(agency, district, until=NOON.date() + timedelta(days=3))
    a_sealed_month(joined)
    stick = on_a_stick(joined, tmp_path / "library")

    now[0] = NOON + timedelta(days=5)
    judged = accept.accept(district, [stick])

    assert verdicts(judged) == [Verdict.REJECT_UNREADABLE]
    with district.reading() as desk:
        assert not relays.standing(desk).holds
    district.close()


# --- Opened ---------------------------------------------------------------------------------


def test_a_district_that_may_open_counts_and_the_province_has_the_same_totals(
    agency, district, joined, tmp_path
):
    came = permitted(agency, district, may_open=True)
    told_of_the_district(agency, joined, tmp_path)
    a_sealed_month(joined, OCTOBER, female=11)
    library_stick = on_a_stick(joined, tmp_path / "library")

    at_district = accept.accept(district, [library_stick])
    stick = carried(district, tmp_path / "district")
    at_province = accept.accept(agency, [stick])
    accept.write_receipts(at_province)
    accept.accept(district, [stick])
    again = on_a_stick(joined, tmp_path / "library")
    accept.write_receipts(accept.accept(district, [again]))

    assert came.register.new == 1
    assert verdicts(at_district) == [Verdict.ACCEPT_WITH_GAP]
    assert at_district[0].receipt is None
    assert at_district[0].code == ""
    assert verdicts(at_province) == [Verdict.ACCEPT]
    assert sums(district) == sums(agency)
    assert sums(district)["visits_female"] == 11
    assert read_receipts(joined, again)[2] is Verdict.ACCEPT
    assert dump(district.file)["receipt"] == []
    with district.reading() as desk:
        assert outgoing.since(desk, NOON - timedelta(days=900)) == ()
        assert receipts.codes_of_month(desk, OCTOBER) == ()
        assert completeness.of_month(desk, OCTOBER).missing == ()


def test_totals_are_equal_whichever_way_reports_came(district, agency, tmp_path):
    permitted(agency, district, may_open=True)
    direct, by_district, opened = (
        a_joined_library(tmp_path, agency, file=f"{place}.jukung", code=f"63.03.05.200{place}")
        for place in range(3)
    )
    permitted(agency, district, may_open=True)
    told_of_the_district(agency, opened, tmp_path)
    for library, female in ((direct, 13), (by_district, 15), (opened, 17)):
        a_sealed_month(library, OCTOBER, female=female)

    accept.accept(agency, [on_a_stick(direct, tmp_path / "direct")])
    for place, library in enumerate((by_district, opened)):
        accept.accept(district, [on_a_stick(library, tmp_path / f"to{place}")])
    accept.accept(agency, [carried(district, tmp_path / "district")])

    assert sums(agency)["visits_female"] == 45
    assert sums(district)["visits_female"] == 17
    for library in (direct, by_district, opened):
        library.close()


def test_a_library_learns_of_the_district_by_its_receipt_and_of_its_end(
    agency, district, joined, tmp_path
):
    permitted(agency, district, may_open=True)
    told_of_the_district(agency, joined, tmp_path)
    a_sealed_month(joined, OCTOBER)
    _parcels, both = export.to_send(joined)
    with agency.changing(by="Rahmi") as desk:
        relay_permits.withdraw(desk, card_of(district).fingerprint)

    stick = on_a_stick(joined, tmp_path / "later")
    accept.write_receipts(accept.accept(agency, [stick]))
    read_receipts(joined, stick)

    with joined.reading() as desk:
        assert receipt.relays(desk) == ()
    assert card_of(district).recipient in both


def test_a_district_that_may_not_open_cannot(agency, district, joined, tmp_path):
    permitted(agency, district)
    told_of_the_district(agency, joined, tmp_path)
    a_sealed_month(joined, OCTOBER)
    (file,) = on_a_stick(joined, tmp_path / "library").glob("*.jkp")

    with district.reading() as desk:
        openers = fetch_keys(desk.profile).openers

    with pytest.raises(envelope.CannotDecrypt):
        envelope.decrypt(file.read_bytes(), *openers)


def test_what_is_still_sealed_for_a_district_that_may_open_no_more_is_only_carried(
    agency, district, joined, tmp_path
):
    permitted(agency, district, may_open=True)
    told_of_the_district(agency, joined, tmp_path)
    a_sealed_month(joined, OCTOBER)
    permitted(agency, district, may_open=False)

    judged = accept.accept(district, [on_a_stick(joined, tmp_path / "library")])

    assert verdicts(judged) == [Verdict.RELAYED]
    assert sums(district) == {}
    stick = carried(district, tmp_path / "district")
    assert verdicts(accept.accept(agency, [stick])) == [Verdict.ACCEPT]


def test_a_library_that_the_permit_did_not_name_waits_for_the_next_one(agency, district, tmp_path):
    permitted(agency, district, may_open=True)
    late = a_joined_library(tmp_path, agency, file="late.jukung", code="63.03.05.2009")
    told_of_the_district(agency, late, tmp_path)
    a_sealed_month(late, OCTOBER)

    judged = accept.accept(district, [on_a_stick(late, tmp_path / "library")])
    came = permitted(agency, district, may_open=True)

    assert verdicts(judged) == [Verdict.HOLD_UNKNOWN_KEY]
    assert (came.register.new, came.judged) == (1, 1)
    assert sums(district)["visits_female"] == 7
    with district.reading() as desk:
        assert relays.standing(desk).waiting == 1
    late.close()


def test_a_key_that_the_province_withdrew_counts_no_more_at_the_district(
    agency, district, joined, tmp_path
):
    permitted(agency, district, may_open=True)
    told_of_the_district(agency, joined, tmp_path)
    a_sealed_month(joined, OCTOBER)
    with agency.changing() as desk:
        (site,) = sites.all_sites(desk)
        register.revoke_key(desk, site.fingerprint)

    came = permitted(agency, district, may_open=True)
    judged = accept.accept(district, [on_a_stick(joined, tmp_path / "library")])

    assert came.register.revoked == 1
    assert verdicts(judged) == [Verdict.HOLD_REVOKED]
    with district.reading() as desk:
        assert relays.standing(desk).waiting == 1


def test_only_libraries_of_the_district_are_sealed_for_it(agency, district, tmp_path):
    permitted(agency, district, may_open=True)
    other = a_joined_library(tmp_path, agency, file="other.jukung", code="63.04.01.2001")

    told_of_the_district(agency, other, tmp_path)

    with other.reading() as desk:
        assert receipt.relays(desk) == ()
    other.close()


def test_a_parcel_that_another_key_signed_is_not_counted_but_the_province_decides(
    agency, district, joined, tmp_path
):
    permitted(agency, district, may_open=True)
    a_sealed_month(joined)
    content = envelopes(joined)[1]
    payload = payload_of(content)
    payload["library"]["uid"] = "0" * 36
    forged = envelope.encrypt(
        signed_by(joined, payload), (card_of(agency).recipient, card_of(district).recipient)
    )

    judged = accept.accept(district, [forged])
    stick = carried(district, tmp_path / "district")

    assert verdicts(judged) == [Verdict.REJECT_CONTENT]
    assert verdicts(accept.accept(agency, [stick])) == [Verdict.REJECT_CONTENT]


# --- Permits --------------------------------------------------------------------------------


def test_the_provinces_numbers_are_compared_once(agency, district):
    with pytest.raises(errors.PermitNotCompared) as refused:
        permitted(agency, district, compared=False)
    permitted(agency, district)

    later = permitted(agency, district, may_open=True, compared=False)

    assert refused.value.fingerprint == card_of(agency).fingerprint
    assert later.may_open


def test_a_permit_of_somebody_else_does_not_pass_for_the_provinces(agency, district, tmp_path):
    permitted(agency, district)
    stranger = an_office(tmp_path, file="stranger.jukung-agency")

    with pytest.raises(errors.PermitNotCompared):
        permitted(stranger, district, compared=False)

    stranger.close()


def test_a_permit_for_another_district_is_refused(agency, district, tmp_path):
    other = a_district(tmp_path, file="other.jukung-agency", code="63.04")
    with agency.changing() as desk:
        content = relay_permits.permit(desk, card_of(other), may_open=True, until=LONG)

    with pytest.raises(errors.PermitForOther):
        taken(district, content)

    other.close()


def test_an_earlier_permit_does_not_come_back(agency, district):
    with agency.changing() as desk:
        earlier = relay_permits.permit(desk, card_of(district), may_open=True, until=LONG)
    permitted(agency, district)

    with pytest.raises(errors.PermitOld):
        taken(district, earlier)

    with district.reading() as desk:
        assert not relays.standing(desk).permit.may_open


def test_the_same_permit_twice_changes_nothing(agency, district, joined):
    del joined
    with agency.changing() as desk:
        content = relay_permits.permit(desk, card_of(district), may_open=True, until=LONG)
    taken(district, content)
    with district.reading() as desk:
        before = relays.standing(desk), sites.all_sites(desk)

    taken(district, content)

    with district.reading() as desk:
        assert (relays.standing(desk), sites.all_sites(desk)) == before


def test_a_withdrawn_permit_ends_at_the_district_too(agency, district):
    permitted(agency, district, may_open=True)
    with agency.changing(by="Rahmi") as desk:
        content = relay_permits.withdraw(desk, card_of(district).fingerprint)

    came = taken(district, content, compared=False)

    assert not came.holds
    with agency.reading() as desk:
        (given,) = relay_permits.given(desk)
    assert (given.holds, given.may_open) == (False, False)


def test_a_first_permit_that_is_over_is_not_taken(agency, tmp_path):
    later = a_district(tmp_path, clock=lambda: NOON + timedelta(days=30))

    with pytest.raises(errors.PermitOver):
        permitted(agency, later, until=NOON.date() + timedelta(days=1))

    later.close()


def test_only_a_district_of_the_province_is_permitted(agency, tmp_path):
    stranger = a_district(tmp_path, file="far.jukung-agency", code="62.71")

    with pytest.raises(errors.NotADistrict), agency.changing() as desk:
        relay_permits.permit(desk, card_of(stranger), may_open=False, until=LONG)
    with pytest.raises(errors.PermitOver), agency.changing() as desk:
        relay_permits.permit(
            desk, _as_district(card_of(stranger)), may_open=False, until=date(2020, 1, 1)
        )

    stranger.close()


def _as_district(card):
    return type(card)("63.71", card.name, card.verify_key, card.recipient)


# --- Receipts on their way back -------------------------------------------------------------


def test_receipts_to_hand_on_are_listed_and_written(agency, district, joined, tmp_path):
    permitted(agency, district, may_open=True)
    a_sealed_month(joined)
    accept.accept(district, [on_a_stick(joined, tmp_path / "library")])
    stick = carried(district, tmp_path / "district")
    accept.write_receipts(accept.accept(agency, [stick]))

    came = relay_receipts.take(district, [stick])
    again = relay_receipts.take(district, [stick])
    with district.reading() as desk:
        kept = relay_receipts.kept(desk)
    out = tmp_path / "out"
    out.mkdir()
    relay_receipts.write(district, kept, out)

    assert (came.new, again.new, again.known) == (1, 0, 1)
    assert [each.code for each in kept] == ["63.03.05.2007"]
    assert read_receipts(joined, out) == {1: Verdict.ACCEPT}
    with district.reading() as desk:
        assert relay_receipts.kept(desk) == ()


def test_a_receipt_that_the_province_did_not_sign_is_not_handed_on(
    agency, district, joined, tmp_path
):
    permitted(agency, district)
    a_sealed_month(joined)
    accept.accept(district, [on_a_stick(joined, tmp_path / "library")])
    stick = carried(district, tmp_path / "district")
    accept.write_receipts(accept.accept(agency, [stick]))
    (file,) = stick.glob("*.jkr")
    content = file.read_bytes()
    file.write_bytes(content.replace(b'"sig":"', b'"sig":"00', 1))

    came = relay_receipts.take(district, [stick])

    assert (came.new, came.refused) == (0, (file.name,))


def test_an_office_that_is_no_district_keeps_no_receipts(agency, tmp_path):
    with pytest.raises(errors.NoPermit):
        relay_receipts.take(agency, [tmp_path])


def test_a_receipt_waits_while_only_the_districts_own_stick_comes(
    agency, district, joined, tmp_path
):
    permitted(agency, district)
    a_sealed_month(joined)
    accept.accept(district, [on_a_stick(joined, tmp_path / "library")])
    stick = carried(district, tmp_path / "district")
    accept.write_receipts(accept.accept(agency, [stick]))

    delivery.receive(district, [stick])

    with district.reading() as desk:
        assert relays.standing(desk).receipts == 1


# --- Over the net ---------------------------------------------------------------------------


def test_a_district_sends_what_waits_over_the_net(agency, district, joined, tmp_path):
    permitted(agency, district)
    a_sealed_month(joined)
    accept.accept(district, [on_a_stick(joined, tmp_path / "library")])

    with a_receiver(agency) as address:
        found = relay_upload.upload(district, address=address, proxy="none")

    assert (found.sent, found.receipts, found.left) == (1, 1, 0)
    assert sums(agency)["visits_female"] == 7
    again = on_a_stick(joined, tmp_path / "library")
    accept.write_receipts(accept.accept(district, [again]))
    assert read_receipts(joined, again) == {1: Verdict.ACCEPT}


def test_without_an_address_the_stick_is_named(agency, district, joined, tmp_path):
    permitted(agency, district)
    a_sealed_month(joined)
    accept.accept(district, [on_a_stick(joined, tmp_path / "library")])

    with pytest.raises(errors.RelayAddressMissing):
        relay_upload.upload(district)
    with pytest.raises(errors.AgencyUnreachable):
        relay_upload.upload(district, address="http://127.0.0.1:9", proxy="none")

    with district.reading() as desk:
        assert relays.standing(desk).waiting == 1
