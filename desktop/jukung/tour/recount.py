"""Counts a month again with SQL of its own, knowing nothing of the indicators."""

from pathlib import Path
from typing import Any

from jukung.domain.months import Month
from jukung.store import database


def recount(path: Path, month: Month) -> dict[str, int | None]:
    """Count what a library's file says of a month; nobody else may have it open."""
    connection = database.connect(path, database.find_key(path))
    try:
        return _count(connection, month)
    finally:
        connection.close()


def _count(connection: Any, month: Month) -> dict[str, int | None]:  # noqa: ANN401 - the driver's own
    def rows(table: str, day: str, *columns: str) -> list[tuple[Any, ...]]:
        statement = f"SELECT {', '.join(columns)} FROM {table} WHERE strftime('%Y-%m', {day}) = ?"  # noqa: S608 - our own words
        found: list[tuple[Any, ...]] = connection.execute(statement, (month.text,)).fetchall()
        return found

    visits = rows("visit", "on_day", "sex", "count", "on_day", "cancel_act")
    visits = [row for row in visits if row[3] is None]
    lent = [
        r
        for r in rows("loan", "lent_on", "title", "copy", "borrower", "cancel_act")
        if r[3] is None
    ]
    back = [r for r in rows("loan", "returned_on", "cancel_act") if r[0] is None]
    renewed = [r for r in rows("renewal", "on_day", "loan", "cancel_act") if r[1] is None]
    borrower_of = dict(connection.execute("SELECT row, borrower FROM loan").fetchall())
    activities = [
        r
        for r in rows("activity", "on_day", "female_count", "male_count", "cancel_act")
        if r[2] is None
    ]
    held = [
        (title, number)
        for title, number, added, withdrawn in connection.execute(
            "SELECT title, row, added_on, withdrawn_on FROM copy WHERE owner = 1"
        )
        if added <= month.last.isoformat()
        and (withdrawn is None or withdrawn > month.last.isoformat())
    ]
    last = month.last.isoformat()
    enrolled = connection.execute("SELECT since_on, left_on FROM borrower").fetchall()
    people = {row[2] for row in lent} | {borrower_of[row[0]] for row in renewed}
    women = [row[0] for row in activities if row[0] is not None]
    men = [row[1] for row in activities if row[1] is not None]
    return {
        "visits": sum(row[1] for row in visits) if visits else None,
        **{
            f"visits_{sex}": sum(row[1] for row in visits if row[0] == sex) if visits else None
            for sex in ("female", "male", "unknown")
        },
        "visit_days": len({row[2] for row in visits}) or None,
        "loans": len(lent),
        "renewals": len(renewed),
        "returns": len(back),
        "titles_used": len({row[0] for row in lent}),
        "copies_used": len({row[1] for row in lent}),
        "members_active": len(people - {None}),
        "members_new": sum(since[:7] == month.text for since, _left in enrolled),
        "members": sum(since <= last and (left is None or left > last) for since, left in enrolled),
        "titles_held": len({title for title, _number in held}),
        "copies_held": len(held),
        "activities": len(activities),
        "activity_participants": sum(women) + sum(men) if women or men else None,
        "activity_participants_female": sum(women) if women else None,
        "activity_participants_male": sum(men) if men else None,
    }
