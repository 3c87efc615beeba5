"""Reports over the internet, from the page of a month."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukung.agency import enrol
from jukung.domain.kinds import ParcelState, Role
from jukung.exchange.carriers import way_out
from jukung.exchange.parcels import identity
from jukung.library import closing
from jukung.ui.jobs import Jobs
from jukung.ui.pages import send_month
from jukung.ui.pages.send import SendPage
from jukung.ui.pages.send_month import Stage
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import acting_as
from network_makers import LOOPBACK, Relay, a_free_port, a_receiver, port_of
from parcel_makers import OCTOBER, an_office, count_visits, join_to

pytestmark = pytest.mark.allow_hosts(LOOPBACK)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def address(agency):
    with a_receiver(agency) as found:
        yield found


@pytest.fixture
def page(library, agency, room, open_page):
    join_to(library, agency)
    count_visits(library, OCTOBER, 12)
    shown = open_page(SendPage(room))
    shown.choose_month(OCTOBER)
    shown.close_month()
    return shown


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def type_in(field, text):
    field.clear()
    QTest.keyClicks(field, text)


def internet(page):
    return page._parts.carry.internet


def choose(page, address, proxy="none"):
    page._internet.choose(address, proxy)


def state(library):
    with library.reading() as desk:
        (sent,) = [each for each in closing.history(desk) if each.month == OCTOBER]
    return sent.parcel


def test_without_an_address_the_page_asks_for_it(page):
    press(page, Qt.Key.Key_U, CTRL)

    assert internet(page).words().startswith("Where the agency takes reports is not known.")
    assert internet(page).is_asking()


def test_an_address_is_typed_and_kept(page, library):
    press(page, Qt.Key.Key_U, CTRL)
    type_in(internet(page).form._address, "lapor.example.id")
    press(internet(page).form._address, Qt.Key.Key_Return)

    with library.reading() as desk:
        assert way_out.look(desk) == way_out.WayOut("https://lapor.example.id", "system")
    assert not internet(page).is_asking()
    assert internet(page).words().startswith("To lapor.example.id, only when you press it.")


def test_an_address_without_encryption_is_refused_and_stays_to_be_mended(page, library):
    press(page, Qt.Key.Key_U, CTRL)
    type_in(internet(page).form._address, "http://lapor.example.id")
    press(internet(page).form, Qt.Key.Key_S, CTRL)

    assert internet(page).form._banner.words().startswith("“http://lapor.example.id”")
    assert internet(page).is_asking()
    with library.reading() as desk:
        assert way_out.look(desk).address == ""


def test_a_proxy_is_typed_and_kept(page, library):
    press(page, Qt.Key.Key_U, CTRL)
    form = internet(page).form
    type_in(form._address, "lapor.example.id")
    form._how.setCurrentIndex(2)
    type_in(form._proxy, "192.168.1.1:8080")
    press(form._proxy, Qt.Key.Key_Return)

    with library.reading() as desk:
        assert way_out.look(desk).proxy == "http://192.168.1.1:8080"


def test_escape_leaves_the_address_as_it_was(page, library):
    choose(page, "lapor.example.id")
    internet(page).open_form()
    type_in(internet(page).form._address, "lain.example.id")
    press(internet(page).form, Qt.Key.Key_Escape)

    assert not internet(page).is_asking()
    assert internet(page).words().startswith("To lapor.example.id")


def test_the_question_and_the_form_do_not_both_wait_for_escape(page):
    choose(page, "lapor.example.id")
    page._parts.carry.ask_withdrawal()
    internet(page).open_form()

    assert page._parts.carry.asks() == ""

    page._parts.carry.ask_withdrawal()

    assert not internet(page).is_asking()


def test_one_key_sends_the_report_and_brings_the_receipt(page, library, address):
    choose(page, address)
    press(page, Qt.Key.Key_U, CTRL)

    assert page.words() == "1 report sent; the agency's receipt was read"
    assert state(library) is ParcelState.received
    assert page._view.stage is Stage.received
    assert internet(page).strip.isHidden()


def test_a_library_that_is_not_enrolled_is_told_what_to_do(page, library, agency, address):
    with library.reading() as desk:
        fingerprint = fingerprint_of(desk)
    with agency.changing() as desk:
        enrol.revoke(desk, fingerprint)
    choose(page, address)
    press(page, Qt.Key.Key_U, CTRL)

    assert page.words() == "October 2026 was not taken: From a key that was withdrawn"
    assert state(library) is not ParcelState.received


def test_where_nobody_answers_it_is_said_and_nothing_changes(page, library):
    choose(page, f"http://127.0.0.1:{a_free_port()}")
    press(page, Qt.Key.Key_U, CTRL)

    assert page.words().startswith("Nobody answers at 127.0.0.1")
    assert state(library) is ParcelState.sealed
    assert not internet(page).is_sending()


def test_who_does_not_keep_the_library_is_not_offered_it(library, page):
    with library.changing() as desk:
        view = send_month.look(acting_as(desk, Role.assistant), OCTOBER)
    page._parts.carry.show_month(view)

    assert not internet(page).isVisible()


def fingerprint_of(desk):
    return identity.fingerprint(desk.profile.uid, desk.profile.public_key)


@pytest.fixture
def busy_room(qapp, library, tmp_path):
    """A room whose lanes are real threads."""
    made = Room(Jobs(library.changing, library.reading), Preferences(tmp_path / "p.ini"))
    with library.reading() as desk:
        made.move_in(library, desk.profile)
    yield made
    made.jobs.close()


def test_a_person_stops_it_while_it_waits(library, agency, busy_room, open_page, qtbot, address):
    join_to(library, agency)
    count_visits(library, OCTOBER, 12)
    page = open_page(SendPage(busy_room))
    page.choose_month(OCTOBER)
    qtbot.waitUntil(lambda: page._view is not None and page._view.month == OCTOBER)
    page.close_month()
    qtbot.waitUntil(lambda: page._view.stage is Stage.sealed)
    with Relay(port_of(address), cuts=[10] * 50) as relay:
        choose(page, f"http://127.0.0.1:{relay.port}")
        qtbot.waitUntil(lambda: "127.0.0.1" in internet(page).words())
        press(page, Qt.Key.Key_U, CTRL)
        assert internet(page).strip.isVisible()
        internet(page).strip._stop.click()
        qtbot.waitUntil(lambda: not internet(page).is_sending())

    assert page.words().startswith("Sending was stopped.")
    assert state(library) is ParcelState.sealed
