"""What the page of members reads and stores, in one transaction each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jukung.ui import verbs
from jukung.ui.pages.member_form import Ground
from jukung.words import _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.members import Kind, MemberDraft, MemberView
    from jukung.library.slips import LoanLine


@dataclass(frozen=True, slots=True)
class Shown:
    """A member read for the panel, and what is said above them."""

    member: MemberView
    loans: tuple[LoanLine, ...]
    today: date
    kinds: tuple[Kind, ...]
    jpeg: bytes | None = None
    said: str = ""
    undoable: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who is registered already, it seems; nothing was stored."""

    members: tuple[MemberView, ...]


def read_shown(desk: Desk, member: MemberView, said: str = "", *, undoable: bool = False) -> Shown:
    """Read what the panel shows of a member."""
    return Shown(
        member,
        verbs.overview.loans_of(desk, member.card),
        desk.today,
        verbs.members.kinds(desk),
        verbs.photos.show(desk, member.id) if member.has_photo else None,
        said,
        undoable,
    )


def read_ground(desk: Desk, shown: Shown | None) -> Ground:
    """Read what the form needs to know besides the member."""
    return Ground(
        desk.today,
        verbs.members.kinds(desk),
        keeps_nik=verbs.members.keeps_nik(desk),
        nik=verbs.members.nik_of(desk, shown.member.id) if shown else "",
        next_card="" if shown else verbs.members.next_card(desk),
        jpeg=shown.jpeg if shown else None,
    )


def look_alikes(desk: Desk, draft: MemberDraft, noticed: frozenset[str]) -> tuple[MemberView, ...]:
    """Who is registered already, it seems, and was not shown yet."""
    found = verbs.members.look_alikes(desk, draft)
    return tuple(each for each in found if each.id not in noticed)


def store(desk: Desk, member_id: str, draft: MemberDraft, photo: tuple[bytes | None, ...]) -> Shown:
    """Store the form, and the photo where it changed."""
    if member_id:
        made, said = verbs.members.edit(desk, member_id, draft), _("Saved")
    else:
        made = verbs.members.register(desk, draft)
        said = _("Registered with card {card}").format(card=made.card)
    for jpeg in photo:
        if jpeg is None:
            verbs.photos.remove(desk, made.id)
        else:
            verbs.photos.keep(desk, made.id, jpeg)
    return read_shown(desk, verbs.members.show(desk, made.id), said)
