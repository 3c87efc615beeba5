"""Readiness, and the row of a workbook, as tables that are written and printed."""

from jukung.figures.ready import iplm
from jukung.figures.ready.readiness import MET, MISSING, UNJUDGED, UNRECORDED, Readiness
from jukung.figures.ready.year import span_of
from jukung.figures.reports.report import ReportColumn, ReportTable, Row
from jukung.library.desk import Desk
from jukung.library.permission import READERS, allowed
from jukung.words import N_, _

STATES = {
    MET: N_("met"),
    MISSING: N_("not met"),
    UNRECORDED: N_("not recorded"),
    UNJUDGED: N_("not judged"),
}
FILLING = {
    iplm.FILLED: N_("filled"),
    iplm.UNRECORDED: N_("not recorded"),
    iplm.UNCHOSEN: N_("choose#state"),
    iplm.LEFT: N_("left empty"),
}


def state_words() -> dict[str, str]:
    """The words for the states of a demand."""
    return {code: _(words) for code, words in STATES.items()}


def filling_words() -> dict[str, str]:
    """The words for the states of a column."""
    return {code: _(words).partition("#")[0] for code, words in FILLING.items()}


def readiness_table(found: Readiness) -> ReportTable:
    """Every line of every standard as one table."""
    states = state_words()
    rows: list[Row] = [
        (
            f"{standard.title} · {standard.cited}",
            line.area,
            line.title,
            line.wanted,
            line.value,
            states[line.state],
            line.missing or line.where,
        )
        for standard in found.standards
        for line in standard.lines
    ]
    notes = " ".join(f"{each.title}: {each.note}" for each in found.standards if each.note)
    titles = (
        _("Standard"), _("Part"), _("Demand"), _("Asked for"), _("Now"), _("State"),
        _("Still missing"),
    )  # fmt: skip
    columns = tuple(ReportColumn(title) for title in titles)
    return ReportTable(
        "readiness",
        _("Readiness of the library"),
        columns,
        tuple(rows),
        None,
        span_of(found.year),
        _("What the standards ask for, what is there, and what is missing."),
        found.library,
        found.on,
        note=notes,
    )


@allowed(READERS)
def unrecorded_table(desk: Desk, row: iplm.Row) -> ReportTable:
    """The columns of a workbook that stay empty, and where they could be recorded."""
    titles = (_("Column"), _("Heading"), _("Figure"), _("State"), _("Where to record it"))
    return ReportTable(
        "iplm_unrecorded",
        _("IPLM: not recorded"),
        tuple(ReportColumn(title) for title in titles),
        tuple(
            (each.column, each.heading, each.title, filling_words()[each.state], each.where)
            for each in iplm.unrecorded(row.lines)
        ),
        None,
        span_of(row.year),
        _("These columns stay empty. Blank is not zero."),
        desk.profile.name,
        desk.today,
    )
