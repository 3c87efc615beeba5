"""Receipts that go out later: the newest of each library since a moment, into a folder."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from jukung.agency.office import Office, OfficeDesk
from jukung.agency.tables import ReceiptMade, SiteRow
from jukung.exchange.parcels import envelope, plain_json
from jukung.exchange.parcels.flushed import write_true


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A receipt that is here to be given back; `code` is its library's."""

    site: int
    code: str
    name: str
    no: int
    epoch: str
    made_at: datetime

    @property
    def file_name(self) -> str:
        """What it is called on a stick."""
        return f"{self.code}-{self.no}.jkr"


def since(desk: OfficeDesk, moment: datetime, *, code: str = "") -> tuple[Outgoing, ...]:
    """The newest receipt of each library and epoch that was made since then, by code.

    The newest one is enough: it lists the latest parcels of its epoch.
    """
    wanted = (
        select(ReceiptMade, SiteRow)
        .join(SiteRow, col(SiteRow.site) == col(ReceiptMade.site))
        .where(col(ReceiptMade.made_at) >= moment)
        .order_by(col(SiteRow.code), col(ReceiptMade.no))
        .execution_options(yield_per=200)
    )
    if code:
        wanted = wanted.where(col(SiteRow.code) == code)
    newest: dict[tuple[int, str], Outgoing] = {}
    for made, site in desk.session.execute(wanted):
        epoch = _epoch_in(made.bytes)
        newest[made.site, epoch] = Outgoing(
            made.site, site.code, site.name, made.no, epoch, made.made_at
        )
    return tuple(sorted(newest.values(), key=lambda each: (each.code, each.no)))


def write(office: Office, found: Sequence[Outgoing], folder: Path) -> tuple[Path, ...]:
    """Write receipts into a folder; refuses DiskFull, CannotWrite."""
    paths: list[Path] = []
    for each in found:
        with office.reading() as desk:
            made = desk.session.get_one(ReceiptMade, (each.site, each.no))
        paths.append(write_true(folder / each.file_name, made.bytes))
    return tuple(paths)


def _epoch_in(content: bytes) -> str:
    payload = plain_json.read(envelope.unpack(content, envelope.RECEIPT).unverified)
    return str(payload["epoch"])


def of_libraries(desk: OfficeDesk, codes: Collection[str]) -> tuple[Outgoing, ...]:
    """The newest receipt of each of these libraries and epochs, whenever it was made."""
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    return tuple(each for code in sorted(codes) for each in since(desk, long_ago, code=code))
