"""A round of sixty residents in the real window by keys alone; then the file is counted."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta

import pypdfium2
import pytest
from keyboard import ENTER, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jukung.app import Program
from jukung.library import check, holds, residents, round_cells, round_views, rounds
from jukung.library.desk import open_library
from jukung.ui import sounds
from jukung.ui.burst_guard import BurstGuard
from jukung.ui.pages.round_papers_task import form_of, list_of
from jukung.ui.preferences import Preferences
from makers import a_library
from round_makers import a_block, a_passed_copy, a_request, a_resident, out_with

ROOMS, EACH = 20, 3


@pytest.fixture
def prison(tmp_path, home):
    """A closed prison library: a block of sixty, a third asked, a third has something due."""
    library = a_library(tmp_path, file="lapas.jukung", kind="prison", clock=None)
    with library.changing() as desk:
        block, cards = a_block(desk, rooms=ROOMS, each=EACH)
        wanted = {card: a_request(desk, card, f"Diminta {card}") for card in cards[::3]}
        due = {card: out_with(desk, card, days=9, title=f"Lama {card}") for card in cards[1::3]}
        spare = a_passed_copy(desk, "Cadangan")
    library.close()
    return {
        "path": library.path,
        "block": block,
        "cards": cards,
        "wanted": wanted,
        "due": due,
        "spare": spare,
    }


@pytest.fixture
def window(qapp, prison, tmp_path, qtbot):
    sounds.switch(on=False)
    guard = BurstGuard()
    program = Program(Preferences(tmp_path / "preferences.ini"))
    shown = program.open(prison["path"])
    shown.show()
    qtbot.waitUntil(lambda: shown.room.profile is not None, timeout=20_000)
    shown.window.activateWindow()
    qtbot.waitUntil(lambda: shown.jobs.pending() == 0, timeout=20_000)
    yield shown
    program.close()
    guard.deleteLater()


class Hands:
    """A keyboard and a scanner, counted apart."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.keys = Keyboard(window.window)
        self.pressed = self.scanned = 0

    def look(self):
        self.qtbot.waitUntil(lambda: self.window.jobs.pending() == 0, timeout=20_000)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.pressed += 1
        self.keys.key(key, modifiers)
        self.look()

    def control(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def scan(self, number):
        self.scanned += 1
        self.keys.scan(number)
        self.look()

    @property
    def page(self):
        return self.window.window.current_page()


@pytest.fixture
def hands(window, qtbot):
    return Hands(window, qtbot)


def plan(hands):
    hands.press(Qt.Key.Key_F2)
    hands.control(Qt.Key.Key_N)
    return hands.page.desk.view()


def after(prison):
    """What the file says, opened anew: who has what, who waits, the round, its flaws."""
    library = open_library(prison["path"])
    with library.reading() as desk:
        (done,) = round_views.listed(desk, ended=True)
        shown = round_views.show(desk, done.id)
        has = {
            stop.card: sorted(x.barcode for x in stop.lines if x.state.value in ("lent", "out"))
            for stop in shown.stops
        }
        waits = [h for card in prison["cards"] for h in holds.of_member(desk, card)]
        flaws = check.examine(desk).flaws
    library.close()
    return has, waits, shown, flaws


def test_a_round_of_sixty_by_scanner_and_arrow_keys(hands, prison, window):
    view = plan(hands)
    assert len(view.stops) == 60
    hands.control(Qt.Key.Key_B)
    for number in prison["wanted"].values():
        hands.scan(number)
    hands.control(ENTER)

    for card in prison["cards"]:
        assert hands.page.desk.card() == card
        for number in (prison["wanted"].get(card), prison["due"].get(card)):
            if number:
                hands.scan(number)
        hands.press(Qt.Key.Key_Down)
    hands.control(Qt.Key.Key_B)
    hands.control(Qt.Key.Key_2)
    hands.control(Qt.Key.Key_J)
    hands.control(Qt.Key.Key_L)
    hands.control(ENTER)

    QApplication.processEvents()
    window.close()
    has, waits, shown, flaws = after(prison)
    assert shown.state.value == "done"
    assert {card: [n] for card, n in prison["wanted"].items()} == {
        card: out for card, out in has.items() if out
    }
    assert (waits, flaws) == ([], ())
    assert all(stop.is_done for stop in shown.stops)
    assert (hands.scanned, hands.pressed) == (60, 69)


def test_the_same_round_typed_from_paper(hands, prison, window):
    plan(hands)
    hands.control(Qt.Key.Key_G)
    lines = hands.page.typing._rows.rowCount()

    for _line in range(lines):
        hands.press(ENTER)
    hands.control(Qt.Key.Key_S)

    assert "60" in hands.page.typing.words()
    QApplication.processEvents()
    window.close()
    has, waits, shown, flaws = after(prison)
    assert {card: [n] for card, n in prison["wanted"].items()} == {
        card: out for card, out in has.items() if out
    }
    assert (waits, flaws) == ([], ())
    assert all(stop.is_done for stop in shown.stops)
    assert (lines, hands.pressed) == (60, 64)


def test_letters_from_paper_say_what_became_of_each_line(hands, prison, window):
    plan(hands)
    hands.control(Qt.Key.Key_G)
    for letter in "RKINY":
        hands.keys.press(letter.lower(), Qt.Key[f"Key_{letter}"], every=150)
        hands.look()
    hands.control(Qt.Key.Key_S)
    first, second, third, fourth, fifth = prison["cards"][:5]

    hands.press(Qt.Key.Key_Escape)
    shown = hands.page.desk.view()

    def said(card):
        stop = shown.stop_of(card)
        return [x.state.value for x in stop.lines] or [stop.outcome.value]

    assert [said(card) for card in (first, second, third)] == [["refused"], ["kept"], ["isolated"]]
    assert said(fourth) == ["not_found"]
    assert said(fifth) == ["returned"]
    hands.control(Qt.Key.Key_Z)
    assert hands.page.desk.view().done_count == 0


def test_everything_on_the_way_is_taken_back_key_by_key(hands, prison, window):
    plan(hands)
    before = hands.page.desk.view()
    (first, second, third) = prison["cards"][:3]
    hands.scan(prison["wanted"][first])
    hands.press(Qt.Key.Key_Down)
    hands.scan(prison["due"][second])
    hands.control(ENTER)  # looked through, nothing found
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)  # the third has nothing: done
    hands.control(Qt.Key.Key_I)  # the fourth is in isolation
    assert [hands.page.desk.view().stop_of(c).is_done for c in (first, second, third)] == [True] * 3

    for _act in range(5):
        hands.control(Qt.Key.Key_Z)

    assert hands.page.desk.view() == before


def test_what_another_has_is_passed_on_with_one_key(hands, prison, window):
    plan(hands)
    first, second = prison["cards"][:2]

    hands.scan(prison["due"][second])
    assert "Somebody else" in hands.page.desk.words()
    hands.control(Qt.Key.Key_2)

    shown = hands.page.desk.view()
    assert "lent" in [x.state.value for x in shown.stop_of(first).lines]
    assert [x.state.value for x in shown.stop_of(second).lines] == ["returned"]


def test_the_page_goes_on_after_a_power_cut(prison, home):
    """The process is killed in the middle of a scan; every finished one is in the file."""
    told = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from jukung.library import round_cells, rounds
        from jukung.library.desk import open_library
        library = open_library(Path({str(prison["path"])!r}))
        wanted = {prison["wanted"]!r}
        with library.changing() as desk:
            planned = rounds.plan(desk, {prison["block"]!r}).id
        for count, (card, number) in enumerate(wanted.items()):
            with library.changing() as desk:
                round_cells.scan(desk, planned, number, card=card)
                if count == 7:
                    desk.session.flush()
                    os.kill(os.getpid(), signal.SIGKILL)
    """)
    died = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-c", told], env=os.environ.copy(), check=False, capture_output=True
    )
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()

    library = open_library(prison["path"])
    with library.changing() as desk:
        (under_way,) = round_views.listed(desk)
        assert under_way.done == 7
        card, number = list(prison["wanted"].items())[7]
        round_cells.scan(desk, under_way.id, number, card=card)
        assert check.examine(desk).flaws == ()
    library.close()


def test_no_paper_of_a_round_has_a_day_of_release(prison):
    library = open_library(prison["path"])
    with library.changing() as desk:
        place = residents.by_card(desk, prison["cards"][0]).place_row
        day = desk.today + timedelta(days=1)
        leaving = a_resident(desk, place, release_on=day)
        number = out_with(desk, leaving, title="Buku Pulang")
        planned = rounds.plan(desk, prison["block"]).id
        form, listed = form_of(desk, planned, paper="a4"), list_of(desk, planned, paper="f4")
        again = form_of(desk, planned, paper="a4")
    library.close()

    text = words_of(form) + words_of(listed)
    assert leaving in text
    assert number in text
    assert all(card in text for card in prison["cards"])
    assert day.isoformat() not in text
    assert form == again


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    said = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return said
