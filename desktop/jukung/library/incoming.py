"""What an import brings in, as the library wants to have it.

The records of readers fit these shapes as they are, so that nothing is held twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from jukung.domain import codes
from jukung.domain.kinds import (
    Audience,
    CollectionKind,
    ContributorKind,
    CopyCondition,
    CopyStatus,
    Frequency,
    OriginFormat,
    SourceKind,
)
from jukung.library.members import MemberDraft


class ComingCopy(Protocol):
    """A copy with all that the file says of it; without a number it gets one."""

    @property
    def number(self) -> str: ...  # noqa: D102 - named as in a copy
    @property
    def inventory_code(self) -> str: ...  # noqa: D102
    @property
    def call_number(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> CollectionKind: ...  # noqa: D102
    @property
    def status(self) -> CopyStatus: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def source_kind(self) -> SourceKind: ...  # noqa: D102
    @property
    def price(self) -> int | None: ...  # noqa: D102
    @property
    def invoice(self) -> str: ...  # noqa: D102
    @property
    def received_on(self) -> date | None: ...  # noqa: D102
    @property
    def condition(self) -> CopyCondition: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102


class ComingLoan(Protocol):
    """A loan of the older program; open where it has no end."""

    @property
    def copy_number(self) -> str: ...  # noqa: D102
    @property
    def card(self) -> str: ...  # noqa: D102
    @property
    def lent_on(self) -> date: ...  # noqa: D102
    @property
    def due_on(self) -> date: ...  # noqa: D102
    @property
    def returned_on(self) -> date | None: ...  # noqa: D102
    @property
    def renewals(self) -> int: ...  # noqa: D102
    @property
    def due_is_known(self) -> bool: ...  # noqa: D102


class ComingFine(Protocol):
    """What somebody was charged, or paid."""

    @property
    def card(self) -> str: ...  # noqa: D102
    @property
    def on_day(self) -> date: ...  # noqa: D102
    @property
    def charged(self) -> int: ...  # noqa: D102
    @property
    def paid(self) -> int: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102


class ComingVisit(Protocol):
    """A visit; of a guest where it names no card."""

    @property
    def on_day(self) -> date: ...  # noqa: D102
    @property
    def card(self) -> str: ...  # noqa: D102


class ComingHold(Protocol):
    """Somebody waits for a title."""

    @property
    def card(self) -> str: ...  # noqa: D102
    @property
    def copy_number(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def on_day(self) -> date: ...  # noqa: D102


class ComingHoliday(Protocol):
    """A day on which the library is closed."""

    @property
    def on_day(self) -> date: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102


class ComingTitle(Protocol):
    """A title; what it says is named as in `TitleDraft`."""

    @property
    def title(self) -> str: ...  # noqa: D102 - named as in a title
    @property
    def statement(self) -> str: ...  # noqa: D102
    @property
    def people(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def subjects(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def material(self) -> str: ...  # noqa: D102
    @property
    def edition(self) -> str: ...  # noqa: D102
    @property
    def isbn(self) -> str: ...  # noqa: D102
    @property
    def publisher(self) -> str: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> str: ...  # noqa: D102
    @property
    def collation(self) -> str: ...  # noqa: D102
    @property
    def series(self) -> str: ...  # noqa: D102
    @property
    def call_number(self) -> str: ...  # noqa: D102
    @property
    def class_number(self) -> str: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def notes(self) -> str: ...  # noqa: D102
    @property
    def cover_name(self) -> str: ...  # noqa: D102
    @property
    def issn(self) -> str: ...  # noqa: D102
    @property
    def audience(self) -> Audience: ...  # noqa: D102
    @property
    def frequency(self) -> Frequency: ...  # noqa: D102
    @property
    def roles(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def name_kinds(self) -> tuple[ContributorKind, ...]: ...  # noqa: D102
    @property
    def own_fields(self) -> tuple[tuple[str, str], ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Incoming:
    """One title that comes in, with its copies."""

    draft: ComingTitle
    copy_numbers: tuple[str, ...] = ()
    """Numbers of copies of which nothing else is known."""
    copies: tuple[ComingCopy, ...] = ()
    unnumbered: int = 0
    """Further copies that get the next numbers of the series."""
    origin: tuple[OriginFormat, bytes] | None = None

    @property
    def copy_count(self) -> int:
        """How many copies it brings."""
        return len(self.copy_numbers) + len(self.copies) + self.unnumbered


@dataclass(frozen=True, slots=True)
class CopyForTitle:
    """A copy for a title that is in the library already."""

    title: int
    copy: ComingCopy


@dataclass(frozen=True, slots=True)
class CopyTold:
    """What a file says of a copy that was here with its number alone."""

    row: int
    copy: ComingCopy


@dataclass(frozen=True, slots=True)
class IncomingMember:
    """One member who comes in, with the day since when."""

    draft: MemberDraft
    since_on: date | None = None
    renumbered: bool = False
    """The card cannot be kept, so the next number of the series is given."""


@dataclass(frozen=True, slots=True)
class Load:
    """Everything that one import stores, each kind gone through in its order."""

    titles: Sequence[Incoming] = ()
    copies: Sequence[CopyForTitle] = ()
    told: Sequence[CopyTold] = ()
    members: Sequence[IncomingMember] = ()
    loans: Sequence[ComingLoan] = ()
    fines: Sequence[ComingFine] = ()
    visits: Sequence[ComingVisit] = ()
    holds: Sequence[ComingHold] = ()
    holidays: Sequence[ComingHoliday] = ()
    cards_of_others: frozenset[str] = frozenset()
    """Folded cards of the file that belong to other people here: nothing goes to them."""
    copies_of_titles: int | None = None
    """How many copies the titles bring, where somebody has counted."""

    @property
    def copy_count(self) -> int:
        """How many copies are new."""
        counted = self.copies_of_titles
        if counted is None:
            counted = sum(each.copy_count for each in self.titles)
        return counted + len(self.copies)

    @property
    def count(self) -> int:
        """How many records there are, all kinds together."""
        parts = (self.titles, self.copies, self.told, self.members, self.loans, self.fines,
                 self.visits, self.holds, self.holidays)  # fmt: skip
        return sum(map(len, parts))


@dataclass(frozen=True, slots=True)
class CopyHere:
    """A copy of the library, as an import meets it."""

    row: int
    title: int
    is_bare: bool
    """Nothing but its number and call number is known."""
    is_out: bool


@dataclass(frozen=True, slots=True)
class Here:
    """What the library has already; numbers are folded."""

    copies: Mapping[str, CopyHere] = field(default_factory=dict)
    cards: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()
    """Numbers printed blank; a copy may take one, a card may not."""

    def is_taken(self, folded: str) -> bool:
        """Whether a copy or card has, or had, a number."""
        return folded in self.copies or folded in self.cards


def same_words(title: str) -> str:
    """The words of a title as two lists are compared."""
    return " ".join(codes.clean(title).split()).casefold()
