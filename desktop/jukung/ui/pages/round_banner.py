"""What was just done on a round or refused, and the keys that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import ReturnFound
from jukung.ui import sounds, theme
from jukung.ui.pages.form_parts import side_by_side
from jukung.ui.pages.round_words import said
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.words import _, many, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukung.domain.errors import Refusal
    from jukung.library.round_cells import CellSlip
    from jukung.library.round_views import RoundView, Stop


class RoundBanner(Banner):
    """One sentence at a time; its buttons say what is wanted."""

    checked = Signal(object, object)
    """A number that came back, and what looking through it found."""

    back_wanted = Signal(object)
    """Take a copy back, whoever had it."""

    passing_wanted = Signal(object)
    """Let a copy pass to who is in turn."""

    asking_wanted = Signal(object)
    """Ask an officer for a copy."""

    out_wanted = Signal(object)
    """Take a copy out of the corner again."""

    trolley_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(corners="all", parent=parent)

    def tell(self, title: str, detail: str = "", *, tint: str = "good") -> None:
        """Say what was done."""
        sounds.play("done" if tint == "good" else "attention")
        if title:
            self.say(title, detail, tint=tint)

    def refuse(self, refusal: Refusal) -> None:
        """Say why something was not done."""
        sounds.play("refused")
        self.say(*messages.two_lines(messages.sentence(refusal)), tint="bad")

    def ask_to_check(self, slip: CellSlip) -> None:
        """Look through what came back: one key says what was found."""
        sounds.play("attention" if slip.waits_for else "done")
        title, waits, _tint = said(slip)
        buttons = (
            (Button(_("Nothing found"), key="Ctrl+Return"), ReturnFound.clean),
            (Button(_("Damaged"), key="Ctrl+1"), ReturnFound.damaged),
            (Button(_("Hidden thing"), key="Ctrl+2"), ReturnFound.object),
            (Button(_("Writing"), key="Ctrl+3"), ReturnFound.writing),
        )
        for button, found in buttons:
            button.clicked.connect(self._checker(slip.barcode, found))
        detail = " ".join(filter(None, (waits, _("Look through it."))))
        self.say(title, detail, tint="good", button=_two_by_two(*(each for each, _f in buttons)))

    def tell_checked(self, found: ReturnFound) -> None:
        """Say what looking through came to."""
        words = {
            ReturnFound.clean: _("Looked through, nothing found."),
            ReturnFound.damaged: _("Set aside for repair."),
            ReturnFound.object: _("Noted: something was hidden in it. Tell an officer."),
            ReturnFound.writing: _("Noted: somebody wrote in it."),
        }
        self.tell(words[found], tint="good" if found is ReturnFound.clean else "gold")

    def tell_end(self, view: RoundView) -> None:
        """Say that there is nobody further down."""
        left = len(view.stops) - view.done_count
        button = Button(_("To the trolley"), key="Ctrl+Return", icon="package")
        button.clicked.connect(self.trolley_wanted)
        title = _("That was the last one.")
        detail = _("Put away what is left on the trolley, then end the round.")
        if left:
            words = many("{count} stop is still open.", "{count} stops are still open.", left)
            detail = words.format(count=number(left))
        sounds.play("attention")
        self.say(title, detail, tint="gold" if left else "good", button=button)

    def refuse_scan(self, refusal: Refusal, typed: str, stop: Stop | None) -> None:
        """Say why a scan did nothing, with the keys for what may be meant."""
        self.refuse(refusal)
        if isinstance(refusal, errors.PermissionNeeded) and stop is not None and stop.card:
            ask = Button(_("Ask an officer"), key="Ctrl+1")
            ask.clicked.connect(lambda: self.asking_wanted.emit(typed))
            words, detail = messages.two_lines(messages.sentence(refusal))
            self.say(words, detail, tint="gold", button=ask)
        elif isinstance(refusal, errors.CopyInCorner):
            out = Button(_("Take it out"), key="Ctrl+1")
            out.clicked.connect(lambda: self.out_wanted.emit(typed))
            words, detail = messages.two_lines(messages.sentence(refusal))
            self.say(words, detail, tint="gold", button=out)
        elif isinstance(refusal, errors.AlreadyWithThisMember):
            words = _("{number} went out to this card today.").format(number=typed)
            detail = _("Was it handed back? Then take it back; else go on.")
            self.say(words, detail, tint="gold", button=self._back(typed))
        elif isinstance(refusal, errors.CopyOnLoan):
            self._ask_where(typed, stop)

    def _ask_where(self, typed: str, stop: Stop | None) -> None:
        """What somebody else has comes back, or passes on to who is in turn."""
        words = _("Somebody else has {number}.").format(number=typed)
        if stop is None or not stop.card:
            detail = _("Take it back onto the trolley first, then scan it again.")
            self.say(words, detail, tint="gold", button=self._back(typed))
            return
        on = Button(_("Pass it on"), key="Ctrl+2")
        on.clicked.connect(lambda: self.passing_wanted.emit(typed))
        detail = _("Take it back onto the trolley, or pass it on to {card}.")
        buttons = side_by_side(self._back(typed), on)
        self.say(words, detail.format(card=stop.card), tint="gold", button=buttons)

    def _back(self, typed: str) -> Button:
        back = Button(_("Take the book back"), key="Ctrl+1")
        back.clicked.connect(lambda: self.back_wanted.emit(typed))
        return back

    def _checker(self, barcode: str, found: ReturnFound) -> Callable[[], None]:
        return lambda: self.checked.emit(barcode, found)


def _two_by_two(*buttons: Button) -> QWidget:
    """Buttons in two rows, so that their words and keys have room in a banner."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(theme.px(8))
    for place, button in enumerate(buttons):
        grid.addWidget(button, place // 2, place % 2)
    return made
