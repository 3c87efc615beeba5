"""What opens in the place of a step: one figure, the codes, the page to sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jukung import messages
from jukung.ui import files, sounds, verbs
from jukung.ui.pages import send_paper, send_words
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.words import _

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.domain.months import Month
    from jukung.exchange.parcels.qr import CodeSheet
    from jukung.figures.counting import SourceRow
    from jukung.ui.jobs import Progress, Stopped
    from jukung.ui.pages.send_codes import ShownCode
    from jukung.ui.pages.send_figure_pane import Said
    from jukung.ui.pages.send_layout import SendLayout
    from jukung.ui.pages.send_lines import FigureLine
    from jukung.ui.pages.send_month import MonthView
    from jukung.ui.pages.send_work import SendWork
    from jukung.ui.room import Room


class SendOpened(QObject):
    """At most one of them is open; Esc closes it."""

    changed = Signal()
    """Something opened or closed."""

    page_wanted = Signal(object)

    def __init__(self, room: Room, page: QWidget, parts: SendLayout, work: SendWork) -> None:
        super().__init__(page)
        self._room, self._page, self._parts, self._work = room, page, parts, work
        self._view: MonthView | None = None
        self._pane: QWidget | None = None
        self._sheets: tuple[CodeSheet, ...] = ()
        self._marked = False
        self._printing = PaperPrinting(room, page)
        self._printing.show_on(parts.progress)
        self._connect()

    def pane(self) -> QWidget | None:
        """What is open; None where nothing is."""
        return self._pane

    @Slot()
    def close(self) -> None:
        """Go back to the step."""
        if self._pane is not None:
            self._pane = None
            self.changed.emit()

    @Slot()
    def leave(self) -> None:
        """Go back by a person's wish: the keys go with them."""
        pane = self._pane
        self.close()
        if pane is self._parts.codes:
            self._parts.carry.setFocus()
        else:
            self._parts.figures.take_focus()

    # --- a figure -------------------------------------------------------------------------------

    @Slot(object)
    def open_figure(self, line: FigureLine) -> None:
        """Show what a figure was counted from."""
        month = self._month()
        if month is None:
            return
        self._room.jobs.read(
            lambda desk: verbs.figures.sources(desk, month, line.code),
            owner=self,
            then=lambda rows: self._show_figure(line, rows),
            latest="sources",
        )

    def _show_figure(self, line: FigureLine, rows: tuple[SourceRow, ...]) -> None:
        self._open(self._parts.figure)
        self._parts.figure.show_figure(line, rows)

    @Slot(object)
    def _note(self, said: Said) -> None:
        if (month := self._month()) is not None:
            self._work.note(month, said)

    @Slot()
    def _after_note(self) -> None:
        sounds.play("done")
        self.leave()

    # --- the codes ------------------------------------------------------------------------------

    @Slot(object)
    def _take_codes(self, sheets: tuple[CodeSheet, ...]) -> None:
        self._sheets, self._marked = sheets, False
        self._room.jobs.run(
            lambda _progress, _stopped: send_paper.codes_of(sheets),
            owner=self,
            then=self._show_codes,
        )

    @Slot(object)
    def _show_codes(self, codes: tuple[ShownCode, ...]) -> None:
        self._work.rested.emit()
        self._open(self._parts.codes)
        self._parts.codes.show_codes(codes)

    @Slot()
    def _mark(self) -> None:
        if self._sheets and not self._marked:
            self._marked = True
            self._work.hand_out(self._sheets)

    @Slot()
    def _print_codes(self) -> None:
        self._printing.ask_printer(self._sheet())

    @Slot()
    def _save_codes(self) -> None:
        self._printing.ask_where_to_save(self._sheet())

    @Slot()
    def _ask_for_pictures(self) -> None:
        start = self._room.preferences.folder("parcels")
        files.choose_folder(
            self._page, _("Where shall the pictures go?"), start=start, then=self.save_pictures
        )

    def save_pictures(self, folder: Path) -> None:
        """Write the codes as pictures for a messenger."""
        sheets, library = self._sheets, self._library()
        self._room.preferences.keep_folder("parcels", folder)

        def work(_progress: Progress, _stopped: Stopped) -> tuple[Path, ...]:
            return send_paper.write_pictures(sheets, library, folder)

        self._room.jobs.run(work, owner=self, then=self._tell_pictures, refused=self._refuse)

    def _sheet(self) -> Printable:
        return send_paper.sheet_printable(self._sheets, self._library(), paper="a4")

    def _library(self) -> str:
        profile = self._room.profile
        return profile.name if profile else ""

    @Slot(object)
    def _tell_pictures(self, written: tuple[Path, ...]) -> None:
        self._mark()
        sounds.play("done")
        self._parts.codes.banner.say(*send_words.pictures(written), tint="good")

    @Slot(object, object)
    def _tell_printed(self, words: str, tint: str) -> None:
        if tint == "good":
            self._mark()
        sounds.play("done" if tint == "good" else "attention")
        self._parts.codes.banner.say(words, tint=tint)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        sentence = messages.two_lines(messages.sentence(refusal))
        self._parts.codes.banner.say(*sentence, tint="bad")

    # --- the page to sign -----------------------------------------------------------------------

    @Slot()
    def open_paper(self) -> None:
        """Show the page for the head."""
        if self._view is not None:
            self._open(self._parts.paper)
            self._parts.paper.show_month(self._view)

    # --- all of them ----------------------------------------------------------------------------

    def show_month(self, view: MonthView) -> None:
        """Know which month is shown."""
        self._view = view

    def _month(self) -> Month | None:
        return self._view.month if self._view else None

    def _open(self, pane: QWidget) -> None:
        self._pane = pane
        self.changed.emit()

    def _connect(self) -> None:
        parts, work = self._parts, self._work
        parts.figures.figure_wanted.connect(self.open_figure)
        parts.figure.said.connect(self._note)
        parts.figure.page_wanted.connect(self.page_wanted)
        parts.carry.codes_wanted.connect(work.make_codes)
        parts.sign.clicked.connect(self.open_paper)
        for pane in (parts.figure, parts.codes, parts.paper):
            pane.left.connect(self.leave)
        parts.codes.print_wanted.connect(self._print_codes)
        parts.codes.save_wanted.connect(self._save_codes)
        parts.codes.pictures_wanted.connect(self._ask_for_pictures)
        parts.codes.all_seen.connect(self._mark)
        work.noted.connect(self._after_note)
        work.codes_made.connect(self._take_codes)
        self._printing.said.connect(self._tell_printed)
        self._printing.refused.connect(self._refuse)
