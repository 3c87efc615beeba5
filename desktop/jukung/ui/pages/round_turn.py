"""Whose turn it is on a round, as the changes lane knows it.

A book scanned right behind a card or the arrow key finds the stop here, although the
window has not heard of it yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukung.domain import errors
from jukung.domain.kinds import PermissionState, Role, RoundOutcome
from jukung.ui import verbs

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.permissions_asked import PermissionLine
    from jukung.library.round_cells import CellSlip
    from jukung.library.round_corners import CornerSlip
    from jukung.library.round_views import RoundView, Stop, StopLine
    from jukung.library.undoing import Undone

_ASK = (Role.aide, Role.assistant, Role.analyst)
"""Who asks for a permission, and gives none."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked of an officer, or answered by one."""

    what: str
    """`asked` or `answered`."""
    act_id: str
    card: str
    title: str
    granted: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """The round after something was done on it, and whose turn it is now."""

    view: RoundView
    key: str
    """The card in turn, or the id of a reading corner."""
    slip: CellSlip | CornerSlip | Answered | None = None
    is_end: bool = False
    """There is nobody further down."""
    asked: tuple[PermissionLine, ...] = ()
    """What an officer may answer here."""


class Turn:
    """Steps along the way; each is called on the lane, in the order of the keys."""

    def __init__(self) -> None:
        self.round_id = ""
        self._key, self._corner = "", False

    def begin(self, desk: Desk, round_id: str) -> Seen:
        """Go on with a round at the first stop that is not done."""
        view = verbs.round_views.show(desk, round_id)
        if round_id != self.round_id or view.stop_of(self._key) is None:
            first = next((stop for stop in view.stops if not stop.is_done), None)
            self._go(first or (view.stops[0] if view.stops else None))
        self.round_id = round_id
        return self._seen(desk, view)

    def look(self, desk: Desk, slip: CellSlip | CornerSlip | Answered | None = None) -> Seen:
        """The round as it is now."""
        return self._seen(desk, verbs.round_views.show(desk, self.round_id), slip)

    def go_to(self, desk: Desk, key: str) -> Seen:
        """Go to a stop."""
        view = verbs.round_views.show(desk, self.round_id)
        self._go(view.stop_of(key))
        return self._seen(desk, view)

    def scan(self, desk: Desk, typed: str, *, by_scanner: bool, reads: bool = False) -> Seen:
        """Do what a text in the box means here; `reads` counts it as read in the corner."""
        if self._corner:
            return self._scan_at_corner(desk, typed, by_scanner=by_scanner, reads=reads)
        slip = verbs.round_cells.scan(
            desk, self.round_id, typed, card=self._key, by_scanner=by_scanner
        )
        if str(slip.what) == "called":
            self._key, self._corner = slip.card, False
        return self.look(desk, slip)

    def _scan_at_corner(self, desk: Desk, typed: str, *, by_scanner: bool, reads: bool) -> Seen:
        """A card calls its stop here, too; a number is a book of the corner."""
        try:
            called = verbs.round_cells.scan(desk, self.round_id, typed, by_scanner=by_scanner)
        except errors.NoMemberChosen:
            where = self.round_id, self._key
            if reads:
                return self.look(desk, verbs.round_corners.use(desk, *where, typed))
            slip = verbs.round_corners.scan(desk, *where, typed, by_scanner=by_scanner)
            return self.look(desk, slip)
        self._key, self._corner = called.card, False
        return self.look(desk, called)

    def step(self, desk: Desk, steps: int) -> Seen:
        """Go up or down; down from a stop with nothing left to do writes that it is done."""
        view = verbs.round_views.show(desk, self.round_id)
        stop = view.stop_of(self._key)
        if stop is None:
            return self._seen(desk, view)
        if steps > 0 and not stop.is_done and not stop.open_lines:
            if stop.corner:
                verbs.round_corners.pass_by(desk, self.round_id, stop.corner)
            else:
                verbs.round_cells.pass_by(desk, self.round_id, stop.card)
            view = verbs.round_views.show(desk, self.round_id)
        place = [each.key for each in view.stops].index(stop.key) + steps
        if 0 <= place < len(view.stops):
            self._go(view.stops[place])
        return self._seen(desk, view, is_end=place >= len(view.stops))

    def settle(self, desk: Desk, line: StopLine, outcome: RoundOutcome) -> Seen:
        """Say what became of a line here."""
        if outcome is RoundOutcome.kept:
            slip = verbs.round_cells.keep(desk, self.round_id, line.barcode)
        else:
            slip = verbs.round_cells.settle(desk, self.round_id, line.row, outcome)
        return self.look(desk, slip)

    def pass_by(self, desk: Desk, outcome: RoundOutcome) -> Seen:
        """Say why nothing was done here, and go on to the next."""
        slip = verbs.round_cells.pass_by(desk, self.round_id, self._key, outcome)
        seen = self.step(desk, 1)
        return replace(seen, slip=slip)

    def give_back(self, desk: Desk, barcode: str) -> Seen:
        """Take back what somebody else has."""
        return self.look(desk, verbs.round_cells.give_back(desk, self.round_id, barcode))

    def pass_on(self, desk: Desk, barcode: str) -> Seen:
        """Let a book pass to who is in turn."""
        slip = verbs.round_cells.pass_on(desk, self.round_id, barcode, self._key)
        return self.look(desk, slip)

    def take_out(self, desk: Desk, barcode: str) -> Seen:
        """Take a book out of the corner in turn."""
        slip = verbs.round_corners.take_out(desk, self.round_id, self._key, barcode)
        return self.look(desk, slip)

    def miss(self, desk: Desk, barcode: str) -> Seen:
        """Say that a book is not in the corner in turn any more."""
        return self.look(desk, verbs.round_corners.miss(desk, self.round_id, self._key, barcode))

    def ask(self, desk: Desk, barcode: str) -> Seen:
        """Ask an officer for a book that who is in turn may not have without one."""
        asked = verbs.permissions_asked.ask(desk, self._key, barcode)
        is_granted = asked.state is PermissionState.granted
        return self.look(desk, Answered("asked", asked.act_id, asked.card, asked.title, is_granted))

    def answer(self, desk: Desk, line: PermissionLine, *, granted: bool) -> Seen:
        """Give an officer's word, or not, on what was asked for."""
        act = verbs.permissions_asked.answer(desk, [line.id], granted=granted)
        return self.look(desk, Answered("answered", act, line.card, line.title, granted))

    def undone(self, desk: Desk, undone: Undone) -> Seen | None:
        """Look again after something was taken back; None where that was the plan itself."""
        if not any(each.id == self.round_id for each in verbs.round_views.listed(desk, ended=True)):
            return None
        view = verbs.round_views.show(desk, self.round_id)
        if undone.card and (stop := view.stop_of(undone.card)) is not None:
            self._go(stop)
        return self._seen(desk, view)

    def _go(self, stop: Stop | None) -> None:
        self._key = stop.key if stop else ""
        self._corner = bool(stop and stop.corner)

    def _seen(
        self,
        desk: Desk,
        view: RoundView,
        slip: CellSlip | CornerSlip | Answered | None = None,
        *,
        is_end: bool = False,
    ) -> Seen:
        asked: tuple[PermissionLine, ...] = ()
        if self._key and not self._corner and desk.staff.role not in _ASK:
            asked = verbs.permissions_asked.waiting_for(desk, self._key)
        return Seen(view, self._key, slip, is_end, asked)
