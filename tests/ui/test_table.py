import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest

from jukung.ui import theme
from jukung.ui.cells import Cell, Column, link_area
from jukung.ui.rows import Rows
from jukung.ui.table import Table

COLUMNS = [
    Column("Barcode", lambda row: row[0], width=92),
    Column("Title", lambda row: Cell(row[1], second=row[2], strong=True)),
    Column("Act", lambda _row: Cell("Lent", chip="good"), width=120),
    Column("", lambda _row: Cell("just now", link="undo", key="Ctrl+Z"), width=190, from_width=600),
]
VALUES = [
    ("0003317", "Budidaya Ikan Patin di Lahan Rawa", "Khairuman"),
    ("0001208", "Resep Kue", "641.5"),
]


@pytest.fixture
def rows():
    return Rows(COLUMNS)


@pytest.fixture
def table(rows, qtbot):
    made = Table(rows, rows="wrap")
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    rows.show_values(VALUES)
    made.setFocus()
    return made


def test_no_heading_is_clipped_in_a_narrow_column(qtbot):
    narrow = Rows([Column("Masih dipinjam", str, width=84), Column("Judul", str)])
    made = Table(narrow)
    qtbot.addWidget(made)

    words = QFontMetricsF(theme.font(12, bold=True)).horizontalAdvance("Masih dipinjam")
    assert made.columnWidth(0) >= words + 2 * theme.px(14)


def test_enter_chooses_the_row_under_the_cursor(table, qtbot):
    table.point_at(0)
    QTest.keyClick(table, Qt.Key.Key_Down)

    with qtbot.waitSignal(table.chosen) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)

    assert told.args == [VALUES[1]]


def test_a_double_click_chooses_the_row(table, qtbot):
    spot = table.visualRect(table.model().index(1, 0)).center()

    with qtbot.waitSignal(table.chosen) as told:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert told.args == [VALUES[1]]


def test_moving_the_cursor_tells_the_value(table, qtbot):
    with qtbot.waitSignal(table.pointed) as told:
        table.point_at(1)

    assert told.args == [VALUES[1]]


def test_pressing_the_link_of_a_cell_tells_the_value(table, qtbot):
    index = table.model().index(0, 3)
    spot = link_area(table.visualRect(index).toRectF(), COLUMNS[3].cell_of(VALUES[0]))

    with qtbot.waitSignal(table.linked) as told:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot.center().toPoint())

    assert told.args == [VALUES[0]]


def test_a_narrow_table_leaves_out_what_matters_least(table):
    wide = table.isColumnHidden(3)
    table.resize(500, 300)

    assert (wide, table.isColumnHidden(3)) == (False, True)


def test_a_long_title_makes_its_row_higher(table, qtbot):
    table.resize(430, 300)

    qtbot.waitUntil(lambda: table.rowHeight(0) > table.rowHeight(1))


def test_every_kind_of_cell_can_be_painted(table, rows):
    table.set_empty("Nothing yet")
    full = table.grab().toImage()
    rows.show_values([])

    assert table.grab().toImage() != full


def is_ink(colour):
    return colour.alpha() > 128 and colour.lightness() < 170


def inked_rows(image):
    """Which rows of pixels have ink on them."""
    return [
        y
        for y in range(image.height())
        if any(is_ink(image.pixelColor(x, y)) for x in range(image.width()))
    ]


def test_the_last_line_of_a_wrapped_title_keeps_its_descenders(qtbot):
    titles = Rows([Column("Title", lambda row: row)])
    table = Table(titles, rows="wrap")
    qtbot.addWidget(table)
    table.resize(320, 200)
    table.show()
    titles.show_values(["xxxx " * 11 + "gjpqy"])
    plain = QImage(120, 60, QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.setFont(theme.font(tabular=True))
    painter.drawText(4, 30, "gjpqy")
    painter.end()

    area = table.visualRect(table.model().index(0, 0)).adjusted(0, 0, -1, -4)
    seen = table.viewport().grab(area).toImage()

    drawn = inked_rows(seen)
    first = next(y for y in drawn if y > drawn[0] and y - 1 not in drawn)
    whole = inked_rows(plain)
    assert drawn[-1] - first == whole[-1] - whole[0]


class Counted(Table):
    """Counts how often it was painted."""

    painted = 0

    def paintEvent(self, event):  # noqa: N802 - Qt's name
        self.painted += 1
        super().paintEvent(event)


def test_a_scroll_bar_that_comes_does_not_have_all_painted_twice(qtbot, qapp):
    rows = Rows(COLUMNS)
    made = Counted(rows)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()

    rows.show_values(VALUES * 50)
    for _ in range(4):
        qapp.processEvents()

    assert made.verticalScrollBar().isVisible()
    assert made.painted == 1
