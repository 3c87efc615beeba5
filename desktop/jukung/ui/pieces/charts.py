"""Small honest charts: zero-based bars, and a row of month squares.

A month without a figure is a gap, never a zero; the last one is highlighted.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from jukung import words
from jukung.ui import theme

Figures = Sequence[float | int | None]

BAR, BAR_GAP, BARS_HEIGHT = 8, 3, 20
SQUARE, SQUARE_GAP = 18, 3


def bars_width(count: int) -> int:
    """How wide small bars of a table cell are."""
    return count * (theme.px(BAR) + theme.px(BAR_GAP))


def paint_bars(painter: QPainter, area: QRectF, figures: Figures) -> None:
    """Draw bars from zero, as wide as the area; a zero is a thin line."""
    if not figures:
        return
    highest = max((f for f in figures if f is not None), default=0) or 1
    step = area.width() / len(figures)
    gap = min(theme.px(BAR_GAP), step * 0.3)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, figure in enumerate(figures):
        if figure is None:
            continue
        high = max(1.0, area.height() * max(figure, 0) / highest)
        last = place == len(figures) - 1
        painter.setBrush(theme.colour("bar_last" if last else "bar"))
        left = area.left() + place * step
        bar = QRectF(left, area.bottom() - high, step - gap, high)
        soft = min(theme.px(2), high / 2)
        painter.drawRoundedRect(bar, soft, soft)


def squares_width(count: int) -> int:
    """How wide a row of month squares is."""
    return count * theme.px(SQUARE) + max(count - 1, 0) * theme.px(SQUARE_GAP)


def paint_squares(painter: QPainter, area: QRectF, shares: Figures) -> None:
    """Draw a square a month by its share (0 to 1); none known is an outline."""
    side = theme.px(SQUARE)
    top = area.center().y() - side / 2
    for place, share in enumerate(shares):
        left = area.left() + place * (side + theme.px(SQUARE_GAP))
        box = QRectF(left, top, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        if share is None:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(share_token(share)))
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))


def share_token(share: float) -> str:
    """The colour of a share: complete, over 35 %, over 12 %, hardly any."""
    if share >= 0.995:
        return "bar_last"
    if share > 0.35:
        return "bar_half"
    return "bar" if share > 0.12 else "bar_low"


class Bars(QWidget):
    """A bar a month, with names beneath and the highest figure above if wished."""

    def __init__(
        self,
        figures: Figures = (),
        *,
        names: Sequence[str] = (),
        height: float = 120,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._figures, self._names, self._height = tuple(figures), tuple(names), height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Figures, names: Sequence[str] = ()) -> None:
        """Show other figures; `names` stand under the bars."""
        self._figures, self._names = tuple(figures), tuple(names)
        self.setAccessibleDescription(
            ", ".join(
                f"{name} {words.number(None if figure is None else round(figure))}"
                for name, figure in zip(self._names, self._figures, strict=False)
            )
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(self._height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        below = theme.px(20) if self._names else 0
        above = theme.px(18)
        area = QRectF(self.rect()).adjusted(0, above, 0, -below)
        paint_bars(painter, area, self._figures)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_words(painter, area)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(theme.font(11, tabular=True))
        painter.setPen(theme.colour("second"))
        step = area.width() / max(len(self._figures), 1)
        widest = QFontMetricsF(painter.font()).horizontalAdvance
        for place, name in enumerate(self._names[: len(self._figures)]):
            every = max(1, round(widest("Mmm") / step + 0.5))
            if (len(self._figures) - 1 - place) % every == 0:
                spot = QRectF(
                    area.left() + place * step - step, area.bottom(), 3 * step, theme.px(20)
                )
                painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, name)
        self._paint_last(painter, area, step)

    def _paint_last(self, painter: QPainter, area: QRectF, step: float) -> None:
        if self._figures and (last := self._figures[-1]) is not None:
            highest = max(f for f in self._figures if f is not None) or 1
            top = area.bottom() - area.height() * max(last, 0) / highest
            painter.setFont(theme.font(11, bold=True))
            painter.setPen(theme.colour("accent_ink"))
            spot = QRectF(area.right() - 4 * step, top - theme.px(18), 4 * step, theme.px(18))
            painter.drawText(
                spot,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                words.number(round(last)),
            )


class MonthSquares(QWidget):
    """A square a month, darker the more complete the month is."""

    def __init__(self, shares: Figures = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = tuple(shares)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Figures) -> None:
        """Show other months; shares from 0 to 1, None where nothing is known."""
        self._shares = tuple(shares)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(squares_width(len(self._shares)), theme.px(SQUARE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_squares(painter, QRectF(self.rect()), self._shares)
        painter.end()
