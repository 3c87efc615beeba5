"""A chosen box: where it stands, what is in it, and what can be done with it now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.kinds import BoxState
from jukung.ui import theme
from jukung.ui.pages import box_words, box_work
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.fact import FactRows
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, brief_day, number

if TYPE_CHECKING:
    from jukung.library.boxes import BoxCopyView, BoxDetail

BESIDE = 420
_NEXT = {
    BoxState.announced: N_("Check in by scanning"),
    BoxState.here: N_("Prepare return"),
    BoxState.returning: N_("Scan into the box"),
    BoxState.returned: N_("Write return list…"),
}


class BoxSide(Card):
    """The detail beside the list; its buttons fit the box's state."""

    def __init__(self, paper: QComboBox, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._detail: BoxDetail | None = None
        self._number = label("", "title")
        self._chip = Chip()
        self._name = label("", "second", wrap=True)
        self._facts = FactRows()
        self._parts = Segments({"all": _("All"), "odd": _("Not as listed"), "out": _("Lent")})
        self._place = QVBoxLayout()
        self._table: Table | None = None
        self._rows: Rows[Any] | None = None
        self.next = Button("", kind="primary", key="Ctrl+Return")
        self.more = Button(_("Scan more in"), key="Ctrl+J", icon="scan-barcode")
        self.what = QComboBox()
        self.what.addItem(_("Minutes"), "minutes")
        self.what.addItem(_("Out and missing"), "differences")
        self.what.setAccessibleName(_("Paper"))
        self.paper = paper
        self.print = Button(_("Print"), key="Ctrl+P", icon="printer")
        self.save = Button(_("Save PDF"), key="Ctrl+S")
        self._papers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._parts.chosen.connect(self._fill)

    def show_box(self, detail: BoxDetail, today: date) -> None:
        """Show a box with its copies."""
        anew = self._detail is None or self._detail.view.state is not detail.view.state
        self._detail, view = detail, detail.view
        self._number.setText(view.number)
        self._chip.show_words(*box_words.state_words(view, today))
        said = " · ".join(filter(None, (view.name if view.name != view.number else "", view.owner)))
        self._name.setText(said)
        self._facts.show_rows(_facts(detail, today))
        self.next.setText(_(_NEXT[view.state]))
        self.more.setVisible(view.state is BoxState.here)
        came = view.state is not BoxState.announced
        for each in (self.what, self.paper, self.print, self.save):
            each.setVisible(came)
        if anew or self._rows is None:
            self._make_table(detail)
        self._fill(self._parts.name())

    def show_facts(self, *, shown: bool) -> None:
        """Leave the facts out where the window has no height for them."""
        self._facts.setVisible(shown)

    def copies(self) -> list[BoxCopyView]:
        """The copies in view."""
        return self._rows.values() if self._rows is not None else []

    def show_part(self, name: str) -> None:
        """Show `all`, `odd` or `out`."""
        self._parts.choose(name)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(BESIDE)
        ways = QBoxLayout.Direction
        self._papers.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _make_table(self, detail: BoxDetail) -> None:
        if self._table is not None:
            self._place.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._rows = Rows(box_words.copy_columns(detail), parent=self)
        self._table = Table(self._rows, rows="two", parent=self)
        self._table.set_empty(_("Nothing."))
        self._place.addWidget(self._table)

    def _fill(self, part: object) -> None:
        detail, rows = self._detail, self._rows
        if detail is None or rows is None:
            return
        shown = {
            "odd": [each for each in detail.copies if box_work.is_odd(detail, each)],
            "out": list(detail.still_out()),
        }.get(str(part), list(detail.copies))
        rows.show_values(shown)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._number)
        top.addStretch(1)
        top.addWidget(self._chip)
        kinds, ways, acts = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.what.setMinimumContentsLength(9)
        self.paper.setMinimumContentsLength(2)
        self.paper.setMaximumWidth(theme.px(76))
        self.what.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for row, widgets in (
            (kinds, (self.what, self.paper)),
            (ways, (self.print, self.save)),
            (acts, (self.more, self.next)),
        ):
            row.setSpacing(theme.px(8))
            for each in widgets:
                row.addWidget(each, 1 if each in (self.what, self.next) else 0)
        self.body.addLayout(top)
        self.body.addWidget(self._name)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._parts)
        self.body.addLayout(self._place, 1)
        self._papers.setSpacing(theme.px(8))
        self._papers.addLayout(kinds, 1)
        self._papers.addLayout(ways)
        self.body.addLayout(self._papers)
        self.body.addLayout(acts)


def _facts(detail: BoxDetail, today: date) -> list[tuple[str, str]]:
    view = detail.view
    listed = number(view.listed) if view.has_file else _("file not read yet")
    rows = [(_("On the agency's list"), listed)]
    if view.received_on is not None:
        words = _("{count} of {listed}") if view.has_file else "{count}"
        came = words.format(count=number(view.present), listed=listed)
        rows = [(_("Received"), f"{came} · {brief_day(view.received_on)}")]
    if view.due_on is not None and view.returned_on is None:
        rows.append((_("Due back"), ", ".join(box_words.due_words(view, today))))
    if view.returned_on is not None:
        rows.append((_("Went back"), f"{number(view.packed)} · {brief_day(view.returned_on)}"))
    odd = [
        f"{number(count)} {words}"
        for count, words in (
            (view.missing, _("missing")),
            (view.damaged, _("damaged")),
            (view.extra if view.has_file else 0, _("not on the list")),
        )
        if count
    ]
    if odd:
        rows.append((_("When it came"), ", ".join(odd)))
    return rows
