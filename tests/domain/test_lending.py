from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukung.domain import errors, lending, public_holidays
from jukung.domain.kinds import (
    AgeBand,
    BorrowerKind,
    BorrowerStatus,
    CollectionKind,
    CopyStatus,
    WhenOverdue,
)
from jukung.domain.lending import DueReason, Rule, Shift, Standing
from jukung.domain.workdays import Calendar, Span

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
        lending.check_rule(rule, standing(open_count=open_count), "000213")
    except errors.LoanLimitReached:
        refused = True

    assert refused is (open_count + 1 > copies)


def test_a_copy_is_due_after_the_days_of_its_rule():
    assert lending.due(EVERYBODY, date(2026, 12, 28)).on == date(2027, 1, 4)


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

    assert (refused.value.limit, refused.value.rule) == (1, "*/*")


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_renewal_never_shortens_a_loan(days, ahead):
    rule = Rule(copies=1, days=days, renewals=1)
    due_on = TODAY + timedelta(days=ahead)

    renewed = lending.renewed_due(rule, due_on=due_on, on=TODAY)

    assert renewed.on == max(due_on, TODAY + timedelta(days=days))


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


def week(*, closed=(), joint=False, spans=()):
    """A calendar of 2026 to 2028 with public holidays."""
    holidays = public_holidays.of_years(2026, 2028, joint=joint, language="id")
    return Calendar(frozenset(closed), holidays, tuple(spans))


@pytest.mark.parametrize(
    ("lent", "closed", "due", "why"),
    [
        # Lebaran 2026: Saturday 21 and Sunday 22 March.
        ("2026-03-13", (), "2026-03-20", []),
        ("2026-03-14", (), "2026-03-23", [("2026-03-21", "Hari Raya Idul Fitri")]),
        ("2026-03-14", (0,), "2026-03-24", [("2026-03-21", "Hari Raya Idul Fitri")]),
        (
            "2026-03-15",
            (),
            "2026-03-23",
            [("2026-03-22", "Hari kedua dari Hari Raya Idul Fitri")],
        ),
        # Lebaran 2027, by the moon and not yet decreed: Wednesday 10 and Thursday 11 March.
        ("2027-03-03", (), "2027-03-12", [("2027-03-10", "Hari Raya Idul Fitri (perkiraan)")]),
        ("2027-03-01", (), "2027-03-09", [("2027-03-08", "Hari Suci Nyepi")]),
        # Natal is a Friday in 2026; the weekend is closed in many villages.
        ("2026-12-18", (), "2026-12-26", [("2026-12-25", "Hari Raya Natal")]),
        ("2026-12-18", (5, 6), "2026-12-28", [("2026-12-25", "Hari Raya Natal")]),
        # The year's end: Thursday, then New Year on a Friday.
        ("2026-12-24", (), "2026-12-31", []),
        ("2026-12-25", (), "2027-01-02", [("2027-01-01", "Tahun Baru Masehi")]),
        ("2026-12-25", (5, 6), "2027-01-04", [("2027-01-01", "Tahun Baru Masehi")]),
        # The months' ends, and the leap day of 2028.
        ("2026-11-24", (), "2026-12-01", []),
        ("2026-02-23", (), "2026-03-02", []),
        ("2028-02-22", (), "2028-02-29", []),
        ("2028-02-22", (1,), "2028-03-01", [("2028-02-29", "")]),
        ("2028-02-29", (), "2028-03-07", []),
        # A closed weekday alone has no name.
        ("2026-11-22", (6,), "2026-11-30", [("2026-11-29", "")]),
    ],
)
def test_a_due_day_skips_what_is_closed_and_says_why(lent, closed, due, why):
    found = lending.due(EVERYBODY, date.fromisoformat(lent), calendar=week(closed=closed))

    assert found.on == date.fromisoformat(due)
    assert found.rule == "*/*"
    assert found.reasons == tuple(
        DueReason(Shift.closed, date.fromisoformat(was), name) for was, name in why
    )


@pytest.mark.parametrize(("joint", "due"), [(False, date(2026, 3, 23)), (True, date(2026, 3, 25))])
def test_joint_leave_moves_a_due_day_only_where_it_counts(joint, due):
    found = lending.due(EVERYBODY, date(2026, 3, 14), calendar=week(joint=joint))

    assert found.on == due


def test_a_closing_of_the_library_names_itself():
    flood = Span(date(2026, 11, 29), date(2026, 12, 2), "Banjir")

    found = lending.due(EVERYBODY, TODAY, calendar=week(spans=[flood]))

    assert found.on == date(2026, 12, 3)
    assert found.reasons == (DueReason(Shift.closed, date(2026, 11, 29), "Banjir"),)


def test_the_memberships_end_and_the_boxs_way_home_come_last_and_say_so():
    found = lending.due(
        EVERYBODY,
        TODAY,
        calendar=week(closed=(6,)),
        until_on=date(2026, 11, 28),
        back_by=date(2026, 11, 26),
    )

    assert found.on == date(2026, 11, 26)
    assert [(reason.shift, reason.was) for reason in found.reasons] == [
        (Shift.closed, date(2026, 11, 29)),
        (Shift.membership, date(2026, 11, 30)),
        (Shift.owner, date(2026, 11, 28)),
    ]


@given(
    lent=st.dates(date(2026, 1, 1), date(2028, 12, 1)),
    days=st.integers(0, 60),
    closed=st.frozensets(st.integers(0, 6), max_size=6),
)
def test_a_due_day_is_open_and_never_before_the_rules_days(lent, days, closed):
    calendar = week(closed=closed)

    found = lending.due(Rule(copies=1, days=days, renewals=0), lent, calendar=calendar)

    assert calendar.is_open(found.on)
    assert found.on >= lent + timedelta(days=days)


@pytest.mark.parametrize(
    ("due_on", "returned_on", "grace", "cost"),
    [
        ("2026-11-22", "2026-11-22", 0, 0),
        ("2026-11-22", "2026-11-23", 0, 500),
        ("2026-11-21", "2026-11-23", 0, 500),  # the Sunday between is closed
        ("2026-11-20", "2026-11-24", 2, 1000),
        ("2026-12-24", "2026-12-28", 0, 1000),  # Natal and Sunday cost nothing
        ("2026-12-31", "2027-01-01", 0, 0),
        ("2028-02-28", "2028-03-01", 0, 1000),
        ("2026-11-22", "2000-01-01", 0, 0),  # a clock that ran back
    ],
)
def test_a_fine_counts_open_days_after_the_grace(due_on, returned_on, grace, cost):
    rule = Rule(copies=2, days=7, renewals=1, fine_per_day=500, grace_days=grace)

    found = lending.fine(
        rule,
        due_on=date.fromisoformat(due_on),
        returned_on=date.fromisoformat(returned_on),
        calendar=week(closed=(6,)),
    )

    assert found == cost


def test_a_part_that_stays_inside_is_refused_before_anything_else():
    rule = Rule(copies=0, days=0, renewals=0, may_leave=False)

    with pytest.raises(errors.CopyStaysInside) as refused:
        lending.check_rule(rule, standing(), "000213")

    assert refused.value.facts == {"barcode": "000213", "rule": "*/*"}


@pytest.mark.parametrize(
    ("choice", "refused", "warned"),
    [("nothing", False, False), ("warn", False, True), ("refuse", True, False)],
)
def test_what_an_overdue_copy_does_is_the_rules_choice(choice, refused, warned):
    rule = Rule(copies=5, days=7, renewals=1, when_overdue=WhenOverdue(choice))
    late = standing(open_count=1, overdue_count=1)

    said = None
    try:
        lending.check_rule(rule, late, "000213")
    except errors.MemberHasOverdue as refusal:
        said = refusal

    assert (said is not None) is refused
    assert (lending.overdue_warning(rule, late) is not None) is warned


@pytest.mark.parametrize(
    ("refusal", "lifted"),
    [
        (errors.LoanLimitReached(2, "*/*"), True),
        (errors.CopyNotForLoan("K1", CopyStatus.reading_room), True),
        (errors.CopyNotForLoan("K1", CopyStatus.repair), False),
        (errors.CopyOnLoan("K1", TODAY), False),
        (errors.CopyGoesBack("K1", TODAY), False),
    ],
)
def test_a_permission_lifts_rules_and_not_facts(refusal, lifted):
    assert lending.may_be_lifted(refusal) is lifted


@pytest.mark.parametrize(
    ("back_by", "refused"),
    [(None, False), (TODAY, False), (TODAY - timedelta(days=1), True)],
)
def test_a_copy_stays_once_the_day_of_its_box_has_passed(back_by, refused):
    said = None
    try:
        lending.check_way_home("000213", back_by=back_by, on=TODAY)
    except errors.CopyGoesBack as refusal:
        said = refusal

    assert (said is not None) is refused
