"""The enrolled libraries, who has not reported, and enrolling another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.agency_pages import site_rows
from jukung.ui.agency_pages.enrol_card import EnrolCard
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.site_rows import SiteLine, SiteList
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fingerprint import fingerprint_label, in_lines
from jukung.ui.pieces.label import label
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, long_month, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeProfile
    from jukung.agency.sites import Site
    from jukung.exchange.parcels.identity import LibraryCard
    from jukung.ui.header import ChipWords

WIDE, NARROW = 320, 270


class SitesPage(QWidget):
    """The libraries of the province; Ctrl N enrols another one."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._card: LibraryCard | None = None
        self._list: SiteList | None = None
        self._asked = ""
        self._search = SearchLine(_("Search a name, place or code"))
        self._late = Button(_("Only those without last month's report"), kind="choice")
        self._banner = Banner(corners="top")
        self._rows: Rows[SiteLine] = Rows(_columns())
        self._table = Table(self._rows, rows="two")
        self._enrol = EnrolCard()
        self._choose = Button(_("Enrol a library…"), kind="primary", key="Ctrl+N", icon="plus")
        self._write = Button(_("Write the agency's card…"), icon="file-down")
        self._digits = fingerprint_label()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the list anew."""
        self._refresh()
        self._search.take_focus()

    def chips(self) -> tuple[ChipWords, ...]:
        """How many libraries are enrolled."""
        if self._list is None:
            return ()
        words = _("{count} enrolled").format(count=number(self._list.count))
        return ((words, "neutral"),)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(1000)
        self._right.setFixedWidth(theme.px(WIDE if wide else NARROW))

    @Slot(object)
    def search(self, words: str) -> None:
        """Show the libraries whose name, place or code has the words in it."""
        self._asked = words
        if self._search.text().strip() != words:
            self._search.setText(words)
        self._refresh()

    def choose_card(self, path: Path) -> None:
        """Read a library's card, and show it for comparison."""
        self._room.preferences.keep_folder("cards", path.parent)
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.identity.read_library_card(path),
            owner=self,
            then=self._show_card,
            refused=self._refuse,
        )

    @Slot(object)
    def enrol(self, code: str) -> None:
        """Enrol the library of the card shown under a code."""
        card = self._card
        if card is None:
            return
        self._room.jobs.change(
            lambda desk: verbs.enrol.enrol(desk, card, code=code),
            owner=self,
            then=self._tell_enrolled,
            refused=self._enrol.refuse,
            touched={"site"},
        )

    def write_card(self, folder: Path) -> None:
        """Write the agency's card into a folder."""
        office = self._room.office

        def work(_progress: object, _stopped: object) -> Path:
            with office.reading() as desk:
                return verbs.enrol.write_agency_card(desk, folder)

        self._room.preferences.keep_folder("cards", folder)
        self._room.jobs.run(work, owner=self, then=self._tell_written, refused=self._refuse)

    def lines(self) -> list[SiteLine]:
        """The libraries shown."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list or the form; empty when there is none."""
        return self._enrol.words() or self._banner.words()

    @Slot()
    def _ask_for_card(self) -> None:
        files.choose_file(
            self,
            _("Choose the library's card"),
            pattern=_("Card") + " (*.jkc)",
            start=self._room.preferences.folder("cards"),
            then=self.choose_card,
        )

    @Slot()
    def _ask_for_card_folder(self) -> None:
        start = self._room.preferences.folder("cards")
        files.choose_folder(
            self, _("Where shall the card be written?"), start=start, then=self.write_card
        )

    def _refresh(self) -> None:
        asked, late_only = self._asked, self._late.isChecked()
        self._room.jobs.read(
            lambda desk: site_rows.look(desk, asked, late_only=late_only),
            owner=self,
            then=self._show,
            latest="sites",
        )

    @Slot(object)
    def _refresh_if_touched(self, _touched: frozenset[str]) -> None:
        if self.isVisible():
            self._refresh()

    @Slot()
    def _refresh_now(self) -> None:
        self._refresh()

    @Slot(object)
    def _show(self, found: SiteList) -> None:
        self._list = found
        month = long_month(found.month.year, found.month.number)
        words = _("Without {month}: {count}")
        self._late.setText(words.format(month=month, count=number(found.late_count)))
        self._late.setVisible(bool(found.count))
        self._table.set_empty(_empty(found))
        self._rows.show_values(found.lines)
        self._show_agency(self._room.profile)
        if callable(refresh := getattr(self.window(), "refresh_header", None)):
            refresh()

    def _show_agency(self, profile: OfficeProfile | None) -> None:
        if profile is not None:
            self._agency.setText(profile.name)
            self._digits.setText(in_lines(profile.fingerprint))

    @Slot(object)
    def _show_card(self, card: LibraryCard) -> None:
        self._card = card
        self._banner.clear()
        self._pile.setCurrentWidget(self._enrol)
        self._enrol.show_card(card)

    @Slot()
    def _leave_form(self) -> None:
        self._card = None
        self._pile.setCurrentWidget(self._side)
        self._search.take_focus()

    @Slot(object)
    def _tell_enrolled(self, site: Site) -> None:
        self._leave_form()
        title = _("{name} is enrolled as {code}").format(name=site.name, code=site.code)
        self._banner.say(
            title,
            _("Reports that came before it was enrolled are taken when they are read again."),
            tint="good",
        )
        sounds.play("done")

    @Slot(object)
    def _tell_written(self, path: Path) -> None:
        self._banner.say(
            _("Card written: {file}").format(file=path),
            _("Give it to the libraries. They compare its numbers with yours before they join."),
            tint="good",
        )
        sounds.play("done")

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        first, mark, rest = messages.sentence(refusal).partition(". ")
        self._banner.say(first + ("." if mark else ""), rest)
        sounds.play("refused")

    def _lay_out(self) -> None:
        self._agency = label("", "heading", wrap=True)
        self._side = self._make_side()
        self._pile = QStackedWidget()
        self._pile.addWidget(self._side)
        self._pile.addWidget(self._enrol)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._pile, 1)
        asking = QHBoxLayout()
        asking.setSpacing(theme.px(10))
        asking.addWidget(self._search, 1)
        asking.addWidget(self._late)
        list_ = Card(flush=True)
        list_.body.addWidget(self._banner)
        list_.body.addWidget(self._table, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(14))
        left.addLayout(asking)
        left.addWidget(list_, 1)
        page = QHBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(18))
        page.addLayout(left, 1)
        page.addWidget(self._right)
        self._late.hide()
        self.setFocusProxy(self._search)

    def _make_side(self) -> QWidget:
        card = Card()
        card.body.addWidget(label(_("This agency's card"), "field"))
        card.body.addWidget(self._agency)
        words = _("Libraries join with this card. Its numbers, for reading aloud:")
        card.body.addWidget(label(words, "small", wrap=True))
        card.body.addWidget(self._digits)
        card.body.addWidget(self._write)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(card)
        column.addStretch(1)
        column.addWidget(self._choose)
        return made

    def _connect(self) -> None:
        self._room.jobs.changed.connect(self._refresh_if_touched)
        self._search.searched.connect(self.search)
        self._search.entered.connect(self.search)
        self._search.left_down.connect(self._table.setFocus)
        self._search.gather_from(self._table)
        self._late.clicked.connect(self._refresh_now)
        self._choose.clicked.connect(self._ask_for_card)
        self._write.clicked.connect(self._ask_for_card_folder)
        self._enrol.wanted.connect(self.enrol)
        self._enrol.left.connect(self._leave_form)


def _empty(found: SiteList) -> str:
    if found.count:
        return _("No library fits. Search for fewer letters.")
    return _(
        "No library is enrolled yet.\n"
        "Each library gives you its card (.jkc) on a stick: Ctrl N enrols it."
    )


def _columns() -> list[Column[SiteLine]]:
    return [
        Column(_("Library"), lambda line: Cell(line.name, line.place, strong=True)),
        Column(_("Code"), lambda line: line.code, width=132),
        Column(_("Kind"), lambda line: Cell(line.kind, soft=True), width=92, from_width=640),
        Column(_("Last report"), _last, width=148),
        Column(_("Numbers"), _numbers, width=208, from_width=740),
    ]


def _last(line: SiteLine) -> Cell:
    return Cell(line.last, chip=line.tint)


def _numbers(line: SiteLine) -> Cell:
    if not line.fingerprint:
        return Cell(_("key withdrawn"), soft=True, tint="bad")
    first, second = in_lines(line.fingerprint).split("\n")
    return Cell(first, second, soft=True)
