"""Who may come in, and how often."""

import pytest

from jukung.agency.turnstile import Turnstile, caller, neighbourhood


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def a_turnstile(clock, **choices):
    usual = {"per_minute": 60, "burst": 3, "at_once": 10, "remembered": 4}
    return Turnstile(clock=clock, **(usual | choices))


def enter_and_leave(turnstile, address="192.0.2.1"):
    seconds = turnstile.enter(address)
    if not seconds:
        turnstile.leave(address)
    return seconds


def test_after_a_burst_the_wait_is_told(clock):
    turnstile = a_turnstile(clock)

    waits = [enter_and_leave(turnstile) for _ in range(4)]

    assert waits == [0, 0, 0, pytest.approx(1.0)]


def test_who_waited_as_told_comes_in(clock):
    turnstile = a_turnstile(clock)
    for _ in range(4):
        enter_and_leave(turnstile)

    clock.now += 1.01

    assert enter_and_leave(turnstile) == 0


def test_another_address_does_not_pay_for_it(clock):
    turnstile = a_turnstile(clock)
    for _ in range(4):
        enter_and_leave(turnstile)

    assert enter_and_leave(turnstile, "192.0.2.2") == 0


def test_only_so_many_are_inside_at_once(clock):
    turnstile = a_turnstile(clock, at_once=2)

    waits = [turnstile.enter("192.0.2.1") for _ in range(3)]
    turnstile.leave("192.0.2.1")

    assert waits == [0, 0, 1.0]
    assert turnstile.enter("192.0.2.1") == 0


def test_a_million_addresses_take_no_more_room_than_some(clock):
    turnstile = a_turnstile(clock)

    for last in range(200):
        enter_and_leave(turnstile, f"192.0.2.{last}")

    assert len(turnstile) == 4


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("nobody", "?"),
        ("", "?"),
    ],
)
def test_a_household_counts_as_one(address, counted):
    assert neighbourhood(address) == counted


@pytest.mark.parametrize(
    ("forwarded", "behind_proxy", "found"),
    [
        ("203.0.113.9", False, "127.0.0.1"),
        ("203.0.113.9", True, "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", True, "203.0.113.9"),
        ("203.0.113.9, made up", True, "127.0.0.1"),
        ("", True, "127.0.0.1"),
    ],
)
def test_only_our_own_proxy_says_who_asks(forwarded, behind_proxy, found):
    assert caller("127.0.0.1", forwarded, behind_proxy=behind_proxy) == found
