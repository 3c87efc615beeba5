"""Minutes of stocktakes and withdrawals, and the register, as real PDFs."""

from datetime import date

import pypdfium2
import pytest

from jukung.paper import accession_book, stocktake_minutes, withdrawal_minutes
from jukung.paper.accession_book import BookLine, BookWords
from jukung.paper.document import Letterhead, Signer
from jukung.paper.stocktake_minutes import (
    StocktakeClass,
    StocktakeCopyLine,
    StocktakeList,
    StocktakePaper,
)
from jukung.paper.withdrawal_minutes import WithdrawalPaper, WithdrawnLine

HEAD = Letterhead(name="Perpustakaan Rawa Bening")
SIGNERS = (Signer("Petugas", "", ""), Signer("Kepala Perpustakaan", "Nama Terang", ""))
DAY = date(2026, 11, 22)


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def size_of(pdf):
    return tuple(round(each * 25.4 / 72) for each in pypdfium2.PdfDocument(pdf)[0].get_size())


def a_stocktake(count=3, **more):
    lines = tuple(
        StocktakeCopyLine(f"00{place}", f"Judul {place}", "398 ABC", "Missing", 25000)
        for place in range(count)
    )
    facts = {
        "name": "Stock opname 2026",
        "library": "Perpustakaan Rawa Bening",
        "scope": "The whole collection",
        "began_on": date(2026, 11, 20),
        "ended_on": DAY,
        "figures": (("On the list", 40), ("Seen", 37), ("Not seen", 3)),
        "classes": (StocktakeClass("300", 40, 36, 1, 3),),
        "lists": (StocktakeList("Copies not seen", "Decision", lines),),
        "unseen_price": 75000,
        "unseen_priced": 3,
        "town": "Rawa Bening",
    }
    return StocktakePaper(**(facts | more))


def minutes(said, paper="a4"):
    return stocktake_minutes.minutes(said, letterhead=HEAD, signers=SIGNERS, paper=paper)


def a_line(place):
    return BookLine(
        place, DAY, f"00{place}", f"{place}/2026", "Rini Astuti", f"Judul {place}",
        "Banjarmasin: Pustaka Rawa", "2019", "Gift: Dispersip", 45000, "813", "813 RIN j", "",
    )  # fmt: skip


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_minutes_have_figures_lists_and_signatures(paper):
    said = text_of(minutes(a_stocktake(), paper))

    for words in ("MINUTES OF A STOCKTAKE", "Judul 2", "Rp75,000", "Kepala Perpustakaan", "37"):
        assert words in said


def test_equal_minutes_have_equal_bytes():
    assert minutes(a_stocktake()) == minutes(a_stocktake())


def test_a_list_of_hundreds_runs_over_pages():
    pdf = minutes(a_stocktake(300))

    assert len(pypdfium2.PdfDocument(pdf)) > 5
    assert "Judul 299" in text_of(pdf)


def test_what_stands_only_in_the_workbook_is_said():
    lines = (StocktakeList("Copies not seen", "Decision", a_stocktake().lists[0].lines, 1200),)

    assert "1,200 more stand in the workbook" in text_of(minutes(a_stocktake(lists=lines)))


def test_a_withdrawal_names_each_copy_and_why():
    said = WithdrawalPaper(
        "001/PENYIANGAN/XI/2026",
        "Perpustakaan Rawa Bening",
        DAY,
        "Rapat 20 November",
        (
            WithdrawnLine(
                "0017", "Memupuk Padi", "Rini", "Pustaka", "1998", "633", "Worn out", 900
            ),
            WithdrawnLine("0018", "Memanen Padi", "Rini", "Pustaka", "1998", "633", "Lost"),
        ),
    )
    pdf = withdrawal_minutes.minutes(said, letterhead=HEAD, signers=SIGNERS)

    shown = text_of(pdf)
    for words in ("001/PENYIANGAN/XI/2026", "0017", "Worn out", "Rapat 20 November", "Rp900"):
        assert words in shown


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("f4", (330, 215))])
def test_the_register_is_landscape_with_its_heading_on_each_page(paper, size):
    words = BookWords("2026", 120, 5_400_000, 120)
    pdf = accession_book.book(
        words, [a_line(place) for place in range(1, 121)], letterhead=HEAD, paper=paper
    )

    assert size_of(pdf) == size
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) > 2
    for page in document:
        said = page.get_textpage().get_text_range()
        assert "ACCESSION REGISTER" in said
        assert "Inventory" in said
    assert "Rp5,400,000" in text_of(pdf)


def test_an_empty_register_is_a_page():
    pdf = accession_book.book(BookWords("2026", 0, 0, 0), [], letterhead=HEAD)

    assert len(pypdfium2.PdfDocument(pdf)) == 1


def test_a_register_that_is_too_long_says_so():
    words = BookWords("All years", 50_000, 0, 0)
    pdf = accession_book.book(words, [a_line(1)], letterhead=HEAD)

    assert "Only the first 1 stand here" in text_of(pdf)
