"""The dark rail on the left: pages with their keys, and whose library this is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.pieces.card import rule
from jukung.ui.pieces.icon import IconView, paint_icon
from jukung.ui.pieces.label import label
from jukung.words import _

WIDTH, ENTRY, LEAST_ENTRY = 212, 38, 30
LOW = 560
LONG_KEY = 8
MOST = 14
"""So many entries stand on the rail of a small screen; of more the rare ones stand behind."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A page as the rail shows it."""

    name: str
    title: str
    icon: str
    key: str = ""
    is_rare: bool = False
    """Whether it gives way where there are too many."""


class _EntryButton(QAbstractButton):
    """An entry of the rail; the chosen one is lighter with a gold edge."""

    def __init__(self, entry: RailEntry) -> None:
        super().__init__()
        self._entry = entry
        self.setCheckable(True)
        self.setText(entry.title)
        self.setAccessibleName(f"{entry.title} {entry.key}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(theme.px(LEAST_ENTRY))
        self.setMaximumHeight(theme.px(ENTRY))

    def show_as(self, title: str, icon: str) -> None:
        """Say something else from now on."""
        self._entry = RailEntry(self._entry.name, title, icon, self._entry.key)
        self.setText(title)
        self.setAccessibleName(title)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH - 20), theme.px(ENTRY))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            self._paint_ground(painter, area)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("rail_second"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.px(8), theme.px(8))
        self._paint_words(painter, area)
        painter.end()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(area, theme.px(8), theme.px(8))
        painter.setClipPath(shape)
        painter.fillRect(area, theme.colour("rail_lift"))
        if self.isChecked():
            edge = QRectF(area.left(), area.top(), theme.px(3), area.height())
            painter.fillRect(edge, theme.colour("gold"))
        painter.setClipping(False)

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        chosen = self.isChecked()
        side = theme.px(18)
        spot = QRectF(theme.px(11), (area.height() - side) / 2, side, side)
        paint_icon(painter, spot, self._entry.icon, "rail_ink" if chosen else "rail_second")
        middle = Qt.AlignmentFlag.AlignVCenter
        key = self._entry.key
        # A key of three stands beside the longest word.
        small = theme.font(9.5 if len(key) > LONG_KEY else 11)
        painter.setFont(small)
        painter.setPen(theme.colour("rail_second"))
        keys = area.adjusted(0, 0, -theme.px(8), 0)
        painter.drawText(keys, Qt.AlignmentFlag.AlignRight | middle, key)
        type_ = theme.font(bold=chosen)
        taken = QFontMetricsF(small).horizontalAdvance(key) + theme.px(10)
        room = area.adjusted(theme.px(39), 0, -taken, 0)
        words = QFontMetricsF(type_).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(type_)
        painter.setPen(theme.colour("rail_ink"))
        painter.drawText(room, middle, words)


class Rail(QFrame):
    """The pages to choose from, and the library, place and staff beneath."""

    chosen = Signal(object)
    """The name of the page chosen."""

    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, entries: Sequence[RailEntry], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setFixedWidth(theme.px(WIDTH))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._entries: list[RailEntry] = []
        self._offered: Collection[str] | None = None
        self._turned = False
        self._more = _EntryButton(RailEntry("", _("More pages"), "chevron-right"))
        self._more.setCheckable(False)
        self._more.clicked.connect(self._turn)
        self._column = QVBoxLayout(self)
        side = theme.px(10)
        self._column.setContentsMargins(side, theme.px(14), side, theme.px(22))
        self._column.setSpacing(0)
        self._add_brand()
        self._pages = QVBoxLayout()
        self._pages.setSpacing(theme.px(1.6))
        self._column.addLayout(self._pages)
        self.show_entries(entries)
        self._group.idClicked.connect(self._choose)
        self._column.addStretch(1)
        self._add_footer()

    def show_entries(self, entries: Sequence[RailEntry]) -> None:
        """Show these pages in place of all before."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        while self._pages.takeAt(0) is not None:
            pass
        self._entries, self._turned = [], False
        for entry in entries:
            self._add_entry(entry)
        self._pages.addWidget(self._more)
        self._show_wanted()

    def show_chosen(self, name: str) -> None:
        """Mark the page that is shown."""
        place = self._names().index(name)
        self._group.button(place).setChecked(True)
        if self._entries[place].is_rare is not self._turned:
            self._turned = self._entries[place].is_rare
            self._show_wanted()

    def offer_only(self, names: Collection[str] | None) -> None:
        """Show only these pages to choose from; None shows all again."""
        self._offered = names
        self._show_wanted()

    def show_footer(
        self, library: str, place: str, staff: str, *, lock: bool, switch: bool = False
    ) -> None:
        """Show whose library this is and who sits here."""
        self._library.setText(" · ".join(part for part in (library, place) if part))
        self._staff.setText(_("Staff: {staff}").format(staff=staff) if staff else "")
        self._switch.setVisible(switch)
        self._switch_key.setVisible(switch)
        self._lock.setVisible(lock)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a low screen the pages need the room; the title bar names the library too.
        self._library.setVisible(self.height() >= theme.px(LOW))

    def _add_brand(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(9), theme.px(4), 0, theme.px(20))
        row.setSpacing(theme.px(10))
        row.addWidget(IconView("jukung", size=28))
        row.addWidget(label("Jukung", "brand"), 1)
        self._column.addLayout(row)

    def _add_entry(self, entry: RailEntry) -> None:
        button = _EntryButton(entry)
        self._group.addButton(button, len(self._entries))
        self._entries.append(entry)
        self._pages.addWidget(button)

    def _add_footer(self) -> None:
        self._library, self._staff = label("", wrap=True), label("", wrap=True)
        self._lock, self._switch = _LockWords(_("lock")), _LockWords(_("switch"))
        self._switch_key = label("Ctrl K")
        self._lock.clicked.connect(self.lock_wanted)
        self._switch.clicked.connect(self.switch_wanted)
        who = QHBoxLayout()
        who.setSpacing(theme.px(8))
        for part in (self._switch, self._switch_key, self._lock):
            part.hide()
            who.addWidget(part)
        who.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(10), theme.px(10), 0, 0)
        foot.setSpacing(theme.px(1))
        foot.addWidget(self._library)
        foot.addWidget(self._staff)
        foot.addLayout(who)
        self._column.addWidget(rule())
        self._column.addLayout(foot)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.chosen.emit(self._entries[place].name)

    @Slot()
    def _turn(self) -> None:
        """Show the rare pages in place of the usual ones, or the other way round."""
        self._turned = not self._turned
        self._show_wanted()
        self._more.setFocus()

    def _show_wanted(self) -> None:
        wanted = [each for each in self._names() if self._offered is None or each in self._offered]
        is_parted = len(wanted) > MOST
        for place, entry in enumerate(self._entries):
            stands = not is_parted or entry.is_rare is self._turned
            self._group.button(place).setVisible(entry.name in wanted and stands)
        self._more.show_as(
            _("The usual pages") if self._turned else _("More pages"),
            "chevron-left" if self._turned else "chevron-right",
        )
        self._more.setVisible(is_parted)

    def _names(self) -> list[str]:
        return [entry.name for entry in self._entries]


class _LockWords(QAbstractButton):
    """Small underlined words on the rail."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        # A click leaves the keys on the page, where the next scan belongs.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        measure = QFontMetricsF(theme.font(12))
        return QSize(round(measure.horizontalAdvance(self.text())) + 2, theme.px(18))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        type_ = theme.font(12)
        type_.setUnderline(True)
        painter.setFont(type_)
        painter.setPen(theme.colour("rail_ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
