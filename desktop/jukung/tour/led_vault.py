"""The vault's own process with somebody at its window: keys, and pictures of its pages.

A tour starts it in place of the vault. The names are invented; they are typed here, and
no other process ever has one. Nothing here runs in a vault that a person opened.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from jukung import app as program

if TYPE_CHECKING:
    from jukung.ui.vault_window.window import VaultWindow

Step = Callable[[], bool]

SIZES = ((860, 560), (620, 440))
PHRASE = "perahu hanyut di sungai besar"
NAMES = ("Arbain Contoh", "Supian Contoh", "Yusran Contoh")
_CTRL = Qt.KeyboardModifier.ControlModifier
_STEP_MS = 150


class Somebody(QObject):
    """Does one thing after the other, each as soon as it can be done."""

    def __init__(self, window: VaultWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder, self._mark = Path(sys.argv[1]), sys.argv[2]
        self._count = 0
        self._doing = self._go_through()
        self._until: Step = lambda: True
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        if not self._until():
            return
        try:
            self._until = next(self._doing)
        except StopIteration:
            self._timer.stop()

    def _go_through(self) -> Iterator[Step]:
        window = self._window
        phrases, finding, roster = window.phrases, window.finding, window.roster
        yield lambda: window.entering.is_asking() and phrases.phrase.isEnabled()
        yield from self._picture("vault-phrase")
        QTest.keyClicks(phrases.phrase, PHRASE)
        QTest.keyClicks(phrases.again, PHRASE)
        QTest.keyClick(phrases.again, Qt.Key.Key_Return)
        yield self._is_filled
        yield from self._picture("vault-empty")
        finding.reason.list.setCurrentIndex(1)
        yield from self._register()
        QTest.keyClicks(finding.search, NAMES[0][:3])
        # Names are shown once the look is stored.
        yield lambda: bool(finding.shown())
        yield from self._picture("vault-found")
        finding.roster_wanted.emit()
        yield lambda: window.page() is roster
        roster.whole.setChecked(False)
        roster.text.setPlainText(_list_of_the_day())
        QTest.keyClick(roster, Qt.Key.Key_Return, _CTRL)
        yield from self._picture("vault-list")
        QTest.keyClick(roster, Qt.Key.Key_S, _CTRL)
        yield lambda: window.page() is finding
        finding.phrases_wanted.emit()
        yield from self._picture("vault-phrases")
        QTest.keyClick(window.doors, Qt.Key.Key_Escape)
        yield lambda: window.page() is finding
        # The letter is asked for from the desk, once somebody leaves; it waits for this.
        (self._folder / f"{self._mark}-waits").touch()
        yield lambda: window.page() is window.paper
        yield from self._picture("vault-letter")

    def _is_filled(self) -> bool:
        window = self._window
        session = window.session
        return window.page() is window.finding and session is not None and session.is_filled

    def _register(self) -> Iterator[Step]:
        window, form = self._window, self._window.identity
        for at, name in enumerate(NAMES, start=1):
            QTest.keyClick(window.finding, Qt.Key.Key_N, _CTRL)
            yield lambda: window.page() is form
            QTest.keyClicks(form.name, name)
            QTest.keyClicks(form.numbers, f"B.I. {at:03}/2026")
            if at == 1:
                yield from self._picture("vault-identity")
            QTest.keyClick(form, Qt.Key.Key_S, _CTRL)
            yield partial(self._has, at)

    def _has(self, count: int) -> bool:
        session = self._window.session
        return self._is_filled() and session is not None and len(session.people) >= count

    def _picture(self, name: str) -> Iterator[Step]:
        self._count += 1
        for wide, high in SIZES:
            self._window.resize(wide, high)
            # What was laid out anew is painted before it is looked at.
            yield lambda: True
            yield lambda: True
            file = f"{self._mark}{chr(96 + self._count)}-{name}-{wide}x{high}.png"
            self._window.grab().save(str(self._folder / file))
        self._window.resize(*SIZES[0])


def _list_of_the_day() -> str:
    head = ("Nama", "No. registrasi", "Blok", "Kamar", "Status")
    lines = (
        (NAMES[0], "B.I. 001/2026", "B", "3", "AKTIF"),
        (NAMES[1], "B.I. 002/2026", "C", "2", "SAKIT"),
        (NAMES[2], "B.I. 003/2026", "A", "7", "AKTIF"),
        ("Hendra Contoh", "B.I. 004/2026", "B", "5", "AKTIF"),
        ("Jumadi Contoh", "B.I. 005/2026", "D", "1", "BON"),
    )
    return "\n".join("\t".join(line) for line in (head, *lines))


def run() -> None:
    """Be the vault, led."""
    program.run_vault(watch=Somebody)


if __name__ == "__main__":
    run()
