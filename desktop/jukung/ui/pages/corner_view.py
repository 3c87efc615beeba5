"""A reading corner and its deposit: scanned in, scanned out, counted, and listed on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import corner_work
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.rows import Rows
from jukung.ui.scan_field import ScanField
from jukung.ui.table import Table
from jukung.words import _, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.library.corners import Corner, CornerCopy
    from jukung.library.desk import Desk
    from jukung.ui.room import Room

TOUCHED = frozenset({"house", "copy"})
PURPOSE = "corners"
ROW, HEAD, FEWEST, MOST = 58, 46, 3, 6
LOW = 680


class CornerView(QWidget):
    """One box: what it does is chosen above the list."""

    left = Signal()

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._corner_id = ""
        self.line = ScanField(key="Esc", hint=_("back to the list"))
        self.banner = UndoBanner(room, touched=TOUCHED, then=lambda _act: self._undone())
        self._modes = Segments(
            {"put": _("Put in"), "take": _("Take it out"), "use": _("Read here")},
            keys={"put": "Ctrl+1", "take": "Ctrl+2", "use": "Ctrl+3"},
        )
        self._rows: Rows[CornerCopy] = Rows(_columns())
        self.table = Table(self._rows, rows="wrap")
        self._name, self._block = label("", "title"), label("", "second")
        self._lie, self._out, self._gone = Chip(), Chip(), Chip()
        self._printing = PaperPrinting(room, self)
        self._back = Button(_("Back"), key="Esc", icon="chevron-left", bound=False)
        self._missing = Button(_("Missing"), key="Ctrl+M")
        self._save = Button(_("Save PDF"), key="Ctrl+S")
        self._print = Button(_("Print the list"), key="Ctrl+P", icon="printer")
        self._lay_out()
        self._connect()
        self.hide()

    def open(self, corner_id: str) -> None:
        """Show a corner, ready for what is put in."""
        self._corner_id = corner_id
        self.banner.clear()
        self._rows.show_values(())
        self._modes.choose("put")
        self._say_mode()
        self.show()
        self._read()
        self.take_focus()

    @Slot()
    def take_focus(self) -> None:
        """Be ready for the next scan."""
        self.line.take_focus()

    def copies(self) -> list[CornerCopy]:
        """The copies in view."""
        return self._rows.values()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self.banner.words()

    def printable(self) -> Printable:
        """The list of this corner."""
        corner_id = self._corner_id
        return Printable(
            lambda desk: corner_work.list_of(desk, corner_id),
            file=_("corner-list") + ".pdf",
            folder=PURPOSE,
            printed=_("The list is at the printer."),
        )

    @Slot(object)
    def enter(self, typed: str) -> None:
        """Do with what was scanned what is chosen."""
        corner_id, mode = self._corner_id, self._modes.name()
        by_scanner = self.line.came_by_scanner()
        verb, words = {
            "put": ("put_in", _("Lies here now.")),
            "take": ("take_out", _("Stands in the library again.")),
            "use": ("use", _("Counted as read here; it stays.")),
        }[mode]

        def work(desk: Desk) -> Any:  # noqa: ANN401 - what either verb gives
            return getattr(verbs.corners, verb)(desk, corner_id, typed, by_scanner=by_scanner)

        self._do(work, words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif not self.line.eventFilter(self, event):
            super().keyPressEvent(event)

    # --- what follows ------------------------------------------------------------------------

    def _do(self, work: Callable[[Desk], Any], words: str) -> None:
        corner_id = self._corner_id

        def both(desk: Desk) -> tuple[Any, Corner]:
            done = work(desk)
            return done, verbs.corners.show(desk, corner_id)

        def tell(made: tuple[Any, Corner]) -> None:
            done, corner = made
            self._show(corner)
            found = _("It was missing and is found again.")
            detail = found if getattr(done, "was_missing", False) else words
            self.banner.tell(f"{done.barcode} · {done.title}", detail, act_id=done.act_id)

        self._room.jobs.change(
            both, owner=self, then=tell, refused=self.banner.refuse, touched=TOUCHED
        )

    @Slot()
    def _miss(self) -> None:
        copy = self.table.current_value()
        if copy is None or copy.due_on is not None or copy.is_missing:
            sounds.play("attention")
            detail = _("Tab goes to the list, the arrows point.")
            self.banner.say(_("Point at the book first."), detail, tint="gold")
            self.table.take_focus()
            return
        corner_id = self._corner_id
        self._do(
            lambda desk: verbs.corners.miss(desk, corner_id, copy.number),
            _("Missing from now on; a scan finds it again."),
        )
        self.take_focus()

    def _undone(self) -> None:
        self.line.forget_last()
        self._read()

    def _read(self) -> None:
        corner_id = self._corner_id
        self._room.jobs.read(
            lambda desk: verbs.corners.show(desk, corner_id),
            owner=self,
            then=self._show,
            latest="corner",
        )

    def _show(self, corner: Corner) -> None:
        self._name.setText(corner.name)
        place = _("Block {block} · Reading corner") if corner.block else _("Reading corner")
        self._block.setText(place.format(block=corner.block))
        self._rows.show_values(corner.copies)
        out = sum(each.due_on is not None for each in corner.copies)
        gone = len(corner.missing)
        lie = len(corner.copies) - out - gone
        self._lie.show_words(_("{count} lie here").format(count=number(lie)), "good")
        self._out.show_words(_("{count} out").format(count=number(out)) if out else "", "accent")
        self._gone.show_words(
            _("{count} missing").format(count=number(gone)) if gone else "", "bad"
        )
        most = FEWEST if self.window().height() < theme.px(LOW) else MOST
        rows = max(FEWEST, min(len(corner.copies), most))
        self.table.setFixedHeight(theme.px(HEAD + ROW * rows) + 2)
        for button in (self._save, self._print, self._missing):
            button.setEnabled(bool(corner.copies))

    @Slot(object)
    def _say_mode(self, _mode: object = None) -> None:
        words = {
            "put": _("Scan what shall lie here"),
            "take": _("Scan what is taken away"),
            "use": _("Scan what was read here"),
        }
        self.line.forget_last()
        self.line.set_placeholder(words[self._modes.name()])
        self.take_focus()

    @Slot()
    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    @Slot()
    def _ask_where(self) -> None:
        self._printing.ask_where_to_save(self.printable())

    @Slot()
    def _ask_printer(self) -> None:
        self._printing.ask_printer(self.printable())

    def _tell_printed(self, words: str, tint: str) -> None:
        sounds.play("done" if tint == "good" else "attention")
        self.banner.say(words, tint=tint)

    def _connect(self) -> None:
        self.line.entered.connect(self.enter)
        self.line.repeated.connect(lambda _number: sounds.play("attention"))
        self._modes.chosen.connect(self._say_mode)
        self._back.clicked.connect(self._leave)
        self._missing.clicked.connect(self._miss)
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._ask_printer)
        self._printing.said.connect(self._tell_printed)
        self._printing.refused.connect(self.banner.refuse)

    def _lay_out(self) -> None:
        card = Card(flush=True)
        head = card.add_head()
        which = QVBoxLayout()
        which.setSpacing(0)
        which.addWidget(self._name)
        which.addWidget(self._block)
        head.addLayout(which, 1)
        for chip in (self._lie, self._out, self._gone):
            head.addWidget(chip)
        card.body.addWidget(self.table)
        self.table.set_empty(_("Nothing lies here yet. Scan the first book above."))
        foot = card.add_foot()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._back)
        foot.addStretch(1)
        for button in (self._missing, self._save, self._print):
            foot.addWidget(button)
        modes = QHBoxLayout()
        modes.addWidget(self._modes)
        modes.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(modes)
        column.addWidget(self.line)
        column.addWidget(self.banner)
        column.addWidget(card)


def _columns() -> tuple[Column[CornerCopy], ...]:
    return (
        Column(_("Title"), lambda copy: Cell(copy.title, corner_work.second_of(copy), strong=True)),
        Column(_("Standing"), _state, width=176),
    )


def _state(copy: CornerCopy) -> Cell:
    words, tint = corner_work.state_of(copy)
    return Cell(words, chip=tint)
