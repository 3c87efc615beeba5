"""Asking the file for a month's figures: one statement for all that one kind of rows gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import text

from jukung.domain.months import Month
from jukung.figures.tally import Rows, Tally, When
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


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One thing that a figure was counted from; never a person."""

    on: date | None
    words: str
    amount: int | None


def count(desk: Desk, month: Month, tallies: Mapping[str, Tally | None]) -> dict[str, int | None]:
    """Many figures of a month by their codes; None for what nothing records."""
    found: dict[str, int | None] = dict.fromkeys(tallies)
    grouped: dict[Rows, list[tuple[str, Tally]]] = {}
    for code, tally in tallies.items():
        if tally is not None:
            grouped.setdefault(tally.rows, []).append((code, tally))
    known: dict[When, bool] = {When.always: True}
    for rows, some in grouped.items():
        if rows.when not in known:
            known[rows.when] = _KNOWN[rows.when](desk, month)
        if known[rows.when]:
            found.update(_counted(desk, month, tuple(some)))
    return found


def sources(desk: Desk, month: Month, tally: Tally, most: int) -> tuple[SourceRow, ...]:
    """What a figure was counted from, by day, at most so many rows."""
    asked = tally.listing()
    found = desk.session.connection().execute(
        text(asked), {"most": most} | _asked_days(asked, month)
    )
    return tuple(
        SourceRow(
            date.fromisoformat(day) if day else None,
            tally.said(str(label or "")),
            None if amount is None else int(amount),
        )
        for day, label, amount in found
    )


def was_worked(desk: Desk, month: Month) -> bool:
    """Whether anything was recorded in a month, so that a zero means zero."""
    found = desk.session.connection().execute(_ANY_WORK, days(month)).first()
    return found is not None


def days(month: Month) -> dict[str, str]:
    """A month's first and last day, as the statements name them."""
    return {"first": month.first.isoformat(), "last": month.last.isoformat()}


def _has_begun(desk: Desk, month: Month) -> bool:
    first = desk.session.connection().execute(_FIRST_DAY).scalar_one_or_none()
    return first is not None and date.fromisoformat(first) <= month.last


_KNOWN = {When.worked: was_worked, When.begun: _has_begun}


def _counted(
    desk: Desk, month: Month, some: tuple[tuple[str, Tally], ...]
) -> dict[str, int | None]:
    asked = _statement(some)
    found = desk.session.connection().execute(text(asked), _asked_days(asked, month)).mappings()
    return {str(code): None if value is None else int(value) for code, value in found.one().items()}


@cache
def _statement(some: tuple[tuple[str, Tally], ...]) -> str:
    columns = ", ".join(tally.column(code) for code, tally in some)
    return f"SELECT {columns} {some[0][1].rows.body}"


def _asked_days(statement: str, month: Month) -> dict[str, str]:
    return {name: day for name, day in days(month).items() if f":{name}" in statement}
