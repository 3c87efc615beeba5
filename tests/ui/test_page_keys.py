"""The window's keys are the window's: a page that took one would answer neither."""

import ast
from pathlib import Path

import pytest

import jukung.ui
from jukung.ui import door
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.entries import library_pages
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room

UI = Path(jukung.ui.__file__).parent
PAGES = sorted((*UI.glob("pages/*.py"), *UI.glob("pieces/*.py"), UI / "scan_field.py"))


def bound(file):
    """Each key that a file binds, with the call that binds it."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given = [word.value for word in call.keywords if word.arg == "key"]
        given += call.args[:1] if name == "QKeySequence" else []
        for key in given:
            if isinstance(key, ast.Constant) and key.value:
                yield str(key.value), ast.unparse(call)


@pytest.fixture
def window_keys(qapp, tmp_path):
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    keys = {entry.key for entry in library_pages(room) if entry.key}
    room.jobs.close()
    return keys | {door.KEY} | {f"F{number}" for number in range(1, 13)}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_no_page_binds_a_key_of_the_window(file, window_keys):
    assert {"Ctrl+T", "Ctrl+D", "Ctrl+K", "F1", "F9"} <= window_keys
    assert [(key, call) for key, call in bound(file) if key in window_keys] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_ctrl_z_always_takes_something_back(file):
    calls = [call for key, call in bound(file) if key == "Ctrl+Z"]

    assert [call for call in calls if "ndo" not in call and "QKeySequence" not in call] == []
    if any("QKeySequence" in call for call in calls):
        assert "undo.activated.connect(self.undo" in file.read_text(encoding="utf-8")
