"""What lists call languages, audiences and frequencies, in the program's own kinds.

A word that nobody here knows says nothing: an audience is never guessed from a hint.
"""

import re
from types import MappingProxyType

from jukung import places
from jukung.domain import languages
from jukung.domain.kinds import Audience, Frequency

# A code, and not a name: names stay as somebody wrote them. Of two letters with a country
# (`en-US`), of three, or several of three in a row as old MARC has them.
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*")
_CODES = re.compile(r"(?:[a-z]{3}){2,}")
_NO_LANGUAGE = frozenset({"", "und", "zxx", "mul", "|||", "   ", "###", "xxx"})

# MARC 21, 008/22 for books; `g` (general) and `f` (specialised) say nothing of age.
AUDIENCE_CODES = MappingProxyType(
    {
        "a": Audience.early,
        "b": Audience.children,
        "c": Audience.children,
        "d": Audience.teen,
        "e": Audience.adult,
        "j": Audience.children,
    }
)
_AUDIENCES = (
    (
        Audience.early,
        r"paud|\btk\b|balita|pra ?sekolah|preschool|usia dini|pembaca dini|jenjang a\b|\ba\b",
    ),
    (
        Audience.children,
        (
            r"\banak|\bsd\b|\bmi\b|juvenile|children|\bchild\b|pembaca (?:awal|semenjana)|"
            r"jenjang b|\bb[123]?\b|sekolah dasar"
        ),
    ),
    (
        Audience.teen,
        (
            r"remaja|\bsmp\b|\bsma\b|\bsmk\b|\bmts\b|young adult|adolescent|\bteen|"
            r"pembaca (?:madya|mahir awal)|jenjang [cd]\b|\b[cd]\b"
        ),
    ),
    (Audience.adult, r"dewasa|\badults?\b|mahasiswa|pembaca mahir|jenjang e\b|\be\b"),
)
# MARC 21, 008/18 for what comes in numbers.
FREQUENCY_CODES = MappingProxyType(
    {
        "d": Frequency.daily,
        "w": Frequency.weekly,
        "e": Frequency.fortnightly,
        "s": Frequency.fortnightly,
        "m": Frequency.monthly,
        "b": Frequency.two_monthly,
        "q": Frequency.quarterly,
        "f": Frequency.half_yearly,
        "a": Frequency.yearly,
    }
)
_FREQUENCIES = (
    (
        Frequency.fortnightly,
        (
            r"bi-?weekly|fort-?nightly|fourth?-?nightly|semimonthly|dwi ?mingguan|"
            r"(?:dua|\b2) mingguan|tengah bul"
        ),
    ),
    (Frequency.two_monthly, r"bi-?monthly|dwi ?bulanan|(?:dua|\b2) bulanan|every two months"),
    (
        Frequency.half_yearly,
        r"semi-?annual|half-?yearly|semester|tengah tahun|twice a year|6 bulan",
    ),
    (Frequency.quarterly, r"quarterly|tri ?wulan|tri ?bulanan|(?:tiga|\b3) bulanan|kuartal"),
    (Frequency.daily, r"daily|\bharian|setiap hari"),
    (Frequency.weekly, r"weekly|\bmingguan|setiap minggu"),
    (Frequency.monthly, r"monthly|\bbulanan|setiap bulan"),
    (Frequency.yearly, r"annual|yearly|\btahunan|setiap tahun"),
    (Frequency.irregular, r"irregular|tidak (?:teratur|tentu|tetap)"),
)
_MOST_LETTERS = 200


def language_of(said: str) -> str:
    """The name of a language; a code nobody here knows, or a name, stays as it is."""
    text = said.strip().strip(".")
    folded = text.casefold()
    if folded in _NO_LANGUAGE:
        return ""
    known = languages.read(places.resources() / "tables")
    if found := _CODE.fullmatch(folded):
        return known.names.get(known.code_of(found[1]), text)
    if _CODES.fullmatch(folded) and not known.code_of(folded):
        codes = [folded[at : at + 3] for at in range(0, len(folded), 3)]
        return known.names[codes[0]] if known.names.keys() >= set(codes) else text
    return text


def audience_of(said: str) -> Audience:
    """For whom a title is; unknown where two are named, or nobody."""
    folded = " ".join(said[:_MOST_LETTERS].casefold().split())
    found = [each for each, words in _AUDIENCES if re.search(words, folded)]
    return found[0] if len(found) == 1 else Audience.unknown


def frequency_of(said: str) -> Frequency:
    """How often something comes, by its words; none where they say nothing of it."""
    folded = " ".join(said[:_MOST_LETTERS].casefold().split())
    return next((each for each, words in _FREQUENCIES if re.search(words, folded)), Frequency.none)
