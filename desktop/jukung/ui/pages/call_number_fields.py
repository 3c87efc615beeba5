"""Class and call number of a title: captions while typing, and the number by the rule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from jukung.domain import call_numbers
from jukung.domain.kinds import ContributorKind
from jukung.ui.pages.form_parts import beside, column, go_on_with_enter, slim
from jukung.ui.pages.title_words import captions, class_words
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import _


class CallNumberFields(QWidget):
    """Proposes a call number until somebody writes another; which word leads is a choice."""

    finished = Signal()
    """Enter in the call number."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.class_number, self.call_number = QLineEdit(), QLineEdit()
        self.entered = slim(QComboBox())
        self._said, self._spine = label("", "note", wrap=True), label("", "note", wrap=True)
        self._title = ""
        self._people: tuple[str, ...] = ()
        self._kinds: tuple[ContributorKind, ...] = ()
        self._proposed = self._chosen = ""
        fields = column()
        class_ = named(_("Class"), self.class_number)
        fields.addLayout(beside((class_, 2), (named(_("Entered under"), self.entered), 3)))
        fields.addWidget(self._said)
        fields.addLayout(named(_("Call number"), self.call_number))
        fields.addWidget(self._spine)
        self.setLayout(fields)
        self._offer_classes()
        self.class_number.textEdited.connect(self._tell_class)
        self.call_number.textChanged.connect(self._tell_spine)
        self.entered.activated.connect(self._enter_again)
        go_on_with_enter([self.class_number, self.call_number], self.finished.emit)

    def load(self, class_number: str, call_number: str) -> None:
        """Show what a title has; nothing is proposed before somebody types."""
        self._chosen = ""
        self.class_number.setText(class_number)
        self.call_number.setText(call_number)
        self._tell_caption()

    def begin(self, title: str, people: Sequence[str], kinds: Sequence[ContributorKind]) -> None:
        """A title was loaded whole."""
        self._title, self._people, self._kinds = title, tuple(people), tuple(kinds)
        self._proposed = ""
        self._list_headings()
        self._proposed = self._proposal()
        self._tell_spine()

    def follow(self, title: str, people: Sequence[str], kinds: Sequence[ContributorKind]) -> None:
        """The title or its people are typed on."""
        self._title, self._people, self._kinds = title, tuple(people), tuple(kinds)
        self._list_headings()
        self.propose()

    def enter_under(self, letters: str) -> None:
        """Choose the word by which the title is entered, such as `MUH`."""
        self.entered.setCurrentIndex(max(self.entered.findData(letters), 0))
        self._enter_again()

    def words(self) -> str:
        """What is said of the class typed."""
        return self._said.text()

    def spine_words(self) -> str:
        """The lines of the spine label, as they are told."""
        return self._spine.text()

    def propose(self) -> None:
        """Write the call number by the rule, unless somebody wrote another."""
        if self.call_number.text().strip() in ("", self._proposed):
            self._proposed = self._proposal()
            self.call_number.setText(self._proposed)

    @Slot(str)
    def _tell_class(self, _text: str) -> None:
        self._tell_caption()
        self.propose()

    @Slot()
    def _tell_spine(self) -> None:
        """The lines that the label has below the library's name."""
        lines = call_numbers.spine_lines(
            self.call_number.text(),
            class_number=self.class_number.text(),
            people="; ".join(self._people),
            title=self._title,
        )
        said = _("On the spine: {lines}").format(lines=" | ".join(lines)) if lines else ""
        self._spine.setText(said)
        self._spine.setVisible(bool(said))

    def _tell_caption(self) -> None:
        self._said.setText(class_words(self.class_number.text()))
        self._said.setVisible(bool(self._said.text()))

    def _list_headings(self) -> None:
        """Offer the words by which the title can be entered, and keep the chosen one."""
        written = self.call_number.text().strip()
        letters = call_numbers.letters_in(written, self.class_number.text())
        blocked = QSignalBlocker(self.entered)
        self.entered.clear()
        for each in call_numbers.headings(self._people, self._kinds, title=self._title):
            self.entered.addItem(f"{each.letters} · {each.word}", each.letters)
        is_written = bool(written) and written != self._proposed
        wanted = letters if is_written and letters else self._chosen
        self.entered.setCurrentIndex(max(self.entered.findData(wanted), 0))
        self.entered.setEnabled(self.entered.count() > 1)
        blocked.unblock()

    def _proposal(self) -> str:
        return call_numbers.proposed(
            self.class_number.text().strip(),
            self._people,
            self._kinds,
            title=self._title,
            letters=str(self.entered.currentData() or ""),
        )

    @Slot()
    def _enter_again(self) -> None:
        """The chosen word goes also into a call number that stands there already."""
        line, letters = self.call_number, str(self.entered.currentData() or "")
        self._chosen = letters
        before = call_numbers.letters_in(line.text(), self.class_number.text())
        if line.text().strip() == self._proposed or not before:
            self.propose()
        else:
            line.setText(line.text().replace(before, letters, 1))

    def _offer_classes(self) -> None:
        """Offer Dewey's divisions by number or by a word of their caption."""
        said = [
            f"{key if key.startswith('2X') else f'{key}0'} · {words}"
            for key, words in captions().divisions.items()
        ]
        completer = QCompleter(said, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._take_class, Qt.ConnectionType.QueuedConnection)
        self.class_number.setCompleter(completer)

    @Slot(str)
    def _take_class(self, said: str) -> None:
        self.class_number.setText(said.partition(" · ")[0])
        self._tell_class(said)
