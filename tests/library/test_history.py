"""Any history of lending, against a model of three small dictionaries."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from jukung.domain import errors
from jukung.library import check, circulation, undoing
from jukung.library.desk import open_library
from makers import NOON, TODAY, a_copy, a_library, a_member

CARDS = ("A1", "A2", "A3")
COPIES = ("K1", "K2", "K3", "K4")
LIMIT, DAYS, RENEWALS = 2, 7, 1

OUT = text(
    "SELECT c.number, b.card, l.due_on, l.renewals FROM loan l "
    "JOIN copy c ON c.row = l.copy JOIN borrower b ON b.row = l.borrower "
    "WHERE l.returned_on IS NULL AND l.cancel_act IS NULL"
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """A closed library with three cards and four copies."""
    library = a_library(tmp_path_factory.mktemp("blank"))
    with library.changing() as desk:
        for card in CARDS:
            a_member(desk, card=card)
        for number in COPIES:
            a_copy(desk, number)
    library.close()
    return library.path


def refused(verb, *words):
    """The refusal of a verb, or None where it was done."""
    try:
        verb(*words)
    except errors.Refusal as refusal:
        return type(refusal)
    return None


class History(RuleBasedStateMachine):
    """The file and the model, side by side."""

    blank: Path
    folder: Path

    def __init__(self):
        super().__init__()
        path = self.folder / "rawa.jukung"
        shutil.copyfile(self.blank, path)
        self.library = open_library(path)
        self.days = 0
        self.out = {}  # copy: (card, due day, renewals), days counted from the first
        self.done = []  # (what, copy, the state before, the state after)

    def teardown(self):
        with self.library.reading() as desk:
            flaws = check.examine(desk).flaws
        self.library.close()
        assert flaws == ()

    def at_desk(self, verb, *words):
        with self.library.changing(at=NOON + timedelta(days=self.days)) as desk:
            verb(desk, *words)

    def record(self, what, copy, after):
        before = self.out.get(copy)
        if after is None:
            del self.out[copy]
        else:
            self.out[copy] = after
        self.done.append((what, copy, before, after))

    @rule(days=st.integers(1, 5))
    def wait(self, days):
        self.days += days
        self.done.clear()  # a new day begins; only today's acts go at a key press

    @rule(card=st.sampled_from(CARDS), copy=st.sampled_from(COPIES))
    def lend(self, card, copy):
        held = [each for each in self.out.values() if each[0] == card]
        expected = None
        if copy in self.out:
            mine = self.out[copy][0] == card
            expected = errors.AlreadyWithThisMember if mine else errors.CopyOnLoan
        elif len(held) >= LIMIT:
            expected = errors.LoanLimitReached

        assert refused(self.at_desk, circulation.lend, card, copy) is expected
        if expected is None:
            self.record("lend", copy, (card, self.days + DAYS, 0))

    @rule(copy=st.sampled_from(COPIES))
    def give_back(self, copy):
        expected = None if copy in self.out else errors.CopyNotOnLoan

        assert refused(self.at_desk, circulation.give_back, copy) is expected
        if expected is None:
            self.record("give_back", copy, None)

    @rule(copy=st.sampled_from(COPIES))
    def renew(self, copy):
        card, due, renewals = self.out.get(copy, (None, 0, 0))
        expected = None
        if card is None:
            expected = errors.CopyNotOnLoan
        elif due < self.days:
            expected = errors.LoanOverdue
        elif renewals >= RENEWALS:
            expected = errors.RenewalLimitReached

        assert refused(self.at_desk, circulation.renew, copy) is expected
        if expected is None:
            self.record("renew", copy, (card, max(due, self.days + DAYS), renewals + 1))

    @rule()
    def undo_last(self):
        expected = None if self.done else errors.NothingToUndo

        # What is taken back from the top down never has a later act above it.
        assert refused(self.at_desk, undoing.undo_last) is expected
        if expected is None:
            _what, copy, before, _after = self.done.pop()
            if before is None:
                del self.out[copy]
            else:
                self.out[copy] = before

    @invariant()
    def the_file_says_the_same(self):
        with self.library.reading() as desk:
            found = {row[0]: tuple(row[1:]) for row in desk.session.execute(OUT)}

        assert found == {
            copy: (card, (TODAY + timedelta(days=due)).isoformat(), renewals)
            for copy, (card, due, renewals) in self.out.items()
        }


def test_any_history_of_the_desk_is_as_the_model_says(blank, tmp_path):
    class HistoryHere(History):
        pass

    HistoryHere.blank, HistoryHere.folder = blank, tmp_path
    run_state_machine_as_test(
        HistoryHere,
        settings=settings(
            max_examples=200,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
