"""Blocks, rooms and reading corners in the settings of a prison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.corner_view import CornerView
from jukung.ui.pages.form_parts import lines_field
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.library.desk import Desk
    from jukung.ui.room import Room

ROW, HEAD, FEWEST, MOST = 40, 46, 3, 7
MOST_DAYS = 60
_TOUCHED = frozenset({"house", "member", "copy"})


class HouseSection(QWidget):
    """The places in one list: a block, then its rooms and corners."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._edited = ""
        self._rows: Rows[Any] = Rows(_columns())
        self.table = Table(self._rows)
        self.banner = UndoBanner(room, touched=_TOUCHED, then=lambda _act: self._read())
        self._card = Card(flush=True)
        self.pasted, self.name, self.corner = lines_field(4), QLineEdit(), QLineEdit()
        self.corner_block = QComboBox()
        self.deposit = CornerView(room)
        self.adding = SectionForm(save=_("Add"))
        self.naming = SectionForm()
        self.days = CountField(MOST_DAYS)
        self._keep_days = Button(_("Keep"), key="")
        self._add = Button(_("Add blocks and rooms"), icon="plus", key="Ctrl+N")
        self._up, self._down = Button(_("Up"), key="Alt+Up"), Button(_("Down"), key="Alt+Down")
        self._end = Button(_("No longer used"), key="Ctrl+E")
        self._deposit = Button(_("What lies there"), key="Ctrl+L")
        self._lay_out()
        self._connect()

    @Slot()
    def shown(self) -> None:
        """Read the places as they are now."""
        self.banner.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the list."""
        self.table.take_focus()

    def places(self) -> list[Any]:
        """The places in the list, from the top."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self.banner.words()

    @Slot()
    def begin_add(self) -> None:
        """Open the form to paste blocks and rooms."""
        self._card.hide()
        self._offer_blocks()
        self.adding.begin(_("Add blocks and rooms"))
        self.pasted.setFocus()

    # --- doing --------------------------------------------------------------------------------

    @Slot()
    def _store_added(self) -> None:
        typed, corner = self.pasted.toPlainText(), self.corner.text().strip()
        block = str(self.corner_block.currentData() or "")

        def work(desk: Desk) -> str:
            wanted = typed.strip() or not corner
            act = verbs.house.add_many(desk, typed).act_id if wanted else ""
            if corner:
                verbs.house.add_corner(desk, corner, block_id=block)
            return act

        self.adding.wait(waits=True)
        self._room.jobs.change(
            work,
            owner=self,
            then=lambda act: self._tell(_("Added."), act),
            refused=self.adding.refuse,
            touched=_TOUCHED,
        )

    @Slot(object)
    def _begin_naming(self, place: Any) -> None:  # noqa: ANN401 - a block or a room
        self._edited = place.id
        self.name.setText(place.name)
        self._card.hide()
        self.naming.begin(_("Another name"))
        self.name.setFocus()
        self.name.selectAll()

    @Slot()
    def _store_name(self) -> None:
        place, name = self._edited, self.name.text()
        self.naming.wait(waits=True)
        self._room.jobs.change(
            lambda desk: verbs.house.rename(desk, place, name),
            owner=self,
            then=lambda act: self._tell(_("Saved."), act),
            refused=self.naming.refuse,
            touched=_TOUCHED,
        )

    @Slot()
    def open_deposit(self) -> None:
        """Show what lies in the corner that is pointed at."""
        place = self.table.current_value()
        if place is None or not _is_corner(place) or place.ended:
            return
        for each in (self._card, self._days_card, self.banner):
            each.hide()
        self.deposit.open(place.id)

    def _offer_blocks(self) -> None:
        """Offer the blocks for a corner; the one that is pointed at stands first."""
        place, blocks = self.table.current_value(), self._blocks()
        self.corner_block.clear()
        self.corner_block.addItem(_("Outside the blocks"), "")
        for block in blocks:
            self.corner_block.addItem(_("Block {name}").format(name=block.name), block.id)
        name = getattr(place, "block", "") or getattr(place, "name", "")
        here = next((block.id for block in blocks if block.name == name), "")
        self.corner_block.setCurrentIndex(max(self.corner_block.findData(here), 0))

    def _blocks(self) -> list[Any]:
        return [each for each in self._rows.values() if hasattr(each, "rooms") and not each.ended]

    @Slot(object)
    def _allow(self, place: Any) -> None:  # noqa: ANN401 - a block, a room or a corner
        self._deposit.setVisible(place is not None and _is_corner(place) and not place.ended)

    @Slot()
    def _end_chosen(self) -> None:
        place = self.table.current_value()
        if place is None:
            return
        if place.ended:
            self._do(lambda desk: verbs.house.use_again(desk, place.id), _("Used again."))
        else:
            self._do(lambda desk: verbs.house.end(desk, place.id), _("No longer used."))

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        place = self.table.current_value()
        if place is not None:
            self._do(lambda desk: verbs.house.move(desk, place.id, by=by), _("Moved."))

    def _do(self, work: Callable[[Desk], str], said: str) -> None:
        self._room.jobs.change(
            work,
            owner=self,
            then=lambda act: self._tell(said, act),
            refused=self.banner.refuse,
            touched=_TOUCHED,
        )

    @Slot()
    def _store_days(self) -> None:
        count = self.days.count() or 0
        self._room.jobs.change(
            lambda desk: verbs.house_residents.keep_come_back_days(desk, count),
            owner=self,
            then=lambda _done: self.banner.say(_("Saved."), tint="good"),
            refused=self.banner.refuse,
            touched={"member"},
        )

    def _tell(self, said: str, act_id: str) -> None:
        self._leave()
        self.pasted.clear()
        self.corner.clear()
        if act_id:
            self.banner.tell(said, act_id=act_id)
        else:
            self.banner.say(said, tint="good")
        self._read()

    @Slot()
    def _leave(self) -> None:
        for each in (self.adding, self.naming, self.deposit):
            each.hide()
        self._card.show()
        self._days_card.show()
        self.take_focus()

    @Slot()
    def _leave_deposit(self) -> None:
        self.banner.clear()
        self._leave()
        self._read()

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        self._room.jobs.read(_read_places, owner=self, then=self._show, latest="places")

    def _show(self, read: tuple[list[Any], int]) -> None:
        places, days = read
        now = self.table.current_value()
        self._rows.show_values(places)
        keys = [each.id for each in places]
        if now is not None and now.id in keys:
            self.table.point_at(keys.index(now.id))
        rows = max(FEWEST, min(len(places), MOST))
        self.table.setFixedHeight(theme.px(HEAD + ROW * rows) + 2)
        self.days.show_count(days)
        self._allow(self.table.current_value())

    def _lay_out(self) -> None:
        card = self._card
        head = card.add_head()
        head.addWidget(label(_("Blocks and rooms"), "heading"), 1)
        head.addWidget(self._deposit)
        card.body.addWidget(self.table)
        self.table.set_empty(_("No block yet. Paste your blocks and rooms with Ctrl N."))
        foot = card.add_foot()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._up)
        foot.addWidget(self._down)
        foot.addWidget(self._end)
        foot.addStretch(1)
        foot.addWidget(self._add)
        self.pasted.setPlaceholderText("A 1-10\nB 1-14\nMelati 1, 2, 5")
        self.adding.fields.addLayout(named(_("One block a line, with its rooms"), self.pasted))
        self.corner.setPlaceholderText(_("Such as: Reading corner of block B"))
        corner = QHBoxLayout()
        corner.setSpacing(theme.px(10))
        corner.addLayout(named(_("A reading corner, if wanted"), self.corner), 1)
        corner.addLayout(named(_("Where"), self.corner_block))
        self.adding.fields.addLayout(corner)
        self.naming.fields.addLayout(named(_("Name"), self.name))
        days = self._days_card = Card()
        days.body.addWidget(label(_("Before a release"), "heading"))
        note = _("From so many days before, the desk says only that copies must come back.")
        days.body.addWidget(label(note, "note", wrap=True))
        row = QHBoxLayout()
        row.addLayout(named(_("Days before"), self.days))
        row.addWidget(self._keep_days)
        row.addStretch(1)
        days.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for each in (self.banner, card, self.adding, self.naming, self.deposit, days):
            column.addWidget(each)

    def _connect(self) -> None:
        self.table.chosen.connect(self._begin_naming)
        self.table.pointed.connect(self._allow)
        self._deposit.clicked.connect(self.open_deposit)
        self.deposit.left.connect(self._leave_deposit)
        self._add.clicked.connect(self.begin_add)
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        self._end.clicked.connect(self._end_chosen)
        self._keep_days.clicked.connect(self._store_days)
        self.days.returnPressed.connect(self._store_days)
        for form in (self.adding, self.naming):
            form.left.connect(self._leave)
        self.adding.saved.connect(self._store_added)
        self.naming.saved.connect(self._store_name)
        self.name.returnPressed.connect(self.naming.press_save)


def _read_places(desk: Desk) -> tuple[list[Any], int]:
    corners = verbs.house.corners(desk, ended=True)
    places: list[Any] = []
    for block in verbs.house.blocks(desk, ended=True):
        places.append(block)
        places += verbs.house.rooms(desk, block.id, ended=True)
        places += [each for each in corners if each.block == block.name]
    places += [each for each in corners if not each.block]
    return places, verbs.house_residents.come_back_days(desk)


def _is_corner(place: Any) -> bool:  # noqa: ANN401 - a block, a room or a corner
    return str(getattr(place, "kind", "")) == "corner"


def _columns() -> list[Column[Any]]:
    return [
        Column(_("Place"), _name),
        Column(_("Rooms"), _rooms, width=110, from_width=620),
        Column(_("Residents"), _people, width=96),
        Column(_("Copies"), _copies, width=88),
    ]


def _name(place: Any) -> Cell:  # noqa: ANN401 - a block or a room
    is_block = hasattr(place, "rooms")
    words = _("Block {name}").format(name=place.name) if is_block else place.code
    if place.ended:
        words = _("{place} (no longer used)").format(place=words)
    indent = 1 if not is_block and place.block else 0
    return Cell(words, strong=is_block and not place.ended, soft=place.ended, indent=indent)


def _rooms(place: Any) -> Cell:  # noqa: ANN401 - a block or a room
    if not hasattr(place, "rooms"):
        return Cell("")
    said = many("{count} room", "{count} rooms", place.rooms)
    return Cell(said.format(count=number(place.rooms)), soft=True)


def _people(place: Any) -> Cell:  # noqa: ANN401 - a block or a room
    return Cell("" if _is_corner(place) else number(place.people))


def _copies(place: Any) -> Cell:  # noqa: ANN401 - a block or a room
    return Cell(number(place.copies) if getattr(place, "copies", 0) else "")
