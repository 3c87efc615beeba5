import pytest

from jukung.ui.pace import Pace


def typed(text, *, every, at=1000.0, place=0, pace=None):
    pace = pace or Pace()
    for step in range(len(text)):
        pace.press(at + step * every, place=place + step)
    return pace


@pytest.mark.parametrize("every", [1, 5, 20, 34])
def test_fast_keys_are_a_scanner(every):
    assert typed("0003317", every=every).is_burst()


@pytest.mark.parametrize("every", [36, 60, 200])
def test_slow_keys_are_fingers(every):
    assert not typed("0003317", every=every).is_burst()


def test_a_held_key_is_not_a_scanner():
    pace = Pace()

    for step in range(20):
        pace.press(1000.0 + step * 30, place=step, held=step > 0)

    assert not pace.is_burst()


def test_letters_left_over_from_fingers_are_not_scanned():
    pace = typed("las", every=200)
    typed("0003317", every=10, at=5000, place=3, pace=pace)

    assert pace.scanned("las0003317") == "0003317"
