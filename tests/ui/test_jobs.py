import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget

from jukung.domain.errors import CopyUnknown
from jukung.ui.jobs import ImmediateJobs, Jobs


@dataclass
class Library:
    """Opens desks and writes down what happens at them."""

    told: list = field(default_factory=list)

    @contextmanager
    def changing(self):
        try:
            yield self
        except Exception:
            self.told.append("rolled back")
            raise
        self.told.append("committed")

    @contextmanager
    def reading(self):
        yield self


@pytest.fixture
def library():
    return Library()


@pytest.fixture
def jobs(library):
    made = Jobs(library.changing, library.reading)
    yield made
    made.close()


def settled(qtbot, jobs):
    qtbot.waitUntil(lambda: jobs.pending() == 0)


def test_changes_are_done_in_the_order_they_were_given(qtbot, jobs):
    done = []

    for number in range(50):
        jobs.change(lambda _desk, n=number: done.append(n))
    settled(qtbot, jobs)

    assert done == list(range(50))


def test_the_answer_comes_after_the_commit_and_on_the_main_thread(qtbot, jobs, library):
    def answer(value):
        library.told.append((value, QThread.currentThread() is jobs.thread()))

    jobs.change(lambda _desk: "slip", then=answer)
    settled(qtbot, jobs)

    assert library.told == ["committed", ("slip", True)]


def test_what_was_touched_is_told_once_after_the_commit(qtbot, jobs):
    with qtbot.waitSignal(jobs.changed) as told:
        jobs.change(lambda _desk: None, touched={"loan", "copy"})

    assert told.args == [frozenset({"loan", "copy"})]


def test_a_refusal_is_rolled_back_and_told_to_who_asked(qtbot, jobs, library):
    heard, changed = [], []
    jobs.changed.connect(changed.append)

    def lend(_desk):
        raise CopyUnknown("0001")

    jobs.change(lend, refused=heard.append, touched={"loan"})
    settled(qtbot, jobs)

    codes = [refusal.code for refusal in heard]
    assert (codes, library.told, changed) == (["copy_unknown"], ["rolled back"], [])


def test_a_refusal_nobody_answers_is_told_to_the_window(qtbot, jobs):
    def lend(_desk):
        raise CopyUnknown("0001")

    with qtbot.waitSignal(jobs.refused) as told:
        jobs.change(lend)

    assert told.args[0].code == "copy_unknown"


def test_a_mistake_of_ours_reaches_the_hook(qtbot, jobs, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: caught.append(kind))

    jobs.read(lambda _desk: 1 / 0)
    settled(qtbot, jobs)

    assert caught == [ZeroDivisionError]


def test_a_page_goes_on_after_a_mistake_of_ours(qtbot, jobs, monkeypatch):
    heard = []
    monkeypatch.setattr(sys, "excepthook", lambda *_all: None)

    jobs.run(lambda _progress, _stopped: 1 / 0, refused=heard.append)
    settled(qtbot, jobs)

    assert [refusal.code for refusal in heard] == ["unforeseen"]


def test_an_answer_for_a_closed_page_is_dropped(qtbot, jobs):
    heard, gate = [], threading.Event()
    page = QWidget()
    jobs.change(lambda _desk: gate.wait(), owner=page, then=heard.append)

    page.deleteLater()
    qtbot.waitSignal(page.destroyed).wait()
    gate.set()
    settled(qtbot, jobs)

    assert heard == []


def test_only_the_newest_search_comes_home(qtbot, jobs):
    heard, begun, gate = [], [], threading.Event()
    page = QObject()
    jobs.read(lambda _desk: gate.wait())
    jobs.read(lambda _desk: gate.wait())

    for letters in ("l", "la", "las"):
        jobs.read(
            lambda _desk, q=letters: begun.append(q) or q,
            owner=page,
            then=heard.append,
            latest="search",
        )
    gate.set()
    settled(qtbot, jobs)

    assert (heard, begun) == (["las"], ["las"])


def test_scans_before_the_library_is_open_are_done_later_in_order(qtbot, library):
    jobs, done = Jobs(), []
    for code in ("0001", "0002"):
        jobs.change(lambda _desk, c=code: c, then=done.append)
    waiting = jobs.pending_changes()

    jobs.ready(library.changing, library.reading)
    settled(qtbot, jobs)
    jobs.close()

    assert (waiting, done) == (2, ["0001", "0002"])


def test_long_work_tells_how_far_it_is_and_can_be_stopped(qtbot, jobs):
    steps, ended = [], []

    def work(progress, stopped):
        done = 0
        while not stopped():
            done += 1
            progress(done, None)
        return done

    running = jobs.run(
        work, then=ended.append, progress=lambda done, total: steps.append((done, total))
    )
    qtbot.waitUntil(lambda: len(steps) >= 2)
    running.stop()
    settled(qtbot, jobs)

    assert (len(ended), steps == sorted(steps), len(steps) < ended[0]) == (1, True, True)


def test_the_last_step_is_always_told(qtbot, jobs):
    steps = []

    def work(progress, _stopped):
        for done in range(1, 101):
            progress(done, 100)

    jobs.run(work, progress=lambda done, total: steps.append((done, total)))
    settled(qtbot, jobs)

    assert steps[-1] == (100, 100)


def test_closing_waits_for_changes_that_were_given(library):
    jobs, done = Jobs(library.changing, library.reading), []
    for number in range(20):
        jobs.change(lambda _desk, n=number: done.append(n))

    jobs.close()

    assert (done, jobs.pending()) == (list(range(20)), 0)


def test_closing_stops_long_work(library):
    jobs = Jobs(library.changing, library.reading)
    begun = threading.Event()

    def work(_progress, stopped):
        begun.set()
        while not stopped():
            pass

    jobs.run(work)
    begun.wait()
    jobs.close()

    assert jobs.pending() == 0


def test_immediate_jobs_are_home_when_the_call_returns(library):
    jobs, heard = ImmediateJobs(library.changing, library.reading), []

    jobs.change(lambda _desk: "changed", then=heard.append)
    jobs.read(lambda _desk: "read", then=heard.append, latest="x")
    jobs.run(lambda _progress, _stopped: "run", then=heard.append)

    assert (heard, jobs.pending()) == (["changed", "read", "run"], 0)
