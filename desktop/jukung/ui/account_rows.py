"""The accounts to choose from, each with the digit that chooses it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.kinds import Role
from jukung.ui import theme
from jukung.ui.pieces.icon import paint_icon
from jukung.ui.pieces.key_hint import key_width, paint_key
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.staff import Account

ROLE_WORDS = {
    Role.head: N_("Head of the library"),
    Role.librarian: N_("Librarian"),
    Role.assistant: N_("Assistant"),
    Role.officer: N_("Officer"),
    Role.aide: N_("Aide"),
    Role.analyst: N_("Analyst"),
}
KEYS = 9
HEIGHT = 52


class _AccountButton(QAbstractButton):
    """A name, the role below it, a lock where a PIN is asked for, and the digit."""

    def __init__(self, account: Account, key: str) -> None:
        super().__init__()
        self.account, self._key = account, key
        self.setCheckable(True)
        self.setText(account.name)
        role = _(ROLE_WORDS[account.role])
        self.setAccessibleName(f"{account.name} {role} {key}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(HEIGHT))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        ground = "row_chosen" if chosen else "key_ground" if self.underMouse() else "card"
        painter.setPen(QPen(theme.colour("accent" if chosen else "line"), 1.5 if chosen else 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(edge, theme.px(8), theme.px(8))
        self._paint_words(painter, edge.adjusted(theme.px(14), 0, -theme.px(12), 0))
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        right = area.right()
        if self._key:
            wide = key_width(self._key)
            paint_key(painter, QRectF(right - wide, area.top(), wide, area.height()), self._key)
            right -= wide + theme.px(12)
        if self.account.has_pin:
            side = theme.px(16)
            spot = QRectF(right - side, area.center().y() - side / 2, side, side)
            paint_icon(painter, spot, "lock", "second")
            right -= side + theme.px(10)
        room = right - area.left()
        half = area.height() / 2
        lines = ((self.text(), 14.0, True, "ink"), (self._role(), 12.5, False, "second"))
        for place, (text, size, bold, colour) in enumerate(lines):
            type_ = theme.font(size, bold=bold)
            painter.setFont(type_)
            painter.setPen(theme.colour(colour))
            spot = QRectF(area.left(), area.top() + place * half, room, half)
            spot = spot.adjusted(0, theme.px(6), 0, 0) if not place else spot
            spot = spot.adjusted(0, 0, 0, -theme.px(7)) if place else spot
            words = QFontMetricsF(type_).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, words)

    def _role(self) -> str:
        return _(ROLE_WORDS[self.account.role])


class AccountRows(QWidget):
    """The rows; the keyboard is led by whoever shows them."""

    chosen = Signal(object)
    """The account chosen with the mouse."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[_AccountButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_accounts(self, accounts: Sequence[Account], *, chosen: str = "") -> None:
        """Show these accounts; `chosen` is the id of the one marked."""
        for old in self._buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for place, account in enumerate(accounts):
            button = _AccountButton(account, str(place + 1) if place < KEYS else "")
            button.clicked.connect(self._tell)
            self._column.addWidget(button)
            self._buttons.append(button)
        self.mark(chosen)

    def mark(self, account_id: str) -> None:
        """Mark one account; none where there is no such."""
        for button in self._buttons:
            button.setChecked(button.account.id == account_id)

    def marked(self) -> Account | None:
        """The account marked."""
        return next((each.account for each in self._buttons if each.isChecked()), None)

    def at(self, place: int) -> Account | None:
        """The account of a digit, counted from 1."""
        return self._buttons[place - 1].account if 0 < place <= len(self._buttons) else None

    def step(self, rows: int) -> Account | None:
        """Mark the account above or below; at the ends it stays."""
        if not self._buttons:
            return None
        places = [place for place, each in enumerate(self._buttons) if each.isChecked()]
        place = places[0] + rows if places else 0
        account = self._buttons[min(max(place, 0), len(self._buttons) - 1)].account
        self.mark(account.id)
        return account

    @Slot()
    def _tell(self) -> None:
        button = self.sender()
        if isinstance(button, _AccountButton):
            self.mark(button.account.id)
            self.chosen.emit(button.account)
