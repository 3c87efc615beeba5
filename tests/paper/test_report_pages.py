"""Reports on paper, read back from their pages."""

from dataclasses import dataclass, field, replace

import pytest
from PIL import ImageChops
from printed_pages import picture
from written_pages import box_of, page_lines, page_words

from jukung.domain.errors import NothingToPrint
from jukung.paper import report_chart
from jukung.paper.document import Letterhead, Signer
from jukung.paper.papers import OFFICE, SHEETS
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.report_pages import MOST_ROWS, report_page

HEAD = Letterhead(name="Pustaka Rawa")
LONG = "Perpustakaan Taman Bacaan Masyarakat Cahaya Ilmu Pengetahuan Rawa Bening Seberang"


@dataclass(frozen=True)
class Drawing:
    kind: str = "bars"
    title: str = "Loans"
    names: tuple = ("Oct", "Nov", "Dec")
    values: tuple = (5, None, 10)
    said: tuple = ("5", "–", "10")
    ticks: tuple = ((0, "0"), (5, "5"), (10, "10"))


@dataclass(frozen=True)
class Table:
    title: str = "Loans by class"
    headings: tuple = ("Class", "Loans")
    is_figure: tuple = (False, True)
    lines: tuple = (("800 Literature", "12"), ("2X Islam", "–"), ("Total", "12"))
    definition: str = "Copies lent by their main class."
    source: str = "Pustaka Rawa · 1 Nov 2026 – 30 Nov 2026 · made on 22 Nov 2026"
    note: str = ""
    drawn: object = field(default_factory=Drawing)

    def drawing(self):
        return self.drawn


def a_page(table=None, **how):
    return report_page(
        table or Table(), **{"letterhead": HEAD, "signers": (), "paper": "a4", "chart": True} | how
    )


def test_a_report_says_what_it_counts_of_which_days_and_who_signs():
    (told,) = page_words(a_page(signers=(Signer("Kepala", "Aminah Yusra"),)))

    for words in (
        "Pustaka Rawa",
        "LOANS BY CLASS",
        "Copies lent by their main class.",
        "made on 22 Nov 2026",
        "800 Literature 12",
        "2X Islam –",
        "Total 12",
        "Aminah Yusra",
    ):
        assert words in told


@pytest.mark.parametrize("paper", OFFICE)
def test_many_columns_lie_on_their_side(paper):
    headings = tuple(f"Column {place}" for place in range(14))
    wide = replace(
        Table(),
        headings=headings,
        is_figure=(False, *[True] * 13),
        lines=((LONG, *["1,234"] * 13),),
        drawn=None,
    )

    pdf = a_page(wide, paper=paper)

    assert page_sizes(pdf)[0] == pytest.approx(SHEETS[paper][::-1], abs=0.1)


@pytest.mark.parametrize(
    "drawn",
    [
        Drawing(),
        Drawing(kind="line"),
        Drawing(
            names=(LONG, "2X Islam", "400 Language"), values=(3, 0, 7), said=("3", "0", "1,234,567")
        ),
        Drawing(
            kind="line",
            names=tuple(f"{day} Nov" for day in range(1, 366)),
            values=tuple(place % 9 for place in range(365)),
            said=("1",) * 365,
        ),
    ],
    ids=("bars", "line", "lying", "a year"),
)
def test_a_chart_stays_within_the_edges(drawn):
    pdf = a_page(replace(Table(), drawn=drawn))

    left, _top, right, _bottom = box_of([line for line in page_lines(pdf)[0] if line.text])
    assert left >= 14.5
    assert right <= 200.5
    assert picture(pdf, 0).convert("L").getextrema()[0] < 60


def test_a_gap_is_drawn_as_nothing_and_a_zero_as_a_thin_line():
    gap, zero, again = (
        picture(a_page(replace(Table(), drawn=Drawing(values=(5, middle, 10)))), 0)
        for middle in (None, 0, None)
    )

    assert ImageChops.difference(gap, again).getbbox() is None
    assert ImageChops.difference(gap, zero).getbbox() is not None


def test_without_a_chart_there_is_only_the_table():
    told = page_words(a_page(chart=False))[0]

    assert "Oct" not in told
    assert "800 Literature" in told


def test_long_names_stand_beside_lying_bars():
    assert report_chart.lies(Drawing(names=(LONG, "b", "c")))
    assert not report_chart.lies(Drawing())


def test_a_long_list_ends_with_how_many_more_there_are():
    rows = tuple((f"Judul {place}", "1") for place in range(MOST_ROWS + 2))

    pdf = a_page(replace(Table(), lines=rows, drawn=None))

    assert page_count(pdf) > 10
    assert "2 more rows stand in the workbook only." in page_words(pdf)[-1]


def test_the_same_report_has_the_same_bytes():
    assert a_page() == a_page()


def test_an_empty_report_is_not_printed():
    with pytest.raises(NothingToPrint):
        a_page(replace(Table(), lines=()))
