"""What a member brought back, as long as the library remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from typing_extensions import override

from jukung.domain.kinds import LoanEnding
from jukung.ui import theme, verbs
from jukung.ui.cells import Cell, Column
from jukung.ui.pages.member_task import MemberTask
from jukung.ui.room import Room
from jukung.ui.rows import Rows
from jukung.ui.table import Table
from jukung.words import N_, _, many, number, short_day

if TYPE_CHECKING:
    from jukung.library.lists import PastLoan
    from jukung.library.members import MemberView

PAGE = 100

_ENDINGS = {
    LoanEnding.returned: N_("Returned"),
    LoanEnding.damaged: N_("Returned damaged"),
    LoanEnding.lost: N_("Noted as lost"),
}


class PastLoansTask(MemberTask):
    """The latest first, a page at a time; the button shows older ones."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, save=_("Older loans"))
        self._rows: Rows[PastLoan] = Rows(_columns())
        self.table = Table(self._rows, rows="two")
        self.table.setMinimumHeight(theme.px(320))
        self.table.set_empty(
            _("Nothing is remembered.\nLoans forget who borrowed after the days in the settings.")
        )
        self.fields.addWidget(self.table, 1)

    def loans(self) -> list[PastLoan]:
        """The loans shown, from the top."""
        return self._rows.values()

    @override
    def show_task(self, member: MemberView) -> None:
        self._rows.show_values([])
        self._read(None)

    @override
    def take_focus(self) -> None:
        self.table.take_focus()

    @override
    @Slot()
    def do(self) -> None:
        shown = self.loans()
        self._read(shown[-1].loan_row if shown else None)

    def _read(self, after: int | None) -> None:
        if self.member is None:
            return
        card = self.member.card
        self.room.jobs.read(
            lambda desk: verbs.lists.loans_past(desk, card, after=after, most=PAGE),
            owner=self,
            then=self._show_more,
            refused=self.refuse,
            latest="past",
        )

    def _show_more(self, found: tuple[PastLoan, ...]) -> None:
        self._rows.show_values([*self.loans(), *found])
        self.wait(waits=len(found) < PAGE)
        self.table.take_focus()


def _columns() -> list[Column[PastLoan]]:
    return [
        Column(_("Title"), lambda loan: Cell(loan.title, loan.barcode, strong=True)),
        Column(_("Returned"), _returned, width=150),
    ]


def _returned(loan: PastLoan) -> Cell:
    late = max(0, (loan.returned_on - loan.due_on).days)
    words = _(_ENDINGS[loan.ending])
    if late:
        words = many("{count} day late", "{count} days late", late).format(count=number(late))
    return Cell(short_day(loan.returned_on), words, tint="bad" if late else "")
