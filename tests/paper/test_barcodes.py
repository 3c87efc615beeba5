import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jukung.domain.errors import CodeDoesNotFit, CodeNotEncodable
from jukung.paper.barcodes import bar_path, bars, code128_modules
from jukung.paper.sheets import sheet, sheets

printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20)

digits_and_signs = st.text("0199AZ/-a ", min_size=1, max_size=20)


def read(modules: str) -> list[str]:
    """What a scanner reads from bars two pixels a module wide."""
    row = b"".join(b"\0\0" if black == "1" else b"\xff\xff" for black in modules)
    white = b"\xff" * 40
    drawn = (white + row + white) * 40
    image = Image.frombytes("L", (len(row) + 80, 40), drawn)
    found = zxingcpp.read_barcodes(image, text_mode=zxingcpp.TextMode.Plain)
    return [symbol.text for symbol in found]


@given(printable | digits_and_signs)
def test_every_printable_number_reads_back(number):
    modules = code128_modules(number)

    assert read(modules) == [number]
    assert len(modules) % 11 == 2  # symbols of 11 modules and the stop's last bar


@pytest.mark.parametrize("number", ["99", "991234", "99123", "9901/AB", "9999", "9", "9A"])
def test_a_number_that_begins_with_99_keeps_it(number):
    assert read(code128_modules(number)) == [number]


@pytest.mark.parametrize("number", ["", "0001é", "٠٠١", "00\t1", "00\n", "\x7f"])
def test_what_a_scanner_cannot_send_is_refused(number):
    with pytest.raises(CodeNotEncodable) as refusal:
        code128_modules(number)

    assert refusal.value.number == number


@given(printable)
def test_a_number_is_wide_enough_to_read_or_refused_by_name(number):
    for known in sheets():
        try:
            code = bars(number, sheet=known)
        except CodeDoesNotFit as refusal:
            assert refusal.facts == {"number": number, "sheet": known.title}  # noqa: PT017 - either end is right
            assert (len(code128_modules(number)) + 20) * 0.19 > known.cell_width - 9
        else:
            assert code.module_width >= 0.19
            assert code.width + 20 * code.module_width <= known.cell_width + 1e-6
            assert code.width <= known.cell_width - 2 * known.inset + 1e-6


def test_a_module_is_a_whole_number_of_printer_dots():
    code = bars("0003320", sheet=sheet("tj-107"))

    dots = code.module_width / (25.4 / 600)

    assert dots == pytest.approx(10)


def test_the_number_form_of_a_village_fits_both_sheets():
    number = "0001/PD-SUKA/2024"

    widths = [bars(number, sheet=known).module_width for known in sheets()]

    assert min(widths) >= 0.19


def test_twenty_letters_do_not_fit_tom_and_jerry_107():
    number = "ABCDEFGHIJKLMNOPQRST"

    with pytest.raises(CodeDoesNotFit) as refusal:
        bars(number, sheet=sheet("tj-107"))

    assert (refusal.value.number, refusal.value.sheet) == (number, "Tom & Jerry 107")
    assert bars(number, sheet=sheet("a4-3x8")).module_width >= 0.19


def test_the_path_is_the_black_modules_in_whole_steps():
    path = bar_path("1101000")

    assert path == "0 0 2 1 re 3 0 1 1 re"
