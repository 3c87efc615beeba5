"""The desk reminds of a report from the day it is due until its receipt is there."""

from datetime import date, timedelta

import pytest

from jukung.domain.kinds import ParcelState, Role
from jukung.exchange.parcels import seal
from jukung.ui.pages import month_reminder, send_waiting
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.pages.send_waiting import WaitingReport
from makers import acting_as
from parcel_makers import OCTOBER, an_office, count_visits, join_to


@pytest.fixture
def desk_page(library, room, open_page):
    count_visits(library, OCTOBER, 12)
    return open_page(CirculationPage(room))


def test_it_is_due_from_the_tenth_of_the_month_after():
    early = WaitingReport(OCTOBER, date(2026, 11, 9), None)
    due = WaitingReport(OCTOBER, date(2026, 11, 10), None)

    assert (early.is_due, due.is_due) == (False, True)


def test_the_side_of_the_desk_says_what_waits(desk_page):
    reminder = desk_page._side.reminder

    assert reminder.words() == "Report not sent: October 2026"
    assert reminder._when.text() == "It was due 10 November 2026, 12 days ago."


def test_it_makes_way_while_somebody_stands_at_the_desk(desk_page):
    reminder = desk_page._side.reminder
    reminder.make_way(away=True)

    assert reminder.words() == ""

    reminder.make_way(away=False)

    assert reminder.words()


def test_not_today_is_remembered_until_tomorrow(desk_page, room):
    reminder = desk_page._side.reminder
    reminder.dismiss()
    desk_page.shown()
    today = reminder.words()
    report = reminder._report
    reminder.show_report(
        WaitingReport(report.month, report.today + timedelta(days=1), report.parcel)
    )

    assert today == ""
    assert reminder.words()


def test_it_opens_the_report(desk_page, room):
    opened = []
    room.go = opened.append
    desk_page._side.reminder._open.click()

    assert opened == ["send"]


@pytest.mark.parametrize(
    ("parcel", "words"),
    [
        (None, "Report not sent: October 2026"),
        (ParcelState.sealed, "Report sealed, not carried: October 2026"),
        (ParcelState.written, "Sent, no receipt yet: October 2026"),
    ],
)
def test_it_says_how_far_the_report_is(parcel, words):
    assert send_waiting.sentence(WaitingReport(OCTOBER, date(2026, 11, 22), parcel)) == words


def test_after_closing_it_says_that_the_report_is_not_carried(desk_page, library, tmp_path, room):
    office = an_office(tmp_path)
    join_to(library, office)
    with library.changing() as desk:
        seal.close_month(desk, OCTOBER)
    desk_page.shown()
    office.close()

    assert desk_page._side.reminder.words() == "Report sealed, not carried: October 2026"


def test_an_aide_is_not_asked_for_reports(library):
    count_visits(library, OCTOBER, 12)
    with library.changing() as desk:
        found = month_reminder._look(acting_as(desk, Role.aide))

    assert found is None


def test_without_work_nothing_is_due(room, open_page):
    page = open_page(CirculationPage(room))

    assert page._side.reminder.words() == ""
