"""A small province for the tests of its programme: libraries and what they say, as rows."""

from contextlib import contextmanager
from dataclasses import replace

from jukung.agency import rollup
from jukung.agency.tables import (
    Contact,
    FigureSource,
    Region,
    RegionList,
    SiteFigure,
    SiteMonthRow,
    SiteRow,
)
from jukung.domain.kinds import LibraryKind, ParcelAct, PrisonKind, Zone
from jukung.domain.months import parse_month
from makers import NOON


@contextmanager
def at_desk(agency, by="Rahmi", *, now=None):
    """A desk that changes, of somebody, at some moment."""
    with agency.changing(by=by) as desk:
        yield replace(desk, now=now) if now else desk


def a_site(
    agency, code, name, *, since="2026-01", kind=LibraryKind.village, closed_from=None, phone=""
):
    """A library without Jukung; gives its number."""
    with agency.changing() as desk:
        row = SiteRow(
            code=code,
            name=name,
            place_name=f"Desa {name}",
            kind=kind,
            prison_kind=PrisonKind.lapas if kind is LibraryKind.prison else None,
            zone=Zone.WITA,
            since=since,
            closed_from=closed_from,
            enrolled_at=NOON,
        )
        desk.session.add(row)
        desk.session.flush()
        if phone:
            desk.session.add(Contact(site=row.site, no=1, name="Bu Aminah", role="", phone=phone))
        return row.site


def says(
    agency, site, month, *, at=NOON, kind=ParcelAct.original, source=FigureSource.parcel, **figures
):
    """What speaks for a library's month, as if it had come at a moment."""
    with agency.changing() as desk:
        desk.session.add(
            SiteMonthRow(
                site=site,
                month=month,
                source=source,
                kind=kind,
                revision=1,
                first_at=at,
                accepted_at=at,
            )
        )
        desk.session.flush()
        for code, value in figures.items():
            desk.session.add(
                SiteFigure(site=site, month=month, code=code, value=value, status="ok")
            )
        desk.session.flush()
        rollup.mark_due(desk, desk.session.get(SiteRow, site), month)


def people(agency, **counts):
    """Inhabitants by code, with `_` for a dot: `r63_05_01_2001=900`."""
    with agency.changing() as desk:
        desk.session.add(RegionList(edition="2026", loaded_at=NOON))
        desk.session.flush()
        for code, count in counts.items():
            desk.session.add(
                Region(edition="2026", code=code[1:].replace("_", "."), name="", population=count)
            )


def month(text):
    return parse_month(text)
