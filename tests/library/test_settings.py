import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import Role, Zone
from jukung.library import settings
from makers import acting_as

WORDS = {"name": "Baru", "place_name": "Rawa", "region_code": "62.01", "npp": "123"}


def test_a_renamed_library_is_known_by_its_new_name(library):
    with library.changing() as desk:
        profile = settings.rename(desk, **WORDS)

    with library.reading() as desk:
        assert desk.profile == profile
    assert {name: getattr(profile, name) for name in WORDS} == WORDS
    assert profile.zone is Zone.WIB


def test_a_zone_that_is_said_goes_before_the_region(desk):
    assert settings.rename(desk, **WORDS, zone=Zone.WIT).zone is Zone.WIT


def test_without_a_region_the_zone_stays(desk):
    assert settings.rename(desk, **(WORDS | {"region_code": ""})).zone is Zone.WITA


def test_a_library_needs_a_name(desk):
    with pytest.raises(errors.NameMissing):
        settings.rename(desk, **(WORDS | {"name": " "}))


def test_a_taken_back_name_is_not_remembered(library):
    def rename_and_fall():
        with library.changing() as desk:
            settings.rename(desk, **WORDS)
            raise errors.NothingToUndo

    with pytest.raises(errors.NothingToUndo):
        rename_and_fall()

    with library.reading() as desk:
        assert desk.profile.name == "Perpustakaan Rawa Bening"


def test_a_choice_is_remembered(library):
    with library.changing() as desk:
        settings.remember(desk, "backup folder", "D:/Cadangan")
        settings.remember(desk, "backup folder", 'E:/Ünal "1"')

    with library.reading() as desk:
        assert settings.recall(desk, "backup folder") == 'E:/Ünal "1"'
        assert settings.recall(desk, "other", "usual") == "usual"


def test_a_library_without_agency_knows_none(desk):
    assert settings.agency(desk) is None


def test_the_agency_is_shown(desk):
    settings.rename(desk, **WORDS)
    desk.session.execute(
        text("INSERT INTO agency VALUES (1, '63', 'Dispersip', 'f', 'v', 'r', '', 0, 1)")
    )

    assert settings.agency(desk).name == "Dispersip"


def test_an_assistant_chooses_nothing_for_the_library_but_its_usual_hours(desk):
    assistant = acting_as(desk, Role.assistant)

    with pytest.raises(errors.NotAllowed):
        settings.remember(assistant, "idle_lock_minutes", "0")
    settings.remember(assistant, "usual_hours", "09:00,15:00")

    assert settings.recall(desk, "idle_lock_minutes") == ""
    assert settings.recall(desk, "usual_hours") == "09:00,15:00"
