"""The agency's schema and its tables say the same, and the file itself forbids doubles."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from jukung.agency import accept
from jukung.agency.office import MIGRATIONS
from jukung.agency.tables import AgencyTable, ChainState
from jukung.exchange.parcels.verdict import Verdict
from parcel_makers import a_sealed_month, sent


def columns(agency, table):
    with agency.reading() as desk:
        return {row[1] for row in desk.session.execute(text(f"PRAGMA table_info({table})"))}


def test_every_table_has_the_columns_of_the_schema(agency):
    for name, table in AgencyTable.metadata.tables.items():
        assert {column.name for column in table.columns} == columns(agency, name)


def test_every_table_of_the_file_is_known(agency):
    with agency.reading() as desk:
        found = set(
            desk.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        )

    assert found - {"alembic_version"} == set(AgencyTable.metadata.tables)


def test_the_lists_in_the_schema_are_those_of_the_program():
    schema = (MIGRATIONS / "versions" / "0001_first.sql").read_text()
    lists = [
        set(re.findall(r"'(\w+)'", found))
        for found in re.findall(r"CHECK \((?:verdict|state) IN \(([^)]*)\)", schema)
    ]

    assert {each.value for each in ChainState} in lists
    assert {each for each in Verdict if each.is_counted} - {"DUPLICATE"} in lists
    assert {each for each in Verdict if each.startswith("HOLD_")} in lists


SITE = "name, place_name, kind, prison_kind, zone, since, enrolled_at, 0 FROM site"
DOUBLES = [
    "INSERT INTO parcel SELECT 99, hash, site, epoch, 9, {rest}",
    "INSERT INTO parcel SELECT 99, 'other', site, epoch, seq, {rest}",
    "INSERT INTO parcel SELECT 99, 'other', site, epoch, 9, {rest}",
    "INSERT INTO site SELECT 99, 'other', code, {site}",
    "INSERT INTO site SELECT 99, uid, 'other', {site}",
    "INSERT INTO epoch SELECT 99, site, epoch, 9, NULL FROM epoch",
    "INSERT INTO receipt SELECT 99, site, no, 'other', bytes, made_at FROM receipt",
    "INSERT INTO figure SELECT parcel, code, 1, 'ok' FROM figure",
    "UPDATE figure SET value = -1",
    "UPDATE parcel SET state = 'quarantined'",
    "UPDATE parcel SET verdict = 'MAYBE'",
    "UPDATE parcel SET month = '2026-13'",
]
REST = (
    "fingerprint, month, dataset, kind, revision, replaces, state, is_current, verdict, note,"
    " ignored, declared_at, audit_count, audit_head, envelope, accepted_at, receipt FROM parcel"
)


@pytest.mark.parametrize("statement", DOUBLES)
def test_the_file_itself_forbids_it(agency, joined, tmp_path, statement):
    a_sealed_month(joined)
    accept.accept(agency, [sent(joined, tmp_path / "stick")[1]])

    with pytest.raises(IntegrityError), agency.changing() as desk:
        desk.session.execute(text(statement.format(rest=REST, site=SITE)))
