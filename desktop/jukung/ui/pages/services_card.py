"""Which kinds of service the library offers; each choice is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from jukung import messages
from jukung.domain.kinds import ServiceKind
from jukung.ui import theme
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Collection


class ServicesCard(Card):
    """A box for each kind that accreditation counts."""

    chosen = Signal(object)
    """The kinds that are offered now, as a frozenset."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._boxes = {kind: QCheckBox(_(messages.SERVICE_KINDS[kind])) for kind in ServiceKind}
        self.body.addWidget(label(_("Services offered"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(18))
        grid.setVerticalSpacing(theme.px(7))
        half = -(-len(self._boxes) // 2)
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, place % half, place // half)
            box.clicked.connect(self._choose)
        self.body.addLayout(grid)
        note = _("A kind counts from the day it is ticked until the day before it is taken out.")
        self.body.addWidget(label(note, "note", wrap=True))

    def show_kinds(self, kinds: Collection[ServiceKind]) -> None:
        """Show what is offered."""
        for kind, box in self._boxes.items():
            box.setChecked(kind in kinds)

    def kinds(self) -> frozenset[ServiceKind]:
        """The kinds that are ticked."""
        return frozenset(kind for kind, box in self._boxes.items() if box.isChecked())

    def box(self, kind: ServiceKind) -> QCheckBox:
        """The box of a kind."""
        return self._boxes[kind]

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.kinds())
