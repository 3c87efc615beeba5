"""Reads for a search, on a connection of their own where no transaction is open.

To begin and end a transaction takes as long as the one statement of most searches.
Numbers after LIMIT stand in the words: SQLite would plan anew for each that is given.
"""

from collections.abc import Mapping
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from jukung.store import desk_statements


def read(session: Session, statement: str, facts: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """What a statement finds: as the session sees it, or in the last commit."""
    bound = session.bind
    if session.in_transaction() or not isinstance(bound, Engine):
        return desk_statements.named(session, statement, facts)
    apart = bound.raw_connection()
    try:
        plain: Any = apart.driver_connection
        return list(plain.execute(statement, facts).fetchall())
    except driver.Error as fault:
        # As `desk_statements` tells it.
        raise DBAPIError.instance(
            statement, None, fault, driver.Error, hide_parameters=True
        ) from fault
    finally:
        apart.close()
