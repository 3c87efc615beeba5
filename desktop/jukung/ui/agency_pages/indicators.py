"""One figure at a time: by kabupaten, by library, by month; drawn, saved, printed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.months import month_of
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.agency_pages import indicator_look
from jukung.ui.agency_pages.indicator_look import Asked, IndicatorName, Shown
from jukung.ui.agency_pages.indicator_view import IndicatorView
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.span_bar import SpanBar
from jukung.ui.cells import Cell, Column
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.stack import Stack
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.ui.header import ChipWords
    from jukung.ui.room import Room

FOLDER = "figures"
_WIDE, _LIST, _NARROW_LIST, _HIGH = 1180, 240, 190, 700


class IndicatorsPage(QWidget):
    """Enter opens a kabupaten, then a library; Esc goes back."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._asked = Asked("visits")
        self._shown: Shown | None = None
        self._names: Rows[IndicatorName] = Rows([Column(_("Indicator"), _name)])
        self.list = Table(self._names)
        self.span = SpanBar()
        self.view = IndicatorView()
        self._parts = Button(_("With its parts"), kind="choice")
        self._back = Button(_("Back"), icon="chevron-left", key="Esc")
        self._banner, self._progress = Banner(corners="all"), ProgressStrip()
        self._copy = Button(_("Copy"), key="Ctrl+Shift+C")
        self._save = Button(_("Save…"), key="Ctrl+S", icon="save")
        self._open_package = Button(_("Open data…"), icon="package")
        self._open_package.setToolTip(
            _("The year's figures for everybody, without few people: CSV files in a folder")
        )
        self._print = Button(_("Print"), kind="primary", key="Ctrl+P", icon="printer")
        # What prints asks for the lanes and the choices, which every window has.
        self._printing = PaperPrinting(cast("Room", room), self)
        self._lay_out()
        self._connect()
        self._allow()

    def shown(self) -> None:
        """Read anew; the list takes the keys."""
        if not self._names.values():
            self._room.jobs.run(
                lambda _progress, _stopped: indicator_look.names(),
                owner=self,
                then=self._show_names,
                refused=self._refuse,
            )
        self._refresh()
        self.list.take_focus()

    def chips(self) -> tuple[ChipWords, ...]:
        """How many libraries there are."""
        if self._shown is None or not self._shown.site_count:
            return ()
        words = _("{count} libraries").format(count=number(self._shown.site_count))
        return ((words, "neutral"),)

    def corner(self) -> QWidget:
        """The way to the open data package."""
        return self._open_package

    def shown_now(self) -> Shown | None:
        """What is shown; None before the first reading is home."""
        return self._shown

    def choose(self, code: str) -> None:
        """Show another indicator, as deep as before."""
        self._ask(replace(self._asked, code=code))

    @Slot(object)
    def open(self, key: str) -> None:
        """Open a kabupaten, the prisons, or a library."""
        if not key:
            return
        deeper = {"site": key} if self._asked.district else {"district": key}
        self._ask(replace(self._asked, **deeper))  # type: ignore[arg-type]

    def words(self) -> str:
        """The sentence above the table; empty when there is none."""
        return self._banner.words()

    def printable(self) -> Printable | None:
        """The table in view on paper; nothing where it has no rows."""
        if self._shown is None or not self._shown.lines:
            return None
        make = partial(indicator_look.pdf, asked=self._asked, paper="a4")
        return Printable(
            make,
            file=self._file(".pdf"),
            folder=FOLDER,
            printed=_("The table is at the printer."),
            colour=True,
        )

    def save(self, path: Path) -> None:
        """Write the table in view; the ending of the name says as what."""
        suffix = path.suffix.lower()
        if suffix not in indicator_look.SUFFIXES:
            path, suffix = path.with_name(f"{path.name}.xlsx"), ".xlsx"
        self._room.preferences.keep_folder(FOLDER, path.parent)
        if suffix == ".pdf":
            if (paper := self.printable()) is not None:
                self._printing.save(path, paper)
            return
        asked = self._asked
        self._room.jobs.read(
            lambda desk: indicator_look.written(desk, asked, suffix=suffix),
            owner=self,
            then=lambda content: self._write(path, content),
            refused=self._refuse,
        )

    def write_open_package(self, folder: Path) -> None:
        """Write the package of the year in view into a folder."""
        if self._shown is None:
            return
        year = self._shown.span.last.year
        self._room.preferences.keep_folder("open_package", folder)
        target = folder / f"{year}"
        self._room.jobs.change(
            lambda desk: verbs.open_package.write(desk, year, target),
            owner=self,
            then=self._tell_open_package,
            refused=self._refuse,
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.window()
        narrow = window.width() < theme.px(_WIDE)
        self._left.setFixedWidth(theme.px(_NARROW_LIST if narrow else _LIST))
        self.view.become_small(narrow=narrow, low=window.height() < theme.px(_HIGH))

    # --- what follows ---------------------------------------------------------------------------

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        self._refresh()

    def _refresh(self) -> None:
        self._banner.clear()
        asked = self._asked
        self._room.jobs.read(
            lambda desk: indicator_look.look(desk, asked),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="indicator",
        )

    @Slot(object)
    def _refresh_if_touched(self, _touched: frozenset[str]) -> None:
        if self.isVisible():
            self._refresh()

    def _show_names(self, names: tuple[IndicatorName, ...]) -> None:
        self._names.show_values(names)
        codes = [each.code for each in names]
        self.list.point_at(codes.index(self._asked.code))
        self._follow_parts()

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._pile.setCurrentWidget(self._filled if shown.site_count else self._empty)
        this = month_of(shown.table.made_on)
        self.span.show_span(shown.span.words, shown.span.last, latest=this)
        self._back.setVisible(bool(shown.asked.district))
        self.view.show_table(shown)
        self._allow()
        if callable(refresh := getattr(self.window(), "refresh_header", None)):
            refresh()

    def _allow(self) -> None:
        may = self._shown is not None and bool(self._shown.lines)
        for button in (self._save, self._print, self._copy, self._open_package):
            button.setEnabled(may)

    @Slot(object)
    def _choose_name(self, name: IndicatorName | None) -> None:
        if name is not None and name.code != self._asked.code:
            self._ask(replace(self._asked, code=name.code))
            self._follow_parts()

    def _follow_parts(self) -> None:
        name = next((n for n in self._names.values() if n.code == self._asked.code), None)
        self._parts.setEnabled(name is not None and name.has_parts)

    @Slot()
    def _change_span(self) -> None:
        self._ask(replace(self._asked, unit=self.span.unit(), until=self.span.until()))

    @Slot(bool)
    def _change_parts(self, on: bool) -> None:  # noqa: FBT001 - the signal's own
        self._ask(replace(self._asked, with_parts=on))

    @Slot()
    def _open_pointed(self) -> None:
        self.view.take_focus()

    @Slot()
    def _go_back(self) -> None:
        asked = self._asked
        if asked.site:
            self._ask(replace(asked, site=""))
        elif asked.district:
            self._ask(replace(asked, district=""))
        self.view.take_focus()

    @Slot()
    def _copy_table(self) -> None:
        if self._shown is None:
            return
        rows = [self._shown.table.headings, *self._shown.lines]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
        self._tell(_("Copied; paste it into a letter or a workbook."), "good")

    def _file(self, suffix: str) -> str:
        title = self._shown.table.title if self._shown else _("Indicators")
        words = "".join(sign if sign.isalnum() else " " for sign in title.lower())
        return "-".join(words.split()) + suffix

    @Slot()
    def _ask_where(self) -> None:
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        patterns = {
            _("Workbook (*.xlsx)"): ".xlsx",
            _("CSV (*.csv)"): ".csv",
            _("PDF (*.pdf)"): ".pdf",
        }
        dialog = files.choose_new_file(
            self,
            _("Save table"),
            pattern=";;".join(patterns),
            start=folder / self._file(".xlsx"),
            then=self.save,
        )

        def follow(pattern: str) -> None:
            suffix = patterns.get(pattern, ".xlsx")
            dialog.setDefaultSuffix(suffix.removeprefix("."))
            dialog.selectFile(self._file(suffix))

        dialog.filterSelected.connect(follow)

    @Slot()
    def _ask_open_package(self) -> None:
        files.choose_folder(
            self,
            _("Where shall the folder of the open data be?"),
            start=self._room.preferences.folder("open_package"),
            then=self.write_open_package,
        )

    def _tell_open_package(self, written: tuple[Path, ...]) -> None:
        self._tell(_("Written: {path}").format(path=written[0].parent), "good")

    @Slot()
    def _ask_printer(self) -> None:
        if (paper := self.printable()) is not None:
            self._printing.ask_printer(paper)

    def _write(self, path: Path, content: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=self,
            then=lambda done: self._tell(_("Saved: {file}").format(file=done.name), "good"),
            refused=self._refuse,
        )

    @Slot(object, object)
    def _tell(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self._banner.say(words, tint=tint)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    @Slot()
    def _go_to_sites(self) -> None:
        if self._room.go is not None:
            self._room.go("sites")

    # --- how it looks ---

    def _lay_out(self) -> None:
        sites = Button(_("Libraries"), kind="primary", icon="library")
        sites.clicked.connect(self._go_to_sites)
        self._empty = EmptyState(
            "chart-column",
            _("No figures yet"),
            _(
                "Here every figure that libraries report is added up by kabupaten and compared "
                "with the year before. Enrol the first library, then receive its reports."
            ),
            button=sites,
        )
        self._left = Card(flush=True)
        self._left.body.addWidget(self.list, 1)
        self.list.verticalHeader().setDefaultSectionSize(theme.px(34))
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self.span, 1)
        top.addWidget(self._parts)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(10))
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        for each in (self._copy, self._save, self._print):
            buttons.addWidget(each)
        right = QVBoxLayout()
        right.setSpacing(theme.px(10))
        right.addLayout(top)
        right.addWidget(self._banner)
        right.addWidget(self._progress)
        right.addWidget(self.view, 1)
        right.addLayout(buttons)
        self._filled = QWidget()
        whole = QHBoxLayout(self._filled)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(14))
        whole.addWidget(self._left)
        whole.addLayout(right, 1)
        self._pile = Stack()
        self._pile.addWidget(self._filled)
        self._pile.addWidget(self._empty)
        page = QVBoxLayout(self)
        side = theme.px(14)
        page.setContentsMargins(side, side, side, side)
        page.addWidget(self._pile)
        self._back.hide()

    def _connect(self) -> None:
        self._room.jobs.changed.connect(self._refresh_if_touched)
        self.list.pointed.connect(self._choose_name)
        self.list.chosen.connect(self._open_pointed)
        self.span.changed.connect(self._change_span)
        self._parts.toggled.connect(self._change_parts)
        self.view.opened.connect(self.open)
        self._back.clicked.connect(self._go_back)
        self._open_package.clicked.connect(self._ask_open_package)
        self._copy.clicked.connect(self._copy_table)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._printing.said.connect(self._tell)
        self._printing.refused.connect(self._refuse)
        self._printing.show_on(self._progress)


def _name(name: IndicatorName) -> Cell:
    if name.is_part:
        return Cell(name.title, indent=1, tint="neutral")
    return Cell(name.title, strong=True)
