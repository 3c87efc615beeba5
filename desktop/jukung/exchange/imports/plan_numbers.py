"""What the library has already of the numbers that a file names."""

from functools import lru_cache

from jukung.domain import codes
from jukung.exchange.imports.records import Reading
from jukung.library import intake_standing
from jukung.library.desk import Desk
from jukung.library.incoming import Here


def here_of(desk: Desk, reading: Reading) -> Here:
    """What the library has of them; a new library is not asked number by number."""
    if not intake_standing.has_numbers(desk):
        return Here()
    return intake_standing.here(desk, folded_numbers(reading))


def folded_numbers(reading: Reading) -> set[str]:
    """The numbers of copies and cards, folded, each once."""
    fold = lru_cache(maxsize=100_000)(codes.fold)
    found: set[str] = set()
    for title in reading.titles:
        found.update(map(codes.fold, title.copy_numbers))
        found.update(codes.fold(each.number) for each in title.copies)
    found.update(codes.fold(each.number) for each in reading.copies)
    found.update(codes.fold(each.card) for each in reading.members)
    for loan in reading.loans:
        found.update((fold(loan.copy_number), fold(loan.card)))
    for hold in reading.holds:
        found.update((fold(hold.copy_number), fold(hold.card)))
    found.update(fold(each.card) for each in reading.fines)
    found.update(fold(each.card) for each in reading.visits)
    found.discard("")
    return found
