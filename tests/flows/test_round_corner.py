"""A permission asked and given at a cell, and a corner's deposit exchanged, in the real window."""

import pytest
from keyboard import Keyboard
from PySide6.QtCore import Qt
from sqlalchemy import select
from sqlmodel import col

from jukung.domain.kinds import PermissionRule, PermissionState, Role, RoundState
from jukung.library import (
    check,
    corners,
    house,
    house_rules,
    round_views,
    staff,
)
from jukung.library.house_rules import HouseRules
from jukung.store.tables import LoanPermission
from jukung.ui import sounds
from jukung.ui.library_window import LibraryWindow
from jukung.ui.preferences import Preferences
from makers import a_library
from round_makers import a_block, a_passed_copy

CONTROL = Qt.KeyboardModifier.ControlModifier
PIN = "4071"


@pytest.fixture
def facts(tmp_path, home):
    library = a_library(
        tmp_path, file="lapas.jukung", kind="prison", staff_name="Petugas", clock=None
    )
    with library.changing() as desk:
        block, (card,) = a_block(desk, rooms=1, each=1)
        corner = house.add_corner(desk, "Pojok baca B", block_id=block).id
        corners.put_in(desk, corner, old := a_passed_copy(desk, "Lama"))
        wanted, new = a_passed_copy(desk, "Minta Izin"), a_passed_copy(desk, "Baru")
        staff.add(desk, "", Role.aide)
        house_rules.save(desk, HouseRules(permission=PermissionRule.every))
    officer = staff.door(library)[0].id
    staff.change_pin(library, officer, PIN)
    library.close()
    return {
        "path": library.path,
        "officer": officer,
        "card": card,
        "corner": corner,
        "old": old,
        "new": new,
        "wanted": wanted,
    }


@pytest.fixture
def window(facts, tmp_path, qtbot):
    sounds.switch(on=False)
    made = LibraryWindow(facts["path"], Preferences(tmp_path / "preferences.ini"))
    qtbot.addWidget(made.window)
    made.window.resize(1366, 768)
    made.show()
    made.window.activateWindow()
    qtbot.waitUntil(lambda: made.room.profile is not None, timeout=20_000)
    at_rest(made, qtbot)
    yield made
    made.close()


@pytest.fixture
def keys(window):
    return Keyboard(window.window)


def at_rest(window, qtbot):
    qtbot.waitUntil(lambda: not window.jobs.pending(), timeout=20_000)


def come_in(window, facts, qtbot):
    """The officer at the desk, by the PIN."""
    window.door.welcome(staff.check_pin(window.room.library, facts["officer"], PIN))
    at_rest(window, qtbot)


def leave_to_the_aide(window, keys, qtbot):
    """The desk falls back to the aide, who goes to the round."""
    window.door.lock()
    at_rest(window, qtbot)
    keys.key(Qt.Key.Key_F2)
    at_rest(window, qtbot)
    here(window, qtbot)


def here(window, qtbot):
    """The rounds page with its cell in view."""
    at_rest(window, qtbot)
    return window.window.current_page().desk


def test_a_permission_is_asked_and_given_at_the_cell_by_keys(window, keys, facts, qtbot):
    come_in(window, facts, qtbot)
    keys.key(Qt.Key.Key_F2)
    at_rest(window, qtbot)
    keys.key(Qt.Key.Key_N, CONTROL)
    at_rest(window, qtbot)
    leave_to_the_aide(window, keys, qtbot)
    aide = window.room.staff.role
    here(window, qtbot)
    keys.scan(facts["wanted"])
    refused = here(window, qtbot).words()
    qtbot.waitUntil(here(window, qtbot).banner._button.isVisible)
    keys.key(Qt.Key.Key_1, CONTROL)
    asked = here(window, qtbot).words()

    come_in(window, facts, qtbot)
    keys.key(Qt.Key.Key_F2)
    at_rest(window, qtbot)
    qtbot.waitUntil(here(window, qtbot).head.asked.isVisible)
    keys.key(Qt.Key.Key_4, CONTROL)
    permitted = here(window, qtbot).words()
    leave_to_the_aide(window, keys, qtbot)
    here(window, qtbot)
    keys.scan(facts["wanted"])
    lent = here(window, qtbot).words()

    assert aide is Role.aide
    assert "permission" in refused
    assert asked.startswith("Asked")
    assert permitted.startswith("Permitted")
    assert lent.startswith("Lent to")
    come_in(window, facts, qtbot)
    with window.room.library.reading() as desk:
        states = list(desk.session.scalars(select(col(LoanPermission.state))))
    assert states == [PermissionState.used]


def test_a_round_with_a_corner_goes_from_the_plan_to_the_end_by_keys(window, keys, facts, qtbot):
    come_in(window, facts, qtbot)
    keys.key(Qt.Key.Key_F2)
    at_rest(window, qtbot)
    keys.key(Qt.Key.Key_N, CONTROL)
    at_rest(window, qtbot)
    keys.key(Qt.Key.Key_Down)
    assert here(window, qtbot).card() == facts["corner"]

    keys.scan(facts["old"])
    at_rest(window, qtbot)
    keys.scan(facts["new"])
    at_rest(window, qtbot)
    keys.key(Qt.Key.Key_Down)
    qtbot.waitUntil(here(window, qtbot).banner._button.isVisible)
    keys.key(Qt.Key.Key_Return, CONTROL)
    at_rest(window, qtbot)
    keys.key(Qt.Key.Key_2, CONTROL)
    keys.scan(facts["old"])
    at_rest(window, qtbot)
    keys.key(Qt.Key.Key_Return, CONTROL)
    at_rest(window, qtbot)

    with window.room.library.changing() as desk:
        (ended,) = round_views.listed(desk, ended=True)
        lies = [copy.number for copy in corners.show(desk, facts["corner"]).copies]
        flaws = check.examine(desk).flaws
    assert (ended.state, ended.done, ended.stops) == (RoundState.done, 2, 2)
    assert lies == [facts["new"]]
    assert flaws == ()
