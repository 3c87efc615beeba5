from datetime import timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import Role, ServiceKind
from jukung.library import services, undoing
from makers import TODAY, acting_as, at

READ, LEND, NET = ServiceKind.read_here, ServiceKind.lending, ServiceKind.internet
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def test_a_service_is_offered_from_the_day_on_which_it_is_said(desk):
    services.save(desk, {READ, LEND})

    assert services.offered(desk, TODAY) == {READ, LEND}
    assert services.offered(desk, YESTERDAY) == frozenset()


def test_a_service_that_goes_was_offered_until_the_day_before(desk):
    services.save(desk, {READ, NET})

    services.save(at(desk, TOMORROW), {READ})

    assert services.offered(desk, TODAY) == {READ, NET}
    assert services.offered(desk, TOMORROW) == {READ}


def test_a_box_ticked_and_unticked_on_one_day_was_nothing(desk):
    services.save(desk, {NET})

    services.save(desk, ())

    assert services.offered(desk, TODAY) == frozenset()


def test_a_service_that_comes_back_the_next_day_made_no_pause(desk):
    services.save(desk, {NET})
    services.save(at(desk, TOMORROW), ())

    services.save(at(desk, TOMORROW), {NET})

    assert services.offered(desk, TODAY) == services.offered(desk, TOMORROW) == {NET}


def test_a_choice_is_taken_back(desk):
    services.save(desk, {READ, NET})
    act_id = services.save(at(desk, TOMORROW), {READ, LEND})

    undoing.undo(desk, act_id)

    assert services.offered(desk, TOMORROW) == {READ, NET}


def test_a_choice_under_another_is_not_taken_back(desk):
    act_id = services.save(desk, {READ})
    services.save(desk, {LEND})

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, act_id)


def test_what_a_keeper_decided_an_assistant_does_not_take_back(desk):
    act_id = services.save(desk, {READ})
    assistant = acting_as(desk, Role.assistant)

    with pytest.raises(errors.NotAllowed):
        services.save(assistant, ())
    with pytest.raises(errors.NotAllowed):
        undoing.undo(assistant, act_id)
