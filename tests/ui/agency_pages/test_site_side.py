"""The right side of the register: one library, its forms, invitations and lists."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from box_makers import a_site
from jukung.agency import agreements, candidates, contacts, invitations, register, sites
from jukung.exchange.parcels import join
from jukung.ui.agency_pages.sites import SitesPage
from makers import a_library

CTRL = Qt.KeyboardModifier.ControlModifier
HOME = "63.03.05.2007"


@pytest.fixture
def newcomer(tmp_path):
    made = a_library(tmp_path, file="baru.jukung", name="Pustaka Ilung", place_name="Desa Ilung")
    yield made
    made.close()


@pytest.fixture
def card(newcomer, stick):
    with newcomer.reading() as desk:
        return join.write_library_card(desk, stick)


@pytest.fixture
def page(office_room, open_page):
    return open_page(SitesPage(office_room))


def add(agency, code, name, **rest):
    with agency.changing(by="Rahmi") as desk:
        return register.add(desk, code, name=name, **rest)


def site_of(agency, code):
    with agency.reading() as desk:
        return next((each for each in sites.all_sites(desk) if each.code == code), None)


def press(widget, key, modifier=CTRL):
    QTest.keyClick(widget, key, modifier)


def test_one_person_leaves_a_library_waiting_for_the_second(agency, card, page):
    page.choose_card(card)
    page.side.card._code.setText("63.07.01.2002")
    page.side.card._first.setText("Rahmi")
    press(page.side.card._code, Qt.Key.Key_S)
    waiting = page.waiting_words()

    page.side.compare_waiting()
    page.side.card._second.setText("rahmi")
    press(page.side.card._second, Qt.Key.Key_S)
    refused = page.words()
    page.side.card._second.setText("Hasan")
    press(page.side.card._second, Qt.Key.Key_S)

    assert waiting == "1 library waits for a second person"
    assert refused.startswith("Rahmi compared the numbers already.")
    assert site_of(agency, "63.07.01.2002").fingerprint
    assert page.waiting_words() == ""


def test_a_first_word_is_taken_back(agency, card, page):
    page.choose_card(card)
    page.side.card._code.setText("63.07.01.2002")
    page.side.card._first.setText("Rahmi")
    press(page.side.card._code, Qt.Key.Key_S)

    page.side.compare_waiting()
    page.side.card._forget.click()

    with agency.reading() as desk:
        assert candidates.waiting(desk) == ()


def test_a_library_without_jukung_is_added_and_edited_by_keys(agency, page):
    page.side.start._add.click()
    page.side.form.name.setText("Pustaka Ilung")
    page.side.form.code.setText("6307012002")
    press(page.side.form.name, Qt.Key.Key_S)
    shown = page.side.panel.facts.site.code
    press(page.side.panel, Qt.Key.Key_E)
    page.side.form.code.setText("63.07.01.2003")
    press(page.side.form.code, Qt.Key.Key_S)

    assert shown == "63.07.01.2002"
    assert site_of(agency, "63.07.01.2003").name == "Pustaka Ilung"
    assert page.side.pile.currentWidget() is page.side.panel


def test_a_wrong_code_is_said_in_the_form(page):
    page.side.start._add.click()
    page.side.form.name.setText("Pustaka Ilung")
    page.side.form.code.setText("abc")
    press(page.side.form.name, Qt.Key.Key_S)

    assert "is not a region code" in page.words()


@pytest.mark.usefixtures("joined")
def test_a_library_is_closed_and_opened_again(agency, page):
    page.side.open_site(HOME)
    page.side.panel._end.click()
    press(page.side.end.month, Qt.Key.Key_S)
    closed = site_of(agency, HOME).closed_from
    page.side.panel._reopen.click()

    assert closed is not None
    assert site_of(agency, HOME).closed_from is None


@pytest.mark.usefixtures("joined")
def test_a_library_becomes_part_of_another(agency, page):
    add(agency, "63.03.05.2010", "Pustaka Ilung")
    page.side.open_site(HOME)
    page.side.panel._end.click()
    page.side.end.way.choose("merge")
    page.side.end.into.setText("63.03.05.2010")
    press(page.side.end.into, Qt.Key.Key_S)

    assert site_of(agency, HOME).merged_into == site_of(agency, "63.03.05.2010").site
    page.show_only("closed")
    assert [line.code for line in page.lines()] == [HOME]


@pytest.mark.usefixtures("joined")
def test_contacts_are_written_down(agency, page):
    page.side.open_site(HOME)
    press(page.side.panel, Qt.Key.Key_K)
    name, _role, phone, _note = page.side.contacts.rows[0]
    name.setText("Siti")
    phone.setText("0811 111")
    press(name, Qt.Key.Key_S)

    with agency.reading() as desk:
        (kept,) = contacts.of_site(desk, sites.by_code(desk, HOME).site)
    assert (kept.name, kept.phone) == ("Siti", "0811 111")
    assert page.side.pile.currentWidget() is page.side.panel


@pytest.mark.usefixtures("joined")
def test_a_key_is_withdrawn_and_trusted_again(agency, page):
    page.side.open_site(HOME)
    page.side.panel._distrust.click()
    withdrawn = site_of(agency, HOME).fingerprint
    page.side.panel._trust.click()

    assert withdrawn == ""
    assert site_of(agency, HOME).fingerprint


def test_all_without_a_key_are_invited_into_a_folder(agency, page, stick):
    for number in (2001, 2002, 2003):
        add(agency, f"63.07.01.{number}", f"Pustaka {number}")
    page.shown()
    press(page, Qt.Key.Key_I)
    page.side.invite.person.setText("Rahmi")
    press(page.side.invite.whom, Qt.Key.Key_S)
    page.side.invite_into(stick)

    names = sorted(path.name for path in stick.iterdir())
    assert names[:3] == [f"JKU-63.07.01.{number}.jkc" for number in (2001, 2002, 2003)]
    assert names[3:] == ["JKU.pdf", "JKU.xlsx"]
    assert page.words() == "3 invitations written"
    with agency.reading() as desk:
        assert {each.made_by for each in invitations.handed_out(desk)} == {"Rahmi"}


def test_a_list_is_read_taken_in_and_taken_back(agency, page, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("kode,nama\n63.07.01.2001,Pustaka Satu\nabc,Salah\n", encoding="utf-8")

    page.work.plan_list(path, page.side.show_plan)
    findings = page.side.plan._found.text()
    press(page.side.plan, Qt.Key.Key_S)
    added = site_of(agency, "63.07.01.2001")
    page.side.start._undo.click()

    assert findings == "Line 3: “abc” is not a region code."
    assert added is not None
    assert site_of(agency, "63.07.01.2001") is None


@pytest.mark.usefixtures("joined")
def test_the_filters_tell_libraries_apart(agency, page):
    add(agency, "63.07.01.2001", "Pustaka Satu")
    found = {}
    for name in ("all", "late", "no_key", "paper", "closed", "prison"):
        page.show_only(name)
        page.shown()
        found[name] = len(page.lines())

    assert found == {"all": 2, "late": 1, "no_key": 1, "paper": 1, "closed": 0, "prison": 0}


@pytest.mark.usefixtures("joined")
def test_escape_goes_back_step_by_step(page):
    page.side.open_site(HOME)
    press(page.side.panel, Qt.Key.Key_E)
    press(page.side.form.name, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    first = page.side.pile.currentWidget()
    press(page.side.panel, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)

    assert first is page.side.panel
    assert page.side.pile.currentWidget() is page.side.start


def test_an_invitation_that_was_handed_out_is_withdrawn(agency, page, stick):
    add(agency, "63.07.01.2001", "Pustaka Satu")
    with agency.changing(by="Rahmi") as desk:
        (wanted,) = invitations.without_key(desk)
        invitations.make(desk, wanted, stick, until=desk.today)
    page.shown()
    press(page, Qt.Key.Key_I)
    shown = [each.state for each in page.side.invite._rows.values()]

    press(page, Qt.Key.Key_D)

    assert shown == ["open"]
    assert [each.state for each in page.side.invite._rows.values()] == ["withdrawn"]
    assert not page.side.invite.withdraw.isEnabled()
    with agency.reading() as desk:
        assert [each.state for each in invitations.handed_out(desk)] == ["withdrawn"]


def test_the_agreement_of_a_prison_is_kept_beside_the_list(agency, page):
    with agency.changing() as desk:
        a_site(desk)
    page.shown()
    page.side.open_site("63.03.02")

    press(page, Qt.Key.Key_R)
    hidden = page.side.panel._back.isHidden()
    page.side.prison.form.number.setText("120/PKS")
    press(page, Qt.Key.Key_S)

    with agency.reading() as desk:
        assert [each.number for each in agreements.chain(desk, "63.03.02")] == ["120/PKS"]
    assert hidden
    assert not page.side.panel._back.isHidden()


def test_a_village_has_no_agreement_beside_the_list(agency, page):
    add(agency, "63.07.01.2001", "Pustaka Satu")
    page.shown()

    page.side.open_site("63.07.01.2001")

    assert page.side.prison.isHidden()
