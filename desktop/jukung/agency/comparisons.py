"""How figures changed, only over libraries that reported in both periods.

A library counts with the months that it has in both: where it sent January to October of
this year and all of the last, its January to October are compared. So neither a library
that came or fell silent, nor a year that is not over yet, is ever taken for a change.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Select, case, cast, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.span_totals import district_column, sorted_out
from jukung.agency.spans import MonthSpan, twelve_until
from jukung.agency.tables import SiteFigure, SiteRow
from jukung.domain.kinds import LibraryKind
from jukung.domain.months import Month


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in two periods, in the libraries that have it in both."""

    district: str
    kind: LibraryKind
    code: str
    now: int
    before: int
    sites: int

    @property
    def share(self) -> float | None:
        """The growth, such as 0.06; None where there is nothing to grow from."""
        return _share(self.now, self.before)


@dataclass(frozen=True, slots=True)
class Whole:
    """Changes put together."""

    now: int
    before: int
    sites: int

    @property
    def share(self) -> float | None:
        """The growth, such as 0.06; None where there is nothing to grow from."""
        return _share(self.now, self.before)


@dataclass(frozen=True, slots=True)
class Pair:
    """A month beside its counterpart, in the same libraries; None: no library has both."""

    month: Month
    now: int | None
    before: int | None
    sites: int


def changes(
    desk: OfficeDesk, span: MonthSpan, other: MonthSpan, *, codes: Collection[str]
) -> tuple[Change, ...]:
    """How codes changed between two spans of equal length, by kabupaten and kind.

    Of stocks the last month is compared that a library has in both. What was counted once
    in each month is compared in single months only.
    """
    kinds = sorted_out(codes, span)
    found: list[Change] = []
    for chosen, is_stock in ((kinds["sum"], False), (kinds["last"], True)):
        if chosen:
            wanted = _compared(span, other, chosen, is_stock=is_stock)
            found += [Change(*row) for row in desk.session.execute(wanted)]
    return tuple(found)


def together(found: Iterable[Change], code: str) -> Whole | None:
    """One code over all the changes given; None where no library has it in both."""
    chosen = [each for each in found if each.code == code]
    if not chosen:
        return None
    return Whole(
        sum(each.now for each in chosen),
        sum(each.before for each in chosen),
        sum(each.sites for each in chosen),
    )


def pairs(
    desk: OfficeDesk,
    until: Month,
    code: str,
    *,
    district: str = "",
    kind: LibraryKind | None = None,
    site: str = "",
) -> tuple[Pair, ...]:
    """Twelve months, each beside the same month a year before, in the same libraries."""
    span = twelve_until(until)
    now, before = aliased(SiteFigure), aliased(SiteFigure)
    wanted = (
        select(
            col(now.month),
            cast(func.sum(now.value), BigInteger),
            cast(func.sum(before.value), BigInteger),
            func.count(),
        )
        .join(before, _is_counterpart(now, before, span, span.year_before))
        .join(SiteRow, col(SiteRow.site) == col(now.site))
        .where(*_has_both(now, before, span, [code]))
        .group_by(col(now.month))
    )
    if district:
        wanted = wanted.where(district_column() == district)
    if kind is not None:
        wanted = wanted.where(col(SiteRow.kind) == kind)
    if site:
        wanted = wanted.where(col(SiteRow.code) == site)
    found = {row[0]: row for row in desk.session.execute(wanted)}
    return tuple(
        Pair(month, *found[month.text][1:]) if month.text in found else Pair(month, None, None, 0)
        for month in span.months
    )


def _compared(
    span: MonthSpan, other: MonthSpan, codes: list[str], *, is_stock: bool
) -> Select[Any]:
    now, before = aliased(SiteFigure), aliased(SiteFigure)
    district = district_column()
    wanted = (
        select(
            district,
            col(SiteRow.kind),
            col(now.code),
            cast(func.sum(now.value), BigInteger),
            cast(func.sum(before.value), BigInteger),
            func.count(col(now.site).distinct()),
        )
        .join(before, _is_counterpart(now, before, span, other))
        .join(SiteRow, col(SiteRow.site) == col(now.site))
        .where(*_has_both(now, before, span, codes))
        .group_by(district, col(SiteRow.kind), col(now.code))
    )
    if not is_stock:
        return wanted
    newer, older = aliased(SiteFigure), aliased(SiteFigure)
    last = (
        select(
            newer.site.label("site"),  # type: ignore[attr-defined]
            newer.code.label("code"),  # type: ignore[attr-defined]
            func.max(newer.month).label("month"),
        )
        .join(older, _is_counterpart(newer, older, span, other))
        .where(*_has_both(newer, older, span, codes))
        .group_by(col(newer.site), col(newer.code))
        .subquery()
    )
    return wanted.join(
        last,
        (last.c.site == now.site) & (last.c.code == now.code) & (last.c.month == now.month),
    )


def _is_counterpart(now: Any, before: Any, span: MonthSpan, other: MonthSpan) -> Any:  # noqa: ANN401 - the store's own expressions
    of = dict(zip(span.texts, other.texts, strict=True))
    return (
        (before.site == now.site)
        & (before.code == now.code)
        & (before.month == case(of, value=now.month))
    )


def _has_both(now: Any, before: Any, span: MonthSpan, codes: list[str]) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    return (
        now.month.in_(span.texts),
        now.code.in_(codes),
        now.value.is_not(None),
        before.value.is_not(None),
    )


def _share(now: int, before: int) -> float | None:
    return (now - before) / before if before else None
