"""Reports of the library's work: activities, opening hours, and acts at the desk."""

from datetime import date

from jukung.domain.kinds import ActKind
from jukung.figures.reports import names
from jukung.figures.reports.asking import HELD, Asking, month_words
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.library.desk import Desk
from jukung.library.journal import WORK
from jukung.words import N_, _

ACTIVITIES = N_("Activities")
GROUP = N_("Work")

_PEOPLE = (
    ReportColumn(N_("Women"), "number", total=True, persons=True, inner=True),
    ReportColumn(N_("Men"), "number", total=True, persons=True, inner=True),
    ReportColumn(N_("Participants"), "number", total=True, persons=True),
)
# Who was not counted is unknown; only where anybody was counted is there a sum.
_COUNTS = (
    "sum(female_count), sum(male_count), sum(CASE WHEN female_count IS NOT NULL "
    "OR male_count IS NOT NULL THEN coalesce(female_count, 0) + coalesce(male_count, 0) END)"
)
_ACCOUNT_WORK = ", ".join(f"'{kind}'" for kind in WORK)
# Which acts are counted in which column; everything else is other work.
_COLUMNS = (
    (ActKind.lend, ActKind.lend_unknown),
    (ActKind.give_back, ActKind.lose, ActKind.find_copy),
    (ActKind.renew,),
    (ActKind.late_entry,),
    (ActKind.record_visits,),
    (ActKind.add_title, ActKind.edit_title, ActKind.add_copies, ActKind.edit_copy),
    (ActKind.register_member, ActKind.register_members, ActKind.edit_member),
)


def _activities(desk: Desk, span: Span) -> tuple[Row, ...]:
    strategies = names.strategies()
    return tuple(
        (date.fromisoformat(str(day)), name, strategies[str(strategy)], theme, *counts)
        for day, name, strategy, theme, *counts in Asking(desk, span).rows(
            f"SELECT on_day, name, strategy, theme, {_COUNTS} {HELD} "
            "GROUP BY row ORDER BY on_day, row"
        )
    )


def _by_strategy(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {
        str(strategy): counts
        for strategy, *counts in ask.rows(f"SELECT strategy, count(*), {_COUNTS} {HELD} GROUP BY 1")
    }
    if not found and not ask.worked():
        return ()
    none = (0, None, None, None)
    return tuple((words, *found.get(name, none)) for name, words in names.strategies().items())


def _by_theme(desk: Desk, span: Span) -> tuple[Row, ...]:
    return tuple(
        (str(theme) or _("Without a theme"), *counts)
        for theme, *counts in Asking(desk, span).rows(
            f"SELECT theme, count(*), {_COUNTS} {HELD} GROUP BY 1 ORDER BY 2 DESC, 1"
        )
    )


def _opening(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {
        row[0]: [None if each is None else int(str(each)) for each in row[1:]]
        for row in ask.rows(
            # A row without hours and with no minute says that the library was not open.
            "SELECT substr(on_day, 1, 7), "
            "count(*) FILTER (WHERE opened IS NOT NULL OR minutes > 0), sum(minutes), "
            "count(minutes) FILTER (WHERE minutes > 0) "
            "FROM open_day WHERE on_day BETWEEN :first AND :last GROUP BY 1"
        )
    }
    rows: list[Row] = []
    for month in ask.months():
        days, minutes, known = found.get(month.text, [None, None, None])
        hours = None if minutes is None else minutes / 60
        a_day = hours / known if hours is not None and known else None
        rows.append((month_words(month), days, hours, a_day))
    return tuple(rows)


def _accounts(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    places = {str(kind): place for place, kinds in enumerate(_COLUMNS) for kind in kinds}
    counts: dict[tuple[int, str], list[int]] = {}
    for account, role, kind, count in ask.rows(
        "SELECT s.row, s.role, a.kind, count(*) FROM journal_act a "  # noqa: S608 - our own list
        "JOIN staff s ON s.row = a.staff WHERE a.on_day BETWEEN :first AND :last "
        f"AND a.kind IN ({_ACCOUNT_WORK}) "
        "AND NOT EXISTS (SELECT 1 FROM journal_act u WHERE u.undoes = a.row) "
        "GROUP BY 1, 3 ORDER BY 1"
    ):
        each = counts.setdefault((int(str(account)), str(role)), [0] * (len(_COLUMNS) + 1))
        each[places.get(str(kind), len(_COLUMNS))] += int(str(count))
    roles = names.roles()
    return tuple(
        (
            _("Account {number} · {role}").format(number=account, role=roles[role]),
            *each,
            sum(each),
        )
        for (account, role), each in counts.items()
    )


WORK_REPORTS = (
    Report(
        "activities",
        N_("Activities"),
        ACTIVITIES,
        (
            ReportColumn(N_("Day"), "day"),
            ReportColumn(N_("Activity"), wide=True),
            ReportColumn(N_("Strategy")),
            ReportColumn(N_("Theme")),
            *_PEOPLE,
        ),
        _activities,
        N_("Every activity held in these days. A dash: nobody was counted."),
    ),
    Report(
        "activities_by_strategy",
        N_("Activities by strategy"),
        ACTIVITIES,
        (
            ReportColumn(N_("Strategy"), wide=True),
            ReportColumn(N_("Activities"), "number", total=True),
            *_PEOPLE,
        ),
        _by_strategy,
        N_("Activities by the strategies of the inclusion programme, and who took part."),
        chart="bars",
    ),
    Report(
        "activities_by_theme",
        N_("Activities by theme"),
        ACTIVITIES,
        (
            ReportColumn(N_("Theme"), wide=True),
            ReportColumn(N_("Activities"), "number", total=True),
            *_PEOPLE,
        ),
        _by_theme,
        N_("Activities by the theme they were given, and who took part."),
        chart="bars",
    ),
    Report(
        "opening",
        N_("Opening days and hours"),
        GROUP,
        (
            ReportColumn(N_("Month")),
            ReportColumn(N_("Days open"), "number", total=True),
            ReportColumn(N_("Hours open"), "rate", total=True),
            ReportColumn(N_("Hours a day"), "rate"),
        ),
        _opening,
        N_(
            "Days on which the library was open and the hours from opening to closing; "
            "days whose closing is unknown give no hours."
        ),
        chart="bars",
    ),
    Report(
        "staff_work",
        N_("Work by staff account"),
        GROUP,
        (
            ReportColumn(N_("Account#staff"), wide=True),
            ReportColumn(N_("Loans"), "number", total=True),
            ReportColumn(N_("Returns"), "number", total=True),
            ReportColumn(N_("Renewals"), "number", total=True),
            ReportColumn(N_("Late entry"), "number", total=True),
            ReportColumn(N_("Visits"), "number", total=True),
            ReportColumn(N_("Catalogue"), "number", total=True),
            ReportColumn(N_("Members"), "number", total=True),
            ReportColumn(N_("Other"), "number", total=True),
            ReportColumn(N_("All acts"), "number", total=True),
        ),
        _accounts,
        N_(
            "What was recorded under each account, but for what was undone. "
            "Accounts are numbered in the order in which they were made."
        ),
        chart="bars",
        charted=9,
        for_keepers=True,
    ),
)
