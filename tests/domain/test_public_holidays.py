"""Public holidays of Indonesia, offline: sixteen days that the ministers decreed."""

from datetime import date

import pytest

from jukung.domain import public_holidays


def days(year, *, joint=False, language="id"):
    return public_holidays.of_years(year, year, joint=joint, language=language)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Tahun Baru Masehi"),
        (date(2026, 3, 19), "Hari Suci Nyepi"),
        (date(2026, 3, 21), "Hari Raya Idul Fitri"),
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
        (date(2026, 12, 25), "Hari Raya Natal"),
    ],
)
def test_the_days_of_2026(day, name):
    assert days(2026)[day] == name


def test_english_names_are_spoken_too():
    assert days(2026, language="en")[date(2026, 12, 25)] == "Christmas Day"


def test_joint_leave_is_added_only_when_wished():
    leave = date(2026, 3, 23)

    assert leave not in days(2026)
    assert days(2026, joint=True)[leave].startswith("Cuti Bersama")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_day_that_follows_the_moon_says_that_it_may_move(language):
    name = days(2030, language=language)[date(2030, 2, 4)]

    assert public_holidays.is_estimated(name)
    assert "(" not in public_holidays.bare_name(name)


def test_a_decreed_day_is_not_estimated():
    assert not public_holidays.is_estimated(days(2026)[date(2026, 3, 21)])


def test_several_years_hold_each_of_theirs():
    both = public_holidays.of_years(2026, 2027, joint=False, language="id")

    assert both == days(2026) | days(2027)


def test_years_without_any_knowledge_are_open():
    assert days(2105) == {}
