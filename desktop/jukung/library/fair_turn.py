"""Whose turn it is where few books have many readers.

First those who had the fewest books lately, then those who wait longest. Who is in
isolation or out of the house keeps their place and is passed over meanwhile.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, text

from jukung.library import days
from jukung.library.desk import Desk

LATELY = 30
"""Days in which loans count."""

_CHUNK = 500
_WAITING = text("""
SELECT h.row, h.title, coalesce(r.state IN ('away', 'isolated'), 0),
  (SELECT count(*) FROM loan l WHERE l.borrower = h.borrower AND l.cancel_act IS NULL
     AND l.lent_on > :since)
FROM hold h LEFT JOIN resident r ON r.borrower = h.borrower
WHERE h.title IN :titles AND h.state IN ('waiting', 'ready') AND h.state = 'waiting'
""").bindparams(bindparam("titles", expanding=True))


@dataclass(frozen=True, slots=True)
class Turn:
    """The place of a request, and how many stand before it for which reason."""

    place: int
    of: int
    fewer: int
    """Before it because they had fewer books lately."""
    earlier: int
    """Before it because they asked earlier."""
    passed_over: bool = False
    """Who asked is out of the house or in isolation now."""


def order(desk: Desk, title: int) -> dict[int, Turn]:
    """The turn of every request of a title, by the request's row."""
    return turns(desk, [title])


def turns(desk: Desk, titles: Iterable[int]) -> dict[int, Turn]:
    """The turn of every request of these titles, by the request's row."""
    desk.session.flush()
    since = (days.trusted_today(desk) - timedelta(days=LATELY)).isoformat()
    wanted = list(dict.fromkeys(titles))
    queues: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for start in range(0, len(wanted), _CHUNK):
        asked = {"titles": wanted[start : start + _CHUNK], "since": since}
        for row, title, is_away, lately in desk.session.connection().execute(_WAITING, asked):
            queues[title].append((int(is_away), int(lately), int(row)))
    return {row: turn for queue in queues.values() for row, turn in _places(sorted(queue))}


def _places(queue: list[tuple[int, int, int]]) -> Iterable[tuple[int, Turn]]:
    before: Counter[tuple[int, int]] = Counter()
    for place, (is_away, lately, row) in enumerate(queue, start=1):
        earlier = before[is_away, lately]
        yield row, Turn(place, len(queue), place - 1 - earlier, earlier, bool(is_away))
        before[is_away, lately] += 1
