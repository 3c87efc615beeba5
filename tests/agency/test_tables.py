"""The agency's schema and its tables say the same, and the store itself forbids doubles."""

import re

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from jukung.agency import accept
from jukung.agency.office import MIGRATIONS
from jukung.agency.tables import (
    AgencyTable,
    BoxCopyState,
    BoxState,
    ChainState,
    FigureSource,
    PermitRole,
    Ruling,
)
from jukung.exchange.parcels.verdict import Verdict
from jukung.store.migrate import spoken, statements
from parcel_makers import a_sealed_month, sent

SCHEMA = (MIGRATIONS / "versions" / "0002_sites_first.sql").read_text()


def test_every_table_has_the_columns_of_the_schema(agency):
    with agency.reading() as desk:
        found = inspect(desk.session.connection())
        for name, table in AgencyTable.metadata.tables.items():
            columns = {each["name"] for each in found.get_columns(name)}
            assert {column.name for column in table.columns} == columns


def test_every_key_is_the_one_of_the_schema(agency):
    with agency.reading() as desk:
        found = inspect(desk.session.connection())
        for name, table in AgencyTable.metadata.tables.items():
            key = found.get_pk_constraint(name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key]


def test_every_table_of_the_store_is_known(agency):
    with agency.reading() as desk:
        found = set(inspect(desk.session.connection()).get_table_names())

    assert found - {"alembic_version"} == set(AgencyTable.metadata.tables)


def test_what_grows_with_the_libraries_leads_its_key_with_the_library():
    with_site = {
        name for name, table in AgencyTable.metadata.tables.items() if "site" in table.columns
    }
    by_their_own_number = {"deed", "site_key", "box"}

    for name in with_site - by_their_own_number:
        assert next(iter(AgencyTable.metadata.tables[name].primary_key)).name == "site"


def test_the_lists_in_the_schema_are_those_of_the_program():
    lists = [set(re.findall(r"'(\w+)'", found)) for found in re.findall(r" IN \(([^)]*)\)", SCHEMA)]

    for words in (ChainState, Ruling, BoxState, BoxCopyState, PermitRole, FigureSource):
        assert {each.value for each in words} in lists
    assert {each for each in Verdict if each.is_counted} - {"DUPLICATE"} in lists
    assert {each for each in Verdict if each.startswith("HOLD_")} in lists


def test_a_server_is_told_in_its_own_words():
    said = "\n".join(spoken(each, "postgresql") for each in statements(SCHEMA))

    assert not re.search(r"\bSTRICT\b|WITHOUT ROWID|\bBLOB\b|\bINTEGER\b", said)
    assert said.count("CREATE TABLE") == SCHEMA.count("CREATE TABLE")


SITE = (
    "name, place_name, kind, prison_kind, zone, since, npp, edition, closed_from, merged_into,"
    " note, enrolled_at, 0 FROM site"
)
REST = (
    "fingerprint, month, dataset, kind, revision, replaces, state, verdict, note, imported,"
    " ignored, declared_at, audit_count, audit_head, envelope, accepted_at, receipt FROM parcel"
)
DOUBLES = [
    "INSERT INTO parcel SELECT site, hash, epoch, 9, {rest}",
    "INSERT INTO parcel SELECT site, 'other', epoch, seq, {rest}",
    "INSERT INTO parcel SELECT site, 'other', epoch, 9, {rest}",
    "INSERT INTO parcel SELECT 77, 'other', epoch, 9, {rest}",
    "INSERT INTO site SELECT 99, 'other', code, {site}",
    "INSERT INTO site SELECT 99, uid, 'other', {site}",
    "INSERT INTO epoch SELECT site, epoch, 9, NULL FROM epoch",
    "INSERT INTO receipt SELECT site, no, 'other', bytes, made_at FROM receipt",
    "INSERT INTO receipt SELECT site, 1, hash, bytes, made_at FROM receipt",
    "INSERT INTO figure SELECT site, month, code, 1, 'ok' FROM figure",
    "INSERT INTO figure SELECT site, '2020-01', code, 1, 'ok' FROM figure",
    "UPDATE figure SET value = -1",
    "UPDATE parcel SET state = 'accepted'",
    "UPDATE parcel SET verdict = 'MAYBE'",
    "UPDATE parcel SET month = '2026-13'",
    "UPDATE site SET merged_into = 1",
]


@pytest.mark.parametrize("statement", DOUBLES)
def test_the_store_itself_forbids_it(agency, joined, tmp_path, statement):
    a_sealed_month(joined)
    accept.accept(agency, [sent(joined, tmp_path / "stick")[1]])

    with pytest.raises(IntegrityError), agency.changing() as desk:
        desk.session.execute(text(statement.format(rest=REST, site=SITE)))
