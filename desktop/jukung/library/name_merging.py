"""Names and subjects that are written in several ways, made one in all titles."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.domain import errors, spelling
from jukung.domain.kinds import ActKind, ContributorKind
from jukung.library import catalogue, journal, title_changes
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Contributor, Subject, Title

What = Literal["people", "subjects"]

_TABLES: dict[str, type[Contributor] | type[Subject]] = {
    "people": Contributor,
    "subjects": Subject,
}


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name as it is written in so many titles."""

    name: str
    count: int
    like: str
    """The most used name that it may be another spelling of; empty for that one itself."""


@dataclass(frozen=True, slots=True)
class MergedNames:
    """In how many titles a name was written anew, and the act to undo it by."""

    act_id: str
    name: str
    count: int


@allowed(STAFF)
def listed(desk: Desk, what: What, typed: str = "", *, most: int = 500) -> tuple[NameLine, ...]:
    """The names that hold what was typed, by their use; each with how many titles."""
    table = _TABLES[what]
    asked = (
        select(col(table.name), func.count())
        .group_by(col(table.name))
        .order_by(desc(func.count()), col(table.name))
        .limit(most)
    )
    for word in typed.split():
        asked = asked.where(col(table.name).contains(word, autoescape=True))
    return tuple(NameLine(str(name), count, "") for name, count in desk.session.execute(asked))


@allowed(STAFF)
def alike(desk: Desk, what: What, *, most: int = 500) -> tuple[NameLine, ...]:
    """Names that differ in signs, order, capitals or old spelling alone; twins together."""
    table = _TABLES[what]
    groups: dict[str, list[tuple[int, str]]] = {}
    for name, count in desk.session.execute(
        select(col(table.name), func.count()).group_by(col(table.name))
    ):
        groups.setdefault(folded(str(name)), []).append((int(count), str(name)))
    found: list[NameLine] = []
    for key, group in sorted(groups.items()):
        if key and len(group) > 1:
            by_use = sorted(group, key=lambda each: (-each[0], each[1]))
            first = by_use[0][1]
            found += [NameLine(n, count, "" if n == first else first) for count, n in by_use]
        if len(found) >= most:
            break
    return tuple(found)


@allowed(STAFF)
def merge(desk: Desk, what: What, keep: str, others: Sequence[str]) -> MergedNames:
    """Write a name in place of others in all titles; refuses NameMissing, NamesTheSame."""
    name = " ".join(keep.split())
    if not name:
        raise errors.NameMissing
    gone = [each for each in dict.fromkeys(others) if each != name]
    if not gone:
        raise errors.NamesTheSame
    act = journal.begin(desk, ActKind.merge_names, facts={"what": what})
    changed = title_changes.apply(desk, _renamed(desk, what, name, gone))
    if not changed:
        raise errors.NamesTheSame
    journal.note(
        desk, act, "rename", noun=what, noun_id=act.id, detail={"name": name, "titles": changed}
    )
    return MergedNames(act.id, name, len(changed))


def folded(name: str) -> str:
    """A name as names are compared: its words in today's spelling, in any order."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(sorted(re.findall(r"\w+", spelling.modern(letters))))


def _renamed(
    desk: Desk, what: What, name: str, gone: Sequence[str]
) -> Iterator[tuple[Title, TitleDraft]]:
    table = _TABLES[what]
    rows: set[int] = set()
    for start in range(0, len(gone), title_changes.CHUNK):
        part = gone[start : start + title_changes.CHUNK]
        rows |= set(desk.session.scalars(select(col(table.title)).where(col(table.name).in_(part))))
    ordered = sorted(rows)
    for start in range(0, len(ordered), title_changes.CHUNK):
        part_rows = ordered[start : start + title_changes.CHUNK]
        titles = desk.session.scalars(select(Title).where(col(Title.row).in_(part_rows))).all()
        for title in titles:
            draft = catalogue.draft_of(desk, title)
            yield (
                title,
                _people(draft, name, gone)
                if what == "people"
                else replace(
                    draft,
                    subjects=tuple(dict.fromkeys(name if s in gone else s for s in draft.subjects)),
                ),
            )


def _people(draft: TitleDraft, name: str, gone: Sequence[str]) -> TitleDraft:
    """The people of a draft with the name in place of others; in one role only once."""
    made = dict.fromkeys(
        (name if said in gone else said, role, kind) for said, role, kind in catalogue.makers(draft)
    )
    return replace(
        draft,
        people=tuple(said for said, _role, _kind in made),
        roles=catalogue.without_tail((role for _said, role, _kind in made), ""),
        name_kinds=catalogue.without_tail(
            (kind for _said, _role, kind in made), ContributorKind.person
        ),
    )
