"""What the agency tells is shown once at the desk, and asked at the report."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from jukung.agency import accept, key_change, notices, questions, receipts
from jukung.agency.office import fetch_keys
from jukung.agency.tables import SiteRow
from jukung.domain.kinds import Role
from jukung.exchange.parcels import notices as told_here
from jukung.exchange.parcels import receipt
from jukung.ui.pages import agency_notice, send_news
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.send import SendPage
from makers import a_member, acting_as
from parcel_makers import OCTOBER, a_sealed_month, an_office, join_to, sent


@pytest.fixture
def agency(tmp_path):
    made = an_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def told(library, agency, tmp_path):
    """A library with October at the agency; gives the way to bring it the newest receipt."""
    join_to(library, agency)
    a_sealed_month(library)
    accept.accept(agency, list(sent(library, tmp_path / "stick").values()))

    def bring():
        with agency.changing() as desk:
            site = desk.session.scalars(select(SiteRow)).one()
            content = receipts.renew(desk, fetch_keys(desk.profile), site).bytes
        with library.changing() as desk:
            receipt.read_receipt(desk, content, "x.jkr")

    return bring


def write(agency, *words):
    with agency.changing() as desk:
        for each in words:
            notices.write(desk, each)


def ask(agency):
    with agency.changing() as desk:
        site = desk.session.scalars(select(SiteRow)).one()
        questions.ask(desk, site.site, OCTOBER, figure="visits", words="Mohon dilihat")


def test_a_message_stands_above_the_desk_until_it_is_read(agency, told, room, open_page):
    write(agency, "Kantor tutup besok")
    told()
    page = open_page(CirculationPage(room))
    shown = page._notice.words()

    QTest.keyClick(page._field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    assert shown == "Kantor tutup besok"
    assert page._notice.words() == ""
    assert open_page(CirculationPage(room))._notice.words() == ""


def test_several_messages_come_one_after_the_other(agency, told, room, open_page):
    write(agency, "satu", "dua")
    told()
    strip = open_page(CirculationPage(room))._notice
    titles = [strip._who.text()]

    strip.mark_read()

    assert "1 of 2" in titles[0]
    assert strip.words() == "dua"


def test_the_strip_makes_way_while_somebody_is_served(agency, told, library, room, open_page):
    write(agency, "Kantor tutup besok")
    told()
    with library.changing() as desk:
        member = a_member(desk)
    page = open_page(CirculationPage(room))

    page.call_member(member.card)
    served = page._notice.words()
    page.finish()

    assert served == ""
    assert page._notice.words() == "Kantor tutup besok"


def test_an_aide_sees_no_message(agency, told, library):
    write(agency, "Untuk petugas")
    told()

    with library.reading() as desk:
        assert agency_notice._look(acting_as(desk, Role.aide)) == ()
        assert len(agency_notice._look(acting_as(desk, Role.assistant))) == 1
        assert send_news._look(acting_as(desk, Role.aide)).messages == ()


def test_new_keys_are_told_with_their_numbers(agency, told, room, open_page):
    card = key_change.begin(agency, by="Rahmi", seconded_by="Yusuf")
    told()

    strip = open_page(CirculationPage(room))._notice

    assert card.fingerprint in strip.words()
    assert "new keys" in strip._who.text()


def test_a_question_stands_beside_the_report_and_leads_to_its_figure(agency, told, room, open_page):
    ask(agency)
    told()
    page = open_page(SendPage(room))
    news = page._parts.news

    news.figure_wanted.emit(OCTOBER, "visits")

    assert news.words() == ("October 2026, Visits: is 7 right?",)
    assert page._figures._table.current_value().code == "visits"
    assert page._view.month == OCTOBER
    rows = page._figures._rows
    row = next(
        row for row, line in enumerate(rows.values()) if getattr(line, "code", "") == "visits"
    )
    assert rows.index(row, 4).data() == "The agency asks"


def test_an_answer_is_one_of_three_and_waits_for_the_next_report(
    agency, told, library, room, open_page
):
    ask(agency)
    told()
    news = open_page(SendPage(room))._parts.news

    news.answer(1, "not_counted")

    with library.reading() as desk:
        (asked,) = told_here.questions(desk)
    assert (asked.answer, asked.is_sent) == (told_here.Choice.not_counted, False)


def test_without_news_there_is_no_card(told, room, open_page):
    told()

    page = open_page(SendPage(room))

    assert page._parts.news.isHidden()
    assert page._parts.news.words() == ()


def test_earlier_messages_are_kept_with_the_report(agency, told, room, open_page):
    write(agency, "satu", "dua")
    told()
    page = open_page(CirculationPage(room))
    page._notice.mark_read()
    page._notice.mark_read()

    news = open_page(SendPage(room))._parts.news

    assert [each.words for each in news._news.messages] == ["dua", "satu"]
    assert all(each.is_read for each in news._news.messages)
