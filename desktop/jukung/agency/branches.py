"""Where two copies of a library part, which parcels are of which copy, and which one speaks.

A fork is a number that has two hashes. A person may say which of them is the true one;
what came before and after it in the same copy then counts, and the other copy does not.
Worked out anew from what the parcels list and from what was said about them, so that
neither their order nor the moment of the decision makes a difference.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from jukung.agency.history import History
from jukung.agency.lines import Claims, Line
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import ChainState, Epoch
from jukung.exchange.parcels.parcel import Chain

Path = Mapping[int, str]
"""The numbers before and at a parcel, with the hash that it gives for each."""


@dataclass(frozen=True, slots=True)
class Forks:
    """What of an epoch stands aside: from the number `fork_at` on, and the other copies."""

    fork_at: int | None = None
    aside: frozenset[str] = frozenset()


def claims_of(chain: Chain, digest: str) -> Claims:
    """What a parcel says about numbers: its own, and those it lists; 0 for older epochs."""
    listed = enumerate(reversed(chain.recent), start=1)
    return (
        (chain.seq, digest),
        *((max(chain.seq - back, 0), each) for back, each in listed),
    )


def contested(known: History, epoch: str) -> dict[int, frozenset[str]]:
    """The numbers of an epoch that have more than one hash, in order."""
    numbers = known.claims.get(epoch, {})
    return {
        seq: frozenset(numbers[seq]) for seq in sorted(numbers) if seq and len(numbers[seq]) > 1
    }


def forks(known: History, epoch: str) -> Forks:
    """What of an epoch does not count, and the first number that nobody decided about."""
    numbers = contested(known, epoch)
    if not numbers:
        return Forks()
    paths = _paths(known, epoch, first=min(numbers))
    fork_at, dead = _decided(numbers, _before(paths.values(), numbers), known.branches)
    settled = [seq for seq in numbers if fork_at is None or seq < fork_at]
    aside = {
        digest
        for digest, path in paths.items()
        if (fork_at is not None and max(path) >= fork_at)
        or any(path.get(seq) in dead or _unknown(path, seq) for seq in settled)
    }
    return Forks(fork_at, frozenset(aside))


def mark(known: History, epoch: Epoch) -> frozenset[str]:
    """Note where an epoch forks; gives the parcels that do not count because of it."""
    found = forks(known, epoch.epoch)
    if found.fork_at != epoch.fork_at:
        epoch.fork_at = found.fork_at
        known.desk.session.add(epoch)
        known.desk.session.flush()
    return found.aside


def copies(desk: OfficeDesk, epoch: Epoch) -> dict[str, tuple[str, ...]]:
    """The copies that part at the first open fork: its hash, and the parcels here of each."""
    at = epoch.fork_at
    if at is None:
        return {}
    known = History(desk, epoch.site)
    paths = _paths(known, epoch.epoch, first=at)
    parting = sorted(contested(known, epoch.epoch)[at])
    found: dict[str, list[str]] = {digest: [] for digest in parting}
    for digest, path in paths.items():
        if at in path:
            found[path[at]].append(digest)
    return {root: tuple(hashes) for root, hashes in found.items()}


def stands(epoch: Epoch, line: Line) -> bool:
    """Whether the library may be told of a parcel: not of a copy that was decided against."""
    return line.state is not ChainState.quarantined or (
        epoch.fork_at is not None and line.seq >= epoch.fork_at
    )


def _unknown(path: Path, seq: int) -> bool:
    # Too far behind a gap to say of which copy it is; what is missing will tell.
    return max(path) >= seq and seq not in path


def _decided(
    numbers: Mapping[int, frozenset[str]],
    before: Mapping[str, set[str]],
    chosen: Collection[str],
) -> tuple[int | None, set[str]]:
    dead: set[str] = set()
    for seq, hashes in numbers.items():
        live = {each for each in hashes if not before.get(each, set()) & dead}
        said = live & set(chosen)
        if len(live) > 1 and len(said) != 1:
            return seq, dead
        dead |= hashes - (said or live)
    return None, dead


def _before(paths: Iterable[Path], numbers: Collection[int]) -> dict[str, set[str]]:
    before: dict[str, set[str]] = {}
    for path in paths:
        earlier: set[str] = set()
        for seq in numbers:
            if seq in path:
                before.setdefault(path[seq], set()).update(earlier)
                earlier.add(path[seq])
    return before


def _paths(known: History, epoch: str, *, first: int) -> Mapping[str, Path]:
    paths: dict[str, dict[int, str]] = {}
    hashes = [line.hash for line in known.of_epoch(epoch) if line.seq >= first]
    for digest, chain in known.chains(hashes).items():
        said = {seq: each for seq, each in claims_of(chain, digest) if seq}
        # It lists twelve; the parcels before it know the ones before those.
        paths[digest] = {**paths.get(said[min(said)], {}), **said}
    return paths
