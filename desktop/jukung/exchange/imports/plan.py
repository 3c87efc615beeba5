"""What an import would do: totals, findings, and what is already here.

A plan is made by reading only; `apply` carries it out.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jukung.domain import codes
from jukung.exchange.imports.formats import Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.reading import AUTO, read
from jukung.exchange.imports.records import Finding, FindingCode, Reading, TitleRecord
from jukung.library import intake
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import Desk
from jukung.library.intake import Incoming


@dataclass(frozen=True, slots=True)
class Plan:
    """An import before it happens.

    `fresh` would be stored; `known_count` titles are here already and are left out
    unless they are wanted again.
    """

    file: str
    sha256: str
    reading: Reading
    fresh: tuple[Incoming, ...]
    known: tuple[Incoming, ...]
    findings: tuple[Finding, ...]
    repeated_count: int
    copy_count: int

    @property
    def finding_counts(self) -> dict[str, int]:
        """How often each kind of finding occurs."""
        return dict(sorted(Counter(str(f.code) for f in self.findings).items()))

    @property
    def title_count(self) -> int:
        """Titles in the file, whether they are here already or not."""
        return len(self.fresh) + len(self.known)


def plan(
    desk: Desk,
    path: Path,
    *,
    wanted: str = AUTO,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Plan:
    """Read a file and say what storing it would do; nothing is stored.

    Refuses what `reading.read` refuses.
    """
    reading = read(path, wanted=wanted, progress=progress, stopped=stopped)
    return compare(desk, reading, path)


def compare(desk: Desk, reading: Reading, path: Path) -> Plan:
    """Hold a reading against the library."""
    here = intake.known_titles(desk)
    taken = intake.taken_numbers(desk)
    fresh: list[Incoming] = []
    known: list[Incoming] = []
    findings = list(reading.findings)
    copy_count = 0
    seen: set[str] = set()
    for record in reading.titles:
        draft = _draft(record)
        likeness = intake.likeness(draft)
        is_here = here[likeness] > 0
        here[likeness] -= is_here
        free: list[str] = []
        for number in record.copy_numbers:
            folded = codes.fold(number)
            if folded in seen:
                continue  # the reader has named it as repeated
            seen.add(folded)
            copy_count += 1
            if folded in taken:
                findings.append(Finding(FindingCode.copy_number_taken, record.line, number))
            else:
                free.append(number)
                if is_here:
                    findings.append(Finding(FindingCode.copy_left_out, record.line, number))
        if is_here:
            findings.append(Finding(FindingCode.title_here, record.line, record.title))
        (known if is_here else fresh).append(Incoming(draft, tuple(free)))
    return Plan(
        file=path.name,
        sha256=_hash(path),
        reading=reading,
        fresh=tuple(fresh),
        known=tuple(known),
        findings=tuple(findings),
        repeated_count=sum(f.code is FindingCode.repeated_title for f in findings),
        copy_count=copy_count,
    )


def _draft(record: TitleRecord) -> TitleDraft:
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
    )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
