"""Verbs about blocks, rooms and residents; cards alone are printed."""

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from jukung import messages
from jukung.cli import letter_verbs
from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of
from jukung.domain import errors, house_words, months
from jukung.domain.kinds import ResidentState, WriteOffReason
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.rosters import house_lists, people
from jukung.exchange.rosters.house_words import DOUBTS
from jukung.library import clearances, house, house_plan, moves, residents
from jukung.library.clearances import ClearanceView
from jukung.library.desk import Desk
from jukung.library.house_plan import HousePlan, Verdict
from jukung.library.moves import Change
from jukung.library.residents import ResidentView
from jukung.words import _, number, short_day


def add_blocks(arguments: Namespace) -> Answer:
    """Add blocks and rooms."""
    with opened(arguments) as library, library.changing() as desk:
        added = house.add_many(desk, "\n".join(house_words.joined(arguments.lines)))
    words = _("{blocks} blocks and {rooms} rooms added. To undo: jukung undo").format(
        blocks=number(added.blocks), rooms=number(added.rooms)
    )
    return Answer(asdict(added), (words,))


def list_blocks(arguments: Namespace) -> Answer:
    """List blocks, and their rooms where wanted."""
    with opened(arguments) as library, library.reading() as desk:
        blocks = house.blocks(desk)
        rooms = {each.id: house.rooms(desk, each.id) for each in blocks}
    lines: list[str] = []
    for block in blocks:
        lines.append(f"{block.name}  {number(block.rooms)}  {number(block.people)}")
        if arguments.rooms:
            lines += [f"  {each.code}  {number(each.people)}" for each in rooms[block.id]]
    value = [asdict(each) | {"in": [room.code for room in rooms[each.id]]} for each in blocks]
    return Answer(value, tuple(lines or [_("There are no blocks yet.")]))


def add_resident(arguments: Namespace) -> Answer:
    """Register a resident."""
    with opened(arguments) as library, library.changing() as desk:
        row = _room(desk, arguments.room) if arguments.room else None
        made = residents.register(desk, arguments.card, place_row=row)
    return Answer(_value(made), (_("The card is {card}.").format(card=made.card),))


def move(arguments: Namespace) -> Answer:
    """Move a resident to another room."""
    with opened(arguments) as library, library.changing() as desk:
        who = residents.by_card(desk, arguments.card)
        change = Change(who.row, _room(desk, arguments.room))
        moves.record(desk, (change,), _day(arguments.on))
        now = residents.by_card(desk, who.card)
    words = _("{card} is in {place} now.").format(card=now.card, place=now.place)
    return Answer(_value(now), (words,))


def state(arguments: Namespace) -> Answer:
    """Change a resident's state; who leaves has a clearance from then on."""
    meant = ResidentState(arguments.state)
    with opened(arguments) as library, library.changing() as desk:
        who = residents.by_card(desk, arguments.card)
        moves.record(desk, (Change(who.row, state=meant),), _day(arguments.on))
        now = residents.by_card(desk, who.card)
    lines = [f"{now.card}: {_(messages.RESIDENT_STATES[now.state])}"]
    if meant.has_left:
        lines.append(
            _("A clearance is open: {count} copies out.").format(count=number(now.loans_out))
        )
    return Answer(_value(now), tuple(lines))


def list_residents(arguments: Namespace) -> Answer:
    """List residents by place."""
    with opened(arguments) as library, library.reading() as desk:
        found = residents.listed(
            desk,
            words=" ".join(arguments.words),
            states=[ResidentState(each) for each in arguments.state],
            most=100_000,
        )
    lines = [
        f"{each.place or '–':8} {each.card}  {_(messages.RESIDENT_STATES[each.state])}"
        f"  {number(each.loans_out)}"
        for each in found
    ]
    return Answer([_value(each) for each in found], tuple(lines or [_("No resident fits.")]))


def list_releases(arguments: Namespace) -> Answer:
    """List who is expected to leave soon."""
    with opened(arguments) as library, library.reading() as desk:
        found = residents.release_days(desk, arguments.within)
    lines = [
        f"{short_day(each.release_on)}  {each.resident.place or '–':8} {each.resident.card}"
        f"  {number(each.resident.loans_out)}"
        for each in found
    ]
    value = [
        _value(each.resident) | {"release_on": each.release_on.isoformat(), "days": each.days_left}
        for each in found
    ]
    return Answer(value, tuple(lines or [_("Nobody is expected to leave then.")]))


def clearance(arguments: Namespace) -> Answer:
    """List open clearances; with a card, show, write off, write the letter or close."""
    target = target_of(arguments) if arguments.letter and arguments.out else None
    with opened(arguments) as library:
        if arguments.letter and target is None:
            raise errors.LetterNeedsFile
        if not arguments.card:
            with library.reading() as desk:
                found = clearances.opened(desk)
            lines = [_clearance_line(each) for each in found]
            return Answer(
                [_clearance_value(each) for each in found],
                tuple(lines or [_("No clearance is open.")]),
            )
        with library.changing() as desk:
            who = residents.by_card(desk, arguments.card)
            view = clearances.of_resident(desk, who.id) or clearances.open_for(desk, who.id)
            pdf = _settle(desk, view.id, arguments)
            detail = clearances.show(desk, view.id)
        if target is not None:
            write_true(target, pdf)
    lines = [_clearance_line(detail.clearance)]
    lines += [f"  {each.number}  {each.title}" for each in detail.lines if not each.returned_on]
    value = _clearance_value(detail.clearance)
    if target is None:
        return Answer(value, tuple(lines))
    words = _("Letter {number}: {file}")
    lines.append(words.format(number=detail.clearance.letter_number, file=target))
    return Answer(value | {"file": str(target)}, tuple(lines))


def plan(arguments: Namespace) -> Answer:
    """Read a list of moves, and store it where wanted."""
    read = house_lists.read(people.read_people(Path(arguments.file)))
    with opened(arguments) as library:
        with library.reading() as desk:
            found = house_plan.plan(
                desk, read.lines, file=read.file, is_whole=bool(arguments.whole)
            )
        lines = _plan_lines(found, read.left_out)
        counts = {str(each): len(found.of(each)) for each in Verdict}
        value: dict[str, Any] = {
            "file": found.file,
            "lines": len(found.lines),
            "left_out_columns": list(read.left_out),
            "counts": counts,
        }
        if not arguments.apply:
            return Answer(value, (*lines, _("Nothing was stored. Add --apply to store it.")))
        with library.changing() as desk:
            done = house_plan.apply(desk, found, on=_day(arguments.on))
    words = _("{count} residents changed, {left} of them left. To undo: jukung undo").format(
        count=number(done.changed), left=number(done.left)
    )
    value |= {"act": done.act_id, "changed": done.changed, "left": done.left}
    return Answer(value, (*lines, words))


def _settle(desk: Desk, clearance_id: str, arguments: Namespace) -> bytes:
    """Do what was asked with a clearance; gives the paper of its letter, if there is one."""
    pdf = b""
    if arguments.write_off:
        for line in clearances.show(desk, clearance_id).lines:
            if line.returned_on is None:
                clearances.write_off(
                    desk, line.loan_id, WriteOffReason(arguments.write_off), arguments.note
                )
    if arguments.letter:
        clearances.write_letter(desk, clearance_id)
        card = clearances.show(desk, clearance_id).clearance.card
        letter = clearances.letter_for(desk, card)
        pdf = letter_verbs.clearance_pdf(desk, letter, purpose="", paper=arguments.paper)
    if arguments.close:
        clearances.close(desk, clearance_id)
    return pdf


def _plan_lines(found: HousePlan, left_out: tuple[str, ...]) -> list[str]:
    said = [
        _("{file}: {lines} lines; {moved} change, {left} leave, {doubtful} to look at.").format(
            file=found.file,
            lines=number(len(found.lines)),
            moved=number(len(found.of(Verdict.moved))),
            left=number(len(found.of(Verdict.left))),
            doubtful=number(len(found.of(Verdict.doubtful))),
        )
    ]
    if left_out:
        said.append(_("Columns left out: {columns}").format(columns=", ".join(left_out)))
    if found.new_places:
        codes = ", ".join(house_words.code(*pair) for pair in found.new_places)
        said.append(_("Rooms that will be added: {rooms}").format(rooms=codes))
    words = _("  Line {line}: {reason}")
    said += [
        words.format(line=each.number, reason=_(DOUBTS[doubt]))
        for each in found.lines
        for doubt in each.doubts
    ]
    return said


def _room(desk: Desk, typed: str) -> int:
    parts = house_words.split_code(typed)
    if parts is None:
        return house.room_named(desk, typed)
    return house.room_named(desk, *parts)


def _day(typed: str | None) -> date | None:
    if typed is None:
        return None
    return months.parse_day(typed)


def _value(view: ResidentView) -> dict[str, Any]:
    return {
        "id": view.id,
        "card": view.card,
        "place": view.place,
        "state": view.state,
        "out": view.loans_out,
        "waiting": view.waiting,
        "must_come_back": view.must_come_back,
    }


def _clearance_line(view: ClearanceView) -> str:
    rest = _("closed") if view.closed_on else _("{count} out").format(count=number(view.still_out))
    return f"{view.card}  {view.last_place or '–':8} {short_day(view.opened_on)}  {rest}"


def _clearance_value(view: ClearanceView) -> dict[str, Any]:
    return {
        "card": view.card,
        "reason": view.reason,
        "opened_on": view.opened_on.isoformat(),
        "closed_on": view.closed_on.isoformat() if view.closed_on else None,
        "out": view.still_out,
        "letter": view.letter_number,
    }
