"""What waits for its other half, the title of before, and how far one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from jukung.ui import theme
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.ui.pieces.tint import dress
from jukung.words import _, number

if TYPE_CHECKING:
    from jukung.ui.pages.bind_work import Answer


MOST_LISTED = 5


class _Half(QFrame):
    """One of the two halves: what it is, or that it is waited for."""

    def __init__(self, name: str, waited: str) -> None:
        super().__init__()
        self._waited = waited
        self._value = label("", "strong", wrap=True)
        column = QVBoxLayout(self)
        side = theme.px(12)
        column.setContentsMargins(side, theme.px(8), side, theme.px(9))
        column.setSpacing(theme.px(1))
        column.addWidget(label(name, "field"))
        column.addWidget(self._value)
        dress(self, look="fact")

    def show_value(self, value: str, *, waits: bool) -> None:
        """Show what was scanned; `waits` where it is this half that is missing."""
        self._value.setText(value or self._waited)
        dress(self._value, look="number" if value and len(value) < 20 else "strong")
        dress(self._value, tint="" if value or waits else "neutral")
        dress(self, tint="good" if value else ("gold" if waits else ""))

    def value(self) -> str:
        """The words shown."""
        return self._value.text()


class BindSide(QWidget):
    """Beside the list; nothing in it takes the focus from the box."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = _Half(_("Number on the label"), _("scan a blank number"))
        self._title = _Half(_("ISBN or title"), _("scan the ISBN, or type the title"))
        self.same = Button(_("Same title again"), key="Ctrl+R")
        self._same_title = label("", "note", wrap=True)
        self._aside, self._aside_list = label("", "field"), label("", "strong", wrap=True)
        self._titles_aside, self._titles_list = label("", "field"), label("", "strong", wrap=True)
        self._count = label("", "strong", wrap=True)
        self._left = label("", "note", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._lay_out()

    def show_answer(self, answer: Answer) -> None:
        """Show what waits, and the title that the next number may share."""
        names_title = bool(answer.isbn or answer.title)
        self._number.show_value(answer.number, waits=names_title and not answer.number)
        named = answer.title or answer.isbn
        self._title.show_value(named, waits=bool(answer.number) and not names_title)
        self.same.setVisible(bool(answer.lately))
        self._same_title.setVisible(bool(answer.lately))
        self._same_title.setText(_shortened(answer.lately))

        for name, words, listed, aside in (
            (self._aside, _("Waiting without title"), self._aside_list, answer.aside),
            (self._titles_aside, _("Without number"), self._titles_list, answer.titles_aside),
        ):
            name.setText(words)
            listed.setText(_listed(aside))
            name.setVisible(bool(aside))
            listed.setVisible(bool(aside))
        self._aside_card.setVisible(bool(answer.aside or answer.titles_aside))

    def aside(self) -> tuple[str, str]:
        """What is shown of numbers and of titles that were set aside."""
        return self._aside_list.text(), self._titles_list.text()

    def show_count(self, *, bound: int, left: int) -> None:
        """Show how many of the numbers are bound."""
        whole = bound + left
        words = _("{bound} of {whole} bound today")
        self._count.setText(words.format(bound=number(bound), whole=number(whole)))
        self._left.setText(_("{left} blank numbers are left.").format(left=number(left)))
        self._bar.setRange(0, max(whole, 1))
        self._bar.setValue(bound)

    def words(self) -> tuple[str, str, str]:
        """What is shown of the number, the title and the count."""
        return self._number.value(), self._title.value(), self._count.text()

    def _lay_out(self) -> None:
        self.same.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.same.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        halves = Card()
        halves.body.addWidget(self._number)
        halves.body.addWidget(self._title)
        halves.body.addWidget(self.same)
        halves.body.addWidget(self._same_title)
        self._aside_card = Card(tint="gold")
        for each in (self._aside, self._aside_list, self._titles_aside, self._titles_list):
            self._aside_card.body.addWidget(each)
        count = Card()
        count.body.addWidget(self._count)
        count.body.addWidget(self._bar)
        count.body.addWidget(self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(halves)
        column.addWidget(self._aside_card)
        column.addWidget(count)
        column.addStretch(1)
        self.same.hide()
        self._same_title.hide()


def _listed(aside: tuple[str, ...]) -> str:
    """The last few of those set aside, and how many more there are."""
    few = "\n".join(_shortened(each) for each in aside[-MOST_LISTED:])
    more = len(aside) - MOST_LISTED
    if more <= 0:
        return few
    rest = _("and {count} more").format(count=number(more))
    return f"{few}\n{rest}"


def _shortened(title: str) -> str:
    """A title in two lines of the card at most."""
    measure = QFontMetricsF(theme.font(12.5))
    return measure.elidedText(title, Qt.TextElideMode.ElideRight, theme.px(440))
