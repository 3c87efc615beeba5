"""The ruler page: it shows how far a printer is off, to anybody who has a ruler.

It is printed on plain paper of the sheet's own size. Four lines are measured from the
edges of the paper; what was measured gives the shift and the creep to take back.
"""

from math import isfinite

from jukung.domain.errors import RulerUnlikely
from jukung.paper.placement import CREEP_LIMIT, OFFSET_LIMIT, Carrier, Fit, Placement
from jukung.paper.ruler_drawing import SMALL, Marks, drawn, tenths
from jukung.paper.sheets import Sheet
from jukung.words import _

__all__ = ["Marks", "expected", "fit_from", "ruler_page"]

_SHORT = 30.0  # mm; half a millimetre misread on less looks like a creep of its own
_SLACK = 1.0  # mm that a hand may misread a short measure by


def expected(sheet: Sheet, carrier: Carrier | None = None) -> Marks:
    """Tell what should be measured on the ruler page of this sheet."""
    width, height = Placement(carrier=carrier).page(sheet)
    left, across = _span(width)
    top, down = _span(height)
    return Marks(left, top, across, down)


def ruler_page(sheet: Sheet, *, placement: Placement, printer: str) -> bytes:
    """One page to print and measure; refuses what the placement refuses."""
    placement.check(sheet)
    marks = expected(sheet, placement.carrier)
    return drawn(sheet, marks, placement=placement, printer=printer)


def fit_from(
    sheet: Sheet,
    *,
    carrier: Carrier | None,
    left: float,
    top: float,
    across: float,
    down: float,
    printed_with: Fit = Fit(),  # noqa: B008 - frozen
) -> Fit:
    """Find the fit from what was measured on a ruler page, in millimetres.

    `printed_with` is the fit that page was printed with. Refuses RulerUnlikely with
    the measure that no printer makes.
    """
    marks = expected(sheet, carrier)
    used = printed_with
    right, creep_right = _taken_back(
        (marks.left, marks.across),
        (left, across),
        used=(used.right, used.creep_right),
        said=(
            _("{mm} mm from the left edge to A").format(mm=tenths(left)),
            _("{mm} mm from A to C").format(mm=tenths(across)),
        ),
    )
    down_by, creep_down = _taken_back(
        (marks.top, marks.down),
        (top, down),
        used=(used.down, used.creep_down),
        said=(
            _("{mm} mm from the top edge to B").format(mm=tenths(top)),
            _("{mm} mm from B to D").format(mm=tenths(down)),
        ),
    )
    return Fit(right, down_by, creep_right, creep_down)


def _span(length: float) -> tuple[float, float]:
    """Where the near line is, and how far from it the far one; even millimetres."""
    if length < 12:  # a ribbon
        return length / 4, length / 2
    if length < 25:
        return 3.0, float(int(length - 6))
    edge, step = (20.0, 10) if length >= 120 else (10.0, 10) if length >= SMALL else (5.0, 5)
    return edge, float(int((length - 2 * edge) / step) * step)


def _taken_back(
    should: tuple[float, float],
    measured: tuple[float, float],
    *,
    used: tuple[float, float],
    said: tuple[str, str],
) -> tuple[float, float]:
    """Shift and creep along one edge: near line and span, should and measured.

    The printer puts x at scale·x + shift. What was sent to it was x·(1 + creep/100) +
    right with the fit in use; what is sent next must land on x.
    """
    (near, span), (near_seen, span_seen) = should, measured
    used_shift, used_creep = used
    stretch = 1 + used_creep / 100
    if not (isfinite(span_seen) and span_seen > 0):
        raise RulerUnlikely(said[1])
    scale = span_seen / (span * stretch)
    if span < _SHORT:
        if abs(span_seen - span) > _SLACK + span * CREEP_LIMIT / 100:
            raise RulerUnlikely(said[1])
        scale = 1 / stretch
    middle = near + span / 2 if span < _SHORT else near
    middle_seen = near_seen + span_seen / 2 if span < _SHORT else near_seen
    shift = middle_seen - scale * (middle * stretch + used_shift)
    right, creep = round(-shift / scale, 2), round(100 * (1 / scale - 1), 3)
    if not abs(creep) <= CREEP_LIMIT:
        raise RulerUnlikely(said[1])
    if not (near_seen >= 0 and abs(right) <= OFFSET_LIMIT):
        raise RulerUnlikely(said[0])
    return right + 0.0, creep + 0.0  # never minus nought
