"""Requests: slips typed one after another, whose turn it is, and what wants a permission."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import PermissionState, Role
from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.header import ChipWords
from jukung.ui.pages.request_entry import RequestEntry
from jukung.ui.pages.request_words import noted_words, turn_words
from jukung.ui.pages.tick_table import TickTable, tick_column
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.pieces.stack import Stack
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.domain.errors import Refusal
    from jukung.library.desk import Desk
    from jukung.library.permissions_asked import PermissionLine
    from jukung.library.requests import Noted, RequestLine
    from jukung.library.title_lines import TitleLine
    from jukung.ui.room import Room

MOST = 1000
MOST_NOTED = 12
_HEARS = frozenset({"hold", "permission", "loan", "copy", "staff"})


@dataclass(frozen=True, slots=True)
class _Known:
    """What an officer sees."""

    requests: tuple[RequestLine, ...]
    length: int
    permissions: tuple[PermissionLine, ...]
    asked: int


class RequestsPage(QWidget):
    """The entry is for everybody at the desk; the lists below are an officer's."""

    noted = Signal(object)
    """A request that was written down."""

    listed = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._known: _Known | None = None
        self._done: list[Noted] = []
        self._answer = UndoBanner(room, touched={"hold", "permission"}, then=self._forget_undone)
        self.entry = RequestEntry()
        self._kiosk = Button(_("Kiosk for requests"), key="Ctrl+G", icon="book-open")
        self._which = Segments(
            {"requests": _("Requests"), "permissions": _("Permissions")},
            keys={"requests": "Ctrl+1", "permissions": "Ctrl+2"},
        )
        self._said = label("", "note")
        self._requests: Rows[RequestLine] = Rows(_request_columns())
        self.table = Table(self._requests, rows="two")
        self._permissions: Rows[PermissionLine] = Rows(_permission_columns())
        self.permissions = TickTable(self._permissions, lambda line: line.id)
        self._own: Rows[Noted] = Rows(_noted_columns())
        self._own_table = Table(self._own, rows="two", selectable=False)
        self._cancel = Button(_("Cancel request"), key="Del", icon="trash")
        self._grant = Button(_("Permit it"), kind="primary", key="Ctrl+Return", icon="check")
        self._deny = Button(_("Do not permit"), key="Ctrl+Del", icon="x")
        self._stack = Stack()
        self._lists, self._notes = Card(flush=True), Card(flush=True)
        self._lay_out()
        self._connect()

    def heading(self) -> str:
        """What the page is for."""
        return _("Requests")

    def corner(self) -> QWidget:
        """The way to the kiosk, at the right of the header."""
        return self._kiosk

    def chips(self) -> Sequence[ChipWords]:
        """How many wait for an officer's answer."""
        if self._known is None or not self._known.asked or self._is_aide():
            return ()
        asked = number(self._known.asked)
        return ((_("{count} to permit").format(count=asked), "gold"),)

    def shown(self) -> None:
        """Be ready for the next slip."""
        self._read()
        self.entry.take_focus()

    def words(self) -> str:
        """The sentence above the lists; empty when there is none."""
        return self._answer.words()

    def requests(self) -> list[RequestLine]:
        """The requests in the list, from the top."""
        return self._requests.values()

    def asked(self) -> list[PermissionLine]:
        """The permissions in the list, from the top."""
        return self._permissions.values()

    def show_list(self, name: str) -> None:
        """Bring the list of requests or of permissions into view."""
        self._which.choose(name)

    # --- slips ----------------------------------------------------------------------------------

    @Slot(object, object)
    def write(self, card: str, words: str) -> None:
        """Write a slip down."""
        self._change(
            lambda desk: verbs.requests.by_slip(desk, card, words),
            refused=lambda refusal: self._refuse_slip(refusal, words),
        )

    @Slot(object, object)
    def write_title(self, card: str, title_id: str) -> None:
        """Write a slip down for one of the titles that its words may mean."""
        self._change(lambda desk: verbs.requests.by_title(desk, card, title_id))

    def _change(self, work: Any, *, refused: Any = None) -> None:  # noqa: ANN401 - of the two above
        self._room.jobs.change(
            work,
            owner=self,
            then=self._tell_noted,
            refused=refused or self._refuse,
            touched={"hold"},
        )

    def _tell_noted(self, noted: Noted) -> None:
        self._done = [noted, *self._done][:MOST_NOTED]
        self._own.show_values(self._done)
        title, detail = noted_words(noted)
        self._answer.tell(title, detail, act_id=noted.act_id)
        self.entry.go_on()
        self.noted.emit(noted)

    def _refuse_slip(self, refusal: Refusal, words: str) -> None:
        self._refuse(refusal)
        if isinstance(refusal, errors.TitleUnclear):
            self._room.jobs.read(
                lambda desk: verbs.requests.find(desk, words),
                owner=self,
                then=self._offer,
                latest="titles",
            )

    def _offer(self, found: tuple[TitleLine, ...]) -> None:
        self.entry.offer(found)

    def _refuse(self, refusal: Refusal) -> None:
        self._answer.refuse(refusal)
        is_card = isinstance(refusal, errors.MemberUnknown | errors.CardLost | errors.MemberLeft)
        self.entry.ask_again(card=is_card)

    # --- the lists ------------------------------------------------------------------------------

    @Slot()
    def cancel(self) -> None:
        """Cancel the request at the cursor."""
        line: RequestLine | None = self.table.current_value()
        if line is None:
            return
        self._room.jobs.change(
            lambda desk: verbs.holds.cancel(desk, line.id),
            owner=self,
            then=lambda done: self._answer.tell(
                _("Cancelled: “{title}” for {card}").format(title=line.title, card=line.card),
                act_id=done.act_id,
            ),
            refused=self._answer.refuse,
            touched={"hold"},
        )

    def answer(self, *, granted: bool) -> None:
        """Permit the ticked loans, or the one at the cursor; or do not."""
        ids = self.permissions.ticks()
        line: PermissionLine | None = self.permissions.current_value()
        ids = ids or ([line.id] if line is not None else [])
        if not ids:
            return
        said = _("Permitted: {count}") if granted else _("Not permitted: {count}")
        self._room.jobs.change(
            lambda desk: verbs.permissions_asked.answer(desk, ids, granted=granted),
            owner=self,
            then=lambda act_id: self._answer.tell(
                said.format(count=number(len(ids))), act_id=act_id
            ),
            refused=self._answer.refuse,
            touched={"permission"},
        )
        self.permissions.tick(set())

    def _read(self) -> None:
        aide = self._is_aide()
        self._lists.setVisible(not aide)
        self._which.setVisible(not aide)
        self._notes.setVisible(aide)
        self._kiosk.setEnabled(not aide)
        if aide:
            self._forget()
            return
        self._room.jobs.read(
            _read, owner=self, then=self._show, refused=self._refuse_list, latest="requests"
        )

    def _refuse_list(self, _refusal: Refusal) -> None:
        self._forget()

    def _forget(self) -> None:
        """An aide took over: what an officer read is gone from the window."""
        self._known = None
        self._requests.show_values(())
        self._permissions.show_values(())

    def _show(self, known: _Known) -> None:
        if self._is_aide():
            return
        self._known = known
        row = self.table.currentIndex().row()
        self._requests.show_values(known.requests)
        if known.requests:
            self.table.point_at(min(max(row, 0), len(known.requests) - 1))
        self._permissions.show_values(known.permissions)
        if known.permissions:
            self.permissions.point_at(0)
        self._cancel.setEnabled(bool(known.requests))
        for button in (self._grant, self._deny):
            button.setEnabled(bool(known.permissions))
        open_ = many("{count} request", "{count} requests", known.length)
        self._said.setText(open_.format(count=number(known.length)))
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()
        self.listed.emit()

    def _forget_undone(self, act_id: str) -> None:
        self._done = [each for each in self._done if each.act_id != act_id]
        self._own.show_values(self._done)
        self._read()

    def _is_aide(self) -> bool:
        staff = self._room.staff
        return staff is not None and staff.role is Role.aide

    @Slot()
    def staff_came(self) -> None:
        """Show what this account may see."""
        if self.isVisible():
            self._read()

    @Slot()
    def take_over(self) -> None:
        """Somebody else stands here: nothing of before is left."""
        self._done = []
        self._own.show_values(())
        self._answer.clear()
        self.entry.clear()
        self._forget()

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & _HEARS and self.isVisible():
            self._read()

    @Slot(object)
    def _turn_to(self, name: str) -> None:
        self._stack.setCurrentIndex(0 if name == "requests" else 1)
        (self.table if name == "requests" else self.permissions).take_focus()

    @Slot()
    def _open_kiosk(self) -> None:
        from jukung.ui.pages import request_kiosk  # noqa: PLC0415 - rarely wanted

        request_kiosk.open_over(
            self._room,
            self.window(),
            without_pin=lambda: self._answer.refuse(errors.KeeperPinFirst(self._name())),
        )

    def _name(self) -> str:
        return self._room.staff.name if self._room.staff else ""

    # --- how it looks ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.table.set_empty(
            _("Nobody asked for a book yet. Type a slip above, or open the kiosk.")
        )
        self.permissions.set_empty(
            _("Nothing to permit. Settings say which books want an officer's word.")
        )
        self._own_table.set_empty(_("Slips typed now are listed here."))
        for table, buttons in (
            (self.table, (self._said, self._cancel)),
            (self.permissions, (self._deny, self._grant)),
        ):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(table, 1)
            row = QHBoxLayout()
            row.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
            row.setSpacing(theme.px(10))
            row.addWidget(buttons[0])
            row.addStretch(1)
            row.addWidget(buttons[1])
            column.addLayout(row)
            self._stack.addWidget(side)
        self._lists.body.addWidget(self._stack, 1)
        self._notes.body.addWidget(self._own_table, 1)
        column = QVBoxLayout(self)
        edge = theme.px(22)
        column.setContentsMargins(edge, theme.px(18), edge, theme.px(18))
        column.setSpacing(theme.px(12))
        choice = QHBoxLayout()
        choice.addWidget(self._which)
        choice.addStretch(1)
        column.addWidget(self.entry)
        column.addWidget(self._answer)
        column.addLayout(choice)
        column.addWidget(self._lists, 1)
        column.addWidget(self._notes, 1)
        self._notes.hide()

    def _connect(self) -> None:
        self.entry.written.connect(self.write)
        self.entry.chosen.connect(self.write_title)
        self._which.chosen.connect(self._turn_to)
        self._kiosk.clicked.connect(self._open_kiosk)
        self._cancel.clicked.connect(self.cancel)
        self._grant.clicked.connect(partial(self.answer, granted=True))
        self._deny.clicked.connect(partial(self.answer, granted=False))
        self._room.jobs.changed.connect(self._follow)


def _read(desk: Desk) -> _Known:
    return _Known(
        verbs.requests.listed(desk, most=MOST),
        verbs.requests.length(desk),
        verbs.permissions_asked.listed(desk, most=MOST),
        verbs.permissions_asked.counts(desk)[0],
    )


def _request_columns() -> list[Column[RequestLine]]:
    return [
        Column(_("Card"), lambda line: Cell(line.card, line.place, strong=True), width=130),
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("Turn"), _turn, width=300),
        Column(_("Asked for on"), _asked, width=130, from_width=760),
    ]


def _permission_columns() -> list[Column[PermissionLine]]:
    return [
        tick_column(),
        Column(_("Card"), lambda line: Cell(line.card, line.place, strong=True), width=130),
        Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
        Column(_("Status"), _state, width=176),
        Column(_("Asked for on"), lambda line: brief_day(line.asked_on), width=120, from_width=760),
    ]


def _noted_columns() -> list[Column[Noted]]:
    return [
        Column(_("Card"), lambda noted: Cell(noted.card, strong=True), width=130),
        Column(_("Title"), lambda noted: Cell(*noted_words(noted), strong=True)),
    ]


def _turn(line: RequestLine) -> Cell:
    words, reason = turn_words(line)
    return Cell(words, reason, tint="good" if line.turn is None else "")


def _asked(line: RequestLine) -> Cell:
    return Cell(brief_day(line.placed_on), _(messages.REQUEST_SOURCES[line.source]))


def _state(line: PermissionLine) -> Cell:
    tint = "good" if line.state is PermissionState.granted else "gold"
    return Cell(_(messages.PERMISSION_STATES[line.state]), chip=tint)
