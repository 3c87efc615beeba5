"""A small province written as text, to be counted by hand."""

from datetime import UTC, datetime

from jukung.agency import rollup
from jukung.agency.tables import (
    FigureSource,
    Region,
    RegionList,
    SiteFigure,
    SiteMonthRow,
    SiteRow,
)
from jukung.domain.kinds import LibraryKind, ParcelAct, PrisonKind, Zone

_AT = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)

PEOPLE = {"63.03": 600_000, "63.05": 200_000}
"""The third kabupaten's inhabitants are not known."""

FIGURES = """
    library          month    visits  loans  members  readers_unique
    63.03.05.2007    2025-09     100     40       50        20
    63.03.05.2007    2025-10     120     60       52        25
    63.03.05.2007    2026-08      90     50       60        22
    63.03.05.2007    2026-09     110     55       61        24
    63.03.05.2007    2026-10     150     70       62        30
    63.03.06.2001    2026-09     300      –       10         –
    63.03.06.2001    2026-10       –      8       12         –
    63.05.01.2001    2025-10      40     10        7         3
    63.05.01.2001    2026-09      60      0        8         5
    63.05.01.2001    2026-10      50     20        9         4
    63.71/LP1        2026-09      30     15       80        40
    63.71/LP1        2026-10      33     12        –        41
"""


def write(agency, figures=FIGURES, *, people=PEOPLE, typed=("63.05.01.2001",)):
    """Write the libraries, months and figures of a text; a dash is not recorded."""
    head, *lines = [line.split() for line in figures.strip().splitlines()]
    codes = head[2:]
    with agency.changing() as desk:
        desk.session.add(RegionList(edition="Contoh", source="karangan", loaded_at=_AT))
        desk.session.flush()
        for code, count in people.items():
            desk.session.add(Region(edition="Contoh", code=code, name="", population=count))
        sites = {code: _a_site(desk, code) for code in dict.fromkeys(line[0] for line in lines)}
        for code, month, *values in lines:
            _a_month(desk, sites[code], month, dict(zip(codes, values, strict=True)), code in typed)
            rollup.mark_due(desk, sites[code], month)
    with agency.changing() as desk:
        rollup.refresh(desk)


def _a_site(desk, code):
    is_prison = "/" in code
    row = SiteRow(
        uid=f"contoh-{code}",
        code=code,
        name=f"Lapas {code}" if is_prison else f"Perpustakaan {code}",
        kind=LibraryKind.prison if is_prison else LibraryKind.village,
        prison_kind=PrisonKind.lapas if is_prison else None,
        zone=Zone.WITA,
        since="2025-01",
        enrolled_at=_AT,
    )
    desk.session.add(row)
    desk.session.flush()
    return row


def _a_month(desk, site, month, values, is_typed):
    desk.session.add(
        SiteMonthRow(
            site=site.site,
            month=month,
            source=FigureSource.typed if is_typed else FigureSource.parcel,
            kind=ParcelAct.original,
            revision=1,
            first_at=_AT,
            accepted_at=_AT,
        )
    )
    desk.session.flush()
    for code, written in values.items():
        value = None if written == "–" else int(written)
        known = "estimated" if is_typed else "ok"
        desk.session.add(
            SiteFigure(
                site=site.site,
                month=month,
                code=code,
                value=value,
                status="not_collected" if value is None else known,
            )
        )
    desk.session.flush()
