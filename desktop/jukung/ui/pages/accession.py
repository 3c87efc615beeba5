"""The accession register (buku induk) on screen, on paper and as a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import stocktake_work
from jukung.ui.pages.paper_bench import SHORT, paper_field
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import PagedRows, Wanted
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number, rupiah

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.domain.errors import Refusal
    from jukung.library.accession import AccessionLine, Totals
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

FOLDER = "accession"
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)


class AccessionPane(QWidget):
    """All own copies in the order they came, a year or all; a page at a time."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._years: tuple[tuple[int, int], ...] = ()
        self.banner = Banner(corners="all")
        self.year = QComboBox()
        self._rows: PagedRows[AccessionLine] = PagedRows(_columns(), self._bring, parent=self)
        self.table = Table(self._rows, rows="two")
        self._said = label("", "note")
        self._paper = paper_field(room, FOLDER, SHORT)
        self._list_out = Button(_("Workbook…"), key="Ctrl+E", icon="file-down")
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print"), kind="primary", key="Ctrl+P", icon="printer")
        self._printing = PaperPrinting(room, self)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the years and the register as they are now."""
        self._room.jobs.read(
            lambda desk: verbs.accession.years(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._show_years,
            refused=self._refuse,
            latest="years",
        )
        self.table.setFocus()

    def values(self) -> list[AccessionLine]:
        """The lines that are here, from the top."""
        rows = (self._rows.value_at(row) for row in range(min(self._rows.rowCount(), 256)))
        return [line for line in rows if line is not None]

    def count(self) -> int:
        """How many lines the register has in this year."""
        return self._rows.rowCount()

    def words(self) -> str:
        """The sentence above the register."""
        return self.banner.words()

    def show_year(self, year: int | None) -> None:
        """Show the copies of a year, or all."""
        self.year.setCurrentIndex(max(self.year.findData(year), 0))

    def _show_years(self, years: tuple[tuple[int, int], ...]) -> None:
        if years != self._years or not self.year.count():
            chosen = self.year.currentData()
            self._years = years
            self.year.blockSignals(True)
            self.year.clear()
            self.year.addItem(_("All years"), None)
            for year, count in years:
                copies = many("{count} copy", "{count} copies", count)
                self.year.addItem(f"{year} · {copies.format(count=number(count))}", year)
            self.year.setCurrentIndex(max(self.year.findData(chosen), 0))
            self.year.blockSignals(False)
        self._read()

    def _span(self) -> tuple[date, date]:
        year = self.year.currentData()
        return (_FIRST, _LAST) if year is None else (date(year, 1, 1), date(year, 12, 31))

    @Slot()
    def _read(self) -> None:
        first, last = self._span()
        self._room.jobs.read(
            lambda desk: verbs.accession.totals(desk, first, last),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="register",
        )

    def _show(self, totals: Totals) -> None:
        row = self.table.currentIndex().row()
        self._rows.begin(totals.count)
        if totals.count:
            self.table.point_at(min(max(row, 0), totals.count - 1))
        copies = many("{count} copy", "{count} copies", totals.count)
        said = [copies.format(count=number(totals.count))] if totals.count else []
        if totals.withdrawn:
            said.append(_("{count} of them withdrawn").format(count=number(totals.withdrawn)))
        if totals.priced:
            words = _("{sum} for {count} with a price")
            said.append(words.format(sum=rupiah(totals.price), count=number(totals.priced)))
        self._said.setText(" · ".join(said))
        for out in (self._list_out, self._save, self._print):
            out.setEnabled(bool(totals.count))

    def _bring(self, wanted: Wanted) -> None:
        first, last = self._span()
        after: Any = wanted.after

        def page(desk: Desk) -> Sequence[AccessionLine]:
            if after is not None or not wanted.offset:
                return verbs.accession.page(desk, first, last, after=after, most=wanted.limit)
            return verbs.accession.page(desk, first, last, skip=wanted.offset, most=wanted.limit)

        self._room.jobs.read(page, owner=self, then=lambda lines: self._rows.arrive(wanted, lines))

    def printable(self) -> Printable | None:
        """The register of the year in view on paper."""
        first, last = self._span()
        year = self.year.currentData()
        span = _("All years") if year is None else str(year)
        paper = str(self._paper.currentData())
        return Printable(
            make=lambda desk: stocktake_work.register_pdf(
                desk, first, last, span=span, paper=paper
            ),
            file=_file_name(year, ".pdf"),
            folder=FOLDER,
            printed=_("The register is at the printer."),
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
        year = self.year.currentData()
        files.choose_new_file(
            self,
            _("Where shall the file go?"),
            pattern=_("Workbooks") + " (*.xlsx)",
            start=start / _file_name(year, ".xlsx"),
            then=self.write,
        )

    def write(self, path: Path) -> None:
        """Write the register of the year in view as a workbook."""
        first, last = self._span()
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.read(
            lambda desk: stocktake_work.register_workbook(desk, first, last),
            owner=self,
            then=lambda content: self._keep(path, content),
            refused=self._refuse,
        )

    def _keep(self, path: Path, content: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=self,
            then=lambda done: self._hear(_("Saved: {file}").format(file=done.name), "good"),
            refused=self._refuse,
        )

    @Slot(object, object)
    def _hear(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self.banner.say(words, tint=tint)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"copy", "title"} and self.isVisible():
            self.shown()

    def _lay_out(self) -> None:
        self.year.setMinimumWidth(theme.px(220))
        top = QHBoxLayout()
        top.addLayout(named(_("Year"), self.year))
        top.addStretch(1)
        top.addWidget(self._said, 0, Qt.AlignmentFlag.AlignBottom)
        self.table.set_empty(
            _(
                "Every copy of the library's own stands here, in the order in which it came. "
                "Add titles and copies in the catalogue (F3) first."
            )
        )
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        for out in (self._list_out, self._paper, self._save, self._print):
            foot.addWidget(out)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(10))
        page.addLayout(top)
        page.addWidget(self.banner)
        page.addWidget(card, 1)
        page.addLayout(foot)

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(self._read)
        self._list_out.clicked.connect(self._ask_where_list)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._printing.said.connect(self._hear)
        self._printing.refused.connect(self._refuse)
        self._room.jobs.changed.connect(self._follow)


def _file_name(year: int | None, suffix: str) -> str:
    words = _("accession-register")
    return "-".join(filter(None, (words, str(year or "")))) + suffix


def _columns() -> list[Column[Any]]:
    return [
        Column(_("Date"), lambda line: brief_day(line.on), width=124),
        Column(_("Inventory no."), _number, width=124),
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("Publisher"), _publisher, width=150, from_width=900),
        Column(_("Class"), lambda line: Cell(line.class_number, line.call_number), width=130,
               from_width=800),
        Column(_("Source#acquisition").partition("#")[0], _source, width=126, from_width=640),
        Column(_("Price"), _price, width=100, align="right"),
        Column(_("Remarks"), _remarks, width=136, from_width=1000),
    ]  # fmt: skip


def _number(line: AccessionLine) -> Cell:
    return Cell(line.inventory_code or line.number, line.number if line.inventory_code else "")


def _publisher(line: AccessionLine) -> Cell:
    return Cell(line.publisher, " ".join(filter(None, (line.town, line.year))))


def _source(line: AccessionLine) -> Cell:
    kind = messages.SOURCE_KINDS[line.source_kind]
    words = _(kind) if kind else ""
    return Cell(words or line.source, line.source if words else "")


def _price(line: AccessionLine) -> Cell:
    return Cell(rupiah(line.price) if line.price is not None else "–")


def _remarks(line: AccessionLine) -> Cell:
    if line.withdrawn_on is not None:
        words = _("Withdrawn {day}").format(day=brief_day(line.withdrawn_on))
        return Cell(words, line.withdrawal, tint="bad")
    status = "" if line.status == "available" else _(messages.COPY_STATUSES[line.status])
    return Cell(status or line.note, line.note if status else "")
