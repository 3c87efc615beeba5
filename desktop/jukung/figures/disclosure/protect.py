"""A month's figures as they may leave, knowing what of the month left before.

The same figures after the same history are always told alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jukung.domain.kinds import LibraryKind
from jukung.figures.disclosure.draws import Draws
from jukung.figures.disclosure.first import PLAIN, first_told, is_few
from jukung.figures.disclosure.later import later_told
from jukung.figures.disclosure.tables import Table, fewest, persons_of, tables_of
from jukung.figures.disclosure.told import Told, Why

Figures = Mapping[str, int | None]
Telling = Mapping[str, Told]


def protect(
    figures: Figures,
    kind: LibraryKind,
    *,
    before: Sequence[Telling] = (),
    draws: Draws = PLAIN,
) -> dict[str, Told]:
    """Every figure as it may leave; `before` is what left of this month, oldest first.

    `draws` are the month's own, by the secret of the file.
    """
    told = {code: Told(value) for code, value in figures.items()}
    k, persons = fewest(kind), persons_of(kind)
    for code, value in figures.items():
        if code in persons and value is not None and 0 < value < k:
            told[code] = Told(None, Why.few)
    for table in tables_of(kind):
        told |= _of_table(table, figures, told, before, draws)
    return told


def _of_table(
    table: Table, figures: Figures, told: Telling, before: Sequence[Telling], draws: Draws
) -> dict[str, Told]:
    cells = {code: value for code in table.parts if (value := figures.get(code)) is not None}
    if not cells:
        return {}
    whole = told.get(table.whole, Told(None))
    if whole.is_suppressed:
        return dict.fromkeys(cells, Told(None, Why.others))
    history = [each for each in before if _told_of_somebody(table, each)]
    if history:
        later = later_told(table, cells, whole.value, history)
        return {code: _explained(table, cells[code], each) for code, each in later.items()}
    return first_told(table, cells, whole.value, draws.of(f"{table.whole} {table.by}"))


def _explained(table: Table, value: int, told: Told) -> Told:
    """The reason anew, where it was only that it was told so before."""
    if told.why is not Why.before:
        return told
    if table.rounds and told.value is not None:
        return replace(told, why=Why.always)
    return replace(told, why=Why.few if is_few(value, table.k) else Why.others)


def _told_of_somebody(table: Table, telling: Telling) -> bool:
    """Whether a telling said anything of the parts that its whole did not say."""
    whole = telling.get(table.whole, Told(None))
    if whole.is_suppressed or whole.value == 0:
        return False
    return any(
        told.value is not None or told.why is not None
        for code in table.parts
        if (told := telling.get(code)) is not None
    )
