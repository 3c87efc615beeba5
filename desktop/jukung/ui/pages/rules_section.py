"""Loan rules: the matrix of who borrows what, and which rule counts for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung.domain.kinds import BorrowerKind, CollectionKind
from jukung.domain.lending import Rule, choose_rule
from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages import rule_words
from jukung.ui.pages.form_parts import choice_of
from jukung.ui.pages.rule_form import RuleForm
from jukung.ui.pages.undo_banner import UndoBanner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import _, number, rupiah

if TYPE_CHECKING:
    from jukung.library.desk import Desk

MOST_SHOWN = 8
ROW, HEAD = 40, 40


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules, the kinds of members here, and what the library calls them."""

    rules: tuple[Rule, ...]
    kinds: tuple[BorrowerKind, ...]
    own: dict[str, str]


class RulesSection(QWidget):
    """The list, the form of the chosen rule, and a question that the rules answer."""

    def __init__(self, room: Room, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._known = _Known((), (), {})
        self._rows: Rows[Rule] = Rows(self._columns())
        self._table = Table(self._rows)
        self._new = Button(_("New rule"), icon="plus", key="Ctrl+N")
        self._answer = UndoBanner(room, touched={"rules"}, then=self._follow_undo)
        self._card = Card(flush=True)
        self.form = RuleForm()
        self._who, self._what = QComboBox(), QComboBox()
        self._wins = label("", "strong", wrap=True)
        for choice in (self._who, self._what):
            choice.setMinimumContentsLength(6)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self._lay_out()
        self._new.clicked.connect(self.begin_new)
        self._table.chosen.connect(self._edit)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._leave)
        self.form.remove_wanted.connect(self._remove)
        self.form.changed.connect(self._say_which_wins)
        for choice in (self._who, self._what):
            choice.currentIndexChanged.connect(self._say_which_wins)

    @Slot()
    def shown(self) -> None:
        """Read the rules as they are now."""
        self._answer.clear()
        self._read()

    def take_focus(self) -> None:
        """Go to the list."""
        self._table.take_focus()

    def words(self) -> str:
        """The sentence above the list; empty when there is none."""
        return self._answer.words()

    def which_wins(self) -> str:
        """The sentence that answers who may borrow how much."""
        return self._wins.text()

    def rules(self) -> tuple[Rule, ...]:
        """The rules in the list, from the top."""
        return self._known.rules

    @Slot()
    def begin_new(self) -> None:
        """Open the form for a rule that is not there yet."""
        general = choose_rule(
            self._known.rules, borrower=BorrowerKind.general, collection=CollectionKind.general
        )
        first = next(iter(self._known.kinds), None)
        self.form.load(replace(general, borrower_kind=first, collection_kind=None), is_new=True)
        self._open(_("New rule"))

    @Slot(object)
    def _edit(self, rule: Rule) -> None:
        self.form.load(rule, is_new=False)
        self._open(self._name(rule))

    def _open(self, title: str) -> None:
        self._answer.clear()
        self._card.hide()
        self.form.begin(title)
        self.form.take_focus()
        self._say_which_wins()

    @Slot()
    def _leave(self) -> None:
        self._close_form()
        self._say_which_wins()

    @Slot()
    def _save(self) -> None:
        rule = self.form.rule()
        self.form.wait(waits=True)
        self._room.jobs.change(
            lambda desk: verbs.rules.save(desk, rule),
            owner=self,
            then=lambda act_id: self._tell(_("Saved: {rule}"), rule, act_id),
            refused=self.form.refuse,
            touched={"rules"},
        )

    @Slot()
    def _remove(self) -> None:
        rule = self.form.rule()
        self._room.jobs.change(
            lambda desk: verbs.rules.remove(
                desk, borrower_kind=rule.borrower_kind, collection_kind=rule.collection_kind
            ),
            owner=self,
            then=lambda act_id: self._tell(_("Removed: {rule}"), rule, act_id),
            refused=self.form.refuse,
            touched={"rules"},
        )

    def _tell(self, words: str, rule: Rule, act_id: str) -> None:
        self._close_form()
        note = _("Copies that are out keep their due days.")
        self._answer.tell(words.format(rule=self._name(rule)), note, act_id=act_id)
        self._read()

    def _close_form(self) -> None:
        # The list comes before the form goes: a page without a field to stand in
        # would give the keyboard to the rail.
        self._card.show()
        self.take_focus()
        self.form.hide()

    def _follow_undo(self, _act_id: str) -> None:
        self._read()

    def _read(self) -> None:
        self._room.jobs.read(_known, owner=self, then=self._show, latest="rules")

    def _show(self, known: _Known) -> None:
        self._known = known
        self._rows.show_values(known.rules)
        shown = min(max(len(known.rules), 3), MOST_SHOWN)
        self._table.setFixedHeight(theme.px(HEAD + ROW * shown) + 2)
        if self.form.isHidden():
            self.form.set_kinds(known.kinds, known.own)
        self._offer_pairs()
        self._say_which_wins()

    def _offer_pairs(self) -> None:
        for field, choices in (
            (self._who, {k: rule_words.people(k, self._known.own) for k in self._known.kinds}),
            (self._what, {k: rule_words.shelf(k) for k in CollectionKind}),
        ):
            before = choice_of(field)
            field.blockSignals(True)
            field.clear()
            for kind, name in choices.items():
                field.addItem(name, str(kind))
            field.setCurrentIndex(max(0, field.findData(before)))
            field.blockSignals(False)

    @Slot()
    def _say_which_wins(self) -> None:
        """Name the rule for the chosen pair; a form that is open counts as saved."""
        if not self._known.rules or self._who.currentIndex() < 0:
            return
        rules = {rule.name: rule for rule in self._known.rules}
        if self.form.isVisible():
            typed = self.form.rule()
            rules[typed.name] = typed
        who, what = BorrowerKind(choice_of(self._who)), CollectionKind(choice_of(self._what))
        rule = choose_rule(tuple(rules.values()), borrower=who, collection=what)
        self._wins.setText(
            _("{who}, {what}: {figures} {rule}").format(
                who=rule_words.people(who, self._known.own),
                what=rule_words.shelf(what),
                figures=rule_words.figures(rule),
                rule=_("(Rule: {name})").format(name=self._name(rule)),
            )
        )

    def _name(self, rule: Rule) -> str:
        who = rule_words.people(rule.borrower_kind, self._known.own)
        return f"{who} · {rule_words.shelf(rule.collection_kind)}"

    def _columns(self) -> list[Column[Rule]]:
        return [
            Column(_("Who"), lambda r: Cell(self._who_words(r), strong=True), width=158),
            Column(_("What"), lambda r: rule_words.shelf(r.collection_kind)),
            Column(_("Copies"), lambda r: number(r.copies), width=94, align="right"),
            Column(_("Days"), lambda r: number(r.days), width=58, align="right"),
            Column(
                _("Renewals"),
                lambda r: number(r.renewals),
                width=116,
                align="right",
                from_width=600,
            ),
            Column(_("Fine"), _fine, width=86, align="right", from_width=690),
            Column(_("Taken home"), _leaves, width=128, from_width=790),
            Column(_("Overdue"), _overdue, width=104, from_width=880),
        ]

    def _who_words(self, rule: Rule) -> str:
        return rule_words.people(rule.borrower_kind, self._known.own)

    def _lay_out(self) -> None:
        card = self._card
        head = card.add_head()
        head.addWidget(label(_("Loan rules"), "heading"))
        head.addStretch(1)
        head.addWidget(self._new)
        card.body.addWidget(self._table)
        foot = card.add_foot()
        foot.addWidget(
            label(_("The most specific rule counts. Enter changes the chosen one."), "note",
                  wrap=True), 1
        )  # fmt: skip
        ask = Card()
        ask.body.addWidget(label(_("Which rule counts?"), "heading"))
        pair = QHBoxLayout()
        pair.setSpacing(theme.px(10))
        pair.addLayout(named(_("Who borrows"), self._who), 1)
        pair.addLayout(named(_("What"), self._what), 1)
        ask.body.addLayout(pair)
        ask.body.addWidget(self._wins)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for each in (self._answer, card, self.form, ask):
            column.addWidget(each)


def _known(desk: Desk) -> _Known:
    kinds = verbs.members.kinds(desk)
    return _Known(
        verbs.rules.listed(desk),
        tuple(kind.kind for kind in kinds if kind.in_use),
        {str(kind.kind): kind.name for kind in kinds if kind.name},
    )


def _fine(rule: Rule) -> Cell:
    return Cell(rupiah(rule.fine_per_day)) if rule.fine_per_day else Cell(_("off"), soft=True)


def _leaves(rule: Rule) -> Cell:
    return Cell(_("yes")) if rule.may_leave else Cell(_("read here"), tint="gold")


def _overdue(rule: Rule) -> str:
    return _(rule_words.SHORT_OVERDUE[rule.when_overdue])
