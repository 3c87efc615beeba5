"""A library is enrolled once two people have compared its numbers."""

import pytest

from jukung.agency import accept, candidates, completeness, deeds, sites
from jukung.agency.office import fetch_keys
from jukung.domain import errors
from jukung.exchange.parcels import identity, join
from jukung.exchange.parcels.verdict import Verdict
from makers import a_library
from parcel_makers import a_sealed_month, dump, months_before, sent

CODE = "63.03.05.2008"


@pytest.fixture
def waiting(tmp_path, agency):
    """A library that joined, and whose card nobody has looked at."""
    made = a_library(tmp_path, file="kedua.jukung", name="Pustaka Ilung")
    with agency.reading() as desk:
        own = desk.profile.card
    with made.changing() as desk:
        join.join(desk, own)
    yield made
    made.close()


def card_of(library):
    with library.reading() as desk:
        return identity.library_card_in(join.library_card(desk))


def propose(agency, library, by="Rahmi"):
    with agency.changing(by=by) as desk:
        return candidates.propose(desk, card_of(library), code=CODE)


def confirm(agency, library, by="Hasan"):
    with agency.changing(by=by) as desk:
        return candidates.confirm(desk, card_of(library).fingerprint, fetch_keys(desk.profile))


def test_one_person_alone_enrols_nobody(agency, waiting, tmp_path):
    propose(agency, waiting)
    a_sealed_month(waiting)

    judged = accept.accept(agency, list(sent(waiting, tmp_path / "stick").values()))

    assert [each.verdict for each in judged] == [Verdict.HOLD_UNKNOWN_KEY]
    with agency.reading() as desk:
        assert [(each.code, each.compared_by) for each in candidates.waiting(desk)] == [
            (CODE, "Rahmi")
        ]
        assert sites.all_sites(desk) == ()


@pytest.mark.parametrize("again", ["Rahmi", " rahmi ", "RAHMI"])
def test_the_same_person_cannot_confirm(agency, waiting, again):
    propose(agency, waiting)

    with pytest.raises(errors.SamePerson) as refused:
        confirm(agency, waiting, by=again)

    assert refused.value.facts["name"] == "Rahmi"


@pytest.mark.parametrize("nobody", ["", "   "])
def test_somebody_must_stand_for_it(agency, waiting, nobody):
    with pytest.raises(errors.WhoIsMissing):
        propose(agency, waiting, by=nobody)
    propose(agency, waiting)
    with pytest.raises(errors.WhoIsMissing):
        confirm(agency, waiting, by=nobody)


def test_held_reports_count_once_a_second_person_confirms(agency, waiting, tmp_path):
    for month in months_before(3):
        a_sealed_month(waiting, month)
    content = sent(waiting, tmp_path / "stick")
    accept.accept(agency, [content[3], content[1], content[2]])
    propose(agency, waiting)

    confirmed = confirm(agency, waiting)

    assert (confirmed.judged, confirmed.counted) == (3, 3)
    rows = dump(agency.file)
    assert (rows["held"], rows["candidate"]) == ([], [])
    with agency.reading() as desk:
        assert len(completeness.last_reports(desk)) == 1
        assert [each.what for each in deeds.latest(desk)][:2] == ["confirm", "propose"]


def test_a_proposal_is_taken_back(agency, waiting):
    propose(agency, waiting)

    with agency.changing() as desk:
        candidates.forget(desk, card_of(waiting).fingerprint)

    with pytest.raises(errors.CandidateUnknown):
        confirm(agency, waiting)


@pytest.mark.usefixtures("joined")
def test_a_taken_code_is_said_to_the_first_person(agency, waiting):
    with agency.changing(by="Rahmi") as desk, pytest.raises(errors.SiteCodeTaken):
        candidates.propose(desk, card_of(waiting), code="63.03.05.2007")
