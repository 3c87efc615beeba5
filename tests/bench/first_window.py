"""One start in a process of its own; says when it had painted, and its memory.

    first_window.py bare            a PySide6 window with words in the middle
    first_window.py jukung FILE     Jukung, from the same start as `python -m jukung`
    first_window.py scan FILE CARD COPY     the same; both are typed as soon as it is painted

Each line said is a word, the system's clock in seconds, and the memory in kB.
"""
# ruff: noqa: PLC0415 - each way imports only what it shows

import gc
import sys
import time
from pathlib import Path


def main(way, *facts):
    if way == "bare":
        show_bare()
    else:
        gc.disable()  # as `jukung.__main__` begins
        from jukung import app

        app.run(facts[0], watch=lambda shown: watch(shown, facts[1:]))


def say(word):
    print(word, time.monotonic(), memory(), flush=True)  # noqa: T201 - read by the bench


def memory():
    """What lies in memory now, in kB; 0 where the system does not tell."""
    told = Path("/proc/self/status")
    lines = told.read_text().splitlines() if told.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def show_bare():
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event):  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, painted)

    def painted():
        say("painted")
        app.quit()

    app = QApplication(sys.argv[:1])
    window, words = Window(), QLabel("Jukung")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setCentralWidget(words)
    window.resize(1366, 768)
    window.show()
    app.exec()


def watch(shown, scans):
    """Follow a window: painted, open, and done with what was typed."""
    from PySide6.QtCore import QTimer

    def painted():
        say("painted")
        if scans:
            type_in(shown.window, scans)
            say("typed-early" if shown.room.profile is None else "typed-late")

    def close_when_done():
        if shown.jobs.pending():
            QTimer.singleShot(20, close_when_done)
        else:
            shown.window.close()

    def opened():
        say("opened")
        close_when_done()

    shown.window.painted.connect(painted)
    shown.room.opened.connect(opened)


def type_in(window, scans):
    """Press the keys where the window has its focus, as a scanner does."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    for scan in scans:
        QTest.keyClicks(window.focusWidget(), scan)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)


if __name__ == "__main__":
    main(*sys.argv[1:])
