"""How labels look: bars, fields, the colour band; and the design and side of cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from jukung.domain.kinds import PrintWhat, Symbology
from jukung.ui import theme
from jukung.ui.pages.label_kinds import BOOKS, Kind
from jukung.ui.pages.label_orders import Choices
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.paper.cards import CardDesign

_SYMBOLOGIES = {
    Symbology.code128: N_("Code 128 (ordinary)"),
    Symbology.code39: N_("Code 39 (old scanners)"),
    Symbology.qr: N_("QR (square)"),
    Symbology.ean13: N_("EAN-13 (the ISBN)"),
}
_SIDES = {"front": N_("Front side"), "back": N_("Back side"), "both": N_("Both sides")}
_DESIGNS = {
    "garis": N_("White with a line of colour; good on any printer."),
    "pita": N_("A band of deep colour with the name of the library."),
    "besar": N_("The number very large, and a square code; no photo."),
    "ceria": N_("Flags and bright colours, for children."),
    "potret": N_("Upright, with a large photo."),
}
USUAL_DESIGN, PRISON_DESIGN = "garis", "besar"


class LabelLooks(QWidget):
    """Only what the kind has is shown; what matters most of cards is in `open`."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = BOOKS[0]
        self._usual = USUAL_DESIGN
        self.open = QWidget()
        self._bars = QComboBox()
        self._design = QComboBox()
        self._design_words = label("", "small", wrap=True)
        self._side = Segments({name: _(words) for name, words in _SIDES.items()})
        self._ticks = {
            "heading": QCheckBox(_("Library")),
            "title": QCheckBox(_("Title")),
            "call_number": QCheckBox(_("Call number")),
            "colour_band": QCheckBox(_("Colour band by class")),
        }
        self._parts: dict[str, QWidget] = {}
        self._with_back: frozenset[str] = frozenset()
        self._wanted = ""
        self._lay_out()
        self._bars.currentIndexChanged.connect(self.changed)
        self._design.currentIndexChanged.connect(self._show_design)
        self._design.currentIndexChanged.connect(self.changed)
        for tick in self._ticks.values():
            tick.toggled.connect(self.changed)
        self._side.chosen.connect(self.changed)
        self.show_choices(Choices())

    def show_kind(self, kind: Kind) -> None:
        """Show what this kind has."""
        self._kind = kind
        is_card = kind.what is PrintWhat.card
        self._parts["bars"].setVisible(kind.bars)
        self.open.setVisible(is_card)
        self.setVisible(not is_card)
        self._ticks["heading"].setVisible(not is_card)
        self._ticks["title"].setText(_("Name") if kind.is_member else _("Title"))
        self._ticks["title"].setVisible(kind.title)
        self._ticks["call_number"].setVisible(kind.call_number)
        self._ticks["colour_band"].setVisible(kind.band)
        with QSignalBlocker(self._bars):
            chosen = self._bars.currentData()
            self._bars.clear()
            for symbology, words in _SYMBOLOGIES.items():
                if symbology is not Symbology.ean13 or kind.is_copy:
                    self._bars.addItem(_(words), str(symbology))
            self._bars.setCurrentIndex(max(self._bars.findData(chosen), 0))

    def show_designs(self, designs: Sequence[CardDesign], *, prison: bool) -> None:
        """Offer these card designs; where there are no photos, one that needs none is usual."""
        is_first = not self._design.count()
        self._usual = PRISON_DESIGN if prison else USUAL_DESIGN
        self._with_back = frozenset(design.name for design in designs if design.has_back)
        with QSignalBlocker(self._design):
            chosen = self._wanted if is_first else self._design.currentData()
            self._design.clear()
            for design in designs:
                self._design.addItem(design.title, design.name)
            self._choose_design(str(chosen or ""))
        self._show_design()

    def choices(self) -> Choices:
        """What is chosen."""
        ticks = {name: tick.isChecked() for name, tick in self._ticks.items()}
        return Choices(
            symbology=str(self._bars.currentData() or Symbology.code128),
            heading=ticks["heading"],
            title=ticks["title"],
            call_number=ticks["call_number"],
            colour_band=ticks["colour_band"],
            design=str(self._design.currentData() or ""),
            side=self._side.name() if self._has_back() else "front",
        )

    def show_choices(self, choices: Choices) -> None:
        """Show choices without telling of a change."""
        boxes = (self._bars, self._design, self._side, *self._ticks.values())
        blocked = [QSignalBlocker(each) for each in boxes]
        self._bars.setCurrentIndex(max(self._bars.findData(choices.symbology), 0))
        self._choose_design(choices.design)
        self._show_design()
        self._side.choose(choices.side if choices.side in _SIDES else "front")
        for name, tick in self._ticks.items():
            tick.setChecked(bool(getattr(choices, name)))
        for each in blocked:
            each.unblock()

    def _has_back(self) -> bool:
        return self._design.currentData() in self._with_back

    def _choose_design(self, name: str) -> None:
        """Choose a design by name, or the usual one where there is none of it."""
        self._wanted = name
        place = self._design.findData(name)
        self._design.setCurrentIndex(
            place if place >= 0 else max(self._design.findData(self._usual), 0)
        )

    @Slot()
    def _show_design(self) -> None:
        """Say what the design is like, and offer the sides it has."""
        words = _DESIGNS.get(str(self._design.currentData()), "")
        self._design_words.setText(_(words) if words else "")
        self._design_words.setVisible(bool(words))
        self._side.setEnabled(self._has_back())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for box in (self._bars, self._design):
            box.setMinimumContentsLength(14)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        bars = self._parts["bars"] = QWidget()
        inner = named(_("Bars"), self._bars)
        inner.setContentsMargins(0, 0, 0, 0)
        bars.setLayout(inner)
        column.addWidget(bars)
        open_column = QVBoxLayout(self.open)
        open_column.setContentsMargins(0, 0, 0, 0)
        open_column.setSpacing(theme.px(6))
        open_column.addLayout(named(_("Design"), self._design))
        open_column.addWidget(self._design_words)
        open_column.addLayout(named(_("Side"), self._side))
        for tick in self._ticks.values():
            column.addWidget(tick)
