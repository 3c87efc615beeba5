"""The prison that the tour furnishes is whole, and has no name in it."""

import tomllib

import pytest

from jukung import places
from jukung.domain.kinds import LibraryKind, ResidentState, Role
from jukung.library import check, demo, residents, round_views, screening, staff
from jukung.tour import house
from makers import TODAY


@pytest.fixture
def furnished(tmp_path, home):
    made = demo.make(tmp_path / "prison.jukung", kind=LibraryKind.prison, today=TODAY, days=30)
    yield made, house.furnish(made)
    made.close()


def test_the_furnished_house_has_what_each_page_shows(furnished):
    library, asked = furnished

    with library.reading() as desk:
        states = residents.state_counts(desk)
        leaving = residents.release_days(desk, 30)
        ended = round_views.listed(desk, ended=True)
        counts = screening.counts(desk)
        flaws = check.examine(desk).flaws

    assert flaws == ()
    assert states[ResidentState.present] > 40
    assert len(leaving) > 5
    assert any(line.days_left <= 3 for line in leaving)
    assert len(ended) == 1
    assert min(counts.review, counts.refused) > 3
    assert len(asked.free_cards) > 5
    assert len(asked.shelf) > 5


def test_no_name_is_written_into_the_house(furnished):
    library, _asked = furnished
    words = tomllib.loads((places.resources() / "demo" / "words.toml").read_text("utf-8"))

    with library.reading() as desk:
        tables = [
            name
            for (name,) in desk.session.connection().exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
            )
        ]
        told = " ".join(
            str(list(row))
            for name in tables
            for row in desk.session.connection().exec_driver_sql(f"SELECT * FROM {name}")  # noqa: S608 - of the list above
        )

    assert not [name for name in words["women"] + words["men"] if name in told]


def test_an_aide_is_let_in_without_a_pin(furnished):
    library, _asked = furnished

    house.let_aides_in(library)

    assert {each.role: each.has_pin for each in staff.door(library)} == {
        Role.officer: True,
        Role.aide: False,
    }
