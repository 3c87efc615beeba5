"""The boxes: where each is, what is in it, and what can be done with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.agency_pages import box_rows, box_words
from jukung.ui.agency_pages.box_changing import BoxChanging
from jukung.ui.agency_pages.box_forms import HandOverForm, NewBoxForm, TakeBackForm
from jukung.ui.agency_pages.box_rows import BoxList
from jukung.ui.agency_pages.box_side import BoxSide
from jukung.ui.agency_pages.box_work import BoxWork
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.box_files import HandedOver, Returned
    from jukung.agency.box_lists import BoxPlan
    from jukung.agency.boxes import BoxDetail, BoxLine
    from jukung.exchange.packs.lists import BookList

WIDE, NARROW = 470, 370


class BoxView(QWidget):
    """The list on the left, the chosen box or a form on the right."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._today = date(2000, 1, 1)
        self._found: BoxList | None = None
        self._plan: BoxPlan | None = None
        self._list: tuple[Path, BookList] | None = None
        self._detail: BoxDetail | None = None
        self._asked = ""
        self._work_of = BoxWork(room, parent=self)
        self._printing = PaperPrinting(cast("Any", room), self)
        self._search = SearchLine(_("Search a box, library or place"))
        self._banner = Banner(corners="top")
        self._rows: Rows[BoxLine] = Rows(box_rows.columns(lambda: self._today))
        self._table = Table(self._rows, rows="two")
        self.side = BoxSide()
        self.new_form = NewBoxForm()
        self.out_form = HandOverForm(self._today)
        self.back_form = TakeBackForm(self._today)
        self.changing = BoxChanging(room, self._work_of, detail=lambda: self._detail, parent=self)
        self.change_form = self.changing.form
        self._new = Button(_("New from a list…"), kind="primary", key="Ctrl+N", icon="plus")
        self._lay_out()
        self._connect()

    @property
    def _forms(self) -> tuple[SectionForm, ...]:
        return (self.new_form, self.out_form, self.back_form, self.change_form)

    def refresh(self) -> None:
        """Read the boxes anew."""
        self._room.jobs.read(box_rows.look, owner=self, then=self._show, latest="boxes")

    def read_list(self, path: Path, uses: tuple[str, ...] | None = None) -> None:
        """Show what a list of books would become."""
        self._work_of.plan(
            path,
            uses,
            lambda made: self._show_plan(path, made, fresh=uses is None),
            self._refuse if uses is None else self.new_form.refuse,
        )

    def hand_over(self, folder: Path) -> None:
        """Lend the chosen box as its form says, with file and papers in a folder."""
        detail = self._detail
        if detail is None:
            return
        try:
            out_on, due_on = self.out_form.out.day(), self.out_form.due.day()
        except Refusal as refusal:
            self.out_form.refuse(refusal)
            return
        self._work_of.hand_over(
            detail.line.uid,
            self.out_form.code(),
            out_on=out_on,
            due_on=due_on,
            then=lambda handed: self._write_out(handed, folder),
            refused=self.out_form.refuse,
        )

    def take_back_by(self, path: Path) -> None:
        """Take a box back as its library's list says."""
        self._room.preferences.keep_folder("boxes", path.parent)
        on = self.back_form.on.readable() or self._today
        self._work_of.change(
            lambda desk: verbs.box_files.take_back_by_list(desk, path, back_on=on),
            then=self._tell_returned,
            refused=self._refuse,
        )

    def lines(self) -> list[BoxLine]:
        """The boxes shown."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._banner.words()

    def choose(self, number: str) -> None:
        """Point at a box by its number."""
        for row, line in enumerate(self.lines()):
            if line.number == number:
                self._table.point_at(row)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(1060)
        self._pile.setFixedWidth(theme.px(WIDE if wide else NARROW))

    @Slot()
    def ask_for_list(self) -> None:
        """Let a list of books be chosen."""
        files.choose_file(
            self,
            _("Choose the list of the box"),
            pattern=_("List of books") + " (*.xlsx *.csv *.txt)",
            start=self._room.preferences.folder("boxes"),
            then=self.read_list,
        )

    @Slot()
    def begin_hand_over(self) -> None:
        """Open the form of handing over."""
        if self._detail is None or self._found is None:
            return
        line = self._detail.line
        self.out_form.load(line.number, line.site, self._found.sites, today=self._today)
        self._pile.setCurrentWidget(self.out_form)

    @Slot()
    def begin_take_back(self) -> None:
        """Open the form of taking back."""
        if self._detail is not None:
            self.back_form.load(self._detail, today=self._today)
            self._pile.setCurrentWidget(self.back_form)

    @Slot()
    def make_box(self) -> None:
        """Make the box that the form shows."""
        plan = self._plan
        if plan is None:
            return
        number, name = self.new_form.number.text(), self.new_form.name.text()
        self._work_of.change(
            lambda desk: verbs.boxes.prepare(desk, number=number, name=name, copies=plan.copies),
            then=self._tell_made,
            refused=self.new_form.refuse,
        )

    @Slot()
    def take_back(self) -> None:
        """Take the chosen box back as its form says."""
        detail, form = self._detail, self.back_form
        if detail is None:
            return
        try:
            on = form.on.day()
        except Refusal as refusal:
            form.refuse(refusal)
            return
        missing, damaged = form.marked("missing"), form.marked("damaged")
        self._work_of.change(
            lambda desk: verbs.boxes.take_back(
                desk, detail.line.uid, back_on=on, missing=missing, damaged=damaged
            ),
            then=self._tell_back,
            refused=form.refuse,
        )

    @Slot()
    def begin_change(self) -> None:
        """Open the form of what is seldom done."""
        if self._detail is not None:
            self.change_form.load(self._detail, today=self._today)
            self._pile.setCurrentWidget(self.change_form)

    @Slot()
    def _ask_where(self) -> None:
        files.choose_folder(
            self,
            _("Where shall file and papers go?"),
            start=self._room.preferences.folder("boxes"),
            then=self.hand_over,
        )

    @Slot()
    def _ask_for_return(self) -> None:
        files.choose_file(
            self,
            _("Choose the return list of the library"),
            pattern=_("Return list") + " (*.jkb)",
            start=self._room.preferences.folder("boxes"),
            then=self.take_back_by,
        )

    @Slot(object)
    def _search_for(self, words: str) -> None:
        self._asked = words
        self._fill()

    @Slot(object)
    def _show(self, found: BoxList) -> None:
        self._found, self._today = found, found.today
        self._whole.setCurrentWidget(self._work if found.boxes else self._empty)
        if not found.boxes and self._plan is not None:
            self._whole.setCurrentWidget(self._work)
        self._fill()

    def _fill(self) -> None:
        if self._found is None:
            return
        kept = self._detail.line.number if self._detail else ""
        self._rows.show_values(self._found.matching(self._asked))
        self._table.set_empty(_("No box fits. Search for fewer letters."))
        if kept:
            self.choose(kept)
        if self._table.current_value() is None and self.lines():
            self._table.point_at(0)

    @Slot(object)
    def _point(self, line: BoxLine | None) -> None:
        if line is None:
            return
        uid = line.uid
        self._room.jobs.read(
            lambda desk: verbs.boxes.show(desk, uid),
            owner=self,
            then=self._show_detail,
            latest="box",
        )

    @Slot(object)
    def _show_detail(self, detail: BoxDetail) -> None:
        self._detail = detail
        self.side.show_box(detail, self._today)
        if self._pile.currentWidget() is self.new_form and self._plan is not None:
            return
        self._pile.setCurrentWidget(self.side)

    def _show_plan(self, path: Path, made: tuple[BookList, BoxPlan], *, fresh: bool) -> None:
        found, self._plan = made
        self._list = (path, found)
        self._banner.clear()
        self._whole.setCurrentWidget(self._work)
        number = self._found.free_number() if self._found else ""
        self.new_form.load(self._plan, proposed=number, fresh=fresh)
        self._pile.setCurrentWidget(self.new_form)

    @Slot(object)
    def _read_anew(self, uses: tuple[str, ...]) -> None:
        if self._list is not None:
            self.read_list(self._list[0], uses)

    @Slot()
    def _leave_form(self) -> None:
        self._plan = self._list = None
        self._pile.setCurrentWidget(self.side)
        if self._found is not None and not self._found.boxes:
            self._whole.setCurrentWidget(self._empty)
        self._table.take_focus()

    def _tell_made(self, line: BoxLine) -> None:
        self._leave_form()
        words = _("Box {number} is prepared with {copies}")
        self._say(words.format(number=line.number, copies=box_words.copies_words(line.copies)))
        self._after(line)

    def _tell_back(self, line: BoxLine) -> None:
        self._leave_form()
        gone = line.missing + line.damaged
        words = _("Box {number} is back")
        detail = (
            _("{copies} stay out of it; the minutes list them.").format(
                copies=box_words.copies_words(gone)
            )
            if gone
            else _("Everything is there.")
        )
        self._say(words.format(number=line.number), detail)
        self._after(line)

    def _tell_returned(self, found: Returned) -> None:
        self._tell_back(found.line)

    def _write_out(self, handed: HandedOver, folder: Path) -> None:
        self._leave_form()
        self._after(handed.line)
        self._work_of.write(handed, folder, lambda written: self._tell_out(handed, written))

    def _tell_out(self, handed: HandedOver, written: Path) -> None:
        words = _("Box {number} went to {library}")
        self._say(
            words.format(number=handed.line.number, library=handed.line.site_name),
            _("File, minutes and label are in {folder}.").format(folder=written.parent),
        )

    @Slot(object, object)
    def _tell_changed(self, line: BoxLine, words: str) -> None:
        self._leave_form()
        self._say(words.format(number=line.number))
        self._after(line)

    @Slot(object)
    def _tell_written_again(self, path: Path) -> None:
        self._leave_form()
        words = _("Its papers are printed with Ctrl P and Ctrl L.")
        self._say(_("Written: {path}").format(path=path.name), words)

    def _say(self, title: str, detail: str = "") -> None:
        self._banner.say(title, detail, tint="good")
        sounds.play("done")

    def _after(self, line: BoxLine) -> None:
        if self._detail is not None and self._detail.line.uid != line.uid:
            self._detail = None
        self.refresh()
        self.choose(line.number)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self._banner.say(*messages.two_lines(messages.sentence(refusal)))
        sounds.play("refused")

    @Slot()
    def _print_minutes(self) -> None:
        if (paper := self._paper("minutes")) is not None:
            self._printing.ask_printer(paper)

    @Slot()
    def _print_label(self) -> None:
        if (paper := self._paper("label")) is not None:
            self._printing.ask_printer(paper)

    def _paper(self, what: str) -> Printable | None:
        if self._detail is None:
            return None
        uid, number = self._detail.line.uid, self._detail.line.number
        return Printable(
            make=lambda desk: getattr(verbs.agency_box_papers, what)(desk, uid),
            file=f"{number}-{what}.pdf",
            folder="boxes",
            printed=_("Printed."),
        )

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "package",
            _("Boxes of books on loan are kept here"),
            _(
                "Ctrl N reads the list of a box from Excel, INLISLite or SLiMS. Then hand it "
                "over to a library, with a file, minutes for two signatures and a label."
            ),
        )
        self._pile = InView()
        for each in (self.side, *self._forms):
            self._pile.addWidget(each)
        list_ = Card(flush=True)
        list_.body.addWidget(self._banner)
        list_.body.addWidget(self._table, 1)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(18))
        row.addWidget(list_, 1)
        row.addWidget(self._pile)
        self._whole = InView()
        self._whole.addWidget(self._empty)
        self._whole.addWidget(self._work)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self._search, 1)
        top.addWidget(self._new)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(14))
        page.addLayout(top)
        page.addWidget(self._whole, 1)
        self.setFocusProxy(self._search)

    def _connect(self) -> None:
        self._room.jobs.changed.connect(self._refresh_if_touched)
        self._search.searched.connect(self._search_for)
        self._search.entered.connect(self._search_for)
        self._search.left_down.connect(self._table.take_focus)
        self._search.gather_from(self._table)
        self._table.pointed.connect(self._point)
        self._new.clicked.connect(self.ask_for_list)
        self.new_form.changed.connect(self._read_anew)
        self.new_form.saved.connect(self.make_box)
        self.out_form.saved.connect(self._ask_where)
        self.back_form.saved.connect(self.take_back)
        self.back_form.listed.connect(self._ask_for_return)
        for form in self._forms:
            form.left.connect(self._leave_form)
        self.side.hand_over.clicked.connect(self.begin_hand_over)
        self.side.take_back.clicked.connect(self.begin_take_back)
        self.side.late_list.clicked.connect(self._ask_for_return)
        self.side.more.clicked.connect(self.begin_change)
        self.changing.changed.connect(self._tell_changed)
        self.changing.written.connect(self._tell_written_again)
        self._work_of.refused.connect(self._refuse)
        self.side.minutes.clicked.connect(self._print_minutes)
        self.side.label.clicked.connect(self._print_label)
        self._printing.refused.connect(self._refuse)
        self._printing.said.connect(self._tell_printed)

    @Slot(object, object)
    def _tell_printed(self, words: str, tint: str) -> None:
        self._banner.say(words, tint=tint)

    @Slot(object)
    def _refresh_if_touched(self, touched: frozenset[str]) -> None:
        if self.isVisible() and "box" in touched:
            self.refresh()
