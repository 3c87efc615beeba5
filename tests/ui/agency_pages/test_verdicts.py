"""Every verdict has its words."""

from jukung.exchange.parcels.verdict import Verdict
from jukung.ui.agency_pages.verdicts import VERDICTS, chip_of, explain


def test_every_verdict_has_words_and_no_other():
    assert set(VERDICTS) == {str(verdict) for verdict in Verdict}


def test_what_counts_is_never_red():
    tints = {chip_of(verdict)[1] for verdict in Verdict if verdict.is_counted}

    assert tints == {"good", "gold", "neutral"}


def test_an_accepted_report_leaves_nothing_to_do():
    assert explain(Verdict.ACCEPT) == "The figures count."
