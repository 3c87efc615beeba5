from datetime import datetime, timedelta

import pytest

from jukung.library import forgetting, settings
from jukung.ui import last_backup
from jukung.ui.last_backup import chip

NOW = datetime(2026, 11, 22, 8, 15)  # noqa: DTZ001 - the library's own clock on both sides


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, ("Backup today 08:15", "good")),
        (1, ("Backup yesterday", "good")),
        (7, ("Backup 7 days ago", "neutral")),
        (8, ("Backup 8 days ago", "gold")),
    ],
)
def test_a_backup_of_some_days_ago_is_said(days, words):
    assert chip(NOW - timedelta(days=days), NOW) == words


def test_a_library_without_a_backup_says_so():
    assert chip(None, NOW) == ("No backup yet", "gold")


def test_the_backup_that_lets_an_old_copy_go_is_the_one_the_window_notes(desk):
    at = last_backup.remember(desk)

    assert settings.recall(desk, forgetting.BACKUP_KEY)
    assert last_backup.last(desk) == at
