"""The page of a prison is one page, whatever is on loan, and holds totals only."""

from datetime import date

import pypdfium2
import pytest

from jukung.paper.document import Letterhead, Signer
from jukung.paper.prison_page import AgreementLine, BoxOut, FigureLine, PrisonPage, prison_page

DAY = date(2026, 11, 22)
HEAD = Letterhead(
    above=("PEMERINTAH PROVINSI CONTOH",), name="Dinas Perpustakaan Contoh", lines=("Jl. 1", "x@y")
)


def a_page(*, agreements=2, boxes=2, figures=12):
    return PrisonPage(
        name="Lapas Contoh",
        kind="Lapas",
        place="Kota Contoh",
        code="63.03.02",
        year=2026,
        agreements=(AgreementLine("120/PKS/2026", DAY, DAY, DAY),) * agreements,
        standing="Holds until 22 November 2026",
        boxes=tuple(BoxOut(f"KB-{at}", "Novel", 45, DAY, DAY, at % 2 == 0) for at in range(boxes)),
        figures=(
            FigureLine("Visits", "visits", 120, 10, 1),
            FigureLine("Loans", "copies", None, 0, 2),
            *(FigureLine("Opening days", "days", 200, 10) for _each in range(figures - 2)),
        ),
        reported=10,
        owed=10,
        town="Kota",
        on=DAY,
    )


def words_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document), " ".join(
            document[at].get_textpage().get_text_range().replace("\r\n", " ")
            for at in range(len(document))
        )


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("boxes", [0, 1, 40])
def test_everything_stands_on_one_page(paper, boxes):
    page = a_page(agreements=5, boxes=boxes)

    pages, said = words_of(
        prison_page(page, letterhead=HEAD, signers=[Signer("Kepala", "Nama", "19")], paper=paper)
    )

    assert pages == 1
    assert "Nama" in said


def test_boxes_beyond_the_page_are_summed_up():
    _pages, said = words_of(prison_page(a_page(boxes=12), letterhead=HEAD))

    assert "and 4 more boxes" in said
    assert "540" in said


def test_what_was_held_back_is_said_and_no_figure_is_made_of_it():
    _pages, said = words_of(prison_page(a_page(), letterhead=HEAD))

    assert "10 months, 1 held back" in said
    assert "Small figures were held back by the prison itself" in said


def test_the_same_words_give_the_same_bytes():
    assert prison_page(a_page(), letterhead=HEAD) == prison_page(a_page(), letterhead=HEAD)
