"""Answers that a person typed, remembered by year in the library's own file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from jukung.domain import errors
from jukung.figures.ready.facts import BY_CODE, CHOICE, FACTS, MONEY, NUMBER, WORDS, YES, Fact
from jukung.library import settings
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, READERS, allowed
from jukung.words import _, number, rupiah

KEY = "ready_answers"
MOST_LETTERS = 200
_SETTING = text("SELECT value FROM setting WHERE key = :key")
_SAID_YES, _SAID_NO = ("yes", "y", "ya", "true"), ("no", "n", "tidak", "false")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed, and of which year it was said."""

    fact: Fact
    text: str
    year: int

    @property
    def value(self) -> int | str:
        """The answer as a cell of a workbook has it."""
        if self.fact.kind in (NUMBER, MONEY):
            return int(self.text)
        return self.text if self.fact.kind == WORDS else self.words

    @property
    def words(self) -> str:
        """The answer as it is read."""
        return said(self.fact, self.text)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the answer that holds in a year."""

    code: str
    title: str
    unit: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    text: str
    year: int | None
    """Of which year the answer was said; None without an answer."""


@allowed(READERS)
def known(desk: Desk, year: int) -> dict[str, Answer]:
    """The answers that hold in a year, by their questions."""
    found: dict[str, Answer] = {}
    for code, years in kept(desk, KEY).items():
        fact = BY_CODE.get(code)
        if fact is None or not isinstance(years, dict) or not concerns(fact, desk):
            continue
        said_in = sorted(int(each) for each in years if str(each).isdigit())
        chosen = _nearest(said_in, year, exact=fact.yearly)
        if chosen is not None:
            found[code] = Answer(fact, str(years[str(chosen)]), chosen)
    return found


@allowed(READERS)
def asked(desk: Desk, year: int) -> tuple[Asked, ...]:
    """Every question that concerns this library, with the answer of a year."""
    answers = known(desk, year)
    return tuple(
        Asked(
            fact.code,
            _(fact.title),
            _(fact.unit) if fact.unit else "",
            fact.kind,
            tuple((name, _(words)) for name, words in fact.choices),
            answers[fact.code].text if fact.code in answers else "",
            answers[fact.code].year if fact.code in answers else None,
        )
        for fact in FACTS
        if concerns(fact, desk)
    )


@allowed(KEEPERS)
def save(desk: Desk, code: str, typed: str, *, year: int) -> None:
    """Remember an answer of a year; an empty one is forgotten. Refuses FactUnknown, AnswerUnfit."""
    fact = BY_CODE.get(code)
    if fact is None or not concerns(fact, desk):
        raise errors.FactUnknown(code)
    plain = checked(fact, typed)
    kept_now = kept(desk, KEY)
    years = dict(kept_now.get(code, {}))
    if plain:
        years[str(year)] = plain
    else:
        years.pop(str(year), None)
    written = {name: each for name, each in {**kept_now, code: years}.items() if each}
    settings.remember(desk, KEY, json.dumps(written, ensure_ascii=False, sort_keys=True))


def kept(desk: Desk, key: str) -> dict[str, Any]:
    """What is remembered under a key; nothing where it cannot be read."""
    found = desk.session.connection().execute(_SETTING, {"key": key}).scalar_one_or_none()
    try:
        # A setting is a text of its own, and this text is JSON again.
        written = json.loads(json.loads(found)) if found else {}
    except (TypeError, ValueError):
        return {}
    return written if isinstance(written, dict) else {}


def concerns(fact: Fact, desk: Desk) -> bool:
    """Whether a library of this kind is asked."""
    return fact.only in {None, desk.profile.kind}


def checked(fact: Fact, typed: str) -> str:
    """An answer as it is kept; refuses AnswerUnfit."""
    plain = " ".join(typed.split())
    if not plain:
        return ""
    if fact.kind in (NUMBER, MONEY):
        digits = re.sub(r"^Rp|[. ]", "", plain)
        if not re.fullmatch(r"[0-9]{1,13}", digits):
            raise errors.AnswerUnfit(typed, _(fact.title))
        return str(int(digits))
    if fact.kind == YES:
        return _yes_or_no(fact, plain)
    if fact.kind == CHOICE and plain not in dict(fact.choices):
        raise errors.AnswerUnfit(typed, _(fact.title))
    if len(plain) > MOST_LETTERS or not plain.isprintable():
        raise errors.AnswerUnfit(typed, _(fact.title))
    return plain


def said(fact: Fact, plain: str) -> str:
    """A kept answer in words."""
    if fact.kind == MONEY:
        return rupiah(int(plain))
    if fact.kind == NUMBER:
        return f"{number(int(plain))} {_(fact.unit)}" if fact.unit else number(int(plain))
    if fact.kind == YES:
        return _("yes") if plain == "yes" else _("no")
    choices: Mapping[str, str] = dict(fact.choices)
    return _(choices[plain]) if plain in choices else plain


def _yes_or_no(fact: Fact, plain: str) -> str:
    if plain.casefold() in _SAID_YES:
        return "yes"
    if plain.casefold() in _SAID_NO:
        return "no"
    raise errors.AnswerUnfit(plain, _(fact.title))


def _nearest(years: list[int], year: int, *, exact: bool) -> int | None:
    """The year whose answer holds; one said later holds too, where it is of no year."""
    if exact:
        return year if year in years else None
    before = [each for each in years if each <= year]
    return before[-1] if before else (years[0] if years else None)
