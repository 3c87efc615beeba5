from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from jukung.ui.cells import CELL, Cell, Column
from jukung.ui.rows import MOST_PAGES, PAGE, PagedRows, Rows


@dataclass(frozen=True, slots=True)
class Copy:
    barcode: str
    title: str


COLUMNS = [
    Column("Barcode", lambda copy: copy.barcode, width=92),
    Column("Title", lambda copy: Cell(copy.title, second="second line", strong=True)),
    Column("Due", lambda _copy: "", width=80, align="right"),
]
COPIES = [Copy(f"{n:07d}", f"Title {n}") for n in range(1, 6)]


@pytest.fixture
def tested():
    testers = []

    def keep(model):
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        testers.append(QAbstractItemModelTester(model, mode))
        return model

    return keep


class Shelf:
    """A long list that answers a page at a time."""

    def __init__(self, count):
        self.count, self.asked = count, []

    def ask(self, wanted):
        self.asked.append(wanted)

    def page(self, wanted):
        last = min(wanted.offset + wanted.limit, self.count)
        return [Copy(f"{n:07d}", f"Title {n}") for n in range(wanted.offset, last)]


def test_rows_are_shown_as_declared(tested):
    rows = tested(Rows(COLUMNS))

    rows.show_values(COPIES)

    assert (rows.rowCount(), rows.columnCount()) == (5, 3)
    assert rows.index(1, 0).data() == "0000002"
    assert rows.index(1, 1).data(CELL).second == "second line"
    assert rows.headerData(1, Qt.Orientation.Horizontal) == "Title"


def test_a_mistake_in_a_column_leaves_the_old_rows(tested):
    rows = tested(Rows([Column("Title", lambda copy: copy.title)]))
    rows.show_values(COPIES)

    with pytest.raises(AttributeError):
        rows.show_values([None])

    assert rows.values() == COPIES


def test_columns_of_figures_stand_right(tested):
    rows = tested(Rows(COLUMNS))
    rows.show_values(COPIES)

    align = rows.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole)

    assert Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignRight


def test_pages_are_asked_for_when_looked_at(tested, qtbot):
    shelf = Shelf(2_000)
    rows = tested(PagedRows(COLUMNS, shelf.ask))
    rows.begin(shelf.count)

    first = rows.index(1_900, 0).data()
    qtbot.waitUntil(lambda: any(w.number == 1_900 // PAGE for w in shelf.asked))
    for wanted in list(shelf.asked):
        rows.arrive(wanted, shelf.page(wanted))

    assert (first, rows.index(1_900, 0).data()) == (None, "0001900")


def test_a_page_is_asked_for_only_once(tested, qtbot):
    shelf = Shelf(1000)
    rows = tested(PagedRows(COLUMNS, shelf.ask))
    rows.begin(shelf.count)

    for row in range(PAGE):
        rows.index(row, 0).data()
    qtbot.waitUntil(lambda: shelf.asked != [])

    assert [wanted.number for wanted in shelf.asked].count(0) == 1


def test_only_some_pages_are_kept(qtbot):
    shelf = Shelf(1_000_000)
    rows = PagedRows(COLUMNS, shelf.ask)
    rows.begin(shelf.count)

    for number in range(3 * MOST_PAGES):
        rows.value_at(number * PAGE)
        qtbot.waitUntil(lambda n=number: [w.number for w in shelf.asked[-1:]] == [n])
        rows.arrive(shelf.asked[-1], shelf.page(shelf.asked[-1]))

    assert rows.pages_kept() == MOST_PAGES


def test_the_answer_of_the_list_before_is_dropped(qtbot):
    shelf = Shelf(1000)
    rows = PagedRows(COLUMNS, shelf.ask)
    rows.begin(1000)
    rows.value_at(0)
    qtbot.waitUntil(lambda: shelf.asked != [])

    rows.begin(10)
    rows.arrive(shelf.asked[0], shelf.page(shelf.asked[0]))

    assert rows.pages_kept() == 0


def test_the_key_of_a_page_is_given_with_the_question(qtbot):
    shelf = Shelf(1000)
    rows = PagedRows(COLUMNS, shelf.ask)
    rows.begin(1000, starts=["a", "f", "m", "s"])

    rows.value_at(2 * PAGE)
    qtbot.waitUntil(lambda: shelf.asked != [])

    assert (shelf.asked[0].start, shelf.asked[0].offset) == ("m", 512)


def test_only_rows_that_differ_are_made_anew():
    made = []

    def cell(value):
        made.append(value)
        return value

    rows = Rows([Column("Title", cell)])
    rows.change_values(["a", "b"])
    made.clear()

    rows.change_values(["a", "c", "d"])
    longer = [rows.index(n, 0).data() for n in range(rows.rowCount())]
    rows.change_values(["a"])

    assert made == ["c", "d"]
    assert longer == ["a", "c", "d"]
    assert rows.values() == ["a"]


def test_the_page_at_the_top_may_come_along(tested):
    shelf = Shelf(PAGE * 2)
    rows = tested(PagedRows(COLUMNS, shelf.ask))

    rows.begin(shelf.count, first=COPIES)

    assert rows.index(2, 0).data() == COPIES[2].barcode
    assert (rows.pages_kept(), shelf.asked) == (1, [])


def test_a_page_above_is_asked_for_by_the_one_below(qtbot):
    shelf = Shelf(PAGE * 3)
    rows = PagedRows(COLUMNS, shelf.ask)
    rows.begin(shelf.count)
    rows.value_at(PAGE * 2)
    qtbot.waitUntil(lambda: len(shelf.asked) == 1)
    rows.arrive(shelf.asked[0], shelf.page(shelf.asked[0]))

    rows.value_at(PAGE)

    qtbot.waitUntil(lambda: len(shelf.asked) == 2)
    assert shelf.asked[1].after is None
    assert shelf.asked[1].before.barcode == f"{PAGE * 2:07d}"


def test_of_a_page_the_cells_are_made_as_they_are_seen(tested):
    seen = []
    column = Column("Title", lambda copy: seen.append(copy) or copy.title)
    shelf = Shelf(1_000)
    rows = tested(PagedRows([column], shelf.ask))

    rows.begin(1_000, first=[Copy(str(n), f"Title {n}") for n in range(PAGE)])
    made_at_once = len(seen)
    shown = [rows.index(n, 0).data() for n in (3, 4, 3)]

    assert made_at_once == 1
    assert shown == ["Title 3", "Title 4", "Title 3"]
    assert [copy.barcode for copy in seen if copy.barcode in "34"] == ["3", "4"]


def test_a_mistake_in_a_column_leaves_the_pages_that_are_there(tested):
    shelf = Shelf(1_000)
    rows = tested(PagedRows([Column("Title", lambda copy: copy.title)], shelf.ask))
    rows.begin(5, first=COPIES)

    with pytest.raises(AttributeError):
        rows.begin(2, first=[None, None])

    assert rows.rowCount() == 5
    assert rows.value_at(4) == COPIES[4]
