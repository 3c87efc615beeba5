from datetime import date

import pytest
from slims_dumps import TABLES, a, a_small_library, in_sqlite, write_admin, write_php
from slims_lists import count

from jukung.domain.errors import BackupUnknown, FileEmpty
from jukung.domain.kinds import (
    CollectionKind,
    ContributorKind,
    CopyStatus,
    Frequency,
    Sex,
    SourceKind,
)
from jukung.exchange.imports import slims_words
from jukung.exchange.imports.finding_words import FINDINGS, FORMATS
from jukung.exchange.imports.reading import read
from jukung.exchange.imports.records import FindingCode

OPEN_LOANS = "SELECT item_code, member_id, due_date FROM loan WHERE is_lent = 1 AND is_return = 0"


def of(put, rows, write=write_php, **how):
    return read(put(write(rows, **how), "backup_20261122_104912.sql"))


def title(reading, words):
    return next(each for each in reading.titles if each.title.startswith(words))


def copies_of(reading):
    return [copy for each in reading.titles for copy in each.copies]


def equals_what_sql_counts(reading, database):
    def one(query):
        return database.execute(query).fetchone()[0] or 0

    opened = [(x.copy_number, x.card, str(x.due_on)) for x in reading.loans if not x.returned_on]
    assert sorted(opened) == sorted(database.execute(OPEN_LOANS))
    assert len(reading.titles) == one("SELECT count(*) FROM biblio")
    assert len(copies_of(reading)) + len(reading.copies) == one("SELECT count(*) FROM item")
    assert len(reading.members) == one("SELECT count(*) FROM member")
    assert len(reading.visits) == one("SELECT count(*) FROM visitor_count")
    assert sum(not each.card for each in reading.visits) == one(
        "SELECT count(*) FROM visitor_count WHERE coalesce(member_id, '') = ''"
    )
    assert sum(each.charged for each in reading.fines) == one("SELECT sum(debet) FROM fines")
    assert sum(each.paid for each in reading.fines) == one("SELECT sum(credit) FROM fines")
    assert sum(each.renewals for each in reading.loans) == one(
        "SELECT sum(renewed) FROM (SELECT loan_id, renewed FROM loan"
        " UNION SELECT loan_id, renewed FROM loan_history)"
    )
    assert len(reading.loans) == one(
        "SELECT count(*) FROM (SELECT loan_id FROM loan UNION SELECT loan_id FROM loan_history)"
    )
    assert len(reading.holds) == one("SELECT count(*) FROM reserve")
    assert sum(len(each.people) for each in reading.titles) == one(
        "SELECT count(*) FROM biblio_author JOIN mst_author USING (author_id)"
        " JOIN biblio USING (biblio_id)"
    )
    assert sum(len(each.subjects) for each in reading.titles) == one(
        "SELECT count(*) FROM biblio_topic JOIN mst_topic USING (topic_id)"
        " JOIN biblio USING (biblio_id)"
    )
    assert sum(each.price or 0 for each in copies_of(reading)) == one("SELECT sum(price) FROM item")


def test_a_real_backup_gives_what_sql_counts(peer_samples):
    path = peer_samples / "slims-generated" / "backup_slims970.sql"

    reading = read(path)

    assert (reading.format, len(reading.titles), len(copies_of(reading))) == ("slims_sql", 19, 13)
    assert {"member.pin", "user", "system_log"} <= set(reading.left_out)
    equals_what_sql_counts(reading, in_sqlite(path.read_text("utf-8")))


def test_a_real_backup_says_of_titles_what_the_list_says(peer_samples):
    folder = peer_samples / "slims-generated"
    fields = ("title", "edition", "publisher", "year", "place", "language", "class_number", "notes")

    backup = read(folder / "backup_slims970.sql")
    listed = read(folder / "senayan_biblio_export.csv")

    def told(reading):
        return sorted(
            (
                *(getattr(each, field) for field in fields),
                tuple(sorted(each.people)),
                tuple(sorted(each.subjects)),
                tuple(sorted(each.copy_numbers or (copy.number for copy in each.copies))),
            )
            for each in reading.titles
        )

    assert told(backup) == told(listed)


def test_a_small_library_gives_what_sql_counts(put):
    dump = write_php(a_small_library())

    reading = read(put(dump, "backup.sql"))

    equals_what_sql_counts(reading, in_sqlite(dump))


@pytest.mark.parametrize("many", [1, 2, 100])
def test_other_backup_programs_give_the_same(put, many):
    ours = of(put, a_small_library())

    theirs = of(put, a_small_library(), write_admin, many=many)

    def bare(reading):
        parts = (reading.titles, reading.members, reading.loans, reading.fines,
                 reading.visits, reading.holds, reading.holidays)  # fmt: skip
        text = repr(tuple(map(tuple, parts)))
        return text.split("line=")[:1] + [
            part.partition(",")[2] for part in text.split("line=")[1:]
        ]

    assert bare(theirs) == bare(ours)
    assert theirs.left_out == ours.left_out


def test_a_title_has_all_that_the_tables_say(put):
    found = title(of(put, a_small_library()), "Menanam")

    assert found.title == 'Menanam "padi apung": it\'s easy'
    assert found.people == ("Balai Contoh", "Temu Rawa", "Anang, Contoh")
    assert found.roles == ("aut", "edt", "trl")
    assert found.name_kinds == (
        ContributorKind.body,
        ContributorKind.meeting,
        ContributorKind.person,
    )
    assert (found.subjects, found.series) == (("Pertanian",), "Seri Rawa")
    assert (found.material, found.language, found.place) == ("Text", "Indonesia", "Marabahan")
    assert (found.publisher, found.year, found.cover_name) == ("Rumah Lanting", "2011", "padi.jpg")
    assert found.notes == "Baris satu.\nC:\\padi\\baru; habis (dua)"
    assert found.own_fields == (("Info detail spesifik", "Memuat peta"),)


def test_a_title_that_was_hidden_from_the_public_is_named(put):
    rows = [*a_small_library(), a("biblio", biblio_id=10, title="Arsip Desa", opac_hide=1)]

    reading = of(put, rows)

    assert title(reading, "Arsip Desa")
    assert [each.text for each in reading.findings if each.code == "title_hidden"] == ["Arsip Desa"]


def test_a_magazine_keeps_its_frequency_and_issn(put):
    found = title(of(put, a_small_library()), "Kabar")

    assert (found.frequency, found.issn, found.isbn) == (Frequency.monthly, "0126-4699", "")


def test_a_serial_of_unknown_frequency_is_irregular(put):
    rows = [a("biblio", biblio_id=1, title="Kabar"), a("serial", serial_id=1, biblio_id=1)]

    assert of(put, rows).titles[0].frequency is Frequency.irregular


def test_copies_have_all_that_the_tables_say(put):
    first, second, third, magazine = copies_of(of(put, a_small_library()))

    assert (first.number, first.call_number) == ("P001", "633.18 TIM m c.1")
    assert (first.inventory_code, first.invoice) == ("0001/PD/2024", "F-9")
    assert (first.kind, first.status) == (CollectionKind.children, CopyStatus.available)
    assert (first.source, first.source_kind) == ("Toko Contoh", SourceKind.purchase)
    assert (first.price, first.received_on) == (65000, date(2024, 1, 5))
    assert first.place == 'Rak "A", baris 1'
    assert (second.status, second.source_kind) == (CopyStatus.repair, SourceKind.gift)
    assert (second.price, second.received_on) == (None, None)
    assert second.place == "Perpustakaan Desa"
    assert third.status is CopyStatus.reading_room
    assert magazine.kind is CollectionKind.serial


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("", CopyStatus.available),
        ("0", CopyStatus.available),
        ("R", CopyStatus.repair),
        ("MIS", CopyStatus.missing),
        ("Hilang dipinjam", CopyStatus.missing),
        ("Rusak ringan", CopyStatus.repair),
        ("Tidak Dipinjamkan", CopyStatus.reading_room),
        ("Baca di Tempat (R. Baca)", CopyStatus.reading_room),
        ("Sudah dihapus", CopyStatus.withdrawn),
        ("Dipajang", CopyStatus.available),
    ],
)
def test_states_are_understood_by_their_words(words, status):
    assert slims_words.status_of(words)[0] is status


@pytest.mark.parametrize(
    ("words", "kind", "is_sure"),
    [
        ("Reference", CollectionKind.reference, True),
        ("Bacaan Anak-anak", CollectionKind.children, True),
        ("Terbitan Berkala", CollectionKind.serial, True),
        ("Novel Remaja", CollectionKind.teen, True),
        ("Fiction", CollectionKind.general, True),
        ("Tandu", CollectionKind.general, False),
    ],
)
def test_kinds_are_understood_by_their_words(words, kind, is_sure):
    assert slims_words.kind_of(words) == (kind, is_sure)


def test_members_come_without_what_a_library_does_not_need(put):
    reading = of(put, a_small_library())
    first, second = reading.members

    assert (first.card, first.name, first.kind) == ("0007", "Contoh Satu", "Pelajar")
    assert (first.sex, first.birth_year) == (Sex.female, 2012)
    assert (first.address, first.note) == ('Dusun Rawa, "RT 2"', "Datang\nsore")
    assert (second.sex, second.since_on) == (Sex.male, date(2024, 2, 1))
    assert count(reading, FindingCode.member_pending) == 1
    assert "6304000000000001" not in repr(reading)
    assert "rahasia" not in repr(reading)
    assert "Tamu Contoh" not in repr(reading)
    for name in ("member.pin", "member.mpasswd", "member.inst_name", "visitor_count.member_name",
                 "user", "system_log", "biblio.file_att", "item.order_no"):  # fmt: skip
        assert name in reading.left_out


def test_a_renewed_open_loan_is_open_and_history_is_not_counted_twice(put):
    opened, past, older = of(put, a_small_library()).loans

    assert (opened.returned_on, opened.renewals) == (None, 1)
    assert (past.returned_on, past.due_on) == (date(2026, 10, 12), date(2026, 10, 8))
    assert (older.copy_number, older.lent_on) == ("P003", date(2025, 10, 1))


def test_a_reservation_names_its_title(put):
    (hold,) = of(put, a_small_library()).holds

    assert (hold.card, hold.copy_number, hold.on_day) == ("2024002", "P001", date(2026, 11, 20))
    assert hold.title.startswith("Menanam")


def test_days_off_come_in_and_weekly_ones_do_not(put):
    assert [each.on_day for each in of(put, a_small_library()).holidays] == [date(2026, 12, 24)]


def test_what_leads_nowhere_is_kept_and_counted(put):
    gone = {"item_code": "HILANG", "member_id": "PERGI", "renewed": 0}
    days = {"loan_date": "2026-11-02", "due_date": "2026-11-16"}
    rows = [
        *a_small_library(),
        a("loan", loan_id=10, is_lent=1, is_return=0, **gone, **days),
        a("loan", loan_id=11, is_lent=1, is_return=1, return_date="2026-11-03", **gone, **days),
        a("fines", fines_id=5, fines_date="2026-11-01", member_id="PERGI", debet=500, credit=0),
        a("visitor_count", visitor_id=9, member_id="PERGI", checkin_date="2026-11-01 08:00:00"),
        a("reserve", reserve_id=4, member_id="PERGI", item_code="HILANG",
          reserve_date="2026-11-01 08:00:00"),
        a("item", item_id=9, biblio_id=99, item_code="P099", source=0),
        a("biblio_author", biblio_id=7, author_id=99, level=1),
        a("biblio_author", biblio_id=98, author_id=1, level=1),
    ]  # fmt: skip

    reading = of(put, rows)

    assert [copy.number for copy in reading.copies] == ["P099"]
    assert (len(reading.loans), len(reading.fines), len(reading.visits)) == (5, 3, 3)
    assert len(reading.holds) == 2
    counts = {
        FindingCode.loan_copy_gone: 2,
        FindingCode.loan_member_gone: 2,
        FindingCode.loan_open_twice: 0,
        FindingCode.fine_member_gone: 1,
        FindingCode.visit_member_gone: 1,
        FindingCode.hold_gone: 1,
        FindingCode.copy_title_gone: 1,
        FindingCode.name_gone: 2,
    }
    assert {code: count(reading, code) for code in counts} == counts


def test_links_ignore_capitals_as_the_database_does(put):
    rows = [
        *a_small_library(),
        a("loan", loan_id=10, item_code="p003", member_id="0007 ", loan_date="2026-11-02",
          due_date="2026-11-16", renewed=0, is_lent=1, is_return=0),
    ]  # fmt: skip

    reading = of(put, rows)

    assert count(reading, FindingCode.loan_copy_gone) == 0
    assert count(reading, FindingCode.loan_member_gone) == 0


def test_odd_records_are_named_with_their_line(put):
    loan = {"item_code": "P001", "member_id": "0007", "renewed": 0}
    rows = [
        *a_small_library(),
        a("biblio", biblio_id=20, title=" "),
        a("item", item_id=20, biblio_id=20, item_code="P020", source=0),
        a("item", item_id=21, biblio_id=8, source=0),
        a("item", item_id=22, biblio_id=8, item_code="P022", coll_type_id=5, item_status_id="X",
          source=0, price=12, price_currency="USD", received_date="2024-02-31"),
        a("mst_coll_type", coll_type_id=5, coll_type_name="Tandu"),
        a("mst_item_status", item_status_id="X", item_status_name="Dipajang", no_loan=1),
        a("member", member_id="", member_name="Tanpa Kartu", gender=1, expire_date="2027-01-01"),
        a("member", member_id="9", member_name="", gender=1, expire_date="2027-01-01"),
        a("member", member_id="0007", member_name="Kembar", gender=1, expire_date="2027-01-01"),
        a("loan", loan_id=1, **loan, loan_date="2026-11-02", due_date="2026-11-16", is_lent=1),
        a("loan", loan_id=30, **loan, loan_date="2026-11-02", due_date="2026-11-16", is_lent=0,
          is_return=0),
        a("loan", loan_id=31, **loan, loan_date="0000-00-00", due_date="2026-11-16", is_lent=1,
          is_return=0),
        a("loan", loan_id=32, **loan, loan_date="2026-11-02", due_date="2026-11-16", is_lent=1,
          is_return=1),
        a("loan", loan_id=33, **loan, loan_date="2026-11-02", due_date="2026-11-16", is_lent=1,
          is_return=0),
        a("fines", fines_id=8, fines_date="0000-00-00", member_id="0007", debet=500, credit=0),
        a("visitor_count", visitor_id=9, checkin_date="0000-00-00 00:00:00"),
        a("reserve", reserve_id=9, member_id="0007", biblio_id=7, item_code="P001",
          reserve_date="0000-00-00 00:00:00"),
    ]  # fmt: skip

    reading = of(put, rows)

    once = (
        "title_missing", "copy_title_gone", "copy_number_missing", "copy_kind_general",
        "copy_status_unknown", "price_unreadable", "day_unreadable", "member_card_missing",
        "member_name_missing", "member_repeated", "backup_row_twice", "loan_unfinished",
        "loan_day_missing", "loan_end_missing", "loan_open_twice", "fine_unreadable",
        "visit_day_missing", "hold_day_missing",
    )  # fmt: skip
    assert {code: count(reading, FindingCode(code)) for code in once} == dict.fromkeys(once, 1)
    assert all(each.line for each in reading.findings)
    assert title(reading, "Sungai").unnumbered == 1
    odd = next(copy for copy in copies_of(reading) if copy.number == "P022")
    assert (odd.status, odd.note) == (CopyStatus.reading_room, "Dipajang; USD 12")
    assert odd.received_on is None
    ended = next(each for each in reading.loans if each.line and each.returned_on)
    assert ended.returned_on


def test_a_negative_fine_takes_back_what_was_charged(put):
    rows = [
        *a_small_library(),
        a("fines", fines_id=8, fines_date="2026-11-01", member_id="0007", debet=-500, credit=0),
        a("fines", fines_id=9, fines_date="2026-11-01", member_id="0007", debet=700, credit=700),
    ]

    found = [each for each in of(put, rows).fines if each.card == "0007"]

    assert [(each.charged, each.paid) for each in found] == [(0, 500), (700, 0), (0, 700)]


def test_older_versions_lack_tables_and_columns(put):
    older = {
        name: tuple(column for column in columns if column not in ("member_notes", "is_pending"))
        for name, columns in TABLES.items()
        if name not in ("loan_history", "serial", "holiday")
    }

    reading = of(put, a_small_library(), tables=older)

    assert (len(reading.members), len(reading.loans)) == (2, 2)


def test_several_locations_stand_before_the_shelf(put):
    rows = [*a_small_library(), a("mst_location", location_id="C2", location_name="Cabang")]

    first = copies_of(of(put, rows))[0]

    assert first.place == 'Perpustakaan Desa, Rak "A", baris 1'


def test_a_backup_that_is_cut_off_says_so_and_gives_the_rest(put):
    dump = write_php(a_small_library())

    reading = read(put(dump[: dump.index("INSERT INTO `visitor_count`") + 60], "backup.sql"))

    assert count(reading, FindingCode.backup_cut) == 1
    assert len(reading.members) == 2


def test_a_backup_of_another_program_is_refused(put):
    with pytest.raises(BackupUnknown):
        read(put("CREATE TABLE `toko` (`a` int);\nINSERT INTO `toko` VALUES (1);\n", "toko.sql"))


def test_a_backup_without_records_is_refused(put):
    with pytest.raises(FileEmpty):
        of(put, [])


def test_every_finding_and_format_has_its_words():
    assert {str(code) for code in FindingCode} <= FINDINGS.keys()
    assert {"slims_sql", "slims_items", "slims_members"} <= FORMATS.keys()
