"""What a round is called on the screen: states, outcomes and what was just done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukung.domain.kinds import ResidentState, RoundOutcome, RoundState, RoundTask
from jukung.words import N_, _, many, number, short_day

if TYPE_CHECKING:
    from jukung.library.round_cells import CellSlip
    from jukung.library.round_corners import CornerSlip
    from jukung.library.round_views import Stop, StopLine
    from jukung.ui.pages.round_turn import Answered

ROUND_STATES: dict[str, tuple[str, str]] = {
    RoundState.planned: (N_("planned#round"), "accent"),
    RoundState.out: (N_("under way#round"), "gold"),
    RoundState.done: (N_("ended#round"), "good"),
    RoundState.dropped: (N_("given up#round"), "neutral"),
}
LINE_STATES: dict[str, tuple[str, str]] = {
    "to_find": (N_("To be brought"), "accent"),
    "on_trolley": (N_("On the trolley"), "accent"),
    "lent": (N_("Lent"), "good"),
    "out": (N_("Still out"), "neutral"),
    "to_collect": (N_("Collect"), "gold"),
    "returned": (N_("Returned"), "neutral"),
    "kept": (N_("Keeps it"), "gold"),
    "not_found": (N_("Not found"), "bad"),
    "refused": (N_("Not wanted"), "neutral"),
    "isolated": (N_("Isolation"), "neutral"),
    "here": (N_("In the corner"), "good"),
    "missing": (N_("Missing"), "bad"),
}
OUTCOMES: dict[str, tuple[str, str]] = {
    RoundOutcome.done: (N_("done#stop"), "good"),
    RoundOutcome.refused: (N_("not wanted#stop"), "neutral"),
    RoundOutcome.not_found: (N_("nobody there#stop"), "neutral"),
    RoundOutcome.isolated: (N_("isolation#stop"), "neutral"),
    RoundOutcome.kept: (N_("keeps it#stop"), "gold"),
}
AWAY: dict[str, str] = {
    ResidentState.away: N_("away#resident"),
    ResidentState.sick: N_("sick#resident"),
    ResidentState.isolated: N_("isolation#resident"),
    ResidentState.moved: N_("gone#resident"),
    ResidentState.released: N_("gone#resident"),
    ResidentState.died: N_("gone#resident"),
}
# The letter of each mark; in Indonesian those of ya, hilang, tolak, isolasi, simpan.
LETTERS: dict[str, tuple[str, str]] = {
    RoundOutcome.done: (N_("Y#done"), N_("done#mark")),
    RoundOutcome.not_found: (N_("N#not found"), N_("not found#mark")),
    RoundOutcome.refused: (N_("R#refused"), N_("not wanted#mark")),
    RoundOutcome.isolated: (N_("I#isolated"), N_("isolation#mark")),
    RoundOutcome.kept: (N_("K#kept"), N_("keeps it#mark")),
}


def bare(key: str) -> str:
    """A word without what only tells it apart from others."""
    return _(key).partition("#")[0]


def letters() -> tuple[tuple[str, str], ...]:
    """Each mark's letter and its word."""
    return tuple((bare(letter), bare(word)) for letter, word in LETTERS.values())


def outcome_of_letter(letter: str) -> RoundOutcome | None:
    """The mark that a letter means."""
    wanted = letter.upper()
    return next(
        (RoundOutcome(kind) for kind, (key, _word) in LETTERS.items() if bare(key) == wanted), None
    )


def stop_chip(stop: Stop) -> tuple[str, str]:
    """The chip of a stop in the list; empty where there is nothing to say."""
    if stop.is_done:
        word, tint = OUTCOMES[stop.outcome]
        return bare(word), tint
    if stop.corner:
        words = many("{count} book", "{count} books", stop.out_count)
        return words.format(count=number(stop.out_count)), "neutral"
    if stop.state in AWAY:
        return bare(AWAY[stop.state]), "neutral"
    return _loans_chip(stop)


def _loans_chip(stop: Stop) -> tuple[str, str]:
    """The chip of what somebody has."""
    if stop.soon_gone and stop.must_return:
        return _("back soon"), "gold"
    if stop.late_days:
        return _("+{days} days").format(days=number(stop.late_days)), "bad"
    if stop.must_return:
        return _("collect"), "gold"
    return "", ""


def must_return(stop: Stop) -> str:
    """How many copies must come back on this visit; why is never said."""
    count = stop.must_return
    if not count:
        return ""
    words = many(
        "{count} book must come back on this visit.",
        "{count} books must come back on this visit.",
        count,
    )
    return words.format(count=number(count))


def task(line: StopLine) -> str:
    """What is to be done, in a word, for papers."""
    if line.what is RoundTask.bring:
        return _("bring")
    return _("collect")


def line_second(line: StopLine) -> str:
    """The small words under a title."""
    parts = []
    if line.asked_on is not None:
        parts.append(_("asked for {day}").format(day=short_day(line.asked_on)))
    if line.renewals:
        parts.append(_("renewal {count}").format(count=number(line.renewals)))
    if line.back_by is not None:
        parts.append(_("on loan to us until {day}").format(day=short_day(line.back_by)))
    if line.call_number and line.is_open:
        parts.append(line.call_number)
    return " · ".join(parts)


def said(slip: CellSlip) -> tuple[str, str, str]:
    """What was just done: a sentence, its detail, and the tint."""
    done = {
        "lent": _("Lent to {card}: {title}"),
        "handed_over": _("Passed on to {card}: {title}"),
        "returned": _("Back from {card}: {title}"),
        "renewed": _("{card} keeps {title}"),
        "kept": _("{card} keeps {title}, not renewed"),
        "next_copy": _("Take number {barcode} instead"),
    }
    words = done.get(str(slip.what), "")
    if not words:
        return "", "", ""
    title = words.format(card=slip.card, title=f"“{slip.title}”", barcode=slip.barcode)
    detail = ""
    if slip.due_on is not None:
        detail = _("Until {day}.").format(day=short_day(slip.due_on))
    elif slip.waits_for:
        detail = _("{card} waits for it.").format(card=slip.waits_for)
    elif str(slip.what) == "kept":
        detail = _("It is late or somebody waits, so the day stays as it was.")
    return title, detail, "gold" if str(slip.what) in ("kept", "next_copy") else "good"


def corner_said(slip: CornerSlip) -> tuple[str, str, str]:
    """What was just done at a reading corner: a sentence, its detail, and the tint."""
    done = {
        "put_in": _("Lies in {corner} now: {title}"),
        "taken_out": _("Onto the trolley: {title}"),
        "missed": _("Missing from {corner}: {title}"),
        "used": _("Read in {corner}: {title}"),
    }
    words = done.get(str(slip.what), "")
    title = words.format(corner=slip.corner, title=f"“{slip.title}”")
    detail = ""
    if str(slip.what) == "missed":
        detail = _("A scan finds it again.")
    elif str(slip.what) == "used":
        detail = _("It stays there.")
    return title, detail, "gold" if str(slip.what) == "missed" else "good"


def permission_said(answered: Answered) -> tuple[str, str, str]:
    """What was asked of an officer or answered: a sentence, its detail, and the tint."""
    if answered.what == "asked":
        words = _("Asked: “{title}” for {card}")
        detail = _("An officer answers here or on the page of requests. Lend it afterwards.")
    elif answered.granted:
        words, detail = _("Permitted: “{title}” for {card}"), _("Scan it now.")
    else:
        words, detail = _("Not permitted: “{title}” for {card}"), ""
    said_ = words.format(title=answered.title, card=answered.card)
    is_no = answered.what == "answered" and not answered.granted
    return said_, detail, "gold" if is_no else "good"
