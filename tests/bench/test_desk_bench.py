"""Budget B2: lending and returning, against the same statements by the bare driver.

Three copies of a file are worked on in turns. At the first, what the verbs say to SQLite
is written down; at the second they are timed; to the third the bare driver says the same
again, with the same settings and one commit for each act.
"""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

import pytest
from past import circulate

from jukung.library import circulation
from jukung.library.desk import open_library
from jukung.store import database, desk_statements
from makers import TODAY, a_library

MILLION = 1_000_000
MEMBERS, COPIES = 5_000, 20_000
MORNING = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


@pytest.mark.benchmark(group="desk")
def test_a_loan_and_a_return_against_the_bare_driver(benchmark, tmp_path, length, capsys):
    few = a_busy_library(tmp_path / "few", past=0)
    acts = max(length.rounds * 8, 4)
    taken = measure(few, tmp_path / "flushed", acts=acts)
    unflushed = measure(few, tmp_path / "unflushed", acts=acts, flushed=False)
    library = open_library(few)
    numbers = iter(range(COPIES - 1, 0, -1))

    @benchmark
    def lend_and_return():
        number = next(numbers)
        with library.changing() as desk:
            circulation.lend(desk, f"A{number % MEMBERS}", f"K{number}")
        with library.changing() as desk:
            circulation.give_back(desk, f"K{number}")

    library.close()
    with capsys.disabled():
        report(taken, unflushed, past=0)


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_a_loan_and_a_return_after_a_million(tmp_path, capsys):
    many = a_busy_library(tmp_path / "many", past=MILLION)

    taken = measure(many, tmp_path / "flushed", acts=200)
    unflushed = measure(many, tmp_path / "unflushed", acts=200, flushed=False)

    with capsys.disabled():
        report(taken, unflushed, past=MILLION)
    assert all(len(times) == 200 for each in taken.values() for times in each.values())


def a_busy_library(folder, *, past):
    """A closed library of five thousand members, whose copies were lent that often before."""
    folder.mkdir()
    library = a_library(folder, clock=lambda: MORNING)
    circulate(library, members=MEMBERS, copies=COPIES, past=past, before=TODAY)
    library.close()
    return library.path


def measure(path, folder, *, acts, flushed=True):
    """Seconds of each act, by what was done and by whom.

    Not `flushed`, no disk is waited for: what is left is the work of the program.
    """
    folder.mkdir()
    heard, bare = (shutil.copyfile(path, folder / name) for name in ("heard", "bare"))
    ours = open_library(shutil.copyfile(path, folder / "ours"), clock=lambda: MORNING)
    heard_library, driver = open_library(heard, clock=lambda: MORNING), prepared(bare)
    if not flushed:
        with ours.file._writer.connect() as writer:
            writer.connection.driver_connection.execute("PRAGMA synchronous = OFF").fetchall()
        driver.execute("PRAGMA synchronous = OFF").fetchall()
    taken = {verb: {"ours": [], "bare": []} for verb in VERBS}
    for number in range(-3, acts):
        for verb, act in VERBS.items():
            said = hear(heard_library, act, number % COPIES)
            ms = {
                "ours": timed(once, ours, act, number % COPIES),
                "bare": timed(repeat, driver, said),
            }
            if number >= 0:  # the first acts prepare statements and read holidays
                for who, each in ms.items():
                    taken[verb][who].append(each)
    driver.close()
    ours.close()
    heard_library.close()
    assert last_link(bare) == last_link(heard)
    return taken


def lend(desk, number):
    circulation.lend(desk, f"A{number % MEMBERS}", f"K{number}")


def give_back(desk, number):
    circulation.give_back(desk, f"K{number}")


VERBS = {"lend": lend, "return": give_back}


def once(library, act, number):
    with library.changing() as desk:
        act(desk, number)


def hear(library, act, number):
    """Do an act, and write down every statement of its transaction with its facts."""
    said = [("BEGIN IMMEDIATE", ()), (desk_statements.PROFILE, ())]
    with library.changing() as desk:
        act(replace(desk, session=Heard(desk.session, said)), number)
    return said


class Heard:
    """A session, its connection and the driver's own, one in the other."""

    def __init__(self, real, said):
        self._real, self._said = real, said

    def __getattr__(self, name):
        return getattr(self._real, name)

    def connection(self):
        return self._Connection(self._real.connection(), self._said)

    class _Connection:
        def __init__(self, real, said):
            self._real, self._said = real, said

        @property
        def connection(self):
            return self

        @property
        def driver_connection(self):
            return self

        def execute(self, statement, facts):
            self._said.append((statement, facts))
            return self._real.connection.driver_connection.execute(statement, facts)


def repeat(driver, said):
    """Say the statements of one act again."""
    cursor = driver.cursor()
    for statement, facts in said:
        cursor.execute(statement, facts)
        if cursor.description:
            cursor.fetchall()
    cursor.execute("COMMIT")


def last_link(path):
    """The end of a file's journal, which is the same only after the same acts."""
    connection = database.connect(path, None)
    found = connection.execute("SELECT seq, chain FROM journal_entry ORDER BY seq DESC").fetchone()
    connection.close()
    return found


def prepared(path):
    """A bare connection with the settings of the library's own."""
    connection = database.connect(path, None)
    for name, value, _expected in database._PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    return connection


def timed(act, *facts):
    begun = perf_counter()
    act(*facts)
    return perf_counter() - begun


def report(taken, unflushed, *, past):
    print(f"\nB2 desk, {past:,} past loans")  # noqa: T201 - a bench reports by printing
    for verb, each in taken.items():
        ours, bare = median(each["ours"]), median(each["bare"])
        mine, driver = (median(unflushed[verb][who]) for who in ("ours", "bare"))
        print(  # noqa: T201 - as above
            f"   {verb:7} {ours * 1e3:5.2f} ms; {ours / bare:4.2f} x the bare driver"
            f" ({bare * 1e3:.2f} ms), {len(each['ours'])} acts in turns"
            f"; without the flush {mine * 1e3:.2f} ms; {mine / driver:.2f} x"
            f" ({driver * 1e3:.2f} ms)"
        )
