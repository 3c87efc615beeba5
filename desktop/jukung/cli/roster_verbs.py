"""Verbs about many members: a list is registered, two records become one."""

from argparse import Namespace
from collections import Counter
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.exchange.rosters import leftovers, plan
from jukung.exchange.rosters.doubt_words import DOUBTS
from jukung.exchange.rosters.plan import PlanLine, RosterPlan
from jukung.library import members, merging
from jukung.words import _, number


def import_members(arguments: Namespace) -> Answer:
    """Register a list of members, or only say what that would do."""
    path = Path(arguments.file)
    with opened(arguments) as library:
        with library.reading() as desk:
            found = plan.plan(desk, path)
        usual = found.usual
        left = [line for line in found.lines if line.place not in usual]
        if arguments.dry_run:
            return Answer(_value(found, left), (*_lines(found, left), _("Nothing was stored.")))
        with library.changing() as desk:
            outcome = plan.register(desk, found)
    registered = outcome.registered
    words = _("{count} members registered. To undo: jukung undo").format(
        count=number(len(registered.cards))
    )
    value = _value(found, left) | {"act": registered.act_id, "cards": list(registered.cards)}
    return Answer(value, (*_lines(found, left), words))


def merge(arguments: Namespace) -> Answer:
    """Make two records one, and keep the first."""
    with opened(arguments) as library, library.changing() as desk:
        keep = members.by_card(desk, arguments.keep)
        other = members.by_card(desk, arguments.other)
        merged = merging.merge(desk, keep.id, other.id)
    words = _("Cards {card} and {other} now find one member.")
    value = {"card": merged.member.card, "id": merged.member.id, "act": merged.act_id}
    return Answer(value, (words.format(card=merged.member.card, other=other.card),))


def _value(found: RosterPlan, left: list[PlanLine]) -> dict[str, object]:
    return {
        "file": found.people.file,
        "lines": len(found.lines),
        "members": len(found.usual),
        "columns": {
            name: str(use) for name, use in zip(found.people.header, found.uses, strict=True)
        },
        "left_out_columns": list(found.left_out),
        "left": [{"line": each.line.number, "reason": leftovers.reason(each)} for each in left],
        "doubts": dict(_doubts(found)),
    }


def _lines(found: RosterPlan, left: list[PlanLine]) -> list[str]:
    said = [
        _("{file}: {lines} lines, {members} members to register.").format(
            file=found.people.file,
            lines=number(len(found.lines)),
            members=number(len(found.usual)),
        )
    ]
    if found.left_out:
        words = _("Columns left out: {columns}")
        said.append(words.format(columns=", ".join(found.left_out)))
    said += [f"  {_(DOUBTS[code].name)}: {number(count)}" for code, count in _doubts(found).items()]
    words = _("  Line {line}: {reason}")
    said += [words.format(line=each.line.number, reason=leftovers.reason(each)) for each in left]
    return said


def _doubts(found: RosterPlan) -> Counter[str]:
    return Counter(str(doubt) for line in found.lines for doubt in line.doubts)
