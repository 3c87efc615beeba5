"""What was done at this desk: who decided what; receipts since a day; published months."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as at_desk
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain import months
from jukung.domain.errors import Refusal
from jukung.ui import files, sounds, verbs
from jukung.ui.agency_pages import held_rows, inbox_rows
from jukung.ui.agency_pages.held_rows import DeedLine
from jukung.ui.agency_pages.inbox_reading import receipts_written
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.month_chooser import MonthChooser
from jukung.ui.pieces.search_line import SearchLine
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, many, number

if TYPE_CHECKING:
    from jukung.agency.office import OfficeDesk
    from jukung.agency.publishing import Published
    from jukung.domain.months import Month

SHOWN_MONTHS = 24
_SPANS = (
    (0, N_("since today")),
    (6, N_("of 7 days")),
    (30, N_("of 31 days")),
    (365, N_("of a year")),
)


@dataclass(frozen=True, slots=True)
class DoneView:
    """The journal, and which months are published."""

    lines: tuple[DeedLine, ...]
    published: tuple[Published, ...]
    months: tuple[Month, ...]


class InboxDone(QWidget):
    """The journal with its ways back, and the months that are published."""

    settled = Signal()
    """Something was taken back, or opened again."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._published: dict[Month, Published] = {}
        self._month: Month | None = None
        self._rows: Rows[DeedLine] = Rows(_columns())
        self.table = Table(self._rows, rows="wrap")
        self._search = SearchLine(_("Library or person"))
        self._banner = Banner()
        self._by = QLineEdit(room.preferences.person)
        self._chooser = MonthChooser()
        self._publish = Button(_("Publish"), key="Ctrl+L", icon="lock")
        self.since = QComboBox()
        for days, words in _SPANS:
            self.since.addItem(_(words), days)
        self.since.setAccessibleName(_("Receipts since"))
        self._receipts = Button(_("Write receipts…"), key="Ctrl+E", icon="file-down")
        self._lay_out()
        self._search.searched.connect(self._look)
        self.table.linked.connect(self.take_back)
        self.table.chosen.connect(self.take_back)
        self._chooser.chosen.connect(self._choose)
        self._publish.clicked.connect(self.publish)
        self._receipts.clicked.connect(self._ask_for_folder)

    def refresh(self) -> None:
        """Read the journal anew."""
        self._look(self._search.text().strip())

    def lines(self) -> list[DeedLine]:
        """The journal, as far as it is shown."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list."""
        return self._banner.words()

    def write_name(self, name: str) -> None:
        """Say who stands here."""
        self._by.setText(name)

    @Slot(object)
    def take_back(self, line: DeedLine) -> None:
        """Take a decision back that still stands."""
        if not line.hash:
            return
        self._change(
            partial(held_rows.take_back, line=line, by=self._name()),
            lambda _done: self._tell(_("Taken back: it waits for a decision again")),
        )

    @Slot()
    def publish(self) -> None:
        """Publish the month that is chosen, or open it again."""
        month = self._month
        if month is None:
            return
        if month in self._published:
            self._change(partial(_open_again, month=month, by=self._name()), self._tell_open)
        else:
            self._change(
                partial(_publish, month=month, by=self._name()),
                lambda _done: self._tell(_("Published: what comes for it now waits")),
            )

    def write_receipts(self, folder: Path) -> None:
        """Write the newest receipts since the chosen day into a folder."""
        office, days = self._room.office, int(self.since.currentData())
        self._room.preferences.keep_folder("receipts", folder)
        self._room.jobs.run(
            lambda _progress, _stopped: inbox_rows.write_since(office, days, folder),
            owner=self,
            then=lambda count: self._tell(receipts_written(count), str(folder)),
            refused=self._refuse,
        )

    def _change(self, work: object, then: object) -> None:
        self._room.preferences.person = self._name()
        self._room.jobs.change(
            work,  # type: ignore[arg-type]  # one of the two kinds of work above
            owner=self,
            then=then,  # type: ignore[arg-type]
            refused=self._refuse,
            touched={"parcel"},
        )

    def _name(self) -> str:
        return self._by.text().strip()

    @Slot(object)
    def _look(self, words: str) -> None:
        self._room.jobs.read(
            partial(_view, words=words), owner=self, then=self._show, latest="done"
        )

    @Slot(object)
    def _show(self, view: DoneView) -> None:
        self._rows.show_values(view.lines)
        self._pile.setCurrentWidget(self.table if view.lines else self._empty)
        self._published = {each.month: each for each in view.published}
        self._month = self._month or view.months[-1]
        self._chooser.show_months(view.months, self._month)
        self._say_month()

    @Slot(object)
    def _choose(self, month: Month) -> None:
        self._month = month
        self._say_month()

    def _say_month(self) -> None:
        is_published = self._month in self._published
        self._publish.setText(_("Open again") if is_published else _("Publish"))
        self._publish.updateGeometry()

    def _tell_open(self, counted: int) -> None:
        words = many("{count} held report counts now", "{count} held reports count now", counted)
        self._tell(_("The month may change again"), words.format(count=number(counted)))

    def _tell(self, title: str, detail: str = "") -> None:
        self._banner.say(title, detail, tint="good")
        sounds.play("done")
        self.refresh()
        self.settled.emit()

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self._banner.say(*messages.two_lines(messages.sentence(refusal)))
        sounds.play("refused")

    @Slot()
    def _ask_for_folder(self) -> None:
        start = self._room.preferences.folder("receipts")
        files.choose_folder(
            self, _("Where shall the receipts go?"), start=start, then=self.write_receipts
        )

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "history",
            _("Nothing was decided yet"),
            _("Whoever decides here is written down with the reason, and can take it back."),
        )
        self._pile = QStackedWidget()
        self._pile.addWidget(self._empty)
        self._pile.addWidget(self.table)
        card = Card(flush=True)
        head = card.add_head()
        head.addWidget(self._search, 3)
        head.addWidget(self.since)
        head.addWidget(self._receipts)
        self._by.setPlaceholderText(_("Who does it"))
        self._by.setAccessibleName(_("Who does it"))
        card.body.addWidget(self._banner)
        card.body.addWidget(self._pile, 1)
        foot = card.add_foot()
        foot.addWidget(self._chooser)
        foot.addWidget(self._publish)
        foot.addWidget(self._by, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setFocusProxy(self._search)


def _view(desk: OfficeDesk, words: str) -> DoneView:
    span = [months.month_of(desk.today).before]
    while len(span) < SHOWN_MONTHS:
        span.insert(0, span[0].before)
    return DoneView(held_rows.done(desk, words), verbs.publishing.published(desk), tuple(span))


def _publish(desk: OfficeDesk, month: Month, by: str) -> None:
    verbs.publishing.publish(at_desk(desk, by=by), month)


def _open_again(desk: OfficeDesk, month: Month, by: str) -> int:
    keys = verbs.office.fetch_keys(desk.profile)
    return verbs.publishing.open_again(at_desk(desk, by=by), keys, month)


def _columns() -> list[Column[DeedLine]]:
    return [
        Column(_("Who"), lambda line: Cell(line.by, line.when), width=150),
        Column(_("What"), lambda line: Cell(line.what, line.detail, strong=True)),
        Column(_("Library"), lambda line: Cell(line.library, line.code), width=180),
        Column(
            "",
            lambda line: Cell("", link=_("Take back") if line.hash else ""),
            width=110,
        ),
    ]
