import pytest
from PySide6.QtGui import QColor, QFontInfo

from jukung.ui import theme


def luminance(colour):
    def part(value):
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (part(c) for c in QColor(colour).getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink, ground):
    bright, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


PAIRS = [(ink, ground) for ground, inks in theme.written_on().items() for ink in inks]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_stand_out_from_every_ground(name):
    colours = theme.of(name).colours

    weak = {
        (ink, ground): round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground in PAIRS
        if contrast(colours[ink], colours[ground]) < 4.5
    }

    assert weak == {}


def test_both_themes_have_the_same_tokens():
    light, dark = theme.of("light").colours, theme.of("dark").colours

    assert set(light) == set(dark)


@pytest.mark.parametrize("name", theme.THEMES)
def test_the_style_sheet_has_every_colour_filled_in(name):
    sheet = theme.style_sheet(theme.of(name))

    assert "$" not in sheet


def test_one_setting_makes_every_size_larger():
    ordinary = theme.style_sheet(theme.of("light"))
    larger = theme.style_sheet(theme.of("light", 2.0))

    assert ("font-size: 20px" in ordinary, "font-size: 40px" in larger) == (True, True)


def test_large_type_is_the_light_theme_made_larger():
    large = theme.of("large")

    assert (large.scale, large.colours) == (theme.LARGE, theme.of("light").colours)


def test_our_own_type_is_used(qapp):
    shown = QFontInfo(qapp.font())

    assert (shown.family(), shown.pixelSize()) == ("Noto Sans", 14)
