"""Figures for DHIS2: a `dataValueSets` file by library and month, and what its codes mean.

Codes on both sides: data elements by indicator, organisation units by the library's
region code, months as YYYYMM. Importing again replaces; what is empty is not sent.
"""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.spans import MonthSpan
from jukung.agency.tables import SiteFigure, SiteMonthRow, SiteRow
from jukung.domain.kinds import ParcelAct
from jukung.exchange.parcels.flushed import write_true
from jukung.figures.indicators import DATASET, SENT
from jukung.words import _

PREFIX = "JK_"
"""In front of indicators, so that codes stay apart from those of others."""


def value_sets(desk: OfficeDesk, span: MonthSpan) -> dict[str, Any]:
    """The values of a span for `POST /api/dataValueSets`."""
    rows = desk.session.execute(
        select(
            col(SiteRow.code),
            col(SiteFigure.month),
            col(SiteFigure.code),
            col(SiteFigure.value),
            col(SiteFigure.status),
        )
        .join(SiteRow, col(SiteRow.site) == col(SiteFigure.site))
        .where(col(SiteFigure.month).in_(span.texts), col(SiteFigure.value).is_not(None))
        .order_by(col(SiteRow.code), col(SiteFigure.month), col(SiteFigure.code))
    )
    values = [
        {
            "dataElement": PREFIX + code,
            "period": _period(month),
            "orgUnit": site,
            "value": str(value),
        }
        | ({"comment": status} if status != "ok" else {})
        for site, month, code, value, status in rows
    ]
    made: dict[str, Any] = {
        "dataSet": DATASET,
        "idScheme": "CODE",
        "dataElementIdScheme": "CODE",
        "orgUnitIdScheme": "CODE",
        "dryRun": False,
        "strategy": "CREATE_AND_UPDATE",
        "completeDate": desk.today.isoformat(),
    }
    if span.is_one:
        made["period"] = _period(span.first.text)
    return made | {"dataValues": values}


def completed(desk: OfficeDesk, span: MonthSpan) -> dict[str, Any]:
    """Which libraries' months are complete, for `POST /api/completeDataSetRegistrations`."""
    rows = desk.session.execute(
        select(col(SiteRow.code), col(SiteMonthRow.month), col(SiteMonthRow.accepted_at))
        .join(SiteRow, col(SiteRow.site) == col(SiteMonthRow.site))
        .where(
            col(SiteMonthRow.month).in_(span.texts),
            col(SiteMonthRow.kind) != ParcelAct.withdrawal,
        )
        .order_by(col(SiteRow.code), col(SiteMonthRow.month))
    )
    return {
        "completeDataSetRegistrations": [
            {
                "dataSet": DATASET,
                "period": _period(month),
                "organisationUnit": site,
                "date": accepted.date().isoformat(),
                "completed": True,
            }
            for site, month, accepted in rows
        ]
    }


def elements() -> dict[str, Any]:
    """The data elements, for `POST /api/metadata`; they are to be there first."""
    sums = {"sum": "SUM", "last": "LAST", "none": "NONE"}
    return {
        "dataElements": [
            {
                "code": PREFIX + each.code,
                "name": f"Jukung {each.code}",
                "shortName": f"Jukung {each.code}"[:50],
                "formName": _(each.title),
                "description": f"{_(each.definition)} ({each.law})",
                "domainType": "AGGREGATE",
                "valueType": "INTEGER_ZERO_OR_POSITIVE",
                "aggregationType": sums[each.over_time],
                "zeroIsSignificant": True,
            }
            for each in SENT
        ]
    }


def write(desk: OfficeDesk, span: MonthSpan, path: Path) -> tuple[Path, ...]:
    """Write the values, and beside them the registrations and the data elements."""
    made = {
        path: value_sets(desk, span),
        path.with_name(f"{path.stem}-complete.json"): completed(desk, span),
        path.with_name(f"{path.stem}-elements.json"): elements(),
    }
    return tuple(
        write_true(each, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
        for each, content in made.items()
    )


def _period(month: str) -> str:
    return month.replace("-", "")
