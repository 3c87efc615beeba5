"""A backup of another branch after the first: nobody gets what is another's, no day is odd."""

import pytest
from slims_dumps import a, a_small_library, write_php
from sqlalchemy import text

from jukung.domain.errors import BackupUnknown
from jukung.exchange.imports import apply, plan
from jukung.exchange.imports.reading import read
from jukung.exchange.imports.records import FindingCode


def brought(library, path):
    with library.reading() as desk:
        made = plan.plan(desk, path)
    with library.changing() as desk:
        apply.apply(desk, made)
    return made


def one(library, question):
    with library.reading() as desk:
        return desk.session.execute(text(question)).scalar()


def the_branch(card="0007", name="Orang Lain", **more):
    return [
        a("biblio", biblio_id=1, title="Perahu Cabang"),
        a("item", item_id=1, biblio_id=1, item_code="C001"),
        a("member", member_id=card, member_name=name),
        a("loan", loan_id=1, item_code="C001", member_id=card, loan_date="2026-11-02",
          due_date="2026-11-09", is_lent=1, is_return=0),
        a("fines", fines_id=1, fines_date="2026-10-12", member_id=card, debet=2000, credit=0),
        a("visitor_count", visitor_id=1, member_id=card, checkin_date="2026-11-02 09:00:00"),
        *more.get("rows", ()),
    ]  # fmt: skip


@pytest.fixture
def first(library, put):
    brought(library, put(write_php(a_small_library()), "satu.sql"))
    return library


def test_a_card_of_somebody_else_here_brings_them_nothing(first, put):
    made = brought(first, put(write_php(the_branch()), "dua.sql"))

    assert made.finding_counts["member_other"] == 1
    here = "FROM borrower b JOIN person p ON p.row = b.person WHERE p.name = 'Contoh Satu'"
    assert one(first, f"SELECT count(*) FROM loan WHERE borrower = (SELECT b.row {here})") == 2  # noqa: S608 - ours
    assert one(first, f"SELECT count(*) FROM ledger WHERE borrower = (SELECT b.row {here})") == 0  # noqa: S608 - ours
    assert one(first, "SELECT count(*) FROM loan WHERE borrower IS NULL") == 1


@pytest.mark.parametrize("name", ["Contoh Satu, S.Pd.", "CONTOH SATU", "Conto Satu"])
def test_a_name_written_a_little_otherwise_is_the_same_person(first, put, name):
    made = brought(first, put(write_php(the_branch(name=name)), "dua.sql"))

    assert "member_other" not in made.finding_counts
    assert one(first, "SELECT count(*) FROM loan WHERE borrower IS NULL") == 0


def test_a_fine_and_visit_of_the_same_day_by_another_member_come_in(first, put):
    made = brought(first, put(write_php(the_branch(card="B009")), "dua.sql"))

    assert not {"fine_here", "visit_here"} & made.finding_counts.keys()
    assert one(first, "SELECT count(*) FROM ledger WHERE kind = 'fine'") == 2


def test_the_same_backup_again_brings_nothing_twice(first, put):
    with first.reading() as desk:
        made = plan.plan(desk, put(write_php(a_small_library()), "satu.sql"))

    assert [each.coming for each in made.tallies] == [0] * len(made.tallies)


@pytest.mark.parametrize(
    ("table", "cells", "code"),
    [
        ("loan", {"loan_id": 2, "item_code": "C001", "loan_date": "9999-12-31", "is_lent": 1},
         FindingCode.loan_day_missing),
        ("loan", {"loan_id": 2, "item_code": "C001", "loan_date": "0001-01-01", "is_lent": 1},
         FindingCode.loan_day_missing),
        ("visitor_count", {"visitor_id": 2, "checkin_date": "2099-11-02 09:00:00"},
         FindingCode.visit_day_missing),
        ("fines", {"fines_id": 2, "member_id": "B009", "fines_date": "2030-10-12", "debet": 500},
         FindingCode.fine_unreadable),
    ],
)  # fmt: skip
def test_what_has_not_happened_yet_stays_out_and_is_named(library, put, table, cells, code):
    rows = the_branch(card="B009", rows=[a(table, **cells)])

    made = brought(library, put(write_php(rows), "dua.sql"))

    assert made.finding_counts[code] == 1
    assert one(library, "SELECT count(*) FROM loan") == 1


def test_a_return_still_to_come_is_of_today(library, put):
    late = a("loan", loan_id=2, item_code="C001", loan_date="2026-11-03", due_date="2099-01-01",
             is_lent=1, is_return=1)  # fmt: skip

    brought(library, put(write_php(the_branch(rows=[late])), "dua.sql"))

    assert one(library, "SELECT max(returned_on) FROM loan") == "2026-11-22"


def test_settings_and_rules_are_named_as_left_out(put):
    rows = "".join(
        f"CREATE TABLE `{table}` (\n  `id` int\n);\nINSERT INTO `{table}` VALUES (1);\n"
        for table in ("setting", "mst_loan_rules")
    )

    reading = read(put(write_php(the_branch()) + rows, "dua.sql"))

    assert {"setting", "mst_loan_rules"} <= set(reading.left_out)


def test_a_backup_of_one_record_over_and_over_is_refused(put):
    rows = "CREATE TABLE `biblio` (\n  `biblio_id` int\n);\n"
    rows += "INSERT INTO `biblio` VALUES " + ",".join(["(1)"] * 120_000) + ";\n"  # noqa: S608 - a text to be read, no query

    with pytest.raises(BackupUnknown):
        read(put(rows, "dua.sql"))
