"""Lists of region codes with their edition: loaded, compared, and people counted by hand.

The list of kabupaten in `resources/tables/regions.toml` is the first edition; it is
there without being loaded. Of the loaded ones the newest is used, until another is chosen.
"""

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, desc, insert, select
from sqlmodel import col

from jukung import places
from jukung.agency import deeds, sites
from jukung.agency.office import OfficeDesk
from jukung.agency.sites import Site
from jukung.agency.tables import Region, RegionList
from jukung.agency.upserting import CHUNK
from jukung.domain import errors, regions
from jukung.domain.errors import RegionUnknown
from jukung.exchange.parcels.identity import plain_name
from jukung.exchange.rosters.people import read_rows_of

MOST_REGIONS = 120_000
_CODES = frozenset({"kode", "kode wilayah", "code", "kode kemendagri", "kode desa", "kode bps"})
_NAMES = frozenset(
    {"nama", "nama wilayah", "name", "nama desa", "wilayah", "nama provinsi kabupaten kota"}
)
_PEOPLE = frozenset(
    {"penduduk", "jumlah penduduk", "population", "jumlah penduduk jiwa", "populasi", "jiwa"}
)
_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Edition:
    """A list of codes; the bundled one was never loaded."""

    edition: str
    source: str
    regions: int
    loaded_at: datetime | None
    is_used: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read of a file: how many codes, and the lines that had none."""

    edition: str
    regions: int
    unreadable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """A library whose code is not in an edition."""

    site: Site
    heirs: tuple[str, ...]
    """Codes of the same name in it: where the village may have gone."""


def load(desk: OfficeDesk, path: Path, *, edition: str, source: str = "") -> Loaded:
    """Read a list from CSV or XLSX in place of the same edition; it is used from now on.

    Refuses EditionMissing, ListWithoutCodes, and what a list of people refuses.
    """
    called = plain_name(edition)
    if not called:
        raise errors.EditionMissing
    lines, _written = read_rows_of(path, limit=MOST_REGIONS)
    rows = [(line.number, line.cells) for line in lines]
    found, unreadable = _read(rows, path.name)
    _write(desk, called, source, found)
    deeds.note(desk, "load_regions", detail=f"{called}: {len(found)}")
    return Loaded(called, len(found), unreadable)


def editions(desk: OfficeDesk) -> tuple[Edition, ...]:
    """Every list, the one in use first, the bundled one last."""
    counts = Counter(desk.session.scalars(select(col(Region.edition))).all())
    rows = desk.session.scalars(
        select(RegionList).order_by(desc(col(RegionList.loaded_at)), desc(col(RegionList.edition)))
    ).all()
    bundled_edition, names = _bundled()
    loaded = [
        Edition(row.edition, row.source, counts[row.edition], row.loaded_at, place == 0)
        for place, row in enumerate(rows)
    ]
    return (*loaded, Edition(bundled_edition, "", len(names), None, not loaded))


def choose(desk: OfficeDesk, edition: str) -> None:
    """Use a list that was loaded before; refuses EditionUnknown."""
    row = desk.session.get(RegionList, edition)
    if row is None:
        raise errors.EditionUnknown(edition)
    row.loaded_at = desk.now
    desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, "choose_regions", detail=edition)


def used(desk: OfficeDesk) -> str:
    """The edition in use."""
    return editions(desk)[0].edition


def name_of(desk: OfficeDesk, code: str) -> str:
    """What a region is called in the edition in use, in an older one, or in the bundled list.

    The code where nobody knows it.
    """
    found = desk.session.scalars(
        select(col(Region.name))
        .join(RegionList, col(RegionList.edition) == col(Region.edition))
        .where(col(Region.code) == code, col(Region.name) != "")
        .order_by(desc(col(RegionList.loaded_at)), desc(col(RegionList.edition)))
        .limit(1)
    ).first()
    return found or _bundled()[1].get(code, code)


def population_of(desk: OfficeDesk, code: str) -> int | None:
    """How many people live in a region; None where no list says it."""
    return desk.session.scalars(
        select(col(Region.population))
        .join(RegionList, col(RegionList.edition) == col(Region.edition))
        .where(col(Region.code) == code, col(Region.population).is_not(None))
        .order_by(desc(col(RegionList.loaded_at)), desc(col(RegionList.edition)))
        .limit(1)
    ).first()


def count_people(desk: OfficeDesk, code: str, population: int | None) -> None:
    """Write how many people live in a region, in the edition in use.

    Where nothing was loaded yet the bundled list is, so that there is one to write in.
    Refuses RegionUnknown.
    """
    plain = regions.office_code(code)
    edition = to_write_in(desk)
    row = desk.session.get(Region, (edition, plain)) or Region(
        edition=edition, code=plain, name=name_of(desk, plain)
    )
    row.population = population
    desk.session.add(row)
    desk.session.flush()
    deeds.note(desk, "count_people", detail=f"{plain} {population}")


def strays(desk: OfficeDesk, edition: str = "") -> tuple[Stray, ...]:
    """Libraries whose code an edition no longer has, as after a village was split.

    Only as deep as the list goes: one of kabupaten alone says nothing of villages.
    Refuses EditionUnknown.
    """
    wanted = edition or used(desk)
    rows = desk.session.scalars(select(Region).where(col(Region.edition) == wanted)).all()
    named = {row.code: row.name for row in rows}
    if not named:
        bundled_edition, bundled = _bundled()
        if wanted != bundled_edition:
            raise errors.EditionUnknown(wanted)
        named = dict(bundled)
    depth = max(map(len, named))
    by_name: dict[str, list[str]] = {}
    for code, name in named.items():
        by_name.setdefault(_folded(name), []).append(code)
    return tuple(
        Stray(site, tuple(sorted(by_name.get(_bare(site.place_name), ()))[:5]))
        for site in sites.all_sites(desk)
        if site.code.partition("/")[0][:depth] not in named
    )


def knows(desk: OfficeDesk) -> frozenset[str]:
    """Every code of the edition in use."""
    loaded = desk.session.scalars(
        select(col(Region.code)).where(col(Region.edition) == used(desk))
    ).all()
    return frozenset(loaded) or frozenset(_bundled()[1])


def _write(
    desk: OfficeDesk, edition: str, source: str, found: Mapping[str, tuple[str, int | None]]
) -> None:
    row = desk.session.get(RegionList, edition) or RegionList(edition=edition, loaded_at=desk.now)
    row.source, row.loaded_at = plain_name(source) or row.source, desk.now
    desk.session.add(row)
    desk.session.flush()
    desk.session.execute(delete(Region).where(col(Region.edition) == edition))
    values = [
        {"edition": edition, "code": code, "name": name, "population": people}
        for code, (name, people) in sorted(found.items())
    ]
    for start in range(0, len(values), CHUNK):
        desk.session.execute(insert(Region), values[start : start + CHUNK])
    desk.session.flush()


def to_write_in(desk: OfficeDesk) -> str:
    """The edition in use; the bundled one is loaded first where there is no other."""
    first = editions(desk)[0]
    if first.loaded_at is None:
        _write(
            desk, first.edition, "", {code: (name, None) for code, name in _bundled()[1].items()}
        )
    return first.edition


def _read(
    rows: Sequence[tuple[int, tuple[str, ...]]], file: str
) -> tuple[dict[str, tuple[str, int | None]], tuple[int, ...]]:
    for place, (_line, cells) in enumerate(rows[:_LOOKED_AT]):
        words = [_folded(cell) for cell in cells]
        code, name = _column(words, _CODES), _column(words, _NAMES)
        if code is not None and name is not None:
            return _under(rows[place + 1 :], code, name, _column(words, _PEOPLE))
    raise errors.ListWithoutCodes(file)


def _under(
    rows: Sequence[tuple[int, tuple[str, ...]]], code: int, name: int, people: int | None
) -> tuple[dict[str, tuple[str, int | None]], tuple[int, ...]]:
    found: dict[str, tuple[str, int | None]] = {}
    unreadable: list[int] = []
    for line, cells in rows:
        try:
            plain = regions.office_code(_cell(cells, code))
        except RegionUnknown:
            unreadable.append(line)
            continue
        found[plain] = (
            plain_name(_cell(cells, name)),
            None if people is None else whole(_cell(cells, people)),
        )
    return found, tuple(unreadable)


def whole(text: str) -> int | None:
    """A number of people as lists write it, with dots, commas or blanks between thousands."""
    digits = re.sub(r"[.,\s]", "", text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None


def _column(words: Sequence[str], known: frozenset[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in known), None)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold()).split())


def _bare(place_name: str) -> str:
    return re.sub(r"^(desa|kelurahan|kel|ds)\s+", "", _folded(place_name))


@functools.cache
def _bundled() -> tuple[str, Mapping[str, str]]:
    written = (places.resources() / "tables" / "regions.toml").read_text(encoding="utf-8")
    table = tomllib.loads(written)
    return table["edition"], table["names"]
