"""An agency with many libraries, whose figures are written straight into its tables.

Plausible, invented and always the same: `fill(agency, sites=2000, months=12)`.
"""

from datetime import UTC, datetime
from random import Random

from sqlalchemy import insert, text

from jukung.agency import rollup
from jukung.agency.tables import (
    FigureSource,
    MonthDue,
    Region,
    RegionList,
    SiteFigure,
    SiteKey,
    SiteMonthRow,
    SiteRow,
)
from jukung.domain.kinds import LibraryKind, ParcelAct, PrisonKind, Zone
from jukung.domain.months import Month
from jukung.figures.indicators import SENT

DISTRICTS = ("63.01", "63.02", "63.03", "63.04", "63.05", "63.06", "63.07", "63.08", "63.09",
             "63.10", "63.11", "63.71", "63.72")  # fmt: skip
LAST = Month(2026, 10)
_AT = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
_NAMES = ("Rawa", "Sungai", "Handil", "Anjir", "Bukit", "Muara", "Danau", "Padang")
_SECOND = ("Bening", "Melati", "Baru", "Seluang", "Kenanga", "Jingga", "Teduh", "Pandan")
_SIZES = {
    "visits": 420, "loans": 210, "members": 160, "copies_held": 1400, "titles_held": 900,
    "activity_participants": 45, "open_minutes": 6000, "open_days": 22, "visit_days": 21,
}  # fmt: skip
_PART_SHARES = {"female": 0.55, "male": 0.42, "unknown": 0.03, "children": 0.02, "teens": 0.2}


def fill(
    agency, *, sites=2000, months=12, until=LAST, prisons=15, people=True, rolled=True, seed=7
):
    """Write sites, their months and figures; about one in nine months did not come."""
    random = Random(seed)
    span = [until]
    while len(span) < months:
        span.insert(0, span[0].before)
    with agency.changing() as desk:
        if people:
            _write_regions(desk)
        rows = [_site(number, random, prisons=prisons) for number in range(sites)]
        _insert(desk, SiteRow, rows)
        sites_by_code = {
            row.code: row.site for row in desk.session.execute(text("SELECT site, code FROM site"))
        }
        for row in rows:
            row["site"] = sites_by_code[row["code"]]
        _insert(
            desk,
            SiteKey,
            [
                {
                    "fingerprint": f"{row['site']:016X}",
                    "site": row["site"],
                    "public_key": f"{row['site']:064x}",
                    "enrolled_at": _AT,
                    "enrolled_by": "",
                    "seconded_by": "",
                }
                for row in rows
            ],
        )
        for month in span:
            _write_month(desk, rows, month, random)
    if rolled:
        with agency.changing() as desk:
            rollup.refresh(desk)


def _write_regions(desk):
    desk.session.add(RegionList(edition="Contoh 2026", source="karangan", loaded_at=_AT))
    desk.session.flush()
    _insert(
        desk,
        Region,
        [
            {
                "edition": "Contoh 2026",
                "code": code,
                "name": "",
                "population": 150_000 + 25_000 * place,
            }
            for place, code in enumerate(DISTRICTS)
        ],
    )


def _site(number, random, *, prisons):
    is_prison = number < prisons
    district = DISTRICTS[number % len(DISTRICTS)]
    place = number // len(DISTRICTS)
    code = (
        f"{district}/LP{place + 1}"
        if is_prison
        else f"{district}.{place // 90 + 1:02d}.{2001 + place % 90:04d}"
    )
    name = f"{random.choice(_NAMES)} {random.choice(_SECOND)}"
    return {
        "uid": f"contoh-{number:06d}",
        "code": code,
        "name": f"Lapas {name}" if is_prison else f"Perpustakaan {name}",
        "place_name": f"Desa {name}",
        "kind": LibraryKind.prison if is_prison else LibraryKind.village,
        "prison_kind": PrisonKind.lapas if is_prison else None,
        "zone": Zone.WITA,
        "since": "2024-01",
        "enrolled_at": _AT,
        "receipt_no": 0,
    }


def _write_month(desk, rows, month, random):
    chosen = [row for row in rows if random.random() > 0.11]
    _insert(
        desk,
        SiteMonthRow,
        [
            {
                "site": row["site"],
                "month": month.text,
                "source": FigureSource.parcel if row["site"] % 20 else FigureSource.typed,
                "kind": ParcelAct.original,
                "revision": 1,
                "first_at": _AT,
                "accepted_at": _AT,
            }
            for row in chosen
        ],
    )
    figures = []
    for row in chosen:
        figures += _figures(row, month, random)
        if len(figures) > 40_000:
            _insert(desk, SiteFigure, figures)
            figures = []
    _insert(desk, SiteFigure, figures)
    due = {(row["code"][:5], row["kind"]) for row in chosen}
    _insert(
        desk,
        MonthDue,
        [
            {"district": district, "kind": kind, "month": month.text}
            for district, kind in sorted(due)
        ],
    )


def _figures(row, month, random):
    values = {}
    for each in SENT:
        if not each.leaves(row["kind"]) or not each.concerns(row["kind"]):
            continue
        if each.part_of:
            whole = values.get(each.part_of) or 0
            share = next((s for end, s in _PART_SHARES.items() if each.code.endswith(end)), 0.1)
            values[each.code] = int(whole * share)
        else:
            size = _SIZES.get(each.code, 9)
            # A year's growth, the season, and what the month happened to be.
            grown = 1 + 0.04 * (month.year - 2025) + 0.05 * ((month.number + 5) % 12) / 12
            values[each.code] = int(size * grown * random.uniform(0.3, 1.7))
    status = "ok" if row["site"] % 20 else "estimated"
    return [
        {"site": row["site"], "month": month.text, "code": code, "value": value, "status": status}
        for code, value in values.items()
    ]


def _insert(desk, table, rows):
    if rows:
        desk.session.execute(insert(table), rows)
        desk.session.flush()
