"""Scanning a box: in when it comes, together when it goes; each scan stands by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung.domain.kinds import BoxArrival, BoxLeaving, BoxState, LoanEnding
from jukung.ui import sounds, theme, verbs
from jukung.ui.pages import box_words, box_work
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.chip import Chip
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.scan_field import ScanField
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.domain.errors import Refusal
    from jukung.library.box_arrival import Checked, Received
    from jukung.library.box_return import Closed, Packed
    from jukung.library.boxes import BoxCopyView, BoxDetail
    from jukung.library.desk import Desk
    from jukung.library.slips import Slip

TOUCHED = frozenset({"box", "copy", "hold", "loan", "title"})


class BoxScan(QWidget):
    """The scan line, what the last scan did, and what is still to come."""

    left = Signal()
    """Nothing more is scanned now."""

    ended = Signal(object)
    """The check or the return is finished; a title and a detail to say."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._detail: BoxDetail | None = None
        self._last = ""
        self._sure = False
        self._title = label("", "title")
        self._chips = [Chip() for _place in range(4)]
        self.line = ScanField(_("Scan a copy of the box"))
        self.banner = UndoBanner(room, touched=TOUCHED, then=self._after_undo)
        self._parts = Segments({"todo": _("Still to scan"), "done": _("Scanned"), "out": _("Lent")})
        self._rows: Rows[Any] | None = None
        self._table: Table | None = None
        self._place = Card(flush=True)
        self._leave = Button(_("Later"), key="Esc")
        self._damaged = Button(_("It is damaged"), key="Ctrl+M")
        self._lost = Button(_("Note as lost"), key="Ctrl+L")
        self._finish = Button("", kind="primary", key="Ctrl+Return")
        self._lay_out()
        self._connect()

    def begin(self, detail: BoxDetail) -> None:
        """Scan this box from now on."""
        self._last, self._sure = "", False
        self.banner.clear()
        self.line.clear()
        self._make_table(detail)
        self._parts.choose("todo")
        self.show_detail(detail)
        self.line.take_focus()

    def show_detail(self, detail: BoxDetail) -> None:
        """Show what is scanned and what is not."""
        self._detail, view = detail, detail.view
        words = _("Box {number} comes in") if self._comes() else _("Box {number} goes back")
        self._title.setText(words.format(number=view.number))
        self._parts.button("out").setVisible(not self._comes())
        self._lost.setVisible(not self._comes())
        self._damaged.setEnabled(bool(self._last))
        for chip, (count, words, tint) in zip(self._chips, self._counts(), strict=False):
            chip.show_words(f"{number(count)} {words}" if words else "", tint)
        self._finish.setVisible(view.state is not BoxState.here)
        self._say_finish()
        self._fill()

    def scan(self, text: str, *, damaged: bool = False) -> None:
        """Do what a scanned number means."""
        if self._detail is None:
            return
        box, comes = self._detail.view.id, self._comes()

        def work(desk: Desk) -> tuple[Checked | Packed, BoxDetail]:
            done: Checked | Packed
            if comes:
                how = BoxArrival.damaged if damaged else BoxArrival.here
                done = verbs.box_arrival.check(desk, box, text, how=how)
            else:
                went = BoxLeaving.damaged if damaged else BoxLeaving.here
                done = verbs.box_return.pack(desk, box, text, how=went)
            return done, verbs.lent_boxes.show(desk, box)

        self._room.jobs.change(
            work, owner=self, then=self._tell, refused=self._refuse, touched=TOUCHED
        )

    @Slot()
    def finish(self) -> None:
        """Put the box on the shelf, or send it; asked once where something is missing."""
        if self._detail is None:
            return
        box, comes = self._detail.view.id, self._comes()
        if not self._sure and (missing := self._missing()):
            self._sure = True
            self._say_finish()
            sounds.play("attention")
            said = many(
                "{count} copy was not scanned", "{count} copies were not scanned", missing
            ).format(count=number(missing))
            detail = _("What is not there is missing then. Press Ctrl Enter again, or scan on.")
            self.banner.say(said, detail, tint="gold")
            return

        def work(desk: Desk) -> Received | Closed:
            if comes:
                return verbs.box_arrival.receive(desk, box)
            return verbs.box_return.finish(desk, box)

        self._room.jobs.change(
            work, owner=self, then=self._tell_ended, refused=self._refuse, touched=TOUCHED
        )

    def copies(self) -> list[BoxCopyView]:
        """The copies in view."""
        return self._rows.values() if self._rows is not None else []

    def show_part(self, name: str) -> None:
        """Show `todo`, `done` or `out`."""
        self._parts.choose(name)

    # --- what follows ---

    def _comes(self) -> bool:
        state = self._detail.view.state if self._detail else BoxState.announced
        return state in (BoxState.announced, BoxState.here)

    def _tell(self, made: tuple[Checked | Packed, BoxDetail]) -> None:
        done, detail = made
        self._last, self._sure = done.copy.number, False
        self.show_detail(detail)
        title = f"{done.copy.number} · {box_work.title_of(done.copy)}"
        if not done.act_id:
            sounds.play("attention")
            self.banner.say(title, _("It was scanned before; it counts once."), tint="gold")
            return
        strange = getattr(done, "renumbered", False)
        extra = self._comes() and done.copy.arrived is BoxArrival.extra
        said = _(self._words_of(done.copy)).capitalize() + "."
        if strange:
            words = _("One of our own copies has this number. Stick a label {label} on it.")
            said = words.format(label=done.copy.label)
        elif extra and detail.view.has_file:
            said = _("It is not on the agency's list, and is noted as such.")
        self.banner.tell(title, said, act_id=done.act_id)
        if strange or extra:
            sounds.play("attention")

    def _words_of(self, copy: BoxCopyView) -> str:
        return box_work.ARRIVED[copy.arrived] if self._comes() else box_work.WENT[copy.went]

    def _tell_ended(self, done: Received | Closed) -> None:
        sounds.play("done")
        number_ = done.view.number
        if isinstance(renumbered := getattr(done, "renumbered", None), tuple):
            detail = _("It can be lent now. Print the minutes and let both sides sign.")
            if renumbered:
                words = many(
                    "{count} number is taken here. Print its new label with F6.",
                    "{count} numbers are taken here. Print their new labels with F6.",
                    len(renumbered),
                )
                detail = words.format(count=number(len(renumbered)))
            self.ended.emit(
                (_("Box {number} is on the shelf").format(number=number_), detail, done)
            )
            return
        detail = _("Print the minutes, and write the return list for the agency.")
        waiting = box_words.wait_again(getattr(done, "wait_again", 0))
        detail = " ".join(filter(None, (waiting, detail)))
        self.ended.emit((_("Box {number} goes back").format(number=number_), detail, done))

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self.banner.refuse(refusal)
        self.line.take_focus()

    def _after_undo(self, _act_id: str) -> None:
        self._last = ""
        self._read_again()

    def _read_again(self) -> None:
        if self._detail is None:
            return
        box = self._detail.view.id
        self._room.jobs.read(
            lambda desk: verbs.lent_boxes.show(desk, box),
            owner=self,
            then=self.show_detail,
            latest="box",
        )

    @Slot()
    def _mark_damaged(self) -> None:
        if self._last:
            self.scan(self._last, damaged=True)
        self.line.take_focus()

    @Slot()
    def _mark_lost(self) -> None:
        copy = self._table.current_value() if self._table else None
        if copy is None or not copy.card:
            self.banner.say(
                _("Which one will not come back?"),
                _("Choose it under Lent with the arrow keys, then press Ctrl L."),
                tint="gold",
            )
            self.show_part("out")
            return
        self._room.jobs.change(
            lambda desk: verbs.circulation.give_back(desk, copy.label, ending=LoanEnding.lost),
            owner=self,
            then=self._tell_lost,
            refused=self._refuse,
            touched=TOUCHED,
        )

    def _tell_lost(self, slip: Slip) -> None:
        self._read_again()
        words = _("{number} is noted as lost")
        self.banner.tell(words.format(number=slip.barcode), slip.title, act_id=slip.act_id)

    def _missing(self) -> int:
        if self._detail is None:
            return 0
        return len([each for each in self._detail.copies if self._is_todo(each)])

    def _is_todo(self, copy: BoxCopyView) -> bool:
        if self._comes():
            return copy.arrived is BoxArrival.open
        came = copy.arrived is not BoxArrival.missing
        return copy.went is BoxLeaving.open and came and not copy.card

    def _is_done(self, copy: BoxCopyView) -> bool:
        if self._comes():
            return copy.arrived not in (BoxArrival.open, BoxArrival.missing)
        return copy.went is not BoxLeaving.open

    def _counts(self) -> list[tuple[int, str, str]]:
        detail = self._detail
        if detail is None:
            return []
        view, todo = detail.view, self._missing()
        if self._comes():
            counts = [
                (view.here, _("here"), "good"),
                (todo, _("still to scan"), "neutral"),
                (view.damaged, _("damaged"), "gold"),
                (view.extra, _("not on the list"), "accent"),
            ]
        else:
            counts = [
                (view.packed, _("in the box"), "good"),
                (todo, _("still to scan"), "neutral"),
                (view.out, _("lent"), "bad"),
            ]
        return [each if each[0] else (0, "", "neutral") for each in counts] + [(0, "", "neutral")]

    def _say_finish(self) -> None:
        missing = self._missing() if self._sure else 0
        words = _("Finish the check") if self._comes() else _("The box goes")
        if missing:
            words = _("Finish, {count} missing").format(count=number(missing))
        self._finish.setText(words)

    @Slot()
    def _fill(self) -> None:
        if self._detail is None or self._rows is None:
            return
        part = self._parts.name()
        fits = {"todo": self._is_todo, "done": self._is_done}.get(part)
        copies = self._detail.copies if fits else self._detail.still_out()
        self._rows.change_values([each for each in copies if fits is None or fits(each)])

    def _make_table(self, detail: BoxDetail) -> None:
        if self._table is not None:
            self._place.body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._rows = Rows(box_words.copy_columns(detail), parent=self)
        self._table = Table(self._rows, rows="two", parent=self)
        self._table.set_empty(_("Nothing here."))
        self._place.body.addWidget(self._table)

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self._title)
        top.addStretch(1)
        for chip in self._chips:
            top.addWidget(chip)
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._leave)
        foot.addStretch(1)
        for each in (self._lost, self._damaged, self._finish):
            foot.addWidget(each)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(12))
        whole.addLayout(top)
        whole.addWidget(self.line)
        whole.addWidget(self.banner)
        whole.addWidget(self._parts)
        whole.addWidget(self._place, 1)
        whole.addLayout(foot)
        self.setFocusProxy(self.line)

    def _connect(self) -> None:
        self.line.entered.connect(self.scan)
        self.line.repeated.connect(lambda _text: sounds.play("attention"))
        self.line.gather_from(self)
        self._parts.chosen.connect(self._fill)
        self._leave.clicked.connect(self.left)
        self._damaged.clicked.connect(self._mark_damaged)
        self._lost.clicked.connect(self._mark_lost)
        self._finish.clicked.connect(self.finish)
