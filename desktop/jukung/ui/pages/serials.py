"""Newspapers and magazines: the list on the left, the issues of the chosen one beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.domain.kinds import Frequency, IssueState
from jukung.ui import files, sounds, theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import stocktake_work
from jukung.ui.pages.form_parts import FormCard
from jukung.ui.pages.serials_forms import DaysStrip, IssueStrip, SerialForm
from jukung.ui.pages.tick_table import TickTable, tick_column
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, brief_day, many, number, plain_day, weekday

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.desk import Desk
    from jukung.library.issues import IssueLine, Recorded
    from jukung.library.serials import SerialLine
    from jukung.ui.header import ChipWords
    from jukung.ui.room import Room

FOLDER = "serials"
TOUCHED = frozenset({"issue", "title", "copy"})
WIDE, NARROW = 400, 300
_TINTS = {"arrived": "good", "expected": "neutral", "missing": "bad", "discarded": "neutral"}
_DONE = {
    "check_in_all": (N_("{what} is checked in"), N_("{count} issues are checked in")),
    "miss": (N_("{what} is missing"), N_("{count} issues are missing")),
    "claim": (N_("{what} was asked for"), N_("{count} issues were asked for")),
    "discard": (N_("{what} is kept no longer"), N_("{count} issues are kept no longer")),
    "bind": (N_("{what} is bound"), N_("{count} issues are bound")),
}


class SerialsPane(QWidget):
    """Enter checks an expected issue in; letters say what else became of it."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._serial: SerialLine | None = None
        self._wanted_id = ""
        self.banner = UndoBanner(room, touched=TOUCHED, then=lambda _act: self._read())
        self._rows: Rows[SerialLine] = Rows(_serial_columns())
        self.table = Table(self._rows, rows="two")
        self._lines: Rows[IssueLine] = Rows(_issue_columns())
        self.issues = TickTable(self._lines, _key)
        self.form, self.strip, self.days = SerialForm(), IssueStrip(), DaysStrip()
        self._form_card = FormCard(self.form)
        self._name = label("", "title")
        self._new = Button(_("New title"), icon="plus", key="Ctrl+N")
        self._month_out = Button(_("List of the month…"), key="Ctrl+E", icon="file-down")
        self._arrived = Button(_("Check in"), kind="primary", key="Ctrl+Return")
        self._other = Button(_("Another issue…"), key="Ctrl+I")
        self._days = Button(_("Days…"), key="Ctrl+H")
        self._missing = Button(_("Missing"), key="M")
        self._claim = Button(_("Asked for"), key="A")
        self._discard = Button(_("Discard"), key="D")
        self._bind = Button(_("Bind"), key="B")
        self._lay_out()
        self._connect()

    def chips(self) -> Sequence[ChipWords]:
        """How many issues should be here by now."""
        late = sum(each.late for each in self._rows.values())
        if not late:
            return ()
        words = many("{count} issue to check in", "{count} issues to check in", late)
        return ((words.format(count=number(late)), "gold"),)

    def shown(self) -> None:
        """Read what there is now."""
        self._read()
        self.table.take_focus()

    def serials(self) -> list[SerialLine]:
        """The newspapers and magazines in the list."""
        return self._rows.values()

    def lines(self) -> list[IssueLine]:
        """The issues of the chosen one."""
        return self._lines.values()

    def words(self) -> str:
        """The sentence above the lists."""
        return self.banner.words()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(1000)
        self._left.setFixedWidth(theme.px(WIDE if wide else NARROW))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.issues.ticks():
            self.issues.tick(set())
            return
        super().keyPressEvent(event)

    # --- a new one ----------------------------------------------------------------------------

    @Slot()
    def begin_new(self) -> None:
        """Open the form of a new newspaper or magazine."""
        self.form.load()
        self._form_card.begin(_("A new newspaper or magazine"))
        self._whole.setCurrentWidget(self._form_card)
        for button in (self._new, self._arrived, self._other, self._month_out, self._days):
            button.hide()
        self.form.take_focus()

    @Slot()
    def save(self) -> None:
        """Add the newspaper or magazine of the form."""
        facts = self.form.facts()
        self._room.jobs.change(
            lambda desk: verbs.serials.add(desk, facts.pop("title"), **facts),
            owner=self,
            then=self._tell_added,
            refused=self._form_card.refuse,
            touched=TOUCHED,
        )

    def _tell_added(self, title_id: str) -> None:
        sounds.play("done")
        self._wanted_id = title_id
        self.leave_form()
        self.banner.say(
            _("It is in the catalogue."),
            _("Check its first issue in with Ctrl I; the next ones are expected from then on."),
            tint="good",
        )

    @Slot()
    def leave_form(self) -> None:
        """Close the form."""
        self._whole.setCurrentWidget(self._both)
        self._new.show()
        self._read()
        self.table.take_focus()

    # --- issues -------------------------------------------------------------------------------

    @Slot()
    def check_in(self) -> None:
        """Check in the ticked issues, or the one the cursor is on."""
        self.say("check_in_all")

    @Slot()
    def ask_other(self) -> None:
        """Ask which other issue came."""
        if self._serial is not None:
            # Its key would check in the line behind the question.
            self._arrived.hide()
            newest = next((each for each in self._lines.values() if each.volume), None)
            self.strip.ask(
                self._serial.title,
                today=self._room.today(),
                volume=newest.volume if newest else "",
            )

    @Slot()
    def ask_days(self) -> None:
        """Ask on which days a daily newspaper comes."""
        serial = self._serial
        if serial is not None and serial.frequency == Frequency.daily:
            self._arrived.hide()
            self.days.ask(serial.title, serial.days)

    @Slot(object)
    def _keep_days(self, days: frozenset[int]) -> None:
        serial = self._serial
        self._leave_strip()
        if serial is None or days == serial.days:
            return
        said = _("“{title}” is expected on: {days}").format(
            title=serial.title, days=_days_words(days)
        )
        self._room.jobs.change(
            lambda desk: verbs.serials.set_days(desk, serial.id, days),
            owner=self,
            then=lambda act_id: self._tell_days(said, act_id),
            refused=self.banner.refuse,
            touched=TOUCHED,
        )

    def _tell_days(self, said: str, act_id: str) -> None:
        self.banner.tell(said, "", act_id=act_id)
        self._read()

    @Slot()
    def _leave_strip(self) -> None:
        self._arrived.show()
        self.issues.setFocus()

    @Slot(object)
    def _check_other_in(self, said: tuple[date, str, str, int]) -> None:
        serial = self._serial
        if serial is None:
            return
        day, volume, number_, count = said

        def work(desk: Desk) -> Recorded:
            state = IssueState.expected
            line = verbs.issues.IssueLine("", serial.id, "", volume, number_, day, state)
            return verbs.issues.check_in(desk, line, count=count)

        self._leave_strip()
        self._room.jobs.change(
            work,
            owner=self,
            then=lambda done: self._tell("check_in_all", done, 1),
            refused=self.banner.refuse,
            touched=TOUCHED,
        )

    def say(self, what: str) -> None:
        """Say `check_in_all`, `miss`, `claim`, `discard` or `bind` of the ticked issues."""
        wanted = self._wanted()
        if not wanted:
            return

        def work(desk: Desk) -> Recorded:
            done: Recorded = getattr(verbs.issues, what)(desk, wanted)
            return done

        self._room.jobs.change(
            work,
            owner=self,
            then=lambda done: self._tell(what, done, done.count),
            refused=self.banner.refuse,
            touched=TOUCHED,
        )

    def _tell(self, what: str, done: Recorded, count: int) -> None:
        one, several = _DONE[what]
        words = _(one) if count == 1 else _(several)
        detail = ""
        if done.number:
            detail = _("Copy {number} can be lent now. Print its label with F6.")
            detail = detail.format(number=done.number)
        self.issues.tick(set())
        said = words.format(what=done.label, count=number(count))
        self.banner.tell(said, detail, act_id=done.act_id)
        self._read()
        self.issues.setFocus()

    def _wanted(self) -> list[IssueLine]:
        ticks = set(self.issues.ticks())
        if ticks:
            return [each for each in self._lines.values() if _key(each) in ticks]
        line: IssueLine | None = self.issues.current_value()
        return [line] if line is not None else []

    # --- reading ------------------------------------------------------------------------------

    @Slot()
    def _read(self) -> None:
        self._room.jobs.read(
            lambda desk: verbs.serials.listed(desk),  # noqa: PLW0108 - looked up on the lane
            owner=self,
            then=self._show,
            refused=self.banner.refuse,
            latest="serials",
        )

    def _show(self, found: Sequence[SerialLine]) -> None:
        wanted = self._wanted_id or (self._serial.id if self._serial else "")
        ids = [each.id for each in found]
        self._rows.show_values(found)
        if self._whole.currentWidget() is not self._form_card:
            self._whole.setCurrentWidget(self._both if found else self._empty)
        if found:
            self.table.point_at(ids.index(wanted) if wanted in ids else 0)
        for button in (self._arrived, self._other, self._month_out):
            button.setVisible(bool(found) and self._whole.currentWidget() is self._both)
        self._show_days_button()
        if callable(refresh := getattr(self.window(), "refresh_header", None)) and self.isVisible():
            refresh()

    @Slot(object)
    def _point(self, serial: SerialLine | None) -> None:
        if serial is None:
            return
        self._serial, self._wanted_id = serial, serial.id
        self._name.setText(serial.title)
        self._show_days_button()
        self._room.jobs.read(
            lambda desk: verbs.issues.of_title(desk, serial.id),
            owner=self,
            then=self._show_issues,
            refused=self.banner.refuse,
            latest="issues",
        )

    def _show_days_button(self) -> None:
        is_daily = self._serial is not None and self._serial.frequency == Frequency.daily
        self._days.setVisible(is_daily and self._whole.currentWidget() is self._both)

    def _show_issues(self, lines: Sequence[IssueLine]) -> None:
        before = self.issues.current_value()
        self._lines.show_values(lines)
        if not lines:
            return
        keys = [_key(each) for each in lines]
        waiting = [n for n, each in enumerate(lines) if each.state == "expected"]
        # The oldest that is waited for comes first out of the post bag.
        place = keys.index(_key(before)) if before and _key(before) in keys else None
        if place is None or lines[place].state != "expected":
            place = waiting[-1] if waiting else 0
        self.issues.point_at(place)

    @Slot(object)
    def _follow(self, touched: frozenset[str]) -> None:
        if touched & TOUCHED and self.isVisible():
            self._read()

    # --- the list of the month ----------------------------------------------------------------

    @Slot()
    def _ask_where(self) -> None:
        today = self._room.today()
        start = self._room.preferences.folder(FOLDER) or Path.home()
        files.choose_new_file(
            self,
            _("Where shall the file go?"),
            pattern=_("Workbooks") + " (*.xlsx)",
            start=start / _("serials-{month}.xlsx").format(month=f"{today:%Y-%m}"),
            then=self.write,
        )

    def write(self, path: Path) -> None:
        """Write the list of this month as a workbook."""
        today = self._room.today()
        self._room.preferences.keep_folder(FOLDER, path.parent)
        self._room.jobs.read(
            lambda desk: stocktake_work.serials_workbook(desk, today.year, today.month),
            owner=self,
            then=lambda content: self._keep(path, content),
            refused=self.banner.refuse,
        )

    def _keep(self, path: Path, content: bytes) -> None:
        self._room.jobs.run(
            lambda _progress, _stopped: verbs.flushed.write_true(path, content),
            owner=self,
            then=self._tell_saved,
            refused=self.banner.refuse,
        )

    def _tell_saved(self, path: Path) -> None:
        sounds.play("done")
        self.banner.say(_("Saved: {file}").format(file=path.name), tint="good")

    # --- how it looks -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                "book-open",
                _("Newspapers and magazines stand here"),
                _(
                    "Add the first with Ctrl N and say how often it comes. Then each issue is "
                    "checked in with one key, and those that did not come are seen."
                ),
            )
        )
        self._left = Card(flush=True)
        self._left.body.addWidget(self.table, 1)
        right = Card(flush=True)
        head, foot = right.add_head(), QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._days)
        right.body.addWidget(self.issues, 1)
        under = right.add_foot()
        under.setSpacing(theme.px(8))
        for each in (self._missing, self._claim, self._discard, self._bind):
            under.addWidget(each)
        under.addStretch(1)
        self.issues.set_empty(_("No issue yet. Check the first one in with Ctrl I."))
        self._both = QWidget()
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        row.addWidget(self._left)
        row.addWidget(right, 1)
        self._whole = InView()
        for part in (self._empty, self._both, self._form_card):
            self._whole.addWidget(part)
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._new)
        foot.addStretch(1)
        for out in (self._month_out, self._other, self._arrived):
            foot.addWidget(out)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.px(10))
        for above in (self.banner, self.strip, self.days):
            page.addWidget(above)
        page.addWidget(self._whole, 1)
        page.addLayout(foot)

    def _connect(self) -> None:
        self._new.clicked.connect(self.begin_new)
        self._form_card.saved.connect(self.save)
        self._form_card.left.connect(self.leave_form)
        self.form.finished.connect(self._form_card.press_save)
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(lambda _serial: self.issues.take_focus())
        self.issues.chosen.connect(lambda _line: self.check_in())
        self._arrived.clicked.connect(self.check_in)
        self._other.clicked.connect(self.ask_other)
        self.strip.answered.connect(self._check_other_in)
        self.strip.left.connect(self._leave_strip)
        self._days.clicked.connect(self.ask_days)
        self.days.answered.connect(self._keep_days)
        self.days.left.connect(self._leave_strip)
        for button, what in (
            (self._missing, "miss"),
            (self._claim, "claim"),
            (self._discard, "discard"),
            (self._bind, "bind"),
        ):
            button.clicked.connect(lambda _on=False, said=what: self.say(said))
        self._month_out.clicked.connect(self._ask_where)
        self._room.jobs.changed.connect(self._follow)


def _key(line: IssueLine) -> str:
    return line.id or f"{line.dated_on}"


def _days_words(days: frozenset[int]) -> str:
    """Days of the week, a run of them as from and to: `Mon–Sat`."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        "–".join(dict.fromkeys(weekday(day, short=True) for day in (run[0], run[-1])))
        if len(run) != 2
        else ", ".join(weekday(day, short=True) for day in run)
        for run in runs
    )


def _serial_columns() -> list[Column[Any]]:
    return [
        Column(_("Title"), _serial_title),
        Column(_("To check in"), _late, width=120, align="right"),
    ]


def _serial_title(line: SerialLine) -> Cell:
    rhythm = _(messages.FREQUENCIES[line.frequency])
    if line.frequency == Frequency.daily:
        rhythm = f"{rhythm}: {_days_words(line.days)}"
    last = _("last {label}").format(label=line.last_label) if line.last_label else ""
    return Cell(line.title, " · ".join(filter(None, (rhythm, last))), strong=True)


def _late(line: SerialLine) -> Cell:
    if not line.late:
        return Cell("–", soft=True)
    return Cell(number(line.late), tint="gold")


def _issue_columns() -> list[Column[Any]]:
    return [
        tick_column(),
        Column(_("Issue"), _issue),
        Column(_("State"), _state, width=130),
        Column(_("Arrived"), _arrival, width=140, from_width=560),
        Column(_("Bound in"), lambda line: line.copy_number or "–", width=110, from_width=680),
    ]


def _issue(line: IssueLine) -> Cell:
    day = plain_day(line.dated_on) if line.dated_on else ""
    return Cell(line.label, "" if day == line.label else day, strong=bool(line.id))


def _state(line: IssueLine) -> Cell:
    return Cell(_(messages.ISSUE_STATES[line.state]), chip=_TINTS[line.state])


def _arrival(line: IssueLine) -> Cell:
    if line.arrived_on is not None:
        several = many("{count} copy", "{count} copies", line.count)
        said = several.format(count=number(line.count)) if line.count > 1 else ""
        return Cell(brief_day(line.arrived_on), said)
    if line.claimed_on is not None:
        return Cell(_("asked for"), brief_day(line.claimed_on))
    return Cell("–", soft=True)
