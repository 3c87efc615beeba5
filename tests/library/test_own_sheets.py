import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.library import own_sheets


def test_sheets_are_kept_by_name(desk):
    own_sheets.save(desk, " Stiker Rawa ", 'title = "Stiker Rawa"\n')
    own_sheets.save(desk, "Gulungan", 'title = "Gulungan"\n')

    assert own_sheets.every(desk) == (
        ("Gulungan", 'title = "Gulungan"\n'),
        ("Stiker Rawa", 'title = "Stiker Rawa"\n'),
    )


def test_a_sheet_saved_again_is_changed(desk):
    own_sheets.save(desk, "Gulungan", "old")

    own_sheets.save(desk, "Gulungan", "new")

    assert own_sheets.every(desk) == (("Gulungan", "new"),)


def test_a_sheet_is_removed(desk):
    own_sheets.save(desk, "Gulungan", "old")

    own_sheets.remove(desk, "Gulungan")

    assert own_sheets.every(desk) == ()


def test_a_sheet_needs_a_name(desk):
    with pytest.raises(errors.NameMissing):
        own_sheets.save(desk, "  ", "new")


def test_an_unknown_sheet_is_refused_with_those_there_are(desk):
    own_sheets.save(desk, "Gulungan", "old")

    with pytest.raises(errors.SheetUnknown) as refused:
        own_sheets.remove(desk, "Stiker")

    assert refused.value.facts == {"sheet": "Stiker", "known": "Gulungan"}


def test_the_journal_keeps_what_a_sheet_was(desk):
    own_sheets.save(desk, "Gulungan", "old")
    own_sheets.save(desk, "Gulungan", "new")
    own_sheets.remove(desk, "Gulungan")

    said = desk.session.execute(
        text(
            "SELECT e.verb, d.detail FROM journal_entry e JOIN journal_detail d USING (seq) "
            "WHERE e.noun = 'own_sheet' ORDER BY e.seq"
        )
    ).all()

    assert [tuple(row) for row in said] == [
        ("save", '{"is": "old"}'),
        ("save", '{"is": "new", "was": "old"}'),
        ("remove", '{"was": "new"}'),
    ]
