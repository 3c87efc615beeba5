"""The real vault process, with somebody at its window: types phrase and names by keys."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import canaries
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from jukung import app as program
from jukung.ui.vault import hardening
from jukung.ui.vault_window import process

CONTROL = Qt.KeyboardModifier.ControlModifier


class Somebody(QObject):
    """Looks at the window ten times a second, and types the next thing."""

    def __init__(self, window):
        super().__init__(window)
        self.window, self.plan = window, sys.argv[1]
        self.names = list(canaries.names())
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.step)
        self.timer.start(100)

    def step(self):
        window = self.window
        page = window.page()
        if page is window.phrases and window.entering.is_asking():
            self.give_phrase(page)
        elif page is window.identity:
            return
        elif page is window.finding and window.session and window.session.is_filled:
            self.work(page, window.session)

    def give_phrase(self, page):
        if not page.phrase.isEnabled():
            return
        if page.again.isVisible():
            QTest.keyClicks(page.phrase, canaries.phrase())
            QTest.keyClicks(page.again, canaries.phrase())
            QTest.keyClick(page.again, Qt.Key.Key_Return)
        elif self.plan == "wrong":
            QTest.keyClicks(page.phrase, "something else")
            QTest.keyClick(page.phrase, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(page.phrase, canaries.phrase())
            QTest.keyClick(page.phrase, Qt.Key.Key_Return)

    def work(self, page, session):
        if page.reason.list.currentIndex() == 0:
            page.reason.list.setCurrentIndex(1)
        elif self.plan == "names" and self.names and len(session.people) < 3:
            name = self.names.pop(0)
            QTest.keyClick(page, Qt.Key.Key_N, CONTROL)
            form = self.window.identity
            QTest.keyClicks(form.name, name)
            QTest.keyClicks(form.numbers, canaries.number())
            QTest.keyClicks(form.note, canaries.note())
            QTest.keyClick(form, Qt.Key.Key_S, CONTROL)
        elif len(session.people) == 3 and not page.search.text():
            QTest.keyClicks(page.search, canaries.names()[1].split()[0])
            QTest.keyClick(page.search, Qt.Key.Key_Return)
            self.timer.stop()
            # Something goes wrong with a name in its words; its note must have none.
            QTimer.singleShot(0, lambda: int(canaries.names()[0]))


def run():
    hardening.keep_memory_private()
    app = program.make_application()
    hook = program.CrashHook()
    hook.install()
    process.run(app, watch=Somebody)


if __name__ == "__main__":
    run()
