import re
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from printed_pages import FORMATS, picture

from jukung.domain.errors import CodeDoesNotFit, CodeNotEncodable
from jukung.domain.kinds import Symbology
from jukung.paper import qr
from jukung.paper.barcodes import (
    QUIET_MODULES,
    bar_path,
    code128_modules,
    draw,
    fitted,
)
from jukung.paper.page import Pages

printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20)
digits_and_signs = st.text("0199AZ/-a ", min_size=1, max_size=20)
capitals = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%", min_size=1, max_size=20)

ISBN = "9786020332956"
CODES = {
    Symbology.code128: "0001/pd-suka",
    Symbology.code39: "0001-PD$/+%. A",
    Symbology.ean13: ISBN,
    Symbology.qr: "0001/pd-suka",
}


def read(modules: str) -> list[str]:
    """What a scanner reads from bars two pixels a module wide."""
    row = b"".join(b"\0\0" if black == "1" else b"\xff\xff" for black in modules)
    white = b"\xff" * 40
    drawn = (white + row + white) * 40
    image = Image.frombytes("L", (len(row) + 80, 40), drawn)
    found = zxingcpp.read_barcodes(image, text_mode=zxingcpp.TextMode.Plain)
    return [symbol.text for symbol in found]


def in_full_ascii(code: str) -> bool:
    """Whether zxing would take two signs for one, as "+A" for "a" (ISO/IEC 16388 annex)."""
    return re.search("[$/+%][A-Z]", code) is not None


def fit(code, symbology=Symbology.code128, *, width=90.0, height=20.0, dpi=600, margin=0.0):
    return fitted(
        code,
        symbology,
        width=width,
        height=height,
        dots_per_inch=dpi,
        where="Roll",
        margin=margin,
    )


def printed(symbol, *, width=90.0, height=20.0) -> bytes:
    pages = Pages(width + 10, height + 10, title="")
    draw(pages, symbol, 5, 5, width=width, height=height)
    return pages.finished()


@given(printable | digits_and_signs)
def test_every_printable_number_reads_back(number):
    modules = code128_modules(number)

    assert read(modules) == [number]
    assert len(modules) % 11 == 2  # symbols of 11 modules and the stop's last bar


@pytest.mark.parametrize("number", ["99", "991234", "99123", "9901/AB", "9999", "9", "9A"])
def test_a_number_that_begins_with_99_keeps_it(number):
    assert read(code128_modules(number)) == [number]


@settings(max_examples=60)
@given(capitals.filter(lambda code: code == code.strip() and not in_full_ascii(code)))
def test_every_number_in_capitals_reads_back_from_code_39(number):
    symbol = fit(number, Symbology.code39, width=250)

    assert read(symbol.marks) == [number]


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("symbology", Symbology)
def test_each_kind_is_read_from_a_coarse_page(symbology, dpi):
    symbol = fit(CODES[symbology], symbology, dpi=dpi)

    page = picture(printed(symbol), 0, dpi=dpi)

    found = zxingcpp.read_barcodes(page, formats=FORMATS[symbology])
    assert [one.text for one in found] == [CODES[symbology]]


@pytest.mark.parametrize("symbology", [Symbology.code128, Symbology.qr])
@pytest.mark.parametrize("number", ["", "0001é", "٠٠١", "00\t1", "00\n", "\x7f"])
def test_what_a_scanner_cannot_send_is_refused(number, symbology):
    with pytest.raises(CodeNotEncodable) as refusal:
        fit(number, symbology)

    assert refusal.value.number == number


@pytest.mark.parametrize("number", ["", "0001/pd", "a", "00*1", "00_1", "É"])
def test_code_39_refuses_small_letters_and_does_not_change_them(number):
    with pytest.raises(CodeNotEncodable) as refusal:
        fit(number, Symbology.code39)

    assert refusal.value.number == number


@pytest.mark.parametrize(
    "code", ["", "9786020332957", "978602033295", "0003320", "97860203329567", "٩786020332956"]
)
def test_ean_13_refuses_a_wrong_check_digit(code):
    with pytest.raises(CodeNotEncodable) as refusal:
        fit(code, Symbology.ean13)

    assert refusal.value.number == code


def test_hyphens_in_an_isbn_are_not_bars():
    assert fit("978-602-03-3295-6", Symbology.ean13) == fit(ISBN, Symbology.ean13)


@given(
    printable,
    st.sampled_from(Symbology),
    st.floats(10, 120),
    st.floats(3, 40),
    st.sampled_from([203, 300, 600]),
    st.sampled_from([0.0, 1.0, 4.5]),
)
def test_a_symbol_with_its_white_is_within_its_room_or_refused(
    number, symbology, width, height, dpi, margin
):
    try:
        symbol = fit(number, symbology, width=width, height=height, dpi=dpi, margin=margin)
    except (CodeDoesNotFit, CodeNotEncodable) as refusal:
        assert refusal.number == number  # noqa: PT017 - either end is right
        return

    least = {Symbology.ean13: 0.264, Symbology.qr: 0.3}.get(symbology, 0.25)
    assert symbol.module >= least
    assert symbol.black_width <= width + 1e-6
    assert symbol.width <= width + 2 * margin + 1e-6
    quiet = [white * symbol.unit for white in symbol.quiet]
    assert quiet == pytest.approx([m * symbol.module for m in QUIET_MODULES[symbology]])
    if symbology is Symbology.qr:
        assert symbol.black_width <= height + 1e-6
        assert symbol.width <= height + 2 * margin + 1e-6
    else:
        assert symbol.height == height >= 4


@pytest.mark.parametrize("symbology", [Symbology.code128, Symbology.code39, Symbology.ean13])
@pytest.mark.parametrize("dpi", [203, 600])
def test_the_narrowest_bars_are_read_wherever_pixels_fall_on_them(dpi, symbology):
    """A picture at 203 dpi that begins at eight places within a pixel."""
    symbol = narrowest(CODES[symbology], symbology, dpi=dpi)
    pages = Pages(100, 160, title="")
    for place in range(8):
        x, y = 15 + place * 25.4 / 203 / 8, 5 + 20 * place
        draw(pages, symbol, x, y, width=symbol.width, height=8)

    page = picture(pages.finished(), 0, dpi=203)

    for row in range(8):
        part = page.crop((0, row * 160, page.width, row * 160 + 144))  # 20 mm are 160 pixels
        found = zxingcpp.read_barcodes(part, formats=FORMATS[symbology])
        assert [one.text for one in found] == [CODES[symbology]], row


def narrowest(code, symbology, *, dpi):
    """The symbol of the smallest room that is not refused."""
    for tenth in range(150, 900):
        try:
            return fit(code, symbology, width=tenth / 10, height=8, dpi=dpi)
        except CodeDoesNotFit:
            continue
    raise AssertionError


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("symbology", Symbology)
def test_bars_are_whole_dots_of_a_coarse_printer(symbology, dpi):
    symbol = fit(CODES[symbology], symbology, dpi=dpi)

    dots = symbol.unit / (25.4 / (203.2 if dpi == 203 else dpi))  # 8 dots per millimetre

    assert dots == pytest.approx(round(dots))


@pytest.mark.parametrize(("dpi", "width"), [(203, 38), (203, 60), (300, 45), (600, 38), (600, 50)])
def test_wide_bars_of_code_39_are_two_and_a_half_to_three_narrow_ones(dpi, width):
    symbol = fit("0003320", Symbology.code39, dpi=dpi, width=width)

    runs = {len(run) for colour in "01" for run in symbol.marks.split(colour) if run}
    narrow, wide = sorted(runs)
    assert 2.5 <= wide / narrow <= 3
    assert narrow * symbol.unit == pytest.approx(symbol.module)


def test_a_module_is_a_whole_number_of_printer_dots():
    code = fit("0003320", width=48, margin=1)

    dots = code.module / (25.4 / 600)

    assert dots == pytest.approx(round(dots))
    assert dots >= 9


def test_what_does_not_fit_is_refused_by_name():
    with pytest.raises(CodeDoesNotFit) as refusal:
        fit("ABCDEFGHIJKLMNOPQRST", width=48)

    assert refusal.value.facts == {"number": "ABCDEFGHIJKLMNOPQRST", "sheet": "Roll"}
    with pytest.raises(CodeDoesNotFit):
        fit("1", height=3.9)
    with pytest.raises(CodeDoesNotFit):
        fit("1", Symbology.qr, width=8)


def test_ean_13_keeps_eleven_modules_on_the_left_and_seven_on_the_right():
    symbol = fit(ISBN, Symbology.ean13, width=40)
    tight = replace(symbol, height=10)

    page = picture(printed(tight, width=symbol.width, height=10), 0, dpi=600)

    left, _, right, _ = page.point(lambda grey: 255 * (grey < 128)).getbbox()
    k = 25.4 / 600
    assert left * k - 5 == pytest.approx(11 * symbol.module, abs=0.06)
    assert 5 + symbol.width - right * k == pytest.approx(7 * symbol.module, abs=0.06)


def test_bars_fill_the_height_and_qr_keeps_its_square():
    bars, square = fit("0003320"), fit("0003320", Symbology.qr)

    drawn = [
        picture(printed(one), 0, dpi=300).point(lambda grey: 255 * (grey < 128)).getbbox()
        for one in (bars, square)
    ]

    sizes = [((x2 - x) * 25.4 / 300, (y2 - y) * 25.4 / 300) for x, y, x2, y2 in drawn]
    assert sizes[0] == pytest.approx((bars.black_width, 20), abs=0.15)
    assert sizes[1] == pytest.approx((square.black_width, square.black_width), abs=0.15)


@settings(max_examples=30, deadline=None)
@given(st.text("0123456789", min_size=1, max_size=255) | capitals | printable)
def test_the_version_of_qr_is_known_without_making_it(code):
    version = qr.version(code)

    path = qr.path(code)

    assert _across(path) == qr.modules_across(version)


def _across(path: str) -> int:
    parts = [one.split() for one in path.split(" re")]
    return max(int(part[0]) + int(part[2]) for part in parts if part)


def test_what_no_qr_of_ours_holds_is_refused():
    with pytest.raises(CodeDoesNotFit):
        fit("x" * 107, Symbology.qr, width=200, height=200)


def test_the_path_is_the_black_modules_in_whole_steps():
    path = bar_path("1101000")

    assert path == "0 0 2 1 re 3 0 1 1 re"
