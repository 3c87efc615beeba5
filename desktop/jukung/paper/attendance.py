"""The attendance sheet of an activity: blank lines for a pen, and what is counted below.

Its sums stand in the order of the form in which they are typed in later.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from jukung.domain.errors import NothingToPrint
from jukung.paper.document import FORM, Column, Document, Letterhead, Signer
from jukung.paper.fonts import BOLD, REGULAR
from jukung.paper.page import Pages, text_width
from jukung.words import N_, _, long_day, plain_day

ROW_HEIGHT = 8.0
"""Millimetres; a line that a pen can fill."""

ROWS, MOST_ROWS = 15, 1000
"""So many lines fit a page with its head and signatures; and no sheet has more than these."""

_SIZE, _NOTE, _TOTALS = 9.5, 8.5, 10.0
_BANDS = (
    (N_("C#child"), N_("child#age")),
    (N_("T#teen"), N_("teen#age")),
    (N_("A#adult"), N_("adult#age")),
    (N_("S#senior"), N_("senior#age")),
)


@dataclass(frozen=True, slots=True)
class Attendance:
    """What the head of a sheet says; a day or place that is empty is left for the pen."""

    activity: str = ""
    on: date | None = None
    until: date | None = None
    place: str = ""
    facilitator: str = ""


def attendance_sheet(
    attendance: Attendance,
    *,
    letterhead: Letterhead,
    rows: int = ROWS,
    paper: str,
    is_prison: bool = False,
) -> bytes:
    """A sheet with so many lines; a prison's asks for card numbers, never for names.

    Refuses NothingToPrint without lines.
    """
    if not 1 <= rows <= MOST_ROWS:
        raise NothingToPrint
    document = Document(paper, title=_("Attendance"), letterhead=letterhead, edges=FORM)
    document.heading(_("Attendance"))
    _write_head(document, attendance)
    letters = [_(letter).partition("#")[0] for letter, _word in _BANDS]
    columns = _columns(is_prison=is_prison)
    cells = ("", _("W / M"), " / ".join(letters), "", "")
    document.table(
        columns,
        [(f"{place}", *cells) for place in range(1, rows + 1)],
        size=_SIZE,
        row_height=ROW_HEIGHT,
        after=1,
    )
    document.drawing(_TOTALS, partial(_draw_totals, document.width))
    facilitator = "" if is_prison else attendance.facilitator
    document.signatures(
        Signer(_("Facilitator"), facilitator), Signer(_("Recorded by")), with_rows=2
    )
    return document.finished()


def _write_head(document: Document, attendance: Attendance) -> None:
    facts = (
        (_("Activity"), attendance.activity.strip()),
        (_("When"), _days(attendance)),
        (_("Place"), attendance.place.strip()),
    )
    if all(value for _name, value in facts):
        document.facts(facts, after=0.5)
    else:
        for name, value in facts:
            if value:
                document.facts([(name, value)], after=0.5)
            else:
                document.blank(name)
    said = " · ".join(
        f"{_(letter).partition('#')[0]} {_(word).partition('#')[0]}" for letter, word in _BANDS
    )
    document.skip(1)
    note = _("A line for each who takes part. Circle what is so; tick a disability. Age: {bands}.")
    document.words(note.format(bands=said), size=_NOTE, after=1.5)


def _days(attendance: Attendance) -> str:
    if attendance.on is None:
        return ""
    if attendance.until is None or attendance.until == attendance.on:
        return long_day(attendance.on)
    return f"{plain_day(attendance.on)} – {plain_day(attendance.until)}"


def _columns(*, is_prison: bool) -> tuple[Column, ...]:
    who = Column(_("Card number"), 44) if is_prison else Column(_("Name"))
    # A signature is a name; what is left for a prison is room for a remark.
    signed = Column(_("Remark")) if is_prison else Column(_("Signature"), 38)
    return (
        Column(_("No."), 10, centred=True),
        who,
        Column(_("Woman / man"), 20, centred=True, soft=True),
        Column(_("Age"), 31, centred=True, soft=True),
        Column(_("With a disability"), 22),
        signed,
    )


def _draw_totals(width: float, pages: Pages, left: float, top: float) -> None:
    """Room for the sums, which the form of the activity asks for."""
    y = top + _TOTALS - 3
    said = _("Counted")
    pages.left(said, left, y, font=BOLD, size=_SIZE)
    x = left + text_width(said, BOLD, size=_SIZE) + 5
    totals = (_("Women and girls"), _("Men and boys"), _("Child"), _("With a disability"))
    named = [text_width(name, REGULAR, size=_SIZE) + 2 for name in totals]
    blank = (left + width - x - sum(named)) / len(totals) - 4
    for name, wide in zip(totals, named, strict=True):
        pages.left(name, x, y, font=REGULAR, size=_SIZE)
        pages.box(x + wide, y + 0.7, width=blank, height=0.2)
        x += wide + blank + 4
