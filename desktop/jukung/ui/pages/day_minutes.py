"""One paper for all who left on the day of the clearance that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages import release_work
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.button import Button
from jukung.words import _, brief_day

if TYPE_CHECKING:
    from jukung.library.clearances import ClearanceView
    from jukung.ui.room import Room

PURPOSE = "letters"


class DayMinutes(QWidget):
    """Prints or saves the minutes of a day; not there while nobody is chosen."""

    def __init__(
        self, room: Room, printing: PaperPrinting, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._room, self._printing = room, printing
        self._view: ClearanceView | None = None
        self._print = Button("", icon="printer", key="Ctrl+Shift+P")
        self._save = Button(_("PDF"), icon="file-down", key="Ctrl+Shift+U")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._print)
        row.addWidget(self._save)
        self._print.clicked.connect(self._ask_printer)
        self._save.clicked.connect(self._ask_where)
        self.hide()

    def show_clearance(self, view: ClearanceView | None) -> None:
        """Offer the minutes of the day on which this clearance was opened."""
        self._view = view
        if view is not None:
            self._print.setText(_("Minutes of {day}").format(day=brief_day(view.opened_on)))
        self.setVisible(view is not None)

    def words(self) -> str:
        """What the button says."""
        return self._print.text()

    def minutes(self) -> Printable | None:
        """The minutes of all who left that day for the same reason."""
        view = self._view
        if view is None:
            return None
        on, reason = view.opened_on, view.reason
        paper = self._room.preferences.paper(PURPOSE) or "a4"
        return Printable(
            lambda desk: release_work.write(desk, on, reason, paper=paper),
            file=_("minutes") + f"-{on.isoformat()}.pdf",
            folder=PURPOSE,
            printed=_("The minutes are at the printer, and in the register."),
            look=lambda desk: release_work.look(desk, on, reason, paper=paper),
            touched=frozenset({"letter"}),
            colour=True,
        )

    @Slot()
    def _ask_printer(self) -> None:
        if (paper := self.minutes()) is not None:
            self._printing.ask_printer(paper)

    @Slot()
    def _ask_where(self) -> None:
        if (paper := self.minutes()) is not None:
            self._printing.ask_where_to_save(paper)
