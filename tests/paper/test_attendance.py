from datetime import date

import pytest
from written_pages import page_lines, page_words

from jukung.domain.errors import NothingToPrint
from jukung.paper.attendance import Attendance, attendance_sheet
from jukung.paper.document import Letterhead
from jukung.paper.papers import OFFICE, SHEETS
from jukung.paper.picture import page_sizes

HEAD = Letterhead(("DESA RAWA BENING",), "Pustaka Rawa", ("Jalan Melati 3",))
SEWING = Attendance(
    activity="Kelas Menjahit",
    on=date(2026, 11, 22),
    until=date(2026, 11, 24),
    place="Balai Desa",
    facilitator="Rahma",
)


@pytest.mark.parametrize("paper", OFFICE)
def test_a_sheet_has_its_head_and_a_line_for_each(paper):
    pdf = attendance_sheet(SEWING, letterhead=HEAD, rows=60, paper=paper)

    words = " ".join(page_words(pdf))

    assert page_sizes(pdf)[0] == pytest.approx(SHEETS[paper], abs=0.1)
    for said in ("Pustaka Rawa", "Kelas Menjahit", "22 November 2026 – 24 November 2026"):
        assert said in words
    assert words.count("C / T / A / S") == words.count("W / M") == 60
    assert "Age: C child · T teen · A adult · S senior." in words
    assert "Rahma" in words


def test_the_columns_stand_above_each_page():
    pages = page_words(attendance_sheet(SEWING, letterhead=HEAD, rows=60, paper="a4"))

    assert len(pages) > 1
    for page in pages:
        for heading in ("No.", "Name", "Age", "Signature"):
            assert heading in page


def test_the_sums_and_signatures_stand_with_the_last_lines():
    pages = page_words(attendance_sheet(SEWING, letterhead=HEAD, rows=60, paper="a4"))

    assert "Counted Women and girls" in pages[-1]
    assert "Facilitator" in pages[-1]
    assert "60" in pages[-1].split()


def test_a_prison_asks_for_cards_and_writes_no_names():
    pdf = attendance_sheet(SEWING, letterhead=HEAD, paper="a4", is_prison=True)

    (words,) = page_words(pdf)

    assert "Card number" in words
    assert "Remark" in words
    for said in ("Name", "Signature", "Rahma"):
        assert said not in words


def test_what_is_not_known_yet_is_left_for_the_pen():
    (lines,) = page_lines(attendance_sheet(Attendance(), letterhead=HEAD, rows=3, paper="a4"))

    texts = [line.text for line in lines]

    assert any("Activity" in text for text in texts)
    assert any("Place" in text for text in texts)


def test_the_same_sheet_has_the_same_bytes():
    one, other = (attendance_sheet(SEWING, letterhead=HEAD, paper="f4") for _time in range(2))

    assert one == other


@pytest.mark.parametrize("rows", [0, -1, 1001])
def test_a_sheet_has_lines(rows):
    with pytest.raises(NothingToPrint):
        attendance_sheet(SEWING, letterhead=HEAD, rows=rows, paper="a4")
