"""Libraries without Jukung: their months typed, or read from workbooks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import files, theme, verbs
from jukung.ui.agency_pages import programme_parts as parts
from jukung.ui.agency_pages import programme_work as work
from jukung.ui.agency_pages.entry_form import EntryForm
from jukung.ui.agency_pages.entry_plan import EntryPlanView
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.programme_saving import FOLDER
from jukung.ui.agency_pages.programme_work import EntryView, FormView
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, number

if TYPE_CHECKING:
    from jukung.agency.entries import EntryLine
    from jukung.agency.entry_imports import EntryPlan, Imported
    from jukung.agency.office import OfficeDesk
    from jukung.domain.errors import Refusal
    from jukung.domain.months import Month


class EntryPane(QWidget):
    """A list; Enter opens a library's month, and a workbook shows its plan first."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._month: Month | None = None
        self._open_code = ""
        self._last_import = 0
        self.place = parts.choice(_("Regency or city"))
        self._rows: Rows[EntryLine] = Rows(_columns())
        self.table = Table(self._rows, rows="two")
        self._banner = Banner(corners="top")
        self.form = EntryForm()
        self.plan = EntryPlanView()
        self._template = Button(_("Hand out a sheet…"), icon="file-down")
        self._read = Button(_("Read a sheet…"), key="Ctrl+O", icon="upload")
        self.type = Button(_("Type a month…"), kind="primary", key="Ctrl+N", icon="pencil")
        self._lay_out()
        self._connect()

    def look_at(self, month: Month) -> None:
        """Show the libraries of a month."""
        changed = self._month is not None and month != self._month
        self._month = month
        if changed:
            self._leave()
        self._refresh()

    def words(self) -> str:
        """The sentence above the list."""
        return self._banner.words()

    def lines(self) -> list[EntryLine]:
        """The libraries shown."""
        return self._rows.values()

    def write_template(self, path: Path) -> None:
        """Write a sheet for the libraries shown."""
        month, district = self._month, self.place.currentData() or ""
        if month is None:
            return
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.read(
            lambda desk: verbs.entry_sheets.template(
                desk, verbs.entry_sheets.month_of_district(desk, district, month)
            ),
            owner=self,
            then=partial(self._write, path),
            refused=self._refuse,
        )

    def read(self, path: Path) -> None:
        """Show what a filled-in sheet would store."""
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.read(
            lambda desk: verbs.entry_imports.plan(desk, path),
            owner=self,
            then=self._show_plan,
            refused=self._refuse,
        )

    @Slot()
    def _refresh(self) -> None:
        month, district = self._month, self.place.currentData() or ""
        if month is not None:
            self._room.jobs.read(
                lambda desk: work.look_at_entries(desk, month, district),
                owner=self,
                then=self._show,
                refused=self._refuse,
                latest="entries",
            )

    @Slot(object)
    def _show(self, view: EntryView) -> None:
        parts.fill(self.place, {"": _("All")} | view.places)
        self.table.set_empty(
            _(
                "Libraries without Jukung count, too: type what they tell you, or hand out a "
                "sheet and read it back.\nFirst add them in Libraries (F2)."
            )
        )
        self._rows.show_values(view.lines)
        for each in (self.type, self._template):
            each.setEnabled(bool(view.lines))
        if view.lines:
            self.table.point_at(0)

    @Slot()
    def _type(self) -> None:
        line = self.table.current_value()
        if line is not None:
            self._open(line)

    @Slot(object)
    def _open(self, line: EntryLine) -> None:
        month, code = self._month, line.site.code
        if month is None:
            return
        self._open_code = code
        self._room.jobs.read(
            lambda desk: work.look_at_form(desk, code, month),
            owner=self,
            then=self._show_form,
            refused=self._refuse,
        )

    @Slot(object)
    def _show_form(self, view: FormView) -> None:
        self._pile.setCurrentWidget(self.form)
        self.form.show_month(view)

    @Slot(object, object, object)
    def _keep(self, figures: dict[str, int], source: str, origin: str) -> None:
        month, code, who = self._month, self._open_code, self._room.preferences.person
        if month is None:
            return

        def enter(desk: OfficeDesk) -> int:
            return verbs.agency_entries.enter(
                work.by(desk, who),
                code,
                month,
                figures=figures,
                source=verbs.agency_entries.FigureSource(source),
                origin=origin,
            )

        self._room.jobs.change(
            enter, owner=self, then=self._tell_kept, refused=self.form.refuse, touched={"entry"}
        )

    @Slot(object)
    def _tell_kept(self, _revision: object) -> None:
        self._leave()
        parts.tell(self._banner, _("The figures are kept, and count."))
        self._refresh()

    @Slot()
    def _cancel(self) -> None:
        month, code, who = self._month, self._open_code, self._room.preferences.person
        if month is None:
            return
        self._room.jobs.change(
            lambda desk: verbs.agency_entries.cancel(work.by(desk, who), code, month),
            owner=self,
            then=self._tell_cancelled,
            refused=self.form.refuse,
            touched={"entry"},
        )

    @Slot(object)
    def _tell_cancelled(self, _done: object) -> None:
        self._leave()
        parts.tell(self._banner, _("The month was taken back; it stays in the history."))
        self._refresh()

    @Slot(object)
    def _show_plan(self, plan: EntryPlan) -> None:
        self._pile.setCurrentWidget(self.plan)
        self.plan.show_plan(plan)

    @Slot(object)
    def _store(self, plan: EntryPlan) -> None:
        who = self._room.preferences.person
        self._room.jobs.change(
            lambda desk: verbs.entry_imports.store(work.by(desk, who), plan),
            owner=self,
            then=self._tell_stored,
            refused=self._refuse,
            touched={"entry"},
        )

    @Slot(object)
    def _tell_stored(self, done: Imported) -> None:
        self._leave()
        self._last_import = done.number
        back = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        back.clicked.connect(self.undo)
        parts.tell(self._banner, "")
        self._banner.say(
            _("{count} months of {file} are kept.").format(
                count=number(done.count), file=done.file
            ),
            tint="good",
            button=back,
        )
        self._refresh()

    @Slot()
    def undo(self) -> None:
        """Take the last sheet back."""
        done, who = self._last_import, self._room.preferences.person
        self._room.jobs.change(
            lambda desk: verbs.entry_imports.undo(work.by(desk, who), done),
            owner=self,
            then=self._tell_undone,
            refused=self._refuse,
            touched={"entry"},
        )

    @Slot(object)
    def _tell_undone(self, _count: object) -> None:
        parts.tell(self._banner, _("The sheet was taken back; what was typed before counts."))
        self._refresh()

    @Slot()
    def _leave(self) -> None:
        self._pile.setCurrentWidget(self._list)
        self.table.setFocus()

    def _write(self, path: Path, content: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=self,
            then=lambda done: parts.tell(self._banner, _("Saved: {file}").format(file=done.name)),
            refused=self._refuse,
        )

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        parts.refuse(self._banner, refusal)

    @Slot()
    def _ask_where(self) -> None:
        folder = self._room.preferences.folder(FOLDER) or Path.home()
        month = self._month.text if self._month else ""
        word = _("figures")
        files.choose_new_file(
            self,
            _("Save the sheet"),
            pattern=_("Workbook (*.xlsx)"),
            start=folder / f"{word}-{month}.xlsx",
            then=self.write_template,
        )

    @Slot()
    def _ask_file(self) -> None:
        files.choose_file(
            self,
            _("Choose a filled-in sheet"),
            pattern=_("Workbook") + " (*.xlsx *.csv)",
            start=self._room.preferences.folder(FOLDER),
            then=self.read,
        )

    def _lay_out(self) -> None:
        list_ = Card(flush=True)
        list_.body.addWidget(self._banner)
        list_.body.addWidget(self.table, 1)
        foot = list_.add_foot()
        foot.addWidget(self._template)
        foot.addWidget(self._read)
        foot.addStretch(1)
        foot.addWidget(self.type)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        asking = QHBoxLayout()
        asking.addWidget(self.place)
        asking.addStretch(1)
        self.place.setMinimumWidth(theme.px(240))
        column.addLayout(asking)
        column.addWidget(list_, 1)
        self._pile = InView()
        for each in (self._list, self.form, self.plan):
            self._pile.addWidget(each)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pile)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.place.activated.connect(self._refresh)
        self.table.chosen.connect(self._open)
        self.type.clicked.connect(self._type)
        self.form.wanted.connect(self._keep)
        self.form.cancelled.connect(self._cancel)
        self.form.left.connect(self._leave)
        self.plan.wanted.connect(self._store)
        self.plan.left.connect(self._leave)
        self._template.clicked.connect(self._ask_where)
        self._read.clicked.connect(self._ask_file)


def _columns() -> list[Column[EntryLine]]:
    return [
        Column(_("Library"), lambda line: Cell(line.site.name, line.site.place_name, strong=True)),
        Column(_("Code"), lambda line: Cell(line.site.code, soft=True), width=140, from_width=620),
        Column(_("State"), _state, width=240),
        Column(_("Revisions"), _revisions, width=90, align="right", from_width=700),
    ]


def _state(line: EntryLine) -> Cell:
    if line.source is None:
        return Cell(_("nothing yet"), chip="gold") if line.owes else Cell(_("owes nothing"))
    words = verbs.source_words_of.source_word(line.source)
    if str(line.source) == "parcel":
        return Cell(_("now reported by Jukung"), chip="accent")
    return Cell(words, brief_day(line.at.date()) if line.at else "")


def _revisions(line: EntryLine) -> str:
    return number(line.revisions) if line.revisions else ""
