"""The register of libraries: who is late, whom to call, enrolling and inviting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.agency_pages import site_rows
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.site_asking import SiteAsking
from jukung.ui.agency_pages.site_rows import SiteLine, SiteList
from jukung.ui.agency_pages.site_side import SiteSide
from jukung.ui.agency_pages.site_words import FILTERS
from jukung.ui.agency_pages.site_work import SiteWork
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, long_month, many, number

if TYPE_CHECKING:
    from jukung.ui.header import ChipWords

WIDE, NARROW, NARROWEST = 352, 304, 268


class SitesPage(QWidget):
    """The libraries of the province; Ctrl N enrols another one, Ctrl I invites."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._list: SiteList | None = None
        self._asked = ""
        self._search = SearchLine(_("Search a name, place or code"))
        self._filter = QComboBox()
        self._filter.setAccessibleName(_("Which libraries"))
        for name, words in FILTERS.items():
            self._filter.addItem(_(words), name)
        self._waiting = Banner()
        self._banner = Banner(corners="top")
        self._rows: Rows[SiteLine] = Rows(_columns())
        self._table = Table(self._rows, rows="two")
        self.work = SiteWork(room, parent=self)
        self.side = SiteSide(room, self.work, parent=self)
        self.asking = SiteAsking(room, self, self.side, self.work)
        self.asking.card_folder_chosen.connect(self.write_card)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the list anew."""
        self._refresh()
        self._search.take_focus()

    def chips(self) -> tuple[ChipWords, ...]:
        """How many libraries are in the register."""
        if self._list is None:
            return ()
        words = many("{count} library", "{count} libraries", self._list.count)
        return ((words.format(count=number(self._list.count)), "neutral"),)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, narrow = self.width() >= theme.px(1000), self.width() < theme.px(700)
        side = WIDE if wide else NARROWEST if narrow else NARROW
        self.side.setFixedWidth(theme.px(side))
        self._filter.setFixedWidth(theme.px(230 if wide else 120 if narrow else 150))

    @Slot(object)
    def search(self, words: str) -> None:
        """Show the libraries whose name, place or code has the words in it."""
        self._asked = words
        if self._search.text().strip() != words:
            self._search.setText(words)
        self._refresh()

    def show_only(self, chosen: str) -> None:
        """Show the libraries of one filter, a key of `FILTERS`."""
        self._filter.setCurrentIndex(self._filter.findData(chosen))

    def choose_card(self, path: Path) -> None:
        """Read a library's card, and show it for comparison."""
        self.work.read_card((path,), self.side.compare)

    @Slot(object)
    def enrol(self, code: str) -> None:
        """Enrol the library of the card shown under a code."""
        self.side.enrol(code)

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
        return self.side.words() or self._banner.words()

    def waiting_words(self) -> str:
        """What the strip above the list says; empty where nobody waits."""
        return self._waiting.words()

    @Slot(str, str)
    def _tell(self, title: str, detail: str) -> None:
        self._banner.say(title, detail, tint="good")
        sounds.play("done")

    @Slot()
    def _quiet(self) -> None:
        self._banner.clear()

    def _refresh(self) -> None:
        asked, chosen = self._asked, self._filter.currentData()
        self._room.jobs.read(
            lambda desk: site_rows.look(desk, asked, chosen=chosen),
            owner=self,
            then=self._show,
            latest="sites",
        )

    @Slot(object)
    def _refresh_if_touched(self, _touched: frozenset[str]) -> None:
        if self.isVisible():
            self._refresh()
            self.side.refresh()

    @Slot()
    def _refresh_now(self) -> None:
        self._refresh()

    @Slot(object)
    def _show(self, found: SiteList) -> None:
        self._list = found
        month = long_month(found.month.year, found.month.number)
        for place in range(self._filter.count()):
            name = self._filter.itemData(place)
            words = _("Without {month}").format(month=month) if name == "late" else _(FILTERS[name])
            count = number(found.counts.get(name, 0))
            self._filter.setItemText(
                place, _("{filter}: {count}").format(filter=words, count=count)
            )
        self._filter.setVisible(bool(found.count))
        self._table.set_empty(_empty(found))
        self._rows.show_values(found.lines)
        self._show_waiting(found.waiting)
        self.side.show_agency(last_list=found.last_list)
        if callable(refresh := getattr(self.window(), "refresh_header", None)):
            refresh()

    def _show_waiting(self, count: int) -> None:
        if not count:
            self._waiting.clear()
            return
        words = many(
            "{count} library waits for a second person",
            "{count} libraries wait for a second person",
            count,
        ).format(count=number(count))
        if words == self._waiting.words():
            return
        compare = Button(_("Compare"), key="Ctrl+2")
        compare.clicked.connect(self.side.compare_waiting)
        detail = _("Its numbers were compared once; until then its reports are held.")
        self._waiting.say(words, detail, tint="gold", button=compare)

    @Slot(object)
    def _point(self, line: SiteLine | None) -> None:
        if line is not None and self._table.hasFocus():
            self.side.open_site(line.code)

    @Slot(object)
    def _open(self, line: SiteLine) -> None:
        self.side.open_site(line.code)

    @Slot(object)
    def _tell_written(self, path: Path) -> None:
        self._tell(
            _("Card written: {file}").format(file=path),
            _("Give it to the libraries. They compare its numbers with yours before they join."),
        )

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        first, mark, rest = messages.sentence(refusal).partition(". ")
        self._banner.say(first + ("." if mark else ""), rest)
        sounds.play("refused")

    def _lay_out(self) -> None:
        asking = QHBoxLayout()
        asking.setSpacing(theme.px(10))
        asking.addWidget(self._search, 1)
        asking.addWidget(self._filter)
        list_ = Card(flush=True)
        list_.body.addWidget(self._banner)
        list_.body.addWidget(self._table, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(14))
        left.addLayout(asking)
        left.addWidget(self._waiting)
        left.addWidget(list_, 1)
        page = QHBoxLayout(self)
        side = theme.px(22)
        page.setContentsMargins(side, theme.px(18), side, theme.px(18))
        page.setSpacing(theme.px(18))
        page.addLayout(left, 1)
        page.addWidget(self.side)
        self._filter.hide()
        self.setFocusProxy(self._search)

    def _connect(self) -> None:
        self._room.jobs.changed.connect(self._refresh_if_touched)
        self._search.searched.connect(self.search)
        self._search.entered.connect(self.search)
        self._search.left_down.connect(self._table.take_focus)
        self._search.gather_from(self._table)
        self._filter.currentIndexChanged.connect(self._refresh_now)
        self._table.pointed.connect(self._point)
        self._table.chosen.connect(self._open)
        self.work.refused.connect(self._refuse)
        self.side.told.connect(self._tell)
        self.side.began.connect(self._quiet)
        self.side.home.connect(self._search.take_focus)


def _empty(found: SiteList) -> str:
    if found.count:
        return _("No library fits. Search for fewer letters, or choose all libraries.")
    return _(
        "No library is in the register yet.\n"
        "Read your list of libraries, or enrol one by its card (.jkc): Ctrl N."
    )


def _columns() -> list[Column[SiteLine]]:
    return [
        Column(_("Library"), lambda line: Cell(line.name, line.place, strong=True)),
        Column(_("Code"), lambda line: line.code, width=132, from_width=360),
        Column(_("Kind"), lambda line: Cell(line.kind, soft=True), width=92, from_width=700),
        Column(_("Last report"), _last, width=148),
        Column(_("Standing"), _standing, width=124, from_width=560),
    ]


def _last(line: SiteLine) -> Cell:
    return Cell(line.last, chip=line.tint)


def _standing(line: SiteLine) -> Cell:
    said = line.standing or _("enrolled")
    return Cell(said, soft=True, tint=line.standing_tint.replace("neutral", ""))
