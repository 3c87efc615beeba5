"""The three lists that SLiMS reads, for those who must go back.

The columns are those of SLiMS 9.6.1; every cell is enclosed and quotes are doubled,
which all versions since then read. Loans, fines and passwords have no place in them.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlmodel import col

from jukung.domain.kinds import (
    BorrowerKind,
    CollectionKind,
    CopyStatus,
    Sex,
    SourceKind,
)
from jukung.exchange.exports import titles_out
from jukung.exchange.exports.titles_out import CopyOut, TitleOut
from jukung.exchange.exports.whole_file import Progress, Steps, Stopped, filling, writing
from jukung.exchange.harmless import harmless
from jukung.library import backup
from jukung.library.desk import Desk, Library
from jukung.store.tables import Borrower, Person

TITLES, COPIES, MEMBERS = (
    "senayan_biblio_export.csv",
    "senayan_item_export.csv",
    "senayan_member_export.csv",
)
TITLE_COLUMNS = (
    "title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation",
    "series_title", "call_number", "language_name", "place_name", "classification", "notes",
    "image", "sor", "authors", "topics", "item_code",
)  # fmt: skip
COPY_COLUMNS = (
    "item_code", "call_number", "coll_type_name", "inventory_code", "received_date",
    "supplier_name", "order_no", "location_name", "order_date", "item_status_name", "site",
    "source", "invoice", "price", "price_currency", "invoice_date", "input_date", "last_update",
    "title",
)  # fmt: skip
MEMBER_COLUMNS = (
    "member_id", "member_name", "gender", "member_type_name", "member_email", "member_address",
    "postal_code", "inst_name", "is_new", "member_image", "pin", "member_phone", "member_fax",
    "member_since_date", "register_date", "expire_date", "birth_date", "member_notes",
)  # fmt: skip
LONGEST_NUMBER = 20
"""Of a copy or a card in SLiMS; a longer one is told."""

_BATCH = 500
_KINDS = {
    CollectionKind.general: "Textbook",
    CollectionKind.children: "Anak",
    CollectionKind.teen: "Remaja",
    CollectionKind.reference: "Reference",
    CollectionKind.serial: "Serial",
}
_STATUSES = {
    CopyStatus.available: "",
    CopyStatus.reading_room: "No Loan",
    CopyStatus.repair: "Repair",
    CopyStatus.missing: "Missing",
}
_SOURCES = {SourceKind.unknown: "", SourceKind.purchase: "1"}
_SEXES = {Sex.male: "1", Sex.female: "0"}


@dataclass(frozen=True, slots=True)
class SlimsWritten:
    """The folder with the lists, what is in them, and what SLiMS will cut."""

    folder: Path
    titles: int
    copies: int
    members: int
    withdrawn_left: int
    """Copies that were withdrawn; SLiMS has no such status."""
    long_numbers: tuple[str, ...]


def write(
    library: Library,
    folder: Path,
    *,
    progress: Progress = lambda _done, _total: None,
    stopped: Stopped = lambda: False,
) -> SlimsWritten:
    """Write the lists into a new folder; a prison's has no list of members.

    Refuses NotAllowed, FileExists, ExportStopped, CannotWrite, DiskFull.
    """
    with library.reading() as desk:
        backup.may_backup(desk)
        found = _Lists(titles_out.count(desk), progress=progress, stopped=stopped)
        with filling(folder) as part:
            with writing(part / TITLES) as titles, writing(part / COPIES) as copies:
                _write_titles(desk, titles, copies, found)
            if not desk.profile.is_prison:
                with writing(part / MEMBERS) as members:
                    _write_members(desk, members, found)
    return found.told(folder)


def _write_titles(desk: Desk, titles: BinaryIO, copies: BinaryIO, found: "_Lists") -> None:
    titles.write(_line(TITLE_COLUMNS))
    copies.write(_line(COPY_COLUMNS))
    for batch in titles_out.titles(desk):
        for title in batch:
            titles.write(_line(_title(title)))
            copies.writelines(_line(_copy(each, title)) for each in found.kept(title))
        found.steps.take(len(batch))


def _write_members(desk: Desk, members: BinaryIO, found: "_Lists") -> None:
    members.write(_line(MEMBER_COLUMNS))
    for row in _members(desk):
        members.write(_line(row))
        found.count_member(row[0])


class _Lists:
    """What went into the lists so far."""

    def __init__(self, total: int, *, progress: Progress, stopped: Stopped) -> None:
        self.steps = Steps(total, progress=progress, stopped=stopped)
        self._copies = self._members = self._left = 0
        self._long: list[str] = []

    def kept(self, title: TitleOut) -> tuple[CopyOut, ...]:
        """The copies that SLiMS has a status for, each counted."""
        found = in_use(title)
        self._copies += len(found)
        self._left += len(title.copies) - len(found)
        self._long += [each.number for each in found if len(each.number) > LONGEST_NUMBER]
        return found

    def count_member(self, card: str) -> None:
        """Count a member, by the card."""
        self._members += 1
        if len(card) > LONGEST_NUMBER:
            self._long.append(card)

    def told(self, folder: Path) -> SlimsWritten:
        """What was written."""
        return SlimsWritten(
            folder, self.steps.done, self._copies, self._members, self._left, tuple(self._long)
        )


def in_use(title: TitleOut) -> tuple[CopyOut, ...]:
    """The copies of a title that were not withdrawn."""
    return tuple(each for each in title.copies if each.status is not CopyStatus.withdrawn)


def _line(cells: Sequence[str]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([harmless(each) for each in cells])
    return made.getvalue().encode()


def _title(title: TitleOut) -> tuple[str, ...]:
    row = title.row
    return (
        row.title, row.material, row.edition, row.isbn or row.issn, row.publisher, row.year,
        row.collation, row.series, row.call_number, row.language, row.place, row.class_number,
        row.notes.replace("\r\n", "\n").replace("\r", "\n"), row.cover_name, row.statement,
        _many(each.name for each in title.makers), _many(title.subjects),
        _many(each.number for each in in_use(title)),
    )  # fmt: skip


def _many(values: Sequence[str] | Iterator[str]) -> str:
    return "".join(f"<{each}>" for each in values)


def _copy(copy: CopyOut, title: TitleOut) -> tuple[str, ...]:
    return (
        copy.number, copy.call_number, _KINDS[copy.kind], copy.inventory_code,
        (copy.received_on or copy.added_on).isoformat(), "", "", copy.place, "",
        _STATUSES[copy.status], "", _SOURCES.get(copy.source_kind, "2"), copy.invoice,
        "" if copy.price is None else str(copy.price), "" if copy.price is None else "Rupiah",
        "", f"{copy.added_on.isoformat()} 00:00:00", f"{copy.added_on.isoformat()} 00:00:00",
        title.row.title,
    )  # fmt: skip


def _members(desk: Desk) -> Iterator[tuple[str, ...]]:
    """Those who are still members; a photograph and a NIK have no place here."""
    asked = (
        select(
            col(Borrower.card),
            col(Person.name),
            col(Person.sex),
            col(Borrower.kind),
            col(Person.address),
            col(Person.phone),
            col(Borrower.since_on),
            col(Borrower.until_on),
            col(Borrower.note),
        )
        .join(Person, col(Person.row) == col(Borrower.person))
        .where(
            col(Borrower.left_on).is_(None),
            col(Borrower.merged_into).is_(None),
            col(Borrower.card) != "",
            col(Borrower.kind) != BorrowerKind.room,
        )
        .order_by(col(Borrower.row))
        .execution_options(yield_per=_BATCH)
    )
    for card, name, sex, _kind, address, phone, since, until, note in desk.session.execute(asked):
        day = since.isoformat()
        yield (
            card, name, _SEXES.get(sex, ""), "Standard", "", _one_line(address), "", "", "0", "",
            "", _phone(phone), "", day, day, until.isoformat() if until else "", "",
            _one_line(note),
        )  # fmt: skip


def _phone(phone: str) -> str:
    """A number as it is dialled here; a plus in front would look like a formula."""
    return f"0{phone[3:].strip()}" if phone.startswith("+62") else phone


def _one_line(text: str) -> str:
    return " ".join(text.split())
