"""Requests of residents: by slip or at the kiosk, served in a fair turn.

A request is a hold that a copy on the shelf may serve at once, for the next round.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, text
from sqlmodel import col

from jukung.domain import codes, errors, isbn
from jukung.domain.kinds import HoldSource, HoldState
from jukung.library import catalogue, days, fair_turn, going_out, holds, house_rules, numbers
from jukung.library.desk import Desk
from jukung.library.fair_turn import Turn
from jukung.library.permission import DESK, STAFF, allowed
from jukung.library.title_lines import TitleLine
from jukung.store.tables import Copy, Hold, NumberSeries, Title

PAGE = 256
_OPEN = (HoldState.waiting, HoldState.ready)
MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class Noted:
    """A request that was written down."""

    act_id: str
    hold_id: str
    card: str
    title: str
    place: int
    """Whose turn it is counts from 1; 0 where a copy is set aside already."""
    barcode: str
    """Of the copy set aside; empty while none is."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request that has not ended; `turn` is none once a copy is set aside."""

    row: int
    id: str
    card: str
    place: str
    title_id: str
    title: str
    people: str
    source: HoldSource
    state: HoldState
    placed_on: date
    barcode: str
    turn: Turn | None


_LINES = text("""
SELECT h.row, h.id, b.card, coalesce(k.name || '-', '') || coalesce(r.name, ''), t.id, t.title,
  t.people, h.source, h.state, h.placed_on, coalesce(c.number, ''), h.title
FROM hold h JOIN borrower b ON b.row = h.borrower JOIN title t ON t.row = h.title
  LEFT JOIN copy c ON c.row = h.copy LEFT JOIN place r ON r.row = b.place
  LEFT JOIN place k ON k.row = r.inside AND k.kind = 'block'
WHERE h.state IN ('waiting', 'ready')
ORDER BY h.state = 'waiting', t.title COLLATE NOCASE, h.row LIMIT :most OFFSET :skip
""")
_FREE = text("""
SELECT c.row FROM copy c WHERE c.title = :title AND c.status = 'available'
  AND NOT EXISTS (SELECT 1 FROM hold r WHERE r.copy = c.row AND r.state = 'ready')
  AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row
    AND l.returned_on IS NULL AND l.cancel_act IS NULL)
ORDER BY c.place <> 1, c.number
""")


@allowed(DESK)
def find(desk: Desk, words: str) -> tuple[TitleLine, ...]:
    """The few titles that words on a slip may mean, that may circulate."""
    found = catalogue.find(desk, words, most=MOST_FOUND * 4)
    fit = [
        line
        for line in found
        if going_out.refusal_of(desk, title_row=line.row, copy_row=None, borrower_row=None) is None
    ]
    return tuple(fit[:MOST_FOUND])


@allowed(DESK)
def by_slip(desk: Desk, card: str, words: str) -> Noted:
    """Write a slip down: a card, and a copy's number, an ISBN or words of the title.

    Refuses OnlyInPrison, MemberUnknown, TitleNotFound, TitleUnclear, TitleNotScreened,
    TitleNotCirculated, RequestLimitReached, and what `holds.place` refuses but TitleOnShelf.
    """
    numbers.borrower_of(desk, card)
    return _note(desk, card, title_meant(desk, words), source=HoldSource.slip)


@allowed(DESK)
def by_title(
    desk: Desk, card: str, title_id: str, *, source: HoldSource = HoldSource.slip
) -> Noted:
    """Write a request for a chosen title down; refuses as `by_slip`."""
    row = desk.session.scalars(select(col(Title.row)).where(col(Title.id) == title_id)).first()
    if row is None:
        raise errors.TitleUnknown
    return _note(desk, card, row, source=source)


@allowed(DESK)
def by_kiosk(desk: Desk, card: str, title_id: str) -> None:
    """Take a request at the kiosk; nobody learns there what a card has or waits for.

    Refuses MemberUnknown, TitleUnknown, TitleNotScreened, TitleNotCirculated.
    """
    silent = (
        errors.HoldExists,
        errors.TitleWithMember,
        errors.RequestLimitReached,
        errors.MemberSuspended,
        errors.MemberSuspendedUntil,
        errors.MemberExpired,
        errors.TitleWithoutCopies,
    )
    known = _card_typed(desk, card)
    with suppress(*silent):
        by_title(desk, known, title_id, source=HoldSource.kiosk)


@allowed(STAFF)
def listed(desk: Desk, *, skip: int = 0, most: int = PAGE) -> tuple[RequestLine, ...]:
    """Every open request, what is set aside first, then title by title."""
    desk.session.flush()
    found = desk.session.connection().execute(_LINES, {"skip": skip, "most": most}).all()
    turns = fair_turn.turns(desk, (row[11] for row in found))
    return tuple(_line(list(row), turns.get(row[0])) for row in found)


@allowed(STAFF)
def length(desk: Desk) -> int:
    """How many requests are open."""
    found = select(func.count()).select_from(Hold).where(col(Hold.state).in_(_OPEN))
    return int(desk.session.execute(found).scalar_one())


def title_meant(desk: Desk, words: str) -> int:
    """The row of the one title that a slip means; refuses TitleNotFound, TitleUnclear."""
    plain = " ".join(words.split())
    if codes.looks_like_number(plain) and (copy := numbers.copy_row(desk, plain)) is not None:
        return desk.session.get_one(Copy, copy).title
    found = catalogue.find(desk, plain, most=50) if plain else ()
    if not found:
        raise errors.TitleNotFound(plain)
    exact = [line for line in found if line.title.casefold() == plain.casefold()]
    fitting = found if isbn.thirteen(plain) else exact or found
    if len(fitting) > 1:
        raise errors.TitleUnclear(plain, len(fitting))
    return fitting[0].row


def _card_typed(desk: Desk, typed: str) -> str:
    """The card a finger typed on a pad of digits; the letters in front are ours to add."""
    with suppress(errors.MemberUnknown):
        numbers.borrower_of(desk, typed)
        return typed
    series = select(col(NumberSeries.prefix)).where(col(NumberSeries.kind) == "cards")
    prefix = str(desk.session.execute(series).scalar_one())
    whole = codes.of_year(prefix, days.trusted_today(desk).year) + typed.strip()
    numbers.borrower_of(desk, whole)
    return whole


def _note(desk: Desk, card: str, title: int, *, source: HoldSource) -> Noted:
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison
    going_out.refuse_if_not(desk, title_row=title, copy_row=None, borrower_row=None)
    borrower = numbers.borrower_of(desk, card)
    most = house_rules.of(desk).most_requests
    own = select(func.count()).where(col(Hold.borrower) == borrower, col(Hold.state).in_(_OPEN))
    title_id = desk.session.get_one(Title, title).id

    def refuse_many() -> None:
        if int(desk.session.execute(own).scalar_one()) >= most:
            raise errors.RequestLimitReached(most)

    placed, act = holds.ask_for(
        desk, card, title_id, source=source, on_shelf_too=True, before=refuse_many
    )
    for (copy,) in desk.session.connection().execute(_FREE, {"title": title}).all():
        holds.on_return(desk, act, copy=copy, title=title)
    desk.session.flush()
    row, held = desk.session.execute(
        select(col(Hold.row), col(Hold.copy_row)).where(col(Hold.id) == placed.hold_id)
    ).one()
    barcode = desk.session.get_one(Copy, held).number if held else ""
    turn = fair_turn.order(desk, title).get(row)
    place = turn.place if turn else 0
    return Noted(act.id, placed.hold_id, placed.card, placed.title, place, barcode)


def _line(cells: list[Any], turn: Turn | None) -> RequestLine:
    cells[7], cells[8] = HoldSource(cells[7]), HoldState(cells[8])
    cells[9] = date.fromisoformat(str(cells[9]))
    return RequestLine(*[*cells[:11], turn])
