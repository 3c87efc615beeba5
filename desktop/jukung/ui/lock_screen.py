"""The locked window: the library's name, the time, and who may come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.account_chooser import AccountChooser
from jukung.ui.cover import Cover
from jukung.ui.forgotten_pin import ForgottenPin
from jukung.ui.jobs import Jobs
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.icon import IconView
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.words import _, clock, long_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk, Library
    from jukung.library.staff import Account

WIDTH, TICK_MS = 440, 1000


class LockScreen(Cover):
    """Hides everything of persons; only a PIN takes it away, never Escape."""

    entered = Signal(object)
    """The `StaffMember` who came in."""

    def __init__(self, window: QWidget, jobs: Jobs[Desk]) -> None:
        super().__init__(window, opaque=True)
        self._zone: tzinfo | None = None
        self._library: Callable[[], Library] | None = None
        self._name = label("", "title", wrap=True)
        self._place = label("", "second", wrap=True)
        self._time = label("", "total")
        self._day = label("", "second")
        self.chooser = AccountChooser(jobs)
        self.forgotten = ForgottenPin(jobs)
        self._forgot = Button(_("Forgotten PIN"), kind="link")
        self._card = Card()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._lay_out()
        self.chooser.entered.connect(self.entered)
        self.forgotten.entered.connect(self.entered)
        self.forgotten.left.connect(self._show_chooser)
        self._forgot.clicked.connect(self._show_forgotten)

    def begin(
        self,
        library: Callable[[], Library],
        accounts: Sequence[Account],
        *,
        name: str,
        place: str,
        zone: tzinfo,
    ) -> None:
        """Lock: show whose library this is and the accounts."""
        self._library, self._zone = library, zone
        self._name.setText(name)
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self._show_time()
        self._tick.start()
        self.chooser.begin(library, accounts)
        self._show_chooser()
        self.lift()

    def end(self) -> None:
        """Unlock."""
        self._tick.stop()
        self.forgotten.clear()
        self.drop()

    @override
    def take_focus(self) -> None:
        if self.forgotten.isHidden():
            self.chooser.take_focus()
        else:
            self.forgotten.take_focus()

    @override
    def show_focused(self, widget: QWidget) -> None:
        self._area.ensureWidgetVisible(widget)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._zone is not None:
            self._tick.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        # A clock that nobody sees must not tick into a screen that is being let go.
        self._tick.stop()
        super().hideEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.forgotten.isHidden():
                self.chooser.step_back()
            else:
                self._show_chooser()
        event.accept()

    @Slot()
    def _show_time(self) -> None:
        now = datetime.now(self._zone)
        self._time.setText(clock(now))
        self._day.setText(long_day(now.date()))

    @Slot()
    def _show_chooser(self) -> None:
        self.forgotten.clear()
        self.forgotten.hide()
        self._clock.show()
        self.chooser.show()
        self._forgot.show()
        if self.isVisible():
            self.chooser.take_focus()

    @Slot()
    def _show_forgotten(self) -> None:
        if self._library is None:
            return
        self.chooser.hide()
        self._forgot.hide()
        # The form is long, and small screens are low.
        self._clock.hide()
        self.forgotten.show()
        self.forgotten.begin(self._library)

    def _lay_out(self) -> None:
        brand = QHBoxLayout()
        brand.setSpacing(theme.px(12))
        brand.addWidget(IconView("jukung", size=40))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._place)
        brand.addLayout(words, 1)
        self._clock = QWidget()
        time = QVBoxLayout(self._clock)
        time.setContentsMargins(0, 0, 0, 0)
        time.setSpacing(0)
        for shown in (self._time, self._day):
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            time.addWidget(shown)
        self._card.body.addWidget(self.chooser)
        self._card.body.addWidget(self.forgotten)
        self._card.body.addWidget(self._forgot, 0, Qt.AlignmentFlag.AlignLeft)
        self.forgotten.hide()
        middle = QWidget()
        middle.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, theme.px(16), 0, theme.px(16))
        column.setSpacing(theme.px(14))
        column.addStretch(1)
        column.addWidget(self._clock)
        column.addLayout(brand)
        column.addWidget(self._card)
        column.addStretch(2)
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)
        self._area = scrolling(ground)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
