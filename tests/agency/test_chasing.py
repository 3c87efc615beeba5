"""Who owes a month, and what they are asked."""

from datetime import timedelta

import pytest

from jukung.agency import asking_words, chase_table, chasing
from jukung.agency.tables import FigureSource
from jukung.domain import errors, months
from jukung.domain.kinds import LibraryKind
from jukung.exchange import tables
from makers import NOON
from programme_makers import a_site, at_desk, month, says

OCTOBER = month("2026-10")


@pytest.fixture
def province(agency):
    """Rawa owes three months, Ilung one; Sungai reported; Lapas owes all."""
    rawa = a_site(agency, "63.05.01.2001", "Rawa", phone="0812-0000-0001")
    ilung = a_site(agency, "63.05.01.2002", "Ilung", since="2026-10")
    sungai = a_site(agency, "63.07.01.2001", "Sungai")
    a_site(agency, "63.71/LP1", "Lapas", since="2026-09", kind=LibraryKind.prison)
    says(agency, rawa, "2026-07", source=FigureSource.telephone)
    says(agency, sungai, "2026-10")
    return {"rawa": rawa, "ilung": ilung}


def chase(agency, **asked):
    with agency.reading() as desk:
        return chasing.chase(desk, OCTOBER, **asked)


@pytest.mark.usefixtures("province")
def test_who_owes_longest_stands_first_in_its_kabupaten(agency):
    found = chase(agency)

    assert [(each.site.name, len(each.months)) for each in found.lines] == [
        ("Lapas", 2),
        ("Rawa", 3),
        ("Ilung", 1),
    ]
    assert (found.expected, found.missing) == (4, 3)
    rawa = found.lines[1]
    assert (rawa.last, rawa.source) == (month("2026-07"), FigureSource.telephone)
    assert rawa.contacts[0].phone == "0812-0000-0001"
    assert [each.site.name for each in chase(agency, district="63.05").lines] == ["Rawa", "Ilung"]
    assert [each.site.name for each in chase(agency, kind=LibraryKind.prison).lines] == ["Lapas"]


@pytest.mark.usefixtures("province")
def test_who_was_called_rests_for_seven_days(agency):
    with at_desk(agency) as desk:
        chasing.tick(desk, "63.05.01.2001", OCTOBER)

    hidden = chase(agency, district="63.05")
    shown = chase(agency, district="63.05", with_called=True).lines[0]
    with at_desk(agency, now=NOON + timedelta(days=8)) as desk:
        later = chasing.chase(desk, OCTOBER, district="63.05")

    assert [each.site.name for each in hidden.lines] == ["Ilung"]
    assert (hidden.called, shown.called_by) == (1, "Rahmi")
    assert len(later.lines) == 2


@pytest.mark.usefixtures("province")
def test_a_tick_is_taken_back(agency):
    with at_desk(agency) as desk:
        chasing.tick(desk, "63.05.01.2001", OCTOBER)
        chasing.untick(desk, "63.05.01.2001", OCTOBER)

    assert chase(agency).called == 0


@pytest.mark.usefixtures("province")
def test_the_message_names_the_months_and_never_a_number(agency):
    with agency.changing() as desk:
        found = chasing.chase(desk, OCTOBER, district="63.05")
        own = asking_words.message("{library}: {months}", found.lines[0], agency="Dinas")
        usual = asking_words.message(asking_words.usual(), found.lines[0], agency="Dinas")
        many = asking_words.coordinator_message("Tapin", found.lines, agency="Dinas")

    assert own == "Rawa: August 2026, September 2026 and October 2026"
    assert "telephone" in usual  # it does not use Jukung
    assert "Jukung" not in usual
    assert "{" not in usual
    assert "Ilung" in many
    assert "0812" not in usual + many
    assert "Aminah" not in usual + many


def test_a_library_with_jukung_is_told_how_to_send(agency, joined):
    with agency.changing() as desk:
        (line,) = chasing.chase(desk, months.month_of(desk.today)).lines
        usual = asking_words.message(asking_words.usual(), line, agency="Dinas")

    assert "F8" in usual
    assert "QR" in usual


def test_the_agency_keeps_its_own_words(agency):
    with agency.changing() as desk:
        asking_words.choose(desk, "Halo {library}")
        with pytest.raises(errors.FieldWordUnknown):
            asking_words.choose(desk, "Halo {name}")
        kept = asking_words.template(desk)
        asking_words.choose(desk, " ")
        back = asking_words.template(desk)

    assert kept == "Halo {library}"
    assert back == asking_words.usual()


@pytest.mark.usefixtures("province")
def test_the_list_says_that_it_holds_personal_data(agency):
    with agency.reading() as desk:
        found = chasing.chase(desk, OCTOBER)
        with_them = chase_table.table(desk, found)
        without = chase_table.table(desk, found, phones=False)

    assert chase_table.personal_note() in tables.lines(with_them).decode("utf-8-sig")
    assert "0812-0000-0001" in tables.lines(with_them).decode("utf-8-sig")
    assert "0812" not in tables.lines(without).decode("utf-8-sig")
    assert "Aminah" not in tables.lines(without).decode("utf-8-sig")
