"""The parts of a whole: by sex, age, class and kind, each with the same words.

Only what is told apart by one thing: who was a girl and borrowed religion is nobody's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jukung.domain.kinds import AgeBand, BorrowerKind, LibraryKind, Sex
from jukung.figures.indicators.indicator import Indicator
from jukung.figures.source_words import AGES, CLASSES, SEXES
from jukung.messages import BORROWER_KINDS
from jukung.words import N_

_SEX_ENDS: dict[str, str] = {Sex.female: "female", Sex.male: "male", Sex.unknown: "sex_unknown"}
_AGE_ENDS: dict[str, str] = {
    AgeBand.child: "children",
    AgeBand.teen: "teens",
    AgeBand.adult: "adults",
    AgeBand.senior: "seniors",
    AgeBand.unknown: "age_unknown",
}
_CLASS_ENDS = {key: f"class_{key.lower() or 'none'}" for key in CLASSES}
BY_SEX = N_("By sex; not noted is a category of its own.")
BY_AGE = N_("By the age of that year, from the year of birth; not noted is a category of its own.")
BY_CLASS = N_("By Dewey main class; 2X is Islam (Perpusnas), counted apart from 200.")
BY_KIND = N_("By the kind of member.")


def by_sex(whole: Indicator, column: str, *, stays: bool = False) -> tuple[Indicator, ...]:
    """Three parts; a prison keeps them to itself."""
    made = _parts(whole, "sex", BY_SEX, column=column, titles=SEXES, ends=_SEX_ENDS)
    return tuple(replace(each, prisons_send=False, stays=stays) for each in made)


def by_age(whole: Indicator, column: str, *, stays: bool = False) -> tuple[Indicator, ...]:
    """Five parts; a prison keeps them to itself."""
    made = _parts(whole, "age", BY_AGE, column=column, titles=AGES, ends=_AGE_ENDS)
    return tuple(replace(each, prisons_send=False, stays=stays) for each in made)


def by_class(whole: Indicator, column: str) -> tuple[Indicator, ...]:
    """Twelve parts: 0 to 9, 2X, and what has no number."""
    return tuple(_parts(whole, "class", BY_CLASS, column=column, titles=CLASSES, ends=_CLASS_ENDS))


def by_kind(whole: Indicator, column: str) -> tuple[Indicator, ...]:
    """Eight parts, for the kinds of members."""
    ends = {str(kind): f"kind_{kind}" for kind in BorrowerKind}
    made = _parts(whole, "kind", BY_KIND, column=column, titles=BORROWER_KINDS, ends=ends)
    residents = f"{whole.code}_{ends[BorrowerKind.resident]}"
    return tuple(
        replace(
            each,
            prisons_send=False,
            only=LibraryKind.prison if each.code == residents else each.only,
        )
        for each in made
    )


def local(parts: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """The same parts, which never leave the library: nobody asks for them there."""
    return tuple(replace(each, sent=False) for each in parts)


def age_band(birth_year: str) -> str:
    """The statement's words for the band of a year of birth, as in `domain.lending`."""
    age = f"(CAST(substr(:last, 1, 4) AS INTEGER) - {birth_year})"
    return (
        f"CASE WHEN {birth_year} IS NULL THEN 'unknown' WHEN {age} < 13 THEN 'child' "
        f"WHEN {age} < 19 THEN 'teen' WHEN {age} < 60 THEN 'adult' ELSE 'senior' END"
    )


def _parts(
    whole: Indicator,
    by: str,
    definition: str,
    *,
    column: str,
    titles: Mapping[str, str],
    ends: Mapping[str, str],
) -> Iterable[Indicator]:
    for value, end in ends.items():
        if whole.tally is not None:
            yield replace(
                whole,
                code=f"{whole.code}_{end}",
                title=titles[value],
                definition=definition,
                law="Jukung" if by == "kind" else whole.law,
                tally=replace(whole.tally, where=f"{column} = '{value}'", natural=False),
                part_of=whole.code,
                by=by,
            )
