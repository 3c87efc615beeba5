"""Everything the desk shows after an act, read in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain.kinds import BorrowerKind
from jukung.ui import verbs

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.hold_lines import HoldLine
    from jukung.library.members import MemberView
    from jukung.library.residents import ResidentView
    from jukung.library.sanctions import SanctionLine
    from jukung.library.slips import LoanLine, Scanned


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known of the member at the desk after an act."""

    scanned: Scanned | None
    member: MemberView | None
    loans: tuple[LoanLine, ...] = ()
    limit: int = 0
    holds: tuple[HoldLine, ...] = ()
    """Copies that wait for this member on the ready shelf."""
    photo: bytes | None = None
    told: tuple[SanctionLine, ...] = ()
    """Warnings, tasks and suspensions to be told to this member."""
    resident: ResidentView | None = None
    """Room and state, in a prison."""


def read(desk: Desk, scanned: Scanned | None, *, card: str | None, keeps: bool = True) -> Turn:
    """Read the member who was called, or who stands here; nobody unless `keeps`."""
    called = scanned.member if scanned and scanned.slip is None else None
    wanted = called.card if called else card
    if not keeps or wanted is None:
        return Turn(scanned, None)
    member = verbs.members.by_card(desk, wanted)
    return Turn(
        scanned,
        member,
        verbs.overview.loans_of(desk, wanted),
        verbs.overview.limit_for(desk, member),
        verbs.holds.of_member(desk, wanted) if member.ready_holds else (),
        verbs.photos.show(desk, member.id) if member.has_photo else None,
        verbs.sanctions.told_at_desk(desk, member.id),
        _resident(desk, member),
    )


def _resident(desk: Desk, member: MemberView) -> ResidentView | None:
    if member.kind is not BorrowerKind.resident or not desk.profile.is_prison:
        return None
    return verbs.house_residents.by_card(desk, member.card)
