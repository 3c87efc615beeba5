"""The form of an activity: what, when, who took part, and what follows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jukung.domain.errors import DayInFuture, DayTooLongAgo, DayUnreadable, Refusal
from jukung.domain.kinds import Strategy
from jukung.ui import theme
from jukung.ui.pages.form_parts import (
    FormCard,
    beside,
    choice_field,
    choice_of,
    go_on_with_enter,
    lines_field,
    show_choice,
)
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.ui.pieces.label import label
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.activities import ActivityView

STRATEGIES = {
    Strategy.service: N_("Better library services"),
    Strategy.involvement: N_("Community involvement"),
    Strategy.advocacy: N_("Advocacy"),
    Strategy.publication: N_("Publication"),
}


class Answers(TypedDict):
    """The form's fields, as an `ActivityDraft` names them."""

    name: str
    on: date
    strategy: Strategy
    theme: str
    place: str
    partner: str
    facilitator: str
    female_count: int | None
    male_count: int | None
    children_count: int | None
    disability_count: int | None
    follow_up: str


class ActivityForm(QWidget):
    """Loaded from an activity, or empty; gives a draft back."""

    saved = Signal()
    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._place, self._theme = QLineEdit(), QLineEdit(), QLineEdit()
        self._partner, self._facilitator = QLineEdit(), QLineEdit()
        self._day = day_field(date(2026, 1, 1))
        self._strategy = choice_field(STRATEGIES)
        self._female, self._male = CountField(), CountField()
        self._children, self._disability = CountField(), CountField()
        self._follow_up = lines_field(2)
        self._activity_id = ""
        fields = QWidget()
        self._lay_out(fields)
        self._card = FormCard(fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._card.saved.connect(self.saved)
        self._card.left.connect(self.left)
        go_on_with_enter(
            [
                self._name,
                self._place,
                self._theme,
                self._partner,
                self._facilitator,
                self._female,
                self._male,
                self._children,
                self._disability,
            ],
            self._follow_up.setFocus,
        )

    def begin(self, today: date) -> None:
        """Start a new activity of today."""
        self._activity_id = ""
        self._card.begin(_("New activity"))
        self._day.show_day(today, today=today)
        for field in (self._name, self._place, self._theme, self._partner, self._facilitator):
            field.clear()
        for count in (self._female, self._male, self._children, self._disability):
            count.clear()
        self._follow_up.clear()
        show_choice(self._strategy, Strategy.involvement)
        self._name.setFocus()

    def show_activity(self, activity: ActivityView, today: date) -> None:
        """Load an activity to change it."""
        draft = activity.draft
        self._activity_id = activity.id
        self._card.begin(_("Activity of {name}").format(name=draft.name))
        self._day.show_day(draft.on, today=today)
        self._name.setText(draft.name)
        self._place.setText(draft.place)
        self._theme.setText(draft.theme)
        self._partner.setText(draft.partner)
        self._facilitator.setText(draft.facilitator)
        self._follow_up.setPlainText(draft.follow_up)
        self._female.show_count(draft.female_count)
        self._male.show_count(draft.male_count)
        self._children.show_count(draft.children_count)
        self._disability.show_count(draft.disability_count)
        show_choice(self._strategy, draft.strategy)
        self._name.setFocus()

    def activity_id(self) -> str:
        """Which activity is changed; empty for a new one."""
        return self._activity_id

    def answers(self) -> Answers:
        """What the form says now, for an `ActivityDraft`; counts not taken are None.

        Refuses DayUnreadable.
        """
        return Answers(
            name=self._name.text(),
            on=day_of(self._day),
            strategy=Strategy(choice_of(self._strategy)),
            theme=self._theme.text(),
            place=self._place.text(),
            partner=self._partner.text(),
            facilitator=self._facilitator.text(),
            female_count=self._female.count(),
            male_count=self._male.count(),
            children_count=self._children.count(),
            disability_count=self._disability.count(),
            follow_up=self._follow_up.toPlainText(),
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not saved."""
        self._card.refuse(refusal)
        about_day = isinstance(refusal, (DayUnreadable, DayInFuture, DayTooLongAgo))
        (self._day if about_day else self._name).setFocus()

    def wait(self) -> None:
        """Take no second Save while the first is under way."""
        self._card.wait(waits=True)

    def words(self) -> str:
        """The sentence shown above the fields."""
        return self._card.words()

    @Slot()
    def press_save(self) -> None:
        """Save, as the button does."""
        self._card.press_save()

    def _lay_out(self, fields: QWidget) -> None:
        self._day.setMinimumWidth(theme.px(150))
        rows = QVBoxLayout(fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(9))
        what = named(_("What was done"), self._name)
        first = beside((what, 3), (named(_("When"), self._day), 1))
        first.setAlignment(what, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(first)
        rows.addLayout(
            beside(
                (named(_("Place"), self._place), 2),
                (named(_("Strategy"), self._strategy), 2),
                (named(_("Theme"), self._theme), 2),
            )
        )
        rows.addLayout(
            beside(
                (named(_("Partner"), self._partner), 1),
                (named(_("Facilitator"), self._facilitator), 1),
            )
        )
        rows.addLayout(
            beside(
                (named(_("Women and girls"), self._female), 1),
                (named(_("Men and boys"), self._male), 1),
                (named(_("Of these, children"), self._children), 1),
                (named(_("Of these, with a disability"), self._disability), 1),
            )
        )
        rows.addWidget(
            label(_("Leave empty what nobody counted; a zero says that nobody came."), "note")
        )
        rows.addLayout(named(_("What follows from it"), self._follow_up))
        rows.addStretch(1)
