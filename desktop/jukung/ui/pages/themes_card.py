"""The themes that the form of an activity offers, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.ui.pages.form_parts import lines_field
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable


class ThemesCard(Card):
    """Lines to write in; saved by its button."""

    saved = Signal(object)
    """The themes as they are written, from the top."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.lines = lines_field(7)
        self.lines.setAccessibleName(_("Themes of activities"))
        self._save = Button(_("Save themes"))
        self.body.addWidget(label(_("Themes of activities"), "heading"))
        note = _(
            "One a line. This list is yours: no official list of themes was published. "
            "Saved empty, the usual themes come back."
        )
        self.body.addWidget(label(note, "note", wrap=True))
        self.body.addWidget(self.lines)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._save)
        self.body.addLayout(row)
        self._save.clicked.connect(self._tell)

    def show_themes(self, themes: Iterable[str]) -> None:
        """Show the list as it is kept."""
        self.lines.setPlainText("\n".join(themes))

    @Slot()
    def press_save(self) -> None:
        """Save, as the button does."""
        self._save.click()

    @Slot()
    def _tell(self) -> None:
        self.saved.emit(tuple(self.lines.toPlainText().splitlines()))
