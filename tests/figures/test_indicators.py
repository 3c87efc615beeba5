"""Each indicator against a recount that shares no line with it."""

import re
from datetime import date

import pytest
from sqlalchemy import select, text

from jukung.domain import errors
from jukung.domain.kinds import (
    AgeBand,
    BorrowerStatus,
    CopyStatus,
    LibraryKind,
    PrisonKind,
    ServiceKind,
    Sex,
)
from jukung.domain.months import Month
from jukung.figures import month as figures
from jukung.figures.indicators import INDICATORS, SENT, of
from jukung.library import (
    activities,
    circulation,
    closing,
    cooperations,
    copies,
    figure_notes,
    forgetting,
    opening,
    services,
    undoing,
    visits,
)
from jukung.library.activities import ActivityDraft
from jukung.library.cooperations import CooperationDraft
from jukung.library.copies import CopyDraft
from jukung.store.tables import Borrower, Person
from jukung.tour.recount import recounted
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, at

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


def counted_again(library, month):
    connection = library.file.connect_plainly()
    try:
        return recounted(connection, month)
    finally:
        connection.close()


@pytest.mark.parametrize("code", FINGERS)
def test_an_indicator_agrees_with_fingers(worked, code):
    assert gathered(worked, OCTOBER)[code] == FINGERS[code]


@pytest.mark.parametrize("month", [SEPTEMBER, OCTOBER, NOVEMBER], ids=lambda month: month.text)
def test_every_indicator_agrees_with_a_recount(worked, month):
    assert gathered(worked, month) == counted_again(worked, month)


def test_no_code_is_there_twice_and_every_old_one_still_is():
    assert len(CODES) == len(set(CODES))
    assert set(FINGERS) <= set(CODES)


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
    wholes = {each.part_of or each.code for each in INDICATORS if each.code in known}
    assert wholes == {"members", "titles_held", "copies_held", "titles_borrowed", "copies_borrowed"}


def test_what_was_never_noted_is_unknown_and_what_was_once_is_zero(library):
    with library.changing() as desk:
        visits.record(at(desk, day(10, 1)), female=1)
        visits.record(at(desk, day(11, 1)), female=1, disability=True)
        visits.record(at(desk, day(12, 1)), female=1)

    found = [gathered(library, Month(2026, number)) for number in (10, 11, 12)]

    assert [each["visits_disability"] for each in found] == [None, 1, 0]
    assert [each["visits_computer"] for each in found] == [None, None, None]


def test_a_tally_that_only_notes_children_says_nothing_of_other_ages(library):
    with library.changing() as desk:
        visits.record(desk, female=5)
        visits.record(desk, female=2, age_band=AgeBand.child)

    november = gathered(library, NOVEMBER)

    assert (november["visits_children"], november["visits_age_unknown"]) == (2, 5)
    assert (november["visits_teens"], november["visits_adults"]) == (None, None)


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


@pytest.mark.parametrize(
    ("whole", "by"), sorted({(each.part_of, each.by) for each in INDICATORS if each.part_of})
)
def test_parts_add_up_to_their_whole(worked, whole, by):
    october = gathered(worked, OCTOBER)

    parts = [each.code for each in INDICATORS if (each.part_of, each.by) == (whole, by)]
    assert sum(october[code] or 0 for code in parts) == october[whole]


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


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.code)
def test_an_indicator_counted_alone_is_the_same(worked, indicator):
    with worked.reading() as desk:
        alone = indicator.compute(desk, OCTOBER)

    assert alone == gathered(worked, OCTOBER)[indicator.code]


def test_every_indicator_says_what_it_is_and_who_asks_for_it():
    for each in INDICATORS:
        assert all((each.title, each.unit, each.definition, each.origin, each.law))
        assert len(each.title) <= 40  # a column of the command line
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", each.code)
        assert bool(each.part_of) == bool(each.by)


def test_a_prison_sends_no_part_by_sex_or_age_that_was_not_sent_before():
    staying = [each for each in INDICATORS if each.by in {"sex", "age", "kind"}]

    sent = {each.code for each in staying if each.leaves(LibraryKind.prison)}
    assert sent == {
        *("visits_female", "visits_male", "visits_unknown", "visits_children"),
        *("activity_participants_female", "activity_participants_male"),
    }


def test_what_is_sent_is_less_than_what_is_shown(worked):
    with worked.reading() as desk:
        sent = figures.gather(desk, OCTOBER, sent_only=True)

    assert set(sent) == {each.code for each in SENT}
    assert set(CODES) - set(sent) == {each.code for each in INDICATORS if not each.sent}
    assert {"loans_class_8", "loans_female", "loans_kind_child"}.isdisjoint(sent)


def test_only_a_prison_makes_rounds_and_has_residents():
    assert {each.code for each in set(INDICATORS) - set(of(LibraryKind.village))} == {
        "rounds_made",
        "blocks_served",
        "identity_look_ups",
        "loans_kind_resident",
    }
    assert of(LibraryKind.prison) == INDICATORS


def test_a_closed_month_keeps_the_parts_of_members_when_a_person_is_erased(library):
    with library.changing() as desk:
        then = at(desk, day(10, 5))
        a_loan(then, a_member(then, name="Satu", sex=Sex.female, birth_year=1990))
        closing.close(desk, OCTOBER, figures.gather(desk, OCTOBER))
        person = desk.session.scalars(select(Person)).one()
        person.sex, person.birth_year = Sex.unknown, None

    october, november = gathered(library, OCTOBER), gathered(library, NOVEMBER)

    assert (october["members_active_female"], october["members_female"]) == (1, 1)
    assert (october["members_adults"], october["members_age_unknown"]) == (1, 0)
    assert (november["members_female"], november["members_sex_unknown"]) == (0, 1)


def test_a_closed_month_that_gained_a_member_is_told_apart_anew(library):
    with library.changing() as desk:
        a_member(at(desk, day(10, 5)), name="Satu", sex=Sex.female)
        closing.close(at(desk, day(10, 6)), OCTOBER, figures.gather(desk, OCTOBER))
        a_member(at(desk, day(10, 7)), name="Dua", sex=Sex.male)

    october = gathered(library, OCTOBER)

    assert (october["members"], october["members_female"], october["members_male"]) == (2, 1, 1)


def test_readers_are_kept_with_the_month_before_their_cards_are_forgotten(library):
    with library.changing() as desk:
        card = a_member(at(desk, day(10, 1))).card
        visits.by_card(at(desk, day(10, 1)), card)
        a_loan(at(desk, day(10, 2)))
        closing.close(desk, OCTOBER, figures.gather(desk, OCTOBER))
        visits.by_card(at(desk, day(11, 1)), card)
        later = at(desk, date(2027, 3, 1))
        forgetting.forget(later)

        found = [figures.gather(later, month)["readers_unique"] for month in (OCTOBER, NOVEMBER)]

    assert found == [2, None]  # November was never closed


def test_where_no_card_is_scanned_at_visits_readers_are_unknown(library):
    with library.changing() as desk:
        visits.record(desk, female=3)
        a_loan(desk)

    assert gathered(library, NOVEMBER)["readers_unique"] is None


def test_cooperations_and_services_are_unknown_until_one_is_recorded(library):
    with library.changing() as desk:
        then = at(desk, day(10, 5))
        a_loan(then)
        draft = CooperationDraft("Puskesmas", day(10, 5), until_on=day(10, 20))
        cooperations.record(then, draft)
        services.save(then, {ServiceKind.lending})

    found = [gathered(library, month) for month in (SEPTEMBER, OCTOBER, NOVEMBER)]

    assert [each["cooperations"] for each in found] == [None, 0, 0]
    assert [each["services_offered"] for each in found] == [None, 1, 1]


def test_a_typed_figure_stands_only_where_nothing_was_counted(library):
    with library.changing() as desk:
        a_loan(desk)
        figure_notes.note(desk, NOVEMBER, "visits", value=40, words="Buku tamu hilang")
        figure_notes.note(desk, NOVEMBER, "loans", value=40, words="")

        values, typed = figures.gather(desk, NOVEMBER), figures.estimated(desk, NOVEMBER)
        opened = figures.sources(desk, NOVEMBER, "visits")

    assert (values["visits"], values["loans"]) == (40, 1)
    assert typed == {"visits"}
    assert [(row.words, row.amount) for row in opened] == [("Typed by hand: Buku tamu hilang", 40)]


def test_a_counted_figure_takes_the_place_of_a_typed_one(library):
    with library.changing() as desk:
        figure_notes.note(desk, NOVEMBER, "visits", value=40, words="")
        visits.record(desk, female=3)

        found = figures.gather(desk, NOVEMBER)["visits"], figures.estimated(desk, NOVEMBER)

    assert found == (3, frozenset())


def test_typing_a_figure_makes_no_zeros_of_an_idle_month(library):
    with library.changing() as desk:
        figure_notes.note(desk, NOVEMBER, "visits", value=0, words="")
        services.save(desk, {ServiceKind.lending})
        cooperations.record(desk, CooperationDraft("Puskesmas", TODAY))

    assert gathered(library, NOVEMBER)["loans"] is None


def test_what_is_missing_is_neither_counted_typed_nor_explained(library):
    with library.changing() as desk:
        a_loan(desk)
        visits.record(desk, female=1)
        figure_notes.note(desk, NOVEMBER, "boxes_received", value=1, words="")
        figure_notes.note(desk, NOVEMBER, "boxes_returned", value=None, words="Tidak dihitung")

        missing = {each.code for each in figures.missing(desk, NOVEMBER)}

    assert {"open_days", "activity_participants", "cooperations"} <= missing
    assert {"visits", "loans", "boxes_received", "boxes_returned"}.isdisjoint(missing)
    assert {"rounds_made", "visits_children"}.isdisjoint(missing)


def test_an_unknown_figure_opens_into_nothing(library):
    with library.reading() as desk, pytest.raises(errors.FigureUnknown):
        figures.sources(desk, NOVEMBER, "drones")


def test_the_sources_of_a_prison_show_no_card(tmp_path):
    library = a_library(tmp_path, kind="prison", prison_kind=PrisonKind.lapas)
    with library.changing() as desk:
        resident = a_member(desk)
        a_loan(desk, resident, a_copy(desk, "K1"))
        visits.by_card(desk, resident.card)

    with library.reading() as desk:
        said = " ".join(
            row.words for code in CODES for row in figures.sources(desk, NOVEMBER, code)
        )
        sent = figures.gather(desk, NOVEMBER, sent_only=True)
    library.close()

    assert (resident.card in said, "Resident" in said) == (False, True)
    assert "members_active" in sent
    assert "members_active_female" not in sent
