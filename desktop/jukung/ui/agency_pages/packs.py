"""Title packs: made of lists, and looked into."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.pack_form import PackForm
from jukung.ui.agency_pages.pack_inside import PackInside
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.progress_strip import ProgressStrip
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.packs import Gathered, PackMade
    from jukung.exchange.packs.titles import PackLabel, TitlePack
    from jukung.ui.jobs import Progress, Running, Stopped

WIDE, NARROW = 560, 372


class PacksPage(QWidget):
    """The packs made here on the left; a form or an opened pack on the right."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._running: Running | None = None
        self._gathered: Gathered | None = None
        self._busy = False
        self._banner = Banner(corners="top")
        self._progress = ProgressStrip()
        self._rows: Rows[PackMade] = Rows(_columns())
        self._table = Table(self._rows, rows="two")
        self.form = PackForm()
        self.inside = PackInside(room)
        self._make = Button(_("Make a pack of lists…"), kind="primary", key="Ctrl+N", icon="plus")
        self._look = Button(_("Look inside a pack…"), key="Ctrl+O", icon="folder-open")
        self._lay_out()
        self._make.clicked.connect(self.ask_for_lists)
        self._look.clicked.connect(self._ask_for_pack)
        self._progress.stopped.connect(self._stop)
        self.form.saved.connect(self._ask_where)
        self.form.left.connect(self._leave_form)
        self.inside.refused.connect(self._refuse)

    def shown(self) -> None:
        """Read the packs anew."""
        self._room.jobs.read(_look, owner=self, then=self._show, latest="packs")

    def lines(self) -> list[PackMade]:
        """The packs that were made here."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._banner.words()

    def read_lists(self, *paths: Path) -> None:
        """Read lists of books, and show what a pack of them would hold."""
        if self._busy or not paths:
            return
        self._begin(_("Reading lists…"), paths[0].parent)
        profile = self._room.profile
        known = profile.card if profile is not None else None
        self._running = self._room.jobs.run(
            lambda progress, stopped: verbs.packs.gather(
                paths, known=known, progress=progress, stopped=stopped
            ),
            owner=self,
            then=self._show_gathered,
            refused=self._refuse,
            progress=self._progress.advance,
        )

    def make_pack(self, path: Path) -> None:
        """Write the pack that the form shows."""
        gathered, office = self._gathered, self._room.office
        if self._busy or gathered is None:
            return
        name, source = self.form.name.text(), self.form.source.text()
        self._begin(_("Writing the pack…"), path.parent)

        def work(progress: Progress, stopped: Stopped) -> PackLabel:
            return verbs.packs.make(
                office,
                gathered,
                path,
                name=name,
                source=source,
                progress=progress,
                stopped=stopped,
            )

        self._running = self._room.jobs.run(
            work,
            owner=self,
            then=lambda label: self._tell_made(label, path),
            refused=self._refuse,
            progress=self._progress.advance,
        )

    def look_inside(self, path: Path) -> None:
        """Open a pack of this agency to search in it."""
        self._room.preferences.keep_folder("packs", path.parent)
        profile = self._room.profile
        known = profile.card if profile is not None else None
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.title_packs.open_pack(path, known=known),
            owner=self,
            then=self._show_inside,
            refused=self._refuse,
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(1060)
        self._right.setFixedWidth(theme.px(WIDE if wide else NARROW))

    @Slot()
    def ask_for_lists(self) -> None:
        """Let lists of books be chosen."""
        files.choose_files(
            self,
            _("Choose lists of books"),
            pattern=_("Lists and packs") + " (*.csv *.txt *.xlsx *.jkt)",
            start=self._room.preferences.folder("packs"),
            then=lambda paths: self.read_lists(*paths),
        )

    @Slot()
    def _ask_for_pack(self) -> None:
        files.choose_file(
            self,
            _("Choose a title pack"),
            pattern=_("Title pack") + " (*.jkt)",
            start=self._room.preferences.folder("packs"),
            then=self.look_inside,
        )

    @Slot()
    def _ask_where(self) -> None:
        if not self.form.name.text().strip():
            self.form.warn(_("Type a name for the pack first."))
            return
        folder = self._room.preferences.folder("packs") or Path.home()
        files.choose_new_file(
            self,
            _("Where shall the pack be written?"),
            pattern=_("Title pack") + " (*.jkt)",
            start=folder / f"{_file_name(self.form.name.text())}.jkt",
            then=self.make_pack,
        )

    @Slot()
    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()

    def _begin(self, what: str, folder: Path) -> None:
        self._busy = True
        self._room.preferences.keep_folder("packs", folder)
        self._banner.clear()
        self._progress.begin(what)

    def _end(self) -> None:
        self._busy = False
        self._progress.end()

    @Slot(object)
    def _show(self, found: tuple[PackMade, ...]) -> None:
        self._rows.show_values(list(found))
        self._table.set_empty(_("No pack was made here yet. Ctrl N makes one of lists."))

    @Slot(object)
    def _show_gathered(self, gathered: Gathered) -> None:
        self._end()
        self._gathered = gathered
        self.form.load(gathered)
        self._pile.setCurrentWidget(self.form)

    @Slot(object)
    def _show_inside(self, pack: TitlePack) -> None:
        self.inside.show_pack(pack)
        self._pile.setCurrentWidget(self.inside)

    @Slot()
    def _leave_form(self) -> None:
        self._gathered = None
        self._pile.setCurrentWidget(self.inside if self.inside.is_open else self._empty)
        self._table.setFocus()

    def _tell_made(self, label: PackLabel, path: Path) -> None:
        self._end()
        self._gathered = None
        words = many("Pack with {count} title written", "Pack with {count} titles written",
                     label.records)  # fmt: skip
        self._banner.say(
            words.format(count=number(label.records)),
            _("{file}. Give it to the libraries on a stick.").format(file=path),
            tint="good",
        )
        sounds.play("done")
        self.shown()
        self.look_inside(path)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self._end()
        self._banner.say(*messages.two_lines(messages.sentence(refusal)))
        sounds.play("refused")

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "book-open",
            _("Titles prepared once, for every library"),
            _(
                "A title pack lets libraries find a book by its ISBN or words without the "
                "internet. Make one of lists from SLiMS, INLISLite or Excel."
            ),
            wide=360,
        )
        self._pile = InView()
        for each in (self._empty, self.form, self.inside):
            self._pile.addWidget(each)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._pile)
        list_ = Card(flush=True)
        list_.body.addWidget(self._banner)
        list_.body.addWidget(self._table, 1)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self._look)
        top.addStretch(1)
        top.addWidget(self._make)
        row = QHBoxLayout()
        row.setSpacing(theme.px(18))
        row.addWidget(list_, 1)
        row.addWidget(self._right)
        page = QVBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(14))
        page.addLayout(top)
        page.addWidget(self._progress)
        page.addLayout(row, 1)
        self.setFocusProxy(self._make)


def _look(desk: OfficeDesk) -> tuple[PackMade, ...]:
    return verbs.packs.all_packs(desk)


def _file_name(name: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in name.strip())[:40].strip("-")


def _columns() -> list[Column[PackMade]]:
    return [
        Column(_("Pack"), lambda pack: Cell(pack.name, pack.number, strong=True)),
        Column(_("Titles"), lambda pack: number(pack.records), width=90, align="right"),
        Column(
            _("Made on"),
            lambda pack: Cell(brief_day(pack.made_at.date()), soft=True),
            width=116,
            from_width=400,
        ),
    ]
