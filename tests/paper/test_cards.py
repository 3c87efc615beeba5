import pytest
from card_makers import (
    ARABIC,
    LONG,
    LONG_NAME,
    a_card,
    a_photo,
    an_issuer,
    codes,
    letters,
    pictures,
    words_of,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukung.domain.errors import (
    CodeNotEncodable,
    CodesNotEncodable,
    DesignDoesNotFit,
    NothingToPrint,
    PrintingStopped,
)
from jukung.paper.cards import Side, card_pages, design, designs
from jukung.paper.picture import page_count, page_picture, page_sizes
from jukung.paper.placement import Fit, Placement
from jukung.paper.sheets import sheet, sheets

EVERY = [known.name for known in designs()]
SINGLE = sheet("card-cr80")
SHEETS = [known.name for known in sheets("cards")]


def printed(*cards, name="pita", on=SINGLE, **choices):
    issuer = choices.pop("issuer", an_issuer())
    return card_pages(cards, design=design(name), issuer=issuer, sheet=on, **choices)


def test_there_are_sheets_for_eight_ten_and_a_single_card():
    cells = {known.name: (known.cells, known.cut_marks) for known in sheets("cards")}

    assert cells == {
        "card-a4-8": (8, True),
        "card-a4-10": (10, True),
        "card-cr80": (1, False),
    }


@pytest.mark.parametrize("name", EVERY)
def test_a_card_says_who_where_and_until_when(name):
    pdf = printed(a_card(), name=name, side=Side.both)

    front, back = words_of(pdf), words_of(pdf, 1)
    for said in ("Pustaka Cahaya", "Pemerintah Desa", "Melati Purnama", "0000412"):
        assert said in front
    assert "31 Dec 2027" in front
    assert "Jl. Pelita No. 4" in back
    assert "1. Bring this card" in back
    assert "Member's signature" in back


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    ("number", "dpi"),
    [("0000412", 203), ("0000412", 300), ("SLM-2019-000413", 300), ("A1", 203), ("A1", 300)],
)
@pytest.mark.parametrize("who", ["Melati Purnama", ""])
def test_the_number_is_read_from_every_design(name, number, dpi, who):
    pdf = printed(a_card(number, name=who), name=name)

    assert [text for text, _x, _y in codes(pdf, dpi=dpi)] == [number]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("on", SHEETS)
def test_every_card_of_a_sheet_is_read_in_its_cell(name, on):
    known = sheet(on)
    cards = [a_card(f"{place:07}", photo=None) for place in range(1, known.cells + 2)]
    shifted = Placement(fit=Fit(right=1.0, down=-0.5))

    pdf = printed(*cards, name=name, on=known, placement=shifted)

    assert page_count(pdf) == 2
    found = {text: (x, y) for text, x, y in codes(pdf)}
    assert sorted(found) == [card.number for card in cards[:-1]]
    for number, (x, y) in found.items():
        left, top = known.corner(int(number))
        assert left + 1.0 < x < left + 1.0 + known.cell_width
        assert top - 0.5 < y < top - 0.5 + known.cell_height


@pytest.mark.parametrize("name", EVERY)
def test_a_card_without_a_name_has_no_name_photo_or_signature(name):
    card = a_card("0000021", name=" ", kind="Warga binaan")

    pdf = printed(card, name=name, side=Side.both)

    assert "0000021" in words_of(pdf)
    assert "signature" not in words_of(pdf, 1)
    assert pictures(pdf) == 1  # the crest of the institution


@pytest.mark.parametrize("name", EVERY)
def test_the_number_of_a_resident_is_the_largest_on_the_card(name):
    pdf = printed(a_card("0000021", name=""), name=name)

    boxes = letters(pdf)
    tallest = max(max(b[2] - b[0], b[3] - b[1]) for b in boxes)
    assert tallest > 6  # mm, read from an arm's length


@pytest.mark.parametrize("name", [known.name for known in designs() if known.has_photo])
def test_a_photo_is_shown_and_an_initial_where_there_is_none(name):
    with_photo = printed(a_card(), name=name)
    without = printed(a_card(photo=None), name=name)
    broken = printed(a_card(photo=b"no picture"), name=name)

    assert (pictures(with_photo), pictures(without)) == (2, 1)
    assert " M " in f" {words_of(without)} "
    assert broken == without


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("who", [LONG_NAME, ARABIC, "Wiratmaja" * 9, "Ǻ" * 40, "Ni"])
def test_long_and_arabic_names_stay_on_the_card(name, who):
    issuer = an_issuer(library=LONG, institution=LONG, address=LONG, rules=(LONG * 2,) * 6)
    card = a_card("SLM-2019-000413", name=who, kind=LONG)

    pdf = printed(card, name=name, issuer=issuer, side=Side.both)

    for page in (0, 1):
        for left, top, right, bottom in letters(pdf, page):
            assert left >= 1.5
            assert top >= 0.5
            assert right <= 85.6 - 1.5
            assert bottom <= 54 - 0.5


def test_an_arabic_name_is_joined_and_read_back():
    pdf = printed(a_card(name=ARABIC), name="garis")

    assert len(letters(pdf)) > 20
    assert pdf != printed(a_card(name=ARABIC[::-1]), name="garis")


@given(
    who=st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "Z", "P"]), max_size=60),
    name=st.sampled_from(EVERY),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_name_prints_within_the_card(who, name):
    pdf = printed(a_card(name=who, photo=None), name=name, issuer=an_issuer(crest=None))

    for left, top, right, bottom in letters(pdf):
        assert -0.01 <= left <= right <= 85.61
        assert -0.01 <= top <= bottom <= 54.01


@pytest.mark.parametrize("name", EVERY)
def test_backs_meet_their_fronts_when_the_paper_is_turned_over(name):
    known = sheet("card-a4-8")
    issuer = an_issuer(rules=("Rule",))
    cards = [a_card("0000001", name="", photo=None, since=None)]
    at = Placement(start_cell=3)

    pdf = printed(*cards, name=name, on=known, issuer=issuer, placement=at, side=Side.both)

    assert page_count(pdf) == 2
    left, top = known.corner(3)
    for box in letters(pdf, 0):
        assert left < box[0] < left + 85.6
    for box in letters(pdf, 1):
        mirrored = 210 - left - 85.6
        assert mirrored < box[0] < mirrored + 85.6
        assert top < box[1] < top + 54


def test_fronts_and_backs_alternate_sheet_by_sheet():
    cards = [a_card(f"{place:07}", photo=None) for place in range(12)]

    both = printed(*cards, on=sheet("card-a4-10"), side=Side.both)
    backs = printed(*cards, on=sheet("card-a4-10"), side=Side.back)

    has_rules = ["Bring this card" in words_of(both, page) for page in range(4)]
    assert has_rules == [False, True, False, True]
    assert page_count(backs) == 2


def test_pages_have_the_size_of_the_card_or_the_paper():
    single = page_sizes(printed(a_card(), name="potret", side=Side.both))
    ten = page_sizes(printed(a_card(), on=sheet("card-a4-10")))

    assert [tuple(round(side, 1) for side in size) for size in single + ten] == [
        (85.6, 54.0),
        (85.6, 54.0),
        (210.0, 297.0),
    ]


def test_cut_marks_lie_beside_the_cards_and_colour_runs_a_millimetre_over():
    known = sheet("card-a4-8")
    pdf = printed(a_card(), on=known)
    page = page_picture(pdf, 0, scale=600 / 72)

    def ink(x, y):
        place = (round(y / 25.4 * 600) * page.width + round(x / 25.4 * 600)) * 4
        return page.rgba[place : place + 3] != b"\xff\xff\xff"

    left, top = known.corner(1)
    assert ink(left, top - 3)
    assert ink(left - 3, top)
    assert ink(left - 0.7, top + 5)
    assert not ink(left - 1.3, top + 5)


def test_equal_cards_give_equal_bytes():
    first = printed(a_card(), a_card("0000413", photo=None), side=Side.both)
    printed(a_card(name=ARABIC), name="besar")

    again = printed(a_card(), a_card("0000413", photo=None), side=Side.both)

    assert again == first


def test_a_telephone_s_photo_is_made_small():
    large = a_photo(size=(3000, 4000))

    pdf = printed(*[a_card(f"{place:07}", photo=large) for place in range(8)])

    assert len(pdf) < 300_000


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_photos_of_any_shape_fill_their_box(kind):
    wide = printed(a_card(photo=a_photo(size=(900, 300), kind=kind)))
    grey = printed(a_card(photo=a_photo(size=(3, 900), kind=kind)))

    assert (pictures(wide), pictures(grey)) == (2, 2)


def test_progress_counts_to_the_last_card_and_printing_can_be_stopped():
    cards = [a_card(f"{place:07}", photo=None) for place in range(5)]
    told = []

    printed(*cards, side=Side.both, progress=lambda *counts: told.append(counts))
    with pytest.raises(PrintingStopped):
        printed(*cards, stopped=lambda: True)

    assert told[-1] == (5, 5)
    assert told == sorted(told)


def test_numbers_no_scanner_can_send_are_named():
    with pytest.raises(CodeNotEncodable) as one:
        printed(a_card("Melati é"), name="garis")
    with pytest.raises(CodesNotEncodable) as several:
        printed(a_card("é"), a_card("ü"), a_card(), name="garis")

    assert one.value.facts["number"] == "Melati é"
    assert several.value.facts["numbers"] == "é, ü"


def test_a_sheet_with_smaller_cells_and_no_cards_are_refused():
    with pytest.raises(DesignDoesNotFit) as refused:
        printed(a_card(), on=sheet("tj-107"))
    with pytest.raises(NothingToPrint):
        printed()

    assert "cards are 85.6 × 54 mm" in refused.value.facts["measure"]
