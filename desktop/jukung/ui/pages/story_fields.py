"""The impact story of an activity, the consent of who tells it, and its file."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung.domain import errors
from jukung.ui import theme
from jukung.ui.pages.form_parts import lines_field
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.words import _


class StoryFields(QWidget):
    """Words that stay here, until somebody agrees and a file is written."""

    wanted = Signal()
    """Write the file."""

    def __init__(self, *, is_prison: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = lines_field(4)
        self.consent = QCheckBox(_("Who tells it agrees that it goes to the agency"))
        self._write = Button(_("Write story file for the agency"), key="Ctrl+E", icon="file-down")
        told = _("The story stays in this library. With consent it can be written to a plain file.")
        if is_prison:
            told = _(
                "Write no names: not of who tells it, nor of others. The story stays in this "
                "library; with consent it can be written to a plain file."
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(7))
        column.addLayout(named(_("Impact story: what changed for somebody"), self.lines))
        column.addWidget(label(told, "note", wrap=True))
        column.addWidget(self.consent)
        row = QHBoxLayout()
        row.addWidget(self._write)
        row.addStretch(1)
        column.addLayout(row)
        self._write.clicked.connect(self.wanted)
        self.lines.textChanged.connect(self._follow)
        self._follow()

    def load(self, story: str, *, consent: bool) -> None:
        """Show a story, and whether somebody agreed."""
        self.lines.setPlainText(story)
        self.consent.setChecked(consent and bool(story))
        self._follow()

    def story(self) -> str:
        """The words now."""
        return self.lines.toPlainText()

    def has_consent(self) -> bool:
        """Whether consent is ticked."""
        return self.consent.isChecked()

    def check(self) -> None:
        """Refuse what may not go out: StoryMissing, StoryConsentMissing."""
        if not self.story().strip():
            raise errors.StoryMissing
        if not self.has_consent():
            raise errors.StoryConsentMissing

    @Slot()
    def _follow(self) -> None:
        """A consent is to words that are there."""
        has_words = bool(self.story().strip())
        self.consent.setEnabled(has_words)
        self._write.setEnabled(has_words)
        if not has_words:
            self.consent.setChecked(False)
