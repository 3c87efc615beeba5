"""The chosen title as it is read: its particulars and its copies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import Audience, CopyStatus, Frequency, ScreeningResult
from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import copy_words
from jukung.ui.pages.cover_field import CoverTile
from jukung.ui.pages.title_words import AUDIENCES, FREQUENCIES, class_words
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, brief_day, many, number

if TYPE_CHECKING:
    from jukung.library.catalogue import CopyLine, TitleView

LOW, LOW_WINDOW = 420, 560
SCREENED_TINTS = {
    ScreeningResult.passed: "good",
    ScreeningResult.review: "gold",
    ScreeningResult.refused: "bad",
}


class TitlePanel(Card):
    """Shows a title; tells what is wanted with it."""

    edit_wanted = Signal()
    bin_wanted = Signal()
    copies_wanted = Signal()
    hold_wanted = Signal()

    copy_chosen = Signal(object)
    """A copy's line, to be edited."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._today: date | None = None
        self._view: TitleView | None = None
        self._banner = Banner(corners="top")
        self._title = label("", "title", wrap=True)
        self._cover = CoverTile()
        self._screened = Chip()
        self._people = label("", "second", wrap=True)
        self._facts = label("", "small", wrap=True)
        self._count = label("", "strong", wrap=True)
        self._copies: Rows[CopyLine] = Rows(self._columns())
        self._table = Table(self._copies, rows="wrap")
        self._edit = Button(_("Edit"), key="Ctrl+E")
        self._bin = Button(_("Into the bin"), kind="link", key="Ctrl+Shift+K")
        self._bin.setToolTip(_("Put it into the recycle bin, if nobody lent it yet"))
        self._hold = Button(_("Place a hold"), kind="link", key="Ctrl+H")
        self._add = Button(_("Add copies"), icon="plus", key="Ctrl+Shift+N")
        self._lay_out()
        self._edit.clicked.connect(self.edit_wanted)
        self._bin.clicked.connect(self.bin_wanted)
        self._hold.clicked.connect(self.hold_wanted)
        self._add.clicked.connect(self.copies_wanted)
        self._table.chosen.connect(self.copy_chosen)
        self._table.linked.connect(self.copy_chosen)

    def show_title(
        self,
        view: TitleView,
        *,
        today: date,
        waiting: int = 0,
        screened: ScreeningResult | None = None,
        cover: bytes | None = None,
    ) -> None:
        """Show a title, its copies, and how many wait for one; in a prison, whether it passed."""
        self._view = view
        self._cover.show_jpeg(cover)
        words = _(messages.SCREENING_RESULTS[screened]) if screened else ""
        self._screened.show_words(words, SCREENED_TINTS[screened] if screened else "neutral")
        draft = view.draft
        self._today = today
        self._banner.clear()
        self._title.setText(draft.title)
        self._people.setText("; ".join(draft.people) or draft.statement)
        self._people.setVisible(bool(self._people.text()))
        self._fit_facts()
        self._count.setText(_counted(view.copies, waiting))
        self._copies.show_values(view.copies)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_facts()

    def _fit_facts(self) -> None:
        """Where it is low the copies need the room more than picture and particulars."""
        is_low = self.height() < theme.px(LOW) or self.window().height() < theme.px(LOW_WINDOW)
        self._cover.setVisible(self._cover.shows_picture() and not is_low)
        told = self._view is not None and not (is_low and self._banner.words())
        self._facts.setText(_particulars(self._view, short=is_low) if self._view and told else "")
        self._facts.setVisible(bool(self._facts.text()))

    def allow(self, *, edits: bool) -> None:
        """Offer to change things, or only to read."""
        for button in (self._edit, self._bin, self._add):
            button.setVisible(edits)
        self._table.setColumnHidden(2, not edits)

    def say(self, title: str, detail: str = "", *, button: QWidget | None = None) -> None:
        """Tell what was stored; a button given takes it back."""
        self._banner.say(title, detail, tint="good", button=button)
        self._fit_facts()

    def shows_cover(self) -> bool:
        """Whether the title's cover is shown."""
        return self._cover.shows_picture()

    def facts(self) -> str:
        """What is said below the title."""
        return self._facts.text()

    def words(self) -> str:
        """The sentence shown above the title; empty when there is none."""
        return self._banner.words()

    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    def screened(self) -> str:
        """Whether the title passed; empty in a village."""
        return self._screened.words()

    def counted(self) -> str:
        """How many copies are free, and how many people wait."""
        return self._count.text()

    def copies(self) -> list[CopyLine]:
        """The copies shown."""
        return self._copies.values()

    @Slot()
    def take_focus(self) -> None:
        """Begin with the copies."""
        self._table.setFocus()
        if self._copies.rowCount():
            self._table.point_at(0)

    def _columns(self) -> list[Column[CopyLine]]:
        return [
            Column(_("Number"), lambda copy: Cell(copy.number, _below(copy), strong=True)),
            Column(_("Standing"), self._standing, width=176),
            Column("", lambda _copy: Cell(link=_("edit")), width=60),
        ]

    def _standing(self, copy: CopyLine) -> Cell:
        words, tint = copy_words.standing(copy, today=self._today)
        return Cell(words, chip=tint)

    def _lay_out(self) -> None:
        self.body.addWidget(self._banner)
        words = self._words()
        self.body.addLayout(words)
        self.body.addWidget(self._table, 1)
        self._table.set_empty(_("No copy yet. Add copies, then print their labels."))
        foot = self.add_foot()
        foot.addWidget(self._edit)
        foot.addStretch(1)
        foot.addWidget(self._add)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        side = theme.px(16)
        words.setContentsMargins(side, side, side, theme.px(8))
        words.setSpacing(theme.px(4))
        beside = QVBoxLayout()
        beside.setSpacing(theme.px(4))
        for each in (self._title, self._people, self._screened, self._facts):
            beside.addWidget(each)
        beside.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(beside, 1)
        words.addLayout(top)
        words.addSpacing(theme.px(6))
        words.addWidget(self._count)
        links = QHBoxLayout()
        links.setSpacing(theme.px(10))
        links.addWidget(self._hold)
        links.addStretch(1)
        links.addWidget(self._bin)
        words.addLayout(links)
        return words


def _below(copy: CopyLine) -> str:
    """Where a copy lies, and its inventory number or the box on loan that it came in."""
    if not copy.box:
        return " · ".join(filter(None, (copy.place, copy.inventory_code)))
    day = brief_day(copy.back_by) if copy.back_by else ""
    words = _("Box {number}, back {day}") if day else _("Box {number}")
    return " · ".join(filter(None, (copy.place, words.format(number=copy.box, day=day))))


def _particulars(view: TitleView, *, short: bool) -> str:
    """Publisher and year, call number and ISBN; where there is room what it is and for whom."""
    draft = view.draft
    made = " · ".join(filter(None, (draft.publisher, draft.place, draft.year, draft.edition)))
    isbn = _("ISBN {isbn}").format(isbn=draft.isbn) if draft.isbn else ""
    found = " · ".join(filter(None, (draft.call_number or draft.class_number, isbn)))
    if short:
        return "\n".join(filter(None, (made, found)))
    audience = _(AUDIENCES[draft.audience]) if draft.audience is not Audience.unknown else ""
    often = _(FREQUENCIES[draft.frequency]) if draft.frequency is not Frequency.none else ""
    told = (class_words(draft.class_number), draft.series, draft.language, audience, often)
    about = " · ".join(filter(None, told))
    own = " · ".join(f"{name}: {value}" for name, value in draft.own_fields)
    return "\n".join(filter(None, (made, found, about, own)))


def _counted(copies: tuple[CopyLine, ...], waiting: int) -> str:
    kept = [copy for copy in copies if copy.status is not CopyStatus.withdrawn]
    free = sum(
        c.due_on is None and c.set_aside_until is None and c.status is CopyStatus.available
        for c in kept
    )
    words = _("{free} of {count} copies available").format(
        free=number(free), count=number(len(kept))
    )
    if not waiting:
        return words
    queue = many("{count} waits", "{count} wait", waiting).format(count=number(waiting))
    return f"{words} · {queue}"
