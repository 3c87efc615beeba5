"""What happened to one copy."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.library import circulation, copies, copy_history, holds, in_house, undoing
from jukung.library.copies import CopyDraft
from jukung.library.copy_history import Happening
from makers import TODAY, a_copy, a_loan, a_member, a_title, acting_as, at


@pytest.fixture
def copy(desk):
    return a_copy(desk, "K1", title_id=a_title(desk, "Rawa"))


def told(desk):
    return [line.what for line in copy_history.of_copy(desk, "K1")]


@pytest.mark.usefixtures("copy")
def test_a_new_copy_was_registered(desk):
    assert told(desk) == [Happening.registered]


@pytest.mark.usefixtures("copy")
def test_a_copy_remembers_who_had_it(desk):
    a_loan(desk, a_member(desk, "Sarah", card="A1"), "K1")
    circulation.give_back(at(desk, TODAY.replace(day=25)), "K1")

    first = copy_history.of_copy(desk, "K1")[0]

    assert (first.what, first.card, first.name) == (Happening.lent, "A1", "Sarah")
    assert (first.on, first.until_on, first.ending) == (TODAY, TODAY.replace(day=25), "returned")


@pytest.mark.usefixtures("copy")
def test_reading_here_setting_aside_and_changes_are_told(desk):
    in_house.use(desk, "K1")
    a_loan(at(desk, TODAY.replace(day=23)), a_member(desk), "K1")
    title = copies.show(desk, "K1").title_id
    holds.place(desk, a_member(desk, card="A2").card, title)
    circulation.give_back(at(desk, TODAY.replace(day=24)), "K1")
    copies.edit(at(desk, TODAY.replace(day=26)), copies.show(desk, "K1").id, CopyDraft())

    assert told(desk) == [
        Happening.changed,
        Happening.set_aside,
        Happening.lent,
        Happening.read_here,
        Happening.registered,
    ]


@pytest.mark.usefixtures("copy")
def test_a_lost_copy_says_so(desk):
    a_loan(desk, a_member(desk), "K1")
    circulation.lose(desk, "K1")

    lines = copy_history.of_copy(desk, "K1")

    assert Happening.lent in {line.what for line in lines}
    assert "lost" in {line.ending for line in lines}


@pytest.mark.usefixtures("copy")
def test_what_was_undone_did_not_happen(desk):
    a_loan(desk, a_member(desk), "K1")
    undoing.undo_last(desk)

    assert told(desk) == [Happening.registered]


@pytest.mark.usefixtures("copy")
def test_a_loan_that_forgot_its_reader_names_nobody(desk):
    from sqlalchemy import text  # noqa: PLC0415 - only here

    a_loan(desk, a_member(desk), "K1")
    circulation.give_back(desk, "K1")
    desk.session.execute(text("UPDATE loan SET borrower = NULL"))

    first = copy_history.of_copy(desk, "K1")[0]

    assert (first.what, first.card, first.name) == (Happening.lent, "", "")


def test_an_unknown_copy_has_no_history(desk):
    with pytest.raises(errors.CopyUnknown):
        copy_history.of_copy(desk, "K9")


@pytest.mark.usefixtures("copy")
def test_an_aide_does_not_see_who_had_a_copy(desk):
    with pytest.raises(errors.NotAllowed):
        copy_history.of_copy(acting_as(desk, Role.aide), "K1")
