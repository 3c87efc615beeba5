"""Call numbers as the lines of a spine label: class, author, title.

The usual Indonesian label has the library's name, the class, the first three letters
of the author heading and the first letter of the title, such as `808.87 ISK a`; reference
has an R above. Whatever a library wrote as call number goes before what is made here.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from jukung.domain.kinds import ContributorKind

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


# Where no family name can be told from the others; Muhammad is one only beside others.
_COMMON_FIRST = frozenset({"muhammad", "mohammad", "muhamad", "mohamad", "moh", "m", "abdul"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A word by which a title may be entered, and its three letters on the spine."""

    letters: str
    word: str


def headings(
    people: Sequence[str], kinds: Sequence[ContributorKind] = (), *, title: str = ""
) -> tuple[Heading, ...]:
    """The words by which a title can be entered, the usual one first.

    A person by the last name, and where there is none to tell by any other word of it; a
    body or meeting by its first word that is no article; without people by the title.
    """
    words: list[str] = []
    if people:
        kind = kinds[0] if kinds else ContributorKind.person
        if kind is ContributorKind.person:
            words += [_heading(people[0]), *_other_words(people[0])]
        else:
            words += _without_article(people[0]).split()[:2]
    words += _without_article(title).split()[:1]
    found: dict[str, Heading] = {}
    for word in words:
        letters = _letters(word)[:3].upper()
        if letters:
            found.setdefault(letters, Heading(letters, word.strip(".,")))
    return tuple(found.values())


def proposed(
    class_number: str,
    people: Sequence[str],
    kinds: Sequence[ContributorKind] = (),
    *,
    title: str,
    letters: str = "",
    reference: bool = False,
) -> str:
    """The call number by the Indonesian rule, such as `R 808.87 ISK a`.

    `letters` override those of the heading; without a class nothing is proposed.
    """
    if not class_number.strip():
        return ""
    usual = headings(people, kinds, title=title)
    chosen = letters.strip().upper() or (usual[0].letters if usual else "")
    parts = (" ".join(class_number.split()), chosen, title_letter(title))
    return " ".join(filter(None, ("R" if reference else "", *parts)))


def letters_in(call_number: str, class_number: str) -> str:
    """The heading's letters in a written call number; empty where it has another shape."""
    parts = _parts(call_number)
    if len(parts) < 2 or not class_number.strip():
        return ""
    found = next((part for part in parts[1:] if part.isalpha() and part.isupper()), "")
    return found if 1 <= len(found) <= 4 else ""


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


def _other_words(name: str) -> list[str]:
    """The further words of a person's name that may be its heading, common ones last."""
    found = [
        _bare_name(word)
        for word in re.split(r"[\s,]+", name.strip())
        if len(word.strip(".")) > 1
        and word.strip(".,").lower() not in _RANKS
        and not _DEGREE.fullmatch(word)
    ]
    return sorted(found, key=lambda word: word.lower() in _COMMON_FIRST)


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
