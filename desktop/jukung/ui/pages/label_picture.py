"""The picture of one page of an order, and which of its labels cannot be printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jukung.ui.pages import label_work
from jukung.ui.pages.label_orders import Order
from jukung.ui.pages.label_work import Shown, Trouble
from jukung.ui.pages.sheet_view import SheetView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.paper.sheets import Sheet
    from jukung.ui.room import Room

TYPING_RESTS_MS, CHECK_RESTS_MS = 90, 250


class LabelPicture(QObject):
    """Made soon after each change; of wishes that come meanwhile only the last."""

    changed = Signal()
    """There is another page to see, or another thing to say of it."""

    refused = Signal(object)

    def __init__(
        self, room: Room, view: SheetView, order: Callable[[], Order | None], *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._room, self._view, self._order = room, view, order
        self._shown: Shown | None = None
        self._trouble: Trouble | None = None
        self._left_out: frozenset[str] = frozenset()
        self._among: Sequence[Sheet] = ()
        self._page = 0
        self._rest, self._check_rest = self._timer(TYPING_RESTS_MS), self._timer(CHECK_RESTS_MS)
        self._rest.timeout.connect(self.make)
        self._check_rest.timeout.connect(self._check)
        view.resized.connect(self.make_soon)
        view.turned.connect(self.turn)

    def shown(self) -> Shown | None:
        """The page in view."""
        return self._shown

    def is_there(self) -> bool:
        """Whether there is a page to see."""
        return self._shown is not None and self._shown.picture is not None

    def is_resting(self) -> bool:
        """Whether something is still to be made or looked at."""
        return self._rest.isActive() or self._check_rest.isActive()

    def trouble(self) -> Trouble | None:
        """What was found last."""
        return self._trouble

    def cannot(self, order: Order) -> bool:
        """Whether something of an order is known to be impossible."""
        found = self._trouble
        return found is not None and bool(found.places) and found.order.has_same_labels(order)

    def left_out(self) -> frozenset[str]:
        """The subjects that are not printed because they cannot be."""
        return self._left_out

    def leave_out(self) -> None:
        """Leave out what cannot be printed; it is said and stays as it was."""
        if (found := self._trouble) is not None:
            self._left_out |= {found.order.subjects[place] for place in found.places}
            self.make()

    def leave_nothing_out(self) -> None:
        """Try all of them again, such as on another sheet."""
        self._left_out = frozenset()

    def choose_among(self, sheets: Sequence[Sheet]) -> None:
        """The sheets among which one that fits is looked for."""
        self._among = sheets

    @Slot(object)
    def turn(self, pages: int) -> None:
        """Show the page so many further on, or back."""
        last = self._shown.page_count - 1 if self._shown else 0
        self._page = max(0, min(self._page + pages, last))
        self.make()

    @Slot()
    def make_soon(self) -> None:
        """Make the page once the hand rests."""
        self._rest.start()

    @Slot()
    def make(self) -> None:
        """Make the page now."""
        self._rest.stop()
        order = self._order()
        if order is None:
            return
        page, scale = self._page, self._view.scale(order)
        self._room.jobs.read(
            lambda desk: label_work.preview(desk, order, page=page, scale=scale),
            owner=self,
            then=self._show_page,
            refused=self.refused.emit,
            latest="preview",
        )
        self._check_rest.start()

    @Slot(object)
    def _show_page(self, shown: Shown) -> None:
        self._shown, self._page = shown, shown.page
        self._view.show_page(shown)
        self.changed.emit()

    @Slot()
    def _check(self) -> None:
        """Look for labels that cannot be printed, after the page is in view."""
        order, among = self._order(), self._among
        if order is None or not order.subjects or not among:
            return
        if self._trouble is not None and self._trouble.order.has_same_labels(order):
            return
        self._room.jobs.read(
            lambda desk: label_work.trouble(desk, order, among),
            owner=self,
            then=self._show_trouble,
            refused=self.refused.emit,
            latest="trouble",
        )

    @Slot(object)
    def _show_trouble(self, trouble: Trouble) -> None:
        self._trouble = trouble
        self.changed.emit()

    def _timer(self, rests_ms: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(rests_ms)
        return made
