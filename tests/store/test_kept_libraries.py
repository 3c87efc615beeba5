"""Library files that older programs wrote open as they were."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from jukung.library import check
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
