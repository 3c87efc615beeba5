"""A chosen box: where it is, what lies in it, what was done with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.agency_pages import box_words
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fact import FactRows
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, number, rupiah

if TYPE_CHECKING:
    from jukung.agency.boxes import BoxDetail, HeldCopy


class BoxSide(Card):
    """The detail beside the list; its buttons fit the box's state."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._number = label("", "title")
        self._chip = Chip()
        self._name = label("", "second", wrap=True)
        self._facts = FactRows()
        self._rows: Rows[HeldCopy] = Rows(_columns())
        self._copies = Table(self._rows, rows="two")
        self._history = label("", "note", wrap=True)
        self.hand_over = Button(_("Assign and hand over…"), kind="primary", key="Ctrl+H")
        self.take_back = Button(_("Take back…"), kind="primary", key="Ctrl+B")
        self.late_list = Button(_("Read its list…"), key="Ctrl+B")
        self.more = Button(_("More…"), key="Ctrl+E")
        self.minutes = Button(_("Minutes"), icon="printer", key="Ctrl+P")
        self.label = Button(_("Label"), icon="printer", key="Ctrl+L")
        top = QHBoxLayout()
        top.addWidget(self._number)
        top.addStretch(1)
        top.addWidget(self._chip)
        papers = QHBoxLayout()
        papers.setSpacing(theme.px(8))
        papers.addWidget(self.minutes)
        papers.addWidget(self.label)
        papers.addStretch(1)
        papers.addWidget(self.more)
        acts = QHBoxLayout()
        acts.addWidget(self.hand_over, 1)
        acts.addWidget(self.take_back, 1)
        acts.addWidget(self.late_list, 1)
        self.body.addLayout(top)
        self.body.addWidget(self._name)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._copies, 1)
        self.body.addWidget(self._history)
        self.body.addLayout(papers)
        self.body.addLayout(acts)
        hidden = (self.hand_over, self.take_back, self.late_list)
        for each in (*hidden, self.minutes, self.label, self.more):
            each.hide()

    def show_box(self, detail: BoxDetail, today: date) -> None:
        """Show a box with its copies."""
        line = detail.line
        self._number.setText(line.number)
        self._chip.show_words(*box_words.state_words(line, today))
        self._name.setText(line.name if line.name != line.number else "")
        self._name.setVisible(bool(self._name.text()))
        self._facts.show_rows(_facts(detail, today))
        self._rows.show_values(list(detail.copies))
        self._history.setText("\n".join(_history(detail)))
        is_out, is_gone = str(line.state) == "out", str(line.state) == "gone"
        self.take_back.setVisible(is_out)
        # The library's own list may come after its box, and still corrects the account.
        self.late_list.setVisible(str(line.state) == "back")
        self.hand_over.setVisible(not is_out and not is_gone)
        self.minutes.setVisible(is_out or line.back_on is not None)
        self.label.setVisible(not is_gone)
        self.more.setVisible(not is_gone)


def _facts(detail: BoxDetail, today: date) -> list[tuple[str, str]]:
    line = detail.line
    rows = [(_("Copies"), number(line.copies))]
    if line.site_name:
        rows.insert(0, (_("Library"), line.site_name))
    if line.out_on:
        rows.append((_("Handed over"), brief_day(line.out_on)))
    if str(line.state) == "out" and line.due_on:
        said = ", ".join(filter(None, box_words.due_words(line, today)))
        rows.append((_("Due back"), said))
    if line.back_on:
        rows.append((_("Taken back"), brief_day(line.back_on)))
    if line.missing or line.damaged:
        words = _("{missing} missing, {damaged} damaged")
        said = words.format(missing=number(line.missing), damaged=number(line.damaged))
        rows.append((_("Not whole"), said))
    return rows


def _history(detail: BoxDetail) -> list[str]:
    shown = []
    for deed in detail.history[:3]:
        words = _(box_words.DEEDS.get(deed.what, deed.what))
        by = f" · {deed.by}" if deed.by else ""
        shown.append(f"{brief_day(deed.at.date())}  {words}{by}")
    return shown


def _columns() -> list[Column[HeldCopy]]:
    return [
        Column(_("Title"), lambda held: Cell(held.copy.title, _under(held))),
        Column(_("State"), _state, width=104),
    ]


def _under(held: HeldCopy) -> str:
    price = rupiah(held.copy.price) if held.copy.price is not None else ""
    return " · ".join(filter(None, (held.copy.number, held.copy.author, price)))


def _state(held: HeldCopy) -> Cell:
    words, tint = box_words.COPY_STATES[str(held.state)]
    return Cell("" if tint == "neutral" else _(words), chip="" if tint == "neutral" else tint)
