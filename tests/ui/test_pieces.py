import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from jukung import places
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.charts import Bars, MonthSquares, share_token
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.fact import FactRows
from jukung.ui.pieces.icon import pixmap
from jukung.ui.pieces.key_hint import key_words
from jukung.ui.pieces.label import label
from jukung.ui.pieces.progress_strip import ProgressStrip

ICONS = sorted(file.stem for file in (places.resources() / "icons").glob("*.svg"))


@pytest.fixture
def page(qtbot):
    made = QWidget()
    made.resize(600, 400)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def put(page, widget):
    page.layout().addWidget(widget)
    QApplication.processEvents()
    return widget


def test_the_key_of_a_button_presses_it(page):
    pressed = []
    button = put(page, Button("Print slip", key="Ctrl+P"))
    button.clicked.connect(lambda: pressed.append(True))
    button.setText("Print the slip")

    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    button.setEnabled(False)
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert pressed == [True]


def test_enter_presses_the_button_that_has_the_focus(page):
    pressed = []
    button = put(page, Button("Save", kind="primary"))
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()

    QTest.keyClick(button, Qt.Key.Key_Return)

    assert pressed == [True]


def test_a_narrow_button_keeps_its_words():
    button = Button("Print slip", key="Ctrl+P")

    assert button.minimumSizeHint().width() < button.sizeHint().width()


def test_keys_are_written_as_on_the_keyboard():
    assert [key_words(key) for key in ("Ctrl+Z", "Esc", "Return", "Down")] == [
        "Ctrl Z",
        "Esc",
        "Enter",
        "↓",
    ]


def test_names_are_never_taken_for_html():
    assert label("<b>Nur</b>").textFormat() == Qt.TextFormat.PlainText


def test_a_banner_is_gone_after_clearing(page):
    banner = put(page, Banner())
    banner.say("Not lent", "Bring one back first.", button=Button("Allow"))
    said = banner.words()
    banner.clear()

    assert (said, banner.words(), banner.isVisible()) == ("Not lent", "", False)


def test_progress_has_a_count_and_can_be_stopped(page, qtbot):
    strip = put(page, ProgressStrip())
    strip.begin("Reading the file")
    strip.advance(2**40, 2**41)
    shown = [found.text() for found in strip.findChildren(QLabel)]

    with qtbot.waitSignal(strip.stopped):
        QTest.mouseClick(strip._stop, Qt.MouseButton.LeftButton)

    assert "1,099,511,627,776 of 2,199,023,255,552" in shown


def test_a_month_without_a_figure_is_a_gap_and_not_a_zero(page):
    bars = put(page, Bars())
    bars.show_figures([5, None, 9], ["Sep", "Oct", "Nov"])
    gap = bars.grab().toImage()
    bars.show_figures([5, 0, 9], ["Sep", "Oct", "Nov"])

    assert bars.grab().toImage() != gap


@pytest.mark.parametrize("figures", [(), (None,), (0,), (0, 0), (None, None), (-1, 3)])
def test_bars_of_nothing_can_be_painted(page, figures):
    bars = put(page, Bars(figures))

    assert not bars.grab().isNull()


def test_shares_have_four_colours():
    shares = [share_token(share) for share in (1.0, 0.5, 0.2, 0.0)]

    assert shares == ["bar_last", "bar_half", "bar", "bar_low"]


def test_month_squares_are_as_wide_as_their_months(page):
    squares = put(page, MonthSquares([1, 0.5, None]))

    assert (squares.sizeHint().width(), squares.grab().isNull()) == (3 * 18 + 2 * 3, False)


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something(name):
    picture = pixmap(name, "ink", ratio=2)

    image = picture.toImage()
    drawn = any(
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )
    assert (drawn, picture.devicePixelRatio()) == (True, 2)


def test_an_empty_chip_is_hidden(page):
    chip = put(page, Chip("Lent", "good"))
    chip.show_words("")

    assert not chip.isVisible()


def test_fact_rows_take_other_figures(page):
    rows = put(page, FactRows([("Lent", "34")]))
    rows.show_rows([("Lent", "35"), ("Back", "29")])
    QApplication.processEvents()

    shown = [w.text() for w in rows.findChildren(QLabel) if not w.isHidden()]
    assert shown == ["Lent", "35", "Back", "29"]


def test_an_empty_state_gives_the_first_step(page):
    button = Button("Record the first activity", kind="primary")
    put(page, EmptyState("inbox", "No activities yet", "They count.", button=button))

    assert button.isVisible()
