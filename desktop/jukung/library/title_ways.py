"""The quickest way to what a filter wants: an index in which few titles stand.

Without one, a filter that little fits would be held against every title with the words.
"""

from functools import cache

from jukung.domain.kinds import Audience, CollectionKind
from jukung.library.desk import Desk
from jukung.library.title_filters import IN_PLACE, TitleFilter
from jukung.store.search import Among
from jukung.store.search_reading import read

_LIBRARY = 1
"""The row of the library as a whole, where most copies stand."""

# What is left out of an index is said again, or SQLite does not know that it may use it.
_OF_BOX = "SELECT c.title AS row FROM box_line n JOIN copy c ON c.row = n.copy WHERE n.box = :box"
_OF_PLACE = f"SELECT c.title AS row FROM copy c WHERE c.place <> 1 AND {IN_PLACE}"  # noqa: S608 - our own words
_OF_KIND = "SELECT c.title AS row FROM copy c WHERE c.kind <> 'general' AND c.kind = :kind"
_OF_AUDIENCE = "SELECT row FROM title WHERE audience <> 'unknown' AND audience = :audience"
_OF_LANGUAGE = """
SELECT row FROM title WHERE language <> '' AND language IN (SELECT value FROM json_each(:languages))
"""
_OF_CLASS = "SELECT row FROM title WHERE class_main = :class_main"


def rarest(desk: Desk, where: TitleFilter, most: int) -> Among | None:
    """At most so many titles among which all that fit are; None where no index leads there."""
    facts, limit, found = where.facts(), most, None
    for way in _ways(where):
        ((count, first, last),) = read(desk.session, _count(way, limit), facts)
        if count <= most:
            found = Among(way, int(count), first or 0, last or 0)
            most = found.count
    return found


def _ways(where: TitleFilter) -> list[str]:
    return [
        way
        for way, leads in (
            (_OF_BOX, where.box is not None),
            (_OF_PLACE, where.place not in (None, _LIBRARY)),
            (_OF_KIND, where.kind not in (None, CollectionKind.general)),
            (_OF_AUDIENCE, where.audience not in (None, Audience.unknown)),
            (_OF_LANGUAGE, bool(where.languages) and all(where.languages)),
            (_OF_CLASS, bool(where.class_main)),
        )
        if leads
    ]


@cache
def _count(way: str, most: int) -> str:
    return (
        "SELECT count(*), min(row), max(row) "  # noqa: S608 - our own words
        f"FROM (SELECT row FROM ({way}) LIMIT {most + 1:d})"
    )
