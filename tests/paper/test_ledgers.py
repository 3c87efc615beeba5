import pytest
from written_pages import box_of, page_lines, page_words

from jukung.domain.errors import NothingToPrint
from jukung.paper.document import FORM, Letterhead
from jukung.paper.ledgers import ROW_HEIGHT, loan_ledger, visitor_ledger
from jukung.paper.papers import OFFICE, SHEETS
from jukung.paper.picture import page_sizes
from jukung.ui.pages import slip_row, visit_words
from jukung.words import _

HEAD = Letterhead(("DESA RAWA BENING",), "Pustaka Rawa", ("Jalan Melati 3",))
LONG = Letterhead(("Pemerintah Kabupaten Contoh " * 9,) * 2, "Perpustakaan Cahaya " * 12)


def headings(pdf):
    """The headings of the columns from left to right, broken ones joined."""
    lines = page_lines(pdf)[0]
    number = next(line for line in lines if line.text == "No.")
    first = next(line for line in lines if line.text == "1")
    row = [
        line
        for line in lines
        if number.top - 4 < line.top < first.top - 3 and "An empty day" not in line.text
    ]
    columns: list[list] = []
    for line in sorted(row, key=lambda line: line.left + line.right):
        beside = columns[-1][-1] if columns else None
        if beside is not None and line.left < beside.right and beside.left < line.right:
            columns[-1].append(line)
        else:
            columns.append([line])
    return [
        " ".join(line.text for line in sorted(column, key=lambda line: line.top))
        for column in columns
    ]


def test_the_loan_ledger_has_the_columns_of_late_entry_in_its_order():
    on_screen = [column.heading for column in slip_row.columns()][:5]

    found = headings(loan_ledger(letterhead=HEAD, paper="a4"))

    assert found[1:6] == on_screen
    assert found[6:] == ["Name", "Title", "Typed in"]


def test_the_letters_to_circle_are_those_of_late_entry():
    page = page_words(loan_ledger(letterhead=HEAD, paper="a4"))[0]

    assert f"{slip_row.letters()}." in page
    assert page.count("L / R / N / H") > 15


def test_the_visitor_ledger_has_the_words_of_the_door():
    found = headings(visitor_ledger(letterhead=HEAD, paper="f4"))

    assert [_(purpose) for _kind, purpose in visit_words.PURPOSES[:4]] == found[7:11]
    assert found[:4] == ["No.", "Time", "Name", "Woman / man"]
    assert found[-1] == "Signature"


def test_each_page_has_room_for_its_totals():
    pages = page_words(visitor_ledger(letterhead=HEAD, paper="a4", pages=2))

    said = "On this page Women Men Child With a disability Computer"
    assert [said in page for page in pages] == [True, True]


@pytest.mark.parametrize("ledger", [visitor_ledger, loan_ledger])
def test_a_prison_has_forms_without_names(ledger):
    pdf = ledger(letterhead=HEAD, paper="a4", is_prison=True)

    found = headings(pdf)

    assert not {"Name", "Signature", "Class, group or occupation"} & set(found)


@pytest.mark.parametrize("ledger", [visitor_ledger, loan_ledger])
@pytest.mark.parametrize("paper", OFFICE)
@pytest.mark.parametrize("head", [HEAD, LONG, Letterhead()], ids=["usual", "long", "empty"])
def test_a_ledger_fills_each_page_and_stays_inside_its_edges(ledger, paper, head):
    pdf = ledger(letterhead=head, paper=paper, pages=3)

    height, width = SHEETS[paper]
    assert [tuple(map(round, size)) for size in page_sizes(pdf)] == [(width, height)] * 3
    for lines in page_lines(pdf):
        left, top, right, bottom = box_of([x for x in lines if not x.text.startswith("Page ")])
        assert left >= FORM.left - 0.1
        assert top >= FORM.top - 0.1
        assert right <= width - FORM.right + 0.1
        assert bottom <= height - FORM.bottom + 0.1
        assert bottom > height - FORM.bottom - 2 * ROW_HEIGHT


@pytest.mark.parametrize("ledger", [visitor_ledger, loan_ledger])
def test_rows_are_high_enough_for_a_pen(ledger):
    (lines,) = page_lines(ledger(letterhead=HEAD, paper="a4"))

    numbers = {line.text: line for line in lines if line.text.isdigit()}
    assert numbers["11"].bottom - numbers["10"].bottom == pytest.approx(ROW_HEIGHT, abs=0.05)
    assert len(numbers) > 15


@pytest.mark.parametrize("ledger", [visitor_ledger, loan_ledger])
def test_pages_are_numbered_and_begin_with_the_library(ledger):
    pages = page_words(ledger(letterhead=HEAD, paper="a4", pages=3))

    assert [page.endswith(f"Page {n} of 3") for n, page in enumerate(pages, 1)] == [True] * 3
    assert all("DESA RAWA BENING Pustaka Rawa" in page for page in pages)
    assert all("No." in page and "Recorded by" in page for page in pages)


@pytest.mark.parametrize("ledger", [visitor_ledger, loan_ledger])
def test_the_same_form_gives_the_same_bytes(ledger):
    assert ledger(letterhead=HEAD, paper="f4") == ledger(letterhead=HEAD, paper="f4")


@pytest.mark.parametrize("ledger", [visitor_ledger, loan_ledger])
def test_without_pages_there_is_no_form(ledger):
    with pytest.raises(NothingToPrint):
        ledger(letterhead=HEAD, paper="a4", pages=0)
