"""The catalogue: find a title as you type, see its copies, keep both right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain.kinds import Role
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages.copy_drafts import copy_draft
from jukung.ui.pages.copy_form import CopyForm, NewCopiesForm
from jukung.ui.pages.copy_history_list import CopyHistoryList
from jukung.ui.pages.form_parts import FormCard
from jukung.ui.pages.hold_form import HoldForm
from jukung.ui.pages.searched_list import SearchedList
from jukung.ui.pages.tidy_view import TidyView
from jukung.ui.pages.title_asking import TitleAsking
from jukung.ui.pages.title_columns import columns, list_words
from jukung.ui.pages.title_file import TitleFile
from jukung.ui.pages.title_filters import TitleFilters
from jukung.ui.pages.title_form import TitleForm
from jukung.ui.pages.title_panel import TitlePanel
from jukung.ui.pages.title_source import title_source
from jukung.ui.pages.title_work import Shown, history_of, keep_cover, numbered, placed, read
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.stack import InView, Stack
from jukung.ui.room import Room
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.exchange.exports.list_files import ListWritten
    from jukung.library.catalogue import CopyLine, TitleView
    from jukung.library.copies import CopyView
    from jukung.library.copy_history import HistoryLine
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView
    from jukung.library.title_lines import TitleLine

WIDE, NARROW, NARROWEST = 420, 332, 326
_CHANGES = frozenset({"title", "copy"})
_TOUCHES = frozenset({"title", "copy", "loan", "hold", "screening"})


class CataloguePage(QWidget):
    """The list on the left; the chosen title or a form on the right."""

    title_shown = Signal(object)
    """The id of the title that the panel shows now."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._view: TitleView | None = None
        self._waiting = 0
        self._edited = ""
        self._copy: CopyView | None = None
        self._stale = True
        self._list: SearchedList[TitleLine] = SearchedList(
            room, columns(), source=title_source({}), words=list_words(), parent=self
        )
        self._filters = TitleFilters(parent=self)
        self._panel = TitlePanel()
        self._form, self._copy_form, self._new_copies = TitleForm(), CopyForm(), NewCopiesForm()
        self._asking = TitleAsking(room, self._form, parent=self)
        self._cover: bytes | None = None
        self._answer = UndoBanner(room, touched=_CHANGES, then=self._follow_undo)
        self._hold_form, self._history = HoldForm(), CopyHistoryList()
        self._title_card = FormCard(self._form, facts=self._title_typed)
        self._copy_card = FormCard(
            _below(self._copy_form, self._history),
            facts=lambda: (self._copy_form.facts(), self._copy_form.number()),
        )
        self._hold_card = FormCard(self._hold_form, save=_("Place hold"))
        self._new_copies_card = FormCard(self._new_copies, save=_("Add"), facts=self._copies_typed)
        self._empty = Card()
        self._nothing = EmptyState("library", _("No title chosen"), wide=280)
        self._side = Stack()
        self._import = Button(_("Import a list…"), icon="upload")
        self._labels = Button(_("Print labels"), icon="printer")
        self._public = Button(_("Public catalogue"), icon="book-open", key="Ctrl+G")
        self._new = Button(_("New title"), icon="plus", key="Ctrl+N")
        self._tidy_button = Button(_("Put in order"), icon="list-checks", key="Ctrl+Shift+O")
        self._out = Button(_("Workbook…"), kind="link", key="Ctrl+Shift+E")
        self._file = TitleFile(
            room, self, shown=lambda: (self._list.line.text().strip(), self._filters.facts())
        )
        self._whole = InView()
        self._tidy: TidyView | None = None
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Be ready to search; show what changed meanwhile."""
        self.staff_came()
        if self._stale:
            self._stale = False
            self._list.refresh()
            self._read_again()
        if self._side.currentWidget() in (self._empty, self._panel):
            self._list.line.take_focus()

    def corner(self) -> QWidget:
        """The way to the catalogue for everybody, at the right of the header."""
        return self._public

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width()
        beside = NARROW if wide >= theme.px(900) else NARROWEST
        self._side.setFixedWidth(theme.px(WIDE if self.width() >= theme.px(1000) else beside))
        self._filters.be_narrow(narrow=self.width() < theme.px(900))
        self._fit_top()

    # --- for the keyboard, tests and the tour ------------------------------------------------

    def search(self, text: str) -> None:
        """Search for words and show the likeliest title."""
        self._list.search_and_point(text)

    def found(self) -> list[TitleLine]:
        """The titles in the list, from the top."""
        return self._list.values()

    def filters(self) -> TitleFilters:
        """What the list leaves out."""
        return self._filters

    def panel(self) -> TitlePanel:
        """The chosen title."""
        return self._panel

    def form(self) -> TitleForm:
        """The form of a title."""
        return self._form

    def new_copies(self) -> NewCopiesForm:
        """The form for copies that come."""
        return self._new_copies

    def copy_form(self) -> CopyForm:
        """The form of one copy."""
        return self._copy_form

    def hold_form(self) -> HoldForm:
        """The form of who waits."""
        return self._hold_form

    def history(self) -> list[HistoryLine]:
        """What happened to the copy whose form is open."""
        return self._history.lines()

    def form_card(self) -> FormCard | None:
        """The form that is open; None while a title is only read."""
        card = self._side.currentWidget()
        return card if isinstance(card, FormCard) else None

    @Slot()
    def save(self) -> None:
        """Save the form that is open."""
        if card := self.form_card():
            card.press_save()

    @Slot()
    def leave_form(self) -> None:
        """Close the form without saving."""
        self._side.setCurrentWidget(self._panel if self._view else self._empty)
        self._list.table.setFocus()

    @Slot()
    def staff_came(self) -> None:
        """An aide finds titles and changes none."""
        edits = not self._is_aide()
        for button in (self._labels, self._tidy_button, self._new, self._out):
            button.setVisible(edits)
        self._fit_top()
        self._panel.allow(edits=edits)
        self._say_first_step(edits=edits)

    def _say_first_step(self, *, edits: bool) -> None:
        self._nothing.show_words(
            _("No title chosen"),
            _("Choose a title in the list to see its copies, or add a new one with Ctrl N.")
            if edits
            else _("Choose a title in the list to see its copies."),
        )

    def _fit_top(self) -> None:
        """Leave the search line its room: the import is a page too, and icons have hints."""
        wide = self.window().width()
        self._import.setVisible(wide >= theme.px(1500) and not self._is_aide())
        # Labels have a page of their own too.
        self._labels.setVisible(wide >= theme.px(900) and not self._is_aide())
        says_what = wide >= theme.px(1200)
        self._list.line.setPlaceholderText(list_words().placeholder if says_what else _("Search…"))
        for button, words, from_width in (
            (self._labels, _("Print labels"), 1300),
            (self._tidy_button, _("Put in order"), 1100),
        ):
            says = wide >= theme.px(from_width)
            button.setText(words if says else "")
            button.setToolTip("" if says else words)
            button.setAccessibleName(words)

    def _is_aide(self) -> bool:
        staff = self._room.staff
        return staff is not None and staff.role is Role.aide

    @Slot()
    def take_over(self) -> None:
        """Somebody else stands here: no form stays open, and no history behind it."""
        self._view, self._copy, self._edited = None, None, ""
        self._history.show_lines(())
        self._answer.clear()
        self._leave_tidy()
        self._asking.let_go()
        self._side.setCurrentWidget(self._empty)
        self._filters.clear()
        self._list.search("")

    def show_title(self, title_id: str) -> None:
        """Show a title in the panel."""
        self._room.jobs.read(
            lambda desk: read(desk, title_id),
            owner=self,
            then=self._show,
            latest="title",
        )

    @Slot()
    def begin_new(self) -> None:
        """Open the form for a new title."""
        if self._is_in_the_way() or self._is_aide():
            return
        self._edited = ""
        self._form.load(None)
        self._asking.begin()
        self._open(self._title_card, _("New title"), self._form)

    @Slot()
    def begin_edit(self) -> None:
        """Open the form of the title shown."""
        if self._view is not None and not self._is_in_the_way() and not self._is_aide():
            self._edited = self._view.id
            self._form.load(self._view.draft, self._cover)
            self._asking.begin(self._view.id)
            self._open(self._title_card, _("Edit title"), self._form)

    @Slot()
    def begin_copies(self) -> None:
        """Open the form for further copies of the title shown."""
        if self._view is not None and not self._is_aide():
            self._new_copies.clear()
            self._ask_shelves()
            self._open(self._new_copies_card, _("Add copies"), self._new_copies)

    @Slot()
    def begin_hold(self) -> None:
        """Ask who waits for the title shown."""
        if self._view is None or self._is_in_the_way():
            return
        self._hold_form.load(self._view.draft.title, waiting=self._waiting)
        self._open(self._hold_card, _("Place a hold"), self._hold_form)

    @Slot(object)
    def begin_copy(self, line: CopyLine) -> None:
        """Open the form of one copy."""
        if self._is_aide():
            return
        self._room.jobs.read(
            lambda desk: (
                verbs.copies.show(desk, line.number),
                history_of(desk, line.number),
                verbs.shelves.listed(desk),
            ),
            owner=self,
            then=self._show_copy,
            latest="copy",
        )

    @Slot()
    def bin_title(self) -> None:
        """Put the title shown into the recycle bin, unless somebody used it."""
        if self._view is None or self._is_aide() or self.form_card() is not None:
            return
        title_id, name = self._view.id, self._view.draft.title
        self._room.jobs.change(
            lambda desk: verbs.title_bin.put_in(desk, [title_id]),
            owner=self,
            then=lambda moved: self._show_binned(name, moved.act_id),
            refused=self._answer.refuse,
            touched=_CHANGES,
        )

    @Slot()
    def put_in_order(self) -> None:
        """Open the views of twins, names, many at once, letters, bin and packs."""
        if self._is_aide() or self._is_in_the_way():
            return
        if self._tidy is None:
            self._tidy = TidyView(self._room, parent=self)
            self._tidy.left.connect(self._leave_tidy)
            self._whole.addWidget(self._tidy)
        self._tidy.begin(self._list.line.text().strip(), self._filters.facts())
        self._whole.setCurrentWidget(self._tidy)
        self._tidy.shown()

    def tidy(self) -> TidyView | None:
        """The views that put the catalogue in order, once they were opened."""
        return self._tidy

    # --- what follows ------------------------------------------------------------------------

    @Slot(object)
    def _point(self, line: TitleLine) -> None:
        if self._view is not None and self._view.id == line.id and not self.form_card():
            return
        if not self._is_in_the_way():
            self.show_title(line.id)

    @Slot(object)
    def _choose(self, line: TitleLine) -> None:
        if self._view is not None and self._view.id == line.id:
            self.begin_edit()
        elif not self._is_in_the_way():
            self.show_title(line.id)

    @Slot()
    def _leave_tidy(self) -> None:
        if self._tidy is not None and self._whole.currentWidget() is self._tidy:
            self._whole.setCurrentIndex(0)
            self._list.refresh()
            self._read_again()
            self._list.line.take_focus()

    def _show_binned(self, name: str, act_id: str) -> None:
        self._view = None
        self._side.setCurrentWidget(self._empty)
        self._answer.tell(_("“{title}” is in the recycle bin").format(title=name), act_id=act_id)
        self._list.line.take_focus()

    def _undo_button(self, shown: Shown) -> Button | None:
        if not shown.act_id and not shown.is_new:
            return None
        button = Button(_("Undo"), icon="undo-2", key="Ctrl+Z")
        if shown.is_new:
            # One key for the title and its copies; the bin gives them back whole.
            button.clicked.connect(self.bin_title)
        else:
            button.clicked.connect(lambda: self._take_back(shown.act_id))
        return button

    def _take_back(self, act_id: str) -> None:
        if self._view is None:
            return
        title_id = self._view.id

        def work(desk: Desk) -> Shown:
            verbs.undoing.undo(desk, act_id)
            return read(desk, title_id, _("Undone."))

        self._room.jobs.change(
            work, owner=self, then=self._show, refused=self._answer.refuse, touched=_CHANGES
        )

    def _follow_undo(self, _act_id: str) -> None:
        self._list.refresh()

    @Slot(object)
    def _open_twin(self, title_id: str) -> None:
        """Leave the form for the title that is here; what was typed was of that one."""
        self._form.load(None)
        self._side.setCurrentWidget(self._empty)
        self.show_title(title_id)
        self._panel.setFocus()

    def _ask_shelves(self) -> None:
        self._room.jobs.read(
            lambda desk: (verbs.shelves.listed(desk), verbs.copies.numbers_ahead(desk)),
            owner=self,
            then=self._offer_shelves,
            latest="shelves",
        )

    def _offer_shelves(self, found: tuple[tuple[str, ...], str]) -> None:
        self._new_copies.offer_shelves(found[0])
        self._new_copies.tell_number(found[1])

    def _is_in_the_way(self) -> bool:
        """Whether unsaved words would be lost; the form then says so."""
        card = self.form_card()
        if card is None or not card.warn_if_changed():
            return False
        for each, form in (
            (self._title_card, self._form),
            (self._copy_card, self._copy_form),
            (self._new_copies_card, self._new_copies),
        ):
            if card is each:
                form.take_focus()
        return True

    def _title_typed(self) -> object:
        form = self._form
        return form.facts(), form.copy_count(), form.source.facts(), form.cover.jpeg()

    def _copies_typed(self) -> object:
        form = self._new_copies
        return form.facts(), form.kind(), form.particulars()

    def _open(self, card: FormCard, title: str, form: Any) -> None:  # noqa: ANN401 - one of three forms
        card.begin(title)
        self._side.setCurrentWidget(card)
        form.take_focus()

    def _show(self, shown: Shown) -> None:
        self._view, self._waiting = shown.view, shown.waiting
        self._cover = shown.cover
        self._panel.show_title(
            shown.view,
            today=shown.today,
            waiting=shown.waiting,
            screened=shown.screened,
            cover=shown.cover,
        )
        if shown.said:
            self._panel.say(shown.said, shown.detail, button=self._undo_button(shown))
        self._side.setCurrentWidget(self._panel)
        self.title_shown.emit(shown.view.id)

    def _show_copy(self, found: tuple[CopyView, tuple[HistoryLine, ...], tuple[str, ...]]) -> None:
        copy, history, shelves = found
        self._copy_form.offer_shelves(shelves)
        self._copy = copy
        self._history.show_lines(history)
        self._copy_form.load(copy)
        self._open(self._copy_card, _("Copy {number}").format(number=copy.number), self._copy_form)

    @Slot()
    def _save_title(self) -> None:
        facts, count = self._form.facts(), self._form.copy_count()
        source, cover = self._form.source.facts(), self._form.cover
        title_id, jpeg, is_other = self._edited, cover.jpeg(), cover.is_changed()

        def work(desk: Desk) -> Shown:
            draft = verbs.catalogue.TitleDraft(**facts)
            if title_id:
                act_id = verbs.catalogue.edit(desk, title_id, draft)
                keep_cover(desk, title_id, jpeg, is_other=is_other)
                shown = read(desk, title_id, _("The title is saved"))
                return replace(shown, act_id=act_id)
            made = verbs.catalogue.add(desk, draft)
            keep_cover(desk, made, jpeg, is_other=is_other)
            copy = copy_draft(desk, source)
            numbers = verbs.copies.add(desk, made, count=count, draft=copy) if count else ()
            shown = read(desk, made, _("The title is in the catalogue"), numbered(numbers))
            return replace(shown, is_new=True)

        self._change(self._title_card, work)

    @Slot()
    def _save_copy(self) -> None:
        if self._copy is None or self._view is None:
            return
        copy_id, title_id = self._copy.id, self._view.id
        facts, given = self._copy_form.facts(), self._copy_form.number()

        def work(desk: Desk) -> Shown:
            act_id = verbs.copies.edit(desk, copy_id, copy_draft(desk, facts), number=given)
            return replace(read(desk, title_id, _("The copy is saved")), act_id=act_id)

        self._change(self._copy_card, work)

    @Slot()
    def _save_new_copies(self) -> None:
        if self._view is None:
            return
        title_id, facts, kind = self._view.id, self._new_copies.facts(), self._new_copies.kind()
        said_of = self._new_copies.particulars() | {"kind": kind}

        def work(desk: Desk) -> Shown:
            draft = copy_draft(desk, said_of)
            numbers = verbs.copies.add(desk, title_id, draft=draft, **facts)
            said = many("{count} copy added", "{count} copies added", len(numbers))
            shown = read(desk, title_id, said.format(count=len(numbers)), numbered(numbers))
            return replace(shown, act_id=verbs.copies.show(desk, numbers[0]).act_id)

        self._change(self._new_copies_card, work)

    @Slot()
    def _place_hold(self) -> None:
        if who := self._hold_form.who():
            self._hold_for(who)
        else:
            self._hold_card.warn(_("Scan the member's card, or type a card number or name."))
            self._hold_form.take_focus()

    @Slot(object)
    def _hold_for(self, who: str) -> None:
        if self._view is None:
            return
        title_id = self._view.id
        self._hold_card.wait(waits=True)
        self._room.jobs.change(
            lambda desk: placed(desk, who, title_id),
            owner=self,
            then=self._show_placed,
            refused=self._refuse_hold,
            touched={"hold"},
        )

    def _show_placed(self, answer: Shown | tuple[MemberView, ...]) -> None:
        if isinstance(answer, Shown):
            self._show_saved(answer)
            return
        self._hold_card.warn(_("Who is it?"), _("Choose with the arrow keys, then Enter."))
        self._hold_form.offer(answer)

    def _change(self, card: FormCard, work: Any) -> None:  # noqa: ANN401 - one of the works above
        card.wait(waits=True)
        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_saved,
            refused=partial(self._refuse, card),
            touched={"title", "copy"},
        )

    def _show_saved(self, shown: Shown) -> None:
        sounds.play("done")
        self._show(shown)
        self._list.line.take_focus()

    def _refuse(self, card: FormCard, refusal: Refusal) -> None:
        card.refuse(refusal)

    def _refuse_hold(self, refusal: Refusal) -> None:
        self._hold_card.refuse(refusal)
        # Selected, so that the next name takes the place of the refused one.
        self._hold_form.take_focus()

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if not touched & _TOUCHES:
            return
        if self.isVisible():
            self._list.refresh()
        else:
            self._stale = True

    def write_list(self, path: Path) -> None:
        """Write the list that is shown as a workbook."""
        self._file.write(path)

    @Slot(object)
    def _tell_written(self, made: ListWritten) -> None:
        sounds.play("done")
        rows = many("{count} title", "{count} titles", made.rows).format(count=number(made.rows))
        self._answer.say(_("Saved: {file}").format(file=made.path.name), rows, tint="good")

    @Slot()
    def _filter(self) -> None:
        self._list.use(title_source(self._filters.facts()))

    @Slot()
    def _offer_filters(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.title_filters.choices(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._filters.offer,
            latest="choices",
        )

    @Slot()
    def open_public(self) -> None:
        """Give the window to everybody who looks for a title."""
        from jukung.ui.pages import opac  # noqa: PLC0415 - rarely wanted

        opac.open_over(self._room, self.window(), without_pin=self._tell_pin_needed)

    def _tell_pin_needed(self) -> None:
        if self._room.alerts is not None:
            self._room.alerts.say(
                _("The public catalogue was not opened: nobody has a PIN yet."),
                _("Only a PIN ends it. Give one under Settings, Staff."),
                tint="gold",
            )

    def _read_again(self) -> None:
        """Read the title shown again; the desk may have lent a copy."""
        if self._view is not None and not self.form_card():
            self.show_title(self._view.id)

    @Slot()
    def _go_import(self) -> None:
        if self._room.go is not None:
            self._room.go("imports")

    @Slot()
    def _go_labels(self) -> None:
        if self._room.go is None:
            return
        page = self._room.go("labels")
        if self._view is not None and callable(offer := getattr(page, "show_chosen", None)):
            offer(tuple(line.id for line in self._view.copies))

    def _lay_out(self) -> None:
        self._empty.body.addWidget(self._nothing)
        self._say_first_step(edits=True)
        cards = (self._title_card, self._copy_card, self._new_copies_card, self._hold_card)
        for each in (self._empty, self._panel, *cards):
            self._side.addWidget(each)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        self._list.line.setMinimumWidth(theme.px(180))
        top.addWidget(self._list.line, 1)
        for button in (*self._top_buttons(), self._new):
            top.addWidget(button)
        self._list.add_at_foot(self._out)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(self._list.card, 1)
        below.addWidget(self._side)
        titles = QWidget()
        page = QVBoxLayout(titles)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addLayout(top)
        page.addWidget(self._answer)
        page.addWidget(self._filters.card)
        page.addWidget(self._filters.chips)
        page.addLayout(below, 1)
        self._whole.addWidget(titles)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)
        self.setFocusProxy(self._list.line)

    def _top_buttons(self) -> tuple[Button, ...]:
        return (self._filters.button, self._import, self._labels, self._tidy_button)

    def _connect(self) -> None:
        self._tidy_button.clicked.connect(self.put_in_order)
        self._out.clicked.connect(self._file.ask)
        self._file.written.connect(self._tell_written)
        self._file.refused.connect(self._answer.refuse)
        self._panel.bin_wanted.connect(self.bin_title)
        self._form.hints.twin_wanted.connect(self._open_twin)
        self._filters.changed.connect(self._filter)
        self._filters.wanted.connect(self._offer_filters)
        self._filters.left.connect(self._list.line.take_focus)
        self._list.pointed.connect(self._point)
        self._list.chosen.connect(self._choose)
        self._panel.edit_wanted.connect(self.begin_edit)
        self._panel.copies_wanted.connect(self.begin_copies)
        self._panel.hold_wanted.connect(self.begin_hold)
        self._hold_card.saved.connect(self._place_hold)
        self._hold_form.finished.connect(self._place_hold)
        self._hold_form.chosen.connect(self._hold_for)
        self._panel.copy_chosen.connect(self.begin_copy)
        self._new.clicked.connect(self.begin_new)
        self._import.clicked.connect(self._go_import)
        self._labels.clicked.connect(self._go_labels)
        self._public.clicked.connect(self.open_public)
        self._title_card.saved.connect(self._save_title)
        self._copy_card.saved.connect(self._save_copy)
        self._new_copies_card.saved.connect(self._save_new_copies)
        cards = (self._title_card, self._copy_card, self._new_copies_card, self._hold_card)
        for card in cards:
            card.left.connect(self.leave_form)
        self._form.finished.connect(self._title_card.press_save)
        self._copy_form.finished.connect(self._copy_card.press_save)
        self._new_copies.finished.connect(self._new_copies_card.press_save)
        self._room.jobs.changed.connect(self._follow)


def _below(form: QWidget, list_: QWidget) -> QWidget:
    """A form with a list under it, as one."""
    both = QWidget()
    inner = QVBoxLayout(both)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(theme.px(14))
    inner.addWidget(form)
    inner.addWidget(list_, 1)
    return both
