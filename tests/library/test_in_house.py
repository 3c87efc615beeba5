"""Copies read in the building, counted by scanning."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CollectionKind, CopyStatus
from jukung.library import in_house, journal, overview, undoing
from makers import TODAY, a_copy, a_library, a_loan, a_title

USES = text(
    "SELECT on_day, class_main, collection_kind, owner_kind FROM in_house_use "
    "WHERE cancel_act IS NULL"
)


def uses(desk):
    return [tuple(row) for row in desk.session.execute(USES)]


def test_a_copy_read_here_is_counted_with_what_the_figures_need(desk):
    title_id = a_title(desk, "Rawa", class_number="2X4")
    number = a_copy(desk, "K1", title_id=title_id, kind=CollectionKind.reference)

    slip = in_house.use(desk, number)

    assert (slip.action, slip.barcode, slip.title) == (ActKind.use_in_house, "K1", "Rawa")
    assert (slip.loan_id, slip.card, slip.overdue_days) == ("", "", 0)
    assert uses(desk) == [("2026-11-22", "2X", "reference", "own")]
    assert overview.day_counts(desk).in_house == 1


def test_each_scan_counts_once_more(desk):
    a_copy(desk, "K1")

    for _ in range(3):
        in_house.use(desk, " k1 ")

    assert len(uses(desk)) == 3


@pytest.mark.parametrize("status", [CopyStatus.reading_room, CopyStatus.repair])
def test_what_is_not_lent_is_read_here_all_the_same(desk, status):
    in_house.use(desk, a_copy(desk, status=status))

    assert len(uses(desk)) == 1


def test_a_copy_that_is_out_cannot_be_read_here(desk):
    slip = a_loan(desk)

    with pytest.raises(errors.CopyOnLoan) as refused:
        in_house.use(desk, slip.barcode)

    assert refused.value.due_on == slip.due_on
    assert uses(desk) == []


@pytest.mark.parametrize(
    ("typed", "on", "refusal"),
    [
        ("K9", None, errors.CopyUnknown),
        ("K1", TODAY + timedelta(days=1), errors.DayInFuture),
        ("K1", date(1999, 1, 1), errors.DayTooLongAgo),
    ],
)
def test_what_cannot_have_been_read_is_refused(desk, typed, on, refusal):
    a_copy(desk, "K1")

    with pytest.raises(refusal):
        in_house.use(desk, typed, on=on)


def test_a_day_before_is_counted_for_that_day(desk):
    in_house.use(desk, a_copy(desk), on=date(2026, 11, 20))

    assert uses(desk)[0][0] == "2026-11-20"
    assert overview.day_counts(desk).in_house == 0


def test_an_undone_reading_is_not_counted(desk):
    in_house.use(desk, a_copy(desk, "K1", title="Rawa"))

    undone = undoing.undo_last(desk)

    assert (undone.kind, undone.barcode, undone.title, undone.card) == (
        ActKind.use_in_house,
        "K1",
        "Rawa",
        "",
    )
    assert uses(desk) == []


def test_a_reading_inside_a_batch_belongs_to_its_act(desk):
    a_copy(desk, "K1")
    act = journal.begin(desk, ActKind.late_entry)

    in_house.write_use(desk, act, copy=1, on=date(2026, 11, 2))

    assert uses(desk)[0][0] == "2026-11-02"


def test_a_prison_counts_what_was_read_and_not_by_whom(tmp_path):
    library = a_library(tmp_path, kind="prison")
    with library.changing() as desk:
        in_house.use(desk, a_copy(desk))

        columns = {row[1] for row in desk.session.execute(text("PRAGMA table_info(in_house_use)"))}

        assert "borrower" not in columns
        assert len(uses(desk)) == 1
    library.close()
