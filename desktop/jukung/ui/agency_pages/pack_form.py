"""What a pack of some lists would hold: titles, what is twice, its name and source."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from jukung.ui import theme
from jukung.ui.agency_pages import box_words
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pieces.fact import FactRows
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.agency.packs import Gathered
    from jukung.exchange.packs.merging import Repeat

_MOST_SHOWN = 500


class PackForm(SectionForm):
    """Loaded from gathered lists; gives a name and a source line."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(save=_("Write the pack…"), parent=parent)
        self.name, self.source = QLineEdit(), QLineEdit()
        self.name.setMaxLength(120)
        self.source.setMaxLength(300)
        self.source.setPlaceholderText(_("Such as: own catalogue, free to copy"))
        self._facts = FactRows()
        self._odd = label("", "small", wrap=True)
        self._rows: Rows[Repeat] = Rows(_columns())
        self._table = Table(self._rows, rows="two")
        self._table.setMinimumHeight(theme.px(120))
        self._table.set_empty(_("No title stands there twice."))
        self.fields.addLayout(named(_("Name"), self.name))
        self.fields.addLayout(named(_("Source and licence"), self.source))
        self.fields.addWidget(self._facts)
        self.fields.addWidget(self._odd)
        self.fields.addWidget(self._table, 1)
        self.name.returnPressed.connect(self.source.setFocus)
        self.source.returnPressed.connect(self.saved)

    def load(self, gathered: Gathered) -> None:
        """Show what was read."""
        files = [(file, number(count)) for file, count in gathered.counts[:4]]
        more = gathered.counts[4:]
        if more:
            words = many("{count} more file", "{count} more files", len(more))
            total = sum(count for _file, count in more)
            files.append((words.format(count=number(len(more))), number(total)))
        files.append((_("Titles in the pack"), number(len(gathered.merged.records))))
        self._facts.show_rows(files)
        odd = Counter(str(each.what) for each in gathered.odd)
        said = [f"{_(words)}: {number(odd[n])}" for n, words in box_words.ODD.items() if odd[n]]
        self._odd.setText("\n".join(said))
        self._odd.setVisible(bool(said))
        self._rows.show_values(list(gathered.merged.repeats[:_MOST_SHOWN]))
        self.name.clear()
        self.begin(_("New title pack"))
        self.name.setFocus()


def _columns() -> list[Column[Repeat]]:
    return [
        Column(_("Twice"), lambda each: Cell(each.title, _(box_words.REPEATS[str(each.why)]))),
        Column(_("Where"), _where, width=190),
    ]


def _where(each: Repeat) -> Cell:
    words = _("{file}, line {line}")
    first = words.format(file=each.first_file, line=number(each.first_line))
    return Cell(words.format(file=each.file, line=number(each.line)), first, soft=True)
