import pytest
from card_makers import ARABIC, LONG, letters, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from jukung.domain.errors import NothingToPrint
from jukung.paper import papers
from jukung.paper.book_papers import BookFacts, BookPaper, book_pages, papers_to_a_page
from jukung.paper.picture import page_count, page_picture, page_sizes

ALL = frozenset(BookPaper)


def a_book(number="0003320", **facts):
    said = {
        "title": "Perahu di Sungai Melati",
        "people": "Arum Kenanga",
        "call_number": "899.221 KEN p",
        "library": "Pustaka Cahaya",
    }
    return BookFacts(number, **(said | facts))


@pytest.mark.parametrize("kind", list(BookPaper))
@pytest.mark.parametrize("paper", papers.OFFICE)
def test_each_paper_says_whose_copy_it_belongs_to(kind, paper):
    pdf = book_pages([a_book()], which=frozenset({kind}), paper=paper)

    said = words_of(pdf)
    for words in ("Pustaka Cahaya", "Perahu di Sungai Melati", "899.221 KEN p", "0003320"):
        assert words in said
    assert tuple(round(side, 1) for side in page_sizes(pdf)[0]) == papers.SHEETS[paper]


def test_a_book_card_has_columns_for_card_and_days():
    said = words_of(book_pages([a_book()], which=frozenset({BookPaper.card}), paper="a4"))

    assert "Card Back by Returned" in said
    assert "Arum Kenanga" in said


def test_every_kind_has_pages_of_its_own():
    count = papers_to_a_page(BookPaper.card, paper="a4") + 1
    books = [a_book(f"{number:07}") for number in range(count)]

    pdf = book_pages(books, which=ALL, paper="a4")

    said = [words_of(pdf, page) for page in range(page_count(pdf))]
    kinds = ["Book card" in page or "glue" in page for page in said]
    assert len(said) == 6
    assert kinds == [True, True, True, True, False, False]
    assert all("Date-due slip" in page for page in said[4:])
    assert [page.count("Perahu") for page in said] == [6, 1, 6, 1, 6, 1]


@pytest.mark.parametrize("paper", papers.OFFICE)
def test_six_of_each_kind_lie_on_a_page(paper):
    assert [papers_to_a_page(kind, paper=paper) for kind in BookPaper] == [6, 6, 6]


@pytest.mark.parametrize("kind", list(BookPaper))
@pytest.mark.parametrize("paper", papers.OFFICE)
@pytest.mark.parametrize("text", [LONG, ARABIC, "W" * 90, ""])
def test_long_and_arabic_words_stay_on_their_paper(kind, paper, text):
    book = a_book("SLM-2019-000413", title=text, people=text, call_number=text, library=text)

    pdf = book_pages([book], which=frozenset({kind}), paper=paper)

    width, height = papers.SHEETS[paper]
    across, down = (100, 94) if kind is BookPaper.pocket else (65, 125)
    columns, rows = int((width - 8) / across), int((height - 8) / down)
    left, top = (width - columns * across) / 2, (height - rows * down) / 2
    for box in letters(pdf):
        assert left + 0.5 <= box[0] <= box[2] <= left + across - 0.5
        assert top + 0.5 <= box[1] <= box[3] <= top + down - 0.5


@given(text=st.text(max_size=100))
@settings(max_examples=30, deadline=None)
def test_any_title_stays_on_its_pocket(text):
    book = a_book(title=text, people=text)

    pdf = book_pages([book], which=frozenset({BookPaper.pocket}), paper="a4")

    assert all(5 <= box[0] <= box[2] <= 105 for box in letters(pdf))


def test_a_pocket_is_cut_around_and_folded_along_dashes():
    pdf = book_pages([a_book()], which=frozenset({BookPaper.pocket}), paper="a4")
    page = page_picture(pdf, 0, scale=300 / 72)

    def ink(x, y):
        place = (round(y / 25.4 * 300) * page.width + round(x / 25.4 * 300)) * 4
        return min(page.rgba[place : place + 3]) < 200

    top = (297 - 3 * 94) / 2
    steps = [step / 4 for step in range(8 * 4, 70 * 4)]
    outer = [any(ink(5 + near, top + y) for near in (-0.1, 0, 0.1)) for y in steps]
    fold = [any(ink(15 + near, top + y) for near in (-0.1, 0, 0.1)) for y in steps]
    assert all(outer)
    assert 0.4 < sum(fold) / len(fold) < 0.8


def test_the_same_papers_have_the_same_bytes():
    books = [a_book(), a_book("0003321", title=ARABIC)]

    assert book_pages(books, which=ALL, paper="f4") == book_pages(books, which=ALL, paper="f4")


def test_nothing_chosen_is_refused():
    with pytest.raises(NothingToPrint):
        book_pages([], which=ALL, paper="a4")
    with pytest.raises(NothingToPrint):
        book_pages([a_book()], which=frozenset(), paper="a4")


@pytest.mark.parametrize("kind", [BookPaper.card, BookPaper.pocket])
@pytest.mark.parametrize("title", ["نهر", "Perahu"])
@pytest.mark.parametrize("people", ["أحمد", "Arum"])
def test_title_and_author_stand_on_the_same_side(kind, title, people):
    bare = {"title": title, "call_number": "", "library": ""}
    without = book_pages([a_book(people="", **bare)], which=frozenset({kind}), paper="a4")
    with_author = book_pages([a_book(people=people, **bare)], which=frozenset({kind}), paper="a4")

    edge = 65 if kind is BookPaper.card else 100
    middle = (210 - edge * (3 if edge == 65 else 2)) / 2 + edge / 2
    added = set(letters(with_author)) - set(letters(without))
    on_the_right = title == "نهر"

    assert added
    for box in added:
        assert (box[0] > middle - 3) is on_the_right
