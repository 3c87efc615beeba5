import pytest

from jukung.domain import errors, pins


@pytest.mark.parametrize("pin", ["4071", "90210", "280465", "100000000007"])
def test_a_pin_of_some_digits_is_taken(pin):
    assert pins.check(pin) == pin


@pytest.mark.parametrize("pin", ["", "407", "40a1", "٤٠٧١", "4071 ", "1234567890123"])
def test_a_pin_is_four_to_twelve_plain_digits(pin):
    with pytest.raises(errors.PinTooShort):
        pins.check(pin)


@pytest.mark.parametrize(
    "pin", ["0000", "777777", "1234", "4321", "8901", "2109", "1212", "505050"]
)
def test_what_everybody_tries_first_is_refused(pin):
    with pytest.raises(errors.PinTooSimple):
        pins.check(pin)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (2, 0), (3, 30), (4, 60), (5, 300), (6, 900), (7, 3600), (99, 3600)],
)
def test_each_wrong_pin_from_the_third_on_costs_more_time(failures, seconds):
    assert pins.pause_after(failures) == seconds
