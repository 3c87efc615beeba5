"""Sheets of codes: read back from paper and pictures, and said in plain words."""

import random
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from printed_pages import black_box, picture, words_on

from jukung.domain.errors import NothingToPrint
from jukung.domain.months import Month
from jukung.exchange.parcels import qr
from jukung.paper import qr_sheet
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.qr_sheet import ReportCodes

OCTOBER = Month(2026, 10)


def a_report(size=3200, *, library="Pustaka Rawa Bening", number="JKG-fead25c3-0014"):
    return ReportCodes(library, OCTOBER, number, qr.codes(random.Random(size).randbytes(size)))


def read(image):
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return {each.text for each in found}


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("size", [90, 700, 1900, 3200, 6000])
def test_every_code_is_read_from_paper(paper, size):
    report = a_report(size)

    pdf = qr_sheet.sheet_pages([report], paper=paper)

    found = set().union(*(read(picture(pdf, page, dpi=150)) for page in range(page_count(pdf))))
    assert found == set(report.codes)


@pytest.mark.parametrize("size", [90, 700, 1900, 3200, 6000])
def test_every_code_is_read_from_a_picture_as_a_messenger_sends_it(size):
    report = a_report(size)

    pictures = qr_sheet.sheet_pictures([report])

    found = set()
    for content in pictures:
        image = Image.open(BytesIO(content))
        assert image.width == qr_sheet.PICTURE_WIDTH
        image.thumbnail((1600, 1600))
        small = BytesIO()
        image.save(small, "JPEG", quality=50)
        found |= read(Image.open(small))
    assert found == set(report.codes)


def test_a_page_says_whose_and_which_and_that_it_tells_nothing():
    pdf = qr_sheet.sheet_pages([a_report()])

    words = " ".join(words_on(pdf))

    assert "Pustaka Rawa Bening" in words
    assert "October 2026 · JKG-fead25c3-0014 · Page 1 of 1" in words
    assert "Nothing but figures, sealed for the agency." in words
    assert "6/6" in words


def test_each_report_has_pages_of_its_own():
    pdf = qr_sheet.sheet_pages([a_report(7000), a_report(900, number="JKG-fead25c3-0015")])

    assert page_count(pdf) == 3
    assert "Page 2 of 2" in " ".join(words_on(pdf, 1))
    assert "JKG-fead25c3-0015 · Page 1 of 1" in " ".join(words_on(pdf, 2))


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_nothing_stands_in_the_white_around_the_page(paper):
    pdf = qr_sheet.sheet_pages([a_report(library="Perpustakaan " * 12)], paper=paper)

    ((width, height),) = page_sizes(pdf)
    left, top, right, bottom = black_box(picture(pdf, 0), (0, 0, width, height), dpi=300)

    assert min(left, top, width - right, height - bottom) >= 8


def test_equal_sheets_give_the_same_bytes():
    first, second = (qr_sheet.sheet_pages([a_report()]) for _time in range(2))

    assert first == second
    assert qr_sheet.sheet_pictures([a_report()]) == qr_sheet.sheet_pictures([a_report()])


def test_without_codes_nothing_is_printed():
    with pytest.raises(NothingToPrint):
        qr_sheet.sheet_pages([])
    with pytest.raises(NothingToPrint):
        qr_sheet.sheet_pictures([ReportCodes("Rawa", OCTOBER, "1", ())])
