"""The list that opens under the scan line while somebody types."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.tint import dress

ROW, MOST_SHOWN = 46, 7

Index = QModelIndex | QPersistentModelIndex
_SUGGESTION = Qt.ItemDataRole.UserRole + 1


class Suggestion(NamedTuple):
    """A line to choose: what it is, a second line, and what it stands for."""

    primary: str
    secondary: str
    payload: object


class _Offered(QAbstractListModel):
    """The suggestions offered now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offered: tuple[Suggestion, ...] = ()

    def show_offered(self, offered: tuple[Suggestion, ...]) -> None:
        """Show other suggestions."""
        self.beginResetModel()
        self._offered = offered
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._offered)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        suggestion = self._offered[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return suggestion.primary
        return suggestion if role == _SUGGESTION else None


class _Line(QStyledItemDelegate):
    """Paints a suggestion: bold above, small and grey below."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        suggestion: Suggestion = index.data(_SUGGESTION)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("row_chosen"))
            painter.drawRoundedRect(area, theme.px(7), theme.px(7))
        inner = area.adjusted(theme.px(12), theme.px(4), -theme.px(12), -theme.px(4))
        upper, lower = QRectF(inner), QRectF(inner)
        if suggestion.secondary:
            upper.setHeight(inner.height() * 0.54)
            lower.setTop(upper.bottom())
            _write(painter, lower, suggestion.secondary, 12.5)
        _write(painter, upper, suggestion.primary, 14, bold=True)
        painter.restore()


def _write(painter: QPainter, area: QRectF, text: str, size: float, *, bold: bool = False) -> None:
    type_ = theme.font(size, bold=bold)
    painter.setFont(type_)
    painter.setPen(theme.colour("ink" if bold else "second"))
    elided = QFontMetricsF(type_).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, elided)


class SuggestionList(QListView):
    """The open list; it never takes the focus from the line."""

    chosen = Signal(object)
    """The payload of the suggestion chosen with the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        dress(self, look="suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offered = _Offered(self)
        self.setModel(self._offered)
        self.setItemDelegate(_Line(self))
        self.clicked.connect(self._choose)
        self.hide()

    def offer(self, offered: Sequence[tuple[str, str, object]], beneath: QWidget) -> None:
        """Open with suggestions under a widget, or close when there are none."""
        self._offered.show_offered(tuple(Suggestion(*line) for line in offered))
        self.setCurrentIndex(QModelIndex())
        if not offered:
            self.hide()
            return
        place = beneath.mapTo(self._window, beneath.rect().bottomLeft())
        high = theme.px(ROW) * min(len(offered), MOST_SHOWN) + theme.px(10)
        room = self._window.height() - place.y() - theme.px(12)
        self.setGeometry(place.x(), place.y() + theme.px(4), beneath.width(), min(high, room))
        self.show()
        self.raise_()

    def step(self, rows: int) -> None:
        """Move the choice down or up; above the first there is none."""
        row = self.currentIndex().row() + rows
        row = min(max(row, -1), self._offered.rowCount() - 1)
        self.setCurrentIndex(self._offered.index(row, 0))

    def current(self) -> Suggestion | None:
        """The suggestion pointed at."""
        index = self.currentIndex()
        suggestion: Suggestion | None = index.data(_SUGGESTION) if index.isValid() else None
        return suggestion

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_SUGGESTION).payload)
