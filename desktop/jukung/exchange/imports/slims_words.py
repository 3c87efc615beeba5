"""What SLiMS calls things, and what they are here: kinds, states, sources, days.

Libraries name their kinds and states themselves, so words are looked for, not whole
names; what nobody knows keeps its name in a note or a finding.
"""

import re
from datetime import date
from functools import lru_cache

from jukung.domain.kinds import (
    CollectionKind,
    CopyCondition,
    CopyStatus,
    Frequency,
    Sex,
    SourceKind,
)
from jukung.domain.roles import code_of
from jukung.exchange.imports import title_words

_KINDS: tuple[tuple[CollectionKind, str], ...] = (
    (CollectionKind.reference, r"referen\w*|rujukan|kamus|ensiklopedia?|tandon"),
    (
        CollectionKind.serial,
        (
            r"majalah|koran|surat kabar|jurnal|journal|serial|periodicals?|magazines?|newspapers?"
            r"|tabloid|bulet[ei]n|terbitan berkala|berkala"
        ),
    ),
    (CollectionKind.teen, r"remaja|teens?|young adults?"),
    (CollectionKind.children, r"anak|kanak|balita|child\w*|juvenile|juveni|paud|cerita bergambar"),
)
# Known to be general: nothing to say about them.
_GENERAL = re.compile(
    r"\b(?:umum|general|textbooks?|teks|fi[kc]si|fi[kc]tion|non|sirkulasi|circulation|dewasa|adult"
    r"|buku|books?|koleksi|novel|pelajaran|paket)\b"
)
_KIND_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _KINDS)

_STATES: tuple[tuple[CopyStatus, re.Pattern[str]], ...] = tuple(
    (status, re.compile(rf"\b(?:{words})\b"))
    for status, words in (
        (CopyStatus.missing, r"missing|hilang|lost"),
        (
            CopyStatus.withdrawn,
            r"withdrawn|weeded|dihapus|dihapuskan|afkir|musnah|dimusnahkan|disiangi|penyiangan",
        ),
        (
            CopyStatus.repair,
            r"repair|perbaikan|diperbaiki|dijilid|jilid|penjilidan|rusak|damaged|binding",
        ),
        (
            CopyStatus.reading_room,
            (
                r"no loan|not for loan|tidak dipinjamkan|tidak dipinjam|baca di tempat|tandon"
                r"|reference|referensi|tidak boleh dipinjam"
            ),
        ),
        (CopyStatus.available, r"available|tersedia|ada|baik|good"),
    )
)
# What SLiMS calls its own states where their names are gone.
_STATE_CODES = {
    "r": CopyStatus.repair,
    "nl": CopyStatus.reading_room,
    "mis": CopyStatus.missing,
}
_DAMAGED = re.compile(r"\b(?:rusak|damaged)\b")

_GIFT = re.compile(r"hadiah|hibah|gift|sumbangan|donasi|wakaf|tukar|grant|exchange")
_PURCHASE = re.compile(r"beli|purchase|buy|bought|pembelian")

# The levels of authors as SLiMS numbers them since its fifth version.
_LEVELS = (
    "Primary author", "Additional author", "Editor", "Translator", "Director", "Producer",
    "Composer", "Illustrator", "Creator", "Contributor",
)  # fmt: skip
_OTHER_ROLE = "oth"

_BY_MONTHS = {
    1: Frequency.monthly,
    2: Frequency.two_monthly,
    3: Frequency.quarterly,
    6: Frequency.half_yearly,
    12: Frequency.yearly,
}
_BY_DAYS = {1: Frequency.daily, 7: Frequency.weekly, 14: Frequency.fortnightly}
_RUPIAH = frozenset({"", "rupiah", "rp", "rp.", "idr", "0"})
_LARGEST_PRICE = 999_999_999
# Nobody who was born before is a member still, and nothing was lent before.
_FIRST_YEAR = 1900
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")


@lru_cache(maxsize=2048)
def kind_of(words: str) -> tuple[CollectionKind, bool]:
    """The kind that a name of a collection means, and whether that is sure."""
    low = " ".join(words.casefold().split())
    for kind, pattern in _KIND_PATTERNS:
        if pattern.search(low):
            return kind, True
    return CollectionKind.general, not low or _GENERAL.search(low) is not None


@lru_cache(maxsize=2048)
def status_of(words: str, *, no_loan: bool = False) -> tuple[CopyStatus, CopyCondition, bool]:
    """The status and condition that a state means, and whether that is sure."""
    low = " ".join(words.casefold().split())
    if low in ("", "0"):
        return CopyStatus.available, CopyCondition.unknown, True
    if low in _STATE_CODES:
        return _STATE_CODES[low], CopyCondition.unknown, True
    condition = CopyCondition.damaged if _DAMAGED.search(low) else CopyCondition.unknown
    for status, pattern in _STATES:
        if pattern.search(low):
            return status, condition, True
    status = CopyStatus.reading_room if no_loan else CopyStatus.available
    return status, condition, False


def source_kind_of(said: str) -> SourceKind:
    """How a copy came: 1 is bought, 2 given, words as they are written."""
    low = said.strip().casefold()
    if low == "1" or _PURCHASE.search(low):
        return SourceKind.purchase
    if low == "2" or _GIFT.search(low):
        return SourceKind.gift
    return SourceKind.unknown


def role_of(level: int) -> str:
    """The code of what an author of a level did."""
    said = _LEVELS[level - 1] if 0 < level <= len(_LEVELS) else ""
    return code_of(said) or _OTHER_ROLE


def frequency_of(words: str, every: int, unit: str) -> Frequency:
    """How often a serial comes, by its name, else by its number of days or months."""
    named = title_words.frequency_of(words)
    if named is not Frequency.none:
        return named
    days = every * {"day": 1, "week": 7}.get(unit, 0)
    months = every * {"month": 1, "year": 12}.get(unit, 0)
    return _BY_DAYS.get(days) or _BY_MONTHS.get(months) or Frequency.irregular


def sex_of(said: str) -> Sex:
    """1 is a man, 0 a woman."""
    return {"1": Sex.male, "0": Sex.female}.get(said.strip(), Sex.unknown)


def price_of(amount: str, currency: str) -> tuple[int | None, str]:
    """A price in rupiah, or its words where it is something else; 0 is none."""
    amount, currency = amount.strip(), currency.strip()
    digits = re.sub(r"[.,]00?$", "", amount)
    is_rupiah = currency.casefold() in _RUPIAH
    if is_rupiah and re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+|\d{1,12}", digits):
        price = int(re.sub(r"[.,]", "", digits))
        if price <= _LARGEST_PRICE:
            return price or None, ""
    if not amount.strip("0.,-"):
        return None, ""
    return None, " ".join(f"{currency} {amount}".split())


@lru_cache(maxsize=100_000)
def day_of(said: str) -> tuple[date | None, bool]:
    """A day as the database writes it, and whether what stands there is sound.

    Nothing, and a day of zeros, are sound and no day.
    """
    text = said.strip()
    if not text.strip("0-: "):
        return None, True
    found = _DAY.fullmatch(text)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None, False
    return (day, True) if day is not None and day.year >= _FIRST_YEAR else (None, False)


def with_plain_breaks(text: str) -> str:
    """A text with its line breaks as one sign each."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
