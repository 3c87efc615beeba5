"""A form under a list of the settings: shown when something is chosen or new."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.label import label
from jukung.words import _


class SectionForm(Card):
    """A heading, what is wrong, the fields, and Cancel and Save."""

    saved = Signal()
    left = Signal()

    def __init__(self, *, save: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = label("", "heading")
        self._banner = Banner(corners="all")
        self._save = Button(save or _("Save"), kind="primary", key="Ctrl+S")
        self._leave = Button(_("Cancel"), key="Esc")
        self.fields = QVBoxLayout()
        self.fields.setSpacing(theme.px(10))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.px(10))
        self.foot.addWidget(self._leave)
        self.foot.addStretch(1)
        self.foot.addWidget(self._save)
        self.body.addWidget(self._title)
        self.body.addWidget(self._banner)
        self.body.addLayout(self.fields)
        self.body.addLayout(self.foot)
        self._save.clicked.connect(self.saved)
        self._leave.clicked.connect(self.left)
        self.hide()

    def begin(self, title: str) -> None:
        """Show the form under a heading, with nothing wrong yet."""
        self._title.setText(title)
        self._banner.clear()
        self.wait(waits=False)
        # The buttons were made before the fields, and Tab would reach them first.
        for one, after in pairwise((*_stops(self.fields), *_stops(self.foot))):
            QWidget.setTabOrder(one, after)
        self.show()

    def wait(self, *, waits: bool) -> None:
        """Take no second Save while the first is under way."""
        self._save.setEnabled(not waits)

    @Slot()
    def press_save(self) -> None:
        """Save, as the button does."""
        self._save.click()

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not saved."""
        self.wait(waits=False)
        sounds.play("refused")
        self._banner.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def warn(self, sentence: str) -> None:
        """Show what the form itself found wrong."""
        self.wait(waits=False)
        sounds.play("refused")
        self._banner.say(sentence, tint="gold")

    def words(self) -> str:
        """The sentence shown in the form; empty when there is none."""
        return self._banner.words()


def _stops(layout: QLayout) -> Iterator[QWidget]:
    """Where Tab stops in a layout, in the order in which it is read."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inside = item.widget(), item.layout()
        if widget is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        elif widget is not None and (below := widget.layout()) is not None:
            yield from _stops(below)
        elif inside is not None:
            yield from _stops(inside)
