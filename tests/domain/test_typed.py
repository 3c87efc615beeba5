from datetime import date

import pytest

from jukung.domain import errors, typed
from jukung.domain.kinds import SlipAct

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21/11", date(2026, 11, 21)),
        ("21-11-2026", date(2026, 11, 21)),
        ("21.11.26", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("2111", date(2026, 11, 21)),
        ("211126", date(2026, 11, 21)),
        ("21112026", date(2026, 11, 21)),
        ("21", date(2026, 11, 21)),
        ("23", date(2026, 10, 23)),
        ("31", date(2026, 10, 31)),
        ("1 / 11".replace(" ", ""), date(2026, 11, 1)),
        ("3/1", date(2027, 1, 3)),
        ("k", date(2026, 11, 21)),
        (" Kemarin ", date(2026, 11, 21)),
        ("h", TODAY),
        ("29/2/2024", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_typed(text, day):
    assert typed.read_day(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05012027", date(2027, 1, 5)),
        ("050127", date(2027, 1, 5)),
        ("5-1-2027", date(2027, 1, 5)),
        ("5/1", date(2027, 1, 5)),
        ("5 Jan 2027", date(2027, 1, 5)),
        ("5 januari", date(2027, 1, 5)),
        ("17 Agt 2026", date(2026, 8, 17)),
        ("besok", date(2026, 11, 23)),
    ],
)
def test_a_day_to_come_is_read_as_it_is_typed(text, day):
    assert typed.read_day(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "lean", "day"),
    [
        ("25", typed.Lean.past, date(2026, 10, 25)),
        ("25", typed.Lean.near, date(2026, 11, 25)),
        ("21", typed.Lean.near, date(2026, 11, 21)),
        ("21", typed.Lean.ahead, date(2026, 12, 21)),
        ("1/6", typed.Lean.near, date(2026, 6, 1)),
        ("1/6", typed.Lean.ahead, date(2027, 6, 1)),
        ("22/11", typed.Lean.ahead, TODAY),
        ("29/2", typed.Lean.ahead, date(2028, 2, 29)),
    ],
)
def test_a_day_without_its_year_leans_where_the_form_looks(text, lean, day):
    assert typed.read_day(text, today=TODAY, lean=lean) == day


def test_december_is_typed_in_january():
    assert typed.read_day("30/12", today=date(2027, 1, 4)) == date(2026, 12, 30)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "32",
        "31/2",
        "0/1",
        "x",
        "1/2/3/4",
        "²¹/11",
        "-1",
        "123456789",
        "5 ju",
        "5 bulan",
        "01011066",
    ],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(errors.DayUnreadable):
        typed.read_day(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9.30", "09:30"),
        ("0930", "09:30"),
        ("930", "09:30"),
        ("9:30", "09:30"),
        ("9,30", "09:30"),
        ("9", "09:00"),
        ("23.59", "23:59"),
        ("0:00", "00:00"),
        (" ", None),
    ],
)
def test_a_time_is_read_as_it_is_typed(text, time):
    assert typed.read_time(text) == time


@pytest.mark.parametrize("text", ["24.00", "9.60", "9.5", "pagi", "12345", "٩"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(errors.TimeUnreadable):
        typed.read_time(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("", SlipAct.lend),
        ("Pinjam", SlipAct.lend),
        ("k", SlipAct.give_back),
        ("return", SlipAct.give_back),
        ("perpanjang", SlipAct.renew),
        ("Baca di tempat", SlipAct.in_house),
        ("jual", None),
    ],
)
def test_what_was_done_is_read_in_both_languages(text, act):
    assert typed.read_act(text) == act
