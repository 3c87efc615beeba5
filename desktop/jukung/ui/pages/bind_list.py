"""The copies that were bound, the newest first, with the way out below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jukung.ui.pages.bind_rows import BoundRow, columns
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.blank_numbers import Bound


class BoundList(Card):
    """Each row has its own undo; while it is empty it says how to begin."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._rows: Rows[BoundRow] = Rows(columns(), mark=lambda row: row.newest)
        self.table = Table(self._rows, rows="wrap")
        self.done = Button(_("Done"), kind="primary", key="Esc")
        self.body.addWidget(self.table, 1)
        self.table.set_empty(
            _(
                "Stick a blank number on each book.\n"
                "Then scan the number and the ISBN, in either order: the copy is registered."
            )
        )
        foot = self.add_foot()
        foot.addStretch(1)
        foot.addWidget(self.done)

    def show_bound(self, bound: Sequence[Bound]) -> None:
        """Show these, of which the first was bound last."""
        self._rows.show_values(
            [
                BoundRow(each.number, each.title, each.copies, each.act_id, newest=place == 0)
                for place, each in enumerate(bound)
            ]
        )

    def rows(self) -> list[BoundRow]:
        """What is shown."""
        return self._rows.values()
