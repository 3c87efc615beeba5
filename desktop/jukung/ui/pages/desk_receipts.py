"""Receipts and hold slips from the desk, on the paper that this computer remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jukung.domain.errors import NothingToPrint
from jukung.domain.kinds import ActKind
from jukung.ui import verbs
from jukung.ui.pages.receipt_strip import RECEIPT_PAPERS
from jukung.ui.paper_printing import PaperPrinting, Printable
from jukung.words import _, many, number

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.slips import Slip
    from jukung.paper.receipts import ReceiptLine
    from jukung.ui.room import Room

PURPOSE = "receipts"
_MOST_READY = 2_000
_OUT = frozenset({ActKind.lend, ActKind.permit, ActKind.lend_unknown, ActKind.renew})
_BACK = frozenset({ActKind.give_back, ActKind.lose})


class DeskReceipts(QObject):
    """Prints at once where printer and paper are known, and asks where they are not."""

    paper_wanted = Signal()
    """Nobody has said yet which paper is in the printer."""

    said = Signal(object, object)
    """A sentence, and the tint it is said in."""

    refused = Signal(object)

    def __init__(self, room: Room, page: QWidget) -> None:
        super().__init__(page)
        self._room = room
        self._waiting: Callable[[str], Printable] | None = None
        self.printing = PaperPrinting(room, page)
        self.printing.said.connect(self.said)
        self.printing.refused.connect(self.refused)

    def print_receipt(self, card: str, slips: Sequence[Slip]) -> None:
        """Print what was done with a member just now; without acts, what is at home."""
        done = tuple(slips)
        self._ask(
            lambda paper: Printable(
                lambda desk: receipt_pdf(desk, card, done, paper=paper),
                file=_("receipt-{day}.pdf").format(day=self._room.today().isoformat()),
                folder=PURPOSE,
                printed=_("The receipt is at the printer."),
            )
        )

    def print_hold(self, barcode: str) -> None:
        """Print the slip that is stuck into a copy on the ready shelf."""
        self._ask(
            lambda paper: Printable(
                lambda desk: hold_pdf(desk, barcode, paper=paper),
                file=_("hold-slip-{day}.pdf").format(day=self._room.today().isoformat()),
                folder=PURPOSE,
                printed=_("The slip is at the printer."),
            )
        )

    def choose_paper(self, paper: str) -> None:
        """Remember the paper, and print what waited for it; the printer is asked for anew."""
        self._room.preferences.keep_paper(PURPOSE, paper)
        if self._waiting is not None:
            self.printing.ask_printer(self._waiting(paper))

    def _ask(self, make: Callable[[str], Printable]) -> None:
        self._waiting = make
        paper = self._room.preferences.paper(PURPOSE)
        if paper in RECEIPT_PAPERS:
            self.printing.print_now(make(paper))
        else:
            self.paper_wanted.emit()


def receipt_pdf(desk: Desk, card: str, slips: Sequence[Slip], *, paper: str) -> bytes:
    """The receipt of a turn at the desk; in a prison it says nobody's name."""
    kinds = verbs.paper_receipts.ReceiptKind
    member, prison = verbs.members.by_card(desk, card), desk.profile.is_prison
    # What was done last with a copy is what counts.
    last = {slip.barcode: slip for slip in reversed(slips) if slip.card == member.card}
    out = [_lent(slip) for slip in last.values() if slip.action in _OUT]
    back = [_returned(slip) for slip in last.values() if slip.action in _BACK]
    if out or not back:
        # A receipt that goes home says everything that is there.
        out += _at_home(desk, card, but={slip.barcode for slip in last.values()})
    if not out and not back:
        raise NothingToPrint
    return verbs.paper_receipts.receipt_page(
        verbs.paper_receipts.Receipt(
            kinds.loan if out else kinds.returned,
            desk.profile.name,
            member.card,
            desk.today,
            (*out, *back),
            name="" if prison else member.name,
            at=desk.local_now.strftime("%H:%M"),
            fine=0 if prison else sum(slip.fine for slip in last.values()),
            staff="" if prison else desk.staff.name,
        ),
        paper=paper,
    )


def hold_pdf(desk: Desk, barcode: str, *, paper: str) -> bytes:
    """The slip of a copy that is set aside; refuses NothingToPrint once it is not."""
    ready = verbs.holds.ready_shelf(desk, 0, _MOST_READY)
    hold = next((each for each in ready if each.barcode == barcode), None)
    if hold is None:
        raise NothingToPrint
    return verbs.paper_receipts.hold_page(
        verbs.paper_receipts.HoldSlip(
            desk.profile.name,
            hold.card,
            hold.title,
            hold.barcode,
            hold.until_on or desk.today,
            name="" if desk.profile.is_prison else hold.name,
        ),
        paper=paper,
    )


def _lent(slip: Slip) -> ReceiptLine:
    note = _("renewed") if slip.action is ActKind.renew else ""
    return verbs.paper_receipts.ReceiptLine(slip.title, slip.barcode, slip.due_on, note)


def _returned(slip: Slip) -> ReceiptLine:
    note = _("returned")
    if slip.action is ActKind.lose:
        note = _("noted as lost")
    elif slip.overdue_days:
        late = many("{count} day late", "{count} days late", slip.overdue_days)
        note = f"{note} · {late.format(count=number(slip.overdue_days))}"
    return verbs.paper_receipts.ReceiptLine(slip.title, slip.barcode, None, note)


def _at_home(desk: Desk, card: str, *, but: set[str]) -> list[ReceiptLine]:
    """What else is out: lent today, and from before."""
    return [
        verbs.paper_receipts.ReceiptLine(
            loan.title,
            loan.barcode,
            loan.due_on,
            late_days=loan.overdue_days,
            still_out=loan.lent_on < desk.today,
        )
        for loan in verbs.overview.loans_of(desk, card)
        if loan.barcode not in but
    ]
