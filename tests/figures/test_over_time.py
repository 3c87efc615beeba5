"""What the months of an indicator make together."""

from jukung.figures.indicators import SENT

BY_CODE = {each.code: each for each in SENT}
STOCKS = ("members", "titles_held", "copies_held", "titles_borrowed", "copies_borrowed")


def test_every_part_is_put_together_as_its_whole():
    parts = [each for each in SENT if each.part_of]

    assert all(each.over_time == BY_CODE[each.part_of].over_time for each in parts)


def test_what_is_counted_at_the_end_of_a_month_is_never_added_up():
    found = [each for each in SENT if "end of the month" in each.definition]

    assert {each.over_time for each in found} == {"last"}
    assert all(BY_CODE[code].over_time == "last" for code in STOCKS)
    assert all(BY_CODE[code].over_time == "last" for code in ("cooperations", "services_offered"))


def test_what_is_counted_once_in_a_month_has_no_year():
    found = [
        each for each in SENT if "each once" in each.definition or "ifferent" in each.definition
    ]

    assert {each.over_time for each in found} == {"none"}
    assert {each.code for each in SENT if each.over_time == "none" and not each.part_of} == {
        "readers_unique",
        "titles_used",
        "copies_used",
        "members_active",
        "blocks_served",
    }


def test_events_are_added_up():
    for code in ("visits", "visits_children", "loans", "open_days", "activities", "members_new"):
        assert BY_CODE[code].over_time == "sum"
