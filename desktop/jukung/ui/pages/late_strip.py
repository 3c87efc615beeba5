"""The strip of late entry: what is scanned now happened on another day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _


class LateStrip(Card):
    """Hidden on ordinary days; gold while a past day's slips are typed."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], *, parent: QWidget | None = None) -> None:
        super().__init__(tint="gold", parent=parent)
        self._today = today
        self._edit = QDateEdit()
        self._edit.setCalendarPopup(True)
        self._edit.setDisplayFormat("dd-MM-yyyy")
        self._edit.dateChanged.connect(self.changed)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(label(_("Late entry"), "heading", tint="gold"))
        row.addWidget(self._edit)
        row.addWidget(
            label(
                _("Slips typed now are recorded with this date. Ctrl T returns to today."), "small"
            ),
            1,
        )
        self.body.addLayout(row)
        self.hide()

    def day(self) -> date | None:
        """The true day of what is scanned; None for today."""
        if self.isHidden():
            return None
        chosen = self._edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    @Slot()
    def toggle(self) -> None:
        """Begin with yesterday, or go back to today."""
        now = self._today()
        today = QDate(now.year, now.month, now.day)
        self._edit.setMaximumDate(today)
        if self.isHidden():
            self._edit.setDate(today.addDays(-1))
            self.show()
        else:
            self.hide()
        self.changed.emit()
