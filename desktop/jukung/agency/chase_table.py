"""The chase list as a table for paper and files."""

from jukung.agency.asking_words import months_in_words
from jukung.agency.chasing import Chased, ChaseList
from jukung.agency.office import OfficeDesk
from jukung.agency.source_words import source_word
from jukung.domain import months
from jukung.figures.reports.report import ReportColumn, ReportTable, Row, Span
from jukung.words import _, long_month, number


def table(desk: OfficeDesk, found: ChaseList, *, phones: bool = True) -> ReportTable:
    """The list; without `phones` nobody's name or number is in it."""
    period = found.period
    columns = [
        ReportColumn(_("Regency or city")),
        ReportColumn(_("Library"), wide=True),
        ReportColumn(_("Owes"), "number"),
        ReportColumn(_("Months"), wide=True),
        ReportColumn(_("Last report")),
    ]
    if phones:
        columns += [ReportColumn(_("Contact")), ReportColumn(_("Telephone"))]
    columns.append(ReportColumn(_("Called")))
    said = _("{missing} of {expected} active libraries owe {month}.").format(
        missing=number(found.missing),
        expected=number(found.expected),
        month=long_month(period.year, period.number),
    )
    return ReportTable(
        code="chase",
        title=_("Reports still missing"),
        columns=tuple(columns),
        rows=tuple(_row(desk, each, phones=phones) for each in found.lines),
        total=None,
        span=Span(period.first, period.last),
        definition=said,
        library=desk.profile.name,
        made_on=desk.today,
        note=personal_note() if phones else "",
    )


def personal_note() -> str:
    """What stands wherever names and telephone numbers do."""
    return _(
        "This list holds names and telephone numbers. "
        "It stays in the office; do not pass it on, and destroy it when it is done with."
    )


def _row(desk: OfficeDesk, chased: Chased, *, phones: bool) -> Row:
    zone = months.zone_info(months.zone_of_region(desk.profile.code))
    last = ""
    if chased.last and chased.source:
        last = f"{long_month(chased.last.year, chased.last.number)}, {source_word(chased.source)}"
    if chased.is_held:
        last = _("has come, waits for a decision")
    called = ""
    if chased.called_at is not None:
        day = chased.called_at.astimezone(zone).date()
        called = ", ".join(filter(None, (f"{day.day}/{day.month}", chased.called_by)))
    who = [
        "\n".join(person.name for person in chased.contacts),
        "\n".join(person.phone for person in chased.contacts),
    ]
    return (
        chased.kabupaten,
        chased.site.name,
        len(chased.months),
        months_in_words(chased.months),
        last,
        *(who if phones else ()),
        called,
    )
