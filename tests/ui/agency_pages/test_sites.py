"""Libraries are enrolled by their cards, and found again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.agency import sites
from jukung.exchange.parcels import identity, join
from jukung.ui.agency_pages.sites import SitesPage
from makers import a_library
from parcel_makers import fingerprint_of


@pytest.fixture
def newcomer(tmp_path):
    made = a_library(tmp_path, file="baru.jukung", name="Pustaka Ilung", place_name="Desa Ilung")
    yield made
    made.close()


@pytest.fixture
def card(newcomer, stick):
    with newcomer.reading() as desk:
        return join.write_library_card(desk, stick)


def enrolled(agency):
    with agency.reading() as desk:
        return [(site.name, site.code) for site in sites.all_sites(desk)]


def test_a_library_is_enrolled_after_its_numbers_were_shown(
    office_room, agency, newcomer, card, open_page
):
    page = open_page(SitesPage(office_room))

    page.choose_card(card)
    card_shown = page.side.card
    digits = card_shown._digits.text()
    card_shown._code.setText("63.07.01.2002")
    card_shown._first.setText("Rahmi")
    card_shown._second.setText("Hasan")
    QTest.keyClick(card_shown._code, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert digits.split() == fingerprint_of(newcomer).split()
    assert enrolled(agency) == [("Pustaka Ilung", "63.07.01.2002")]
    assert page.words() == "Pustaka Ilung is enrolled as 63.07.01.2002"
    assert [line.name for line in page.lines()] == ["Pustaka Ilung"]


@pytest.mark.usefixtures("joined")
def test_a_code_that_is_taken_is_said_in_the_form(office_room, agency, card, open_page):
    page = open_page(SitesPage(office_room))

    page.choose_card(card)
    page.side.card._first.setText("Rahmi")
    page.enrol("63.03.05.2007")

    assert page.words() == "Code 63.03.05.2007 already belongs to another library."
    assert len(enrolled(agency)) == 1


def test_escape_leaves_the_form(office_room, card, open_page):
    page = open_page(SitesPage(office_room))

    page.choose_card(card)
    QTest.keyClick(page.side.card._code, Qt.Key.Key_Escape)

    assert page.side.pile.currentWidget() is page.side.start


@pytest.mark.usefixtures("joined")
def test_a_library_is_found_by_its_kabupaten(office_room, open_page):
    page = open_page(SitesPage(office_room))

    page.search("banjar")
    found = [line.code for line in page.lines()]
    page.search("tapin")

    assert found == ["63.03.05.2007"]
    assert page.lines() == []


def test_something_else_than_a_card_is_refused(office_room, stick, open_page):
    wrong = stick / "surat.jkc"
    wrong.write_text("no card")
    page = open_page(SitesPage(office_room))

    page.choose_card(wrong)

    assert page.words() == "surat.jkc is not an identity card (.jkc), or it is damaged."


def test_the_agencys_card_is_written(office_room, agency, stick, open_page):
    page = open_page(SitesPage(office_room))

    page.write_card(stick)

    with agency.reading() as desk:
        told = desk.profile.fingerprint
    assert identity.read_agency_card(next(stick.glob("*.jkc"))).fingerprint == told
    assert page.side.start.digits.text().split() == told.split()
