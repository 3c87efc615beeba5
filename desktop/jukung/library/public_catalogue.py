"""The catalogue as everybody may see it: titles and where they stand, and never a person.

In a prison only what passed screening is there at all.
"""

from dataclasses import dataclass
from datetime import date

from jukung.domain import errors
from jukung.domain.kinds import Audience
from jukung.library import title_search
from jukung.library.desk import Desk
from jukung.library.permission import DESK, allowed
from jukung.library.title_filters import TitleFilter
from jukung.library.title_lines import LINES, TitleLine
from jukung.library.title_search import TitlesFound
from jukung.store import desk_statements
from jukung.store.search_reading import read

MOST_NEW = 24


@dataclass(frozen=True, slots=True)
class Standing:
    """Where copies of a title stand, and how many of them are there now."""

    place: str
    """Empty where the whole library is one place."""
    call_number: str
    copy_count: int
    in_count: int


@dataclass(frozen=True, slots=True)
class PublicTitle:
    """What everybody may know of a title."""

    id: str
    title: str
    people: str
    made: str
    """Publisher, place and year."""
    collation: str
    series: str
    subjects: str
    isbn: str
    standing: tuple[Standing, ...]
    back_on: date | None
    """When the first copy is due where all are out; never told in a prison."""
    cover: bytes | None

    @property
    def copy_count(self) -> int:
        """How many copies there are."""
        return sum(each.copy_count for each in self.standing)

    @property
    def in_count(self) -> int:
        """How many of them stand on the shelf."""
        return sum(each.in_count for each in self.standing)


_TITLE = """
SELECT t.row, t.id, t.title, coalesce(nullif(t.people, ''), t.statement), t.publisher, t.place,
  t.year, t.collation, t.series, t.subjects, t.isbn, (SELECT jpeg FROM cover WHERE title = t.row)
FROM title t WHERE t.id = :id
"""
_STANDING = """
SELECT CASE WHEN p.row = 1 THEN '' ELSE coalesce(u.name || ' · ', '') || p.name END,
  coalesce(nullif(c.call_number, ''), t.call_number), count(*),
  sum(c.status IN ('available', 'reading_room') AND NOT EXISTS (SELECT 1 FROM loan l
    WHERE l.copy = c.row AND l.returned_on IS NULL AND l.cancel_act IS NULL)
    AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.copy = c.row AND h.state = 'ready'))
FROM copy c JOIN title t ON t.row = c.title JOIN place p ON p.row = c.place
  LEFT JOIN place u ON u.row = p.inside AND u.row <> 1
WHERE c.title = :title AND c.status NOT IN ('withdrawn', 'missing')
GROUP BY 1, 2 ORDER BY 4 DESC, 1, 2
"""
_BACK_ON = """
SELECT min(l.due_on) FROM loan l JOIN copy c ON c.row = l.copy
WHERE c.title = :title AND l.returned_on IS NULL AND l.cancel_act IS NULL
"""


@allowed(DESK)
def find(
    desk: Desk, typed: str, *, audience: Audience | None = None, on_shelf: bool = False
) -> TitlesFound:
    """The titles that fit what somebody typed or scanned."""
    where = _shown(desk, audience=audience, on_shelf=on_shelf)
    found = title_search.find(desk, typed, where=where)
    # That there is something which is not shown here is not told either.
    return TitlesFound(found.lines, found.meant)


@allowed(DESK)
def newest(
    desk: Desk, *, audience: Audience | None = None, on_shelf: bool = False, most: int = MOST_NEW
) -> tuple[TitleLine, ...]:
    """What came into the catalogue last."""
    where = _shown(desk, audience=audience, on_shelf=on_shelf)
    statement = f"{LINES} WHERE {where.condition()} ORDER BY t.row DESC LIMIT {most:d}"
    found = read(desk.session, statement, where.facts())
    return tuple(TitleLine(*row) for row in found)


@allowed(DESK)
def show(desk: Desk, title_id: str) -> PublicTitle:
    """What everybody may know of a title; refuses TitleUnknown, also where it is not shown."""
    where = _shown(desk)
    wanted = {"id": title_id, **where.facts()}
    found = desk_statements.named(desk.session, f"{_TITLE} AND {where.condition()}", wanted)
    if not found:
        raise errors.TitleUnknown
    row, id_, title, people, publisher, place, year, *rest, cover = found[0]
    of_title = {"title": row}
    standing = tuple(
        Standing(*line) for line in desk_statements.named(desk.session, _STANDING, of_title)
    )
    back_on = None
    if not desk.profile.is_prison and not any(each.in_count for each in standing):
        ((said,),) = desk_statements.named(desk.session, _BACK_ON, of_title)
        back_on = date.fromisoformat(said) if said else None
    made = " · ".join(filter(None, (publisher, place, year)))
    collation, series, subjects, isbn = rest
    return PublicTitle(
        id_, title, people, made, collation, series, subjects, isbn, standing, back_on, cover
    )


def _shown(desk: Desk, *, audience: Audience | None = None, on_shelf: bool = False) -> TitleFilter:
    return TitleFilter(
        audience=audience, on_shelf=on_shelf, has_copy=True, passed=desk.profile.is_prison
    )
