"""The members: found as you type, registered, and sent to the desk.

A prison library has residents, known by their card and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.form_parts import FormCard
from jukung.ui.pages.member_form import MemberForm
from jukung.ui.pages.member_panel import MemberPanel
from jukung.ui.pages.searched_list import ListWords, SearchedList, Source
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.stack import Stack
from jukung.ui.room import Room
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.library.circulation import LoanLine
    from jukung.library.desk import Desk
    from jukung.library.members import MemberView

WIDE, NARROW = 420, 350
_TOUCHES = frozenset({"member", "loan"})


@dataclass(frozen=True, slots=True)
class _Shown:
    """A member read for the panel, and what is said above them."""

    member: MemberView
    loans: tuple[LoanLine, ...]
    today: date
    said: str = ""
    detail: str = ""


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

    def form_card(self) -> FormCard | None:
        """The form's card while it is open."""
        parts = self.parts()
        return parts.form_card if self._side.currentWidget() is parts.form_card else None

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
        self._shown: _Shown | None = None
        self._edited = ""
        self._today = date.min
        prison = room.is_prison
        self.list: SearchedList[MemberView] = SearchedList(
            room,
            _columns(prison=prison),
            source=_source(),
            words=_list_words(prison=prison),
            parent=self,
        )
        self.panel, self.form = MemberPanel(), MemberForm(prison=prison)
        self.form_card = FormCard(self.form)
        self._empty = Card()
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
        if self._side.currentWidget() is not self.form_card:
            self.list.line.take_focus()

    def begin_new(self, name: str = "") -> None:
        """Open the form for a new member."""
        if self._is_in_the_way():
            return
        self._edited = ""
        self._room.jobs.read(
            lambda desk: (desk.today, verbs.members.next_card(desk)),
            owner=self,
            then=lambda read: self._open_new(read[0], read[1], name),
            latest="new",
        )

    def show_member(self, member_id: str) -> None:
        """Show a member in the panel."""
        self._room.jobs.read(
            lambda desk: _read(desk, verbs.members.show(desk, member_id)),
            owner=self,
            then=self._show,
            latest="member",
        )

    def _open_new(self, today: date, card: str, name: str) -> None:
        self._today = today
        self.form.load(None, today=today, next_card=card)
        if name and not self._room.is_prison:
            self.form.set_name(name)
        self._open(_("New resident") if self._room.is_prison else _("New member"))

    @Slot()
    def _begin_new(self) -> None:
        self.begin_new()

    @Slot()
    def _begin_edit(self) -> None:
        if self._shown is None or self._is_in_the_way():
            return
        self._edited, self._today = self._shown.member.id, self._shown.today
        self.form.load(self._shown.member, today=self._shown.today)
        self._open(_("Edit {name}").format(name=self.panel.name()))

    def _open(self, title: str) -> None:
        self.form_card.begin(title)
        self._side.setCurrentWidget(self.form_card)
        self.form.take_focus()

    @Slot()
    def _leave(self) -> None:
        self._side.setCurrentWidget(self.panel if self._shown else self._empty)
        self.list.table.setFocus()

    @Slot(object)
    def _point(self, member: MemberView) -> None:
        is_open = self._side.currentWidget() is self.form_card
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
        if self._side.currentWidget() is not self.form_card or not self.form.is_changed():
            return False
        self.form_card.warn(_("This form is not saved yet"), _("Ctrl S saves it, Esc leaves it."))
        self.form.take_focus()
        return True

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self.panel.show_member(shown.member, shown.loans)
        if shown.said:
            self.panel.say(shown.said, shown.detail)
        self._side.setCurrentWidget(self.panel)
        self._page.member_shown.emit(shown.member.id)

    @Slot()
    def _save(self) -> None:
        if not self.form.check_year(self._today):
            self.form_card.warn(
                _("The birth year cannot be right"), _("Type four digits, or leave it empty.")
            )
            return
        facts: dict[str, Any] = self.form.facts()
        member_id = self._edited

        def work(desk: Desk) -> _Shown:
            draft = verbs.members.MemberDraft(**facts)
            if member_id:
                return _read(desk, verbs.members.edit(desk, member_id, draft), _("Saved"))
            made = verbs.members.register(desk, draft)
            said = _("Registered with card {card}").format(card=made.card)
            return _read(desk, made, said)

        self.form_card.wait(waits=True)
        self._room.jobs.change(
            work,
            owner=self,
            then=self._show_saved,
            refused=self.form_card.refuse,
            touched={"member"},
        )

    def _show_saved(self, shown: _Shown) -> None:
        sounds.play("done")
        self._show(shown)
        self.panel.take_focus()

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
        self._empty.body.addWidget(EmptyState("users", _("Nobody chosen"), first, wide=280))
        for each in (self._empty, self.panel, self.form_card):
            self._side.addWidget(each)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self.list.line, 1)
        top.addWidget(self._new)
        below = QHBoxLayout()
        below.setSpacing(theme.px(18))
        below.addWidget(self.list.card, 1)
        below.addWidget(self._side)
        whole = QVBoxLayout(self)
        side = theme.px(22)
        whole.setContentsMargins(side, theme.px(18), side, theme.px(18))
        whole.setSpacing(theme.px(14))
        whole.addLayout(top)
        whole.addLayout(below, 1)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self)
        self._page.setFocusProxy(self.list.line)

    def _connect(self) -> None:
        self.list.pointed.connect(self._point)
        self.list.chosen.connect(self._choose)
        self.panel.edit_wanted.connect(self._begin_edit)
        self.panel.desk_wanted.connect(self._go_to_desk)
        self._new.clicked.connect(self._begin_new)
        self.form_card.saved.connect(self._save)
        self.form_card.left.connect(self._leave)
        self.form.finished.connect(self.form_card.press_save)
        self._room.jobs.changed.connect(self._follow)


def _read(desk: Desk, member: MemberView, said: str = "") -> _Shown:
    return _Shown(member, verbs.circulation.loans_of(desk, member.card), desk.today, said)


def _source() -> Source[MemberView]:
    return Source(
        count=lambda desk: verbs.members.count(desk),  # noqa: PLW0108 - looked up on the lane
        page=lambda desk, wanted: verbs.members.page_at(desk, wanted.offset, most=wanted.limit),
        find=lambda desk, typed: verbs.members.find(desk, typed),  # noqa: PLW0108 - the same
    )


def _list_words(*, prison: bool) -> ListWords:
    if prison:
        return ListWords(
            placeholder=_("Search or scan a card number…"),
            counted=lambda count: many("{count} resident", "{count} residents", count).format(
                count=number(count)
            ),
            empty=_("No resident yet. Add the first card with Ctrl N."),
        )
    return ListWords(
        placeholder=_("Search name, address or card number…"),
        counted=lambda count: many("{count} member", "{count} members", count).format(
            count=number(count)
        ),
        empty=_("No member yet. Register the first one with Ctrl N; the card is numbered for you."),
    )


def _columns(*, prison: bool) -> list[Column[MemberView]]:
    on_loan = Column(_("On loan"), _on_loan, width=112)
    if prison:
        return [Column(_("Card"), lambda member: Cell(member.card, strong=True)), on_loan]
    return [
        Column(_("Name"), lambda member: Cell(member.name, member.address, strong=True)),
        Column(_("Card"), lambda member: member.card, width=112),
        on_loan,
        Column(_("Until"), _until, width=130, from_width=560),
    ]


def _on_loan(member: MemberView) -> Cell:
    if not member.open_count:
        return Cell("–", soft=True)
    late = member.overdue_count
    second = _("{count} overdue").format(count=number(late)) if late else ""
    return Cell(number(member.open_count), second, tint="gold" if late else "")


def _until(member: MemberView) -> str:
    return brief_day(member.until_on) if member.until_on else _("no end")
