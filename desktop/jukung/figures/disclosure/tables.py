"""Which figures are told exactly, and which are parts that could give somebody away.

| Figures | Told | Because |
|---|---|---|
| visits, loans, renewals, returns, lost, read here, used | exact | acts, not persons: what the \
programme and Peraturan Perpusnas 7/2025 Ps 15 ask for; UU 16/1997 Ps 21 protects the answers \
of single persons |
| titles, copies, boxes, by class and owner | exact | things |
| activities by strategy, opening, cooperations, services, groups, rounds | exact | acts |
| participants by strategy | exact in villages; as a table in prisons | taking part in a public \
activity tells no trait; behind walls being there is one (UU 27/2022 Ps 4 (2), criminal record) |
| members, new, active, readers, participants | exact in villages; in prisons left out below 10 \
| counts of persons whose being there is protected |
| visits and participants by sex | a table, k = 5, in prisons 10 | general data of persons, UU \
27/2022 Ps 4 (3); minimum frequency rule of the SDC handbook |
| anything by age or kind of member, children, disability | a table, k = 10 | children's and \
health data are specific data, UU 27/2022 Ps 4 (2) |
| members by sex and age | always rounded, to 3k; left out where the whole is below 2k for each \
part | what stands and what is new follow each other month \
after month: exact parts give single newcomers away by difference (SDC handbook, linked tables) |
| every table of a prison | always rounded | nobody at all of a kind tells of a group (group \
disclosure), so a zero is as sensitive as a one |
"""

from dataclasses import dataclass
from functools import cache

from jukung.domain.kinds import LibraryKind
from jukung.figures.indicators import INDICATORS
from jukung.figures.indicators.indicator import Indicator

VILLAGE, PRISON, SPECIFIC = 5, 10, 10
"""The fewest persons that are told: in villages, in prisons, and of specific data."""

_PERSON_TRAITS = frozenset({"sex", "age", "kind"})
_SPECIFIC_TRAITS = frozenset({"age", "kind", "disability", "children"})
_STANDING = ("members", "members_new", "members_active")
# Parts without the other half: who is left of the whole can be worked out from them.
_HALVES = (
    ("visits", "disability", "visits_disability"),
    ("activity_participants", "children", "participants_children"),
    ("activity_participants", "disability", "participants_disability"),
)
_PERSONS = frozenset({*_STANDING, "readers_unique", "activity_participants"})


@dataclass(frozen=True, slots=True)
class Table:
    """Parts of one whole, told apart by one thing.

    `k` is the fewest that are told.
    """

    whole: str
    by: str
    parts: tuple[str, ...]
    k: int
    rounds: bool
    """Whether exact parts never leave."""
    is_half: bool = False
    """Whether the parts do not make up the whole."""

    @property
    def stands(self) -> bool:
        """Whether the same people are counted month after month, and in other tables."""
        return self.whole in _STANDING

    @property
    def grain(self) -> int:
        """To what parts are rounded.

        The same people are rounded month after month, and what several roundings have in
        common must be wide enough still.
        """
        return 3 * self.k if self.stands else self.k

    @property
    def least(self) -> int:
        """The least whole whose parts are told: of fewer, months beside months tell all."""
        return 2 * self.k * len(self.parts) if self.stands else 0


def goes_out(indicator: Indicator, kind: LibraryKind) -> bool:
    """Whether a figure leaves at all: in a parcel, or on a page with the others.

    What no parcel has, such as loans by sex, stands on the page that a village's head
    signs; a prison's page has only what its parcels have, and what counts things.
    """
    is_prison = kind is LibraryKind.prison
    return (
        indicator.leaves(kind)
        or (not indicator.sent and not is_prison)
        or (indicator.prisons_send and indicator.by in {"class", "owner"})
    )


def fewest(kind: LibraryKind) -> int:
    """The k of a library: in prisons a larger one."""
    return PRISON if kind is LibraryKind.prison else VILLAGE


def persons_of(kind: LibraryKind) -> frozenset[str]:
    """Whole figures that are left out where they count few people."""
    return _PERSONS if kind is LibraryKind.prison else frozenset()


@cache
def tables_of(kind: LibraryKind) -> tuple[Table, ...]:
    """The tables of a library of this kind that are told outside."""
    traits = _PERSON_TRAITS | ({"strategy"} if kind is LibraryKind.prison else set())
    parts: dict[tuple[str, str], list[str]] = {}
    leaving = {each.code for each in INDICATORS if goes_out(each, kind)}
    for each in INDICATORS:
        of_persons = each.by in traits and each.part_of != "activities"
        if of_persons and each.code in leaving:
            parts.setdefault((each.part_of, each.by), []).append(each.code)
    made = [_table(kind, whole, by, tuple(codes)) for (whole, by), codes in parts.items()]
    halves = [
        _table(kind, whole, by, (code,), is_half=True)
        for whole, by, code in _HALVES
        if code in leaving
    ]
    return (*made, *halves)


def _table(
    kind: LibraryKind, whole: str, by: str, parts: tuple[str, ...], *, is_half: bool = False
) -> Table:
    is_prison = kind is LibraryKind.prison
    return Table(
        whole,
        by,
        parts,
        k=SPECIFIC if by in _SPECIFIC_TRAITS else fewest(kind),
        rounds=is_prison or whole in _STANDING,
        # Of ages, prisons send children only.
        is_half=is_half or len(parts) == 1,
    )
