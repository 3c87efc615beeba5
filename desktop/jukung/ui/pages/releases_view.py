"""Who is expected to leave soon; those ticked are released in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.domain.kinds import ResidentState
from jukung.ui import sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import resident_words
from jukung.ui.pages.tick_table import TickTable, tick_column
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.segments import Segments
from jukung.ui.rows import Rows
from jukung.words import _, many, number, short_day

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.moves import MoveDone
    from jukung.library.residents import ReleaseLine
    from jukung.ui.room import Room

SPANS = (30, 10, 3)
_TOUCHED = frozenset({"member", "hold", "house"})


class ReleasesView(QWidget):
    """The list for 30, 10 or 3 days; remission moves the days, so they are looked at often."""

    chosen = Signal(str)
    """The id of a resident to be shown."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        words = {str(span): _("{count} days").format(count=span) for span in SPANS}
        keys = {"30": "Alt+1", "10": "Alt+2", "3": "Alt+3"}
        self._span = Segments(words, keys=keys)
        self._rows: Rows[ReleaseLine] = Rows(_columns())
        self.table = TickTable(self._rows, lambda line: line.resident.id)
        self.banner = UndoBanner(room, touched=_TOUCHED, then=lambda _act: self.refresh())
        self._count = label("", "note", wrap=True)
        self._all = Button(_("Tick all, or none"), key="Ctrl+A")
        self._release = Button("", kind="primary", icon="door-open", key="Ctrl+S")
        self._lay_out()
        self._span.chosen.connect(self._follow_span)
        self.table.chosen.connect(self._choose)
        self.table.ticked.connect(self._follow_ticks)
        self._all.clicked.connect(self.table.tick_all)
        self._release.clicked.connect(self.release)
        self._follow_ticks()

    def come_into_view(self) -> None:
        """Show the list as it is today."""
        self.refresh()
        self.table.take_focus()

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        within = int(self._span.name())
        self._room.jobs.read(
            lambda desk: verbs.house_residents.release_days(desk, within),
            owner=self,
            then=self._show,
            refused=self.banner.refuse,
            latest="releases",
        )

    def lines(self) -> list[ReleaseLine]:
        """Who is listed, soonest first."""
        return self._rows.values()

    def choose_span(self, days: int) -> None:
        """Show who leaves within so many days."""
        self._span.choose(str(days))

    @Slot()
    def release(self) -> None:
        """Note that those ticked were released today."""
        wanted = set(self.table.ticks())
        rows = [line.resident.row for line in self.lines() if line.resident.id in wanted]
        if not rows:
            return

        def work(desk: Desk) -> MoveDone:
            gone = ResidentState.released
            return verbs.moves.record(desk, [verbs.moves.Change(row, state=gone) for row in rows])

        self._release.setEnabled(False)
        self._room.jobs.change(
            work, owner=self, then=self._tell, refused=self._refuse, touched=_TOUCHED
        )

    def _tell(self, done: MoveDone) -> None:
        self.table.tick(set())
        said = many("{count} resident released", "{count} residents released", done.left)
        self.banner.tell(
            said.format(count=number(done.left)),
            _("For each a clearance is open now."),
            act_id=done.act_id,
        )
        self.refresh()

    def _refuse(self, refusal: Refusal) -> None:
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")
        self._follow_ticks()

    def _show(self, lines: tuple[ReleaseLine, ...]) -> None:
        self._rows.show_values(lines)
        out = sum(line.resident.loans_out for line in lines)
        said = many("{count} resident", "{count} residents", len(lines))
        more = many("{count} copy still out", "{count} copies still out", out)
        self._count.setText(
            f"{said.format(count=number(len(lines)))} · {more.format(count=number(out))}"
        )
        self._follow_ticks()

    @Slot(object)
    def _follow_span(self, _name: str) -> None:
        self.refresh()

    @Slot()
    def _follow_ticks(self) -> None:
        count = len(self.table.ticks())
        words = many("Release {count} resident", "Release {count} residents", count)
        self._release.setText(words.format(count=number(count)))
        self._release.setEnabled(bool(count))

    @Slot(object)
    def _choose(self, line: ReleaseLine) -> None:
        self.chosen.emit(line.resident.id)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(label(_("Leave within"), "heading"))
        top.addWidget(self._span)
        top.addStretch(1)
        card = Card(flush=True)
        card.body.addWidget(self.table, 1)
        self.table.set_empty(
            _("Nobody is expected to leave then. Days come with a list of moves, or by Ctrl M.")
        )
        foot = card.add_foot()
        foot.addWidget(self._all)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._release)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(card, 1)


def _columns() -> list[Column[ReleaseLine]]:
    return [
        tick_column(),
        Column(_("Expected"), _day, width=150),
        Column(_("Room"), lambda line: Cell(line.resident.place or "–", strong=True), width=96),
        Column(_("Card"), lambda line: line.resident.card),
        Column(
            _("Status"),
            lambda line: resident_words.state_cell(line.resident.state),
            width=150,
            from_width=620,
        ),
        Column(_("On loan"), lambda line: resident_words.out_cell(line.resident), width=84),
        Column("", lambda line: resident_words.must_cell(line.resident), width=148, from_width=760),
    ]


def _day(line: ReleaseLine) -> Cell:
    left = line.days_left
    if left < 0:
        said = many("{count} day past", "{count} days past", -left).format(count=number(-left))
    elif left == 0:
        said = _("today")
    else:
        said = many("in {count} day", "in {count} days", left).format(count=number(left))
    tint = "bad" if left < 0 else "gold" if left <= SPANS[-1] else ""
    return Cell(short_day(line.release_on), said, strong=True, tint=tint)
