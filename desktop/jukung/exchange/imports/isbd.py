"""The signs that catalogue cards put around each element, and how they come off.

ISBD ends an element with the sign that opens the next: `Jakarta :`, `Grafika,`. A dot
stays where it belongs to an abbreviation, such as `Cet.`, or to initials.
"""

import re

_SIGNS = " :;/=,"
_BRACKET = re.compile(r"^\[([^\[\]]*)\]$")
_AROUND_WORDS = re.compile(r"[\s(\[,;:]")
_LONGEST_WORD = 40
_ABBREVIATIONS = frozenset(
    {
        "a.l", "a.n", "b", "c", "ca", "cet", "cetk", "cm", "co", "corp", "cv", "d", "dept",
        "dkk", "dll", "dr", "dra", "drs", "dsb", "dst", "ed", "edn", "eds", "etc", "h", "hal",
        "hj", "hlm", "ibid", "ill", "ilus", "inc", "ir", "jil", "jilid", "jl", "jr", "k", "kab",
        "kec", "kel", "kep", "kh", "ltd", "m", "md", "mr", "mrs", "ms", "n.d", "no", "nos", "op",
        "p", "pen", "penerj", "peny", "pp", "prof", "pt", "r", "rev", "s", "s.l", "s.n", "s.pd",
        "sr", "st", "sth", "t.p", "t.t", "tbk", "terj", "th", "tp", "tt", "ub", "univ", "vol",
        "vols", "v", "yay",
    }
)  # fmt: skip


def without_end(text: str) -> str:
    """An element without the signs that lead to the next; a lone dot at its end goes too."""
    text = without_signs(text)
    if not text.endswith(".") or text.endswith(".."):
        return text
    if text.endswith("]."):
        return text[:-1]
    last = _AROUND_WORDS.split(text[:-1][-_LONGEST_WORD:])[-1]
    return text if _is_abbreviation(last) else text[:-1].rstrip()


def without_signs(text: str) -> str:
    """The same with every dot left where it is; the sign of `C++` stays too."""
    text = " ".join(text.split()).rstrip(_SIGNS)
    end = len(text)
    while text.endswith(" +", 0, end):
        end -= 1
        while end and text[end - 1] in _SIGNS:
            end -= 1
    text = text[:end]
    found = _BRACKET.match(text)
    return found[1].strip() if found else text


def name(text: str) -> str:
    """A person's or a body's name; the comma before the dates goes, initials stay."""
    return without_end(text)


def _is_abbreviation(word: str) -> bool:
    return len(word) == 1 or "." in word or word.casefold() in _ABBREVIATIONS
