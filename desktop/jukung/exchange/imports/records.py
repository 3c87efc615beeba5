"""What a list of another program comes down to: titles, findings, totals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

from typing_extensions import override

from jukung.domain.kinds import (
    Audience,
    CollectionKind,
    ContributorKind,
    CopyCondition,
    CopyStatus,
    Frequency,
    OriginFormat,
    Sex,
    SourceKind,
)


class _Packable:
    """A record that `held.Held` packs by its values alone."""

    __slots__ = ()

    @override
    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        shape: Any = type(self)
        return shape, _values_of(shape)(self)


@cache
def _values_of(shape: Any) -> Callable[[object], tuple[Any, ...]]:  # noqa: ANN401 - a dataclass
    return attrgetter(*(each.name for each in fields(shape)))


@dataclass(frozen=True, slots=True)
class CopyRecord(_Packable):
    """One copy as the file has it; what it does not say is left at its default."""

    number: str
    line: int = 0
    inventory_code: str = ""
    call_number: str = ""
    kind: CollectionKind = CollectionKind.general
    status: CopyStatus = CopyStatus.available
    place: str = ""
    """The shelf or room in the older program's words."""
    source: str = ""
    source_kind: SourceKind = SourceKind.unknown
    price: int | None = None
    invoice: str = ""
    received_on: date | None = None
    condition: CopyCondition = CopyCondition.unknown
    note: str = ""
    title_text: str = ""
    """The title as a list of copies writes it; the only link such a list has."""


@dataclass(frozen=True, slots=True)
class TitleRecord(_Packable):
    """One title as the file has it, with the numbers of its copies."""

    line: int
    title: str = ""
    material: str = ""
    edition: str = ""
    isbn: str = ""
    publisher: str = ""
    year: str = ""
    collation: str = ""
    series: str = ""
    call_number: str = ""
    language: str = ""
    place: str = ""
    class_number: str = ""
    notes: str = ""
    cover_name: str = ""
    statement: str = ""
    people: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    copy_numbers: tuple[str, ...] = ()
    copies: tuple[CopyRecord, ...] = ()
    """The copies with all that the file says of them; then `copy_numbers` is empty."""
    unnumbered: int = 0
    """Copies that the file counts without giving them numbers ("Jumlah: 5")."""
    issn: str = ""
    audience: Audience = Audience.unknown
    frequency: Frequency = Frequency.none
    roles: tuple[str, ...] = ()
    """What each of the people did (`domain.roles`), by place; may be shorter."""
    name_kinds: tuple[ContributorKind, ...] = ()
    own_fields: tuple[tuple[str, str], ...] = ()
    origin: tuple[OriginFormat, bytes] | None = None
    """The record as it came, for formats that are records of a catalogue."""

    @property
    def copy_count(self) -> int:
        """How many copies it has."""
        return len(self.copy_numbers) + len(self.copies) + self.unnumbered


@dataclass(frozen=True, slots=True)
class MemberRecord(_Packable):
    """One member as the file has it; what the library does not need is not here."""

    line: int
    card: str
    name: str
    kind: str = ""
    """The kind of member in the older program's words."""
    sex: Sex = Sex.unknown
    birth_year: int | None = None
    phone: str = ""
    address: str = ""
    note: str = ""
    since_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class LoanRecord(_Packable):
    """One loan of the older program; it is open where `returned_on` is none."""

    line: int
    copy_number: str
    card: str
    lent_on: date
    due_on: date
    returned_on: date | None = None
    renewals: int = 0
    due_is_known: bool = True
    """Where not, `due_on` is the day of lending and the library's own rules give the day."""


@dataclass(frozen=True, slots=True)
class FineRecord(_Packable):
    """What a member was charged, or paid: whole rupiah, one of both is zero."""

    line: int
    card: str
    on_day: date
    charged: int
    paid: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class VisitRecord(_Packable):
    """One visit; `card` is empty for a guest, whose name is not read."""

    line: int
    on_day: date
    card: str = ""


@dataclass(frozen=True, slots=True)
class HoldRecord(_Packable):
    """A reservation that is still waiting."""

    line: int
    card: str
    copy_number: str
    title: str
    on_day: date


@dataclass(frozen=True, slots=True)
class HolidayRecord(_Packable):
    """A day on which the library was, or will be, closed."""

    line: int
    on_day: date
    words: str = ""


class FindingCode(StrEnum):
    """What somebody should know about a line before it is stored."""

    isbn_check_digit = "isbn_check_digit"
    """Ten or thirteen places whose check digit does not fit; kept as text."""
    isbn_shape = "isbn_shape"
    """Neither ten nor thirteen places, such as an ISSN or a shelf number; kept."""
    repeated_title = "repeated_title"
    """The same title as on an earlier line, capitals and outer blanks apart."""
    repeated_copy_number = "repeated_copy_number"
    """A copy number that stood on an earlier line, or twice on this one."""
    unusual_copy_number = "unusual_copy_number"
    """More than letters, digits and `. - / _`, or longer than a label carries."""
    title_missing = "title_missing"
    """The row has no title; it is kept out."""
    columns_wrong = "columns_wrong"
    """The row has more or fewer cells than the others, or is torn; it is kept out."""
    empty_row = "empty_row"
    """A row of empty cells, as Excel leaves them."""
    column_unknown = "column_unknown"
    """A column with a name nobody here knows; it is not read."""
    lost_line_breaks = "lost_line_breaks"
    """Letters `rn` or `n`, or `\\n`, where a line break once stood; left as they are."""
    mojibake = "mojibake"
    """Letters that were read in the wrong encoding before they came here."""
    letters_lost = "letters_lost"
    """Bytes that are no letters; each run of them became a replacement sign."""
    note_is_number = "note_is_number"
    """The note is only its own length, as SLiMS 9.7 leaves it after re-reading."""
    note_unwrapped = "note_unwrapped"
    """The note stood in a frame that SLiMS 9.7 puts around it; the frame is gone."""
    copy_left_out = "copy_left_out"
    """The title is here already, so this further copy of it is left out with it."""
    title_here = "title_here"
    """The title is in the library already."""
    copy_number_taken = "copy_number_taken"
    """The number belongs to a copy or card of the library; this copy is left out."""
    end_missing = "end_missing"
    """The last line has no line end; the file may have been longer."""
    backup_cut = "backup_cut"
    """The backup ends in the middle of a record; what stands before is read."""
    backup_row_torn = "backup_row_torn"
    """A record of the backup that cannot be taken apart; it is kept out."""
    backup_row_twice = "backup_row_twice"
    """The same record once more in the backup; it is kept out."""
    copy_title_gone = "copy_title_gone"
    """A copy whose title is not in the file."""
    copy_title_unclear = "copy_title_unclear"
    """A copy that two titles of the same name could have."""
    copy_number_missing = "copy_number_missing"
    """A copy without a number; it gets one."""
    copy_kind_general = "copy_kind_general"
    """A kind of collection that is none of ours, on the first line that has it."""
    copy_status_unknown = "copy_status_unknown"
    """A status that is none of ours, on the first line that has it."""
    price_unreadable = "price_unreadable"
    """A price that is no amount of rupiah; it stands in the note."""
    name_gone = "name_gone"
    """A link of a title to an author, subject or publisher that is not there."""
    day_unreadable = "day_unreadable"
    """A day that is none; it is left empty."""
    member_card_missing = "member_card_missing"
    """A member without a card number; kept out."""
    member_name_missing = "member_name_missing"
    """A member without a name; kept out."""
    member_repeated = "member_repeated"
    """A card number that stood on an earlier line; kept out."""
    member_pending = "member_pending"
    """A member whom the older program held back."""
    card_zeros_lost = "card_zeros_lost"
    """Card numbers of figures in mixed lengths: Excel may have taken zeros away."""
    loan_copy_gone = "loan_copy_gone"
    """A loan of a copy that is not in the file."""
    loan_member_gone = "loan_member_gone"
    """A loan to a member who is not in the file."""
    loan_open_twice = "loan_open_twice"
    """A copy that is on loan on an earlier line too."""
    loan_unfinished = "loan_unfinished"
    """A loan that was begun and never made; kept out."""
    loan_day_missing = "loan_day_missing"
    """A loan without the day it began; kept out."""
    loan_end_missing = "loan_end_missing"
    """A past loan without the day it ended; the day it was due stands for it."""
    fine_member_gone = "fine_member_gone"
    """A fine of somebody who is not in the file."""
    fine_unreadable = "fine_unreadable"
    """A fine without an amount or a day; kept out."""
    visit_member_gone = "visit_member_gone"
    """A visit of a member who is not in the file."""
    visit_day_missing = "visit_day_missing"
    """A visit without a day; kept out."""
    hold_gone = "hold_gone"
    """A reservation by a member, or of a copy, that is not in the file."""
    hold_day_missing = "hold_day_missing"
    """A reservation without a day; kept out."""
    record_unreadable = "record_unreadable"
    """Bytes that are no whole record, with their place in the file; kept out."""
    record_too_long = "record_too_long"
    """A record beyond the length that its format allows; kept out."""
    record_other_kind = "record_other_kind"
    """A record of a name, a class or a holding, not of a title; kept out."""
    record_deleted = "record_deleted"
    """A record that its library had marked as deleted; kept out."""
    leader_wrong = "leader_wrong"
    """A record in other letters than its leader says; they were found out."""
    letters_guessed = "letters_guessed"
    """A record whose letters fit nothing but Windows-1252, which fits everything."""
    size_carried_over = "size_carried_over"
    """Pictures and size as in the record before, which SLiMS carries over."""
    due_day_unknown = "due_day_unknown"
    """A loan whose due day the older program did not write down."""
    return_without_loan = "return_without_loan"
    """A return of a copy whose loan is not in the file; not taken."""
    payment_not_taken = "payment_not_taken"
    """A payment whose charge is not in the file; not taken."""
    line_unknown = "line_unknown"
    """A line of a kind that nobody here knows; not taken."""
    class_repaired = "class_repaired"
    """A class whose zeros a spreadsheet took; they stood in the call number."""
    isbn_as_number = "isbn_as_number"
    """An ISBN that a spreadsheet kept as a number and cut; it is not taken."""
    copy_count_unreadable = "copy_count_unreadable"
    """A number of copies that is none, or far too high; no copies are made."""
    copy_count_missing = "copy_count_missing"
    """A list counts copies, and says nothing on this row; the title is stored without any."""
    title_completed = "title_completed"
    """The title is here already, and this row brings copies for it."""
    title_alike = "title_alike"
    """Perhaps a title that is here already, though not all it says is the same; stored."""
    title_hidden = "title_hidden"
    """The older program did not show the title to the public; stored like the others."""
    row_heading = "row_heading"
    """Words between the rows: a heading, a sum, or the header once more; not read."""
    column_not_understood = "column_not_understood"
    """A column with words in its rows that nobody has said the use of; not read."""
    year_unreadable = "year_unreadable"
    """A year in which nobody finds a year; kept as typed."""
    issue_noted = "issue_noted"
    """An issue of a serial; it stands in the note of its copy."""
    copy_said_on_loan = "copy_said_on_loan"
    """A copy that the list calls lent, without saying to whom."""
    copy_here = "copy_here"
    """The number belongs to a copy of this very title already; left out."""
    member_here = "member_here"
    """The card belongs to a member of the library already; left out."""
    member_other = "member_other"
    """The card belongs to somebody of another name here; left out, with all that is theirs."""
    member_alike = "member_alike"
    """Perhaps the same person as somebody here, or on an earlier line; stored."""
    member_kind_general = "member_kind_general"
    """A kind of member that is none of ours, on the first line that has it."""
    card_changed = "card_changed"
    """A card that is a copy's number, or none that a label carries; it gets a new one."""
    people_not_taken = "people_not_taken"
    """Members and all that is about them, which a prison's library does not take."""
    loan_here = "loan_here"
    """A loan that an earlier import brought; left out."""
    loan_open_here = "loan_open_here"
    """An open loan of a copy that is on loan here; left out."""
    loan_days_turned = "loan_days_turned"
    """A loan that ended before it began; the day it began stands for both."""
    fine_here = "fine_here"
    """A charge or payment that an earlier import brought; left out."""
    payment_above = "payment_above"
    """A payment, or what is left of it, with nothing owed; not stored."""
    visit_here = "visit_here"
    """A visit that an earlier import brought; left out."""
    hold_here = "hold_here"
    """The member waits for the title already; left out."""
    holiday_here = "holiday_here"
    """The library is closed on that day already; left out."""


@dataclass(frozen=True, slots=True)
class Finding(_Packable):
    """One thing found, the line it is on, and the words it is about."""

    code: FindingCode
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as it was understood.

    Records are gone through in their order, and may be held packed (`held.Held`).
    `rows` counts every row below the header: the titles, the empty rows and those
    that were kept out, each of which has its finding.
    """

    format: str
    rows: int
    empty_rows: int
    titles: Sequence[TitleRecord]
    findings: Sequence[Finding]
    encoding: str
    separator: str
    header: tuple[str, ...] = ()
    members: Sequence[MemberRecord] = ()
    loans: Sequence[LoanRecord] = ()
    fines: Sequence[FineRecord] = ()
    visits: Sequence[VisitRecord] = ()
    holds: Sequence[HoldRecord] = ()
    holidays: Sequence[HolidayRecord] = ()
    copies: Sequence[CopyRecord] = ()
    """Copies that no title of the file holds: all of a list of copies, and orphans."""
    left_out: tuple[str, ...] = ()
    """Columns and tables that are not read, by their own names: too personal, or not needed."""
    not_understood: tuple[str, ...] = ()
    """Filled columns of a table that nobody knows the use of; somebody should say it."""
    is_corrected: bool = False
    """A list of left out rows that this program wrote, and somebody corrected."""
