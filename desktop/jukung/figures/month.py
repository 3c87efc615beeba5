"""A month's figures, now and over the twelve months before.

What a person typed stands where nothing was counted, and nowhere else.
"""

from datetime import timedelta

from jukung.domain import errors
from jukung.domain.months import Month
from jukung.figures import counting
from jukung.figures.counting import SourceRow
from jukung.figures.indicators import INDICATORS, of
from jukung.figures.indicators.indicator import Indicator
from jukung.library import closing, days, figure_notes, forgetting
from jukung.library.desk import Desk
from jukung.library.permission import READERS, allowed
from jukung.words import _

MOST_SOURCES = 200
_BY_CODE = {each.code: each for each in INDICATORS}
_TALLIES = {each.code: each.tally for each in INDICATORS}
_STAYING = tuple(each for each in INDICATORS if each.stays)


@allowed(READERS)
def gather(desk: Desk, month: Month, *, sent_only: bool = False) -> dict[str, int | None]:
    """Every indicator's value for a month; None where nothing was recorded.

    With `sent_only` those that this library sends to its agency.
    """
    values = _counted(desk, month)
    typed = figure_notes.notes(desk, month)
    kind = desk.profile.kind
    return {
        each.code: _filled(values[each.code], typed.get(each.code))
        for each in INDICATORS
        if not sent_only or each.leaves(kind)
    }


@allowed(READERS)
def gather_year(desk: Desk, month: Month) -> dict[str, tuple[int | None, ...]]:
    """Twelve values each, oldest first, that end with this month."""
    months = [month]
    while len(months) < 12:
        months.insert(0, months[0].before)
    columns = [gather(desk, each) for each in months]
    return {
        indicator.code: tuple(column[indicator.code] for column in columns)
        for indicator in INDICATORS
    }


@allowed(READERS)
def estimated(desk: Desk, month: Month) -> frozenset[str]:
    """The codes of figures that a person typed and nobody counted."""
    typed = {
        code for code, note in figure_notes.notes(desk, month).items() if note.value is not None
    }
    if not typed:
        return frozenset()
    values = _counted(desk, month)
    return frozenset(code for code in typed & values.keys() if values[code] is None)


@allowed(READERS)
def missing(desk: Desk, month: Month) -> tuple[Indicator, ...]:
    """The figures that nobody counted, typed or explained; parts are left out."""
    values, notes = gather(desk, month), figure_notes.notes(desk, month)
    return tuple(
        each
        for each in of(desk.profile.kind)
        if not each.part_of and values[each.code] is None and each.code not in notes
    )


@allowed(READERS)
def sources(
    desk: Desk, month: Month, code: str, *, most: int = MOST_SOURCES
) -> tuple[SourceRow, ...]:
    """What a figure was counted from, by day; a typed one gives its words.

    Refuses FigureUnknown.
    """
    indicator = _BY_CODE.get(code)
    if indicator is None:
        raise errors.FigureUnknown(code)
    note = figure_notes.notes(desk, month).get(code)
    if note is not None and note.value is not None and code in estimated(desk, month):
        words = ": ".join(each for each in (_("Typed by hand"), note.words) if each)
        return (SourceRow(None, words, note.value),)
    return indicator.sources(desk, month, most)


def _filled(value: int | None, note: figure_notes.FigureNoteView | None) -> int | None:
    return note.value if value is None and note is not None else value


def _counted(desk: Desk, month: Month) -> dict[str, int | None]:
    values = counting.count(desk, month, _TALLIES)
    if _has_forgotten(desk, month):
        values["readers_unique"] = None
    closed = closing.last_counted(desk, month)
    if closed is None:
        return values
    for each in _STAYING:
        kept = closed.values.get(each.code)
        if kept is None or each.code in closed.estimated:
            continue
        same = closed.values.get(each.part_of) == values.get(each.part_of)
        if same if each.part_of else values[each.code] is None:
            values[each.code] = kept
    return values


def _has_forgotten(desk: Desk, month: Month) -> bool:
    """Whether a card scanned at a visit of this month may be forgotten by now."""
    kept = forgetting.days_kept(desk)
    return bool(kept) and month.first < days.trusted_today(desk) - timedelta(days=kept)
