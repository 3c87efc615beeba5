"""A month of work on top of an import, and what undoing the import then leaves.

Everything is done with the library's own verbs, day by day, on a whole SLiMS backup.
"""

import csv
from datetime import timedelta

import pytest
from slims_dumps import a, a_small_library, write_php
from sqlalchemy import text

from jukung.domain.kinds import CopyCondition, Sex, WithdrawReason
from jukung.domain.months import Month
from jukung.exchange.imports import apply, kept_words, plan
from jukung.exchange.imports.finding_kinds import Kind
from jukung.library import bin as title_bin
from jukung.library import (
    catalogue,
    check,
    circulation,
    closing,
    copies,
    covers,
    forgetting,
    holds,
    in_house,
    intake,
    ledger,
    members,
    stocktake_counting,
    stocktakes,
    title_batch,
    title_merging,
    visits,
    weeding,
    withdrawals,
)
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.library.intake_kept import KeptWhy
from jukung.library.stocktakes import Scope
from jukung.library.weeding import Criteria
from makers import TODAY, a_copy, a_member, a_title, at
from photo_makers import a_photo

NAME = "backup_20261122_104912.sql"
BOOKS, PEOPLE = 16, 8


def a_backup():
    """The small library, with sixteen books of one copy each and eight members more."""
    rows = a_small_library()
    for n in range(BOOKS):
        rows += [
            a("biblio", biblio_id=100 + n, title=f"Judul {n}", language_id="id"),
            a("item", item_id=100 + n, biblio_id=100 + n, item_code=f"L{n}", source=0),
        ]
    rows += [
        a("member", member_id=f"A{n}", member_name=f"Contoh A{n}", gender=n % 2,
          member_since_date="2026-01-05", expire_date="2027-12-31", is_pending=0)
        for n in range(PEOPLE)
    ]  # fmt: skip
    return write_php(rows)


class Month30:
    """Thirty days at the desk after the import, one thing after another."""

    def __init__(self, library):
        self._library, self._day = library, TODAY

    def on(self, day, work):
        with self._library.changing() as desk:
            return work(at(desk, TODAY + timedelta(days=day)))

    def play(self):
        self.on(1, lambda desk: circulation.lend(desk, "A0", "L0"))
        self.on(1, lambda desk: circulation.lend(desk, "BARU", "L1"))
        self.on(2, lambda desk: circulation.lend(desk, "A1", "LAMA"))
        self.on(3, lambda desk: holds.place(desk, "A2", copies.show(desk, "L1").title_id))
        self.on(4, lambda desk: circulation.renew(desk, "L0"))
        self.on(5, lambda desk: circulation.give_back(desk, "P001"))
        self.on(6, lambda desk: circulation.give_back(desk, "L0"))
        self.on(6, lambda desk: in_house.use(desk, "L2"))
        self.on(7, self._edit_title)
        self.on(8, self._edit_many)
        self.on(9, lambda desk: covers.keep(desk, copies.show(desk, "L5").title_id, a_photo()))
        self.on(9, self._edit_copy)
        self.on(10, self._close)
        self.on(11, lambda desk: visits.by_card(desk, "A3"))
        self.on(12, self._edit_member)
        self.on(13, lambda desk: ledger.pay(desk, "2024002", 500))
        self.on(14, self._merge)
        self.on(15, lambda desk: title_bin.put_in(desk, [copies.show(desk, "L9").title_id]))
        self.on(16, lambda desk: copies.mark_labelled(desk, ("L10",)))
        self.on(17, self._stocktake)
        self.on(18, self._weed)
        self.on(19, self._add_copies)
        self.on(30, forgetting.forget)

    def _edit_title(self, desk):
        id_ = copies.show(desk, "L3").title_id
        catalogue.edit(desk, id_, TitleDraft(title="Judul Tiga"))

    def _edit_many(self, desk):
        title_batch.edit(desk, [copies.show(desk, "L4").title_id], "publisher", "Rumah Rawa")

    def _edit_copy(self, desk):
        draft = CopyDraft(condition=CopyCondition.worn)
        copies.edit(desk, copies.show(desk, "L6").id, draft)

    def _close(self, desk):
        closing.close(desk, Month(2026, 11), {"copies": 21, "loans": 6})

    def _edit_member(self, desk):
        member = members.by_card(desk, "A4")
        draft = members.MemberDraft(name="Contoh Empat", card="A4", sex=Sex.male)
        members.edit(desk, member.id, draft)

    def _merge(self, desk):
        title_merging.merge(
            desk, copies.show(desk, "L7").title_id, [copies.show(desk, "L8").title_id]
        )

    def _stocktake(self, desk):
        id_ = stocktakes.begin(desk, "Anak", Scope("kind", "children"))
        stocktake_counting.count(desk, id_, "L11")
        stocktakes.finish(desk, id_)

    def _weed(self, desk):
        found = weeding.candidates(desk, Criteria(least=1))
        assert [each.number for each in found.lines] == ["L6", "P002"]
        withdrawals.withdraw(desk, ["L12"], WithdrawReason.worn)

    def _add_copies(self, desk):
        copies.add(desk, copies.show(desk, "L13").title_id, numbers_given=("TAMBAHAN",))


@pytest.fixture
def backup(put):
    return put(a_backup(), NAME)


@pytest.fixture
def played(library, backup):
    """A library with one title and member of its own, the import, and a month of work."""
    with library.changing() as desk:
        a_member(desk, card="BARU")
        a_copy(desk, "LAMA", title="Lama")
        a_title(desk, "Tanpa Eksemplar")
    with library.reading() as desk:
        made = plan.plan(desk, backup)
    with library.changing() as desk:
        arrival = apply.apply(desk, made)
    Month30(library).play()
    return library, arrival


def undone(library, arrival):
    with library.changing() as desk:
        return intake.take_back(at(desk, TODAY + timedelta(days=31)), arrival.import_id)


TITLES = {
    "Judul 0": {KeptWhy.lent},
    "Judul 1": {KeptWhy.lent, KeptWhy.wanted},
    "Judul 2": {KeptWhy.read_here},
    "Judul Tiga": {KeptWhy.edited},
    "Judul 4": {KeptWhy.edited},
    "Judul 5": {KeptWhy.cover},
    "Judul 6": {KeptWhy.edited},
    "Judul 7": {KeptWhy.merged},
    "Judul 10": {KeptWhy.printed},
    "Judul 11": {KeptWhy.counted},
    "Judul 12": {KeptWhy.withdrawn},
    "Judul 13": {KeptWhy.copies},
    'Menanam "padi apung": it\'s easy': {KeptWhy.lent, KeptWhy.wanted, KeptWhy.counted},
}
COPIES = {
    "L0": {KeptWhy.lent},
    "L1": {KeptWhy.lent},
    "L2": {KeptWhy.read_here},
    "L3": {KeptWhy.belongs},
    "L4": {KeptWhy.belongs},
    "L5": {KeptWhy.belongs},
    "L6": {KeptWhy.edited},
    "L7": {KeptWhy.belongs},
    "L8": {KeptWhy.merged},
    "L10": {KeptWhy.printed},
    "L11": {KeptWhy.counted},
    "L12": {KeptWhy.withdrawn},
    "L13": {KeptWhy.belongs},
    "P001": {KeptWhy.lent, KeptWhy.wanted, KeptWhy.counted},
    "P002": {KeptWhy.belongs},
}
MEMBERS = {
    "0007 Contoh Satu": {KeptWhy.lent},
    "2024002 Contoh Dua": {KeptWhy.wanted, KeptWhy.money},
    "A0 Contoh A0": {KeptWhy.lent},
    "A1 Contoh A1": {KeptWhy.lent},
    "A2 Contoh A2": {KeptWhy.wanted},
    "A3 Contoh A3": {KeptWhy.visited},
    "A4 Contoh Empat": {KeptWhy.edited},
}


GOES = "Is removed: 4 titles, 4 copies, 3 members, 2 loans, 2 visit entries."
STAYS = (
    (
        "Stays, because somebody worked with it since: 13 titles, 15 copies, 7 members, 1 loan, "
        "2 fines, 1 reservation."
    ),
    (
        "Titles: 3 lent since, 3 changed by hand, 2 reserved, 2 in a stocktake, 1 read here, "
        "1 cover changed, 1 made one with another, 1 has other copies, 1 label or card printed, "
        "1 withdrawn."
    ),
    (
        "Copies: 6 of a title that stays, 3 lent since, 2 in a stocktake, 1 read here, 1 reserved, "
        "1 changed by hand, 1 made one with another, 1 label or card printed, 1 withdrawn."
    ),
    "Members: 3 lent since, 2 reserved, 1 visited since, 1 money noted, 1 changed by hand.",
    "Loans: 1 returned since.",
    "2 titles lie in the recycle bin and stay there.",
    "The figures of November 2026 were closed since and stay as they are.",
)


def said(taken, what):
    return {line.name: set(line.why) for line in taken.lines if line.what == what}


def test_what_stays_after_a_month_is_exactly_what_was_worked_on(played):
    library, arrival = played

    taken = undone(library, arrival)

    assert said(taken, "title") == TITLES
    assert said(taken, "copy") == COPIES
    assert said(taken, "member") == MEMBERS
    assert said(taken, "loan") == {"P001 · 0007": {KeptWhy.returned}}
    assert (taken.title_count, taken.copy_count, taken.member_count) == (4, 4, 3)
    assert (taken.binned, taken.months) == (("Judul 8", "Judul 9"), ("2026-11",))


def test_every_sentence_of_it_is_said_before_and_after(played):
    library, arrival = played
    with library.reading() as desk:
        asked = intake.would_take_back(desk, arrival.import_id)

    taken = undone(library, arrival)

    assert asked == taken
    assert kept_words.goes(asked) == GOES
    assert kept_words.stays(taken) == STAYS


def test_no_row_leads_into_nothing_afterwards(played):
    library, arrival = played

    undone(library, arrival)

    with library.reading() as desk:
        asked = ("PRAGMA foreign_key_check", "PRAGMA integrity_check")
        dangling, whole = (desk.session.execute(text(each)).all() for each in asked)
        found = [line.title for line in catalogue.find(desk, "judul")]
        assert (dangling, whole) == ([], [("ok",)])
        assert check.examine(desk).is_sound
        assert sorted(found) == sorted(name for name in TITLES if name.startswith("Judul"))
        assert members.find(desk, "contoh a7") == ()
    plain = library.file.connect_plainly()
    for index in ("title_search", "person_search"):
        plain.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - ours
    plain.close()


def test_figures_that_were_closed_stay_as_they_were_closed(played):
    library, arrival = played

    undone(library, arrival)

    with library.reading() as desk:
        closed = closing.latest(desk, Month(2026, 11))
    assert closed.values == {"copies": 21, "loans": 6}


def test_the_work_of_the_month_goes_on_afterwards(played):
    library, arrival = played
    undone(library, arrival)

    with library.changing() as desk:
        later = at(desk, TODAY + timedelta(days=32))
        back = circulation.give_back(later, "L1")
        lent = circulation.lend(later, "A0", "L0")

    assert (back.title, lent.title) == ("Judul 1", "Judul 0")


def test_the_same_file_again_brings_what_went_and_nothing_twice(played, backup):
    library, arrival = played
    taken = undone(library, arrival)

    with library.reading() as desk:
        made = plan.plan(desk, backup)
    with library.changing() as desk:
        again = apply.apply(desk, made)

    with library.reading() as desk:
        numbers = desk.session.execute(
            text("SELECT number, count(*) FROM copy GROUP BY 1 HAVING count(*) > 1")
        ).all()
        cards = desk.session.execute(
            text("SELECT card, count(*) FROM borrower GROUP BY 1 HAVING count(*) > 1")
        ).all()
        assert (numbers, cards) == ([], [])
        assert check.examine(desk).is_sound
    assert again.member_count == taken.member_count
    assert made.tally(Kind.members).found == PEOPLE + 2
    # The title that was thrown into the bin comes back with its file; nothing else is new.
    assert again.title_count == taken.title_count + 1
    assert again.copy_count == taken.copy_count + 1
    assert again.loan_count == taken.loan_count
    assert again.visit_count == taken.visit_count


def test_the_list_of_what_stays_is_written(played, tmp_path):
    library, arrival = played
    taken = undone(library, arrival)
    path = tmp_path / "sisa.csv"

    count = kept_words.write(taken, path)

    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert len(rows) == count + 1
    assert rows[0] == ["What", "Which", "Why it stays"]
    assert ["Copy", "L12", "withdrawn"] in rows
    assert ["Title", "Judul 9", "in the recycle bin"] in rows
