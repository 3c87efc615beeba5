"""The members: found as you type, registered, and sent to the desk.

A prison library has residents, known by their card and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ActKind, BorrowerStatus
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import member_list, member_words
from jukung.ui.pages.form_parts import FormCard
from jukung.ui.pages.member_form import Ground, MemberForm
from jukung.ui.pages.member_more import MemberMore, Way
from jukung.ui.pages.member_panel import MemberPanel
from jukung.ui.pages.member_picture import Source as PictureSource
from jukung.ui.pages.member_picture import jpeg_of
from jukung.ui.pages.member_reading import Alike, Shown, look_alikes, read_ground, read_shown, store
from jukung.ui.pages.member_task import MemberTask
from jukung.ui.pages.member_tasks import MemberTasks, show_paper
from jukung.ui.pages.searched_list import SearchedList
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.stack import Stack
from jukung.ui.room import Room
from jukung.words import _, brief_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView
    from jukung.ui.pages.member_account import MemberAccount
    from jukung.ui.pages.resident_card import ResidentCard
    from jukung.ui.pages.roster_view import RosterView

WIDE, NARROW = 420, 350
_TOUCHES = frozenset({"member", "loan", "money", "hold", "sanction"})


class MembersPage(QWidget):
    """The list on the left; the chosen member or the form on the right."""

    member_shown = Signal(object)
    """The id of the member that the panel shows now."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._side = Stack()
        self._furnished: _Furniture | None = None
        # What may be asked of a person is known only once the library is open.
        if room.profile is None:
            room.opened.connect(self._furnish)
        else:
            self._furnish()

    def heading(self) -> str:
        """Residents have another word."""
        return _("Residents") if self._room.is_prison else _("Members")

    def shown(self) -> None:
        """Be ready to search; show what changed meanwhile."""
        if self._furnished is not None:
            self._furnished.come_into_view()

    def search(self, text: str) -> None:
        """Search for words and show the likeliest member."""
        self.parts().list.search_and_point(text)

    def found(self) -> list[MemberView]:
        """The members in the list, from the top."""
        return self.parts().list.values()

    def panel(self) -> MemberPanel:
        """The chosen member."""
        return self.parts().panel

    def form(self) -> MemberForm:
        """The form."""
        return self.parts().form

    def task(self) -> MemberTask | None:
        """What is being done with the chosen member beside the list."""
        shown = self._side.currentWidget()
        return shown if isinstance(shown, MemberTask) else None

    def form_card(self) -> FormCard | None:
        """The form's card while it is open."""
        parts = self.parts()
        return parts.form_card if self._side.currentWidget() is parts.form_card else None

    def open_roster(self) -> RosterView:
        """Show the way to register a whole list."""
        return self.parts().open_roster()

    def resident_card(self) -> ResidentCard | None:
        """The look into the population register while it is open."""
        shown = self._side.currentWidget()
        return shown if shown is not None and shown is self.parts().residents else None

    def begin_new(self, name: str = "") -> None:
        """Open the form for a new member, with a name the desk did not know."""
        self.parts().begin_new(name)

    @Slot()
    def save(self) -> None:
        """Save the form that is open."""
        if card := self.form_card():
            card.press_save()

    def show_member(self, member_id: str) -> None:
        """Show a member in the panel."""
        self.parts().show_member(member_id)

    def parts(self) -> _Furniture:
        """What stands on the page, once the library is open."""
        if self._furnished is None:
            raise RuntimeError
        return self._furnished

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(theme.px(WIDE if self.width() >= theme.px(1000) else NARROW))

    @Slot()
    def _furnish(self) -> None:
        self._furnished = _Furniture(self._room, self._side, page=self)
        if self.isVisible():
            self.shown()


class _Furniture(QWidget):
    """Everything on the page; it lays itself out there."""

    def __init__(self, room: Room, side: Stack, *, page: MembersPage) -> None:
        super().__init__(page)
        self._room, self._page, self._side = room, page, side
        self._stale = True
        self._shown: Shown | None = None
        self._edited = ""
        self._noticed: set[str] = set()
        self._account: MemberAccount | None = None
        self.residents: ResidentCard | None = None
        self._roster: RosterView | None = None
        self._whole, self._front = Stack(), QWidget()
        self._import = Button(_("Import a list"), icon="upload", key="Ctrl+I")
        prison = room.is_prison
        self.list: SearchedList[MemberView] = SearchedList(
            room,
            member_list.columns(prison=prison),
            source=member_list.source(),
            words=member_list.list_words(prison=prison),
            parent=self,
        )
        self.panel, self.form = MemberPanel(), MemberForm(prison=prison)
        self.form_card = FormCard(self.form)
        self.more, self._tasks = MemberMore(), MemberTasks(room, side, parent=self)
        self._empty, self._said = Card(), Banner(corners="all")
        self._new = Button(
            _("New resident") if prison else _("Register member"), icon="plus", key="Ctrl+N"
        )
        self._lay_out(prison=prison)
        self._connect()

    def come_into_view(self) -> None:
        """Be ready to search; show what changed meanwhile."""
        if self._stale:
            self._stale = False
            self.list.refresh()
            if self._shown is not None and self._side.currentWidget() is self.panel:
                self.show_member(self._shown.member.id)
        if self._roster is not None and self._whole.currentWidget() is self._roster:
            self._roster.begin()
        elif self._side.currentWidget() is not self.form_card:
            self.list.line.take_focus()

    def begin_new(self, name: str = "") -> None:
        """Open the form for a new member."""
        if self._is_in_the_way():
            return
        self._edited = ""
        self._room.jobs.read(
            lambda desk: read_ground(desk, None),
            owner=self,
            then=lambda ground: self._open_new(ground, name),
            latest="new",
        )

    def show_member(self, member_id: str) -> None:
        """Show a member in the panel."""
        self._room.jobs.read(
            lambda desk: read_shown(desk, verbs.members.show(desk, member_id)),
            owner=self,
            then=self._show,
            latest="member",
        )

    @Slot()
    def open_roster(self) -> RosterView:
        """Show the way to register a whole list, in place of the members."""
        if self._roster is None:
            from jukung.ui.pages.roster_view import RosterView  # noqa: PLC0415 - when it is wanted

            self._roster = RosterView(self._room)
            self._roster.left.connect(self._leave_roster)
            self._whole.addWidget(self._roster)
        self._whole.setCurrentWidget(self._roster)
        self._roster.begin()
        return self._roster

    @Slot()
    def _leave_roster(self) -> None:
        self._whole.setCurrentWidget(self._front)
        self.list.line.take_focus()

    @Slot()
    def _look_up_resident(self) -> None:
        if self.residents is None:
            from jukung.ui.pages.resident_card import (  # noqa: PLC0415 - when it is first wanted
                ResidentCard,
            )

            self.residents = ResidentCard(self._room)
            self.residents.left.connect(self._return_to_form)
            self.residents.chosen.connect(self._fill_form)
            self._side.addWidget(self.residents)
        self._side.setCurrentWidget(self.residents)
        self.residents.begin(self.form.name())

    @Slot()
    def _return_to_form(self) -> None:
        self._side.setCurrentWidget(self.form_card)
        self.form.take_focus()

    @Slot(object)
    def _fill_form(self, resident: Any) -> None:  # noqa: ANN401 - a signal's value
        self._side.setCurrentWidget(self.form_card)
        self.form.fill(resident)

    def _open_new(self, ground: Ground, name: str) -> None:
        self.form.load(None, ground)
        self._open(_("New resident") if self._room.is_prison else _("New member"))
        if name and not self._room.is_prison:
            self.form.set_name(name)

    @Slot()
    def _begin_new(self) -> None:
        self.begin_new()

    @Slot()
    def _begin_edit(self) -> None:
        if self._shown is None or self._is_in_the_way():
            return
        shown = self._shown
        self._room.jobs.read(
            lambda desk: read_ground(desk, shown),
            owner=self,
            then=lambda ground: self._open_edit(shown, ground),
            latest="new",
        )

    def _open_edit(self, shown: Shown, ground: Ground) -> None:
        self._edited = shown.member.id
        self.form.load(shown.member, ground)
        self._open(_("Edit {name}").format(name=self.panel.name()))

    def _open(self, title: str) -> None:
        self._noticed.clear()
        self.form_card.begin(title)
        self._side.setCurrentWidget(self.form_card)
        self.form.take_focus()

    @Slot()
    def _leave(self) -> None:
        self._side.setCurrentWidget(self.panel if self._shown else self._empty)
        self.list.table.setFocus()

    @Slot(object)
    def _point(self, member: MemberView) -> None:
        is_open = self._side.currentWidget() is not self.panel
        if self._shown is not None and self._shown.member.id == member.id and not is_open:
            return
        if not self._is_in_the_way():
            self.show_member(member.id)

    @Slot(object)
    def _choose(self, member: MemberView) -> None:
        if self._shown is not None and self._shown.member.id == member.id:
            self._begin_edit()
        elif not self._is_in_the_way():
            self.show_member(member.id)

    def _is_in_the_way(self) -> bool:
        """Whether unsaved words would be lost; the form then says so."""
        # Behind the population register the form still waits.
        here = self._side.currentWidget()
        if here not in (self.form_card, self.residents) or not self.form.is_changed():
            return False
        self._side.setCurrentWidget(self.form_card)
        self.form_card.warn(_("This form is not saved yet"), _("Ctrl S saves it, Esc leaves it."))
        self.form.take_focus()
        return True

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        kind = member_words.kind_words(shown.member.kind, shown.kinds)
        self.panel.show_member(
            shown.member, shown.loans, today=shown.today, kind=kind, jpeg=shown.jpeg
        )
        if shown.said:
            button = self._undo_button() if shown.undoable else None
            if shown.member.status is BorrowerStatus.left:
                button = self._clearance_button()
            self.panel.say(shown.said, button=button)
        self._side.setCurrentWidget(self.panel)
        self._page.member_shown.emit(shown.member.id)

    @Slot()
    def _save(self) -> None:
        if not self.form.check_year():
            self.form_card.warn(
                _("The birth year cannot be right"), _("Type four digits, or leave it empty.")
            )
            return
        try:
            facts: dict[str, Any] = self.form.facts()
        except Refusal as refusal:
            self.form_card.refuse(refusal)
            self.form.take_day()
            return
        photo = (self.form.photo.jpeg(),) if self.form.photo.is_changed() else ()
        member_id, noticed = self._edited, frozenset(self._noticed)

        def work(desk: Desk) -> Shown | Alike:
            draft = verbs.members.MemberDraft(**facts)
            alike = () if member_id else look_alikes(desk, draft, noticed)
            if alike:
                return Alike(alike)
            return store(desk, member_id, draft, photo)

        self.form_card.wait(waits=True)
        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_saved if member_id else self._show_registered,
            refused=self.form_card.refuse,
            touched={"member"},
        )

    def _show_saved(self, answer: Shown | Alike) -> None:
        if isinstance(answer, Alike):
            self._notice(answer.members)
            return
        sounds.play("done")
        self._show(answer)
        self.panel.take_focus()

    def _show_registered(self, answer: Shown | Alike) -> None:
        self._show_saved(answer)
        if isinstance(answer, Shown):
            # The list still has what was searched before, with somebody else in it.
            self.list.search_and_point(answer.member.card)

    @Slot()
    def _look_for_alikes(self) -> None:
        """Say early that somebody of that name is here; saving asks once more."""
        if self._edited or self._room.is_prison:
            return
        try:
            facts, noticed = self.form.facts(), frozenset(self._noticed)
        except Refusal:
            return
        self._room.jobs.read(
            lambda desk: look_alikes(desk, verbs.members.MemberDraft(**facts), noticed),
            owner=self,
            then=self._notice,
            latest="alike",
        )

    def _notice(self, alike: tuple[MemberView, ...]) -> None:
        self.form_card.wait(waits=False)
        if not alike or self._side.currentWidget() is not self.form_card or self._edited:
            return
        self._noticed.update(each.id for each in alike)
        first = alike[0]
        button = Button(_("Open"), key="Ctrl+Return")
        button.clicked.connect(lambda: self.show_member(first.id))
        born = f" · {first.birth_year}" if first.birth_year else ""
        self.form_card.warn(
            _("Already registered?"),
            _("{name} has card {card}. Somebody else? Then just save.").format(
                name=first.name + born, card=first.card
            ),
            button=button,
        )

    @Slot(object)
    def _take_picture(self, source: PictureSource) -> None:
        self._room.jobs.run(
            lambda *_steps: jpeg_of(source),
            owner=self,
            then=self.form.photo.show_jpeg,
            refused=self.form_card.refuse,
        )

    @Slot()
    def _renew(self) -> None:
        if self._shown is None:
            return
        member_id = self._shown.member.id

        def work(desk: Desk) -> Shown:
            after = verbs.members.renew_membership(desk, member_id)
            until = brief_day(after.until_on) if after.until_on else _("no end")
            said = _("Renewed until {day}").format(day=until)
            return read_shown(desk, after, said, undoable=True)

        self._change(work)

    def _undo_button(self) -> Button:
        button = Button(_("Undo"), key="Ctrl+Z", icon="undo-2")
        button.clicked.connect(self._undo_renewal)
        return button

    @Slot()
    def _undo_renewal(self) -> None:
        if self._shown is None:
            return
        member_id = self._shown.member.id

        def work(desk: Desk) -> Shown:
            verbs.undoing.undo_last(desk, kinds=frozenset({ActKind.renew_membership}))
            return read_shown(desk, verbs.members.show(desk, member_id), _("Undone"))

        self._change(work)

    def _change(self, work: Callable[[Desk], Shown]) -> None:
        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_saved,
            refused=lambda refusal: self.panel.warn(
                *messages.two_lines(messages.sentence(refusal))
            ),
            touched={"member"},
        )

    @Slot()
    def _show_more(self) -> None:
        if self._shown is not None:
            self._side.setCurrentWidget(self.more)
            self.more.show_ways(self._shown.member, prison=self._room.is_prison)

    @Slot()
    def _show_account(self) -> None:
        if self._shown is None:
            return
        if self._account is None:
            from jukung.ui.pages.member_account import (  # noqa: PLC0415 - when it is first wanted
                MemberAccount,
            )

            self._account = MemberAccount(self._room)
            self._account.left.connect(self._leave_account)
            self._side.addWidget(self._account)
        self._account.show_member(self._shown.member)
        self._side.setCurrentWidget(self._account)
        self._account.take_focus()

    @Slot()
    def _leave_account(self) -> None:
        if self._shown is not None:
            self.show_member(self._shown.member.id)
        self.list.table.setFocus()

    @Slot(object)
    def _begin_task(self, way: Way) -> None:
        if way.opens:
            self._side.setCurrentWidget(self.panel if self._shown else self._empty)
            self._open_elsewhere(way.opens)
        if self._shown is not None:
            self._tasks.begin(way, self._shown.member)

    def _open_elsewhere(self, what: str) -> None:
        if what == "roster":
            self.open_roster()
        elif self._shown is not None:
            show_paper(self._room, what, self._shown.member)

    def _clearance_button(self) -> Button:
        button = Button(_("Clearance letter"), key="Ctrl+L", icon="printer")
        button.clicked.connect(lambda: self._open_elsewhere("clearance"))
        return button

    @Slot(str)
    def _end_task(self, said: str) -> None:
        if self._shown is None:
            return
        member_id = self._shown.member.id
        self._room.jobs.read(
            lambda desk: read_shown(desk, verbs.members.show(desk, member_id), said),
            owner=self,
            then=self._show_saved,
            latest="member",
        )

    @Slot(str)
    def _say_gone(self, said: str) -> None:
        sounds.play("done")
        self._shown = None
        self._said.say(said, tint="good")
        self._side.setCurrentWidget(self._empty)
        self.list.line.take_focus()

    @Slot()
    def _go_to_desk(self) -> None:
        if self._shown is None or self._room.go is None:
            return
        page: Any = self._room.go("circulation")
        page.call_member(self._shown.member.card)

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if not touched & _TOUCHES:
            return
        if self._page.isVisible():
            self.list.refresh()
        else:
            self._stale = True

    def _lay_out(self, *, prison: bool) -> None:
        first = (
            _("Choose a resident's card in the list, or add a new one with Ctrl N.")
            if prison
            else _("Choose a member in the list, or register a new one with Ctrl N.")
        )
        self._empty.body.addWidget(self._said)
        self._empty.body.addWidget(
            EmptyState("users", _("Nobody chosen"), first, button=self._import, wide=280)
        )
        for each in (self._empty, self.panel, self.form_card, self.more):
            self._side.addWidget(each)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self.list.line, 1)
        top.addWidget(self._new)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(self.list.card, 1)
        below.addWidget(self._side)
        whole = QVBoxLayout(self._front)
        side = theme.px(22)
        whole.setContentsMargins(side, theme.px(18), side, theme.px(18))
        whole.setSpacing(theme.px(14))
        whole.addLayout(top)
        whole.addLayout(below, 1)
        self._whole.addWidget(self._front)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self)
        self._page.setFocusProxy(self.list.line)

    def _connect(self) -> None:
        self.list.pointed.connect(self._point)
        self.list.chosen.connect(self._choose)
        self.panel.edit_wanted.connect(self._begin_edit)
        self.panel.desk_wanted.connect(self._go_to_desk)
        self.panel.renewal_wanted.connect(self._renew)
        self.panel.more_wanted.connect(self._show_more)
        self.panel.account_wanted.connect(self._show_account)
        self.more.chosen.connect(self._begin_task)
        self._tasks.left.connect(self._leave)
        self._tasks.done.connect(self._end_task)
        self._tasks.gone.connect(self._say_gone)
        self._tasks.moved.connect(self.show_member)
        self.more.left.connect(self._leave)
        self.form.named_somebody.connect(self._look_for_alikes)
        self.form.photo.given.connect(self._take_picture)
        self.form.register_wanted.connect(self._look_up_resident)
        self._new.clicked.connect(self._begin_new)
        self._import.clicked.connect(self.open_roster)
        self.form_card.saved.connect(self._save)
        self.form_card.left.connect(self._leave)
        self.form.finished.connect(self.form_card.press_save)
        self._room.jobs.changed.connect(self._follow)
