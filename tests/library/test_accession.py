"""The accession register: every own copy in the order it came."""

from datetime import date

from sqlalchemy import text

from jukung.domain.kinds import SourceKind, WithdrawReason
from jukung.library import accession, withdrawals
from makers import TODAY, a_copy, a_title


def a_copy_of(desk, day):
    """A copy that came on a day; gives its number."""
    number = a_copy(desk)
    desk.session.execute(
        text("UPDATE copy SET received_on = :day WHERE number = :number"),
        {"day": day.isoformat(), "number": number},
    )
    return number


def test_the_register_has_all_columns_of_a_copy(desk):
    title_id = a_title(
        desk, "Hujan di Muara", people=("Rini Astuti",), publisher="Pustaka Rawa",
        place="Banjarmasin", year="2019", isbn="978-602-0000-00-0", class_number="813",
    )  # fmt: skip
    number = a_copy(desk, title_id=title_id, inventory_code="012/2026")
    desk.session.execute(
        text(
            "UPDATE copy SET source_kind = 'gift', source = 'Dispersip', price = 45000, "
            "received_on = '2026-10-01', invoice = 'SP-9'"
        )
    )
    desk.session.expire_all()

    (line,) = accession.page(desk)

    assert (line.number, line.inventory_code, line.on) == (number, "012/2026", date(2026, 10, 1))
    assert (line.people, line.title, line.town) == ("Rini Astuti", "Hujan di Muara", "Banjarmasin")
    assert (line.publisher, line.year, line.class_number) == ("Pustaka Rawa", "2019", "813")
    assert (line.source_kind, line.source, line.price) == (SourceKind.gift, "Dispersip", 45000)


def test_the_register_is_read_by_pages_in_the_order_copies_came(desk):
    numbers = [a_copy_of(desk, date(2026, 11, day)) for day in (3, 1, 2)]

    first = accession.page(desk, most=2)
    rest = accession.page(desk, after=first[-1], most=2)

    assert [line.number for line in (*first, *rest)] == [numbers[1], numbers[2], numbers[0]]
    assert accession.page(desk, skip=1, most=1) == first[1:]


def test_a_year_is_a_part_of_it(desk):
    a_copy_of(desk, date(2025, 5, 5))
    number = a_copy(desk)

    assert accession.years(desk) == ((2026, 1), (2025, 1))
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert [line.number for line in accession.page(desk, *year)] == [number]
    assert accession.totals(desk, *year).count == 1


def test_withdrawn_copies_stay_in_it_with_their_record(desk):
    number = a_copy(desk)
    done = withdrawals.withdraw(desk, [number], WithdrawReason.worn)

    (line,) = accession.page(desk)

    assert (line.withdrawn_on, line.withdrawal) == (TODAY, done.number)
    assert accession.totals(desk).withdrawn == 1


def test_what_others_lent_is_not_in_it(desk):
    a_copy(desk)
    desk.session.execute(text("INSERT INTO owner VALUES (7, 'o', 'Dispersip', 'agency')"))
    desk.session.execute(text("UPDATE copy SET owner = 7"))

    assert accession.page(desk) == ()


def test_pages_are_found_by_the_index(desk):
    plan = desk.session.execute(
        text("EXPLAIN QUERY PLAN " + accession._LINES.replace("?", ":p")),
        {"p1": "", "p2": "9", "p3": "", "p4": 0, "p5": 9, "p6": 0},
    ).all()

    assert any("copy_by_accession" in str(step) for step in plan)
    assert not any("TEMP B-TREE" in str(step) for step in plan)
