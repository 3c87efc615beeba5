"""Verbs of holds and of the lists: who waits, what is due, what is late."""

from argparse import Namespace
from collections.abc import Iterator

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.domain import errors, months
from jukung.domain.kinds import HoldState
from jukung.library import copies, holds, lists, reminding
from jukung.library.desk import Desk
from jukung.library.hold_lines import HoldLine
from jukung.library.lists import DueLine
from jukung.words import _, number, rupiah, short_day


def hold(arguments: Namespace) -> Answer:
    """Let a member wait for the title of a copy, or end that."""
    with opened(arguments) as library, library.changing() as desk:
        title = copies.show(desk, arguments.barcode)
        if arguments.cancel:
            return _cancel(desk, arguments.card, title.title_id)
        placed = holds.place(desk, arguments.card, title.title_id)
    value = {"hold": placed.hold_id, "title": placed.title, "place": placed.place}
    words = _("{card} waits for “{title}”, number {place} in the queue.").format(
        card=placed.card, title=placed.title, place=number(placed.place)
    )
    return Answer(value, (words,))


def list_holds(arguments: Namespace) -> Answer:
    """Show the ready shelf, and who still waits."""
    with opened(arguments) as library:
        with library.changing() as desk:
            holds.sweep(desk)
        with library.reading() as desk:
            found = holds.ready_shelf(desk) + holds.waiting(desk, 0, 10_000)
    lines = tuple(map(_hold_words, found)) or (_("Nobody waits for a title."),)
    return Answer([_hold(line) for line in found], lines)


def due(arguments: Namespace) -> Answer:
    """Show what is due on a day, today unless given."""
    day = months.parse_day(arguments.on) if arguments.on else None
    with opened(arguments) as library, library.reading() as desk:
        found = lists.due_on(desk, day or desk.today, most=10_000)
    return _due_answer(found, _("Nothing is due that day."))


def overdue(arguments: Namespace) -> Answer:
    """Show what is late, with whom to ask; or the message for one member."""
    with opened(arguments) as library, library.reading() as desk:
        if arguments.message:
            text = reminding.message(desk, arguments.message)
            return Answer({"message": text}, (text or _("Nothing to remind of."),))
        found = tuple(_all_overdue(desk))
    return _due_answer(found, _("Nothing is late."))


def _cancel(desk: Desk, card: str, title_id: str) -> Answer:
    own = [line for line in holds.of_member(desk, card) if line.title_id == title_id]
    if not own:
        raise errors.HoldUnknown
    holds.cancel(desk, own[0].id)
    words = _("{card} no longer waits for “{title}”.").format(card=own[0].card, title=own[0].title)
    return Answer({"hold": own[0].id}, (words,))


def _all_overdue(desk: Desk) -> Iterator[DueLine]:
    page = lists.overdue(desk)
    while page:
        yield from page
        page = lists.overdue(desk, after=page[-1].key)


def _due_answer(found: tuple[DueLine, ...], nothing: str) -> Answer:
    value = [
        {
            "barcode": line.barcode,
            "title": line.title,
            "card": line.card,
            "name": line.name,
            "phone": line.phone,
            "due": line.due_on.isoformat(),
            "late_days": line.late_days,
            "fine": line.fine,
        }
        for line in found
    ]
    return Answer(value, tuple(map(_due_words, found)) or (nothing,))


def _due_words(line: DueLine) -> str:
    fine = rupiah(line.fine) if line.fine else ""
    who = (line.card, line.name, line.phone)
    return "  ".join(filter(None, (short_day(line.due_on), line.barcode, line.title, *who, fine)))


def _hold_words(line: HoldLine) -> str:
    if line.state is HoldState.ready and line.until_on is not None:
        where = _("ready until {day}").format(day=short_day(line.until_on))
    else:
        where = _("number {place} in the queue").format(place=number(line.place))
    return "  ".join(filter(None, (line.title, line.card, line.name, line.barcode, where)))


def _hold(line: HoldLine) -> dict[str, object]:
    return {
        "hold": line.id,
        "title": line.title,
        "card": line.card,
        "name": line.name,
        "state": str(line.state),
        "barcode": line.barcode,
        "place": line.place,
        "until": line.until_on.isoformat() if line.until_on else None,
    }
