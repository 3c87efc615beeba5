"""The way in: an officer's phrase, or the first one of a new vault."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.ui import sounds, theme, verbs
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.ui.pieces.card import Card
from jukung.ui.pieces.fields import named
from jukung.ui.pieces.label import label
from jukung.ui.pieces.scroll import scrolling
from jukung.ui.vault.protocol import Officer
from jukung.ui.vault_window.fields import PhraseField
from jukung.words import _

WIDTH = 460


class _Phrases(QWidget):
    """A card in the middle with phrases, a sentence, and one button."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(corners="all")
        self.card = Card()
        middle = QWidget()
        middle.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(middle)
        column.addStretch(1)
        column.addWidget(self.card)
        column.addStretch(2)
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(ground))

    def tell(self, sentence: str, *, tint: str = "bad") -> None:
        """Say something below the phrase."""
        if tint == "bad":
            sounds.play("refused")
        self.banner.say(*messages.two_lines(sentence), tint=tint)

    def refuse(self, refusal: Refusal) -> None:
        """Say why it is not done."""
        self.tell(messages.sentence(refusal))


class PhrasePage(_Phrases):
    """Opens the vault, or makes it where there is none."""

    given = Signal(object)
    """The phrase of an officer."""

    chosen = Signal(object)
    """The first phrase of a new vault."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._is_new = False
        self.phrase, self.again = PhraseField(), PhraseField()
        self._title = label("", "title", wrap=True)
        self._words = label("", "second", wrap=True)
        self._open = Button(_("Open the names"), kind="primary")
        self._again_row = QWidget()
        again = QVBoxLayout(self._again_row)
        again.setContentsMargins(0, 0, 0, 0)
        again.addLayout(named(_("The same phrase again"), self.again))
        body = self.card.body
        body.setSpacing(theme.px(10))
        body.addWidget(self._title)
        body.addWidget(self._words)
        body.addWidget(self.banner)
        body.addLayout(named(_("Phrase"), self.phrase))
        body.addWidget(self._again_row)
        body.addWidget(self._open, 0, Qt.AlignmentFlag.AlignRight)
        self.phrase.returnPressed.connect(self._go_on)
        self.again.returnPressed.connect(self._give)
        self._open.clicked.connect(self._give)
        self.setFocusProxy(self.phrase)

    def begin(self, officer: Officer, *, is_new: bool) -> None:
        """Ask an officer for the phrase, or for a new one."""
        self._is_new = is_new
        self._again_row.setVisible(is_new)
        if is_new:
            self._title.setText(_("Choose a phrase for the names"))
            self._words.setText(
                _(
                    "With it, and with it alone, {officer} opens the names of this library. Take "
                    "a sentence of at least {least} letters that nobody guesses, and never the "
                    "PIN. Nobody can look it up; let a second officer choose one too."
                ).format(officer=officer.name, least=verbs.vaulting.LEAST_PHRASE)
            )
            self._open.setText(_("Make the vault"))
        else:
            self._title.setText(_("Open the names"))
            self._words.setText(
                _("The phrase of {officer}. Names are shown in this window alone.").format(
                    officer=officer.name
                )
            )
        self.phrase.setFocus()

    def wait(self, *, waits: bool) -> None:
        """Take nothing while the phrase is judged."""
        for each in (self.phrase, self.again, self._open):
            each.setEnabled(not waits)
        if waits:
            self.banner.clear()
        else:
            self.clear()
            self.phrase.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.phrase.clear()
        self.again.clear()

    @Slot()
    def _go_on(self) -> None:
        if self._is_new:
            self.again.setFocus()
        else:
            self._give()

    @Slot()
    def _give(self) -> None:
        phrase = self.phrase.text()
        if not self._is_new:
            if phrase:
                self.given.emit(phrase)
            return
        if not _is_good(self, phrase, self.again.text()):
            return
        self.chosen.emit(phrase)


class DoorsPage(_Phrases):
    """Lets another officer choose a phrase, or changes one's own."""

    chosen = Signal(object, object)
    """The officer's id, and the new phrase."""

    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._officers = QComboBox()
        self.phrase, self.again = PhraseField(), PhraseField()
        save = Button(_("Keep the phrase"), kind="primary", key="Ctrl+S")
        back = Button(_("Back"), key="Esc")
        body = self.card.body
        body.setSpacing(theme.px(10))
        body.addWidget(label(_("Phrases"), "title"))
        body.addWidget(
            label(
                _(
                    "Each officer opens the names with a phrase of their own. The officer types "
                    "it here; the phrase before opens nothing any more."
                ),
                "second",
                wrap=True,
            )
        )
        body.addWidget(self.banner)
        body.addLayout(named(_("Officer"), self._officers))
        body.addLayout(named(_("New phrase"), self.phrase))
        body.addLayout(named(_("The same phrase again"), self.again))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(back)
        foot.addWidget(save)
        body.addLayout(foot)
        back.clicked.connect(self.left)
        save.clicked.connect(self._give)
        self.phrase.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._give)
        self.setFocusProxy(self._officers)

    def begin(self, officers: Sequence[Officer]) -> None:
        """Show the officers, and who has a phrase."""
        self._officers.clear()
        for each in officers:
            words = each.name if each.has_door else _("{name} – no phrase yet")
            self._officers.addItem(words.format(name=each.name), each.id)
        self.banner.clear()
        self._empty()

    def kept(self) -> None:
        """Tell that a phrase is kept."""
        sounds.play("done")
        self._empty()
        self.tell(_("The phrase is kept."), tint="good")

    @Slot()
    def _give(self) -> None:
        if _is_good(self, self.phrase.text(), self.again.text()):
            self.chosen.emit(self._officers.currentData(), self.phrase.text())

    def _empty(self) -> None:
        self.phrase.clear()
        self.again.clear()


def _is_good(page: _Phrases, phrase: str, again: str) -> bool:
    try:
        verbs.vaulting.check_phrase(phrase)
    except errors.VaultPhraseShort as refusal:
        page.refuse(refusal)
        return False
    if verbs.vaulting.plain(phrase) != verbs.vaulting.plain(again):
        page.tell(_("The two phrases differ. Please type them again."))
        return False
    return True
