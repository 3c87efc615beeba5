"""Screening: what waits for a look, by the keyboard alone, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import ScreeningResult
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.header import ChipWords
from jukung.ui.pages.paper_bench import SHORT
from jukung.ui.pages.screening_strips import ReasonStrip, TraitStrip
from jukung.ui.pages.screening_words import PAPERS, printable, why
from jukung.ui.pages.tick_table import TickTable, tick_column
from jukung.ui.pages.title_panel import SCREENED_TINTS
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.paper_printing import PaperPrinting
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.pieces.segments import Segments
from jukung.ui.rows import Rows
from jukung.words import N_, _, brief_day, many, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukung.domain.kinds import CopyTrait, ScreeningReason
    from jukung.library.desk import Desk
    from jukung.library.screening import Counts, Decided, Part, PartLine, ScreenedTitle
    from jukung.ui.room import Room

FOLDER = "screening"
MOST = 2000
"""So many titles are shown at once; whoever has more chooses a class or types words."""
WIDE = 1200
_TOUCHES = frozenset({"screening", "title"})
_HEARS = frozenset({"screening", "title", "copy", "box"})
_PARTS = {"class": N_("Class {name}"), "box": N_("Box {name}"), "import": N_("Import {name}")}
_DONE = {
    ScreeningResult.passed: N_("Passed: {what}"),
    ScreeningResult.review: N_("Needs review: {what}"),
    ScreeningResult.refused: N_("Not circulated: {what}"),
}
_EMPTY = {
    ScreeningResult.review: N_(
        "Nothing waits for a look. New titles come here by themselves, before they are lent."
    ),
    ScreeningResult.passed: N_("Nothing has passed yet. Look at what needs review first."),
    ScreeningResult.refused: N_("Nothing was kept back."),
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the page shows."""

    counts: Counts
    parts: tuple[PartLine, ...]
    lines: tuple[ScreenedTitle, ...]
    length: int


class ScreeningPage(QWidget):
    """L passes, T reviews, X keeps back; Enter goes on to the next line."""

    listed = Signal(object)
    """How many lines were read."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._known: _Known | None = None
        self._parts: tuple[PartLine, ...] = ()
        self._answer = UndoBanner(room, touched=_TOUCHES, then=lambda _act: self._read())
        self._results = Segments(
            {str(each): _(messages.SCREENING_RESULTS[each]) for each in _ORDER},
            keys={str(each): f"Ctrl+{n}" for n, each in enumerate(_ORDER, start=1)},
        )
        self._part = QComboBox()
        self._part.setAccessibleName(_("Which titles"))
        self._line = SearchLine(_("Title, author or ISBN"))
        self._rows: Rows[ScreenedTitle] = Rows(self._columns())
        self.table = TickTable(self._rows, lambda line: line.id)
        self._pass = Button(_("Passed"), kind="primary", key="L", icon="check")
        self._review = Button(_("Review"), key="T")
        self._refuse_ = Button(_("Not circulated"), key="X", icon="x")
        self._traits = Button(_("Traits of copies"), key="R")
        self._all = Button(_("Tick all"), key="Ctrl+A")
        self._paper = QComboBox()
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print"), key="Ctrl+P", icon="printer")
        self._said = label("", "note")
        self.reason = ReasonStrip()
        self.traits = TraitStrip()
        self.printing = PaperPrinting(room, self)
        self._card = Card(flush=True)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()

    def heading(self) -> str:
        """What the page is for."""
        return _("Screening of reading matter")

    def chips(self) -> Sequence[ChipWords]:
        """How much waits for a look."""
        if self._known is None or not self._known.counts.review:
            return ()
        waits = number(self._known.counts.review)
        return ((_("{count} to look at").format(count=waits), "gold"),)

    def shown(self) -> None:
        """Read the list as it is now."""
        self._read()
        self.table.take_focus()

    def values(self) -> list[ScreenedTitle]:
        """The titles in view, from the top."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._answer.words()

    def result(self) -> ScreeningResult:
        """Which list is in view."""
        return ScreeningResult(self._results.name())

    def show_result(self, result: ScreeningResult) -> None:
        """Bring one of the three lists into view."""
        self._results.choose(str(result))

    def search(self, words: str) -> None:
        """Show the titles with these words."""
        self._line.setText(words)
        self._read()

    def show_part(self, place: int) -> None:
        """Choose which titles are shown; 0 is all."""
        self._part.setCurrentIndex(place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The page itself is never narrower than its rows are.
        wide = self.window().width() >= theme.px(WIDE)
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.table.ticks():
            self.table.tick(set())
            return
        super().keyPressEvent(event)

    # --- deciding -------------------------------------------------------------------------------

    @Slot()
    def pass_them(self) -> None:
        """Let the ticked titles circulate, or the one the cursor is on."""
        self._decide(ScreeningResult.passed)

    @Slot()
    def review_them(self) -> None:
        """Leave them for another look."""
        self._decide(ScreeningResult.review)

    @Slot()
    def ask_why(self) -> None:
        """Ask why they are kept back."""
        if wanted := self._wanted():
            self.traits.leave()
            self.reason.ask(self._named(wanted))

    def _decide(
        self, result: ScreeningResult, reasons: Iterable[ScreeningReason] = (), words: str = ""
    ) -> None:
        ids = [line.id for line in self._wanted()]
        if not ids:
            return
        self._room.jobs.change(
            lambda desk: verbs.screening.decide(desk, ids, result, reasons=reasons, words=words),
            owner=self,
            then=lambda done: self._tell(done, result),
            refused=self._answer.refuse,
            touched=_TOUCHES,
        )

    @Slot(object, object)
    def _keep_back(self, reasons: tuple[ScreeningReason, ...], words: str) -> None:
        self.table.setFocus()
        self._decide(ScreeningResult.refused, reasons, words)

    def _tell(self, done: Decided, result: ScreeningResult) -> None:
        titles = many("{count} title", "{count} titles", done.count)
        what = f"“{done.title}”" if done.count == 1 else titles.format(count=number(done.count))
        self.table.tick(set())
        self._answer.tell(_(_DONE[result]).format(what=what), act_id=done.act_id)
        self._read()
        self.table.setFocus()

    @Slot()
    def ask_traits(self) -> None:
        """Ask what the copies of the title at the cursor have."""
        line: ScreenedTitle | None = self.table.current_value()
        if line is None:
            return
        self.reason.leave()
        self._room.jobs.read(
            lambda desk: _traits_of(desk, line.id),
            owner=self,
            then=lambda known: self.traits.ask(line.title, *known),
            refused=self._answer.refuse,
            latest="traits",
        )

    @Slot(object, object)
    def _keep_traits(self, barcodes: tuple[str, ...], traits: frozenset[CopyTrait]) -> None:
        self.table.setFocus()
        self._room.jobs.change(
            lambda desk: verbs.traits.mark(desk, barcodes, traits),
            owner=self,
            then=lambda act_id: self._answer.tell(_("Traits kept."), act_id=act_id),
            refused=self._answer.refuse,
            touched=frozenset({"copy"}),
        )

    def _wanted(self) -> list[ScreenedTitle]:
        ticks = set(self.table.ticks())
        if ticks:
            return [line for line in self._rows.values() if line.id in ticks]
        line: ScreenedTitle | None = self.table.current_value()
        return [line] if line is not None else []

    def _named(self, lines: Sequence[ScreenedTitle]) -> str:
        if len(lines) == 1:
            return f"“{lines[0].title}”"
        return many("{count} title", "{count} titles", len(lines)).format(count=number(len(lines)))

    @Slot(object)
    def _go_on(self, _value: object) -> None:
        """Enter: the line is left as it is, and the next one is looked at."""
        row = self.table.currentIndex().row() + 1
        if row < self._rows.rowCount():
            self.table.point_at(row)

    # --- reading --------------------------------------------------------------------------------

    def _read(self) -> None:
        result, words = self.result(), self._line.text().strip()
        place = self._part.currentIndex() - 1
        chosen = self._parts[place].part if 0 <= place < len(self._parts) else None
        self._room.jobs.read(
            lambda desk: _read(desk, result, words, chosen),
            owner=self,
            then=self._show,
            refused=self._answer.refuse,
            latest="screening",
        )

    def _show(self, known: _Known) -> None:
        self._known = known
        row = self.table.currentIndex().row()
        self._show_parts(known.parts)
        self.table.set_empty(_(_EMPTY[self.result()]))
        self._rows.show_values(known.lines)
        if known.lines:
            self.table.point_at(min(max(row, 0), len(known.lines) - 1))
        self._said.setText(self._counted(known))
        for button in (self._pass, self._review, self._refuse_, self._traits, self._all):
            button.setEnabled(bool(known.lines))
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()
        self.listed.emit(len(known.lines))

    def _counted(self, known: _Known) -> str:
        if known.length > len(known.lines):
            return _("The first {count}; type more words to narrow it").format(
                count=number(len(known.lines))
            )
        titles = many("{count} title", "{count} titles", known.length)
        return titles.format(count=number(known.length))

    def _show_parts(self, parts: tuple[PartLine, ...]) -> None:
        if parts == self._parts and self._part.count():
            return
        chosen = self._part.currentIndex() - 1
        before = self._parts[chosen].part if 0 <= chosen < len(self._parts) else None
        self._parts = parts
        self._part.blockSignals(True)
        self._part.clear()
        self._part.addItem(_("All titles"))
        for each in parts:
            words = _(_PARTS[each.what]).format(
                name=each.name + ("00" if each.what == "class" else "")
            )
            self._part.addItem(f"{words} · {number(each.count)}")
        place = next((n for n, each in enumerate(parts, start=1) if each.part == before), 0)
        self._part.setCurrentIndex(place)
        self._part.blockSignals(False)
        if before is not None and not place:
            self._read()

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & _HEARS and self.isVisible():
            self._read()

    @Slot(object)
    def _search(self, _words: str) -> None:
        self._read()

    @Slot(object)
    def _turn_to(self, _name: str) -> None:
        self._answer.clear()
        self.table.tick(set())
        self._read()

    @Slot()
    def _ask_printer(self) -> None:
        self.printing.ask_printer(printable(self._room, str(self._paper.currentData()), FOLDER))

    @Slot()
    def _ask_where(self) -> None:
        paper = printable(self._room, str(self._paper.currentData()), FOLDER)
        self.printing.ask_where_to_save(paper)

    def _hear(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self._answer.say(words, tint=tint)

    # --- how it looks ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for name, words in PAPERS.items():
            for paper, short in SHORT.items():
                self._paper.addItem(f"{_(words)} · {short}", f"{name} {paper}")
        choice = QHBoxLayout()
        choice.setSpacing(theme.px(10))
        choice.addWidget(self._part)
        choice.addWidget(self._line, 1)
        self._part.setMinimumWidth(theme.px(190))
        self._top.setSpacing(theme.px(10))
        self._top.addWidget(self._results)
        self._top.addLayout(choice, 1)
        self._card.body.addWidget(self.table, 1)
        foot = self._card.add_foot()
        foot.setSpacing(theme.px(10))
        for each in (self._pass, self._review, self._refuse_, self._traits, self._all):
            foot.addWidget(each)
        foot.addStretch(1)
        papers = QHBoxLayout()
        papers.setSpacing(theme.px(10))
        papers.addWidget(self._said, 1)
        for out in (self._paper, self._save, self._print):
            papers.addWidget(out)
        column = QVBoxLayout(self)
        side = theme.px(22)
        column.setContentsMargins(side, theme.px(18), side, theme.px(18))
        column.setSpacing(theme.px(12))
        column.addLayout(self._top)
        for above in (self._answer, self.reason, self.traits):
            column.addWidget(above)
        column.addWidget(self._card, 1)
        column.addLayout(papers)

    def _connect(self) -> None:
        self._results.chosen.connect(self._turn_to)
        self._part.currentIndexChanged.connect(self._turn_to)
        self._line.searched.connect(self._search)
        self._line.entered.connect(self._search)
        self._line.left_down.connect(self.table.take_focus)
        self.table.chosen.connect(self._go_on)
        self._pass.clicked.connect(self.pass_them)
        self._review.clicked.connect(self.review_them)
        self._refuse_.clicked.connect(self.ask_why)
        self._traits.clicked.connect(self.ask_traits)
        self._all.clicked.connect(self.table.tick_all)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self.reason.answered.connect(self._keep_back)
        self.traits.answered.connect(self._keep_traits)
        for strip in (self.reason, self.traits):
            strip.left.connect(self.table.setFocus)
        self.printing.said.connect(self._hear)
        self.printing.refused.connect(self._answer.refuse)
        self._room.jobs.changed.connect(self._follow)

    def _columns(self) -> list[Column[Any]]:
        return [
            tick_column(),
            Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
            Column(_("Class"), lambda line: line.class_number, width=100),
            Column(_("Copies"), lambda line: number(line.copy_count), width=104, align="right"),
            Column(_("Result"), _result, width=150, from_width=700),
            Column(_("Reason"), why, width=230, from_width=1000),
            Column(_("Screened"), _screened, width=150, from_width=800),
        ]


_ORDER = (ScreeningResult.review, ScreeningResult.passed, ScreeningResult.refused)


def _read(desk: Desk, result: ScreeningResult, words: str, part: Part | None) -> _Known:
    chosen = part or verbs.screening.EVERY
    lines = verbs.screening.listed(desk, result, words=words, part=chosen, most=MOST)
    length = len(lines)
    if length == MOST:
        length = verbs.screening.length(desk, result, words=words, part=chosen)
    return _Known(verbs.screening.counts(desk), verbs.screening.parts(desk), lines, length)


def _traits_of(desk: Desk, title_id: str) -> tuple[tuple[str, ...], frozenset[CopyTrait]]:
    """The copies of a title, and what any of them has."""
    barcodes = tuple(copy.number for copy in verbs.catalogue.show(desk, title_id).copies)
    known = [verbs.traits.of_copy(desk, barcode) for barcode in barcodes]
    return barcodes, frozenset().union(*known)


def _result(line: ScreenedTitle) -> Cell:
    tint = SCREENED_TINTS[line.result]
    return Cell(_(messages.SCREENING_RESULTS[line.result]), chip=tint)


def _screened(line: ScreenedTitle) -> Cell:
    if line.on is None:
        return Cell("–")
    return Cell(brief_day(line.on), line.by or _("before screening began"))
