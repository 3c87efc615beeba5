"""What a text in the one box means, by what it is and not by where it was typed.

A scanner may send a word in front or behind, the ISBN of the cover, or half of a
number; each of these is told apart before anything is done.
"""

import json
import re

from jukung.domain import codes, errors, isbn
from jukung.domain.kinds import CopyStatus
from jukung.library import days, numbers
from jukung.library.desk import Desk
from jukung.library.numbers import Found
from jukung.store import desk_statements

# What scanners may put in front to say which kind of bars they read (ISO/IEC 15424).
_AIM = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
# Thirteen digits of an ISBN, and the two or five of a price or issue behind them.
_WITH_MORE = re.compile(r"(97[89]\d{10})(\d{2}|\d{5})")

# Labels with an older year in their number are hardly read any more.
YEARS_BACK = 10


def meant(desk: Desk, typed: str, *, card: str | None = None, by_scanner: bool = False) -> Found:
    """The borrower or the copy that a text means; `card` is whose turn it is.

    A number as it is printed goes before one without its zeros in front, which only
    a hand leaves out. Refuses CopyUnknown, NumberStillBlank, MemberUnknown,
    NumberIncomplete, IsbnNotLabel.
    """
    readings = _readings(desk, typed, by_scanner=by_scanner)
    for text in readings:
        found = numbers.exactly(desk, text)
        if found != Found():
            return found
    shapes = _shapes(desk)
    for text in readings:
        if not by_scanner or all(len(codes.fold(text)) >= shape.length for shape in shapes):
            found = numbers.nearly(desk, text)
            if found != Found():
                return found
    for text in readings:
        blank = numbers.blank_number(desk, text)
        if blank is not None and (not by_scanner or blank == codes.fold(text)):
            raise errors.NumberStillBlank(blank)
    return _by_cover(desk, readings[0], card=card) or _refuse(
        readings[0], shapes, card=card, by_scanner=by_scanner
    )


def _readings(desk: Desk, typed: str, *, by_scanner: bool) -> tuple[str, ...]:
    """The text without what the scanner adds, and as it is; a hand's own words go first."""
    text = _AIM.sub("", typed.strip())
    choices = {
        key: codes.fold(str(json.loads(value)))
        for key, value in desk_statements.rows(desk.session, desk_statements.SCANNER)
    }
    prefix, suffix = choices.get("scanner_prefix", ""), choices.get("scanner_suffix", "")
    bare = codes.fold(text)
    if prefix and bare.startswith(prefix):
        bare = bare.removeprefix(prefix)
    if suffix and bare.endswith(suffix):
        bare = bare.removesuffix(suffix)
    if not bare.strip() or bare == codes.fold(text):
        return (text,)
    return (bare, text) if by_scanner else (text, bare)


def _shapes(desk: Desk) -> tuple[codes.Shape, ...]:
    """How our own numbers look, and looked in the last years, where the library uses them."""
    this_year = days.trusted_today(desk).year
    return tuple(
        {
            codes.Shape(
                codes.of_year(prefix, year), digits, checked, codes.of_year(suffix, year)
            ): None
            for prefix, digits, checked, suffix in desk_statements.rows(
                desk.session, desk_statements.SERIES
            )
            for year in range(this_year, this_year - YEARS_BACK, -1)
        }
    )


def _by_cover(desk: Desk, text: str, *, card: str | None) -> Found | None:
    """The one copy that an ISBN can mean now; refuses IsbnNotLabel where it is not one."""
    with_more = _WITH_MORE.fullmatch(text)
    number = isbn.thirteen(with_more[1] if with_more else text)
    if number is None:
        return None
    copies = desk_statements.rows(
        desk.session, desk_statements.COPIES_BY_ISBN, number, days.trusted_today(desk).isoformat()
    )
    member = numbers.borrower_row(desk, card) if card else None
    shelf = [
        row
        for row, status, is_out, _who, held_for in copies
        if status == CopyStatus.available and not is_out and held_for in (None, member)
    ]
    out = [row for row, _s, is_out, who, _h in copies if is_out and member in (None, who)]
    # At the desk with nobody, a copy that is out can only be coming back.
    fitting = out or shelf if member is None else out + shelf
    if len(fitting) != 1:
        raise errors.IsbnNotLabel(text, len(copies))
    return Found(copy=fitting[0])


def _refuse(
    text: str, shapes: tuple[codes.Shape, ...], *, card: str | None, by_scanner: bool
) -> Found:
    if any(shape.is_cut(text, padded=not by_scanner) for shape in shapes):
        raise errors.NumberIncomplete(text)
    if card is None and not codes.looks_like_number(text):
        raise errors.MemberUnknown(text)
    raise errors.CopyUnknown(text)
