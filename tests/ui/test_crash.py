import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from jukung.ui.crash import CrashHook


@pytest.fixture
def hook(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    made = CrashHook(folder=tmp_path / "log")
    made.install()
    yield made
    made.uninstall()


def fail(name):
    raise ValueError(name)


def crash(name="Nur Hasanah"):
    try:
        fail(name)
    except ValueError as trouble:
        sys.excepthook(type(trouble), trouble, trouble.__traceback__)


def test_repeats_are_told_once(hook):
    told = []
    hook.noticed.connect(told.append)

    for _ in range(100):
        crash()

    assert (len(told), list(hook.counted().values())) == (1, [100])


def test_the_note_has_places_and_no_names(hook):
    crash()

    note = hook.log_file().read_text(encoding="utf-8")
    assert ("ValueError" in note, "in fail" in note, "Hasanah" in note) == (True, True, False)


def test_the_note_names_no_folder_of_a_person(hook):
    crash()

    note = hook.log_file().read_text(encoding="utf-8")
    assert str(Path(__file__).resolve().parents[2]) not in note


def test_a_thread_hands_its_mistake_to_the_main_thread(hook, qtbot):
    where = []
    hook.noticed.connect(lambda _s: where.append(QThread.currentThread() is hook.thread()))

    thread = threading.Thread(target=fail, args=("x",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: where != [])

    assert where == [True]


def test_the_sentence_is_kind_and_says_what_is_safe(hook):
    told = []
    hook.noticed.connect(told.append)

    crash()

    assert "What was confirmed is safe." in told[0]


def test_a_full_disk_does_not_make_it_worse(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    in_the_way = tmp_path / "log"
    in_the_way.write_text("")
    hook = CrashHook(folder=in_the_way)
    told = []
    hook.noticed.connect(told.append)
    hook.install()

    crash()
    hook.uninstall()

    assert len(told) == 1
