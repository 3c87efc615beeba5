"""The lines of a prison's list of the day against the residents that the vault knows.

A register number with its name is looked for over the whole list first. Then a name alone
counts only where one side has no number: of two people of one name the second must never
be given the card of the first. Whatever is not sure is left to the officer.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from typing_extensions import override

from jukung.domain.kinds import ResidentState
from jukung.exchange.rosters.daily_list import Entry
from jukung.library.vaulting import folded


class Verdict(StrEnum):
    """What a line says against what the library knows."""

    same = "same"
    moved = "moved"
    new = "new"
    left = "left"
    doubtful = "doubtful"


@dataclass(frozen=True, slots=True)
class Known:
    """A resident as the vault knows one; the name folded."""

    id: str
    name: str
    numbers: tuple[str, ...]
    place: str
    state: ResidentState

    @override
    def __repr__(self) -> str:
        return "Known(…)"


@dataclass(frozen=True, slots=True)
class Match:
    """What a line says; `entry` is nothing for who is not on the list."""

    verdict: Verdict
    entry: Entry | None
    resident: str = ""


def match(entries: Sequence[Entry], known: Sequence[Known], *, is_whole: bool) -> tuple[Match, ...]:
    """What each line says against the library, then who is not on a whole list."""
    matching = _Matching(known)
    sure = [matching.claim(entry) for entry in entries]
    for entry, resident in zip(entries, sure, strict=True):
        if resident is None and not entry.has_slipped:
            matching.want(entry)
    found = [
        matching.judge(entry) if resident is None else matching.again(entry, resident)
        for entry, resident in zip(entries, sure, strict=True)
    ]
    if is_whole:
        found += [Match(Verdict.left, None, each.id) for each in matching.missing()]
    return tuple(found)


class _Matching:
    """Who is wanted by which line; `perhaps` are those of whom nothing is sure."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = known
        self._numbers: dict[str, list[Known]] = {}
        self._names: dict[str, list[Known]] = {}
        self._claimed: set[str] = set()
        self._wanted: Counter[str] = Counter()
        self._said: Counter[str] = Counter()
        self._new: set[tuple[str, str]] = set()
        self._perhaps: set[str] = set()
        for each in known:
            for number in {_bare(number) for number in each.numbers} - {""}:
                self._numbers.setdefault(number, []).append(each)
            if each.name:
                self._names.setdefault(each.name, []).append(each)

    def claim(self, entry: Entry) -> Known | None:
        """The one with this number and this name."""
        named = self._named(entry)
        both = [each for each in self._numbered(entry) if each in named]
        if entry.has_slipped or len(both) != 1:
            return None
        self._claimed.add(both[0].id)
        return both[0]

    def want(self, entry: Entry) -> None:
        """Count who may be meant without being claimed."""
        self._wanted.update(each.id for each in self._fitting(entry))

    def again(self, entry: Entry, resident: Known) -> Match:
        """The line of who was claimed; a second one is looked at."""
        self._said[resident.id] += 1
        if self._said[resident.id] > 1:
            return Match(Verdict.doubtful, entry)
        return _told(entry, resident)

    def judge(self, entry: Entry) -> Match:
        """A line that claims nobody."""
        if entry.has_slipped:
            return self._doubt(entry, [e for e in self._known if _is_in(e, entry)])
        fitting = self._fitting(entry)
        others = [
            each for each in (*self._numbered(entry), *self._named(entry)) if each not in fitting
        ]
        # Somebody of this name with another number, who is on no line of their own, may have
        # got a new number; who has left is somebody else.
        others = [
            each
            for each in others
            if each in self._numbered(entry)
            or not (each.id in self._claimed or each.state.has_left)
        ]
        if len(fitting) == 1 and not others and self._wanted[fitting[0].id] == 1:
            if fitting[0].id not in self._claimed:
                return _told(entry, fitting[0])
            return self._doubt(entry, fitting)
        if fitting or others:
            return self._doubt(entry, [*fitting, *others])
        new = folded(entry.name), _bare(entry.number)
        if entry.number and new in self._new:
            return self._doubt(entry, [])
        self._new.add(new)
        return Match(Verdict.new, entry)

    def missing(self) -> list[Known]:
        """Who is here and on no line, not even perhaps; without a name nobody can tell."""
        return [
            each
            for each in self._known
            if each.name
            and each.id not in self._perhaps | self._claimed
            and not self._wanted[each.id]
            and not each.state.has_left
        ]

    def _fitting(self, entry: Entry) -> list[Known]:
        """Who a line may be by the number alone, or by the name where one has no number."""
        numbered, named = self._numbered(entry), self._named(entry)
        if numbered:
            return [each for each in numbered if each in named or _is_like(each, entry)]
        return [each for each in named if not (entry.number and each.numbers)]

    def _doubt(self, entry: Entry, perhaps: Sequence[Known]) -> Match:
        self._perhaps.update(each.id for each in perhaps)
        return Match(Verdict.doubtful, entry)

    def _numbered(self, entry: Entry) -> list[Known]:
        return self._numbers.get(_bare(entry.number), []) if _bare(entry.number) else []

    def _named(self, entry: Entry) -> list[Known]:
        return self._names.get(folded(entry.name), [])


def _told(entry: Entry, resident: Known) -> Match:
    place = "-".join(part for part in (entry.block, entry.room) if part)
    elsewhere = bool(place) and place.casefold() != resident.place.casefold()
    otherwise = entry.state is not None and entry.state is not resident.state
    says_more = elsewhere or otherwise or entry.release_on is not None
    return Match(Verdict.moved if says_more else Verdict.same, entry, resident.id)


def _is_like(resident: Known, entry: Entry) -> bool:
    """Whether a name is written otherwise, and not another: one word of it is the same."""
    return bool(set(resident.name.split()) & set(folded(entry.name).split()))


def _is_in(resident: Known, entry: Entry) -> bool:
    """Whether a line that slipped may be of this resident."""
    return bool(resident.name) and set(resident.name.split()) <= entry.words


def _bare(number: str) -> str:
    return "".join(sign for sign in number.casefold() if sign.isalnum())
