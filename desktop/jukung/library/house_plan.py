"""A list of where residents are, held against the library before anything is stored.

The lines are without names: cards from a spreadsheet, or ids that the vault's process
matched. Each says who moved, changed, is new or has left, with what they still hold.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jukung.domain import codes, errors, house_words
from jukung.domain.kinds import AgeBand, ResidentState, Sex
from jukung.library import house, moves, numbers, residents
from jukung.library.desk import Desk
from jukung.library.moves import UNCHANGED, Arrival, Change, MoveDone
from jukung.library.permission import KEEPERS, allowed
from jukung.library.residents import ResidentView


class Verdict(StrEnum):
    """What becomes of a line."""

    left = "left"
    moved = "moved"
    new = "new"
    doubtful = "doubtful"
    same = "same"


class Doubt(StrEnum):
    """What is to be looked at in a line."""

    unknown_card = "unknown_card"
    twice = "twice"
    several = "several"
    no_block = "no_block"
    new_place = "new_place"
    unread_state = "unread_state"
    unread_day = "unread_day"
    back_again = "back_again"


# With these there is nobody to change.
_HOPELESS = frozenset({Doubt.unknown_card, Doubt.twice, Doubt.several})


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list, without a name; the number 0 is for who is not on it."""

    number: int
    card: str = ""
    resident: str = ""
    """The id, where the vault knew it."""
    block: str = ""
    room: str = ""
    state: ResidentState | None = None
    release_on: date | None = None
    sex: Sex = Sex.unknown
    age_band: AgeBand = AgeBand.unknown
    hint: str = ""
    """`new`, `left` or `doubtful`, as the vault found; empty elsewhere."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What a line would change."""

    place: int
    """Where it stands in the plan, from 0."""
    number: int
    verdict: Verdict
    resident: ResidentView | None
    card: str
    block: str
    room: str
    """The place it would move to; both empty where it stays."""
    state: ResidentState | None
    release_on: date | None
    sex: Sex
    age_band: AgeBand
    doubts: tuple[Doubt, ...]

    @property
    def code(self) -> str:
        """The place it would move to, as it is shown."""
        return house_words.code(self.block, self.room)


@dataclass(frozen=True, slots=True)
class HousePlan:
    """A list before anything of it is stored."""

    file: str
    lines: tuple[PlanLine, ...]
    new_places: tuple[tuple[str, str], ...]
    """Blocks and rooms that would be added."""

    @property
    def usual(self) -> frozenset[int]:
        """The lines that are stored unless somebody says otherwise."""
        return frozenset(
            each.place
            for each in self.lines
            if each.verdict not in (Verdict.same, Verdict.doubtful)
        )

    def of(self, verdict: Verdict) -> tuple[PlanLine, ...]:
        """The lines with this verdict."""
        return tuple(each for each in self.lines if each.verdict is verdict)


@allowed(KEEPERS)
def plan(
    desk: Desk, lines: Sequence[ListLine], *, file: str = "", is_whole: bool = False
) -> HousePlan:
    """Hold a list against the library; of a whole list, who is not on it has left.

    Refuses OnlyInPrison.
    """
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison
    known = _Known(desk)
    made = [known.line(line, place) for place, line in enumerate(lines)]
    if is_whole:
        for resident in residents.views(desk, known.missing()):
            made.append(known.gone(resident, len(made)))
    return HousePlan(file, tuple(made), known.new_places())


@allowed(KEEPERS)
def apply(
    desk: Desk, plan: HousePlan, chosen: Collection[int] | None = None, on: date | None = None
) -> MoveDone:
    """Store the chosen lines as one act, without a choice the usual ones.

    Missing rooms are added first. Refuses what `moves.record` refuses.
    """
    wanted = plan.usual if chosen is None else frozenset(chosen)
    going = [each for each in plan.lines if each.place in wanted and not _is_hopeless(each)]
    missing = [(each.block, each.room) for each in going if each.block]
    house.add_missing(desk, missing)
    rows = {pair: house.room_named(desk, *pair) for pair in dict.fromkeys(missing)}
    changes = [
        Change(
            each.resident.row,
            rows.get((each.block, each.room)),
            each.state,
            UNCHANGED if each.release_on is None else each.release_on,
        )
        for each in going
        if each.resident is not None
    ]
    arrivals = [
        Arrival(
            each.number,
            rows.get((each.block, each.room)),
            each.state or ResidentState.present,
            each.release_on,
            each.sex,
            each.age_band,
        )
        for each in going
        if each.resident is None and each.verdict is Verdict.new
    ]
    return moves.record(desk, changes, on, arrivals=arrivals)


def _is_hopeless(line: PlanLine) -> bool:
    return bool(_HOPELESS & set(line.doubts)) or line.verdict is Verdict.same


class _Known:
    """Who is here and which rooms there are, read once for a list."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        everybody = residents.listed(desk, states=list(ResidentState), most=100_000)
        self._by_id = {each.id: each for each in everybody}
        self._by_row = {each.row: each for each in everybody}
        self._by_card = {codes.fold(each.card): each for each in everybody}
        self._places: dict[tuple[str, str], int | None] = {}
        self._seen: set[str] = set()

    def line(self, line: ListLine, place: int) -> PlanLine:
        """What a line says against what is known."""
        doubts = list(line.doubts)
        resident = self._whose(line)
        if line.hint == "doubtful":
            doubts.append(Doubt.several)
        elif resident is None and line.hint != "new":
            doubts.append(Doubt.unknown_card)
        elif resident is not None and resident.id in self._seen:
            doubts.append(Doubt.twice)
        if resident is not None:
            self._seen.add(resident.id)
        state = line.state
        if line.hint == "left":
            state = state if state is not None and state.has_left else ResidentState.released
        block, room = self._where(line, resident, state, doubts)
        if resident is not None and state is resident.state:
            state = None
        if resident is not None and resident.state.has_left and state is not None:
            doubts.append(Doubt.back_again)
        verdict = _verdict(line, resident, doubts, changes=bool(block or state))
        return PlanLine(
            place, line.number, verdict, resident, line.card or (resident.card if resident else ""),
            block, room, state, line.release_on, line.sex, line.age_band, tuple(doubts),
        )  # fmt: skip

    def gone(self, resident: ResidentView, place: int) -> PlanLine:
        """The line of somebody who is not on a whole list."""
        return PlanLine(
            place, 0, Verdict.left, resident, resident.card, "", "", ResidentState.released,
            None, Sex.unknown, AgeBand.unknown, (),
        )  # fmt: skip

    def missing(self) -> list[int]:
        """Who is here and on no line."""
        return [
            each.row
            for each in self._by_id.values()
            if each.id not in self._seen and not each.state.has_left
        ]

    def new_places(self) -> tuple[tuple[str, str], ...]:
        """The places that were asked for and are not there."""
        return tuple(pair for pair, row in self._places.items() if row is None)

    def _whose(self, line: ListLine) -> ResidentView | None:
        if line.resident:
            return self._by_id.get(line.resident)
        if not line.card:
            return None
        found = self._by_card.get(codes.fold(line.card))
        if found is not None:
            return found
        row = numbers.borrower_row(self._desk, line.card)
        return self._by_row.get(row) if row is not None else None

    def _where(
        self,
        line: ListLine,
        resident: ResidentView | None,
        state: ResidentState | None,
        doubts: list[Doubt],
    ) -> tuple[str, str]:
        """The place a line moves to; nothing where it stays, or nobody is there any more."""
        if line.room and not line.block:
            doubts.append(Doubt.no_block)
        if not line.block or (state is not None and state.has_left):
            return "", ""
        said = house_words.tidy(line.block), house_words.tidy(line.room)
        same = resident is not None and (
            house_words.code(*said).casefold() == resident.place.casefold()
        )
        if same or (resident is None and line.hint != "new"):
            return "", ""
        if said not in self._places:
            self._places[said] = house.row_named(self._desk, *said)
        if self._places[said] is None:
            doubts.append(Doubt.new_place)
        return said


def _verdict(
    line: ListLine, resident: ResidentView | None, doubts: Sequence[Doubt], *, changes: bool
) -> Verdict:
    if _HOPELESS & set(doubts) or Doubt.back_again in doubts:
        return Verdict.doubtful
    if resident is None:
        return Verdict.new
    has_left = line.hint == "left" or (line.state is not None and line.state.has_left)
    if has_left and not resident.state.has_left:
        return Verdict.left
    return Verdict.moved if changes or line.release_on is not None else Verdict.same
