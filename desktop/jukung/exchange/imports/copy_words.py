"""What lists say of a copy, in the program's own kinds, whole rupiah and days."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from jukung.domain.kinds import CollectionKind, CopyCondition, CopyStatus, SourceKind

Kind = TypeVar("Kind")

MOST_COPIES = 999
"""More copies than this in one cell are a mistake of typing."""

_EMPTY = frozenset({"", "-", "--", "---", "n/a", "null", "none", "unknown", "belum ditentukan"})
_KINDS = (
    (CollectionKind.reference, r"referen|rujukan|tandon|kamus|ensiklopedi"),
    (CollectionKind.serial, r"berkala|majalah|serial|koran|surat kabar|jurnal|periodical"),
    (CollectionKind.teen, r"remaja|teen|young adult"),
    (CollectionKind.children, r"anak|child|juvenile|paud"),
)
_SOURCES = (
    (SourceKind.exchange, r"tukar|exchange"),
    (SourceKind.aid, r"bantuan|paket|droping|dropping|\baid\b"),
    (SourceKind.purchase, r"beli|purchase|bought|belanja|apbn|apbd|dana desa"),
    (SourceKind.gift, r"hadiah|hibah|sumbang|donasi|wakaf|gift|donat|pemberian"),
    (SourceKind.own_print, r"terbitan sendiri|cetak(?:an)? sendiri|deposit|own print"),
)
_STATUSES = (
    (CopyStatus.withdrawn, r"weeding|dihapus|penyiangan|afkir|withdrawn|dikeluarkan"),
    (CopyStatus.missing, r"hilang|missing|\blost\b"),
    (CopyStatus.repair, r"perbaik|repair|jilid ulang|penjilidan"),
    (
        CopyStatus.reading_room,
        (
            r"baca di|di tempat|tidak (?:dapat|bisa|boleh) (?:di)?pinjam|tidak dipinjamkan|"
            r"no loan|not for loan"
        ),
    ),
)
_CONDITIONS = (
    (CopyCondition.damaged, r"rusak|damage|robek"),
    (CopyCondition.worn, r"lusuh|usang|worn|kurang baik|cukup"),
    (CopyCondition.good, r"\bbaik\b|bagus|good|\bnew\b|\bbaru\b"),
)
_EXCEL_FIRST = date(1899, 12, 30)
_EXCEL_DAYS = range(3_500, 60_000)
_MONTHS = {
    word: place
    for place, words in enumerate(
        (
            "januari jan january", "februari feb pebruari february", "maret mar march",
            "april apr", "mei may", "juni jun june", "juli jul july", "agustus agu ags aug august",
            "september sep sept", "oktober okt oct october", "november nov nopember",
            "desember des dec december",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_LARGEST_PRICE = 999_999_999


def said(cell: str) -> str:
    """A cell's words in one line; nothing for a dash or `---Belum ditentukan---`."""
    text = " ".join(cell.split())
    return "" if text.casefold().strip("- ") in _EMPTY else text


def collection_of(text: str) -> CollectionKind:
    """The part of the collection that some words name; general without any."""
    return _first(_KINDS, text) or CollectionKind.general


def source_of(text: str) -> SourceKind:
    """How a copy came, by the words of a list."""
    return _first(_SOURCES, text) or SourceKind.unknown


def status_of(*texts: str) -> CopyStatus:
    """Whether a copy may leave the shelf, by all that is said of it."""
    found = [_first(_STATUSES, each) for each in texts]
    order = [each for each, _words in _STATUSES]
    return min(filter(None, found), key=order.index, default=CopyStatus.available)


def condition_of(text: str) -> CopyCondition:
    """How worn a copy is."""
    return _first(_CONDITIONS, text) or CopyCondition.unknown


def day_of(text: str) -> date | None:
    """A day as lists write it: 14-02-2015, 2015-02-14, 14 Februari 2015, Excel's number."""
    text = text.strip()[:40]
    if re.fullmatch(r"[0-9]{4,5}(?:\.0*)?", text) and int(float(text)) in _EXCEL_DAYS:
        return _EXCEL_FIRST + timedelta(days=int(float(text)))
    if found := re.search(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.search(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)", text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := re.search(r"(?<!\d)(\d{1,2})[-/. ]+([A-Za-z]{3,9})\.?[-/. ,]+(\d{4})", text):
        return _day(int(found[3]), _MONTHS.get(found[2].casefold(), 0), int(found[1]))
    if re.fullmatch(r"[0-9]{8}", text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return None


def price_of(text: str) -> int | None:
    """Whole rupiah, as people write them: `Rp 45.000,00`, `45000`, `45,000`."""
    plain = re.sub(r"(?i)rp\.?|idr|\s|,-$", "", text[:60])
    if re.search(r"\d[.,]\d{3}[.,]\d{2}$", plain):
        plain = plain[:-3]
    plain = re.sub(r"[.,](?=\d{3}(\D|$))", "", plain)
    plain = re.sub(r"[.,]0{1,2}$", "", plain)
    return min(int(plain), _LARGEST_PRICE) if re.fullmatch(r"[0-9]{1,9}", plain) else None


def count_of(text: str) -> int | None:
    """A number of copies, such as `5`, `5 eks`; None where it is none, or far too many."""
    found = re.fullmatch(
        r"\s*([0-9]{1,6})(?:\.0*)?\s*(?:eks|exp|ex|buah|bh|buku|cop)?\w*\.?\s*", text
    )
    return int(found[1]) if found and int(found[1]) <= MOST_COPIES else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1800 <= year <= 2999 else None


def _first(pairs: Sequence[tuple[Kind, str]], text: str) -> Kind | None:
    folded = " ".join(text[:120].casefold().split())
    return (
        next((kind for kind, words in pairs if re.search(words, folded)), None) if folded else None
    )
