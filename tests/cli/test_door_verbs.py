"""Visitors and opening hours on the command line."""

from datetime import UTC, datetime, timedelta

import pytest

from jukung.cli import parser
from jukung.domain.kinds import VisitPurpose

DAY, BEFORE = (str((datetime.now(UTC) - timedelta(days=back)).date()) for back in (3, 4))


@pytest.fixture(autouse=True)
def made(jukung):
    jukung("init", "--name", "Rawa Bening", "--region", "63.03.05.2007")


def test_the_purposes_that_can_be_named_are_those_that_are_known():
    assert tuple(VisitPurpose) == parser.PURPOSES


def test_a_class_a_card_and_a_correction_are_recorded(jukung):
    card = jukung("member", "add", "Halimah").value["card"]
    jukung("visits", "add", "--female", "12", "--children", "--group", "Kelas IV", "--on", DAY)

    first = jukung("visits", "card", card, "--purpose", "read").value
    second = jukung("visits", "card", card).value
    jukung("visits", "correct", DAY, "--female", "10")
    listed = jukung("visits", "day", DAY).value

    assert (first["counted"], second["counted"]) == (True, False)
    assert listed["total"] == 10
    assert listed["acts"][0]["group_name"] == "Kelas IV"


def test_hours_are_set_and_taken_away(jukung):
    hours = jukung("open-days", "set", DAY, "8.00", "12:15").value
    shut = jukung("open-days", "closed", BEFORE).value
    month = {each["on"]: each for each in jukung("open-days", "show", DAY[:7]).value}

    assert (hours["opened"], hours["minutes"]) == ("08:00", 255)
    assert shut["state"] == "not_open"
    assert month[DAY]["state"] == "open"
