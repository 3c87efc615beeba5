"""What a scanner or a hand may put into the box, and what must never come of it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from jukung.domain import codes, errors
from jukung.domain.kinds import ActKind, CopyStatus
from jukung.library import cards, circulation, copies, overview, settings
from makers import TODAY, a_copy, a_loan, a_member, a_title, at

ISBN = "9786020000008"


@pytest.fixture
def member(desk):
    return a_member(desk, name="Anggota Satu", card="A1")


@pytest.fixture
def own(desk):
    """Copies with the library's own numbers: 0000013, 0000026 …"""
    title_id = a_title(desk, "Rawa")
    return copies.add(desk, title_id, count=3)


def acts(desk):
    return desk.session.execute(text("SELECT count(*) FROM journal_act")).scalar_one()


# --- What a scanner adds ---


@pytest.mark.parametrize("typed", ["]C0{n}", "]E0{n}", " {n} ", "]C1{n}\t"])
def test_the_kind_of_bars_in_front_of_a_number_does_not_count(desk, member, own, typed):
    scanned = circulation.scan(desk, typed.format(n=own[0]), card="A1", by_scanner=True)

    assert (scanned.slip.action, scanned.slip.barcode) == (ActKind.lend, own[0])


@pytest.mark.parametrize("by_scanner", [True, False])
def test_what_the_scanner_puts_around_a_number_is_taken_off(desk, member, own, by_scanner):
    settings.remember(desk, "scanner_prefix", "~p")
    settings.remember(desk, "scanner_suffix", "x")

    scanned = circulation.scan(desk, f"~P{own[0]}X", card="A1", by_scanner=by_scanner)

    assert scanned.slip.barcode == own[0]


def test_a_typed_number_that_begins_like_the_scanners_prefix_is_still_found(desk, member):
    settings.remember(desk, "scanner_prefix", "A")

    assert circulation.scan(desk, "A1").member.card == "A1"
    assert circulation.scan(desk, "AA1", by_scanner=True).member.card == "A1"


# --- Half a number, and a hand's number without its zeros ---


def test_a_hand_may_leave_out_the_zeros_in_front(desk, member, own):
    scanned = circulation.scan(desk, own[0].lstrip("0"), card="A1")

    assert scanned.slip.barcode == own[0]


def test_half_a_scan_is_refused_even_where_it_would_fit_another_copy(desk, member, own):
    a_copy(desk, "0000130", title="Lain")

    for length in range(1, 7):
        with pytest.raises(errors.NumberIncomplete):
            circulation.scan(desk, own[0][-length:], card="A1", by_scanner=True)
        with pytest.raises(errors.NumberIncomplete):
            circulation.scan(desk, own[0][:length], card="A1", by_scanner=True)

    assert overview.loans_of(desk, "A1") == ()


def test_every_single_wrong_digit_and_every_swap_of_neighbours_is_refused(desk, member, own):
    before = acts(desk)
    number = copies.add(desk, a_title(desk), count=400)[-1]
    wrong = {
        number[:place] + digit + number[place + 1 :]
        for place in range(len(number))
        for digit in "0123456789"
    } | {
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for place in range(len(number) - 1)
    }

    for typed in wrong - {number}:
        with pytest.raises(errors.NumberIncomplete):
            circulation.scan(desk, typed, card="A1", by_scanner=True)

    assert acts(desk) == before + 2


def test_a_whole_number_of_ours_that_nobody_has_may_be_registered(desk, member, own):
    unknown = codes.make("", 999, digits=6, checked=True)

    with pytest.raises(errors.CopyUnknown) as refused:
        circulation.scan(desk, unknown, card="A1", by_scanner=True)

    assert refused.value.barcode == unknown


@pytest.mark.parametrize("typed", ["12", "000012", "5555555"])
def test_where_no_own_numbers_are_used_any_number_may_be_registered(desk, member, typed):
    with pytest.raises(errors.CopyUnknown):
        circulation.scan(desk, typed, card="A1", by_scanner=True)


def test_a_number_of_another_look_is_unknown_not_incomplete(desk, member, own):
    with pytest.raises(errors.CopyUnknown):
        circulation.scan(desk, "B00123/PD", card="A1", by_scanner=True)


def test_half_a_card_is_refused(desk):
    card = a_member(desk, name="Anggota").card

    with pytest.raises(errors.NumberIncomplete):
        circulation.scan(desk, card[:-2], by_scanner=True)

    assert circulation.scan(desk, card, by_scanner=True).member.card == card


def test_half_a_number_of_an_earlier_year_is_known_as_such(desk, member):
    desk.session.execute(
        text("UPDATE number_series SET prefix = '{yy}-', yearly = 1, year = 2025, next = 9")
    )

    with pytest.raises(errors.NumberIncomplete):
        circulation.scan(desk, "25-0000", by_scanner=True)


# --- An ISBN instead of the label ---


def shelf(desk, count, **draft):
    title_id = a_title(desk, "Rawa", isbn=ISBN)
    return [a_copy(desk, f"K{n}", title_id=title_id, **draft) for n in range(count)]


@pytest.mark.parametrize("typed", [ISBN, "978-602-000-000-8", f"{ISBN}51000"])
def test_the_isbn_of_the_only_copy_on_the_shelf_lends_it(desk, member, typed):
    shelf(desk, 1)

    scanned = circulation.scan(desk, typed, card="A1")

    assert (scanned.slip.action, scanned.slip.barcode) == (ActKind.lend, "K0")


def test_the_isbn_scanned_twice_lends_once(desk, member):
    shelf(desk, 1)
    circulation.scan(desk, ISBN, card="A1")

    with pytest.raises(errors.AlreadyWithThisMember):
        circulation.scan(desk, ISBN, card="A1")


def test_the_isbn_of_the_only_copy_that_is_out_takes_it_back(desk, member):
    shelf(desk, 3)
    circulation.lend(desk, "A1", "K1")

    scanned = circulation.scan(desk, ISBN)

    assert (scanned.slip.action, scanned.slip.barcode) == (ActKind.give_back, "K1")


def test_the_isbn_of_several_copies_asks_for_the_label(desk, member):
    shelf(desk, 2)

    with pytest.raises(errors.IsbnNotLabel) as refused:
        circulation.scan(desk, ISBN, card="A1")

    assert refused.value.facts == {"isbn": ISBN, "count": 2}


def test_with_a_copy_at_home_and_one_on_the_shelf_the_isbn_decides_nothing(desk, member):
    shelf(desk, 2)
    circulation.lend(desk, "A1", "K0", on=TODAY - timedelta(days=3))

    with pytest.raises(errors.IsbnNotLabel):
        circulation.scan(desk, ISBN, card="A1")


def test_an_isbn_that_no_title_has_is_not_taken_for_a_copy_number(desk, member):
    with pytest.raises(errors.IsbnNotLabel) as refused:
        circulation.scan(desk, ISBN, card="A1", by_scanner=True)

    assert refused.value.count == 0


def test_a_copy_whose_label_is_its_isbn_is_found_by_it(desk, member):
    a_copy(desk, ISBN)

    assert circulation.scan(desk, ISBN, card="A1").slip.barcode == ISBN


# --- Cards ---


def test_an_old_card_calls_its_member(desk, member):
    cards.replace_card(desk, member.id, lost=False, card="A7")

    assert circulation.scan(desk, "A1").member.card == "A7"


def test_a_lost_card_calls_nobody_and_still_returns(desk, member):
    a_loan(desk, member, a_copy(desk, "K1"))
    cards.replace_card(desk, member.id, lost=True, card="A7")

    with pytest.raises(errors.CardLost):
        circulation.scan(desk, "a1")
    with pytest.raises(errors.CardLost):
        circulation.lend(desk, "A1", a_copy(desk, "K2"))

    assert circulation.scan(desk, "K1").member.card == "A7"


# --- A copy that was missing ---


def test_a_missing_copy_is_found_and_lent_only_by_the_next_scan(desk, member):
    a_copy(desk, "K1", title="Rawa", status=CopyStatus.missing)

    found = circulation.scan(desk, "K1", card="A1")
    lent = circulation.scan(desk, "K1", card="A1")

    assert (found.found, found.slip.action, found.member.card) == ("Rawa", ActKind.find_copy, "A1")
    assert (lent.found, lent.slip.action) == ("", ActKind.lend)


def test_a_lost_copy_that_is_brought_back_is_on_the_shelf_again(desk, member):
    a_loan(desk, member, a_copy(desk, "K1"))
    circulation.lose(desk, "K1")

    found = circulation.scan(at(desk, TODAY, 13), "K1")

    assert found.found
    assert copies.show(desk, "K1").status is CopyStatus.available
