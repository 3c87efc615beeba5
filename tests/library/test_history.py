"""Any history of the desk, side by side with a model of plain tables (see desk_model)."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from desk_model import CLOSED_WEEKDAY, COPIES, MATRIX, MEMBERS, NEW, START, Model
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jukung.domain import errors
from jukung.domain.kinds import (
    BorrowerKind,
    CollectionKind,
    CopyStatus,
    LedgerKind,
    LoanEnding,
    SanctionKind,
    SlipAct,
    WhenOverdue,
)
from jukung.domain.lending import Rule
from jukung.domain.months import month_of
from jukung.domain.typed import TypedSlip
from jukung.figures import month as figures
from jukung.library import (
    check,
    circulation,
    closures,
    copies,
    holds,
    in_house,
    late_entry,
    leaving,
    ledger,
    members,
    overview,
    rules,
    sanctions,
    undoing,
)
from jukung.library.copies import CopyDraft
from jukung.library.desk import open_library
from makers import NOON, a_copy, a_library, a_member, a_title

CARDS, NUMBERS = tuple(MEMBERS), tuple(COPIES)
LEAVER = "A5"
A_CARD, A_NUMBER = st.sampled_from(CARDS), st.sampled_from(NUMBERS)
AIMED = st.sampled_from((True, True, True, False))
"""Whether a number is turned into one with which the act can be done."""
TITLES = ("T1", "T2", "T3", "T4")
A_TITLE = st.sampled_from(TITLES)

LOANS = (
    "SELECT c.number, b.card, l.lent_on, l.due_on, l.renewals, l.returned_on, l.ending, "
    "l.source = 'late_entry' FROM loan l JOIN copy c ON c.row = l.copy "
    "LEFT JOIN borrower b ON b.row = l.borrower WHERE l.cancel_act IS NULL"
)
QUEUES = (
    "SELECT t.title, b.card, h.state, coalesce(c.number, ''), "
    "CASE h.state WHEN 'ready' THEN h.until_on ELSE '' END FROM hold h "
    "JOIN title t ON t.row = h.title JOIN borrower b ON b.row = h.borrower "
    "LEFT JOIN copy c ON c.row = h.copy WHERE h.state IN ('waiting', 'ready') ORDER BY h.row"
)
OWED = (
    "SELECT b.card, sum(CASE WHEN l.kind IN ('payment', 'waiver') THEN -l.amount ELSE l.amount END)"
    " FROM ledger l JOIN borrower b ON b.row = l.borrower WHERE l.cancel_act IS NULL GROUP BY 1"
)
STATUSES = "SELECT number, status FROM copy"
USES = (
    "SELECT c.number, u.on_day FROM in_house_use u JOIN copy c ON c.row = u.copy "
    "WHERE u.cancel_act IS NULL"
)
ENDS = "SELECT card, until_on, status = 'left' FROM borrower"
LAST_ACT = "SELECT row, id FROM journal_act ORDER BY row DESC LIMIT 1"


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """A closed library with the members, the copies and the matrix of the model."""
    day_before = NOON - timedelta(days=1)  # a key press takes today's acts back
    library = a_library(tmp_path_factory.mktemp("blank"), clock=lambda: day_before)
    with library.changing() as desk:
        for (kind, part), terms in MATRIX.items():
            rules.save(desk, a_rule(kind, part, terms))
        closures.set_weekdays(desk, [CLOSED_WEEKDAY])
        closures.use_national(desk, public=False, joint=False)
        for card, (kind, until) in MEMBERS.items():
            a_member(
                desk, card=card, kind=BorrowerKind(kind), until_on=until, endless=until is None
            )
        titles = {name: a_title(desk, name) for name in TITLES}
        for number, (title, part, status, _back_by, _price) in COPIES.items():
            a_copy(
                desk,
                number,
                title_id=titles[title],
                kind=CollectionKind(part),
                status=CopyStatus(status),
            )
    bare = library.file.connect_plainly()
    for number, (_title, _part, _status, back_by, price) in COPIES.items():
        day = back_by and back_by.isoformat()
        bare.execute(
            "UPDATE copy SET back_by = ?, price = ? WHERE number = ?", (day, price, number)
        )
    bare.commit()
    bare.close()
    library.close()
    return library.path


def a_rule(kind, part, terms):
    """A line of the model's matrix as the library keeps it."""
    return Rule(
        terms.copies,
        terms.days,
        terms.renewals,
        BorrowerKind(kind) if kind else None,
        CollectionKind(part) if part else None,
        fine_per_day=terms.fine,
        grace_days=terms.grace,
        hold_days=terms.hold_days,
        may_leave=terms.may_leave,
        when_overdue=WhenOverdue(terms.when_overdue),
    )


def before_noon(slip):
    """A time for each slip that no other has, in no order."""
    hour, minute = divmod(slip * 37 % 719, 60)
    return f"{hour:02d}:{minute:02d}"


class History(RuleBasedStateMachine):
    """The file and the model, side by side."""

    blank: Path
    folder: Path
    steps = 0

    def __init__(self):
        super().__init__()
        path = self.folder / "rawa.jukung"
        shutil.copyfile(self.blank, path)
        self.library = open_library(path)
        self.bare = self.library.file.connect_plainly()
        self.model = Model()
        self.minute = self.slips = 0
        self.title_ids = dict(self.bare.execute("SELECT title, id FROM title").fetchall())
        self.member_ids = dict(self.bare.execute("SELECT card, id FROM borrower").fetchall())

    def teardown(self):
        try:
            self.the_file_says_the_same()
            self.the_long_way_round()
        finally:
            self.bare.close()
            self.library.close()

    # --- doing ---

    @property
    def moment(self):
        return NOON + timedelta(days=(self.model.day - START).days, minutes=self.minute)

    @property
    def now(self):
        """The day and time that the desk writes down."""
        return self.model.day, f"{self.minute // 60 + 12}:{self.minute % 60:02d}"

    def tell(self, expected, verb, *words, **facts):
        """Do something that is refused exactly for one of the expected reasons."""
        type(self).steps += 1
        self.minute += 1
        before, answer, refusal = self.bare.execute(LAST_ACT).fetchone(), None, None
        try:
            with self.library.changing(at=self.moment) as desk:
                answer = verb(desk, *words, **facts)
        except errors.Refusal as why:
            refusal = why
        if refusal is None:
            assert not expected, f"was not refused: {expected}"
        else:
            assert type(refusal) in expected, (refusal, refusal.facts, expected)
            assert self.bare.execute(LAST_ACT).fetchone() == before
        return answer

    def keep(self, kind):
        self.model.keep(kind, self.bare.execute(LAST_ACT).fetchone()[1])

    # --- the days ---

    @rule(days=st.sampled_from((1, 1, 1, 2, 3, 5, 9)))
    def wait(self, days):
        self.model.day += timedelta(days=days)

    # --- lending and returning ---

    def aim(self, number, *, out, aimed):
        """The number, or one like it that is out, or on the shelf."""
        known = [each for each in self.model.copies if (self.model.out(each) is not None) == out]
        return known[NUMBERS.index(number) % len(known)] if aimed and known else number

    def aim_pair(self, against, card, thing, *, things, aimed):
        """A card and a copy or title, or the next such pair that nothing speaks against."""
        pairs = [(each, other) for each in CARDS for other in things]
        begin = pairs.index((card, thing))
        if aimed:
            for pair in pairs[begin:] + pairs[:begin]:
                if not against(*pair):
                    return pair
        return card, thing

    @rule(card=A_CARD, number=A_NUMBER, aimed=AIMED)
    def lend(self, card, number, aimed):
        against = self.model.against_lending
        card, number = self.aim_pair(against, card, number, things=NUMBERS, aimed=aimed)
        self.model.begin()
        found = self.model.against_lending(card, number)
        slip = self.tell(found, circulation.lend, card, number)
        if slip:
            key = self.model.lend(card, number, self.now)
            assert slip.due_on == self.model.loans[key]["due"]
            self.keep("lend")

    @rule(card=A_CARD, number=A_NUMBER, aimed=AIMED)
    def lend_by_permission(self, card, number, aimed):
        number = self.aim(number, out=False, aimed=aimed)
        self.model.begin()
        found = self.model.against_lending(card, number)
        stays = self.model.unlifted(found, number)
        if self.tell(stays, circulation.lend, card, number, permit="Tugas sekolah"):
            self.model.lend(card, number, self.now)
            self.keep("permit" if found else "lend")

    @precondition(lambda self: len(self.model.copies) < len(COPIES) + len(NEW))
    @rule(card=A_CARD)
    def lend_unknown(self, card):
        number = next(each for each in NEW if each not in self.model.copies)
        self.model.begin()
        self.model.tables["copies"][number] = {
            "title": number,
            "part": "general",
            "status": "available",
            "back_by": None,
            "price": None,
        }
        found = self.model.against_lending(card, number)
        if self.tell(found, circulation.lend_unknown, card, number, number):
            self.model.lend(card, number, self.now)
            self.keep("lend_unknown")
        else:
            del self.model.tables["copies"][number]

    def _meaning(self, card, number, out):
        """What a number in the box means now, and what speaks against it."""
        if out is not None:
            loan = self.model.loans[out]
            if card not in (None, loan["card"]):
                return "back", {errors.CopyOnLoan}
            is_twice = card is not None and loan["out"][0] == self.model.day
            return "back", {errors.AlreadyWithThisMember} if is_twice else set()
        if self.model.copies[number]["status"] == "missing":
            return "find", set()
        if card is None:
            return "lend", {errors.NoMemberChosen}
        return "lend", self.model.against_lending(card, number)

    @rule(card=st.none() | A_CARD, number=A_NUMBER)
    def scan(self, card, number):
        self.model.begin()
        model, out = self.model, self.model.out(number)
        what, found = self._meaning(card, number, out)
        if not self.tell(found, circulation.scan, number, card=card):
            return
        if what == "lend":
            model.lend(card, number, self.now)
            self.keep("lend")
        elif what == "find":
            model.copies[number]["status"] = "available"
            model.set_aside(number)
            self.keep("find")
        else:
            self._came_back(out, number, "returned")

    @rule(
        number=A_NUMBER,
        ending=st.sampled_from(("returned", "returned", "returned", "damaged", "lost")),
        aimed=AIMED,
    )
    def give_back(self, number, ending, aimed):
        number = self.aim(number, out=True, aimed=aimed)
        self.model.begin()
        out = self.model.out(number)
        found = set() if out is not None else {errors.CopyNotOnLoan}
        if ending == "lost":
            slip = self.tell(found, circulation.lose, number)
        else:
            slip = self.tell(found, circulation.give_back, number, ending=LoanEnding(ending))
        if slip:
            cost = self._came_back(out, number, ending)
            assert slip.fine == cost
            held = self.model.ready_of(number)
            assert (slip.hold and slip.hold.card) == (held and held["card"])

    def _came_back(self, out, number, ending):
        cost, card = self.model.give_back(out, self.now, ending=ending)
        self.model.charge(card, cost, self.model.day)
        self.model.set_aside(number)
        self.keep("lose" if ending == "lost" else "give_back")
        return cost

    @precondition(lambda self: any(row["back"] is None for row in self.model.loans.values()))
    @rule(number=A_NUMBER, permit=st.sampled_from((None, None, "Sakit")), aimed=AIMED)
    def renew(self, number, permit, aimed):
        number = self.aim(number, out=True, aimed=aimed)
        self.model.begin()
        found = self.model.against_renewal(number)
        if permit:
            found = self.model.unlifted(found, number)
        slip = self.tell(found, circulation.renew, number, permit=permit)
        if slip:
            key = self.model.out(number)
            self.model.renew(key, self.model.day)
            assert slip.due_on == self.model.loans[key]["due"]
            self.keep("renew")

    def read_here(self, number):
        out = self.model.out(number)
        if self.tell({errors.CopyOnLoan} if out else set(), in_house.use, number):
            self.model.add("uses", copy=number, on=self.model.day)
            self.keep("use")

    @precondition(lambda self: "repair" in [c["status"] for c in self.model.copies.values()])
    @rule()
    def mend(self):
        """Back from repair; whoever waits is served when the shelf is tidied."""
        number, copy = next(
            each for each in self.model.copies.items() if each[1]["status"] == "repair"
        )
        found = self.bare.execute("SELECT id FROM copy WHERE number = ?", (number,)).fetchone()
        self.tell(set(), copies.edit, found[0], CopyDraft(kind=CollectionKind(copy["part"])))
        copy["status"] = "available"

    # --- holds ---

    @precondition(lambda self: self.model.loans)
    @rule(card=A_CARD, title=A_TITLE, aimed=AIMED)
    def place_hold(self, card, title, aimed):
        against = self.model.against_hold
        card, title = self.aim_pair(against, card, title, things=TITLES, aimed=aimed)
        self.model.begin()
        found = self.model.against_hold(card, title)
        placed = self.tell(found, holds.place, card, self.title_ids[title])
        if placed:
            self.model.add(
                "holds",
                card=card,
                title=title,
                state="waiting",
                copy=None,
                until=None,
                placed=self.model.day,
            )
            assert placed.place == len(self.model.open_holds(title=title, state=("waiting",)))
            self.keep("place")

    @precondition(lambda self: self.model.open_holds())
    @rule(pick=st.integers(0, 9))
    def cancel_hold(self, pick):
        standing = self.model.open_holds()
        self.model.begin()
        hold = standing[pick % len(standing)]
        (hold_id,) = self.bare.execute(
            "SELECT h.id FROM hold h JOIN title t ON t.row = h.title "
            "JOIN borrower b ON b.row = h.borrower "
            "WHERE t.title = ? AND b.card = ? AND h.state IN ('waiting', 'ready')",
            (hold["title"], hold["card"]),
        ).fetchone()
        assert self.tell(set(), holds.cancel, hold_id)
        freed = hold["copy"]
        hold |= {"state": "cancelled", "copy": None}
        if freed:
            self.model.set_aside(freed)
        self.keep("cancel")

    @precondition(lambda self: self.model.open_holds())
    @rule(days=st.integers(0, 5))
    def sweep_holds(self, days):
        self.model.day += timedelta(days=days)
        self.model.begin()
        before = self.seen_queues()
        swept = self.tell(set(), holds.sweep)
        self.model.sweep()
        if self.seen_queues() != before:
            assert swept is not None
            self.keep("sweep")
        else:
            assert swept is None

    # --- money and sanctions ---

    @rule(card=A_CARD, what=st.sampled_from(("charge", "half", "all", "more", "waive")))
    def handle_money(self, card, what):
        self.model.begin()
        debtors = [each for each in CARDS if self.model.owed(each)]
        if what not in ("charge", "more") and debtors:
            card = debtors[CARDS.index(card) % len(debtors)]
        owed = self.model.owed(card)
        if what == "charge":
            facts = {"kind": LedgerKind.damage, "amount": 2500, "reason": "Sampul robek"}
            self.tell(set(), ledger.charge_by_hand, card, **facts)
            self.model.charge(card, 2500, self.model.day)
            self.keep("charge")
            return
        amount = {"half": owed // 2, "all": owed, "more": owed + 1, "waive": owed}[what] or 1
        found = {errors.PaysTooMuch} if amount > owed else set()
        if not owed:
            found = {errors.NothingOwed}
        if what == "waive":
            done = self.tell(found, ledger.waive, card, amount, "Keluarga tidak mampu")
        else:
            done = self.tell(found, ledger.pay, card, amount)
        if done:
            self.model.settle(card, amount)
            self.keep("settle")

    @rule(
        card=A_CARD,
        number=A_NUMBER,
        what=st.sampled_from(("read", "suspend", "for days", "lift", "prolong", "leave")),
    )
    def do_besides(self, card, number, what):
        self.model.begin()
        if what == "read":
            self.read_here(number)
        elif what == "prolong":
            self.prolong(card)
        elif what == "leave":
            self.leave()
        elif what == "lift":
            self.lift()
        else:
            self.suspend(card, None if what == "suspend" else self.model.day + timedelta(days=3))

    def suspend(self, card, until):
        facts = {"kind": SanctionKind.suspension, "reason": "Sering terlambat", "until_on": until}
        line = self.tell(set(), sanctions.impose, self.member_ids[card], **facts)
        key = {"from": self.model.day, "until": until, "lifted": False, "id": line.id}
        self.model.add("sanctions", card=card, **key)
        self.keep("sanction")

    def lift(self):
        running = [row for row in self.model.sanctions.values() if not row["lifted"]]
        if running:
            assert self.tell(set(), sanctions.lift, running[-1]["id"])
            running[-1]["lifted"] = True
            self.keep("lift")

    def prolong(self, card):
        member = self.model.members[card]
        until = max(member["until"] or self.model.day, self.model.day) + timedelta(days=9)
        found = {errors.MemberLeft} if member["left"] else set()
        if self.tell(found, members.renew_membership, self.member_ids[card], until_on=until):
            member["until"] = until
            self.keep("prolong")

    def leave(self):
        if self.model.members[LEAVER]["left"]:
            return
        found = {errors.MemberHasLoans} if self.model.at_home(LEAVER) else set()
        if self.model.owed(LEAVER):
            found.add(errors.MemberOwes)
        if self.tell(found, leaving.leave, self.member_ids[LEAVER]):
            self.model.members[LEAVER]["left"] = True
            freed = [hold["copy"] for hold in self.model.open_holds(card=LEAVER)]
            for hold in self.model.open_holds(card=LEAVER):
                hold |= {"state": "cancelled", "copy": None}
            for number in filter(None, freed):
                self.model.set_aside(number)

    # --- closings ---

    @precondition(lambda self: self.model.loans and len(self.model.closings) < 3)
    @rule(ahead=st.integers(-2, 12), days=st.integers(0, 4), moves=st.booleans())
    def close(self, ahead, days, moves):
        self.model.begin()
        first = self.model.day + timedelta(days=ahead)
        last = first + timedelta(days=days)
        closed = self.tell(set(), closures.close_days, first, last, "Banjir", move_dues=moves)
        self.model.close_days(first, last, moves=moves)
        assert closed.moved_count == sum(
            row["serial"] == self.model.acts_made for row in self.model.moves.values()
        )
        self.keep("move_dues")

    # --- paper slips ---

    @rule(
        slips=st.lists(
            st.tuples(
                st.sampled_from(("lend", "lend", "give_back", "give_back", "renew", "in_house")),
                st.sampled_from([card for card in CARDS if card != LEAVER]),
                A_NUMBER,
                st.integers(0, 7),
            ),
            min_size=1,
            max_size=4,
        ),
        one_copy=st.booleans(),
        aimed=AIMED,
    )
    def record_slips(self, slips, one_copy, aimed):
        self.model.begin()
        # Slips have times before the desk opens at noon, each its own.
        written = []
        for place, (what, card, number, ago) in enumerate(slips):
            self.slips += 1
            day, time = self.model.day - timedelta(days=ago), before_noon(self.slips)
            slip = (what, card, slips[0][2] if one_copy else number, (day, time))
            if not aimed or place == 0 or self.model.batch_fits([*written, slip]):
                written.append(slip)
        typed = [
            TypedSlip(day.isoformat(), time, SlipAct(what), card if what == "lend" else "", number)
            for what, card, number, (day, time) in written
        ]
        fits = self.model.batch_fits(written)
        found = set() if fits else {errors.SlipsConflict}
        if self.tell(found, late_entry.record, typed):
            self.model.record(written)
            self.keep("late_entry")

    # --- taking back ---

    @precondition(lambda self: self.model.acts)
    @rule()
    def undo_last(self):
        act = self.model.last_act()
        if act is None:
            self.tell({errors.NothingToUndo}, undoing.undo_last)
        else:
            self._undo(act, undoing.undo_last)

    @precondition(lambda self: self.model.acts)
    @rule(back=st.integers(0, 12))
    def undo_any(self, back):
        act = self.model.acts[-1 - back % len(self.model.acts)]
        self._undo(act, undoing.undo, act.id)

    def _undo(self, act, verb, *words):
        if act.undone:
            self.tell({errors.NothingToUndo}, verb, *words)
            return
        if self.model.must_be_refused(act):
            self.tell({errors.CannotUndo}, verb, *words)
            return
        before = self.bare.execute(LAST_ACT).fetchone()
        try:
            undone = self.tell(set(), verb, *words)
        except AssertionError:
            # A queue that went on since may not be turned back; nothing else may.
            if not self.model.may_be_refused(act):
                raise
            assert self.bare.execute(LAST_ACT).fetchone() == before
            return
        assert undone.undone_act_id == act.id
        registered = {number: act.after["copies"][number] for number in act.made("copies")}
        as_it_was = self.model.undo(act)
        for number, copy in registered.items():
            self._keep_if_used(act, number, copy)
        self._take_over_ready_shelf(exactly=as_it_was)

    def _keep_if_used(self, act, number, copy):
        """What one line registered goes with it, unless something else ever came of it."""
        used = any(number in each.numbers() for each in self.model.acts if each is not act)
        stays = number in dict(self.bare.execute(STATUSES))
        assert used or not stays
        if stays:
            self.model.copies[number] = copy

    def _take_over_ready_shelf(self, *, exactly):
        """Who waits is the model's to say; for whom a copy lies ready, an undo decides.

        Where nothing happened between, who had a copy set aside must have it again.
        """
        for row, found in zip(self.model.open_holds(), self.file_queues(), strict=True):
            _title, _card, state, number, until = found
            if exactly and row["state"] == "ready":
                assert (state, number) == ("ready", row["copy"])
            if state == "ready" and row["copy"] != number:
                others = [h for h in self.model.open_holds() if h is not row]
                assert (
                    number not in [h["copy"] for h in others if h["state"] == "ready"]
                    or not exactly
                )
            row |= {
                "state": state,
                "copy": number or None,
                "until": date.fromisoformat(until) if until else row["until"],
            }

    # --- what must be true after each step ---

    def file_queues(self):
        """The open holds of the file, in the model's order."""
        return self.bare.execute(QUEUES).fetchall()

    def seen_queues(self):
        return [
            (
                row["title"],
                row["card"],
                row["state"],
                row["copy"] or "",
                row["until"].isoformat() if row["state"] == "ready" else "",
            )
            for row in self.model.open_holds()
        ]

    @invariant()
    def the_file_says_the_same(self):
        model = self.model
        left = {card for card, row in model.members.items() if row["left"]}
        assert sorted(self.bare.execute(LOANS).fetchall(), key=str) == sorted(
            (
                (
                    row["copy"],
                    None if row["card"] in left else row["card"],
                    row["out"][0].isoformat(),
                    row["due"].isoformat(),
                    row["renewals"],
                    row["back"] and row["back"][0].isoformat(),
                    row["ending"],
                    int(row["late"]),
                )
                for row in model.loans.values()
            ),
            key=str,
        )
        assert self.file_queues() == self.seen_queues()
        owed = {card: amount for card, amount in self.bare.execute(OWED) if amount}
        assert owed == {card: model.owed(card) for card in CARDS if model.owed(card)}
        assert dict(self.bare.execute(STATUSES).fetchall()) == {
            number: row["status"] for number, row in model.copies.items()
        }
        assert sorted(self.bare.execute(USES).fetchall()) == sorted(
            (row["copy"], row["on"].isoformat()) for row in model.uses.values()
        )
        assert sorted(self.bare.execute(ENDS).fetchall()) == sorted(
            (card, row["until"] and row["until"].isoformat(), int(row["left"]))
            for card, row in model.members.items()
        )

    @invariant()
    def the_ready_shelf_is_honest(self):
        ready = [row for row in self.model.open_holds() if row["state"] == "ready"]
        lying = [row["copy"] for row in ready]
        assert len(lying) == len(set(lying))
        for row in ready:
            copy = self.model.copies[row["copy"]]
            assert copy["title"] == row["title"]
            assert self.model.out(row["copy"]) is None

    def the_long_way_round(self):
        """The file examined, the figures of each month, and what the desk shows of members."""
        with self.library.reading(at=self.moment) as desk:
            assert check.examine(desk).flaws == ()
            for month in {month_of(row["out"][0]) for row in self.model.loans.values()}:
                self._figures(desk, month)
            for card, row in self.model.members.items():
                seen = members.by_card(desk, card)
                home = self.model.at_home(card)
                assert (seen.open_count, seen.owed) == (len(home), self.model.owed(card))
                assert seen.overdue_count == sum(each["due"] < self.model.day for each in home)
                listed = [line.barcode for line in overview.loans_of(desk, card)]
                assert sorted(listed) == sorted(each["copy"] for each in home)
                if row["left"]:
                    assert (home, self.model.open_holds(card=card)) == ([], [])

    def _figures(self, desk, month):
        within = lambda day: day is not None and month.first <= day <= month.last  # noqa: E731
        loans = self.model.loans.values()
        back = [row for row in loans if row["back"] and within(row["back"][0])]
        expected = {
            "loans": sum(within(row["out"][0]) for row in loans),
            "returns": sum(row["ending"] != "lost" for row in back),
            "copies_lost": sum(row["ending"] == "lost" for row in back),
            "renewals": sum(within(row["on"]) for row in self.model.renewals.values()),
            "in_house_uses": sum(within(row["on"]) for row in self.model.uses.values()),
        }
        found = figures.gather(desk, month)
        assert {code: found[code] or 0 for code in expected} == expected


def run(blank, folder, *, histories):
    """Run so many histories of thirty steps; gives how many acts and refusals they had."""

    class HistoryHere(History):
        pass

    HistoryHere.blank, HistoryHere.folder = blank, folder
    run_state_machine_as_test(
        HistoryHere,
        settings=settings(
            max_examples=histories,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return HistoryHere.steps


def test_any_history_of_the_desk_is_as_the_model_says(blank, tmp_path):
    run(blank, tmp_path, histories=200)


@pytest.mark.nightly
@pytest.mark.timeout(7200)
def test_five_thousand_histories_of_the_desk_are_as_the_model_says(blank, tmp_path, capsys):
    steps = run(blank, tmp_path, histories=5_000)

    with capsys.disabled():
        print(f"\n5,000 histories, {steps:,} acts and refusals: no difference")  # noqa: T201
