"""What a house does not let out: traits of copies, and loans nobody permitted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jukung.domain import errors
from jukung.domain.kinds import (
    CollectionKind,
    CopyTrait,
    PermissionRule,
    PermissionState,
    Role,
    ScreeningResult,
    SlipAct,
)
from jukung.domain.typed import TypedSlip
from jukung.library import (
    circulation,
    copies,
    forgetting,
    house_rules,
    late_entry,
    leaving,
    permissions_asked,
    screening,
    traits,
    undoing,
)
from jukung.library.house_rules import HouseRules
from makers import TODAY, a_copy, a_library, a_member, acting_as
from prison_makers import goes

EVERY = HouseRules(permission=PermissionRule.every)


@pytest.fixture
def inside(home, tmp_path):
    opened = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with opened.changing() as desk:
        yield desk
    opened.close()


@pytest.fixture
def aide(inside):
    return acting_as(inside, Role.aide, name="Aide 1")


def states(desk):
    return [(line.card, line.state) for line in permissions_asked.listed(desk)]


def test_a_hard_cover_stays_where_the_house_says_so(inside):
    number, card = a_copy(inside), a_member(inside).card
    traits.mark(inside, [number], [CopyTrait.hard_cover, CopyTrait.map])
    house_rules.save(inside, HouseRules(traits_refused=frozenset({CopyTrait.hard_cover})))

    with pytest.raises(errors.TraitNotAllowed) as refused:
        circulation.lend(inside, card, number)

    assert refused.value.facts == {"barcode": number, "trait": CopyTrait.hard_cover}


def test_a_trait_nobody_minds_goes_out(inside):
    number, card = a_copy(inside), a_member(inside).card
    traits.mark(inside, [number], [CopyTrait.hard_cover])

    slip = circulation.lend(inside, card, number)

    assert slip.barcode == number


def test_marks_of_several_copies_are_one_act_and_taken_back_together(inside):
    numbers = [a_copy(inside), a_copy(inside)]
    traits.mark(inside, numbers[:1], [CopyTrait.disc])
    act = traits.mark(inside, numbers, [CopyTrait.disc, CopyTrait.staples])

    undoing.undo(inside, act)

    assert [traits.of_copy(inside, each) for each in numbers] == [{CopyTrait.disc}, frozenset()]


def test_nothing_is_marked_twice(inside):
    number = a_copy(inside)
    traits.mark(inside, [number], [CopyTrait.disc])

    with pytest.raises(errors.NothingChanges):
        traits.mark(inside, [number], [CopyTrait.disc])


def test_an_aide_asks_an_officer_permits_and_the_permission_is_used_once(inside, aide):
    number, card = a_copy(inside), a_member(inside).card
    house_rules.save(inside, EVERY)
    with pytest.raises(errors.PermissionNeeded):
        circulation.lend(aide, card, number)

    asked = permissions_asked.ask(aide, card, number)
    with pytest.raises(errors.PermissionWaits):
        circulation.lend(aide, card, number)
    permissions_asked.answer(inside, [asked.id], granted=True)
    circulation.lend(aide, card, number)
    circulation.give_back(aide, number)

    assert states(inside) == []
    with pytest.raises(errors.PermissionNeeded):
        circulation.lend(aide, card, number)


def test_a_question_asked_twice_is_one_question(inside, aide):
    number, card = a_copy(inside), a_member(inside).card
    house_rules.save(inside, EVERY)

    first = permissions_asked.ask(aide, card, number)
    second = permissions_asked.ask(aide, card, number)

    assert first.id == second.id
    assert states(inside) == [(card, PermissionState.asked)]


def test_an_aide_renews_what_an_officer_permitted(inside, aide):
    house_rules.save(inside, HouseRules(permission=PermissionRule.every))
    number, card = a_copy(inside), a_member(inside).card
    circulation.lend(inside, card, number, on=TODAY - timedelta(days=1))

    assert circulation.renew(aide, number).renewals == 1


@pytest.mark.parametrize("role", [Role.aide, Role.officer])
def test_nobody_renews_what_the_house_lets_out_no_longer(inside, role):
    number, card = a_copy(inside), a_member(inside).card
    circulation.lend(inside, card, number, on=TODAY - timedelta(days=1))
    traits.mark(inside, [number], [CopyTrait.hard_cover])
    house_rules.save(inside, HouseRules(traits_refused=frozenset({CopyTrait.hard_cover})))

    with pytest.raises(errors.TraitNotAllowed):
        circulation.renew(acting_as(inside, role), number)


def test_a_slip_of_a_renewal_waits_where_its_title_circulates_no_longer(inside):
    number, card = a_copy(inside), a_member(inside).card
    circulation.lend(inside, card, number, on=TODAY - timedelta(days=2))
    title = copies.show(inside, number).title_id
    screening.decide(inside, [title], ScreeningResult.refused, words="Tidak untuk blok ini")
    slip = TypedSlip("21/11", "", SlipAct.renew, "", number)

    (seen,) = late_entry.look(inside, [slip])

    assert [type(each) for each in seen.notes] == [errors.TitleNotCirculated]


def test_what_was_refused_may_be_asked_again(inside, aide):
    number, card = a_copy(inside), a_member(inside).card
    house_rules.save(inside, EVERY)
    asked = permissions_asked.ask(aide, card, number)
    permissions_asked.answer(inside, [asked.id], granted=False)

    with pytest.raises(errors.PermissionNeeded):
        circulation.lend(aide, card, number)
    again = permissions_asked.ask(aide, card, number)

    assert again.id != asked.id
    with pytest.raises(errors.PermissionUnknown):
        permissions_asked.answer(inside, [asked.id], granted=True)


def test_an_officer_permits_by_lending(inside):
    number, card = a_copy(inside), a_member(inside).card
    house_rules.save(inside, EVERY)

    slip = circulation.lend(inside, card, number)

    assert slip.card == card
    assert states(inside) == []


def test_a_permission_is_for_the_one_who_asked(inside, aide):
    number, card, other = a_copy(inside), a_member(inside).card, a_member(inside).card
    house_rules.save(inside, EVERY)
    asked = permissions_asked.ask(aide, card, number)
    permissions_asked.answer(inside, [asked.id], granted=True)

    with pytest.raises(errors.PermissionNeeded):
        circulation.lend(aide, other, number)


def test_undoing_the_loan_gives_the_permission_back(inside, aide):
    number, card = a_copy(inside), a_member(inside).card
    house_rules.save(inside, EVERY)
    asked = permissions_asked.ask(aide, card, number)
    permissions_asked.answer(inside, [asked.id], granted=True)
    slip = circulation.lend(aide, card, number)

    undoing.undo(aide, slip.act_id)

    assert states(inside) == [(card, PermissionState.granted)]


def test_an_answer_is_taken_back_until_it_was_used(inside, aide):
    number, card = a_copy(inside), a_member(inside).card
    house_rules.save(inside, EVERY)
    asked = permissions_asked.ask(aide, card, number)
    act = permissions_asked.answer(inside, [asked.id], granted=True)

    undoing.undo(inside, act)
    after = states(inside)
    act = permissions_asked.answer(inside, [asked.id], granted=True)
    circulation.lend(aide, card, number)

    assert after == [(card, PermissionState.asked)]
    with pytest.raises(errors.CannotUndo):
        undoing.undo(inside, act)


def test_a_question_is_taken_back_by_who_asked(inside, aide):
    number, card = a_copy(inside), a_member(inside).card
    house_rules.save(inside, EVERY)
    asked = permissions_asked.ask(aide, card, number)

    undoing.undo(aide, asked.act_id)

    assert states(inside) == []


def test_only_chosen_classes_and_collections_want_a_permission(inside, aide):
    card = a_member(inside).card
    plain, reference = a_copy(inside), a_copy(inside, kind=CollectionKind.teen)
    chosen = replace(
        EVERY,
        permission=PermissionRule.chosen,
        permission_kinds=frozenset({CollectionKind.teen}),
    )
    house_rules.save(inside, chosen)

    slip = circulation.lend(aide, card, plain)

    assert slip.barcode == plain
    with pytest.raises(errors.PermissionNeeded):
        circulation.lend(aide, card, reference)
    with pytest.raises(errors.PermissionNotNeeded):
        permissions_asked.ask(aide, card, plain)


def test_a_rule_that_chooses_nothing_is_refused(inside):
    with pytest.raises(errors.NothingWantsPermission):
        house_rules.save(inside, HouseRules(permission=PermissionRule.chosen))


def test_what_was_permitted_is_forgotten_with_the_loans(inside, aide):
    number, card = a_copy(inside), a_member(inside).card
    house_rules.save(inside, EVERY)
    circulation.lend(inside, card, number)
    circulation.give_back(inside, number)
    later = replace(inside, now=inside.now.replace(year=2027))

    forgetting.forget(later)
    kept = inside.session.connection().exec_driver_sql("SELECT count(*) FROM loan_permission")

    assert kept.scalar_one() == 0


def test_who_leaves_leaves_no_question_behind(inside, aide):
    number, member = a_copy(inside, title="Judul Rahasia"), a_member(inside)
    house_rules.save(inside, EVERY)
    permissions_asked.ask(aide, member.card, number)
    goes(inside, member)

    leaving.leave(inside, member.id)
    said = inside.session.connection().exec_driver_sql(
        "SELECT count(*) FROM journal_detail WHERE detail LIKE '%Judul Rahasia%' "
        "AND detail LIKE '%card%'"
    )

    assert states(inside) == []
    assert said.scalar_one() == 0


def test_a_question_of_who_left_waits_for_nobody_and_is_forgotten(inside, aide):
    number, member = a_copy(inside), a_member(inside)
    house_rules.save(inside, EVERY)
    permissions_asked.ask(aide, member.card, number)
    goes(inside, member)

    listed = permissions_asked.listed(inside), permissions_asked.counts(inside)
    forgetting.forget(replace(inside, now=inside.now.replace(year=2027)))

    assert listed == ((), (0, 0))
    assert states(inside) == []


def test_house_rules_are_a_prisons_and_within_reason(inside, desk):
    with pytest.raises(errors.OnlyInPrison):
        house_rules.save(desk, EVERY)
    with pytest.raises(errors.CountOutOfRange):
        house_rules.save(inside, HouseRules(most_requests=0))
    with pytest.raises(errors.NothingChanges):
        house_rules.save(inside, HouseRules())
