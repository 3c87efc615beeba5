"""The last days as rows: the day, a bar from zero, and the counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung import words
from jukung.ui import theme
from jukung.words import _

ROW, LEAST_ROW, HEAD = 34, 25, 28
DAY, COUNT, TOTAL = 92, 88, 56
ALL_FROM_WIDTH = 530


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day; counts are None where nobody kept the tally."""

    on: date
    female: int | None = None
    male: int | None = None
    unknown: int | None = None

    @property
    def total(self) -> int | None:
        """Everybody; None where nobody was counted."""
        known = [n for n in (self.female, self.male, self.unknown) if n is not None]
        return sum(known) if known else None


class DayBars(QWidget):
    """Days from the latest down; a day without a tally is a dash and no bar."""

    chosen = Signal(object)
    """The day of the row that was pressed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DayLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_days(self, lines: Sequence[DayLine]) -> None:
        """Show other days, the latest first."""
        self._lines = tuple(lines)
        self.setAccessibleDescription(
            ", ".join(f"{words.short_day(x.on)} {words.number(x.total)}" for x in self._lines)
        )
        self.updateGeometry()
        self.update()

    def lines(self) -> tuple[DayLine, ...]:
        """The days shown."""
        return self._lines

    @override
    def sizeHint(self) -> QSize:
        """As low as can be read; the page gives it what room is left."""
        rows = max(len(self._lines), 1)
        return QSize(theme.px(DAY + TOTAL + 110), theme.px(HEAD + LEAST_ROW * rows))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = int((event.position().y() - theme.px(HEAD)) // self._row_height())
        if 0 <= place < len(self._lines):
            self.chosen.emit(self._lines[place].on)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        highest = max((line.total or 0 for line in self._lines), default=0) or 1
        for place, line in enumerate(self._lines):
            top = theme.px(HEAD) + place * self._row_height()
            area = QRectF(0, top, self.width(), self._row_height())
            self._paint_line(painter, area, line, highest)
        painter.end()

    def _row_height(self) -> float:
        room = self.height() - theme.px(HEAD)
        return min(theme.px(ROW), room / max(len(self._lines), 1))

    def _columns(self) -> tuple[str, ...]:
        shown = self.width() >= theme.px(ALL_FROM_WIDTH)
        return ("female", "male", "unknown") if shown else ()

    def _bar_room(self) -> tuple[float, float]:
        right = theme.px(TOTAL) + len(self._columns()) * theme.px(COUNT) + theme.px(8)
        return theme.px(DAY), self.width() - right

    def _paint_head(self, painter: QPainter) -> None:
        names = {"female": _("Women"), "male": _("Men"), "unknown": _("Not noted")}
        painter.setFont(theme.font(11.5, bold=True))
        painter.setPen(theme.colour("second"))
        middle = Qt.AlignmentFlag.AlignVCenter
        high = theme.px(HEAD)
        painter.drawText(QRectF(0, 0, theme.px(DAY), high), middle, _("Day"))
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, self.width(), high), right, _("Total"))
        for area, name in self._count_areas(0, high):
            painter.drawText(area, right, names[name])

    def _count_areas(self, top: float, high: float) -> list[tuple[QRectF, str]]:
        left = self.width() - theme.px(TOTAL) - len(self._columns()) * theme.px(COUNT)
        return [
            (QRectF(left + place * theme.px(COUNT), top, theme.px(COUNT), high), name)
            for place, name in enumerate(self._columns())
        ]

    def _paint_line(self, painter: QPainter, area: QRectF, line: DayLine, highest: int) -> None:
        newest = line is self._lines[0]
        painter.setPen(theme.colour("row_line"))
        painter.drawLine(area.topLeft(), area.topRight())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("ink" if newest else "second"))
        painter.setFont(theme.font(theme.SMALL, bold=newest, tabular=True))
        day = _("Today") if newest else words.short_day(line.on)
        painter.drawText(area, middle, day)
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        for spot, name in self._count_areas(area.top(), area.height()):
            painter.drawText(spot, right, words.number(getattr(line, name)))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(bold=True, tabular=True))
        painter.drawText(area, right, words.number(line.total))
        self._paint_bar(painter, area, (line.total or 0) / highest, newest=newest)

    def _paint_bar(self, painter: QPainter, area: QRectF, share: float, *, newest: bool) -> None:
        left, end = self._bar_room()
        if share <= 0 or end <= left:
            return
        high = min(theme.px(14), area.height() * 0.55)
        bar = QRectF(left, area.center().y() - high / 2, (end - left) * share, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bar_last" if newest else "bar"))
        painter.drawRoundedRect(bar, min(3.0, bar.width() / 2), 3)
