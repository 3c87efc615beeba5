import pytest

from jukung.domain import codes, errors
from jukung.domain.kinds import ActKind, CollectionKind, PrintWhat, SlipAct
from jukung.domain.typed import TypedSlip
from jukung.library import (
    blank_numbers,
    catalogue,
    check,
    circulation,
    copies,
    in_house,
    late_entry,
    members,
    print_runs,
    series,
    undoing,
)
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.library.members import MemberDraft
from makers import a_copy, a_loan, a_member, a_title

ISBN = "978-602-1234-56-3"
BOUND = frozenset({ActKind.bind_number})


@pytest.fixture
def number(desk):
    return blank_numbers.reserve(desk, 1).numbers[0]


def test_reserved_numbers_are_the_next_of_the_copies(desk):
    expected = series.peek_number(desk, "copies")

    reserved = blank_numbers.reserve(desk, 3)

    assert reserved.numbers[0] == expected
    assert all(codes.fits(number) for number in reserved.numbers)
    assert blank_numbers.blank(desk) == reserved.numbers
    assert blank_numbers.count(desk) == 3


@pytest.mark.parametrize("count", [0, 5001])
def test_too_many_at_once_are_refused(desk, count):
    with pytest.raises(errors.CountOutOfRange):
        blank_numbers.reserve(desk, count)


def test_five_thousand_at_once_differ(desk):
    reserved = blank_numbers.reserve(desk, 5000)

    assert len(set(reserved.numbers)) == blank_numbers.count(desk) == 5000


def test_a_reserved_number_is_never_given_away(desk, number):
    # The counting is set back, and cards count like copies.
    wished = series.show(desk, "copies")
    for kind in ("copies", "cards"):
        series.save(desk, series.Series(kind, "", wished.digits, True, "", False, 1))

    copy, member = a_copy(desk), a_member(desk)

    assert number not in (copy, member.card)
    assert check.examine(desk).is_sound


def test_a_reserved_number_is_no_card(desk, number):
    with pytest.raises(errors.CardIsCopyNumber):
        a_member(desk, card=number)

    refusal = members.refusal_of(desk, MemberDraft(name="Rawi", card=number))
    assert isinstance(refusal, errors.CardIsCopyNumber)


def test_a_copy_may_take_a_reserved_number_and_has_its_label(desk, number):
    a_copy(desk, number)

    assert copies.show(desk, number).label_printed
    assert blank_numbers.count(desk) == 0


def test_a_copy_renumbered_to_a_blank_number_has_its_label(desk, number):
    a_copy(desk, "K1")

    copies.edit(desk, copies.show(desk, "K1").id, CopyDraft(), number=number)

    assert copies.show(desk, number).label_printed


def test_a_blank_number_is_told_apart_from_an_unknown_one(desk, number):
    card = a_member(desk).card
    asks = (
        lambda: circulation.scan(desk, number, card=card, by_scanner=True),
        lambda: circulation.scan(desk, codes.bare(number)),
        lambda: circulation.lend(desk, card, number),
        lambda: circulation.give_back(desk, number),
        lambda: in_house.use(desk, number),
        lambda: copies.show(desk, number),
    )

    for ask in asks:
        with pytest.raises(errors.NumberStillBlank) as refused:
            ask()
        assert refused.value.barcode == number
    with pytest.raises(errors.CopyUnknown) as refused:
        circulation.scan(desk, codes.make("", 999_999, digits=6, checked=True), card=card)
    assert not isinstance(refused.value, errors.NumberStillBlank)


def test_a_slip_with_a_blank_number_says_so(desk, number):
    slip = TypedSlip("22-11-2026", "09:00", SlipAct.give_back, "", number)

    (view,) = late_entry.look(desk, (slip,))

    assert isinstance(view.stop, errors.NumberStillBlank)


def test_a_copy_can_be_lent_as_a_new_title_under_a_blank_number(desk, number):
    slip = circulation.lend_unknown(desk, a_member(desk).card, number, "Perahu Baru")

    assert slip.barcode == number
    assert blank_numbers.count(desk) == 0


def test_a_number_is_bound_to_a_title(desk, number):
    title = a_title(desk, "Rawa")
    a_copy(desk, "K1", title_id=title)

    draft = CopyDraft(kind=CollectionKind.children)
    bound = blank_numbers.bind(desk, number, title_id=title, copy=draft)

    assert (bound.number, bound.title_id, bound.title, bound.copies) == (number, title, "Rawa", 2)
    copy = copies.show(desk, number)
    assert (copy.kind, copy.label_printed) == (CollectionKind.children, True)
    assert blank_numbers.blank(desk) == ()


def test_a_number_is_bound_by_the_isbn_on_the_cover(desk, number):
    title = a_title(desk, "Rawa", isbn=ISBN.replace("-", ""))

    bound = blank_numbers.bind(desk, number, isbn=ISBN)

    assert bound.title_id == title
    assert blank_numbers.titles_of(desk, ISBN) == ((title, "Rawa", ""),)


def test_an_isbn_of_several_titles_asks_which(desk, number):
    a_title(desk, "Rawa", isbn=ISBN, people=("Siti Rahmani",))
    a_title(desk, "Rawa, cetakan kedua", isbn=ISBN)

    with pytest.raises(errors.IsbnAmbiguous) as refused:
        blank_numbers.bind(desk, number, isbn=ISBN)

    assert refused.value.count == 2
    assert [line[1:] for line in blank_numbers.titles_of(desk, ISBN)] == [
        ("Rawa", "Siti Rahmani"),
        ("Rawa, cetakan kedua", ""),
    ]


def test_an_unknown_isbn_or_title_binds_nothing(desk, number):
    for way in ({"isbn": ISBN}, {"title_id": "none"}, {}):
        with pytest.raises(errors.TitleUnknown):
            blank_numbers.bind(desk, number, **way)

    assert blank_numbers.titles_of(desk, "  ") == ()


def test_a_number_is_bound_to_a_title_that_is_new(desk, number):
    bound = blank_numbers.bind(desk, number, draft=TitleDraft("Rawa", isbn=ISBN))

    assert (bound.title, bound.copies) == ("Rawa", 1)
    assert blank_numbers.titles_of(desk, ISBN) == ((bound.title_id, "Rawa", ""),)


def test_only_a_blank_number_is_bound(desk, number):
    title = a_title(desk)
    blank_numbers.bind(desk, number, title_id=title)

    for typed in (number, "K9", a_member(desk).card, a_copy(desk)):
        with pytest.raises(errors.NumberNotBlank):
            blank_numbers.bind(desk, typed, title_id=title)


def test_a_dropped_number_is_not_blank_any_more(desk):
    first, second = blank_numbers.reserve(desk, 2).numbers

    blank_numbers.drop(desk, (first,))

    assert blank_numbers.blank(desk) == (second,)
    with pytest.raises(errors.NumberNotBlank):
        blank_numbers.drop(desk, (first,))
    with pytest.raises(errors.NothingToPrint):
        blank_numbers.drop(desk, ())


def test_a_dropped_number_may_be_reserved_again(desk, number):
    blank_numbers.drop(desk, (number,))
    wished = series.show(desk, "copies")
    series.save(desk, series.Series("copies", "", wished.digits, True, "", False, 1))

    again = blank_numbers.reserve(desk, 1)

    assert again.numbers == (number,)
    assert blank_numbers.count(desk) == 1


def test_dropping_is_undone(desk, number):
    act = blank_numbers.drop(desk, (number,))

    undoing.undo(desk, act)

    assert blank_numbers.blank(desk) == (number,)


def test_dropping_stays_when_a_card_took_the_number(desk, number):
    act = blank_numbers.drop(desk, (number,))
    a_member(desk, card=number)

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(desk, act)

    assert refused.value.reason == "number_taken"


def test_reserving_is_undone_while_no_copy_has_a_number(desk):
    one, other = blank_numbers.reserve(desk, 2), blank_numbers.reserve(desk, 2)
    blank_numbers.bind(desk, other.numbers[1], draft=TitleDraft("Rawa"))

    undoing.undo(desk, one.act_id)

    assert blank_numbers.blank(desk) == other.numbers[:1]
    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo(desk, other.act_id)
    assert refused.value.reason == "bound"


def test_binding_is_undone_with_the_title_it_made(desk, number):
    draft = TitleDraft("Rawa", people=("Siti Rahmani",), subjects=("Rawa",))
    blank_numbers.bind(desk, number, draft=draft)

    undone = undoing.undo_last(desk, kinds=BOUND)

    assert (undone.barcode, undone.title) == (number, "Rawa")
    assert blank_numbers.blank(desk) == (number,)
    assert catalogue.count(desk) == 0
    assert check.examine(desk).is_sound


def test_undoing_a_binding_leaves_a_title_that_was_there(desk, number):
    title = a_title(desk)
    blank_numbers.bind(desk, number, title_id=title)

    undoing.undo_last(desk, kinds=BOUND)

    assert catalogue.show(desk, title).copies == ()


def test_undoing_a_binding_leaves_a_title_that_got_more(desk, number):
    bound = blank_numbers.bind(desk, number, draft=TitleDraft("Rawa"))
    a_copy(desk, "K1", title_id=bound.title_id)

    undoing.undo_last(desk, kinds=BOUND)

    assert [copy.number for copy in catalogue.show(desk, bound.title_id).copies] == ["K1"]


def test_undoing_a_binding_leaves_a_copy_that_was_lent(desk, number):
    blank_numbers.bind(desk, number, draft=TitleDraft("Rawa"))
    a_loan(desk, number=number)

    with pytest.raises(errors.CannotUndo) as refused:
        undoing.undo_last(desk, kinds=BOUND)

    assert refused.value.reason == "used"


def test_blank_labels_stay_to_be_printed_until_they_are_dropped(desk):
    numbers = blank_numbers.reserve(desk, 3).numbers
    run = print_runs.queue(
        desk, PrintWhat.blank, sheet="tj-107", start_cell=1, subjects=numbers, choices={}
    )
    blank_numbers.bind(desk, numbers[0], draft=TitleDraft("Rawa"))

    blank_numbers.drop(desk, numbers[1:2])

    assert print_runs.left(desk, run.id) == (numbers[0], numbers[2])
    assert print_runs.show(desk, run.id).gone == 1


def test_what_was_bound_today_is_counted_until_it_is_taken_back(desk):
    title = a_title(desk)
    numbers = blank_numbers.reserve(desk, 3).numbers
    bound = [blank_numbers.bind(desk, number, title_id=title) for number in numbers[:2]]
    before = blank_numbers.bound_today(desk)

    undoing.undo(desk, bound[0].act_id)

    assert (before, blank_numbers.bound_today(desk)) == (2, 1)


def test_what_was_dropped_of_a_reservation_that_was_undone_stays_dropped(desk):
    reserved = blank_numbers.reserve(desk, 2)
    dropped = blank_numbers.drop(desk, reserved.numbers[:1])
    undoing.undo(desk, reserved.act_id)

    with pytest.raises(errors.CannotUndo) as refusal:
        undoing.undo(desk, dropped)

    assert refusal.value.reason == "changed"
    assert blank_numbers.count(desk) == 0
