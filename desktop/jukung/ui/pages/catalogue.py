"""The catalogue: find a title as you type, see its copies, keep both right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.domain import errors
from jukung.domain.kinds import Role
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.copy_drafts import copy_draft
from jukung.ui.pages.copy_form import CopyForm, NewCopiesForm
from jukung.ui.pages.copy_history_list import CopyHistoryList
from jukung.ui.pages.form_parts import FormCard
from jukung.ui.pages.hold_form import HoldForm
from jukung.ui.pages.searched_list import ListWords, SearchedList
from jukung.ui.pages.tidy_view import TidyView
from jukung.ui.pages.title_asking import TitleAsking
from jukung.ui.pages.title_filters import TitleFilters
from jukung.ui.pages.title_form import TitleForm
from jukung.ui.pages.title_panel import TitlePanel
from jukung.ui.pages.title_source import title_source
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.stack import InView, Stack
from jukung.ui.room import Room
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.domain.kinds import ScreeningResult
    from jukung.library.catalogue import CopyLine, TitleView
    from jukung.library.copies import CopyView
    from jukung.library.copy_history import HistoryLine
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView
    from jukung.library.title_lines import TitleLine

WIDE, NARROW = 420, 350
_CHANGES = frozenset({"title", "copy"})
_TOUCHES = frozenset({"title", "copy", "loan", "hold", "screening"})


@dataclass(frozen=True, slots=True)
class _Shown:
    """A title read for the panel, and what is said above it."""

    view: TitleView
    today: date
    said: str = ""
    detail: str = ""
    waiting: int = 0
    screened: ScreeningResult | None = None
    """Whether the title may circulate; none in a village."""
    cover: bytes | None = None
    act_id: str = ""
    """What can be taken back right away, if anything."""


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
            room, _columns(), source=title_source({}), words=_list_words(), parent=self
        )
        self._filters = TitleFilters(parent=self)
        self._panel = TitlePanel()
        self._form, self._copy_form, self._new_copies = TitleForm(), CopyForm(), NewCopiesForm()
        self._asking = TitleAsking(room, self._form, parent=self)
        self._cover: bytes | None = None
        self._answer = UndoBanner(room, touched=_CHANGES, then=self._follow_undo)
        self._hold_form, self._history = HoldForm(), CopyHistoryList()
        self._title_card = FormCard(self._form)
        self._copy_card = FormCard(_below(self._copy_form, self._history))
        self._hold_card = FormCard(self._hold_form, save=_("Place hold"))
        self._new_copies_card = FormCard(self._new_copies, save=_("Add"))
        self._empty = Card()
        self._nothing = EmptyState("library", _("No title chosen"), wide=280)
        self._side = Stack()
        self._import = Button(_("Import a list…"), icon="upload")
        self._labels = Button(_("Print labels"), icon="printer")
        self._public = Button(_("Public catalogue"), icon="book-open", key="Ctrl+G")
        self._new = Button(_("New title"), icon="plus", key="Ctrl+N")
        self._tidy_button = Button(_("Put in order"), icon="list-checks", key="Ctrl+Shift+O")
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
        self._side.setFixedWidth(theme.px(WIDE if self.width() >= theme.px(1000) else NARROW))
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
        for button in (self._labels, self._tidy_button, self._new):
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
        self._import.setVisible(wide >= theme.px(1150) and not self._is_aide())
        for button, words in (
            (self._labels, _("Print labels")),
            (self._tidy_button, _("Put in order")),
        ):
            button.setText(words if wide >= theme.px(960) else "")
            button.setToolTip("" if wide >= theme.px(960) else words)
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
            lambda desk: _read(desk, title_id),
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
                _history(desk, line.number),
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

    def _undo_button(self, act_id: str) -> Button | None:
        if not act_id:
            return None
        button = Button(_("Undo"), icon="undo-2", key="Ctrl+Z")
        button.clicked.connect(lambda: self._take_back(act_id))
        return button

    def _take_back(self, act_id: str) -> None:
        if self._view is None:
            return
        title_id = self._view.id

        def work(desk: Desk) -> _Shown:
            verbs.undoing.undo(desk, act_id)
            return _read(desk, title_id, _("Undone."))

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
        if card is not self._title_card or not self._form.is_changed():
            return False
        self._title_card.warn(
            _("This title is not saved yet"), _("Ctrl S saves it, Esc leaves it as it was.")
        )
        self._form.take_focus()
        return True

    def _open(self, card: FormCard, title: str, form: Any) -> None:  # noqa: ANN401 - one of three forms
        card.begin(title)
        self._side.setCurrentWidget(card)
        form.take_focus()

    def _show(self, shown: _Shown) -> None:
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
            self._panel.say(shown.said, shown.detail, button=self._undo_button(shown.act_id))
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

        def work(desk: Desk) -> _Shown:
            draft = verbs.catalogue.TitleDraft(**facts)
            if title_id:
                act_id = verbs.catalogue.edit(desk, title_id, draft)
                _keep_cover(desk, title_id, jpeg, is_other=is_other)
                shown = _read(desk, title_id, _("The title is saved"))
                return replace(shown, act_id=act_id)
            made = verbs.catalogue.add(desk, draft)
            _keep_cover(desk, made, jpeg, is_other=is_other)
            copy = copy_draft(desk, source)
            numbers = verbs.copies.add(desk, made, count=count, draft=copy) if count else ()
            return _read(desk, made, _("The title is in the catalogue"), _numbered(numbers))

        self._change(self._title_card, work)

    @Slot()
    def _save_copy(self) -> None:
        if self._copy is None or self._view is None:
            return
        copy_id, title_id = self._copy.id, self._view.id
        facts, given = self._copy_form.facts(), self._copy_form.number()

        def work(desk: Desk) -> _Shown:
            act_id = verbs.copies.edit(desk, copy_id, copy_draft(desk, facts), number=given)
            return replace(_read(desk, title_id, _("The copy is saved")), act_id=act_id)

        self._change(self._copy_card, work)

    @Slot()
    def _save_new_copies(self) -> None:
        if self._view is None:
            return
        title_id, facts, kind = self._view.id, self._new_copies.facts(), self._new_copies.kind()
        said_of = self._new_copies.particulars() | {"kind": kind}

        def work(desk: Desk) -> _Shown:
            draft = copy_draft(desk, said_of)
            numbers = verbs.copies.add(desk, title_id, draft=draft, **facts)
            said = many("{count} copy added", "{count} copies added", len(numbers))
            shown = _read(desk, title_id, said.format(count=len(numbers)), _numbered(numbers))
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
            lambda desk: _placed(desk, who, title_id),
            owner=self,
            then=self._show_placed,
            refused=self._refuse_hold,
            touched={"hold"},
        )

    def _show_placed(self, answer: _Shown | tuple[MemberView, ...]) -> None:
        if isinstance(answer, _Shown):
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

    def _show_saved(self, shown: _Shown) -> None:
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
        self._list.line.setMinimumWidth(theme.px(150))
        top.addWidget(self._list.line, 1)
        for button in (*self._top_buttons(), self._new):
            top.addWidget(button)
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


def _read(desk: Desk, title_id: str, said: str = "", detail: str = "") -> _Shown:
    waiting = verbs.holds.queue_length(desk, title_id)
    screened = verbs.screening.of_title(desk, title_id)
    view = verbs.catalogue.show(desk, title_id)
    cover = verbs.covers.show(desk, view.id)
    return _Shown(view, desk.today, said, detail, waiting, screened, cover)


def _keep_cover(desk: Desk, title_id: str, jpeg: bytes | None, *, is_other: bool) -> None:
    if is_other and jpeg is None:
        verbs.covers.remove(desk, title_id)
    elif is_other and jpeg is not None:
        verbs.covers.keep(desk, title_id, jpeg)


def _history(desk: Desk, barcode: str) -> tuple[HistoryLine, ...]:
    """What happened to a copy; nothing for who may not know who had it."""
    try:
        return verbs.copy_history.of_copy(desk, barcode)
    except errors.NotAllowed:
        return ()


def _placed(desk: Desk, who: str, title_id: str) -> _Shown | tuple[MemberView, ...]:
    """The hold of a card, or of the only one a name fits; else all whom it fits."""
    try:
        card = verbs.members.by_card(desk, who).card
    except errors.MemberUnknown:
        found = verbs.members.find(desk, who)
        if len(found) > 1:
            return found
        if not found:
            raise
        card = found[0].card
    placed = verbs.holds.place(desk, card, title_id)
    name = verbs.members.by_card(desk, placed.card).name or placed.card
    return _read(
        desk,
        title_id,
        _("{name} waits for this title").format(name=name),
        _("Number {place} in the queue.").format(place=number(placed.place)),
    )


def _below(form: QWidget, list_: QWidget) -> QWidget:
    """A form with a list under it, as one."""
    both = QWidget()
    inner = QVBoxLayout(both)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(theme.px(14))
    inner.addWidget(form)
    inner.addWidget(list_, 1)
    return both


def _numbered(numbers: tuple[str, ...]) -> str:
    """Which numbers were given, for the pencil; the first and last of many."""
    if not numbers:
        return ""
    if len(numbers) <= 3:
        return _("Number {numbers}. Print the labels next.").format(numbers=", ".join(numbers))
    return _("Numbers {first} to {last}. Print the labels next.").format(
        first=numbers[0], last=numbers[-1]
    )


def _list_words() -> ListWords:
    return ListWords(
        placeholder=_("Search title, person, subject, ISBN or number…"),
        counted=lambda count: many("{count} title", "{count} titles", count).format(
            count=number(count)
        ),
        empty=_("No title yet. Import a list from SLiMS, or add the first title with Ctrl N."),
    )


def _columns() -> list[Column[TitleLine]]:
    return [
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("Call number"), lambda line: line.call_number, width=148, from_width=560),
        Column(_("Year"), lambda line: line.year, width=72, from_width=620),
        Column(_("Copies"), _copies, width=112),
    ]


def _copies(line: TitleLine) -> Cell:
    if not line.copy_count:
        return Cell(_("none"), soft=True)
    figures = _("{free} / {count}").format(free=line.in_count, count=line.copy_count)
    return Cell(figures, _("available"), tint="" if line.in_count else "gold")
