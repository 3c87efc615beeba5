"""Reports of lending: loans, returns, renewals, and reading in the building."""

from jukung.figures.reports import names
from jukung.figures.reports.asking import ENDED, LENT, READ_HERE, Asking, part, shares
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.library.desk import Desk
from jukung.words import N_, _

GROUP = N_("Loans")

_LOANS = ReportColumn(N_("Loans"), "number", total=True)
_RETURNS = ReportColumn(N_("Returns"), "number", total=True)
_RENEWALS = ReportColumn(N_("Renewals"), "number", total=True)
_SHARE = ReportColumn(N_("Share"), "share")
_PROLONGED = "FROM renewal WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last"
_BACK = f"{ENDED} AND ending <> 'lost'"


def _by_day(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    return ask.by_day(
        ask.pairs(f"SELECT lent_on, count(*) {LENT} GROUP BY 1"),
        ask.pairs(f"SELECT returned_on, count(*) {_BACK} GROUP BY 1"),
        ask.pairs(f"SELECT on_day, count(*) {_PROLONGED} GROUP BY 1"),
    )


def _by_month(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    return ask.by_month(
        ask.pairs(f"SELECT substr(lent_on, 1, 7), count(*) {LENT} GROUP BY 1"),
        ask.pairs(
            f"SELECT substr(lent_on, 1, 7), count(DISTINCT borrower) {LENT} "
            "AND borrower IS NOT NULL GROUP BY 1"
        ),
        ask.pairs(f"SELECT substr(lent_on, 1, 7), count(DISTINCT title) {LENT} GROUP BY 1"),
    )


def _by_hour(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = ask.pairs(f"SELECT coalesce(substr(lent_time, 1, 2), ''), count(*) {LENT} GROUP BY 1")
    timed = sorted(int(hour) for hour in found if hour)
    hours = range(timed[0], timed[-1] + 1) if timed else ()
    named = {f"{hour:02d}": f"{hour:02d}–{(hour + 1) % 24:02d}" for hour in hours}
    return shares(found, {**named, "": _("Time not noted")}) if found else ()


def _by_class(desk: Desk, span: Span) -> tuple[Row, ...]:
    return _grouped(desk, span, "class_main", names.classes())


def _by_collection(desk: Desk, span: Span) -> tuple[Row, ...]:
    return _grouped(desk, span, "collection_kind", names.collections())


def _by_borrower(desk: Desk, span: Span) -> tuple[Row, ...]:
    known = names.borrowers()
    for_prison = {"resident", "room", "official"}
    fitting = {
        kind: words
        for kind, words in known.items()
        if (kind in for_prison if desk.profile.is_prison else kind not in ("resident", "room"))
    }
    ask = Asking(desk, span)
    found = ask.pairs(f"SELECT borrower_kind, count(*) {LENT} GROUP BY 1")
    also = {kind: known[kind] for kind in found if kind in known}
    return shares(found, fitting | also) if ask.worked() else ()


def _grouped(desk: Desk, span: Span, column: str, named: dict[str, str]) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = ask.pairs(f"SELECT {column}, count(*) {LENT} GROUP BY 1")
    return shares(found, named) if found or ask.worked() else ()


def _by_sex_and_age(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {
        (str(band), str(sex)): int(str(count))
        for band, sex, count in ask.rows(f"SELECT age_band, sex, count(*) {LENT} GROUP BY 1, 2")
    }
    if not found and not ask.worked():
        return ()
    return tuple(_crossed(found))


def _crossed(found: dict[tuple[str, str], int]) -> list[Row]:
    """A row for each band of age: women, men, not noted, and all of them."""
    rows: list[Row] = []
    for band, words in names.ages().items():
        each = [found.get((band, sex), 0) for sex in ("female", "male", "unknown")]
        rows.append((words, *each, sum(each)))
    return rows


def _returns(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    month = "SELECT substr(returned_on, 1, 7), count(*)"
    return ask.by_month(
        ask.pairs(f"{month} {_BACK} GROUP BY 1"),
        ask.pairs(f"{month} {_BACK} AND returned_on <= due_on GROUP BY 1"),
        ask.pairs(f"{month} {_BACK} AND returned_on > due_on GROUP BY 1"),
        ask.pairs(f"{month} {ENDED} AND ending = 'damaged' GROUP BY 1"),
        ask.pairs(f"{month} {ENDED} AND ending = 'lost' GROUP BY 1"),
    )


def _renewals(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    month = "SELECT substr(on_day, 1, 7)"
    return ask.by_month(
        ask.pairs(f"{month}, count(*) {_PROLONGED} GROUP BY 1"),
        ask.pairs(f"{month}, count(DISTINCT loan) {_PROLONGED} GROUP BY 1"),
    )


def _read_here(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    # Nobody scans what is read here until somebody begins; before that it is unknown.
    if not ask.one(
        "SELECT count(*) FROM in_house_use WHERE cancel_act IS NULL AND on_day <= :last"
    ):
        return ()
    found = {
        str(name): (int(str(uses)), int(str(titles)))
        for name, uses, titles in ask.rows(
            f"SELECT class_main, count(*), count(DISTINCT title) {READ_HERE} GROUP BY 1"
        )
    }
    whole = sum(uses for uses, _titles in found.values())
    rows: list[Row] = []
    for name, words in names.classes().items():
        uses, titles = found.get(name, (0, 0))
        if name or uses:
            rows.append((words, uses, titles, part(uses, whole)))
    return tuple(rows)


LOANS = (
    Report(
        "loans_by_day",
        N_("Loans by day"),
        GROUP,
        (ReportColumn(N_("Day"), "day"), _LOANS, _RETURNS, _RENEWALS),
        _by_day,
        N_(
            "Copies lent, brought back and prolonged on each day; a renewal is no loan. "
            "A dash is a day on which nothing was recorded."
        ),
        chart="line",
    ),
    Report(
        "loans_by_month",
        N_("Loans by month"),
        GROUP,
        (
            ReportColumn(N_("Month")),
            _LOANS,
            ReportColumn(N_("Different borrowers"), "number", persons=True, apart=True),
            ReportColumn(N_("Different titles"), "number"),
        ),
        _by_month,
        N_(
            "Copies lent in each month, and how many different members borrowed them. "
            "Loans that forgot their borrower have none."
        ),
        chart="bars",
    ),
    Report(
        "loans_by_hour",
        N_("Loans by hour"),
        GROUP,
        (ReportColumn(N_("Hour")), _LOANS, _SHARE),
        _by_hour,
        N_("At which hour of the day copies are lent, where the time was noted."),
        chart="bars",
    ),
    Report(
        "loans_by_class",
        N_("Loans by class"),
        GROUP,
        (ReportColumn(N_("Class"), wide=True), _LOANS, _SHARE),
        _by_class,
        N_("Copies lent by their main class, as it was when they were lent."),
        chart="bars",
    ),
    Report(
        "loans_by_collection",
        N_("Loans by collection"),
        GROUP,
        (ReportColumn(N_("Collection"), wide=True), _LOANS, _SHARE),
        _by_collection,
        N_("Copies lent by the part of the collection they stand in."),
        chart="bars",
    ),
    Report(
        "loans_by_borrower_kind",
        N_("Loans by kind of member"),
        GROUP,
        (
            ReportColumn(N_("Kind of member"), wide=True),
            ReportColumn(N_("Loans"), "number", total=True, persons=True),
            _SHARE,
        ),
        _by_borrower,
        N_("Copies lent by the kind of member that borrowed them, as it was that day."),
        chart="bars",
    ),
    Report(
        "loans_by_sex_age",
        N_("Loans by sex and age"),
        GROUP,
        (
            ReportColumn(N_("Age"), wide=True),
            ReportColumn(N_("Women"), "number", total=True, persons=True, inner=True),
            ReportColumn(N_("Men"), "number", total=True, persons=True, inner=True),
            ReportColumn(N_("Not noted"), "number", total=True, persons=True, inner=True),
            ReportColumn(N_("Loans"), "number", total=True, persons=True),
        ),
        _by_sex_and_age,
        N_("Copies lent by sex and age of the borrower on the day of the loan."),
        chart="bars",
        charted=4,
    ),
    Report(
        "returns",
        N_("Returns"),
        GROUP,
        (
            ReportColumn(N_("Month")),
            _RETURNS,
            ReportColumn(N_("In time"), "number", total=True),
            ReportColumn(N_("Late"), "number", total=True),
            ReportColumn(N_("Damaged"), "number", total=True),
            ReportColumn(N_("Lost"), "number", total=True),
        ),
        _returns,
        N_(
            "Copies that came back in each month, in time or late, and damaged ones among them. "
            "Lost copies did not come back and are counted apart."
        ),
        chart="bars",
    ),
    Report(
        "renewals",
        N_("Renewals"),
        GROUP,
        (
            ReportColumn(N_("Month")),
            _RENEWALS,
            ReportColumn(N_("Loans prolonged"), "number"),
        ),
        _renewals,
        N_("How often loans were prolonged, and how many different loans that were."),
        chart="bars",
    ),
    Report(
        "read_here",
        N_("Read in the building"),
        GROUP,
        (
            ReportColumn(N_("Class"), wide=True),
            ReportColumn(N_("Uses"), "number", total=True),
            ReportColumn(N_("Different titles"), "number", total=True),
            _SHARE,
        ),
        _read_here,
        N_(
            "Copies read here and scanned, each time; they are no loans. "
            "Empty until the first copy was scanned."
        ),
        chart="bars",
    ),
)
