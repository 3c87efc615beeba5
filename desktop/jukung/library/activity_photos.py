"""Photographs of activities: a few small JPEGs each, which never leave the library's file."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind
from jukung.library import activities, journal
from jukung.library import photos as pictures
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Activity, ActivityPhoto

MOST = 6


@dataclass(frozen=True, slots=True)
class ActivityPhotoView:
    """A photograph of an activity, and what is written under it."""

    id: str
    jpeg: bytes
    caption: str = ""


@allowed(STAFF)
def keep(desk: Desk, activity_id: str, jpeg: bytes, *, caption: str = "") -> ActivityPhotoView:
    """Keep a photograph without what the camera wrote into it.

    Refuses NamesNotKept (a prison keeps no faces), ActivityUnknown, TooManyPhotos,
    PhotoUnreadable, PhotoTooLarge.
    """
    if desk.profile.is_prison:
        raise errors.NamesNotKept
    activity = activities.row_of(desk, activity_id)
    kept = select(func.count()).where(col(ActivityPhoto.activity) == activity.row)
    if desk.session.execute(kept).scalar_one() >= MOST:
        raise errors.TooManyPhotos(MOST)
    picture = pictures.plain(jpeg)
    act = journal.begin(desk, ActKind.keep_photo, on=activity.on_day)
    row = ActivityPhoto(activity=activity.row, jpeg=picture, caption=caption.strip(), act=act.row)
    desk.session.add(row)
    desk.session.flush()
    journal.note(desk, act, "keep", noun="activity_photo", noun_id=row.id)
    return ActivityPhotoView(row.id, row.jpeg, row.caption)


@allowed(STAFF)
def remove(desk: Desk, photo_id: str) -> None:
    """Take a photograph away for good; nothing happens where it is gone already."""
    row = desk.session.scalars(
        select(ActivityPhoto).where(col(ActivityPhoto.id) == photo_id)
    ).first()
    if row is None:
        return
    act = journal.begin(desk, ActKind.keep_photo)
    desk.session.delete(row)
    desk.session.flush()
    journal.note(desk, act, "remove", noun="activity_photo", noun_id=photo_id)


@allowed(STAFF)
def photos(desk: Desk, activity_id: str) -> tuple[ActivityPhotoView, ...]:
    """The photographs of an activity, in the order in which they were kept."""
    found = desk.session.scalars(
        select(ActivityPhoto)
        .join(Activity, col(Activity.row) == col(ActivityPhoto.activity))
        .where(col(Activity.id) == activity_id)
        .order_by(col(ActivityPhoto.row))
    )
    return tuple(ActivityPhotoView(row.id, row.jpeg, row.caption) for row in found)
