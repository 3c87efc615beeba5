"""Our own numbers for copies and cards: how they look, and the next ones.

A pattern is a prefix, digits that count, a check digit if wished, and a suffix;
`{year}` and `{yy}` in them are the year, and the counting may begin anew with it.
"""

from dataclasses import dataclass

from jukung.domain import codes, errors
from jukung.domain.kinds import ActKind
from jukung.library import journal, numbers
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import NumberSeries

FEWEST, MOST = 3, 12
_YEARS = ("{year}", "{yy}")


@dataclass(frozen=True, slots=True)
class Series:
    """How the numbers of one kind (`copies` or `cards`) are made; digits 3 to 12."""

    kind: str
    prefix: str
    digits: int
    check_digit: bool
    suffix: str
    yearly: bool
    next: int


@allowed(STAFF)
def show(desk: Desk, kind: str) -> Series:
    """The pattern of a kind, with the serial that comes next."""
    return _pattern(desk, kind)


@allowed(STAFF)
def examples(desk: Desk, wished: Series, *, count: int = 3) -> tuple[str, ...]:
    """The first numbers a pattern would give; refuses what `save` refuses."""
    _check(desk, wished)
    return tuple(_number(wished, wished.next + n, desk.today.year) for n in range(count))


@allowed(KEEPERS)
def save(desk: Desk, wished: Series) -> Series:
    """Let numbers of a kind look like this from now on; those on labels stay.

    Refuses CountOutOfRange (digits 3 to 12, serial from 1), NumberTooLong,
    NumberNotPrintable, SeriesWouldRepeat (a yearly count without a year).
    """
    _check(desk, wished)
    row = desk.session.get_one(NumberSeries, wished.kind)
    act = journal.begin(desk, ActKind.change_settings)
    before = _number(_pattern(desk, wished.kind), row.next, desk.today.year)
    row.prefix, row.suffix = codes.fold(wished.prefix), codes.fold(wished.suffix)
    row.prefix, row.suffix = _lower_years(row.prefix), _lower_years(row.suffix)
    row.digits, row.check_digit = wished.digits, wished.check_digit
    row.yearly, row.year = wished.yearly, desk.today.year if wished.yearly else None
    row.next = wished.next
    desk.session.add(row)
    desk.session.flush()
    after = _pattern(desk, wished.kind)
    journal.note(
        desk,
        act,
        "edit",
        noun="series",
        noun_id=wished.kind,
        detail={"was": before, "is": _number(after, after.next, desk.today.year)},
    )
    return after


def next_numbers(desk: Desk, kind: str, count: int) -> list[str]:
    """Take the next numbers of a kind, past any that a copy or card ever had.

    Those that were printed blank are passed too.
    """
    row = desk.session.get_one(NumberSeries, kind)
    year = desk.today.year
    serial = _next_serial(row, year)
    pattern = _pattern(desk, kind)
    taken: list[str] = []
    while len(taken) < count:
        number = _number(pattern, serial, year)
        serial += 1
        if not _is_taken(desk, number):
            taken.append(number)
    row.next = serial
    row.year = year if row.yearly else None
    desk.session.add(row)
    desk.session.flush()
    return taken


def peek_number(desk: Desk, kind: str) -> str:
    """The number that the next copy or card would get, without taking it."""
    pattern, year = _pattern(desk, kind), desk.today.year
    serial = pattern.next
    while _is_taken(desk, number := _number(pattern, serial, year)):
        serial += 1
    return number


def _pattern(desk: Desk, kind: str) -> Series:
    row = desk.session.get_one(NumberSeries, kind)
    return Series(
        row.kind,
        row.prefix,
        row.digits,
        row.check_digit,
        row.suffix,
        row.yearly,
        _next_serial(row, desk.today.year),
    )


def _next_serial(row: NumberSeries, year: int) -> int:
    """Where the counting stands; a yearly one begins anew when the year is another."""
    return 1 if row.yearly and row.year is not None and row.year < year else row.next


def _is_taken(desk: Desk, number: str) -> bool:
    # Also a number that differs in its zeros only: at the desk both would be meant.
    return (
        numbers.copy_row(desk, number) is not None
        or numbers.borrower_row(desk, number) is not None
        or numbers.blank_number(desk, number) is not None
    )


def _number(pattern: Series, serial: int, year: int) -> str:
    return codes.make(
        codes.of_year(pattern.prefix, year),
        serial,
        digits=pattern.digits,
        checked=pattern.check_digit,
        suffix=codes.of_year(pattern.suffix, year),
    )


def _lower_years(pattern: str) -> str:
    return pattern.replace("{YEAR}", "{year}").replace("{YY}", "{yy}")


def _check(desk: Desk, wished: Series) -> None:
    if not FEWEST <= wished.digits <= MOST:
        raise errors.CountOutOfRange(wished.digits, MOST)
    if not 1 <= wished.next < 10**wished.digits:
        raise errors.CountOutOfRange(wished.next, 10**wished.digits - 1)
    sample = _number(wished, wished.next, desk.today.year)
    numbers.check_new(sample)
    if not codes.looks_like_number(sample):
        raise errors.NumberNotPrintable(sample)
    has_year = any(mark in wished.prefix + wished.suffix for mark in _YEARS)
    if wished.yearly and not has_year:
        raise errors.SeriesWouldRepeat(sample)
