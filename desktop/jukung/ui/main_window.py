"""The window: rail, header, alerts, and one page at a time.

Pages are made when first shown, so that the window is painted before them.
A page that does not fit scrolls instead of being squeezed.
A page may have, all optional:

    shown()     called each time it comes into view
    chips()     (word, tint) pairs beside the title
    heading()   a title other than the rail's
    corner()    a widget at the far right of the header
    staff_came() called when somebody comes to the desk
    take_over() called when an aide comes to the desk: nothing of before may stay
    say_anew()  called when the library that was opened has other words
    catch(event) a letter that fell beside the page, such as the first of a scan
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.errors import NotAllowed, Refusal
from jukung.domain.kinds import Role
from jukung.ui.alerts import Alerts
from jukung.ui.header import ChipWords, Header
from jukung.ui.pieces.icon import icon
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.preferences import Preferences
from jukung.ui.rail import Rail, RailEntry
from jukung.words import _

# A screen of 1024 × 600 loses some lines to its task bar and our title bar.
LEAST_WIDTH, LEAST_HEIGHT = 960, 520
BEST_WIDTH, BEST_HEIGHT = 1366, 768


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the window: its name, words, icon and key, and how it is made."""

    name: str
    title: str
    """The English key of its title, marked with `N_`."""
    icon: str
    key: str
    make: Callable[[], QWidget]
    is_rare: bool = False
    """Whether it stands behind the others on the rail; its key opens it all the same."""


class MainWindow(QMainWindow):
    """The one window of the program."""

    page_shown = Signal(object)
    """The name of the page that came into view."""

    painted = Signal()
    """The window stands on the screen for the first time."""

    lock_wanted = Signal()
    switch_wanted = Signal()
    closing = Signal()

    def __init__(
        self,
        pages: Sequence[PageEntry],
        *,
        preferences: Preferences,
        sentence: Callable[[Refusal], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries = {entry.name: entry for entry in pages}
        self._made: dict[str, QWidget] = {}
        self._places: dict[str, QWidget] = {}
        self._corners: dict[str, QWidget] = {}
        self._preferences = preferences
        self._shown = ""
        self._offered: Collection[str] | None = None
        self._was_painted = False
        self.alerts = Alerts(sentence)
        self._header = Header()
        self._stack = QStackedWidget()
        self._middle = QWidget()
        self._rail = Rail(_rail_entries(pages))
        self._lay_out()
        self._rail.chosen.connect(self.show_page)
        self._rail.lock_wanted.connect(self.lock_wanted)
        self._rail.switch_wanted.connect(self.switch_wanted)
        for entry in pages:
            self._give_key(entry)
        self._set_size()
        self.painted.connect(self._show_icon)

    def show_page(self, name: str) -> QWidget:
        """Bring a page into view, making it the first time."""
        page = self._made.get(name) or self._make(name)
        if self._offered is not None and name not in self._offered:
            # Whatever led here, it stays out of sight of who may not open it.
            self.alerts.refuse(NotAllowed(Role.aide))
            return page
        self._shown = name
        self._stack.setCurrentWidget(self._places[name])
        page.setFocus()
        self._rail.show_chosen(name)
        self._header.show_corner(self._corners.get(name))
        if callable(shown := getattr(page, "shown", None)):
            shown()
        self.refresh_header()
        self.page_shown.emit(name)
        return page

    def current_name(self) -> str:
        """The name of the page in view; empty before the first."""
        return self._shown

    def current_page(self) -> QWidget | None:
        """The page in view."""
        return self._made.get(self._shown)

    def use_pages(self, pages: Sequence[PageEntry]) -> None:
        """Have other pages and keys; those that were made already say their words anew."""
        for entry in self._entries.values():
            if shortcut := self.findChild(QShortcut, entry.name):
                shortcut.setEnabled(False)
                shortcut.deleteLater()
        self._entries = {entry.name: entry for entry in pages}
        for entry in pages:
            self._give_key(entry)
        self._rail.show_entries(_rail_entries(pages))
        self._rail.offer_only(self._offered)
        for page in self._made.values():
            if callable(say_anew := getattr(page, "say_anew", None)):
                say_anew()
        if self._shown:
            self._rail.show_chosen(self._shown)

    @Slot()
    def refresh_header(self) -> None:
        """Ask the page in view for its title and chips again."""
        page = self.current_page()
        heading = getattr(page, "heading", None)
        chips = getattr(page, "chips", None)
        title = heading() if callable(heading) else _(self._entries[self._shown].title)
        self._header.show_title(title)
        self._header.show_page_chips(chips() if callable(chips) else ())

    def clear_pages(self) -> None:
        """Let every page forget what it showed to who stood here before."""
        for page in self._made.values():
            if callable(take_over := getattr(page, "take_over", None)):
                take_over()

    def greet_pages(self) -> None:
        """Tell every page that somebody came to the desk."""
        for page in self._made.values():
            if callable(staff_came := getattr(page, "staff_came", None)):
                staff_came()

    def hide_page(self) -> None:
        """Put everything out of sight and reach; the window is locked."""
        self._middle.hide()

    def show_page_again(self) -> None:
        """Show everything as it was before `hide_page`."""
        self._middle.show()

    def give_keys(self) -> None:
        """Let the page in view have the keys, unless something on it has them already."""
        page = self.current_page()
        focused: QWidget | None = self.focusWidget()
        if page is None or (focused is not None and page.isAncestorOf(focused)):
            return
        page.setFocus()
        if callable(shown := getattr(page, "shown", None)):
            shown()

    def offer_only(self, names: Collection[str] | None) -> None:
        """Let only these pages be chosen; None offers all again."""
        self._offered = names
        self._rail.offer_only(names)
        if names is not None and self._shown not in names:
            self.show_page(next(name for name in self._entries if name in names))

    def set_footer(
        self,
        library: str,
        place: str = "",
        staff: str = "",
        *,
        lock: bool = False,
        switch: bool = False,
    ) -> None:
        """Show whose library this is, the lock where there are PINs, and who may take over."""
        self._rail.show_footer(library, place, staff, lock=lock, switch=switch)
        self.setWindowTitle(f"{library} – Jukung" if library else "Jukung")

    def set_chips(self, chips: Sequence[ChipWords]) -> None:
        """Show the chips that every page has, such as the last backup."""
        self._header.show_window_chips(chips)

    def set_today(self, day: date) -> None:
        """Show the day of the library."""
        self._header.show_day(day)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # The pieces inside are painted after us, in the same turn of the loop.
            QTimer.singleShot(0, self, self.painted.emit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What reaches the window was wanted by nothing on the page."""
        if event.key() == Qt.Key.Key_Escape and self.alerts.isVisible():
            self.alerts.clear()
            return
        catch = getattr(self.current_page(), "catch", None)
        if callable(catch) and self._middle.isVisible() and _is_letter(event):
            catch(event)
            return
        super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.geometry = self.saveGeometry()
        self.closing.emit()
        super().closeEvent(event)

    def _make(self, name: str) -> QWidget:
        page = self._entries[name].make()
        self._made[name] = page
        # The page comes last: a widget is styled anew, with all inside it, each time it moves.
        self._places[name] = area = scrolling()
        self._stack.addWidget(area)
        area.setWidget(page)
        if callable(corner := getattr(page, "corner", None)):
            self._corners[name] = corner()
        return page

    def _give_key(self, entry: PageEntry) -> None:
        if not entry.key:
            return
        shortcut = QShortcut(QKeySequence(entry.key), self)
        shortcut.setAutoRepeat(False)
        shortcut.setObjectName(entry.name)
        shortcut.activated.connect(self._show_page_of_key)

    @Slot()
    def _show_page_of_key(self) -> None:
        name = self.sender().objectName()
        is_offered = self._offered is None or name in self._offered
        if is_offered and self._middle.isVisible():
            self.show_page(name)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._header)
        right.addWidget(self.alerts)
        right.addWidget(self._stack, 1)
        middle = self._middle
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.setWindowTitle("Jukung")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @Slot()
    def _show_icon(self) -> None:
        """Give the task bar our icon, once the window itself is there."""
        self.setWindowIcon(icon("jukung", size=64))

    def _set_size(self) -> None:
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        if self.restoreGeometry(self._preferences.geometry):
            return
        self.resize(BEST_WIDTH, BEST_HEIGHT)
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        if room.width() <= BEST_WIDTH or room.height() <= BEST_HEIGHT:
            self.setWindowState(Qt.WindowState.WindowMaximized)


def _rail_entries(pages: Sequence[PageEntry]) -> list[RailEntry]:
    return [RailEntry(e.name, _(e.title), e.icon, e.key, is_rare=e.is_rare) for e in pages]


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return bool(event.text()) and event.text().isprintable() and not held
