"""Weeding (penyiangan): the list with its signs, the withdrawal, and its records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung import messages, places
from jukung.domain import dewey, published
from jukung.domain.kinds import CopyCondition, WithdrawReason
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import stocktake_work
from jukung.ui.pages.paper_bench import SHORT, paper_field
from jukung.ui.pages.stocktake_strips import WhyStrip
from jukung.ui.pages.tick_table import TickTable, tick_column
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import number_field
from jukung.ui.pieces.flow import Flow
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import Stack
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.desk import Desk
    from jukung.library.weeding import Criteria, WeedLine, WeedList
    from jukung.library.withdrawals import WithdrawalView, Withdrawn
    from jukung.ui.header import ChipWords
    from jukung.ui.room import Room

FOLDER = "weeding"
TOUCHED = frozenset({"copy", "title", "stocktake"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """The signs as the page has them; none for one that is not ticked."""

    published_years: int | None
    unused_years: int | None
    worn: bool
    copies_enough: int | None
    least: int
    class_main: str | None = None

    def criteria(self) -> Criteria:
        """As the library wants them; called on a lane."""
        bad = frozenset({CopyCondition.worn, CopyCondition.damaged})
        return verbs.weeding.Criteria(
            published_years=self.published_years,
            unused_years=self.unused_years,
            conditions=bad if self.worn else frozenset(),
            copies_enough=self.copies_enough,
            least=self.least,
            class_main=self.class_main,
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read for the part in view."""

    listed: WeedList | None
    """None where the withdrawals are in view."""
    records: tuple[WithdrawalView, ...]
    classes: tuple[str, ...]


class _ClassChoice(QComboBox):
    """The classes of the collection, or all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Class"))
        self.setMaxVisibleItems(16)
        self.addItem(_("All classes"), "")

    def chosen(self) -> str | None:
        """The main class, such as `8`; None for all."""
        return str(self.currentData() or "") or None

    def offer(self, classes: Sequence[str]) -> None:
        """Offer the classes there are now; the chosen one stays where it is still there."""
        known = [str(self.itemData(place)) for place in range(1, self.count())]
        if known == list(classes):
            return
        before = self.currentData()
        words = dewey.read(places.resources() / "tables").main
        self.blockSignals(True)
        self.clear()
        self.addItem(_("All classes"), "")
        for each in classes:
            self.addItem(" · ".join(filter(None, (each, words.get(each)))), each)
        self.setCurrentIndex(max(self.findData(before), 0))
        self.blockSignals(False)


class WeedingPane(QWidget):
    """Signs above, copies with the signs they have below; Space ticks, Ctrl Enter withdraws."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._length = 0
        self.banner = UndoBanner(room, touched=TOUCHED, then=lambda _act: self._read())
        self.why = WhyStrip(listed=True)
        self._parts = Segments({"list": _("Copies to look at"), "records": _("Withdrawals")})
        self.old, self.old_years = _sign(_("Published years ago"), 10)
        self.unused, self.unused_years = _sign(_("Years not used"), 3)
        self.worn = QCheckBox(_("Worn or damaged"))
        self.spare, self.enough = _sign(_("More copies of a title than"), 3)
        self.least = number_field(1, 4, value=2)
        self.class_main = _ClassChoice()
        self._rows: Rows[WeedLine] = Rows(_columns())
        self.table = TickTable(self._rows, lambda line: line.number)
        self._records: Rows[WithdrawalView] = Rows(_record_columns())
        self.record_table = Table(self._records, rows="two")
        self._pile = Stack()
        self._said = label("", "note")
        self._all = Button(_("Tick all"), key="Ctrl+A")
        self._list_out = Button(_("Workbook…"), key="Ctrl+E", icon="file-down")
        self._withdraw = Button(_("Withdraw…"), kind="primary", key="Ctrl+Return")
        self._paper = paper_field(room, FOLDER, SHORT)
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print"), key="Ctrl+P", icon="printer")
        self._printing = PaperPrinting(room, self)
        self._asking = QWidget()
        self._lay_out()
        self._connect()

    def chips(self) -> Sequence[ChipWords]:
        """How many copies have enough signs."""
        if not self._length:
            return ()
        words = many("{count} copy to look at", "{count} copies to look at", self._length)
        return ((words.format(count=number(self._length)), "neutral"),)

    def shown(self) -> None:
        """Read the list as it is now."""
        self._read()
        self.table.take_focus()

    def lines(self) -> list[WeedLine]:
        """The copies in view."""
        return self._rows.values()

    def records(self) -> list[WithdrawalView]:
        """The withdrawals in view."""
        return self._records.values()

    def words(self) -> str:
        """The sentence above the list."""
        return self.banner.words()

    def show_part(self, name: str) -> None:
        """Show `list` or `records`."""
        self._parts.choose(name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.table.ticks():
            self.table.tick(set())
            return
        super().keyPressEvent(event)

    # --- withdrawing --------------------------------------------------------------------------

    @Slot()
    def ask_why(self) -> None:
        """Ask why the ticked copies go, or the one the cursor is on."""
        if wanted := self._wanted():
            copies = many("{count} copy", "{count} copies", len(wanted))
            what = copies.format(count=number(len(wanted)))
            # The signs give the question their room; they come back with its answer.
            self._asking.hide()
            self.why.ask(
                _("Why is {what} withdrawn?").format(what=what),
                keep=_("Withdraw#copy"),
                hint=_("Who decided it, such as a meeting and its day"),
            )

    @Slot(object, object)
    def _take_out(self, reason: str, words: str) -> None:
        wanted = self._wanted()
        self._leave_why()
        self._room.jobs.change(
            lambda desk: verbs.withdrawals.withdraw(
                desk, wanted, WithdrawReason(reason), note=words
            ),
            owner=self,
            then=self._tell,
            refused=self.banner.refuse,
            touched=TOUCHED,
        )

    @Slot()
    def _leave_why(self) -> None:
        self._asking.show()
        self.table.setFocus()

    def _tell(self, done: Withdrawn) -> None:
        copies = many("{count} copy withdrawn", "{count} copies withdrawn", done.count)
        self.table.tick(set())
        words = _("Record {number}. Print its minutes under Withdrawals.")
        self.banner.tell(
            copies.format(count=number(done.count)),
            words.format(number=done.number),
            act_id=done.act_id,
        )
        self._read()

    def _wanted(self) -> list[str]:
        if ticks := self.table.ticks():
            return ticks
        line = self.table.current_value()
        return [line.number] if line is not None else []

    # --- reading ------------------------------------------------------------------------------

    def _asked(self) -> _Asked:
        return _Asked(
            self.old_years.value() if self.old.isChecked() else None,
            self.unused_years.value() if self.unused.isChecked() else None,
            self.worn.isChecked(),
            self.enough.value() if self.spare.isChecked() else None,
            self.least.value(),
            self.class_main.chosen(),
        )

    @Slot()
    def _read(self) -> None:
        asked, records = self._asked(), self._parts.name() == "records"

        def work(desk: Desk) -> _Found:
            if records:
                return _Found(None, verbs.withdrawals.listed(desk), ())
            classes = verbs.title_filters.choices(desk).classes
            return _Found(verbs.weeding.candidates(desk, asked.criteria()), (), classes)

        self._room.jobs.read(
            work,
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="weeding",
        )

    def _show(self, found: _Found) -> None:
        listed, records = found.listed, found.records
        has_list = listed is not None
        self._asking.setVisible(has_list and not self.why.isVisible())
        self.class_main.setVisible(has_list)
        self._pile.setCurrentWidget(self.table if has_list else self.record_table)
        for out in (self._all, self._list_out, self._withdraw):
            out.setVisible(has_list)
        for paper in (self._paper, self._save, self._print):
            paper.setVisible(not has_list)
        if listed is not None:
            self.class_main.offer(found.classes)
            self._show_list(listed)
        else:
            self._said.setText("")
            self._records.show_values(records)
            if records:
                self.record_table.point_at(0)
        self._withdraw.setEnabled(bool(self._rows.rowCount()))
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    def _show_list(self, listed: WeedList) -> None:
        row = self.table.currentIndex().row()
        self._length = listed.length
        self._rows.show_values(listed.lines)
        if listed.lines:
            self.table.point_at(min(max(row, 0), len(listed.lines) - 1))
        copies = many("{count} copy", "{count} copies", listed.length)
        said = copies.format(count=number(listed.length))
        if listed.length > len(listed.lines):
            said = _("The first {count} of {all}").format(
                count=number(len(listed.lines)), all=number(listed.length)
            )
        self._said.setText(said)

    def _refuse(self, refusal: Any) -> None:  # noqa: ANN401 - any refusal
        self._length = 0
        self._rows.show_values(())
        self.banner.refuse(refusal)

    @Slot()
    def _ask_again(self) -> None:
        self.banner.clear()
        self._read()

    @Slot(object)
    def _turn_to(self, _name: str) -> None:
        self._read()
        table = self.record_table if self._parts.name() == "records" else self.table
        table.setFocus()

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & TOUCHED and self.isVisible():
            self._read()

    # --- paper and files ----------------------------------------------------------------------

    def printable(self) -> Printable | None:
        """The minutes of the withdrawal that is pointed at."""
        view: WithdrawalView | None = self.record_table.current_value()
        if view is None:
            return None
        paper = str(self._paper.currentData())
        return Printable(
            make=lambda desk: stocktake_work.withdrawal_pdf(desk, view.id, paper=paper),
            file=f"{view.number.replace('/', '-')}.pdf",
            folder=FOLDER,
            printed=_("The minutes are at the printer."),
        )

    @Slot()
    def _ask_printer(self) -> None:
        if (paper := self.printable()) is not None:
            self._printing.ask_printer(paper)

    @Slot()
    def _ask_where(self) -> None:
        if (paper := self.printable()) is not None:
            self._printing.ask_where_to_save(paper)

    @Slot()
    def _ask_where_list(self) -> None:
        start = self._room.preferences.folder(FOLDER) or Path.home()
        files.choose_new_file(
            self,
            _("Where shall the file go?"),
            pattern=_("Workbooks") + " (*.xlsx)",
            start=start / _("weeding-{day}.xlsx").format(day=self._room.today().isoformat()),
            then=self.write,
        )

    def write(self, path: Path) -> None:
        """Write the list in view as a workbook."""
        asked = self._asked()
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.read(
            lambda desk: stocktake_work.weeding_workbook(desk, asked.criteria()),
            owner=self,
            then=lambda content: self._keep(path, content),
            refused=self.banner.refuse,
        )

    def _keep(self, path: Path, content: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=self,
            then=lambda done: self._hear(_("Saved: {file}").format(file=done.name), "good"),
            refused=self.banner.refuse,
        )

    @Slot(object, object)
    def _hear(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self.banner.say(words, tint=tint)

    # --- how it looks -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.old.setChecked(True)
        self.unused.setChecked(True)
        self.worn.setChecked(True)
        signs = Flow(self._asking)
        for sign in (
            _pair(self.old, self.old_years),
            _pair(self.unused, self.unused_years),
            _pair(self.worn),
            _pair(self.spare, self.enough),
            _pair(label(_("Signs needed")), self.least),
        ):
            signs.addWidget(sign)
        self.table.set_empty(
            _(
                "No copy has so many signs. Ask for fewer, or note years and conditions in "
                "the catalogue. Nothing leaves the collection by itself."
            )
        )
        self.record_table.set_empty(
            _("Nothing was withdrawn yet. Tick copies in the list, then press Ctrl Enter.")
        )
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.record_table)
        card = Card(flush=True)
        card.body.addWidget(self._pile, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._all)
        foot.addWidget(self._said, 1)
        for out in (self._list_out, self._paper, self._save, self._print, self._withdraw):
            foot.addWidget(out)
        for hidden in (self._paper, self._save, self._print):
            hidden.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(10))
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self._parts)
        top.addStretch(1)
        top.addWidget(self.class_main)
        page.addLayout(top)
        page.addWidget(self._asking)
        page.addWidget(self.banner)
        page.addWidget(self.why)
        page.addWidget(card, 1)
        page.addLayout(foot)

    def _connect(self) -> None:
        self._parts.chosen.connect(self._turn_to)
        for box in (self.old, self.unused, self.worn, self.spare):
            box.toggled.connect(self._ask_again)
        for field in (self.old_years, self.unused_years, self.enough, self.least):
            field.valueChanged.connect(self._ask_again)
        self.class_main.currentIndexChanged.connect(self._ask_again)
        self._all.clicked.connect(self.table.tick_all)
        self._withdraw.clicked.connect(self.ask_why)
        self._list_out.clicked.connect(self._ask_where_list)
        self.why.answered.connect(self._take_out)
        self.why.left.connect(self._leave_why)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._printing.said.connect(self._hear)
        self._printing.refused.connect(self.banner.refuse)
        self._room.jobs.changed.connect(self._follow)


def _sign(words: str, usual: int) -> tuple[QCheckBox, QSpinBox]:
    field = number_field(1, 200, value=usual)
    field.setAccessibleName(words)
    return QCheckBox(words), field


def _pair(words: QWidget, field: QSpinBox | None = None) -> QWidget:
    """A sign with its figure, nearer to each other than to the next."""
    both = QWidget()
    both.setMinimumHeight(theme.px(36))
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, theme.px(4), 0)
    row.setSpacing(theme.px(8))
    row.addWidget(words)
    if field is not None:
        row.addWidget(field)
    return both


def _columns() -> list[Column[Any]]:
    return [
        tick_column(),
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("Number"), lambda line: Cell(line.number, line.call_number), width=140),
        Column(_("Year"), lambda line: published.brief(line.year), width=70, from_width=860),
        Column(_("Last used"), _used, width=170, from_width=820),
        Column(_("Copies"), lambda line: number(line.copies), width=80, align="right",
               from_width=900),
        Column(_("Why it is here"), _why, width=240),
    ]  # fmt: skip


def _record_columns() -> list[Column[Any]]:
    return [
        Column(_("Record#withdrawal"), lambda view: Cell(view.number, view.note, strong=True)),
        Column(_("Day"), lambda view: brief_day(view.on), width=140),
        Column(_("Copies"), lambda view: number(view.count), width=100, align="right"),
        Column(_("State"), _state, width=150),
    ]


def _used(line: WeedLine) -> Cell:
    if line.last_used is None:
        words = _("never#used").partition("#")[0]
        return Cell(words, _("here since {day}").format(day=brief_day(line.added_on)))
    uses = many("{count} use", "{count} uses", line.uses).format(count=number(line.uses))
    return Cell(brief_day(line.last_used), uses)


def _why(line: WeedLine) -> Cell:
    words = ", ".join(_(messages.WEED_SIGNS[each]) for each in line.signs)
    return Cell(words, tint="gold" if len(line.signs) > 2 else "")


def _state(view: WithdrawalView) -> Cell:
    return Cell(_("Undone"), chip="neutral") if view.cancelled else Cell(_("Stands"), chip="good")
