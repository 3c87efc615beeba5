"""A list of copies joined to a list of titles, by the numbers first, then by the words.

The list of titles names the numbers of its copies, which is sure. Words are not: two
editions have the same title, and then a copy goes to the first and is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jukung.domain import codes
from jukung.exchange.imports.records import CopyRecord, Finding, FindingCode, TitleRecord


@dataclass(frozen=True, slots=True)
class Joined:
    """Titles with their copies, and the copies that no title has."""

    titles: tuple[TitleRecord, ...]
    copies: tuple[CopyRecord, ...]
    findings: tuple[Finding, ...]


def join(titles: Sequence[TitleRecord], copies: Sequence[CopyRecord]) -> Joined:
    """Give every title its copies; numbers that only the titles name stay with them."""
    by_number, by_words = _places(titles)
    joined: dict[int, list[CopyRecord]] = {}
    lost, findings = [], []
    for copy in copies:
        place = by_number.get(codes.fold(copy.number)) if copy.number else None
        if place is None:
            near = by_words.get(folded(copy.title_text), ())
            place = near[0] if near else None
            if len(near) > 1:
                findings.append(Finding(FindingCode.copy_title_unclear, copy.line, copy.title_text))
        if place is None:
            lost.append(copy)
            findings.append(Finding(FindingCode.copy_title_gone, copy.line, copy.number))
        else:
            joined.setdefault(place, []).append(copy)
    made = tuple(_with(title, joined.get(place, ())) for place, title in enumerate(titles))
    return Joined(made, tuple(lost), tuple(findings))


def folded(title: str) -> str:
    """The words of a title as they are compared."""
    return " ".join(title.split()).casefold()


def _places(titles: Sequence[TitleRecord]) -> tuple[dict[str, int], dict[str, list[int]]]:
    by_number: dict[str, int] = {}
    by_words: dict[str, list[int]] = {}
    for place, title in enumerate(titles):
        for number in (*title.copy_numbers, *(each.number for each in title.copies)):
            by_number.setdefault(codes.fold(number), place)
        by_words.setdefault(folded(title.title), []).append(place)
    return by_number, by_words


def _with(title: TitleRecord, copies: Sequence[CopyRecord]) -> TitleRecord:
    """A title with full copies; the numbers that nobody described become bare copies."""
    if not copies:
        return title
    told = {codes.fold(each.number) for each in copies}
    bare = [
        CopyRecord(number, line=title.line)
        for number in title.copy_numbers
        if codes.fold(number) not in told
    ]
    kept = [each for each in title.copies if codes.fold(each.number) not in told]
    numbered = [each for each in copies if each.number]
    return replace(
        title,
        copy_numbers=(),
        copies=(*kept, *numbered, *bare),
        unnumbered=title.unnumbered + len(copies) - len(numbered),
    )
