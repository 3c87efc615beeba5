"""Reports of the collection as it stood on the last day: classes, ages, sources, states."""

from jukung.domain import published
from jukung.figures.reports import names
from jukung.figures.reports.asking import OWN, Asking, part
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.library.desk import Desk
from jukung.words import N_, _

GROUP = N_("Collection")

_TITLES = ReportColumn(N_("Titles"), "number")
_COPIES = ReportColumn(N_("Copies"), "number", total=True)
_SHARE = ReportColumn(N_("Share"), "share")
_HELD = OWN.replace("WHERE", "JOIN title t ON t.row = c.title WHERE", 1)
_STATES = ("available", "reading_room", "repair", "missing")
# Up to how many years before the last day's, and what such titles are called.
_YEARS = (
    (4, N_("This year and the four before")),
    (9, N_("5 to 9 years old")),
    (19, N_("10 to 19 years old")),
    (9999, N_("20 years and older")),
)


def _by_class(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {
        str(name): (int(str(titles)), int(str(copies)))
        for name, titles, copies in ask.rows(
            f"SELECT t.class_main, count(DISTINCT t.row), count(*) {_HELD} "
            "AND :first <= :last GROUP BY 1"
        )
    }
    whole = sum(copies for _titles, copies in found.values())
    rows: list[Row] = []
    for name, words in names.classes().items() if whole else ():
        titles, copies = found.get(name, (0, 0))
        if name or copies:
            rows.append((words, titles, copies, part(copies, whole)))
    return tuple(rows)


def _by_year(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    bands = [[0, 0] for _each in (*_YEARS, None)]
    for written, titles, copies in ask.rows(
        f"SELECT t.year, count(DISTINCT t.row), count(*) {_HELD} AND :first <= :last GROUP BY 1"
    ):
        band = bands[_band(str(written), ask.last.year)]
        band[0] += int(str(titles))
        band[1] += int(str(copies))
    whole = sum(copies for _titles, copies in bands)
    said = (*(_(key) for _most, key in _YEARS), _("Year not noted"))
    return tuple(
        (words, titles, copies, part(copies, whole))
        for words, (titles, copies) in zip(said, bands, strict=True)
        if whole
    )


def _band(written: str, year: int) -> int:
    """The place of a year as it stands in a catalogue, such as `c2011`."""
    found = published.year_of(written)
    if found is None or (age := year - found) < -1:
        return len(_YEARS)
    return next(place for place, (most, _key) in enumerate(_YEARS) if age <= most)


def _by_year_added(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    return tuple(
        ask.rows(
            f"SELECT substr(c.added_on, 1, 4), count(DISTINCT c.title), count(*) {OWN} "
            "AND :first <= :last GROUP BY 1 ORDER BY 1"
        )
    )


def _by_source(desk: Desk, span: Span) -> tuple[Row, ...]:
    found = Asking(desk, span).rows(
        # A price that nobody noted is unknown, not nothing.
        "SELECT c.source, count(DISTINCT c.title), count(*), sum(c.price), "
        f"count(*) - count(c.price) {OWN} AND :first <= :last GROUP BY 1 ORDER BY 3 DESC, 1"
    )
    return tuple((str(source) or _("Source not noted"), *rest) for source, *rest in found)


def _by_state(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {
        (kind, state): int(str(count))
        for kind, state, count in ask.rows(
            f"SELECT c.kind, c.status, count(*) {OWN} AND :first <= :last GROUP BY 1, 2"
        )
    }
    rows: list[Row] = []
    for kind, words in names.collections().items() if found else ():
        each = [found.get((kind, state), 0) for state in _STATES]
        rows.append((words, *each, sum(each)))
    return tuple(rows)


def _quality(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    whole, *lacking = (
        int(str(each or 0))
        for each in ask.rows(
            "SELECT count(*), sum(isbn = ''), sum(class_number = ''), sum(call_number = ''), "
            "sum(year = ''), sum(people = ''), sum(publisher = ''), sum(subjects = ''), "
            "sum(language = ''), sum(NOT EXISTS (SELECT 1 FROM copy c WHERE c.title = t.row "
            "AND c.withdrawn_on IS NULL)) FROM title t "
            "WHERE merged_into IS NULL AND added_on <= :last AND :first <= :last"
        )[0]
    )
    copies, *bare = (
        int(str(each or 0))
        for each in ask.rows(
            "SELECT count(*), sum(c.price IS NULL), sum(c.source = ''), "
            f"sum(c.label_printed_at IS NULL) {OWN} AND :first <= :last"
        )[0]
    )
    of_titles = (
        _("Titles without ISBN"),
        _("Titles without class"),
        _("Titles without call number"),
        _("Titles without year"),
        _("Titles without author"),
        _("Titles without publisher"),
        _("Titles without subject"),
        _("Titles without language"),
        _("Titles without copies"),
    )
    of_copies = (
        _("Copies without price"),
        _("Copies without source"),
        _("Copies without a printed label"),
    )
    rows: list[Row] = []
    for said, counts, of in ((of_titles, lacking, whole), (of_copies, bare, copies)):
        rows += [
            (words, count, of, part(count, of))
            for words, count in zip(said, counts, strict=True)
            if of
        ]
    return tuple(rows)


COLLECTION = (
    Report(
        "collection_by_class",
        N_("Collection by class"),
        GROUP,
        (ReportColumn(N_("Class"), wide=True), _TITLES, _COPIES, _SHARE),
        _by_class,
        N_("Own titles and copies by main class, as they stood on the last day."),
        chart="bars",
        charted=2,
        at_end=True,
    ),
    Report(
        "collection_by_year",
        N_("Collection by age"),
        GROUP,
        (ReportColumn(N_("Published"), wide=True), _TITLES, _COPIES, _SHARE),
        _by_year,
        N_("Own titles and copies by how long ago they were published."),
        chart="bars",
        charted=2,
        at_end=True,
    ),
    Report(
        "collection_by_year_added",
        N_("Collection by year added"),
        GROUP,
        (ReportColumn(N_("Added in")), _TITLES, _COPIES),
        _by_year_added,
        N_("Own copies still here, by the year in which they were added."),
        chart="bars",
        charted=2,
        at_end=True,
    ),
    Report(
        "collection_by_source",
        N_("Collection by source"),
        GROUP,
        (
            ReportColumn(N_("Source#acquisition"), wide=True),
            _TITLES,
            _COPIES,
            ReportColumn(N_("Price"), "money", total=True),
            ReportColumn(N_("Without price"), "number", total=True),
        ),
        _by_source,
        N_("Own copies by where they came from; prices only where they were noted."),
        chart="bars",
        charted=2,
        at_end=True,
    ),
    Report(
        "collection_by_state",
        N_("Collection by kind and state"),
        GROUP,
        (
            ReportColumn(N_("Collection"), wide=True),
            ReportColumn(N_("To lend"), "number", total=True),
            ReportColumn(N_("Reading room only"), "number", total=True),
            ReportColumn(N_("In repair"), "number", total=True),
            ReportColumn(N_("Missing"), "number", total=True),
            ReportColumn(N_("Copies"), "number", total=True),
        ),
        _by_state,
        N_(
            "Own copies held on the last day, by their part of the collection, "
            "in the state they are in now."
        ),
        chart="bars",
        charted=5,
        at_end=True,
    ),
    Report(
        "catalogue_quality",
        N_("What the catalogue lacks"),
        GROUP,
        (
            ReportColumn(N_("What is missing"), wide=True),
            ReportColumn(N_("Count"), "number"),
            ReportColumn(N_("Of#all"), "number"),
            _SHARE,
        ),
        _quality,
        N_("Titles and copies that lack something a complete catalogue has."),
        chart="bars",
        charted=3,
        at_end=True,
    ),
)
