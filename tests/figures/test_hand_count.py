"""A small library, written down as a list of days, and every figure of its October by hand."""

from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain.kinds import AgeBand, BorrowerKind, CopyStatus, ServiceKind, Sex, Strategy
from jukung.domain.months import Month
from jukung.figures import month as figures
from jukung.figures.indicators import INDICATORS
from jukung.library import (
    activities,
    circulation,
    cooperations,
    copies,
    in_house,
    opening,
    services,
    undoing,
    visits,
)
from jukung.library.activities import ActivityDraft
from jukung.library.copies import CopyDraft
from makers import a_copy, a_library, a_member, a_title, at

OCTOBER = Month(2026, 10)

# Ani is 10 years old, Budi 16, Citra 36; nobody asked Dewi.
DAYS = """
2026-09-05  title     Rawa    800
2026-09-05  title     Sawah   630
2026-09-05  title     Masjid  2X7.3
2026-09-05  title     Kamus   -
2026-09-05  copy      Rawa    R1  own
2026-09-05  copy      Rawa    R2  own
2026-09-05  copy      Sawah   S1  own
2026-09-05  copy      Masjid  M1  own
2026-09-05  copy      Sawah   B1  agency
2026-09-06  member    Ani     female   2016  child
2026-09-06  member    Budi    male     2010  student
2026-09-06  member    Citra   female   1990  general
2026-09-30  lend      Ani     R1
2026-10-01  open      08:00   12:00
2026-10-01  visits    3 2 0
2026-10-01  renew     R1
2026-10-02  closed
2026-10-05  member    Dewi    unknown  -     general
2026-10-05  lend      Budi    S1
2026-10-05  return    R1
2026-10-05  visits    0 0 4   child group
2026-10-06  lend      Citra   B1
2026-10-06  comes     Citra
2026-10-07  comes     Ani
2026-10-07  lend      Ani     R2
2026-10-07  undo
2026-10-08  copy      Kamus   K1  own
2026-10-08  copy      Rawa    R3  own
2026-10-09  read      M1
2026-10-10  read      M1
2026-10-10  return    S1
2026-10-10  lend      Citra   S1
2026-10-12  lose      S1
2026-10-13  withdraw  R2
2026-10-14  open      09:00   11:30
2026-10-15  activity  involvement  Kelas    5 3 6 1
2026-10-16  activity  service      Pameran  - - - -
2026-10-20  visits    0 1 0   computer disability
2026-10-21  partner   Puskesmas
2026-10-21  services  read_here lending
2026-10-22  comes     Dewi
2026-10-31  lend      Budi    R1
2026-11-01  visits    9 9 9
2026-11-02  return    R1
"""

BY_HAND = """
visits 13            visits_female 5      visits_male 3        visits_unknown 5
visits_children 5    visits_teens 0       visits_adults 1      visits_seniors 0
visits_age_unknown 7 visit_days 6         visits_disability 1  visits_computer 1
visits_groups 4      groups_received 1    readers_unique 4

open_days 2          open_minutes 390

loans 4
loans_female 2       loans_male 2         loans_sex_unknown 0
loans_children 0     loans_teens 2        loans_adults 2       loans_seniors 0
loans_age_unknown 0
loans_kind_general 2 loans_kind_student 2 loans_kind_child 0   loans_kind_teacher 0
loans_kind_official 0 loans_kind_senior 0 loans_kind_resident 0 loans_kind_room 0
loans_class_0 0      loans_class_1 0      loans_class_2 0      loans_class_2x 0
loans_class_3 0      loans_class_4 0      loans_class_5 0      loans_class_6 3
loans_class_7 0      loans_class_8 1      loans_class_9 0      loans_class_none 0
loans_owner_own 3    loans_owner_agency 1 loans_owner_other 0
renewals 1           returns 2            copies_lost 1        in_house_uses 2
titles_used 3        copies_used 4

members_active 3
members_active_female 2    members_active_male 1     members_active_sex_unknown 0
members_active_children 1  members_active_teens 1    members_active_adults 1
members_active_seniors 0   members_active_age_unknown 0
members_new 1
members_new_female 0       members_new_male 0        members_new_sex_unknown 1
members_new_children 0     members_new_teens 0       members_new_adults 0
members_new_seniors 0      members_new_age_unknown 1
members 4
members_female 2           members_male 1            members_sex_unknown 1
members_children 1         members_teens 1           members_adults 1
members_seniors 0          members_age_unknown 1

titles_held 4              copies_held 5
copies_held_class_0 0      copies_held_class_1 0     copies_held_class_2 0
copies_held_class_2x 1     copies_held_class_3 0     copies_held_class_4 0
copies_held_class_5 0      copies_held_class_6 1     copies_held_class_7 0
copies_held_class_8 2      copies_held_class_9 0     copies_held_class_none 1
titles_added 1             copies_added 2            copies_withdrawn 1
titles_borrowed 1          copies_borrowed 1
copies_borrowed_agency 1   copies_borrowed_other 0

activities 2
activities_service 1       activities_involvement 1
activities_advocacy 0      activities_publication 0
activity_participants 8
activity_participants_female 5  activity_participants_male 3
participants_service -     participants_involvement 8
participants_advocacy -    participants_publication -
participants_children 6    participants_disability 1

cooperations 1             services_offered 2
boxes_received -           boxes_returned -          rounds_made -    blocks_served -
identity_look_ups -
"""


class SmallLibrary:
    """Does what a line of the list says, on its day."""

    def __init__(self, desk):
        self._desk, self._titles, self._cards = desk, {}, {}
        desk.session.execute(text("INSERT INTO owner VALUES (2, 'o', 'Dinas', 'agency')"))

    def live(self, days):
        """Every day in order."""
        for line in days.strip().splitlines():
            day, act, *words = line.split()
            getattr(self, f"_{act}")(at(self._desk, date.fromisoformat(day)), *words)

    def _title(self, desk, name, number):
        self._titles[name] = a_title(desk, name, class_number="" if number == "-" else number)

    def _copy(self, desk, name, number, owner):
        a_copy(desk, number, title_id=self._titles[name])
        if owner == "agency":
            desk.session.execute(
                text("UPDATE copy SET owner = 2 WHERE number = :number"), {"number": number}
            )

    def _member(self, desk, name, sex, born, kind):
        year = None if born == "-" else int(born)
        draft = {"sex": Sex(sex), "birth_year": year, "kind": BorrowerKind(kind)}
        self._cards[name] = a_member(desk, name, **draft).card

    def _lend(self, desk, name, number):
        circulation.lend(desk, self._cards[name], number)

    def _renew(self, desk, number):
        circulation.renew(desk, number)

    def _return(self, desk, number):
        circulation.give_back(desk, number)

    def _lose(self, desk, number):
        circulation.lose(desk, number)

    def _read(self, desk, number):
        in_house.use(desk, number)

    def _undo(self, desk):
        undoing.undo_last(desk)

    def _withdraw(self, desk, number):
        copies.edit(desk, copies.show(desk, number).id, CopyDraft(status=CopyStatus.withdrawn))

    def _visits(self, desk, female, male, unknown, *marks):
        visits.record(
            desk,
            female=int(female),
            male=int(male),
            unknown=int(unknown),
            age_band=AgeBand.child if "child" in marks else AgeBand.unknown,
            group_name="Kelas IV" if "group" in marks else "",
            computer="computer" in marks,
            disability="disability" in marks,
        )

    def _comes(self, desk, name):
        visits.by_card(desk, self._cards[name])

    def _open(self, desk, opened, closed):
        opening.set_hours(desk, desk.today, opened, closed)

    def _closed(self, desk):
        opening.set_closed(desk, desk.today)

    def _activity(self, desk, strategy, name, *counts):
        women, men, children, disability = (None if n == "-" else int(n) for n in counts)
        draft = ActivityDraft(
            name,
            desk.today,
            strategy=Strategy(strategy),
            female_count=women,
            male_count=men,
            children_count=children,
            disability_count=disability,
        )
        activities.record(desk, draft)

    def _partner(self, desk, name):
        cooperations.record(desk, cooperations.CooperationDraft(name, desk.today))

    def _services(self, desk, *kinds):
        services.save(desk, {ServiceKind(kind) for kind in kinds})


def by_hand():
    """Every figure as it was written down above."""
    words = BY_HAND.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return {code: None if value == "-" else int(value) for code, value in pairs}


@pytest.fixture(scope="module")
def october(tmp_path_factory):
    """A desk of the small library, after its last day; only read from here."""
    library = a_library(tmp_path_factory.mktemp("small"))
    with library.changing() as desk:
        SmallLibrary(desk).live(DAYS)
    with library.reading() as desk:
        yield desk
    library.close()


@pytest.mark.parametrize("code", [each.code for each in INDICATORS])
def test_a_figure_is_what_a_hand_counts(october, code):
    assert figures.gather(october, OCTOBER)[code] == by_hand()[code]


def test_every_figure_was_counted_by_hand():
    assert sorted(BY_HAND.split()[::2]) == sorted(each.code for each in INDICATORS)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.code)
def test_a_figure_opens_into_what_adds_up_to_it(october, indicator):
    rows = figures.sources(october, OCTOBER, indicator.code)

    assert sum(row.amount for row in rows) == (by_hand()[indicator.code] or 0)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.code)
def test_nothing_that_a_figure_opens_into_names_a_member(october, indicator):
    rows = figures.sources(october, OCTOBER, indicator.code)

    said = " ".join(row.words for row in rows)
    cards = october.session.execute(text("SELECT card FROM borrower")).scalars().all()
    assert [
        name for name in ("Ani", "Budi", "Citra", "Dewi", "Kelas IV", *cards) if name in said
    ] == []


def opened(desk, code):
    return [
        (row.on and row.on.day, row.words, row.amount)
        for row in figures.sources(desk, OCTOBER, code)
    ]


def test_sources_are_told_by_day_with_words_and_amount(october):
    assert opened(october, "loans") == [
        (5, "Sawah", 1),
        (6, "Sawah", 1),
        (10, "Sawah", 1),
        (31, "Rawa", 1),
    ]
    assert opened(october, "visits_female") == [
        (1, "women and girls", 3),
        (6, "women and girls · 19 to 59 years", 1),
        (7, "women and girls · children under 13", 1),
    ]
    assert opened(october, "open_minutes") == [
        (1, "08:00–12:00", 240),
        (2, "", 0),
        (14, "09:00–11:30", 150),
    ]
    assert opened(october, "titles_held") == [
        (None, "Kamus", 1),
        (None, "Masjid", 1),
        (None, "Rawa", 1),
        (None, "Sawah", 1),
    ]
    assert opened(october, "readers_unique") == [
        (None, "Borrowed or renewed", 3),
        (None, "Visited without borrowing", 1),
    ]
    assert opened(october, "activities") == [(15, "Kelas", 1), (16, "Pameran", 1)]
    assert opened(october, "boxes_received") == []


def test_sources_stop_at_the_most_that_was_asked_for(october):
    assert len(figures.sources(october, OCTOBER, "loans", most=2)) == 2
