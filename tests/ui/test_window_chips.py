"""The chips of the window, as each role sees them."""

import pytest

from jukung.domain import recovery_code
from jukung.domain.kinds import Role
from jukung.library import recovery, staff
from jukung.store import database
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from jukung.ui.window_chips import WindowChips
from makers import NOON, a_library


@pytest.fixture
def prison(qapp, home, tmp_path):
    library = a_library(tmp_path, kind="prison", clock=lambda: NOON)
    yield library
    library.close()


def test_an_aide_who_opens_the_library_meets_no_refusal(prison, tmp_path):
    with prison.changing() as desk:
        aide = staff.add(desk, "", Role.aide)
    staff.sign_in(prison, aide.id)
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    refused, shown = [], []
    room.jobs.refused.connect(refused.append)
    chips = WindowChips(room, shown.append)

    room.move_in(prison, prison.profile())
    staff.sign_in(prison, staff.door(prison)[0].id)
    chips.read()

    words = [[word for word, _tint in each] for each in shown]
    assert refused == []
    assert words[0] == ["No backup yet"]
    assert words[-1] == ["No backup yet", "No recovery sheet yet"]
    room.jobs.close()


def test_a_passphrase_that_did_not_come_along_is_missed(prison, tmp_path):
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    shown = []
    chips = WindowChips(room, shown.append)
    room.move_in(prison, prison.profile())
    recovery.set_passphrase(prison, "perahu di rawa")
    chips.read()

    # As on a computer that got the key from the sheet.
    database.take_key(prison.path, prison.file.key[: recovery_code.KEY_BYTES])
    chips.read()

    words = [[word for word, _tint in each] for each in shown]
    assert "No passphrase here" not in words[-2]
    assert "No passphrase here" in words[-1]
    room.jobs.close()
