"""A program that is killed loses nothing that it has said is stored (F1)."""

import pytest
from power import killing


def test_a_killed_program_loses_nothing(writers, tmp_path):
    tally = killing(writers, tmp_path).run(30, seed=1)

    assert tally.wrong == []
    assert tally.act_count > 30


def test_a_killed_prison_program_loses_nothing(writers, tmp_path):
    tally = killing(writers, tmp_path, prison=True).run(10, seed=2)

    assert tally.wrong == []
    assert tally.act_count > 10


@pytest.mark.nightly
@pytest.mark.timeout(7200)
def test_a_program_killed_many_times_loses_nothing(writers, tmp_path):
    tally = killing(writers, tmp_path).run(5000, seed=3)

    assert tally.wrong == []
