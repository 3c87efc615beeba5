"""The fields of a title that are seldom needed, under the fold of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from jukung.domain.kinds import Audience, Frequency
from jukung.ui.pages.form_parts import (
    beside,
    choice_field,
    choice_of,
    column,
    lines_field,
    show_choice,
    slim,
)
from jukung.ui.pages.names_field import NamesField
from jukung.ui.pages.title_words import AUDIENCES, FREQUENCIES
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jukung.library.catalogue import TitleDraft

LINES = (
    *("place", "edition", "series", "language", "collation", "material", "issn"),
    "statement",
)
WORDED = ("place", "series", "language", "material", "edition")
"""The lines in which words of other titles are offered."""


class TitleMore(QWidget):
    """Place, series, subjects, language, for whom, how often it comes, own fields, notes."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {name: QLineEdit() for name in LINES}
        self.subjects = NamesField(_("Subject"))
        self.audience = slim(choice_field(AUDIENCES))
        self.frequency = slim(choice_field(FREQUENCIES))
        self.notes, self.own = lines_field(3), lines_field(2)
        self._own_hint = label("", "note", wrap=True)
        self._words = {name: QStringListModel(self) for name in WORDED}
        for name, model in self._words.items():
            completer = QCompleter(model, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.lines[name].setCompleter(completer)
        self._lay_out()

    def load(self, draft: TitleDraft | None) -> None:
        """Show what a title has of these."""
        for name, line in self.lines.items():
            line.setText(getattr(draft, name, ""))
        self.subjects.load(getattr(draft, "subjects", ()))
        show_choice(self.audience, getattr(draft, "audience", Audience.unknown))
        show_choice(self.frequency, getattr(draft, "frequency", Frequency.none))
        self.notes.setPlainText(getattr(draft, "notes", ""))
        own: tuple[tuple[str, str], ...] = getattr(draft, "own_fields", ())
        self.own.setPlainText("\n".join(f"{name}: {value}" for name, value in own))

    def facts(self) -> dict[str, Any]:
        """What these fields say, by the names of a title's draft."""
        lines = {name: line.text().strip() for name, line in self.lines.items()}
        return lines | {
            "subjects": self.subjects.names(),
            "audience": Audience(choice_of(self.audience)),
            "frequency": Frequency(choice_of(self.frequency)),
            "notes": self.notes.toPlainText().strip(),
            "own_fields": self._own_fields(),
        }

    def offer(self, words: Mapping[str, Sequence[str]], own_names: Sequence[str]) -> None:
        """Offer the words of other titles, and name the library's own fields."""
        for name, model in self._words.items():
            model.setStringList(list(words.get(name, ())))
        said = ", ".join(own_names)
        self._own_hint.setText(_("Used here: {names}").format(names=said) if said else "")
        self._own_hint.setVisible(bool(said))

    def _own_fields(self) -> tuple[tuple[str, str], ...]:
        """The fields typed as `name: value`; a line without a name goes on with the one before."""
        found: list[tuple[str, str]] = []
        for line in self.own.toPlainText().splitlines():
            name, colon, value = line.partition(":")
            if colon and name.strip():
                found.append((name.strip(), value.strip()))
            elif line.strip() and found:
                found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}".strip())
            elif line.strip():
                found.append((_("Note"), line.strip()))
        return tuple(found)

    def _lay_out(self) -> None:
        lines = self.lines
        fields = column()
        place, edition = named(_("Place"), lines["place"]), named(_("Edition"), lines["edition"])
        fields.addLayout(beside((place, 1), (edition, 1)))
        fields.addLayout(named(_("Series"), lines["series"]))
        fields.addLayout(named(_("Subjects"), self.subjects))
        language = named(_("Language"), lines["language"])
        fields.addLayout(beside((language, 1), (named(_("Pages"), lines["collation"]), 1)))
        audience = named(_("For whom"), self.audience)
        fields.addLayout(beside((audience, 1), (named(_("Material"), lines["material"]), 1)))
        frequency = named(_("Newspaper or magazine"), self.frequency)
        fields.addLayout(beside((frequency, 3), (named(_("ISSN"), lines["issn"]), 2)))
        fields.addLayout(named(_("Statement of who made it"), lines["statement"]))
        fields.addLayout(named(_("Notes"), self.notes))
        self.own.setPlaceholderText(_("One a line, such as  Donor: village council"))
        fields.addLayout(named(_("Our own fields"), self.own))
        fields.addWidget(self._own_hint)
        self.setLayout(fields)
