"""What a row of incoming reports says beyond its verdict."""

from jukung.agency.accept import SHELF_FULL, Judged
from jukung.exchange.parcels.verdict import Verdict
from jukung.ui.agency_pages import inbox_rows


def line_of(verdict, **rest):
    return inbox_rows._line(Judged("a.jkp", verdict, **rest), {"63.03": "Pustaka Induk"})


def test_an_invitation_that_is_not_good_says_why():
    line = line_of(Verdict.REJECT_INVITATION, note="expired")

    assert line.means == "The invitation is too old."


def test_a_full_shelf_has_words_of_its_own():
    line = line_of(Verdict.REJECT_UNREADABLE, note=SHELF_FULL)

    assert line.chip == "No room"
    assert line.next_step.startswith("Carry them on first")


def test_a_library_that_became_part_of_another_is_said():
    line = line_of(Verdict.ACCEPT, merged_into="63.03")

    assert line.means == "The figures count. This library is part of Pustaka Induk now."
