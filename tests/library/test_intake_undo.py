"""What somebody worked on stays when an import is undone, and says why."""

from datetime import date

import pytest
from sqlalchemy import text

from jukung import messages
from jukung.domain.kinds import (
    ActKind,
    CollectionKind,
    CopyStatus,
    Frequency,
    IssueState,
    ScreeningResult,
    StocktakeDecision,
    WithdrawReason,
)
from jukung.domain.months import Month
from jukung.exchange.imports.records import CopyRecord
from jukung.library import (
    bin as title_bin,
)
from jukung.library import (
    catalogue,
    check,
    circulation,
    closing,
    copies,
    corners,
    covers,
    holds,
    house,
    in_house,
    intake,
    issues,
    name_merging,
    screening,
    serials,
    shelves,
    stocktake_counting,
    stocktake_deciding,
    stocktakes,
    title_batch,
    title_merging,
    undoing,
    withdrawals,
)
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.library.incoming import CopyForTitle, CopyTold, Incoming, Load
from jukung.library.intake_kept import KeptWhy
from jukung.library.issues import IssueLine
from jukung.library.stocktakes import Scope
from makers import TODAY, a_copy, a_library, a_member, a_title, at
from photo_makers import a_photo

LIST = [Incoming(TitleDraft(title=f"Judul {n}", people=("Hamdan",)), (f"L{n}",)) for n in range(4)]
FACTS = {"file": "daftar.csv", "format": "slims", "sha256": "0"}


def receive(desk, titles=LIST, **load):
    return intake.receive_all(
        desk,
        Load(titles=titles, **load),
        facts=FACTS,
        progress=lambda _done, _total: None,
        stopped=lambda: False,
    )


def title_of(desk, number="L2"):
    return copies.show(desk, number).title_id


def edit_title(desk):
    title = catalogue.show(desk, title_of(desk))
    catalogue.edit(desk, title.id, TitleDraft(title="Judul Dua", people=("Hamdan",)))


def edit_copy(desk):
    copies.edit(desk, copies.show(desk, "L2").id, CopyDraft(inventory_code="7"))


def lend_and_give_back(desk):
    circulation.lend(desk, a_member(desk).card, "L2")
    circulation.give_back(desk, "L2")


def put_aside(desk):
    circulation.lend(desk, a_member(desk).card, "L2")
    holds.place(desk, a_member(desk).card, title_of(desk))


def print_label(desk):
    copies.mark_labelled(desk, ("L2",))


def check_an_issue_in(desk):
    serials.set_frequency(desk, title_of(desk), Frequency.weekly)
    line = IssueLine("", title_of(desk), "", "", "1", TODAY, IssueState.expected)
    issues.check_in(desk, line)


def bind_an_issue(desk):
    check_an_issue_in(desk)
    (line,) = (each for each in issues.of_title(desk, title_of(desk)) if each.id)
    issues.bind(desk, [line], number="L2")


def merge_into_it(desk):
    title_merging.merge(desk, title_of(desk), [title_of(desk, "L3")])


def merge_it_away(desk):
    title_merging.merge(desk, a_title(desk, "Lama"), [title_of(desk)])


WORK = [
    (edit_title, ("Judul Dua",), (), {KeptWhy.edited}),
    (
        lambda desk: title_batch.edit(desk, [title_of(desk)], "publisher", "Rawa"),
        ("Judul 2",), (), {KeptWhy.edited},
    ),
    (
        lambda desk: name_merging.merge(desk, "people", "Hamdan, A.", ["Hamdan"]),
        ("Judul 0", "Judul 1", "Judul 2", "Judul 3"), (), {KeptWhy.edited},
    ),
    (lambda desk: covers.keep(desk, title_of(desk), a_photo()), ("Judul 2",), (), {KeptWhy.cover}),
    (
        lambda desk: copies.add(desk, title_of(desk), numbers_given=("BARU",)),
        ("Judul 2",), (), {KeptWhy.copies},
    ),
    (edit_copy, ("Judul 2",), ("L2",), {KeptWhy.edited}),
    (lend_and_give_back, ("Judul 2",), ("L2",), {KeptWhy.lent}),
    (put_aside, ("Judul 2",), ("L2",), {KeptWhy.lent, KeptWhy.wanted}),
    (lambda desk: in_house.use(desk, "L2"), ("Judul 2",), ("L2",), {KeptWhy.read_here}),
    (print_label, ("Judul 2",), ("L2",), {KeptWhy.printed}),
    (
        lambda desk: withdrawals.withdraw(desk, ["L2"], WithdrawReason.worn),
        ("Judul 2",), ("L2",), {KeptWhy.withdrawn},
    ),
    (check_an_issue_in, ("Judul 2",), (), {KeptWhy.issues}),
    (bind_an_issue, ("Judul 2",), ("L2",), {KeptWhy.issues}),
    (merge_into_it, ("Judul 2",), ("L3",), {KeptWhy.merged}),
    (merge_it_away, (), ("L2",), {KeptWhy.merged}),
]  # fmt: skip


@pytest.mark.parametrize(("work", "titles", "numbers", "whys"), WORK)
def test_what_was_worked_on_stays_and_says_why(library, work, titles, numbers, whys):
    with library.changing() as desk:
        arrival = receive(desk)
    with library.changing() as desk:
        work(at(desk, TODAY, hour=13))

    with library.reading() as desk:
        asked = intake.would_take_back(desk, arrival.import_id)
    with library.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)

    assert taken == asked
    named = tuple(line.name for line in taken.lines if line.what == "copy"
                  and line.why != (KeptWhy.belongs,))  # fmt: skip
    assert (taken.kept, named) == (titles, numbers)
    assert {why for line in taken.lines for why in line.why} - {KeptWhy.belongs} == whys
    assert taken.copy_count == taken.title_count
    with library.reading() as desk:
        assert check.examine(desk).is_sound


@pytest.mark.parametrize("work", [edit_title, edit_copy, print_label, merge_into_it])
def test_work_that_was_taken_back_itself_keeps_nothing(library, work):
    with library.changing() as desk:
        arrival = receive(desk)
    with library.changing() as desk:
        work(at(desk, TODAY, hour=13))
        undoing.undo_last(at(desk, TODAY, hour=14), kinds=frozenset(ActKind))

    with library.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)

    assert taken.is_whole
    assert taken.title_count == 4


def test_a_stocktake_keeps_its_list_and_a_dropped_one_nothing(library):
    with library.changing() as desk:
        arrival = receive(desk)
        a_copy(desk, "K1", title="Lama")
    with library.changing() as desk:
        id_ = stocktakes.begin(at(desk, TODAY, hour=13), "Semua")

    with library.changing() as desk:
        while_open = intake.would_take_back(desk, arrival.import_id)
        stocktakes.drop(at(desk, TODAY, hour=14), id_)
        taken = intake.take_back(desk, arrival.import_id)

    assert while_open.kept_copies == ("L0", "L1", "L2", "L3")
    assert while_open.reasons("title") == ((KeptWhy.counted, 4),)
    assert taken.is_whole
    with library.reading() as desk:
        assert check.examine(desk).is_sound


def test_a_code_that_was_counted_outside_the_list_keeps_its_copy(library):
    with library.changing() as desk:
        arrival = receive(desk)
        a_copy(desk, "K1", title="Lama", kind=CollectionKind.children)
    with library.changing() as desk:
        id_ = stocktakes.begin(desk, "Sastra", Scope("kind", "children"))
        stocktake_counting.count(desk, id_, "L2")

    with library.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)

    assert taken.kept_copies == ("L2",)
    assert taken.reasons("copy") == ((KeptWhy.counted, 1),)


def test_a_title_in_the_bin_stays_there_and_is_named(library):
    with library.changing() as desk:
        arrival = receive(desk)
    with library.changing() as desk:
        title_bin.put_in(desk, [title_of(desk)])

    with library.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)
        back = title_bin.put_back(desk, [each.id for each in title_bin.listed(desk)])

    assert (taken.title_count, taken.binned, taken.lines) == (3, ("Judul 2",), ())
    assert not taken.is_whole
    assert back.count == 1


def test_months_that_were_closed_since_are_named(library):
    with library.changing() as desk:
        arrival = receive(desk)
    with library.changing() as desk:
        closing.close(at(desk, date(2026, 12, 2)), Month(2026, 11), {"copies": 4})

    with library.changing() as desk:
        later = at(desk, date(2026, 12, 3))
        taken = intake.take_back(later, arrival.import_id)
        closed = closing.latest(later, Month(2026, 11))

    assert taken.months == ("2026-11",)
    assert closed.values == {"copies": 4}


def test_what_a_file_said_of_a_copy_stays_once_somebody_worked_with_it(library):
    with library.changing() as desk:
        for number in ("K1", "K2"):
            a_copy(desk, number, title=f"Lama {number}")
    with library.changing() as desk:
        rows = dict(desk.session.execute(text("SELECT number, row FROM copy")).all())
        told = [CopyTold(rows[n], CopyRecord(number=n, price=5000)) for n in ("K1", "K2")]
        arrival = receive(desk, titles=(), told=told)
    with library.changing() as desk:
        circulation.lend(desk, a_member(desk).card, "K1")
        circulation.lose(desk, "K1")

    with library.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)
        kept, gone = copies.show(desk, "K1"), copies.show(desk, "K2")

    assert (taken.kept_told_count, taken.lines) == (1, ())
    assert (kept.price, kept.status, gone.price) == (5000, CopyStatus.missing, None)


def test_in_a_prison_a_copy_in_a_corner_and_a_screened_title_stay(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        arrival = receive(desk)
    with library.changing() as desk:
        screening.decide(desk, [title_of(desk, "L1")], ScreeningResult.review)
        screening.decide(desk, [title_of(desk)], ScreeningResult.passed)
        corners.put_in(desk, house.add_corner(desk, "Blok A").id, "L2")

    with library.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)

    library.close()
    assert [(line.name, line.why) for line in taken.lines] == [
        ("Judul 1", (KeptWhy.screened,)),
        ("Judul 2", (KeptWhy.screened, KeptWhy.moved)),
        ("L1", (KeptWhy.belongs,)),
        ("L2", (KeptWhy.moved,)),
    ]


def test_a_decision_of_a_stocktake_is_work_too(library):
    with library.changing() as desk:
        arrival = receive(desk)
    with library.changing() as desk:
        id_ = stocktakes.begin(at(desk, TODAY, hour=13), "Semua")
        stocktakes.finish(at(desk, TODAY, hour=14), id_)
        stocktake_deciding.decide(at(desk, TODAY, hour=15), id_, ["L2"], StocktakeDecision.missing)

    with library.reading() as desk:
        asked = intake.would_take_back(desk, arrival.import_id)

    assert asked.title_count == 0
    assert dict(asked.reasons("copy")) == {KeptWhy.counted: 4}


def test_every_reason_has_its_words():
    assert set(messages.KEPT_WHYS) == set(KeptWhy)


def test_undoing_what_was_told_of_a_copy_spares_another_that_has_its_row(library):
    with library.changing() as desk:
        first = receive(desk, titles=[Incoming(TitleDraft(title="Rawa"), ("L1",))])
    with library.changing() as desk:
        row = desk.session.execute(text("SELECT row FROM copy")).scalar_one()
        told = receive(desk, titles=(), told=[CopyTold(row, CopyRecord("L1", price=5000))])
    with library.changing() as desk:
        intake.take_back(desk, first.import_id)
    with library.changing() as desk:
        coming = CopyRecord("Z9", inventory_code="INV-Z", price=99000, source="Hibah")
        receive(desk, titles=[Incoming(TitleDraft(title="Lain"), copies=(coming,))])
        same = desk.session.execute(text("SELECT row FROM copy")).scalar_one()

    with library.changing() as desk:
        intake.take_back(desk, told.import_id)
        left = copies.show(desk, "Z9")

    assert same == row
    assert (left.inventory_code, left.price, left.source) == ("INV-Z", 99000, "Hibah")


def test_a_shelf_of_an_import_that_is_gone_takes_no_other_along(library):
    coming = CopyRecord("L1", place="Rak X")
    with library.changing() as desk:
        arrival = receive(desk, titles=[Incoming(TitleDraft(title="Rawa"), copies=(coming,))])
    with library.changing() as desk:
        copies.edit(desk, copies.show(desk, "L1").id, CopyDraft(place=""))
        desk.session.execute(text("DELETE FROM place WHERE name = 'Rak X'"))
        shelves.row_of(desk, "Gudang")

    with library.changing() as desk:
        intake.take_back(desk, arrival.import_id)
        left = shelves.listed(desk)

    assert left == ("Gudang",)


@pytest.fixture
def completed(library):
    """An undone import of which a later one keeps a title; gives the later one."""
    with library.changing() as desk:
        first = receive(desk, titles=[Incoming(TitleDraft(title="Buku"), ("L1",))])
    with library.changing() as desk:
        row = desk.session.execute(text("SELECT row FROM title")).scalar_one()
        later = receive(desk, titles=(), copies=[CopyForTitle(row, CopyRecord("L2"))])
    with library.changing() as desk:
        taken = intake.take_back(desk, first.import_id)
    assert [line.why for line in taken.lines] == [(KeptWhy.copies,), (KeptWhy.belongs,)]
    return later


def test_what_an_undone_import_left_for_a_corrected_one_goes_with_it(library, completed):
    with library.reading() as desk:
        asked = intake.would_take_back(desk, completed.import_id)
    with library.changing() as desk:
        taken = intake.take_back(desk, completed.import_id)
        left = desk.session.execute(text("SELECT count(*) FROM title")).scalar_one()

    assert asked == taken
    assert (taken.title_count, taken.copy_count, left) == (1, 2, 0)


@pytest.mark.parametrize(
    "work",
    [
        lambda desk, title: copies.add(desk, title, numbers_given=("BARU",)),
        lambda desk, title: catalogue.edit(desk, title, TitleDraft(title="Buku", publisher="P")),
        lambda desk, title: title_merging.merge(desk, title, [a_title(desk, "Lama")]),
    ],
)
def test_what_an_undone_import_left_stays_once_somebody_worked_with_it(library, completed, work):
    with library.changing() as desk:
        work(desk, title_of(desk, "L2"))

    with library.changing() as desk:
        taken = intake.take_back(desk, completed.import_id)
        left = desk.session.execute(text("SELECT title FROM title")).scalars().all()

    assert taken.title_count == 0
    assert left == ["Buku"]


def test_a_title_of_an_undone_import_that_was_put_back_out_of_the_bin_stays(library):
    with library.changing() as desk:
        first = receive(desk, titles=[Incoming(TitleDraft(title="Buku"), ("L1",))])
        binned = title_of(desk, "L1")
        title_bin.put_in(desk, [binned])
    with library.changing() as desk:
        intake.take_back(desk, first.import_id)
    with library.changing() as desk:
        title_bin.put_back(desk, [binned])
        later = receive(desk, titles=[Incoming(TitleDraft(title="Lain"), ("M1",))])

    with library.changing() as desk:
        taken = intake.take_back(desk, later.import_id)
        left = copies.show(desk, "L1").title

    assert (taken.title_count, left) == (1, "Buku")
