"""The words for what a figure was counted from: kinds of rows, never persons."""

from jukung import messages
from jukung.domain.kinds import AgeBand, BorrowerKind, Sex
from jukung.words import N_, _, clock_of

SEXES: dict[str, str] = {
    Sex.female: N_("women and girls"),
    Sex.male: N_("men and boys"),
    Sex.unknown: N_("sex not noted"),
}
AGES: dict[str, str] = {
    AgeBand.child: N_("children under 13"),
    AgeBand.teen: N_("13 to 18 years"),
    AgeBand.adult: N_("19 to 59 years"),
    AgeBand.senior: N_("60 years and older"),
    AgeBand.unknown: N_("age not noted"),
}
CLASSES: dict[str, str] = {
    "0": N_("000 general works"),
    "1": N_("100 philosophy and psychology"),
    "2": N_("200 religion"),
    "2X": N_("2X Islam"),
    "3": N_("300 social sciences"),
    "4": N_("400 language"),
    "5": N_("500 natural sciences"),
    "6": N_("600 technology"),
    "7": N_("700 arts and sports"),
    "8": N_("800 literature"),
    "9": N_("900 history and geography"),
    "": N_("without a class number"),
}
_READERS: dict[str, str] = {
    "borrowed": N_("Borrowed or renewed"),
    "visited": N_("Visited without borrowing"),
}


def visitors(label: str) -> str:
    """Who came, as sex and age."""
    sex, _space, age = label.partition(" ")
    said = [_(SEXES[sex])]
    if age != AgeBand.unknown:
        said.append(_(AGES[age]))
    return " · ".join(said)


def borrower_kind(label: str) -> str:
    """In what role somebody borrows."""
    return _(messages.BORROWER_KINDS[BorrowerKind(label)])


def reader(label: str) -> str:
    """Why somebody counts as a reader."""
    return _(_READERS[label])


def service(label: str) -> str:
    """A kind of service."""
    return _(messages.SERVICE_KINDS[label])


def hours(label: str) -> str:
    """Opening hours, `08:00 11:30`; what is not known stays out."""
    opened, _space, closed = label.partition(" ")
    return f"{clock_of(opened)}–{clock_of(closed)}" if opened else ""
