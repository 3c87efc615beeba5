"""Above the desk: what the agency tells, shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.domain.kinds import Role
from jukung.ui import theme, verbs
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _, number, short_day

if TYPE_CHECKING:
    from jukung.exchange.parcels.notices import NoticeRead
    from jukung.library.desk import Desk
    from jukung.ui.room import Room


class AgencyNotice(Card):
    """One message at a time, oldest first; it makes way while somebody is served."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(tint="accent", parent=parent)
        self._room = room
        self._unread: tuple[NoticeRead, ...] = ()
        self._makes_way = False
        self._who = label("", "strong", tint="accent", wrap=True)
        self._words = label("", "", wrap=True)
        self._read = Button(_("Read"), key="Ctrl+E")
        # The box of the desk keeps the keys: the Enter behind a scan would press it.
        self._read.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(10))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._who)
        words.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addLayout(words, 1)
        row.addWidget(self._read, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self._read.clicked.connect(self.mark_read)
        room.jobs.changed.connect(self._follow)
        self.hide()

    def read(self) -> None:
        """See whether there is a message that nobody has read."""
        self._room.jobs.read(_look, owner=self, then=self.show_messages, latest="notice")

    def make_way(self, *, away: bool) -> None:
        """Leave the room to whoever stands at the desk, or come back."""
        self._makes_way = away
        self._show()

    @Slot(object)
    def show_messages(self, unread: tuple[NoticeRead, ...]) -> None:
        """Show the first of these."""
        self._unread = unread
        self._show()

    def words(self) -> str:
        """What is said here; empty while nothing is."""
        return "" if self.isHidden() else self._words.text()

    @Slot()
    def mark_read(self) -> None:
        """Show this message no more."""
        if self._unread:
            no = self._unread[0].no
            self._room.jobs.change(
                lambda desk: verbs.agency_news.mark_read(desk, no),
                owner=self,
                then=lambda _nothing: self.read(),
                touched={"notice"},
            )

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & {"month", "staff"}:
            self.read()

    def _show(self) -> None:
        if self._unread:
            first = self._unread[0]
            self._who.setText(_title(first, len(self._unread)))
            self._words.setText(words_of(first))
        self.setVisible(bool(self._unread) and not self._makes_way)


def words_of(told: NoticeRead) -> str:
    """What a message says; of new keys in our own words."""
    if told.no:
        return told.words
    words = _("Its numbers are now {digits}. Reports are sealed for them from here on.")
    return words.format(digits=told.words)


def title_of(told: NoticeRead) -> str:
    """Whose message it is, and of when."""
    if not told.no:
        return _("{agency} has new keys").format(agency=told.agency)
    return _("{agency}, {day}").format(agency=told.agency, day=short_day(told.on))


def _title(told: NoticeRead, count: int) -> str:
    if count < 2:
        return title_of(told)
    words = _("{title} · 1 of {count} messages")
    return words.format(title=title_of(told), count=number(count))


def _look(desk: Desk) -> tuple[NoticeRead, ...]:
    # What the agency tells is no business of an aide, and is refused to them.
    if desk.staff.role in {Role.aide, Role.analyst}:
        return ()
    return verbs.agency_news.unread(desk)
