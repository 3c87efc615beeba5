"""A title taken out of the tables whole, and written back whole.

Everything that belongs to it goes along: names, subjects, picture, the record as it came,
issues, and the copies with all numbers they ever had. Nothing that somebody did with it
does, so that a title with a history stays where it is.
"""

import base64
import json
from typing import Any

from sqlalchemy import text

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
_OF_TITLE = {"title": "= :title", "copy": "IN (SELECT row FROM copy WHERE title = :title)"}
_ASKED = tuple(
    f"SELECT 1 FROM {table} WHERE {column} {_OF_TITLE[column]} LIMIT 1"  # noqa: S608 - our own list
    for table, column in USES
)


def is_used(desk: Desk, title: int) -> bool:
    """Whether anybody ever did something with a title or one of its copies."""
    return any(_rows(desk, sql, title=title) for sql in _ASKED)


def is_copy_used(desk: Desk, copy: int) -> bool:
    """Whether anybody ever did something with a copy; an issue bound to it counts."""
    asked = [table for table, column in USES if column == "copy"] + ["issue"]
    return any(
        _rows(desk, f"SELECT 1 FROM {table} WHERE copy = :copy LIMIT 1", copy=copy)  # noqa: S608 - our own list
        for table in asked
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
    """Write a title back as it was and give its row; refuses CopyNumberTaken."""
    stash: dict[str, Any] = json.loads(binned.stash, object_hook=_as_bytes)
    _refuse_taken(desk, stash["copy_number"])
    title = _write(desk, "title", stash["title"])
    for table, rows in stash["parts"].items():
        for each in rows:
            _write(desk, table, each | {"title": title})
    copies = {
        each["row"]: _write(desk, "copy", each | {"title": title}) for each in stash["copies"]
    }
    for table in OF_COPIES:
        for each in stash[table]:
            _write(desk, table, each | {"copy": copies[each["copy"]]})
    for each in stash["issues"]:
        _write(desk, "issue", each | {"title": title, "copy": copies.get(each["copy"])})
    _run(desk, "DELETE FROM bin WHERE row = :t", t=binned.row)
    desk.session.expunge_all()
    return title


def _refuse_taken(desk: Desk, numbers: list[dict[str, Any]]) -> None:
    for each in numbers:
        if _rows(desk, "SELECT 1 FROM copy_number WHERE number = :n", n=each["number"]) or _rows(
            desk, "SELECT 1 FROM card_number WHERE number = :n", n=each["number"]
        ):
            raise errors.CopyNumberTaken(each["number"])


def _write(desk: Desk, table: str, values: dict[str, Any]) -> int:
    """Insert a row under its own number; under another where that was given on since."""
    facts = dict(values)
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
