"""What is told while a title is typed: twins that are here, and what packs have of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from jukung.domain import published
from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.exchange.packs.kept import FoundTitle
    from jukung.library.duplicates import Twin

SHOWN = 4


class TitleHints(QWidget):
    """A sentence about twins, one about packs, and a list where a pack has several."""

    twin_wanted = Signal(object)
    """The id of the title that is here already."""

    taken = Signal(object)
    """The draft to fill the form with."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._twins, self._packs = Banner(corners="all"), Banner(corners="all")
        # The form lays it out under the title, where eyes are while that is typed.
        self.near_title = Banner(corners="all")
        self._rows: Rows[FoundTitle] = Rows(_columns())
        self._table = Table(self._rows, rows="two")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for each in (self._twins, self._packs, self._table):
            column.addWidget(each)
        self._table.chosen.connect(self._take)
        self.clear()

    def clear(self) -> None:
        """Tell nothing."""
        self.show_twins(())
        self._tell_pack("")
        self._table.hide()

    def show_twins(self, twins: Sequence[Twin]) -> None:
        """Tell of titles that may be the same, and offer to open the likeliest."""
        self._twins.clear()
        self.near_title.clear()
        if not twins:
            return
        first = twins[0]
        said = _("This ISBN is here already") if first.why == "isbn" else _("This title is here")
        made = (first.title, first.people, first.publisher, first.year)
        detail = " · ".join(filter(None, made))
        if len(twins) > 1:
            more = _("and {count} more")
            detail += f" ({more.format(count=number(len(twins) - 1))})"
        # Ctrl Y is taken by the line that is typed into: it does again what was undone.
        button = Button(_("Open it"), key="Ctrl+L")
        button.clicked.connect(lambda: self.twin_wanted.emit(first.id))
        told = self._twins if first.why == "isbn" else self.near_title
        told.say(said, detail, tint="gold", button=button)

    def show_found(self, found: Sequence[FoundTitle]) -> None:
        """Fill the form where a pack has one such title; show a list where it has several."""
        self._rows.show_values(list(found))
        self._table.setVisible(len(found) > 1)
        if not found:
            self._tell_pack(_("No title pack has this."), tint="gold")
        elif len(found) == 1:
            self._take(found[0])
        else:
            self._table.setFixedHeight(theme.px(50 + 58 * min(len(found), SHOWN)))
            words = many("{count} title fits", "{count} titles fit", len(found))
            said = words.format(count=number(len(found)))
            self._tell_pack(said, _("Choose with the arrow keys, then Enter."), tint="good")
            self._table.take_focus()
            QTimer.singleShot(0, self, self._come_into_view)

    def warn(self, title: str, detail: str = "") -> None:
        """Tell that a pack could not be asked."""
        self._tell_pack(title, detail, tint="gold")

    def words(self) -> str:
        """What is told of twins and packs."""
        banners = (self.near_title, self._twins, self._packs)
        return " ".join(filter(None, (each.words() for each in banners)))

    def found(self) -> list[FoundTitle]:
        """The titles to choose from."""
        return self._rows.values()

    @Slot()
    def _come_into_view(self) -> None:
        """Scroll the form to the list; the focus alone does not."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self._table)

    @Slot(object)
    def _take(self, found: FoundTitle) -> None:
        self._table.hide()
        self.taken.emit(found.draft)
        source = _("Taken from title pack {number} “{name}”.").format(
            number=found.pack.number, name=found.pack.name
        )
        self._tell_pack(source, _("Compare it with the book before you save."), tint="good")

    def _tell_pack(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        if title:
            self._packs.say(title, detail, tint=tint)
        else:
            self._packs.clear()


def _columns() -> list[Column[FoundTitle]]:
    return [
        Column(
            _("Title"),
            lambda each: Cell(each.draft.title, "; ".join(each.draft.people), strong=True),
        ),
        Column(_("Year"), lambda each: published.brief(each.draft.year), width=60),
    ]
