"""Boxes on loan: they come, they are lent, they go, and every step can be taken back."""

import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from jukung.domain import errors
from jukung.domain.kinds import (
    BoxArrival,
    BoxLeaving,
    BoxState,
    CopyStatus,
    LoanEnding,
    Role,
    ScreeningResult,
)
from jukung.domain.months import Month
from jukung.exchange.box_exchange import take
from jukung.figures import month as figures
from jukung.library import (
    box_arrival,
    box_return,
    boxes,
    catalogue,
    check,
    circulation,
    holds,
    house_rules,
    screening,
    undoing,
)
from jukung.library import copies as library_copies
from jukung.library.desk import open_library
from lent_box_makers import DUE, a_box, a_box_here, a_known_agency, an_announced_box, copies
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, acting_as, at


def everything(desk):
    """All that a box may touch, row by row."""
    desk.session.flush()
    tables = ("box", "box_line", "copy", "copy_number", "title")
    return {
        table: sorted(
            map(
                str,
                desk.session.connection().execute(select(text("*")).select_from(text(table))).all(),
            )
        )
        for table in tables
    }


def figure(desk, code):
    return figures.gather(desk, Month(2026, 11))[code]


def test_a_box_is_announced_by_its_file(desk):
    _agency, view = an_announced_box(desk)

    assert view.state is BoxState.announced
    assert (view.number, view.listed, view.unchecked) == ("KB-01", 6, 6)
    assert view.owner == "Dinas Perpustakaan Contoh"
    assert view.due_on == DUE


def test_the_same_file_twice_changes_nothing(desk):
    agency = a_known_agency(desk)
    found = a_box(agency, *copies(3))
    take(desk, found)
    before = everything(desk)

    again = take(desk, found)

    assert again.act_id == ""
    assert everything(desk) == before


def test_each_scan_tells_how_a_copy_came(desk):
    an_announced_box(desk)

    box_arrival.check(desk, "KB-01", "B0001")
    box_arrival.check(desk, "KB-01", "b0002 ", how=BoxArrival.damaged)
    extra = box_arrival.check(desk, "KB-01", "X-9", title="Nyiur")

    assert extra.copy.arrived is BoxArrival.extra
    shown = extra.view
    assert (shown.here, shown.damaged, shown.extra, shown.unchecked) == (1, 1, 1, 4)


def test_a_copy_scanned_twice_is_counted_once(desk):
    an_announced_box(desk)
    box_arrival.check(desk, "KB-01", "B0001")

    again = box_arrival.check(desk, "KB-01", "B0001")

    assert again.act_id == ""
    assert again.view.here == 1


def test_a_scan_is_taken_back(desk):
    an_announced_box(desk)
    before = everything(desk)
    for number in ("B0003", "X-9"):
        box_arrival.check(desk, "KB-01", number)

    undone = undoing.undo_last(desk)
    undoing.undo_last(desk)

    assert undone.barcode == "X-9"
    assert everything(desk) == before


def test_what_belongs_to_the_library_does_not_go_into_a_box(desk):
    an_announced_box(desk)
    number = a_copy(desk, title="Milik Desa")

    with pytest.raises(errors.BoxCopyIsOurs):
        box_arrival.check(desk, "KB-01", number)


@pytest.mark.parametrize("typed", ["978-602-00-0001-5", "9786020000015"])
def test_an_isbn_is_no_label_of_a_box(desk, typed):
    an_announced_box(desk)

    with pytest.raises(errors.IsbnNotLabel):
        box_arrival.check(desk, "KB-01", typed)


def test_a_card_is_no_label_of_a_box(desk):
    an_announced_box(desk)

    with pytest.raises(errors.CopyNumberIsCard):
        box_arrival.check(desk, "KB-01", a_member(desk).card)


def test_a_box_on_the_shelf_is_the_agencys_and_never_our_own(desk):
    a_copy(desk, title="Milik Desa")
    own = figure(desk, "copies_held")

    _agency, view = a_box_here(desk, missing=("B0006",), damaged=("B0005",))

    assert view.state is BoxState.here
    assert (view.here, view.missing, view.damaged) == (4, 1, 1)
    assert figure(desk, "copies_held") == own == 1
    assert figure(desk, "titles_held") == 1
    assert figure(desk, "copies_borrowed_agency") == 5
    assert library_copies.show(desk, "B0005").status is CopyStatus.repair
    assert library_copies.show(desk, "B0001").label_printed


def test_a_box_is_not_received_unscanned(desk):
    an_announced_box(desk)

    with pytest.raises(errors.BoxNothingScanned):
        box_arrival.receive(desk, "KB-01")


def test_receiving_is_taken_back_whole(desk):
    _agency, view = an_announced_box(desk)
    for n in (1, 2, 4):
        box_arrival.check(desk, view.id, f"B000{n}")
    before = everything(desk)
    done = box_arrival.receive(desk, view.id)

    undoing.undo(desk, done.act_id)

    assert everything(desk) == before


def test_receiving_stays_once_a_copy_was_lent(desk):
    _agency, view = an_announced_box(desk)
    box_arrival.check(desk, view.id, "B0001")
    done = box_arrival.receive(desk, view.id)
    a_loan(desk, number="B0001")

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, done.act_id)


def test_titles_that_are_here_are_not_made_again(desk):
    a_title(desk, "Kisah Hulu 1", people=("Sari Wulan",))
    a_title(desk, "Sungai", isbn="978-602-00-0001-5")
    agency = a_known_agency(desk)
    given = (*copies(3), replace(copies(4)[3], title="Sungai!", isbn="9786020000015"))
    view = take(desk, a_box(agency, *given)).view
    for each in given:
        box_arrival.check(desk, view.id, each.number)

    done = box_arrival.receive(desk, view.id)

    assert done.titles == 0
    assert catalogue.count(desk) == 2


def test_a_boxed_copy_is_lent_and_counts_as_used(desk):
    a_box_here(desk)

    a_loan(desk, number="B0001")

    assert figure(desk, "copies_used") == 1
    assert figure(desk, "titles_used") == 1
    assert figure(desk, "loans_owner_agency") == 1


def test_a_loan_never_runs_past_the_boxs_day(desk):
    last = TODAY + timedelta(days=2)
    a_box_here(desk, due_on=last)

    slip = a_loan(desk, number="B0001")

    assert slip.due_on == last
    assert "owner" in [str(reason.shift) for reason in slip.due.reasons]


def test_a_number_that_we_have_already_gets_the_boxs_before_it(desk):
    a_copy(desk, "B0002", title="Milik Desa")
    _agency, view = an_announced_box(desk)
    for each in copies(6):
        box_arrival.check(desk, view.id, each.number)

    done = box_arrival.receive(desk, view.id)

    assert done.renumbered == (("B0002", "KB-01-B0002"),)
    renamed = library_copies.show(desk, "KB-01-B0002")
    assert renamed.title == "Kisah Hulu 1"
    assert not renamed.label_printed
    assert library_copies.show(desk, "B0002").title == "Milik Desa"


def test_a_copy_that_was_missing_turns_up(desk):
    _agency, view = a_box_here(desk, missing=("B0006",))

    done = box_arrival.check(desk, view.id, "B0006")

    assert (done.view.here, done.view.missing) == (6, 0)
    assert a_loan(desk, number="B0006").barcode == "B0006"


def test_turning_up_is_taken_back(desk):
    _agency, view = a_box_here(desk, missing=("B0006",))
    before = everything(desk)
    done = box_arrival.check(desk, view.id, "B0006")

    undoing.undo(desk, done.act_id)

    assert everything(desk) == before


# --- before its file ---


def test_a_box_before_its_file_is_scanned_in_and_lent(desk):
    early = box_arrival.begin_early(desk, "KB-01", owner="Dinas Perpustakaan Contoh")
    box_arrival.check(desk, early.view.id, "B0001")
    box_arrival.check(desk, early.view.id, "B0002", title="Perahu")

    assert a_loan(desk, number="B0001").title == "Copy B0001 of box KB-01"
    assert a_loan(desk, number="B0002").title == "Perahu"


def test_its_file_finds_it_by_its_number(desk):
    early = box_arrival.begin_early(desk, "kb-01", owner="Dinas")
    for number in ("B0001", "B0002", "X-9"):
        box_arrival.check(desk, early.view.id, number)
    agency = a_known_agency(desk)

    done = take(desk, a_box(agency, *copies(3)))

    assert done.was_here
    view = done.view
    assert (view.state, view.has_file, view.number) == (BoxState.here, True, "KB-01")
    assert (view.here, view.missing, view.extra) == (2, 1, 1)
    assert view.owner == "Dinas Perpustakaan Contoh"
    assert library_copies.show(desk, "B0001").title == "Kisah Hulu 1"
    assert a_loan(desk, number="B0001", on=None).due_on <= DUE


def test_finding_it_is_taken_back(desk):
    early = box_arrival.begin_early(desk, "KB-01", owner="Dinas")
    box_arrival.check(desk, early.view.id, "B0001")
    done = take(desk, a_box(a_known_agency(desk), *copies(3)))

    undoing.undo(desk, done.act_id)

    (view,) = boxes.listed(desk)
    assert (view.id, view.has_file, view.extra, view.listed) == (early.view.id, False, 1, 0)
    assert view.due_on is None


def test_two_boxes_of_one_number_are_not_here_at_once(desk):
    an_announced_box(desk)

    with pytest.raises(errors.BoxHereAlready):
        box_arrival.begin_early(desk, "kb-01")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [({"number": " "}, errors.BoxNumberMissing), ({"number": "K"}, errors.BoxOwnerMissing)],
)
def test_a_box_without_its_file_says_its_number_and_owner(desk, facts, refusal):
    with pytest.raises(refusal):
        box_arrival.begin_early(desk, **facts)


# --- a newer file ---


def test_a_newer_file_moves_the_day_of_every_copy(desk):
    agency, view = a_box_here(desk, 3)
    later = date(2027, 5, 1)

    done = take(desk, a_box(agency, *copies(4), uid=view.id, due_on=later))

    assert done.renewed
    assert done.view.due_on == later
    assert done.view.missing == 1
    assert a_loan(desk, number="B0001").due_on <= later


def test_a_newer_file_is_taken_back(desk):
    agency, view = a_box_here(desk, 3)
    done = take(desk, a_box(agency, *copies(4), uid=view.id, due_on=date(2027, 5, 1)))

    undoing.undo(desk, done.act_id)

    back = boxes.show(desk, view.id).view
    assert (back.due_on, back.listed) == (DUE, 3)


# --- going back ---


def test_a_box_goes_back_whole(desk):
    _agency, view = a_box_here(desk, 3)
    box_return.begin(desk, view.id)
    for each in copies(3):
        box_return.pack(desk, view.id, each.number)

    done = box_return.finish(desk, view.id)

    assert done.view.state is BoxState.returned
    assert done.view.returned_on == TODAY
    assert [each.came for each in box_return.return_lines(desk, view.id)] == ["found"] * 3
    assert figure(desk, "copies_borrowed") == 0
    with pytest.raises(errors.CopyNotForLoan):
        a_loan(desk, number="B0001")


def test_nothing_goes_back_while_it_is_lent(desk):
    _agency, view = a_box_here(desk, 3)
    member = a_member(desk)
    a_loan(desk, member, "B0002")
    box_return.begin(desk, view.id)

    with pytest.raises(errors.BoxCopyOut):
        box_return.pack(desk, view.id, "B0002")
    with pytest.raises(errors.BoxStillOut):
        box_return.finish(desk, view.id)

    (out,) = box_return.missing_list(desk, view.id).still_out()
    assert (out.number, out.card) == ("B0002", member.card)


def test_a_lost_copy_goes_back_as_missing(desk):
    _agency, view = a_box_here(desk, 3)
    a_loan(desk, number="B0002")
    circulation.give_back(desk, "B0002", ending=LoanEnding.lost)
    box_return.begin(desk, view.id)
    box_return.pack(desk, view.id, "B0001")
    box_return.pack(desk, view.id, "B0003", how=BoxLeaving.damaged)

    box_return.finish(desk, view.id)

    came = {each.number: each.came for each in box_return.return_lines(desk, view.id)}
    assert came == {"B0001": "found", "B0002": "missing", "B0003": "damaged"}


def test_a_copy_on_the_ready_shelf_stays_there(desk):
    _agency, view = a_box_here(desk, 1)
    a_loan(desk, number="B0001")
    title = library_copies.show(desk, "B0001").title_id
    holds.place(desk, a_member(desk).card, title)
    circulation.give_back(desk, "B0001")
    box_return.begin(desk, view.id)

    with pytest.raises(errors.CopyHeldForOther):
        box_return.pack(desk, view.id, "B0001")


def test_a_copy_in_the_box_is_not_lent(desk):
    _agency, view = a_box_here(desk, 3)
    box_return.begin(desk, view.id)
    box_return.pack(desk, view.id, "B0001")

    with pytest.raises(errors.CopyNotForLoan):
        a_loan(desk, number="B0001")


def test_every_step_of_a_return_is_taken_back(desk):
    _agency, view = a_box_here(desk, 3, missing=("B0003",))
    before = everything(desk)
    box_return.begin(desk, view.id)
    box_return.pack(desk, view.id, "B0001")
    box_return.finish(desk, view.id)

    for _step in range(3):
        undoing.undo_last(desk)

    assert everything(desk) == before


def test_a_foreign_copy_does_not_go_with_the_box(desk):
    _agency, view = a_box_here(desk, 3)
    box_return.begin(desk, view.id)

    with pytest.raises(errors.BoxCopyForeign):
        box_return.pack(desk, view.id, a_copy(desk))


def test_the_same_box_comes_again_later(desk):
    agency, view = a_box_here(desk, 3)
    box_return.begin(desk, view.id)
    for each in copies(3):
        box_return.pack(desk, view.id, each.number)
    box_return.finish(desk, view.id)
    again = take(desk, a_box(agency, *copies(3), uid=view.id, due_on=date(2027, 8, 1)))
    for each in copies(3):
        box_arrival.check(desk, again.view.id, each.number)

    done = box_arrival.receive(desk, again.view.id)

    assert done.renumbered == ()
    assert done.titles == 0
    assert len(boxes.listed(desk)) == 2
    assert a_loan(desk, number="B0001").barcode == "B0001"
    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, box_return_act(desk))


def box_return_act(desk):
    asked = "SELECT id FROM journal_act WHERE kind = 'return_box' ORDER BY row DESC LIMIT 1"
    return desk.session.connection().execute(text(asked)).scalar_one()


# --- all together ---


def test_two_thousand_copies_in_seconds(desk):
    begun = time.monotonic()
    _agency, view = an_announced_box(desk, 2_000)
    desk.session.execute(text("UPDATE box_line SET arrived = 'here'"))
    desk.session.expire_all()

    done = box_arrival.receive(desk, view.id)

    assert done.view.here == 2_000
    assert done.titles == 667
    box_return.begin(desk, view.id)
    box_return.finish(desk, view.id)
    assert len(box_return.return_lines(desk, view.id)) == 2_000
    assert time.monotonic() - begun < 60


def test_the_check_survives_a_power_cut_after_any_scan(library):
    with library.changing() as desk:
        an_announced_box(desk)
    with library.changing() as desk:
        box_arrival.check(desk, "KB-01", "B0001")
    with suppress(ZeroDivisionError), library.changing() as desk:
        box_arrival.check(desk, "KB-01", "B0002")
        raise ZeroDivisionError

    with library.reading() as desk:
        view = boxes.show(desk, "KB-01").view

    assert (view.here, view.unchecked) == (1, 5)


def test_an_aide_sees_no_box(desk):
    an_announced_box(desk)
    aide = acting_as(desk, Role.aide)

    for verb in (
        boxes.listed,
        lambda d: boxes.show(d, "KB-01"),
        lambda d: box_return.begin(d, "x"),
    ):
        with pytest.raises(errors.NotAllowed):
            verb(aide)


def test_a_prison_knows_cards_and_no_names(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        _agency, view = a_box_here(desk, 3)
        member = a_member(desk)
        with pytest.raises(errors.TitleNotScreened):
            a_loan(desk, member, "B0001")
        title = library_copies.show(desk, "B0001").title_id
        screening.decide(desk, (title,), ScreeningResult.passed)
        a_loan(desk, member, "B0001")

        (out,) = boxes.show(desk, view.id).still_out()

        assert out.card == member.card
    library.close()


def test_an_overdue_box_is_told(desk):
    _agency, view = a_box_here(desk, due_on=TODAY - timedelta(days=1))

    assert view.is_overdue(at(desk).today)


def test_a_killed_check_goes_on_where_it_was(library):
    with library.changing() as desk:
        an_announced_box(desk)
    library.close()
    script = Path(__file__).with_name("hold_a_box.py")

    killed = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(script), str(library.path)], capture_output=True, check=False
    )

    assert killed.returncode == -9
    assert killed.stdout.split() == [b"B0001", b"B0002", b"B0003"]
    again = open_library(library.path)
    with again.changing() as desk:
        box_arrival.check(desk, "KB-01", "B0004")
        view = box_arrival.receive(desk, "KB-01").view
        flaws = check.examine(desk).flaws
    again.close()
    assert (view.here, view.missing, flaws) == (4, 2, ())


def test_the_catalogue_says_in_which_box_a_copy_came(desk):
    a_box_here(desk, 3)

    (line,) = catalogue.find(desk, "kb-01")
    shown = {copy.number: (copy.box, copy.back_by) for copy in catalogue.show(desk, line.id).copies}

    assert shown == dict.fromkeys(("B0001", "B0002", "B0003"), ("KB-01", DUE))


def test_the_catalogue_forgets_the_box_once_it_went(desk):
    _agency, view = a_box_here(desk, 1)
    title = library_copies.show(desk, "B0001").title_id
    box_return.begin(desk, view.id)
    box_return.finish(desk, view.id)

    assert catalogue.find(desk, "KB-01") == ()
    assert [copy.box for copy in catalogue.show(desk, title).copies] == [""]


def test_a_house_may_let_boxes_pass_and_take_that_back(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        house_rules.save(desk, replace(house_rules.show(desk), boxes_pass=True))
        _agency, view = an_announced_box(desk, 3)
        for each in copies(3):
            box_arrival.check(desk, view.id, each.number)
        before = everything(desk)
        done = box_arrival.receive(desk, view.id)
        title = library_copies.show(desk, "B0001").title_id
        assert screening.of_title(desk, title) is ScreeningResult.passed

        undoing.undo(desk, done.act_id)

        assert everything(desk) == before
        assert desk.session.execute(text("SELECT count(*) FROM screening")).scalar_one() == 0
    library.close()
