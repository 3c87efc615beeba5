"""A year in twelve small months; days on which something was are marked.

The arrows walk through the days, Enter goes to the one that is reached.
"""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.words import long_day, short_month, weekday

SMALLEST, LOWEST, LARGEST = 13, 11, 24
_BETWEEN, _HEAD, _WEEKS = 0.9, 2.1, 6  # in cells: between months, above the days

Marks = Mapping[date, tuple[str, ...]]
"""What was on a day, by its names."""


class YearCalendar(QWidget):
    """Twelve months that share the room there is; one stop of the Tab key."""

    chosen = Signal(object)
    """The day that was clicked, or reached with the arrows and Enter."""

    pointed = Signal(object)
    """The day on which the cursor stands now."""

    year_wanted = Signal(object)
    """The arrows left the year for this one."""

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self._cursor = today
        self._year = today.year
        self._marks: Marks = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._name()

    def show_year(self, year: int, marks: Marks, *, today: date) -> None:
        """Show a year with its marked days; the cursor keeps its place in the year."""
        self._year, self._marks, self._today = year, marks, today
        if self._cursor.year != year:
            days = calendar.monthrange(year, self._cursor.month)[1]
            self._cursor = self._cursor.replace(year=year, day=min(self._cursor.day, days))
        self._name()
        self.update()

    def cursor_day(self) -> date:
        """The day on which the cursor stands."""
        return self._cursor

    def point_at(self, day: date) -> None:
        """Move the cursor to a day; another year is asked for."""
        self._cursor = day
        self._name()
        self.update()
        if day.year != self._year:
            self.year_wanted.emit(day.year)
        self.pointed.emit(day)

    def day_at(self, spot: QPointF) -> date | None:
        """The day under a point of the widget."""
        return next((day for day, area in self._days() if area.contains(spot)), None)

    def area_of(self, day: date) -> QRectF:
        """Where a day of the year stands."""
        return next(area for each, area in self._days() if each == day)

    @override
    def sizeHint(self) -> QSize:
        wide, high = self._needs(3, theme.px(17))
        return QSize(round(wide), round(high))

    @override
    def minimumSizeHint(self) -> QSize:
        wide, _high = self._needs(3, theme.px(SMALLEST))
        _wide, high = self._needs(4, theme.px(LOWEST))
        return QSize(round(wide), round(high))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and key in steps:
            self.point_at(self._cursor + timedelta(days=steps[key]))
        elif plain and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.point_at(_a_month_on(self._cursor, back=key == Qt.Key.Key_PageUp))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        day = self.day_at(event.position())
        if day is not None:
            self.point_at(day)
            if day in self._marks:
                self.chosen.emit(day)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_names(event.pos(), event.globalPos())
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_head(painter, month)
        size = self._cell() / theme.px(1) * 0.56
        for day, area in self._days():
            self._paint_day(painter, day, area, size=size)
        painter.end()

    # --- where things stand -----------------------------------------------------------------

    def _needs(self, columns: int, cell: float) -> tuple[float, float]:
        rows = -(-12 // columns)
        wide = columns * 7 + (columns - 1) * _BETWEEN
        high = rows * (_HEAD + _WEEKS) + (rows - 1) * _BETWEEN * 0.4
        return wide * cell, high * cell

    def _columns(self) -> int:
        """How many months stand side by side so that days are as large as can be."""
        return max((2, 3, 4, 6), key=self._fitting)

    def _fitting(self, columns: int) -> float:
        wide, high = self._needs(columns, 1)
        return min(self.width() / wide, self.height() / high)

    def _cell(self) -> float:
        return min(max(self._fitting(self._columns()), theme.px(8)), theme.px(LARGEST))

    def _corner(self, month: int) -> QPointF:
        columns, cell = self._columns(), self._cell()
        wide, _high = self._needs(columns, cell)
        left = max((self.width() - wide) / 2, 0.0)
        row, column = divmod(month - 1, columns)
        x = left + column * (7 + _BETWEEN) * cell
        return QPointF(x, row * (_HEAD + _WEEKS + _BETWEEN * 0.4) * cell)

    def _days(self) -> Iterator[tuple[date, QRectF]]:
        cell = self._cell()
        for month in range(1, 13):
            corner = self._corner(month)
            first, count = calendar.monthrange(self._year, month)
            for number in range(1, count + 1):
                week, place = divmod(first + number - 1, 7)
                x, y = corner.x() + place * cell, corner.y() + (_HEAD + week) * cell
                yield date(self._year, month, number), QRectF(x, y, cell, cell)

    # --- how it looks -----------------------------------------------------------------------

    def _paint_head(self, painter: QPainter, month: int) -> None:
        cell, corner = self._cell(), self._corner(month)
        size = cell / theme.px(1)
        painter.setFont(theme.font(size * 0.72, bold=True))
        painter.setPen(theme.colour("ink"))
        title = QRectF(corner.x(), corner.y(), 7 * cell, 1.15 * cell)
        spot = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(title.adjusted(cell * 0.2, 0, 0, 0), spot, short_month(month))
        painter.setFont(theme.font(size * 0.46))
        painter.setPen(theme.colour("faint"))
        for place in range(7):
            area = QRectF(corner.x() + place * cell, corner.y() + 1.15 * cell, cell, 0.95 * cell)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, weekday(place, short=True)[:1])

    def _paint_day(self, painter: QPainter, day: date, area: QRectF, *, size: float) -> None:
        names = self._marks.get(day, ())
        inside = area.adjusted(0.7, 0.7, -0.7, -0.7)
        soft = inside.width() * 0.28
        if names:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(inside, soft, soft)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self._today:
            painter.setPen(QPen(theme.colour("gold"), 1.4))
            painter.drawRoundedRect(inside, soft, soft)
        if day == self._cursor and self.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 1.8))
            painter.drawRoundedRect(inside, soft, soft)
        painter.setFont(theme.font(size, bold=bool(names), tabular=True))
        painter.setPen(theme.colour("on_accent" if names else _ink(day, self._today)))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _show_names(self, spot: QPoint, on_screen: QPoint) -> None:
        day = self.day_at(QPointF(spot))
        names = self._marks.get(day, ()) if day else ()
        if day is None or not names:
            QToolTip.hideText()
            return
        QToolTip.showText(on_screen, "\n".join((long_day(day), *names)), self)

    def _name(self) -> None:
        said = (long_day(self._cursor), *self._marks.get(self._cursor, ()))
        self.setAccessibleName(", ".join(said))


def _ink(day: date, today: date) -> str:
    if day > today:
        return "faint"
    return "second" if day.weekday() == 6 else "ink"


def _a_month_on(day: date, *, back: bool) -> date:
    at = day.year * 12 + day.month - 1 + (-1 if back else 1)
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
