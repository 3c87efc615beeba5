"""Targets of the year, how far they are, and setting them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import files, theme, verbs
from jukung.ui.agency_pages import programme_parts as parts
from jukung.ui.agency_pages import programme_work as work
from jukung.ui.agency_pages.list_pane import ListPane
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.programme_saving import FOLDER, Paper
from jukung.ui.agency_pages.programme_work import TargetView
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, long_month, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.planning import Planning
    from jukung.agency.target_sheets import ReadTargets
    from jukung.agency.targets import Progress
    from jukung.domain.months import Month
    from jukung.figures.reports.report import ReportTable

V = TypeVar("V")

MOST = 999_999_999
_TINTS = {"reached": "good", "on_track": "accent", "behind": "bad", "unknown": "neutral"}


class TargetsPane(ListPane):
    """A year's targets until the month in the corner; the form sets one."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(room, parent=parent)
        self._rows: Rows[Progress] = Rows(_columns())
        self.table = Table(self._rows, rows="two")
        self._year = label("", "heading")
        self.code = parts.choice(_("Indicator"))
        self.place = parts.choice(_("Where"))
        self.value = CountField(MOST)
        self.set_ = Button(_("Set the target"), kind="primary", key="Ctrl+Return", icon="check")
        self.away = Button(_("Take it away"), icon="trash")
        self.copy = Button(_("Copy last year's"), icon="history")
        self._read = Button(_("Read from Excel…"), icon="upload")
        self._lay_out()
        self._connect()

    def lines(self) -> list[Progress]:
        """The targets shown."""
        return self._rows.values()

    def read(self, path: Path) -> None:
        """Read targets from a workbook, and set them."""
        month = self._month
        if month is None:
            return
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._change(partial(_read, path=path, year=month.year), self._tell_read)

    @override
    def tables(self, desk: OfficeDesk) -> tuple[ReportTable, ...]:
        """The sheet as a workbook; called on a lane."""
        month = self._month
        return verbs.planning.tables(desk, _look(desk, month)) if month else ()

    def paper(self, desk: OfficeDesk) -> bytes:
        """The sheet on paper; called on a lane."""
        month = self._month
        return verbs.planning.pdf(desk, _look(desk, month)) if month else b""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < theme.px(parts.NARROW_BELOW)
        self._side.setFixedWidth(theme.px(parts.NARROW if narrow else parts.WIDE))
        self._print.setText(_("Print") if narrow else _("Print the meeting's sheet"))

    @override
    @Slot()
    def _refresh(self) -> None:
        month = self._month
        if month is not None:
            self._room.jobs.read(
                lambda desk: work.look_at_targets(desk, month),
                owner=self,
                then=self._show,
                refused=self._refuse,
                latest="targets",
            )

    @Slot(object)
    def _show(self, view: TargetView) -> None:
        year, until = view.planning.year, view.planning.until
        self._year.setText(
            _("Targets of {year}, until {month}").format(
                year=year, month=long_month(until.year, until.number)
            )
        )
        parts.fill(self.code, view.titles)
        parts.fill(self.place, {"": _("Whole office")} | view.places)
        self.table.set_empty(
            _(
                "Here stands what the programme of {year} wants and how far it is.\n"
                "Set the first target at the right, or copy last year's."
            ).format(year=year)
        )
        self._rows.show_values(view.planning.progress)
        for each in (self._save, self._print):
            each.setEnabled(bool(view.planning.progress))

    @Slot(object)
    def _take_into_form(self, found: Progress | None) -> None:
        self.away.setEnabled(found is not None)
        if found is None:
            return
        self.code.setCurrentIndex(max(self.code.findData(found.target.code), 0))
        self.place.setCurrentIndex(max(self.place.findData(found.target.district), 0))
        self.value.show_count(found.target.value)

    @Slot()
    def _set(self) -> None:
        value = self.value.count()
        if value is None:
            self._banner.say(_("Type what is wanted by the end of the year."), tint="gold")
            self.value.setFocus()
            return
        self._store(value)

    @Slot()
    def _take_away(self) -> None:
        self._store(None)

    def _store(self, value: int | None) -> None:
        month, code = self._month, self.code.currentData()
        if month is None or not code:
            return
        district = self.place.currentData() or ""
        self._change(
            lambda desk: verbs.targets.set_target(
                desk, month.year, code, value=value, district=district
            ),
            self._tell_set,
        )

    @Slot()
    def _copy(self) -> None:
        month = self._month
        if month is not None:
            self._change(
                lambda desk: verbs.targets.copy_year(desk, month.year - 1, into=month.year),
                self._tell_copied,
            )

    def _change(self, do: Callable[[OfficeDesk], V], then: Callable[[V], object]) -> None:
        who = self._room.preferences.person
        self._room.jobs.change(
            lambda desk: do(work.by(desk, who)),
            owner=self,
            then=then,
            refused=self._refuse,
            touched={"target"},
        )

    @Slot(object)
    def _tell_set(self, _done: object) -> None:
        self._tell(_("The target is kept."))
        self._refresh()

    @Slot(object)
    def _tell_copied(self, count: int) -> None:
        self._tell(_("{count} targets copied.").format(count=number(count)))
        self._refresh()

    @Slot(object)
    def _tell_read(self, found: ReadTargets) -> None:
        words = _("{count} targets read.").format(count=number(len(found.wanted)))
        self._tell(words, "gold" if found.unknown else "good")
        if found.unknown:
            self._banner.say(
                words,
                _("Not understood: {words}").format(words=", ".join(found.unknown[:6])),
                tint="gold",
            )
        self._refresh()

    @Slot()
    def _ask_file(self) -> None:
        files.choose_file(
            self,
            _("Choose a table of targets"),
            pattern=_("Workbook") + " (*.xlsx *.csv)",
            start=self._room.preferences.folder(FOLDER),
            then=self.read,
        )

    @override
    def _paper(self) -> Paper | None:
        return self.paper

    @override
    def _file(self) -> str:
        word = _("programme")
        return f"{word}-{self._month.year if self._month else ''}"

    def _lay_out(self) -> None:
        list_ = Card(flush=True)
        list_.body.addWidget(self._banner)
        list_.body.addWidget(self.table, 1)
        foot = list_.add_foot()
        foot.addStretch(1)
        foot.addWidget(self._save)
        foot.addWidget(self._print)
        self._side, card = parts.side_card(self.set_)
        self._year.setWordWrap(True)
        card.addWidget(self._year)
        for name, field in (
            (_("Indicator"), self.code),
            (_("Where"), self.place),
            (_("Wanted by the end of the year"), self.value),
        ):
            card.addLayout(named(name, field))
        note = _("Loans and visits add up over the year; members and copies are as they stand.")
        card.addWidget(label(note, "small", wrap=True))
        card.addStretch(1)
        for button in (self._read, self.copy, self.away):
            card.addWidget(button)
        self.away.setEnabled(False)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(14))
        page.addWidget(list_, 1)
        page.addWidget(self._side)
        self.setFocusProxy(self.code)

    def _connect(self) -> None:
        self.table.pointed.connect(self._take_into_form)
        self.value.returnPressed.connect(self._set)
        self.set_.clicked.connect(self._set)
        self.away.clicked.connect(self._take_away)
        self.copy.clicked.connect(self._copy)
        self._read.clicked.connect(self._ask_file)


def _look(desk: OfficeDesk, month: Month) -> Planning:
    return verbs.planning.look(desk, month.year, until=month)


def _read(desk: OfficeDesk, *, path: Path, year: int) -> ReadTargets:
    found = verbs.target_sheets.read(desk, path, year)
    verbs.target_sheets.store(desk, found)
    return found


def _columns() -> list[Column[Progress]]:
    return [
        Column(_("Indicator"), _indicator),
        Column(
            _("Month by month"), lambda each: Cell(bars=each.reached), width=158, from_width=700
        ),
        Column(_("So far"), _so_far, width=104, align="right", from_width=480),
        Column(
            _("Target"),
            lambda each: number(each.target.value),
            width=90,
            align="right",
            from_width=480,
        ),
        Column(_("State"), _state, width=142),
    ]


def _indicator(each: Progress) -> Cell:
    said = _("{now} of {target}").format(now=number(each.now), target=number(each.target.value))
    return Cell(each.title, f"{each.place} · {said}", strong=True)


def _so_far(each: Progress) -> Cell:
    return Cell(number(each.now), verbs.planning.share_words(each), strong=True)


def _state(each: Progress) -> Cell:
    return Cell(_(verbs.target_sheets.PACES[each.pace]), chip=_TINTS[str(each.pace)])
