"""The ways of asking the file for a month's number that the indicators share."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import TextClause, text

from jukung.domain.months import Month
from jukung.library.desk import Desk
from jukung.library.journal import WORK

_WORK = ", ".join(f"'{kind}'" for kind in WORK)
_FIRST_DAY = text(f"SELECT min(on_day) FROM journal_act WHERE kind IN ({_WORK})")  # noqa: S608 - our own list
_ANY_WORK = text(
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM loan WHERE cancel_act IS NULL AND "  # noqa: S608 - our own list
    "  (lent_on BETWEEN :first AND :last OR returned_on BETWEEN :first AND :last)) "
    "OR EXISTS (SELECT 1 FROM visit WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last) "
    "OR EXISTS (SELECT 1 FROM activity WHERE cancel_act IS NULL "
    "  AND on_day BETWEEN :first AND :last) "
    "OR EXISTS (SELECT 1 FROM in_house_use WHERE cancel_act IS NULL "
    "  AND on_day BETWEEN :first AND :last) "
    "OR EXISTS (SELECT 1 FROM open_day WHERE on_day BETWEEN :first AND :last) "
    f"OR EXISTS (SELECT 1 FROM journal_act WHERE kind IN ({_WORK}) "
    "  AND on_day BETWEEN :first AND :last)"
)


def counted(sql: str) -> Callable[[Desk, Month], int | None]:
    """Make a count that is None exactly where the statement gives NULL."""
    statement = text(sql)
    return lambda desk, month: _number(desk, statement, month)


def counted_if_worked(sql: str) -> Callable[[Desk, Month], int | None]:
    """Make a count that is None for a month in which nothing at all was recorded."""
    statement = text(sql)
    return lambda desk, month: _number(desk, statement, month) if was_worked(desk, month) else None


def counted_if_begun(sql: str) -> Callable[[Desk, Month], int | None]:
    """Make a count that is None for a month that ended before the library's first act."""
    statement = text(sql)

    def compute(desk: Desk, month: Month) -> int | None:
        first = desk.session.connection().execute(_FIRST_DAY).scalar_one_or_none()
        begun = first is not None and date.fromisoformat(first) <= month.last
        return _number(desk, statement, month) if begun else None

    return compute


def was_worked(desk: Desk, month: Month) -> bool:
    """Whether anything was recorded in a month, so that a zero means zero."""
    found = desk.session.connection().execute(_ANY_WORK, days(month)).first()
    return found is not None


def days(month: Month) -> dict[str, str]:
    """A month's first and last day, as the statements name them."""
    return {"first": month.first.isoformat(), "last": month.last.isoformat()}


def _number(desk: Desk, statement: TextClause, month: Month) -> int | None:
    found = desk.session.connection().execute(statement, days(month)).scalar_one_or_none()
    return None if found is None else int(found)
