"""What the label page says above its preview, with the buttons that help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from jukung import messages
from jukung.domain import errors
from jukung.domain.kinds import PrintWhat
from jukung.ui import theme
from jukung.ui.pages.label_kinds import Kind
from jukung.ui.pages.label_question import sheets_words
from jukung.ui.pages.label_work import Trouble
from jukung.ui.pages.source_choices import Which
from jukung.ui.pieces.banner import Banner
from jukung.ui.pieces.button import Button
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.ui.pages.label_orders import Order
    from jukung.ui.pages.run_work import Confirmed

MOST_NAMED = 3
# No other sheet would help.
_NOT_THE_SHEET = (errors.NoIsbnOnLabels, errors.CodesNotEncodable, errors.CodesCannotBePrinted)


class LabelNotes(Banner):
    """One sentence at a time; the last one stays until something else is true."""

    sheet_wanted = Signal(object)
    others_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(corners="all", parent=parent)
        self.buttons: tuple[Button, ...] = ()

    def say_trouble(self, trouble: Trouble) -> None:
        """Name what cannot be printed, with the sheets on which it could."""
        buttons = []
        for sheet in trouble.fitting[:1]:
            use = Button(_("Use {sheet}").format(sheet=sheet.title))
            use.clicked.connect(partial(self.sheet_wanted.emit, sheet.name))
            buttons.append(use)
        others = len(trouble.order.subjects) - len(trouble.places)
        if others:
            rest = Button(_("Print the other {count}").format(count=number(others)))
            rest.clicked.connect(self.others_wanted)
            buttons.append(rest)
        few = ", ".join(trouble.named[:MOST_NAMED])
        more = len(trouble.named) - MOST_NAMED
        title = messages.sentence(trouble.reason) if trouble.reason else ""
        if isinstance(trouble.reason, _NOT_THE_SHEET):
            title, few = messages.two_lines(title)
        elif len(trouble.named) > 1:
            title = _("{count} of them cannot be printed on this sheet.").format(
                count=number(len(trouble.named))
            )
            if more > 0:
                few = _("{numbers} and {count} more").format(numbers=few, count=number(more))
        self._say_with(title, few if len(trouble.named) > 1 else "", tuple(buttons))

    def say_left_out(self, count: int) -> None:
        """Say that some are not printed; nothing to say takes the banner away."""
        if not count:
            self.clear()
            return
        words = many(
            "{count} is left out: it cannot be printed on this sheet.",
            "{count} are left out: they cannot be printed on this sheet.",
            count,
        )
        self.say(
            words.format(count=number(count)),
            _("They stay among those never printed."),
            tint="gold",
        )

    def say_nothing(self, kind: Kind, which: Which, *, waiting: int = 0) -> None:
        """Say what to do where there is nothing to print, or all of it waits already."""
        title, detail = _nothing(kind, which)
        if waiting and which in (Which.unprinted, Which.reserved):
            title = _("{count} wait above to be printed.").format(count=number(waiting))
            detail = _("Continue them there, or choose something else.")
        self.say(title, detail, tint="good")

    def _say_with(self, title: str, detail: str, buttons: tuple[Button, ...]) -> None:
        """Show what is wrong, with the buttons that help below each other."""
        row: QWidget | None = None
        if buttons:
            row = QWidget()
            column = QBoxLayout(QBoxLayout.Direction.TopToBottom, row)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(6))
            for button in buttons:
                column.addWidget(button)
        self.say(title, detail, tint="bad", button=row)
        self.buttons = buttons


def _nothing(kind: Kind, which: Which) -> tuple[str, str]:
    if kind.is_sign:
        return _sign_words(kind)
    if which is Which.typed:
        if kind.is_member:
            return _("No number yet"), _("Scan the cards of members.")
        return _("No number yet"), _("Scan the copies that need a label.")
    if kind.is_member:
        return (
            _("No member waits for a card"),
            _("New members appear here by themselves. To print one again, type its number."),
        )
    if which is Which.chosen:
        return _("Nothing is chosen"), _("Choose a title in the catalogue, then Print labels.")
    return (
        _("No copy waits for a label"),
        _("New copies appear here by themselves. To print one again, type its number."),
    )


def _sign_words(kind: Kind) -> tuple[str, str]:
    if kind.what is PrintWhat.shelf:
        return _("No sign yet"), _("Type one for each shelf, or take the main classes.")
    return _("No box yet"), _("Type a line for each box that travels.")


def chip_words(order: Order) -> str:
    """How much an order is, such as `32 labels · 2 sheets`."""
    count = len(order.subjects)
    words = many("{count} label", "{count} labels", count)
    if order.what is PrintWhat.card:
        words = many("{count} card", "{count} cards", count)
    return f"{words.format(count=number(count))} · {sheets_words(order.sheet_count)}"


def counted_words(counted: Confirmed) -> tuple[str, str]:
    """What was counted as printed, and where the next label goes."""
    run, count = counted.run, counted.labels
    words = many("{count} label counts as printed.", "{count} labels count as printed.", count)
    if run.what is PrintWhat.card:
        words = many("{count} card counts as printed.", "{count} cards count as printed.", count)
    begins = _("The next sheet begins at label {cell}.")
    if run.what is PrintWhat.card:
        begins = _("The next sheet begins at card {cell}.")
    then = begins.format(cell=run.start_cell)
    if run.left_count:
        left = many(
            "{left} is left and waits above, from a new sheet.",
            "{left} are left and wait above, from a new sheet.",
            run.left_count,
        )
        then = left.format(left=number(run.left_count))
    if counted.gone:
        gone = many(
            "{count} fell away meanwhile; it was withdrawn.",
            "{count} fell away meanwhile; they were withdrawn.",
            counted.gone,
        )
        then = f"{gone.format(count=number(counted.gone))} {then}"
    return words.format(count=number(count)), then
