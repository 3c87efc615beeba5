"""Makers: a library, a title, a copy, a member, each with invented words.

Each takes what it needs first and gives back what the verbs give.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import count

from jukung.domain import months
from jukung.domain.kinds import LibraryKind, ScreeningResult
from jukung.library import catalogue, circulation, copies, members, screening
from jukung.library.catalogue import TitleDraft
from jukung.library.copies import CopyDraft
from jukung.library.desk import StaffMember, found
from jukung.library.members import MemberDraft
from jukung.library.pin_seal import Sealing

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # twelve o'clock in Banjar (WITA)
# Hundreds of seals at full strength would take minutes; one test seals with that.
QUICK = Sealing(memory_kib=64, rounds=1, lanes=4)

_serials = count(1)


def a_library(folder, *, file="rawa.jukung", kind="village", zone="WITA", clock=None, **answers):
    """A new library, open; a prison's with kind="prison"."""
    return found(
        folder / file,
        **{
            "name": "Perpustakaan Rawa Bening",
            "region_code": "63.03.05.2007",
            "kind": LibraryKind(kind),
            "zone": months.Zone(zone) if zone else None,
            "staff_name": "Siti",
            "clock": clock or (lambda: NOON),
            "sealing": QUICK,
        }
        | answers,
    )


def at(desk, day=TODAY, hour=12, minute=0):
    """The same desk at another moment of the library's own clocks."""
    zone = months.zone_info(desk.profile.zone)
    return replace(desk, now=datetime.combine(day, time(hour, minute), zone).astimezone(UTC))


def acting_as(desk, role, *, row=1, name="Rahman"):
    """The same desk with somebody else at it."""
    return replace(desk, staff=StaffMember(row, name, role))


def a_title(desk, title="Perahu Kecil di Rawa", **particulars):
    """A title in the catalogue; gives its id."""
    return catalogue.add(desk, TitleDraft(title=title, **particulars))


def a_copy(
    desk, number=None, *, title="Perahu Kecil di Rawa", title_id=None, screened=True, **draft
):
    """A copy on the shelf, of a new title unless `title_id` names one; gives its number.

    In a prison its title has passed, unless it is not `screened`.
    """
    given = (number,) if number is not None else ()
    title_id = title_id or a_title(desk, title)
    if screened and desk.profile.is_prison:
        screening.decide(desk, [title_id], ScreeningResult.passed)
    return copies.add(desk, title_id, numbers_given=given, draft=CopyDraft(**draft))[0]


def a_member(desk, name=None, **draft):
    """A member of a village, a resident of a prison; gives the view."""
    if name is None:
        name = "" if desk.profile.is_prison else f"Anggota {next(_serials)}"
    return members.register(desk, MemberDraft(name=name, **draft))


def a_loan(desk, member=None, number=None, *, on=None):
    """A copy that is out to a member, both new unless given; gives the slip."""
    card = (member or a_member(desk)).card
    return circulation.lend(desk, card, number or a_copy(desk), on=on)
