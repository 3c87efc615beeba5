"""Labels, cards, slips, letters and forms by the command line; the PDFs are read again."""

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from jukung.cli import paper_parser
from jukung.paper import papers
from jukung.paper.book_papers import BookPaper
from jukung.paper.picture import page_picture
from jukung.paper.sheets import sheet, written

TITLE = "Bumi dan Langit"


@pytest.fixture
def library(jukung):
    jukung("init", "--name", "Pustaka Rawa")
    card = jukung("member", "add", "Nur").value["card"]
    jukung("lend", card, "0004521", "--title", TITLE)
    return jukung


@pytest.fixture
def card(library):
    return library("member", "find", "Nur").value[0]["card"]


def text_of(path) -> str:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\n".join(pages)


def codes_of(path, *, page=0) -> list[str]:
    shown = page_picture(path.read_bytes(), page, scale=300 / 72)
    picture = Image.frombytes("RGBA", (shown.width, shown.height), shown.rgba).convert("L")
    return sorted(code.text for code in zxingcpp.read_barcodes(picture))


def test_the_parser_knows_every_paper_and_book_paper():
    known = (paper_parser.OFFICE, paper_parser.RECEIPTS, paper_parser.BOOK_PAPERS)

    assert known == (
        papers.OFFICE,
        (papers.A6, papers.ROLL_80, papers.ROLL_58),
        tuple(str(each) for each in BookPaper),
    )


@pytest.mark.parametrize("kind", ["barcode", "both"])
@pytest.mark.parametrize("bars", ["code128", "code39", "qr"])
def test_labels_of_a_kind_carry_the_number_in_the_bars_asked_for(library, tmp_path, kind, bars):
    out = tmp_path / "labels.pdf"

    said = library("labels", "--kind", kind, "--bars", bars, "--sheet", "tj-121", "--out", out)

    assert said.value == {"file": str(out), "labels": 1, "sheets": 1}
    assert codes_of(out) == ["0004521"]


def test_an_isbn_that_is_missing_is_named(library, tmp_path):
    out = tmp_path / "labels.pdf"

    said = library("labels", "--bars", "ean13", "--out", out, "--language", "en")

    assert said.code == 1
    assert "0004521" in said.err
    assert not out.exists()


def test_labels_found_good_are_not_printed_again(library, tmp_path):
    out = tmp_path / "labels.pdf"
    library("labels", "--out", out, "--printed")

    again = library("labels", "--out", tmp_path / "again.pdf")
    spine = library("labels", "--kind", "spine", "--out", tmp_path / "spine.pdf")

    assert (again.code, spine.value["labels"]) == (1, 1)


def test_a_sign_for_a_shelf_says_its_words(library, tmp_path):
    out = tmp_path / "signs.pdf"

    library("labels", "800 | Kesusastraan", "--kind", "shelf", "--sheet", "a4-3x8", "--out", out)

    assert "Kesusastraan" in text_of(out)


def test_a_sheet_of_ones_own_is_added_listed_and_printed_on(library, tmp_path):
    file = tmp_path / "kampung.toml"
    file.write_text(written(sheet("tj-107")), encoding="utf-8")

    library("sheet", "add", file)
    listed = {each["sheet"]: each["own"] for each in library("sheet", "list").value}
    said = library("labels", "--sheet", "kampung", "--out", tmp_path / "own.pdf")

    assert listed["kampung"] is True
    assert said.value["labels"] == 1


def test_a_sheet_that_runs_over_its_paper_is_refused_with_the_measure(library, tmp_path):
    file = tmp_path / "wide.toml"
    wide = written(sheet("tj-107")).replace("columns = 3", "columns = 9")
    file.write_text(wide, encoding="utf-8")

    said = library("sheet", "add", file, "--language", "en")

    assert said.code == 1
    assert "wide" in said.err


def test_what_a_ruler_showed_becomes_a_correction(library, tmp_path):
    out = tmp_path / "ruler.pdf"

    page = library("sheet", "ruler", "--sheet", "tj-107", "--out", out)
    found = library("sheet", "fit", "21", "20", "120", "170", "--sheet", "tj-107")

    assert (page.code, out.exists()) == (0, True)
    assert round(found.value["right"], 1) == -1.0


def test_blank_numbers_are_reserved_bound_and_taken_back(library, tmp_path):
    reserved = library("blank", "reserve", "2", "--out", tmp_path / "blank.pdf").value["numbers"]

    bound = library("blank", "bind", reserved[1], "--title", "Padi Rawa", "--author", "Rahman")
    left = library("blank", "list").value
    library("undo")

    assert codes_of(tmp_path / "blank.pdf") == sorted(reserved)
    assert bound.value == {"number": reserved[1], "title": "Padi Rawa", "copies": 1}
    assert left == reserved[:1]
    assert library("blank", "list").value == reserved


def test_cards_carry_name_and_number(library, card, tmp_path):
    designs = [each["design"] for each in library("cards").value]
    out = tmp_path / "cards.pdf"

    said = library("cards", "--design", designs[0], "--out", out, "--printed")

    assert said.value["cards"] == 1
    assert "Nur" in text_of(out)
    assert codes_of(out) == [card]
    assert library("cards", "--design", designs[0], "--out", out).code == 1


def test_a_prison_prints_cards_without_a_name(jukung, tmp_path):
    jukung("init", "--kind", "prison", "--name", "Pustaka Lapas")
    number = jukung("member", "add").value["card"]
    out = tmp_path / "cards.pdf"

    jukung("cards", "--design", jukung("cards").value[0]["design"], "--out", out)

    assert codes_of(out) == [number]


@pytest.mark.parametrize("paper", paper_parser.RECEIPTS)
def test_a_receipt_says_what_is_lent(library, card, tmp_path, paper):
    out = tmp_path / "receipt.pdf"

    said = library("receipt", card, "--paper", paper, "--out", out)

    assert said.value["copies"] == 1
    assert TITLE in text_of(out)


def test_papers_for_a_book_and_blank_ledgers_are_written(library, tmp_path):
    book = library("book-papers", "0004521", "--out", tmp_path / "book.pdf")
    forms = [
        library("forms", form, "--pages", "2", "--paper", "f4", "--out", tmp_path / f"{form}.pdf")
        for form in ("visitors", "loans")
    ]

    assert (book.code, [form.value["pages"] for form in forms]) == (0, [2, 2])
    assert TITLE in text_of(tmp_path / "book.pdf")


def test_letters_take_their_numbers_in_order(library, tmp_path):
    other = library("member", "add", "Rahman").value["card"]

    cleared = library("letter", "clearance", other, "--out", tmp_path / "clear.pdf")
    parties = ("--party", "Siti|Kepala", "Rahman|Desa")
    met = library("letter", "minutes", "Hibah", *parties, "--out", tmp_path / "minutes.pdf")
    numbers = [each["letters"][0]["number"] for each in (cleared.value, met.value)]

    assert [number[:3] for number in numbers] == ["001", "002"]
    assert [each["number"] for each in library("letter", "list").value] == numbers[::-1]
    assert numbers[0] in text_of(tmp_path / "clear.pdf")


def test_a_clearance_is_refused_while_a_copy_is_out(library, card, tmp_path):
    said = library("letter", "clearance", card, "--out", tmp_path / "x.pdf", "--language", "en")

    assert said.code == 1
    assert card in said.err
    assert not (tmp_path / "x.pdf").exists()


def test_numbers_whose_bars_do_not_fit_are_not_taken(library, tmp_path):
    out = tmp_path / "blank.pdf"

    said = library("blank", "reserve", "10", "--bars", "ean13", "--out", out)

    assert (said.code, out.exists()) == (1, False)
    assert library("blank", "list").value == []


def test_more_labels_than_a_shelf_has_are_refused(library, tmp_path):
    signs = [f"Rak {n}" for n in range(300)]

    said = library(
        *("labels", "--kind", "shelf", *signs, "--each", "99", "--language", "en"),
        *("--out", tmp_path / "rak.pdf"),
    )

    assert said.code == 1
    assert "66" in said.err


@pytest.mark.parametrize("words", ["", " | | "])
def test_a_sign_without_words_is_refused(library, tmp_path, words):
    out = tmp_path / "rak.pdf"

    said = library("labels", "--kind", "shelf", words, "--out", out)

    assert (said.code, out.exists()) == (1, False)


def test_a_sheet_named_like_one_of_the_program_is_refused(library, tmp_path):
    file = tmp_path / "TJ-107.toml"
    file.write_text(written(sheet("tj-103")), encoding="utf-8")

    said = library("sheet", "add", file, "--language", "en")

    assert said.code == 1
    assert "TJ-107" in said.err
    assert not any(each["own"] for each in library("sheet", "list").value)


@pytest.mark.parametrize("year", ["99999999999999999999999", "-5"])
def test_letters_of_a_year_that_is_none_are_none(library, year):
    said = library("letter", "list", year)

    assert (said.code, said.value) == (0, [])


@pytest.mark.parametrize("form", ["visitors", "loans"])
def test_the_forms_of_a_prison_ask_for_no_name_and_no_signature(jukung, tmp_path, form):
    jukung("init", "--kind", "prison", "--name", "Pustaka Lapas")
    out = tmp_path / "form.pdf"

    jukung("forms", form, "--out", out, "--language", "en")

    said = text_of(out)
    for word in ("Name", "Signature", "occupation"):
        assert word not in said
    assert "Card" in said or "Something else" in said


def test_a_receipt_of_today_promises_the_due_day_and_tells_what_was_lent(library, card, tmp_path):
    library("receipt", card, "--out", tmp_path / "r.pdf", "--language", "en")

    assert "1 copy lent" in text_of(tmp_path / "r.pdf")
