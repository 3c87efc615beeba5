"""What looks wrong in a month's figures, as data: each rule with its reason in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jukung.words import N_

Values = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Watched:
    """A figure compared with its own past: from where on a jump or a fall is worth a word."""

    code: str
    floor: int
    steady_from: int
    """Falling to zero from at least so many each month is strange; 0: it never is."""


WATCHED = (
    Watched("visits", 60, 10),
    Watched("readers_unique", 40, 5),
    Watched("loans", 40, 5),
    Watched("returns", 40, 5),
    Watched("in_house_uses", 60, 0),
    Watched("members_new", 40, 0),
    Watched("activities", 12, 0),
    Watched("activity_participants", 120, 0),
)
BY_CODE = {each.code: each for each in WATCHED}

# What flows anew each month; that all of it is the same twice does not happen by itself.
FLOWS = (
    "visits",
    "visits_female",
    "visits_male",
    "visits_children",
    "readers_unique",
    "loans",
    "renewals",
    "returns",
    "in_house_uses",
    "copies_used",
    "members_new",
    "activity_participants",
)
COPIED_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold between figures of one month; `broken` gives the facts of its words."""

    name: str
    figure: str
    needs: tuple[str, ...]
    words: str
    broken: Callable[[Values], dict[str, int] | None]


def _more_than(part: str, whole: str) -> Callable[[Values], dict[str, int] | None]:
    def broken(values: Values) -> dict[str, int] | None:
        one, other = values.get(part), values.get(whole)
        if one is None or other is None or one <= other:
            return None
        return {"value": one, "other": other}

    return broken


def _sum_above(parts: tuple[str, ...], whole: str) -> Callable[[Values], dict[str, int] | None]:
    def broken(values: Values) -> dict[str, int] | None:
        total, found = values.get(whole), [values.get(part) for part in parts]
        told = sum(value for value in found if value is not None)
        return {"value": told, "other": total} if total is not None and told > total else None

    return broken


def _loans_beyond_copies(values: Values) -> dict[str, int] | None:
    loans, own = values.get("loans"), values.get("copies_held")
    if loans is None or own is None:
        return None
    copies = own + (values.get("copies_borrowed") or 0)
    return {"value": loans, "other": copies} if loans > 10 * copies else None


def _participants_alone(values: Values) -> dict[str, int] | None:
    came, held = values.get("activity_participants"), values.get("activities")
    return {"value": came} if came and held == 0 else None


def _returns_beyond_loans(values: Values) -> dict[str, int] | None:
    back, out = values.get("returns"), values.get("loans")
    if back is None or out is None or back <= BY_CODE["returns"].floor or back <= 3 * out:
        return None
    return {"value": back, "other": out}


_PARTS_WORDS = N_("Women and men are {value} together, but the whole is only {other}.")

RULES = (
    Rule(
        "readers_above_visits",
        "readers_unique",
        ("readers_unique", "visits"),
        N_("{value} different readers, but only {other} visits."),
        _more_than("readers_unique", "visits"),
    ),
    Rule(
        "loans_beyond_copies",
        "loans",
        ("loans", "copies_held", "copies_borrowed"),
        N_("{value} loans with {other} copies: each would have gone out over ten times."),
        _loans_beyond_copies,
    ),
    Rule(
        "participants_alone",
        "activity_participants",
        ("activity_participants", "activities"),
        N_("{value} participants, but no activity."),
        _participants_alone,
    ),
    Rule(
        "returns_beyond_loans",
        "returns",
        ("returns", "loans"),
        N_("{value} returns, but only {other} loans."),
        _returns_beyond_loans,
    ),
    *(
        Rule(
            "parts_above_whole",
            whole,
            (f"{whole}_female", f"{whole}_male", whole),
            _PARTS_WORDS,
            _sum_above((f"{whole}_female", f"{whole}_male"), whole),
        )
        for whole in ("visits", "members", "members_active", "members_new", "activity_participants")
    ),
)

FAR_ABOVE = N_("{value}, where about {other} are usual here.")
TO_ZERO = N_("Zero, where never less than {other} came in the months before.")
COPIED = N_("Every figure is the same as in the month before.")
ABOVE_POPULATION = N_("{value} members, but only {other} people live there.")
