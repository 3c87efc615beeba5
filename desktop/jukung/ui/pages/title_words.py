"""The words of titles: whom they are for, how often they come, who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung import places
from jukung.domain import dewey
from jukung.domain.kinds import Audience, ContributorKind, Frequency
from jukung.words import N_

if TYPE_CHECKING:
    from jukung.domain.dewey import Dewey

AUDIENCES = {
    Audience.unknown: N_("Not said"),
    Audience.early: N_("Before school"),
    Audience.children: N_("Children"),
    Audience.teen: N_("Teenagers"),
    Audience.adult: N_("Adults"),
}
FREQUENCIES = {
    Frequency.none: N_("A book, not a serial"),
    Frequency.daily: N_("Daily"),
    Frequency.weekly: N_("Weekly"),
    Frequency.fortnightly: N_("Every two weeks"),
    Frequency.monthly: N_("Monthly"),
    Frequency.two_monthly: N_("Every two months"),
    Frequency.quarterly: N_("Four times a year"),
    Frequency.half_yearly: N_("Twice a year"),
    Frequency.yearly: N_("Yearly"),
    Frequency.irregular: N_("Irregularly"),
}
ROLES = {
    "": N_("Role not said"),
    "aut": N_("Author"),
    "trl": N_("Translator"),
    "edt": N_("Editor"),
    "ill": N_("Illustrator"),
    "com": N_("Compiler"),
    "aui": N_("Foreword"),
    "ctb": N_("Contributor"),
    "pht": N_("Photographer"),
    "nrt": N_("Narrator"),
    "isb": N_("Issuing body"),
    "oth": N_("Other"),
}
NAME_KINDS = {
    ContributorKind.person: N_("Person"),
    ContributorKind.body: N_("Office or body"),
    ContributorKind.meeting: N_("Meeting"),
}


def captions() -> Dewey:
    """What stands under the numbers of classes."""
    return dewey.read(places.resources() / "tables")


def class_words(class_number: str) -> str:
    """What a class number means, as far as it is typed."""
    return " › ".join(captions().caption(class_number))
