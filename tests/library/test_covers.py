"""Covers: kept small, shown, replaced, taken away, and all of it undone."""

import pytest

from jukung.domain import errors
from jukung.library import bin as title_bin
from jukung.library import covers, undoing
from makers import a_title
from photo_makers import a_photo


@pytest.fixture
def title_id(desk):
    return a_title(desk)


def test_a_cover_is_kept_without_a_cameras_words(desk, title_id):
    covers.keep(desk, title_id, a_photo(said=b"taken at home"))

    assert b"taken at home" not in covers.show(desk, title_id)


def test_a_title_without_cover_shows_none(desk, title_id):
    assert covers.show(desk, title_id) is None
    assert covers.remove(desk, title_id) == ""


def test_the_former_cover_comes_back(desk, title_id):
    covers.keep(desk, title_id, a_photo())
    before = covers.show(desk, title_id)
    act_id = covers.keep(desk, title_id, a_photo(width=9))

    undoing.undo(desk, act_id)

    assert covers.show(desk, title_id) == before


def test_a_removed_cover_comes_back(desk, title_id):
    covers.keep(desk, title_id, a_photo())
    act_id = covers.remove(desk, title_id)

    undoing.undo(desk, act_id)

    assert covers.show(desk, title_id) is not None


def test_an_older_change_of_a_cover_stays(desk, title_id):
    act_id = covers.keep(desk, title_id, a_photo())
    covers.keep(desk, title_id, a_photo(width=9))

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act_id)


def test_what_is_no_picture_is_refused(desk, title_id):
    with pytest.raises(errors.PhotoUnreadable):
        covers.keep(desk, title_id, b"words")


def test_the_cover_of_a_binned_title_is_not_changed_by_an_undo(desk, title_id):
    act_id = covers.keep(desk, title_id, a_photo())
    title_bin.put_in(desk, [title_id])

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act_id)
