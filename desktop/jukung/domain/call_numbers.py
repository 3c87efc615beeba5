"""Call numbers as the lines of a spine label: class, author, title.

The usual Indonesian label has the library's name, the class, the first three letters
of the author heading and the first letter of the title, such as `808.87 ISK a`; reference
has an R above. Whatever a library wrote as call number goes before what is made here.
"""

import re
import unicodedata

# Titles and ranks that are no part of a heading.
_RANKS = frozenset(
    {"h", "hj", "haji", "hajjah", "prof", "dr", "drs", "dra", "ir", "kh", "k", "ust"}
    | {"ustadz", "ustaz", "ustazah", "tgk", "tgh", "habib", "dan", "and"}
)
# What a body's name begins with: it is entered as it stands, a person by the last name.
_BODIES = frozenset(
    {"badan", "balai", "bank", "biro", "departemen", "dewan", "dinas", "direktorat", "forum"}
    | {"indonesia", "kantor", "kementerian", "komisi", "komunitas", "lembaga", "majelis"}
    | {"panitia", "pemerintah", "perpustakaan", "perserikatan", "persatuan", "pt", "cv"}
    | {"pusat", "redaksi", "sekretariat", "tim", "universitas", "yayasan"}
)
# Degrees stand behind a comma too: S.Pd., M.Hum., Ph.D., Lc., S.Ag
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.)+(?:[A-Z][A-Za-z]{0,3}\.?)?|Lc|MA|SE|SH|MM|MBA")
_ARABIC_ARTICLE = re.compile(
    r"(?:al|el|an|ar|as|asy|ash|at|ath|ad|az)[-\u2019'\u2018`]", re.IGNORECASE
)
_ARTICLES = frozenset({"the", "a", "an", "sang", "si"})


def spine_lines(
    call_number: str, *, class_number: str, people: str, title: str, reference: bool = False
) -> tuple[str, ...]:
    """The lines of a spine label without the library's name, from the top.

    `people` is as a title keeps it, joined by semicolons. What is unknown has no line.
    """
    lines = _parts(call_number) or _made(class_number, people, title)
    if reference and lines and lines[0].upper() not in ("R", "REF"):
        return ("R", *lines)
    return lines


def author_letters(people: str, title: str = "") -> str:
    """The first three letters of the heading in capitals; of the title without people."""
    return _letters(_heading(people) or _without_article(title))[:3].upper()


def title_letter(title: str) -> str:
    """The first letter or digit of a title in lower case, articles left out."""
    return _letters(_without_article(title), digits=True)[:1].lower()


def _parts(call_number: str) -> tuple[str, ...]:
    """A written call number, each part a line; `2X 1.2` stays one class."""
    parts = [part for part in re.split(r"[\s/]+", call_number) if part]
    for at, part in enumerate(parts[:-1]):
        if part.upper() == "2X" and parts[at + 1][0].isdigit():
            parts[at : at + 2] = [f"{part} {parts[at + 1]}"]
            break
    return tuple(parts)


def _made(class_number: str, people: str, title: str) -> tuple[str, ...]:
    lines = (" ".join(class_number.split()), author_letters(people, title), title_letter(title))
    return tuple(filter(None, lines))


def _heading(people: str) -> str:
    """The word of the first name by which it is entered."""
    first = people.partition(";")[0].strip()
    inverted, comma, behind = first.partition(",")
    if comma and behind.strip() and not _is_degrees(behind):
        return _bare_name(inverted)
    words = [word for word in inverted.split() if word.strip(".").lower() not in _RANKS]
    if not words:
        return ""
    if words[0].strip(".,").lower() in _BODIES:
        return words[0]
    named = [word for word in words if len(word.strip(".")) > 1 and not _DEGREE.fullmatch(word)]
    return _bare_name((named or words)[-1])


def _is_degrees(behind: str) -> bool:
    return all(_DEGREE.fullmatch(word) for word in re.split(r"[\s,]+", behind.strip(" ,")))


def _bare_name(name: str) -> str:
    return _ARABIC_ARTICLE.sub("", name.strip(), count=1)


def _without_article(title: str) -> str:
    words = title.split()
    while len(words) > 1 and words[0].strip("\"'“”‘’.,").lower() in _ARTICLES:
        words.pop(0)
    if words:
        words[0] = _ARABIC_ARTICLE.sub("", words[0], count=1)
    return " ".join(words)


def _letters(text: str, *, digits: bool = False) -> str:
    """Letters alone, without marks above them."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if sign.isalpha() or (digits and sign.isdigit()))
