"""What the page of activities asks the library for; all of it runs on a lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.ui import verbs

if TYPE_CHECKING:
    from datetime import date

    from jukung.library.activities import ActivityView
    from jukung.library.desk import Desk
    from jukung.library.stories import Story
    from jukung.ui.pages.activity_form import Answers
    from jukung.ui.pages.photo_strip import HeldPhoto


@dataclass(frozen=True, slots=True)
class Known:
    """A year's activities, and what the form offers; `some` is of any year."""

    today: date
    year: int
    activities: tuple[ActivityView, ...]
    some: bool
    themes: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story that may go out, the name of its file, and what that will hold."""

    story: Story
    name: str
    contents: str


def read_year(desk: Desk, year: int) -> Known:
    """Everything the page shows of a year."""
    found = verbs.activities.in_year(desk, year)
    running = verbs.cooperations.listed(desk, on=desk.today)
    return Known(
        desk.today,
        year,
        found,
        some=bool(found) or bool(verbs.activities.listed(desk, most=1)),
        themes=verbs.themes.themes(desk),
        partners=tuple(dict.fromkeys(each.draft.partner for each in running)),
    )


def store(
    desk: Desk, activity_id: str, answers: Answers, photos: tuple[HeldPhoto, ...] | None
) -> ActivityView:
    """Record or change an activity with its photos, in one transaction."""
    draft = verbs.activities.ActivityDraft(**answers)
    if activity_id:
        view = verbs.activities.edit(desk, activity_id, draft)
    else:
        view = verbs.activities.record(desk, draft)
    if photos is not None:
        _keep_photos(desk, view.id, photos)
    return view


def _keep_photos(desk: Desk, activity_id: str, photos: tuple[HeldPhoto, ...]) -> None:
    still = {photo.id for photo in photos}
    for kept in verbs.activity_photos.photos(desk, activity_id):
        if kept.id not in still:
            verbs.activity_photos.remove(desk, kept.id)
    for photo in photos:
        if not photo.id:
            verbs.activity_photos.keep(desk, activity_id, photo.jpeg)


def story_file(desk: Desk, activity_id: str) -> StoryFile:
    """The story of an activity; refuses StoryMissing, StoryConsentMissing."""
    story = verbs.stories.story(desk, activity_id)
    files = verbs.story_files
    return StoryFile(story, files.file_name(story), files.contents())
