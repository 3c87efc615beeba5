from dataclasses import replace
from datetime import date

import pytest
from written_pages import box_of, page_lines, page_words

from jukung.domain.errors import MinutesIncomplete, NothingToPrint
from jukung.domain.kinds import BorrowerKind
from jukung.paper.document import LETTER, Letterhead, Signer
from jukung.paper.letters import (
    ClearanceLetter,
    Minutes,
    OverdueLetter,
    OverdueLine,
    Party,
    clearance_page,
    minutes_pages,
    overdue_pages,
)
from jukung.paper.papers import OFFICE, SHEETS
from jukung.paper.picture import page_count

TODAY = date(2026, 11, 22)
LATE = OverdueLine("Perahu Kecil di Rawa", "0003320", date(2026, 11, 3), 19)
LONG = "Muhammad Abdurrahman bin Haji Abdussamad Contoh dari Kampung Seberang Sungai " * 3
FRAME = {
    "letterhead": Letterhead(("DESA RAWA BENING",), "Pustaka Rawa", ("Jalan Melati 3",)),
    "signers": [Signer("Kepala Perpustakaan", "Sarah Contoh", "198705122010012003")],
    "paper": "a4",
}


def an_overdue(**facts):
    return OverdueLetter(
        **{
            "number": "014/PERPUS/XI/2026",
            "on": TODAY,
            "town": "Rawa Bening",
            "name": "Budi Contoh",
            "card": "A-12",
            "lines": (LATE,),
        }
        | facts
    )


def a_clearance(**facts):
    return ClearanceLetter(
        **{
            "number": "015/PERPUS/XI/2026",
            "on": TODAY,
            "town": "Rawa Bening",
            "name": "Budi Contoh",
            "card": "A-12",
            "kind": BorrowerKind.student,
            "since": date(2024, 1, 3),
        }
        | facts
    )


def some_minutes(**facts):
    return Minutes(
        **{
            "number": "016/PERPUS/XI/2026",
            "on": TODAY,
            "town": "Rawa Bening",
            "matter": "Serah terima boks",
            "parties": (
                Party("Sarah Contoh", "Kepala Perpustakaan", "Jalan Melati 3"),
                Party("Budi Contoh", "Petugas Dinas"),
            ),
            "paragraphs": ("Pihak pertama menyerahkan buku di bawah ini.",),
            "columns": ("No.", "Judul", "Harga"),
            "rows": (("1", "Perahu", "Rp25.000"), ("2", "Rawa", "Rp1.250.000")),
        }
        | facts
    )


def told(pdf):
    return page_words(pdf)


def test_an_overdue_letter_says_kindly_what_may_come_back():
    (page,) = told(overdue_pages([an_overdue(fine=1500)], **FRAME))

    for each in (
        "DESA RAWA BENING Pustaka Rawa",
        "Rawa Bening, 22 November 2026",
        "014/PERPUS/XI/2026",
        "To Budi Contoh Card A-12 Dear reader,",
        "Perahu Kecil di Rawa 0003320 3 November 2026 19",
        "Please bring back what you have finished",
        "Rp1,500",
        "Kepala Perpustakaan Sarah Contoh NIP 198705122010012003",
    ):
        assert each in page


def test_a_letter_about_a_child_goes_to_the_parent():
    letter = an_overdue(guardian="Ibu Ratna", address="Jalan Sungai 4\nRT 02")

    (page,) = told(overdue_pages([letter], **FRAME))

    assert "To Ibu Ratna Parent or guardian of Budi Contoh (Card A-12) Jalan Sungai 4 RT 02" in page
    assert "Dear parent or guardian," in page


@pytest.mark.parametrize("fine", [None, 0])
def test_without_a_fine_no_letter_speaks_of_one(fine):
    (page,) = told(overdue_pages([an_overdue(fine=fine)], **FRAME))

    assert "fine" not in page
    assert "Rp" not in page


def test_a_resident_is_addressed_by_the_card_alone():
    (overdue,) = told(overdue_pages([an_overdue(name="")], **FRAME))
    (clear,) = told(clearance_page(a_clearance(name="", kind=BorrowerKind.resident), **FRAME))

    assert "To Card A-12 Dear reader," in overdue
    assert "Name" not in clear
    assert "Card : A-12" in clear


def test_each_overdue_letter_begins_a_page_with_its_own_numbers():
    many = an_overdue(lines=(LATE,) * 60)

    pages = told(overdue_pages([an_overdue(), many, an_overdue()], **FRAME))

    assert "Pustaka Rawa" in pages[0]
    assert " of " not in pages[0].rsplit("NIP", 1)[1]
    assert pages[1].endswith(f"Page 1 of {len(pages) - 2}")
    assert all("No. Title Number Due Days late" in page for page in pages[:-2])
    assert "Page" not in pages[-1]


def test_a_clearance_says_who_has_nothing_left():
    (page,) = told(clearance_page(a_clearance(), **FRAME))

    for each in (
        "LIBRARY CLEARANCE LETTER",
        "015/PERPUS/XI/2026",
        "Name : Budi Contoh",
        "Kind of member : Student",
        "Member since : 3 January 2024",
        "given back everything that was on loan from Pustaka Rawa",
        "Rawa Bening, 22 November 2026 Kepala Perpustakaan",
    ):
        assert each in page


def test_a_clearance_says_what_it_is_for_where_that_is_known():
    (page,) = told(clearance_page(a_clearance(purpose="pindah sekolah"), **FRAME))

    assert "written truthfully, for pindah sekolah." in page


def test_a_letter_without_signers_leaves_room_for_the_head_of_the_library():
    (page,) = told(clearance_page(a_clearance(), **FRAME | {"signers": []}))

    assert page.endswith("Head of the library")


def test_minutes_name_the_day_in_words_and_the_parties():
    (page,) = told(minutes_pages(some_minutes(), **FRAME))

    for each in (
        "MINUTES SERAH TERIMA BOKS Letter number: 016/PERPUS/XI/2026",
        "Sunday the twenty-second of November two thousand and twenty-six, in Rawa Bening",
        "1. Name : Sarah Contoh",
        "from here on called the FIRST PARTY.",
        "2. Name : Budi Contoh",
        "from here on called the SECOND PARTY.",
        "No. Judul Harga 1 Perahu Rp25.000 2 Rawa Rp1.250.000",
    ):
        assert each in page
    assert page.index("Kepala Perpustakaan Sarah Contoh NIP") > page.rindex("Petugas Dinas")
    assert page.count("Sarah Contoh") == 2


def test_the_figures_of_minutes_end_under_one_another_and_numbers_do_not():
    rows = (("1", "0003320", "Rp25.000"), ("12", "17", "Rp1.250.000"))
    minutes = some_minutes(columns=("No.", "Barcode", "Harga"), rows=rows)

    (lines,) = page_lines(minutes_pages(minutes, **FRAME))

    cell = {line.text: line for line in lines}
    assert cell["Rp25.000"].right == pytest.approx(cell["Rp1.250.000"].right, abs=0.15)
    assert cell["0003320"].left == pytest.approx(cell["17"].left, abs=0.5)


@pytest.mark.parametrize(
    "lacking", [{"matter": "  "}, {"parties": ()}, {"parties": (Party("Satu", "Kepala"),)}]
)
def test_minutes_without_a_matter_and_two_parties_are_refused(lacking):
    with pytest.raises(MinutesIncomplete):
        minutes_pages(some_minutes(**lacking), **FRAME)


def test_minutes_with_a_list_of_300_keep_their_signatures_with_the_closing_words():
    rows = tuple((f"{place}", f"Perahu {place}", "Rp1.000") for place in range(1, 301))

    pages = told(minutes_pages(some_minutes(rows=rows), **FRAME))

    assert all("No. Judul Harga" in page for page in pages[:-1])
    assert "These minutes were made truthfully" in pages[-1]
    assert "Petugas Dinas Budi Contoh" in pages[-1]
    assert sum(page.count("Perahu ") for page in pages) == 300


def test_rows_with_too_few_or_too_many_cells_are_set_under_their_headings():
    minutes = some_minutes(rows=(("1",), ("2", "Rawa", "Rp1", "lebih")))

    (page,) = told(minutes_pages(minutes, **FRAME))

    assert "1 2 Rawa Rp1 These minutes" in page


@pytest.mark.parametrize("paper", OFFICE)
def test_long_names_stay_inside_the_edges(paper):
    frame = {
        "letterhead": Letterhead((LONG,), LONG, (LONG,)),
        "signers": [Signer(f"Camat {LONG}", f"Ibu {LONG}", before=LONG)] * 3,
        "paper": paper,
    }
    line = OverdueLine(LONG * 2, "RB-00017-2026-LAMPIRAN", TODAY, 1234)
    overdue = an_overdue(name=LONG, guardian=LONG, address=LONG, lines=(line,) * 3)
    clearance = a_clearance(name=LONG, purpose=LONG)
    minutes = some_minutes(
        matter=LONG,
        parties=(Party(LONG, LONG, LONG),) * 3,
        columns=("No.", LONG, "Harga", LONG),
        rows=(("1", LONG * 3, "Rp1", LONG),) * 4,
    )

    made = (
        overdue_pages([overdue], **frame),
        clearance_page(clearance, **frame),
        minutes_pages(minutes, **frame),
    )

    width, height = SHEETS[paper]
    for lines in (page for pdf in made for page in page_lines(pdf)):
        left, top, right, bottom = box_of([line for line in lines if "Page " not in line.text])
        assert left >= LETTER.left - 0.1
        assert top >= LETTER.top
        assert right <= width - LETTER.right + 0.1
        assert bottom <= height - LETTER.bottom + 0.1


def test_the_same_letters_give_the_same_bytes():
    letters = [an_overdue(name="أحمد"), an_overdue()]

    first = overdue_pages(letters, **FRAME)
    minutes_pages(some_minutes(), **FRAME)

    assert overdue_pages([replace(letter) for letter in letters], **FRAME) == first


def test_without_letters_there_is_no_page():
    with pytest.raises(NothingToPrint):
        overdue_pages([], **FRAME)


def test_a_usual_letter_of_each_kind_is_one_page():
    made = (
        overdue_pages([an_overdue(lines=(LATE,) * 3, fine=1500)], **FRAME),
        clearance_page(a_clearance(), **FRAME),
        minutes_pages(some_minutes(), **FRAME),
    )

    assert [page_count(pdf) for pdf in made] == [1, 1, 1]


def test_a_crest_that_is_no_picture_leaves_the_letter_whole():
    letter = ClearanceLetter("001", date(2026, 11, 22), "Rawa", "Nur", "A1", "general", None)
    broken = Letterhead(name="Pustaka Rawa", crest=b"\x89PNG no picture", second_crest=b"\xff\xd8")

    pdf = clearance_page(letter, letterhead=broken, signers=(), paper="a4")

    assert pdf == clearance_page(
        letter, letterhead=Letterhead(name="Pustaka Rawa"), signers=(), paper="a4"
    )


@pytest.mark.parametrize("count", range(20, 70, 3))
@pytest.mark.parametrize("paper", OFFICE)
def test_nobody_signs_a_page_without_rows_of_the_list(count, paper):
    rows = tuple((f"{place}", f"Perahu {place}", "Rp1.000") for place in range(1, count + 1))
    frame = FRAME | {"paper": paper, "signers": [Signer("Camat", "Ratna Contoh")]}

    minutes = told(minutes_pages(some_minutes(rows=rows), **frame))
    overdue = told(overdue_pages([an_overdue(lines=(LATE,) * count)], **frame))

    assert minutes[-1].count("Perahu ") >= 2
    assert "Petugas Dinas Budi Contoh" in minutes[-1]
    assert "Ratna Contoh" in minutes[-1]
    assert overdue[-1].count("Perahu ") >= 2
    assert sum(page.count("Perahu ") for page in minutes) == count


def test_a_list_with_few_high_rows_still_ends_on_paper():
    rows = tuple((f"{place}", "Perahu " * 500, "Rp1") for place in range(1, 4))

    pages = told(minutes_pages(some_minutes(rows=rows), **FRAME))

    assert "Budi Contoh" in pages[-1]


def test_each_of_several_pages_says_the_number_of_its_letter():
    rows = tuple((f"{place}", f"Perahu {place}", "Rp1.000") for place in range(1, 61))
    late = an_overdue(lines=(LATE,) * 60)

    minutes = told(minutes_pages(some_minutes(rows=rows), **FRAME))
    overdue = told(overdue_pages([an_overdue(), late], **FRAME))

    last = len(minutes)
    for place, page in enumerate(minutes, start=1):
        assert page.endswith(f"016/PERPUS/XI/2026 · Page {place} of {last}")
    for place, page in enumerate(overdue[1:], start=1):
        assert page.endswith(f"014/PERPUS/XI/2026 · Page {place} of {len(overdue) - 1}")
    assert "Page" not in overdue[0]


@pytest.mark.parametrize(
    "signer",
    [
        Signer("KEPALA  perpustakaan", "Orang Lain"),
        Signer("Kepala Dinas", "sarah contoh"),
        Signer("Camat"),
    ],
)
def test_nobody_signs_minutes_twice_and_no_line_stays_empty(signer):
    (page,) = told(minutes_pages(some_minutes(), **FRAME | {"signers": [signer]}))

    assert page.endswith("Sarah Contoh")
    assert "Acknowledged" not in page


def test_a_witness_of_minutes_acknowledges_them_below_the_parties():
    signers = [Signer("Camat", "Ratna Contoh"), Signer("Lurah", "Edi Contoh", before="Mengetahui,")]

    (page,) = told(minutes_pages(some_minutes(), **FRAME | {"signers": signers}))

    after = page[page.rindex("Budi Contoh") :]
    assert "Acknowledged by, Camat Ratna Contoh" in after
    assert "Mengetahui, Lurah Edi Contoh" in after


def test_a_party_who_signs_letters_keeps_the_number_of_an_official():
    (page,) = told(minutes_pages(some_minutes(), **FRAME))

    assert page.endswith("Sarah Contoh NIP 198705122010012003")


def test_a_letter_after_a_write_off_does_not_say_that_all_came_back():
    (page,) = told(clearance_page(a_clearance(written_off=2), **FRAME))

    assert "given back everything" not in page
    assert "2 copies did not come back" in page
    assert "nothing is owed" in page
