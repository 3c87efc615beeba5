"""Each indicator against a recount that shares no line with it."""

from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain.kinds import BorrowerStatus, CopyStatus, Sex
from jukung.domain.months import Month
from jukung.figures import month as figures
from jukung.figures.indicators import INDICATORS
from jukung.library import activities, circulation, copies, members, undoing, visits
from jukung.library.activities import ActivityDraft
from jukung.library.copies import CopyDraft
from jukung.library.members import MemberDraft
from makers import a_copy, a_library, a_loan, a_member, a_title, at

SEPTEMBER, OCTOBER, NOVEMBER = (Month(2026, number) for number in (9, 10, 11))
CODES = [indicator.code for indicator in INDICATORS]


def day(month, number):
    return date(2026, month, number)


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """Two months of work, with something taken back in each; only read from here."""
    library = a_library(tmp_path_factory.mktemp("worked"))
    with library.changing() as desk:
        desk.session.execute(text("UPDATE loan_rule SET copies = 9, renewals = 9"))
        early = at(desk, day(9, 30))
        one = a_member(early, name="Satu", sex=Sex.female)
        two = a_member(at(desk, day(10, 1)), name="Dua")
        a_member(at(desk, day(10, 31), 23, 59), name="Tiga")
        rawa = a_title(early, "Rawa")
        for number in ("K1", "K2"):
            a_copy(early, number, title_id=rawa)
        for number in ("K3", "K4", "K5"):
            a_copy(at(desk, day(10, 5)), number)
        desk.session.execute(text("INSERT INTO owner VALUES (2, 'o', 'Dispersip', 'agency')"))
        a_copy(at(desk, day(10, 6)), "BOX1")
        desk.session.execute(text("UPDATE copy SET owner = 2 WHERE number = 'BOX1'"))

        a_loan(at(desk, day(9, 30)), one, "K1")
        circulation.renew(at(desk, day(10, 1)), "K1")
        circulation.renew(at(desk, day(10, 3)), "K1")
        circulation.give_back(at(desk, day(10, 10)), "K1")
        a_loan(at(desk, day(10, 10)), two, "K1")
        a_loan(at(desk, day(10, 11)), two, "K2")
        a_loan(at(desk, day(10, 31), 23, 59), two, "K3")
        a_loan(at(desk, day(10, 12)), one, "K4")
        undoing.undo_last(at(desk, day(10, 12)))
        circulation.give_back(at(desk, day(11, 2)), "K3")
        circulation.give_back(at(desk, day(11, 3)), "K2")
        undoing.undo_last(at(desk, day(11, 3)))

        visits.record(at(desk, day(10, 1)), female=5, male=2)
        visits.record(at(desk, day(10, 31)), unknown=3)
        visits.record(at(desk, day(10, 2)), female=70)
        undoing.undo_last(at(desk, day(10, 2)))
        activities.record(at(desk, day(10, 9)), ActivityDraft("Kelas", day(10, 9), female_count=4))
        activities.record(at(desk, day(10, 9)), ActivityDraft("Rapat", day(10, 9)))
        activities.record(at(desk, day(10, 9)), ActivityDraft("Salah", day(10, 9), male_count=9))
        undoing.undo_last(at(desk, day(10, 9)))

        copies.edit(
            at(desk, day(11, 4)),
            copies.show(desk, "K5").id,
            CopyDraft(status=CopyStatus.withdrawn),
        )
        members.edit(
            at(desk, day(11, 4)), one.id, MemberDraft(name="Satu", status=BorrowerStatus.left)
        )
    yield library
    library.close()


RECOUNTS = {
    "visits": "SELECT sum(count) FROM visit WHERE on_day {IN} AND {LIVING}",
    "visits_female": "SELECT sum(count) FROM visit WHERE on_day {IN} AND {LIVING} "
    "AND sex = 'female'",
    "visits_male": "SELECT sum(count) FROM visit WHERE on_day {IN} AND {LIVING} AND sex = 'male'",
    "visits_unknown": "SELECT sum(count) FROM visit WHERE on_day {IN} AND {LIVING} "
    "AND sex = 'unknown'",
    "visit_days": "SELECT count(*) FROM (SELECT on_day FROM visit WHERE on_day {IN} "
    "AND {LIVING} GROUP BY on_day)",
    "activities": "SELECT count(id) FROM activity WHERE on_day {IN} AND {LIVING}",
    "activity_participants": "SELECT total(female_count) + total(male_count) FROM activity "
    "WHERE on_day {IN} AND {LIVING}",
    "activity_participants_female": "SELECT sum(female_count) FROM activity WHERE on_day {IN} "
    "AND {LIVING}",
    "activity_participants_male": "SELECT sum(male_count) FROM activity WHERE on_day {IN} "
    "AND {LIVING}",
    "loans": "SELECT count(id) FROM loan WHERE lent_on {IN} AND {LIVING}",
    "renewals": "SELECT count(id) FROM renewal WHERE on_day {IN} AND {LIVING}",
    "returns": "SELECT count(id) FROM loan WHERE returned_on {IN} AND {LIVING}",
    "titles_used": "SELECT count(*) FROM title t WHERE EXISTS (SELECT 1 FROM loan l "
    "WHERE l.title = t.row AND l.lent_on {IN} AND l.{LIVING})",
    "copies_used": "SELECT count(*) FROM copy c WHERE EXISTS (SELECT 1 FROM loan l "
    "WHERE l.copy = c.row AND l.lent_on {IN} AND l.{LIVING})",
    "members_active": "SELECT count(*) FROM borrower b WHERE EXISTS (SELECT 1 FROM loan l "
    "WHERE l.borrower = b.row AND l.lent_on {IN} AND l.{LIVING}) OR EXISTS "
    "(SELECT 1 FROM renewal r JOIN loan l ON l.row = r.loan "
    "WHERE l.borrower = b.row AND r.on_day {IN} AND r.{LIVING})",
    "members_new": "SELECT count(*) FROM borrower WHERE since_on {IN}",
    "members": "SELECT count(*) FROM borrower WHERE since_on <= '{last}' "
    "AND (left_on IS NULL OR left_on > '{last}')",
    "titles_held": "SELECT count(*) FROM title t WHERE EXISTS (SELECT 1 FROM copy c "
    "WHERE c.title = t.row AND c.owner = 1 AND c.added_on <= '{last}' "
    "AND coalesce(c.withdrawn_on, '9999') > '{last}')",
    "copies_held": "SELECT count(*) FROM copy c WHERE c.owner = 1 AND c.added_on <= '{last}' "
    "AND coalesce(c.withdrawn_on, '9999') > '{last}'",
}
# October, counted on fingers.
FINGERS = {
    "visits": 10,
    "visits_female": 5,
    "visits_male": 2,
    "visits_unknown": 3,
    "visit_days": 2,
    "activities": 2,
    "activity_participants": 4,
    "activity_participants_female": 4,
    "activity_participants_male": None,
    "loans": 3,
    "renewals": 2,
    "returns": 1,
    "titles_used": 2,
    "copies_used": 3,
    "members_active": 2,
    "members_new": 2,
    "members": 3,
    "titles_held": 4,
    "copies_held": 5,
}


def gathered(library, month):
    with library.reading() as desk:
        return figures.gather(desk, month)


def recounted(library, code, month):
    question = RECOUNTS[code].format(
        IN=f"BETWEEN '{month.first}' AND '{month.last}'",
        LIVING="cancel_act IS NULL",
        last=month.last,
    )
    with library.reading() as desk:
        return desk.session.execute(text(question)).scalar_one()


@pytest.mark.parametrize("code", CODES)
def test_an_indicator_agrees_with_fingers_and_a_recount(worked, code):
    found = gathered(worked, OCTOBER)[code]

    assert found == FINGERS[code]
    assert found == recounted(worked, code, OCTOBER)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("month", [SEPTEMBER, NOVEMBER], ids=lambda month: month.text)
def test_the_months_around_agree_with_a_recount(worked, code, month):
    found = gathered(worked, month)[code]

    # Where nothing at all was tallied a recount says zero or nothing alike.
    assert (found or 0) == (recounted(worked, code, month) or 0)


def test_every_indicator_is_recounted():
    assert set(RECOUNTS) == set(FINGERS) == set(CODES)
    assert len(CODES) == len(set(CODES))


def test_what_nobody_recorded_is_empty_and_what_did_not_happen_is_zero(worked):
    september = gathered(worked, SEPTEMBER)

    assert september["visits"] is None
    assert september["visits_female"] is None
    assert september["visit_days"] is None
    assert september["activity_participants"] is None
    assert september["activities"] == 0
    assert september["renewals"] == 0
    assert september["loans"] == 1


def test_a_month_before_the_first_act_is_empty_throughout(worked):
    august = gathered(worked, Month(2026, 8))

    assert august == dict.fromkeys(CODES)


def test_a_month_without_work_has_holdings_and_nothing_else(worked):
    december = gathered(worked, Month(2026, 12))

    known = {code for code, value in december.items() if value is not None}
    assert known == {"members", "titles_held", "copies_held"}


def test_a_new_library_has_no_figures(library):
    assert gathered(library, NOVEMBER) == dict.fromkeys(CODES)


def test_a_sex_that_did_not_come_is_zero_where_others_came(library):
    with library.changing() as desk:
        visits.record(desk, female=1)

    november = gathered(library, NOVEMBER)

    assert (november["visits_male"], november["visits_unknown"]) == (0, 0)


def test_an_undone_tally_leaves_the_month_empty(library):
    with library.changing() as desk:
        undoing.undo(desk, visits.record(desk, female=1))

    november = gathered(library, NOVEMBER)

    assert (november["visits"], november["visit_days"], november["loans"]) == (None, None, 0)


def test_a_copy_that_came_back_to_the_shelf_is_held(library):
    with library.changing() as desk:
        a_copy(desk, "K1")
        copy_id = copies.show(desk, "K1").id
        copies.edit(desk, copy_id, CopyDraft(status=CopyStatus.withdrawn))
        copies.edit(desk, copy_id, CopyDraft())

    assert gathered(library, NOVEMBER)["copies_held"] == 1


def test_a_year_ends_with_its_month(worked):
    with worked.reading() as desk:
        year = figures.gather_year(desk, NOVEMBER)

    assert set(year) == set(CODES)
    assert {len(values) for values in year.values()} == {12}
    assert year["loans"] == (*[None] * 9, 1, 3, 0)


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_the_last_half_hour_belongs_to_the_month_of_the_zone(tmp_path, zone):
    library = a_library(tmp_path, zone=zone)
    with library.changing() as desk:
        for moment in ((date(2026, 10, 31), 23, 30), (date(2026, 11, 1), 0, 30)):
            a_loan(at(desk, *moment))
            visits.record(at(desk, *moment), unknown=1)

    october, november = gathered(library, OCTOBER), gathered(library, NOVEMBER)
    library.close()

    assert [each["loans"] for each in (october, november)] == [1, 1]
    assert [each["visits"] for each in (october, november)] == [1, 1]


def test_parts_add_up_to_their_whole(worked):
    october = gathered(worked, OCTOBER)

    for whole in {each.part_of for each in INDICATORS if each.part_of}:
        parts = [october[each.code] or 0 for each in INDICATORS if each.part_of == whole]
        assert sum(parts) == october[whole]


def test_a_part_names_an_indicator_that_stands_before_it():
    for place, each in enumerate(INDICATORS):
        assert not each.part_of or each.part_of in CODES[:place]


def test_the_figures_only_read(worked):
    before = [tuple(row) for row in changes(worked)]

    gathered(worked, OCTOBER)

    assert [tuple(row) for row in changes(worked)] == before


def changes(library):
    with library.reading() as desk:
        return desk.session.execute(text("SELECT seq, chain FROM journal_entry")).all()
