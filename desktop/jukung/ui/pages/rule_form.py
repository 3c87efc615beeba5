"""The figures of one loan rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSpinBox, QWidget

from jukung.domain.kinds import BorrowerKind, CollectionKind, WhenOverdue
from jukung.domain.lending import Rule
from jukung.ui import theme
from jukung.ui.pages import rule_words
from jukung.ui.pages.form_parts import beside, choice_field, choice_of, show_choice
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named, number_field
from jukung.words import _

EVERY = "*"


class RuleForm(SectionForm):
    """Loaded from a rule and gives one back; the kinds of an existing rule stay."""

    changed = Signal()
    """Something was typed or chosen."""

    remove_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._who, self._shelf = QComboBox(), QComboBox()
        self._copies, self._days = number_field(0, 999), number_field(0, 3660)
        self._renewals, self._hold = number_field(0, 999), number_field(1, 365)
        self._fine, self._grace = number_field(0, 1_000_000), number_field(0, 365)
        self._fine.setSingleStep(500)
        self._fine.setPrefix("Rp")
        self._fine.setSpecialValueText(_("off"))
        self._overdue = choice_field(rule_words.WHEN_OVERDUE)
        self._leaves = QCheckBox(_("May leave the building"))
        self._remove = Button(_("Remove rule"), icon="trash")
        for choice in (self._who, self._shelf, self._overdue):
            choice.setMinimumContentsLength(6)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self._lay_out()
        self._remove.clicked.connect(self.remove_wanted)
        for field in self._figures():
            field.valueChanged.connect(self.changed)
        for choice in (self._who, self._shelf, self._overdue):
            choice.currentIndexChanged.connect(self.changed)
        self._leaves.toggled.connect(self.changed)

    def set_kinds(self, kinds: Sequence[BorrowerKind], own: Mapping[str, str]) -> None:
        """Offer these kinds of members, by the names this library gave them."""
        chosen = choice_of(self._who)
        self._who.clear()
        self._who.addItem(rule_words.people(None, own), EVERY)
        for kind in kinds:
            self._who.addItem(rule_words.people(kind, own), str(kind))
        self._shelf.clear()
        self._shelf.addItem(rule_words.shelf(None), EVERY)
        for part in CollectionKind:
            self._shelf.addItem(rule_words.shelf(part), str(part))
        self._who.setCurrentIndex(max(0, self._who.findData(chosen)))

    def load(self, rule: Rule, *, is_new: bool) -> None:
        """Show a rule."""
        self.blockSignals(True)
        for field, kind in ((self._who, rule.borrower_kind), (self._shelf, rule.collection_kind)):
            field.setCurrentIndex(max(0, field.findData(str(kind or EVERY))))
            field.setEnabled(is_new)
        for spin, figure in zip(self._figures(), _figures(rule), strict=True):
            spin.setValue(figure)
        show_choice(self._overdue, rule.when_overdue)
        self._leaves.setChecked(rule.may_leave)
        self._remove.setVisible(not is_new and rule.name != "*/*")
        self.blockSignals(False)

    def rule(self) -> Rule:
        """What the fields say."""
        who, part = choice_of(self._who), choice_of(self._shelf)
        copies, days, renewals, fine, grace, hold = (field.value() for field in self._figures())
        return Rule(
            copies,
            days,
            renewals,
            None if who == EVERY else BorrowerKind(who),
            None if part == EVERY else CollectionKind(part),
            fine_per_day=fine,
            grace_days=grace,
            hold_days=hold,
            may_leave=self._leaves.isChecked(),
            when_overdue=WhenOverdue(choice_of(self._overdue)),
        )

    @Slot()
    def take_focus(self) -> None:
        """Go to the first field that can be changed."""
        first = self._who if self._who.isEnabled() else self._copies
        first.setFocus()

    def _figures(self) -> tuple[QSpinBox, ...]:
        return (self._copies, self._days, self._renewals, self._fine, self._grace, self._hold)

    def _lay_out(self) -> None:
        self.fields.addLayout(
            beside((named(_("Who borrows"), self._who), 1), (named(_("What"), self._shelf), 1))
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(10))
        names = (
            _("Copies at once"),
            _("Days"),
            _("Renewals"),
            _("Fine per day"),
            _("Days of grace"),
            _("Hold days"),
        )
        for place, (name, field) in enumerate(zip(names, self._figures(), strict=True)):
            field.setMinimumWidth(theme.px(60))
            grid.addLayout(named(name, field), place // 3, place % 3)
            grid.setColumnStretch(place % 3, 1)
        self.fields.addLayout(grid)
        self.fields.addLayout(named(_("Somebody with overdue copies"), self._overdue))
        self.fields.addWidget(self._leaves)
        self.foot.insertWidget(1, self._remove)


def _figures(rule: Rule) -> tuple[int, ...]:
    return (
        rule.copies,
        rule.days,
        rule.renewals,
        rule.fine_per_day,
        rule.grace_days,
        rule.hold_days,
    )
