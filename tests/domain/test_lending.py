from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import errors, lending
from jukung.domain.kinds import (
    AgeBand,
    BorrowerKind,
    BorrowerStatus,
    CollectionKind,
    CopyStatus,
)
from jukung.domain.lending import Rule, Standing

TODAY = date(2026, 11, 22)
EVERYBODY = Rule(copies=2, days=7, renewals=1)
CHILDREN = Rule(copies=3, days=7, renewals=0, borrower_kind=BorrowerKind.child)
SERIALS = Rule(copies=1, days=2, renewals=0, collection_kind=CollectionKind.serial)
CHILDREN_SERIALS = Rule(
    copies=1,
    days=1,
    renewals=0,
    borrower_kind=BorrowerKind.child,
    collection_kind=CollectionKind.serial,
)
RULES = (EVERYBODY, CHILDREN, SERIALS, CHILDREN_SERIALS)


def standing(**known):
    return Standing(
        **{
            "card": "A1",
            "kind": BorrowerKind.general,
            "status": BorrowerStatus.active,
            "until_on": TODAY,
            "open_count": 0,
        }
        | known
    )


@pytest.mark.parametrize(
    ("borrower", "collection", "rule"),
    [
        ("general", "general", EVERYBODY),
        ("child", "general", CHILDREN),
        ("general", "serial", SERIALS),
        ("child", "serial", CHILDREN_SERIALS),
    ],
)
@given(rules=st.permutations(RULES))
def test_the_most_specific_rule_wins_in_any_order(borrower, collection, rule, rules):
    chosen = lending.choose_rule(
        tuple(rules), borrower=BorrowerKind(borrower), collection=CollectionKind(collection)
    )

    assert chosen == rule


def test_the_borrowers_rule_goes_before_the_copys():
    chosen = lending.choose_rule(
        (SERIALS, CHILDREN), borrower=BorrowerKind.child, collection=CollectionKind.serial
    )

    assert chosen == CHILDREN


def test_a_member_may_borrow_on_the_last_day():
    lending.check_standing(standing(until_on=TODAY), TODAY)


def test_a_membership_without_end_does_not_expire():
    lending.check_standing(standing(until_on=None), TODAY)


@pytest.mark.parametrize(
    ("known", "refusal"),
    [
        ({"status": BorrowerStatus.left}, errors.MemberLeft),
        ({"status": BorrowerStatus.suspended}, errors.MemberSuspended),
        ({"until_on": TODAY - timedelta(days=1)}, errors.MemberExpired),
    ],
)
def test_who_may_not_come_is_refused(known, refusal):
    with pytest.raises(refusal):
        lending.check_standing(standing(**known), TODAY)


@pytest.mark.parametrize("status", [each for each in CopyStatus if each != "available"])
def test_only_an_available_copy_leaves(status):
    with pytest.raises(errors.CopyNotForLoan) as refused:
        lending.check_copy("000213", status)

    assert refused.value.facts == {"barcode": "000213", "status": status}


@given(st.integers(0, 20), st.integers(0, 20))
def test_the_limit_is_what_the_rule_says(copies, open_count):
    rule = Rule(copies=copies, days=7, renewals=1)

    refused = False
    try:
        lending.check_limit(rule, standing(open_count=open_count))
    except errors.LoanLimitReached:
        refused = True

    assert refused is (open_count + 1 > copies)


def test_a_copy_is_due_after_the_days_of_its_rule():
    assert lending.due(EVERYBODY, date(2026, 12, 28)) == date(2027, 1, 4)


@pytest.mark.parametrize(("late", "refused"), [(-1, False), (0, False), (1, True)])
def test_an_overdue_loan_is_not_renewed(late, refused):
    def renew():
        lending.check_renewal(
            EVERYBODY,
            barcode="000213",
            renewals=0,
            due_on=TODAY,
            on=TODAY + timedelta(days=late),
        )

    if refused:
        with pytest.raises(errors.LoanOverdue):
            renew()
    else:
        renew()


def test_a_loan_is_renewed_as_often_as_the_rule_says():
    def renew(renewals):
        lending.check_renewal(
            EVERYBODY, barcode="000213", renewals=renewals, due_on=TODAY, on=TODAY
        )

    renew(0)
    with pytest.raises(errors.RenewalLimitReached) as refused:
        renew(1)

    assert refused.value.limit == 1


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_renewal_never_shortens_a_loan(days, ahead):
    rule = Rule(copies=1, days=days, renewals=1)
    due_on = TODAY + timedelta(days=ahead)

    renewed = lending.renewed_due(rule, due_on=due_on, on=TODAY)

    assert renewed == max(due_on, TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("birth_year", "band"),
    [
        (None, AgeBand.unknown),
        (2026, AgeBand.child),
        (2014, AgeBand.child),
        (2013, AgeBand.teen),
        (2008, AgeBand.teen),
        (2007, AgeBand.adult),
        (1967, AgeBand.adult),
        (1966, AgeBand.senior),
    ],
)
def test_ages_fall_into_bands(birth_year, band):
    assert lending.age_band(birth_year, TODAY) == band
