"""Every action of the desk in a library with years behind it: milliseconds, only reported.

200,000 past loans, 5,000 members, 3,000 copies at home; written by bare statements in
some seconds. Each act is one transaction of its own, as at the desk.
"""

from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from statistics import median
from time import perf_counter

import past
import pytest

from jukung.domain.kinds import SlipAct
from jukung.domain.lending import Rule
from jukung.domain.months import month_of
from jukung.domain.typed import TypedSlip
from jukung.figures import month as figures
from jukung.library import (
    circulation,
    closures,
    copy_history,
    finding,
    holds,
    in_house,
    late_entry,
    ledger,
    lists,
    members,
    overview,
    rules,
    suggesting,
    undoing,
)
from jukung.library.desk import open_library
from makers import TODAY, a_library

MORNING = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
MEMBERS, COPIES, OPEN, PAST = 5_000, 20_000, 3_000, 200_000
NAMES = (
    "UPDATE person SET name = (CASE row % 7 WHEN 0 THEN 'Siti' WHEN 1 THEN 'Muhammad' "
    "WHEN 2 THEN 'Nur' WHEN 3 THEN 'Ahmad' WHEN 4 THEN 'Rahmat' WHEN 5 THEN 'Sri' ELSE 'Aisyah' "
    "END) || ' ' || (CASE row % 11 WHEN 0 THEN 'Hidayat' WHEN 1 THEN 'Putri' WHEN 2 THEN 'Ramli' "
    "WHEN 3 THEN 'Anwar' WHEN 4 THEN 'Wati' ELSE 'Rahman' END) || ' ' || row"
)
AT_HOME = """
INSERT INTO loan (id, copy, title, borrower, lent_on, due_on, source, act,
  sex, age_band, borrower_kind, class_main, collection_kind, owner_kind)
VALUES ('o' || ?1, ?1, ?1, ?2, ?3, ?4, 'desk', 1,
  'female', 'adult', 'general', '8', 'general', 'own')
"""


@pytest.fixture(scope="module")
def years(tmp_path_factory, request):
    """A closed library with years behind it, and how often each act is measured."""
    share = 1 if request.config.getoption("benchmark_enable") else 20
    library = a_library(tmp_path_factory.mktemp("years"), clock=lambda: MORNING)
    some = {"members": MEMBERS // share, "copies": COPIES // share, "past": PAST // share}
    past.circulate(library, **some, before=TODAY)
    bare = library.file.connect_plainly()
    bare.execute("BEGIN")
    bare.execute(NAMES)
    bare.execute("INSERT INTO person_search (person_search) VALUES ('rebuild')")
    bare.execute("INSERT INTO title_search (title_search) VALUES ('rebuild')")
    days = [(TODAY - timedelta(days=ago)).isoformat() for ago in range(40)]
    ahead = [(TODAY + timedelta(days=7 - ago)).isoformat() for ago in range(40)]
    # Copies from the front are at home, every other of them late; the rest stands on the shelf.
    bare.executemany(
        AT_HOME,
        (
            (n, n % some["members"] + 1, days[n % 40], ahead[n % 40])
            for n in range(1, OPEN // share)
        ),
    )
    bare.execute("COMMIT")
    bare.close()
    with library.changing() as desk:
        rules.save(desk, Rule(99, 7, 2, fine_per_day=500))
        closures.set_weekdays(desk, [6])
    library.close()
    return library.path, some, OPEN // share, 40 if share == 1 else 2


class Bench:
    """One library with years behind it, measured act by act."""

    def __init__(self, years):
        path, self.some, self.at_home, self.rounds = years
        self.library = open_library(path, clock=lambda: MORNING)
        self.taken = {}
        self.free, self.home = count(self.at_home + 10), iter(range(1, self.at_home))
        self.cards = [f"A{n * 37 % self.some['members']}" for n in range(1, 400)]
        self._card = iter(self.cards * 20)

    def card(self):
        """The card of the next member."""
        return next(self._card)

    def shelf(self):
        """A copy that stands on the shelf."""
        return f"K{next(self.free)}"

    def out(self):
        """A copy that is out."""
        return f"K{next(self.home)}"

    def changes(self, name, act):
        """Measure an act with its commit."""
        for _round in range(self.rounds):
            begun = perf_counter()
            with self.library.changing() as desk:
                act(desk)
            self.taken.setdefault(name, []).append(perf_counter() - begun)

    def reads(self, name, look):
        """Measure a look."""
        for _round in range(self.rounds):
            with self.library.reading() as desk:
                begun = perf_counter()
                look(desk)
                self.taken.setdefault(name, []).append(perf_counter() - begun)


def test_every_action_of_the_desk_after_years(years, capsys):
    bench = Bench(years)

    work_at_the_desk(bench)
    look_things_up(bench)
    type_slips(bench)

    bench.library.close()
    with capsys.disabled():
        report(bench)
    assert all(len(spent) == bench.rounds for spent in bench.taken.values())


def work_at_the_desk(bench):
    lent, renewed = [], []

    def lend(desk):
        lent.append(circulation.lend(desk, bench.card(), bench.shelf()))

    def renew(desk):
        renewed.append(circulation.renew(desk, lent[len(renewed)].barcode))

    bench.changes("scan a card", lambda desk: circulation.scan(desk, bench.card()))
    bench.changes("lend", lend)
    bench.changes("renew", renew)
    bench.changes("undo", undoing.undo_last)
    bench.changes("return", lambda desk: circulation.give_back(desk, bench.out()))
    bench.changes("scan a copy that is out", lambda desk: circulation.scan(desk, bench.out()))
    bench.changes("read here", lambda desk: in_house.use(desk, bench.shelf()))
    bench.changes("tidy the ready shelf", holds.sweep)


def look_things_up(bench):
    bench.reads("loans of a member", lambda desk: overview.loans_of(desk, bench.card()))
    bench.reads("the day's counts", overview.day_counts)
    bench.reads("what a number means", lambda desk: finding.meant(desk, "K00077"))
    for words in ("si", "siti", "siti hid", "judul 77"):
        bench.reads(f"suggest “{words}”", lambda desk, words=words: suggesting.suggest(desk, words))
    bench.reads("late copies, first page", lists.overdue)
    bench.reads("late copies, every page by key", all_pages)
    bench.reads("counts of the lists", lists.counts)
    bench.reads("due today", lambda desk: lists.due_on(desk, desk.today))
    bench.reads("members, first page", lambda desk: members.page_at(desk, 0))
    last = max(bench.some["members"] - 256, 0)
    bench.reads("members, last page", lambda desk: members.page_at(desk, last))
    bench.reads("what a member has read", lambda desk: lists.loans_past(desk, bench.card()))
    bench.reads("history of a copy", lambda desk: copy_history.of_copy(desk, "K777"))
    bench.reads("account of a member", lambda desk: ledger.account(desk, bench.card()))
    bench.reads("figures of a month", lambda desk: figures.gather(desk, month_of(desk.today)))
    bench.reads("figures of a year", lambda desk: figures.gather_year(desk, month_of(desk.today)))


def type_slips(bench):
    typed = slips(bench)
    bench.reads("check 100 paper slips", lambda desk: late_entry.check(desk, typed))
    bench.changes("record 100 paper slips", lambda desk: late_entry.record(desk, slips(bench)))


def slips(bench):
    """A hundred paper slips of the last two days: fifty loans, and their returns."""
    numbers = [bench.shelf() for _ in range(50)]
    days = [(TODAY - timedelta(days=ago)).isoformat() for ago in (2, 1)]
    out = [
        TypedSlip(
            days[0], f"{8 + n // 12:02d}:{n % 12 * 5:02d}", SlipAct.lend, bench.cards[n], number
        )
        for n, number in enumerate(numbers)
    ]
    back = [TypedSlip(days[1], "", SlipAct.give_back, "", number) for number in numbers]
    return [*out, *back]


def all_pages(desk):
    """Read the list of late copies from its first to its last line, page by page."""
    page = lists.overdue(desk)
    seen = list(page)
    while len(page) == lists.PAGE:
        page = lists.overdue(desk, after=page[-1].key)
        seen += page
    assert all(one.key < other.key for one, other in pairwise(seen))


def report(bench):
    some = bench.some
    facts = f"{some['past']:,} past loans, {some['members']:,} members, {bench.at_home:,} at home"
    print(f"\nThe desk after years: {facts}")  # noqa: T201 - a bench reports by printing
    for name, spent in bench.taken.items():
        ms = sorted(each * 1000 for each in spent)
        print(f"   {name:32} {median(ms):8.2f} ms   at most {ms[-1]:8.2f} ms")  # noqa: T201 - as above
