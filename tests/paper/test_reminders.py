"""Slips of paper: what stands on them, how many to a page, the same bytes each time."""

from datetime import date

import pypdfium2
import pytest

from jukung.domain.errors import NothingToPrint
from jukung.paper.papers import OFFICE, SHEETS
from jukung.paper.picture import page_sizes
from jukung.paper.reminders import ReminderSlip, SlipKind, SlipLine, slip_pages

TODAY = date(2026, 11, 22)
LATE = SlipLine("Perahu Kecil di Rawa", "K1", date(2026, 11, 19), 3)


def a_slip(**facts):
    return ReminderSlip(
        **{"kind": SlipKind.late, "card": "A1", "name": "Sarah", "lines": (LATE,)} | facts
    )


def made(*slips, paper="a4"):
    return slip_pages(slips, library="Perpustakaan Rawa Bening", today=TODAY, paper=paper)


def words(pdf, page=0):
    document = pypdfium2.PdfDocument(pdf)
    text = document[page].get_textpage().get_text_range()
    document.close()
    return text


def boxes(pdf):
    """Where letters stand: left, top, right, bottom in millimetres from above."""
    document = pypdfium2.PdfDocument(pdf)
    leaf = document[0]
    reader, high = leaf.get_textpage(), leaf.get_height()
    found = [reader.get_charbox(place) for place in range(reader.count_chars())]
    document.close()
    k = 25.4 / 72
    return [
        (left * k, (high - top) * k, right * k, (high - low) * k)
        for left, low, right, top in found
        if right > left
    ]


def test_a_slip_says_whom_what_and_since_when():
    said = words(made(a_slip(guardian="Ibu Ratna", fine=1500)))

    for each in ("Sarah", "Card A1", "Ibu Ratna", "Perahu Kecil di Rawa", "K1", "3 days late"):
        assert each in said
    assert "Rp1,500" in said


def test_a_slip_of_a_resident_has_the_card_and_no_name():
    said = words(made(a_slip(name="")))

    assert "Card A1" in said
    assert "·  Card" not in said


def test_a_slip_for_the_ready_shelf_says_until_when():
    said = words(made(a_slip(kind=SlipKind.ready, lines=(SlipLine("Rawa", "K1", TODAY),))))

    assert "Set aside for" in said
    assert "22 November 2026" in said


def test_what_does_not_fit_is_counted():
    said = words(made(a_slip(lines=(LATE,) * 9)))

    assert said.count("Perahu Kecil") == 3
    assert "and 6 more" in said


@pytest.mark.parametrize("paper", OFFICE)
def test_eight_slips_stand_on_a_page_of_their_paper(paper):
    pdf = made(*[a_slip()] * 9, paper=paper)

    sizes = page_sizes(pdf)

    assert len(sizes) == 2
    assert sizes[0] == pytest.approx(SHEETS[paper], abs=0.1)


def test_long_words_stay_on_their_slip():
    pdf = made(
        a_slip(
            name="Muhammad Abdurrahman bin Haji Abdussamad Al-Banjari" * 2,
            guardian="Hajjah Siti Aminah binti Haji Abdurrahman Sidiq" * 2,
            lines=(SlipLine("Hikayat Perahu " * 20, "RB-00017-2026", TODAY, 1234),) * 9,
        )
    )

    assert max(right for _left, _top, right, _low in boxes(pdf)) < 105
    assert max(low for _left, _top, _right, low in boxes(pdf)) < 297 / 4


def test_the_same_slips_give_the_same_bytes():
    assert made(a_slip()) == made(a_slip())


def test_without_anybody_there_is_no_page():
    with pytest.raises(NothingToPrint):
        made()
