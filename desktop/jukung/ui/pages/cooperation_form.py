"""The form of a cooperation: with whom, about what, by which paper, from when to when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from jukung.domain.typed import Lean
from jukung.ui.pages.form_parts import beside, go_on_with_enter
from jukung.ui.pages.section_form import SectionForm
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.cooperations import CooperationView


class Said(TypedDict):
    """The form's fields, as a `CooperationDraft` names them."""

    partner: str
    matter: str
    document: str
    from_on: date
    until_on: date | None


class CooperationForm(SectionForm):
    """Loaded from a cooperation, or empty; gives a draft back."""

    def __init__(self, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._which = ""
        self.partner, self.matter, self.document = QLineEdit(), QLineEdit(), QLineEdit()
        self.first = day_field(today)
        self.last = day_field(today, lean=Lean.ahead)
        self.ends = QCheckBox(_("It has a last day"))
        self.fields.addLayout(
            beside((named(_("Partner"), self.partner), 1), (named(_("About"), self.matter), 1))
        )
        self.fields.addLayout(named(_("Agreement or letter"), self.document))
        self.fields.addLayout(
            beside((named(_("From"), self.first), 1), (named(_("Until"), self.last), 1))
        )
        self.fields.addWidget(self.ends)
        self.ends.toggled.connect(self._follow)
        go_on_with_enter([self.partner, self.matter, self.document], self.first.setFocus)

    def load(self, view: CooperationView | None, *, today: date) -> None:
        """Show a cooperation, or an empty form."""
        self._which = view.id if view else ""
        draft = view.draft if view else None
        for field, words in (
            (self.partner, draft.partner if draft else ""),
            (self.matter, draft.matter if draft else ""),
            (self.document, draft.document if draft else ""),
        ):
            field.setText(words)
        first = draft.from_on if draft else today
        last = draft.until_on if draft else None
        self.first.show_day(first, today=today)
        self.last.show_day(last or max(first, today), today=today)
        self.ends.setChecked(last is not None)
        self._follow()
        self.begin(
            _("Cooperation with {partner}").format(partner=draft.partner)
            if draft
            else _("New cooperation")
        )
        self.partner.setFocus()

    def which(self) -> str:
        """Which cooperation is changed; empty for a new one."""
        return self._which

    def answers(self) -> Said:
        """What the form says now; refuses DayUnreadable."""
        return Said(
            partner=self.partner.text(),
            matter=self.matter.text(),
            document=self.document.text(),
            from_on=day_of(self.first),
            until_on=day_of(self.last) if self.ends.isChecked() else None,
        )

    @Slot()
    def _follow(self) -> None:
        self.last.setEnabled(self.ends.isChecked())
