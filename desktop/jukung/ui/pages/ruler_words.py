"""What a measured ruler page says of a printer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.words import _, language

if TYPE_CHECKING:
    from jukung.paper.placement import Fit

NOTHING = 0.05
"""What no ruler shows, in mm."""


def tenths(value: float) -> str:
    """Millimetres with one decimal, such as `1.0`, or `1,0` in Indonesian."""
    text = f"{abs(value):.1f}"
    return text.replace(".", ",") if language() == "id" else text


def is_same(fit: Fit, other: Fit) -> bool:
    """Whether no ruler would show a difference between two fits."""
    pairs = (
        (fit.right, other.right),
        (fit.down, other.down),
        (fit.creep_right, other.creep_right),
        (fit.creep_down, other.creep_down),
    )
    return all(abs(one - two) < NOTHING for one, two in pairs)


def of_printer(fit: Fit) -> str:
    """How a printer is off that needs this fit; a fit says the opposite of its fault."""
    sides = [_sideways(-fit.right), _upright(-fit.down)]
    parts = [part for part in sides if part]
    if len(parts) == 2:
        where = _("{first} and {second}").format(first=parts[0], second=parts[1])
    else:
        where = parts[0] if parts else ""
    creeps = [_across(-fit.creep_right), _along(-fit.creep_down)]
    told = [_("This printer prints {where}.").format(where=where)] if where else []
    told += [part for part in creeps if part]
    return " ".join(told) or _("This printer prints where it should.")


def _sideways(off: float) -> str:
    if abs(off) < NOTHING:
        return ""
    words = _("{mm} mm too far right") if off > 0 else _("{mm} mm too far left")
    return words.format(mm=tenths(off))


def _upright(off: float) -> str:
    if abs(off) < NOTHING:
        return ""
    words = _("{mm} mm too low") if off > 0 else _("{mm} mm too high")
    return words.format(mm=tenths(off))


def _across(off: float) -> str:
    if abs(off) < NOTHING:
        return ""
    gains = _("Over 100 mm to the right it gains {mm} mm.")
    loses = _("Over 100 mm to the right it loses {mm} mm.")
    return (gains if off > 0 else loses).format(mm=tenths(off))


def _along(off: float) -> str:
    if abs(off) < NOTHING:
        return ""
    gains = _("Over 100 mm down it gains {mm} mm.")
    loses = _("Over 100 mm down it loses {mm} mm.")
    return (gains if off > 0 else loses).format(mm=tenths(off))
