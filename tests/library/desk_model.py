"""A desk as the librarian's handbook tells it: plain tables, and what each act does to them.

Written from the rules of the house, not from the program. An act is undone by taking its
own differences back; what must not be undone is said in `why_not`.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta

from jukung.domain import errors

START = date(2026, 11, 22)  # a Sunday
CLOSED_WEEKDAY = 6
OPEN = ("waiting", "ready")
LENDING = ("lend", "permit", "lend_unknown")


@dataclass(frozen=True)
class Terms:
    """One line of the matrix."""

    copies: int
    days: int
    renewals: int
    fine: int = 0
    grace: int = 0
    hold_days: int = 3
    may_leave: bool = True
    when_overdue: str = "warn"


MATRIX = {
    (None, None): Terms(2, 7, 1, fine=500, grace=1, hold_days=2),
    ("child", None): Terms(1, 5, 0, when_overdue="refuse"),
    ("teacher", None): Terms(4, 14, 2, fine=1000, when_overdue="nothing"),
    (None, "reference"): Terms(2, 3, 1, may_leave=False),
    ("teacher", "reference"): Terms(1, 2, 1, hold_days=1),
}
MEMBERS = {
    "A1": ("general", None),
    "A2": ("child", None),
    "A3": ("teacher", None),
    "A4": ("general", START + timedelta(days=12)),
    "A5": ("student", None),
}
# Number: title, part of the collection, status, the owner's day, price.
COPIES = {
    "K1": ("T1", "general", "available", None, 40_000),
    "K2": ("T1", "general", "available", None, None),
    "K3": ("T2", "children", "available", START + timedelta(days=9), None),
    "K4": ("T3", "reference", "available", None, None),
    "K5": ("T3", "general", "reading_room", None, None),
    "K6": ("T4", "general", "available", None, 75_000),
}
NEW = ("X1", "X2")
"""Numbers that nobody registered; each gets a title of its own."""

LIFTABLE = (
    errors.LoanLimitReached,
    errors.MemberHasOverdue,
    errors.CopyStaysInside,
    errors.CopyHeldForOther,
    errors.MemberExpired,
    errors.MemberSuspended,
    errors.MemberSuspendedUntil,
    errors.LoanOverdue,
    errors.RenewalLimitReached,
    errors.RenewalHeld,
)
TABLES = (
    "loans",
    "renewals",
    "moves",
    "holds",
    "charges",
    "settlements",
    "sanctions",
    "closings",
    "uses",
    "members",
    "copies",
)


def a_start():
    """The tables of the first morning."""
    tables = {name: {} for name in TABLES}
    for card, (kind, until) in MEMBERS.items():
        tables["members"][card] = {"kind": kind, "until": until, "left": False}
    for number, (title, part, status, back_by, price) in COPIES.items():
        tables["copies"][number] = {
            "title": title,
            "part": part,
            "status": status,
            "back_by": back_by,
            "price": price,
        }
    return tables


@dataclass
class Act:
    """What was done, and the tables before and after it."""

    serial: int
    id: str
    kind: str
    day: date
    before: dict
    after: dict
    undone: bool = False

    def made(self, table):
        """The keys that this act put into a table."""
        return [key for key in self.after[table] if key not in self.before[table]]

    def changed(self, table):
        """The keys of rows that were there, and are different after this act."""
        was = self.before[table]
        return [key for key, row in self.after[table].items() if key in was and was[key] != row]

    def cards(self):
        """Everybody whom this act concerns."""
        found = {self.after["loans"][key]["card"] for key in self._touched("loans")}
        for table in ("holds", "charges", "sanctions"):
            found |= {self.after[table][key]["card"] for key in self._touched(table)}
        return found

    def numbers(self):
        """Every copy that this act concerns."""
        loans = {
            key: row["copy"]
            for tables in (self.before, self.after)
            for key, row in tables["loans"].items()
        }
        found = {loans[key] for key in self._touched("loans")}
        found |= {loans.get(row["loan"]) for row in self.after["moves"].values()}
        return found | {self.after["uses"][key]["copy"] for key in self._touched("uses")}

    def titles(self):
        """Every title that this act concerns."""
        found = {self.after["holds"][key]["title"] for key in self._touched("holds")}
        for key in self._touched("loans"):
            found.add(self.after["copies"][self.after["loans"][key]["copy"]]["title"])
        for key in self._touched("copies"):
            found.add(self.after["copies"][key]["title"])
        return found

    def _touched(self, table):
        return (*self.made(table), *self.changed(table))


class Model:
    """The tables, and the acts that made them."""

    def __init__(self):
        self.tables = a_start()
        self.acts = []
        self.day = START
        self._serial = 0

    def __getattr__(self, name):
        if name in TABLES:
            return self.tables[name]
        raise AttributeError(name)

    # --- Keeping acts ---

    def begin(self):
        """A number for the next act; rows it makes carry it."""
        self._serial += 1
        self._before = deepcopy(self.tables)
        return self._serial

    @property
    def acts_made(self):
        """The number of the running act."""
        return self._serial

    def keep(self, kind, act_id):
        """Keep what was done since `begin` as an act."""
        self.acts.append(
            Act(self._serial, act_id, kind, self.day, self._before, deepcopy(self.tables))
        )

    def add(self, table, **row):
        """A new row of the running act."""
        key = (self._serial, len(self.tables[table]))
        self.tables[table][key] = row | {"serial": self._serial}
        return key

    # --- Questions ---

    def terms(self, card, number):
        """The most specific line: both kinds, the borrower's, the copy's, anybody's."""
        return self.terms_of(self.members[card]["kind"], self.copies[number]["part"])

    @staticmethod
    def terms_of(kind, part):
        """The line for two kinds."""
        order = ((kind, part), (kind, None), (None, part), (None, None))
        return next(MATRIX[each] for each in order if each in MATRIX)

    def is_open(self, day):
        """Whether the library is open on a day."""
        shut = any(row["first"] <= day <= row["last"] for row in self.closings.values())
        return not shut and day.weekday() != CLOSED_WEEKDAY

    def next_open(self, day):
        """That day or the next open one."""
        while not self.is_open(day):
            day += timedelta(days=1)
        return day

    def due(self, card, number, on):
        """When a copy that goes out on a day is due."""
        member, copy = self.members[card], self.copies[number]
        day = self.next_open(on + timedelta(days=self.terms(card, number).days))
        until = member["until"]
        if until is not None and on <= until:
            day = min(day, until)
        if copy["back_by"] is not None:
            day = min(day, max(copy["back_by"], on))
        return day

    def fine(self, loan, back):
        """What a late return costs."""
        terms = self.terms_of(loan["kind"], loan["part"])
        late = (back - loan["due"]).days - terms.grace
        days = (back - timedelta(days=ago) for ago in range(max(late, 0)))
        return terms.fine * sum(self.is_open(day) for day in days)

    def out(self, number):
        """The key of the loan that a copy is out on."""
        found = [
            key for key, row in self.loans.items() if row["copy"] == number and row["back"] is None
        ]
        assert len(found) <= 1
        return found[0] if found else None

    def at_home(self, card):
        """The loans that somebody has at home."""
        return [row for row in self.loans.values() if row["card"] == card and row["back"] is None]

    def open_holds(self, *, title=None, card=None, state=OPEN):
        """The open holds, in the order of the queue."""
        return [
            row
            for _key, row in sorted(self.holds.items())
            if row["state"] in OPEN
            and row["state"] in state
            and title in (None, row["title"])
            and card in (None, row["card"])
        ]

    def ready_of(self, number):
        """The hold for which a copy is set aside."""
        return next((h for h in self.open_holds() if h["copy"] == number), None)

    def is_free(self, number):
        """Whether a copy stands on the shelf for anybody."""
        return (
            self.copies[number]["status"] == "available"
            and not self.is_overstaying(number)
            and self.out(number) is None
            and self.ready_of(number) is None
        )

    def owed(self, card):
        """What somebody owes, in rupiah."""
        return sum(self.rest(key) for key, row in self.charges.items() if row["card"] == card)

    def rest(self, charge):
        """What is open of a charge."""
        paid = sum(row["amount"] for row in self.settlements.values() if row["charge"] == charge)
        return self.charges[charge]["amount"] - paid

    # --- Refusals ---

    def against_standing(self, card):
        """Why somebody may not come today."""
        member = self.members[card]
        if member["left"]:
            return {errors.MemberLeft}
        running = [
            row["until"]
            for row in self.sanctions.values()
            if row["card"] == card
            and not row["lifted"]
            and row["from"] <= self.day <= (row["until"] or date.max)
        ]
        if running:
            return {errors.MemberSuspended if None in running else errors.MemberSuspendedUntil}
        if member["until"] is not None and member["until"] < self.day:
            return {errors.MemberExpired}
        return set()

    def is_overstaying(self, number):
        """Whether a copy of others should be with its owner by now."""
        home = self.copies[number]["back_by"]
        return home is not None and home < self.day

    def against_lending(self, card, number):
        """Everything that speaks against lending a copy to somebody now."""
        found = self.against_standing(card)
        copy, terms, out = self.copies[number], self.terms(card, number), self.out(number)
        if copy["status"] != "available":
            found.add(errors.CopyNotForLoan)
        if out is not None:
            mine = self.loans[out]["card"] == card
            found.add(errors.AlreadyWithThisMember if mine else errors.CopyOnLoan)
        if self.is_overstaying(number):
            found.add(errors.CopyGoesBack)
        held = self.ready_of(number)
        if held is not None and held["card"] != card and held["until"] >= self.day:
            found.add(errors.CopyHeldForOther)
        if not terms.may_leave:
            found.add(errors.CopyStaysInside)
        home = self.at_home(card)
        if len(home) >= terms.copies:
            found.add(errors.LoanLimitReached)
        if terms.when_overdue == "refuse" and any(row["due"] < self.day for row in home):
            found.add(errors.MemberHasOverdue)
        return found

    def unlifted(self, found, number):
        """What a permission leaves standing."""
        reading_room = self.copies[number]["status"] == "reading_room"
        return {
            each
            for each in found
            if each not in LIFTABLE and not (each is errors.CopyNotForLoan and reading_room)
        }

    def against_renewal(self, number):
        """Everything that speaks against renewing."""
        out = self.out(number)
        if out is None:
            return {errors.CopyNotOnLoan}
        loan = self.loans[out]
        terms = self.terms_of(loan["kind"], loan["part"])
        found = self.against_standing(loan["card"])
        if self.is_overstaying(number):
            found.add(errors.CopyGoesBack)
        if loan["due"] < self.day:
            found.add(errors.LoanOverdue)
        if loan["renewals"] >= terms.renewals:
            found.add(errors.RenewalLimitReached)
        if self.open_holds(title=self.copies[number]["title"], state=("waiting",)):
            found.add(errors.RenewalHeld)
        return found

    def against_hold(self, card, title):
        """Everything that speaks against waiting for a title."""
        found = self.against_standing(card)
        if self.open_holds(title=title, card=card):
            found.add(errors.HoldExists)
        if any(self.copies[row["copy"]]["title"] == title for row in self.at_home(card)):
            found.add(errors.TitleWithMember)
        could = [
            number
            for number, copy in self.copies.items()
            if copy["title"] == title
            and copy["status"] in ("available", "repair")
            and self.terms(card, number).may_leave
        ]
        free = [number for number in could if self.is_free(number)]
        if not could:
            found.add(errors.TitleWithoutCopies)
        elif len(free) > len(self.open_holds(title=title, state=("waiting",))):
            found.add(errors.TitleOnShelf)
        return found

    # --- What is done ---

    def lend(self, card, number, at, *, is_late=False, keeps_holds=False):
        """A copy goes out; what somebody waited for is theirs now."""
        day, time = at
        key = self.add(
            "loans",
            copy=number,
            card=card,
            out=(day, time),
            due=self.due(card, number, day),
            renewals=0,
            back=None,
            ending="returned",
            kind=self.members[card]["kind"],
            part=self.copies[number]["part"],
            late=is_late,
        )
        if not keeps_holds:
            self.take_holds(card, number)
        return key

    def take_holds(self, card, number):
        """Who borrows a title does not wait for it; who had this copy waits again."""
        title = self.copies[number]["title"]
        freed = []
        for hold in self.open_holds(title=title):
            if hold["card"] == card:
                if hold["state"] == "ready" and hold["copy"] != number:
                    freed.append(hold["copy"])
                hold |= {"state": "taken", "copy": None}
            elif hold["copy"] == number:
                hold |= {"state": "waiting", "copy": None}
        for each in freed:
            self.set_aside(each)

    def set_aside(self, number):
        """A copy on the shelf waits for the first who may take it home."""
        copy = self.copies[number]
        if copy["status"] != "available" or self.ready_of(number) is not None:
            return
        if self.is_overstaying(number):
            return
        for hold in self.open_holds(title=self.copies[number]["title"], state=("waiting",)):
            terms = self.terms(hold["card"], number)
            if terms.may_leave:
                day = self.day
                for _open_day in range(terms.hold_days):
                    day = self.next_open(day + timedelta(days=1))
                until = min(day, copy["back_by"] or day)
                hold |= {"state": "ready", "copy": number, "until": until}
                return

    def give_back(self, key, at, *, ending="returned", is_late=False):
        """A copy comes back, whoever brings it and whatever is owed."""
        loan, (day, time) = self.loans[key], at
        loan |= {"back": (day, time), "ending": ending, "back_serial": self._serial}
        copy = self.copies[loan["copy"]]
        if not is_late:
            if ending != "returned":
                copy["status"] = {"damaged": "repair", "lost": "missing"}[ending]
            elif copy["status"] == "missing":
                copy["status"] = "available"
        cost = (copy["price"] or 0) if ending == "lost" else self.fine(loan, day)
        return cost, loan["card"]

    def charge(self, card, amount, on):
        """Somebody owes something."""
        if amount:
            self.add("charges", card=card, amount=amount, on=on)

    def renew(self, key, on):
        """A loan is prolonged from the day of the renewal, and never shortened."""
        loan = self.loans[key]
        before = loan["due"]
        loan["due"] = max(before, self.due(loan["card"], loan["copy"], on))
        loan["renewals"] += 1
        self.add("renewals", loan=key, on=on, before=before, after=loan["due"])

    def sweep(self):
        """Tidy the ready shelf: too late, in repair, and free although somebody waits."""
        for hold in self.open_holds(state=("ready",)):
            if hold["until"] < self.day:
                hold |= {"state": "expired", "copy": None}
        for hold in self.open_holds(state=("ready",)):
            kept = self.copies[hold["copy"]]["status"] == "available"
            if not kept or self.is_overstaying(hold["copy"]):
                hold |= {"state": "waiting", "copy": None}
        for number in self.copies:
            if self.is_free(number):
                self.set_aside(number)

    def settle(self, card, amount):
        """A payment or waiver, the oldest charge first."""
        mine = [(row["on"], key) for key, row in self.charges.items() if row["card"] == card]
        for _on, key in sorted(mine):
            part = min(amount, self.rest(key))
            if part:
                amount -= part
                self.add("settlements", charge=key, amount=part)

    def close_days(self, first, last, *, moves):
        """The library is closed, and what was due then is due when it opens again."""
        self.add("closings", first=first, last=last)
        for key, loan in self.loans.items():
            if moves and loan["back"] is None and first <= loan["due"] <= last:
                before, loan["due"] = loan["due"], self.next_open(loan["due"])
                self.add("moves", loan=key, before=before, after=loan["due"])

    # --- Late entry ---

    def batch_fits(self, slips):
        """Whether every slip can have happened, put among what is known of its copy."""
        return all(self._fits(number, slips) for number in {slip[2] for slip in slips})

    def _fits(self, number, slips):
        known = []
        for key, row in self.loans.items():
            if row["copy"] == number:
                known.append((row["out"], 1, "out", key))
                if row["back"] is not None:
                    known.append((row["back"], 0, "back", key))
        typed = [(at, 2, what, None) for what, _card, copy, at in slips if copy == number]
        holder = None  # a loan's key, or "typed"
        for _at, _rank, what, key in sorted(known + typed, key=lambda each: each[:2]):
            if not self._may_follow(holder, what, key):
                return False
            if what in ("out", "lend"):
                holder = key or "typed"
            elif what in ("back", "give_back"):
                holder = None
        return True

    def _may_follow(self, holder, what, key):
        """Whether something can happen to a copy that this loan has, or nobody."""
        if what == "back":
            return holder == key
        if what in ("out", "lend", "in_house"):
            return holder is None
        if holder is None:
            return False
        return holder == "typed" or self.loans[holder]["back"] is None

    def record(self, slips):
        """Write a batch as it happened."""
        first = min(at[0] for _what, _card, _copy, at in slips)
        ordered = sorted(slips, key=lambda slip: slip[3])
        touched = {}  # copy: the loan that its next slip goes on with
        backs = []
        for place, (what, card, number, at) in enumerate(ordered):
            if what == "lend":
                returned = any(s[0] == "give_back" and s[2] == number for s in ordered[place + 1 :])
                waited = any(
                    hold["placed"] <= at[0]
                    for hold in self.open_holds(title=self.copies[number]["title"], card=card)
                )
                touched[number] = self.lend(
                    card, number, at, is_late=True, keeps_holds=returned and not waited
                )
            elif what == "in_house":
                self.add("uses", copy=number, on=at[0])
            else:
                key = touched.get(number) or self.out(number)
                if what == "renew":
                    self.renew(key, at[0])
                else:
                    cost, who = self.give_back(key, at, is_late=True)
                    self.charge(who, cost, first)
                    touched.pop(number, None)
                    backs.append(number)
        for number in dict.fromkeys(backs):
            if self.out(number) is None:
                self.set_aside(number)

    # --- Taking back ---

    def last_act(self):
        """What a key press takes back: the latest act of today that still stands."""
        for act in reversed(self.acts):
            if not act.undone and act.day == self.day and act.kind != "sweep":
                return act
        return None

    def may_be_refused(self, act):
        """Whether the queue went on since, or somebody who left took their reading along."""
        if any(self.members[card]["left"] for card in act.cards()):
            return True
        if any(self._lent_that_day_too(act, key) for key in act.changed("loans")):
            return True
        return any(
            self._queue(self.tables, title) != self._queue(act.after, title)
            or self._queue_left(act, title)
            for title in act.titles()
        )

    def _lent_that_day_too(self, act, key):
        """Whether a slip of that very day was typed since; its order is not worth guessing."""
        mine = act.after["loans"][key]
        return any(
            row["copy"] == mine["copy"]
            and row["out"][0] == mine["out"][0]
            and row["serial"] > mine["serial"]
            for row in self.loans.values()
        )

    def _queue_left(self, act, title):
        return any(
            row["title"] == title and self.members[row["card"]]["left"]
            for row in act.after["holds"].values()
        )

    @staticmethod
    def _queue(tables, title):
        return {key: row for key, row in tables["holds"].items() if row["title"] == title}

    def must_be_refused(self, act):
        """Whether something that stands rests on an act."""
        return any(reason(act) for reason in (self._loans_rest, self._others_rest))

    def _loans_rest(self, act):
        lent, later = act.made("loans"), act.serial
        for key in lent:
            loan = self.loans[key]
            if loan["back"] is not None and loan["back_serial"] != later:
                return True
        for key in act.changed("loans"):
            if key not in self.loans:  # its lending was taken back
                continue
            loan, was = self.loans[key], act.before["loans"][key]
            came_back = was["back"] is None and act.after["loans"][key]["back"] is not None
            if came_back and self._went_on(key, later):
                return True
            if (
                act.kind not in ("move_dues", "leave")
                and not came_back
                and loan["back"] is not None
            ):
                return True
        if act.kind == "move_dues":
            return False
        gone = [row["loan"] for row in self.renewals.values() if row["serial"] > later]
        moved = [row["loan"] for row in self.moves.values() if row["serial"] > later]
        renewed = {act.after["renewals"][key]["loan"] for key in act.made("renewals")}
        # A loan is as it was lent when its day was moved; a renewal is not.
        return bool(
            set(gone) & {*lent, *renewed}
            or set(moved) & (renewed if act.kind in LENDING else {*lent, *renewed})
        )

    def _went_on(self, key, later):
        """Whether a copy was lent after the return that would be taken back."""
        mine = self.loans[key]
        return any(
            row["copy"] == mine["copy"]
            and other != key
            and row["out"] > mine["out"]
            and row["serial"] != later
            for other, row in self.loans.items()
        )

    def _others_rest(self, act):
        if any(row["charge"] in act.made("charges") for row in self.settlements.values()):
            return True
        if act.kind == "find":
            (number,) = act.changed("copies")
            return (
                self.copies[number]["status"] != "available"
                or self.out(number) is not None
                or any(
                    row["copy"] == number and row["serial"] > act.serial
                    for row in self.loans.values()
                )
            )
        if act.kind == "place":
            return self.holds[act.made("holds")[0]]["state"] not in OPEN
        if act.kind == "sanction":
            return any(self.sanctions[key]["lifted"] for key in act.made("sanctions"))
        if act.kind == "prolong":
            (card,) = act.changed("members")
            return self.members[card]["until"] != act.after["members"][card]["until"]
        return False

    def undo(self, act):
        """Take the differences of an act back, wherever they still stand."""
        as_it_was = self.tables == act.after
        for table in TABLES:
            rows = self.tables[table]
            for key in act.made(table):
                rows.pop(key, None)
            for key in act.changed(table):
                self._change_back(act, table, key)
        act.undone = True
        return as_it_was

    def _change_back(self, act, table, key):
        row = self.tables[table].get(key)
        if row is None:
            return
        was, became = act.before[table][key], act.after[table][key]
        if act.kind == "move_dues" and (row["back"] or self._renewed_since(act, key)):
            return
        for field in became:
            is_mine = was.get(field) != became[field] and row.get(field) == became[field]
            if is_mine and field in was:
                row[field] = was[field]
            elif is_mine:
                del row[field]

    def _renewed_since(self, act, key):
        return any(
            row["loan"] == key and row["serial"] > act.serial for row in self.renewals.values()
        )
