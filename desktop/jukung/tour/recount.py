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
    open_days = rows("open_day", "on_day", "opened", "minutes")
    minutes = [row[1] for row in open_days if row[1] is not None]
    read_here = [
        r for r in rows("in_house_use", "on_day", "title", "copy", "cancel_act") if r[2] is None
    ]
    lent = [
        r
        for r in rows("loan", "lent_on", "title", "copy", "borrower", "cancel_act")
        if r[3] is None
    ]
    back = [r[1] for r in rows("loan", "returned_on", "cancel_act", "ending") if r[0] is None]
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
    # Loans that forgot who borrowed; that somebody did is kept beside them.
    people |= {
        row[0]
        for row in connection.execute(
            "SELECT borrower FROM borrowed_month WHERE month = ?", (month.text,)
        )
    }
    women = [row[0] for row in activities if row[0] is not None]
    men = [row[1] for row in activities if row[1] is not None]
    return {
        "visits": sum(row[1] for row in visits) if visits else None,
        **{
            f"visits_{sex}": sum(row[1] for row in visits if row[0] == sex) if visits else None
            for sex in ("female", "male", "unknown")
        },
        "visit_days": len({row[2] for row in visits}) or None,
        **{
            code: _marked(connection, month, mark)
            for code, mark in (
                ("visits_children", "age_band = 'child'"),
                ("visits_disability", "disability"),
                ("visits_groups", "length(group_name)"),
                ("visits_computer", "computer"),
            )
        },
        "open_days": sum(row[0] is not None or bool(row[1]) for row in open_days)
        if open_days
        else None,
        "open_minutes": sum(minutes) if minutes else None,
        "loans": len(lent),
        "renewals": len(renewed),
        "returns": len(back) - back.count("lost"),
        "copies_lost": back.count("lost"),
        "in_house_uses": len(read_here) if _was_read_here(connection, month) else None,
        "titles_used": len({row[0] for row in lent} | {row[0] for row in read_here}),
        "copies_used": len({row[1] for row in lent} | {row[1] for row in read_here}),
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


def _marked(connection: Any, month: Month, mark: str) -> int | None:  # noqa: ANN401 - as above
    """Visits with a mark, once anybody was ever given it; None without any visit."""
    found = connection.execute(
        f"SELECT on_day, count, {mark} FROM visit "  # noqa: S608 - our own words
        "WHERE cancel_act IS NULL AND on_day <= ?",
        (month.last.isoformat(),),
    ).fetchall()
    here = [row for row in found if row[0][:7] == month.text]
    if not here or not any(row[2] for row in found):
        return None
    return sum(int(row[1]) for row in here if row[2])


def _was_read_here(connection: Any, month: Month) -> bool:  # noqa: ANN401 - as above
    """Whether any copy was ever scanned as read in the building."""
    found = connection.execute(
        "SELECT count(*) FROM in_house_use WHERE cancel_act IS NULL AND on_day <= ?",
        (month.last.isoformat(),),
    ).fetchone()
    return bool(found[0])
