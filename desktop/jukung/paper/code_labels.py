"""Labels with bars: some lines above them, the others below.

The lines of a run stand at the same height on every label, so that a sheet looks even.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jukung.domain.errors import LabelTooSmall
from jukung.domain.kinds import Symbology
from jukung.paper import qr_labels
from jukung.paper.barcodes import SMALLEST_HEIGHT
from jukung.paper.label_designs import Label
from jukung.paper.label_fields import (
    CALL_NUMBER,
    NUMBER,
    Field,
    Sketcher,
    symbol_of,
    text_of,
)
from jukung.paper.label_lines import clear_width, cut_lines, reach
from jukung.paper.label_sketch import Line, Placed, Room, Sketch
from jukung.paper.page import POINT_MM, fit_size, fit_text, text_width
from jukung.paper.writing import plain

_BARS_HEIGHT = 8.0  # mm that lines leave to the bars where the cell allows
_HIGH_ENOUGH = 10.0  # mm; what is above it may go to a second line of the title
_HIGHEST_BARS = 16.0  # mm; higher ones only use ink
_HIGHER_BARS = 24.0  # mm, on cells as large as a page
_TEXT_MARGIN = 1.5  # mm on each side, for stickers that are not cut straight
_BETWEEN = 2.2  # mm between number and call number on one line


def arranged(
    labels: Sequence[Label],
    room: Room,
    *,
    fields: Sequence[Field],
    symbology: Symbology,
    high_enough: float = _HIGH_ENOUGH,
) -> Sketcher:
    """Arrange the labels of a run in a room; refuses LabelTooSmall.

    Bars higher than `high_enough` mm give way to a second line of a long title.
    """
    if symbology is Symbology.qr:
        return qr_labels.arranged(room, fields)
    said = {
        field: texts
        for field in fields
        if (texts := {text_of(label, field) for label in labels} - {""}) or field is NUMBER
    }
    width = min(room.width, room.width + 2 * (room.margin - _TEXT_MARGIN))
    measures = tuple(
        (field, max(reaches)[0], max(below for _, below in reaches))
        for field, texts in said.items()
        if (reaches := [reach(text) for text in texts] or [reach("0")])
    )
    joined = _joined_widths(said) if CALL_NUMBER in said else None
    plan = _plan(measures, room.height, room.width + 2 * room.margin, width, joined)
    if plan is None:
        raise LabelTooSmall(room.where)
    plan = _with_second_line(plan, said, width, high_enough=high_enough)
    return lambda label: _sketch(label, room, plan, width, symbology)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The heights a run shares; millimetres from the room's top."""

    baselines: tuple[tuple[Field, float, float], ...]  # field, size, baseline
    bars_top: float
    bars_height: float
    joined: bool
    second_line: float = 0.0  # mm that two lines of the title are higher than one


def _joined_widths(said: dict[Field, set[str]]) -> tuple[float, float]:
    """Measure the widest number and call number, in millimetres at one point."""
    number, call_number = (
        max((text_width(text, field.font, size=1) for text in said[field]), default=0.0)
        for field in (NUMBER, CALL_NUMBER)
    )
    return number, call_number


@lru_cache(maxsize=512)
def _plan(
    measures: tuple[tuple[Field, float, float], ...],
    height: float,
    cell_width: float,
    text_width: float,
    joined: tuple[float, float] | None,
) -> _Plan | None:
    """Find the largest type that leaves the bars their height."""
    best = max(min(height / 16, cell_width / 34, max(cell_width / 46, 1.6), 2.6), 0.85)
    tried = [round(best - 0.05 * step, 2) for step in range(60) if best - 0.05 * step >= 0.4]
    for least_bars in (_BARS_HEIGHT, 6.0, SMALLEST_HEIGHT):
        for together, largest, least in (
            (False, best, 0.85),
            (True, best, 0.7),
            (False, 0.85, 0.4),
            (True, 0.7, 0.4),
        ):
            for scale in tried:
                if not least <= scale <= largest:
                    continue
                if together and not _joins(joined, scale, text_width):
                    continue
                plan = _stacked(measures, height, scale, joined=together)
                if plan.bars_height >= least_bars:
                    return plan
    return None


def _joins(widths: tuple[float, float] | None, scale: float, room: float) -> bool:
    """Say whether every number has room for its call number beside it."""
    if widths is None:
        return False
    number = widths[0] * max(NUMBER.size * scale, NUMBER.smallest)
    call_number = widths[1] * _call_size(max(NUMBER.size * scale, NUMBER.smallest))
    return number + _BETWEEN + call_number <= room - 0.4 * max(scale, 1)


def _call_size(number_size: float) -> float:
    return max(number_size * CALL_NUMBER.size / NUMBER.size, CALL_NUMBER.smallest)


def _stacked(
    measures: tuple[tuple[Field, float, float], ...],
    height: float,
    scale: float,
    *,
    joined: bool,
) -> _Plan:
    sizes = {field: max(field.size * scale, field.smallest) for field, _, _ in measures}
    shown = [one for one in measures if not (joined and one[0] is CALL_NUMBER)]
    rooms = {
        field: field.before * scale + (rise + below) * sizes[field] * POINT_MM
        for field, rise, below in shown
    }
    gap = 0.25 * scale if any(field.above for field in rooms) else 0.0
    used = sum(rooms.values()) + gap
    highest = min(max(_HIGHEST_BARS, height * 0.35), _HIGHER_BARS)
    bars_height = min(height - used, highest)
    tops = {}
    top = (height - used - bars_height) / 2
    for field in (field for field in rooms if field.above):
        tops[field] = top
        top += rooms[field]
    bars_top = top + gap
    top = bars_top + bars_height
    for field in (field for field in rooms if not field.above):
        tops[field] = top
        top += rooms[field]
    baselines = (
        (field, sizes[field], tops[field] + field.before * scale + rise * sizes[field] * POINT_MM)
        for field, rise, _below in shown
    )
    return _Plan(
        tuple(sorted(baselines, key=lambda one: one[2])),
        bars_top,
        bars_height,
        joined=joined,
    )


def _with_second_line(
    plan: _Plan, said: dict[Field, set[str]], width: float, *, high_enough: float
) -> _Plan:
    """Take height from the bars for a second line where titles are long."""
    for place, (field, size, _baseline) in enumerate(plan.baselines):
        if field.name != "title":
            continue
        if all(
            text_width(text, field.font, size=size) <= clear_width(text, size=size, width=width)
            for text in said[field]
        ):
            break
        more = max(sum(reach(text)) for text in said[field]) * size * POINT_MM
        if plan.bars_height - high_enough < more:
            break
        baselines = tuple(
            (one, own, line - more if not one.above and at <= place else line)
            for at, (one, own, line) in enumerate(plan.baselines)
        )
        bars_height = plan.bars_height - more
        return replace(plan, baselines=baselines, bars_height=bars_height, second_line=more)
    return plan


def _sketch(label: Label, room: Room, plan: _Plan, width: float, symbology: Symbology) -> Sketch:
    symbol = symbol_of(label, symbology, room, height=plan.bars_height)
    lines: list[Line] = []
    closed = 0.0  # what a title of one line leaves empty is closed by the lines below it
    for field, size, baseline in plan.baselines:
        text = text_of(label, field)
        y = room.top + baseline - closed
        if field is NUMBER and plan.joined and plain(label.call_number):
            lines += _side_by_side(label, room, y, size=size)
        elif field.name == "title" and plan.second_line:
            title = _two_lines(text, room, y, field=field, size=size, width=width)
            closed = 0.0 if len(title) > 1 else plan.second_line
            lines += title
        elif text:
            room_for = clear_width(text, size=size, width=width)
            if field.may_cut:
                least = max(size * 0.8, min(field.smallest, size))
                text, size = fit_text(  # noqa: PLW2901 - the one that is drawn
                    text, field.font, size=size, width=room_for, smallest=least
                )
            else:  # typed when the scanner fails, so it is never cut
                size = fit_size(text, field.font, size=size, width=room_for)  # noqa: PLW2901
            lines.append(Line(text, room.middle, y, field.font, size))
    place = Placed(symbol, room.left, room.top + plan.bars_top, room.width, plan.bars_height)
    return Sketch(tuple(lines), (place,))


def _side_by_side(label: Label, room: Room, y: float, *, size: float) -> list[Line]:
    """Set number and call number on one line."""
    call_size = _call_size(size)
    number, call_number = label.number, plain(label.call_number)
    first = text_width(number, NUMBER.font, size=size)
    second = text_width(call_number, CALL_NUMBER.font, size=call_size)
    left = room.middle - (first + _BETWEEN + second) / 2
    return [
        Line(number, left, y, NUMBER.font, size, 0),
        Line(call_number, left + first + _BETWEEN, y, CALL_NUMBER.font, call_size, 0),
    ]


def _two_lines(
    text: str, room: Room, y: float, *, field: Field, size: float, width: float
) -> list[Line]:
    down = sum(reach(text)) * size * POINT_MM
    width = clear_width(text, size=size, width=width)
    lines = cut_lines(text, field.font, size=size, width=width, most=2)
    return [
        Line(line, room.middle, y + place * down, field.font, size)
        for place, line in enumerate(lines)
    ]
