"""Block rounds: the list, the way from cell to cell, the trolley, the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pages.round_desk import RoundDesk
from jukung.ui.pages.round_list import RoundList
from jukung.ui.pages.round_trolley import RoundTrolley
from jukung.ui.pages.round_typing import RoundTyping
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.stack import InView
from jukung.words import _, short_day

if TYPE_CHECKING:
    from jukung.library.round_views import RoundView
    from jukung.ui.pages.round_papers_task import RoundPapersTask
    from jukung.ui.room import Room


class RoundsPage(QWidget):
    """One thing at a time; Esc goes back towards the list."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._view: RoundView | None = None
        self._papers: RoundPapersTask | None = None
        self.list = RoundList(room)
        self.desk = RoundDesk(room)
        self.trolley = RoundTrolley(room)
        self.typing = RoundTyping(room)
        self._stack = InView()
        for part in (self.list, self.desk, self.trolley, self.typing):
            self._stack.addWidget(part)
        self._to_trolley = Button(_("Trolley"), key="Ctrl+B", icon="package")
        self._to_typing = Button(_("From paper"), key="Ctrl+G", icon="pencil")
        self._corner = QWidget()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Go on where the page was left."""
        part = self._stack.currentWidget()
        if part is self.list:
            self.list.show_again()
        elif part is self.desk:
            self.desk.look_again()
        self._take_focus()

    def take_over(self) -> None:
        """Let an aide go on with the round; papers are not theirs."""
        if self._papers is not None:
            self._stack.removeWidget(self._papers)
            self._papers.deleteLater()
            self._papers = None
        self.typing.forget()
        self.desk.forget()
        self.list.forget()
        if self._stack.currentWidget() is not self.list:
            self._show(self.desk)

    def catch(self, event: QKeyEvent) -> None:
        """Take a letter that fell beside the page into the box: it may begin a scan."""
        part = self._stack.currentWidget()
        if isinstance(part, RoundDesk | RoundTrolley):
            part.field.catch(event)

    def chips(self) -> list[tuple[str, str]]:
        """Which round is open."""
        if self._view is None or self._stack.currentWidget() is self.list:
            return []
        words = _("Block {name} · {day}")
        return [(words.format(name=self._view.block, day=short_day(self._view.on)), "neutral")]

    def corner(self) -> QWidget:
        """The ways to the trolley and to the paper, at the right of the header."""
        return self._corner

    @Slot(object)
    def open(self, round_id: str) -> None:
        """Go on with a round from cell to cell."""
        self._show(self.desk)
        self.desk.open(round_id)

    def words(self) -> str:
        """The sentence of what is in view; empty when there is none."""
        part = self._stack.currentWidget()
        return part.words() if isinstance(part, RoundList | RoundDesk | RoundTrolley) else ""

    @Slot()
    def show_list(self) -> None:
        """Show the rounds."""
        self._show(self.list)
        self.list.show_again()

    @Slot()
    def show_desk(self) -> None:
        """Show the way from cell to cell."""
        self._show(self.desk)
        self.desk.look_again()

    @Slot()
    def show_trolley(self) -> None:
        """Show the trolley of the round."""
        if self._view is not None:
            self.trolley.open(self._view)
            self._show(self.trolley)

    @Slot()
    def show_typing(self) -> None:
        """Type the round in from paper."""
        if self._view is not None:
            self.typing.open(self._view)
            self._show(self.typing)

    @Slot(object)
    def show_papers(self, which: str) -> None:
        """Show a paper of the round before it is printed."""
        if self._view is None:
            return
        if self._papers is None:
            # The preview is heavy, and most rounds are gone without one.
            from jukung.ui.pages.round_papers_task import (  # noqa: PLC0415 - as just said
                RoundPapersTask,
            )

            self._papers = RoundPapersTask(self._room)
            self._papers.left.connect(self.show_desk)
            self._stack.addWidget(self._papers)
        self._papers.open(self._view, which)
        self._show(self._papers)

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self._to_trolley.setVisible(part in (self.desk, self.typing))
        self._to_typing.setVisible(part is self.desk)
        self._refresh_header()
        self._take_focus()

    def _take_focus(self) -> None:
        part = self._stack.currentWidget()
        if isinstance(part, RoundList | RoundDesk | RoundTrolley | RoundTyping):
            part.take_focus()
        elif part is not None:
            part.setFocus()

    @Slot(object)
    def _keep(self, view: RoundView) -> None:
        before, self._view = self._view, view
        if before is None or before.id != view.id:
            self._refresh_header()

    def _refresh_header(self) -> None:
        refresh = getattr(self.window(), "refresh_header", None)
        if callable(refresh) and self.isVisible():
            refresh()

    @Slot()
    def _end(self) -> None:
        block = self._view.block if self._view else ""
        self.show_list()
        self.list.say(_("The round through block {name} has ended.").format(name=block))

    def _connect(self) -> None:
        self.list.opened.connect(self.open)
        self.desk.left.connect(self.show_list)
        self.desk.gone.connect(self.show_list)
        self.desk.trolley_wanted.connect(self.show_trolley)
        self.desk.papers_wanted.connect(self.show_papers)
        self.trolley.left.connect(self.show_desk)
        self.trolley.finished.connect(self._end)
        self.typing.left.connect(self.show_desk)
        for part in (self.desk, self.trolley, self.typing):
            part.changed.connect(self._keep)
        self._to_trolley.clicked.connect(self.show_trolley)
        self._to_typing.clicked.connect(self.show_typing)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._corner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._to_trolley)
        row.addWidget(self._to_typing)
        for button in (self._to_trolley, self._to_typing):
            button.hide()
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.addWidget(self._stack)
