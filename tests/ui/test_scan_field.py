import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from jukung.ui.pieces.button import Button
from jukung.ui.scan_field import ScanField

OFFERED = [("Laskar Pelangi", "Andrea Hirata", "t1"), ("Lastri", "A-000112", "m1")]


@pytest.fixture
def page(qtbot):
    made = QWidget()
    made.resize(900, 500)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def field(page, qtbot):
    made = ScanField("Scan a copy", hint="done with this member")
    page.layout().addWidget(made)
    page.layout().addStretch(1)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    made.take_focus()
    qtbot.waitUntil(made._line.hasFocus)
    return made


@pytest.fixture
def entered(field):
    heard = []
    field.entered.connect(heard.append)
    return heard


class Keys:
    """Keys with the moments that the system would give them."""

    def __init__(self, field):
        self.line, self.now = field._line, 100_000

    def press(self, text="", key=Qt.Key.Key_unknown, every=10):
        self.now += every
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(self.now)
        QApplication.sendEvent(self.line, event)

    def type(self, text, every):
        for letter in text:
            self.press(letter, every=every)


@pytest.fixture
def keys(field):
    return Keys(field)


@pytest.mark.parametrize("every", [1, 5, 12, 20])
def test_a_scan_with_enter_is_entered_at_once(field, keys, entered, every):
    keys.type("0003317", every)
    keys.press(key=Qt.Key.Key_Return)

    assert (entered, field.text()) == (["0003317"], "")


def test_a_scan_without_enter_completes_by_itself(field, keys, qtbot):
    with qtbot.waitSignal(field.entered) as told:
        keys.type("0003317", 10)

    assert (told.args, field.text()) == (["0003317"], "")


def test_tab_at_the_end_of_a_scan_counts_as_enter(field, keys, entered):
    keys.type("0003317", 10)
    keys.press("\t", Qt.Key.Key_Tab)

    assert (entered, field._line.hasFocus()) == (["0003317"], True)


def test_the_same_scan_twice_within_two_seconds_is_once(field, keys, entered):
    repeated = []
    field.repeated.connect(repeated.append)

    for every in (10, 10):
        keys.type("0003317", every)
        keys.press(key=Qt.Key.Key_Return)

    assert (entered, repeated, field.text()) == (["0003317"], ["0003317"], "")


def test_the_same_scan_later_is_a_scan_again(keys, entered):
    keys.type("0003317", 10)
    keys.press(key=Qt.Key.Key_Return)
    keys.now += 2500

    keys.type("0003317", 10)
    keys.press(key=Qt.Key.Key_Return)

    assert entered == ["0003317", "0003317"]


def test_a_number_typed_twice_by_hand_is_twice(keys, entered):
    for _time in range(2):
        keys.type("0003317", 120)
        keys.press(key=Qt.Key.Key_Return)

    assert entered == ["0003317", "0003317"]


def test_the_box_knows_a_scanner_from_fingers(field, keys, entered):
    heard = []
    field.entered.connect(lambda _text: heard.append(field.came_by_scanner()))

    keys.type("0003317", 10)
    keys.press(key=Qt.Key.Key_Return)
    keys.type("0003318", 120)
    keys.press(key=Qt.Key.Key_Return)

    assert heard == [True, False]


@pytest.mark.parametrize(("every", "by_scanner"), [(10, True), (120, False)])
def test_half_a_number_of_two_keys_is_known_by_its_enter(field, keys, every, by_scanner):
    heard = []
    field.entered.connect(lambda text: heard.append((text, field.came_by_scanner())))

    keys.type("17", every)
    keys.press(key=Qt.Key.Key_Return, every=every)

    assert heard == [("17", by_scanner)]


def test_down_in_the_empty_box_steps_into_what_is_below(field, keys, qtbot):
    with qtbot.waitSignal(field.stepped_below, timeout=1000):
        keys.press(key=Qt.Key.Key_Down)


def test_a_hundred_scans_in_a_row_are_all_heard(keys, entered):
    numbers = [f"{number:07d}" for number in range(100)]

    for number in numbers:
        keys.type(number, 1)
        keys.press(key=Qt.Key.Key_Return, every=1)

    assert entered == numbers


def test_key_presses_of_the_system_are_heard_too(field, entered):
    QTest.keyClicks(field._line, "A-000213")
    QTest.keyClick(field._line, Qt.Key.Key_Return)

    assert entered == ["A-000213"]


def test_words_typed_by_hand_wait_for_enter(keys, entered):
    keys.type("laskar pelangi", 90)
    before = list(entered)
    keys.press(key=Qt.Key.Key_Return, every=90)

    assert (before, entered) == ([], ["laskar pelangi"])


def test_a_scan_over_half_typed_words_is_still_the_scan(keys, entered):
    keys.type("las", 150)
    keys.press("0", every=400)
    keys.type("003317", 8)
    keys.press(key=Qt.Key.Key_Return)

    assert entered == ["0003317"]


def test_enter_on_an_empty_box_is_nothing(keys, entered):
    keys.press(key=Qt.Key.Key_Return)

    assert entered == []


def test_typing_asks_for_suggestions_and_a_scan_does_not(field, keys, qtbot):
    asked = []
    field.typed.connect(asked.append)

    keys.type("las", 90)
    qtbot.waitUntil(lambda: asked != [])
    field.clear()
    with qtbot.waitSignal(field.entered):
        keys.type("0003317", 5)

    assert asked == ["las"]


def test_a_suggestion_is_chosen_with_the_keyboard(field, keys, qtbot):
    keys.type("las", 90)
    field.offer(OFFERED)
    keys.press(key=Qt.Key.Key_Down)
    keys.press(key=Qt.Key.Key_Down)

    with qtbot.waitSignal(field.chosen) as told:
        keys.press(key=Qt.Key.Key_Return)

    assert (told.args, field.text()) == (["m1"], "")


def test_enter_without_pointing_enters_the_words(field, keys, entered):
    keys.type("las", 90)
    field.offer(OFFERED)
    keys.press(key=Qt.Key.Key_Return, every=90)

    assert entered == ["las"]


def test_suggestions_that_come_too_late_do_not_open(field, keys):
    keys.type("las", 90)
    keys.press(key=Qt.Key.Key_Return, every=90)

    field.offer(OFFERED)

    assert not field._is_open()


def test_escape_is_the_boxes_while_there_are_words_and_the_pages_after(field, page, keys):
    ended = []
    button = Button("Done", key="Esc", kind="primary")
    button.clicked.connect(lambda: ended.append(True))
    page.layout().addWidget(button)
    QApplication.processEvents()
    keys.type("las", 90)

    QTest.keyClick(field._line, Qt.Key.Key_Escape)
    first = (field.text(), list(ended))
    QTest.keyClick(field._line, Qt.Key.Key_Escape)

    assert (first, ended) == (("", []), [True])


def test_letters_that_reach_the_page_go_into_the_box(field, page, entered):
    field.gather_from(page)
    page.setFocus()

    QTest.keyClicks(page, "0003317")
    QTest.keyClick(field._line, Qt.Key.Key_Return)

    assert (entered, field._line.hasFocus()) == (["0003317"], True)


def test_the_up_arrow_recalls_nothing(field, keys):
    keys.type("0003317", 5)
    keys.press(key=Qt.Key.Key_Return)

    keys.press(key=Qt.Key.Key_Up)

    assert field.text() == ""
