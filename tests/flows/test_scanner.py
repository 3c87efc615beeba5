"""Scanners as they are (F36 to F40): whatever arrives, never a wrong act.

Sequences at 1 to 20 ms between keys, with noise, other layouts, halves and repeats.
After each one the file says what was done; it must be what the label means, or nothing.
"""

import random
import string

import pytest
from keyboard import LAYOUTS, Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jukung.domain.lending import Rule
from jukung.library import catalogue, copies, rules
from jukung.library.catalogue import TitleDraft
from jukung.ui import sounds
from jukung.ui.burst_guard import BurstGuard
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.circulation import CirculationPage
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_copy, a_member

ISBN, ISBN_OF_TWO = "9786020332956", "9789793062792"
ACTS = "SELECT row, kind FROM journal_act WHERE row > ? ORDER BY row"
OUT = (
    "SELECT c.number, b.card FROM loan l JOIN copy c ON c.row = l.copy "
    "JOIN borrower b ON b.row = l.borrower WHERE l.returned_on IS NULL AND l.cancel_act IS NULL"
)


class Desk:
    """The page in a window of its own, a scanner before it, and the file behind it."""

    def __init__(self, library, page, button):
        self.page, self.button = page, button
        self.keys = Keyboard(page.window())
        self.bare = library.file.connect_plainly()
        self.begun = 0
        self.new_acts()
        with library.changing() as desk:
            rules.save(desk, Rule(99, 7, 9))
            self.cards = [a_member(desk).card for _ in range(4)]
            self.copies = [a_copy(desk) for _ in range(40)]
            one = catalogue.add(desk, TitleDraft(title="Satu", isbn=ISBN))
            two = catalogue.add(desk, TitleDraft(title="Dua", isbn=ISBN_OF_TWO))
            self.by_isbn = copies.add(desk, one)[0]
            self.of_two = copies.add(desk, two, count=2)
        self.new_acts()

    def new_acts(self):
        """What the file recorded since the last look."""
        found = self.bare.execute(ACTS, (self.begun,)).fetchall()
        self.begun = found[-1][0] if found else self.begun
        return [kind for _row, kind in found]

    def out(self):
        """Copy: card of whoever has it."""
        return dict(self.bare.execute(OUT).fetchall())

    def leave(self):
        """End the turn."""
        self.keys.key(Qt.Key.Key_Escape)
        self.keys.key(Qt.Key.Key_Escape)


@pytest.fixture
def desk(qapp, qtbot, library, tmp_path):
    sounds.switch(on=False)
    guard = BurstGuard()
    room = Room(ImmediateJobs(), Preferences(tmp_path / "preferences.ini"))
    with library.reading() as standing:
        room.move_in(library, standing.profile)
    window = QWidget()
    column = QVBoxLayout(window)
    page, button = CirculationPage(room), QPushButton("Delete everything")
    button.setAutoDefault(True)
    column.addWidget(page)
    column.addWidget(button)
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.shown()
    made = Desk(library, page, button)
    yield made
    made.bare.close()
    room.jobs.close()
    guard.deleteLater()


EVERY = pytest.mark.parametrize("every", [1, 7, 20])
LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)


@LAYOUT
@EVERY
@pytest.mark.parametrize("end", ["enter", "tab"])
def test_a_card_and_a_copy_are_read_at_any_pace_under_any_layout(desk, every, layout, end):
    card, copy = desk.cards[0], desk.copies[0]

    for number in (card, copy):
        desk.keys.scan(number, every=every, layout=layout, end=end)

    assert (desk.new_acts(), desk.out()) == (["lend"], {copy: card})


@EVERY
def test_without_an_end_the_pause_ends_the_scan(desk, every, qtbot):
    card, copy = desk.cards[0], desk.copies[0]

    desk.keys.scan(card, every=every)
    desk.keys.scan(copy, every=every, end="")
    qtbot.waitUntil(lambda: desk.out() == {copy: card}, timeout=2_000)

    assert desk.new_acts() == ["lend"]


@EVERY
@pytest.mark.parametrize("pause", [1, 60, 500, 1_900])
def test_a_copy_scanned_twice_is_neither_lent_nor_brought_back_twice(desk, every, pause):
    card, copy = desk.cards[0], desk.copies[0]
    desk.keys.scan(card, every=every)

    for gap in (3_000, pause, pause):
        desk.keys.scan(copy, every=every, pause=gap)
    lent = desk.new_acts()
    desk.leave()
    for gap in (3_000, pause, pause):
        desk.keys.scan(copy, every=every, pause=gap)

    assert (lent, desk.new_acts(), desk.out()) == (["lend"], ["give_back"], {})


@EVERY
def test_a_second_look_at_a_lent_copy_does_not_bring_it_back(desk, every):
    desk.keys.scan(desk.cards[0], every=every)
    desk.keys.scan(desk.copies[0], every=every)

    desk.keys.scan(desk.copies[0], every=every, pause=60_000)

    assert (desk.new_acts(), desk.page.words() != "") == (["lend"], True)


@EVERY
@pytest.mark.parametrize("at_desk", [True, False])
def test_no_part_of_a_number_does_anything(desk, every, at_desk):
    for number in (*desk.copies[:3], *desk.copies[10:13]):
        for cut in range(1, len(number)):
            for part in (number[:cut], number[cut:]):
                if at_desk:
                    desk.keys.scan(desk.cards[0], every=every)
                desk.keys.scan(part, every=every)
                desk.leave()

                assert (part, desk.new_acts()) == (part, [])


@pytest.mark.parametrize("at_desk", [True, False])
def test_no_part_of_a_number_is_read_here(desk, at_desk):
    if at_desk:
        desk.keys.scan(desk.cards[0])
    desk.keys.control(Qt.Key.Key_O)

    for number in desk.copies[:12]:
        for cut in range(1, len(number)):
            desk.keys.scan(number[:cut])
            desk.keys.scan(number[cut:])

    assert desk.new_acts() == []


def test_every_wrong_digit_and_every_swap_is_refused(desk):
    desk.keys.scan(desk.cards[0])
    number = desk.copies[37]

    for place in range(len(number)):
        for digit in string.digits.replace(number[place], ""):
            desk.keys.scan(number[:place] + digit + number[place + 1 :])
    for place in range(len(number) - 1):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        if swapped != number:
            desk.keys.scan(swapped)

    assert desk.new_acts() == []


@pytest.mark.parametrize("way", ["caps", "aim", "prefix", "suffix", "lower"])
@EVERY
def test_what_a_scanner_adds_is_taken_off(desk, library, way, every):
    card, copy = desk.cards[0], desk.copies[0]
    with library.changing() as standing:
        from jukung.library import settings  # noqa: PLC0415 - only here

        settings.remember(standing, "scanner_prefix", "~S")
        settings.remember(standing, "scanner_suffix", "#")
    dress = {
        "caps": str.swapcase,
        "lower": str.lower,
        "aim": lambda text: "]C0" + text,
        "prefix": lambda text: "~S" + text,
        "suffix": lambda text: text + "#",
    }[way]
    desk.new_acts()

    for number in (card, copy):
        desk.keys.scan(dress(number), every=every)

    assert (desk.new_acts(), desk.out()) == (["lend"], {copy: card})


def test_the_cover_lends_the_only_copy_and_no_other(desk):
    desk.keys.scan(desk.cards[0])

    desk.keys.scan(ISBN_OF_TWO)
    asked = desk.page.words()
    desk.keys.scan(ISBN)

    assert ("ISBN" in asked, desk.new_acts()) == (True, ["lend"])
    assert desk.out() == {desk.by_isbn: desk.cards[0]}


def test_another_card_in_the_middle_begins_another_turn(desk):
    desk.keys.scan(desk.cards[0])
    desk.keys.scan(desk.copies[0])

    desk.keys.scan(desk.cards[1])
    desk.keys.scan(desk.copies[1])

    assert desk.out() == {desk.copies[0]: desk.cards[0], desk.copies[1]: desk.cards[1]}


@EVERY
@pytest.mark.parametrize("end", ["enter", "tab"])
def test_a_scan_that_falls_on_a_button_presses_nothing(desk, every, end):
    pressed = []
    desk.button.clicked.connect(lambda: pressed.append(1))
    desk.button.setFocus()

    desk.keys.scan(desk.copies[0], every=every, end=end)

    assert (pressed, desk.new_acts()) == ([], [])


@EVERY
@pytest.mark.parametrize("strip", [Qt.Key.Key_I, Qt.Key.Key_L])
def test_a_scan_into_an_open_question_answers_nothing(desk, every, strip):
    desk.keys.scan(desk.cards[0])
    desk.keys.scan(desk.copies[0])
    desk.keys.scan(desk.copies[1])
    desk.new_acts()
    desk.keys.control(strip)

    desk.keys.scan(desk.copies[2], every=every)

    assert set(desk.new_acts()) <= {"lend"}
    assert set(desk.out()) <= set(desk.copies[:3])


@pytest.mark.parametrize(
    ("every", "end"), [(1, "enter"), (7, "tab"), (20, "enter"), (60, "enter"), (7, "")]
)
def test_a_scan_while_the_receipts_paper_is_asked_for_is_lent_and_chooses_no_paper(
    desk, every, end, qtbot
):
    desk.keys.scan(desk.cards[0])
    desk.keys.scan(desk.copies[0])
    desk.keys.control(Qt.Key.Key_P)
    asked = desk.page._asking_for._paper.isVisible()
    dialogs = []
    desk.page._receipt_printing().printing.ask_printer = dialogs.append

    desk.keys.scan(desk.copies[1], every=every, end=end)
    qtbot.waitUntil(lambda: len(desk.out()) == 2, timeout=2_000)

    assert (asked, dialogs) == (True, [])
    assert desk.out() == dict.fromkeys(desk.copies[:2], desk.cards[0])
    assert not desk.page._asking_for._paper.isVisible()


def test_the_receipts_paper_is_chosen_and_left_by_keys_from_the_box(desk):
    desk.keys.scan(desk.cards[0])
    desk.keys.scan(desk.copies[0])
    dialogs = []
    desk.page._receipt_printing().printing.ask_printer = dialogs.append

    desk.keys.control(Qt.Key.Key_P)
    desk.keys.key(Qt.Key.Key_Escape)
    left = not desk.page._asking_for._paper.isVisible()
    desk.keys.control(Qt.Key.Key_P)
    desk.keys.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    assert left
    assert [paper.folder for paper in dialogs] == ["receipts"]
    assert desk.page._member is not None


@pytest.mark.parametrize("way", ["]C0{}", "{}"])
def test_a_permission_is_for_the_copy_that_was_scanned(desk, library, way):
    with library.changing() as standing:
        rules.save(standing, Rule(1, 7, 0))
    desk.keys.scan(desk.cards[0])
    desk.keys.scan(desk.copies[0])
    desk.new_acts()

    desk.keys.scan(way.format(desk.copies[1]))
    desk.keys.control(Qt.Key.Key_I)
    desk.keys.enter("Lomba membaca")

    assert desk.new_acts() == ["permit"]
    assert set(desk.out()) == {desk.copies[0], desk.copies[1]}


class Chance:
    """Sequences of one kind after another, and what each may do."""

    def __init__(self, desk, seed):
        self.desk, self.random = desk, random.Random(seed)
        self.clean = self.accepted = self.wrong = 0
        self.report = []

    def pace(self):
        return self.random.randint(1, 20)

    def run(self, sequences):
        for _sequence in range(sequences):
            what = self.random.choice((self.a_clean_scan, self.a_clean_scan, self.noise))
            what()

    def begin(self):
        """Sometimes a member stands at the desk, sometimes nobody does."""
        self.desk.leave()
        card = self.random.choice((None, *self.desk.cards))
        if card:
            self.desk.keys.scan(card, every=5)
        return card

    def a_clean_scan(self):
        """A whole label in any layout: exactly what it means, and at once."""
        card, number = self.begin(), self.random.choice(self.desk.copies)
        before = self.desk.out()
        expected, after = self._meant(card, number, before)
        layout = self.random.choice(list(LAYOUTS))
        dress = self.random.choice(("", "", "]C0", "]A0"))
        self.desk.keys.scan(
            dress + number,
            every=self.pace,
            layout="us" if dress else layout,
            end=self.random.choice(("enter", "enter", "tab")),
        )
        self.clean += 1
        done, out = self.desk.new_acts(), self.desk.out()
        self.accepted += (done, out) == (expected, after)
        self._note(done in (expected, []) and out in (before, after), (number, layout, dress, done))

    def noise(self):
        """Something that is no label: half of one, a wrong digit, two glued, or letters."""
        card, number = self.begin(), self.random.choice(self.desk.copies)
        other = self.random.choice(self.desk.copies)
        place = self.random.randrange(1, len(number))
        text = self.random.choice(
            (
                number[:place],
                number[place:],
                number[:place] + self.random.choice(string.digits) + number[place + 1 :],
                number[:place] + self.random.choice(string.ascii_uppercase) + number[place:],
                number + other,
                number[: place - 1] + number[place:],
                number[:place] + number[place - 1] + number[place + 1 :],
                "".join(self.random.choices(string.digits, k=self.random.randint(1, 14))),
            )
        )
        before = self.desk.out()
        self.desk.keys.scan(text, every=self.pace, end=self.random.choice(("enter", "tab")))
        done, out = self.desk.new_acts(), self.desk.out()
        known = {*self.desk.copies, *self.desk.cards, self.desk.by_isbn, *self.desk.of_two}
        if text in known:
            expected, after = self._meant(card, text, before)
            self._note((done, out) in ((expected, after), ([], before)), (text, done))
        else:
            self._note((done, out) == ([], before), (text, number, card, done))

    def _meant(self, card, number, before):
        if number in before:
            if card is None:
                return ["give_back"], {c: who for c, who in before.items() if c != number}
            return [], before  # somebody else's, or lent today already
        if card is None or number in self.desk.cards:
            return [], before
        return ["lend"], before | {number: card}

    def _note(self, right, story):
        if not right:
            self.wrong += 1
            self.report.append(story)


def test_a_thousand_random_sequences_do_nothing_wrong(desk):
    chance = Chance(desk, seed=20_261_122)

    chance.run(1_000)

    assert (chance.wrong, chance.report) == (0, [])
    assert chance.accepted >= chance.clean * 0.999


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
def test_fifty_thousand_random_sequences_do_nothing_wrong(desk, capsys):
    chance = Chance(desk, seed=random.SystemRandom().randrange(2**32))

    chance.run(50_000)

    with capsys.disabled():
        print(f"\nR18: {chance.wrong} wrong acts; {chance.accepted} of {chance.clean} clean scans")  # noqa: T201
    assert (chance.wrong, chance.report) == (0, [])
    assert chance.accepted >= chance.clean * 0.999
