"""A folder of a thousand files: judged one by one, each answered where it lies.

Every file has its own transaction, so that what was judged stands when somebody stops.
Receipts are written as they are made and are not kept; the sums follow once, at the end.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jukung.agency import accept, arrivals, relay_receipts
from jukung.agency.accept import Judged
from jukung.agency.office import Office, fetch_keys
from jukung.domain.errors import Refusal
from jukung.exchange.parcels.verdict import Verdict

Progress = Callable[[int, int | None], None]
Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of it: an answer to each file, how many receipts were written, what is left."""

    judged: tuple[Judged, ...]
    written: int
    folders: tuple[Path, ...]
    unwritten: Refusal | None = None
    """Why receipts could not be written, where that was so."""
    left_count: int = 0
    """How many files were not looked at because somebody stopped."""

    @property
    def by_verdict(self) -> dict[Verdict, int]:
        """How many of each verdict, in the order of the table."""
        counted = Counter(each.verdict for each in self.judged)
        return {verdict: counted[verdict] for verdict in Verdict if verdict in counted}


@dataclass(slots=True)
class _Answers:
    """Receipts on their way out."""

    folder: Path | None
    write: bool
    written: int = 0
    folders: dict[Path, None] = field(default_factory=dict)
    unwritten: Refusal | None = None

    def give(self, judged: Judged) -> Judged:
        """Write the receipt of a file, unless a medium refused one before."""
        if self.write and self.unwritten is None and judged.receipt is not None:
            try:
                for path in accept.write_receipts([judged], self.folder):
                    self.written += 1
                    self.folders[path.parent] = None
            except Refusal as refusal:
                self.unwritten = refusal
        return replace(judged, receipt=None)


def receive(
    office: Office,
    paths: Sequence[Path],
    *,
    folder: Path | None = None,
    write: bool = True,
    progress: Progress = lambda _done, _of: None,
    stopped: Stopped = lambda: False,
) -> Delivery:
    """Judge files and what lies in folders; receipts go beside them, or into a folder.

    Refuses AgencyKeysMissing.
    """
    office.forget_profile()
    with office.reading() as desk:
        keys = fetch_keys(desk.profile)
    files = arrivals.listed(relay_receipts.taken_out(office, paths))
    out = _Answers(folder, write)
    looked = 0

    def one_by_one() -> Iterator[Path | bytes]:
        nonlocal looked
        for file in files:
            if stopped():
                return
            yield file
            looked += 1
            progress(looked, len(files))

    judged = [out.give(each) for each in accept.judge_each(office, keys, one_by_one())]
    accept.finish(office, keys, {each.site for each in judged if each.verdict.is_counted})
    return Delivery(
        tuple(judged), out.written, tuple(out.folders), out.unwritten, len(files) - looked
    )
