"""What an import would do: totals, findings, and what is already here.

A plan is made by reading only; `apply` carries it out. Whatever the file holds is
stored or left out with a finding; the tallies add up, kind by kind.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jukung.domain.errors import MembersNotTaken
from jukung.exchange.imports import corrections, mapping
from jukung.exchange.imports.coming_titles import ComingTitles
from jukung.exchange.imports.finding_kinds import PEOPLE, Kind, about, kinds_of
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.imports.free_table import FreeTable
from jukung.exchange.imports.plan_numbers import here_of
from jukung.exchange.imports.plan_people import DECIDED, PeoplePlan, plan_people
from jukung.exchange.imports.plan_titles import DECIDED as OF_COPIES
from jukung.exchange.imports.plan_titles import TitlePlan, plan_titles
from jukung.exchange.imports.reading import AUTO, read
from jukung.exchange.imports.records import Finding, FindingCode, Reading
from jukung.exchange.imports.table_titles import read_table
from jukung.exchange.imports.tallies import Tally
from jukung.library.desk import Desk
from jukung.library.incoming import ComingFine, Load

_DECIDED = DECIDED | OF_COPIES


@dataclass(frozen=True, slots=True)
class Plan:
    """An import before it happens.

    `fresh` would be stored; `known` titles are here already and are left out unless
    they are wanted again.
    """

    file: str
    sha256: str
    path: Path
    reading: Reading
    """The file as it was understood, without its records: those are below."""
    titles: TitlePlan
    people: PeoplePlan
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    """What the file holds of each kind, what would be stored and what is left out."""
    uses: tuple[TitleUse, ...] = ()
    """What the columns of a table were used for, where somebody said so."""
    kinds: tuple[Kind, ...] = ()
    """What each of the findings is about, in their order."""

    @property
    def fresh(self) -> ComingTitles:
        """The titles that are not here yet."""
        return self.titles.fresh

    @property
    def known(self) -> ComingTitles:
        """The titles that are here already."""
        return self.titles.known

    @property
    def copy_count(self) -> int:
        """Copies in the file, each number once."""
        return self.titles.copy_count

    @property
    def repeated_count(self) -> int:
        """Titles that occur on an earlier line too."""
        return sum(each.code is FindingCode.repeated_title for each in self.findings)

    @property
    def finding_counts(self) -> dict[str, int]:
        """How often each kind of finding occurs."""
        return dict(sorted(Counter(str(f.code) for f in self.findings).items()))

    @property
    def title_count(self) -> int:
        """Titles in the file, whether they are here already or not."""
        return len(self.fresh) + len(self.known)

    @property
    def charge_count(self) -> int:
        """How many fines would be stored, the payments aside."""
        return self.tally(Kind.fines).coming

    def tally(self, kind: Kind) -> Tally:
        """What there is of a kind."""
        return next((each for each in self.tallies if each.kind is kind), Tally(kind, 0, 0))

    def load(self, *, again: bool = False) -> Load:
        """Everything that would be stored; `again` also what is here already."""
        titles = self.fresh.with_all(self.known) if again else self.fresh
        people = self.people
        return Load(
            titles=titles,
            copies_of_titles=titles.copy_count,
            copies=self.titles.copies,
            told=self.titles.told,
            members=people.members,
            loans=people.loans,
            fines=people.fines,
            visits=people.visits,
            holds=people.holds,
            holidays=people.holidays,
            cards_of_others=people.others,
        )


def plan(
    desk: Desk,
    path: Path,
    *,
    wanted: str = AUTO,
    uses: Sequence[TitleUse] = (),
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Plan:
    """Read a file and say what storing it would do; nothing is stored.

    `uses` are those of a table's columns; without them those that were remembered are
    taken, or guessed ones. Refuses what `reading.read` refuses, and MembersNotTaken.
    """
    taken: list[TitleUse] = list(uses)

    def uses_of(table: FreeTable) -> Sequence[TitleUse] | None:
        taken[:] = uses or mapping.remembered(desk, table) or ()
        return taken or None

    if uses:
        reading = corrections.without_marks(
            read_table(mapping.table_of(path), uses, progress=progress, stopped=stopped)
        )
    else:
        reading = read(path, wanted=wanted, uses_of=uses_of, progress=progress, stopped=stopped)
    return replace(compare(desk, reading, path), uses=tuple(taken))


def compare(desk: Desk, reading: Reading, path: Path) -> Plan:
    """Hold a reading against the library; refuses MembersNotTaken."""
    findings: list[Finding] = []
    taken = _without_people(desk, reading, path, findings)
    here = here_of(desk, taken)
    sha256 = _hash(path)
    titles = plan_titles(desk, taken, here, sha256=sha256)
    people = plan_people(desk, taken, here, titles)
    findings += titles.findings
    findings += people.findings
    findings += [each for each in taken.findings if each.code not in _DECIDED]
    findings.sort(key=lambda each: each.line)
    ordered = tuple(findings)
    titles, people = replace(titles, findings=()), replace(people, findings=())
    bare = replace(
        taken, titles=(), findings=(), members=(), loans=(), fines=(), visits=(), holds=(),
        holidays=(), copies=(),
    )  # fmt: skip
    return Plan(
        file=path.name,
        sha256=sha256,
        path=path,
        reading=bare,
        titles=titles,
        people=people,
        findings=ordered,
        kinds=kinds_of(ordered, taken.loans),
        tallies=tuple(
            each for each in (*titles.tallies, *_people_tallies(reading, people)) if each.found
        ),
    )


def _without_people(desk: Desk, reading: Reading, path: Path, findings: list[Finding]) -> Reading:
    """In a prison the same reading without anybody; a list of members is refused there."""
    parts = (reading.members, reading.loans, reading.fines, reading.visits, reading.holds)
    if not desk.profile.is_prison:
        return reading
    count = sum(map(len, parts))
    if not reading.titles and not reading.copies:
        raise MembersNotTaken(path.name)
    if count:
        findings.append(Finding(FindingCode.people_not_taken, 0, str(count)))
    return replace(
        reading,
        members=(), loans=(), fines=(), visits=(), holds=(),
        findings=tuple(each for each in reading.findings if about(each.code) not in PEOPLE),
    )  # fmt: skip


def _people_tallies(reading: Reading, people: PeoplePlan) -> tuple[Tally, ...]:
    past = len(reading.loans) - people.open_found
    coming = len(people.loans) - people.open_coming - people.open_loose
    return (
        Tally(Kind.members, len(reading.members), len(people.members)),
        Tally(Kind.open_loans, people.open_found, people.open_coming),
        Tally(Kind.past_loans, past, coming),
        Tally(Kind.fines, _charges(reading.fines), _charges(people.fines)),
        Tally(
            Kind.payments,
            len(reading.fines) - _charges(reading.fines),
            len(people.fines) - _charges(people.fines),
        ),
        Tally(Kind.visits, len(reading.visits), len(people.visits)),
        Tally(Kind.holds, len(reading.holds), len(people.holds)),
        Tally(Kind.holidays, len(reading.holidays), len(people.holidays)),
    )


def _charges(fines: Iterable[ComingFine]) -> int:
    """How many are charges; the others are payments."""
    return sum(each.charged > 0 for each in fines)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
