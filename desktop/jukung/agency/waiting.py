"""What waits for a decision at this desk: held files, conflicts, forks; one matter each.

Files that say the same are one matter: all of one unknown key, all of one left epoch.
What somebody threw away, or set aside for good, waits no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select, tuple_
from sqlmodel import col

from jukung.agency import branches, rulings
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import (
    ChainState,
    Epoch,
    Held,
    ParcelKept,
    Ruling,
    SiteKey,
    SiteMonthRow,
    SiteRow,
)
from jukung.exchange.parcels.verdict import Verdict


class Decision(StrEnum):
    """What a person may do about a matter."""

    admit = "admit"
    refuse = "refuse"
    rejudge = "rejudge"
    trust = "trust"
    speaks = "speaks"
    branch = "branch"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A matter; `site` is 0, and `code` empty, where nobody knows whose it is.

    `hashes` are the parcels it is about; `roots` the hashes at which copies part.
    `kept` says whether the bytes are still here: what was thrown away once,
    and then taken back, must come again.
    """

    key: str
    verdict: Verdict
    site: int
    code: str
    name: str
    since: datetime
    months: tuple[str, ...]
    numbers: tuple[int, ...]
    hashes: tuple[str, ...]
    fingerprint: str = ""
    epoch: str = ""
    roots: tuple[str, ...] = ()
    kept: bool = True
    known_key: bool = False
    """Whether the key of a file that came too early is enrolled by now."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What can be decided now."""
        if not self.kept:
            return (Decision.refuse,)
        if self.verdict is Verdict.HOLD_UNKNOWN_KEY and not self.known_key:
            return (Decision.refuse,)
        return _DECISIONS[self.verdict]


_ADMIT_OR_NOT = (Decision.admit, Decision.refuse)
_DECISIONS: dict[Verdict, tuple[Decision, ...]] = {
    Verdict.HOLD_UNKNOWN_KEY: (Decision.rejudge, Decision.refuse),
    Verdict.HOLD_REVOKED: (Decision.trust, Decision.refuse),
    Verdict.HOLD_NEWER: (Decision.rejudge, Decision.refuse),
    Verdict.HOLD_EPOCH: _ADMIT_OR_NOT,
    Verdict.HOLD_JUMP: _ADMIT_OR_NOT,
    Verdict.HOLD_FUTURE: (Decision.rejudge, Decision.refuse),
    Verdict.HOLD_LOCKED: _ADMIT_OR_NOT,
    Verdict.CONFLICT_REVISION: (Decision.speaks,),
    Verdict.FORK: (Decision.branch,),
}


def waiting(desk: OfficeDesk, *, code: str = "") -> tuple[Waiting, ...]:
    """Every matter, of one library or all: forks first, then conflicts, then held files."""
    sites = {row.site: row for row in desk.session.scalars(select(SiteRow))}
    found = [*forks(desk), *_conflicts(desk, sites), *_held(desk, sites)]
    return tuple(each for each in found if not code or each.code == code)


def forks(desk: OfficeDesk) -> tuple[Waiting, ...]:
    """The forks that nobody decided, and after which the library did not report anew."""
    found = desk.session.execute(
        select(Epoch, SiteRow)
        .join(SiteRow, col(SiteRow.site) == col(Epoch.site))
        .where(col(Epoch.fork_at).is_not(None))
        .order_by(col(Epoch.site))
    )
    return tuple(made for epoch, site in found if (made := _fork(desk, epoch, site)) is not None)


def find(desk: OfficeDesk, key: str) -> Waiting | None:
    """A matter that still waits; None once it was settled."""
    return next((each for each in waiting(desk) if each.key == key), None)


def about(desk: OfficeDesk, digest: str) -> Waiting | None:
    """The matter that a parcel belongs to, by the beginning of its hash."""
    return next(
        (
            each
            for each in waiting(desk)
            if any(known.startswith(digest) for known in (*each.hashes, *each.roots))
        ),
        None,
    )


def _held(desk: OfficeDesk, sites: dict[int, SiteRow]) -> list[Waiting]:
    thrown = {(each.site, each.hash) for each in rulings.standing(desk) if _is_refusal(each)}
    keys: dict[str, datetime | None] = {
        row.fingerprint: row.revoked_at for row in desk.session.scalars(select(SiteKey))
    }
    piles: dict[tuple[str, int, str], list[_Kept]] = {}
    for row in desk.session.execute(
        select(
            col(Held.site),
            col(Held.hash),
            col(Held.fingerprint),
            col(Held.epoch),
            col(Held.seq),
            col(Held.month),
            col(Held.verdict),
            col(Held.seen_at),
            func.length(col(Held.envelope)),
        ).order_by(col(Held.seen_at), col(Held.seq), col(Held.hash))
    ):
        held = _Kept(*row)
        # Thrown away while nobody knew whose it was: no library, no ruling, no bytes.
        if (held.site, held.hash) in thrown or not (held.site or held.size):
            continue
        together = _together(held)
        piles.setdefault((held.verdict, held.site, together), []).append(held)
    return sorted(
        (
            _of_pile(f"{verdict}/{site}/{together}", pile, sites.get(site), keys)
            for (verdict, site, together), pile in piles.items()
        ),
        key=lambda each: (_ORDER.index(each.verdict), each.code, each.since, each.key),
    )


def _is_refusal(ruled: rulings.Ruled) -> bool:
    return ruled.ruling is Ruling.refuse and not ruled.branch


@dataclass(frozen=True, slots=True)
class _Kept:
    site: int
    hash: str
    fingerprint: str
    epoch: str | None
    seq: int | None
    month: str
    verdict: Verdict
    seen_at: datetime
    size: int


def _together(held: _Kept) -> str:
    """By what several held files are one matter."""
    if held.verdict in {Verdict.HOLD_UNKNOWN_KEY, Verdict.HOLD_REVOKED}:
        return held.fingerprint
    if held.verdict is Verdict.HOLD_NEWER:
        return str(held.site)
    return (held.verdict is Verdict.HOLD_EPOCH and held.epoch) or held.hash


_ORDER = [verdict for verdict in Verdict if verdict in _DECISIONS]


def _of_pile(
    key: str,
    pile: list[_Kept],
    site: SiteRow | None,
    keys: dict[str, datetime | None],
) -> Waiting:
    first = pile[0]
    return Waiting(
        key=key,
        verdict=first.verdict,
        site=first.site,
        code=site.code if site else "",
        name=site.name if site else "",
        since=min(each.seen_at for each in pile),
        months=tuple(sorted({each.month for each in pile if each.month})),
        numbers=tuple(sorted({each.seq for each in pile if each.seq})),
        hashes=tuple(each.hash for each in pile),
        fingerprint=first.fingerprint,
        epoch=first.epoch or "",
        kept=any(each.size for each in pile),
        known_key=first.fingerprint in keys and keys[first.fingerprint] is None,
    )


def _conflicts(desk: OfficeDesk, sites: dict[int, SiteRow]) -> list[Waiting]:
    refused = {(each.site, each.hash) for each in rulings.standing(desk) if _is_refusal(each)}
    open_ones = [
        (row.site, row.month)
        for row in desk.session.execute(
            select(
                col(ParcelKept.site).label("site"),
                col(ParcelKept.month).label("month"),
                col(ParcelKept.hash).label("hash"),
            ).where(col(ParcelKept.state) == ChainState.conflict)
        )
        if (row.site, row.hash) not in refused
    ]
    piles: dict[tuple[int, str], list[ParcelKept]] = {each: [] for each in sorted(set(open_ones))}
    listed = list(piles)
    for start in range(0, len(listed), 200):
        for row in desk.session.scalars(
            select(ParcelKept)
            .where(
                tuple_(col(ParcelKept.site), col(ParcelKept.month)).in_(
                    listed[start : start + 200]
                ),
                col(ParcelKept.state) != ChainState.quarantined,
            )
            .order_by(col(ParcelKept.accepted_at), col(ParcelKept.seq), col(ParcelKept.hash))
        ):
            piles[row.site, row.month].append(row)
    return [
        Waiting(
            key=f"{Verdict.CONFLICT_REVISION}/{site}/{month}",
            verdict=Verdict.CONFLICT_REVISION,
            site=site,
            code=sites[site].code,
            name=sites[site].name,
            since=max(each.accepted_at for each in pile if each.state is ChainState.conflict),
            months=(month,),
            numbers=tuple(sorted({each.seq for each in pile})),
            hashes=tuple(each.hash for each in pile),
        )
        for (site, month), pile in piles.items()
    ]


def _fork(desk: OfficeDesk, epoch: Epoch, site: SiteRow) -> Waiting | None:
    copies = branches.copies(desk, epoch)
    rows = list(
        desk.session.scalars(
            select(ParcelKept)
            .where(
                col(ParcelKept.site) == epoch.site,
                col(ParcelKept.epoch) == epoch.epoch,
                col(ParcelKept.seq) >= epoch.fork_at,
                col(ParcelKept.state) == ChainState.quarantined,
            )
            .order_by(col(ParcelKept.seq))
        )
    )
    if not rows or _went_on(desk, epoch, rows):
        return None
    return Waiting(
        key=f"{Verdict.FORK}/{epoch.site}/{epoch.epoch}",
        verdict=Verdict.FORK,
        site=epoch.site,
        code=site.code,
        name=site.name,
        since=max(row.accepted_at for row in rows),
        months=tuple(sorted({row.month for row in rows})),
        numbers=tuple(sorted({row.seq for row in rows})),
        hashes=tuple(row.hash for row in rows),
        epoch=epoch.epoch,
        roots=tuple(copies),
    )


def _went_on(desk: OfficeDesk, epoch: Epoch, rows: Iterable[ParcelKept]) -> bool:
    """Whether the library began an epoch anew, and every month that was set aside is reported."""
    newer = desk.session.execute(
        select(col(ParcelKept.hash))
        .join(
            Epoch,
            (col(Epoch.site) == col(ParcelKept.site)) & (col(Epoch.epoch) == col(ParcelKept.epoch)),
        )
        .where(col(ParcelKept.site) == epoch.site, col(Epoch.place) > epoch.place)
        .limit(1)
    ).first()
    if newer is None:
        return False
    reported = set(
        desk.session.scalars(
            select(col(SiteMonthRow.month)).where(col(SiteMonthRow.site) == epoch.site)
        )
    )
    return {row.month for row in rows} <= reported


__all__ = ["Decision", "Waiting", "about", "find", "forks", "waiting"]
