"""The titles and copies of a plan: what is new, what is here, which numbers are free."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from jukung.domain import codes
from jukung.domain.kinds import OriginFormat
from jukung.exchange.imports.finding_kinds import Kind
from jukung.exchange.imports.records import (
    CopyRecord,
    Finding,
    FindingCode,
    Reading,
    TitleRecord,
)
from jukung.exchange.imports.tallies import Tally
from jukung.library import intake_standing
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.incoming import CopyForTitle, CopyTold, Here, Incoming, same_words

_LONGEST_ORIGIN = 100_000
DECIDED = frozenset({FindingCode.copy_title_gone, FindingCode.repeated_copy_number})
"""What the reader could say of the file alone, and is said here of the library too."""


@dataclass(frozen=True, slots=True)
class TitlePlan:
    """Titles and copies as they would be stored."""

    fresh: tuple[Incoming, ...]
    known: tuple[Incoming, ...]
    copies: tuple[CopyForTitle, ...]
    """For titles that are here already."""
    told: tuple[CopyTold, ...]
    """What is new of copies that were here with their numbers alone."""
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    copy_count: int
    numbers: frozenset[str]
    """The folded numbers that would be given to copies."""


def plan_titles(desk: Desk, reading: Reading, here: Here) -> TitlePlan:
    """Hold titles and copies against the library."""
    known = Counter[tuple[str, ...]]()
    if intake_standing.has_titles(desk):
        wanted = {hash(intake_standing.likeness(record)) for record in reading.titles}
        known = intake_standing.known_titles(desk, wanted)
    named = intake_standing.titles_named(desk, frozenset(_words_asked(reading, here)))
    work = _Work(here, named, is_corrected=reading.is_corrected)
    for record in reading.titles:
        is_here = False
        if known:
            likeness = intake_standing.likeness(record)
            is_here = known[likeness] > 0
            known[likeness] -= is_here
        work.take_title(record, draft_of(record), is_here=is_here)
    for copy in reading.copies:
        work.take_copy(copy)
    return work.done(len(reading.titles))


def draft_of(record: TitleRecord) -> TitleDraft:
    """A record as the catalogue takes it."""
    return TitleDraft(
        title=record.title,
        statement=record.statement,
        people=record.people,
        subjects=record.subjects,
        material=record.material,
        edition=record.edition,
        isbn=record.isbn,
        publisher=record.publisher,
        place=record.place,
        year=record.year,
        collation=record.collation,
        series=record.series,
        call_number=record.call_number,
        class_number=record.class_number,
        language=record.language,
        notes=record.notes,
        cover_name=record.cover_name,
        issn=record.issn,
        audience=record.audience,
        frequency=record.frequency,
        roles=record.roles,
        name_kinds=record.name_kinds,
        own_fields=record.own_fields,
    )


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
    fresh: list[Incoming] = field(default_factory=list)
    known: list[Incoming] = field(default_factory=list)
    copies: list[CopyForTitle] = field(default_factory=list)
    told: list[CopyTold] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _numbers: set[str] = field(default_factory=set)
    _found: int = 0
    _coming: int = 0
    _repeated: int = 0

    def take_title(self, record: TitleRecord, draft: TitleDraft, *, is_here: bool) -> None:
        """Take a title with its copies; those of a title that is here stay behind with it."""
        near = self.named.get(same_words(record.title), ()) if is_here else ()
        to = near[0] if near and self.is_corrected else None
        numbers = [
            each
            for each in record.copy_numbers
            if self._is_free(CopyRecord(each, line=record.line), near, record.line)
            and self._stays(CopyRecord(each, line=record.line), record, to, is_here=is_here)
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
            self._find(FindingCode.title_here, record.line, record.title)
        made = Incoming(draft, tuple(numbers), tuple(copies), unnumbered, _kept(record.origin))
        (self.known if is_here else self.fresh).append(made)

    def take_copy(self, copy: CopyRecord) -> None:
        """Take a copy that no title of the file holds; its title may be here."""
        near = self.named.get(same_words(copy.title_text), ()) if copy.title_text.strip() else ()
        if not self._is_free(copy, near, copy.line):
            return
        if not near:
            self._find(FindingCode.copy_title_gone, copy.line, copy.number or copy.title_text)
            return
        if len(near) > 1:
            self._find(FindingCode.copy_title_unclear, copy.line, copy.title_text)
        self.copies.append(CopyForTitle(near[0], copy))
        self._give(copy.number)

    def done(self, title_count: int) -> TitlePlan:
        """Everything that was taken."""
        return TitlePlan(
            fresh=tuple(self.fresh),
            known=tuple(self.known),
            copies=tuple(self.copies),
            told=tuple(self.told),
            findings=tuple(self.findings),
            tallies=(
                Tally(Kind.titles, title_count, len(self.fresh)),
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
                self._find(FindingCode.copy_here, line, copy.number)
            return False
        if self.here.is_taken(number):
            self._find(FindingCode.copy_number_taken, line, copy.number)
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
            self._find(FindingCode.copy_left_out, line, copy.number or record.title)
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
            self._find(FindingCode.repeated_copy_number, line, number)
            return True
        self._seen.add(folded)
        return False

    def _find(self, code: FindingCode, line: int, text: str) -> None:
        self.findings.append(Finding(code, line, text[:120]))


def _says_more(copy: CopyRecord) -> bool:
    """Whether a list says more of a copy than its number and call number."""
    bare = CopyRecord(
        copy.number, line=copy.line, call_number=copy.call_number, title_text=copy.title_text
    )
    return copy != bare


def _kept(origin: tuple[OriginFormat, bytes] | None) -> tuple[OriginFormat, bytes] | None:
    """The record as it came, unless it is longer than the file keeps."""
    return origin if origin is not None and 1 <= len(origin[1]) <= _LONGEST_ORIGIN else None
