"""Impact stories that may leave the library, because who tells them agreed."""

from dataclasses import dataclass
from datetime import date

from jukung.domain import errors
from jukung.domain.kinds import Strategy
from jukung.library import activities
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it may be told on: the library, the activity, and the words."""

    library: str
    region_code: str
    activity: str
    on: date
    until: date | None
    strategy: Strategy
    theme: str
    words: str


@allowed(STAFF)
def story(desk: Desk, activity_id: str) -> Story:
    """The story of an activity; refuses ActivityUnknown, StoryMissing, StoryConsentMissing."""
    draft = activities.show(desk, activity_id).draft
    if not draft.story:
        raise errors.StoryMissing
    if not draft.story_consent:
        raise errors.StoryConsentMissing
    return Story(
        library=desk.profile.name,
        region_code=desk.profile.region_code,
        activity=draft.name,
        on=draft.on,
        until=draft.until,
        strategy=draft.strategy,
        theme=draft.theme,
        words=draft.story,
    )
