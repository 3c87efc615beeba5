"""The readiness of a library on paper."""

from dataclasses import dataclass
from datetime import date

from written_pages import page_words

from jukung.paper.document import Letterhead, Signer
from jukung.paper.picture import page_count
from jukung.paper.readiness_page import readiness_pages


@dataclass(frozen=True)
class Line:
    area: str
    title: str
    state: str
    value: str
    wanted: str
    missing: str


@dataclass(frozen=True)
class Standard:
    title: str
    cited: str
    note: str
    lines: tuple


STANDARD = Standard(
    "SNP",
    "Perka 6/2017",
    "Nothing is known of weights.",
    (
        Line("Koleksi", "Judul", "missing", "786", "at least 1,000", "still 214 titles"),
        Line("Gedung", "Luas", "unrecorded", "–", "at least 56 m²", "Record it: here"),
    ),
)


def pages(standards=(STANDARD,), **how):
    return readiness_pages(
        standards,
        states={"missing": "not met", "unrecorded": "not recorded"},
        year=2026,
        on=date(2026, 11, 22),
        letterhead=Letterhead(name="Pustaka Rawa"),
        town="Rawa Bening",
        signers=(Signer("Kepala Perpustakaan", "Nama Terang"),),
        **how,
    )


def test_every_line_stands_on_the_paper_with_its_source_and_is_signed():
    said = " ".join(" ".join(page_words(pages())).split())

    for words in ("Perka 6/2017", "still 214 titles", "not recorded", "Kepala Perpustakaan"):
        assert words in said


def test_the_same_values_give_the_same_bytes_and_many_give_more_pages():
    assert pages() == pages()
    assert page_count(pages((STANDARD,) * 30, paper="f4")) > 2
