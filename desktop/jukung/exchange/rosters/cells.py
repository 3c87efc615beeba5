"""What people write in the cells of a list: sexes, births, phones, kinds, addresses."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from jukung.domain.kinds import BorrowerKind, Sex

FIRST_YEAR = 1880
OLDEST = 120

_EMPTY = frozenset({"", "-", "--", "---", "0000-00-00", "00-00-0000", "00/00/0000", "null", "n/a"})
_EXCEL_FIRST = date(1899, 12, 30)
# Serial numbers of days from 1909 to 2064, as a spreadsheet shows a day without its format.
_EXCEL_DAYS = range(3500, 60_000)

_FEMALE = frozenset({"p", "pr", "perempuan", "wanita", "w", "f", "female", "cewek", "putri", "prp"})
_MALE = frozenset(
    {"l", "lk", "laki laki", "laki", "lakilaki", "pria", "m", "male", "cowok", "putra"}
)
_KINDS: dict[BorrowerKind, tuple[str, ...]] = {
    BorrowerKind.teacher: ("guru", "dosen", "pengajar", "teacher", "ustadz", "tutor"),
    BorrowerKind.student: ("pelajar", "siswa", "siswi", "mahasiswa", "student", "santri", "murid"),
    BorrowerKind.child: ("anak", "child", "paud", "tk", "balita"),
    BorrowerKind.official: (
        "perangkat", "aparat", "aparatur", "pegawai", "pns", "asn", "staf", "staff", "official",
        "pamong",
    ),
    BorrowerKind.senior: ("lansia", "senior", "manula"),
    BorrowerKind.general: (
        "umum", "general", "standard", "standar", "masyarakat", "warga", "dewasa", "reguler",
        "biasa",
    ),
}  # fmt: skip


def is_empty(text: str) -> bool:
    """Whether a cell says nothing; a dash or a day of zeros is nothing."""
    return text.strip().casefold() in _EMPTY


def plain(text: str) -> str:
    """A cell's words, or nothing for a dash."""
    return "" if is_empty(text) else " ".join(text.split())


def sexes_of(cells: Iterable[str]) -> dict[str, Sex]:
    """What each word of a column of sexes means; words nobody knows are missing.

    `P` is perempuan beside `L`, but pria beside `W`; of 1 and 2 the first are men, as in
    the population register, and of 1 and 0 too, as in SLiMS.
    """
    words = {_word(cell) for cell in cells if not is_empty(cell)}
    found = dict.fromkeys(words & _FEMALE, Sex.female)
    found |= dict.fromkeys(words & _MALE, Sex.male)
    if "w" in words and "l" not in words and "p" in words:
        found["p"] = Sex.male
    if words <= {"0", "1", "2"}:
        found |= {"1": Sex.male, "0": Sex.female, "2": Sex.female}
    return found


def sex_of(text: str, words: Mapping[str, Sex]) -> Sex | None:
    """The sex a cell says; unknown where it is empty, None where nobody can tell."""
    return Sex.unknown if is_empty(text) else words.get(_word(text))


def year_of(text: str, today: date) -> int | None:
    """The year of birth in a cell: a day in any order, a year, or a serial number of Excel."""
    text = text.strip()
    if re.fullmatch(r"\d{5}(\.0*)?", text) and int(float(text)) in _EXCEL_DAYS:
        return (_EXCEL_FIRST + timedelta(days=int(float(text)))).year
    for year in re.findall(r"(?<!\d)(\d{4})(?!\d)", text):
        if FIRST_YEAR <= int(year) <= today.year:
            return int(year)
    short = re.search(r"(?<!\d)\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{2})(?!\d)", text)
    if short is None:
        return None
    year = today.year // 100 * 100 + int(short[1])
    return year if year <= today.year else year - 100


def year_of_age(text: str, today: date) -> int | None:
    """The year of birth that goes with an age, off by one at most."""
    found = re.search(r"(?<!\d)(\d{1,3})(?!\d)", text)
    return today.year - int(found[1]) if found and int(found[1]) <= OLDEST else None


def day_of(text: str) -> date | None:
    """A day in a cell, day before month; None where it is none."""
    text = text.strip()
    if re.fullmatch(r"\d{5}(\.0*)?", text):
        return _EXCEL_FIRST + timedelta(days=int(float(text)))
    found = re.search(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    parts = (found[1], found[2], found[3]) if found else None
    if parts is None and (found := re.search(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text)):
        parts = (found[3], found[2], found[1])
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def phone_of(text: str) -> str:
    """A phone number; a spreadsheet takes the zero in front for nothing, and it comes back."""
    text = plain(text)
    if re.fullmatch(r"8\d{7,12}", text):
        return "0" + text
    return text if any(map(str.isdigit, text)) else ""


def kind_of(text: str, own_names: Mapping[str, BorrowerKind]) -> BorrowerKind | None:
    """The kind a cell names, by this library's own names first; None where nobody knows it."""
    folded = " ".join(text.casefold().split())
    if folded in own_names:
        return own_names[folded]
    words = set(re.findall(r"\w+", folded))
    return next((kind for kind, names in _KINDS.items() if words & set(names)), None)


def address_of(parts: Mapping[str, str]) -> str:
    """An address from its parts: street, hamlet, RT and RW, village; none said twice."""
    street, hamlet = plain(parts.get("address", "")), plain(parts.get("hamlet", ""))
    if hamlet and not re.match(r"(?i)(dusun|kampung|kp|rk|lingk|dukuh|banjar|jorong)\b", hamlet):
        hamlet = f"Dusun {hamlet}"
    made = [street] if street else []
    said = street.casefold()
    if hamlet and hamlet.casefold() not in said:
        made.append(hamlet)
    near = _rt_rw(parts)
    if near and not re.search(r"\brt\b", said):
        made.append(near)
    village = plain(parts.get("village", ""))
    if village and not village.isdigit() and village.casefold() not in said:
        made.append(village)
    return ", ".join(made)


def _rt_rw(parts: Mapping[str, str]) -> str:
    whole = plain(parts.get("rt_rw", ""))
    numbers = re.findall(r"\d+", whole)
    if whole and len(numbers) == 2:
        return f"RT {numbers[0]}/RW {numbers[1]}"
    rt, rw = (re.sub(r"(?i)^r[tw]\W*", "", plain(parts.get(name, ""))) for name in ("rt", "rw"))
    return "/".join(filter(None, (f"RT {rt}" if rt else "", f"RW {rw}" if rw else ""))) or whole


def _word(cell: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", cell.casefold()).split())
