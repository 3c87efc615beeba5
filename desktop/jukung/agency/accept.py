"""Files are judged by a fixed order of questions, one transaction each.

What cannot be opened or is not signed by an enrolled library stores nothing.
Nothing is parsed before its signature is found true.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import (
    arrivals,
    holding,
    invitations,
    keeping,
    receipts,
    register,
    relay_files,
    relay_receipts,
    rollup,
    sites,
)
from jukung.agency.arrivals import Arrival
from jukung.agency.holding import Incoming
from jukung.agency.office import Office, OfficeDesk, OfficeKeys, fetch_keys
from jukung.agency.relay_files import Mandate
from jukung.agency.tables import Held, SiteKey, SiteRow
from jukung.exchange.parcels import envelope, identity, invitation, parcel, plain_json
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.invitation import Answer
from jukung.exchange.parcels.parcel import Parcel
from jukung.exchange.parcels.qr import Pieces
from jukung.exchange.parcels.verdict import Verdict
from jukung.figures.indicators import DATASET

SHELF_FULL = "shelf full"
"""The note of what could not be kept for the province, since there is no room for more."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer to one file.

    `site` is the library's code; `note` holds the fingerprint of an unknown key,
    the missing numbers of a gap, or the place that is wrong in the content.
    `code` says in twelve letters that it came, where no file goes back;
    `pieces` tells how much of a parcel was found in photographs.
    """

    file: str
    verdict: Verdict
    site: str = ""
    period: str = ""
    receipt: bytes | None = None
    note: str = ""
    code: str = ""
    pieces: Pieces | None = None
    merged_into: str = ""
    """The code of the library that this one is part of now, where it is."""


class _Rejected(Exception):
    """Ends the questions; nothing is stored."""

    def __init__(self, verdict: Verdict, note: str = "") -> None:
        super().__init__(verdict)
        self.verdict = verdict
        self.note = note


def accept(office: Office, sources: Iterable[Path | bytes]) -> tuple[Judged, ...]:
    """Judge files, folders of files, or bytes; every one gets an answer.

    Refuses AgencyKeysMissing.
    """
    # Another desk may have changed the agency's keys since the last delivery.
    office.forget_profile()
    with office.reading() as desk:
        keys = fetch_keys(desk.profile)
    others = relay_receipts.taken_out(office, sources)
    judged = _all_judged(office, keys, arrivals.gather(others))
    # A library that was enrolled may have brought figures that waited here.
    finish(office, keys, {each.site for each in judged if each.verdict.is_settled})
    return judged


def judge_each(
    office: Office, keys: OfficeKeys, sources: Iterable[Path | bytes]
) -> Iterator[Judged]:
    """Judge files as they are asked for, in their order; `finish` follows.

    A delivery too large to be kept is judged so; `arrivals.listed` gives its files.
    """
    mandate = relay_files.mandate_of(office)
    for arrival in arrivals.taken(sources):
        yield _answer(office, keys, arrival, mandate)


def finish(office: Office, keys: OfficeKeys, codes: Collection[str]) -> None:
    """Judge again what was held and may count by now; then the sums are made anew.

    `codes` are the libraries of which something was counted.
    """
    with office.reading() as desk:
        due = [(held.site, held.hash) for held in holding.due(desk, codes)]
        # A fork counts nothing, and still takes away.
        is_stale = rollup.is_stale(desk)
    for place in due:
        with office.changing() as desk:
            held = desk.session.get(Held, place)
            if held is not None:
                judge_kept(desk, keys, held.envelope)
    if is_stale or due:
        with office.changing() as desk:
            rollup.refresh(desk)


def judge_kept(desk: OfficeDesk, keys: OfficeKeys, content: bytes) -> Judged:
    """Judge the bytes of a file that was held, as if it came now."""
    try:
        sealed = envelope.unpack(content, envelope.PARCEL)
        return _judge(desk, keys, Incoming(sealed, content), "")
    except envelope.EnvelopeWrong:
        return Judged("", Verdict.REJECT_TYPE)
    except _Rejected as rejected:
        return Judged("", rejected.verdict, note=rejected.note)


def _all_judged(office: Office, keys: OfficeKeys, found: Iterable[Arrival]) -> tuple[Judged, ...]:
    """Answers to invitations before everything else, whatever order they came in."""
    mandate = relay_files.mandate_of(office)
    judged: dict[int, Judged] = {}
    later: list[tuple[int, Arrival]] = []
    for place, arrival in enumerate(found):
        if arrival.file is None and not _is_answer(arrival, keys):
            later.append((place, arrival))
        else:
            judged[place] = _answer(office, keys, arrival, mandate)
    judged |= {place: _answer(office, keys, arrival, mandate) for place, arrival in later}
    return tuple(judged[place] for place in sorted(judged))


def _is_answer(arrival: Arrival, keys: OfficeKeys) -> bool:
    try:
        return invitation.is_answer(envelope.decrypt(arrival.content or b"", *keys.openers))
    except (envelope.NotSealedFile, envelope.CannotDecrypt):
        return False


def write_receipts(judged: Iterable[Judged], folder: Path | None = None) -> tuple[Path, ...]:
    """Write receipts beside their parcels or pictures, or into a folder.

    Refuses DiskFull, CannotWrite.
    """
    return tuple(
        write_true(_receipt_path(each, folder), each.receipt)
        for each in judged
        if each.receipt is not None and each.file
    )


def _receipt_path(judged: Judged, folder: Path | None) -> Path:
    file = Path(judged.file)
    # A picture may show the parcels of several libraries.
    name = f"{file.stem}-{judged.pieces.name[:8]}" if judged.pieces else file.stem
    return (folder or file.parent) / f"{name}.jkr"


def _answer(office: Office, keys: OfficeKeys, arrival: Arrival, mandate: Mandate | None) -> Judged:
    file = str(arrival.file or "")
    incoming: Incoming | Answer | None = None
    try:
        incoming = _open(arrival, keys)
        with office.changing() as desk:
            judged = (
                _enrolled(desk, keys, incoming, file)
                if isinstance(incoming, Answer)
                else _judge(desk, keys, incoming, file)
            )
    except _Rejected as rejected:
        judged = Judged(file, rejected.verdict, note=rejected.note)
    if mandate is not None:
        judged = _carried_on(office, mandate, arrival, incoming, judged)
    return replace(judged, pieces=arrival.pieces)


def _carried_on(
    office: Office,
    mandate: Mandate,
    arrival: Arrival,
    incoming: Incoming | Answer | None,
    judged: Judged,
) -> Judged:
    """Keep what is for the province, whatever became of it here: the province decides.

    The receipt is the province's for what this library sent before, if one came back.
    """
    sealed = incoming.sealed if isinstance(incoming, Incoming) else None
    audience = relay_files.audience_of(sealed) if sealed else ""
    unopened = judged.verdict is Verdict.REJECT_UNREADABLE
    if arrival.content is None or not (unopened or audience in mandate.audiences):
        return judged
    name = relay_files.file_name(None if arrival.pieces else arrival.file, sealed)
    with office.changing() as desk:
        is_new = not relay_files.is_kept(desk, arrival.content)
        if not relay_files.keep(desk, arrival.content, name=name, audience=audience):
            return replace(judged, note=SHELF_FULL) if unopened else judged
        receipt = relay_files.receipt_for(desk, mandate, name, at_hand=is_new)
    counts_here = mandate.may_open and not unopened
    verdict = judged.verdict if counts_here else Verdict.RELAYED
    return replace(judged, verdict=verdict, receipt=receipt, code="")


def _open(arrival: Arrival, keys: OfficeKeys) -> Incoming | Answer:
    if arrival.content is None:
        raise _Rejected(
            Verdict.REJECT_INCOMPLETE if arrival.from_picture else Verdict.REJECT_DAMAGED
        )
    try:
        content = envelope.inflated(envelope.decrypt(arrival.content, *keys.openers))
        if invitation.is_answer(content):
            return invitation.answer_in(content)
        sealed = envelope.unpack(content, envelope.PARCEL)
    except envelope.NotSealedFile as fault:
        raise _Rejected(Verdict.REJECT_DAMAGED) from fault
    except envelope.CannotDecrypt as fault:
        raise _Rejected(Verdict.REJECT_UNREADABLE) from fault
    except invitation.AnswerWrong as fault:
        raise _Rejected(Verdict.REJECT_SIGNATURE) from fault
    except envelope.EnvelopeWrong as fault:
        raise _Rejected(Verdict.REJECT_TYPE) from fault
    if not identity.is_fingerprint(sealed.key_id):
        raise _Rejected(Verdict.REJECT_TYPE)
    return Incoming(sealed, content)


def judge_held(desk: OfficeDesk, keys: OfficeKeys, site: int) -> tuple[Judged, ...]:
    """Judge from their bytes the parcels that waited for this library's key, in order.

    The sums are not made anew.
    """
    known = select(col(SiteKey.fingerprint)).where(
        col(SiteKey.site) == site, col(SiteKey.revoked_at).is_(None)
    )
    waiting = desk.session.scalars(
        select(Held).where(
            col(Held.site).in_((0, site)),
            col(Held.verdict).in_((Verdict.HOLD_UNKNOWN_KEY, Verdict.HOLD_REVOKED)),
            col(Held.fingerprint).in_(known),
        )
    ).all()
    judged = []
    for held in sorted(waiting, key=_claimed_seq):
        content, place = held.envelope, (held.site, held.hash)
        judged.append(judge_kept(desk, keys, content))
        left = desk.session.get(Held, place)
        if judged[-1].verdict.is_rejected and left is not None:
            # What its own key did not sign needs nobody's decision.
            desk.session.delete(left)
            desk.session.flush()
    return tuple(judged)


def _claimed_seq(held: Held) -> int:
    """The number that a parcel claims; only the order depends on it."""
    try:
        sealed = envelope.unpack(held.envelope, envelope.PARCEL)
        return int(plain_json.read(sealed.unverified)["chain"]["seq"])
    except (KeyError, TypeError, ValueError):
        return 0


def _enrolled(desk: OfficeDesk, keys: OfficeKeys, answer: Answer, file: str) -> Judged:
    try:
        site, is_new = invitations.take_answer(desk, answer)
    except invitations.NotTaken as refused:
        raise _Rejected(Verdict.REJECT_INVITATION, refused.why) from refused
    if is_new:
        judge_held(desk, keys, site.site)
    return Judged(file, Verdict.ENROLLED, site=site.code, note=answer.card.fingerprint)


def _judge(desk: OfficeDesk, keys: OfficeKeys, incoming: Incoming, file: str) -> Judged:
    key = desk.session.get(SiteKey, incoming.sealed.key_id)
    if key is None:
        if relay_files.is_only_carried(desk, incoming.sealed):
            raise _Rejected(Verdict.REJECT_NOT_FOR_US)
        holding.hold_unverified(desk, incoming, Verdict.HOLD_UNKNOWN_KEY, site=0)
        return Judged(file, Verdict.HOLD_UNKNOWN_KEY, note=incoming.sealed.key_id)
    site = sites.locked(desk, key.site)
    if key.revoked_at is not None:
        holding.hold_unverified(desk, incoming, Verdict.HOLD_REVOKED, site=site.site)
        return Judged(file, Verdict.HOLD_REVOKED, site=site.code, note=incoming.sealed.key_id)
    content = _read(desk, incoming, key, site)
    kept = (
        holding.hold_newer(desk, keys, site, incoming)
        if content is None
        else keeping.keep(desk, keys, site, incoming, content)
    )
    return Judged(
        file=file,
        verdict=kept.verdict,
        site=site.code,
        period=kept.month,
        receipt=kept.file or receipts.kept(desk, site.site, kept.receipt),
        note=kept.note,
        code=receipts.code(site, kept.seq, incoming.sealed.hash) if kept.verdict.is_counted else "",
        merged_into=register.merged_code(desk, site),
    )


def _read(desk: OfficeDesk, incoming: Incoming, key: SiteKey, site: SiteRow) -> Parcel | None:
    """The parcel, verified, for us, and whole; None where only a newer program can read it."""
    try:
        payload = envelope.verify(incoming.sealed, key.public_key)
        audience, spec = parcel.read_audience(payload)
        ours = {each.fingerprint for each in (desk.profile.card, *desk.profile.former)}
        relayed = audience.code != desk.profile.code or audience.fingerprint not in ours
        if relayed and not relay_files.opens(desk, audience):
            raise _Rejected(Verdict.REJECT_NOT_FOR_US)
        relay_files.note_whose(desk, site.site, relayed=relayed)
        if spec.min_reader > parcel.MAJOR:
            return None
        content = parcel.read(payload)
    except envelope.SignatureWrong as fault:
        raise _Rejected(Verdict.REJECT_SIGNATURE) from fault
    except parcel.ContentWrong as fault:
        raise _Rejected(Verdict.REJECT_CONTENT, str(fault)) from fault
    if content.dataset.id != DATASET:
        return None
    if content.key.fingerprint != key.fingerprint or content.library.uid != site.uid:
        raise _Rejected(Verdict.REJECT_CONTENT, "library")
    if content.library.kind is not site.kind:
        raise _Rejected(Verdict.REJECT_CONTENT, "library.kind")
    return content
