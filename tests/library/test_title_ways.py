"""Filters that few titles fit find the same as those that are asked of every title."""

from itertools import product

import pytest
from sqlalchemy import text

from jukung.domain.kinds import Audience, CollectionKind, CopyStatus
from jukung.library import copies, title_lists, title_search, title_ways
from jukung.library.copies import CopyDraft
from jukung.library.title_filters import TitleFilter
from jukung.library.title_lines import SHOWN
from jukung.store import search
from jukung.store.search_reading import read
from makers import a_copy, a_title

AUDIENCES = (Audience.unknown, Audience.children, Audience.teen)
KINDS = (CollectionKind.general, CollectionKind.children)
FILTERS = (
    {"audience": Audience.teen},
    {"audience": Audience.unknown},
    {"audience": Audience.early},
    {"languages": ("ind", "Indonesia")},
    {"languages": ("",)},
    {"class_main": "8"},
    {"class_main": "8", "division": "81"},
    {"kind": CollectionKind.children},
    {"kind": CollectionKind.general},
    {"place": 71},
    {"place": 72},
    {"place": 1},
    {"place": 99},
    {"on_shelf": True},
    {"has_copy": True, "audience": Audience.children},
    {"languages": ("ind",), "audience": Audience.teen, "kind": CollectionKind.children},
    {"place": 71, "on_shelf": True, "class_main": "8"},
)


@pytest.fixture
def stocked(desk):
    """Forty titles of all kinds, most with two copies."""
    desk.session.execute(
        text(
            "INSERT INTO place (row, id, kind, name, inside) VALUES "
            "(71, 'p71', 'corner', 'Pojok Baca', 1), (72, 'p72', 'shelf', 'Rak 2', 71)"
        )
    )
    for n in range(40):
        title = a_title(
            desk,
            f"Rawa {n:02}" if n % 3 else f"Kisah Rawa {n:02}",
            audience=AUDIENCES[n % 3],
            language=("", "ind", "Indonesia", "eng")[n % 4],
            class_number=("813", "639", "")[n % 3 if n % 5 else 0],
        )
        for each in range(n % 4):
            number = a_copy(desk, title_id=title)
            kind, status = KINDS[(n + each) % 2], CopyStatus.available
            if n % 7 == 0:
                status = CopyStatus.withdrawn
            copies.edit(desk, copies.show(desk, number).id, CopyDraft(kind=kind, status=status))
            desk.session.execute(
                text("UPDATE copy SET place = :place WHERE number = :number"),
                {"place": (1, 71, 72)[(n + each) % 3], "number": number},
            )
    return desk


def plainly(desk, where):
    """The rows that a filter lets through, by nothing but what it asks."""
    condition = where.condition()
    found = desk.session.connection().execute(
        text(f"SELECT t.row, t.title FROM title t WHERE {condition}"),  # noqa: S608 - ours
        where.facts(),
    )
    return sorted(found, key=lambda row: (row[1].casefold(), row[0]))


def searched(desk, where, *, most, look):
    through = search.Through(
        where.condition(),
        where.facts(),
        lambda count: title_ways.rarest(desk, where, count),
    )
    found = search.title_lines(
        desk.session, SHOWN, search.title_words("rawa"), through=through, most=most, look=look
    )
    return [line[0] for line in found]


def walked(desk, where):
    found, after = [], None
    while page := title_lists.page(desk, after, where=where, most=7):
        found += [line.row for line in page]
        after = page[-1]
    return found


def test_a_search_finds_what_a_filter_lets_through(stocked):
    for where in (TitleFilter(**asked) for asked in FILTERS):
        fits = sorted(plainly(stocked, where))
        begin = [row for row, title in fits if title.startswith("Rawa")]
        rest = [row for row, title in fits if not title.startswith("Rawa")]

        for most, look in product((3, 50), (0, 2, 15, 1_000)):
            found = searched(stocked, where, most=most, look=look)

            assert found == (begin + rest)[:most], (where, most, look)


def test_a_list_has_what_a_filter_lets_through(stocked):
    for where in (TitleFilter(**asked) for asked in FILTERS):
        fits = [row for row, _title in plainly(stocked, where)]

        whole = title_lists.page(stocked, where=where)

        assert [line.row for line in whole] == walked(stocked, where) == fits, where
        assert title_lists.count(stocked, where=where) == len(fits)
        assert title_lists.rows(stocked, where=where) == tuple(fits)
        assert title_lists.page_at(stocked, 2, where=where, most=3) == whole[2:5]
        if whole:
            assert title_lists.page_before(stocked, whole[-1], where=where) == whole[:-1]


def test_few_titles_are_gone_through_and_many_are_not(stocked):
    few = TitleFilter(audience=Audience.teen)
    many = TitleFilter(on_shelf=True)
    both = TitleFilter(audience=Audience.teen, languages=("eng",))

    assert title_ways.rarest(stocked, few, 20).count == 13
    assert title_ways.rarest(stocked, few, 12) is None
    assert title_ways.rarest(stocked, many, 1_000) is None
    assert title_ways.rarest(stocked, both, 1_000).count == 10
    assert title_ways.rarest(stocked, TitleFilter(audience=Audience.early), 1).count == 0


def test_few_titles_are_found_by_an_index(stocked):
    for asked in (
        {"audience": Audience.teen},
        {"languages": ("ind",)},
        {"kind": CollectionKind.children},
        {"place": 71},
    ):
        where = TitleFilter(**asked)
        rows = title_ways.rarest(stocked, where, 1_000).rows

        plan = f"EXPLAIN QUERY PLAN {rows}"
        steps = [row[-1] for row in read(stocked.session, plan, where.facts())]

        assert any("COVERING INDEX" in step for step in steps), steps
        assert not any(step in ("SCAN c", "SCAN title") for step in steps), steps


def test_what_was_meant_is_found_through_a_filter_too(stocked):
    where = TitleFilter(audience=Audience.teen, place=72)

    found = title_search.find(stocked, "rawq", where=where)

    assert found.meant == ("rawa",)
    assert {line.row for line in found.lines} == {row for row, _ in plainly(stocked, where)}
