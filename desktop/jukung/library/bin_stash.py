"""A title taken out of the tables whole, and written back whole.

Everything that belongs to it goes along: names, subjects, picture, the record as it came,
issues, and the copies with all numbers they ever had. Nothing that somebody did with it
does, so that a title with a history stays where it is.
"""

import base64
import json
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import StatementError

from jukung.domain import errors
from jukung.domain.kinds import BinWhy
from jukung.library import days
from jukung.library.desk import Desk
from jukung.store.tables import Binned, JournalAct, Title

# What belongs to a title, to its copies, and what somebody did with either.
PARTS = ("contributor", "subject", "title_field", "title_origin", "cover", "screening")
OF_COPIES = ("copy_number", "copy_trait")
USES = (
    *(("loan", "title"), ("loan", "copy"), ("hold", "title"), ("hold", "copy")),
    *(("in_house_use", "title"), ("in_house_use", "copy"), ("box_line", "copy")),
    *(("round_line", "title"), ("round_line", "copy"), ("round_copy", "copy")),
    *(("loan_permission", "title"), ("stocktake_copy", "copy"), ("stocktake_other", "copy")),
)
# What a withdrawal took out stands in its record, and goes nowhere without it.
_RECORDED = "SELECT 1 FROM copy WHERE {} = :{} AND withdrawal IS NOT NULL LIMIT 1"
_OF_TITLE = {"title": "= :title", "copy": "IN (SELECT row FROM copy WHERE title = :title)"}
_ASKED = (
    *(
        f"SELECT 1 FROM {table} WHERE {column} {_OF_TITLE[column]} LIMIT 1"  # noqa: S608 - our own list
        for table, column in USES
    ),
    _RECORDED.format("title", "title"),
)
# What a copy stands on or belongs to, which may be gone when it comes back.
_LEADS = {"place": "name", "owner": "name", "withdrawal": "number"}
_LIBRARY = 1
"""The row of the library itself, as a place and as an owner."""


def is_used(desk: Desk, title: int) -> bool:
    """Whether anybody ever did something with a title or one of its copies."""
    return any(_rows(desk, sql, title=title) for sql in _ASKED)


def is_copy_used(desk: Desk, copy: int) -> bool:
    """Whether anybody ever did something with a copy; an issue bound to it counts."""
    tables = [table for table, column in USES if column == "copy"] + ["issue"]
    asked = [f"SELECT 1 FROM {table} WHERE copy = :copy LIMIT 1" for table in tables]  # noqa: S608 - our own list
    asked.append(_RECORDED.format("row", "copy"))
    return any(_rows(desk, sql, copy=copy) for sql in asked)


def is_orphan(desk: Desk, binned: Binned) -> bool:
    """Whether the title is gone for good that a binned one was made one with."""
    return not any(
        _rows(desk, f"SELECT 1 FROM {table} WHERE id = :i", i=binned.merged_into)  # noqa: S608 - as above
        for table in ("title", "bin")
    )


def take_out(
    desk: Desk, title: Title, *, why: BinWhy, act: JournalAct, merged_into: str = ""
) -> None:
    """Move a title with all that belongs to it into the bin."""
    desk.session.flush()
    row, name, people, title_id = title.row, title.title, title.people, title.id
    stash: dict[str, Any] = {"title": _rows(desk, "SELECT * FROM title WHERE row = :t", t=row)[0]}
    stash["parts"] = {
        table: _rows(desk, f"SELECT * FROM {table} WHERE title = :t", t=row)  # noqa: S608 - as above
        for table in PARTS
    }
    stash["copies"] = _rows(desk, "SELECT * FROM copy WHERE title = :t ORDER BY row", t=row)
    for table in OF_COPIES:
        stash[table] = _rows(
            desk,
            f"SELECT * FROM {table} WHERE copy IN (SELECT row FROM copy WHERE title = :t)",  # noqa: S608 - as above
            t=row,
        )
    stash["issues"] = _rows(desk, "SELECT * FROM issue WHERE title = :t ORDER BY row", t=row)
    stash["leads"] = {
        table: _rows(
            desk,
            f"SELECT DISTINCT p.row, p.id, p.{name} AS name FROM copy c "  # noqa: S608 - as above
            f"JOIN {table} p ON p.row = c.{table} WHERE c.title = :t ORDER BY p.row",
            t=row,
        )
        for table, name in _LEADS.items()
    }
    for wipe in (
        "DELETE FROM issue WHERE title = :t",
        *(
            f"DELETE FROM {table} WHERE copy IN (SELECT row FROM copy WHERE title = :t)"  # noqa: S608 - as above
            for table in OF_COPIES
        ),
        "DELETE FROM copy WHERE title = :t",
        "DELETE FROM title WHERE row = :t",
    ):
        _run(desk, wipe, t=row)
    desk.session.expunge_all()
    desk.session.add(
        Binned(
            id=title_id,
            title=name,
            people=people,
            why=why,
            merged_into=merged_into,
            stash=json.dumps(stash, ensure_ascii=False, default=_as_text),
            on_day=days.trusted_today(desk),
            act=act.row,
        )
    )
    desk.session.flush()


def put_back(desk: Desk, binned: Binned) -> int:
    """Write a title back as it was and give its row; refuses CopyNumberTaken, BinnedDamaged.

    A copy whose shelf is gone comes back to the shelf of that name, or to the library itself.
    """
    name, row, stash = binned.title, binned.row, binned.stash
    try:
        title = _written(desk, json.loads(stash, object_hook=_as_bytes))
    except (ValueError, KeyError, TypeError, AttributeError, StatementError) as fault:
        raise errors.BinnedDamaged(name) from fault
    _run(desk, "DELETE FROM bin WHERE row = :t", t=row)
    desk.session.expunge_all()
    return title


def homeless(desk: Desk, binned: Binned) -> tuple[str, ...]:
    """The numbers of a binned title's copies whose shelf is gone; refuses BinnedDamaged."""
    try:
        stash: dict[str, Any] = json.loads(binned.stash, object_hook=_as_bytes)
        now = _leads_now(desk, "place", stash)
        known = {each["row"] for each in stash.get("leads", {}).get("place", ())}
        at_home = {row for row, found in now.items() if found != _LIBRARY or row == _LIBRARY}
        return tuple(
            each["number"]
            for each in stash["copies"]
            if each["place"] in known and each["place"] not in at_home
        )
    except (ValueError, KeyError, TypeError, AttributeError, StatementError) as fault:
        raise errors.BinnedDamaged(binned.title) from fault


def _written(desk: Desk, stash: dict[str, Any]) -> int:
    _refuse_taken(desk, stash["copy_number"])
    title = _write(desk, "title", stash["title"])
    for table in PARTS:
        for each in stash["parts"][table]:
            _write(desk, table, each | {"title": title})
    leads = {table: _leads_now(desk, table, stash) for table in _LEADS}
    copies = {
        each["row"]: _write(
            desk,
            "copy",
            each | {"title": title} | {table: now.get(each[table]) for table, now in leads.items()},
        )
        for each in stash["copies"]
    }
    for table in OF_COPIES:
        for each in stash[table]:
            _write(desk, table, each | {"copy": copies[each["copy"]]})
    for each in stash["issues"]:
        _write(desk, "issue", each | {"title": title, "copy": copies.get(each["copy"])})
    return title


def _leads_now(desk: Desk, table: str, stash: dict[str, Any]) -> dict[int, int | None]:
    """Which row of a table stands for each that the copies led to: by id, else by name."""
    gone = None if table == "withdrawal" else _LIBRARY
    known = {each["row"]: each for each in stash.get("leads", {}).get(table, ())}
    now: dict[int, int | None] = {}
    for row in {each[table] for each in stash["copies"]} - {None}:
        each = known.get(row)
        if each is None:
            # Stashed before ids were kept: nothing else may have been given this number since.
            sql, facts = f"SELECT row FROM {table} WHERE row = :r", {"r": row}  # noqa: S608 - our own list
        else:
            sql = (
                f"SELECT row FROM {table} WHERE id = :i OR {_LEADS[table]} = :n "  # noqa: S608 - as above
                "ORDER BY id = :i DESC, row LIMIT 1"
            )
            facts = {"i": each["id"], "n": each["name"]}
        found = _rows(desk, sql, **facts)
        now[row] = found[0]["row"] if found else gone
    return now


def _refuse_taken(desk: Desk, numbers: list[dict[str, Any]]) -> None:
    for each in numbers:
        if _rows(desk, "SELECT 1 FROM copy_number WHERE number = :n", n=each["number"]) or _rows(
            desk, "SELECT 1 FROM card_number WHERE number = :n", n=each["number"]
        ):
            raise errors.CopyNumberTaken(each["number"])


def _write(desk: Desk, table: str, values: dict[str, Any]) -> int:
    """Insert a row under its own number; under another where that was given on since."""
    columns = {each["name"] for each in _rows(desk, f"PRAGMA table_info({table})")}
    # A stash may come out of a file that somebody else wrote, or an older program.
    facts = {name: value for name, value in values.items() if name in columns}
    if "row" in facts and _rows(
        desk,
        f"SELECT 1 FROM {table} WHERE row = :r",  # noqa: S608 - our own list
        r=facts["row"],
    ):
        del facts["row"]
    names = ", ".join(facts)
    held = ", ".join(f":{name}" for name in facts)
    # Tables without rows of their own number give nothing back.
    gives = " RETURNING row" if "id" in facts else ""
    found = desk.session.connection().execute(
        text(f"INSERT INTO {table} ({names}) VALUES ({held}){gives}"),  # noqa: S608 - as above
        facts,
    )
    return int(found.scalar_one()) if gives else 0


def _rows(desk: Desk, sql: str, **facts: object) -> list[dict[str, Any]]:
    return [dict(row) for row in desk.session.connection().execute(text(sql), facts).mappings()]


def _run(desk: Desk, sql: str, **facts: object) -> None:
    desk.session.connection().execute(text(sql), facts)


def _as_text(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    return str(value)


def _as_bytes(found: dict[str, Any]) -> object:
    return base64.b64decode(found["base64"]) if set(found) == {"base64"} else found
