"""The window where there is no library yet, or it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from jukung import places
from jukung.domain.errors import FileKeyMissing, FileLocked, FileMissing, Refusal
from jukung.domain.kinds import LibraryKind
from jukung.ui import theme, verbs
from jukung.ui.alerts import Alerts
from jukung.ui.jobs import Jobs
from jukung.ui.main_window import BEST_HEIGHT, BEST_WIDTH, LEAST_HEIGHT, LEAST_WIDTH
from jukung.ui.pages.recovery_card import RecoveryCard, sheet_of_file
from jukung.ui.pages.unlock_card import UnlockCard
from jukung.ui.pages.welcome import LibraryAnswers, WelcomePage
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.preferences import Preferences
from jukung.words import _

WIDEST = 1040


class _Frame(QMainWindow):
    """A window with nothing but a greeting and the page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        greeting = QHBoxLayout()
        greeting.setContentsMargins(theme.px(22), theme.px(28), theme.px(22), theme.px(8))
        greeting.setSpacing(theme.px(14))
        greeting.addWidget(IconView("jukung", size=44))
        greeting.addWidget(label(_("Welcome to Jukung"), "page"), 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(greeting)
        column.addWidget(scrolling(page), 1)
        middle.setMaximumWidth(theme.px(WIDEST))
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(middle)
        self.setCentralWidget(ground)
        self.setWindowTitle("Jukung")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(BEST_WIDTH, BEST_HEIGHT)


class WelcomeWindow(QObject):
    """Makes, restores or finds a library; `ready` tells which one to open."""

    ready = Signal(object)

    def __init__(
        self, path: Path, preferences: Preferences, refusal: Refusal | None = None
    ) -> None:
        super().__init__()
        self.jobs: Jobs[Any] = Jobs()
        self._path, self._preferences = path, preferences
        known = None if isinstance(refusal, FileMissing) else refusal
        self.page = WelcomePage(path, known, preferences=preferences)
        self.window = _Frame(self.page)
        self.page.make_wanted.connect(self._make)
        self.page.open_wanted.connect(self.ready)
        self.page.demo_wanted.connect(self._show_demo)
        self.page.restore_wanted.connect(self._restore)
        if isinstance(refusal, FileLocked | FileKeyMissing):
            self._offer_unlock(path, refusal, then=lambda: self.ready.emit(path))

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    def apologise(self, sentence: str) -> None:
        """Tell what the crash hook noticed."""
        alerts = Alerts(str, parent=self.window)
        alerts.apologise(sentence)

    def close(self) -> None:
        """Let given work finish."""
        self.jobs.close()
        self.window.close()
        self.window.deleteLater()

    @Slot(object)
    def _make(self, answers: LibraryAnswers) -> None:
        path = self._path

        def work() -> Path:
            verbs.desk.found(path, **asdict(answers)).close()
            return path

        encrypted = answers.kind is LibraryKind.prison
        self._run(work, then=lambda made: self._offer_sheet(made, encrypted=encrypted))

    def _offer_sheet(self, path: Path, *, encrypted: bool) -> None:
        """The sheet is made best now, while the envelope is at hand; it can wait."""
        card = RecoveryCard(
            self.jobs,
            self._preferences,
            lambda: sheet_of_file(path),
            kind="primary",
            encrypted=encrypted,
        )
        self.page.begin_wanted.connect(lambda: self.ready.emit(path))
        self.page.offer_sheet(card)

    @Slot()
    def _show_demo(self) -> None:
        path = places.demo_library()

        def work() -> Path:
            if not path.exists():
                verbs.demo.make(path).close()
            return path

        self._run(work)

    @Slot(object, object)
    def _restore(self, backup: Path, target: Path) -> None:
        def work() -> Path:
            verbs.backup.restore(backup, target)
            return target

        self._run(work, again=lambda: self._restore(backup, target))

    def _offer_unlock(self, path: Path, refusal: Refusal, *, then: Callable[[], object]) -> None:
        """Ask for the passphrase or the key of a file, then go on as before."""
        card = UnlockCard(self.jobs, path, refusal)
        card.opened.connect(lambda _path: then())
        self.page.offer_unlock(card)

    def _run(
        self,
        work: Callable[[], Path],
        *,
        then: Callable[[Path], object] | None = None,
        again: Callable[[], object] | None = None,
    ) -> None:
        self.page.wait(waits=True)
        self.jobs.run(
            lambda _progress, _stopped: work(),
            owner=self,
            then=then or self.ready.emit,
            refused=lambda refusal: self._refuse(refusal, again),
        )

    def _refuse(self, refusal: Refusal, again: Callable[[], object] | None = None) -> None:
        self.page.wait(waits=False)
        if again is not None and isinstance(refusal, FileLocked | FileKeyMissing):
            self._offer_unlock(Path(refusal.path), refusal, then=again)
            return
        self.page.refuse(refusal)
