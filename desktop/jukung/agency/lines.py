"""A library's parcels and held files as they are read without their envelopes.

With the statements that read and write them: every parcel asks these, and a statement
that is made once costs a third.
"""

from dataclasses import dataclass

from sqlalchemy import Table, bindparam, delete, func, insert, or_, select, update
from sqlmodel import SQLModel, col

from jukung.agency.tables import ChainState, Claim, Epoch, Held, ParcelKept, RulingRow
from jukung.domain.kinds import ParcelAct
from jukung.exchange.parcels.verdict import Verdict

Claims = tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Line:
    """A parcel of a library, without its envelope."""

    hash: str
    epoch: str
    seq: int
    month: str
    dataset: str
    kind: ParcelAct
    revision: int
    replaces: str | None
    state: ChainState
    verdict: Verdict
    note: str
    imported: int
    ignored: str
    declared_at: str
    audit_count: int
    audit_head: str
    receipt: int | None

    @property
    def answer(self) -> Verdict:
        """The verdict as it stands now."""
        if self.state is ChainState.quarantined:
            return Verdict.FORK
        return Verdict.CONFLICT_REVISION if self.state is ChainState.conflict else self.verdict


@dataclass(frozen=True, slots=True)
class Waits:
    """A held file; `is_kept` unless somebody threw its bytes away."""

    site: int
    hash: str
    epoch: str | None
    seq: int | None
    month: str
    verdict: Verdict
    note: str
    receipt: int | None
    is_kept: bool


def table_of(rows: type[SQLModel]) -> Table:
    """The table of a row class, for statements that need no rows."""
    found: Table = rows.__table__  # type: ignore[attr-defined]  # made by its metaclass
    return found


_PARCEL, _HELD, _CLAIM = table_of(ParcelKept), table_of(Held), table_of(Claim)
_RULING = table_of(RulingRow)
LINES = select(*(_PARCEL.c[name] for name in Line.__slots__)).where(
    _PARCEL.c.site == bindparam("site")
)
EPOCHS = select(Epoch).where(col(Epoch.site) == bindparam("site")).order_by(col(Epoch.place))
CLAIMS = select(_CLAIM.c.epoch, _CLAIM.c.seq, _CLAIM.c.hash).where(
    _CLAIM.c.site == bindparam("site")
)
RULINGS = select(_RULING.c.hash, _RULING.c.ruling).where(_RULING.c.site == bindparam("site"))
WAITING = select(
    *(_HELD.c[name] for name in Waits.__slots__[:-1]), func.length(_HELD.c.envelope) > 0
).where(
    or_(
        _HELD.c.site == bindparam("site"),
        (_HELD.c.site == 0) & (_HELD.c.hash == bindparam("about")),
    )
)
ENVELOPES = select(_PARCEL.c.hash, _PARCEL.c.envelope).where(
    _PARCEL.c.site == bindparam("site"),
    _PARCEL.c.hash.in_(bindparam("hashes", expanding=True)),
)
INSERT = insert(_PARCEL)
ADD_CLAIM = insert(_CLAIM)
NO_CLAIMS = delete(_CLAIM).where(
    _CLAIM.c.site == bindparam("site"), _CLAIM.c.epoch == bindparam("epoch")
)
_CHANGED = update(_PARCEL).where(
    _PARCEL.c.site == bindparam("of_site"), _PARCEL.c.hash == bindparam("of_hash")
)
STATE = _CHANGED.values(state=bindparam("now"))
RECEIPT = _CHANGED.values(receipt=bindparam("now"))
NO_LONGER_HELD = delete(_HELD).where(
    _HELD.c.site.in_(bindparam("sites", expanding=True)), _HELD.c.hash == bindparam("about")
)
