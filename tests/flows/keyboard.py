"""A keyboard and a scanner: keys given to a window as the system gives them.

Each key has its moment, so that nothing waits for fingers; letters go to whatever has
the focus. A scanner presses the places of an American keyboard, whatever the layout.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
PAUSE_MS = 2_600  # longer than a number scanned twice by mistake

_ROWS = ((2, "1234567890-="), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM,./"))
PLACES = {sign: first + n for first, row in _ROWS for n, sign in enumerate(row)} | {" ": 57}
_US = "1234567890-=QWERTYUIOPASDFGHJKLZXCVBNM,./"
LAYOUTS = {
    "us": dict(zip(_US, _US, strict=True)),
    "id": dict(zip(_US, _US, strict=True)),
    "de": dict(zip(_US, "1234567890ß´QWERTZUIOPASDFGHJKLYXCVBNM,.-", strict=True)),
    "fr": dict(zip(_US, "&é\"'(-è_çà)=AZERTYUIOPQSDFGHJKLWXCVBN?;:!", strict=True)),
    "ar": dict(zip(_US, "١٢٣٤٥٦٧٨٩٠-=ضصثقفغعهخحشسيبلاتنمئءؤرﻻىةوزظ", strict=True)),
}


class Keyboard:
    """Keys for one window, by fingers or by a scanner."""

    def __init__(self, window):
        self.window, self.now = window, 1_000_000

    def press(self, text, key=Qt.Key.Key_unknown, *, every, place=0):
        """Press one key, so many milliseconds after the last."""
        self.now += every
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, PLAIN, place, 0, 0, text)
            event.setTimestamp(self.now)
            QApplication.sendEvent(self.window.windowHandle(), event)

    def type(self, words, *, every=120):
        """Type as fingers do."""
        for letter in words:
            self.press(letter, every=every)

    def enter(self, words="", *, every=120):
        """Type as fingers do, and press Enter."""
        self.type(words, every=every)
        self.press("\r", ENTER, every=every)

    def scan(
        self, number, *, every=10, end="enter", layout="us", knows_places=True, pause=PAUSE_MS
    ):
        """Send a number as a scanner does, with Enter, with Tab or with nothing behind it.

        `every` is the time between two keys, or a function that gives each.
        """
        self.now += pause
        gap = every if callable(every) else lambda: every
        for sign in number:
            shown = LAYOUTS[layout].get(sign.upper(), sign) if layout != "us" else sign
            place = PLACES.get(sign.upper(), 0) if knows_places else 0
            self.press(shown, every=gap(), place=place)
        if end == "enter":
            self.press("\r", ENTER, every=gap())
        elif end == "tab":
            self.press("\t", TAB, every=gap())

    def key(self, key, modifiers=PLAIN):
        """Press a key that is no letter, by hand, through the system's shortcuts."""
        QTest.keyClick(self.window.windowHandle(), key, modifiers)

    def control(self, key):
        """Press Ctrl and a key."""
        self.key(key, CONTROL)
