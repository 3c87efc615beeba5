"""Districts under F3: permits at the province, carrying on at the district."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from jukung.agency import accept, relay_permits
from jukung.agency.enrol import write_agency_card
from jukung.ui.agency_pages.inbox import RELAY, InboxPage
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.preferences import Preferences
from parcel_makers import a_sealed_month
from relay_makers import LONG, a_district, card_of, on_a_stick, permitted, read_receipts

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def district(tmp_path):
    made = a_district(tmp_path)
    yield made
    made.close()


@pytest.fixture
def district_room(qapp, district, tmp_path):
    made = OfficeRoom(ImmediateJobs(), Preferences(tmp_path / "district.ini"))
    with district.reading() as desk:
        made.move_in(district, desk.profile)
    made.preferences.person = "Sari"
    yield made
    made.jobs.close()


def opened(open_page, room):
    page = open_page(InboxPage(room))
    page.views.choose(RELAY)
    return page


def a_card_file(office, folder):
    with office.reading() as desk:
        return write_agency_card(desk, folder)


def a_permit_file(agency, district, folder, *, may_open=False):
    with agency.changing(by="Rahmi") as desk:
        content = relay_permits.permit(desk, card_of(district), may_open=may_open, until=LONG)
    path = folder / "JKR-63.03.jkc"
    path.write_bytes(content)
    return path


def test_a_province_permits_a_district_after_comparing(
    office_room, district, open_page, stick, qtbot
):
    office_room.preferences.person = "Rahmi"
    page = opened(open_page, office_room)
    pane = page.relay.permits
    pane.choose_card(a_card_file(district, stick))
    shown = pane._digits.text()

    qtbot.keyClick(pane._may_open, Qt.Key.Key_Space)
    pane.choose(may_open=True, until=date(2027, 6, 30))
    pane.write(stick)

    (line,) = pane.lines()
    assert "".join(shown.split()) == card_of(district).fingerprint.replace(" ", "")
    assert (line.code, line.may_open, line.until) == ("63.03", True, date(2027, 6, 30))
    assert "Permit written" in pane.words()
    assert (stick / "JKR-63.03.jkc").exists()


def test_a_province_ends_a_permit(office_room, agency, district, open_page, stick):
    permitted(agency, district, may_open=True)
    page = opened(open_page, office_room)
    pane = page.relay.permits

    pane.end(stick)

    assert [line.holds for line in pane.lines()] == [False]
    assert "has ended" in pane.words()


def test_only_a_district_of_the_province_is_permitted(office_room, tmp_path, open_page, stick):
    far = a_district(tmp_path, file="far.jukung-agency", code="62.71")
    page = opened(open_page, office_room)
    pane = page.relay.permits
    pane.choose_card(a_card_file(far, stick))

    pane.write(stick)

    assert pane.lines() == []
    assert "not a district" in pane.words()
    far.close()


def test_a_form_is_left_by_escape(office_room, district, open_page, stick, qtbot):
    page = opened(open_page, office_room)
    pane = page.relay.permits
    pane.choose_card(a_card_file(district, stick))

    qtbot.keyClick(page, Qt.Key.Key_Escape)

    assert pane._form.isHidden()
    assert pane._new.isVisible()


def test_a_district_takes_a_permit_after_comparing(
    district_room, agency, district, open_page, stick, qtbot
):
    page = opened(open_page, district_room)
    pane = page.relay.carrying
    pane.take_permit(a_permit_file(agency, district, stick))
    shown = pane._digits.text()

    qtbot.keyClick(pane, Qt.Key.Key_Return, CTRL)

    assert "".join(shown.split()) == card_of(agency).fingerprint.replace(" ", "")
    assert "You carry reports" in pane.words()
    assert page.views.button(RELAY).text() == "For the province"


def test_the_next_permit_of_the_same_province_is_taken_at_once(
    district_room, agency, district, joined, open_page, stick
):
    del joined
    permitted(agency, district)
    page = opened(open_page, district_room)
    pane = page.relay.carrying

    pane.take_permit(a_permit_file(agency, district, stick, may_open=True))

    assert pane._compare_card.isHidden()
    assert "You carry reports" in pane.words()


def test_reports_are_kept_carried_on_and_their_receipts_handed_on(
    district_room, agency, district, joined, open_page, stick, tmp_path
):
    permitted(agency, district)
    a_sealed_month(joined)
    library_stick = on_a_stick(joined, tmp_path / "library")
    page = opened(open_page, district_room)

    page.receive(library_stick)
    chips = [line.chip for line in page.lines()]
    counted = page.views.button(RELAY).text()
    page.views.choose(RELAY)
    pane = page.relay.carrying
    pane.carry(stick)
    said = pane.words()
    accept.write_receipts(accept.accept(agency, [stick]))
    pane.read_receipts(stick)
    waiting = pane.lines()
    page.receive(on_a_stick(joined, library_stick))

    assert chips == ["To carry on"]
    assert counted == "For the province · 1"
    assert said == "1 file is on the stick"
    assert len(waiting) == 1
    assert read_receipts(joined, library_stick)[1] == "ACCEPT"
    page.views.choose(RELAY)
    assert pane.lines() == []


def test_without_a_permit_the_first_step_is_said(district_room, open_page):
    page = opened(open_page, district_room)
    pane = page.relay.carrying

    assert pane._take.isVisible()
    assert not pane._carry.isVisible()
    assert pane._name.text() == "No permit yet"
