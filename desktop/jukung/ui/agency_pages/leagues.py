"""Lists for the yearly award: criteria, places, and who takes no part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.ui import theme, verbs
from jukung.ui.agency_pages import programme_parts as parts
from jukung.ui.agency_pages import programme_work as work
from jukung.ui.agency_pages.league_form import LeagueForm
from jukung.ui.agency_pages.list_pane import ListPane
from jukung.ui.agency_pages.office_room import OfficeRoom
from jukung.ui.agency_pages.programme_work import LeagueView
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.empty_state import EmptyState
from jukung.ui.pieces.label import label
from jukung.ui.pieces.stack import InView
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _

if TYPE_CHECKING:
    from jukung.agency.leagues import Rules, Standing
    from jukung.agency.office import OfficeDesk
    from jukung.figures.reports.report import ReportTable
    from jukung.ui.agency_pages.league_form import Asked


class _Line:
    """A place in a list, or a library without one."""

    __slots__ = ("name", "parts", "place", "points", "where")

    def __init__(self, place: str, name: str, where: str, points: str, parts_: str) -> None:
        self.place, self.name, self.where = place, name, where
        self.points, self.parts = points, parts_


class LeaguesPane(ListPane):
    """One of the lists that are kept; Ctrl N makes another."""

    def __init__(self, room: OfficeRoom, *, parent: QWidget | None = None) -> None:
        super().__init__(room, parent=parent)
        self._view: LeagueView | None = None
        self._wanted = 0
        self.chosen = parts.choice(_("List"))
        self._sentence = label("", "small", wrap=True)
        self._rows: Rows[_Line] = Rows(_columns())
        self.table = Table(self._rows, rows="wrap")
        self.new = Button(_("New list…"), kind="primary", key="Ctrl+N", icon="plus")
        self.away = Button(_("Take the list away"), icon="trash")
        self.form = LeagueForm()
        self._lay_out()
        self._connect()

    def lines(self) -> list[tuple[str, str, str]]:
        """Place, name and points of each library shown."""
        return [(each.place, each.name, each.points) for each in self._rows.values()]

    @override
    def tables(self, desk: OfficeDesk) -> tuple[ReportTable, ...]:
        """The lists as they are saved and printed; called on a lane."""
        found = work.look_at_leagues(desk, self._wanted).standings
        return verbs.league_table.tables(desk, found) if found else ()

    @override
    @Slot()
    def _refresh(self) -> None:
        number = self._wanted
        self._room.jobs.read(
            lambda desk: work.look_at_leagues(desk, number),
            owner=self,
            then=self._show,
            refused=self._refuse,
            latest="leagues",
        )

    @Slot(object)
    def _show(self, view: LeagueView) -> None:
        self._view = view
        found = view.standings
        self._wanted = found.rules.no if found else 0
        parts.fill(self.chosen, {str(each.no): each.name for each in view.kept})
        self.chosen.setCurrentIndex(max(self.chosen.findData(str(self._wanted)), 0))
        self.form.offer(view.titles, view.pers)
        self._sentence.setText(view.sentence)
        self._rows.show_values(_lines(view))
        self._pile.setCurrentWidget(self._list if found else self._empty)
        for each in (self._save, self._print, self.away, self.chosen):
            each.setVisible(found is not None)
        if self._sides.currentWidget() is self.form:
            self.form.take_focus()

    @Slot(int)
    def _choose(self, _place: int) -> None:
        self._wanted = int(self.chosen.currentData() or 0)
        self._refresh()

    @Slot()
    def _begin(self) -> None:
        if self._month is not None:
            self.form.begin(self._month.year)
            self._sides.setCurrentWidget(self.form)
            self.form.take_focus()

    @Slot()
    def _leave(self) -> None:
        self._sides.setCurrentWidget(self._whole)
        self.table.setFocus()

    @Slot(object)
    def _keep(self, asked: Asked) -> None:
        who = self._room.preferences.person

        def save(desk: OfficeDesk) -> Rules:
            verb = verbs.leagues
            return verb.save(
                work.by(desk, who),
                verb.Rules(
                    name=asked.name,
                    first=asked.first,
                    last=asked.last,
                    complete=asked.complete,
                    criteria=tuple(
                        verb.Criterion(code, weight, verb.Per(per))
                        for code, per, weight in asked.criteria
                    ),
                ),
            )

        self._room.jobs.change(
            save, owner=self, then=self._tell_kept, refused=self.form.refuse, touched={"league"}
        )

    @Slot(object)
    def _tell_kept(self, rules: Rules) -> None:
        self._wanted = rules.no
        self._leave()
        self._tell(_("The list {name} is kept.").format(name=rules.name))
        self._refresh()

    @Slot()
    def _take_away(self) -> None:
        number, who = self._wanted, self._room.preferences.person
        if not number:
            return
        self._room.jobs.change(
            lambda desk: verbs.leagues.remove(work.by(desk, who), number),
            owner=self,
            then=self._tell_away,
            refused=self._refuse,
            touched={"league"},
        )

    @Slot(object)
    def _tell_away(self, _done: object) -> None:
        self._wanted = 0
        self._tell(_("The list was taken away."))
        self._refresh()

    @override
    def _file(self) -> str:
        return "-".join(self.chosen.currentText().lower().split()) or _("list")

    def _lay_out(self) -> None:
        self._list = QWidget()
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        choosing = QHBoxLayout()
        choosing.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), 0)
        choosing.setSpacing(theme.px(10))
        choosing.addWidget(self.chosen, 1)
        choosing.addWidget(self.away)
        inside.addLayout(choosing)
        said = QHBoxLayout()
        said.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        said.addWidget(self._sentence)
        inside.addLayout(said)
        inside.addWidget(self.table, 1)
        self._empty = EmptyState(
            "list-checks",
            _("Lists for the yearly award are reckoned here"),
            _(
                "Say what counts and how much: visits per 1,000 inhabitants, loans per member, "
                "growth. Everybody sees the criteria and can reckon the points again."
            ),
        )
        self._pile = InView()
        self._pile.addWidget(self._empty)
        self._pile.addWidget(self._list)
        self._whole = Card(flush=True)
        self._whole.body.addWidget(self._banner)
        self._whole.body.addWidget(self._pile, 1)
        foot = self._whole.add_foot()
        foot.addStretch(1)
        for each in (self._save, self._print, self.new):
            foot.addWidget(each)
        self._sides = InView()
        self._sides.addWidget(self._whole)
        self._sides.addWidget(self.form)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._sides)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.chosen.activated.connect(self._choose)
        self.new.clicked.connect(self._begin)
        self.away.clicked.connect(self._take_away)
        self.form.wanted.connect(self._keep)
        self.form.left.connect(self._leave)


def _lines(view: LeagueView) -> list[_Line]:
    found = view.standings
    if found is None:
        return []
    lines = [_line(each, "") for each in found.villages]
    lines += [_line(each, _("prisons")) for each in found.prisons]
    return lines + [_Line("–", name, why, "", "") for name, why in view.reasons]


def _line(each: Standing, list_: str) -> _Line:
    decimal = verbs.report_writing.decimal
    parts_ = " + ".join(decimal(float(points)) for points in each.each)
    where = " · ".join(filter(None, (each.kabupaten, list_)))
    return _Line(str(each.rank), each.name, where, decimal(float(each.points)), parts_)


def _columns() -> list[Column[_Line]]:
    return [
        Column(_("Rank"), lambda line: Cell(line.place, strong=True), width=104, align="right"),
        Column(_("Library"), lambda line: Cell(line.name, line.where, strong=line.place != "–")),
        Column(_("Points"), lambda line: Cell(line.points, strong=True), width=90, align="right"),
        Column(
            _("of the criteria, in their order"),
            lambda line: Cell(line.parts, soft=True),
            width=260,
            from_width=640,
        ),
    ]
