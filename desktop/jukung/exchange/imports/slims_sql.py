"""Backups of a whole SLiMS library: `.sql`, also packed as `.sql.gz`, `.tar.gz`, `.zip`.

Titles, copies, members, loans past and open, fines, visits and reservations come in.
Users with their passwords, logs, identity numbers and photographs never do; what is
left out is named.
"""

from collections.abc import Sequence

from jukung.domain.errors import BackupUnknown, FileEmpty, ImportStopped
from jukung.exchange.imports.chosen_file import ChosenFile
from jukung.exchange.imports.formats import (
    Format,
    Progress,
    Stopped,
    never_stopped,
    no_progress,
)
from jukung.exchange.imports.held import Held
from jukung.exchange.imports.records import Finding, FindingCode, Reading, TitleRecord
from jukung.exchange.imports.review import Review
from jukung.exchange.imports.slims_sql_people import People
from jukung.exchange.imports.slims_sql_titles import Titles
from jukung.exchange.imports.slims_tables import MADE_FOR, WANTED, WATCHED, tables_left_out
from jukung.exchange.imports.sql_dump import Dump
from jukung.exchange.imports.sql_files import Backup, looks_like_backup

NAME = "slims_sql"

_PACE = 500
_MANY_FINDINGS, _MOST_FINDINGS = 10_000, 100_000

_OF_PEOPLE = frozenset(
    {
        "member", "loan", "loan_history", "fines", "visitor_count", "reserve", "holiday",
        "mst_member_type",
    }
)  # fmt: skip


def looks_like(file: ChosenFile) -> bool:
    """Whether the file is a database backup, of SLiMS or not."""
    return looks_like_backup(file.path, file.head)


def read(
    file: ChosenFile,
    *,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read everything a library needs out of the backup.

    Refuses BackupUnknown (no table of SLiMS), BackupUnsafe, BackupTooLarge,
    FileTooLarge, FileUnreadable, FileEmpty and ImportStopped.
    """
    backup = Backup(file.path, progress=progress, stopped=stopped)
    dump = Dump(file.name, WANTED, WATCHED)
    findings: list[Finding] = []
    titles, people = Titles(findings), People(findings)
    for row in dump.rows(backup.blocks()):
        taker = people if row.table in _OF_PEOPLE else titles
        taker.take(row.table, row.line, row.cells)
        if len(findings) > max(_MOST_FINDINGS, dump.read * 9 // 10):
            raise BackupUnknown(file.name)  # hardly a record of it can be taken
    dump.pickers.clear()  # what they remember is a few megabytes
    _check(dump, file.name)
    held = titles.named(people.held_titles())
    joined, loose = titles.joined()
    found, odd = Held[TitleRecord](), Review()
    reviewed: list[Finding] = []
    for each in joined:
        found.append(each)
        reviewed.extend(odd.of(each))
        if len(found) % _PACE == 0 and stopped():
            raise ImportStopped
    people.close(titles.copy_numbers, held)
    findings += [Finding(FindingCode.backup_row_torn, line, table) for line, table in dump.torn]
    if dump.is_cut or backup.is_cut:
        findings.append(Finding(FindingCode.backup_cut, dump.end_line))
    findings += reviewed
    columns = sorted(f"{table}.{column}" for table, column in dump.filled)
    return Reading(
        format=NAME,
        rows=titles.rows,
        empty_rows=0,
        titles=found,
        findings=_ordered(findings),
        encoding="utf-8",
        separator="",
        members=tuple(people.members),
        loans=people.loans,
        fines=people.fines,
        visits=people.visits,
        holds=tuple(people.holds),
        holidays=tuple(people.holidays),
        copies=tuple(loose),
        left_out=(*columns, *tables_left_out(dump.counts)),
    )


def _ordered(findings: list[Finding]) -> Sequence[Finding]:
    """By their lines; very many are held packed, for most of them are judged anew."""
    findings.sort(key=lambda each: each.line)
    if len(findings) <= _MANY_FINDINGS:
        return tuple(findings)
    held = Held(findings)
    findings.clear()
    return held


def _check(dump: Dump, file: str) -> None:
    if not MADE_FOR & (dump.columns.keys() | dump.counts.keys()):
        raise BackupUnknown(file)
    if not any(dump.counts[table] for table in WANTED) and not dump.torn:
        raise FileEmpty(file)


FORMAT = Format(NAME, looks_like, read)
