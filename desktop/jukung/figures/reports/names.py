"""The names of rows: classes, kinds, sexes and ages, in the order in which they stand."""

from collections.abc import Mapping

from jukung.messages import BORROWER_KINDS, COLLECTION_KINDS
from jukung.words import N_, _

_CLASSES = {
    "0": N_("000 General works"),
    "1": N_("100 Philosophy, psychology"),
    "2": N_("200 Religion"),
    "2X": N_("2X Islam"),
    "3": N_("300 Social sciences"),
    "4": N_("400 Language"),
    "5": N_("500 Natural sciences"),
    "6": N_("600 Technology"),
    "7": N_("700 Arts, sports"),
    "8": N_("800 Literature"),
    "9": N_("900 Geography, history"),
}
_AGES = {
    "child": N_("Children (0–12)"),
    "teen": N_("Teens (13–18)"),
    "adult": N_("Adults (19–59)"),
    "senior": N_("Seniors (60 and over)"),
    "unknown": N_("Age not noted"),
}
_PURPOSES = {
    "read": N_("Reading"),
    "borrow": N_("Borrow, return"),
    "study": N_("Homework"),
    "computer": N_("Computer"),
    "activity": N_("Activity"),
    "other": N_("Something else"),
    "": N_("Not asked"),
}
_STRATEGIES = {
    "service": N_("Better library services"),
    "involvement": N_("Community involvement"),
    "advocacy": N_("Advocacy"),
    "publication": N_("Publication"),
}
_ROLES = {
    "head": N_("Head of the library"),
    "librarian": N_("Librarian"),
    "assistant": N_("Assistant"),
    "officer": N_("Officer"),
    "aide": N_("Aide"),
    "analyst": N_("Analyst"),
}


def classes() -> dict[str, str]:
    """The main classes, and the copies that have none."""
    return {**_said(_CLASSES), "": _("Without a class")}


def ages() -> dict[str, str]:
    """The bands of age that figures use."""
    return _said(_AGES)


def purposes() -> dict[str, str]:
    """What visitors came for."""
    return _said(_PURPOSES)


def strategies() -> dict[str, str]:
    """The strategies of the inclusion programme."""
    return _said(_STRATEGIES)


def roles() -> dict[str, str]:
    """The roles at the desk."""
    return _said(_ROLES)


def collections() -> dict[str, str]:
    """The parts of the collection."""
    return _said(COLLECTION_KINDS)


def borrowers() -> dict[str, str]:
    """The kinds of members."""
    return _said(BORROWER_KINDS)


def _said(keys: Mapping[str, str]) -> dict[str, str]:
    return {str(name): _(key) for name, key in keys.items()}
