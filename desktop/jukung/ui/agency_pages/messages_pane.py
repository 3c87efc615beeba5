"""One list of the messages page: a table at the left, a card for what is chosen at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.ui import sounds, theme
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.rows import Rows
from jukung.ui.table import Table

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.domain.errors import Refusal
    from jukung.ui.agency_pages.office_room import OfficeRoom
    from jukung.ui.cells import Column

V = TypeVar("V")
WIDE, NARROW = 340, 290


class MessagesPane(QWidget, Generic[V]):
    """Reads its list when it is shown, and again when something changed."""

    def __init__(
        self, room: OfficeRoom, columns: Sequence[Column[V]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._room = room
        self.banner = Banner(corners="top")
        self._rows: Rows[V] = Rows(list(columns))
        self._table = Table(self._rows, rows="wrap")
        self.side = QVBoxLayout()
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(theme.px(12))
        inside = QWidget()
        inside.setLayout(self.side)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(10))
        right.addWidget(scrolling(inside), 1)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(theme.px(8))
        right.addLayout(self.foot)
        left = Card(flush=True)
        left.body.addWidget(self.banner)
        left.body.addWidget(self._table, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(18))
        whole.addWidget(left, 1)
        whole.addWidget(self._right)
        self._table.pointed.connect(self.point)
        room.jobs.changed.connect(self._read_if_seen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(1000)
        self._right.setFixedWidth(theme.px(WIDE if wide else NARROW))

    def shown(self) -> None:
        """Read the list anew."""
        raise NotImplementedError

    @Slot(object)
    def point(self, value: V | None) -> None:
        """Show one row at the right."""
        raise NotImplementedError

    def lines(self) -> list[V]:
        """What is listed."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self.banner.words()

    def show_lines(self, values: Sequence[V], *, empty: str) -> None:
        """List these, or say what the list is for."""
        place = max(self._table.currentIndex().row(), 0)
        self._table.set_empty(empty)
        self._rows.show_values(values)
        if values:
            self._table.point_at(min(place, len(values) - 1))
        self.point(self._table.current_value() if values else None)

    def change(self, work: Callable[[OfficeDesk], Any], then: Callable[[Any], object]) -> None:
        """Do something under the name that stands above."""
        by = self._room.preferences.person
        self._room.jobs.change(
            lambda desk: work(replace(desk, by=by)),
            owner=self,
            then=then,
            refused=self.refuse,
            touched={"message"},
        )

    def tell(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        """Say what was done."""
        sounds.play("done" if tint == "good" else "attention")
        self.banner.say(title, detail, tint=tint)

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """Say why not."""
        sounds.play("refused")
        title, rest = messages.two_lines(messages.sentence(refusal))
        self.banner.say(title, rest)

    @Slot(object)
    def _read_if_seen(self, _touched: frozenset[str]) -> None:
        if self.isVisible():
            self.shown()
