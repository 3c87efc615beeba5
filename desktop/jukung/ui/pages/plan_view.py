"""A plan as it is shown before anything is stored: figures, findings, their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from jukung.exchange.imports.finding_words import FINDINGS, FORMATS
from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fact import Fact
from jukung.ui.pieces.label import label
from jukung.ui.rows import PagedRows, Rows, Wanted
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.exchange.imports.plan import Plan
    from jukung.exchange.imports.records import Finding
    from jukung.library.intake import Incoming


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A line of the table: a kind of finding and how often it occurs."""

    code: str
    count: int


class PlanView(QWidget):
    """Shows a plan; tells when it is to be stored or left."""

    wanted = Signal()
    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._shown: tuple[Finding, ...] = ()
        self._file, self._source = label("", "title"), label("", "second")
        self._facts = {
            "titles": Fact(_("Titles in the file"), tint="accent"),
            "copies": Fact(_("Copies in the file"), tint="accent"),
            "repeated": Fact(_("Repeated titles")),
            "known": Fact(_("Here already")),
            "empty": Fact(_("Empty rows")),
        }
        self._kinds: Rows[FindingKind] = Rows(_kind_columns())
        self._kind_table = Table(self._kinds, rows="wrap")
        self._lines: PagedRows[Finding] = PagedRows(_line_columns(), self._bring)
        self._line_table = Table(self._lines)
        self._name = label(_("Choose a kind on the left to see its lines"), "heading", wrap=True)
        self._meaning = label("", "small", wrap=True)
        self._skip = Button(_("Skip what is here"), kind="choice")
        self._again = Button(_("Store again"), kind="choice")
        self._total = label("", "strong", wrap=True)
        self._leave = Button(_("Cancel"), key="Esc")
        self._store = Button(_("Store"), kind="primary", icon="save", key="Ctrl+S")
        self._lay_out()
        self._connect()

    def show_plan(self, plan: Plan) -> None:
        """Show what storing a file would do."""
        self._plan = plan
        self._file.setText(plan.file)
        self._source.setText(_source(plan))
        self._show_facts(plan)
        kinds = _kinds(plan.findings)
        self._kinds.show_values(kinds)
        self._skip.setChecked(True)
        for choice in (self._skip, self._again):
            choice.setVisible(bool(plan.known))
        self._show_total()
        self._show_lines("")
        if kinds:
            self._kind_table.point_at(0)
        self._store.setFocus()

    def is_again(self) -> bool:
        """Whether titles that are here already are to be stored once more."""
        return self._again.isChecked()

    def store_again(self) -> None:
        """Choose to store what is here already once more."""
        self._again.click()

    def press_store(self) -> None:
        """Store, as the button does."""
        self._store.click()

    def can_store(self) -> bool:
        """Whether anything would be stored."""
        return self._store.isEnabled()

    def kinds(self) -> list[FindingKind]:
        """The kinds of findings shown."""
        return self._kinds.values()

    def point_at_kind(self, code: str) -> None:
        """Open a kind of finding."""
        codes = [kind.code for kind in self._kinds.values()]
        self._kind_table.point_at(codes.index(code))

    def lines(self) -> tuple[Finding, ...]:
        """The findings of the kind that is open."""
        return self._shown

    def facts(self) -> dict[str, Fact]:
        """The big figures by name."""
        return self._facts

    def _show_facts(self, plan: Plan) -> None:
        figures = {
            "titles": plan.title_count,
            "copies": plan.copy_count,
            "repeated": plan.repeated_count,
            "known": len(plan.known),
            "empty": plan.reading.empty_rows,
        }
        for name, figure in figures.items():
            tint = "accent" if name in ("titles", "copies") else "gold" if figure else "neutral"
            self._facts[name].show_number(number(figure), tint=tint)

    @Slot()
    def _show_total(self) -> None:
        if self._plan is None:
            return
        coming = self._plan.fresh + (self._plan.known if self.is_again() else ())
        self._store.setEnabled(bool(coming))
        self._total.setText(_stored_words(coming))

    @Slot(object)
    def _point(self, kind: FindingKind | None) -> None:
        self._show_lines(kind.code if kind else "")

    def _show_lines(self, code: str) -> None:
        findings = self._plan.findings if self._plan else ()
        self._shown = tuple(f for f in findings if str(f.code) == code)
        words = FINDINGS.get(code)
        nothing = _("Nothing odd was found") if not findings else _("Choose a kind on the left")
        self._name.setText(_(words.name) if words else nothing)
        self._meaning.setText(_(words.meaning) if words else "")
        self._meaning.setVisible(words is not None)
        self._lines.begin(len(self._shown))

    def _bring(self, wanted: Wanted) -> None:
        self._lines.arrive(wanted, self._shown[wanted.offset : wanted.offset + wanted.limit])

    def _lay_out(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(theme.px(12))
        names.addWidget(self._file)
        names.addWidget(self._source, 1)
        facts = QHBoxLayout()
        facts.setSpacing(theme.px(10))
        for fact in self._facts.values():
            facts.addWidget(fact, 1)
        head = Card()
        head.body.addLayout(names)
        head.body.addLayout(facts)
        kinds = Card(flush=True)
        kinds.body.addWidget(self._kind_table, 1)
        self._kind_table.set_empty(_("Nothing odd was found in this list."))
        tables = QHBoxLayout()
        tables.setSpacing(theme.px(14))
        tables.addWidget(kinds, 1)
        tables.addWidget(self._lines_card(), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(14))
        whole.addWidget(head)
        whole.addLayout(tables, 1)
        whole.addLayout(self._foot())

    def _lines_card(self) -> Card:
        card = Card(flush=True)
        words = QVBoxLayout()
        side = theme.px(16)
        words.setContentsMargins(side, theme.px(12), side, theme.px(8))
        words.setSpacing(theme.px(3))
        words.addWidget(self._name)
        words.addWidget(self._meaning)
        card.body.addLayout(words)
        card.body.addWidget(self._line_table, 1)
        return card

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self._leave)
        foot.addSpacing(theme.px(8))
        foot.addWidget(self._skip)
        foot.addWidget(self._again)
        foot.addWidget(self._total, 1)
        foot.addWidget(self._store)
        return foot

    def _connect(self) -> None:
        group = QButtonGroup(self)
        group.addButton(self._skip)
        group.addButton(self._again)
        self._again.toggled.connect(self._show_total)
        self._kind_table.pointed.connect(self._point)
        self._leave.clicked.connect(self.left)
        self._store.clicked.connect(self.wanted)


def _kinds(findings: Sequence[Finding]) -> list[FindingKind]:
    counts = Counter(str(finding.code) for finding in findings)
    return [FindingKind(code, counts[code]) for code in FINDINGS if counts[code]]


def _source(plan: Plan) -> str:
    reading = plan.reading
    format_ = _(FORMATS[reading.format]) if reading.format in FORMATS else reading.format
    rows = many("{count} row", "{count} rows", reading.rows).format(count=number(reading.rows))
    return f"{format_} · {rows} · {reading.encoding.upper()}"


def _stored_words(coming: Sequence[Incoming]) -> str:
    if not coming:
        return _("Every title is here already; nothing would be stored.")
    copies = sum(len(each.copy_numbers) for each in coming)
    return _("{titles} titles and {copies} copies will be stored.").format(
        titles=number(len(coming)), copies=number(copies)
    )


def _kind_columns() -> list[Column[FindingKind]]:
    return [
        Column(_("What was found"), lambda kind: Cell(_(FINDINGS[kind.code].name), strong=True)),
        Column(
            _("Count"),
            lambda kind: Cell(number(kind.count), chip=FINDINGS[kind.code].tint),
            width=96,
        ),
    ]


def _line_columns() -> list[Column[Finding]]:
    return [
        Column(_("Line"), lambda finding: number(finding.line), width=84, align="right"),
        Column(_("In the file"), lambda finding: finding.text),
    ]
