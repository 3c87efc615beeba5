import io

import pytest
from PIL import Image

from jukung.domain import errors
from jukung.library import activities, activity_photos
from jukung.library.activities import ActivityDraft
from makers import TODAY, a_library


def a_jpeg(colour="teal", *, size=(60, 40), place=""):
    picture, written = Image.new("RGB", size, colour), io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x010E] = place
    picture.save(written, "JPEG", exif=exif.tobytes())
    return written.getvalue()


def an_activity(desk):
    return activities.record(desk, ActivityDraft("Bazar", TODAY)).id


def test_photos_are_kept_in_their_order(desk):
    activity = an_activity(desk)
    kept = [
        activity_photos.keep(desk, activity, a_jpeg(colour), caption=f" {colour} ")
        for colour in ("red", "green")
    ]

    found = activity_photos.photos(desk, activity)

    assert list(found) == kept
    assert [each.caption for each in found] == ["red", "green"]


def test_what_a_camera_wrote_is_not_kept(desk):
    taken = a_jpeg(place="Rumah di Gang Tiga")

    kept = activity_photos.keep(desk, an_activity(desk), taken)

    assert b"Gang Tiga" in taken
    assert b"Gang Tiga" not in kept.jpeg
    assert Image.open(io.BytesIO(kept.jpeg)).size == (60, 40)


def test_an_activity_has_six_photos_at_most(desk):
    activity = an_activity(desk)
    for _photo in range(6):
        activity_photos.keep(desk, activity, a_jpeg())

    with pytest.raises(errors.TooManyPhotos):
        activity_photos.keep(desk, activity, a_jpeg())

    assert len(activity_photos.photos(desk, activity)) == 6


def test_a_photo_is_taken_away_once_and_for_all(desk):
    activity = an_activity(desk)
    kept = activity_photos.keep(desk, activity, a_jpeg())

    activity_photos.remove(desk, kept.id)
    activity_photos.remove(desk, kept.id)

    assert activity_photos.photos(desk, activity) == ()


def test_what_is_no_picture_is_refused(desk):
    activity = an_activity(desk)

    with pytest.raises(errors.PhotoUnreadable):
        activity_photos.keep(desk, activity, b"not a picture")
    with pytest.raises(errors.ActivityUnknown):
        activity_photos.keep(desk, "nobody", a_jpeg())


def test_a_prison_keeps_no_photos(home, tmp_path):
    prison = a_library(tmp_path, file="lapas.jukung", kind="prison")

    with prison.changing() as desk:
        activity = an_activity(desk)
        with pytest.raises(errors.NamesNotKept):
            activity_photos.keep(desk, activity, a_jpeg())
        assert activity_photos.photos(desk, activity) == ()

    prison.close()
