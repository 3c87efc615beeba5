"""Residents of a prison: by room, who leaves soon, clearances, and lists of moves.

A card, a place and a state; a name is nowhere on this page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.domain.kinds import Role
from jukung.ui import theme
from jukung.ui.pages.resident_list import ResidentList
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import InView
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.ui.pages.clearances_view import ClearancesView
    from jukung.ui.pages.house_plan_view import HousePlanView
    from jukung.ui.pages.releases_view import ReleasesView
    from jukung.ui.pages.roster_view import RosterView
    from jukung.ui.room import Room

VIEWS = {
    "list": N_("By room"),
    "releases": N_("Releases"),
    "clearances": N_("Clearances"),
    "moves": N_("List of moves"),
}
_TOUCHES = frozenset({"member", "loan", "hold", "house", "copy"})


class ResidentsPage(QWidget):
    """Four views of the same people; Ctrl 1 to 4 changes between them."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._made: dict[str, Any] = {}
        keys = {name: f"Ctrl+{at}" for at, name in enumerate(VIEWS, 1)}
        self._choice = Segments({name: _(words) for name, words in VIEWS.items()}, keys=keys)
        self._stack, self._whole, self._front = InView(), InView(), QWidget()
        self._roster: RosterView | None = None
        self.list = ResidentList(room)
        self._made["list"] = self.list
        self._stack.addWidget(self.list)
        self._lay_out()
        self._choice.chosen.connect(self._show_view)
        self.list.clearance_wanted.connect(self._show_clearance)
        self.list.roster_wanted.connect(self.open_roster)
        room.jobs.changed.connect(self._follow)
        self._names: Any = None
        self._hear_names()
        room.opened.connect(self._hear_names)

    def heading(self) -> str:
        """What stands above the page."""
        return _("Residents")

    def shown(self) -> None:
        """Show who is where now."""
        self._hear_names()
        staff = self._room.staff
        keeps = staff is None or staff.role not in (Role.assistant, Role.aide)
        for name in ("releases", "clearances", "moves"):
            self._choice.button(name).setVisible(keeps)
        if not keeps:
            self.show_view("list")
        if self._whole.currentWidget() is self._roster and self._roster is not None:
            self._roster.begin()
        else:
            self._made[self._choice.name()].come_into_view()

    def show_view(self, name: str) -> Any:  # noqa: ANN401 - one of the four views
        """Bring a view into sight, and give it."""
        self._whole.setCurrentWidget(self._front)
        self._choice.choose(name)
        return self.view(name)

    def view(self, name: str) -> Any:  # noqa: ANN401 - one of the four views
        """A view, made when it is first wanted."""
        made = self._made.get(name)
        if made is None:
            makers = {
                "releases": self._make_releases,
                "clearances": self._make_clearances,
                "moves": self._make_moves,
            }
            made = self._made[name] = makers[name]()
            self._stack.addWidget(made)
        return made

    # --- as the members' page is spoken to ------------------------------------------------------

    def search(self, text: str) -> None:
        """Search for a card or room."""
        self.show_view("list").search(text)

    @Slot()
    def begin_new(self, _name: object = "") -> None:
        """Open the form for a new card; a name that was typed is forgotten."""
        self.show_view("list").begin_new()

    def show_member(self, member_id: str) -> None:
        """Show a resident."""
        self.show_view("list").show_resident(member_id)

    @Slot()
    def save(self) -> None:
        """Save the form that is open."""
        self.list.save()

    @Slot()
    def open_roster(self) -> RosterView:
        """Show the way to register a whole list of cards."""
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
        self.list.come_into_view()

    @Slot(object)
    def _show_view(self, name: str) -> None:
        view = self.view(name)
        self._stack.setCurrentWidget(view)
        if self.isVisible():
            view.come_into_view()

    @Slot(str)
    def _show_clearance(self, resident_id: str) -> None:
        self.show_view("clearances").show_for(resident_id)

    @Slot(str)
    def _show_resident(self, resident_id: str) -> None:
        self.show_member(resident_id)

    def _make_releases(self) -> ReleasesView:
        from jukung.ui.pages.releases_view import ReleasesView  # noqa: PLC0415 - when wanted

        made = ReleasesView(self._room)
        made.chosen.connect(self._show_resident)
        return made

    def _make_clearances(self) -> ClearancesView:
        from jukung.ui.pages.clearances_view import ClearancesView  # noqa: PLC0415 - when wanted

        return ClearancesView(self._room)

    def _make_moves(self) -> HousePlanView:
        from jukung.ui.pages.house_plan_view import HousePlanView  # noqa: PLC0415 - when wanted

        made = HousePlanView(self._room)
        made.made.connect(self._give_cards)
        return made

    # --- the vault of names -------------------------------------------------------------------

    @Slot()
    def _hear_names(self) -> None:
        names = self._room.names
        if names is not None and names is not self._names:
            self._names = names
            names.roster_read.connect(self._take_roster)

    @Slot(object)
    def _take_roster(self, said: Any) -> None:  # noqa: ANN401 - a `RosterRead`
        self.show_view("moves").take_roster(said)

    @Slot(object)
    def _give_cards(self, arrived: Any) -> None:  # noqa: ANN401 - a signal's value
        if self._room.names is not None:
            from jukung.ui.vault.protocol import MadeCard  # noqa: PLC0415 - prisons with a vault

            made = [MadeCard(each.number, each.id, each.card) for each in arrived]
            self._room.names.roster_made(made)

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & _TOUCHES and self.isVisible():
            shown = self._made[self._choice.name()]
            if callable(refresh := getattr(shown, "refresh", None)):
                refresh()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self._choice)
        top.addStretch(1)
        front = QVBoxLayout(self._front)
        side = theme.px(22)
        front.setContentsMargins(side, theme.px(16), side, theme.px(18))
        front.setSpacing(theme.px(14))
        front.addLayout(top)
        front.addWidget(self._stack, 1)
        self._whole.addWidget(self._front)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._whole)
        self.setFocusProxy(self.list.line)
