"""Verbs of rounds through a block."""

from argparse import Namespace

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import errors, months
from jukung.library import house, return_checks, round_cells, round_views, rounds
from jukung.library.desk import Desk
from jukung.library.round_views import RoundSummary, RoundView, Stop
from jukung.words import N_, _, many, number, short_day

_STATES = {
    "to_find": N_("To be brought"),
    "on_trolley": N_("On the trolley"),
    "lent": N_("Lent"),
    "out": N_("Still out"),
    "to_collect": N_("Collect"),
    "returned": N_("Returned"),
    "kept": N_("Keeps it"),
    "not_found": N_("Not found"),
    "refused": N_("Not wanted"),
    "isolated": N_("Isolation"),
    "here": N_("In the corner"),
    "missing": N_("Missing"),
}


def plan(arguments: Namespace) -> Answer:
    """Plan a round through a block."""
    day = months.parse_day(arguments.on) if arguments.on else None
    with opened(arguments) as library, library.changing() as desk:
        blocks = {each.name.casefold(): each.id for each in house.blocks(desk)}
        block_id = blocks.get(arguments.block.strip().casefold())
        if block_id is None:
            raise errors.PlaceUnknown(arguments.block)
        shown = rounds.plan(desk, block_id, on=day)
    wanted = rounds.pick_list(shown)
    words = _("Block {block}, {day}: {stops} stops, {count} books to bring.").format(
        block=shown.block,
        day=short_day(shown.on),
        stops=number(len(shown.stops)),
        count=number(len(wanted)),
    )
    lines = [f"{number_}  {title}  {room} · {card}" for _c, number_, title, card, room in wanted]
    return Answer(_value(shown), (words, *lines))


def listed(arguments: Namespace) -> Answer:
    """List the rounds under way, or with those that have ended."""
    with opened(arguments) as library, library.reading() as desk:
        found = round_views.listed(desk, ended=arguments.ended)
    lines = tuple(_line(each) for each in found) or (_("No round is under way."),)
    return Answer([_summary(each) for each in found], lines)


def show(arguments: Namespace) -> Answer:
    """Show what is left to do on a round."""
    with opened(arguments) as library, library.reading() as desk:
        shown = round_views.show(desk, _round(desk, arguments))
    lines = [line for stop in shown.stops if not stop.is_done for line in _left_at(stop)]
    return Answer(_value(shown), tuple(lines) or (_("Nothing is left to do on this round."),))


def lend(arguments: Namespace) -> Answer:
    """Lend a copy at a cell."""
    with opened(arguments) as library, library.changing() as desk:
        round_id = _round(desk, arguments)
        slip = round_cells.lend(desk, round_id, arguments.card, arguments.barcode)
    due = short_day(slip.due_on) if slip.due_on else ""
    words = _("“{title}” lent to {card}, due {due}.")
    value = {"barcode": slip.barcode, "card": slip.card, "due_on": slip.due_on, "act": slip.act_id}
    return Answer(value, (words.format(title=slip.title, card=slip.card, due=due),))


def give_back(arguments: Namespace) -> Answer:
    """Take a copy back at a cell."""
    with opened(arguments) as library, library.changing() as desk:
        slip = round_cells.give_back(desk, _round(desk, arguments), arguments.barcode)
    lines = [_("“{title}” is back.").format(title=slip.title)]
    if slip.waits_for:
        lines.append(_("{card} waits for it.").format(card=slip.waits_for))
    value = {"barcode": slip.barcode, "card": slip.card, "act": slip.act_id}
    return Answer(value | {"waits_for": slip.waits_for}, tuple(lines))


def done(arguments: Namespace) -> Answer:
    """End a round; with `--all` what is left is put away and was looked through."""
    with opened(arguments) as library, library.changing() as desk:
        round_id = _round(desk, arguments)
        shown = round_views.show(desk, round_id)
        if arguments.all and shown.on_trolley:
            rounds.shelve_all(desk, round_id)
        if arguments.all and shown.unchecked:
            return_checks.check_rest(desk, round_id)
        act = rounds.finish(desk, round_id, leaves_open=arguments.all)
    lines = [_("The round through block {name} has ended.").format(name=shown.block)]
    if left := len(shown.stops) - shown.done_count:
        words = many("{count} stop was left out.", "{count} stops were left out.", left)
        lines.append(words.format(count=number(left)))
    return Answer({"round": round_id, "act": act, "left_out": left}, tuple(lines))


def _round(desk: Desk, arguments: Namespace) -> str:
    """The round that was named, by its id or its block; the only one where none was."""
    found = round_views.listed(desk, ended=True)
    named = arguments.round.strip()
    if named:
        fitting = [each for each in found if each.id == named] or [
            each for each in found if each.block.casefold() == named.casefold()
        ]
    else:
        fitting = [each for each in found if each.state in ("planned", "out")]
    if not named and len(fitting) > 1:
        raise errors.RoundNotNamed(", ".join(f"{each.block} ({each.id})" for each in fitting))
    if not fitting:
        raise errors.RoundUnknown
    return fitting[0].id


def _line(each: RoundSummary) -> str:
    stops = f"{number(each.done)} / {number(each.stops)}"
    return f"{each.block}  {short_day(each.on)}  {stops}  {each.id}"


def _left_at(stop: Stop) -> list[str]:
    """What is still to be done at a stop; somebody with no book is still to be visited."""
    where = (stop.room, stop.card)
    return [
        "  ".join((*where, _(_STATES[line.state]), line.barcode, line.title))
        for line in stop.open_lines
    ] or ["  ".join((*filter(None, where), _("To be visited")))]


def _summary(each: RoundSummary) -> dict[str, object]:
    return {
        "round": each.id,
        "block": each.block,
        "on": each.on.isoformat(),
        "state": each.state,
        "stops": each.stops,
        "done": each.done,
        "on_trolley": each.on_trolley,
    }


def _value(shown: RoundView) -> dict[str, object]:
    return {
        "round": shown.id,
        "block": shown.block,
        "on": shown.on.isoformat(),
        "state": shown.state,
        "stops": [
            {
                "card": stop.card,
                "corner": bool(stop.corner),
                "room": stop.room,
                "done": stop.is_done,
                "lines": [
                    {"barcode": line.barcode, "title": line.title, "state": line.state}
                    for line in stop.lines
                ],
            }
            for stop in shown.stops
        ],
        "on_trolley": [copy.barcode for copy in shown.on_trolley],
    }
