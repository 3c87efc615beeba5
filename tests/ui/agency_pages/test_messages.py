"""The messages page: tell, ask back, settle, and change the keys."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from jukung.agency import accept, key_change, questions, receipts
from jukung.agency.office import fetch_keys
from jukung.agency.tables import SiteRow
from jukung.exchange.parcels import envelope, notices, receipt
from jukung.exchange.parcels.identity import read_agency_card
from jukung.ui.agency_pages.messages import MessagesPage
from parcel_makers import OCTOBER, a_sealed_month, months_before, payload_of, sent


@pytest.fixture
def page(office_room, open_page):
    office_room.preferences.person = "Rahmi"
    return open_page(MessagesPage(office_room))


@pytest.fixture
def doubtful(agency, joined, tmp_path):
    """A library with a steady year and an October far above it."""
    for place, month in enumerate(months_before(7)):
        a_sealed_month(joined, month, female=400 if month == OCTOBER else 30 + place)
    accept.accept(agency, list(sent(joined, tmp_path / "year").values()))
    return joined


def deliver(agency, library, folder):
    return accept.accept(agency, list(sent(library, folder).values()))[-1].receipt


def test_a_message_is_written_by_keyboard_and_carried(page, agency, joined, tmp_path, qtbot):
    pane = page.open("words")
    pane.begin()
    qtbot.keyClicks(pane._words, "Kantor tutup besok")
    qtbot.keyClick(pane._words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    (line,) = pane.lines()
    a_sealed_month(joined)
    content = deliver(agency, joined, tmp_path / "stick")

    assert (line.words, line.made_by) == ("Kantor tutup besok", "Rahmi")
    assert "1" in pane.words()
    assert payload_of(content, envelope.RECEIPT)["notices"][0]["words"] == line.words


def test_a_message_without_words_is_refused_kindly(page):
    pane = page.open("words")

    pane.send()

    assert pane.lines() == []
    assert "no words" in pane.words()


def test_a_message_to_one_library_needs_its_code(page, joined):
    pane = page.open("words")
    pane.shown()
    pane.type("halo", scope="99.99")
    pane.send()
    refused = pane.words()

    pane.type("halo", scope="63.03.05.2007")
    pane.send()

    assert "99.99" in refused
    assert [each.scope for each in pane.lines()] == ["63.03.05.2007"]


def test_a_message_is_taken_back(page):
    pane = page.open("words")
    pane.type("salah")
    pane.send()

    pane.withdraw()

    assert pane.lines()[0].withdrawn_at is not None


def test_receipts_with_news_are_written(page, joined, stick):
    pane = page.open("words")
    pane.type("halo")
    pane.send()

    pane.write_receipts(stick)

    (file,) = stick.glob("*.jkr")
    with joined.changing() as desk:
        receipt.read_receipt(desk, file.read_bytes(), file.name)
        assert [each.words for each in notices.unread(desk)] == ["halo"]


def test_a_doubtful_figure_is_shown_with_its_year_and_asked_back(page, doubtful, agency):
    pane = page.open("doubts")
    (flag,) = pane.lines()

    pane.ask_with("Mohon dilihat hitungan tanggal 12")

    assert flag.figure == "visits"
    assert "400" in flag.why
    assert pane.lines()[0].question == 1
    assert not pane._ask.isEnabled()
    with agency.reading() as desk:
        (asked,) = questions.listed(desk)
    assert (asked.asked_by, asked.words) == ("Rahmi", "Mohon dilihat hitungan tanggal 12")


def test_a_figure_that_is_right_is_listed_no_more(page, doubtful):
    pane = page.open("doubts")

    pane.call_right()

    assert pane.lines() == []
    assert "right" in pane.words()


def test_another_month_has_its_own_doubts(page, doubtful):
    pane = page.open("doubts")

    pane.choose_month(OCTOBER.before)

    assert pane.lines() == []


def test_an_answer_comes_back_and_is_settled(page, doubtful, agency, tmp_path):
    page.open("doubts").ask_with("")
    read_by = deliver_again(agency)
    with doubtful.changing() as desk:
        receipt.read_receipt(desk, read_by, "x.jkr")
        notices.answer(desk, 1, notices.Choice.corrected)
    a_sealed_month(doubtful, OCTOBER.after, female=30)
    deliver(agency, doubtful, tmp_path / "next")
    pane = page.open("questions")
    (asked,) = pane.lines()

    pane.settle()

    assert asked.answer == "corrected"
    assert pane.lines() == []


def deliver_again(agency):
    with agency.changing() as desk:
        site = desk.session.scalars(select(SiteRow)).one()
        return receipts.renew(desk, fetch_keys(desk.profile), site).bytes


def test_new_keys_ask_for_a_second_name(page, agency):
    pane = page.open("keys")
    pane.begin()

    pane._change.click()
    refused = pane.words()
    pane._second.setText("Yusuf")
    pane._change.click()

    assert "two people" in refused
    with agency.reading() as desk:
        assert len(desk.profile.former) == 1
        assert key_change.followed(desk).since is not None
    assert "new keys" in pane.words()


def test_escape_leaves_the_keys_as_they_are(page, agency, qtbot):
    pane = page.open("keys")
    pane.begin()

    qtbot.keyClick(pane._second, Qt.Key.Key_Escape)

    assert pane._asking.isHidden()
    with agency.reading() as desk:
        assert desk.profile.former == ()


def test_the_new_card_is_written(page, agency, stick):
    pane = page.open("keys")
    pane.change_keys("Rahmi", "Yusuf")

    pane.write_card(stick)

    (file,) = stick.glob("*.jkc")
    with agency.reading() as desk:
        assert read_agency_card(file) == desk.profile.card
