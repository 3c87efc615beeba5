"""The form of a stocktake that begins: its name, and what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from jukung import messages
from jukung.ui import theme
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import N_, _, many, number

if TYPE_CHECKING:
    from jukung.library.stocktakes import Scope, ScopePart

_SCOPES = {
    "class": N_("Class {name}"),
    "place": N_("Place: {name}"),
    "box": N_("Box {name}"),
    "owner": N_("Property of {name}"),
}


def scope_words(scope: Scope) -> str:
    """A part of the collection in words."""
    if scope.what == "all":
        return _("The whole collection")
    if scope.what == "kind":
        return _(messages.COLLECTION_KINDS[scope.key])
    name = scope.name
    if scope.what == "class":
        if not scope.key:
            return _("Without a class")
        name = f"{scope.key}00" if scope.key.isdigit() else scope.key
    return _(_SCOPES[scope.what]).format(name=name)


class StocktakeForm(QWidget):
    """A name and a part of the collection; Enter in the last field begins."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[ScopePart, ...] = ()
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.scope = QComboBox()
        self.scope.setMaxVisibleItems(16)
        said = _(
            "What should be there is written down now. Counting may go on for days, on "
            "several PCs; lending goes on meanwhile. Nothing is deleted by finishing."
        )
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        column.addWidget(label(said, "second", wrap=True))
        column.addLayout(named(_("Name of the stocktake"), self.name))
        column.addLayout(named(_("What is counted"), self.scope))
        column.addStretch(1)
        self.name.returnPressed.connect(self.scope.setFocus)

    def load(self, parts: tuple[ScopePart, ...], *, name: str) -> None:
        """Begin with a name and what can be counted."""
        self._parts = tuple(part for part in parts if part.count)
        self.name.setText(name)
        self.scope.clear()
        for part in self._parts:
            copies = many("{count} copy", "{count} copies", part.count)
            shown = copies.format(count=number(part.count))
            self.scope.addItem(f"{scope_words(part.scope)} · {shown}")

    def take_focus(self) -> None:
        """Be ready for the name, which is a proposal."""
        self.name.setFocus()
        self.name.selectAll()

    def chosen(self) -> tuple[str, Scope | None]:
        """The name and the part; none where there are no copies."""
        place = self.scope.currentIndex()
        part = self._parts[place].scope if 0 <= place < len(self._parts) else None
        return self.name.text(), part
