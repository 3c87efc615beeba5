"""The form of an activity: what, when, who took part, what came of it, and a story."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from jukung import messages
from jukung.domain import errors
from jukung.domain.errors import Refusal
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
from jukung.ui.pages.photo_strip import HeldPhoto, PhotoStrip
from jukung.ui.pages.story_fields import StoryFields
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.count_field import CountField
from jukung.ui.pieces.fields import day_field, day_of, named
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.library.activities import ActivityView
    from jukung.library.activity_photos import ActivityPhotoView

SIDE_BY_SIDE = 860
"""From this width the story and photos stand beside the other fields."""


class Answers(TypedDict):
    """The form's fields, as an `ActivityDraft` names them."""

    name: str
    on: date
    until: date | None
    strategy: Strategy
    theme: str
    place: str
    partner: str
    facilitator: str
    female_count: int | None
    male_count: int | None
    children_count: int | None
    disability_count: int | None
    result: str
    follow_up: str
    story: str
    story_consent: bool


class ActivityForm(QWidget):
    """Loaded from an activity, or empty; gives a draft back."""

    saved = Signal()
    left = Signal()
    sheet_wanted = Signal()
    """An attendance sheet for what the form says."""

    story_wanted = Signal()
    """The story's file, once all is stored."""

    photo_given = Signal(object)
    """A file's path, or a picture, to be made small."""

    def __init__(self, *, is_prison: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_prison = is_prison
        self._name, self._place, self._theme = QLineEdit(), QLineEdit(), QComboBox()
        self._partner, self._facilitator = QLineEdit(), QLineEdit()
        self._day, self._last = day_field(date(2026, 1, 1)), day_field(date(2026, 1, 1))
        self._follows = True
        self._strategy = choice_field(messages.STRATEGIES)
        self._female, self._male = CountField(), CountField()
        self._children, self._disability = CountField(), CountField()
        self._result, self._follow_up = lines_field(3), lines_field(3)
        self._story = StoryFields(is_prison=is_prison)
        self.photos = PhotoStrip(parent=self)
        self.photos.setHidden(is_prison)
        self._knows_photos = False
        self._sheet = Button(_("Attendance sheet"), key="Ctrl+P", icon="printer")
        self._activity_id = ""
        self._partners = QStringListModel(self)
        self._fit_lists()
        fields = QWidget()
        self._lay_out(fields)
        self._card = FormCard(fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._connect()

    def offer(self, themes: Sequence[str], partners: Sequence[str]) -> None:
        """What the lists of themes and partners offer; what is typed stays."""
        typed = self._theme.currentText()
        self._theme.clear()
        self._theme.addItems(list(themes))
        self._theme.setEditText(typed)
        self._partners.setStringList(list(partners))

    def begin(self, today: date, *, on: date | None = None) -> None:
        """Start a new activity, of today unless a day is given."""
        self._activity_id = ""
        self._card.begin(_("New activity"))
        self._show_days(on or today, None, today=today)
        for field in (self._name, self._place, self._partner, self._facilitator):
            field.clear()
        self._theme.setEditText("")
        for count in (self._female, self._male, self._children, self._disability):
            count.clear()
        for lines in (self._result, self._follow_up):
            lines.clear()
        self._story.load("", consent=False)
        self.show_photos("", ())
        show_choice(self._strategy, Strategy.involvement)
        self._name.setFocus()

    def show_activity(self, activity: ActivityView, today: date) -> None:
        """Load an activity to change it; its photos come after it."""
        draft = activity.draft
        self._activity_id = activity.id
        self._card.begin(_("Activity of {name}").format(name=draft.name))
        self._show_days(draft.on, draft.until, today=today)
        self._name.setText(draft.name)
        self._place.setText(draft.place)
        self._theme.setEditText(draft.theme)
        self._partner.setText(draft.partner)
        self._facilitator.setText(draft.facilitator)
        self._result.setPlainText(draft.result)
        self._follow_up.setPlainText(draft.follow_up)
        self._female.show_count(draft.female_count)
        self._male.show_count(draft.male_count)
        self._children.show_count(draft.children_count)
        self._disability.show_count(draft.disability_count)
        self._story.load(draft.story, consent=draft.story_consent)
        self.photos.load(())
        self._knows_photos = False
        self.photos.setEnabled(False)
        show_choice(self._strategy, draft.strategy)
        self._name.setFocus()

    def show_photos(self, activity_id: str, photos: Sequence[ActivityPhotoView]) -> None:
        """Show the photos of the activity in the form; another's are left out."""
        if activity_id == self._activity_id:
            self.photos.load(photos)
            self._knows_photos = True
            self.photos.setEnabled(True)

    def held_photos(self) -> tuple[HeldPhoto, ...] | None:
        """The photos to be kept; nothing where they are not to be touched."""
        return self.photos.held() if self._knows_photos and not self._is_prison else None

    def activity_id(self) -> str:
        """Which activity is changed; empty for a new one."""
        return self._activity_id

    def answers(self) -> Answers:
        """What the form says now, for an `ActivityDraft`; counts not taken are None.

        Refuses DayUnreadable.
        """
        on, last = day_of(self._day), day_of(self._last)
        return Answers(
            name=self._name.text(),
            on=on,
            until=None if last == on else last,
            strategy=Strategy(choice_of(self._strategy)),
            theme=self._theme.currentText(),
            place=self._place.text(),
            partner=self._partner.text(),
            facilitator=self._facilitator.text(),
            female_count=self._female.count(),
            male_count=self._male.count(),
            children_count=self._children.count(),
            disability_count=self._disability.count(),
            result=self._result.toPlainText(),
            follow_up=self._follow_up.toPlainText(),
            story=self._story.story(),
            story_consent=self._story.has_consent(),
        )

    def check_story(self) -> None:
        """Refuse a story that may not go out: StoryMissing, StoryConsentMissing."""
        self._story.check()

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not saved, where the reason is."""
        self._card.refuse(refusal)
        self._place_of(refusal).setFocus()

    def say(self, title: str, detail: str = "") -> None:
        """Tell above the fields what was done."""
        self._card.warn(title, detail, tint="good")

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

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(SIDE_BY_SIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(way)

    @Slot()
    def _follow_day(self) -> None:
        """Most activities have one day: the last follows the first until it is another."""
        day, last = self._day.readable(), self._last.readable()
        if day is None:
            return
        if self._follows or (last is not None and last < day):
            self._last.show_day(day)
            self._follows = True

    @Slot()
    def _note_last(self) -> None:
        self._follows = self._last.readable() == self._day.readable()

    def _show_days(self, on: date, until: date | None, *, today: date) -> None:
        self._day.show_day(on, today=today)
        self._last.show_day(until or on, today=today)
        self._follows = until is None

    def _place_of(self, refusal: Refusal) -> QWidget:
        places: dict[type[Refusal], QWidget] = {
            errors.DayUnreadable: self._day,
            errors.DayInFuture: self._day,
            errors.DayTooLongAgo: self._day,
            errors.SpanBackwards: self._last,
            errors.ActivityTooLong: self._last,
            errors.PartAboveWhole: self._children,
            errors.StoryMissing: self._story.lines,
            errors.StoryConsentMissing: self._story.consent,
        }
        return places.get(type(refusal), self._name)

    def _fit_lists(self) -> None:
        self._theme.setEditable(True)
        self._theme.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._theme.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        completer = QCompleter(self._partners, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._partner.setCompleter(completer)

    def _connect(self) -> None:
        self._card.saved.connect(self.saved)
        self._card.left.connect(self.left)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._story.wanted.connect(self.story_wanted)
        self.photos.given.connect(self.photo_given)
        self._day.changed.connect(self._follow_day)
        self._last.changed.connect(self._note_last)
        theme_line = self._theme.lineEdit()
        go_on_with_enter(
            [
                self._name,
                self._place,
                *([theme_line] if theme_line is not None else []),
                self._partner,
                self._facilitator,
                self._female,
                self._male,
                self._children,
                self._disability,
            ],
            self._result.setFocus,
        )

    def _lay_out(self, fields: QWidget) -> None:
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, fields)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme.px(22))
        left, right = QVBoxLayout(), QVBoxLayout()
        for half in (left, right):
            half.setSpacing(theme.px(9))
        self._halves.addLayout(left, 3)
        self._halves.addLayout(right, 2)
        self._lay_out_left(left)
        right.addWidget(self._story)
        if not self._is_prison:
            right.addLayout(named(_("Photos"), self.photos))
        right.addStretch(1)

    def _lay_out_left(self, rows: QVBoxLayout) -> None:
        rows.addLayout(named(_("What was done"), self._name))
        days = beside((named(_("When"), self._day), 1), (named(_("Last day"), self._last), 1))
        place = named(_("Place"), self._place)
        first = beside((place, 1), (days, 1))
        first.setAlignment(place, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(first)
        rows.addLayout(
            beside((named(_("Strategy"), self._strategy), 1), (named(_("Theme"), self._theme), 1))
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
                (named(_("With a disability"), self._disability), 1),
            )
        )
        note = label(_("Leave empty what nobody counted; a zero says that nobody came."), "note")
        note.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(note, 1)
        below.addWidget(self._sheet)
        rows.addLayout(below)
        result = named(_("What came of it"), self._result)
        rows.addLayout(beside((result, 1), (named(_("What follows from it"), self._follow_up), 1)))
        rows.addStretch(1)
