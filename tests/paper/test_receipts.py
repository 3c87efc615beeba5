from datetime import date

import pytest
from card_makers import ARABIC, LONG, LONG_NAME, letters, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from jukung.paper import papers
from jukung.paper.picture import page_count, page_picture, page_sizes
from jukung.paper.receipts import (
    RECEIPT_PAPERS,
    HoldSlip,
    Receipt,
    ReceiptKind,
    ReceiptLine,
    hold_page,
    receipt_page,
)

TODAY, DUE = date(2026, 11, 22), date(2026, 11, 29)


def a_line(number="0003320", **facts):
    return ReceiptLine(
        **({"title": "Perahu di Sungai Melati", "number": number, "due_on": DUE} | facts)
    )


def a_receipt(*lines, kind=ReceiptKind.loan, **facts):
    said = {
        "library": "Pustaka Cahaya",
        "card": "0000412",
        "name": "Melati Purnama",
        "on": TODAY,
        "at": "14:02",
    }
    return Receipt(kind=kind, lines=lines or (a_line(),), **(said | facts))


def a_slip(**facts):
    said = {
        "library": "Pustaka Cahaya",
        "card": "0000412",
        "name": "Melati Purnama",
        "title": "Perahu di Sungai Melati",
        "number": "0003320",
        "until_on": DUE,
    }
    return HoldSlip(**(said | facts))


def edges(paper):
    """Left and right end of what may be printed."""
    if paper in papers.ROLLS:
        width, printed = papers.ROLLS[paper]
        return (width - printed) / 2, (width + printed) / 2
    width, _height = papers.SHEETS[paper]
    return 5.0, width - 5.0


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_a_loan_receipt_says_what_was_lent_and_until_when(paper):
    receipt = a_receipt(a_line(), a_line("0003456", note="renewed"), staff="Siti")

    said = words_of(receipt_page(receipt, paper=paper))

    for words in (
        "Pustaka Cahaya",
        "Loan receipt",
        "Sunday, 22 November 2026 · 14:02",
        "Melati Purnama",
        "Card 0000412",
        "0003456 · renewed",
        "Back by",
        "29 Nov 2026",
        "2 copies lent",
        "Enjoy reading!",
        "Served by Siti",
    ):
        assert words in said


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_a_return_receipt_thanks_and_says_the_fine(paper):
    receipt = a_receipt(kind=ReceiptKind.returned, fine=3500)

    said = words_of(receipt_page(receipt, paper=paper))

    assert "Return receipt" in said
    assert "Rp3,500" in said
    assert "1 copy returned" in said
    assert "Thank you for bringing them back." in said
    assert "29 Nov" not in said


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_without_a_name_the_card_stands_alone(paper):
    receipt = receipt_page(a_receipt(name=""), paper=paper)
    slip = hold_page(a_slip(name=""), paper=paper)

    assert "Card 0000412" in words_of(receipt)
    assert "Melati Purnama" not in words_of(receipt) + words_of(slip)
    assert words_of(slip).count("0000412") == 1


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_a_hold_slip_says_for_whom_and_until_when(paper):
    said = words_of(hold_page(a_slip(), paper=paper))

    for words in ("Set aside for", "Melati Purnama", "Kept until", "29 Nov 2026", "0003320"):
        assert words in said


def test_a_roll_is_as_long_as_what_stands_on_it():
    one = page_sizes(receipt_page(a_receipt(), paper="roll58"))
    many = page_sizes(
        receipt_page(a_receipt(*[a_line(f"{n:07}") for n in range(60)]), paper="roll58")
    )

    assert len(one) == len(many) == 1
    assert [round(size[0][0], 1) for size in (one, many)] == [58.0, 58.0]
    assert many[0][1] > one[0][1] + 59 * 10
    assert one[0][1] < 100


def test_a_long_receipt_on_a6_goes_on_on_the_next_page_with_whole_copies():
    lines = [a_line(f"{number:07}") for number in range(14)]

    pdf = receipt_page(a_receipt(*lines), paper="a6")

    assert page_count(pdf) > 1
    said = [words_of(pdf, page) for page in range(page_count(pdf))]
    assert sum(page.count("29 Nov 2026") for page in said) == 14
    for page in said:
        assert page.count("Perahu") == page.count("29 Nov 2026")


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
@pytest.mark.parametrize("text", [LONG_NAME, ARABIC, "W" * 90])
def test_long_and_arabic_words_stay_on_the_strip(paper, text):
    line = a_line(number="SLM-2019-000413", title=text * 2, note=text)
    receipt = a_receipt(line, name=text, library=LONG, staff=text, fine=123456)
    slip = a_slip(name=text, library=LONG, title=text * 2)

    left, right = edges(paper)
    for pdf in (receipt_page(receipt, paper=paper), hold_page(slip, paper=paper)):
        height = page_sizes(pdf)[0][1]
        for page in range(page_count(pdf)):
            for box in letters(pdf, page):
                assert left - 0.2 <= box[0] <= box[2] <= right + 0.2
                assert 1 <= box[1] <= box[3] <= height - 1


@given(text=st.text(max_size=120))
@settings(max_examples=40, deadline=None)
def test_any_words_stay_on_the_narrow_roll(text):
    pdf = receipt_page(a_receipt(a_line(title=text, note=text), name=text), paper="roll58")

    left, right = edges("roll58")
    for box in letters(pdf):
        assert left - 0.3 <= box[0] <= box[2] <= right + 0.3


def test_a_receipt_is_black_and_white_only():
    picture = page_picture(receipt_page(a_receipt(), paper="roll80"), 0, scale=203 / 72)

    pixels = {tuple(picture.rgba[place : place + 3]) for place in range(0, len(picture.rgba), 4)}
    assert all(red == green == blue for red, green, blue in pixels)


def test_the_same_receipt_has_the_same_bytes():
    first = receipt_page(a_receipt(), paper="roll80"), hold_page(a_slip(), paper="a6")

    again = receipt_page(a_receipt(), paper="roll80"), hold_page(a_slip(), paper="a6")

    assert first == again


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_a_late_copy_is_not_asked_for_by_a_day_that_is_over(paper):
    late = a_line("0003321", due_on=date(2026, 11, 3), late_days=19, still_out=True)

    said = words_of(receipt_page(a_receipt(late), paper=paper))

    assert "STILL OUT" in said
    assert "19 days late" in said
    assert "1 copy still out" in said
    assert "Please bring back what is late as soon as you can." in said
    for words in ("by the day above", "Enjoy reading!", "TODAY", "lent"):
        assert words not in said


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_what_was_lent_today_is_told_from_what_is_still_out(paper):
    lines = (
        a_line("0003321", title="Rawa", late_days=1, still_out=True),
        a_line("0003322", title="Kapal", still_out=True),
        a_line(title="Perahu"),
    )

    said = words_of(receipt_page(a_receipt(*lines), paper=paper))

    places = [said.index(each) for each in ("TODAY", "Perahu", "STILL OUT", "Rawa", "Kapal")]
    assert places == sorted(places)
    assert "1 day late" in said
    assert "1 copy lent 2 copies still out" in said
    assert "Please bring the rest back by the day above." in said


def test_what_came_back_is_not_counted_as_lent():
    back = a_line("0003321", due_on=None, note="returned")

    said = words_of(receipt_page(a_receipt(a_line(), back), paper="roll80"))

    assert "1 copy lent 1 copy returned" in said


@pytest.mark.parametrize("count", range(2, 9))
def test_no_page_of_a_receipt_has_closing_words_alone(count):
    lines = [a_line(f"{number:07}") for number in range(count)]

    pdf = receipt_page(a_receipt(*lines, staff="Siti"), paper="a6")

    last = words_of(pdf, page_count(pdf) - 1)
    assert f"{count} copies lent" in last
    assert "Served by Siti" in last
