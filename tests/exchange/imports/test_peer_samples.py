"""Every file of the real samples, through the plan, against what their README says."""

import pytest
from slims_dumps import in_sqlite

from jukung.domain import errors
from jukung.exchange.imports import apply, plan
from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.tallies import Tally

# File, titles, copies, members, and the findings that the README names.
FILES = [
    ("slims-real/rlc_biblio_5799.csv", 5799, 6778, 0,
     {"isbn_check_digit": 40, "isbn_shape": 152, "unusual_copy_number": 136,
      "repeated_title": 5799 - 5538}),
    ("slims-real/smagapmk_biblio_excel_semicolon.csv", 100, 9626, 0,
     {"empty_row": 13, "repeated_title": 1}),
    ("slims-generated/senayan_biblio_export.csv", 19, 13, 0, {}),
    ("slims-generated/senayan_biblio_export.v9.1.1.csv", 19, 13, 0, {}),
    ("slims-generated/senayan_biblio_export.v9.6.0.csv", 19, 13, 0, {}),
    ("slims-generated/senayan_item_export.csv", 0, 13, 0, {"copy_title_gone": 13}),
    ("slims-generated/senayan_item_export.v9.1.1.csv", 0, 13, 0, {"copy_title_gone": 13}),
    ("slims-generated/senayan_item_export.v9.6.0.csv", 0, 13, 0, {"copy_title_gone": 13}),
    ("slims-generated/senayan_member_export.csv", 0, 0, 3, {}),
    ("slims-generated/senayan_member_export.v9.1.1.csv", 0, 0, 3, {}),
    ("slims-generated/senayan_member_export.v9.6.0.csv", 0, 0, 3, {}),
    ("slims-generated/backup_slims970.sql", 19, 13, 3, {}),
    ("slims-generated/slims-marc-export.mrc", 19, 0, 0, {"leader_wrong": 3}),
    ("slims-generated/slims-marc-export.xml", 19, 0, 0, {}),
    ("perpusnas-marc/MARC_MRC.mrc", 8, 0, 0, {}),
    ("perpusnas-marc/MARC_XML.xml", 2, 0, 0, {}),
    ("perpusnas-marc/MODS_XML.xml", 1, 0, 0, {}),
    ("perpusnas-marc/DUBLIN_XML.xml", 1, 0, 0, {}),
    ("marc-pymarc/bad_records.mrc", 2, 0, 0, {"record_unreadable": 7}),
    ("marc-evergreen/lul_fre_100.mrc", 100, 114, 0, {}),
    ("inlislite/sample_data_koleksi_AACR.xlsx", 2, 2, 0, {}),
    ("inlislite/001_FormatAnggota.xlsx", 0, 0, 2, {}),
    ("other-csv/BiblioteQ.csv", 14, 14, 0, {}),
]  # fmt: skip


def planned(library, path):
    with library.reading() as desk:
        return plan.plan(desk, path)


@pytest.mark.parametrize(("name", "titles", "copies", "members", "findings"), FILES)
def test_a_real_file_gives_the_numbers_of_its_readme(
    library, peer_samples, name, titles, copies, members, findings
):
    made = planned(library, peer_samples / name)

    found = {each.kind: each.found for each in made.tallies}
    assert found.get(Kind.titles, 0) == titles
    assert found.get(Kind.copies, 0) == copies
    assert found.get(Kind.members, 0) == members
    assert {code: made.finding_counts.get(code) for code in findings} == findings
    if made.load().count:
        with library.changing() as desk:
            arrival = apply.apply(desk, made)
        assert arrival.title_count == made.tally(Kind.titles).coming
        assert arrival.copy_count + arrival.told_count == made.tally(Kind.copies).coming
        assert arrival.member_count == made.tally(Kind.members).coming


def test_several_documents_in_one_file_are_refused_readably(library, peer_samples):
    with pytest.raises(errors.XmlJoined):
        planned(library, peer_samples / "marc-evergreen" / "serials_marc21.xml")


def test_a_register_of_everybody_is_no_list_to_import(library, peer_samples):
    with pytest.raises(errors.FormatUnknown):
        planned(library, peer_samples / "inlislite" / "001_Database_Kependudukan.xlsx")


def test_columns_that_nobody_needs_are_named(library, peer_samples):
    left = planned(library, peer_samples / "inlislite" / "001_FormatAnggota.xlsx").reading.left_out

    assert {"IBU KANDUNG", "AGAMA", "NO. IDENTITAS"} <= set(left)


def test_the_backup_has_what_sql_counts_in_it(library, peer_samples):
    path = peer_samples / "slims-generated" / "backup_slims970.sql"
    database = in_sqlite(path.read_text(encoding="utf-8"))

    made = planned(library, path)

    def one(question):
        return database.execute(question).fetchone()[0]

    opened = one("SELECT count(*) FROM loan WHERE is_lent = 1 AND is_return = 0")
    assert made.tally(Kind.open_loans) == Tally(Kind.open_loans, opened, opened)
    assert made.tally(Kind.visits).coming == one("SELECT count(*) FROM visitor_count")
    owed = sum(each.charged - each.paid for each in made.people.fines)
    assert owed == one("SELECT sum(debet) - sum(credit) FROM fines")
