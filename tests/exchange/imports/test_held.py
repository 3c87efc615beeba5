"""Records held in little memory are the same records, in the same order."""

from datetime import date

import pytest

from jukung.domain.kinds import CopyStatus, OriginFormat
from jukung.exchange.imports.held import Held, Picked
from jukung.exchange.imports.records import CopyRecord, LoanRecord, TitleRecord


def a_loan(place):
    return LoanRecord(place, f"P{place}", "A1", date(2026, 1, 2), date(2026, 1, 9))


LOANS = [a_loan(place) for place in range(600)]


def test_records_come_back_as_they_were():
    copy = CopyRecord("P1", status=CopyStatus.repair, received_on=date(2020, 5, 1))
    titles = [
        TitleRecord(place, title=f"Rawa {place}", copies=(copy,), people=("Anang",),
                    origin=(OriginFormat.marc21, b"record" * 200))
        for place in range(300)
    ]  # fmt: skip

    held = Held(titles)

    assert list(held) == titles
    assert len(held) == 300


@pytest.mark.parametrize("place", [0, 255, 256, 511, 599, -1, -600])
def test_a_record_is_found_by_its_place(place):
    held = Held(LOANS)

    found = held[place]

    assert found == LOANS[place]


@pytest.mark.parametrize("place", [600, -601])
def test_a_place_beyond_the_end_is_none(place):
    held = Held(LOANS)

    with pytest.raises(IndexError):
        held[place]


def test_a_part_is_cut_out_as_of_a_list():
    held = Held(LOANS)

    part = held[250:260]

    assert list(part) == LOANS[250:260]


def test_what_was_held_can_be_gone_through_twice_at_once():
    held = Held(LOANS)

    pairs = list(zip(held, held, strict=True))

    assert all(first == second for first, second in pairs)


def test_some_of_the_records_are_picked_in_their_order():
    marks = bytearray(place % 3 == 0 for place in range(600))

    picked = Picked(Held(LOANS), marks)

    assert list(picked) == LOANS[::3]
    assert (len(picked), picked[1], picked[-1]) == (200, LOANS[3], LOANS[597])
    assert list(picked[1:3]) == [LOANS[3], LOANS[6]]


def test_hundreds_of_thousands_take_little_memory():
    held = Held(a_loan(place) for place in range(20_000))

    size = sum(map(len, held._packed))

    assert size < 100 * len(held)
