import json

import pytest

from jukung.domain import errors
from jukung.exchange import stories as files
from jukung.library import activities, stories
from jukung.library.activities import ActivityDraft
from makers import TODAY

DRAFT = ActivityDraft(
    "Kelas Menjahit / Tahap 2",
    TODAY,
    theme="Ekonomi",
    facilitator="Rahma",
    partner="PKK",
    place="Balai Desa",
    female_count=12,
    story="Dulu menambal.\nKini menerima pesanan.",
    story_consent=True,
)


@pytest.fixture
def story(desk):
    return stories.story(desk, activities.record(desk, DRAFT).id)


def test_a_text_says_what_is_in_it_and_nothing_else(story, tmp_path):
    path = files.write_story(story, tmp_path / "cerita.txt")

    words = path.read_text(encoding="utf-8")

    assert "Library: Perpustakaan Rawa Bening (63.03.05.2007)" in words
    assert "Activity: Kelas Menjahit / Tahap 2" in words
    assert "When: 22 November 2026" in words
    assert "Dulu menambal.\nKini menerima pesanan.\n" in words
    assert words.rstrip().endswith(files.contents())
    for said in ("Rahma", "PKK", "Balai Desa", "12"):
        assert said not in words


def test_a_program_reads_the_same(story, tmp_path):
    path = files.write_story(story, tmp_path / "cerita.JSON")

    read = json.loads(path.read_bytes())

    assert read["type"] == files.TYPE
    assert (read["region"], read["on"]) == ("63.03.05.2007", "2026-11-22")
    assert (read["story"], read["consent"]) == (DRAFT.story, True)
    assert "Rahma" not in path.read_text(encoding="utf-8")


def test_the_proposed_name_fits_every_disk(story):
    assert files.file_name(story) == "story-2026-11-22-kelas-menjahit-tahap-2.txt"


def test_a_folder_that_is_not_there_is_refused(story, tmp_path):
    with pytest.raises(errors.CannotWrite):
        files.write_story(story, tmp_path / "hilang" / "cerita.txt")
