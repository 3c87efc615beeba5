"""Loan rules and member kinds: the matrix, its limits, and taking changes back."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import BorrowerKind, CollectionKind, Role, WhenOverdue
from jukung.domain.lending import Rule
from jukung.library import journal, member_kinds, members, rules, undoing
from makers import a_library, acting_as

GENERAL = Rule(copies=2, days=7, renewals=1)
CHILDREN = Rule(
    copies=3,
    days=14,
    renewals=0,
    borrower_kind=BorrowerKind.child,
    collection_kind=CollectionKind.children,
    fine_per_day=500,
    grace_days=2,
    hold_days=5,
    when_overdue=WhenOverdue.refuse,
)
REFERENCE = replace(GENERAL, collection_kind=CollectionKind.reference, may_leave=False)


def told(desk):
    """What the journal's last entry says."""
    return desk.session.execute(
        text("SELECT detail FROM journal_detail ORDER BY seq DESC LIMIT 1")
    ).scalar_one()


def test_a_new_library_has_the_rule_for_everybody(desk):
    assert rules.in_force(desk) == (GENERAL,)


def test_a_rule_is_kept_whole(desk):
    rules.save(desk, CHILDREN)

    assert rules.in_force(desk) == (GENERAL, CHILDREN)


def test_rules_are_listed_from_the_most_general(desk):
    pupil = replace(GENERAL, borrower_kind=BorrowerKind.student)
    for rule in (CHILDREN, pupil, REFERENCE):
        rules.save(desk, rule)

    assert rules.listed(desk) == (GENERAL, REFERENCE, pupil, CHILDREN)


def test_saving_the_same_kinds_again_changes_the_rule(desk):
    rules.save(desk, CHILDREN)

    rules.save(desk, replace(CHILDREN, copies=5))

    assert rules.in_force(desk) == (GENERAL, replace(CHILDREN, copies=5))
    assert '"copies": 3' in told(desk)
    assert '"copies": 5' in told(desk)


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("copies", -1),
        ("copies", 1000),
        ("days", 3661),
        ("renewals", 1000),
        ("fine_per_day", -500),
        ("fine_per_day", 1_000_001),
        ("grace_days", 366),
        ("hold_days", 0),
        ("hold_days", 366),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused(desk, name, figure):
    with pytest.raises(errors.RuleOutOfRange) as refused:
        rules.save(desk, replace(CHILDREN, **{name: figure}))

    assert refused.value.count == figure
    assert rules.in_force(desk) == (GENERAL,)


def test_the_limits_are_those_of_the_schema(desk):
    least = {name: bounds[0] for name, bounds in rules.LIMITS.items()}
    most = {name: bounds[1] for name, bounds in rules.LIMITS.items()}

    rules.save(desk, replace(CHILDREN, **least))
    rules.save(desk, replace(CHILDREN, **most))

    assert rules.in_force(desk)[1] == replace(CHILDREN, **most)


def test_a_removed_rule_leaves_the_more_general_one(desk):
    rules.save(desk, CHILDREN)

    rules.remove(desk, borrower_kind=BorrowerKind.child, collection_kind=CollectionKind.children)

    assert rules.in_force(desk) == (GENERAL,)


def test_the_rule_for_everybody_stays(desk):
    with pytest.raises(errors.RuleNeeded):
        rules.remove(desk, borrower_kind=None, collection_kind=None)


def test_removing_what_is_not_there_is_no_act(desk):
    before = journal.head(desk)

    gone = rules.remove(desk, borrower_kind=BorrowerKind.child, collection_kind=None)

    assert gone == ""
    assert journal.head(desk) == before


def test_a_new_a_changed_and_a_removed_rule_are_taken_back(desk):
    added = rules.save(desk, CHILDREN)
    changed = rules.save(desk, replace(CHILDREN, days=21))
    removed = rules.remove(
        desk, borrower_kind=BorrowerKind.child, collection_kind=CollectionKind.children
    )
    seen = []
    for act in (removed, changed, added):
        undoing.undo(desk, act)
        seen.append(rules.in_force(desk)[1:])

    assert seen == [(replace(CHILDREN, days=21),), (CHILDREN,), ()]
    assert journal.walk(desk).broken_at is None


def test_a_rule_changed_since_is_not_taken_back(desk):
    added = rules.save(desk, CHILDREN)
    rules.save(desk, replace(CHILDREN, days=21))

    with pytest.raises(errors.CannotUndo):
        undoing.undo(desk, added)


def test_an_assistant_takes_no_rule_back(desk):
    act = rules.save(desk, CHILDREN)

    with pytest.raises(errors.NotAllowed):
        undoing.undo(acting_as(desk, Role.assistant), act)


def test_a_kind_gets_its_own_name_and_length(desk):
    member_kinds.save(desk, BorrowerKind.student, name=" Santri ", days=180, in_use=True)

    kinds = {kind.kind: kind for kind in members.kinds(desk)}
    student = kinds[BorrowerKind.student]
    assert (student.name, student.days, student.in_use) == ("Santri", 180, True)


def test_a_kind_is_taken_back_and_may_be_without_end(desk):
    first = member_kinds.save(desk, BorrowerKind.senior, name="", days=None, in_use=False)

    undoing.undo(desk, first)

    kinds = {kind.kind: kind for kind in members.kinds(desk)}
    assert (kinds[BorrowerKind.senior].days, kinds[BorrowerKind.senior].in_use) == (365, True)


@pytest.mark.parametrize("days", [0, -1, 36_501])
def test_a_membership_of_no_days_is_refused(desk, days):
    with pytest.raises(errors.RuleOutOfRange):
        member_kinds.save(desk, BorrowerKind.senior, name="", days=days, in_use=True)


def test_the_last_kind_in_use_stays(tmp_path):
    library = a_library(tmp_path, kind="prison")

    with library.changing() as desk, pytest.raises(errors.KindNeeded):
        member_kinds.save(desk, BorrowerKind.resident, name="", days=None, in_use=False)

    library.close()


def test_a_new_membership_lasts_as_its_kind_says(desk):
    member_kinds.save(desk, BorrowerKind.general, name="", days=30, in_use=True)

    made = members.register(desk, members.MemberDraft(name="Anggota Baru"))

    assert made.until_on == date(2026, 12, 22)
