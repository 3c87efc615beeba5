"""The signed page of a month's figures."""

from datetime import date

import pypdfium2
import pytest

from jukung.domain import errors
from jukung.domain.months import Month
from jukung.paper.document import Letterhead, Signer
from jukung.paper.month_page import MonthLine, Reported, month_page
from jukung.paper.picture import page_count, page_sizes

HEAD = Letterhead(above=("Desa Rawa Bening",), name="Perpustakaan Rawa Bening")
SIGNERS = (
    Signer("Kepala Desa", "Nama Kepala", before="Mengetahui,"),
    Signer("Kepala Perpustakaan", "Nama Pengelola"),
)
OCTOBER = Month(2026, 10)
LINES = (
    MonthLine("Visits", 612, 540, "visits", group="Visit tally"),
    MonthLine("women and girls", 348, 301, "visits", group="Visit tally", is_part=True),
    MonthLine("Visits with computer use", None, 22, "visits", group="Visit tally"),
    MonthLine("Loans", 1421, 388, "loans", group="Circulation", words="A school came by."),
    MonthLine("Open hours", 92, None, "hours", group="Circulation", is_estimated=True),
)


def made(lines=LINES, **changes):
    asked = {
        "letterhead": HEAD,
        "reported": Reported(
            "Perpustakaan Rawa Bening",
            number="7",
            agency="Dinas Perpustakaan Contoh",
            town="Rawa Bening",
            on=date(2026, 11, 22),
        ),
        "signers": SIGNERS,
    }
    return month_page(OCTOBER, lines, **(asked | changes))


def words_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(
            document[page].get_textpage().get_text_bounded() for page in range(len(document))
        )


def test_the_page_names_the_month_the_figures_and_who_signs():
    words = words_of(made())

    expected = ["OCTOBER 2026", "Visits", "612", "540", "1,421", "Nama Kepala", "Nama Pengelola"]
    assert all(each in words for each in expected)
    assert [words.index(each) for each in ("VISIT TALLY", "CIRCULATION")] == sorted(
        words.index(each) for each in ("VISIT TALLY", "CIRCULATION")
    )


def test_what_was_not_recorded_is_a_dash_and_never_a_zero():
    words = words_of(made())

    row = next(line for line in words.splitlines() if "computer use" in line)
    assert row.split()[-2:] == ["–", "22"]
    assert "not recorded, which is not zero" in words


def test_what_was_typed_by_hand_has_a_star_and_words_follow_the_table():
    words = words_of(made())

    assert "92 *" in words
    assert "typed by hand" in words
    assert words.index("A school came by.") > words.index("92 *")


def test_without_estimates_nothing_is_said_of_them():
    words = words_of(made(LINES[:2], reported=Reported("Perpustakaan Rawa Bening")))

    assert "*" not in words
    assert "Reported to" not in words


def test_many_figures_go_on_a_second_page_with_the_signatures():
    lines = [MonthLine(f"Figure {place}", place, place, "copies") for place in range(60)]
    pdf = made(lines)

    assert page_count(pdf) == 2
    with pypdfium2.PdfDocument(pdf) as document:
        last = document[1].get_textpage().get_text_bounded()
    assert "Nama Kepala" in last
    assert "Figure 59" in last


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_it_comes_on_the_office_papers(paper, size):
    pdf = made(paper=paper)

    assert [(round(wide), round(high)) for wide, high in page_sizes(pdf)] == [size]


def test_the_same_month_is_the_same_bytes():
    assert made() == made()


def test_no_figures_are_refused():
    with pytest.raises(errors.NothingToPrint):
        made(())
