"""Workbooks of the care of the collection: all columns, no formula, nobody named."""

import io

from python_calamine import CalamineWorkbook

from jukung.exchange import stock_lists, tables
from jukung.library import stocktake_counting, stocktake_files, stocktakes
from jukung.library.weeding import Criteria
from makers import a_copy, a_library, a_loan, a_member, a_title, at


def sheets_of(made):
    book = CalamineWorkbook.from_filelike(io.BytesIO(tables.workbook(made)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_stocktake_is_a_workbook_of_three_sheets(desk):
    number = a_copy(desk, title_id=a_title(desk, "=1+1", class_number="398"))
    stocktake = stocktakes.begin(desk, "SO 2026")
    stocktake_counting.count(at(desk, hour=13), stocktake, number)
    stocktake_counting.count(at(desk, hour=13), stocktake, "+62-811")

    found = sheets_of(stock_lists.stocktake(desk, stocktake))

    assert list(found) == ["SO 2026", "Copies", "Also scanned"]
    copies = [row for row in found["Copies"] if number in row]
    assert copies[0][1] == "=1+1"
    assert "Seen" in copies[0]
    assert any("+62-811" in row for row in found["Also scanned"])


def test_the_register_has_the_columns_of_a_buku_induk(desk):
    number = a_copy(desk, inventory_code="1/2026")

    ((_name, rows),) = sheets_of([stock_lists.register(desk)]).items()

    head = next(row for row in rows if "Inventory number" in row)
    for name in ("Date", "Author", "Title", "Publisher", "Year", "Price", "Class", "Remarks"):
        assert name in head
    line = next(row for row in rows if number in row)
    assert line[head.index("Inventory number")] == "1/2026"


def test_the_weeding_list_says_its_criteria(desk):
    table = stock_lists.weed_list(desk, Criteria(copies_enough=3))

    for words in ("published 10 years ago", "not used for 3 years", "worn", "3 copies of a title"):
        assert words in table.definition


def test_a_prisons_lists_have_no_card_and_no_name(tmp_path, home):
    library = a_library(tmp_path, file="lapas.jukung", kind="prison")
    with library.changing() as desk:
        member = a_member(desk)
        lent = a_loan(desk, member).barcode
        stocktake = stocktakes.begin(desk, "SO 2026")
        for code in (lent, member.card, "Rahmat Hidayat"):
            stocktake_counting.count(at(desk, hour=14), stocktake, code)
        stocktake_files.count_file(
            desk, stocktake, f"{member.card}\nRahmat Hidayat\n".encode(), file="scan.txt"
        )
        stocktakes.finish(desk, stocktake)

        told = str([table.lines for table in stock_lists.stocktake(desk, stocktake)])

    assert lent in told
    assert member.card not in told
    assert "Rahmat" not in told
    library.close()
