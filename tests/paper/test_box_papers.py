"""Minutes of a box list its copies, what they are worth, and what did not come back."""

from dataclasses import replace
from datetime import date

import pypdfium2

from jukung.paper.box_papers import BoxPaper, BoxPaperCopy, box_paper
from jukung.paper.document import Letterhead, Signer

BOX = BoxPaper(
    number="KB-01",
    name="Novel",
    agency="Dinas Perpustakaan Contoh",
    library="Pustaka Melati",
    place="Desa Sungai Melati",
    copies=(
        BoxPaperCopy("B1", "Perahu di Hulu", "Sari Wulan", "813", 45000),
        BoxPaperCopy("B2", "Anyaman Purun"),
    ),
    on=date(2026, 11, 22),
    due_on=date(2027, 2, 22),
    town="Kota Contoh",
)


def words_of(box, **other):
    pdf = box_paper(
        box,
        letterhead=Letterhead(name=box.agency),
        giver=Signer("Untuk dinas", "Rahmi"),
        taker=Signer("Untuk perpustakaan"),
        **other,
    )
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document), " ".join(
            document[at].get_textpage().get_text_range().replace("\r\n", " ")
            for at in range(len(document))
        )


def test_the_minutes_say_who_lends_what_to_whom_until_when():
    _pages, said = words_of(BOX)

    for words in ("Pustaka Melati, Desa Sungai Melati", "B1", "Perahu di Hulu", "22 February 2027"):
        assert words in said
    assert "for the 1 copy whose price is known" in said
    assert "Untuk dinas" in said


def test_the_minutes_of_taking_back_count_what_is_missing():
    gone = replace(BOX.copies[1], state="missing")
    _pages, said = words_of(replace(BOX, copies=(BOX.copies[0], gone), is_return=True))

    assert "1 copy is missing or damaged" in said
    assert "gave these copies back" in said


def test_a_box_of_two_thousand_copies_is_printed():
    copies = tuple(BoxPaperCopy(f"B{at}", "Perahu di Hulu " * 5) for at in range(2000))

    pages, said = words_of(replace(BOX, copies=copies), paper="f4")

    assert pages > 30
    assert "B1999" in said
