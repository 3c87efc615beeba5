"""A month's report as codes on screen, one after another, to be photographed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.words import _, long_month, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.domain.months import Month

QUIET = 4  # white squares on each side, ISO/IEC 18004 §9.1
WIDEST_SQUARE = 6


@dataclass(frozen=True, slots=True)
class ShownCode:
    """One code: its month, its place among the month's codes, and its squares."""

    month: Month
    place: int
    count: int
    rows: tuple[bytes, ...]


class CodePicture(QWidget):
    """Black squares on white in any theme: phones read no other codes."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[bytes, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: tuple[bytes, ...]) -> None:
        """Show another code."""
        self._rows = rows
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(420))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(200))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        across = len(self._rows) + 2 * QUIET
        ratio = self.devicePixelRatioF()
        # Whole points of the screen, so that every square is as wide as the next.
        room = int(min(self.width(), self.height()) * ratio)
        square = min(max(room // across, 1), WIDEST_SQUARE) / ratio
        side = square * across
        left = round((self.width() - side) / 2 * ratio) / ratio
        top = round((self.height() - side) / 2 * ratio) / ratio
        painter = QPainter(self)
        painter.fillRect(QRectF(left, top, side, side), QColor(Qt.GlobalColor.white))
        for down, row in enumerate(self._rows, start=QUIET):
            for place, black in enumerate(row, start=QUIET):
                if black:
                    spot = QRectF(left + place * square, top + down * square, square, square)
                    painter.fillRect(spot, QColor(Qt.GlobalColor.black))
        painter.end()


class CodesPane(QWidget):
    """In the place of the ways to carry, until Esc."""

    left = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    pictures_wanted = Signal()
    all_seen = Signal()
    """Every code was in view."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[ShownCode, ...] = ()
        self._at = 0
        self._seen: set[int] = set()
        self.banner = Banner()
        self._where = label("", "strong")
        self._how = label(
            _("Photograph each code whole and send the pictures in any messenger, in any order."),
            "note",
            wrap=True,
        )
        self._picture = CodePicture()
        self._before = Button("", icon="chevron-left", key="Left")
        self._next = Button("", icon="chevron-right", key="Right")
        self._back = Button(_("Back"), key="Esc")
        self._print = Button(_("Print"), key="Ctrl+P", icon="printer")
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._pictures = Button(_("Pictures"), key="Ctrl+G")
        self._lay_out()
        self._before.clicked.connect(self.turn_back)
        self._next.clicked.connect(self.turn_on)
        self._back.clicked.connect(self.left)
        self._print.clicked.connect(self.print_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._pictures.clicked.connect(self.pictures_wanted)

    def show_codes(self, codes: Sequence[ShownCode]) -> None:
        """Show codes from the first one on."""
        self._codes, self._at = tuple(codes), 0
        self._seen = set()
        self.banner.clear()
        self._show()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def code(self) -> ShownCode | None:
        """The code in view."""
        return self._codes[self._at] if self._codes else None

    def words(self) -> str:
        """Which code is in view."""
        return self._where.text()

    @Slot()
    def turn_back(self) -> None:
        """Show the code before."""
        self._turn(self._at - 1)

    @Slot()
    def turn_on(self) -> None:
        """Show the next code."""
        self._turn(self._at + 1)

    def _turn(self, at: int) -> None:
        if 0 <= at < len(self._codes):
            self._at = at
            self._show()

    def _show(self) -> None:
        code = self.code()
        if code is None:
            return
        words = _("{month}: code {place} of {count}")
        self._where.setText(
            words.format(
                month=long_month(code.month.year, code.month.number),
                place=number(code.place),
                count=number(code.count),
            )
        )
        self._picture.show_rows(code.rows)
        self._picture.setAccessibleName(self._where.text())
        self._before.setEnabled(self._at > 0)
        self._next.setEnabled(self._at < len(self._codes) - 1)
        self._seen.add(self._at)
        if len(self._seen) == len(self._codes):
            self.all_seen.emit()

    def _lay_out(self) -> None:
        side = theme.px(16)
        self._pictures.setToolTip(_("Save pictures to send with a messenger"))
        self._before.setAccessibleName(_("Code before"))
        self._next.setAccessibleName(_("Next code"))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._where)
        words.addWidget(self._how)
        head = QWidget()
        above = QHBoxLayout(head)
        above.setContentsMargins(side, theme.px(10), side, theme.px(6))
        above.setSpacing(theme.px(8))
        above.addLayout(words, 1)
        for each in (self._back, self._before, self._next):
            above.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        foot = QFrame()
        dress(foot, look="foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(side, theme.px(8), side, theme.px(10))
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        for each in (self._pictures, self._save, self._print):
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(head)
        column.addWidget(self._picture, 1)
        column.addWidget(foot)
