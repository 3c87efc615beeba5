"""The blank membership form."""

import pypdfium2
import pytest

from jukung.domain import errors
from jukung.paper.document import Letterhead
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.registration import registration_form

HEAD = Letterhead(above=("Desa Rawa Bening",), name="Perpustakaan Rawa Bening")


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_each_page_is_a_form_for_one_member(paper, size):
    pdf = registration_form(letterhead=HEAD, pages=3, paper=paper)

    assert page_count(pdf) == 3
    assert {(round(wide), round(high)) for wide, high in page_sizes(pdf)} == {size}


def test_it_asks_what_is_typed_in_later_in_that_order():
    pdf = registration_form(letterhead=HEAD, paper="a4")

    with pypdfium2.PdfDocument(pdf) as document:
        words = document[0].get_textpage().get_text_bounded()
    asked = ["Name", "Birth year", "Phone", "Address", "Guardian's phone", "Card number"]
    places = [words.index(each) for each in asked]
    assert places == sorted(places)
    assert "Perpustakaan Rawa Bening" in words


def test_the_same_form_is_the_same_bytes():
    assert registration_form(letterhead=HEAD, paper="a4") == registration_form(
        letterhead=HEAD, paper="a4"
    )


@pytest.mark.parametrize("pages", [0, 201])
def test_no_pages_and_too_many_are_refused(pages):
    with pytest.raises(errors.NothingToPrint):
        registration_form(letterhead=HEAD, pages=pages, paper="a4")
