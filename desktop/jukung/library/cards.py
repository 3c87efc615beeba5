"""Cards that were lost, replaced or found again; each still finds its owner."""

from sqlalchemy import select, update
from sqlmodel import col

from jukung.domain import codes
from jukung.domain.kinds import ActKind
from jukung.library import days, journal, members, numbers, series
from jukung.library.desk import Desk
from jukung.library.members import MemberView
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import CardNumber


@allowed(STAFF)
def replace_card(desk: Desk, member_id: str, *, lost: bool, card: str = "") -> MemberView:
    """Give a member another card; an empty one takes the next number.

    With a card that was lost nobody borrows any more; one that only wore out goes on
    finding its owner. Refuses MemberUnknown, CardTaken, CardIsCopyNumber, NumberTooLong,
    NumberNotPrintable, and NamesNotKept for a word in a prison.
    """
    borrower = members.row_of(desk, member_id)
    number = card.strip()
    numbers.refuse_word(desk, number)
    act = journal.begin(desk, ActKind.replace_card)
    number = number or series.next_numbers(desk, "cards", 1)[0]
    old = borrower.card
    if not numbers.finds_borrower(desk, borrower.row, number):
        numbers.give_card_number(desk, borrower.row, number)
    if number != old:
        borrower.card_printed_at = None
    borrower.card = number
    desk.session.add(borrower)
    if lost:
        _mark(desk, old, is_lost=True)
    _mark(desk, number, is_lost=False)
    desk.session.flush()
    detail = {"was": old, "card": number, "lost": lost}
    journal.note(desk, act, "replace_card", noun="borrower", noun_id=borrower.id, detail=detail)
    return members.view(desk, borrower.row)


@allowed(STAFF)
def card_found(desk: Desk, number: str) -> MemberView:
    """Let a card that was lost be used again; refuses MemberUnknown."""
    row = numbers.borrower_of(desk, number)
    act = journal.begin(desk, ActKind.replace_card)
    found = lost_number(desk, number)
    if found:
        _mark(desk, found, is_lost=False)
    view = members.view(desk, row)
    detail = {"card": found or codes.fold(number)}
    journal.note(desk, act, "find_card", noun="borrower", noun_id=view.id, detail=detail)
    return view


@allowed(STAFF)
def lost_cards(desk: Desk, member_id: str) -> tuple[str, ...]:
    """The numbers of a member that were reported lost."""
    borrower = members.row_of(desk, member_id)
    return tuple(
        desk.session.scalars(
            select(col(CardNumber.number))
            .where(
                col(CardNumber.borrower) == borrower.row,
                col(CardNumber.lost_on).is_not(None),
            )
            .order_by(col(CardNumber.number))
        )
    )


def lost_number(desk: Desk, typed: str) -> str | None:
    """The card number meant by a text where it was reported lost; None where not."""
    exact = desk.session.get(CardNumber, codes.fold(typed))
    rows = (
        [exact]
        if exact is not None
        else desk.session.scalars(
            select(CardNumber).where(col(CardNumber.bare) == codes.bare(typed)).limit(2)
        ).all()
    )
    return rows[0].number if len(rows) == 1 and rows[0].lost_on is not None else None


def _mark(desk: Desk, number: str, *, is_lost: bool) -> None:
    desk.session.execute(
        update(CardNumber)
        .where(col(CardNumber.number) == codes.fold(number))
        .values(lost_on=days.trusted_today(desk) if is_lost else None)
    )
