"""What the window tells by itself: a banner with a tone, never a box in the way."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jukung.domain.errors import Refusal
from jukung.ui import sounds
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.words import _

GOOD_STAYS = 6_000
_TONES = {"good": "done", "gold": "attention", "bad": "refused"}


class Alerts(QWidget):
    """The strip under the header; good news goes by itself, the rest stays.

    `sentence` turns a refusal into words; the window is given `messages.sentence`.
    """

    said = Signal(object)
    """The sentence just shown."""

    def __init__(
        self, sentence: Callable[[Refusal], str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self._banner = Banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._banner)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.clear)
        self.hide()

    def say(
        self,
        title: str,
        detail: str = "",
        *,
        tint: str = "bad",
        tone: str | None = None,
        button: QWidget | None = None,
    ) -> None:
        """Show a sentence and sound its tone; `tone=""` keeps quiet."""
        self._banner.say(title, detail, tint=tint, button=button or self._closing())
        self.show()
        if chosen := _TONES.get(tint, "") if tone is None else tone:
            sounds.play(chosen)
        if tint == "good":
            self._timer.start(GOOD_STAYS)
        else:
            self._timer.stop()
        self.said.emit(title)

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """Show why something was not done."""
        self.say(self._sentence(refusal))

    @Slot(object)
    def apologise(self, sentence: str) -> None:
        """Show the sentence of the crash hook."""
        self.say(sentence, tint="gold")

    @Slot()
    def clear(self) -> None:
        """Take the sentence away."""
        self._timer.stop()
        self._banner.clear()
        self.hide()

    def words(self) -> str:
        """The sentence shown now; empty when there is none."""
        return self._banner.words()

    def _closing(self) -> Button:
        # The window answers the key, after everything on the page that takes it.
        button = Button(_("Close"), icon="x", key="Esc", bound=False)
        button.clicked.connect(self.clear)
        return button
