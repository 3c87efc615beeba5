"""The preview with what lies under it: pages to turn, and true size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme
from jukung.ui.office_papers import PAPERS, millimetres
from jukung.ui.pages.sheet_preview import SheetPreview
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.pieces.true_size import TrueSizeButton
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.ui.pages.label_orders import Order
    from jukung.ui.pages.label_work import Shown

NARROW = 560


class SheetView(QWidget):
    """One page of the PDF; the arrows and PgUp and PgDown turn it."""

    cell_chosen = Signal(object)
    resized = Signal()
    turned = Signal(object)
    """By how many pages."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = SheetPreview()
        self._frame = scrolling(self.preview)
        self._where, self._below = label("", "small", wrap=True), label("", "small", wrap=True)
        self._back = Button("", icon="chevron-left", key="PgUp")
        self._next = Button("", icon="chevron-right", key="PgDown")
        self._true = TrueSizeButton()
        self._lay_out()
        self._back.clicked.connect(self._turn_back)
        self._next.clicked.connect(self._turn_on)
        self._true.toggled.connect(self.show_true_size)
        self.preview.cell_chosen.connect(self.cell_chosen)
        self.preview.resized.connect(self.resized)

    def scale(self, order: Order) -> float:
        """How many pixels a point of the order's page has on this screen."""
        wide, high = order.sheet.paper_width, order.sheet.paper_height
        if order.carrier:
            wide, high = PAPERS[order.carrier.split()[0]]
        return self.preview.scale(wide, high)

    def show_page(self, shown: Shown) -> None:
        """Show a page and say which it is."""
        self.preview.show_page(shown)
        count = shown.page_count if shown.picture is not None else 0
        size = f"{millimetres(shown.page_width)} × {millimetres(shown.page_height)}"
        words = _("{size} mm")
        if count:
            words = _("Page {page} of {count} · {size} mm")
        for each in (self._where, self._below):
            each.setText(words.format(page=number(shown.page + 1), count=number(count), size=size))
        self._back.setEnabled(shown.page > 0)
        self._next.setEnabled(shown.page < count - 1)

    def words(self) -> str:
        """What is said under the page."""
        return self._where.text()

    @Slot(bool)
    def show_true_size(self, true_size: bool) -> None:  # noqa: FBT001 - the signal's
        """Show the page as large as it is, which scrolls; or the whole page."""
        self.preview.show_true_size(true_size=true_size)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        self._where.setVisible(not narrow)
        self._below.setVisible(narrow)

    @Slot()
    def _turn_back(self) -> None:
        self.turned.emit(-1)

    @Slot()
    def _turn_on(self) -> None:
        self.turned.emit(1)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._back)
        foot.addWidget(self._where, 1)
        foot.addWidget(self._next)
        foot.addWidget(self._true)
        self._below.hide()
        for each in (self._where, self._below):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back.setToolTip(_("Page before"))
        self._next.setToolTip(_("Page after"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._frame, 1)
        column.addWidget(self._below)
        column.addLayout(foot)
