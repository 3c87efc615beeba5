import io
from datetime import date

import pytest
from PIL import Image
from printed_pages import picture
from written_pages import box_of, line_of, page_lines, page_words

from jukung.paper import flow
from jukung.paper.document import FORM, LETTER, Column, Document, Letterhead, Signer
from jukung.paper.fonts import REGULAR
from jukung.paper.page import text_width
from jukung.paper.papers import OFFICE, SHEETS
from jukung.paper.picture import page_count, page_sizes
from jukung.paper.writing import pieces

TODAY = date(2026, 11, 22)
LONG = "Perpustakaan Taman Bacaan Masyarakat Cahaya Ilmu Pengetahuan Rawa Bening Seberang"
SAID = "Perahu kecil menyusuri sungai sampai ke rawa, lalu pulang sebelum petang. "


def a_crest(colour):
    file = io.BytesIO()
    Image.new("RGB", (40, 50), colour).save(file, "PNG")
    return file.getvalue()


def a_document(paper="a4", **how):
    return Document(paper, title="Percobaan", **how)


def many_rows(count):
    return [
        (f"{place}", f"awal{place} {SAID * 2} akhir{place}.", f"{place * 1000}")
        for place in range(1, count + 1)
    ]


COLUMNS = (Column("No.", 14, right=True), Column("Judul"), Column("Harga", 30, right=True))


@pytest.mark.parametrize("paper", OFFICE)
@pytest.mark.parametrize("landscape", [False, True])
def test_everything_stands_inside_the_edges(paper, landscape):
    head = Letterhead((LONG,) * 2, LONG.upper(), (LONG * 3,), a_crest("red"), a_crest("blue"))
    document = a_document(paper, letterhead=head, landscape=landscape)
    document.dated(LONG, TODAY)
    document.heading(LONG * 2, number="Nomor: " + "9" * 30)
    document.facts([("Nama", LONG * 3), (LONG, "A1"), ("Kata", "x" * 300)], inset=8, mark="1.")
    document.words(SAID * 20)
    document.steps([SAID * 3, "w" * 200])
    document.table(COLUMNS, [*many_rows(3), ("1" * 60, "k" * 300, LONG)])
    document.blank("Disegel oleh:")
    document.signatures(*[Signer(LONG, LONG, "1" * 60, before=LONG)] * 3, town=LONG, on=TODAY)

    pdf = document.finished()

    width, height = SHEETS[paper][::-1] if landscape else SHEETS[paper]
    assert page_sizes(pdf)[0] == pytest.approx((width, height), abs=0.1)
    for lines in page_lines(pdf):
        written = [line for line in lines if not line.text.startswith("Page ")]
        left, top, right, bottom = box_of(written)
        assert left >= LETTER.left - 0.1
        assert top >= LETTER.top
        assert right <= width - LETTER.right + 0.1
        assert bottom <= height - LETTER.bottom + 0.1


@pytest.mark.parametrize("paper", OFFICE)
def test_a_long_table_has_its_heading_on_each_page_and_no_row_is_cut(paper):
    document = a_document(paper)
    document.words(SAID)
    document.table(COLUMNS, many_rows(300))

    told = page_words(document.finished())

    assert all("No. Judul Harga" in page for page in told)
    for place in range(1, 301):
        began = [page for page, text in enumerate(told) if f"awal{place} " in text]
        ended = [page for page, text in enumerate(told) if f"akhir{place}." in text]
        assert began == ended
        assert len(began) == 1


def test_rows_do_not_run_into_one_another():
    document = a_document()
    document.table(COLUMNS, many_rows(12))

    (lines,) = page_lines(document.finished())

    for place in range(1, 12):
        ended = line_of(lines, f"akhir{place}.")
        assert line_of(lines, f"awal{place + 1} ").top > ended.bottom


def test_figures_end_under_one_another():
    document = a_document()
    document.table(COLUMNS, [("1", "Rawa", "900"), ("2", "Sungai", "1.250.000")])

    (lines,) = page_lines(document.finished())

    assert line_of(lines, "1.250.000").right == pytest.approx(line_of(lines, "900").right, abs=0.15)


def test_a_row_higher_than_a_page_is_shortened_and_ends_with_an_ellipsis():
    document = a_document()
    document.table(COLUMNS, [("1", SAID * 200, "1"), ("2", "Rawa", "2")])

    told = page_words(document.finished())

    assert len(told) == 2
    assert "…" in told[0]
    assert "Rawa" in told[1]


@pytest.mark.parametrize("count", range(36, 52))
def test_signatures_stay_with_the_last_lines(count):
    document = a_document(letterhead=Letterhead(name="Pustaka Rawa"))
    for _place in range(count):
        document.words("Sebaris.", after=0)
    document.words("Penutup.")
    document.signatures(Signer("Kepala", "Nama Terang", "1987"), town="Rawa", on=TODAY)

    told = page_words(document.finished())

    assert "Penutup. Rawa, 22 November 2026 Kepala Nama Terang NIP 1987" in told[-1]
    assert "Sebaris. Penutup." in told[-1]


@pytest.mark.parametrize("count", range(34, 42))
def test_signatures_stay_with_the_last_rows_of_a_table(count):
    document = a_document()
    document.table(COLUMNS, [(f"{place}", f"baris{place}", "1") for place in range(count)])
    document.signatures(Signer("Kepala", "Nama Terang"))

    last = page_words(document.finished())[-1]

    assert "Nama Terang" in last
    assert f"No. Judul Harga {count - 2} baris{count - 2}" in last or "baris0" in last


@pytest.mark.parametrize("signers", [1, 2, 3])
def test_signatures_stand_side_by_side_with_room_to_sign(signers):
    document = a_document()
    document.words(SAID)
    document.signatures(*[Signer(f"Jabatan{place}", f"Nama{place}") for place in range(signers)])

    (lines,) = page_lines(document.finished())

    names = [line_of(lines, f"Nama{place}") for place in range(signers)]
    offices = [line_of(lines, f"Jabatan{place}") for place in range(signers)]
    assert [name.left for name in names] == sorted(name.left for name in names)
    assert max(name.bottom for name in names) - min(name.bottom for name in names) < 0.1
    assert all(name.top - office.bottom > 20 for name, office in zip(names, offices, strict=True))
    assert names[-1].left > SHEETS["a4"][0] / 2


def test_a_heading_stays_with_what_it_is_above():
    for count in range(40, 48):
        document = a_document()
        for _place in range(count):
            document.words("Sebaris.", after=0)
        document.section("Bagian")
        document.words(SAID * 3)

        told = page_words(document.finished())

        assert not any(page.removesuffix(" Page 1 of 2").endswith("Bagian") for page in told)


def test_pages_are_numbered_only_where_there_are_several():
    document = a_document()
    document.words(SAID)
    document.another()
    document.words(SAID * 100)
    document.another()
    document.words("Ketiga")

    told = page_words(document.finished())

    assert [" of " in page for page in told] == [False, True, True, False]
    assert told[1].endswith("Page 1 of 2")
    assert told[2].endswith("Page 2 of 2")


def test_each_letter_has_its_letterhead_and_later_pages_do_not():
    document = a_document(letterhead=Letterhead(("Desa Rawa",), "Pustaka Rawa", ("Jalan 1",)))
    document.words(SAID * 60)
    document.another()
    document.words(SAID)

    told = page_words(document.finished())

    assert ["Desa Rawa Pustaka Rawa Jalan 1" in page for page in told] == [True, False, True]


def test_the_crests_stand_left_and_right_of_the_name():
    head = Letterhead(name="Pustaka", crest=a_crest("#ff0000"), second_crest=a_crest("#00ff00"))
    document = a_document(letterhead=head)

    pdf = document.finished()

    (name,) = page_lines(pdf)[0]
    assert name.left + name.right == pytest.approx(2 * (25 + 190) / 2, abs=0.6)
    grey, per_mm = picture(pdf, 0, dpi=254), 10
    left, right = (grey.getpixel((int(x * per_mm), 25 * per_mm)) for x in (36, 178))
    assert left == pytest.approx(76, abs=3)
    assert right == pytest.approx(150, abs=3)


def test_values_of_facts_stand_under_one_another():
    document = a_document()
    document.facts([("Nomor", "Nilai1 " + LONG * 2), ("Hal yang lebih panjang", "Nilai2")])

    (lines,) = page_lines(document.finished())

    first, second = line_of(lines, "Nilai1"), line_of(lines, "Nilai2")
    colons = [line for line in lines if line.text == ":"]
    assert first.left == pytest.approx(second.left, abs=0.1)
    assert len(colons) == 2
    assert colons[0].left == pytest.approx(colons[1].left, abs=0.1)


def test_what_runs_is_drawn_on_each_page_above_the_words():
    document = a_document(edges=FORM, landscape=True)
    document.running(
        12,
        lambda pages, left, top: pages.left("Berjalan", left, top + 6, font=REGULAR, size=9),
    )
    document.table(COLUMNS, many_rows(60))

    leaves = page_lines(document.finished())

    assert len(leaves) > 2
    for lines in leaves:
        assert line_of(lines, "Berjalan").bottom < FORM.top + 12 < line_of(lines, "Judul").top


def test_a_line_that_begins_with_an_arabic_name_still_runs_to_the_right():
    words = "Surat untuk أحمد datang hari ini"
    width = text_width("Surat untuk", REGULAR, size=10) + 0.1

    cut = flow.lines(words, REGULAR, size=10, width=width)

    assert len(cut) == 3
    drawn = [piece for piece in pieces(cut[1], REGULAR) if piece.text != "\u200e"]
    assert "Arabic" in drawn[0].font
    assert drawn[-1].text.strip() == "datang"


def test_names_in_arabic_letters_stand_anywhere():
    name = "محمد نور الدين"
    head = Letterhead((name,), name, (name,))
    document = a_document(letterhead=head)
    document.dated(name, TODAY)
    document.heading(name, number=name)
    document.facts([(name, name)])
    document.table([Column(name), Column(name, right=True)], [(name, name)])
    document.signatures(Signer(name, name, name, before=name))

    told = page_words(document.finished())

    assert told[0].count("محمد") == 16
    assert f"{name} 22 November 2026" in told[0]


def test_nothing_hidden_and_no_markup_gets_into_a_document():
    document = a_document()
    document.words("a\u202eb\u0000c <b>x</b> &amp;")

    assert page_words(document.finished()) == ["abc <b>x</b> &amp;"]


def test_the_same_words_give_the_same_bytes():
    def made(colour="red"):
        head = Letterhead(name="Pustaka نور", crest=a_crest(colour))
        document = a_document(letterhead=head)
        document.words(SAID)
        document.table(COLUMNS, many_rows(60))
        document.signatures(Signer("Kepala"))
        return document.finished()

    first = made()
    made("blue")

    assert made() == first


def test_an_empty_document_is_one_empty_page():
    assert page_count(a_document().finished()) == 1


def test_turning_ends_a_page_once_and_leaves_no_empty_one():
    document = a_document()
    document.turn()
    document.words("Satu")
    document.turn()
    document.turn()
    document.words("Dua")
    document.turn()

    told = page_words(document.finished())

    assert told == ["Satu Page 1 of 2", "Dua Page 2 of 2"]


@pytest.mark.parametrize("count", range(38, 50))
def test_room_at_the_end_begins_no_page(count):
    document = a_document()
    for _place in range(count):
        document.words("Sebaris.", after=0)
    document.skip(30)

    told = page_words(document.finished())

    assert all("Sebaris." in page for page in told)


def test_a_crest_scanned_in_grey_of_16_bits_is_not_blank():
    scanned = io.BytesIO()
    Image.new("I;16", (200, 250), 128 * 256).save(scanned, "PNG")
    document = a_document(letterhead=Letterhead(name="Pustaka Rawa", crest=scanned.getvalue()))

    page = picture(document.finished(), 0)

    assert any(abs(level - 128) < 3 for _count, level in page.getcolors())
