import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.library import members, photos
from makers import a_library, a_member
from photo_makers import a_photo


def test_a_photo_is_kept_and_shown(desk):
    member = a_member(desk)

    photos.keep(desk, member.id, a_photo())

    assert photos.show(desk, member.id) == a_photo()
    assert members.show(desk, member.id).has_photo


def test_a_new_photo_takes_the_place_of_the_old_one(desk):
    member = a_member(desk)
    photos.keep(desk, member.id, a_photo())

    photos.keep(desk, member.id, a_photo(width=16))

    assert photos.show(desk, member.id) == a_photo(width=16)


def test_a_photo_is_taken_away(desk):
    member = a_member(desk)
    photos.keep(desk, member.id, a_photo())

    photos.remove(desk, member.id)
    photos.remove(desk, member.id)

    assert photos.show(desk, member.id) is None


def test_what_the_camera_wrote_into_a_photo_is_not_kept(desk):
    member = a_member(desk)

    photos.keep(desk, member.id, a_photo(said=b"GPS -3.44, 114.83"))

    assert photos.show(desk, member.id) == a_photo()


def test_a_thumbnails_end_is_not_the_photos_end(desk):
    member = a_member(desk)
    cut = a_photo(said=b"\xff\xd8 small \xff\xd9")[:-2]

    with pytest.raises(errors.PhotoUnreadable):
        photos.keep(desk, member.id, cut)


@pytest.mark.parametrize(
    ("picture", "refusal"),
    [
        (b"", errors.PhotoUnreadable),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 99, errors.PhotoUnreadable),
        (b"\xff\xd8\xff\xd9", errors.PhotoUnreadable),
        (a_photo()[:-2], errors.PhotoUnreadable),
        (a_photo()[:60], errors.PhotoUnreadable),
        (a_photo(width=0), errors.PhotoUnreadable),
        (a_photo(width=2001), errors.PhotoTooLarge),
        (a_photo(height=2001), errors.PhotoTooLarge),
        (a_photo() + b"0" * 262_144, errors.PhotoTooLarge),
    ],
)
def test_what_is_no_small_jpeg_is_refused(desk, picture, refusal):
    member = a_member(desk)

    with pytest.raises(refusal):
        photos.keep(desk, member.id, picture)

    assert photos.show(desk, member.id) is None


def test_a_prison_keeps_no_photo(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        resident = a_member(desk)

        with pytest.raises(errors.NamesNotKept):
            photos.keep(desk, resident.id, a_photo())

        assert desk.session.execute(text("SELECT count(*) FROM photo")).scalar_one() == 0
    library.close()
