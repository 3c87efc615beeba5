"""One figure of a month: what it was counted from, and what a person says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.form_parts import go_on_with_enter
from jukung.ui.pages.send_figures import outside_words
from jukung.ui.pages.send_lines import FigureLine
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, brief_day, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.figures.counting import SourceRow

MOST_ROWS = 200
MOST, MOST_WORDS = 999_999_999, 200

PAGES = {
    "visit": ("visits", N_("Open visits")),
    "activit": ("activities", N_("Open activities")),
    "participants": ("activities", N_("Open activities")),
    "cooperations": ("activities", N_("Open activities")),
}
"""The page where a figure is recorded, by the beginning of its code."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a figure: a value where nothing was counted, and words."""

    code: str
    value: int | None
    words: str


class FigurePane(QWidget):
    """In the place of the table of figures, until Esc."""

    said = Signal(object)
    left = Signal()
    page_wanted = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: FigureLine | None = None
        self._title = label("", "heading", wrap=True)
        self._figure = label("", "title")
        self._about = label("", "note", wrap=True)
        self._rows: Rows[SourceRow] = Rows(_columns())
        self._table = Table(self._rows)
        self._table.setMinimumHeight(theme.px(90))
        self._count, self._words = CountField(MOST), QLineEdit()
        self._words.setMaxLength(MOST_WORDS)
        self._words.setPlaceholderText(_("Words for whoever asks; no names"))
        self._open = Button("")
        self._back = Button(_("Back"), key="Esc")
        self._save = Button(_("Save"), kind="primary", key="Ctrl+S")
        self._lay_out()
        go_on_with_enter((self._count, self._words), self._say)
        self._save.clicked.connect(self._say)
        self._back.clicked.connect(self.left)
        self._open.clicked.connect(self._want_page)

    def show_figure(self, line: FigureLine, rows: Sequence[SourceRow]) -> None:
        """Show a figure; the cursor stands where something is to be said, else at the rows."""
        self._line = line
        self._title.setText(line.title[:1].upper() + line.title[1:])
        self._figure.setText("—" if line.value is None else number(line.value))
        outside = f"{outside_words(line)}. {line.guarded}" if line.guarded else ""
        said = (line.definition, _found(line, rows), outside[:1].upper() + outside[1:])
        self._about.setText(" ".join(each for each in said if each))
        self._table.set_empty(_nothing(line))
        self._rows.show_values(rows)
        may_fill = line.value is None or line.is_estimated
        self._named_count.setVisible(may_fill)
        self._count.show_count(line.value if line.is_estimated else None)
        self._words.setText(line.words)
        _page, words = _page_of(line)
        self._open.setText(_(words))
        self._open.setVisible(bool(words))
        if may_fill:
            self._count.setFocus(Qt.FocusReason.OtherFocusReason)
        elif line.jumps and not line.words:
            self._words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._table.take_focus()

    def line(self) -> FigureLine | None:
        """The figure shown."""
        return self._line

    def rows(self) -> list[SourceRow]:
        """What it was counted from."""
        return self._rows.values()

    @Slot()
    def _say(self) -> None:
        if self._line is None:
            return
        value = self._count.count() if self._named_count.isVisible() else None
        self.said.emit(Said(self._line.code, value, " ".join(self._words.text().split())))

    @Slot()
    def _want_page(self) -> None:
        if self._line is not None:
            self.page_wanted.emit(_page_of(self._line)[0])

    def _lay_out(self) -> None:
        side = theme.px(16)
        head = QWidget()
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self._title, 1)
        top.addWidget(self._figure)
        above = QVBoxLayout(head)
        above.setContentsMargins(side, theme.px(10), side, theme.px(10))
        above.setSpacing(theme.px(2))
        above.addLayout(top)
        above.addWidget(self._about)
        self._named_count = QWidget()
        counted = named(_("Your estimate"), self._count)
        counted.setContentsMargins(0, 0, 0, 0)
        self._named_count.setLayout(counted)
        self._named_count.setFixedWidth(theme.px(130))
        foot = QFrame()
        dress(foot, look="foot")
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(10))
        fields.addWidget(self._named_count)
        fields.addLayout(named(_("Explanation"), self._words), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addWidget(self._back)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        below = QVBoxLayout(foot)
        below.setContentsMargins(side, theme.px(10), side, theme.px(12))
        below.setSpacing(theme.px(10))
        below.addLayout(fields)
        below.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._table, 1)
        column.addWidget(foot)


def _columns() -> list[Column[SourceRow]]:
    return [
        Column(_("Day"), _day, width=120),
        Column(_("Counted from"), lambda row: Cell(row.words)),
        Column("", _amount, width=82, align="right"),
    ]


def _day(row: SourceRow) -> Cell:
    return Cell(brief_day(row.on) if row.on else "", soft=True)


def _amount(row: SourceRow) -> Cell:
    return Cell("" if row.amount is None else number(row.amount), strong=True)


def _found(line: FigureLine, rows: Sequence[SourceRow]) -> str:
    if not rows:
        return ""
    if line.value is None:
        return _("Not enough was recorded to count it; type your estimate if you know it.")
    if len(rows) >= MOST_ROWS:
        return _("The first {count} are shown.").format(count=number(len(rows)))
    words = many("Counted from {count} record.", "Counted from {count} records.", len(rows))
    return words.format(count=number(len(rows)))


def _nothing(line: FigureLine) -> str:
    if line.value is None:
        return _(
            "Nothing was recorded, so the report says: not known. "
            "If you know it from paper, type your estimate below; it is sent as one."
        )
    if line.is_estimated:
        return _("Typed by hand; it is sent as an estimate.")
    return _("There is nothing to list for this figure.")


def _page_of(line: FigureLine) -> tuple[str, str]:
    found = (page for start, page in PAGES.items() if line.code.startswith(start))
    return next(found, ("", ""))
