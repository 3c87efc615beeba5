"""Stocktakes, the accession register, weeding and serials as tables for workbooks.

Nobody is named in any of them: a lent copy is told by its day alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from jukung import messages
from jukung.figures.reports.report import ReportColumn, ReportTable, Row, Span
from jukung.library import accession, days, serials, stocktake_lists, stocktakes, weeding
from jukung.library.accession import AccessionLine
from jukung.library.desk import Desk
from jukung.library.stocktakes import Fate
from jukung.library.weeding import Criteria, WeedLine
from jukung.words import _, brief_day, clock, many, number

MOST = 100_000


def said(words: str) -> str:
    """Words of one of these tables as they are read: without what tells two meanings apart."""
    return _(words).partition("#")[0] if words else ""


def class_name(main: str) -> str:
    """A main class as shelves are called: `300`, `2X`."""
    if not main:
        return _("Without a class")
    return f"{main}00" if main.isdigit() else main


def scope_name(scope: stocktakes.Scope) -> str:
    """The part of the collection that a stocktake is of."""
    if scope.what == "class":
        return _("Class {name}").format(name=class_name(scope.key))
    if scope.what == "kind":
        return _(messages.COLLECTION_KINDS[scope.key])
    if scope.what == "box":
        return _("Box {name}").format(name=scope.name)
    return scope.name or _("The whole collection")


def stocktake(desk: Desk, id_: str) -> tuple[ReportTable, ...]:
    """A stocktake as a workbook: figures by class, every copy, and what else was scanned.

    Refuses StocktakeUnknown.
    """
    view = stocktakes.show(desk, id_)
    made = _Made(desk, Span(view.began_on, view.ended_on or days.trusted_today(desk)))
    shown = [fate for fate in Fate if view.fates.get(fate)]
    by_class: list[Row] = [
        (class_name(each.class_main), each.expected, *(each.fates.get(fate, 0) for fate in shown))
        for each in stocktake_lists.by_class(desk, id_)
    ]
    figures = made.table(
        "stocktake",
        view.name,
        [
            ReportColumn(_("Class"), wide=True),
            ReportColumn(_("On the list"), "number"),
            *(ReportColumn(_(messages.FATES[fate]), "number") for fate in shown),
        ],
        by_class,
        scope_name(view.scope),
        total=(
            _("Total"),
            *(sum(int(str(r[n])) for r in by_class) for n in range(1, len(shown) + 2)),
        ),
    )
    copies = made.table(
        "stocktake_copies",
        _("Copies"),
        [
            *_text_columns(
                _("Number"),
                _("Title"),
                _("Author"),
                _("Call number"),
                _("Place"),
                _("Found"),
                _("Seen at"),
                _("Where#seen"),
                _("Decision"),
                _("Reason"),
            ),
            ReportColumn(_("Price"), "money"),
        ],
        [
            (
                line.number,
                line.title,
                line.people,
                line.call_number,
                line.place,
                _(messages.FATES[line.fate]),
                f"{brief_day(line.seen_at.date())} {clock(line.seen_at)}" if line.seen_at else "",
                line.seen_where,
                _(messages.STOCKTAKE_DECISIONS[line.decision]),
                line.reason,
                line.price,
            )
            for line in stocktake_lists.lines(desk, id_)
        ],
        scope_name(view.scope),
    )
    others = made.table(
        "stocktake_others",
        _("Also scanned"),
        _text_columns(
            _("Code"),
            _("What it is"),
            _("Seen at"),
            _("Where#seen"),
            _("Title"),
            _("Call number"),
        ),
        [
            (
                line.code,
                _(messages.SEEN_AS[line.why]),
                f"{brief_day(line.seen_at.date())} {clock(line.seen_at)}",
                line.seen_where,
                line.title,
                line.call_number,
            )
            for line in stocktake_lists.others(desk, id_)
        ],
        scope_name(view.scope),
    )
    return figures, copies, others


def register(desk: Desk, first: date = accession.FIRST, last: date = accession.LAST) -> ReportTable:
    """The accession register of a span of days, as many lines as a workbook takes well."""
    lines = accession.page(desk, first, last, most=MOST)
    columns = [
        ReportColumn(_("No."), "number"),
        ReportColumn(_("Date"), "day"),
        *_text_columns(
            _("Inventory number"),
            _("Barcode number"),
            _("Source#acquisition"),
            _("From whom"),
            _("Invoice"),
            _("Currency"),
        ),
        ReportColumn(_("Price"), "money"),
        *_text_columns(
            _("Author"),
            _("Title"),
            _("Edition"),
            _("Place of publication"),
            _("Publisher"),
            _("Year"),
            _("ISBN"),
            _("Class"),
            _("Call number"),
            _("Material"),
            _("Collection"),
            _("Location"),
            _("Status"),
            _("Condition"),
        ),
        ReportColumn(_("Withdrawn"), "day"),
        *_text_columns(_("Record#withdrawal"), _("Remarks")),
    ]
    rows: list[Row] = [
        (
            place,
            line.on,
            line.inventory_code,
            line.number,
            said(messages.SOURCE_KINDS[line.source_kind]),
            line.source,
            line.invoice,
            "IDR" if line.price is not None else "",
            line.price,
            line.people,
            line.title,
            line.edition,
            line.town,
            line.publisher,
            line.year,
            line.isbn,
            line.class_number,
            line.call_number,
            line.material,
            _(messages.COLLECTION_KINDS[line.kind]),
            line.place,
            _(messages.COPY_STATUSES[line.status]),
            said(messages.COPY_CONDITIONS[line.condition]),
            line.withdrawn_on or "",
            line.withdrawal,
            line.note,
        )
        for place, line in enumerate(lines, start=1)
    ]
    on = [line.on for line in lines]
    today = days.trusted_today(desk)
    made = _Made(desk, Span(min(on, default=today), max(on, default=today)))
    words = _("Every copy of the library's own, in the order in which it came.")
    return made.table("accession_register", _("Accession register"), columns, rows, words)


def remarks(line: AccessionLine) -> str:
    """What the register says of a copy beside its columns: withdrawn, missing, a note."""
    parts = [line.note]
    if line.withdrawn_on is not None:
        day = brief_day(line.withdrawn_on)
        parts.insert(0, _("Withdrawn {day}#copy").format(day=day))
        parts.append(line.withdrawal)
    elif line.status != "available":
        parts.insert(0, _(messages.COPY_STATUSES[line.status]))
    return ", ".join(filter(None, parts))


def source_words(line: AccessionLine) -> str:
    """How a copy came, and from whom."""
    return ": ".join(filter(None, (said(messages.SOURCE_KINDS[line.source_kind]), line.source)))


def weed_list(desk: Desk, criteria: Criteria) -> ReportTable:
    """The weeding list with the signs of each copy; refuses NoCriteria."""
    found = weeding.candidates(desk, criteria, most=MOST)
    columns = [
        *_text_columns(
            _("Number"),
            _("Title"),
            _("Author"),
            _("Year"),
            _("Call number"),
            _("Condition"),
        ),
        ReportColumn(_("Added"), "day"),
        ReportColumn(_("Last used"), "day"),
        ReportColumn(_("Uses"), "number"),
        ReportColumn(_("Copies"), "number"),
        ReportColumn(_("Signs")),
        ReportColumn(_("Price"), "money"),
    ]
    rows: list[Row] = [
        (
            line.number,
            line.title,
            line.people,
            line.year,
            line.call_number,
            said(messages.COPY_CONDITIONS[line.condition]),
            line.added_on,
            line.last_used or "",
            line.uses,
            line.copies,
            sign_words(line),
            line.price,
        )
        for line in found.lines
    ]
    today = days.trusted_today(desk)
    made = _Made(desk, Span(today, today))
    return made.table("weeding", _("Weeding list"), columns, rows, criteria_words(criteria))


def sign_words(line: WeedLine) -> str:
    """Why a copy is on the list."""
    return ", ".join(_(messages.WEED_SIGNS[each]) for each in line.signs)


def criteria_words(criteria: Criteria) -> str:
    """Which signs were asked for, so that whoever reads the list knows."""
    parts = []
    if criteria.published_years is not None:
        words = many(
            "published {n} year ago or earlier",
            "published {n} years ago or earlier",
            criteria.published_years,
        )
        parts.append(words.format(n=number(criteria.published_years)))
    if criteria.unused_years is not None:
        words = many("not used for {n} year", "not used for {n} years", criteria.unused_years)
        parts.append(words.format(n=number(criteria.unused_years)))
    parts += [said(messages.COPY_CONDITIONS[each]).lower() for each in sorted(criteria.conditions)]
    if criteria.copies_enough is not None:
        words = many(
            "more than {n} copy of a title",
            "more than {n} copies of a title",
            criteria.copies_enough,
        )
        parts.append(words.format(n=number(criteria.copies_enough)))
    words = many(
        "At least {n} of these signs: {signs}.",
        "At least {n} of these signs: {signs}.",
        criteria.least,
    )
    return words.format(n=number(criteria.least), signs="; ".join(parts))


def month_of_serials(desk: Desk, year: int, month: int) -> ReportTable:
    """What came of each newspaper and magazine in a month, and what did not."""
    lines = serials.month(desk, year, month)
    columns = [
        *_text_columns(_("Title"), _("How often"), _("ISSN")),
        ReportColumn(_("Arrived"), "number", total=True),
        ReportColumn(_("Missing"), "number", total=True),
        ReportColumn(_("Expected"), "number", total=True),
        ReportColumn(_("Not here"), wide=True),
    ]
    rows: list[Row] = [
        (
            each.serial.title,
            _(messages.FREQUENCIES[each.serial.frequency]),
            each.serial.issn,
            len(each.arrived),
            len(each.missing),
            len(each.expected),
            ", ".join(issue.label for issue in reversed((*each.expected, *each.missing))),
        )
        for each in lines
    ]
    first = date(year, month, 1)
    made = _Made(desk, Span(first, first))
    words = _("Issues that arrived, are missing, or were expected, by their own day.")
    total: Row = (
        _("Total"),
        "",
        "",
        *(sum(int(str(row[n])) for row in rows) for n in (3, 4, 5)),
        "",
    )
    return made.table(
        "serials_month", _("Newspapers and magazines"), columns, rows, words, total=total
    )


class _Made:
    """Makes tables of a desk that are of the same days."""

    def __init__(self, desk: Desk, span: Span) -> None:
        self._library, self._today, self._span = desk.profile.name, desk.today, span

    def table(
        self,
        code: str,
        title: str,
        columns: Sequence[ReportColumn],
        rows: Iterable[Row],
        words: str,
        *,
        total: Row | None = None,
    ) -> ReportTable:
        """A table with these columns and rows."""
        kept = tuple(rows)
        return ReportTable(
            code=code,
            title=title,
            columns=tuple(columns),
            rows=kept,
            total=total if kept else None,
            span=self._span,
            definition=words,
            library=self._library,
            made_on=self._today,
        )


def _text_columns(*titles: str) -> list[ReportColumn]:
    return [ReportColumn(each.partition("#")[0]) for each in titles]
