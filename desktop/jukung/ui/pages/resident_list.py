"""The residents by room: searched, filtered, shown beside the list, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import AgeBand, ResidentState, Sex
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import resident_words
from jukung.ui.pages.form_parts import choice_of
from jukung.ui.pages.member_more import MemberMore, Way
from jukung.ui.pages.member_tasks import MemberTasks, show_paper
from jukung.ui.pages.resident_forms import MoveForm, NewResident, row_of_room
from jukung.ui.pages.resident_panel import ResidentPanel
from jukung.ui.pages.resident_reading import LEFT, Asked, Listed, read_listed, read_shown
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.beside import Beside
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.moves import MoveDone
    from jukung.library.residents import ResidentView
    from jukung.ui.pages.resident_reading import ShownResident
    from jukung.ui.room import Room

WIDE, NARROW = 400, 312
_TOUCHED = frozenset({"member", "hold", "house"})


class ResidentList(QWidget):
    """The list on the left; the chosen resident or a form on the right."""

    resident_shown = Signal(object)
    """The id of the resident that the panel shows now."""

    clearance_wanted = Signal(str)
    """The id of a resident whose clearance is to be shown."""

    roster_wanted = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._shown: ShownResident | None = None
        self._points, self._undoable = "", ""
        self.line = SearchLine(_("Scan or type a card, or a room such as B-12…"))
        self._block, self._state = QComboBox(), QComboBox()
        self._rows: Rows[ResidentView] = Rows(resident_words.columns())
        self.table = Table(self._rows)
        self._count = label("", "note")
        self._import = Button(_("Import"), icon="upload", key="Ctrl+I")
        self._new = Button(_("New resident"), icon="plus", key="Ctrl+N")
        self._list_card = Card(flush=True)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side, self.panel = InView(), ResidentPanel()
        self._tasks = MemberTasks(room, self._side, parent=self)
        self.new_form, self.move_form, self.more = NewResident(), MoveForm(), MemberMore()
        self._said, self._empty = Banner(corners="all"), Card()
        self._beside = Beside(
            self._side, standing=(self._empty, self.panel), wide=WIDE, narrow=NARROW
        )
        self._fill_choices()
        self._lay_out()
        self._connect()

    # --- for the page, the keyboard and tests --------------------------------------------------

    def come_into_view(self) -> None:
        """Show who is here now, and be ready to search."""
        self.refresh()
        if self._side.currentWidget() in (self._empty, self.panel):
            self.line.take_focus()

    @Slot()
    def refresh(self) -> None:
        """Read the list again, and whoever is shown."""
        asked = Asked(self.line.text().strip(), choice_of(self._block), choice_of(self._state))
        self._room.jobs.read(
            lambda desk: read_listed(desk, asked),
            owner=self,
            then=lambda listed: self._show_listed(listed, asked),
            refused=self._refuse,
            latest="list",
        )

    def search(self, text: str) -> None:
        """Search for a card or room, and point at the first who fits."""
        self.line.setText(text)
        self._points = "first"
        self.refresh()

    def found(self) -> list[ResidentView]:
        """The residents in the list, from the top."""
        return self._rows.values()

    def choose_block(self, name: str) -> None:
        """Show one block; an empty name shows all."""
        at = max(self._block.findText(name), 0) if name else 0
        self._block.setCurrentIndex(at)

    def choose_state(self, state: str) -> None:
        """Show one state, `left` for who is gone; empty for who is here."""
        self._state.setCurrentIndex(max(self._state.findData(state), 0))

    def show_resident(self, resident_id: str) -> None:
        """Show a resident in the panel."""
        self._room.jobs.read(
            lambda desk: read_shown(desk, resident_id),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="resident",
        )

    @Slot()
    def begin_new(self) -> None:
        """Open the form for a new card."""
        self._side.setCurrentWidget(self.new_form)
        self.new_form.start()

    @Slot()
    def begin_move(self) -> None:
        """Open the form for another room or state."""
        if self._shown is not None and self._shown.particulars is not None:
            self._side.setCurrentWidget(self.move_form)
            self.move_form.start(self._shown)

    @Slot()
    def save(self) -> None:
        """Save the form that is open."""
        shown = self._side.currentWidget()
        if shown in (self.new_form, self.move_form):
            shown.press_save()

    def words(self) -> str:
        """The sentence that is shown beside the list."""
        return self.panel.words() or self._said.words()

    # --- the list -----------------------------------------------------------------------------

    def _show_listed(self, listed: Listed, asked: Asked) -> None:
        self._keep_blocks(listed)
        now = self.table.current_value()
        self._rows.show_values(listed.residents)
        self.table.set_empty(
            _first_step(listed)
            if listed.is_empty
            else _("Nobody fits. Try fewer letters, or another block.")
        )
        said = many("{count} resident", "{count} residents", len(listed.residents))
        self._count.setText(said.format(count=number(len(listed.residents))))
        wanted = self._points
        self._points = ""
        keys = [each.id for each in listed.residents]
        if wanted == "first" or (asked.words and len(keys) == 1):
            if keys:
                self.table.point_at(0)
        elif (wanted or (now is not None and now.id)) in keys:
            self.table.point_at(keys.index(wanted or now.id))

    def _keep_blocks(self, listed: Listed) -> None:
        known = [
            (self._block.itemText(n), self._block.itemData(n)) for n in range(self._block.count())
        ]
        wanted = [
            (_("All blocks"), ""),
            *((_("Block {name}").format(name=b.name), b.id) for b in listed.blocks),
        ]
        if known == wanted:
            return
        blocker = QSignalBlocker(self._block)
        now = choice_of(self._block)
        self._block.clear()
        for name, value in wanted:
            self._block.addItem(name, value)
        self._block.setCurrentIndex(max(self._block.findData(now), 0))
        blocker.unblock()

    def _fill_choices(self) -> None:
        self._block.addItem(_("All blocks"), "")
        self._state.addItem(_("Everybody here"), "")
        for state in ResidentState:
            if not state.has_left:
                self._state.addItem(_(messages.RESIDENT_STATES[state]), str(state))
        self._state.addItem(_("Those who left"), LEFT)
        self._block.setAccessibleName(_("Block"))
        self._state.setAccessibleName(_("Status"))

    # --- the side -----------------------------------------------------------------------------

    def _show(self, shown: ShownResident) -> None:
        self._shown = shown
        names = self._room.names
        self.panel.show_resident(shown, names=names is not None and names.may_open())
        self._side.setCurrentWidget(self.panel)
        self.resident_shown.emit(shown.resident.id)

    @Slot(object)
    def _point(self, view: ResidentView | None) -> None:
        if view is None or self._side.currentWidget() in (self.new_form, self.move_form):
            return
        is_here = self._shown is not None and self._shown.resident == view
        if not is_here or self._side.currentWidget() is not self.panel:
            self.show_resident(view.id)

    @Slot(object)
    def _choose(self, view: ResidentView) -> None:
        tiny = self._beside.shows_list_alone()
        self._beside.open()
        if self._shown is not None and self._shown.resident.id == view.id and not tiny:
            self.begin_move()
        else:
            self.show_resident(view.id)

    @Slot()
    def _leave(self) -> None:
        self._side.setCurrentWidget(self.panel if self._shown else self._empty)
        self._beside.close_card()
        self.table.setFocus()

    @Slot()
    def _register(self) -> None:
        form = self.new_form
        card, typed = form.card.text().strip(), form.room.text().strip()
        sex, age = Sex(choice_of(form.sex)), AgeBand(choice_of(form.age))

        def work(desk: Desk) -> ResidentView:
            row = row_of_room(desk, typed)
            return verbs.house_residents.register(desk, card, place_row=row, sex=sex, age_band=age)

        form.wait(waits=True)
        self._room.jobs.change(
            work, owner=self, then=self._tell_registered, refused=form.refuse, touched=_TOUCHED
        )

    def _tell_registered(self, view: ResidentView) -> None:
        sounds.play("done")
        self._points = view.id
        self.refresh()
        form = self.new_form
        form.start()
        said = _("{card} registered").format(card=view.card)
        form.warn(said, _("Type the next room, or Esc."), tint="good")

    @Slot()
    def _store_move(self) -> None:
        if self._shown is None:
            return
        form, view = self.move_form, self._shown.resident
        try:
            on, release = form.on.day(), form.release_on()
        except Refusal as refusal:
            form.refuse(refusal)
            return
        typed, state = form.room.text().strip(), form.chosen_state()

        def work(desk: Desk) -> MoveDone:
            moved = not state.has_left and typed.upper() != view.place.upper()
            row = row_of_room(desk, typed) if moved else None
            change = verbs.moves.Change(view.row, row, state, release)
            return verbs.moves.record(desk, (change,), on)

        form.wait(waits=True)
        self._room.jobs.change(
            work, owner=self, then=self._tell_moved, refused=form.refuse, touched=_TOUCHED
        )

    def _tell_moved(self, done: MoveDone) -> None:
        if self._shown is None:
            return
        self._undoable = done.act_id
        self._tell(_("Stored"), _("A clearance is open now.") if done.left else "", undo=True)

    def _tell(self, title: str, detail: str = "", *, undo: bool = False) -> None:
        """Say what was done above the resident, as they are now."""
        if self._shown is None:
            return
        resident_id = self._shown.resident.id

        def then(shown: ShownResident) -> None:
            sounds.play("done")
            self._show(shown)
            button = None
            if undo:
                button = Button(_("Undo"), icon="undo-2", key="Ctrl+Z")
                button.clicked.connect(self.undo)
            self.panel.banner.say(title, detail, tint="good", button=button)
            self.panel.take_focus()

        self._points = resident_id
        self.refresh()
        self._room.jobs.read(
            lambda desk: read_shown(desk, resident_id), owner=self, then=then, latest="resident"
        )

    @Slot()
    def undo(self) -> None:
        """Take the last move back."""
        act_id, self._undoable = self._undoable, ""
        if act_id:
            self._room.jobs.change(
                lambda desk: verbs.undoing.undo(desk, act_id),
                owner=self,
                then=lambda _undone: self._tell(_("Undone")),
                refused=self._refuse,
                touched=_TOUCHED,
            )

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        first, rest = messages.two_lines(messages.sentence(refusal))
        on_panel = self._side.currentWidget() is self.panel
        (self.panel.banner if on_panel else self._said).say(first, rest, tint="bad")

    # --- what else can be done ----------------------------------------------------------------

    @Slot()
    def _show_more(self) -> None:
        if self._shown is not None:
            self._side.setCurrentWidget(self.more)
            self.more.show_ways(self._shown.member, prison=True)

    @Slot(object)
    def _begin_task(self, way: Way) -> None:
        if self._shown is None:
            return
        if way.opens:
            self._leave()
            self._open_elsewhere(way.opens)
        self._tasks.begin(way, self._shown.member)

    def _open_elsewhere(self, what: str) -> None:
        if what == "roster":
            self.roster_wanted.emit()
        elif what == "state":
            self.begin_move()
        elif self._shown is not None:
            show_paper(self._room, what, self._shown.member)

    @Slot(str)
    def _say_gone(self, said: str) -> None:
        sounds.play("done")
        self._shown = None
        self._said.say(said, tint="good")
        self._side.setCurrentWidget(self._empty)
        self.refresh()

    @Slot()
    def _go_to_desk(self) -> None:
        if self._shown is not None and self._room.go is not None:
            page: Any = self._room.go("circulation")
            page.call_member(self._shown.resident.card)

    @Slot()
    def _ask_name(self) -> None:
        if self._shown is not None and self._room.names is not None:
            self._room.names.open(self._shown.resident.card)

    @Slot()
    def _ask_clearance(self) -> None:
        if self._shown is not None:
            self.clearance_wanted.emit(self._shown.resident.id)

    @Slot()
    def _go_down(self) -> None:
        if self._rows.values():
            self.table.setFocus()
            self.table.point_at(max(self.table.currentIndex().row(), 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.px(1240)
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _lay_out(self) -> None:
        first = _("Choose a card in the list, or add a new one with Ctrl N.")
        self._empty.body.addWidget(self._said)
        self._empty.body.addWidget(EmptyState("users", _("Nobody chosen"), first, wide=260))
        for each in (self._empty, self.panel, self.new_form, self.move_form, self.more):
            self._side.addWidget(each)
        self._list_card.body.addWidget(self.table, 1)
        foot = self._list_card.add_foot()
        foot.setContentsMargins(theme.px(16), theme.px(7), theme.px(16), theme.px(8))
        foot.addWidget(self._count, 1)
        foot.addWidget(self._import)
        foot.addWidget(self._new)
        filters = QHBoxLayout()
        filters.setSpacing(theme.px(10))
        filters.addWidget(self._block, 1)
        filters.addWidget(self._state, 1)
        top = self._top
        top.setSpacing(theme.px(10))
        top.addWidget(self.line, 1)
        top.addLayout(filters)
        self._beside.column.addLayout(top)
        self._beside.column.addWidget(self._list_card, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._beside)

    def _connect(self) -> None:
        self._import.clicked.connect(self.roster_wanted)
        self._new.clicked.connect(self.begin_new)
        self._beside.closed.connect(self.table.setFocus)
        self.line.searched.connect(self._search)
        self.line.entered.connect(self.search)
        self.line.left_down.connect(self._go_down)
        self.line.gather_from(self.table)
        self._block.currentIndexChanged.connect(self.refresh)
        self._state.currentIndexChanged.connect(self.refresh)
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(self._choose)
        self.panel.move_wanted.connect(self.begin_move)
        self.panel.more_wanted.connect(self._show_more)
        self.panel.desk_wanted.connect(self._go_to_desk)
        self.panel.name_wanted.connect(self._ask_name)
        self.panel.clearance_wanted.connect(self._ask_clearance)
        self.more.chosen.connect(self._begin_task)
        self._tasks.left.connect(self._leave)
        self._tasks.done.connect(self._tell)
        self._tasks.gone.connect(self._say_gone)
        self._tasks.moved.connect(self.show_resident)
        self.more.left.connect(self._leave)
        self.new_form.saved.connect(self._register)
        self.new_form.left.connect(self._leave)
        self.move_form.saved.connect(self._store_move)
        self.move_form.left.connect(self._leave)

    @Slot(object)
    def _search(self, _words: str) -> None:
        self.refresh()


def _first_step(listed: Listed) -> str:
    if not listed.blocks:
        return _("Nobody here yet. Add the blocks under Settings, then cards with Ctrl N.")
    return _("Nobody here yet. Give the first card with Ctrl N.")
