"""What this library writes into its titles: its own fields, and the words of its lists."""

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import Contributor, Subject, Title, TitleField

# The lines of a form in which the words of other titles are offered.
WORDED = ("publisher", "place", "series", "material", "language", "edition")
_MOST = 300


@allowed(STAFF)
def names(desk: Desk, *, most: int = 20) -> tuple[str, ...]:
    """The names of the library's own fields, the most used first."""
    found = desk.session.execute(
        select(col(TitleField.name))
        .group_by(col(TitleField.name))
        .order_by(desc(func.count()), col(TitleField.name))
        .limit(most)
    )
    return tuple(str(row[0]) for row in found)


@allowed(STAFF)
def words(desk: Desk, field: str, *, most: int = _MOST) -> tuple[str, ...]:
    """What titles have in a field, the most used first; refuses FieldUnknown."""
    if field not in WORDED:
        raise errors.FieldUnknown(field)
    column = col(getattr(Title, field))
    found = desk.session.execute(
        select(column).where(column != "").group_by(column).order_by(desc(func.count())).limit(most)
    )
    return tuple(str(row[0]) for row in found)


@allowed(STAFF)
def people(desk: Desk, begins: str, *, most: int = 8) -> tuple[str, ...]:
    """Names of other titles that begin so."""
    return _begun(desk, Contributor, begins, most)


@allowed(STAFF)
def subjects(desk: Desk, begins: str, *, most: int = 8) -> tuple[str, ...]:
    """Subjects of other titles that begin so."""
    return _begun(desk, Subject, begins, most)


def _begun(
    desk: Desk, table: type[Contributor] | type[Subject], begins: str, most: int
) -> tuple[str, ...]:
    if not begins.strip():
        return ()
    name = func.lower(begins.strip())
    column = col(table.name)
    # In the order of the index; a range keeps the look-up short at a million titles.
    found = desk.session.execute(
        select(column)
        .where(
            column.collate("NOCASE") >= begins.strip(),
            column.collate("NOCASE") < begins.strip() + "\U0010ffff",
            func.lower(func.substr(column, 1, func.length(begins.strip()))) == name,
        )
        .group_by(column.collate("NOCASE"))
        .order_by(column.collate("NOCASE"))
        .limit(most)
    )
    return tuple(str(row[0]) for row in found)
