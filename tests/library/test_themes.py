import pytest

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import themes
from makers import acting_as


def test_there_are_themes_before_anybody_wrote_one(desk):
    found = themes.themes(desk)

    assert len(found) == 9
    assert "Health" in found


def test_a_list_of_our_own_has_each_theme_once(desk):
    kept = themes.save_themes(desk, ["Perahu", "  perahu ", "", "Anyaman   rotan"])

    assert kept == themes.themes(desk) == ("Perahu", "Anyaman rotan")


def test_an_empty_list_brings_the_usual_themes_back(desk):
    usual = themes.themes(desk)
    themes.save_themes(desk, ["Perahu"])

    themes.save_themes(desk, [" "])

    assert themes.themes(desk) == usual


def test_an_assistant_chooses_but_does_not_write_the_list(desk):
    assistant = acting_as(desk, Role.assistant)

    with pytest.raises(errors.NotAllowed):
        themes.save_themes(assistant, ["Perahu"])

    assert themes.themes(assistant)
