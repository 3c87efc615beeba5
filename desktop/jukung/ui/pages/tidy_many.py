"""One field of many titles set at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jukung.domain import published
from jukung.ui import verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.form_parts import beside, choice_field
from jukung.ui.pages.tidy_list import Done, TidyKind, TidyList
from jukung.ui.pages.title_words import AUDIENCES, FREQUENCIES
from jukung.ui.pieces.fields import named
from jukung.words import N_, _, many, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jukung.library.desk import Desk
    from jukung.library.title_lines import TitleLine
    from jukung.ui.room import Room

FIELDS = {
    "subjects": N_("Subjects"),
    "audience": N_("For whom"),
    "language": N_("Language"),
    "class_number": N_("Class"),
    "publisher": N_("Publisher"),
    "place": N_("Place"),
    "year": N_("Year"),
    "series": N_("Series"),
    "material": N_("Material"),
    "edition": N_("Edition"),
    "frequency": N_("Newspaper or magazine"),
}
HOWS = {
    "set": N_("Write this"),
    "add": N_("Add to those there"),
    "remove": N_("Take away"),
}
_MOST_SHOWN = 5000


class ManyTitles(TidyList):
    """One field of the ticked titles is set."""

    def __init__(self, room: Room) -> None:
        self._where: Mapping[str, Any] = {}
        self.field, self.how = choice_field(FIELDS), choice_field(HOWS)
        self.value, self.choice = QLineEdit(), QComboBox()
        fields = QWidget()
        both = QHBoxLayout()
        both.setSpacing(0)
        for each in (self.value, self.choice):
            both.addWidget(each)
        holder = QWidget()
        holder.setLayout(both)
        both.setContentsMargins(0, 0, 0, 0)
        row = beside(
            (named(_("Field"), self.field), 2),
            (named(_("How"), self.how), 2),
            (named(_("Value"), holder), 4),
        )
        row.setContentsMargins(0, 0, 0, 0)
        fields.setLayout(row)
        super().__init__(room, self._kind_of(), self._set, fields=fields)
        self._said_now: tuple[str, str, str] = ("", "", "")
        self.field.currentIndexChanged.connect(self._follow_field)
        for change in (self.how.currentIndexChanged, self.choice.currentIndexChanged):
            change.connect(self._remember)
        self.value.textChanged.connect(self._remember)
        self.value.returnPressed.connect(self.do)
        self._follow_field()

    def begin(self, typed: str, where: Mapping[str, Any]) -> None:
        """Show what the catalogue's list shows, by its search and its filters."""
        self._where = dict(where)
        self.line.setText(typed)

    def choose(self, field: str, value: str, *, how: str = "set") -> None:
        """Choose a field, and say what goes into it."""
        self.field.setCurrentIndex(self.field.findData(field))
        self.how.setCurrentIndex(self.how.findData(how))
        self.value.setText(value)
        self.choice.setCurrentIndex(max(self.choice.findData(value), 0))

    @Slot()
    def _follow_field(self) -> None:
        field = str(self.field.currentData())
        lists: dict[str, Mapping[Any, str]] = {"audience": AUDIENCES, "frequency": FREQUENCIES}
        closed = lists.get(field)
        self.value.setVisible(closed is None)
        self.choice.setVisible(closed is not None)
        self.choice.clear()
        for value, words in (closed or {}).items():
            self.choice.addItem(_(words), str(value))
        if field != "subjects":
            self.how.setCurrentIndex(0)
        self.how.setEnabled(field == "subjects")
        self._remember()

    @Slot()
    def _remember(self) -> None:
        # The lane that stores must not ask a widget.
        is_closed = not self.choice.isHidden()
        value = str(self.choice.currentData() or "") if is_closed else self.value.text()
        self._said_now = (
            str(self.field.currentData()),
            value,
            str(self.how.currentData() or "set"),
        )

    def _read(self, desk: Desk, typed: str) -> Sequence[TitleLine]:
        where = verbs.title_filters.TitleFilter(**self._where)
        if typed:
            return verbs.title_search.exactly(desk, typed, where=where, most=_MOST_SHOWN)
        return verbs.title_lists.page(desk, None, where=where, most=_MOST_SHOWN)

    def _set(self, desk: Desk, ticked: list[TitleLine], _current: object) -> Done:
        field, value, how = self._said_now
        ids = [line.id for line in ticked]
        done = verbs.title_batch.edit(desk, ids, field, value, how=how)  # type: ignore[arg-type]  # one of HOWS
        words = many("{count} title changed", "{count} titles changed", done.count)
        return Done(words.format(count=number(done.count)), act_id=done.act_id)

    def _kind_of(self) -> TidyKind[TitleLine]:
        return TidyKind(
            purpose=_(
                "Search or filter, tick the titles, choose a field and say what goes into it. "
                "It is one act, and is taken back as one."
            ),
            columns=[
                Column(_("Title"), lambda line: Cell(line.title, line.people, strong=True)),
                Column(_("Call number"), lambda line: line.call_number, width=150, from_width=560),
                Column(
                    _("Year"), lambda line: published.brief(line.year), width=70, from_width=640
                ),
            ],
            key=lambda line: line.id,
            read=self._read,
            button=_("Set it"),
            icon="check",
            empty=_("No title fits. Try fewer letters."),
            search=_("Search title, person, subject, ISBN or number…"),
        )
