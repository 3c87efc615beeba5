"""What to tell somebody about copies that are due, late or set aside.

A message is text for a person to read, copy and send; this program sends nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jukung.domain.kinds import HoldState
from jukung.library import days, holds, lists
from jukung.library.desk import Desk
from jukung.library.hold_lines import HoldLine
from jukung.library.lists import DueLine
from jukung.library.permission import STAFF, allowed
from jukung.words import _, many, number, plain_day, rupiah

MOST = 2000

# Who is reminded of a late copy hears of those due within these days too.
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Reminder:
    """Copies that one borrower is reminded of; residents of a prison have no name."""

    card: str
    name: str
    guardian: str
    phone: str
    lines: tuple[DueLine, ...]

    @property
    def fine(self) -> int:
        """What the late ones would cost today, in rupiah."""
        return sum(line.fine for line in self.lines)


@allowed(STAFF)
def reminders(desk: Desk, *, day: date | None = None, most: int = MOST) -> tuple[Reminder, ...]:
    """Whom to remind of what is due on a day; without one, of what is late."""
    if day is not None:
        return _by_borrower(lists.due_on(desk, day, most=most))
    return _by_borrower(lists.overdue(desk, most=most))


@allowed(STAFF)
def message(desk: Desk, card: str) -> str:
    """A polite text about what is late, due and set aside; empty when there is nothing.

    Refuses MemberUnknown.
    """
    soon = days.trusted_today(desk) + timedelta(days=SOON_DAYS)
    due = lists.due_of(desk, card, until=soon)
    ready = tuple(h for h in holds.of_member(desk, card) if h.state is HoldState.ready)
    if not due and not ready:
        return ""
    greeting = _greeting(desk.profile.name, due[0] if due else ready[0])
    blocks = [greeting, *_parts(due, ready), _("Thank you.")]
    return "\n\n".join(blocks)


def _greeting(library: str, line: DueLine | HoldLine) -> str:
    if not line.name:
        return _("Card {card}, this is {library}.").format(card=line.card, library=library)
    guardian = line.guardian if isinstance(line, DueLine) else ""
    if guardian:
        return _("Good day {guardian}, this is {library}, about what {name} borrowed.").format(
            guardian=guardian, library=library, name=line.name
        )
    return _("Good day {name}, this is {library}.").format(name=line.name, library=library)


def _parts(due: tuple[DueLine, ...], ready: tuple[HoldLine, ...]) -> Iterable[str]:
    late = [line for line in due if line.late_days]
    if late:
        said = _("These should have come back; please bring them when you can:")
        yield "\n".join([said, *map(_late_line, late)])
    if coming := [line for line in due if not line.late_days]:
        said = _("These are due soon:")
        rows = [f"• {line.title} ({plain_day(line.due_on)})" for line in coming]
        yield "\n".join([said, *rows])
    if ready:
        said = _("This is set aside for you:")
        yield "\n".join([said, *map(_ready_line, ready)])
    if fine := sum(line.fine for line in late):
        yield _("Fine so far: {amount}.").format(amount=rupiah(fine))


def _late_line(line: DueLine) -> str:
    late = many("{count} day late", "{count} days late", line.late_days)
    words = late.format(count=number(line.late_days))
    return f"• {line.title} ({plain_day(line.due_on)}, {words})"


def _ready_line(hold: HoldLine) -> str:
    if hold.until_on is None:
        return f"• {hold.title}"
    return _("• {title} (until {day})").format(title=hold.title, day=plain_day(hold.until_on))


def _by_borrower(lines: Iterable[DueLine]) -> tuple[Reminder, ...]:
    grouped: dict[str, list[DueLine]] = {}
    for line in lines:
        # A loan that has forgotten its borrower reminds nobody.
        if line.card:
            grouped.setdefault(line.card, []).append(line)
    return tuple(
        Reminder(card, own[0].name, own[0].guardian, own[0].phone, tuple(own))
        for card, own in grouped.items()
    )
