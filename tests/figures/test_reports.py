"""Reports of a small library, each figure counted on fingers."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import AgeBand, CopyStatus, Role, Sex, Strategy
from jukung.figures import month as figures
from jukung.figures.reports import REPORTS
from jukung.figures.reports.report import Span
from jukung.figures.reports.running import listed, run
from jukung.library import activities, circulation, copies, opening, undoing, visits
from jukung.library.activities import ActivityDraft
from jukung.library.copies import CopyDraft
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, acting_as, at

NAMES = ("Sarah Rahmawati", "Rusdi Hidayat")
CODES = [report.code for report in REPORTS]
OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def day(month, number):
    return date(2026, month, number)


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """Two months of work, only read from here."""
    library = a_library(tmp_path_factory.mktemp("reports"), staff_name="Aminah Yusra")
    with library.changing() as desk:
        desk.session.execute(text("UPDATE loan_rule SET copies = 9, renewals = 9"))
        early = at(desk, day(9, 30), 9)
        one = a_member(early, NAMES[0], sex=Sex.female, birth_year=2016)
        two = a_member(early, NAMES[1], sex=Sex.male, birth_year=1990)
        rawa = a_title(early, "Rawa", class_number="813", year="2024")
        islam = a_title(early, "Fikih", class_number="2X4", year="c2010", isbn="979")
        for number in ("K1", "K2"):
            a_copy(early, number, title_id=rawa)
        desk.session.execute(text("UPDATE copy SET source = 'Hibah', price = 50000"))
        a_copy(early, "K3", title_id=islam)
        a_copy(early, "K4", title="Tanpa kelas")

        a_loan(at(desk, day(10, 1), 9, 30), one, "K1")
        a_loan(at(desk, day(10, 1), 9, 45), one, "K3")
        visits.record(at(desk, day(10, 1)), female=3, male=2, age_band=AgeBand.child)
        visits.record(at(desk, day(10, 2)), unknown=4, purpose="read")
        a_loan(at(desk, day(10, 3), 14), two, "K2")
        circulation.renew(at(desk, day(10, 4)), "K2")
        circulation.give_back(at(desk, day(10, 5)), "K1")
        activities.record(
            at(desk, day(10, 9)),
            ActivityDraft(
                "Kelas", day(10, 9), strategy=Strategy.service, theme="Anak", female_count=4
            ),
        )
        activities.record(at(desk, day(10, 9)), ActivityDraft("Rapat", day(10, 9)))
        opening.set_hours(at(desk, day(10, 14)), day(10, 13), "08:00", "09:30")
        circulation.give_back(at(desk, day(10, 20)), "K3")
        a_loan(at(desk, day(10, 21), 9), two, "K4")
        undoing.undo_last(at(desk, day(10, 21), 9))
        a_member(at(desk, day(11, 3)), "Hamid")
        desk.session.execute(
            text(
                "INSERT INTO hold (id, title, borrower, placed_on, act) "
                "SELECT 'h', row, 1, '2026-11-04', act FROM title WHERE title = 'Rawa'"
            )
        )
        a_copy(at(desk, day(11, 5)), "K9", title_id=rawa)
        copy = copies.show(desk, "K9").id
        copies.edit(at(desk, day(11, 6)), copy, CopyDraft(status=CopyStatus.withdrawn))
    yield library
    library.close()


def table(library, code, span=OCTOBER, **how):
    with library.reading() as desk:
        return run(desk, code, span, **how)


def rows(library, code, span=OCTOBER):
    """Each row by its first cell, as it is read."""
    found = table(library, code, span)
    return {line[0]: line[1:] for line in map(found.texts, found.rows)}


def test_loans_by_day_are_zero_where_there_was_work_and_unknown_where_none(worked):
    found = rows(worked, "loans_by_day")

    assert found["1 Oct 2026"] == ("2", "0", "0")
    assert found["4 Oct 2026"] == ("0", "0", "1")
    assert found["5 Oct 2026"] == ("0", "1", "0")
    assert found["7 Oct 2026"] == ("–", "–", "–")
    assert table(worked, "loans_by_day").total == ("Total", 3, 2, 1)


def test_days_that_have_not_come_are_no_rows(worked):
    found = rows(worked, "loans_by_day", Span(day(11, 1), day(11, 30)))

    assert list(found)[-1] == "22 Nov 2026"


def test_loans_by_month_and_who_borrowed(worked):
    found = rows(worked, "loans_by_month", YEAR)

    assert found == {
        "Sep 2026": ("0", "0", "0"),
        "Oct 2026": ("3", "2", "2"),
        "Nov 2026": ("0", "0", "0"),
    }


def test_loans_by_hour(worked):
    assert rows(worked, "loans_by_hour") == {
        "09–10": ("2", "66.7 %"),
        **{f"{hour}–{hour + 1}": ("0", "0.0 %") for hour in range(10, 14)},
        "14–15": ("1", "33.3 %"),
    }


def test_loans_by_class_and_their_turnover(worked):
    lent, turned = rows(worked, "loans_by_class"), rows(worked, "turnover")

    assert (lent["800 Literature"], lent["2X Islam"]) == (("2", "66.7 %"), ("1", "33.3 %"))
    assert turned["800 Literature"] == ("2", "2", "1.0")
    assert turned["2X Islam"] == ("1", "1", "1.0")
    assert turned["400 Language"] == ("0", "0", "–")
    assert turned["Without a class"] == ("1", "0", "0.0")


def test_loans_by_sex_and_age_add_up(worked):
    found = rows(worked, "loans_by_sex_age")

    assert found["Children (0–12)"] == ("2", "0", "0", "2")
    assert found["Adults (19–59)"] == ("0", "1", "0", "1")
    assert table(worked, "loans_by_sex_age").total == ("Total", 2, 1, 0, 3)


def test_returns_are_in_time_or_late(worked):
    assert rows(worked, "returns") == {"Oct 2026": ("2", "1", "1", "0", "0")}


def test_renewals_are_no_loans(worked):
    assert rows(worked, "renewals") == {"Oct 2026": ("1", "1")}


def test_reading_here_is_unknown_until_the_first_scan(worked):
    assert table(worked, "read_here").rows == ()


def test_visits_are_unknown_where_nobody_tallied(worked):
    by_day, by_month = rows(worked, "visits_by_day"), rows(worked, "visits_by_month", YEAR)

    assert by_day["1 Oct 2026"] == ("3", "2", "0", "5")
    assert by_day["3 Oct 2026"] == ("–", "–", "–", "–")
    assert by_month["Oct 2026"] == ("9", "2", "4.5", "–")
    assert by_month["Nov 2026"] == ("–", "–", "–", "–")


def test_visits_by_age_and_by_purpose(worked):
    by_age, why = rows(worked, "visits_by_sex_age"), rows(worked, "visits_by_purpose")

    assert by_age["Children (0–12)"] == ("3", "2", "0", "5")
    assert by_age["Age not noted"] == ("0", "0", "4", "4")
    assert (why["Reading"], why["Not asked"]) == (("4", "44.4 %"), ("5", "55.6 %"))


def test_members_by_kind_and_new_ones(worked):
    kinds, new = rows(worked, "members_by_kind", YEAR), rows(worked, "members_new", YEAR)

    assert kinds == {"General": ("1", "1", "1", "3", "2")}
    assert new["Nov 2026"] == ("0", "0", "1", "1")


def test_members_who_left(library):
    with library.changing() as desk:
        gone = a_member(desk, "Hamid", sex=Sex.male)
        desk.session.execute(
            text("UPDATE borrower SET left_on = :on, status = 'left' WHERE card = :card"),
            {"on": TODAY.isoformat(), "card": gone.card},
        )

    assert rows(library, "members_left", YEAR) == {"Nov 2026": ("0", "1", "0", "1")}


def test_years_with_words_and_of_the_moon_are_counted_by_their_age(library):
    with library.changing() as desk:
        for number, year in enumerate(("th. 2024", "2O16", "1433 H", "tahun lalu")):
            a_copy(desk, f"Y{number}", title_id=a_title(desk, f"Buku {number}", year=year))

    by_age = rows(library, "collection_by_year", YEAR)

    assert {words: counts[1] for words, counts in by_age.items()} == {
        "This year and the four before": "1",
        "5 to 9 years old": "0",
        "10 to 19 years old": "2",
        "20 years and older": "0",
        "Year not noted": "1",
    }


def test_the_collection_by_class_age_source_and_state(worked):
    assert rows(worked, "collection_by_class")["800 Literature"] == ("1", "2", "50.0 %")
    by_age = rows(worked, "collection_by_year")
    assert by_age["This year and the four before"] == ("1", "2", "50.0 %")
    assert by_age["10 to 19 years old"] == ("1", "1", "25.0 %")
    assert by_age["Year not noted"] == ("1", "1", "25.0 %")
    sources = rows(worked, "collection_by_source")
    assert sources["Hibah"] == ("1", "2", "Rp100,000", "0")
    assert sources["Source not noted"] == ("2", "2", "–", "2")
    assert rows(worked, "collection_by_year_added") == {"2026": ("3", "4")}
    assert rows(worked, "collection_by_state")["General collection"] == ("4", "0", "0", "0", "4")


def test_copies_that_were_added_and_withdrawn(worked):
    november = Span(day(11, 1), day(11, 30))

    added, gone = table(worked, "accession", november), table(worked, "withdrawn", november)

    assert [row[:4] for row in added.rows] == [(day(11, 5), "K9", "", "Rawa")]
    assert [row[1:3] for row in gone.rows] == [("K9", "Rawa")]


def test_copies_nobody_used_say_when_they_last_were(worked):
    november = Span(day(11, 1), day(11, 30))

    found = {row[0]: row[-1] for row in table(worked, "dead_stock", november).rows}

    assert found == {"K1": day(10, 1), "K2": day(10, 3), "K3": day(10, 1), "K4": None}


def test_the_most_wanted_titles_with_their_holds(worked):
    found = rows(worked, "wanted", YEAR)

    assert list(found) == ["Rawa", "Fikih"]
    assert found["Rawa"][1:] == ("2", "1", "0", "2")


def test_what_was_late_on_a_day(worked):
    found = rows(worked, "overdue", Span(day(10, 1), day(10, 19)))

    assert found["8 to 30 days late"] == ("2", "2")
    assert found["1 to 7 days late"] == ("0", "0")


def test_activities_and_who_took_part(worked):
    held = table(worked, "activities")
    by_strategy = rows(worked, "activities_by_strategy")

    assert [row[1] for row in held.rows] == ["Kelas", "Rapat"]
    assert held.texts(held.rows[1])[-3:] == ("–", "–", "–")
    assert by_strategy["Better library services"] == ("1", "4", "–", "4")
    assert by_strategy["Publication"] == ("0", "–", "–", "–")
    assert rows(worked, "activities_by_theme")["Anak"] == ("1", "4", "–", "4")


def test_opening_hours_by_month(worked):
    found = rows(worked, "opening", YEAR)

    assert found["Oct 2026"] == ("1", "1.5", "1.5")
    assert found["Nov 2026"] == ("–", "–", "–")


def test_what_the_catalogue_lacks(worked):
    found = rows(worked, "catalogue_quality", YEAR)

    assert found["Titles without ISBN"] == ("2", "3", "66.7 %")
    assert found["Copies without price"] == ("2", "4", "50.0 %")


def test_work_is_told_by_account_and_never_by_name(worked):
    (line,) = table(worked, "staff_work").rows

    assert str(line[0]).startswith("Account 1 · ")
    assert line[1:4] == (3, 2, 1)


def test_work_by_account_is_for_those_who_keep_the_library(worked):
    with worked.reading() as desk:
        assistant = acting_as(desk, Role.assistant)

        assert "staff_work" not in [each.code for each in listed(assistant)]
        assert "staff_work" in [each.code for each in listed(desk)]
        with pytest.raises(errors.NotAllowed):
            run(assistant, "staff_work", YEAR)


def test_the_yearly_report_says_what_was_sent(worked):
    year = table(worked, "yearly", OCTOBER)
    with worked.reading() as desk:
        sent = figures.gather(desk, figures.Month(2026, 10))

    named = {row[0]: row for row in year.rows}

    assert year.span == YEAR
    assert named["Loans"][2 + 9] == sent["loans"] == 3
    assert named["Loans"][-1] == 3
    assert named["Members"][-1] == 3
    assert named["Active members"][-1] is None
    assert named["Loans"][2] is None


@pytest.mark.parametrize("code", CODES)
def test_no_report_names_a_person(worked, code):
    told = str(table(worked, code, YEAR))

    assert [name for name in (*NAMES, "Hamid", "Aminah Yusra") if name in told] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("span", [YEAR, OCTOBER], ids=("year", "october"))
def test_every_report_has_its_words_columns_and_source(worked, code, span):
    found = table(worked, code, span)

    assert found.title
    assert found.definition.endswith(".")
    assert found.source.startswith("Perpustakaan Rawa Bening · ")
    assert found.source.endswith(" · made on 22 Nov 2026")
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert all(len(line) == len(found.headings) for line in found.lines)


@pytest.mark.parametrize("code", CODES)
def test_a_new_library_has_nothing_but_dashes_and_no_trouble(library, code):
    found = table(library, code, YEAR)

    figures_ = [cell for row in found.rows for cell in row[1:] if isinstance(cell, int)]
    assert sum(figures_) == 0


@pytest.mark.parametrize("code", CODES)
def test_days_before_the_library_began_are_empty(worked, code):
    found = table(worked, code, Span(date(2025, 1, 1), date(2025, 1, 31)))

    assert [cell for row in found.rows for cell in row[1:] if isinstance(cell, int) and cell] == []


def test_codes_are_unique_and_about_as_many_as_were_asked_for():
    assert len(CODES) == len(set(CODES))
    assert len(CODES) >= 25


def test_an_unknown_report_and_days_backwards_are_refused(worked):
    with pytest.raises(errors.ReportUnknown):
        table(worked, "novels")
    with pytest.raises(errors.DaysBackwards):
        table(worked, "loans_by_day", Span(TODAY, TODAY - timedelta(days=1)))


@pytest.fixture(scope="module")
def prison(tmp_path_factory):
    """A prison's library with one resident and one loan."""
    library = a_library(tmp_path_factory.mktemp("prison"), file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        a_loan(desk, a_member(desk, card="B7-1234"), a_copy(desk, "K1"))
        visits.record(desk, male=3)
    yield library
    library.close()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("outward", [False, True], ids=("inside", "outward"))
def test_no_report_of_a_prison_has_a_card(prison, code, outward):
    found = table(prison, code, YEAR, outward=outward)

    assert found.title
    assert "B7-1234" not in str(found)


def test_a_prison_is_asked_for_the_kinds_it_has(prison):
    assert list(rows(prison, "loans_by_borrower_kind", YEAR)) == [
        "Village official",
        "Resident",
        "Room",
    ]


def test_reports_only_read(worked):
    with worked.reading() as desk:
        before = desk.session.execute(text("SELECT count(*) FROM journal_entry")).scalar_one()
        for code in CODES:
            run(desk, code, YEAR)

        after = desk.session.execute(text("SELECT count(*) FROM journal_entry")).scalar_one()
    assert before == after


def test_a_chart_has_a_gap_where_nothing_was_recorded(worked):
    drawn = table(worked, "visits_by_day").drawing()

    assert drawn.kind == "line"
    assert drawn.values[:3] == (5, 4, None)
    assert drawn.ticks[0] == (0, "0")
    assert drawn.ticks[-1][0] >= 5


def test_a_merged_member_is_counted_once(library):
    with library.changing() as desk:
        one, other = a_member(desk, "Satu"), a_member(desk, "Dua")
        desk.session.execute(
            text(
                "UPDATE borrower SET merged_into = (SELECT row FROM borrower WHERE card = :to) "
                "WHERE card = :card"
            ),
            {"to": one.card, "card": other.card},
        )

    assert rows(library, "members_by_kind", YEAR)["General"][3] == "1"
