"""Aides' accounts end with who works at the desk."""

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ResidentState, Role
from jukung.library import aides, leaving, moves, staff, undoing
from jukung.library.desk import STAFF_CHANGED
from jukung.library.moves import Change
from makers import a_library, a_member
from prison_makers import goes


@pytest.fixture
def inside(home, tmp_path):
    opened = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with opened.changing() as desk:
        yield desk
    opened.close()


def test_an_aides_account_ends_when_the_resident_leaves(inside):
    member = a_member(inside)
    aide = staff.add(inside, "", Role.aide)
    aides.tie(inside, aide.id, member.card)

    goes(inside, member)

    assert [each.name for each in staff.listed(inside)] == ["Siti"]
    assert [(each.card, each.active) for each in aides.listed(inside)] == [("", False)]


def test_another_aide_stays(inside):
    first, second = staff.add(inside, "", Role.aide), staff.add(inside, "", Role.aide)
    leaves, stays = a_member(inside), a_member(inside)
    aides.tie(inside, first.id, leaves.card)
    aides.tie(inside, second.id, stays.card)

    goes(inside, leaves)

    assert [each.card for each in aides.listed(inside)] == [stays.card, ""]


def test_a_card_is_untied_again(inside):
    aide, member = staff.add(inside, "", Role.aide), a_member(inside)
    aides.tie(inside, aide.id, member.card)

    tied = aides.tie(inside, aide.id, "")
    goes(inside, member)

    assert (tied.card, aides.listed(inside)[0].active) == ("", True)


def test_only_aides_are_tied_to_cards_that_are_here(inside):
    officer, aide = staff.listed(inside)[0], staff.add(inside, "", Role.aide)
    gone = a_member(inside)
    goes(inside, gone)

    with pytest.raises(errors.NotAnAide):
        aides.tie(inside, officer.id, gone.card)
    with pytest.raises(errors.MemberLeft):
        aides.tie(inside, aide.id, gone.card)


def tied_aide(desk):
    """A resident who works at the desk; gives the account and who it is."""
    aide, member = staff.add(desk, "", Role.aide), a_member(desk)
    aides.tie(desk, aide.id, member.card)
    return aide, member


def accounts(desk):
    return [(each.card, each.active) for each in aides.listed(desk)]


def gone(desk, member, state=ResidentState.released):
    return moves.record(desk, (Change(member.row, state=state),)).act_id


def test_an_aide_works_on_after_a_mistaken_release_was_undone(inside):
    _aide, member = tied_aide(inside)
    act = gone(inside, member)
    inside.session.info.pop(STAFF_CHANGED)

    undoing.undo(inside, act)

    assert accounts(inside) == [(member.card, True)]
    assert inside.session.info[STAFF_CHANGED]


def test_an_account_opened_again_by_hand_is_not_tied_by_an_undoing(inside):
    aide, member = tied_aide(inside)
    act = gone(inside, member)
    staff.edit(inside, aide.id, name="", role=Role.aide)

    undoing.undo(inside, act)

    assert accounts(inside) == [("", True)]


def test_an_account_of_who_was_let_back_by_mistake_ends_again(inside):
    member = a_member(inside)
    gone(inside, member)
    back = gone(inside, member, ResidentState.present)
    aides.tie(inside, staff.add(inside, "", Role.aide).id, member.card)

    undoing.undo(inside, back)

    assert accounts(inside) == [("", False)]


def test_an_account_closed_by_a_release_names_no_card_after_erasing(inside):
    _aide, member = tied_aide(inside)
    goes(inside, member)

    leaving.erase(inside, member.id)

    said = inside.session.execute(text("SELECT detail FROM journal_detail")).scalars().all()
    assert not [each for each in said if member.card in each]
