"""A plan as it is shown before anything is stored: figures, findings, their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.finding_words import FINDINGS, FORMATS
from jukung.exchange.imports.kind_words import KINDS
from jukung.ui import theme
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.import_words import listed
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fact import Fact
from jukung.ui.pieces.flow import Flow
from jukung.ui.pieces.label import label
from jukung.ui.rows import PagedRows, Rows, Wanted
from jukung.ui.table import Table
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.exchange.imports.plan import Plan
    from jukung.exchange.imports.records import Finding
    from jukung.library.incoming import Load

_MOST_NAMES, _MOST_NAMES_NARROW = 12, 6
_FEW_KINDS, _NARROW = 4, 1200


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A line of the table: a kind of finding and how often it occurs."""

    code: str
    count: int


class PlanView(QWidget):
    """Shows a plan; tells when it is to be stored or left."""

    wanted = Signal()
    left = Signal()
    columns_wanted = Signal()
    """Somebody wants to say what the columns are."""
    rejects_wanted = Signal()
    """Somebody wants the rows that are left out, to correct them."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._about: tuple[tuple[Finding, str], ...] = ()
        """Each finding with what it is about."""
        self._shown: tuple[Finding, ...] = ()
        self._file, self._source = label("", "title"), label("", "second")
        self._dropped = label("", "small", wrap=True)
        names = {str(kind): _(words) for kind, words in KINDS.items()}
        names |= {
            "repeated": _("Repeated titles"),
            "known": _("Titles here already"),
            "empty": _("Empty rows"),
        }
        self._facts = {name: Fact(words) for name, words in names.items()}
        self._by_kind = {
            name: Button(words, kind="choice")
            for name, words in {"": _("All"), **{str(k): _(w) for k, w in KINDS.items()}}.items()
        }
        self._only = ""
        self._chips = QWidget()
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
        self._columns = Button(_("Columns…"), icon="list-filter", key="Ctrl+M")
        self._rejects = Button(_("Rows to correct…"), icon="file-down", key="Ctrl+E")
        self._store = Button(_("Store"), kind="primary", icon="save", key="Ctrl+S")
        self._lay_out()
        self._connect()
        # What is not shown yet must not make the page wide.
        for each in (self._skip, self._again, self._columns, self._rejects, self._chips):
            each.hide()

    def show_plan(self, plan: Plan, *, has_columns: bool = False, reject_count: int = 0) -> None:
        """Show what storing a file would do.

        `has_columns` where somebody may say what they are; `reject_count` rows can be
        written out to be corrected.
        """
        self._plan = plan
        self._file.setText(plan.file)
        self._source.setText(_source(plan))
        self._show_dropped(plan.reading.left_out, plan.reading.not_understood)
        self._show_facts(plan)
        self._show_chips(plan)
        self._skip.setChecked(True)
        for choice in (self._skip, self._again):
            choice.setVisible(bool(plan.known))
        self._columns.setVisible(has_columns)
        self._rejects.setVisible(bool(reject_count))
        self._show_total()
        self._show_kinds()
        self._store.setFocus()

    @override
    def minimumSizeHint(self) -> QSize:
        """As high as its wrapped words and tiles are; nothing of them is cut."""
        least, inner = super().minimumSizeHint(), self.layout()
        if inner is None or not self.isVisible():
            return least
        return QSize(least.width(), max(least.height(), inner.heightForWidth(self.width())))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

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

    def total(self) -> str:
        """What is said of all that would be stored."""
        return self._total.text()

    def dropped(self) -> str:
        """What is said of columns and tables that are not read."""
        return self._dropped.text()

    def show_only(self, kind: str) -> None:
        """Show the findings of one kind of record, as its button does."""
        self._by_kind[kind].click()

    def _show_dropped(self, names: tuple[str, ...], asked: tuple[str, ...]) -> None:
        """What is not needed, and apart from it the columns that somebody should name."""
        lines = []
        if asked:
            lines.append(_("Not understood, and so not read: {names}").format(
                names=self._brief(asked)))  # fmt: skip
        if names:
            lines.append(_("Not read, because nothing here needs it: {names}").format(
                names=self._brief(names)))  # fmt: skip
        self._dropped.setText("\n".join(lines))
        self._dropped.setToolTip(", ".join((*asked, *names)))
        self._dropped.setVisible(bool(lines))

    def _brief(self, names: tuple[str, ...]) -> str:
        narrow = self.window().width() < theme.px(_NARROW)
        most = _MOST_NAMES_NARROW if narrow else _MOST_NAMES
        said = ", ".join(names[:most])
        if len(names) <= most:
            return said
        return _("{names} and {count} more").format(names=said, count=number(len(names) - most))

    def _show_facts(self, plan: Plan) -> None:
        tallies = {str(each.kind): each for each in plan.tallies}
        more = {
            "repeated": plan.repeated_count,
            "known": len(plan.known),
            "empty": plan.reading.empty_rows,
        }
        for name, fact in self._facts.items():
            if name in more:
                # A backup has tiles enough; these stand among the findings too.
                fact.show_number(number(more[name]), tint="gold" if more[name] else "neutral")
                fact.setVisible(bool(more[name]) and len(tallies) <= _FEW_KINDS)
                continue
            tally = tallies.get(name)
            fact.setVisible(tally is not None and name != Kind.holidays)
            if tally is not None:
                rest = _("{count} left out").format(count=number(tally.left_out))
                fact.show_number(number(tally.found), rest if tally.left_out else "", tint="accent")

    def _show_chips(self, plan: Plan) -> None:
        """A button for each kind that something was found of, where there are several."""
        self._about = tuple(zip(plan.findings, map(str, plan.kinds), strict=True))
        kinds = {kind for _finding, kind in self._about}
        self._only = ""
        self._by_kind[""].setChecked(True)
        for name, button in self._by_kind.items():
            button.setVisible(not name or name in kinds)
        self._chips.setVisible(len(kinds) > 1)

    @Slot()
    def _choose_kind(self) -> None:
        self._only = next(name for name, each in self._by_kind.items() if each.isChecked())
        self._show_kinds()

    def _show_kinds(self) -> None:
        kinds = _kinds([each for each, kind in self._about if self._only in ("", kind)])
        self._kinds.show_values(kinds)
        self._show_lines("")
        if kinds:
            self._kind_table.point_at(0)

    @Slot()
    def _show_total(self) -> None:
        if self._plan is None:
            return
        load = self._plan.load(again=self.is_again())
        self._store.setEnabled(bool(load.count))
        self._total.setText(_stored_words(load, self._plan))

    @Slot(object)
    def _point(self, kind: FindingKind | None) -> None:
        self._show_lines(kind.code if kind else "")

    def _show_lines(self, code: str) -> None:
        self._shown = tuple(
            each for each, kind in self._about if each.code == code and self._only in ("", kind)
        )
        words = FINDINGS.get(code)
        nothing = _("Choose a kind on the left") if self._about else _("Nothing odd was found")
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
        shown = QWidget()
        facts = Flow(shown)
        for fact in self._facts.values():
            fact.setMinimumWidth(theme.px(84))
            facts.addWidget(fact)
        head = Card()
        head.body.addLayout(names)
        head.body.addWidget(shown)
        head.body.addWidget(self._dropped)
        for table in (self._kind_table, self._line_table):
            # The tables give way first, and scroll on their own.
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        chips = Flow(self._chips)
        for chip in self._by_kind.values():
            chips.addWidget(chip)
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
        whole.addWidget(self._chips)
        whole.addLayout(tables, 1)
        whole.addWidget(self._total)
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
        foot.addStretch(1)
        foot.addWidget(self._columns)
        foot.addWidget(self._rejects)
        foot.addWidget(self._store)
        return foot

    def _connect(self) -> None:
        group = QButtonGroup(self)
        group.addButton(self._skip)
        group.addButton(self._again)
        self._again.toggled.connect(self._show_total)
        self._kind_table.pointed.connect(self._point)
        kinds = QButtonGroup(self)
        for button in self._by_kind.values():
            kinds.addButton(button)
            button.clicked.connect(self._choose_kind)
        self._leave.clicked.connect(self.left)
        self._columns.clicked.connect(self.columns_wanted)
        self._rejects.clicked.connect(self.rejects_wanted)
        self._store.clicked.connect(self.wanted)


def _kinds(findings: Sequence[Finding]) -> list[FindingKind]:
    counts = Counter(str(finding.code) for finding in findings)
    return [FindingKind(code, counts[code]) for code in FINDINGS if counts[code]]


def _source(plan: Plan) -> str:
    reading = plan.reading
    format_ = _(FORMATS[reading.format]) if reading.format in FORMATS else reading.format
    rows = many("{count} row", "{count} rows", reading.rows).format(count=number(reading.rows))
    return f"{format_} · {rows} · {reading.encoding.upper()}"


def _stored_words(load: Load, plan: Plan) -> str:
    if not load.count:
        return _("Everything is here already, or left out; nothing would be stored.")
    words = _("{titles} titles and {copies} copies will be stored.").format(
        titles=number(len(load.titles)), copies=number(load.copy_count)
    )
    members, loans, visits = len(load.members), len(load.loans), len(load.visits)
    fines, told, holds = plan.charge_count, len(load.told), len(load.holds)
    payments = len(load.fines) - fines
    more = listed(
        (members, many("{count} member", "{count} members", members)),
        (loans, many("{count} loan", "{count} loans", loans)),
        (fines, many("{count} fine", "{count} fines", fines)),
        (payments, many("{count} payment", "{count} payments", payments)),
        (visits, many("{count} visit", "{count} visits", visits)),
        (holds, many("{count} reservation", "{count} reservations", holds)),
        (told, many("{count} copy completed", "{count} copies completed", told)),
    )
    if not more:
        return words
    words += " " + _("Also {more}.").format(more=more)
    if plan.tally(Kind.past_loans).coming:
        words += " " + _("Past loans come without who borrowed.")
    return words


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
        Column(
            _("Line"),
            lambda finding: number(finding.line) if finding.line else "",
            width=84,
            align="right",
        ),
        Column(_("In the file"), lambda finding: finding.text),
    ]
