"""What the columns of a list of titles are, guessed from the words of its header.

The one place for these words: imports, title packs and boxes all read by them.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import lru_cache


class TitleUse(StrEnum):
    """What a column is used for."""

    nothing = "nothing"
    title_ = "title"
    subtitle = "subtitle"
    author = "author"
    body = "body"
    """A body that made the title, such as an office."""
    more_authors = "more_authors"
    more_bodies = "more_bodies"
    statement = "statement"
    isbn = "isbn"
    issn = "issn"
    edition = "edition"
    publisher = "publisher"
    place = "place"
    year = "year"
    pages = "pages"
    size = "size"
    language = "language"
    class_number = "class_number"
    call_number = "call_number"
    subjects = "subjects"
    age = "age"
    series = "series"
    material = "material"
    notes = "notes"
    frequency = "frequency"
    issue = "issue"
    """A number of a serial, such as `Edisi 3`."""
    issue_day = "issue_day"
    issue_more = "issue_more"
    number = "number"
    """The copy's own number."""
    inventory = "inventory"
    copy_call_number = "copy_call_number"
    count_ = "count"
    """How many copies there are."""
    price = "price"
    currency = "currency"
    source = "source"
    """How the copy came: bought, given."""
    giver = "giver"
    """From whom it came."""
    received = "received"
    library = "library"
    shelf = "shelf"
    collection = "collection"
    access = "access"
    status = "status"
    condition = "condition"


# Whole header words, most telling first. Sources: the forms of INLISLite 3.2 and 3.3,
# the lists of SLiMS and BiblioteQ, and lists typed by hand.
_WORDS: dict[TitleUse, tuple[str, ...]] = {
    TitleUse.title_: (
        "judul utama", "judul buku", "judul", "title", "nama buku", "judul koleksi",
        "judul pustaka", "judul bahan pustaka", "judul bahan perpustakaan", "main title",
    ),
    TitleUse.subtitle: ("anak judul", "sub judul", "subjudul", "subtitle"),
    TitleUse.author: (
        "tajuk pengarang", "pengarang", "penulis", "nama pengarang", "author", "authors",
        "pengarang utama", "pengarang penulis", "penulis pengarang", "nama penulis",
        "penyusun", "nama penyusun", "pengarang buku", "penulis buku", "karangan", "karya",
    ),
    TitleUse.body: ("tajuk pengarang badan kooperasi", "tajuk pengarang badan korporasi",
        "pengarang badan", "badan korporasi",
    ),
    TitleUse.more_authors: (
        "pengarang tambahan nama orang", "pengarang tambahan", "penulis tambahan",
    ),
    TitleUse.more_bodies: ("pengarang tambahan nama badan",),
    TitleUse.statement: (
        "pernyataan tanggungjawab", "pernyataan tanggung jawab", "statement of responsibility",
    ),
    TitleUse.isbn: ("isbn", "isbn 13", "no isbn", "nomor isbn", "isbn issn", "isbn 10"),
    TitleUse.issn: ("issn", "no issn", "nomor issn"),
    TitleUse.edition: ("edisi", "cetakan", "edisi cetakan", "edition", "cetakan ke"),
    TitleUse.publisher: ("penerbit", "publisher", "nama penerbit", "publisher name"),
    TitleUse.place: (
        "kota terbit", "tempat terbit", "place of publication", "publishing place", "kota", "place",
    ),
    TitleUse.year: (
        "tahun terbit", "thn terbit", "tahun", "publication date", "publish year", "year", "thn",
        "th terbit", "tahun cetak", "thn cetak", "tahun penerbitan", "tahun terbit buku",
    ),
    TitleUse.pages: (
        "jumlah halaman", "deskripsi fisik", "kolasi", "halaman", "jml halaman", "tebal", "pages",
        "jml hal", "jumlah hal", "hal", "hlm",
    ),
    TitleUse.size: ("dimensi", "ukuran", "ukuran buku", "tinggi buku"),
    TitleUse.language: ("bahasa", "language", "kode bahasa"),
    TitleUse.class_number: (
        "no ddc", "nomor ddc", "ddc", "klasifikasi", "nomor klasifikasi", "no klasifikasi",
        "no klas", "kelas", "dewey class number", "classification", "nomor kelas", "class",
        "kode klasifikasi", "no kelas",
    ),
    TitleUse.call_number: (
        "nomor panggil katalog", "no panggil", "nomor panggil", "call number",
        "no panggil buku", "nomor panggil buku",
    ),
    TitleUse.subjects: ("subjek topik", "subjek", "topik", "subject", "subjects", "categories"),
    TitleUse.age: (
        "jenjang", "jenjang pembaca", "kelompok usia", "usia pembaca", "target audience", "usia",
        "perjenjangan",
    ),
    TitleUse.series: ("judul seri", "seri", "series", "series title"),
    TitleUse.material: (
        "jenis bahan", "gmd", "gmd name", "bentuk", "jenis bahan pustaka", "media",
        "bentuk fisik",
    ),
    TitleUse.notes: ("abstrak", "catatan", "keterangan", "ket", "notes", "note", "sinopsis",
        "abstract", "deskripsi",
    ),
    TitleUse.frequency: ("frekuensi", "kala terbit", "frekuensi terbit", "frequency"),
    TitleUse.issue: ("edisi serial", "nomor edisi serial", "nomor terbitan"),
    TitleUse.issue_day: ("tgl terbit edisi serial", "tanggal terbit edisi serial"),
    TitleUse.issue_more: ("bahan sertaan serial", "bahan sertaan", "keterangan lain serial",
        "keterangan lain",
    ),
    TitleUse.number: (
        "no barcode", "nomor barcode", "barcode", "no induk", "nomor induk", "no inventaris",
        "nomor inventaris", "kode eksemplar", "item code", "no eksemplar", "nomor eksemplar",
        "no reg", "no registrasi", "kode buku", "nomor", "accession number", "no induk buku",
        "nomor induk buku", "kode inventaris", "id buku", "no buku", "nomor registrasi",
    ),
    TitleUse.copy_call_number: ("nomor panggil eksemplar",),
    TitleUse.count_: (
        "jumlah eksemplar", "jml eksemplar", "eksemplar", "jumlah", "jml", "jumlah buku", "eks",
        "jml buku", "jumlah eks", "jml eks", "quantity", "stok", "banyaknya", "qty", "jumlah exp",
        "exp", "eksp", "jumlah koleksi", "banyak",
    ),
    TitleUse.price: ("harga", "harga satuan", "price", "harga rp", "harga buku"),
    TitleUse.currency: ("mata uang", "currency", "monetary units"),
    TitleUse.source: (
        "jenis sumber", "sumber", "asal buku", "asal", "sumber perolehan", "cara perolehan",
        "asal usul", "perolehan", "sumber dana", "asal perolehan",
    ),
    TitleUse.giver: ("nama sumber", "nama pemberi", "pemberi", "penyumbang", "supplier", "toko"),
    TitleUse.received: (
        "tgl pengadaan", "tanggal pengadaan", "tanggal terima", "tgl terima", "tanggal masuk",
        "tgl masuk", "tanggal perolehan", "tgl perolehan", "purchase date", "tanggal diterima",
        "tanggal", "tgl",
    ),
    TitleUse.library: ("kode lokasi perpustakaan", "lokasi perpustakaan"),
    TitleUse.shelf: (
        "kode lokasi ruang", "lokasi ruang", "lokasi rak", "rak", "no rak", "nomor rak", "lokasi",
        "ruang", "location", "tempat", "letak", "lokasi buku", "lemari", "kode rak",
    ),
    TitleUse.collection: (
        "kategori", "kategori koleksi", "jenis koleksi", "kategori buku", "koleksi",
        "tipe koleksi", "jenis buku", "genre",
    ),
    TitleUse.access: ("akses", "jenis akses"),
    TitleUse.status: ("ketersediaan", "status", "status eksemplar", "status buku"),
    TitleUse.condition: ("kondisi", "kondisi buku", "keadaan", "condition", "kondisi fisik"),
}  # fmt: skip
_RANKS = {word: (use, rank) for use, words in _WORDS.items() for rank, word in enumerate(words)}
_LONGEST_NAME = 60
_LEAST_SURE = 99
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\*")
_BETWEEN = re.compile(r"[/&,+|\n]|\b(?:dan|atau|and|or)\b")
# What lists have besides, and no catalogue needs; names of people above all.
_NEEDLESS = frozenset(
    {
        "",
        "no",
        "no urut",
        "nomor urut",
        "nmr",
        "num",
        "urut",
        "no rfid",
        "rfid",
        "ismn",
        "gambar",
        "foto",
        "cover",
        "sampul",
        "image",
        "paraf",
        "ttd",
        "tanda tangan",
        "petugas",
        "peminjam",
        "nama peminjam",
        "tgl input",
        "tanggal input",
        "input date",
        "last update",
        "tgl kembali",
        "tanggal kembali",
        "tgl pinjam",
        "tanggal pinjam",
        "jumlah harga",
        "total harga",
        "harga total",
        "total",
    }
)
# A list may say these twice, the thirteen digits in one column and the ten in another.
_TWICE = (TitleUse.isbn, TitleUse.issue_more)


def folded(word: str) -> str:
    """A header word as it is compared."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", word.casefold()).split())


def known_words(cells: Sequence[str]) -> int:
    """How many cells are names of columns."""
    return sum(_use_of(cell) is not None for cell in cells if len(cell) <= _LONGEST_NAME)


def guess(
    header: Sequence[str], *, among: Collection[TitleUse] = tuple(TitleUse)
) -> tuple[TitleUse, ...]:
    """What each column is used for; each use has one column, the most telling.

    Beside a column of copy numbers another such column is the accession number.
    """
    best: dict[TitleUse, tuple[int, int]] = {}
    spare: dict[TitleUse, list[tuple[int, int]]] = {}
    for place, cell in enumerate(header):
        use, rank = _use_of(cell[: 2 * _LONGEST_NAME]) or (TitleUse.nothing, 0)
        if use is not TitleUse.nothing and use in among:
            spare.setdefault(use, []).append((rank, place))
            best[use] = min(best.get(use, (rank, place)), (rank, place))
    places = {place: use for use, (_rank, place) in best.items()}
    for use in _TWICE:
        places |= {place: use for _rank, place in spare.get(use, ())}
    others = [each for each in spare.get(TitleUse.number, ()) if each != best[TitleUse.number]]
    if others and TitleUse.inventory in among:
        places[min(others)[1]] = TitleUse.inventory
    return tuple(places.get(place, TitleUse.nothing) for place in range(len(header)))


def is_needless(name: str) -> bool:
    """Whether a column has nothing for a catalogue, such as the numbers of the rows."""
    return folded(name) in _NEEDLESS


@lru_cache(maxsize=1024)
def _use_of(cell: str) -> tuple[TitleUse, int] | None:
    """The use that a name tells, and how sure it is; of two names in one what both are.

    A place beside the publisher is split off where the rows are read.
    """
    if found := _RANKS.get(folded(cell)):
        return found
    plain = _IN_BRACKETS.sub(" ", cell)
    if found := _RANKS.get(folded(plain)):
        return found
    parts = [folded(part) for part in _BETWEEN.split(plain.casefold())]
    told = {_RANKS[part][0] for part in parts if part in _RANKS}
    if TitleUse.publisher in told:
        told.discard(TitleUse.place)
    known = sum(part in _RANKS for part in parts)
    if len(told) != 1 or 2 * known < len(parts):
        return None
    return told.pop(), _LEAST_SURE


def shape_of(header: Sequence[str]) -> str:
    """A short name for a header, to remember what its columns were used for."""
    return hashlib.sha256("\x1f".join(map(folded, header)).encode()).hexdigest()[:24]
