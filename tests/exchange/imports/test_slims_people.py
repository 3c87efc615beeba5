"""Lists of copies and of members."""

from datetime import date

import pytest
from slims_lists import count
from slims_people import (
    ITEM_NAMES,
    MEMBER_NAMES,
    a_member_row,
    an_item,
    write_excel,
    write_items,
    write_members,
)

from jukung.domain.errors import FileCut, FormatUnknown
from jukung.domain.kinds import CollectionKind, CopyStatus, Sex, SourceKind
from jukung.exchange.imports.reading import read
from jukung.exchange.imports.records import FindingCode

SHELF = 'Rak "A", baris 1'
ITEMS = [
    an_item("P001", 'Menanam "padi apung": panduan', site=SHELF, price="65000",
            price_currency="Rupiah", inventory_code="0001/PD", coll_type_name="Referensi"),
    an_item("P002", "Sungai yang Pulang", item_status_name="Repair", source="2",
            received_date="0000-00-00", order_no="77"),
    an_item("P003", "Sungai yang Pulang", item_status_name="No Loan", source=""),
]  # fmt: skip
MEMBERS = [
    a_member_row("0007", 'Contoh "Satu", S.Pd.', member_address='Jl. C:\\Kebun 3, "RT 2"',
                 pin="6304000000000001", member_notes="Datang\r\nsore", member_phone="0812-1"),
    a_member_row("2024002", "Nu'man", gender="1", member_since_date="0000-00-00",
                 birth_date="2012-04-17", member_email="dua@contoh.desa.id"),
    a_member_row("2024003", "Contoh Tiga"),
]  # fmt: skip


@pytest.mark.parametrize("name", ["", ".v9.1.1", ".v9.6.0"])
def test_three_generations_of_real_lists_are_the_same(peer_samples, name):
    folder = peer_samples / "slims-generated"

    copies = read(folder / f"senayan_item_export{name}.csv").copies
    members = read(folder / f"senayan_member_export{name}.csv").members

    assert (len(copies), len(members)) == (13, 3)
    assert [each.place for each in copies[-2:]] == [SHELF, "My Library"]
    assert [each.card for each in members] == ["2024001", "2024002", "0007"]
    assert members[0].address.endswith('Desa "Suka Maju"')
    assert "3305015704880001" not in repr(members)


def test_real_lists_say_what_the_backup_says(peer_samples):
    folder = peer_samples / "slims-generated"
    backup = read(folder / "backup_slims970.sql")

    copies = read(folder / "senayan_item_export.csv").copies
    members = read(folder / "senayan_member_export.csv").members

    def bare(record):
        return {name: getattr(record, name) for name in record.__slots__} | {
            "line": 0, "title_text": "", "source": "",
        }  # fmt: skip

    def by_number(each):
        return each["number"]

    stored = [bare(copy) for title in backup.titles for copy in title.copies]
    assert sorted(map(bare, copies), key=by_number) == sorted(stored, key=by_number)
    assert list(map(bare, members)) == list(map(bare, backup.members))


@pytest.mark.parametrize(
    "written",
    [
        write_items(ITEMS),
        write_items(ITEMS, header=True),
        write_items(ITEMS, header=True, separator="^", end="\r"),
        write_items(ITEMS, separator=";", end="\r\n"),
        write_excel(ITEMS),
        write_excel(ITEMS, ITEM_NAMES),
    ],
)
def test_copies_are_read_however_the_list_is_written(put, written):
    reading = read(put(written))

    first, second, third = reading.copies
    assert reading.format == "slims_items"
    assert (first.place, first.price, first.inventory_code) == (SHELF, 65000, "0001/PD")
    assert first.title_text == 'Menanam "padi apung": panduan'
    assert (first.kind, first.source_kind) == (CollectionKind.reference, SourceKind.purchase)
    assert (second.status, second.received_on) == (CopyStatus.repair, None)
    assert second.source_kind is SourceKind.gift
    assert (third.status, third.received_on) == (CopyStatus.reading_room, date(2024, 1, 5))
    assert reading.left_out == ("order_no",)
    assert reading.titles == ()


def test_a_shelf_that_looks_like_two_cells_is_put_together(put):
    row = an_item("P001", site='Rak "A","B" atas')

    assert read(put(write_items([row, *ITEMS]))).copies[0].place == 'Rak "A","B" atas'


def test_a_row_that_nobody_can_take_apart_is_named(put):
    row = an_item("P001", call_number='8","9', inventory_code='1","2')

    reading = read(put(write_items([*ITEMS, row, *ITEMS])))

    assert [each.line for each in reading.findings if each.code == "columns_wrong"] == [4]
    assert len(reading.copies) == 6


def test_odd_copies_are_named(put):
    rows = [*ITEMS, an_item("P001"), an_item("", "Tanpa nomor"), an_item("P 9", ""),
            an_item("P4", price="12", price_currency="USD",
                    received_date="2024-02-31")]  # fmt: skip

    reading = read(put(write_items(rows)))

    codes = ("repeated_copy_number", "copy_number_missing", "copy_title_gone",
             "unusual_copy_number", "price_unreadable", "day_unreadable")  # fmt: skip
    assert {code: count(reading, code) for code in codes} == dict.fromkeys(codes, 1)
    assert len(reading.copies) == 7


@pytest.mark.parametrize(
    "written",
    [
        write_members(MEMBERS),
        write_members(MEMBERS, header=True),
        write_members(MEMBERS, header=True, separator="^", end="\r\n"),
        write_members(
            [[*row, "$2y$10$rahasia"] for row in MEMBERS],
            header=True,
            names=(*MEMBER_NAMES, "mpasswd"),
        ),
        write_members([[*row, "$2y$10$rahasia"] for row in MEMBERS]),
        write_excel(MEMBERS, MEMBER_NAMES),
    ],
)
def test_members_are_read_however_the_list_is_written(put, written):
    reading = read(put(written))

    first, second, _third = reading.members
    assert reading.format == "slims_members"
    assert (first.card, first.name, first.sex) == ("0007", 'Contoh "Satu", S.Pd.', Sex.female)
    assert first.address == 'Jl. C:\\Kebun 3, "RT 2"'
    assert first.note == "Datang\nsore"
    assert (second.name, second.sex, second.birth_year) == ("Nu'man", Sex.male, 2012)
    assert second.since_on == date(2024, 1, 5)
    assert "6304000000000001" not in repr(reading)
    assert "rahasia" not in repr(reading)
    assert {"pin", "member_email"} <= set(reading.left_out)
    assert ("mpasswd" in reading.left_out) == ("rahasia" in written)


def test_numbers_that_may_have_lost_their_zeros_are_named_once(put):
    lost = [a_member_row(card, "Contoh") for card in ("7", "12", "2024001")]
    kept = [a_member_row(card, "Contoh") for card in ("0007", "12", "2024001")]

    assert count(read(put(write_members(lost))), FindingCode.card_zeros_lost) == 1
    assert count(read(put(write_members(kept))), FindingCode.card_zeros_lost) == 0


def test_odd_members_are_named(put):
    rows = [*MEMBERS, a_member_row("", "Tanpa Kartu"), a_member_row("9", ""),
            a_member_row("0007", "Kembar"),
            a_member_row("8", "Lahir", birth_date="2012-02-31")]  # fmt: skip

    reading = read(put(write_members(rows)))

    codes = ("member_card_missing", "member_name_missing", "member_repeated", "day_unreadable")
    assert {code: count(reading, code) for code in codes} == dict.fromkeys(codes, 1)
    assert len(reading.members) == 4


def test_columns_in_another_order_are_found_by_their_names(put):
    names = (*reversed(MEMBER_NAMES), "hobi")
    rows = [[*reversed(row), "memancing"] for row in MEMBERS]

    reading = read(put(write_members(rows, header=True, names=names)))

    assert [each.card for each in reading.members] == ["0007", "2024002", "2024003"]
    assert [each.text for each in reading.findings if each.code == "column_unknown"] == ["hobi"]


@pytest.mark.parametrize("written", [write_items(ITEMS), write_members(MEMBERS)])
def test_a_list_that_ends_inside_a_row_is_refused(put, written):
    with pytest.raises((FileCut, FormatUnknown)):
        read(put(written[:-60]))
