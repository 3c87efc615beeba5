import os

import pytest

from jukung.domain.errors import (
    EncodingUnknown,
    FileCut,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    FormatUnknown,
    LineTooLong,
    NotAFile,
)
from jukung.exchange.listed.text_file import open_text

SENTENCE = "Perahu kecil di rawa – “ilung” é ﷽\n"


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(NotAFile):
        open_text(tmp_path)


def test_a_device_is_refused_unread(tmp_path):
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)

    with pytest.raises(NotAFile):
        open_text(pipe)


@pytest.mark.parametrize("name", ["tidak-ada.csv", "berkas/di-dalam.csv", "nol\0.csv"])
def test_a_missing_file_is_refused(tmp_path, name):
    (tmp_path / "berkas").write_text("x")

    with pytest.raises(FileMissing):
        open_text(tmp_path / name)


def test_what_the_system_does_not_open_is_refused(tmp_path):
    circle = tmp_path / "lingkaran.csv"
    circle.symlink_to(circle)

    with pytest.raises(FileUnreadable):
        open_text(circle)


@pytest.mark.parametrize("content", [b"", b"\n\r\n \t\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1a"])
def test_a_file_with_nothing_in_it_is_refused(put, content):
    with pytest.raises(FileEmpty):
        open_text(put(content))


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "besar.csv"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)

    with pytest.raises(FileTooLarge) as caught:
        open_text(path)

    assert caught.value.facts == {"file": "besar.csv", "limit_mb": 200}


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_a_line_without_end_is_refused(put, end):
    with pytest.raises(LineTooLong) as caught:
        open_text(put((b"satu" + end) * 2 + b"x" * 1_100_000 + end))

    assert caught.value.line == 3


def test_long_lines_below_the_limit_are_read(put):
    text = ("x" * 1_000_000 + "\n") * 3

    assert open_text(put(text)).text == text


@pytest.mark.parametrize(
    "content",
    [
        b"satu\0dua\n",
        b"%PDF-1.7\nabc\n",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04xyz",
        b"\x01\x02\x03\x04 abc\n",
        "a\0b".encode("utf-16"),
    ],
)
def test_what_is_no_text_is_refused(put, content):
    with pytest.raises(FormatUnknown):
        open_text(put(content))


@pytest.mark.parametrize(
    ("python_name", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
    ],
)
def test_letters_are_read_in_their_encoding(put, python_name, name):
    opened = open_text(put((SENTENCE * 3).encode(python_name)))

    assert (opened.text, opened.encoding) == (SENTENCE * 3, name)


def test_utf_16_of_the_other_byte_order_is_read(put):
    opened = open_text(put(b"\xfe\xff" + SENTENCE.encode("utf-16-be")))

    assert opened.text == SENTENCE


def test_one_byte_letters_of_windows_are_read(put):
    text = "Resep “wadai” é – Banjar untuk anak-anak di tepi sungai\n"

    opened = open_text(put(text.encode("cp1252")))

    assert (opened.text, opened.encoding) == (text, "windows-1252")


def test_a_few_bad_bytes_in_utf_8_become_replacement_signs(put):
    raw = (SENTENCE * 3).encode() + b"Perahu k\xc3cil\n"

    opened = open_text(put(raw))

    assert opened.encoding == "utf-8"
    assert opened.text == SENTENCE * 3 + "Perahu k\ufffdcil\n"


def test_a_mark_in_front_decides_between_encodings(put):
    opened = open_text(put(b"\xef\xbb\xbfPerahu k\xc3cil\n"))

    assert opened.text == "Perahu k\ufffdcil\n"


def test_a_mixture_of_encodings_is_refused(put):
    raw = "é\n".encode() * 5 + "é\n".encode("cp1252") * 5

    with pytest.raises(EncodingUnknown):
        open_text(put(raw))


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_inside_a_letter_is_refused(put, cut):
    raw = (SENTENCE * 2 + "﷽").encode()[:-cut]

    with pytest.raises(FileCut) as caught:
        open_text(put(raw))

    assert caught.value.line == 3


def test_utf_16_cut_inside_a_letter_is_refused(put):
    with pytest.raises(FileCut):
        open_text(put(SENTENCE.encode("utf-16")[:-1]))


@pytest.mark.parametrize(
    "content",
    [
        "Книга о реке\n".encode("cp1251"),
        b"abcdefgh abcdefgh\x81 x\n",
        b"\xff\xfe\x00\xd8a\x00",
    ],
)
def test_letters_that_nobody_makes_out_are_refused(put, content):
    with pytest.raises(EncodingUnknown):
        open_text(put(content))
