"""Verdicts and their words."""

from jukung.exchange.parcels.verdict import WORDS, Verdict


def test_every_verdict_has_words():
    assert set(WORDS) == set(Verdict)


def test_every_name_is_its_value():
    assert [each.name for each in Verdict] == [each.value for each in Verdict]


def test_only_accepted_and_known_parcels_count():
    counted = {each.name for each in Verdict if each.is_counted}

    assert counted == {
        "ACCEPT",
        "ACCEPT_WITH_GAP",
        "ACCEPT_LATE",
        "ACCEPT_EPOCH",
        "DUPLICATE",
    }


def test_rejected_ones_are_told_apart():
    assert sum(each.is_rejected for each in Verdict) == 8
