"""A month's figures on a page that the head of the village or prison signs.

What was not recorded is a dash, never a zero; what was typed by hand has a star.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jukung.domain.errors import NothingToPrint
from jukung.domain.months import Month
from jukung.paper.document import Column, Document, Letterhead, Signer
from jukung.words import _, long_month, number, short_month

_ESTIMATED = "*"


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A figure of the page: this month's, the month's before, and what is counted."""

    title: str
    value: int | None
    before: int | None
    unit: str = ""
    group: str = ""
    """What it stands under; figures of one group follow one another."""
    is_part: bool = False
    is_estimated: bool = False
    words: str = ""
    """What the library says to explain it."""
    outside: str = ""
    """What stands in place of the figure where persons are protected: `± 10` or `…`."""
    outside_before: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What stands around the figures: whose they are, which report, and where it is signed."""

    library: str
    number: str = ""
    """The report's; empty before it is sealed."""
    agency: str = ""
    town: str = ""
    on: date | None = None


def month_page(
    month: Month,
    lines: Sequence[MonthLine],
    *,
    letterhead: Letterhead,
    reported: Reported,
    signers: Sequence[Signer],
    paper: str = "a4",
) -> bytes:
    """The page of a month; refuses NothingToPrint without figures."""
    if not lines:
        raise NothingToPrint
    name = long_month(month.year, month.number)
    title = _("Figures of the month")
    document = Document(paper, title=f"{title} {month.text}", letterhead=letterhead, foot=name)
    document.heading(title, under=name)
    facts = [
        (_("Library"), reported.library),
        (_("Report number"), reported.number),
        (_("Reported to"), reported.agency),
    ]
    document.facts([(label, said) for label, said in facts if said])
    document.table(_columns(month), _rows(lines))
    _write_notes(document, lines)
    document.signatures(*signers, town=reported.town, on=reported.on, with_rows=3)
    return document.finished()


def _columns(month: Month) -> list[Column]:
    return [
        Column(_("No."), 10, right=True),
        Column(_("Figure")),
        Column(_("Unit"), 32),
        Column(short_month(month.number), 22, right=True),
        Column(short_month(month.before.number), 22, right=True),
    ]


def _rows(lines: Sequence[MonthLine]) -> list[tuple[str, str, str, str, str]]:
    rows: list[tuple[str, str, str, str, str]] = []
    group, place = "", 0
    for line in lines:
        if line.group and line.group != group:
            group = line.group
            rows.append(("", group.upper(), "", "", ""))
        place += not line.is_part
        mark = f" {_ESTIMATED}" if line.is_estimated else ""
        rows.append(
            (
                "" if line.is_part else str(place),
                f"– {line.title}" if line.is_part else line.title,
                line.unit,
                (line.outside or number(line.value)) + mark,
                line.outside_before or number(line.before),
            )
        )
    return rows


def _write_notes(document: Document, lines: Sequence[MonthLine]) -> None:
    said = []
    if any(line.value is None for line in lines):
        said.append(_("–: not recorded, which is not zero."))
    if any(line.is_estimated for line in lines):
        said.append(_("{mark}: not counted, typed by hand.").format(mark=_ESTIMATED))
    shown = {each[:1] for line in lines for each in (line.outside, line.outside_before)}
    if "±" in shown:
        said.append(_("±: about so many, so that nobody can be recognised."))
    if "…" in shown:
        said.append(_("…: left out, so that nobody can be recognised."))
    if said:
        document.words(" ".join(said), size=9)
    explained = [(line.title, line.words) for line in lines if line.words]
    if explained:
        document.section(_("Explained by the library"), size=11)
        document.facts(explained)
