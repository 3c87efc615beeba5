"""One matter: what it means, what probably happened, the figures, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.agency_pages import held_words
from jukung.ui.agency_pages.held_rows import MatterView
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

Figure = tuple[str, tuple[int | None, ...], bool]

# The key of each button; several sides are told apart by their place.
_KEYS = {"admit": "Ctrl+Y", "rejudge": "Ctrl+R", "trust": "Ctrl+Y", "refuse": "Ctrl+Delete"}
_PRIMARY = {"admit", "rejudge", "trust"}
_MOST_SIDES = 4


class HeldPanel(Card):
    """Explains a matter and lets a person decide; nothing is pressed by itself."""

    decided = Signal(str, str)
    """The decision, and the hash that was chosen where there is a choice."""

    def __init__(self, *, person: str = "", parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._view: MatterView | None = None
        self._buttons: dict[str, Button] = {}
        self._title = label("", "heading", wrap=True)
        self._chip = Chip()
        self._whose = label("", "note", wrap=True)
        self._happened = label("", "small", wrap=True)
        self._do = label("", "strong", wrap=True)
        self._banner = Banner()
        self._rows: Rows[Figure] = Rows(_columns(()))
        self._table = Table(self._rows, selectable=False)
        self._sides = QVBoxLayout()
        self._by = QLineEdit(person)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(_("Such as: telephoned, the old computer is put away"))
        self._foot: QHBoxLayout | None = None
        self._strip: QWidget | None = None
        self._lay_out()

    def show_view(self, view: MatterView) -> None:
        """Show a matter."""
        if self._view is None or self._view.line.matter.key != view.line.matter.key:
            self._reason.clear()
        self._view = view
        line = view.line
        title, happened, do = held_words.told(line.matter.verdict)
        self._title.setText(title)
        self._chip.show_words(line.chip, line.tint)
        whose = (line.library, line.code, line.months, line.files)
        self._whose.setText(" · ".join(each for each in whose if each and each != "—"))
        self._happened.setText(happened)
        self._do.setText(_do(view, do))
        self._banner.clear()
        self._table.setVisible(bool(view.figures))
        if view.figures:
            self._rows.columns = tuple(_columns(tuple(side.name for side in view.sides)))
            self._rows.show_values(view.figures)
            # As high as its lines: the panel scrolls, not a list within it.
            self._table.setFixedHeight(theme.px(44) + len(view.figures) * theme.px(40))
        self._make_buttons(view)
        if self._strip is not None:
            self._strip.setVisible(len(self._buttons) > len(view.sides))

    def view(self) -> MatterView | None:
        """The matter in view."""
        return self._view

    def person(self) -> str:
        """Who decides."""
        return self._by.text().strip()

    def reason(self) -> str:
        """Why."""
        return self._reason.text().strip()

    def write(self, *, by: str, reason: str) -> None:
        """Fill in who and why."""
        self._by.setText(by)
        self._reason.setText(reason)

    def say(self, title: str, detail: str = "", *, tint: str = "bad") -> None:
        """Say something above the buttons."""
        self._banner.say(title, detail, tint=tint)

    def button(self, decision: str) -> Button | None:
        """The button of a decision; of a side its place is added, such as `speaks 1`."""
        return self._buttons.get(decision)

    def start_writing(self) -> None:
        """Be ready for the reason."""
        (self._reason if self._by.text() else self._by).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_buttons(self, view: MatterView) -> None:
        self._take_away()
        for decision in view.line.matter.decisions:
            if decision in {"speaks", "branch"}:
                for place, side in enumerate(view.sides[:_MOST_SIDES], start=1):
                    self._add_side(str(decision), place, side.hash)
            elif self._foot is not None:
                made = Button(
                    _(held_words.DECISIONS[decision]),
                    kind="primary" if decision in _PRIMARY else "quiet",
                    key=_KEYS[decision],
                    icon="trash" if decision == "refuse" else "check",
                )
                made.clicked.connect(self._teller(str(decision), ""))
                self._buttons[str(decision)] = made
                place = self._foot.count() if decision in _PRIMARY else 0
                self._foot.insertWidget(place, made)

    def _add_side(self, decision: str, place: int, digest: str) -> None:
        view = self._view
        if view is None:
            return
        side = view.sides[place - 1]
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(10))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(label(_side_name(side.name, speaks=side.speaks), "strong"))
        told.addWidget(label(side.detail, "note", wrap=True))
        line.addLayout(told, 1)
        words = _("Keep this one") if side.speaks else _(held_words.DECISIONS[decision])
        made = Button(words, key=f"Alt+Shift+{place}")
        made.clicked.connect(self._teller(decision, digest))
        self._buttons[f"{decision} {place}"] = made
        line.addWidget(made)
        self._sides.addWidget(row)

    def _teller(self, decision: str, digest: str) -> _Teller:
        return _Teller(self, decision, digest)

    def _take_away(self) -> None:
        self._buttons = {}
        while (item := self._sides.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if self._foot is not None:
            for place in reversed(range(self._foot.count())):
                item = self._foot.itemAt(place)
                if item is not None and (old := item.widget()) is not None:
                    self._foot.removeWidget(old)
                    old.hide()
                    old.deleteLater()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        side = theme.px(16)
        column.setContentsMargins(side, theme.px(14), side, theme.px(14))
        column.setSpacing(theme.px(8))
        heads = QHBoxLayout()
        heads.addWidget(self._title, 1)
        heads.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(heads)
        for each in (self._whose, self._happened, self._do):
            column.addWidget(each)
        column.addLayout(self._sides)
        column.addWidget(self._table)
        column.addStretch(1)
        self.body.addWidget(scrolling(inside), 1)
        self.body.addWidget(self._banner)
        fields = self.add_foot()
        fields.addLayout(named(_("Who decides"), self._by), 2)
        fields.addLayout(named(_("Why"), self._reason), 3)
        self._foot = self.add_foot()
        self._foot.addStretch(1)
        self._strip = self._foot.parentWidget()


class _Teller:
    """Tells which button was pressed; a lambda would keep the panel in a circle."""

    def __init__(self, panel: HeldPanel, decision: str, digest: str) -> None:
        self._panel, self._decision, self._digest = panel, decision, digest

    @Slot()
    def __call__(self, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt calls it
        self._panel.decided.emit(self._decision, self._digest)


def _do(view: MatterView, usual: str) -> str:
    matter = view.line.matter
    if not matter.kept:
        return _("It was thrown away once. Ask the library to send it again.")
    if matter.verdict == "HOLD_UNKNOWN_KEY" and matter.known_key:
        return _("The library is enrolled now. Judge its reports again.")
    return usual


def _side_name(name: str, *, speaks: bool) -> str:
    return _("{report} · counts now").format(report=name) if speaks else name


def _columns(names: tuple[str, ...]) -> list[Column[Figure]]:
    made: list[Column[Figure]] = [Column(_("Figure"), lambda line: Cell(line[0], strong=line[2]))]
    made += [
        Column(name, _value_at(place), width=108, align="right") for place, name in enumerate(names)
    ]
    return made


class _value_at:  # noqa: N801 - used as a function of a line
    def __init__(self, place: int) -> None:
        self._place = place

    def __call__(self, line: Figure) -> Cell:
        value = line[1][self._place]
        shown = "—" if value is None else number(value)
        return Cell(shown, strong=line[2], tint="gold" if line[2] else "")
