import pytest

from jukung.domain.call_numbers import (
    author_letters,
    headings,
    letters_in,
    proposed,
    spine_lines,
    title_letter,
)
from jukung.domain.kinds import ContributorKind


def test_a_written_call_number_is_one_line_for_each_part():
    lines = spine_lines("808.87 ISK a", class_number="", people="", title="")

    assert lines == ("808.87", "ISK", "a")


@pytest.mark.parametrize("written", ["899.221/HIR/l", " 899.221  HIR\tl ", "899.221 / HIR / l"])
def test_strokes_and_spaces_part_a_call_number(written):
    lines = spine_lines(written, class_number="1", people="Lain", title="Lain")

    assert lines == ("899.221", "HIR", "l")


def test_the_local_class_of_islam_stays_one_line():
    lines = spine_lines("R 2X 1.2 ABD k", class_number="", people="", title="")

    assert lines == ("R", "2X 1.2", "ABD", "k")


def test_without_a_call_number_the_lines_are_made():
    lines = spine_lines(
        "", class_number="639.3", people="Rahmani, Siti", title="Beternak Ikan di Rawa"
    )

    assert lines == ("639.3", "RAH", "b")


def test_reference_has_an_r_above_once():
    made = spine_lines("", class_number="030", people="", title="Ensiklopedia Rawa", reference=True)
    written = spine_lines("R 030 ENS e", class_number="", people="", title="", reference=True)

    assert made == written == ("R", "030", "ENS", "e")


def test_what_is_unknown_has_no_line():
    nothing = spine_lines(" ", class_number="", people="", title="", reference=True)
    some = spine_lines("", class_number="", people="Rahmani, Siti", title="")

    assert (nothing, some) == ((), ("RAH",))


@pytest.mark.parametrize(
    ("people", "letters"),
    [
        ("Rahmani, Siti", "RAH"),
        ("Siti Rahmani", "RAH"),
        ("Siti Rahmani; Budi Lestari", "RAH"),
        ("Siti Rahmani, S.Pd., M.Hum.", "RAH"),
        ("Prof. Dr. H. Siti Rahmani, M.A.", "RAH"),
        ("Muhammad Rawi", "RAW"),
        ("Rawi", "RAW"),
        ("Siti R.", "SIT"),
        ("Al-Banjari, Rawi", "BAN"),
        ("Tim Penyusun Rawa", "TIM"),
        ("Indonesia. Departemen Rawa", "IND"),
        ("Ég Ésther", "EST"),
        ("Ng", "NG"),
        ("Dr.", ""),
    ],
)
def test_the_heading_is_the_name_by_which_somebody_is_entered(people, letters):
    assert author_letters(people) == letters


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Perahu Kecil", "p"),
        ("The Swamp", "s"),
        ("Si Kancil", "k"),
        ("Sang Perahu", "p"),
        ("“Anak Rawa”", "a"),
        ("1001 Malam", "1"),
        ("Al-Hikam", "h"),
        ("A", "a"),
        ("…", ""),
        ("", ""),
    ],
)
def test_the_title_gives_its_first_letter_without_articles(title, letter):
    assert title_letter(title) == letter


BODY, MEETING = ContributorKind.body, ContributorKind.meeting


@pytest.mark.parametrize(
    ("people", "kinds", "title", "letters"),
    [
        (["Muhammad Yamin"], [], "Tan Malaka", ["YAM", "MUH", "TAN"]),
        (["Prof. Dr. H. Buya Rahman, M.Ag."], [], "Doa", ["RAH", "BUY", "DOA"]),
        (["Wulan, Sari"], [], "Anak", ["WUL", "SAR", "ANA"]),
        (["Sukarni"], [], "Rawa", ["SUK", "RAW"]),
        (["Dinas Pertanian"], [BODY], "Padi", ["DIN", "PER", "PAD"]),
        (["The Swamp Council"], [BODY], "Report", ["SWA", "COU", "REP"]),
        (["Seminar Rawa"], [MEETING], "Hasil", ["SEM", "RAW", "HAS"]),
        ([], [], "Si Kancil", ["KAN"]),
        ([], [], "", []),
    ],
)
def test_a_title_can_be_entered_under_these_words(people, kinds, title, letters):
    assert [each.letters for each in headings(people, kinds, title=title)] == letters


def test_the_usual_word_is_that_of_the_label():
    for name in ("Muhammad Yamin", "Hj. Rusmini", "Perpustakaan Contoh", "N. H. Dini"):
        assert headings([name])[0].letters == author_letters(name)


def test_a_call_number_is_proposed_with_another_heading_and_for_reference():
    said = {"people": ["Muhammad Yamin"], "title": "Sang Pemimpin"}

    assert proposed("923.2", **said) == "923.2 YAM p"
    assert proposed("923.2", **said, letters="muh") == "923.2 MUH p"
    assert proposed("923.2", **said, reference=True) == "R 923.2 YAM p"
    assert proposed(" ", **said) == ""


@pytest.mark.parametrize(
    ("call_number", "letters"),
    [
        ("923.2 YAM p", "YAM"),
        ("R 923.2 YAM p", "YAM"),
        ("2X 4.2 YAM p", "YAM"),
        ("923.2", ""),
        ("Fiksi rawa", ""),
    ],
)
def test_the_heading_is_read_from_a_written_call_number(call_number, letters):
    assert letters_in(call_number, "923.2") == letters
