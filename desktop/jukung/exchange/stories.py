"""Impact stories as plain files for the agency's peer-learning meeting.

A file says in its own words what is in it; a person reads it, and a program, too.
"""

import json
from pathlib import Path

from jukung import messages
from jukung.exchange.parcels.flushed import write_true
from jukung.library.stories import Story
from jukung.words import _, plain_day

TYPE = "application/vnd.jukung.story.v1+json"


def write_story(story: Story, path: Path) -> Path:
    """Write a story as text, or as JSON where the name ends so; refuses CannotWrite, DiskFull."""
    is_json = path.suffix.casefold() == ".json"
    return write_true(path, json_of(story) if is_json else text_of(story))


def file_name(story: Story) -> str:
    """The name proposed for a story's file: its day and the activity."""
    letters = (letter if letter.isalnum() else "-" for letter in story.activity.casefold())
    plain = "-".join(part for part in "".join(letters).split("-") if part)[:40].strip("-")
    return "-".join((_("story"), story.on.isoformat(), plain or "1")) + ".txt"


def text_of(story: Story) -> bytes:
    """A story as text, with what the file holds at its end."""
    days = plain_day(story.on)
    if story.until is not None:
        days = f"{days} – {plain_day(story.until)}"
    facts = (
        (_("Library"), f"{story.library} ({story.region_code})"),
        (_("Activity"), story.activity),
        (_("When"), days),
        (_("Strategy"), _(messages.STRATEGIES[story.strategy])),
        (_("Theme"), story.theme),
    )
    lines = [f"{name}: {value}" for name, value in facts if value]
    return "\n".join((*lines, "", story.words, "", "---", contents(), "")).encode()


def json_of(story: Story) -> bytes:
    """A story for programs; the keys are not translated."""
    said = {
        "type": TYPE,
        "library": story.library,
        "region": story.region_code,
        "activity": story.activity,
        "on": story.on.isoformat(),
        "until": story.until.isoformat() if story.until else None,
        "strategy": story.strategy,
        "theme": story.theme,
        "story": story.words,
        "consent": True,
        "contents": contents(),
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def contents() -> str:
    """What such a file holds, and what it does not."""
    return _(
        "This file holds the library's name, the activity and the story above, with the consent "
        "of who tells it. It holds no participants, no counts, no cards and no photographs."
    )
