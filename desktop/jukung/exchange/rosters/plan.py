"""What registering a list would do, and the doing of it.

A plan is made by reading only. Lines that may be here already are left out unless
somebody says otherwise; lines that are refused are never stored.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from jukung.domain import errors
from jukung.exchange.listed.text_rows import Line
from jukung.exchange.rosters import columns, drafts, people
from jukung.exchange.rosters.columns import Use
from jukung.exchange.rosters.drafts import Doubt, Ground
from jukung.exchange.rosters.people import People
from jukung.library import members, roster
from jukung.library.desk import Desk
from jukung.library.members import MemberDraft
from jukung.library.roster import Registered


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the list: what it would become, or why not."""

    place: int
    line: Line
    draft: MemberDraft
    refusal: errors.Refusal | None
    known_card: str
    """The card of a member who may be the same person."""
    twin_line: int | None
    """The line of the list that may be the same person."""
    doubts: tuple[Doubt, ...]

    @property
    def is_known(self) -> bool:
        """Whether this may be somebody who is here already."""
        return bool(self.known_card) or self.twin_line is not None


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """A list before anybody of it is registered."""

    people: People
    uses: tuple[Use, ...]
    lines: tuple[PlanLine, ...]
    is_prison: bool

    @property
    def usual(self) -> frozenset[int]:
        """The places of the lines that are registered unless somebody says otherwise."""
        return frozenset(
            each.place for each in self.lines if each.refusal is None and not each.is_known
        )

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns that are not read, by their names in the header."""
        pairs = zip(self.people.header, self.uses, strict=True)
        return tuple(name for name, use in pairs if use is Use.nothing)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a list became, and the lines that were not stored."""

    registered: Registered
    left: tuple[PlanLine, ...]


def never_stopped() -> bool:
    """Go on to the end."""
    return False


def no_progress(_done: int, _of: int) -> None:
    """Tell nobody."""


def plan(
    desk: Desk,
    path: Path,
    *,
    uses: Sequence[Use] | None = None,
    stopped: Callable[[], bool] = never_stopped,
) -> RosterPlan:
    """Read a list and say what registering it would do; nothing is stored."""
    return compare(desk, people.read_people(path), uses=uses, stopped=stopped)


def compare(
    desk: Desk,
    found: People,
    *,
    uses: Sequence[Use] | None = None,
    stopped: Callable[[], bool] = never_stopped,
) -> RosterPlan:
    """Hold a list against the library; without `uses` the header says what is what."""
    prison, keeps_nik = desk.profile.is_prison, members.keeps_nik(desk)
    if uses is None or len(uses) != found.width:
        uses = columns.guess(found.header, prison=prison, keeps_nik=keeps_nik)
    chosen = tuple(
        use if columns.allowed(use, prison=prison, keeps_nik=keeps_nik) else Use.nothing
        for use in uses
    )
    own = {each.name.casefold(): each.kind for each in members.kinds(desk) if each.name}
    readings = drafts.read_lines(found, chosen, Ground(desk.today, prison=prison, own_kinds=own))
    standing = roster.standing_of(desk, [each.draft for each in readings], stopped=stopped)
    lines = tuple(
        PlanLine(
            place,
            each.line,
            each.draft,
            each.refusal or stands.refusal,
            stands.known_card,
            None if stands.twin is None else readings[stands.twin].line.number,
            each.doubts,
        )
        for place, (each, stands) in enumerate(zip(readings, standing, strict=True))
    )
    return RosterPlan(found, chosen, lines, prison)


def register(
    desk: Desk,
    plan: RosterPlan,
    chosen: Collection[int] | None = None,
    *,
    progress: Callable[[int, int], None] = no_progress,
    stopped: Callable[[], bool] = never_stopped,
) -> Outcome:
    """Register the chosen lines as one act; without a choice, the usual ones.

    Refuses RosterEmpty, ImportStopped, and what `members.register` refuses.
    """
    wanted = plan.usual if chosen is None else frozenset(chosen)
    going = [each for each in plan.lines if each.place in wanted and each.refusal is None]
    registered = roster.register_many(
        desk, [each.draft for each in going], progress=progress, stopped=stopped
    )
    stored = {each.place for each in going}
    return Outcome(registered, tuple(each for each in plan.lines if each.place not in stored))
