import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from jukung.ui.idle import IdleWatch


class Running:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def running():
    return Running()


@pytest.fixture
def told():
    return []


@pytest.fixture
def watch(qapp, running, told):
    made = IdleWatch(running=running)
    made.idle.connect(lambda: told.append(running.now))
    yield made
    made.end()


@pytest.fixture
def field(qtbot):
    made = QLineEdit()
    qtbot.addWidget(made)
    return made


def press(field):
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, none, "a"))


def move(field):
    spot, button = QPointF(3, 3), Qt.MouseButton.NoButton
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, spot, spot, button, button, none)
    QApplication.sendEvent(field, event)


def test_after_the_minutes_it_tells_once(watch, running, told):
    watch.set_minutes(5)
    for moment in (1299.4, 1300.4):
        running.now = moment
        watch.look()

    assert (told, watch._timer.isActive()) == ([1300.4], False)


def test_the_minutes_are_kept_within_a_second(watch, running, told, qtbot):
    watch.set_minutes(1)
    running.now += 60

    qtbot.waitUntil(lambda: told != [], timeout=1000)

    assert told == [1060.0]


@pytest.mark.parametrize("touch", [press, move])
def test_a_key_or_the_mouse_begins_it_anew(watch, running, told, field, touch):
    watch.set_minutes(1)
    running.now += 59
    touch(field)
    running.now += 59
    watch.look()
    before = list(told)
    running.now += 1
    watch.look()

    assert (before, len(told)) == ([], 1)


def test_without_minutes_it_never_tells(watch, running, told):
    watch.set_minutes(0)
    running.now += 1_000_000

    assert (watch._timer.isActive(), told) == (False, [])
