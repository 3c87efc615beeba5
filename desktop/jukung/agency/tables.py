"""The tables of an agency, as the program writes and reads their rows.

The schema itself is hand-written SQL in `migrations/versions`;
a test compares both. Rows never leave this package.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from jukung.agency.columns import Moment, Word
from jukung.domain.kinds import LibraryKind, ParcelAct, PrisonKind, Zone
from jukung.exchange.parcels.verdict import Verdict


class AgencyTable(SQLModel, registry=registry()):
    """Tables apart from the library's, some of which have the same names."""


# Receipt numbers and sums are wider than 32 bits, and a server would refuse them.
def _number(**rest: Any) -> Any:  # noqa: ANN401 - what a field may be given
    return Field(sa_type=BigInteger, **rest)


def _counted() -> Any:  # noqa: ANN401 - a default that the store replaces
    return Field(default=None, primary_key=True, sa_type=BigInteger)


def _moment(**rest: Any) -> Any:  # noqa: ANN401 - what a field may be given
    return Field(sa_type=Moment, **rest)


def _word(kind: type[StrEnum], **rest: Any) -> Any:  # noqa: ANN401 - what a field may be given
    return Field(sa_type=Word(kind), **rest)


class ChainState(StrEnum):
    """Whether a parcel in the chain speaks for its month, did so, or must not."""

    current = "current"
    replaced = "replaced"
    conflict = "conflict"
    quarantined = "quarantined"


class Ruling(StrEnum):
    """What a person decided about one parcel."""

    admit = "admit"
    speaks = "speaks"
    refuse = "refuse"


class FigureSource(StrEnum):
    """Where a library's month comes from."""

    parcel = "parcel"
    typed = "typed"
    workbook = "workbook"
    photograph = "photograph"
    telephone = "telephone"


class BoxState(StrEnum):
    """Where a box of copies is."""

    prepared = "prepared"
    out = "out"
    back = "back"
    gone = "gone"


class BoxCopyState(StrEnum):
    """How a copy of a box came back."""

    in_box = "in_box"
    missing = "missing"
    damaged = "damaged"


class PermitRole(StrEnum):
    """Which end of a permission to relay this office is."""

    given = "given"
    received = "received"


class OfficeRow(AgencyTable, table=True):
    """Who this agency is; exactly one row."""

    __tablename__: ClassVar[str] = "office"

    one: int = _number(default=1, primary_key=True)
    uid: str
    code: str
    name: str
    verify_key: str
    recipient: str
    escrow: str = ""
    made_at: datetime = _moment()


class FormerIdentity(AgencyTable, table=True):
    """Keys that the agency had before."""

    __tablename__: ClassVar[str] = "former_identity"

    fingerprint: str = Field(primary_key=True)
    verify_key: str
    recipient: str
    escrow: str = ""
    until: datetime = _moment()


class Setting(AgencyTable, table=True):
    """A choice of this agency, as JSON."""

    key: str = Field(primary_key=True)
    value: str


class Deed(AgencyTable, table=True):
    """What somebody did at this desk."""

    no: int = _counted()
    at: datetime = _moment()
    by: str = ""
    what: str
    site: int | None = _number(default=None)
    detail: str = ""


class SiteRow(AgencyTable, table=True):
    """A library; without `uid` one that does not use Jukung."""

    __tablename__: ClassVar[str] = "site"

    site: int = _counted()
    uid: str | None = None
    code: str
    name: str
    place_name: str = ""
    kind: LibraryKind = _word(LibraryKind)
    prison_kind: PrisonKind | None = _word(PrisonKind, default=None)
    zone: Zone = _word(Zone)
    since: str
    npp: str = ""
    edition: str = ""
    closed_from: str | None = None
    merged_into: int | None = _number(default=None)
    note: str = ""
    enrolled_at: datetime = _moment()
    receipt_no: int = _number(default=0)


class Contact(AgencyTable, table=True):
    """Whom to call at a library."""

    site: int = _number(primary_key=True)
    no: int = _number(primary_key=True)
    name: str
    role: str = ""
    phone: str = ""
    note: str = ""


class SiteKey(AgencyTable, table=True):
    """A key that a library signs with."""

    __tablename__: ClassVar[str] = "site_key"

    fingerprint: str = Field(primary_key=True)
    site: int = _number()
    public_key: str
    enrolled_at: datetime = _moment()
    enrolled_by: str = ""
    seconded_by: str = ""
    revoked_at: datetime | None = _moment(default=None)


class Candidate(AgencyTable, table=True):
    """A card that one person compared."""

    fingerprint: str = Field(primary_key=True)
    code: str
    card: bytes
    compared_by: str
    compared_at: datetime = _moment()


class Invitation(AgencyTable, table=True):
    """An invitation that was handed out."""

    secret_hash: str = Field(primary_key=True)
    code: str
    name: str = ""
    made_at: datetime = _moment()
    made_by: str = ""
    until: str
    used_by: str | None = None
    used_at: datetime | None = _moment(default=None)
    withdrawn_at: datetime | None = _moment(default=None)


class Epoch(AgencyTable, table=True):
    """A stretch of a library's numbers, and where it forked."""

    site: int = _number(primary_key=True)
    epoch: str = Field(primary_key=True)
    place: int = _number()
    fork_at: int | None = _number(default=None)


class ReceiptMade(AgencyTable, table=True):
    """A receipt as it was signed."""

    __tablename__: ClassVar[str] = "receipt"

    site: int = _number(primary_key=True)
    no: int = _number(primary_key=True)
    hash: str
    bytes: bytes
    made_at: datetime = _moment()


class ParcelKept(AgencyTable, table=True):
    """A parcel in its place in the chain."""

    __tablename__: ClassVar[str] = "parcel"

    site: int = _number(primary_key=True)
    hash: str = Field(primary_key=True)
    epoch: str
    seq: int = _number()
    fingerprint: str
    month: str
    dataset: str
    kind: ParcelAct = _word(ParcelAct)
    revision: int = _number()
    replaces: str | None = None
    state: ChainState = _word(ChainState, default=ChainState.conflict)
    verdict: Verdict = _word(Verdict)
    note: str = ""
    imported: int = _number(default=0)
    ignored: str = "[]"
    declared_at: str
    audit_count: int = _number()
    audit_head: str
    envelope: bytes
    accepted_at: datetime = _moment()
    receipt: int | None = _number(default=None)

    @property
    def answer(self) -> Verdict:
        """The verdict as it stands now."""
        if self.state is ChainState.quarantined:
            return Verdict.FORK
        return Verdict.CONFLICT_REVISION if self.state is ChainState.conflict else self.verdict


class Claim(AgencyTable, table=True):
    """Which hash somebody gives for a number."""

    site: int = _number(primary_key=True)
    epoch: str = Field(primary_key=True)
    seq: int = _number(primary_key=True)
    hash: str = Field(primary_key=True)


class Held(AgencyTable, table=True):
    """A parcel that waits for a person; of site 0 where nobody knows whose it is."""

    site: int = _number(primary_key=True)
    hash: str = Field(primary_key=True)
    fingerprint: str
    epoch: str | None = None
    seq: int | None = _number(default=None)
    month: str = ""
    verdict: Verdict = _word(Verdict)
    note: str = ""
    envelope: bytes
    seen_at: datetime = _moment()
    receipt: int | None = _number(default=None)


class RulingRow(AgencyTable, table=True):
    """What a person decided about one parcel, and why."""

    __tablename__: ClassVar[str] = "ruling"

    site: int = _number(primary_key=True)
    hash: str = Field(primary_key=True)
    ruling: Ruling = _word(Ruling)
    by: str
    reason: str = ""
    at: datetime = _moment()


class LockedMonth(AgencyTable, table=True):
    """A month whose totals are published."""

    __tablename__: ClassVar[str] = "locked_month"

    month: str = Field(primary_key=True)
    locked_at: datetime = _moment()
    by: str = ""


class Entry(AgencyTable, table=True):
    """A month of a library without Jukung, as it was typed or read in; figures as JSON."""

    site: int = _number(primary_key=True)
    month: str = Field(primary_key=True)
    revision: int = _number(primary_key=True)
    source: FigureSource = _word(FigureSource)
    figures: str
    origin: str = ""
    by: str = ""
    at: datetime = _moment()
    cancelled_at: datetime | None = _moment(default=None)


class SiteMonthRow(AgencyTable, table=True):
    """What speaks for a library's month now."""

    __tablename__: ClassVar[str] = "site_month"

    site: int = _number(primary_key=True)
    month: str = Field(primary_key=True)
    source: FigureSource = _word(FigureSource)
    kind: ParcelAct = _word(ParcelAct)
    revision: int = _number()
    first_at: datetime = _moment()
    accepted_at: datetime = _moment()


class SiteFigure(AgencyTable, table=True):
    """A figure as it counts now."""

    __tablename__: ClassVar[str] = "figure"

    site: int = _number(primary_key=True)
    month: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    value: int | None = _number(default=None)
    status: str


class MonthTotal(AgencyTable, table=True):
    """A figure of one kabupaten and kind of library, added up."""

    __tablename__: ClassVar[str] = "month_total"

    district: str = Field(primary_key=True)
    kind: LibraryKind = _word(LibraryKind, primary_key=True)
    month: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    total: int | None = _number(default=None)
    sites: int = _number()


class MonthDue(AgencyTable, table=True):
    """A month whose roll-up is older than its figures."""

    __tablename__: ClassVar[str] = "month_due"

    district: str = Field(primary_key=True)
    kind: LibraryKind = _word(LibraryKind, primary_key=True)
    month: str = Field(primary_key=True)


class Question(AgencyTable, table=True):
    """A figure that was asked back at its library."""

    site: int = _number(primary_key=True)
    no: int = _number(primary_key=True)
    month: str
    code: str
    value: int | None = _number(default=None)
    words: str = ""
    asked_by: str = ""
    asked_at: datetime = _moment()
    answer: str = ""
    settled_at: datetime | None = _moment(default=None)


class RegionList(AgencyTable, table=True):
    """An edition of the code list."""

    __tablename__: ClassVar[str] = "region_list"

    edition: str = Field(primary_key=True)
    source: str = ""
    loaded_at: datetime = _moment()


class Region(AgencyTable, table=True):
    """A region in one edition of the code list."""

    edition: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    name: str
    population: int | None = _number(default=None)


class Target(AgencyTable, table=True):
    """What a year's programme wants of an indicator; an empty district is the whole office."""

    year: int = _number(primary_key=True)
    district: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    value: int = _number()


class League(AgencyTable, table=True):
    """An award's list, with its criteria as JSON."""

    no: int = _counted()
    name: str
    criteria: str
    made_at: datetime = _moment()


class Notice(AgencyTable, table=True):
    """Words for libraries."""

    no: int = _counted()
    scope: str = ""
    words: str
    made_by: str = ""
    made_at: datetime = _moment()
    until: str | None = None
    withdrawn_at: datetime | None = _moment(default=None)


class NoticeSent(AgencyTable, table=True):
    """Which receipt first carried a notice to a library."""

    __tablename__: ClassVar[str] = "notice_sent"

    site: int = _number(primary_key=True)
    notice: int = _number(primary_key=True)
    receipt: int = _number()


class Agreement(AgencyTable, table=True):
    """The yearly agreement with a prison."""

    site: int = _number(primary_key=True)
    no: int = _number(primary_key=True)
    number: str = ""
    signed_on: str | None = None
    from_on: str
    until_on: str
    note: str = ""


class Box(AgencyTable, table=True):
    """A box of copies on loan."""

    box: str = Field(primary_key=True)
    number: str
    name: str
    site: int | None = _number(default=None)
    state: BoxState = _word(BoxState, default=BoxState.prepared)
    made_at: datetime = _moment()
    out_on: str | None = None
    due_on: str | None = None
    back_on: str | None = None
    note: str = ""


class BoxCopy(AgencyTable, table=True):
    """A copy in a box."""

    __tablename__: ClassVar[str] = "box_copy"

    box: str = Field(primary_key=True)
    no: int = _number(primary_key=True)
    number: str
    title: str
    author: str = ""
    isbn: str = ""
    year: str = ""
    # `class` is a word of Python.
    class_: str = Field(default="", sa_column_kwargs={"name": "class"})
    price: int | None = _number(default=None)
    state: BoxCopyState = _word(BoxCopyState, default=BoxCopyState.in_box)


class Pack(AgencyTable, table=True):
    """A pack of title records that was made here."""

    pack: str = Field(primary_key=True)
    name: str
    records: int = _number()
    hash: str
    made_at: datetime = _moment()
    note: str = ""


class RelayPermit(AgencyTable, table=True):
    """An agency that may relay for us, or for which we may."""

    __tablename__: ClassVar[str] = "relay_permit"

    fingerprint: str = Field(primary_key=True)
    role: PermitRole = _word(PermitRole)
    code: str
    name: str
    verify_key: str
    recipient: str
    escrow: str = ""
    may_open: int = _number(default=0)
    since: datetime = _moment()
    until: str | None = None


class RelayFile(AgencyTable, table=True):
    """A file for another agency."""

    __tablename__: ClassVar[str] = "relay_file"

    hash: str = Field(primary_key=True)
    audience: str = ""
    name: str
    bytes: bytes
    seen_at: datetime = _moment()
    carried_at: datetime | None = _moment(default=None)
