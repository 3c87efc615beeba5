"""Who made a title, by the name fields of MARC and what they say of the role."""

from dataclasses import dataclass

from jukung.domain import roles
from jukung.domain.kinds import ContributorKind
from jukung.exchange.imports import isbd
from jukung.exchange.imports.marc_records import MarcField, MarcRecord

_KINDS = {
    "00": ContributorKind.person,
    "10": ContributorKind.body,
    "11": ContributorKind.meeting,
    "20": ContributorKind.person,
}
_TAGS = ("100", "110", "111", "700", "710", "711", "720")
# Codes of the list of relators that ours has no word for of its own.
_LIKE = {
    "abr": "ctb", "adp": "aut", "art": "ill", "aft": "aui", "cre": "aut", "dub": "aut",
    "drt": "isb", "ctg": "ill", "wam": "ctb", "red": "edt", "win": "aui", "wpr": "aui",
    "bkd": "ill", "clr": "ill", "cov": "ill", "tra": "trl",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name, what it is a name of, and what it did; the role may be empty."""

    name: str
    kind: ContributorKind
    role: str = ""


def names_of(record: MarcRecord) -> list[Name]:
    """The names of a record, the main entry first, each once."""
    made: dict[str, Name] = {}
    for field in sorted(record.under(*_TAGS), key=lambda each: each.tag[0]):
        if field.first("t"):
            continue  # a work that is mentioned, not somebody who made this one
        if (found := _name(field)) and found.name.casefold() not in made:
            made[found.name.casefold()] = found
    return list(made.values())


def role_of(said: list[str], codes: list[str]) -> str:
    """The role that some words and codes of relators name; empty without any."""
    for text in codes:
        code = text.rstrip("/").rpartition("/")[2].casefold().strip(" .,")
        if found := roles.code_of(_LIKE.get(code, code)):
            return found
    return next((found for text in said if (found := roles.code_of(text.strip(" ,")))), "")


def _name(field: MarcField) -> Name | None:
    kind = _KINDS[field.tag[1:]]
    codes = {"person": "ab", "body": "ab", "meeting": "anc"}[str(kind)]
    parts = [isbd.without_signs(each) for each in field.every(codes)]
    joint = ". " if kind is ContributorKind.body else " "
    name = isbd.name(joint.join(each.rstrip(".") if joint == ". " else each for each in parts))
    if kind is ContributorKind.body and parts and parts[-1].endswith(".") and len(parts) == 1:
        name = isbd.name(parts[0])
    if not name:
        return None
    said = field.every("j" if field.tag.endswith("11") else "e")
    return Name(name, kind, role_of([*said, *field.every("c")], field.every("4")))
