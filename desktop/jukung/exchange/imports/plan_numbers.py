"""Every number that a file names, as the library is asked for them."""

from functools import lru_cache

from jukung.domain import codes
from jukung.exchange.imports.records import Reading


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
