"""The lines of a list that were not stored, as a list again, each with its reason."""

import csv
from collections.abc import Iterable
from io import StringIO

from jukung import messages
from jukung.exchange.harmless import harmless
from jukung.exchange.rosters.columns import Use
from jukung.exchange.rosters.plan import PlanLine, RosterPlan
from jukung.words import _


def reason(line: PlanLine) -> str:
    """Why a line is not stored, or was left out."""
    if line.refusal is not None:
        return messages.sentence(line.refusal)
    if line.known_card:
        return _("Perhaps here already: card {card}").format(card=line.known_card)
    if line.twin_line is not None:
        return _("Perhaps the same as line {line}").format(line=line.twin_line)
    return _("Left out by hand")


def as_csv(plan: RosterPlan, lines: Iterable[PlanLine]) -> bytes:
    """Lines as CSV that Excel opens; only the columns that were read, so no other facts."""
    kept = [place for place, use in enumerate(plan.uses) if use is not Use.nothing]
    made = StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Line"), _("Reason"), *(harmless(plan.people.header[at]) for at in kept)])
    for line in lines:
        cells = [line.line.cells[at] if at < len(line.line.cells) else "" for at in kept]
        writer.writerow([line.line.number, harmless(reason(line)), *map(harmless, cells)])
    return made.getvalue().encode("utf-8-sig")
