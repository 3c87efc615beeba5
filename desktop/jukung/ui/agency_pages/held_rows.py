"""What waits for a decision, and what was done, as the page shows it; all on a lane."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from jukung.domain import months
from jukung.ui import verbs
from jukung.ui.agency_pages import deed_words, verdicts
from jukung.words import _, brief_day, clock, long_month, many, number, short_month

if TYPE_CHECKING:
    from jukung.agency.comparing import Copy, Difference, Version
    from jukung.agency.deciding import Decided
    from jukung.agency.office import OfficeDesk, OfficeKeys
    from jukung.agency.waiting import Waiting


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One matter of the list."""

    matter: Waiting
    library: str
    code: str
    months: str
    since: str
    chip: str
    tint: str
    files: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the reports, or one of the copies, that a person may choose."""

    hash: str
    name: str
    detail: str
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter with what differs."""

    line: MatterLine
    sides: tuple[Side, ...] = ()
    figures: tuple[tuple[str, tuple[int | None, ...], bool], ...] = ()
    """Indicator, its value on each side, and whether they differ."""


@dataclass(frozen=True, slots=True)
class DeedLine:
    """A line of the journal; one with a hash is a decision that still stands."""

    when: str
    by: str
    what: str
    library: str
    code: str
    detail: str
    site: int = 0
    hash: str = ""
    branch: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """Every matter, and how many files they are."""

    lines: tuple[MatterLine, ...]


def look(desk: OfficeDesk) -> Waits:
    """What waits now."""
    return Waits(tuple(_line(each) for each in verbs.waiting.waiting(desk)))


def view(desk: OfficeDesk, key: str) -> MatterView | None:
    """One matter with its figures side by side; None once it was settled."""
    matter = verbs.waiting.find(desk, key)
    if matter is None:
        return None
    if matter.verdict == "CONFLICT_REVISION":
        found = verbs.comparing.versions(desk, matter)
        return MatterView(
            _line(matter),
            tuple(_side_of(each) for each in found),
            _figures(verbs.comparing.differences(found)),
        )
    if matter.verdict == "FORK":
        copies = verbs.comparing.copies(desk, matter)
        return MatterView(
            _line(matter),
            tuple(_side_of_copy(each, place) for place, each in enumerate(copies)),
            _months_of(copies),
        )
    return MatterView(_line(matter))


def decide(
    desk: OfficeDesk, decision: str, key: str, *, by: str, reason: str, chosen: str = ""
) -> Decided:
    """Do what was decided, as whoever said so."""
    at = replace(desk, by=by)
    keys = verbs.office.fetch_keys(desk.profile)
    if decision in {"speaks", "branch"}:
        choose = verbs.deciding.let_speak if decision == "speaks" else verbs.deciding.choose_branch
        return choose(at, keys, key, chosen, reason=reason)
    done: Callable[..., Decided] = _verb(decision)
    return done(at, keys, key, reason=reason)


def _verb(decision: str) -> Callable[..., Decided]:
    return {
        "admit": verbs.deciding.admit,
        "refuse": verbs.deciding.refuse,
        "rejudge": verbs.deciding.rejudge,
        "trust": verbs.deciding.trust_again,
    }[decision]


def take_back(desk: OfficeDesk, line: DeedLine, *, by: str) -> None:
    """Take a decision back, as whoever said so."""
    keys: OfficeKeys = verbs.office.fetch_keys(desk.profile)
    verbs.deciding.take_back(replace(desk, by=by), keys, line.site, line.hash, branch=line.branch)


def done(desk: OfficeDesk, words: str = "") -> tuple[DeedLine, ...]:
    """What was done at this desk, newest first; of libraries whose code or name has the words."""
    names = {site.code: site for site in verbs.sites.all_sites(desk)}
    standing = {(each.site, each.hash): each for each in verbs.rulings.standing(desk)}
    found = []
    for each in verbs.deeds.latest(desk, most=2000):
        site = names.get(each.site)
        library = site.name if site else ""
        if words.casefold() not in f"{library} {each.site} {each.by}".casefold():
            continue
        told = _told(each.detail)
        ruled = standing.pop((site.site, str(told.get("hash", ""))), None) if site else None
        is_open = ruled is not None and each.what != "take_back"
        found.append(
            DeedLine(
                when=_moment(each.at),
                by=each.by or "—",
                what=deed_words.said(each.what, each.detail),
                library=library,
                code=each.site,
                detail=_detail(told, each.detail),
                site=site.site if site else 0,
                hash=ruled.hash if ruled and is_open else "",
                branch=bool(ruled and ruled.branch),
            )
        )
    return tuple(found[:500])


def _told(detail: str) -> dict[str, object]:
    try:
        found = json.loads(detail)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _detail(told: dict[str, object], plain: str) -> str:
    if not told:
        return _month(plain)
    listed = told.get("months")
    spans = ", ".join(_month(str(each)) for each in listed) if isinstance(listed, list) else ""
    about = str(told.get("about", ""))
    chip = verdicts.chip_of(about)[0] if about in verdicts.VERDICTS else ""
    reason = str(told.get("reason", ""))
    return " · ".join(filter(None, (chip, spans, f"“{reason}”" if reason else "")))


def _line(matter: Waiting) -> MatterLine:
    chip, tint = verdicts.chip_of(matter.verdict)
    count = len(matter.hashes)
    files = many("{count} report", "{count} reports", count).format(count=number(count))
    return MatterLine(
        matter=matter,
        library=matter.name or _("Unknown"),
        code=matter.code or matter.fingerprint[:14],
        months=_span(matter.months) or "—",
        since=_moment(matter.since),
        chip=chip,
        tint=tint,
        files=files,
    )


def _span(found: tuple[str, ...]) -> str:
    if len(found) < 2:
        return "".join(map(_month, found))
    first, last = months.parse_month(found[0]), months.parse_month(found[-1])
    if first.year == last.year:
        return f"{short_month(first.number)} – {_month(found[-1])}"
    return f"{_month(found[0])} – {_month(found[-1])}"


def _month(text: str) -> str:
    try:
        month = months.parse_month(text)
    except Exception:  # noqa: BLE001 - what a journal says need not be a month
        return text
    return f"{short_month(month.number)} {month.year}"


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{brief_day(here.date())}, {clock(here)}"


def _side_of(version: Version) -> Side:
    name = _("Report {number}").format(number=number(version.seq))
    declared = _("closed {day}").format(day=_declared(version.declared))
    came = _("came {day}").format(day=_moment(version.came_at))
    return Side(version.hash, name, f"{declared} · {came}", version.speaks)


def _side_of_copy(copy: Copy, place: int) -> Side:
    name = _("Copy {letter}").format(letter="ABCDEFGH"[min(place, 7)])
    if not copy.versions:
        return Side(copy.root, name, _("none of its reports has come"))
    first, last = copy.versions[0], copy.versions[-1]
    words = _("numbers {first} to {last}, closed until {day}")
    if first.seq == last.seq:
        words = _("number {first}, closed {day}")
    detail = words.format(first=first.seq, last=last.seq, day=_declared(last.declared))
    return Side(copy.root, name, detail)


def _declared(text: str) -> str:
    try:
        return _moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def _figures(
    lines: tuple[Difference, ...],
) -> tuple[tuple[str, tuple[int | None, ...], bool], ...]:
    return tuple(
        (_(line.title), line.values, line.differs)
        for line in lines
        if any(value is not None for value in line.values)
    )


def _months_of(copies: tuple[Copy, ...]) -> tuple[tuple[str, tuple[int | None, ...], bool], ...]:
    """Visits and loans of each month that the copies report, side by side."""
    spans = sorted({each.month for copy in copies for each in copy.versions})
    rows = []
    for month in spans:
        for code, title in (("visits", _("Visits")), ("loans", _("Loans"))):
            values = tuple(
                next(
                    (each.values.get(code) for each in copy.versions[::-1] if each.month == month),
                    None,
                )
                for copy in copies
            )
            at = months.parse_month(month)
            named = f"{long_month(at.year, at.number)} · {title}"
            rows.append((named, values, len(set(values)) > 1))
    return tuple(rows)
