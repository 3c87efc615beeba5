"""The patterns of our numbers in the settings."""

import pytest
from PySide6.QtTest import QTest

from jukung.library import series
from jukung.ui.pages.numbers_section import NumbersSection


@pytest.fixture
def section(room, open_page):
    return open_page(NumbersSection(room))


def test_the_next_numbers_are_shown_while_the_pattern_is_typed(section):
    section.cards._prefix.clear()
    QTest.keyClicks(section.cards._prefix, "C")

    assert section.cards.examples() == "Next: C000013   C000021   C000037"


def test_a_saved_pattern_makes_the_next_numbers(section, library):
    section.copies._suffix.setText("/PD/{year}")
    section.copies._check.setChecked(False)

    section.copies.save()

    with library.reading() as desk:
        assert series.peek_number(desk, "copies") == "000001/PD/2026"
    assert section.copies.words().startswith("Saved.")


def test_a_pattern_that_would_repeat_is_refused_while_it_is_typed(section):
    section.copies._yearly.setChecked(True)

    assert section.copies.words().startswith("With this pattern")
    assert section.copies.examples() == ""


def test_what_the_scanner_adds_is_remembered(section, library):
    section.scanner._prefix.setText("#")

    section.scanner.save()

    section.shown()
    assert section.scanner._prefix.text() == "#"
