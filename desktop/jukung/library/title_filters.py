"""Which titles a list or a search leaves out, and what there is to choose by."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from jukung import places
from jukung.domain import codes, errors, languages
from jukung.domain.kinds import Audience, CollectionKind
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed


@dataclass(frozen=True, slots=True)
class TitleFilter:
    """What a title must be, or one of its copies; empty parts ask nothing.

    What is asked of copies must all be true of one and the same.
    """

    class_main: str = ""
    division: str = ""
    """The first two signs of a class number, or three of 2X: `81`, `2X4`."""
    place: int | None = None
    """The row of where a copy stands, or of what that lies in."""
    on_shelf: bool = False
    audience: Audience | None = None
    kind: CollectionKind | None = None
    languages: tuple[str, ...] = ()
    """The words by which titles call one language."""
    box: int | None = None
    """The row of a box on loan that a copy came in."""
    has_copy: bool = False
    """Only what has a copy that is not lost."""
    passed: bool = False
    """Only what passed screening."""

    def condition(self) -> str:
        """What a statement asks of its title `t`; empty where nothing is asked."""
        asked = [
            words
            for is_asked, words in (
                (self.class_main, "t.class_main = :class_main"),
                (self.division, _IN_DIVISION),
                (self.audience, "t.audience = :audience"),
                (self.languages, "t.language IN (SELECT value FROM json_each(:languages))"),
                (self.passed, _PASSED),
            )
            if is_asked
        ]
        copies = [
            words
            for is_asked, words in (
                (self.kind, "c.kind = :kind"),
                (self.place is not None, IN_PLACE),
                (self.box is not None, _IN_BOX),
                (self.on_shelf, _ON_SHELF),
                (self.has_copy, "c.status <> 'missing'"),
            )
            if is_asked
        ]
        if copies:
            asked.append(_HAS_COPY.format(asked=" AND ".join(copies)))
        return " AND ".join(asked)

    def facts(self) -> dict[str, Any]:
        """The values that the condition names."""
        found: dict[str, Any] = {
            "class_main": self.class_main,
            "division": f"{self.division}*" if self.division else "",
            "audience": self.audience and self.audience.value,
            "kind": self.kind and self.kind.value,
            "place": self.place,
            "languages": json.dumps(self.languages) if self.languages else "",
            "box": self.box,
        }
        return {name: value for name, value in found.items() if value not in (None, "")}

    def is_empty(self) -> bool:
        """Whether every title fits."""
        return not self.condition()


EVERY = TitleFilter()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose by; its value goes into a filter."""

    value: Any
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What this library has to choose by, besides the lists that every library has."""

    classes: tuple[str, ...]
    places: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    boxes: tuple[Choice, ...]


# A class number speaks first, as in `classes.main_class`; letters in front mark a shelf.
_NUMBER = (
    "replace(replace(upper(coalesce(nullif(t.class_number, ''), t.call_number)), ' ', ''), '.', '')"
)
_IN_DIVISION = (
    "("
    + " OR ".join(f"{_NUMBER} GLOB '{'[A-Z]' * letters}' || :division" for letters in range(4))
    + ")"
)
_PASSED = "EXISTS (SELECT 1 FROM screening g WHERE g.title = t.row AND g.result = 'passed')"
_HAS_COPY = (
    "EXISTS (SELECT 1 FROM copy c WHERE c.title = t.row AND c.status <> 'withdrawn' AND {asked})"
)
IN_PLACE = (
    "c.place IN (WITH RECURSIVE under (row) AS (SELECT :place UNION "
    "SELECT p.row FROM place p JOIN under u ON p.inside = u.row) SELECT row FROM under)"
)
_IN_BOX = "EXISTS (SELECT 1 FROM box_line n WHERE n.box = :box AND n.copy = c.row)"
_ON_SHELF = (
    "c.status IN ('available', 'reading_room') AND NOT EXISTS (SELECT 1 FROM loan l "
    "WHERE l.copy = c.row AND l.returned_on IS NULL AND l.cancel_act IS NULL) "
    "AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.copy = c.row AND h.state = 'ready')"
)

_CLASSES = text("""
WITH RECURSIVE seen (class) AS (SELECT min(class_main) FROM title WHERE class_main > ''
  UNION ALL SELECT (SELECT min(class_main) FROM title WHERE class_main > class) FROM seen
  WHERE class IS NOT NULL)
SELECT class FROM seen WHERE class IS NOT NULL
""")
_PLACES = text("""
SELECT p.row, coalesce(u.name || ' · ', '') || p.name FROM place p
  LEFT JOIN place u ON u.row = p.inside AND u.row <> 1
WHERE p.kind IN ('library', 'shelf', 'corner') AND p.ended_on IS NULL ORDER BY 2 COLLATE NOCASE
""")
_LANGUAGES = text("""
WITH RECURSIVE seen (said) AS (SELECT min(language) FROM title WHERE language <> ''
  UNION ALL SELECT (SELECT min(language) FROM title WHERE language <> '' AND language > said)
  FROM seen WHERE said IS NOT NULL)
SELECT said FROM seen WHERE said IS NOT NULL
""")
_BOXES = text("SELECT row, number FROM box WHERE state IN ('here', 'returning') ORDER BY number")


@allowed(DESK)
def choices(desk: Desk) -> Choices:
    """What there is to choose by; a list of one is no choice."""
    run = desk.session.connection().execute
    held = tuple(Choice(int(row), str(name)) for row, name in run(_PLACES))
    return Choices(
        classes=tuple(str(row[0]) for row in run(_CLASSES)),
        places=held if len(held) > 1 else (),
        languages=_languages(str(row[0]) for row in run(_LANGUAGES)),
        boxes=tuple(Choice(int(row), str(number)) for row, number in run(_BOXES)),
    )


@allowed(DESK)
def place_named(desk: Desk, name: str) -> int:
    """The row of a place as the choices name it, or by its own name; refuses ShelfUnknown."""
    said = " ".join(name.split()).casefold()
    held = [(int(row), str(each)) for row, each in desk.session.connection().execute(_PLACES)]
    whole = [row for row, each in held if each.casefold() == said]
    own = [row for row, each in held if each.rpartition(" · ")[2].casefold() == said]
    for found in (whole, own):
        if len(found) == 1:
            return found[0]
    raise errors.ShelfUnknown(name, ", ".join(each for _row, each in held))


@allowed(DESK)
def box_named(desk: Desk, number: str) -> int:
    """The row of a box on loan that is here; refuses BoxUnknown."""
    for row, each in desk.session.connection().execute(_BOXES):
        if codes.fold(each) == codes.fold(number):
            return int(row)
    raise errors.BoxUnknown(number)


def _languages(words: Iterable[str]) -> tuple[Choice, ...]:
    """The languages by name, each with all the words by which titles call it."""
    known = languages.read(places.resources() / "tables")
    found: dict[str, list[str]] = {}
    for said in words:
        found.setdefault(known.name_of(said), []).append(said)
    return tuple(Choice(tuple(sorted(found[name])), name) for name in sorted(found))
