"""Our own numbers for copies and cards, and the finding of any number.

Every number a copy or card ever had still finds it; a typed number matches
without the zeros in front where only one thing fits.
"""

from sqlalchemy import select
from sqlmodel import col

from jukung.domain import codes, errors
from jukung.library.desk import Desk
from jukung.store.tables import CardNumber, CopyNumber, NumberSeries


def next_numbers(desk: Desk, kind: str, count: int) -> list[str]:
    """Take the next numbers of a series (`copies` or `cards`), past any that exist."""
    series = desk.session.get_one(NumberSeries, kind)
    numbers: list[str] = []
    while len(numbers) < count:
        number = codes.make(
            series.prefix,
            series.next,
            digits=series.digits,
            checked=series.check_digit,
        )
        series.next += 1
        if copy_row(desk, number) is None and borrower_row(desk, number) is None:
            numbers.append(number)
    desk.session.add(series)
    desk.session.flush()
    return numbers


def peek_number(desk: Desk, kind: str) -> str:
    """The number that the next copy or card would get, without taking it."""
    series = desk.session.get_one(NumberSeries, kind)
    return codes.make(series.prefix, series.next, digits=series.digits, checked=series.check_digit)


def copy_row(desk: Desk, typed: str) -> int | None:
    """The copy that has, or had, this number."""
    exact = desk.session.execute(
        select(col(CopyNumber.copy_row)).where(col(CopyNumber.number) == codes.fold(typed))
    ).first()
    if exact:
        return int(exact[0])
    near = desk.session.execute(
        select(col(CopyNumber.copy_row)).where(col(CopyNumber.bare) == codes.bare(typed)).limit(2)
    ).all()
    return int(near[0][0]) if len(near) == 1 else None


def borrower_row(desk: Desk, typed: str) -> int | None:
    """The borrower who has, or had, this card number."""
    exact = desk.session.execute(
        select(col(CardNumber.borrower)).where(col(CardNumber.number) == codes.fold(typed))
    ).first()
    if exact:
        return int(exact[0])
    near = desk.session.execute(
        select(col(CardNumber.borrower)).where(col(CardNumber.bare) == codes.bare(typed)).limit(2)
    ).all()
    return int(near[0][0]) if len(near) == 1 else None


def meant(desk: Desk, typed: str) -> tuple[int | None, int | None]:
    """The borrower or the copy whose number a text at the desk is; never both.

    A number as it is printed goes before one without its zeros in front;
    where those fit a card and a copy alike, neither is meant.
    """
    folded = codes.fold(typed)
    borrower, copy = borrower_row(desk, typed), copy_row(desk, typed)
    if borrower is None or copy is None:
        return borrower, copy
    if desk.session.get(CardNumber, folded) is not None:
        return borrower, None
    return None, copy if desk.session.get(CopyNumber, folded) is not None else None


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
    if desk.session.get(CopyNumber, folded) is not None:
        raise errors.CardIsCopyNumber(number)
    desk.session.add(CardNumber(number=folded, bare=codes.bare(folded), borrower=borrower))
    desk.session.flush()
