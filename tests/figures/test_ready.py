"""Ready sheets of a small library, each figure counted on fingers."""

from datetime import date

import pytest
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import Role, Sex, Strategy
from jukung.figures.ready import answers, iplm, sim
from jukung.figures.ready.answers import KEY
from jukung.figures.ready.evidence import lists
from jukung.figures.ready.readiness import AREAS, MEASURES, STANDARDS, _tables, judge
from jukung.figures.ready.ready_tables import readiness_table
from jukung.figures.ready.year import count_year, span_of
from jukung.figures.reports import REPORTS
from jukung.library import activities, circulation, services, settings, visits
from jukung.library.activities import ActivityDraft
from jukung.library.opening import set_hours
from makers import a_copy, a_library, a_loan, a_member, a_title, acting_as, at

YEAR = 2026


def day(month, number):
    return date(YEAR, month, number)


@pytest.fixture
def worked(library):
    """Three titles, four copies, two borrowers, one of whom came twice by card."""
    with library.changing() as desk:
        early = at(desk, day(3, 2), 9)
        one = a_member(early, "Sarah Rahmawati", card="A1", sex=Sex.female, birth_year=2016)
        two = a_member(early, "Rusdi Hidayat", card="A2", sex=Sex.male)
        rawa = a_title(early, "Rawa", class_number="813", year="2025")
        a_copy(early, "K1", title_id=rawa)
        a_copy(early, "K2", title_id=rawa, kind="children")
        a_copy(early, "K3", title="Sungai")
        a_copy(early, "K4", title="Kamus", kind="reference")
        for month in (3, 4):
            a_loan(at(desk, day(month, 3), 9), one, "K1")
            circulation.give_back(at(desk, day(month, 4), 9), "K1")
        a_loan(at(desk, day(4, 5), 9), two, "K3")
        visits.record(at(desk, day(4, 3)), female=3, male=2)
        visits.record(at(desk, day(5, 3)), female=2, computer=True)
        set_hours(at(desk, day(4, 6)), day(4, 3), "08:00", "12:00")
        set_hours(at(desk, day(4, 6)), day(4, 4), "08:00", "13:00")
        for draft in (
            ActivityDraft("Kelas anyaman", day(4, 9), strategy=Strategy.involvement,
                          theme="Keterampilan", partner="PKK", facilitator="Ibu Nur",
                          female_count=6, male_count=3, children_count=2),
            ActivityDraft("Rapat desa", day(5, 9), strategy=Strategy.advocacy),
        ):  # fmt: skip
            activities.record(at(desk, draft.on), draft)
    return library


def lines(library, year=YEAR):
    with library.reading() as desk:
        found = judge(desk, year)
    return {line.measure: line for each in found.standards[:1] for line in each.lines}


def test_a_year_adds_up_what_adds_up_and_counts_the_rest_at_once(worked):
    with worked.reading() as desk:
        counted = count_year(desk, YEAR)

    told = {code: counted.value(code) for code in (
        "titles_held", "copies_held", "titles_added", "loans", "titles_used", "copies_used",
        "borrowers", "visits", "visits_computer", "activities", "activity_participants",
    )}  # fmt: skip
    assert told == {
        "titles_held": 3, "copies_held": 4, "titles_added": 3, "loans": 3, "titles_used": 2,
        "copies_used": 2, "borrowers": 2, "visits": 7, "visits_computer": 2, "activities": 2,
        "activity_participants": 9,
    }  # fmt: skip
    assert counted.figures["visits"].months == 2


def test_readers_are_not_told_where_no_card_was_scanned(worked):
    with worked.reading() as desk:
        assert count_year(desk, YEAR).value("readers") is None


def test_readers_are_each_counted_once_in_the_year(worked):
    with worked.changing() as desk:
        desk.session.execute(
            text("UPDATE visit SET borrower = 1, count = 1 WHERE on_day = '2026-05-03'")
        )
        readers = count_year(desk, YEAR).value("readers")

    assert readers == 2


def test_a_year_before_the_library_is_not_zero(worked):
    with worked.reading() as desk:
        counted = count_year(desk, 2024)

    assert {each.value for each in counted.figures.values()} == {None}


def test_an_answer_is_remembered_by_its_year(library):
    with library.changing() as desk:
        answers.save(desk, "building_m2", "56", year=2024)
        answers.save(desk, "budget_library", "Rp 1.500.000", year=2025)
        known, later = answers.known(desk, 2025), answers.known(desk, 2026)

    assert (known["building_m2"].value, known["building_m2"].year) == (56, 2024)
    assert known["budget_library"].value == 1_500_000
    assert "building_m2" in later
    assert "budget_library" not in later


def test_an_empty_answer_is_forgotten(library):
    with library.changing() as desk:
        answers.save(desk, "npsn", "123", year=2025)
        answers.save(desk, "npsn", " ", year=2025)
        found = answers.known(desk, 2025), settings.recall(desk, KEY)

    assert found == ({}, "{}")


@pytest.mark.parametrize(
    ("code", "typed", "refusal"),
    [
        ("building_m2", "lima", errors.AnswerUnfit),
        ("building_m2", "-3", errors.AnswerUnfit),
        ("head_trained", "maybe", errors.AnswerUnfit),
        ("head_schooling", "SD", errors.AnswerUnfit),
        ("npsn", "9" * 300, errors.AnswerUnfit),
        ("titles_screened", "yes", errors.FactUnknown),
        ("nobody", "1", errors.FactUnknown),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(desk, code, typed, refusal):
    with pytest.raises(refusal):
        answers.save(desk, code, typed, year=2025)


def test_every_code_of_the_thresholds_has_its_words_and_lists():
    known = {each.code for each in REPORTS}

    for standard in _tables()["standard"]:
        assert standard["code"] in STANDARDS
        assert standard["source"]
        assert 1990 < standard["year"] < 2030
        for line in standard["lines"]:
            assert line["measure"] in MEASURES
            assert line["area"] in AREAS
            assert line.get("evidence", "opening") in known


def test_the_village_standard_says_what_is_missing(worked):
    with worked.changing() as desk:
        answers.save(desk, "staff_count", "2", year=YEAR)
        answers.save(desk, "head_schooling", "below", year=YEAR)
        services.save(desk, ["lending"])

    found = lines(worked)

    titles = found["titles_held"]
    assert (titles.state, titles.value, titles.missing) == (
        "missing",
        "3 titles",
        "still 997 titles",
    )
    assert (found["share_recent"].state, found["share_recent"].value) == ("met", "50.0 %")
    assert (found["hours_per_day"].value, found["hours_per_day"].missing) == (
        "4.5 hours",
        "still 1.5 hours",
    )
    assert found["kind_children"].state == "met"
    assert found["kind_teen"].state == "missing"
    assert found["staff_count"].state == "met"
    assert found["head_schooling"].state == "missing"
    assert found["service_lending"].state == "met"
    assert found["service_search"].state == "missing"
    assert found["building_m2"].state == "unrecorded"
    assert found["building_m2"].where == "Typed answers"


def test_accreditation_is_shown_and_never_scored(worked):
    with worked.reading() as desk:
        found = judge(desk, YEAR)

    accreditation = next(each for each in found.standards if each.code == "accreditation")
    assert {line.state for line in accreditation.lines} <= {"unjudged", "unrecorded"}
    assert "weights" in accreditation.note
    assert len({line.area for line in accreditation.lines}) == 9


def test_an_empty_library_has_nothing_recorded(library):
    found = lines(library)

    assert {line.state for line in found.values()} <= {"unrecorded", "missing", "unjudged"}
    assert found["share_recent"].value == "–"


def test_a_prison_is_compared_with_the_five_days_of_its_ministry(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        found = judge(desk, YEAR)
        asked = {each.code for each in answers.asked(desk, YEAR)}
    library.close()

    codes = [each.code for each in found.standards]
    days = found.standards[0].lines[0]
    assert codes == ["ministry_reading", "snp_special", "ifla_prisons"]
    assert (days.state, days.value, days.wanted) == ("met", "5 days", "at most 5 days")
    assert found.standards[0].informational
    assert {line.state for line in found.standards[1].lines} <= {"unjudged", "unrecorded"}
    assert asked.isdisjoint({"filled_by", "filled_phone", "population"})
    assert "titles_screened" in asked


def test_the_table_of_readiness_has_every_line(worked):
    with worked.reading() as desk:
        found = judge(desk, YEAR)

    assert len(readiness_table(found).rows) == sum(len(each.lines) for each in found.standards)


def test_a_proposal_never_fills_two_columns_with_the_same():
    headings = {"A": "Nama Perpustakaan", "B": "Nama Perpustakaan", "C": "Jumlah Kegiatan"}

    assert iplm.propose(headings) == {"A": "name", "C": "activities"}


def test_a_column_can_be_left_empty_and_that_is_remembered(worked):
    headings = {"A": "Nama Perpustakaan", "B": "Jumlah Kegiatan"}
    with worked.changing() as desk:
        iplm.choose(desk, "f", "B", source=iplm.NOTHING)
        iplm.choose(desk, "f", "A", source="visits")
        chosen = iplm.mapping(desk, "f", headings)
        row = iplm.row(desk, headings, chosen, year=YEAR)

    assert row.values() == {"A": 7}
    assert row.count("left") == 1


def test_an_unknown_source_is_refused(desk):
    with pytest.raises(errors.SourceUnknown):
        iplm.choose(desk, "f", "A", source="weather")


def test_activities_are_listed_by_strategy_with_their_values(worked):
    with worked.reading() as desk:
        found = sim.groups(desk, span_of(YEAR))

    counts = {each.code: (len(each.activities), each.participants) for each in found}
    weaving = found[1].activities[0]
    values = {each.name: each.value for each in weaving.values}
    assert counts == {
        "service": (0, None), "involvement": (1, 9), "advocacy": (1, None), "publication": (0, None)
    }  # fmt: skip
    assert (values["Men (L)"], values["Women (P)"], values["Children"]) == ("3", "6", "2")
    assert (values["With a disability"], values["Partner"]) == ("", "PKK")
    assert "Ibu Nur" not in str(weaving)


def test_a_tick_is_remembered_until_the_activity_changes(worked):
    with worked.changing() as desk:
        one = sim.groups(desk, span_of(YEAR))[1].activities[0]
        sim.tick(acting_as(desk, Role.assistant), one, typed=True)
        ticked = sim.groups(desk, span_of(YEAR))[1].activities[0]
        view = activities.show(desk, one.id)
        activities.edit(desk, one.id, ActivityDraft("Kelas rotan", view.draft.on))
        changed = sim.groups(desk, span_of(YEAR))[1].activities[0]
        sim.tick(desk, changed, typed=False)
        open_ = sim.groups(desk, span_of(YEAR))[1].activities[0]

    assert (ticked.is_typed, ticked.is_changed) == (True, False)
    assert (changed.is_typed, changed.is_changed) == (False, True)
    assert (open_.is_typed, open_.is_changed) == (False, False)


def test_the_evidence_of_a_prison_covers_few_people(home, tmp_path):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        visits.record(at(desk, day(4, 3)), male=4)
        visits.record(at(desk, day(4, 4)), male=40)
        found = {each.code: each for each in lists(desk, YEAR)}
    library.close()

    shown = found["evidence_visitors"].rows
    assert shown[0][2] == "…"
    assert shown[1][2] != 40 or found["evidence_visitors"].total[2] == "…"


def test_an_assistant_reads_and_does_not_answer(worked):
    with worked.changing() as desk:
        assistant = acting_as(desk, Role.assistant)
        assert judge(assistant, YEAR).standards
        with pytest.raises(errors.NotAllowed):
            answers.save(assistant, "npsn", "1", year=YEAR)
