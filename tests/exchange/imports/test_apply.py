"""A whole backup, from the plan into the library and back out of it."""

from dataclasses import replace
from datetime import date

import pytest
from slims_dumps import a, a_small_library, in_sqlite, write_php
from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import CollectionKind, CopyStatus, LoanSource, SourceKind
from jukung.exchange.imports import apply, plan
from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.records import FindingCode
from jukung.library import (
    catalogue,
    check,
    circulation,
    copies,
    forgetting,
    intake,
    ledger,
    members,
    shelves,
)
from makers import a_copy, a_library, a_member, at

NAME = "backup_20261122_104912.sql"


def planned(library, path, **how):
    with library.reading() as desk:
        return plan.plan(desk, path, **how)


def stored(library, path, **how):
    made = planned(library, path)
    with library.changing() as desk:
        return apply.apply(desk, made, **how)


def counts(library, *questions):
    with library.reading() as desk:
        return [desk.session.execute(text(each)).scalar() or 0 for each in questions]


def everything(library):
    plain = library.file.connect_plainly()
    names = [
        name
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("journal_", "number_series", "sqlite_sequence"))
        and "_search" not in name
        and "_word" not in name
    ]
    found = {n: plain.execute(f"SELECT * FROM {n} ORDER BY 1").fetchall() for n in names}  # noqa: S608 - ours
    plain.close()
    return found


def balances(made):
    """What is in the file is stored or left out; each left out one has a finding."""
    return all(each.found >= each.coming for each in made.tallies) and sum(
        each.left_out for each in made.tallies
    ) <= len(made.findings)


@pytest.fixture
def prison(tmp_path):
    made = a_library(tmp_path, kind="prison")
    yield made
    made.close()


@pytest.fixture
def backup(put):
    return put(write_php(a_small_library()), NAME)


def test_what_a_backup_holds_is_stored_as_sql_counts_it(library, backup):
    database = in_sqlite(write_php(a_small_library()))

    arrival = stored(library, backup)

    ours = counts(
        library,
        "SELECT count(*) FROM loan WHERE returned_on IS NULL",
        "SELECT count(*) FROM loan WHERE returned_on IS NOT NULL",
        "SELECT sum(CASE kind WHEN 'payment' THEN -amount ELSE amount END) FROM ledger",
        "SELECT sum(count) FROM visit",
        "SELECT count(*) FROM hold WHERE state = 'waiting'",
        "SELECT count(*) FROM title",
        "SELECT count(*) FROM copy",
        "SELECT count(*) FROM borrower",
    )
    theirs = [
        database.execute(question).fetchone()[0]
        for question in (
            "SELECT count(*) FROM loan WHERE is_lent = 1 AND is_return = 0",
            "SELECT count(DISTINCT loan_id) FROM loan_history",
            "SELECT sum(debet) - sum(credit) FROM fines",
            "SELECT count(*) FROM visitor_count",
            "SELECT count(*) FROM reserve",
            "SELECT count(*) FROM biblio",
            "SELECT count(*) FROM item",
            "SELECT count(*) FROM member",
        )
    ]
    assert ours == theirs
    assert (arrival.open_count, arrival.loan_count, arrival.loose_count) == (1, 3, 0)
    with library.reading() as desk:
        assert check.examine(desk).is_sound


def test_a_copy_comes_whole(library, backup):
    stored(library, backup)

    with library.reading() as desk:
        first, second = copies.show(desk, "P001"), copies.show(desk, "P002")
    assert (first.kind, first.status, first.price) == (
        CollectionKind.children,
        CopyStatus.available,
        65000,
    )
    assert (first.source_kind, first.source, first.invoice) == (
        SourceKind.purchase,
        "Toko Contoh",
        "F-9",
    )
    assert (first.place, first.received_on) == ('Rak "A", baris 1', date(2024, 1, 5))
    assert first.inventory_code == "0001/PD/2024"
    assert first.call_number == "633.18 TIM m c.1"
    assert second.status is CopyStatus.repair


def test_an_open_loan_keeps_its_due_day_and_comes_back_at_the_desk(library, backup):
    stored(library, backup)

    with library.changing() as desk:
        before = copies.show(desk, "P001").due_on
        slip = circulation.give_back(at(desk, date(2026, 11, 23)), "P001")

    assert before == date(2026, 11, 16)
    assert slip.card == "0007"


def test_a_past_loan_keeps_what_the_figures_need(library, backup):
    stored(library, backup)

    with library.reading() as desk:
        row = desk.session.execute(
            text(
                "SELECT source, sex, age_band, borrower_kind, class_main, renewals, "
                "lent_on, returned_on FROM loan WHERE lent_on = '2025-10-01'"
            )
        ).one()
    assert row[:4] == (LoanSource.imported, "female", "teen", "student")
    assert row[5:] == (2, "2025-10-01", "2025-10-07")


def test_members_come_with_their_cards_kinds_and_days(library, backup):
    made = planned(library, backup)
    stored(library, backup)

    with library.reading() as desk:
        one, two = members.by_card(desk, "0007"), members.by_card(desk, "2024002")
        owed = ledger.account(desk, "2024002").owed
    assert (one.name, one.kind, one.birth_year) == ("Contoh Satu", "student", 2012)
    assert (one.since_on, one.until_on) == (date(2024, 1, 5), date(2027, 1, 5))
    assert two.since_on == date(2024, 2, 1)
    assert owed == 1500
    assert "member.pin" in made.reading.left_out
    assert any("mpasswd" in each for each in made.reading.left_out)


def test_orphans_are_kept_without_a_person_and_counted(library, put):
    rows = [
        *a_small_library(),
        a("loan", loan_id=11, item_code="GONE", member_id="0007", loan_date="2026-01-02",
          due_date="2026-01-09", renewed=0, is_lent=1, is_return=1, return_date="2026-01-08"),
        a("loan", loan_id=12, item_code="P003", member_id="NOBODY", loan_date="2026-11-10",
          due_date="2026-11-17", renewed=0, is_lent=1, is_return=0),
        a("item", item_id=9, biblio_id=99, item_code="LOST"),
        a("fines", fines_id=9, fines_date="2026-10-12", member_id="NOBODY", debet=700, credit=0),
        a("visitor_count", visitor_id=9, member_id="NOBODY", checkin_date="2026-11-02 08:55:00"),
    ]  # fmt: skip
    path = put(write_php(rows), NAME)

    made = planned(library, path)
    arrival = stored(library, path)

    found = made.finding_counts
    assert found["loan_copy_gone"] == found["loan_member_gone"] == 1
    assert found["copy_title_gone"] == found["fine_member_gone"] == found["visit_member_gone"] == 1
    assert (arrival.loose_count, arrival.open_count) == (1, 2)
    assert made.tally(Kind.copies).left_out == made.tally(Kind.fines).left_out == 1
    assert made.tally(Kind.visits).left_out == 0
    assert balances(made)
    with library.changing() as desk:
        slip = circulation.give_back(desk, "P003")
        assert slip.card == ""
        assert check.examine(desk).is_sound
    assert counts(library, "SELECT sum(count) FROM visit WHERE borrower IS NULL") == [2]


def test_an_open_loan_of_a_copy_nobody_knows_is_not_promised_as_open(library, put):
    rows = [
        *a_small_library(),
        a("loan", loan_id=11, item_code="GONE", member_id="0007", loan_date="2026-11-10",
          due_date="2026-11-17", renewed=0, is_lent=1, is_return=0),
    ]  # fmt: skip

    made = planned(library, put(write_php(rows), NAME))

    opened, past = made.tally(Kind.open_loans), made.tally(Kind.past_loans)
    assert (opened.found, opened.left_out, past.left_out) == (2, 1, 0)
    assert made.finding_counts["loan_copy_gone"] == 1


def test_the_same_backup_twice_brings_nothing_twice(library, backup):
    stored(library, backup)

    made = planned(library, backup)

    assert made.load().count == 0
    assert balances(made)
    assert made.tally(Kind.past_loans).left_out == 2
    with pytest.raises(errors.AlreadyImported), library.changing() as desk:
        apply.apply(desk, made)


def test_a_list_of_titles_is_completed_by_the_backup(library, put, backup):
    header = "title,gmd_name,edition,isbn_issn,publisher_name,publish_year,collation"
    header += ",series_title,call_number,language_name,place_name,classification,notes,image,sor"
    header += ",authors,topics,item_code"
    words = '"Sungai yang Pulang"' + ',""' * 8 + ',"Indonesia"' + ',""' * 7 + ',"<P003>"'
    stored(library, put(f"{header}\n{words}\n", "judul.csv"))

    made = planned(library, backup)
    stored(library, backup)

    with library.reading() as desk:
        assert copies.show(desk, "P003").status is CopyStatus.reading_room
    assert made.tally(Kind.copies).coming == 4
    assert len(made.titles.told) == 1


@pytest.mark.parametrize("is_undone", [True, False])
def test_an_edited_title_without_copies_is_known_when_its_file_comes_again(library, put, is_undone):
    listed = put("Judul,Pengarang\nPerahu,Hamdan\nRawa,Siti\n", "judul.csv")
    arrival = stored(library, listed)
    with library.changing() as desk:
        ids = dict(desk.session.execute(text("SELECT title, id FROM title")).all())
        for name in ("Perahu Kecil", "Perahu Besar"):
            draft = catalogue.show(desk, ids["Perahu"]).draft
            catalogue.edit(desk, ids["Perahu"], replace(draft, title=name, year="2020"))
    if is_undone:
        with library.changing() as desk:
            intake.take_back(desk, arrival.import_id)

    made = planned(library, listed)

    fresh = [each.draft.title for each in made.titles.fresh]
    known = [each.draft.title for each in made.titles.known]
    assert fresh == (["Rawa"] if is_undone else [])
    assert known == (["Perahu"] if is_undone else ["Perahu", "Rawa"])


def test_an_import_is_taken_back_to_the_last_row(library, backup):
    with library.changing() as desk:
        a_member(desk, card="LAMA")
        a_copy(desk, "LAMA1", title="Lama")
    before = everything(library)

    arrival = stored(library, backup)
    with library.changing() as desk:
        taken = intake.take_back(desk, arrival.import_id)

    assert everything(library) == before
    assert taken.is_whole
    assert (taken.title_count, taken.copy_count, taken.member_count) == (3, 4, 2)
    assert (taken.loan_count, taken.visit_count, taken.hold_count) == (3, 2, 1)


def test_after_a_month_undoing_names_what_it_cannot_take_back(library, backup):
    arrival = stored(library, backup)
    with library.changing() as desk:
        later = at(desk, date(2026, 12, 22))
        circulation.give_back(later, "P001")
        circulation.lend(later, "2024002", "M001")
        forgetting.forget(later)

    with library.changing() as desk:
        taken = intake.take_back(at(desk, date(2026, 12, 23)), arrival.import_id)

    assert taken.kept == ("Kabar Lanting", 'Menanam "padi apung": it\'s easy')
    assert taken.kept_copies == ("P001", "P002", "M001")
    assert taken.kept_members == ("0007 Contoh Satu", "2024002 Contoh Dua")
    assert taken.kept_loans == ("P001 · 0007",)
    assert (taken.title_count, taken.copy_count, taken.loan_count) == (1, 1, 2)
    assert (taken.fine_count, taken.visit_count) == (2, 2)
    assert (taken.hold_count, taken.kept_hold_count) == (0, 1)
    assert not taken.is_whole
    with library.reading() as desk:
        assert check.examine(desk).is_sound


def test_a_payment_since_keeps_its_charge(library, backup):
    arrival = stored(library, backup)
    with library.changing() as desk:
        ledger.pay(desk, "2024002", 500)
        taken = intake.take_back(desk, arrival.import_id)

    assert taken.kept_fine_count == 2
    assert taken.kept_members == ("2024002 Contoh Dua",)


def test_a_prison_takes_titles_and_nobody(prison, backup):
    made = planned(prison, backup)

    arrival = stored(prison, backup)

    assert (arrival.title_count, arrival.member_count, arrival.loan_count) == (3, 0, 0)
    assert made.finding_counts["people_not_taken"] == 1
    assert "Contoh" not in "".join(each.text for each in made.findings)
    assert counts(prison, "SELECT count(*) FROM person", "SELECT count(*) FROM borrower") == [0, 0]


def test_a_prison_refuses_a_list_of_members(prison, put):
    path = put("no anggota,nama,jenis kelamin\nA1,Contoh Satu,P\n", "anggota.csv")

    with pytest.raises(errors.MembersNotTaken):
        planned(prison, path)


def test_a_card_that_is_a_copys_number_is_given_anew(library, put):
    rows = [*a_small_library(), a("item", item_id=8, biblio_id=8, item_code="0007")]
    path = put(write_php(rows), NAME)

    made = planned(library, path)
    stored(library, path)

    assert made.finding_counts["card_changed"] == 1
    with library.reading() as desk:
        found = next(each for each in members.find(desk, "Contoh Satu"))
        assert found.note.startswith("Old card: 0007")
        assert found.open_count == 1


def test_payments_above_what_was_owed_are_named(library, put):
    rows = [
        *a_small_library(),
        a("fines", fines_id=5, fines_date="2026-10-20", member_id="2024002", debet=0, credit=9000),
    ]
    path = put(write_php(rows), NAME)

    made = planned(library, path)
    arrival = stored(library, path)

    assert made.finding_counts["payment_above"] == 1
    assert arrival.overpaid == 7500
    with library.reading() as desk:
        assert ledger.account(desk, "2024002").owed == 0


def test_copies_without_numbers_get_the_next_of_the_series(library, put):
    stored(library, put("Judul;Pengarang;Jumlah\nPadi;Contoh;3\nUdang;Temu;2\n"))

    with library.reading() as desk:
        views = copies.without_label(desk)
    assert len(views) == 5
    assert len({view.number for view in views}) == 5


def test_a_plan_that_was_overtaken_is_refused(library, backup):
    made = planned(library, backup)
    with library.changing() as desk:
        a_member(desk, card="0007")

    with pytest.raises(errors.PlanOutdated), library.changing() as desk:
        apply.apply(desk, made)


def test_a_stopped_import_stores_nothing(library, backup):
    made = planned(library, backup)
    before = everything(library)

    with pytest.raises(errors.ImportStopped), library.changing() as desk:
        apply.apply(desk, made, stopped=lambda: True)

    assert everything(library) == before


def test_a_list_of_copies_goes_to_the_titles_here(library, put):
    with library.changing() as desk:
        a_copy(desk, "X1", title="Sungai yang Pulang")
    names = "item_code,call_number,coll_type_name,inventory_code,received_date,supplier_name,"
    names += "order_no,location_name,order_date,item_status_name,site,source,invoice,price,"
    names += "price_currency,invoice_date,input_date,last_update,title"
    rows = [
        ("B1", "Sungai yang Pulang", "2024-01-05"),
        ("X1", "Sungai yang Pulang", "2024-01-06"),
        ("B2", "Tidak Ada", "2024-01-05"),
    ]
    lines = [
        f'"{number}","","","","{day}","","","","","","Rak 2","1","","25000","Rupiah","",'
        f'"{day} 08:10:00","{day} 08:10:00","{title}"'
        for number, title, day in rows
    ]
    path = put("\n".join([names, *lines]) + "\n", "senayan_item_export.csv")

    made = planned(library, path)
    arrival = stored(library, path)

    assert made.tally(Kind.copies).found == 3
    assert made.finding_counts[FindingCode.copy_title_gone] == 1
    assert (arrival.copy_count, arrival.told_count) == (1, 1)
    with library.changing() as desk:
        told = copies.show(desk, "X1")
        assert (told.price, told.place) == (25000, "Rak 2")
        assert copies.show(desk, "B1").title == "Sungai yang Pulang"
        intake.take_back(desk, arrival.import_id)
        assert (copies.show(desk, "X1").price, copies.show(desk, "X1").place) == (None, "")
        assert shelves.listed(desk) == ()


def test_a_title_that_is_here_with_its_year_is_told_where_a_list_has_none(library, put):
    header = "Judul;Pengarang;Tahun\n"
    first = "Perahu Jukung;Aminah Saleh;2019\nTikar;Badu;2018\nHulu;Cici;2017\n"
    stored(library, put(header + first, "satu.csv"))
    second = "perahu  jukung;Aminah Saleh;\nTikar;Orang Lain;\nHulu;Cici;2020\n"

    made = planned(library, put(header + second, "dua.csv"))

    told = [(each.line, each.text) for each in made.findings if each.code == "title_alike"]
    assert told == [(2, "perahu jukung")]
    assert len(made.fresh) == 3
