"""The tables of a library file, as the program writes and reads their rows.

The schema itself is hand-written SQL in `migrations/versions`;
a test compares both. Rows never leave `store` and `library`.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlmodel import Field, SQLModel

from jukung.domain.ids import new_id
from jukung.domain.kinds import (
    AgeBand,
    BorrowerKind,
    BorrowerStatus,
    CollectionKind,
    CopyStatus,
    LibraryKind,
    LoanSource,
    OwnerKind,
    ParcelAct,
    ParcelState,
    PeriodState,
    PlaceKind,
    PrisonKind,
    Role,
    Sex,
    Strategy,
    Zone,
)


def _given_by_the_file() -> Any:  # noqa: ANN401 - a default that the file replaces
    return Field(default=None, primary_key=True)


class LibraryRow(SQLModel, table=True):
    """Who this library is; exactly one row."""

    __tablename__: ClassVar[str] = "library"

    one: int = Field(default=1, primary_key=True)
    uid: str
    name: str
    kind: LibraryKind
    prison_kind: PrisonKind | None = None
    place_name: str = ""
    region_code: str = ""
    region_edition: str = ""
    zone: Zone
    npp: str = ""
    epoch: str
    public_key: str
    made_at: datetime


class Setting(SQLModel, table=True):
    """One remembered choice of the library, as JSON."""

    key: str = Field(primary_key=True)
    value: str


class Staff(SQLModel, table=True):
    """Somebody who works at the desk."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    name: str
    role: Role
    pin: str | None = None
    active: bool = True


class JournalAct(SQLModel, table=True):
    """One act: what is done together and undone together."""

    __tablename__: ClassVar[str] = "journal_act"

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    kind: str
    staff: int
    at: datetime
    offset_minutes: int
    on_day: date
    clock_doubtful: bool = False
    undoes: int | None = None
    facts: str = "{}"


class JournalEntry(SQLModel, table=True):
    """One link of the chain: a salted digest of what changed."""

    __tablename__: ClassVar[str] = "journal_entry"

    seq: int = _given_by_the_file()
    act: int
    verb: str
    noun: str
    noun_id: str
    digest: str
    chain: str


class JournalDetail(SQLModel, table=True):
    """What an entry said; erasable without breaking the chain."""

    __tablename__: ClassVar[str] = "journal_detail"

    seq: int = Field(primary_key=True)
    salt: bytes
    detail: str


class Owner(SQLModel, table=True):
    """Whose property copies are."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    name: str
    kind: OwnerKind


class Place(SQLModel, table=True):
    """Where copies stand or borrowers live."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    kind: PlaceKind
    name: str
    inside: int | None = None


class NumberSeries(SQLModel, table=True):
    """How our own numbers for copies and cards are made."""

    __tablename__: ClassVar[str] = "number_series"

    kind: str = Field(primary_key=True)
    prefix: str
    digits: int
    check_digit: bool
    next: int


class Person(SQLModel, table=True):
    """A readable person; erasable, and absent in prisons."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    name: str
    sex: Sex = Sex.unknown
    birth_year: int | None = None
    phone: str = ""
    address: str = ""


class Borrower(SQLModel, table=True):
    """Who or what borrows: a card, with or without a readable person."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    person: int | None = None
    card: str
    kind: BorrowerKind
    status: BorrowerStatus = BorrowerStatus.active
    place: int | None = None
    since_on: date
    until_on: date | None = None
    left_on: date | None = None
    note: str = ""
    merged_into: int | None = None
    act: int


class CardNumber(SQLModel, table=True):
    """A card number, past or present, and whom it finds."""

    __tablename__: ClassVar[str] = "card_number"

    number: str = Field(primary_key=True)
    bare: str
    borrower: int


class Title(SQLModel, table=True):
    """A bibliographic record."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    title: str
    statement: str = ""
    people: str = ""
    subjects: str = ""
    material: str = ""
    edition: str = ""
    isbn: str = ""
    isbn13: str | None = None
    publisher: str = ""
    place: str = ""
    year: str = ""
    collation: str = ""
    series: str = ""
    call_number: str = ""
    class_number: str = ""
    class_main: str = ""
    language: str = ""
    notes: str = ""
    cover_name: str = ""
    added_on: date
    merged_into: int | None = None
    act: int


class Contributor(SQLModel, table=True):
    """A person or body that made a title, in order."""

    title: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    name: str
    role: str = ""


class Subject(SQLModel, table=True):
    """What a title is about, in order."""

    title: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    name: str


class Copy(SQLModel, table=True):
    """One physical piece with a number."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    title: int
    number: str
    inventory_code: str = ""
    call_number: str = ""
    kind: CollectionKind = CollectionKind.general
    status: CopyStatus = CopyStatus.available
    owner: int = 1
    place: int = 1
    source: str = ""
    price: int | None = None
    added_on: date
    withdrawn_on: date | None = None
    label_printed_at: datetime | None = None
    act: int


class CopyNumber(SQLModel, table=True):
    """A copy number, past or present, and what it finds."""

    __tablename__: ClassVar[str] = "copy_number"

    number: str = Field(primary_key=True)
    bare: str
    copy_row: int = Field(sa_column_kwargs={"name": "copy"})


class LoanRule(SQLModel, table=True):
    """How many copies, how long, how often renewed; empty kinds mean all."""

    __tablename__: ClassVar[str] = "loan_rule"

    row: int = _given_by_the_file()
    borrower_kind: BorrowerKind | None = None
    collection_kind: CollectionKind | None = None
    copies: int
    days: int
    renewals: int


class Loan(SQLModel, table=True):
    """A copy that went out, and perhaps came back."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    copy_row: int = Field(sa_column_kwargs={"name": "copy"})
    title: int
    borrower: int | None
    lent_on: date
    due_on: date
    returned_on: date | None = None
    renewals: int = 0
    source: LoanSource
    clock_doubtful: bool = False
    act: int
    return_act: int | None = None
    cancel_act: int | None = None
    permitted_by: int | None = None
    sex: Sex
    age_band: AgeBand
    borrower_kind: BorrowerKind
    class_main: str
    collection_kind: CollectionKind
    owner_kind: OwnerKind


class Renewal(SQLModel, table=True):
    """One prolongation of a loan."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    loan: int
    on_day: date
    due_before: date
    due_after: date
    act: int
    cancel_act: int | None = None


class Visit(SQLModel, table=True):
    """A tally of visitors of one day and sex."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    on_day: date
    sex: Sex
    age_band: AgeBand = AgeBand.unknown
    count: int
    borrower: int | None = None
    act: int
    cancel_act: int | None = None


class Activity(SQLModel, table=True):
    """An activity of the inclusion programme (kegiatan)."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    on_day: date
    name: str
    strategy: Strategy = Strategy.involvement
    theme: str = ""
    place: str = ""
    partner: str = ""
    facilitator: str = ""
    female_count: int | None = None
    male_count: int | None = None
    children_count: int | None = None
    disability_count: int | None = None
    result: str = ""
    follow_up: str = ""
    story: str = ""
    story_consent: bool = False
    act: int
    cancel_act: int | None = None


class OpenDay(SQLModel, table=True):
    """A day on which the library was open, and for how long."""

    __tablename__: ClassVar[str] = "open_day"

    on_day: date = Field(primary_key=True)
    minutes: int | None = None
    act: int


class Period(SQLModel, table=True):
    """One revision of a month on its way to the agency."""

    month: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    state: PeriodState
    act: int


class Figure(SQLModel, table=True):
    """A figure as it stood when its month or year was closed."""

    scope: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    code: str = Field(primary_key=True)
    value: int | None = None


class AgencyRow(SQLModel, table=True):
    """The agency this library reports to; at most one row."""

    __tablename__: ClassVar[str] = "agency"

    one: int = Field(default=1, primary_key=True)
    code: str
    name: str
    fingerprint: str
    verify_key: str
    recipient: str
    escrow: str = ""
    receipt_no: int = 0
    act: int


class ParcelRow(SQLModel, table=True):
    """A sealed parcel, kept as it was signed."""

    __tablename__: ClassVar[str] = "parcel"

    epoch: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    month: str
    revision: int
    kind: ParcelAct
    hash: str
    envelope: bytes
    state: ParcelState
    sealed_at: datetime
    written_at: datetime | None = None
    received_at: datetime | None = None
    verdict: str = ""
    act: int


class ReceiptRow(SQLModel, table=True):
    """A receipt that was read and found true."""

    __tablename__: ClassVar[str] = "receipt"

    hash: str = Field(primary_key=True)
    no: int
    bytes: bytes
    read_at: datetime
