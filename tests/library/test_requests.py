"""Requests of residents, and whose turn it is."""

import pytest

from jukung.domain import errors
from jukung.domain.kinds import HoldSource, HoldState, ResidentState, Role
from jukung.library import (
    circulation,
    fair_turn,
    holds,
    house_rules,
    requests,
    undoing,
)
from jukung.library.house_rules import HouseRules
from jukung.store.tables import ResidentRow
from makers import TODAY, a_copy, a_library, a_loan, a_member, a_title, acting_as


@pytest.fixture
def inside(home, tmp_path):
    opened = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with opened.changing() as desk:
        yield desk
    opened.close()


def queue(desk, title="Buku Dicari"):
    lines = [line for line in requests.listed(desk) if line.title == title and line.turn]
    return [line.card for line in sorted(lines, key=lambda line: line.turn.place)]


def a_wanted_book(desk):
    """A title whose only copy is out."""
    number = a_copy(desk, title="Buku Dicari")
    a_loan(desk, number=number)
    return number


def test_a_slip_for_a_book_on_the_shelf_sets_it_aside_at_once(inside):
    number, card = a_copy(inside, title="Buku Dicari"), a_member(inside).card

    noted = requests.by_slip(inside, card, "buku dicari")

    assert (noted.barcode, noted.place) == (number, 0)
    [line] = requests.listed(inside)
    assert (line.state, line.source, line.card) == (HoldState.ready, HoldSource.slip, card)


@pytest.mark.parametrize("words", ["Buku Dicari", "000010", "978-602-03-3295-6", "dicari"])
def test_a_slip_names_a_book_by_title_number_or_isbn(inside, words):
    title = a_title(inside, "Buku Dicari", isbn="9786020332956")
    a_copy(inside, "000010", title_id=title)
    a_copy(inside, title="Yang Lain")

    noted = requests.by_slip(inside, a_member(inside).card, words)

    assert noted.title == "Buku Dicari"


def test_words_that_mean_several_books_are_not_guessed(inside):
    a_copy(inside, title="Rawa Pagi")
    a_copy(inside, title="Rawa Sore")

    with pytest.raises(errors.TitleUnclear) as refused:
        requests.by_slip(inside, a_member(inside).card, "rawa")

    assert refused.value.facts["count"] == 2


def test_a_slip_for_nothing_we_have_is_told(inside):
    with pytest.raises(errors.TitleNotFound):
        requests.by_slip(inside, a_member(inside).card, "tak ada")


def test_a_book_that_has_not_passed_cannot_be_asked_for(inside):
    a_copy(inside, title="Belum", screened=False)

    with pytest.raises(errors.TitleNotScreened):
        requests.by_slip(inside, a_member(inside).card, "Belum")


def test_nobody_has_more_requests_than_the_house_allows(inside):
    card = a_member(inside).card
    for n in range(3):
        a_copy(inside, title=f"Judul {n}")
    house_rules.save(inside, HouseRules(most_requests=2))
    requests.by_slip(inside, card, "Judul 0")
    requests.by_slip(inside, card, "Judul 1")

    with pytest.raises(errors.RequestLimitReached):
        requests.by_slip(inside, card, "Judul 2")


def test_a_title_is_asked_for_once(inside):
    a_wanted_book(inside)
    card = a_member(inside).card
    requests.by_slip(inside, card, "Buku Dicari")

    with pytest.raises(errors.HoldExists):
        requests.by_slip(inside, card, "Buku Dicari")


def test_who_had_fewer_books_lately_is_before_who_asked_earlier(inside):
    a_wanted_book(inside)
    reader, other = a_member(inside), a_member(inside)
    a_loan(inside, reader)
    requests.by_slip(inside, reader.card, "Buku Dicari")
    requests.by_slip(inside, other.card, "Buku Dicari")

    assert queue(inside) == [other.card, reader.card]


def test_among_equals_who_waits_longest_is_first(inside):
    a_wanted_book(inside)
    cards = [a_member(inside).card for _ in range(3)]
    for card in cards:
        requests.by_slip(inside, card, "Buku Dicari")

    assert queue(inside) == cards


def test_the_turn_says_why_without_saying_who(inside):
    a_wanted_book(inside)
    reader, early, late = (a_member(inside) for _ in range(3))
    a_loan(inside, reader)
    for each in (reader, early, late):
        requests.by_slip(inside, each.card, "Buku Dicari")

    turns = {line.card: line.turn for line in requests.listed(inside)}

    assert turns[reader.card] == fair_turn.Turn(3, 3, fewer=2, earlier=0)
    assert turns[late.card] == fair_turn.Turn(2, 3, fewer=0, earlier=1)


def test_a_copy_that_comes_back_goes_to_whose_turn_it_is(inside):
    number = a_wanted_book(inside)
    reader, other = a_member(inside), a_member(inside)
    a_loan(inside, reader)
    requests.by_slip(inside, reader.card, "Buku Dicari")
    requests.by_slip(inside, other.card, "Buku Dicari")

    slip = circulation.give_back(inside, number)

    assert slip.hold.card == other.card


def test_who_is_in_isolation_keeps_their_place_and_is_passed_over(inside):
    number = a_wanted_book(inside)
    away, here = a_member(inside), a_member(inside)
    requests.by_slip(inside, away.card, "Buku Dicari")
    requests.by_slip(inside, here.card, "Buku Dicari")
    inside.session.merge(
        ResidentRow(borrower=away.row, state=ResidentState.isolated, state_on=TODAY, act=1)
    )

    slip = circulation.give_back(inside, number)

    assert slip.hold.card == here.card
    assert queue(inside) == [away.card]


def test_a_request_waits_for_its_round_however_long(inside):
    a_copy(inside, title="Buku Dicari")
    requests.by_slip(inside, a_member(inside).card, "Buku Dicari")
    later = inside.now.replace(month=12)

    swept = holds.sweep(type(inside)(inside.session, later, inside.staff, inside.profile))

    assert swept is None
    assert len(requests.listed(inside)) == 1


def test_a_request_is_taken_back(inside):
    a_copy(inside, title="Buku Dicari")
    noted = requests.by_slip(inside, a_member(inside).card, "Buku Dicari")

    undoing.undo(inside, noted.act_id)

    assert requests.length(inside) == 0


def test_the_kiosk_tells_nobody_what_a_card_waits_for(inside):
    title = a_title(inside, "Buku Dicari")
    a_copy(inside, title_id=title)
    card = a_member(inside).card

    first = requests.by_kiosk(inside, card, title)
    second = requests.by_kiosk(inside, card, title)

    assert first is second is None
    assert [line.source for line in requests.listed(inside)] == [HoldSource.kiosk]


@pytest.mark.parametrize("cut", [1, 5])
def test_the_kiosk_takes_a_card_without_its_letter_and_zeros(inside, cut):
    title = a_title(inside, "Buku Dicari")
    a_copy(inside, title_id=title)
    card = a_member(inside).card

    requests.by_kiosk(inside, card[cut:], title)

    assert [line.card for line in requests.listed(inside)] == [card]


def test_the_kiosk_refuses_a_card_nobody_has(inside):
    title = a_title(inside, "Buku Dicari")
    a_copy(inside, title_id=title)

    with pytest.raises(errors.MemberUnknown):
        requests.by_kiosk(inside, "99", title)


def test_the_kiosk_finds_only_what_may_circulate(inside):
    a_copy(inside, title="Rawa Lolos")
    a_copy(inside, title="Rawa Belum", screened=False)

    found = requests.find(inside, "rawa")

    assert [line.title for line in found] == ["Rawa Lolos"]


def test_an_aide_writes_slips_and_reads_no_list(inside):
    a_copy(inside, title="Buku Dicari")
    aide = acting_as(inside, Role.aide)

    noted = requests.by_slip(aide, a_member(inside).card, "Buku Dicari")

    assert noted.title == "Buku Dicari"
    with pytest.raises(errors.NotAllowed):
        requests.listed(aide)


def test_a_village_has_holds_and_no_requests(desk):
    a_copy(desk, title="Buku Dicari")

    with pytest.raises(errors.OnlyInPrison):
        requests.by_slip(desk, a_member(desk).card, "Buku Dicari")
