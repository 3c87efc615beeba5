"""What the ready sheets share: their head with a year, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from jukung import messages
from jukung.ui import sounds, theme
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.fields import number_field
from jukung.ui.pieces.label import label
from jukung.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.domain.errors import Refusal

FIRST_YEAR = 1990
# In windows narrower or lower than that buttons stand in two rows, and nobody explains.
_WIDE, _HIGH = 1000, 700
TINTS = {
    "met": "good",
    "filled": "good",
    "missing": "bad",
    "unchosen": "gold",
    "unrecorded": "gold",
}


class ReadySheet(QWidget):
    """A title with the year at its right, a sentence, a banner, and then its own parts."""

    def __init__(self, title: str, said: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(corners="all")
        self.year: QSpinBox = number_field(FIRST_YEAR, 2999)
        self.year.setAccessibleName(_("Year"))
        self.year.setKeyboardTracking(False)
        self.said = label(said, "second", wrap=True)
        year = label(_("Year"), "field")
        year.setBuddy(self.year)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(8))
        self.head.addWidget(label(title, "title", wrap=True), 1)
        self.head.addWidget(year)
        self.head.addWidget(self.year)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addLayout(self.head)
        self.column.addWidget(self.said)
        self.column.addWidget(self.banner)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(theme.px(8))

    def add_foot(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Put the buttons below everything; where it is narrow, the left ones above."""
        for widgets, at_right in ((left, False), (right, True)):
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            if at_right:
                row.addStretch(1)
            for each in widgets:
                row.addWidget(each)
            if not at_right:
                row.addStretch(1)
            self._foot.addLayout(row)
        self.column.addLayout(self._foot)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < theme.px(_WIDE)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(way)
        self.said.setHidden(self.window().height() < theme.px(_HIGH))

    def words(self) -> str:
        """The sentence above; empty when there is none."""
        return self.banner.words()

    def show_year(self, year: int) -> None:
        """Show a year without counting it."""
        before = self.year.blockSignals(True)
        self.year.setValue(year)
        self.year.blockSignals(before)

    @Slot(object, object)
    def tell(self, words: str, tint: str = "good") -> None:
        """Say how something went."""
        sounds.play("done" if tint == "good" else "attention")
        self.banner.say(words, tint=tint)

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """Say why something was not done."""
        sounds.play("refused")
        self.banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")
