"""The eighteen columns of a SLiMS title list, and the names they go by."""

import re
from dataclasses import dataclass

# In the order of the export, which is also the order of `TitleRecord`. The first
# name is the one SLiMS writes; the others are translations and what users made of
# them (a list from Dumai, 2025, calls the place "Alamat").
_NAMES: tuple[tuple[str, ...], ...] = (
    ("title", "judul", "judul buku"),
    ("gmd name", "gmd", "jenis file", "jenis bahan", "bentuk fisik"),
    ("edition", "edisi", "jumlah revisi atau perubahan"),
    ("isbn issn", "isbn", "isbn/issn", "isbn / issn"),
    ("publisher name", "publisher", "penerbit", "nama penerbit"),
    ("publish year", "publishing year", "year", "tahun", "tahun terbit"),
    ("collation", "kolasi", "deskripsi fisik", "jumlah halaman dan dimensi"),
    ("series title", "series", "seri", "judul seri", "seri buku"),
    ("call number", "no panggil", "nomor panggil"),
    ("language name", "language", "bahasa"),
    ("place name", "place", "publishing place", "tempat terbit", "kota terbit"),
    ("classification", "klasifikasi", "nomor klasifikasi", "no klasifikasi"),
    ("notes", "note", "abstract", "catatan", "abstrak", "tambahan"),
    ("image", "cover", "gambar", "gambar sampul", "sampul"),
    ("sor", "statement of responsibility", "pernyataan tanggung jawab", "penasehat"),
    ("authors", "author", "pengarang", "penulis", "penulis tambahan"),
    ("topics", "topic", "subjects", "subject", "subjek", "topik"),
    (
        "item code",
        "item codes",
        "kode eksemplar",
        "barcode",
        "nomor induk",
        "nomor induk buku atau barcode",
    ),
)
WIDTH = len(_NAMES)
COLUMNS = tuple(names[0] for names in _NAMES)
FIRST_LIST = 15
"""From this column on a cell holds several values."""

_PLACES = {name: place for place, names in enumerate(_NAMES) for name in names}
# A name that means another column elsewhere counts only in its own place.
_PLACES_BY_POSITION = {("alamat", 10), ("penasihat", 14), ("jenis", 1), ("kota", 10)}
# No row of titles has so many cells that are names of columns.
_FEWEST_NAMES = 5
# With the columns in another order, half of them must be known to call it SLiMS.
_FEWEST_IN_OTHER_ORDER = 9


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cell of a row is which column, and what the header calls them."""

    header: tuple[str, ...] = ()
    places: tuple[int | None, ...] = tuple(range(WIDTH))
    width: int = WIDTH
    unknown: tuple[str, ...] = ()

    @property
    def is_in_order(self) -> bool:
        """Whether the cells already stand in the order of the record."""
        return self.places == tuple(range(WIDTH))


def recognise(cells: list[str]) -> Columns | None:
    """Read a header of SLiMS columns by name and position; None if it is not one."""
    wide = len(cells)
    while wide and not cells[wide - 1].strip():
        wide -= 1
    cells = cells[:wide]
    found: dict[int, int] = {}
    for at, cell in enumerate(cells):
        place = _place_of(cell, at)
        if place is not None:
            found.setdefault(place, at)
    if len(found) < _FEWEST_NAMES or 0 not in found:
        return None
    header = tuple(cells)
    if len(cells) == WIDTH and all(place == at for place, at in found.items()):
        return Columns(header)
    if len(found) < _FEWEST_IN_OTHER_ORDER:
        return None
    used = set(found.values())
    unknown = tuple(cell for at, cell in enumerate(cells) if at not in used)
    places = tuple(found.get(place) for place in range(WIDTH))
    return Columns(header, places, len(cells), unknown)


def _place_of(cell: str, at: int) -> int | None:
    name = re.sub(r"[\s_.]+", " ", cell).strip().casefold()
    if (name, at) in _PLACES_BY_POSITION:
        return at
    return _PLACES.get(name)
