"""The list of a reading corner: what should lie there, to be ticked off on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.domain.errors import NothingToPrint
from jukung.paper.document import Column, Document, Letterhead, Signer
from jukung.words import _, number, plain_day

ROW = 7.0
"""Millimetres; a line for a tick."""


@dataclass(frozen=True, slots=True)
class CornerLine:
    """A copy of the deposit; `state` is empty for what should lie there."""

    number: str
    title: str
    call_number: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class CornerWords:
    """Which corner, of which block, on which day."""

    name: str
    block: str
    on: date


def corner_list(
    said: CornerWords,
    copies: Sequence[CornerLine],
    *,
    letterhead: Letterhead,
    paper: str = "a4",
) -> bytes:
    """What a corner should hold, with a box to tick each; refuses NothingToPrint."""
    if not copies:
        raise NothingToPrint
    title = _("Books of a reading corner")
    document = Document(paper, title=f"{title} {said.name}", letterhead=letterhead, foot=said.name)
    document.heading(title, under=plain_day(said.on))
    facts = [
        (_("Reading corner"), said.name),
        (_("Block"), said.block),
        (_("Copies"), number(len(copies))),
    ]
    document.facts([each for each in facts if each[1]], after=1.5)
    columns = (
        Column(_("No."), 11, right=True),
        Column(_("There"), 15, centred=True),
        Column(_("Number"), 26),
        Column(_("Call number"), 30),
        Column(_("Title")),
        Column(_("Note"), 36),
    )
    rows = [
        (number(place), "", each.number, each.call_number, each.title, each.state)
        for place, each in enumerate(copies, 1)
    ]
    document.table(columns, rows, size=9, row_height=ROW, after=2)
    document.signatures(Signer(_("Counted by")), Signer(_("Officer")), with_rows=2)
    return document.finished()
