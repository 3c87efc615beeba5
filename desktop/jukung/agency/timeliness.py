"""The registers of a month: expected, received, complete, late, nothing, withdrawn, held.

Each is counted apart, by kabupaten and over active libraries only. A month is complete
where every figure that this agency asks for is recorded, or where nothing happened.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, union
from sqlmodel import col

from jukung.agency import deeds, owing, remembered
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import ChainState, Held, ParcelKept, SiteFigure, SiteMonthRow
from jukung.domain import errors, months
from jukung.domain.kinds import ParcelAct
from jukung.domain.months import Month
from jukung.figures.indicators import SENT

DUE_DAY = 10
"""Of the following month, unless the agency says another."""

MANDATORY = (
    "visits",
    "loans",
    "members",
    "titles_held",
    "copies_held",
    "activities",
    "activity_participants",
)
"""What a complete month must tell, unless the agency says otherwise.

Not every figure that is sent: some of them no library can count, and a prison sends fewer.
"""

_DUE_KEY, _MANDATORY_KEY = "report_due_day", "mandatory_figures"


@dataclass(frozen=True, slots=True)
class Register:
    """One month of one kabupaten."""

    district: str
    period: Month
    expected: int = 0
    received: int = 0
    complete: int = 0
    late: int = 0
    nil: int = 0
    withdrawn: int = 0
    held: int = 0
    """Libraries whose report is here and waits for a person."""

    @property
    def missing(self) -> int:
        """How many still owe it."""
        return self.expected - self.received


@dataclass(slots=True)
class _Month:
    """What one library said about one month."""

    kind: ParcelAct
    first_at: datetime
    recorded: int = 0


def due_day(desk: OfficeDesk) -> int:
    """The day of the following month until which a report is in time."""
    return int(remembered.recall(desk, _DUE_KEY, DUE_DAY))


def choose_due_day(desk: OfficeDesk, day: int) -> None:
    """Say until which day a report is in time; refuses DueDayWrong outside 1 to 28."""
    if not 1 <= day <= 28:
        raise errors.DueDayWrong(str(day))
    remembered.remember(desk, _DUE_KEY, day)
    deeds.note(desk, "due_day", detail=str(day))


def due_on(desk: OfficeDesk, period: Month) -> date:
    """The last day on which a month's report is in time."""
    return period.after.first.replace(day=due_day(desk))


def mandatory(desk: OfficeDesk) -> tuple[str, ...]:
    """The figures that a complete month has."""
    known = {each.code for each in SENT}
    return tuple(
        code for code in remembered.recall(desk, _MANDATORY_KEY, MANDATORY) if code in known
    )


def choose_mandatory(desk: OfficeDesk, codes: Sequence[str]) -> None:
    """Say which figures a complete month has; refuses FigureUnknown."""
    known = {each.code for each in SENT}
    for code in codes:
        if code not in known:
            raise errors.FigureUnknown(code)
    remembered.remember(desk, _MANDATORY_KEY, list(dict.fromkeys(codes)) or None)
    deeds.note(desk, "mandatory_figures", detail=" ".join(dict.fromkeys(codes)))


def registers(desk: OfficeDesk, span: Sequence[Month]) -> tuple[Register, ...]:
    """Every month of the span by kabupaten, the kabupaten in order of their codes."""
    duties = owing.duties(desk)
    said = _said(desk, span)
    held = held_of(desk, span)
    asked = len(mandatory(desk))
    last = {period: due_on(desk, period) for period in span}
    zone = months.zone_info(months.zone_of_region(desk.profile.code))
    counted: dict[tuple[str, Month], Counter[str]] = defaultdict(Counter)
    for duty in duties:
        for period in span:
            if not duty.owes(period):
                continue
            count = counted[duty.site.kabupaten, period]
            count["expected"] += 1
            key = (duty.site.site, period.text)
            if key in held:
                count["held"] += 1
            if (month := said.get(key)) is not None:
                is_late = month.first_at.astimezone(zone).date() > last[period]
                count.update(_words(month, asked, is_late=is_late))
    return tuple(
        Register(district, period, **counted.get((district, period), Counter()))
        for district in sorted({duty.site.kabupaten for duty in duties})
        for period in span
    )


def added_up(found: Iterable[Register]) -> dict[Month, Register]:
    """The registers of all kabupaten together, by month."""
    sums: dict[Month, Counter[str]] = defaultdict(Counter)
    names = ("expected", "received", "complete", "late", "nil", "withdrawn", "held")
    for each in found:
        sums[each.period].update({name: getattr(each, name) for name in names})
    return {
        period: Register("", period, **{name: count[name] for name in names})
        for period, count in sums.items()
    }


def _words(month: _Month, asked: int, *, is_late: bool) -> list[str]:
    if month.kind is ParcelAct.withdrawal:
        return ["withdrawn"]
    words = ["received"]
    if month.kind is ParcelAct.nil:
        words += ["nil", "complete"]
    elif month.recorded >= asked:
        words.append("complete")
    return [*words, "late"] if is_late else words


def _said(desk: OfficeDesk, span: Sequence[Month]) -> dict[tuple[int, str], _Month]:
    between = (min(span).text, max(span).text)
    found = {
        (site, month): _Month(kind, first_at)
        for site, month, kind, first_at in desk.session.execute(
            select(
                col(SiteMonthRow.site),
                col(SiteMonthRow.month),
                col(SiteMonthRow.kind),
                col(SiteMonthRow.first_at),
            ).where(col(SiteMonthRow.month).between(*between))
        )
    }
    codes = mandatory(desk)
    wanted = [period.text for period in span]
    recorded = desk.session.execute(
        select(col(SiteFigure.site), col(SiteFigure.month), func.count(col(SiteFigure.value)))
        .where(col(SiteFigure.month).in_(wanted), col(SiteFigure.code).in_(codes))
        .group_by(col(SiteFigure.site), col(SiteFigure.month))
    )
    for site, month, count in recorded:
        if (site, month) in found:
            found[site, month].recorded = count
    return found


def held_of(desk: OfficeDesk, span: Sequence[Month]) -> set[tuple[int, str]]:
    """Libraries and months of which a report is here and waits for a person."""
    between = (min(span).text, max(span).text)
    waiting = union(
        select(col(Held.site), col(Held.month)).where(col(Held.month).between(*between)),
        select(col(ParcelKept.site), col(ParcelKept.month)).where(
            col(ParcelKept.state).in_((ChainState.conflict, ChainState.quarantined)),
            col(ParcelKept.month).between(*between),
        ),
    )
    return {(site, month) for site, month in desk.session.execute(waiting)}


__all__ = [
    "DUE_DAY",
    "MANDATORY",
    "Register",
    "added_up",
    "choose_due_day",
    "choose_mandatory",
    "due_day",
    "due_on",
    "held_of",
    "mandatory",
    "registers",
]
