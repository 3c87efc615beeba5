import re
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
import sqlalchemy
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import SQLModel, select

from jukung.domain.kinds import BorrowerKind, Role
from jukung.store import tables
from jukung.store.tables import Borrower, JournalAct, Staff
from makers import TODAY

MODELS = sorted(
    (
        each
        for each in vars(tables).values()
        if isinstance(each, type) and issubclass(each, SQLModel) and each is not SQLModel
    ),
    key=lambda each: each.__tablename__,
)
A_DAY = text(
    "INSERT INTO journal_act (id, kind, staff, at, offset_minutes, on_day) "
    "VALUES ('x', 'lend', 1, '', 0, :day)"
)
AN_ACT = text(
    "INSERT INTO journal_act (row, id, kind, staff, at, offset_minutes, on_day) "
    "VALUES (1, 'x', 'lend', 1, '', 0, '2026-11-22')"
)
# Whose rows are text the file makes, not the program.
NOT_MODELLED = {"alembic_version"}


@pytest.fixture
def schema(library):
    """The file's own words for each table."""
    with library.file.reading() as session:
        found = session.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        ).all()
    return {
        name: sql
        for name, sql in found
        if not name.startswith("sqlite_") and "_search" not in name and name not in NOT_MODELLED
    }


def columns_of(library, table):
    with library.file.reading() as session:
        rows = session.connection().exec_driver_sql(f"PRAGMA table_info({table})").all()
    return {name: (kind, bool(required or key)) for _n, name, kind, required, _d, key in rows}


def test_every_table_has_its_model(schema):
    assert {each.__tablename__ for each in MODELS} == set(schema)


def test_every_table_is_strict(schema):
    loose = [name for name, sql in schema.items() if not re.search(r"\)\s*STRICT\b", sql)]

    assert loose == []


@pytest.mark.parametrize("model", MODELS, ids=lambda each: each.__tablename__)
def test_a_model_has_the_columns_of_its_table(library, model):
    modelled = {
        each.name: (_stored_as(each.type), not each.nullable) for each in model.__table__.columns
    }

    assert modelled == columns_of(library, model.__tablename__)


def _stored_as(kind):
    if isinstance(kind, (sqlalchemy.Integer, sqlalchemy.Boolean)):
        return "INTEGER"
    return "BLOB" if isinstance(kind, sqlalchemy.LargeBinary) else "TEXT"


LISTED = [
    (model.__tablename__, column.name, list(column.type.enum_class))
    for model in MODELS
    for column in model.__table__.columns
    if isinstance(column.type, sqlalchemy.Enum)
]


@pytest.mark.parametrize(("table", "column", "members"), LISTED)
def test_the_schema_checks_the_list_of_the_domain(schema, table, column, members):
    found = re.search(rf"CHECK \({column} IN \(([^)]*)\)", schema[table])

    assert found, f"{table}.{column} has no CHECK list"
    assert re.findall(r"'(\w+)'", found[1]) == [each.value for each in members]


def test_lists_are_compared_at_all():
    assert len(LISTED) >= 20
    assert all(issubclass(type(members[0]), StrEnum) for _t, _c, members in LISTED)


def test_a_stray_value_is_refused_by_the_file(library):
    with pytest.raises(IntegrityError), library.changing() as desk:
        desk.session.execute(text("INSERT INTO staff (id, name, role) VALUES ('x', 'Ali', 'boss')"))


@pytest.mark.parametrize("role", list(Role))
def test_a_listed_value_is_stored_by_name_and_read_back(library, role):
    with library.changing() as desk:
        desk.session.add(Staff(id=f"id-{role}", name="Ali", role=role))
    with library.reading() as desk:
        stored = desk.session.execute(text("SELECT role FROM staff WHERE row = 2")).scalar_one()
        read = desk.session.get_one(Staff, 2).role

    assert (stored, read) == (role.value, role)


@pytest.mark.parametrize("day", ["2026-11-31", "22-11-2026", "2026-11-22 00:00", "", "now"])
def test_a_day_that_is_none_is_refused_by_the_file(library, day):
    with pytest.raises(DBAPIError), library.changing() as desk:
        desk.session.execute(A_DAY, {"day": day})

    with library.changing() as desk:
        rows = desk.session.execute(text("SELECT count(*) FROM journal_act")).scalar_one()
    assert rows == 0


@pytest.mark.parametrize("month", ["2026-13", "November", "", "2026-1"])
def test_a_month_that_is_none_is_refused_by_the_file(shelf, month):
    with pytest.raises(IntegrityError), shelf.changing() as desk:
        desk.session.execute(
            text("INSERT INTO period VALUES (:month, 1, 'closed', 1)"), {"month": month}
        )


@pytest.mark.parametrize("day", ["2026-11-31", "", "besok"])
def test_an_open_end_may_be_empty_but_not_nonsense(shelf, day):
    with shelf.changing() as desk:
        desk.session.execute(text("UPDATE copy SET withdrawn_on = NULL"))

    with pytest.raises(IntegrityError), shelf.changing() as desk:
        desk.session.execute(text("UPDATE copy SET withdrawn_on = :day"), {"day": day})


@pytest.mark.parametrize("hours", [7, 8, 9])
def test_a_moment_comes_back_as_the_same_moment(library, hours):
    moment = datetime(2026, 11, 22, 23, 45, 1, 250000, timezone(timedelta(hours=hours)))

    with library.changing() as desk:
        desk.session.add(
            JournalAct(kind="lend", staff=1, at=moment, offset_minutes=hours * 60, on_day=TODAY)
        )
    with library.reading() as desk:
        stored = desk.session.execute(text("SELECT at FROM journal_act")).scalar_one()
        read = desk.session.get_one(JournalAct, 1).at

    assert read == moment
    assert read.utcoffset() == timedelta()
    assert stored.startswith(f"2026-11-22 {23 - hours:02}:45:01.25")


def test_a_moment_without_zone_is_refused(library):
    naive = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - the very mistake

    with pytest.raises(StatementError), library.changing() as desk:
        desk.session.add(
            JournalAct(kind="lend", staff=1, at=naive, offset_minutes=480, on_day=TODAY)
        )


def test_moments_sort_as_they_happened(library):
    moments = [
        datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
        datetime(2026, 11, 22, 10, 0, 0, 5, tzinfo=UTC),
        datetime(2026, 11, 22, 10, 1, tzinfo=UTC),
    ]

    with library.changing() as desk:
        for moment in reversed(moments):
            desk.session.add(
                JournalAct(kind="lend", staff=1, at=moment, offset_minutes=480, on_day=TODAY)
            )
            desk.session.flush()
    with library.reading() as desk:
        read = desk.session.scalars(select(JournalAct.at).order_by(text("at"))).all()

    assert [each.replace(tzinfo=UTC) for each in read] == moments


def test_a_row_is_read_after_its_session(library):
    with library.changing() as desk:
        row = Borrower(card="A1", kind=BorrowerKind.general, since_on=TODAY, act=1)
        desk.session.execute(AN_ACT)
        desk.session.add(row)

    assert (row.card, row.row) == ("A1", 1)


A_TITLE = text(
    "INSERT INTO title (row, id, title, added_on, act) VALUES (1, 't', 'R', '2026-11-22', 1)"
)
A_COPY = text(
    "INSERT INTO copy (row, id, title, number, added_on, act) "
    "VALUES (1, 'c', 1, '1', '2026-11-22', 1)"
)
OPEN_LOAN = text(
    "INSERT INTO loan (id, copy, title, lent_on, due_on, source, act, sex, age_band, "
    "borrower_kind, class_main, collection_kind, owner_kind, returned_on, return_act, cancel_act) "
    "SELECT :id, 1, 1, '2026-11-22', '2026-11-29', 'desk', 1, 'unknown', 'unknown', "
    "'general', '', 'general', 'own', :returned_on, :return_act, :cancel_act"
)


def a_loan_row(desk, name, *, returned_on=None, return_act=None, cancel_act=None):
    desk.session.execute(
        OPEN_LOAN,
        {
            "id": name,
            "returned_on": returned_on,
            "return_act": return_act,
            "cancel_act": cancel_act,
        },
    )


@pytest.fixture
def shelf(library):
    """A library with one copy, by statements alone."""
    with library.changing() as desk:
        desk.session.execute(AN_ACT)
        desk.session.execute(A_TITLE)
        desk.session.execute(A_COPY)
    return library


def test_a_copy_is_out_once_only(shelf):
    with shelf.changing() as desk:
        a_loan_row(desk, "first")

    with pytest.raises(IntegrityError), shelf.changing() as desk:
        a_loan_row(desk, "second")


def test_ended_loans_leave_the_copy_free(shelf):
    with shelf.changing() as desk:
        a_loan_row(desk, "returned", returned_on="2026-11-23", return_act=1)
        a_loan_row(desk, "undone", cancel_act=1)
        a_loan_row(desk, "open")
        rows = desk.session.execute(text("SELECT count(*) FROM loan")).scalar_one()

    assert rows == 3


@pytest.mark.parametrize(
    "ending",
    [
        {"returned_on": "2026-11-21", "return_act": 1},
        {"returned_on": "2026-11-23"},
        {"return_act": 1},
    ],
)
def test_a_half_ended_loan_is_refused_by_the_file(shelf, ending):
    with pytest.raises(IntegrityError), shelf.changing() as desk:
        a_loan_row(desk, "wrong", **ending)


@pytest.mark.parametrize("table", ["journal_act", "journal_entry"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET act_or_kind = 'x'", "DELETE FROM {}"])
def test_the_journal_is_not_rewritten(shelf, table, statement):
    column = "kind" if table == "journal_act" else "verb"
    with shelf.changing() as desk:
        desk.session.execute(
            text("INSERT INTO journal_entry VALUES (1, 1, 'v', 'n', 'i', 'd', 'c')")
        )

    with pytest.raises(IntegrityError, match="not rewritten"), shelf.changing() as desk:
        desk.session.execute(text(statement.format(table).replace("act_or_kind", column)))
