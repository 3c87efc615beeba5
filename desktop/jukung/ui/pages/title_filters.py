"""What the catalogue leaves out: chosen in a card, shown as chips, kept while somebody works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from jukung import messages, places
from jukung.domain import dewey
from jukung.domain.kinds import Audience, CollectionKind
from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip_button import ChipButton
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.flow import Flow
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.title_filters import Choice, Choices

KEY, CLEAR_KEY = "Ctrl+Shift+F", "Ctrl+Shift+X"
COLUMNS = 4

AUDIENCES: dict[Audience, str] = {
    Audience.early: N_("Small children"),
    Audience.children: N_("Children"),
    Audience.teen: N_("Teens"),
    Audience.adult: N_("Adults"),
}
_NAMES = {
    "class_main": N_("Class"),
    "division": N_("Division"),
    "place": N_("Place"),
    "audience": N_("For whom"),
    "kind": N_("Collection"),
    "languages": N_("Language"),
    "box": N_("Box on loan"),
}


class TitleFilters(QObject):
    """Holds the button, the card with the fields, and the chips; a page lays them out.

    The facts are those of `library.title_filters.TitleFilter`.
    """

    changed = Signal()
    """Other titles fit now."""

    left = Signal()
    """Esc or Enter was pressed in the card."""

    wanted = Signal()
    """The card was opened; what there is to choose by is to be read."""

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = {name: _Field() for name in _NAMES}
        self._on_shelf = QCheckBox(_("On the shelf now"))
        self.button = Button(_("Filter"), icon="list-filter", key=KEY)
        self.button.setAccessibleName(_("Filter the list"))
        self.card = _FilterCard()
        self.chips = QWidget()
        self._clear = Button(_("Show all again"), kind="link", key=CLEAR_KEY)
        self._flow = Flow(self.chips)
        self._chips: dict[str, ChipButton] = {}
        self._lay_out()
        self.button.clicked.connect(self.turn)
        self._clear.clicked.connect(self.clear)
        self.card.left.connect(self.close)
        self._on_shelf.toggled.connect(self._follow)
        # Before it is told that the class is another, so that no division of the last is asked.
        self._fields["class_main"].currentIndexChanged.connect(self._offer_divisions)
        for field in self._fields.values():
            field.currentIndexChanged.connect(self._follow)
        self._offer_fixed()

    def facts(self) -> dict[str, Any]:
        """What is asked of a title; empty where every title fits."""
        found = {
            name: field.value() for name, field in self._fields.items() if field.currentIndex() > 0
        }
        return found | ({"on_shelf": True} if self._on_shelf.isChecked() else {})

    def offer(self, choices: Choices) -> None:
        """Offer what the library has now; what was chosen stays where it is still there."""
        before = self.facts()
        words = dewey.read(places.resources() / "tables").main
        classes = {each: f"{each} · {words.get(each, '')}" for each in choices.classes}
        self._fields["class_main"].offer(classes)
        for name, found in (
            ("place", choices.places),
            ("languages", choices.languages),
            ("box", choices.boxes),
        ):
            self._fields[name].offer(_by_value(found))
        self.card.show_fields({name for name, field in self._fields.items() if field.count() > 1})
        if self.facts() != before:
            self._offer_divisions()
            self._tell()

    def choose(self, name: str, value: object) -> None:
        """Choose something that is offered; for the keyboard's tests and the tour."""
        if name == "on_shelf":
            self._on_shelf.setChecked(bool(value))
        else:
            field = self._fields[name]
            field.choose(value)

    def words(self) -> list[str]:
        """The chips, from the left."""
        return [chip.text() for chip in self._chips.values()]

    def be_narrow(self, *, narrow: bool) -> None:
        """Leave the words of the button out where the search line needs their room."""
        self.button.setText("" if narrow else _("Filter"))
        said = _("Filter the list ({key})").format(key=KEY) if narrow else ""
        self.button.setToolTip(said)

    @Slot()
    def turn(self) -> None:
        """Open the card, or close it."""
        if self.card.isHidden():
            self.wanted.emit()
            self.card.show()
            self._fields["class_main"].setFocus()
        else:
            self.close()

    @Slot()
    def close(self) -> None:
        """Close the card; the chips stay."""
        self.card.hide()
        self.left.emit()

    @Slot()
    def clear(self) -> None:
        """Let every title through again."""
        if not self.facts():
            return
        for each in (*self._fields.values(), self._on_shelf):
            each.blockSignals(True)
        for field in self._fields.values():
            field.setCurrentIndex(0)
        self._on_shelf.setChecked(False)
        for each in (*self._fields.values(), self._on_shelf):
            each.blockSignals(False)
        self._offer_divisions()
        self._tell()

    @Slot()
    def _follow(self) -> None:
        self._tell()

    @Slot()
    def _offer_divisions(self) -> None:
        chosen = self._fields["class_main"].value() or ""
        field = self._fields["division"]
        field.blockSignals(True)
        words = dewey.read(places.resources() / "tables").divisions
        fit = {
            each: f"{dewey.Caption(each, said).number} · {said}"
            for each, said in words.items()
            if chosen and each.startswith(chosen) and each.startswith("2X") is (chosen == "2X")
        }
        field.setCurrentIndex(0)
        field.offer(fit)
        field.setEnabled(bool(fit))
        field.blockSignals(False)
        self._show_chips()

    def _offer_fixed(self) -> None:
        for name in _NAMES:
            self._fields[name].offer({})
        self._fields["audience"].offer({each: _(said) for each, said in AUDIENCES.items()})
        self._fields["kind"].offer(
            {each: _(messages.COLLECTION_KINDS[each]) for each in CollectionKind}
        )
        self._fields["division"].setEnabled(False)

    def _tell(self) -> None:
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        facts = self.facts()
        held = QApplication.focusWidget()
        had_focus = held is not None and self.chips.isAncestorOf(held)
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self._clear)
        self._chips = {name: self._chip(name) for name in facts}
        for chip in self._chips.values():
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self._clear)
        self.chips.setVisible(bool(facts))
        self._flow.invalidate()
        if had_focus and self._chips:
            next(iter(self._chips.values())).setFocus()
        elif had_focus:
            self.left.emit()

    def _chip(self, name: str) -> ChipButton:
        if name == "on_shelf":
            made = ChipButton(self._on_shelf.text(), parent=self.chips)
        else:
            said = self._fields[name].currentText()
            if name == "box":
                said = _("Box {number}").format(number=said)
            made = ChipButton(said, parent=self.chips)
        made.setProperty("fact", name)
        made.clicked.connect(self._take_away)
        return made

    @Slot()
    def _take_away(self) -> None:
        chip = self.sender()
        if isinstance(chip, ChipButton):
            self.choose(str(chip.property("fact")), None)

    def _lay_out(self) -> None:
        for name, field in self._fields.items():
            self.card.add(name, _(_NAMES[name]), field)
        self.card.finish(self._on_shelf)
        self._flow.addWidget(self._clear)
        self.card.hide()
        self.chips.hide()


class _Field(QComboBox):
    """A list whose first line asks nothing.

    The values are kept beside the box, which would give tuples and kinds back as other types.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Any] = [None]

    def value(self) -> Any:  # noqa: ANN401 - of any of the lists
        """What is chosen; None where all fit."""
        return self._values[max(self.currentIndex(), 0)]

    def choose(self, value: object) -> None:
        """Choose by a value; what is not offered chooses all."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def offer(self, words: Mapping[Any, str]) -> None:
        """Offer other things; the chosen one stays where it is still there."""
        before = self.value()
        self.blockSignals(True)
        self.clear()
        self._values = [None, *words]
        self.addItems([_("all"), *words.values()])
        self.choose(before)
        self.blockSignals(False)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setWidth(min(hint.width(), theme.px(180)))
        return hint

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), theme.px(110)))
        return hint


class _FilterCard(Card):
    """The fields in lines of four; Esc and Enter go back to the list."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(10))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self._cells: dict[str, QWidget] = {}

    def add(self, name: str, words: str, field: QWidget) -> None:
        """Add a field under its name."""
        cell = QWidget()
        inner = QHBoxLayout(cell)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(named(words, field))
        self._cells[name] = cell

    def finish(self, box: QCheckBox) -> None:
        """Add the last, a box to tick."""
        self._cells["on_shelf"] = box
        self.show_fields(self._cells)

    def show_fields(self, names: Iterable[str]) -> None:
        """Show only the fields in which there is something to choose."""
        shown = {*names, "on_shelf", "division", "class_main"}
        place = 0
        for name, cell in self._cells.items():
            self._grid.removeWidget(cell)
            if name in shown:
                how = Qt.AlignmentFlag.AlignBottom if name == "on_shelf" else Qt.AlignmentFlag(0)
                self._grid.addWidget(cell, place // COLUMNS, place % COLUMNS, how)
                place += 1
            # Only once it lies in the card: without a parent it would be a window.
            cell.setVisible(name in shown)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _by_value(choices: Iterable[Choice]) -> dict[Any, str]:
    return {each.value: each.name for each in choices}
