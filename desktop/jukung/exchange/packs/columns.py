"""What the columns of a list of books are, guessed from the words of its header."""

import re
from collections.abc import Sequence
from enum import StrEnum


class TitleUse(StrEnum):
    """What a column is used for."""

    nothing = "nothing"
    title_ = "title"
    subtitle = "subtitle"
    author = "author"
    more_authors = "more_authors"
    statement = "statement"
    isbn = "isbn"
    publisher = "publisher"
    place = "place"
    year = "year"
    pages = "pages"
    language = "language"
    class_number = "class_number"
    call_number = "call_number"
    subjects = "subjects"
    age = "age"
    series = "series"
    number = "number"
    """The copy's own number."""
    price = "price"


# Whole header words, most telling first. Sources: the forms of INLISLite 3.2 and 3.3,
# the lists of SLiMS and BiblioteQ, and lists typed by hand.
_WORDS: dict[TitleUse, tuple[str, ...]] = {
    TitleUse.title_: ("judul utama", "judul buku", "judul", "title", "nama buku", "judul koleksi"),
    TitleUse.subtitle: ("anak judul", "sub judul", "subjudul", "subtitle"),
    TitleUse.author: (
        "tajuk pengarang", "pengarang", "penulis", "nama pengarang", "author", "authors",
        "pengarang utama",
    ),
    TitleUse.more_authors: (
        "pengarang tambahan nama orang", "pengarang tambahan", "penulis tambahan",
    ),
    TitleUse.statement: (
        "pernyataan tanggungjawab", "pernyataan tanggung jawab", "statement of responsibility",
    ),
    TitleUse.isbn: ("isbn", "isbn 13", "no isbn", "nomor isbn", "isbn issn", "isbn 10"),
    TitleUse.publisher: ("penerbit", "publisher", "nama penerbit", "publisher name"),
    TitleUse.place: (
        "kota terbit", "tempat terbit", "place of publication", "publishing place", "kota", "place",
    ),
    TitleUse.year: (
        "tahun terbit", "thn terbit", "tahun", "publication date", "publish year", "year", "thn",
    ),
    TitleUse.pages: (
        "jumlah halaman", "deskripsi fisik", "kolasi", "halaman", "jml halaman", "tebal", "pages",
    ),
    TitleUse.language: ("bahasa", "language", "kode bahasa"),
    TitleUse.class_number: (
        "no ddc", "nomor ddc", "ddc", "klasifikasi", "nomor klasifikasi", "no klasifikasi",
        "no klas", "kelas", "dewey class number", "classification", "nomor kelas", "class",
    ),
    TitleUse.call_number: (
        "nomor panggil eksemplar", "nomor panggil katalog", "no panggil", "nomor panggil",
        "call number",
    ),
    TitleUse.subjects: ("subjek topik", "subjek", "topik", "subject", "subjects", "categories"),
    TitleUse.age: (
        "jenjang", "jenjang pembaca", "kelompok usia", "usia pembaca", "target audience", "usia",
        "perjenjangan",
    ),
    TitleUse.series: ("judul seri", "seri", "series", "series title"),
    TitleUse.number: (
        "no barcode", "nomor barcode", "barcode", "no induk", "nomor induk", "no inventaris",
        "nomor inventaris", "kode eksemplar", "item code", "no eksemplar", "nomor eksemplar",
        "no reg", "no registrasi", "kode buku", "nomor", "accession number",
    ),
    TitleUse.price: ("harga", "harga satuan", "price", "harga rp"),
}  # fmt: skip
_RANKS = {word: (use, rank) for use, words in _WORDS.items() for rank, word in enumerate(words)}


def folded(word: str) -> str:
    """A header word as it is compared."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", word.casefold()).split())


def known_words(cells: Sequence[str]) -> int:
    """How many cells are names of columns."""
    return sum(folded(cell) in _RANKS for cell in cells if len(cell) <= 60)


def guess(header: Sequence[str]) -> tuple[TitleUse, ...]:
    """What each column is used for; each use has one column, the most telling."""
    best: dict[TitleUse, tuple[int, int]] = {}
    for place, cell in enumerate(header):
        use, rank = _RANKS.get(folded(cell), (TitleUse.nothing, 0))
        if use is not TitleUse.nothing:
            best[use] = min(best.get(use, (rank, place)), (rank, place))
    places = {place: use for use, (_rank, place) in best.items()}
    return tuple(places.get(place, TitleUse.nothing) for place in range(len(header)))
