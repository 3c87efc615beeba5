"""The agency's own list of libraries, from Excel or CSV: looked through, then taken in.

A plan only reads. What it finds wrong is said line by line, and that line stays out;
what it takes in can be taken back as one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import contacts, deeds, region_lists, register, remembered, sites
from jukung.agency.contacts import Contact
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import Deed, Invitation, SiteRow
from jukung.domain import errors, regions
from jukung.domain.kinds import LibraryKind, PrisonKind
from jukung.exchange.parcels.identity import plain_name
from jukung.exchange.rosters.people import read_rows_of
from jukung.words import N_

MOST_SITES = 20_000
_LOOKED_AT = 30
_LAST = "last_site_list"

FINDINGS: dict[str, str] = {
    "no_code": N_("It has no region code."),
    "wrong_code": N_("“{code}” is not a region code."),
    "no_name": N_("It has no name."),
    "twice": N_("The code {code} stands in the list more than once."),
    "elsewhere": N_("{code} lies outside this agency's region."),
    "here": N_("{code} is in the register already; only its contact and NPP are filled in."),
    "unknown": N_("{code} is not in the list of regions in use."),
}
"""What may be found in a line, as English keys; the last two do not keep it out."""

_KEEP_OUT = frozenset({"no_code", "wrong_code", "no_name", "twice", "elsewhere"})

_WORDS: dict[str, tuple[str, ...]] = {
    "code": (
        "kode wilayah", "kode desa", "kode kemendagri", "kode perpustakaan", "kode", "code",
        "kode desa kelurahan", "kode kel desa",
    ),
    "name": (
        "nama perpustakaan", "perpustakaan", "nama", "name", "library", "nama perpustakaan desa",
    ),
    "place": (
        "desa kelurahan", "desa", "kelurahan", "nama desa", "alamat", "tempat", "place",
        "nama desa kelurahan", "desa kel",
    ),
    "kind": ("jenis perpustakaan", "jenis", "kind", "tipe"),
    "contact": (
        "nama kontak", "kontak", "contact", "pengelola", "nama pengelola", "kepala perpustakaan",
        "penanggung jawab", "nama petugas", "pustakawan",
    ),
    "phone": (
        "no hp", "hp", "nomor hp", "telepon", "no telepon", "phone", "wa", "no wa", "whatsapp",
        "no telp", "telp", "no hp wa", "hp wa",
    ),
    "npp": ("npp", "nomor pokok perpustakaan", "no npp", "nomor npp"),
}  # fmt: skip

_PRISONS = (
    (re.compile(r"\b(lpka|anak)\b"), PrisonKind.lpka),
    (re.compile(r"\b(lpp|perempuan|wanita|women)\b"), PrisonKind.women),
    (re.compile(r"\b(rutan|rumah tahanan)\b"), PrisonKind.rutan),
    (re.compile(r"\b(lapas|lembaga pemasyarakatan|prison|penjara)\b"), PrisonKind.lapas),
)


@dataclass(frozen=True, slots=True)
class SiteLineRead:
    """One line of the list; `finding` is a key of `FINDINGS`, or empty."""

    place: int
    code: str
    name: str
    place_name: str
    kind: LibraryKind
    prison_kind: PrisonKind | None
    contact: Contact
    npp: str
    finding: str

    @property
    def is_taken(self) -> bool:
        """Whether anything of the line is taken in."""
        return self.finding not in _KEEP_OUT


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A list before anything of it is taken in."""

    file: str
    lines: tuple[SiteLineRead, ...]

    @property
    def new(self) -> tuple[SiteLineRead, ...]:
        """The libraries that are added."""
        return tuple(each for each in self.lines if each.is_taken and each.finding != "here")

    @property
    def filled(self) -> tuple[SiteLineRead, ...]:
        """The libraries that are here already."""
        return tuple(each for each in self.lines if each.finding == "here")

    @property
    def left_out(self) -> tuple[SiteLineRead, ...]:
        """The lines that stay out."""
        return tuple(each for each in self.lines if not each.is_taken)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a list."""

    added: int
    filled: int
    left_out: int


def plan(desk: OfficeDesk, path: Path) -> SitePlan:
    """Read a list and say what each of its lines would become.

    Refuses ListWithoutCodes, and what a list of people refuses.
    """
    lines, _written = read_rows_of(path, limit=MOST_SITES)
    for place, line in enumerate(lines[:_LOOKED_AT]):
        columns = _columns(line.cells)
        if "code" in columns and "name" in columns:
            rows = [(each.number, each.cells) for each in lines[place + 1 :]]
            return SitePlan(path.name, _looked_through(desk, rows, columns))
    raise errors.ListWithoutCodes(path.name)


def apply(desk: OfficeDesk, planned: SitePlan) -> Taken:
    """Take a list in; refuses SiteCodeTaken where somebody was quicker."""
    edition = region_lists.used(desk)
    added = []
    for line in planned.new:
        row = register.new_row(
            desk,
            line.code,
            name=line.name,
            kind=line.kind,
            prison_kind=line.prison_kind,
            place_name=line.place_name,
            npp=line.npp,
            edition=edition,
        )
        _keep_contact(desk, row, line)
        added.append(row.site)
    filled = sum(_fill(desk, line) for line in planned.filled)
    remembered.remember(desk, _LAST, {"sites": added, "file": planned.file})
    deeds.note(desk, "import_sites", detail=f"{planned.file}: {len(added)}")
    return Taken(len(added), filled, len(planned.left_out))


def undo(desk: OfficeDesk) -> int:
    """Take back what the last list added; a library that somebody worked on since stays.

    Gives how many were taken out.
    """
    last = remembered.recall(desk, _LAST, {"sites": []})
    rows = [desk.session.get(SiteRow, site) for site in last["sites"]]
    gone = 0
    for row in rows:
        if row is not None and not _is_touched(desk, row):
            register.take_out(desk, row)
            gone += 1
    remembered.remember(desk, _LAST, None)
    if gone:
        deeds.note(desk, "undo_import_sites", detail=str(gone))
    return gone


def _is_touched(desk: OfficeDesk, row: SiteRow) -> bool:
    """Whether anything was done with a library since it came, or an invitation is out."""
    done = select(col(Deed.no)).where(col(Deed.site) == row.site)
    invited = select(col(Invitation.code)).where(
        col(Invitation.code) == row.code, col(Invitation.withdrawn_at).is_(None)
    )
    return register.is_in_use(desk, row) or any(
        desk.session.execute(each.limit(1)).first() is not None for each in (done, invited)
    )


def last_list(desk: OfficeDesk) -> str:
    """The name of the list that can be taken back; empty where there is none."""
    return str(remembered.recall(desk, _LAST, {"file": ""})["file"])


def _looked_through(
    desk: OfficeDesk, rows: Sequence[tuple[int, tuple[str, ...]]], columns: dict[str, int]
) -> tuple[SiteLineRead, ...]:
    here = {each.code for each in sites.all_sites(desk)}
    known = region_lists.knows(desk)
    seen: set[str] = set()
    read = []
    for place, cells in rows:
        said = {use: plain_name(_cell(cells, at)) for use, at in columns.items()}
        code, finding = _code_of(said["code"])
        if not finding:
            finding = _finding(desk, code, said["name"], seen=seen, here=here, known=known)
        seen.add(code)
        kind, prison_kind = _kind_of(said.get("kind", ""), said["name"], code)
        contact = Contact(said.get("contact", ""), phone=said.get("phone", ""))
        read.append(
            SiteLineRead(
                place,
                code,
                said["name"],
                said.get("place", ""),
                kind,
                prison_kind,
                contact,
                said.get("npp", ""),
                finding,
            )
        )
    return tuple(read)


def _code_of(written: str) -> tuple[str, str]:
    if not written:
        return "", "no_code"
    try:
        return regions.site_code(written), ""
    except errors.RegionUnknown:
        return written, "wrong_code"


def _finding(
    desk: OfficeDesk,
    code: str,
    name: str,
    *,
    seen: set[str],
    here: set[str],
    known: frozenset[str],
) -> str:
    if not name:
        return "no_name"
    if code in seen:
        return "twice"
    if not code.startswith(desk.profile.code.partition("/")[0]):
        return "elsewhere"
    if code in here:
        return "here"
    depth = max(map(len, known), default=0)
    return "" if code.partition("/")[0][:depth] in known else "unknown"


def _kind_of(said: str, name: str, code: str) -> tuple[LibraryKind, PrisonKind | None]:
    words = f"{said} {name}".casefold()
    prison = next((kind for looks, kind in _PRISONS if looks.search(words)), None)
    # A children's corner of a village is no LPKA: the word has to say prison, or the code.
    if "/" in code or re.search(r"\b(lapas|rutan|lpka|lpp|prison|penjara|pemasyarakatan)\b", words):
        return LibraryKind.prison, prison or PrisonKind.lapas
    return LibraryKind.village, None


def _fill(desk: OfficeDesk, line: SiteLineRead) -> bool:
    row = register.row_of(desk, line.code)
    changed = False
    if line.npp and not row.npp:
        row.npp, changed = line.npp, True
        desk.session.add(row)
        desk.session.flush()
    return _keep_contact(desk, row, line) or changed


def _keep_contact(desk: OfficeDesk, row: SiteRow, line: SiteLineRead) -> bool:
    said = line.contact
    if not (said.name or said.phone) or contacts.of_site(desk, row.site):
        return False
    contacts.write(desk, row.site, (said,))
    return True


def _columns(cells: Sequence[str]) -> dict[str, int]:
    words = [" ".join(re.sub(r"[^a-z0-9]+", " ", cell.casefold()).split()) for cell in cells]
    found: dict[str, int] = {}
    for use, known in _WORDS.items():
        places = [words.index(word) for word in known if word in words]
        free = [place for place in places if place not in found.values()]
        if free:
            found[use] = free[0]
    return found


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
