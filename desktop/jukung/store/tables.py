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
    Audience,
    BinWhy,
    BorrowerKind,
    BorrowerStatus,
    BoxArrival,
    BoxLeaving,
    BoxState,
    ClearanceReason,
    CollectionKind,
    ContributorKind,
    CopyCondition,
    CopyStatus,
    CopyTrait,
    EmblemName,
    Frequency,
    HoldSource,
    HoldState,
    IssueState,
    LedgerKind,
    LetterKind,
    LibraryKind,
    LoanEnding,
    LoanSource,
    MappingWhat,
    OriginFormat,
    OwnerKind,
    ParcelAct,
    ParcelState,
    PeriodState,
    PermissionState,
    PlaceKind,
    PrintWhat,
    PrisonKind,
    ResidentState,
    ReturnFound,
    Role,
    RoundOutcome,
    RoundState,
    RoundTask,
    RunState,
    SanctionKind,
    ScreeningResult,
    SeenHow,
    ServiceKind,
    Sex,
    SlipAct,
    SourceKind,
    StocktakeDecision,
    StocktakeState,
    Strategy,
    TrolleyFrom,
    TrolleyState,
    WhenOverdue,
    WithdrawReason,
    WriteOffReason,
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
    failures: int = 0
    wait_s: int = 0


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
    ended_on: date | None = None
    no: int = 0


class NumberSeries(SQLModel, table=True):
    """How our own numbers for copies and cards are made."""

    __tablename__: ClassVar[str] = "number_series"

    kind: str = Field(primary_key=True)
    prefix: str
    digits: int
    check_digit: bool
    next: int
    suffix: str = ""
    yearly: bool = False
    year: int | None = None


class Person(SQLModel, table=True):
    """A readable person; erasable, and absent in prisons."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    name: str
    sex: Sex = Sex.unknown
    birth_year: int | None = None
    phone: str = ""
    address: str = ""
    guardian_name: str = ""
    guardian_phone: str = ""
    nik: str = ""


class Photo(SQLModel, table=True):
    """What a member looks like, small."""

    person: int = Field(primary_key=True)
    jpeg: bytes
    act: int


class MemberKind(SQLModel, table=True):
    """How long a membership of a kind lasts, and what this library calls it."""

    __tablename__: ClassVar[str] = "member_kind"

    kind: BorrowerKind = Field(primary_key=True)
    name: str = ""
    days: int | None = None
    in_use: bool = True


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
    guardian: int | None = None
    merged_into: int | None = None
    card_printed_at: datetime | None = None
    act: int


class Sanction(SQLModel, table=True):
    """A consequence without money, such as a suspension."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    borrower: int
    kind: SanctionKind
    from_on: date
    until_on: date | None = None
    reason: str = ""
    act: int
    lift_act: int | None = None


class CardNumber(SQLModel, table=True):
    """A card number, past or present, and whom it finds."""

    __tablename__: ClassVar[str] = "card_number"

    number: str = Field(primary_key=True)
    bare: str
    borrower: int
    lost_on: date | None = None


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
    issn: str = ""
    audience: Audience = Audience.unknown
    frequency: Frequency = Frequency.none
    issue_days: str = ""
    spelling: str = ""
    added_on: date
    merged_into: int | None = None
    act: int


class Contributor(SQLModel, table=True):
    """A person or body that made a title, in order."""

    title: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    name: str
    role: str = ""
    kind: ContributorKind = ContributorKind.person


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
    spine_printed_at: datetime | None = None
    condition_note: str = ""
    back_by: date | None = None
    source_kind: SourceKind = SourceKind.unknown
    received_on: date | None = None
    invoice: str = ""
    condition: CopyCondition = CopyCondition.unknown
    withdraw_reason: WithdrawReason = WithdrawReason.none
    withdrawal: int | None = None
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
    fine_per_day: int = 0
    grace_days: int = 0
    hold_days: int = 3
    may_leave: bool = True
    when_overdue: WhenOverdue = WhenOverdue.warn


class Closure(SQLModel, table=True):
    """Days on which the library is closed, or open in spite of a holiday."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    first_on: date
    last_on: date
    name: str
    is_open: bool = False
    act: int
    cancel_act: int | None = None


class Loan(SQLModel, table=True):
    """A copy that went out, and perhaps came back."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    copy_row: int = Field(sa_column_kwargs={"name": "copy"})
    title: int
    borrower: int | None
    lent_on: date
    lent_time: str | None = None
    due_on: date
    returned_on: date | None = None
    returned_time: str | None = None
    ending: LoanEnding = LoanEnding.returned
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
    place: int | None = None


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


class DueMove(SQLModel, table=True):
    """A due day that a sudden closing moved."""

    __tablename__: ClassVar[str] = "due_move"

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    loan: int
    due_before: date
    due_after: date
    act: int
    cancel_act: int | None = None


class BorrowedMonth(SQLModel, table=True):
    """That somebody borrowed in a month, when the loan itself forgot who."""

    __tablename__: ClassVar[str] = "borrowed_month"

    month: str = Field(primary_key=True)
    borrower: int = Field(primary_key=True)


class Hold(SQLModel, table=True):
    """Somebody waits for a title."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    title: int
    borrower: int
    copy_row: int | None = Field(default=None, sa_column_kwargs={"name": "copy"})
    state: HoldState = HoldState.waiting
    placed_on: date
    ready_on: date | None = None
    until_on: date | None = None
    act: int
    ready_act: int | None = None
    end_act: int | None = None
    source: HoldSource = HoldSource.desk


class InHouseUse(SQLModel, table=True):
    """A copy that was read in the building (baca di tempat)."""

    __tablename__: ClassVar[str] = "in_house_use"

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    copy_row: int = Field(sa_column_kwargs={"name": "copy"})
    title: int
    on_day: date
    class_main: str
    collection_kind: CollectionKind
    owner_kind: OwnerKind
    act: int
    cancel_act: int | None = None


class Ledger(SQLModel, table=True):
    """A charge, or a payment or waiver that settles one; whole rupiah."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    borrower: int | None
    kind: LedgerKind
    amount: int
    on_day: date
    loan: int | None = None
    settles: int | None = None
    reason: str = ""
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
    purpose: str = ""
    disability: bool = False
    computer: bool = False
    group_name: str = ""
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
    until_day: date | None = None
    act: int
    cancel_act: int | None = None


class ActivityPhoto(SQLModel, table=True):
    """A photograph of an activity; it never leaves this file."""

    __tablename__: ClassVar[str] = "activity_photo"

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    activity: int
    jpeg: bytes
    caption: str = ""
    act: int


class Cooperation(SQLModel, table=True):
    """A partner with whom the library works, and since when."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    partner: str
    matter: str = ""
    document: str = ""
    from_on: date
    until_on: date | None = None
    act: int
    cancel_act: int | None = None


class ServiceOffered(SQLModel, table=True):
    """A kind of service that the library offers, and since when."""

    __tablename__: ClassVar[str] = "service_offered"

    kind: ServiceKind = Field(primary_key=True)
    from_on: date
    until_on: date | None = None
    act: int


class FigureNote(SQLModel, table=True):
    """A figure typed by hand where nothing was counted, or words that explain one."""

    __tablename__: ClassVar[str] = "figure_note"

    month: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    value: int | None = None
    words: str = ""
    act: int


class OpenDay(SQLModel, table=True):
    """A day on which the library was open, and for how long."""

    __tablename__: ClassVar[str] = "open_day"

    on_day: date = Field(primary_key=True)
    minutes: int | None = None
    opened: str | None = None
    closed: str | None = None
    act: int


class PaperSlip(SQLModel, table=True):
    """A paper slip as it was typed, until it is recorded."""

    __tablename__: ClassVar[str] = "paper_slip"

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    on_day: str = ""
    at_time: str = ""
    what: SlipAct = SlipAct.lend
    card: str = ""
    number: str = ""
    act: int | None = None


class Recovery(SQLModel, table=True):
    """The signing key, sealed with the code on the recovery sheet."""

    one: int = Field(default=1, primary_key=True)
    salt: bytes
    wrapped: bytes
    made_at: datetime
    act: int


class PrintRun(SQLModel, table=True):
    """Labels or cards that go to the printer together; `choices` is JSON."""

    __tablename__: ClassVar[str] = "print_run"

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    what: PrintWhat
    sheet: str
    start_cell: int
    choices: str = "{}"
    made_at: datetime
    made_on: date
    state: RunState = RunState.waiting
    next_cell: int | None = None


class PrintLine(SQLModel, table=True):
    """One label of a run; `act` is when somebody said that it came out well."""

    __tablename__: ClassVar[str] = "print_line"

    run: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    subject: str
    act: int | None = None


class BlankNumber(SQLModel, table=True):
    """A number that was printed before it had a copy; blank until a copy has it."""

    __tablename__: ClassVar[str] = "blank_number"

    number: str = Field(primary_key=True)
    bare: str
    act: int
    drop_act: int | None = None


class OwnSheet(SQLModel, table=True):
    """A label sheet made in the editor, as its TOML."""

    __tablename__: ClassVar[str] = "own_sheet"

    name: str = Field(primary_key=True)
    written: str


class Emblem(SQLModel, table=True):
    """A crest on letters and cards, a small PNG or JPEG."""

    name: EmblemName = Field(primary_key=True)
    image: bytes
    act: int


class Letter(SQLModel, table=True):
    """A letter that went out; its words are not kept."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    kind: LetterKind
    year: int
    serial: int
    number: str
    written_on: date
    borrower: int | None = None
    subject: str = ""
    act: int
    cancel_act: int | None = None


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


class VaultDoor(SQLModel, table=True):
    """The vault's key, wrapped under an officer's phrase."""

    __tablename__: ClassVar[str] = "vault_door"

    staff: int = Field(primary_key=True)
    salt: bytes
    wrapped: bytes
    act: int


class VaultEscrow(SQLModel, table=True):
    """The vault's key, sealed to the agency."""

    __tablename__: ClassVar[str] = "vault_escrow"

    one: int = Field(default=1, primary_key=True)
    recipient: str
    sealed: bytes
    act: int


class Identity(SQLModel, table=True):
    """Who a resident is, sealed; readable only in the vault's own process."""

    borrower: int = Field(primary_key=True)
    sealed: bytes
    act: int


class LookUp(SQLModel, table=True):
    """A look at a name, and why."""

    __tablename__: ClassVar[str] = "look_up"

    row: int = _given_by_the_file()
    borrower: int | None
    staff: int
    at: datetime
    reason: str
    act: int


class ResidentRow(SQLModel, table=True):
    """Where a resident is."""

    __tablename__: ClassVar[str] = "resident"

    borrower: int = Field(primary_key=True)
    state: ResidentState = ResidentState.present
    state_on: date
    release_on: date | None = None
    sex: Sex = Sex.unknown
    age_band: AgeBand = AgeBand.unknown
    act: int


class ResidentMove(SQLModel, table=True):
    """A move or a change of state, as it was recorded."""

    __tablename__: ClassVar[str] = "resident_move"

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    borrower: int
    on_day: date
    place_before: int | None = None
    place_after: int | None = None
    state_before: ResidentState
    state_after: ResidentState
    release_before: date | None = None
    release_after: date | None = None
    act: int
    cancel_act: int | None = None


class Clearance(SQLModel, table=True):
    """Somebody leaves, and what was still out."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    borrower: int
    reason: ClearanceReason
    opened_on: date
    closed_on: date | None = None
    letter: int | None = None
    act: int
    close_act: int | None = None
    cancel_act: int | None = None


class WriteOff(SQLModel, table=True):
    """A loan that will never come back."""

    __tablename__: ClassVar[str] = "write_off"

    loan: int = Field(primary_key=True)
    clearance: int | None = None
    reason: WriteOffReason
    note: str = ""
    act: int


class HandOver(SQLModel, table=True):
    """A loan that passed from hand to hand."""

    __tablename__: ClassVar[str] = "hand_over"

    loan_before: int
    loan_after: int = Field(primary_key=True)
    act: int


class Round(SQLModel, table=True):
    """Books carried through a block on a day."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    block: int
    on_day: date
    state: RoundState = RoundState.planned
    note: str = ""
    act: int
    end_act: int | None = None


class RoundLine(SQLModel, table=True):
    """What is to be done at a cell, and what became of it."""

    __tablename__: ClassVar[str] = "round_line"

    row: int = _given_by_the_file()
    round: int
    borrower: int
    place: int | None = None
    what: RoundTask
    hold: int | None = None
    title: int | None = None
    copy_row: int | None = Field(default=None, sa_column_kwargs={"name": "copy"})
    loan: int | None = None
    outcome: RoundOutcome = RoundOutcome.open
    act: int | None = None


class RoundCopy(SQLModel, table=True):
    """A copy on the trolley."""

    __tablename__: ClassVar[str] = "round_copy"

    round: int = Field(primary_key=True)
    copy_row: int = Field(primary_key=True, sa_column_kwargs={"name": "copy"})
    state: TrolleyState = TrolleyState.on_trolley
    came: TrolleyFrom = TrolleyFrom.shelf
    act: int


class ReturnCheck(SQLModel, table=True):
    """What looking through a returned copy found."""

    __tablename__: ClassVar[str] = "return_check"

    loan: int = Field(primary_key=True)
    found: ReturnFound
    note: str = ""
    act: int


class Screening(SQLModel, table=True):
    """Whether a title may circulate."""

    title: int = Field(primary_key=True)
    result: ScreeningResult
    reason: str = ""
    staff: int | None = None
    on_day: date
    act: int


class CopyTraitRow(SQLModel, table=True):
    """What a copy has that a house may not let in."""

    __tablename__: ClassVar[str] = "copy_trait"

    copy_row: int = Field(primary_key=True, sa_column_kwargs={"name": "copy"})
    trait: CopyTrait = Field(primary_key=True)
    act: int


class LoanPermission(SQLModel, table=True):
    """An officer's permission for a loan."""

    __tablename__: ClassVar[str] = "loan_permission"

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    borrower: int
    title: int
    state: PermissionState = PermissionState.asked
    staff: int | None = None
    on_day: date
    act: int


class BoxRow(SQLModel, table=True):
    """A box of copies on loan."""

    __tablename__: ClassVar[str] = "box"

    row: int = _given_by_the_file()
    id: str
    number: str
    name: str = ""
    owner: int
    state: BoxState
    received_on: date | None = None
    due_on: date | None = None
    returned_on: date | None = None
    sealed: bytes | None = None
    act: int
    end_act: int | None = None


class BoxLine(SQLModel, table=True):
    """A copy of a box: as announced, as it came, as it went."""

    __tablename__: ClassVar[str] = "box_line"

    row: int = _given_by_the_file()
    box: int
    no: int
    number: str
    title: str = ""
    author: str = ""
    isbn: str = ""
    class_: str = Field(default="", sa_column_kwargs={"name": "class"})
    price: int | None = None
    copy_row: int | None = Field(default=None, sa_column_kwargs={"name": "copy"})
    arrived: BoxArrival = BoxArrival.open
    went: BoxLeaving = BoxLeaving.open
    act: int


class TitleField(SQLModel, table=True):
    """A field of the library's own."""

    __tablename__: ClassVar[str] = "title_field"

    title: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    name: str
    value: str


class TitleOrigin(SQLModel, table=True):
    """A record as it came."""

    __tablename__: ClassVar[str] = "title_origin"

    title: int = Field(primary_key=True)
    format: OriginFormat
    record: bytes


class Cover(SQLModel, table=True):
    """The picture of a title's cover."""

    title: int = Field(primary_key=True)
    jpeg: bytes
    act: int


class Binned(SQLModel, table=True):
    """A title taken out whole, to be put back whole."""

    __tablename__: ClassVar[str] = "bin"

    row: int = _given_by_the_file()
    id: str
    title: str
    people: str = ""
    why: BinWhy
    merged_into: str = ""
    stash: str
    on_day: date
    act: int


class Issue(SQLModel, table=True):
    """An issue of a newspaper or magazine."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    title: int
    label: str
    volume: str = ""
    number: str = ""
    dated_on: date | None = None
    state: IssueState
    arrived_on: date | None = None
    count: int = 1
    copy_row: int | None = Field(default=None, sa_column_kwargs={"name": "copy"})
    note: str = ""
    claimed_on: date | None = None
    act: int
    cancel_act: int | None = None


class Withdrawal(SQLModel, table=True):
    """A weeding with its record."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    number: str
    on_day: date
    note: str = ""
    act: int
    cancel_act: int | None = None


class Stocktake(SQLModel, table=True):
    """A count of what is on the shelves."""

    row: int = _given_by_the_file()
    id: str = Field(default_factory=new_id)
    name: str
    scope: str
    state: StocktakeState = StocktakeState.open
    began_on: date
    ended_on: date | None = None
    act: int
    end_act: int | None = None


class StocktakeCopy(SQLModel, table=True):
    """A copy of the frozen list, and what was seen of it."""

    __tablename__: ClassVar[str] = "stocktake_copy"

    stocktake: int = Field(primary_key=True)
    copy_row: int = Field(primary_key=True, sa_column_kwargs={"name": "copy"})
    status: CopyStatus
    was_out: bool
    place: int | None = None
    seen_at: datetime | None = None
    seen_how: SeenHow | None = None
    seen_where: str = ""
    seen_act: int | None = None
    fate: str = ""
    decision: StocktakeDecision = StocktakeDecision.open
    reason: str = ""
    decide_act: int | None = None


class StocktakeOther(SQLModel, table=True):
    """A code that was seen and is not on the list."""

    __tablename__: ClassVar[str] = "stocktake_other"

    stocktake: int = Field(primary_key=True)
    code: str = Field(primary_key=True)
    copy_row: int | None = Field(default=None, sa_column_kwargs={"name": "copy"})
    seen_at: datetime
    seen_how: SeenHow
    seen_where: str = ""
    note: str = ""
    seen_act: int | None = None


class ImportMapping(SQLModel, table=True):
    """How the columns of a file of this shape were understood."""

    __tablename__: ClassVar[str] = "import_mapping"

    shape: str = Field(primary_key=True)
    what: MappingWhat
    uses: str
    used_on: date


class LooseLoan(SQLModel, table=True):
    """A loan of an older program whose copy nobody knows any more."""

    __tablename__: ClassVar[str] = "loose_loan"

    row: int = _given_by_the_file()
    lent_on: date
    due_on: date | None = None
    returned_on: date | None = None
    copy_number: str
    act: int


class TitlePack(SQLModel, table=True):
    """A title pack beside the library's file."""

    __tablename__: ClassVar[str] = "title_pack"

    row: int = _given_by_the_file()
    id: str
    number: str
    name: str
    source: str
    maker: str
    records: int
    made_on: date
    sha256: str
    file: str
    added_on: date
    act: int
