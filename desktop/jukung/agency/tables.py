"""The tables of an agency file, as the program writes and reads their rows.

The schema itself is hand-written SQL in `migrations/versions`;
a test compares both. Rows never leave this package.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from jukung.domain.kinds import LibraryKind, ParcelAct, PrisonKind, Zone
from jukung.exchange.parcels.verdict import Verdict


class AgencyTable(SQLModel, registry=registry()):
    """Tables apart from the library's, some of which have the same names."""


def _given_by_the_file() -> Any:  # noqa: ANN401 - a default that the file replaces
    return Field(default=None, primary_key=True)


class ChainState(StrEnum):
    """Whether a parcel in the chain may count."""

    accepted = "accepted"
    conflict = "conflict"
    quarantined = "quarantined"


class OfficeRow(AgencyTable, table=True):
    """Who this agency is; exactly one row."""

    __tablename__: ClassVar[str] = "office"

    one: int = Field(default=1, primary_key=True)
    uid: str
    code: str
    name: str
    verify_key: str
    recipient: str
    escrow: str = ""
    made_at: datetime


class SiteRow(AgencyTable, table=True):
    """An enrolled library."""

    __tablename__: ClassVar[str] = "site"

    row: int = _given_by_the_file()
    uid: str
    code: str
    name: str
    place_name: str = ""
    kind: LibraryKind
    prison_kind: PrisonKind | None = None
    zone: Zone
    since: str
    enrolled_at: datetime
    receipt_no: int = 0


class SiteKey(AgencyTable, table=True):
    """A key that a library signs with."""

    __tablename__: ClassVar[str] = "site_key"

    fingerprint: str = Field(primary_key=True)
    site: int
    public_key: str
    enrolled_at: datetime
    revoked_at: datetime | None = None


class Epoch(AgencyTable, table=True):
    """A stretch of a library's numbers, and where it forked."""

    row: int = _given_by_the_file()
    site: int
    epoch: str
    place: int
    fork_at: int | None = None


class ReceiptMade(AgencyTable, table=True):
    """A receipt as it was signed."""

    __tablename__: ClassVar[str] = "receipt"

    row: int = _given_by_the_file()
    site: int
    no: int
    hash: str
    bytes: bytes
    made_at: datetime


class ParcelKept(AgencyTable, table=True):
    """A parcel in its place in the chain; `is_current` where its figures count."""

    __tablename__: ClassVar[str] = "parcel"

    row: int = _given_by_the_file()
    hash: str
    site: int
    epoch: int
    seq: int
    fingerprint: str
    month: str
    dataset: str
    kind: ParcelAct
    revision: int
    replaces: str | None = None
    state: ChainState = ChainState.accepted
    is_current: bool = False
    verdict: Verdict
    note: str = ""
    ignored: str = "[]"
    declared_at: str
    audit_count: int
    audit_head: str
    envelope: bytes
    accepted_at: datetime
    receipt: int | None = None

    @property
    def answer(self) -> Verdict:
        """The verdict as it stands now."""
        if self.state is ChainState.quarantined:
            return Verdict.FORK
        return Verdict.CONFLICT_REVISION if self.state is ChainState.conflict else self.verdict


class Claim(AgencyTable, table=True):
    """Which hash somebody gives for a number."""

    epoch: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    hash: str = Field(primary_key=True)


class SiteFigure(AgencyTable, table=True):
    """A figure of one parcel."""

    __tablename__: ClassVar[str] = "figure"

    parcel: int = Field(primary_key=True)
    code: str = Field(primary_key=True)
    value: int | None = None
    status: str


class Held(AgencyTable, table=True):
    """A parcel that waits for a person."""

    hash: str = Field(primary_key=True)
    fingerprint: str
    site: int | None = None
    epoch: str | None = None
    seq: int | None = None
    month: str = ""
    verdict: Verdict
    note: str = ""
    envelope: bytes
    seen_at: datetime
    receipt: int | None = None


class LockedMonth(AgencyTable, table=True):
    """A month whose totals are published."""

    __tablename__: ClassVar[str] = "locked_month"

    month: str = Field(primary_key=True)
    locked_at: datetime
