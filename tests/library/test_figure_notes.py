"""Notes to a month's figures: typed, changed, taken away, undone."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.months import Month
from jukung.library import figure_notes, journal, undoing
from makers import TODAY, at

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def noted(desk, month=OCTOBER):
    return {
        code: (note.value, note.words) for code, note in figure_notes.notes(desk, month).items()
    }


def test_a_note_has_a_number_or_words_or_both(desk):
    figure_notes.note(desk, OCTOBER, "visits", value=40, words=" Buku tamu basah ")
    figure_notes.note(desk, OCTOBER, "loans", value=None, words="Libur panjang")
    figure_notes.note(desk, OCTOBER, "boxes_received", value=0, words="")

    assert noted(desk) == {
        "visits": (40, "Buku tamu basah"),
        "loans": (None, "Libur panjang"),
        "boxes_received": (0, ""),
    }
    assert noted(desk, NOVEMBER) == {}


def test_a_later_note_takes_the_place_of_one_and_an_empty_one_takes_it_away(desk):
    figure_notes.note(desk, OCTOBER, "visits", value=40, words="")
    figure_notes.note(desk, OCTOBER, "visits", value=41, words="Hitung ulang")
    assert noted(desk) == {"visits": (41, "Hitung ulang")}

    figure_notes.note(desk, OCTOBER, "visits", value=None, words=" ")

    assert noted(desk) == {}


def test_undoing_gives_back_what_was_noted_before(desk):
    figure_notes.note(desk, OCTOBER, "visits", value=40, words="Perkiraan")
    changed = figure_notes.note(desk, OCTOBER, "visits", value=41, words="Hitung ulang")

    undoing.undo(desk, changed)
    assert noted(desk) == {"visits": (40, "Perkiraan")}
    undoing.undo_last(desk)

    assert noted(desk) == {}


def test_undoing_gives_back_a_note_that_was_taken_away(desk):
    figure_notes.note(desk, OCTOBER, "visits", value=40, words="Perkiraan")
    gone = figure_notes.note(desk, OCTOBER, "visits", value=None, words="")

    undoing.undo(desk, gone)

    assert noted(desk) == {"visits": (40, "Perkiraan")}


@pytest.mark.parametrize("later", [42, None])
def test_a_note_that_was_changed_since_is_not_undone(desk, later):
    first = figure_notes.note(desk, OCTOBER, "visits", value=40, words="")
    figure_notes.note(desk, OCTOBER, "visits", value=later, words="")

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, first)


def test_the_words_of_a_note_are_not_among_what_is_kept_for_ever(desk):
    act = figure_notes.note(desk, OCTOBER, "visits", value=40, words="Pak Rahman sakit")
    facts = desk.session.execute(
        text("SELECT facts FROM journal_act WHERE id = :id"), {"id": act}
    ).scalar_one()
    desk.session.execute(text("DELETE FROM journal_detail"))

    assert "Rahman" not in facts
    assert journal.walk(desk).broken_at is None
    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act)


@pytest.mark.parametrize(
    ("month", "code", "value", "words", "refusal"),
    [
        (OCTOBER, "Visits!", 1, "", errors.FigureUnknown),
        (OCTOBER, "", 1, "", errors.FigureUnknown),
        (OCTOBER, "visits", -1, "", errors.CountOutOfRange),
        (OCTOBER, "visits", 10**9, "", errors.CountOutOfRange),
        (OCTOBER, "visits", 1, "x" * 501, errors.NoteTooLong),
        (Month(2026, 12), "visits", 1, "", errors.MonthNotBegun),
        (Month(1990, 1), "visits", 1, "", errors.MonthTooLongAgo),
    ],
)
def test_what_cannot_be_a_note_is_refused(desk, month, code, value, words, refusal):
    with pytest.raises(refusal):
        figure_notes.note(desk, month, code, value=value, words=words)

    assert noted(desk, month) == {}


def test_the_month_that_runs_can_be_noted(desk):
    figure_notes.note(at(desk, TODAY + timedelta(days=1)), NOVEMBER, "visits", value=1, words="")

    assert noted(desk, NOVEMBER) == {"visits": (1, "")}
