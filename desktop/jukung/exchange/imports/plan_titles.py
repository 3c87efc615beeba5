"""The titles and copies of a plan: what is new, what is here, which numbers are free."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jukung.domain import codes
from jukung.exchange.imports.coming_titles import ComingTitles, TheirCopies
from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.records import (
    CopyRecord,
    Finding,
    FindingCode,
    Reading,
    TitleRecord,
)
from jukung.exchange.imports.tallies import Tally
from jukung.library import duplicates, intake_standing
from jukung.library.desk import Desk
from jukung.library.incoming import CopyForTitle, CopyTold, Here, same_words

_TURNED = bytes.maketrans(b"\0\1", b"\1\0")
DECIDED = frozenset({FindingCode.copy_title_gone, FindingCode.repeated_copy_number})
"""What the reader could say of the file alone, and is said here of the library too."""


@dataclass(frozen=True, slots=True)
class TitlePlan:
    """Titles and copies as they would be stored."""

    fresh: ComingTitles
    known: ComingTitles
    """Those that are here already."""
    copies: tuple[CopyForTitle, ...]
    """For titles that are here already."""
    told: tuple[CopyTold, ...]
    """What is new of copies that were here with their numbers alone."""
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    copy_count: int
    numbers: frozenset[str]
    """The folded numbers that would be given to copies."""


def plan_titles(desk: Desk, reading: Reading, here: Here, *, sha256: str = "") -> TitlePlan:
    """Hold titles and copies against the library.

    Titles of an earlier import of this file, as `sha256` says it, are known whatever they are
    called by now: by their copies, and by what they were called then.
    """
    brought: frozenset[int] = frozenset()
    called: dict[tuple[str, ...], list[int]] = {}
    known = Counter[tuple[str, ...]]()
    alike: dict[int, list[duplicates.Standing]] = {}
    named: dict[str, tuple[int, ...]] = {}
    if intake_standing.has_titles(desk):
        wanted = {hash(intake_standing.likeness(record)) for record in reading.titles}
        known = intake_standing.known_titles(desk, wanted)
        brought = intake_standing.brought_by(desk, sha256)
        called = intake_standing.called_before(desk, sha256)
        named = intake_standing.titles_named(desk, frozenset(_words_asked(reading, here)))
        names = {duplicates.name_key(record.title) for record in reading.titles}
        alike = duplicates.standing(desk, names)
    work = _Work(here, named, is_corrected=reading.is_corrected)
    for record in reading.titles:
        is_here = False
        if known:
            likeness = intake_standing.likeness(record)
            is_here = known[likeness] > 0
            known[likeness] -= is_here
        renamed = None if is_here or not brought else _renamed(record, here, brought)
        if called and not is_here:
            renamed = _called(record, called, renamed)
        is_here |= renamed is not None
        work.take_title(record, is_here=is_here, renamed=renamed)
        others = [] if is_here else alike.get(duplicates.name_key(record.title), [])
        if others and duplicates.is_alike(record, others):
            work.find(FindingCode.title_alike, record.line, record.title)
    for copy in reading.copies:
        work.take_copy(copy)
    return work.done(reading.titles)


def _renamed(record: TitleRecord, here: Here, brought: frozenset[int]) -> int | None:
    """The title that a record became, by the number of one of its copies."""
    for number in (*record.copy_numbers, *(copy.number for copy in record.copies)):
        known = here.copies.get(codes.fold(number))
        if known is not None and known.title in brought:
            return known.title
    return None


def _called(
    record: TitleRecord, called: dict[tuple[str, ...], list[int]], renamed: int | None
) -> int | None:
    """The edited title that came from a record; one that its copies told is taken off."""
    rows = called.get(intake_standing.likeness(record), [])
    if renamed is None:
        return rows.pop(0) if rows else None
    if renamed in rows:
        rows.remove(renamed)
    return renamed


def _words_asked(reading: Reading, here: Here) -> Iterator[str]:
    """The words of titles that copies could belong to, or are told more of."""
    for copy in reading.copies:
        yield same_words(copy.title_text)
    for record in reading.titles:
        numbers = (*record.copy_numbers, *(copy.number for copy in record.copies))
        is_met = any(codes.fold(number) in here.copies for number in numbers)
        if is_met or (reading.is_corrected and (numbers or record.unnumbered)):
            yield same_words(record.title)


@dataclass(slots=True)
class _Work:
    """Goes through titles and copies once, and counts each of them once."""

    here: Here
    named: dict[str, tuple[int, ...]]
    is_corrected: bool = False
    """Copies of titles that are here go to them, since the rest of their row is stored."""
    marks: bytearray = field(default_factory=bytearray)
    """For each title 1 where it is fresh, 0 where it is known."""
    told_copies: dict[int, TheirCopies] = field(default_factory=dict)
    """What comes with titles, where it is not all that their records name."""
    copies: list[CopyForTitle] = field(default_factory=list)
    told: list[CopyTold] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _numbers: set[str] = field(default_factory=set)
    _brought: list[int] = field(default_factory=lambda: [0, 0])
    """How many copies the known titles bring, and the fresh ones."""
    _found: int = 0
    _coming: int = 0
    _repeated: int = 0

    def take_title(self, record: TitleRecord, *, is_here: bool, renamed: int | None = None) -> None:
        """Take a title with its copies; those of a title that is here stay behind with it."""
        near = self.named.get(same_words(record.title), ()) if is_here else ()
        near = near if renamed is None else (renamed,)
        to = near[0] if near and self.is_corrected else None
        went = len(self.copies)
        numbers = [
            each
            for each in record.copy_numbers
            if self._is_free(copy := CopyRecord(each, line=record.line), near, record.line)
            and self._stays(copy, record, to, is_here=is_here)
        ]
        copies = [
            each
            for each in record.copies
            if self._is_free(each, near, each.line or record.line)
            and self._stays(each, record, to, is_here=is_here)
        ]
        self._found += record.unnumbered
        unnumbered = sum(
            self._stays(CopyRecord("", line=record.line), record, to, is_here=is_here)
            for _one in range(record.unnumbered)
        )
        if is_here:
            is_completed = len(self.copies) > went
            code = FindingCode.title_completed if is_completed else FindingCode.title_here
            self.find(code, record.line, record.title)
        made = TheirCopies(tuple(numbers), tuple(copies), unnumbered)
        self._brought[not is_here] += made.count
        if made.count != record.copy_count:
            self.told_copies[len(self.marks)] = made
        self.marks.append(not is_here)

    def take_copy(self, copy: CopyRecord) -> None:
        """Take a copy that no title of the file holds; its title may be here."""
        near = self.named.get(same_words(copy.title_text), ()) if copy.title_text.strip() else ()
        if not self._is_free(copy, near, copy.line):
            return
        if not near:
            self.find(FindingCode.copy_title_gone, copy.line, copy.number or copy.title_text)
            return
        if len(near) > 1:
            self.find(FindingCode.copy_title_unclear, copy.line, copy.title_text)
        self.copies.append(CopyForTitle(near[0], copy))
        self._give(copy.number)

    def done(self, titles: Sequence[TitleRecord]) -> TitlePlan:
        """Everything that was taken, of these titles."""
        fresh, known = (
            ComingTitles(titles, marks, self.told_copies, count)
            for marks, count in zip(
                (self.marks, self.marks.translate(_TURNED)), reversed(self._brought), strict=True
            )
        )
        return TitlePlan(
            fresh=fresh,
            known=known,
            copies=tuple(self.copies),
            told=tuple(self.told),
            findings=tuple(self.findings),
            tallies=(
                Tally(Kind.titles, len(titles), len(fresh)),
                Tally(Kind.copies, self._found, self._coming),
            ),
            copy_count=self._found - self._repeated,
            numbers=frozenset(self._numbers),
        )

    def _is_free(self, copy: CopyRecord, near: tuple[int, ...], line: int) -> bool:
        """Whether a copy can come in as a new one; counts it, and says what is against it."""
        self._found += 1
        number = codes.fold(copy.number)
        if not number:
            return True
        if self._is_repeated(copy.number, line):
            return False
        known = self.here.copies.get(number)
        if known and known.title in near:
            if known.is_bare and _says_more(copy):
                self.told.append(CopyTold(known.row, copy))
                self._coming += 1
            else:
                self.find(FindingCode.copy_here, line, copy.number)
            return False
        if self.here.is_taken(number):
            self.find(FindingCode.copy_number_taken, line, copy.number)
            return False
        return True

    def _stays(
        self, copy: CopyRecord, record: TitleRecord, to: int | None, *, is_here: bool
    ) -> bool:
        """Whether a free copy stays with its title, new or known; else it went to one here."""
        if to is not None:
            self.copies.append(CopyForTitle(to, copy))
            self._give(copy.number)
            return False
        if is_here:
            line = copy.line or record.line
            self.find(FindingCode.copy_left_out, line, copy.number or record.title)
        else:
            self._give(copy.number)
        return True

    def _give(self, number: str) -> None:
        self._coming += 1
        if number:
            self._numbers.add(codes.fold(number))

    def _is_repeated(self, number: str, line: int) -> bool:
        """Whether a number stood on an earlier line, and so stays out."""
        folded = codes.fold(number)
        if folded in self._seen:
            self._repeated += 1
            self.find(FindingCode.repeated_copy_number, line, number)
            return True
        self._seen.add(folded)
        return False

    def find(self, code: FindingCode, line: int, text: str) -> None:
        """Keep a finding, its words not too long."""
        self.findings.append(Finding(code, line, text[:120]))


def _says_more(copy: CopyRecord) -> bool:
    """Whether a list says more of a copy than its number and call number."""
    bare = CopyRecord(
        copy.number, line=copy.line, call_number=copy.call_number, title_text=copy.title_text
    )
    return copy != bare
