"""The finding of any number, and giving a copy or card another one.

Every number a copy or card ever had still finds it; a typed number matches
without the zeros in front where only one thing fits.
"""

from dataclasses import dataclass

from jukung.domain import codes, errors
from jukung.library.desk import Desk
from jukung.store import desk_statements
from jukung.store.tables import CardNumber, CopyNumber


@dataclass(frozen=True, slots=True)
class Found:
    """What a number belongs to: a borrower or a copy; both empty where nothing fits."""

    borrower: int | None = None
    copy: int | None = None
    lost: bool = False
    """Whether it is a card that was reported lost."""


def exactly(desk: Desk, typed: str) -> Found:
    """What has, or had, this very number, zeros and all."""
    found = desk_statements.first(desk.session, desk_statements.EXACTLY, codes.fold(typed))
    return Found(found[0], found[1], lost=bool(found[2])) if found else Found()


def nearly(desk: Desk, typed: str) -> Found:
    """What the number without its zeros in front fits, where that is one thing only."""
    bare = codes.bare(typed)
    cards = desk_statements.rows(desk.session, desk_statements.CARD_NEARLY, bare)
    copies = desk_statements.rows(desk.session, desk_statements.COPY_NEARLY, bare)
    if len(cards) == 1 and len(copies) != 1:
        return Found(borrower=cards[0][0], lost=bool(cards[0][1]))
    if len(copies) == 1 and len(cards) != 1:
        return Found(copy=copies[0][0])
    return Found()


def copy_row(desk: Desk, typed: str) -> int | None:
    """The copy that has, or had, this number."""
    exact = exactly(desk, typed)
    if exact.copy is not None:
        return exact.copy
    near = desk_statements.rows(desk.session, desk_statements.COPY_NEARLY, codes.bare(typed))
    return int(near[0][0]) if len(near) == 1 else None


def borrower_row(desk: Desk, typed: str) -> int | None:
    """The borrower who has, or had, this card number."""
    return card(desk, typed).borrower


def card(desk: Desk, typed: str) -> Found:
    """Whose card has this number, and whether it was lost; copies are not looked at."""
    exact = exactly(desk, typed)
    if exact.borrower is not None:
        return exact
    near = desk_statements.rows(desk.session, desk_statements.CARD_NEARLY, codes.bare(typed))
    return Found(borrower=int(near[0][0]), lost=bool(near[0][1])) if len(near) == 1 else Found()


def copy_of(desk: Desk, typed: str) -> int:
    """The copy that has, or had, this number; refuses CopyUnknown."""
    row = copy_row(desk, typed)
    if row is None:
        raise unknown(desk, typed)
    return row


def unknown(desk: Desk, typed: str) -> errors.CopyUnknown:
    """Why no copy has this number: it is not known, or printed and bound to nothing yet."""
    number = blank_number(desk, typed)
    return errors.CopyUnknown(typed) if number is None else errors.NumberStillBlank(number)


def blank_number(desk: Desk, typed: str) -> str | None:
    """The printed number without a copy that a text means; None where there is none."""
    found = desk_statements.rows(
        desk.session, desk_statements.BLANK, codes.fold(typed), codes.bare(typed)
    )
    exact = [number for number, is_exact in found if is_exact]
    if exact:
        return str(exact[0])
    return str(found[0][0]) if len(found) == 1 else None


def is_blank(desk: Desk, number: str) -> bool:
    """Whether this very number was reserved and has no copy yet."""
    return blank_number(desk, number) == codes.fold(number)


def borrower_of(desk: Desk, typed: str) -> int:
    """The borrower who has, or had, this card number; refuses MemberUnknown."""
    row = borrower_row(desk, typed)
    if row is None:
        raise errors.MemberUnknown(typed)
    return row


def finds_copy(desk: Desk, copy: int, number: str) -> bool:
    """Whether this very number, zeros and all, already finds the copy."""
    found = desk.session.get(CopyNumber, codes.fold(number))
    return found is not None and found.copy_row == copy


def finds_borrower(desk: Desk, borrower: int, number: str) -> bool:
    """Whether this very number, zeros and all, already finds the borrower."""
    found = desk.session.get(CardNumber, codes.fold(number))
    return found is not None and found.borrower == borrower


def check_new(number: str) -> str:
    """The folded form of a new number; refuses NumberTooLong, NumberNotPrintable."""
    folded = codes.fold(number)
    if len(folded) > codes.LONGEST:
        raise errors.NumberTooLong(folded, codes.LONGEST)
    if not codes.is_printable(folded):
        raise errors.NumberNotPrintable(folded)
    return folded


def refuse_word(desk: Desk, card: str) -> None:
    """Refuse NamesNotKept for a card in a prison that reads like a name."""
    if desk.profile.is_prison and card.strip() and not codes.looks_like_number(card):
        raise errors.NamesNotKept


def give_copy_number(desk: Desk, copy: int, number: str) -> None:
    """Let a number find a copy; refuses CopyNumberTaken, CopyNumberIsCard."""
    folded = check_new(number)
    if desk.session.get(CopyNumber, folded) is not None:
        raise errors.CopyNumberTaken(number)
    if desk.session.get(CardNumber, folded) is not None:
        raise errors.CopyNumberIsCard(number)
    desk.session.add(CopyNumber(number=folded, bare=codes.bare(folded), copy_row=copy))
    desk.session.flush()


def give_card_number(desk: Desk, borrower: int, number: str) -> None:
    """Let a number find a borrower; refuses CardTaken, CardIsCopyNumber."""
    folded = check_new(number)
    if desk.session.get(CardNumber, folded) is not None:
        raise errors.CardTaken(number)
    if desk.session.get(CopyNumber, folded) is not None or is_blank(desk, folded):
        raise errors.CardIsCopyNumber(number)
    desk.session.add(CardNumber(number=folded, bare=codes.bare(folded), borrower=borrower))
    desk.session.flush()
