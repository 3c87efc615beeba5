"""A library takes an invitation on the page of its report."""

from datetime import timedelta

import pytest

from jukung.agency import accept, invitations
from jukung.agency.invitations import Wanted
from jukung.exchange.parcels.verdict import Verdict
from jukung.library import settings
from jukung.ui.pages.send import SendPage
from makers import TODAY
from parcel_makers import an_office

CODE = "63.03.05.2007"


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def invitation(agency, tmp_path):
    with agency.changing(by="Rahmi") as desk:
        until = TODAY + timedelta(days=30)
        return invitations.make(desk, Wanted(CODE, "Pustaka Ilung"), tmp_path, until=until).path


def test_an_invitation_says_who_invites_and_joins(room, library, agency, invitation, open_page):
    page = open_page(SendPage(room))

    page.choose_agency_card(invitation)
    shown = page._join._text.text()
    page._join._join.click()

    assert "Pustaka Ilung · 63.03.05.2007" in shown
    assert page.words() == "This library now reports to Dinas Perpustakaan Contoh"
    with library.reading() as desk:
        assert settings.agency(desk).name == "Dinas Perpustakaan Contoh"


def test_the_answer_lies_beside_the_card(room, agency, invitation, open_page, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    page = open_page(SendPage(room))

    page.join(invitation)
    page._work.write_card(stick)

    judged = accept.accept(agency, [stick])
    assert [each.verdict for each in judged] == [Verdict.ENROLLED]
