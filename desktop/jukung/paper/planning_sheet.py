"""The sheet for the planning meeting: targets, how far they are, and who reported."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from jukung.paper.document import FORM, Column, Document, Letterhead, Signer
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, fit_text
from jukung.words import _, number, plain_day, short_month

_SIZE, _NOTES, _SMALL = 8.5, 8.5, 7.0  # points
_ABREAST, _GAP = 4, 5.0
_CHART_HIGH, _CHART_HEAD, _CHART_FOOT, _CHART_AFTER = 24.0, 9.0, 4.0, 4.0  # mm
_MOST_CHARTS = 8
_BAR, _INK, _LINE, _GOAL = "#0F7C8A", "#4C6370", "#D9DCDF", "#D9981E"


class Goal(Protocol):
    """A target with its progress, in figures and ready words."""

    @property
    def title(self) -> str:
        """The indicator."""

    @property
    def place(self) -> str:
        """The kabupaten, or the whole office."""

    @property
    def wanted(self) -> int:
        """The target."""

    @property
    def reached(self) -> Sequence[int | None]:
        """What there is at the end of each of twelve months; None is a gap."""

    @property
    def now(self) -> int | None:
        """The last of them."""

    @property
    def expected(self) -> int | None:
        """What an even way would have reached."""

    @property
    def share(self) -> str:
        """How much of the target is reached, in words."""

    @property
    def state(self) -> str:
        """Whether it is on track, in words."""

    @property
    def is_whole(self) -> bool:
        """Whether it is a target of the whole office."""


class District(Protocol):
    """Who reported in a kabupaten until now in the year."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def libraries(self) -> int:
        """Active libraries in the last month."""

    @property
    def expected(self) -> int:
        """Reports that were owed in the year."""

    @property
    def received(self) -> int:
        """Those that came."""

    @property
    def complete(self) -> int:
        """Those with every figure that is asked for."""

    @property
    def late(self) -> int:
        """Those that came late."""


def planning_pages(
    goals: Sequence[Goal],
    districts: Sequence[District],
    *,
    year: int,
    until: str,
    on: date,
    letterhead: Letterhead,
    signers: Sequence[Signer] = (),
    paper: str = "a4",
) -> bytes:
    """Write the sheet across the paper; `until` is the last month that counts, in words."""
    title = _("Yearly programme {year}").format(year=year)
    document = Document(
        paper, title=title, letterhead=letterhead, landscape=True, edges=FORM, foot=title
    )
    document.heading(title, number=_("Figures until {month}").format(month=until))
    document.words(
        _(
            "Made on {day}. Loans, visits and the like add up over the months; of members, "
            "titles and copies each library's last figure of the year counts. A gap or a dash "
            "was not recorded and is not zero."
        ).format(day=plain_day(on)),
        size=_NOTES,
    )
    _draw_charts(document, [goal for goal in goals if goal.is_whole][:_MOST_CHARTS])
    document.section(_("Targets"), size=11)
    if goals:
        document.table(_goal_columns(), [_goal_row(goal) for goal in goals], size=_SIZE)
    else:
        document.words(_("No targets are set for this year."), size=_NOTES)
    if districts:
        document.section(_("Who reported this year"), size=11)
        rows = [_district_row(each) for each in (*districts, _Sum(districts))]
        document.table(_district_columns(), rows, size=_SIZE)
    if signers:
        document.signatures(*signers)
    return document.finished()


class _Sum:
    """All kabupaten together."""

    def __init__(self, districts: Sequence[District]) -> None:
        self.name = _("All together")
        self.libraries = sum(each.libraries for each in districts)
        self.expected = sum(each.expected for each in districts)
        self.received = sum(each.received for each in districts)
        self.complete = sum(each.complete for each in districts)
        self.late = sum(each.late for each in districts)


def _goal_columns() -> tuple[Column, ...]:
    return (
        Column(_("Indicator")),
        Column(_("Where"), 46),
        Column(_("Target"), 24, right=True),
        Column(_("So far"), 24, right=True),
        Column(_("Share"), 18, right=True),
        Column(_("Even pace"), 24, right=True),
        Column(_("State"), 30),
    )


def _goal_row(goal: Goal) -> tuple[str, ...]:
    return (
        goal.title,
        goal.place,
        number(goal.wanted),
        number(goal.now),
        goal.share,
        number(goal.expected),
        goal.state,
    )


def _district_columns() -> tuple[Column, ...]:
    return (
        Column(_("Regency or city")),
        Column(_("Active libraries"), 30, right=True),
        Column(_("Reports owed"), 28, right=True),
        Column(_("Received"), 26, right=True),
        Column(_("Share"), 20, right=True),
        Column(_("Complete"), 26, right=True),
        Column(_("Late"), 22, right=True),
    )


def _district_row(each: District) -> tuple[str, ...]:
    share = f"{round(100 * each.received / each.expected)} %" if each.expected else "–"
    return (
        each.name,
        number(each.libraries),
        number(each.expected),
        number(each.received),
        share,
        number(each.complete),
        number(each.late),
    )


def _draw_charts(document: Document, goals: Sequence[Goal]) -> None:
    """Small charts side by side, each on a scale of its own from zero to its target."""
    width = (document.width - (_ABREAST - 1) * _GAP) / _ABREAST
    high = _CHART_HEAD + _CHART_HIGH + _CHART_FOOT + _CHART_AFTER
    for start in range(0, len(goals), _ABREAST):
        abreast = goals[start : start + _ABREAST]

        def draw(pages: Pages, left: float, top: float, abreast: Sequence[Goal] = abreast) -> None:
            for place, goal in enumerate(abreast):
                _draw_chart(pages, goal, left=left + place * (width + _GAP), top=top, width=width)

        document.drawing(high, draw)


def _draw_chart(pages: Pages, goal: Goal, *, left: float, top: float, width: float) -> None:
    name, size = fit_text(goal.title, BOLD, size=_NOTES, width=width, smallest=6.5)
    pages.left(name, left, top + 3.2, font=BOLD, size=size)
    said = _("{now} of {target}").format(now=number(goal.now), target=number(goal.wanted))
    said = f"{said} · {goal.share} · {goal.state}"
    line, size = fit_text(said, REGULAR, size=_SMALL, width=width, smallest=5.5)
    pages.left(line, left, top + 6.8, font=REGULAR, size=size, colour=_INK)
    base = top + _CHART_HEAD + _CHART_HIGH
    highest = max(goal.wanted, *(each or 0 for each in goal.reached), 1)
    scale = (_CHART_HIGH - 1.5) / highest
    step = width / 12
    last = max((n for n, each in enumerate(goal.reached) if each is not None), default=-1)
    for place, each in enumerate(goal.reached):
        x = left + place * step
        if each is not None:
            tall = max(each * scale, 0.3)  # A zero is a thin line, not a gap.
            colour = _BAR if place == last else "#6FB3BC"
            pages.box(x + 0.6, base - tall, width=step - 1.2, height=tall, colour=colour)
        pages.centred(
            short_month(place + 1)[:1], x + step / 2, base + 3, font=REGULAR, size=6, colour=_INK
        )
    pages.box(left, base, width=width, height=0.25, colour=_LINE)
    pages.box(left, base - goal.wanted * scale, width=width, height=0.35, colour=_GOAL)
