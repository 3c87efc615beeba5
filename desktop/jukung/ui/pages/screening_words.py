"""The words of screening, and its two papers as they are printed or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung import messages
from jukung.domain.kinds import ScreeningResult
from jukung.ui import verbs
from jukung.ui.paper_printing import Printable
from jukung.words import N_, _

if TYPE_CHECKING:
    from jukung.library.desk import Desk
    from jukung.library.screening import ScreenedTitle
    from jukung.paper.screening_papers import ScreenedLine
    from jukung.ui.room import Room

PAPERS = {"record": N_("Record of screening"), "public": N_("List for readers")}
MOST = 20_000


def why(line: ScreenedTitle) -> str:
    """Why a title is kept back, in one line."""
    reasons = ", ".join(_(messages.SCREENING_REASONS[each]) for each in line.reasons)
    return ": ".join(filter(None, (reasons, line.words)))


def printable(room: Room, which: str, folder: str) -> Printable:
    """The record, or the list that anybody may read; `which` ends with its paper."""
    name, paper = which.split()
    day = room.today().isoformat()
    return Printable(
        lambda desk: _pdf(desk, name, paper),
        file=(_("screening-{day}.pdf") if name == "record" else _("books-{day}.pdf")).format(
            day=day
        ),
        folder=folder,
        printed=_("The list is at the printer."),
    )


def _pdf(desk: Desk, name: str, paper: str) -> bytes:
    profile = desk.profile
    words = verbs.screening_papers.PaperWords(profile.name, profile.place_name, desk.today)
    if name == "public":
        passed = verbs.screening.listed(desk, ScreeningResult.passed, most=MOST)
        return verbs.screening_papers.public_list(words, _lines(passed), paper=paper)
    every = [
        line
        for result in (ScreeningResult.refused, ScreeningResult.review, ScreeningResult.passed)
        for line in verbs.screening.listed(desk, result, most=MOST)
    ]
    return verbs.screening_papers.record(words, _lines(every), paper=paper)


def _lines(found: list[ScreenedTitle] | tuple[ScreenedTitle, ...]) -> list[ScreenedLine]:
    return [
        verbs.screening_papers.ScreenedLine(
            line.title,
            line.people,
            line.class_number,
            _(messages.SCREENING_RESULTS[line.result]),
            why(line),
            line.by,
            line.on,
        )
        for line in found
    ]
