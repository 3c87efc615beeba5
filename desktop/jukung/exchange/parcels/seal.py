"""A month is closed and sealed in one transaction, with its number in the chain.

The number is used up even if the stick is then full:
what was sealed is sent again and again until a receipt comes.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from importlib import metadata

from sqlalchemy import desc, func, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, ParcelAct, ParcelState, PeriodState
from jukung.domain.months import Month
from jukung.exchange.parcels import envelope, notices, parcel
from jukung.exchange.parcels.parcel import Parcel
from jukung.exchange.parcels.signing import fingerprint, signing_key
from jukung.figures.indicators import DATASET, DATASET_VERSION, SENT
from jukung.figures.month import estimated, gather
from jukung.figures.protected import told
from jukung.library import closing, journal, settings, silent_months
from jukung.library.closing import ClosedMonth
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, allowed
from jukung.library.settings import Agency
from jukung.store.tables import ParcelRow


@dataclass(frozen=True, slots=True)
class SealedParcel:
    """A parcel that waits to be sent."""

    seq: int
    kind: ParcelAct
    hash: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A month that was closed, and its parcel when there is an agency to seal for."""

    closed: ClosedMonth
    parcel: SealedParcel | None = None


@allowed(KEEPERS)
def close_month(desk: Desk, month: Month) -> Closing:
    """Close a month with its figures of now, and seal it when the library has joined.

    Refuses MonthNotBegun, MonthClosedUnchanged, SigningKeyMissing.
    """
    typed = estimated(desk, month)
    closed = closing.close(desk, month, gather(desk, month), estimated=typed)
    agency = settings.agency(desk)
    if agency is None:
        return Closing(closed)
    return _seal(desk, closed, agency)


@allowed(KEEPERS)
def seal_nil(desk: Desk, month: Month) -> Closing:
    """Report a month in which the library was closed, or nothing happened.

    Refuses MonthNotOver, MonthTooLongAgo, MonthAlreadyReported, MonthWasWorked,
    SigningKeyMissing.
    """
    closed = silent_months.close(desk, month)
    agency = settings.agency(desk)
    return Closing(closed) if agency is None else _seal(desk, closed, agency)


@allowed(KEEPERS)
def withdraw(desk: Desk, month: Month) -> Closing:
    """Take back what was sent of a month; closing it again replaces it.

    Refuses NotJoined, MonthNotSent, SigningKeyMissing.
    """
    agency = settings.agency(desk)
    if agency is None:
        raise errors.NotJoined
    return _seal(desk, silent_months.withdraw(desk, month), agency, withdrawn=True)


@allowed(KEEPERS)
def seal_waiting(desk: Desk) -> tuple[Closing, ...]:
    """Seal the months that were closed before there was an agency, oldest first.

    Refuses NotJoined, SigningKeyMissing.
    """
    agency = settings.agency(desk)
    if agency is None:
        raise errors.NotJoined
    return tuple(_seal(desk, closed, agency) for closed in closing.unsealed(desk))


def _seal(desk: Desk, closed: ClosedMonth, agency: Agency, *, withdrawn: bool = False) -> Closing:
    key = signing_key(desk.profile)
    act = journal.begin(desk, ActKind.seal_month, facts={"month": closed.month.text})
    content = _content(desk, closed, agency, _act(desk, closed, withdrawn=withdrawn))
    sealed = envelope.seal_bytes(
        parcel.write(content),
        kind=envelope.PARCEL,
        key=key,
        key_id=content.key.fingerprint,
    )
    row = ParcelRow(
        epoch=content.chain.epoch,
        seq=content.chain.seq,
        month=closed.month.text,
        revision=closed.revision,
        kind=content.act.kind,
        hash=envelope.unpack(sealed, envelope.PARCEL).hash,
        envelope=sealed,
        state=ParcelState.sealed,
        sealed_at=desk.now,
        act=act.row,
    )
    desk.session.add(row)
    desk.session.flush()
    closing.mark_sealed(desk, closed.month, closed.revision)
    journal.note(
        desk,
        act,
        "seal",
        noun="parcel",
        noun_id=row.hash,
        detail={"epoch": row.epoch, "seq": row.seq, "month": row.month},
    )
    closed = replace(closed, state=PeriodState.sealed)
    return Closing(closed, SealedParcel(row.seq, row.kind, row.hash))


def _content(desk: Desk, closed: ClosedMonth, agency: Agency, said: parcel.Act) -> Parcel:
    profile = desk.profile
    leaving = {each.code for each in SENT if each.leaves(profile.kind)}
    sent = {code: value for code, value in closed.values.items() if code in leaving}
    values = parcel.values_of(told(desk, closed.month, sent), estimated=closed.estimated)
    count, head = journal.head(desk)
    return Parcel(
        spec=parcel.Spec(major=parcel.MAJOR, minor=parcel.MINOR, min_reader=parcel.MAJOR),
        app=parcel.App(name="jukung", version=_version()),
        library=parcel.LibraryPart(
            uid=profile.uid,
            code=profile.region_code[: parcel.LONGEST_CODE],
            kind=profile.kind,
            zone=profile.zone,
        ),
        key=parcel.KeyPart(fingerprint=fingerprint(profile)),
        audience=parcel.Audience(code=agency.code, fingerprint=agency.fingerprint),
        chain=_chain(desk),
        period=parcel.period_of(closed.month),
        act=said,
        dataset=parcel.Dataset(id=DATASET, version=DATASET_VERSION),
        values=values,
        control=parcel.control_of(values),
        disclosure=parcel.disclosure_of(profile.kind, values),
        clock=parcel.Clock(
            utc=desk.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            offset_minutes=int((desk.local_now.utcoffset() or timedelta()).total_seconds() // 60),
            doubtful=journal.clock_is_doubtful(desk),
            last_receipt=agency.receipt_no,
        ),
        audit=parcel.Audit(count=count, head=head),
        prepared=parcel.Prepared(role=desk.staff.role),
        answers=notices.to_send(desk),
    )


# The chain goes on across epochs: a restored library names what it sent before.
def _chain(desk: Desk) -> parcel.Chain:
    epoch = desk.profile.epoch
    last = desk.session.execute(
        select(func.max(col(ParcelRow.seq))).where(col(ParcelRow.epoch) == epoch)
    ).scalar_one()
    newest = desk.session.scalars(
        select(col(ParcelRow.hash)).order_by(desc(col(ParcelRow.act))).limit(parcel.RECENT)
    ).all()
    recent = tuple(reversed(newest))
    return parcel.Chain(
        epoch=epoch,
        seq=(last or 0) + 1,
        prev=recent[-1] if recent else None,
        recent=recent,
    )


def _act(desk: Desk, closed: ClosedMonth, *, withdrawn: bool) -> parcel.Act:
    before = desk.session.scalars(
        select(col(ParcelRow.hash))
        .where(col(ParcelRow.month) == closed.month.text)
        .order_by(desc(col(ParcelRow.revision)))
        .limit(1)
    ).first()
    if withdrawn:
        kind = ParcelAct.withdrawal
    elif before:
        kind = ParcelAct.replacement
    else:
        # A month that was closed without work is the only one without figures.
        kind = ParcelAct.original if closed.values else ParcelAct.nil
    return parcel.Act(kind=kind, revision=closed.revision, replaces=before)


def _version() -> str:
    try:
        return metadata.version("jukung")
    except metadata.PackageNotFoundError:
        return "unknown"
