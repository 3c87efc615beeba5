"""Budget B6: the whole catalogue in a window, against a bare table that is read by keys.

The bare one is Qt's own table over a model of a few lines: the same statement for the
same columns, pages of 256 by key, sixteen of them kept.
"""

import os
import resource
from collections import OrderedDict
from statistics import median
from time import perf_counter

import pytest
import shelves
from PySide6.QtCore import QAbstractTableModel, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from jukung.library.desk import open_library
from jukung.library.title_lines import LINES
from jukung.ui import theme
from jukung.ui.jobs import ImmediateJobs
from jukung.ui.pages.searched_list import SearchedList
from jukung.ui.pages.title_columns import columns, list_words
from jukung.ui.pages.title_source import title_source
from jukung.ui.preferences import Preferences
from jukung.ui.room import Room
from makers import a_library

MILLION = 1_000_000
PAGE, KEPT = 256, 16
STEPS = 300
ORDER = "ORDER BY t.title COLLATE NOCASE, t.row LIMIT 256"
FIRST = f"{LINES} {ORDER}"
AFTER = f"{LINES} WHERE (t.title COLLATE NOCASE, t.row) > (?, ?) {ORDER}"
AT = f"{LINES} {ORDER} OFFSET ?"


class Bare(QAbstractTableModel):
    """A long list by keys, and nothing else."""

    def __init__(self, connection):
        super().__init__()
        self._run = connection.execute
        self._count = self._run("SELECT count(*) FROM title").fetchone()[0]
        self._pages = OrderedDict()

    def rowCount(self, parent=None):  # noqa: N802 - Qt's name
        return 0 if parent and parent.isValid() else self._count

    def columnCount(self, _parent=None):  # noqa: N802 - Qt's name
        return 4

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        number, place = divmod(index.row(), PAGE)
        page = self._pages.get(number) or self._read(number)
        return str(page[place][index.column() + 2])

    def _read(self, number):
        before = self._pages.get(number - 1)
        if before:
            found = self._run(AFTER, (before[-1][2], before[-1][0]))
        else:
            found = self._run(AT, (number * PAGE,)) if number else self._run(FIRST)
        self._pages[number] = found.fetchall()
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return self._pages[number]


@pytest.fixture(autouse=True)
def look(qapp):
    """Ours as it is seen, and the bare one beside it in the same look."""
    theme.apply(qapp)


@pytest.fixture
def library(stocked_file):
    opened = open_library(stocked_file)
    yield opened
    opened.close()


@pytest.mark.benchmark(group="list")
def test_a_long_list_against_a_bare_one(benchmark, library, length, tmp_path, capsys):
    steps = STEPS if length.rounds > 1 else 3
    taken = measure(library, tmp_path, rounds=min(length.rounds, 7), steps=steps)
    benchmark(lambda: None)

    with capsys.disabled():
        report(taken, length.titles)


@pytest.mark.release
@pytest.mark.timeout(3600)
def test_a_list_of_a_million(tmp_path, capsys):
    library = a_library(tmp_path)
    shelves.fill(library, MILLION)

    taken = measure(library, tmp_path, rounds=5, steps=STEPS)

    library.close()
    with capsys.disabled():
        report(taken, MILLION)


def measure(library, folder, *, rounds, steps):
    """Milliseconds to show and for each step of the wheel, in turns; what memory grew by."""
    room = Room(ImmediateJobs(), Preferences(folder / "preferences.ini"))
    with library.reading() as desk:
        room.move_in(library, desk.profile)
    plain = library.file.connect_plainly()
    bare(plain)[0].deleteLater()  # once, so that neither pays for what both import
    before = memory()
    window, table = ours(room)
    for _ in range(4 * steps):
        roll(table)
    grown = memory() - before
    window.deleteLater()
    taken = {"memory": grown}
    taken |= {what: {"bare": [], "ours": []} for what in ("show", "step")}
    for _ in range(rounds):
        for name, make in (("bare", lambda: bare(plain)), ("ours", lambda: ours(room))):
            begun = perf_counter()
            window, table = make()
            taken["show"][name].append((perf_counter() - begun) * 1e3)
            taken["step"][name] += [roll(table) for _ in range(steps)]
            window.hide()
            window.deleteLater()
            QApplication.processEvents()
    plain.close()
    room.jobs.close()
    return taken


def bare(connection):
    """A plain table with a million rows, painted."""
    table = QTableView()
    table.model_ = Bare(connection)
    table.setModel(table.model_)
    table.verticalHeader().setDefaultSectionSize(58)
    table.verticalHeader().hide()
    table.resize(900, 700)
    table.show()
    settle()
    return table, table


def ours(room):
    """The catalogue's list, painted with its first page."""
    window = QWidget()
    window.list_ = SearchedList(
        room, columns(), source=title_source({}), words=list_words(), parent=window
    )
    column = QVBoxLayout(window)
    column.addWidget(window.list_.line)
    column.addWidget(window.list_.card)
    window.resize(900, 760)
    window.show()
    window.list_.refresh()
    settle()
    return window, window.list_.table


def settle():
    """Paint, bring what was asked for, and paint that."""
    for _ in range(3):
        QApplication.processEvents()


def roll(table):
    """One notch of the wheel."""
    begun = perf_counter()
    QApplication.sendEvent(
        table.viewport(),
        QWheelEvent(
            QPointF(200, 200),
            QPointF(200, 200),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
    settle()
    return (perf_counter() - begun) * 1e3


def memory():
    """Bytes that this program has now, or had at most where the system does not say."""
    try:
        with open(f"/proc/{os.getpid()}/statm", encoding="ascii") as said:  # noqa: PTH123 - no file
            return int(said.read().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def report(taken, count):
    print(f"\nB6 list, {count:,} titles")  # noqa: T201 - a bench reports by printing
    for what in ("show", "step"):
        mid = {name: median(ms) for name, ms in taken[what].items()}
        worst = sorted(taken[what]["ours"])[int(len(taken[what]["ours"]) * 0.95)]
        print(  # noqa: T201 - as above
            f"   {what:5} {mid['ours']:6.2f} ms, p95 {worst:6.2f}"
            f"; {mid['ours'] / mid['bare']:4.2f} x bare ({mid['bare']:.2f} ms)"
        )
    print(f"   memory grew by {taken['memory'] / 1e6:.1f} MB")  # noqa: T201 - as above
