"""Ready sheets made on a lane: what is shown, and what is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain.errors import NotAllowed
from jukung.ui import verbs
from jukung.ui.pages.letter_work import drawn_head, drawn_signers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from jukung.exchange.workbooks.iplm import Chosen
    from jukung.figures.ready.answers import Asked
    from jukung.figures.ready.readiness import Readiness
    from jukung.figures.ready.sim import SimGroup
    from jukung.library.desk import Desk
    from jukung.paper.document import Letterhead, Signer


@dataclass(frozen=True, slots=True)
class Judged:
    """Every standard, the questions it asks, and the words for its states."""

    readiness: Readiness
    asked: Mapping[str, Asked]
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook that was read and counted, and the questions of its columns."""

    chosen: Chosen
    asked: Mapping[str, Asked]
    states: Mapping[str, str]


def judged(desk: Desk, year: int) -> Judged:
    """Judge the library of a year."""
    return Judged(
        verbs.readiness.judge(desk, year), _asked(desk, year), verbs.ready_tables.state_words()
    )


def read(desk: Desk, path: Path, *, year: int) -> Read:
    """Read a workbook and count a year for it."""
    return _read(desk, verbs.iplm_workbook.choose(desk, path, year=year), year)


def counted(desk: Desk, before: Read, *, year: int, row: int) -> Read:
    """Count again for a workbook that was read; `row` is where it goes."""
    package = before.chosen.package
    return _read(desk, verbs.iplm_workbook.counted(desk, package, year=year, row=row), year)


def readiness_pdf(desk: Desk, year: int, *, paper: str) -> bytes:
    """Every standard on paper."""
    found = verbs.readiness.judge(desk, year)
    head, signers, town = _head(desk)
    return verbs.readiness_page.readiness_pages(
        found.standards,
        states=verbs.ready_tables.state_words(),
        year=year,
        on=found.on,
        letterhead=head,
        town=town,
        signers=signers,
        paper=paper,
    )


def readiness_xlsx(desk: Desk, year: int) -> bytes:
    """Every standard as a workbook."""
    table = verbs.ready_tables.readiness_table(verbs.readiness.judge(desk, year))
    return verbs.report_tables.workbook([table])


def activities(desk: Desk, first: date, last: date) -> tuple[SimGroup, ...]:
    """The activities to be typed."""
    return verbs.sim_aid.groups(desk, verbs.report_values.Span(first, last))


def sim_file(desk: Desk, first: date, last: date, *, suffix: str, paper: str) -> bytes:
    """The activities as a workbook or on paper; refuses NothingToPrint."""
    table = verbs.sim_aid.sheet(desk, verbs.report_values.Span(first, last))
    if suffix != ".pdf":
        return verbs.report_tables.workbook([table])
    head, _signers, _town = _head(desk)
    return verbs.report_pages.report_page(table, letterhead=head, paper=paper)


def _read(desk: Desk, chosen: Chosen, year: int) -> Read:
    return Read(chosen, _asked(desk, year), verbs.ready_tables.filling_words())


def _asked(desk: Desk, year: int) -> dict[str, Asked]:
    return {each.code: each for each in verbs.answers.asked(desk, year)}


def _head(desk: Desk) -> tuple[Letterhead, tuple[Signer, ...], str]:
    try:
        view = verbs.letterhead.show(desk)
    except NotAllowed:
        # Whoever only reads figures does not see the letters.
        return verbs.document.Letterhead(name=desk.profile.name), (), ""
    return drawn_head(view), drawn_signers(view), view.town
