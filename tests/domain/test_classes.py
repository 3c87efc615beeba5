import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain.classes import main_class


@pytest.mark.parametrize(
    ("class_number", "call_number", "main"),
    [
        ("297.1", "", "2"),
        ("004", "", "0"),
        ("899.221 3", "", "8"),
        ("2X4.1", "", "2X"),
        ("2x0", "", "2X"),
        ("2 X 1", "", "2X"),
        ("R 413", "", "4"),
        ("SR.398.2", "", "3"),
        ("R 2X1", "", "2X"),
        ("", "813 SIT l", "8"),
        ("", "R 2X0 ABC a", "2X"),
        ("510", "813 SIT l", "5"),
        ("tidak ada", "630 RAH p", "6"),
        ("", "", ""),
        ("FIKSI", "FIK SIT l", ""),
        ("12", "", ""),
    ],
)
def test_the_shelf_is_read_from_the_numbers(class_number, call_number, main):
    assert main_class(class_number, call_number) == main


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_gives_another_shelf(class_number, call_number):
    assert main_class(class_number, call_number) in {"", *"0123456789", "2X"}
