"""One column of the IPLM workbook: what fills it, or the answer that nobody counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.cells import Cell
from jukung.ui.pages.answer_line import AnswerLine
from jukung.ui.pieces.label import label
from jukung.words import _, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jukung.figures.ready.answers import Asked
    from jukung.figures.ready.iplm import FillLine, SourceName

NOTHING = "-"
_USERS = "users"


class ColumnPane(QWidget):
    """The figures to choose from show what they say for this year."""

    mapped = Signal(object)
    """The code of what a person chose to fill the column from."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Mapping[str, Asked] = {}
        self._line: FillLine | None = None
        self.source = QComboBox()
        self.source.setAccessibleName(_("Filled from"))
        self.source.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.answer = AnswerLine()
        self._where = label("", "second", wrap=True)
        named = label(_("Filled from"), "field")
        named.setBuddy(self.source)
        chosen = QHBoxLayout()
        chosen.setSpacing(theme.px(8))
        chosen.addWidget(named)
        chosen.addWidget(self.source, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(chosen)
        column.addWidget(self.answer)
        column.addWidget(self._where)
        self.source.activated.connect(self._choose)

    def offer(self, sources: Sequence[SourceName], asked: Mapping[str, Asked]) -> None:
        """Show what a column may be filled from, and the questions among it."""
        self._asked = asked
        self.source.clear()
        self.source.addItem(_("Leave empty"), NOTHING)
        for each in sources:
            self.source.addItem(f"{each.title}: {each.shown}", each.code)

    def show_line(self, line: FillLine | None) -> None:
        """Show what fills a column now."""
        self._line = line
        self.answer.show_question(self._asked.get(line.source) if line else None, named=False)
        if line is None:
            return
        place = self.source.findData(line.source) if line.source else 0
        self.source.setCurrentIndex(-1 if line.source == _USERS else place)
        asked = line.source in self._asked
        told = _("Record it: {where}").format(where=line.where)
        self._where.setText(line.where if line.source == _USERS else told)
        self._where.setVisible(bool(line.where) and not asked)

    def take_focus(self) -> None:
        """Go to the answer, or to the choice where there is nothing to answer."""
        if self._line is not None and self._line.source in self._asked:
            self.answer.take_focus()
        else:
            self.source.setFocus()

    @Slot(int)
    def _choose(self, _place: int) -> None:
        self.mapped.emit(str(self.source.currentData()))


def value_cell(line: FillLine) -> Cell:
    """What goes into a column; of how many months, where some are missing."""
    if line.value is None:
        return Cell("–", soft=True)
    shown = number(line.value) if isinstance(line.value, int) else line.value
    months = line.months
    told = _("of {count} months").format(count=months) if months is not None and months < 12 else ""
    return Cell(shown, told)
