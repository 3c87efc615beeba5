"""The list of what is not in a box, read back from its PDF."""

from datetime import date

from pypdfium2 import PdfDocument

from jukung.paper.box_gaps import BoxList, ListedCopy, list_pages
from jukung.paper.document import Letterhead

HEAD = Letterhead(name="Perpustakaan Rawa Bening")


def words_of(pdf):
    document = PdfDocument(pdf)
    said = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return said


def a_list(**other):
    facts = {
        "number": "KB-01",
        "name": "Paket anak",
        "agency": "Dinas Contoh",
        "on": date(2026, 11, 22),
        "due_on": date(2027, 2, 22),
        "copies": 24,
        "out": (ListedCopy("B0001", "Perahu", card="A000045", due_on=date(2026, 11, 29)),),
        "other": (ListedCopy("B0002", "Sungai", "missing"),),
    }
    return BoxList(**(facts | other))


def test_it_says_what_is_out_by_card_and_what_is_missing():
    said = words_of(list_pages(a_list(), letterhead=HEAD))

    for words in ("KB-01", "Perahu", "A000045", "Sungai", "missing", "Dinas Contoh"):
        assert words in said


def test_it_has_places_only_where_there_are_some():
    here = ListedCopy("B0001", "Perahu", card="R-7", place="B-12", due_on=date(2026, 11, 29))

    assert "B-12" in words_of(list_pages(a_list(out=(here,)), letterhead=HEAD))
    assert "Place" not in words_of(list_pages(a_list(), letterhead=HEAD))


def test_a_whole_box_says_so():
    said = words_of(list_pages(a_list(out=(), other=()), letterhead=HEAD))

    assert "Nothing is out, missing or damaged" in said


def test_the_same_words_give_the_same_bytes():
    assert list_pages(a_list(), letterhead=HEAD) == list_pages(a_list(), letterhead=HEAD)


def test_two_thousand_lines_go_over_many_pages():
    many = tuple(ListedCopy(f"B{n:04}", f"Kisah {n}", "missing") for n in range(2_000))

    pdf = list_pages(a_list(other=many), letterhead=HEAD, paper="f4")

    assert len(PdfDocument(pdf)) > 30
    assert "B1999" in words_of(pdf)
