from dataclasses import replace

import pytest

from jukung.domain import errors
from jukung.library import activities, stories, undoing
from jukung.library.activities import ActivityDraft
from makers import TODAY

DRAFT = ActivityDraft(
    "Kelas Menjahit",
    TODAY,
    theme="Ekonomi",
    facilitator="Rahma",
    partner="PKK",
    story="Kini menerima pesanan.",
    story_consent=True,
)


def test_a_story_has_the_library_the_activity_and_the_words(desk):
    made = activities.record(desk, DRAFT)

    story = stories.story(desk, made.id)

    assert (story.library, story.activity) == ("Perpustakaan Rawa Bening", "Kelas Menjahit")
    assert story.words == "Kini menerima pesanan."
    assert "Rahma" not in str(story)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"story_consent": False}, errors.StoryConsentMissing),
        ({"story": " "}, errors.StoryMissing),
    ],
)
def test_no_story_goes_out_without_consent(desk, change, refusal):
    made = activities.record(desk, replace(DRAFT, **change))

    with pytest.raises(refusal):
        stories.story(desk, made.id)
    with pytest.raises(errors.ActivityUnknown):
        stories.story(desk, "nobody")


def test_a_consent_given_later_is_to_no_words_of_before(library):
    other = replace(DRAFT, story="Kata orang lain.", story_consent=False)
    with library.changing() as desk:
        made = activities.record(desk, other)
        reworded = activities.edit(desk, made.id, replace(DRAFT, story_consent=False))
        activities.edit(desk, made.id, DRAFT)

    with pytest.raises(errors.CannotUndo), library.changing() as desk:
        undoing.undo(desk, reworded.act_id)

    with library.reading() as desk:
        assert stories.story(desk, made.id).words == DRAFT.story
