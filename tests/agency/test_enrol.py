"""Libraries are enrolled by card and code."""

from dataclasses import replace

import pytest

from jukung.agency import accept, enrol, sites
from jukung.domain import errors, regions
from jukung.exchange.parcels import identity, join
from jukung.exchange.parcels.verdict import Verdict
from makers import a_library
from parcel_makers import a_sealed_month, a_stranger, an_office, dump, join_to, sent


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


def card_of(library):
    with library.reading() as desk:
        return identity.library_card_in(join.library_card(desk))


def enrol_in(agency, card, code):
    with agency.changing() as desk:
        return enrol.enrol(desk, card, code=code)


def another_library(card):
    return replace(
        card,
        uid=card.epoch,
        public_key=a_stranger().public_key().public_bytes_raw().hex(),
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("63.71", "63.71"),
        ("6371", "63.71"),
        ("63.71.05", "63.71.05"),
        ("637105", "63.71.05"),
        ("63.71.05.1001", "63.71.05.1001"),
        (" 6371051001 ", "63.71.05.1001"),
        ("63.71/LP1", "63.71/LP1"),
        ("6371/lp1", "63.71/LP1"),
    ],
)
def test_a_code_is_kept_with_its_dots(given, kept):
    assert regions.site_code(given) == kept


@pytest.mark.parametrize(
    "given", ["", "63", "63.7", "63.71.5", "63.71.05.101", "abc", "63.71/", "63.71.05/X", "٦٣.٧١"]
)
def test_what_is_no_region_code_is_refused(library, agency, given):
    card = card_of(library)
    before = dump(agency.file)

    with pytest.raises(errors.RegionUnknown):
        enrol_in(agency, card, given)

    assert dump(agency.file) == before


def test_a_library_is_enrolled_under_its_code(library, agency):
    card = card_of(library)

    site = enrol_in(agency, card, "6303052007")

    assert (site.code, site.name, site.uid) == ("63.03.05.2007", card.name, card.uid)
    assert site.fingerprint == card.fingerprint
    assert site.kabupaten == "63.03"
    with agency.reading() as desk:
        assert sites.all_sites(desk) == (site,)


def test_the_same_card_and_code_again_is_harmless(library, agency):
    card = card_of(library)
    first = enrol_in(agency, card, "63.03.05.2007")
    before = dump(agency.file)

    second = enrol_in(agency, card, "63.03.05.2007")

    assert first == second
    assert dump(agency.file) == before


def test_a_code_belongs_to_one_library(library, agency):
    card = card_of(library)
    enrol_in(agency, card, "63.03.05.2007")

    with pytest.raises(errors.SiteCodeTaken) as refused:
        enrol_in(agency, another_library(card), "63.03.05.2007")

    assert refused.value.facts["code"] == "63.03.05.2007"


def test_a_library_may_get_another_code(library, agency):
    card = card_of(library)
    enrol_in(agency, card, "63.03.05.2007")

    site = enrol_in(agency, card, "63.03.05.2010")

    assert site.code == "63.03.05.2010"
    with agency.reading() as desk:
        assert len(sites.all_sites(desk)) == 1


def test_a_new_key_is_taken_only_under_the_code_the_library_has(library, agency):
    card = card_of(library)
    enrol_in(agency, card, "63.03.05.2007")
    renewed = replace(card, public_key=a_stranger().public_key().public_bytes_raw().hex())

    with pytest.raises(errors.SiteCodeTaken):
        enrol_in(agency, renewed, "63.03.05.2010")
    site = enrol_in(agency, renewed, "63.03.05.2007")

    assert site.fingerprint == renewed.fingerprint != card.fingerprint


def test_a_parcel_held_before_enrolment_is_judged_when_it_comes_again(tmp_path, agency):
    with agency.reading() as desk:
        own = desk.profile.card
    other = a_library(tmp_path, file="kedua.jukung")
    with other.changing() as desk:
        join.join(desk, own)
    a_sealed_month(other)
    content = sent(other, tmp_path / "stick")[1]
    held = accept.accept(agency, [content])[0]

    enrol_in(agency, card_of(other), "63.03.05.2008")
    judged = accept.accept(agency, [content])[0]

    assert held.verdict is Verdict.HOLD_UNKNOWN_KEY
    assert held.note == card_of(other).fingerprint
    assert judged.verdict is Verdict.ACCEPT
    assert dump(agency.file)["held"] == []
    other.close()


def test_a_withdrawn_key_is_held_until_it_is_enrolled_again(tmp_path, agency):
    library = a_library(tmp_path)
    site = join_to(library, agency)
    a_sealed_month(library)
    content = sent(library, tmp_path / "stick")[1]

    with agency.changing() as desk:
        enrol.revoke(desk, site.fingerprint)
    held = accept.accept(agency, [content, content])
    join_to(library, agency)
    judged = accept.accept(agency, [content])[0]

    assert [each.verdict for each in held] == [Verdict.HOLD_REVOKED] * 2
    assert judged.verdict is Verdict.ACCEPT
    library.close()
