"""A morning at the desk of the real window, by keys alone; then the file is counted."""

import itertools
from datetime import timedelta

import pytest
from keyboard import Keyboard
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jukung.app import Program
from jukung.domain.kinds import SanctionKind
from jukung.domain.lending import Rule
from jukung.library import check, closures, holds, rules, sanctions
from jukung.library.circulation import give_back
from jukung.library.desk import open_library
from jukung.store import database
from jukung.ui import sounds
from jukung.ui.burst_guard import BurstGuard
from jukung.ui.preferences import Preferences
from makers import a_copy, a_library, a_loan, a_member, a_title

LIMIT = 3
NAMES = (
    "Nur Hasanah", "Rahmat Hidayat", "Aisyah Putri", "Gusti Ramli", "Lamiah", "Syahrani",
    "Maimunah", "Fitriani", "Hamdan", "Sri Rahayu", "Yusuf Anwar", "Zainab",
)  # fmt: skip


@pytest.fixture
def village(tmp_path, home):
    """A closed library with twelve members, what they brought home, and what waits."""
    library = a_library(tmp_path, clock=None)
    library.close()
    library = open_library(tmp_path / "rawa.jukung")
    with library.changing() as desk:
        rules.save(desk, Rule(LIMIT, 7, 1))
        closures.use_national(desk, public=False, joint=False)
        members = {name: a_member(desk, name).card for name in NAMES}
        homes = [a_member(desk, f"Pembaca {n}") for n in range(8)]
        shelf = [a_copy(desk, title=f"Kisah Rawa {n}") for n in range(40)]
        out = [
            a_loan(
                desk,
                homes[n // LIMIT],
                a_copy(desk, title=f"Perahu {n}"),
                on=desk.today - timedelta(days=9 if n == 0 else 3),
            ).barcode
            for n in range(22)
        ]
        title = a_title(desk, "Laskar Rawa")
        wanted = a_loan(desk, homes[7], a_copy(desk, title_id=title)).barcode
        ready_title = a_title(desk, "Hujan di Banjar")
        ready = a_loan(desk, homes[7], a_copy(desk, title_id=ready_title)).barcode
        holds.place(desk, members["Zainab"], ready_title)
        give_back(desk, ready)
        suspended = a_member(desk, "Sudah Terlambat")
        kind = SanctionKind.suspension
        sanctions.impose(desk, suspended.id, kind=kind, reason="Sering terlambat")
        last = desk.session.connection().exec_driver_sql("SELECT max(row) FROM journal_act")
        begun = last.scalar_one()
    library.close()
    return {
        "path": library.path,
        "members": members,
        "shelf": iter(shelf),
        "out": iter(out),
        "wanted": wanted,
        "ready": ready,
        "suspended": suspended.card,
        "begun": begun,
    }


@pytest.fixture
def window(qapp, village, tmp_path, qtbot):
    """The program's own window on that library, ready for the first scan."""
    sounds.switch(on=False)
    guard = BurstGuard()
    program = Program(Preferences(tmp_path / "preferences.ini"))
    shown = program.open(village["path"])
    shown.show()
    qtbot.waitUntil(lambda: shown.room.profile is not None, timeout=20_000)
    shown.window.activateWindow()
    qtbot.waitUntil(lambda: shown.jobs.pending() == 0, timeout=20_000)
    yield shown
    program.close()
    guard.deleteLater()


class Morning:
    """Hands at the keyboard, and eyes on the screen; nothing else."""

    def __init__(self, window, qtbot, shelf):
        self.window, self.qtbot, self.shelf = window, qtbot, shelf
        self.lent, self.returned, self.read = [], [], []
        self.permitted = self.damaged = ""
        self.keys = Keyboard(window.window)
        self.paces = itertools.cycle((5, 20, 10, 7, 15))
        self.ends = itertools.cycle(("enter", "enter", "tab", "enter", ""))

    def from_shelf(self, how_many):
        """Copies that nobody touched yet."""
        return [next(self.shelf) for _ in range(how_many)]

    def look(self):
        """Wait until everything that was asked has been answered."""
        self.qtbot.waitUntil(lambda: self.window.jobs.pending() == 0, timeout=20_000)

    def scan(self, *numbers, **facts):
        for number in numbers:
            end = facts.get("end", next(self.ends))
            self.keys.scan(number, **{"every": next(self.paces)} | facts | {"end": end})
            if not end:  # nothing behind the number: the burst ends by itself
                box = self.window.window.current_page()._field
                self.qtbot.waitUntil(lambda box=box: box.text() == "", timeout=5_000)
        self.look()

    def type(self, words):
        self.keys.enter(words)
        self.look()

    def choose(self, words):
        """Type slowly, wait for the list, and take its first line."""
        self.keys.type(words)
        box = self.window.window.current_page()._field
        self.qtbot.waitUntil(box._is_open, timeout=10_000)
        self.keys.key(Qt.Key.Key_Down)
        self.keys.press("\r", Qt.Key.Key_Return, every=300)
        self.look()

    def done(self):
        self.keys.key(Qt.Key.Key_Escape)
        self.look()

    def control(self, key):
        self.keys.control(key)
        self.look()

    def said(self):
        return self.window.window.current_page().words()

    def member(self):
        """The card at the desk, as the window knows it."""
        shown = self.window.window.current_page()._member
        return shown.card if shown else None


@pytest.fixture
def morning(window, qtbot, village):
    return Morning(window, qtbot, village["shelf"])


def counted(village, question, *facts):
    bare = database.connect(village["path"], None)
    found = bare.execute(question, facts).fetchall()
    bare.close()
    return found


def test_a_morning_by_keys_alone(morning, village, window):
    begun = village["begun"]

    lend_to_many(morning, village)
    lend_one_more_by_permission(morning, village)
    look_elsewhere_and_come_back(morning, village)
    refuse_what_must_be_refused(morning, village)
    serve_who_waits(morning, village)
    renew_all(morning, village)
    take_back(morning, village)
    read_here(morning, village)

    QApplication.processEvents()
    window.close()
    assert (len(morning.lent), len(morning.returned)) == (31, 25)
    assert sorted(counted(village, LENT, begun)) == sorted(morning.lent)
    assert sorted(n for (n,) in counted(village, BACK, begun)) == sorted(morning.returned)
    assert counted(village, HARMED) == [(morning.damaged, "Halaman 12 robek")]
    assert counted(village, RENEWED) == [(village["ready"],)]
    assert sorted(n for (n,) in counted(village, READ_HERE)) == sorted(morning.read)
    assert counted(village, WAITING) == [
        (village["members"]["Yusuf Anwar"], "ready", village["wanted"])
    ]
    assert counted(village, "SELECT title FROM title WHERE title = '1984'") == [("1984",)]
    assert counted(village, PERMITTED) == [(morning.permitted,)]
    assert counted(village, ACTS_BY_KIND, begun) == [
        ("give_back", 27),  # one undone at once, one written again as damaged
        ("lend", 30),  # one of them undone
        ("lend_unknown", 1),
        ("permit", 1),
        ("place_hold", 1),
        ("renew", 1),
        ("undo", 3),
        ("use_in_house", 2),
    ]
    library = open_library(village["path"])
    with library.reading() as desk:
        flaws = check.examine(desk).flaws
    library.close()
    assert flaws == ()


def lend_to_many(morning, village):
    """Seven members with three copies each; an eighth in one breath, before the screen answers."""
    for name in NAMES[:7]:
        card, numbers = village["members"][name], morning.from_shelf(LIMIT)
        morning.scan(card, *numbers)
        assert morning.member() == card
        morning.lent += [(number, card) for number in numbers]
        morning.done()
    assert morning.member() is None
    card, numbers = village["members"]["Fitriani"], morning.from_shelf(LIMIT)
    morning.keys.scan(card, every=5, pause=0)
    for number in numbers:
        morning.keys.scan(number, every=5, pause=30)
    morning.look()
    morning.lent += [(number, card) for number in numbers]


def lend_one_more_by_permission(morning, village):
    """The limit refuses; a reason lends all the same."""
    (morning.permitted,) = morning.from_shelf(1)
    morning.scan(morning.permitted, end="enter")
    assert str(LIMIT) in morning.said()
    morning.control(Qt.Key.Key_I)
    morning.type("Lomba membaca sekolah")
    morning.lent.append((morning.permitted, village["members"]["Fitriani"]))
    morning.done()


def look_elsewhere_and_come_back(morning, village):
    """A member by name; away with F-keys and back; a number nobody knows, with its title."""
    card = village["members"]["Sri Rahayu"]
    morning.choose("Sri Rah")
    first, second = morning.from_shelf(2)
    morning.scan(first)
    for key in (Qt.Key.Key_F4, Qt.Key.Key_F3, Qt.Key.Key_F2, Qt.Key.Key_F1):
        morning.keys.key(key)
        morning.look()
    assert morning.member() == card
    morning.scan(second)
    morning.scan("LAMA-77", end="enter")
    morning.type("1984")  # a title, although it looks like a number
    morning.lent += [(first, card), (second, card), ("LAMA-77", card)]
    morning.done()


def refuse_what_must_be_refused(morning, village):
    """Suspended; half a number; one that is set aside; the same number twice."""
    (spare,) = morning.from_shelf(1)
    morning.scan(village["suspended"], spare)
    assert "suspended" in morning.said().lower()
    morning.done()
    card = village["members"]["Hamdan"]
    morning.scan(card)
    for half in (spare[:4], spare[:-1], spare[3:], spare[:2], spare[-3:]):
        morning.scan(half, end="enter")
        assert "not whole" in morning.said()
    morning.scan(village["ready"], end="enter")
    assert "somebody else" in morning.said()
    morning.scan(spare, end="enter")
    morning.scan(spare, end="enter", pause=400)
    morning.lent.append((spare, card))
    morning.done()


def serve_who_waits(morning, village):
    """Who waited takes theirs; somebody else waits for a title; one of two copies was wrong."""
    zainab, yusuf = village["members"]["Zainab"], village["members"]["Yusuf Anwar"]
    morning.scan(zainab, village["ready"])
    morning.done()
    morning.scan(yusuf)
    morning.choose("Laskar Ra")
    morning.control(Qt.Key.Key_H)
    assert "Laskar Rawa" in morning.said()
    mistaken, right = morning.from_shelf(2)
    morning.scan(mistaken)
    morning.control(Qt.Key.Key_Z)
    morning.scan(right)
    morning.lent += [(village["ready"], zainab), (right, yusuf)]
    morning.done()


def renew_all(morning, village):
    """All that one member has, by one key."""
    morning.scan(village["members"]["Zainab"])
    morning.control(Qt.Key.Key_R)
    morning.done()


def take_back(morning, village):
    """Twenty-five, whoever brings them: one damaged, one that somebody waits for, one undone."""
    coming = [next(village["out"]) for _ in range(20)]
    morning.scan(*coming)
    morning.damaged = next(village["out"])
    morning.scan(morning.damaged)
    morning.control(Qt.Key.Key_L)
    morning.type("Halaman 12 robek")
    morning.scan(village["wanted"], end="enter")
    assert "Yusuf Anwar" in morning.said()
    early = [number for number, _card in morning.lent[:3]]
    morning.scan(*early)
    morning.returned = [*coming, morning.damaged, village["wanted"], *early]
    morning.scan(morning.lent[3][0], end="enter")
    morning.control(Qt.Key.Key_Z)
    morning.done()


def read_here(morning, village):
    """Two copies were read in the library; half a number is none."""
    morning.read = morning.from_shelf(2)
    morning.control(Qt.Key.Key_O)
    morning.scan(*morning.read)
    morning.scan(morning.read[0][:4], end="enter")
    morning.done()
    morning.done()


LENT = (
    "SELECT c.number, b.card FROM loan l JOIN copy c ON c.row = l.copy "
    "JOIN borrower b ON b.row = l.borrower WHERE l.act > ? AND l.cancel_act IS NULL"
)
BACK = "SELECT c.number FROM loan l JOIN copy c ON c.row = l.copy WHERE l.return_act > ?"
HARMED = "SELECT number, condition_note FROM copy WHERE status = 'repair'"
RENEWED = (
    "SELECT c.number FROM renewal r JOIN loan l ON l.row = r.loan JOIN copy c ON c.row = l.copy"
)
READ_HERE = "SELECT c.number FROM in_house_use u JOIN copy c ON c.row = u.copy"
WAITING = (
    "SELECT b.card, h.state, c.number FROM hold h JOIN borrower b ON b.row = h.borrower "
    "JOIN copy c ON c.row = h.copy WHERE h.state IN ('waiting', 'ready')"
)
PERMITTED = (
    "SELECT c.number FROM loan l JOIN copy c ON c.row = l.copy WHERE l.permitted_by IS NOT NULL"
)
ACTS_BY_KIND = (
    "SELECT kind, count(*) FROM journal_act WHERE row > ? AND kind <> 'open_desk' GROUP BY 1"
)
