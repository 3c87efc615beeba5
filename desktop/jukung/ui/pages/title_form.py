"""The form of a title: few fields at first, the rest under a fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jukung.domain import isbn
from jukung.domain.isbn import IsbnShape
from jukung.ui.pages.form_parts import beside, column, go_on_with_enter, lines_field, lines_of
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named, number_field
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.catalogue import TitleDraft

_LINES = (
    *("title", "publisher", "year", "isbn", "call_number", "class_number"),
    *("place", "edition", "series", "language", "collation"),
)
_LISTS = ("people", "subjects")
_FOLDED = ("place", "edition", "series", "language", "collation", "subjects", "notes")
# What the form does not show but gives back as it came.
_KEPT = ("statement", "material", "cover_name")

_OF_ISBN = {
    IsbnShape.isbn: (N_("The ISBN fits."), "good"),
    IsbnShape.check_digit: (
        N_("A digit does not fit. Compare it with the title's back; it is kept as typed."),
        "gold",
    ),
    IsbnShape.issn: (N_("This is the ISSN of a serial; it is kept as typed."), "neutral"),
    IsbnShape.article: (N_("This is an article number, no ISBN; it is kept."), "gold"),
    IsbnShape.other: (N_("An ISBN has 10 or 13 digits; this is kept as typed."), "gold"),
}


class TitleForm(QWidget):
    """Loaded from a draft, gives the facts of another; saving is not its business."""

    finished = Signal()
    """Enter in the last line of those always shown."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = {name: QLineEdit() for name in _LINES}
        self._lists = {name: lines_field() for name in _LISTS}
        self._notes = lines_field(3)
        self._judged = label("", "note", wrap=True)
        self._copies = number_field(0, 99, value=1)
        self._more = Button(_("More fields"), kind="link", key="Ctrl+M")
        self._folded = QWidget()
        self._new_only = QWidget()
        self._kept: dict[str, Any] = {}
        self._came: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._before: dict[str, Any] = {}
        self._lay_out()
        self._lines["isbn"].textChanged.connect(self._judge)
        self._more.clicked.connect(self._unfold)
        firsts = [self._lines[n] for n in ("title", "publisher", "year", "isbn", "call_number")]
        go_on_with_enter([*firsts, self._lines["class_number"]], self.finished.emit)
        self.load(None)

    def load(self, draft: TitleDraft | None) -> None:
        """Show a title's particulars; None empties the form for a new one."""
        for name, line in self._lines.items():
            line.setText(getattr(draft, name, ""))
        for name, field in self._lists.items():
            names: tuple[str, ...] = getattr(draft, name, ())
            field.setPlainText("\n".join(names))
            self._came[name] = (field.toPlainText(), names)
        self._notes.setPlainText(getattr(draft, "notes", ""))
        self._kept = {name: getattr(draft, name, "") for name in _KEPT}
        self._copies.setValue(1)
        self._new_only.setVisible(draft is None)
        self._folded.hide()
        self._before = self.facts()
        self._count_folded()

    def facts(self) -> dict[str, Any]:
        """What the form says, by the names of a title's draft."""
        lines = {name: line.text().strip() for name, line in self._lines.items()}
        lists = {name: self._list(name) for name in _LISTS}
        return self._kept | lines | lists | {"notes": self._notes.toPlainText().strip()}

    def copy_count(self) -> int:
        """How many copies a new title begins with."""
        return self._copies.value()

    def is_changed(self) -> bool:
        """Whether something was typed since it was loaded."""
        return self.facts() != self._before

    def take_focus(self) -> None:
        """Begin with the title."""
        self._lines["title"].setFocus()

    def set_line(self, name: str, text: str) -> None:
        """Type into a line, such as `isbn`."""
        self._lines[name].setText(text)

    def isbn_words(self) -> str:
        """What is said of the ISBN typed."""
        return self._judged.text()

    def _list(self, name: str) -> tuple[str, ...]:
        # A name that came with `;` in it is not torn apart by opening the form.
        text, names = self._came[name]
        typed = self._lists[name].toPlainText()
        return names if typed == text else lines_of(typed)

    @Slot(str)
    def _judge(self, text: str) -> None:
        words, tint = _OF_ISBN.get(isbn.judge(text), ("", ""))
        self._judged.setText(_(words) if words else "")
        dress(self._judged, tint=tint)
        self._judged.setVisible(bool(words))

    @Slot()
    def _unfold(self) -> None:
        self._folded.setVisible(self._folded.isHidden())
        self._count_folded()
        if not self._folded.isHidden():
            self._lines["place"].setFocus()

    def _count_folded(self) -> None:
        facts = self.facts()
        filled = sum(bool(facts[name]) for name in _FOLDED)
        if not self._folded.isHidden():
            words = _("Fewer fields")
        elif filled:
            words = _("More fields ({count} filled)").format(count=filled)
        else:
            words = _("More fields")
        self._more.setText(words)

    def _lay_out(self) -> None:
        whole = column()
        lines, people = self._lines, self._lists["people"]
        people.setPlaceholderText(_("One a line, or with ; between"))
        whole.addLayout(named(_("Title"), lines["title"]))
        whole.addLayout(named(_("People"), people))
        publisher, year = named(_("Publisher"), lines["publisher"]), named(_("Year"), lines["year"])
        whole.addLayout(beside((publisher, 3), (year, 1)))
        whole.addLayout(named(_("ISBN"), lines["isbn"]))
        whole.addWidget(self._judged)
        call = named(_("Call number"), lines["call_number"])
        whole.addLayout(beside((call, 3), (named(_("Class"), lines["class_number"]), 2)))
        new = column()
        new.addLayout(named(_("Copies, numbered by us"), self._copies))
        self._new_only.setLayout(new)
        whole.addWidget(self._new_only)
        self._folded.setLayout(self._folded_fields())
        whole.addWidget(self._folded)
        whole.addWidget(self._more)
        whole.addStretch(1)
        self.setLayout(whole)

    def _folded_fields(self) -> QVBoxLayout:
        lines = self._lines
        fields = column()
        place, edition = named(_("Place"), lines["place"]), named(_("Edition"), lines["edition"])
        fields.addLayout(beside((place, 1), (edition, 1)))
        fields.addLayout(named(_("Series"), lines["series"]))
        fields.addLayout(named(_("Subjects"), self._lists["subjects"]))
        language = named(_("Language"), lines["language"])
        fields.addLayout(beside((language, 1), (named(_("Pages"), lines["collation"]), 1)))
        fields.addLayout(named(_("Notes"), self._notes))
        return fields
