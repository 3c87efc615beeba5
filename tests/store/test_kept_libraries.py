"""Library files that older programs wrote open as they were."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from jukung.domain.kinds import ActKind, PrintWhat
from jukung.library import (
    blank_numbers,
    card_faces,
    check,
    copies,
    letters,
    print_runs,
    undoing,
)
from jukung.library.desk import open_library

KEPT = sorted((Path(__file__).parents[1] / "kept" / "library").glob("*.jukung"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def old(request, tmp_path, home):
    path = tmp_path / request.param.name
    shutil.copyfile(request.param, path)
    opened = open_library(path)
    yield opened
    opened.close()


def test_a_kept_library_opens_whole(old):
    with old.reading() as desk:
        flaws = check.examine(desk).flaws

    assert flaws == ()


def test_a_kept_library_has_its_loans(old):
    with old.reading() as desk:
        rows = desk.session.execute(
            text(
                "SELECT c.number, b.card, l.renewals, l.returned_on IS NULL, l.cancel_act IS NULL "
                "FROM loan l JOIN copy c ON c.row = l.copy JOIN borrower b ON b.row = l.borrower "
                "ORDER BY l.row"
            )
        ).all()

    assert [tuple(row) for row in rows] == [
        ("K1", "A1", 1, 1, 1),
        ("K2", "A1", 0, 1, 1),
        ("K3", "A2", 0, 0, 1),
        ("K4", "A2", 0, 1, 0),
    ]


def test_who_was_suspended_still_is(old):
    with old.reading() as desk:
        rows = desk.session.execute(
            text(
                "SELECT b.card, s.kind, s.until_on FROM sanction s "
                "JOIN borrower b ON b.row = s.borrower WHERE s.lift_act IS NULL"
            )
        ).all()

    assert [tuple(row) for row in rows] == [("A4", "suspension", None)]


def test_a_kept_library_has_who_waited(old):
    with old.reading() as desk:
        rows = desk.session.execute(
            text(
                "SELECT h.state, b.card, c.number FROM hold h "
                "JOIN borrower b ON b.row = h.borrower JOIN copy c ON c.title = h.title"
            )
        ).all()

    # The first file is older than holds.
    waited = [("waiting", "A2", "K1")]
    assert [tuple(row) for row in rows] == ([] if old.path.stem == "v1" else waited)


def test_in_a_kept_library_nothing_waits_for_the_printer_and_all_needs_its_label(old):
    with old.reading() as desk:
        needs = copies.without_label_count(desk, what=PrintWhat.spine)
        runs = print_runs.waiting(desk)
        blank = blank_numbers.count(desk)
        written = letters.register(desk, year=2026)
        cards = card_faces.without_card_count(desk)

    assert (needs, cards) == (6, 3)
    assert (runs, blank, written) == ((), 0, ())


def test_a_kept_library_prints_and_takes_it_back(old):
    with old.changing() as desk:
        ids = [copy.id for copy in copies.with_numbers(desk, ("K1", "K2"))]
        run = print_runs.queue(
            desk, PrintWhat.both, sheet="tj-107", start_cell=1, subjects=ids, choices={}
        )
        print_runs.confirm(desk, run.id, labels=2, cells=30)
        printed = copies.of_ids(desk, ids)
        undoing.undo_last(desk, kinds=frozenset({ActKind.print_labels}))
        after = copies.of_ids(desk, ids)

    assert {(copy.label_printed, copy.spine_printed) for copy in printed} == {(True, True)}
    assert {copy.spine_printed for copy in after} == {False}
