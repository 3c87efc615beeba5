"""Each indicator against a recount that shares no line with it."""

from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain.kinds import AgeBand, BorrowerStatus, CopyStatus, Sex
from jukung.domain.months import Month
from jukung.figures import month as figures
from jukung.figures.indicators import INDICATORS
from jukung.library import activities, circulation, copies, opening, undoing, visits
from jukung.library.activities import ActivityDraft
from jukung.library.copies import CopyDraft
from jukung.store.tables import Borrower
from makers import a_copy, a_library, a_loan, a_member, a_title, at

SEPTEMBER, OCTOBER, NOVEMBER = (Month(2026, number) for number in (9, 10, 11))
CODES = [indicator.code for indicator in INDICATORS]


def day(month, number):
    return date(2026, month, number)


def in_house(desk, number, on, *, cancelled=False):
    desk.session.execute(
        text(
            "INSERT INTO in_house_use (id, copy, title, on_day, class_main, collection_kind, "
            "owner_kind, act, cancel_act) SELECT 'u' || row, row, title, :on, '', kind, 'own', 1, "
            ":cancel FROM copy WHERE number = :number"
        ),
        {"on": on.isoformat(), "number": number, "cancel": 1 if cancelled else None},
    )


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """Two months of work, with something taken back in each; only read from here."""
    library = a_library(tmp_path_factory.mktemp("worked"))
    with library.changing() as desk:
        desk.session.execute(text("UPDATE loan_rule SET copies = 9, renewals = 9"))
        desk.session.execute(text("INSERT INTO owner VALUES (2, 'o', 'Dispersip', 'agency')"))
        early = at(desk, day(9, 30))
        one = a_member(early, name="Satu", sex=Sex.female)
        rawa = a_title(early, "Rawa")
        for number in ("K1", "K2"):
            a_copy(early, number, title_id=rawa)
        a_loan(early, one, "K1")

        visits.record(at(desk, day(10, 1)), female=5, male=2)
        two = a_member(at(desk, day(10, 1)), name="Dua")
        circulation.renew(at(desk, day(10, 1)), "K1")
        visits.record(at(desk, day(10, 2)), female=70)
        undoing.undo_last(at(desk, day(10, 2)))
        circulation.renew(at(desk, day(10, 3)), "K1")
        for number in ("K3", "K4", "K5"):
            a_copy(at(desk, day(10, 5)), number)
        a_copy(at(desk, day(10, 6)), "BOX1")
        desk.session.execute(text("UPDATE copy SET owner = 2 WHERE number = 'BOX1'"))
        activities.record(at(desk, day(10, 9)), ActivityDraft("Kelas", day(10, 9), female_count=4))
        activities.record(at(desk, day(10, 9)), ActivityDraft("Rapat", day(10, 9)))
        activities.record(at(desk, day(10, 9)), ActivityDraft("Salah", day(10, 9), male_count=9))
        undoing.undo_last(at(desk, day(10, 9)))
        circulation.give_back(at(desk, day(10, 10)), "K1")
        a_loan(at(desk, day(10, 10)), two, "K1")
        a_loan(at(desk, day(10, 11)), two, "K2")
        opening.touch(at(desk, day(10, 12), 9))
        opening.close(at(desk, day(10, 12), 11, 30))
        a_loan(at(desk, day(10, 12)), one, "K4")
        undoing.undo_last(at(desk, day(10, 12)))
        opening.set_hours(at(desk, day(10, 14)), day(10, 13), "08:00", "08:45")
        opening.set_closed(at(desk, day(10, 15)), day(10, 14))
        in_house(desk, "K5", day(10, 16))
        in_house(desk, "K1", day(10, 16))
        in_house(desk, "K4", day(10, 16), cancelled=True)
        visits.record(at(desk, day(10, 20)), unknown=2, age_band=AgeBand.child, group_name="IV")
        visits.record(at(desk, day(10, 20)), male=1, disability=True, computer=True)
        visits.record(at(desk, day(10, 31)), unknown=3)
        a_loan(at(desk, day(10, 31), 23, 59), two, "K3")
        a_member(at(desk, day(10, 31), 23, 59), name="Tiga")

        circulation.give_back(at(desk, day(11, 2)), "K3")
        desk.session.execute(text("UPDATE loan SET ending = 'lost' WHERE returned_on >= '2026-11'"))
        circulation.give_back(at(desk, day(11, 3)), "K2")
        undoing.undo_last(at(desk, day(11, 3)))
        copies.edit(
            at(desk, day(11, 4)),
            copies.show(desk, "K5").id,
            CopyDraft(status=CopyStatus.withdrawn),
        )
        gone = desk.session.get_one(Borrower, one.row)
        gone.status, gone.left_on = BorrowerStatus.left, day(11, 4)
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
    "visits_children": "SELECT sum(count) FROM visit WHERE on_day {IN} AND {LIVING} "
    "AND age_band = 'child'",
    "visits_disability": "SELECT sum(count * disability) FROM visit WHERE on_day {IN} AND {LIVING}",
    "visits_groups": "SELECT sum(count) FROM visit WHERE on_day {IN} AND {LIVING} "
    "AND length(group_name) > 0",
    "visits_computer": "SELECT sum(count * computer) FROM visit WHERE on_day {IN} AND {LIVING}",
    "open_days": "SELECT count(opened) FROM open_day WHERE on_day {IN}",
    "open_minutes": "SELECT sum((unixepoch(closed) - unixepoch(opened)) / 60) FROM open_day "
    "WHERE on_day {IN}",
    "copies_lost": "SELECT sum(ending = 'lost') FROM loan WHERE returned_on {IN} AND {LIVING}",
    "in_house_uses": "SELECT count(id) FROM in_house_use WHERE on_day {IN} AND {LIVING}",
    "activities": "SELECT count(id) FROM activity WHERE on_day {IN} AND {LIVING}",
    "activity_participants": "SELECT total(female_count) + total(male_count) FROM activity "
    "WHERE on_day {IN} AND {LIVING}",
    "activity_participants_female": "SELECT sum(female_count) FROM activity WHERE on_day {IN} "
    "AND {LIVING}",
    "activity_participants_male": "SELECT sum(male_count) FROM activity WHERE on_day {IN} "
    "AND {LIVING}",
    "loans": "SELECT count(id) FROM loan WHERE lent_on {IN} AND {LIVING}",
    "renewals": "SELECT count(id) FROM renewal WHERE on_day {IN} AND {LIVING}",
    "returns": "SELECT total(ending <> 'lost') FROM loan WHERE returned_on {IN} AND {LIVING}",
    "titles_used": "SELECT count(*) FROM title t WHERE EXISTS (SELECT 1 FROM loan l "
    "WHERE l.title = t.row AND l.lent_on {IN} AND l.{LIVING}) OR EXISTS (SELECT 1 "
    "FROM in_house_use u WHERE u.title = t.row AND u.on_day {IN} AND u.{LIVING})",
    "copies_used": "SELECT count(*) FROM copy c WHERE EXISTS (SELECT 1 FROM loan l "
    "WHERE l.copy = c.row AND l.lent_on {IN} AND l.{LIVING}) OR EXISTS (SELECT 1 "
    "FROM in_house_use u WHERE u.copy = c.row AND u.on_day {IN} AND u.{LIVING})",
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
    "visits": 13,
    "visits_female": 5,
    "visits_male": 3,
    "visits_unknown": 5,
    "visit_days": 3,
    "visits_children": 2,
    "visits_disability": 1,
    "visits_groups": 2,
    "visits_computer": 1,
    "open_days": 2,
    "open_minutes": 195,
    "activities": 2,
    "activity_participants": 4,
    "activity_participants_female": 4,
    "activity_participants_male": None,
    "loans": 3,
    "renewals": 2,
    "returns": 1,
    "copies_lost": 0,
    "in_house_uses": 2,
    "titles_used": 3,
    "copies_used": 4,
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


def test_what_was_never_noted_is_unknown_and_what_was_once_is_zero(library):
    with library.changing() as desk:
        visits.record(at(desk, day(10, 1)), female=1)
        visits.record(at(desk, day(11, 1)), female=1, disability=True)
        visits.record(at(desk, day(12, 1)), female=1)

    found = [gathered(library, Month(2026, number)) for number in (10, 11, 12)]

    assert [each["visits_disability"] for each in found] == [None, 1, 0]
    assert [each["visits_computer"] for each in found] == [None, None, None]


def test_reading_in_the_building_is_unknown_until_it_was_scanned_once(library):
    with library.changing() as desk:
        a_loan(at(desk, day(10, 1)), number=a_copy(at(desk, day(10, 1)), "K1"))
        in_house(desk, "K1", day(11, 1))

    found = [gathered(library, month) for month in (OCTOBER, NOVEMBER)]

    assert [each["in_house_uses"] for each in found] == [None, 1]
    assert [each["copies_used"] for each in found] == [1, 1]


def test_a_day_marked_not_open_has_no_minute(library):
    with library.changing() as desk:
        opening.set_closed(desk, day(11, 20))

    november = gathered(library, NOVEMBER)

    assert (november["open_days"], november["open_minutes"]) == (0, 0)


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
