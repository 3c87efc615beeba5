"""Titles and copies of an import, written by statements for many rows.

The first rows of a library cost as little as the last: nothing is looked up row by row.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import text

from jukung.domain import classes, codes, errors, isbn, spelling
from jukung.domain.ids import new_id
from jukung.domain.kinds import ContributorKind, CopyStatus
from jukung.library import days, series, shelves
from jukung.library.desk import Desk
from jukung.library.incoming import ComingCopy, ComingTitle, CopyForTitle, CopyTold, Incoming

# Draft fields that are columns as they stand.
_PLAIN = (
    "title", "statement", "material", "edition", "isbn", "publisher", "place", "year",
    "collation", "series", "call_number", "class_number", "language", "notes", "cover_name",
    "issn",
)  # fmt: skip
_plain_of = attrgetter(*_PLAIN)
_TITLE = (
    "row", "id", "added_on", "act", *_PLAIN, "people", "subjects", "audience", "frequency",
    "spelling", "isbn13", "class_main",
)  # fmt: skip
_COPY = (
    "row", "id", "title", "number", "call_number", "added_on", "act", "inventory_code", "kind",
    "status", "place", "source", "source_kind", "price", "invoice", "received_on", "condition",
    "condition_note", "withdrawn_on",
)  # fmt: skip
_BARE_COPY = ("row", "id", "title", "number", "call_number", "added_on", "act")
DEAREST = 999_999_999
_INDEX_TRIGGER, _MANY = "title_search_add", 300
_TELL = (
    "UPDATE copy SET inventory_code = ?, kind = ?, status = ?, place = ?, source = ?, "
    "source_kind = ?, price = ?, invoice = ?, received_on = ?, condition = ?, "
    "condition_note = ?, withdrawn_on = ?, "
    "call_number = CASE WHEN ? = '' THEN call_number ELSE ? END WHERE row = ?"
)


def adding(table: str, columns: Sequence[str]) -> str:
    """The statement that adds rows of some columns to a table."""
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own words


_ADD = {
    "title": adding("title", _TITLE),
    "contributor": adding("contributor", ("title", "place", "name", "role", "kind")),
    "subject": adding("subject", ("title", "place", "name")),
    "title_field": adding("title_field", ("title", "place", "name", "value")),
    "title_origin": adding("title_origin", ("title", "format", "record")),
    "bare": adding("copy", _BARE_COPY),
    "copy": adding("copy", _COPY),
    "copy_number": adding("copy_number", ("number", "bare", "copy")),
}


class IndexAside:
    """Keeps the search index out of the way while many titles are written.

    Row by row the index costs four times as much as in one statement at the end. The
    trigger goes and comes back in the same transaction, so nobody ever misses it.
    """

    def __init__(self, desk: Desk, count: int) -> None:
        self._connection = desk.session.connection()
        self._first = next_row(desk, "title")
        self._trigger = self._found() if count >= _MANY else ""
        if self._trigger:
            self._connection.exec_driver_sql(f"DROP TRIGGER {_INDEX_TRIGGER}")

    def put_back(self) -> None:
        """Index what was written since, and watch over titles again."""
        if not self._trigger:
            return
        told = self._connection.exec_driver_sql(
            "SELECT name FROM pragma_table_info('title_search')"
        )
        names = ", ".join(str(row[0]) for row in told)
        self._connection.exec_driver_sql(
            f"INSERT INTO title_search (rowid, {names}) SELECT row, {names} FROM title "  # noqa: S608 - names out of the file itself
            "WHERE row >= ? ORDER BY row",
            (self._first,),
        )
        self._connection.exec_driver_sql(self._trigger)
        self._trigger = ""

    def _found(self) -> str:
        found = self._connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (_INDEX_TRIGGER,)
        ).scalar_one_or_none()
        return str(found or "")


class Rows:
    """Writes titles and copies into an act."""

    def __init__(self, desk: Desk, act: int) -> None:
        self._desk, self._act = desk, act
        self._today = days.trusted_today(desk).isoformat()
        self._title, self._copy = next_row(desk, "title"), next_row(desk, "copy")
        self._places: dict[str, int] = {}
        self._waiting: list[tuple[int, str, ComingCopy | None]] = []
        self.made_places: list[int] = []
        """Shelves that were not there before."""

    def add_titles(self, chunk: Sequence[Incoming]) -> None:
        """Write titles and their numbered copies; refuses TitleMissing."""
        rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _ADD}
        for each in chunk:
            self._add_title(each, rows)
        self._write(rows)

    def add_copies(self, chunk: Sequence[CopyForTitle]) -> None:
        """Write copies of titles that are here already; without a number they wait for one."""
        rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _ADD}
        for each in chunk:
            if each.copy.number.strip():
                self._add_copy(each.title, "", each.copy, rows)
            else:
                self._waiting.append((each.title, "", each.copy))
        self._write(rows)

    def tell(self, chunk: Sequence[CopyTold]) -> None:
        """Write what a file says of copies that were here with their numbers alone."""
        rows = [
            (*self._particulars(each.copy), each.copy.call_number, each.copy.call_number, each.row)
            for each in chunk
        ]
        if rows:
            self._desk.session.connection().exec_driver_sql(_TELL, rows)

    def number_waiting(self) -> int:
        """Give the copies without a number the next ones of the series; gives how many."""
        count = len(self._waiting)
        if count:
            given = series.next_numbers(self._desk, "copies", count)
            rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _ADD}
            for (title, call_number, copy), number in zip(self._waiting, given, strict=True):
                self._add_copy(title, call_number, copy, rows, number=number)
            self._write(rows)
            self._waiting.clear()
        return count

    def _add_title(self, each: Incoming, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        draft, row = each.draft, self._title
        self._title += 1
        rows["title"].append((row, new_id(), self._today, self._act, *title_values(draft)))
        self._add_parts(row, draft, rows)
        if each.origin is not None:
            rows["title_origin"].append((row, each.origin[0].value, each.origin[1]))
        call_number = draft.call_number.strip()
        for number in each.copy_numbers:
            self._add_bare(row, call_number, number, rows)
        for copy in each.copies:
            if copy.number.strip():
                self._add_copy(row, call_number, copy, rows)
            else:
                self._waiting.append((row, call_number, copy))
        self._waiting += [(row, call_number, None)] * each.unnumbered

    def _add_parts(
        self, row: int, draft: ComingTitle, rows: dict[str, list[tuple[Any, ...]]]
    ) -> None:
        for place, name in enumerate(draft.people):
            role = draft.roles[place] if place < len(draft.roles) else ""
            kind = (
                draft.name_kinds[place].value
                if place < len(draft.name_kinds)
                else ContributorKind.person.value
            )
            rows["contributor"].append((row, place, name, role, kind))
        rows["subject"] += [(row, place, name) for place, name in enumerate(draft.subjects)]
        rows["title_field"] += [
            (row, place, name, value) for place, (name, value) in enumerate(draft.own_fields)
        ]

    def _add_bare(
        self, title: int, call_number: str, number: str, rows: dict[str, list[tuple[Any, ...]]]
    ) -> None:
        row = self._copy
        self._copy += 1
        said = number.strip()
        rows["bare"].append((row, new_id(), title, said, call_number, self._today, self._act))
        folded = codes.fold(number)
        rows["copy_number"].append((folded, codes.bare(folded), row))

    def _add_copy(
        self,
        title: int,
        call_number: str,
        copy: ComingCopy | None,
        rows: dict[str, list[tuple[Any, ...]]],
        *,
        number: str = "",
    ) -> None:
        if copy is None:
            self._add_bare(title, call_number, number, rows)
            return
        row = self._copy
        self._copy += 1
        said = (number or copy.number).strip()
        rows["copy"].append(
            (row, new_id(), title, said, copy.call_number.strip() or call_number, self._today,
             self._act, *self._particulars(copy))
        )  # fmt: skip
        folded = codes.fold(said)
        rows["copy_number"].append((folded, codes.bare(folded), row))

    def _particulars(self, copy: ComingCopy) -> tuple[Any, ...]:
        price = copy.price
        is_gone = copy.status is CopyStatus.withdrawn
        return (
            copy.inventory_code.strip(),
            copy.kind.value,
            copy.status.value,
            self._place(copy.place),
            copy.source.strip(),
            copy.source_kind.value,
            None if price is None else min(max(price, 0), DEAREST),
            copy.invoice.strip(),
            copy.received_on.isoformat() if copy.received_on else None,
            copy.condition.value,
            copy.note.strip(),
            self._today if is_gone else None,
        )

    def _place(self, name: str) -> int:
        """The shelf of a name, made where it is new; the library itself without a name."""
        wanted = " ".join(name.split())
        folded = wanted.casefold()
        if folded not in self._places:
            first_new = next_row(self._desk, "place")
            row = shelves.row_of(self._desk, wanted)
            if row >= first_new:
                self.made_places.append(row)
            self._places[folded] = row
        return self._places[folded]

    def _write(self, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        connection = self._desk.session.connection()
        for name, statement in _ADD.items():
            if rows[name]:
                connection.exec_driver_sql(statement, rows[name])


def title_values(draft: ComingTitle) -> tuple[Any, ...]:
    """The columns of a title in the order of the statement; refuses TitleMissing."""
    plain = [value.strip() for value in _plain_of(draft)]
    if not plain[0]:
        raise errors.TitleMissing
    people, subjects = "; ".join(draft.people), "; ".join(draft.subjects)
    return (
        *plain,
        people,
        subjects,
        draft.audience.value,
        draft.frequency.value,
        spelling.of_today(f"{draft.title} {people} {subjects}"),
        isbn.thirteen(draft.isbn),
        classes.main_class(draft.class_number, draft.call_number),
    )


def next_row(desk: Desk, table: str) -> int:
    """The row that the next record of a table gets."""
    question = text(f"SELECT coalesce(max(row), 0) + 1 FROM {table}")  # noqa: S608 - our own words
    return int(desk.session.connection().execute(question).scalar_one())


def in_chunks(rows: Iterable[Any], size: int = 500) -> Iterator[Sequence[Any]]:
    """The same rows, some hundred at once."""
    left = iter(rows)
    while chunk := list(islice(left, size)):
        yield chunk
