"""Titles and copies out of the tables of a SLiMS database.

Links between the tables are soft: what they lead to may be gone. Such links become
findings, and copies of no title are kept apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from jukung.domain import codes, isbn
from jukung.domain.isbn import IsbnShape
from jukung.domain.kinds import ContributorKind, Frequency
from jukung.exchange.imports import slims_notes, slims_words
from jukung.exchange.imports.held import Held
from jukung.exchange.imports.records import CopyRecord, Finding, FindingCode, TitleRecord
from jukung.exchange.imports.slims_copy_words import Copies, link

Cells = tuple[str | None, ...]

_NAME_KINDS = {"o": ContributorKind.body, "c": ContributorKind.meeting}
_LEVELS = 32
_SPECIAL = "Info detail spesifik"
_NO_LINK = ("", "0")
# So many titles stand together with their copies while they are joined.
_SHELF = 5_000


@dataclass(slots=True)
class Titles:
    """What the tables of titles and copies hold, until all is there to join them."""

    findings: list[Finding]
    rows: int = 0
    _titles: Held[tuple[int, str, Cells]] = field(default_factory=Held)
    _places: dict[str, int] = field(default_factory=dict)
    """Where each title stands among them, by its number in the database."""
    _authors: dict[str, int | tuple[int, ...]] = field(default_factory=dict)
    _topics: dict[str, int | tuple[int, ...]] = field(default_factory=dict)
    _names: dict[int, tuple[str, ContributorKind]] = field(default_factory=dict)
    _words: dict[tuple[str, str], str] = field(default_factory=dict)
    _frequencies: dict[str, Frequency] = field(default_factory=dict)
    _forbidden: set[str] = field(default_factory=set)
    _serials: set[str] = field(default_factory=set)
    _copies: Held[tuple[int, Cells]] = field(default_factory=Held)
    _roles: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    _kinds: dict[tuple[ContributorKind, ...], tuple[ContributorKind, ...]] = field(
        default_factory=dict
    )
    copy_numbers: set[str] = field(default_factory=set)
    """Folded numbers of all copies, once they are joined."""

    def take(self, table: str, line: int, cells: Cells) -> None:
        """Keep a record of one of the tables."""
        if table == "biblio":
            self._take_title(line, cells)
        elif table in ("biblio_author", "biblio_topic"):
            self._take_link(self._authors if table == "biblio_author" else self._topics, cells)
        elif table == "item":
            self._copies.append((line, cells))
        elif table == "mst_author":
            kind = _NAME_KINDS.get(text(cells[2]).casefold(), ContributorKind.person)
            self._names[number(cells[0])] = (text(cells[1]).strip(), kind)
        elif table == "mst_frequency":
            self._frequencies[link(cells[0])] = slims_words.frequency_of(
                text(cells[1]), number(cells[2]), text(cells[3])
            )
        elif table == "serial":
            self._serials.add(link(cells[0]))
        else:
            self._words[(table, link(cells[0]))] = text(cells[1]).strip()
            if table == "mst_item_status" and text(cells[2]) == "1":
                self._forbidden.add(link(cells[0]))

    def _take_title(self, line: int, cells: Cells) -> None:
        self.rows += 1
        own = link(cells[0])
        if own in self._places:
            self._find(FindingCode.backup_row_twice, line, f"biblio {own}")
            self.rows -= 1
            return
        self._places[own] = len(self._titles)
        if text(cells[18]).strip() == "1":
            self._find(FindingCode.title_hidden, line, text(cells[1]).strip())
        self._titles.append((line, own, cells[1:18]))

    def _take_link(self, links: dict[str, int | tuple[int, ...]], cells: Cells) -> None:
        level = min(max(number(cells[2]), 0), _LEVELS - 1)
        packed = number(cells[1]) * _LEVELS + level
        own = link(cells[0])
        # Most titles have one: then a bare number is smaller in memory.
        held = _several(links[own]) if own in links else ()
        links[own] = (*held, packed) if held else packed

    def named(self, numbers: AbstractSet[str]) -> dict[str, str]:
        """The titles with these numbers in the database."""
        places = {own: self._places[own] for own in numbers if own in self._places}
        return {
            own: text(self._titles[place][2][0]).strip()
            for own, place in sorted(places.items(), key=lambda each: each[1])
        }

    def joined(self) -> tuple[Iterator[TitleRecord], list[CopyRecord]]:
        """The titles with their copies, one by one, and the copies of no title.

        The latter are complete, like the findings, when the titles have come to an end.
        """
        lost: list[CopyRecord] = []
        return self._joined(lost), lost

    def _joined(self, lost: list[CopyRecord]) -> Iterator[TitleRecord]:
        shelves = self._shelved(lost)
        copies: dict[str, list[CopyRecord]] = {}
        for place, (line, own, cells) in enumerate(self._titles):
            if place % _SHELF == 0:
                copies = {}
                for title, copy in shelves.pop(place // _SHELF, ()):
                    copies.setdefault(title, []).append(copy)
            its = copies.pop(own, [])
            if text(cells[0]).strip():
                yield self._title(own, line, cells, its)
                continue
            self._find(FindingCode.title_missing, line, f"biblio {own}")
            lost += its
            for each in its:
                self._find(FindingCode.copy_title_gone, each.line, each.number)
        self._titles = Held()
        for line, links in self._orphan_links():
            self._find(FindingCode.name_gone, line, links)

    def _shelved(self, lost: list[CopyRecord]) -> dict[int, Held[tuple[str, CopyRecord]]]:
        """The copies by the piece of the list in which their titles stand."""
        copies = Copies(self.findings, self._words, self._forbidden)
        shelves: defaultdict[int, Held[tuple[str, CopyRecord]]] = defaultdict(Held)
        for line, cells in self._copies:
            title, made = link(cells[1]), copies.made(line, cells)
            if made.number:
                self.copy_numbers.add(codes.fold(made.number))
            if (place := self._places.get(title)) is not None:
                shelves[place // _SHELF].append((title, made))
            else:
                lost.append(made)
                self._find(FindingCode.copy_title_gone, line, made.number)
        self._copies = Held()
        return dict(shelves)

    def _title(
        self, own: str, line: int, cells: Cells, copies: Sequence[CopyRecord]
    ) -> TitleRecord:
        said = map(text, cells)
        (title, statement, edition, standard, year, collation, series, call_number, class_number,
         notes, image, special, gmd, publisher, language, place, frequency) = said  # fmt: skip
        people, roles, kinds = self._people(own, line)
        is_issn = isbn.judge(standard) is IsbnShape.issn
        note = slims_notes.unframed(slims_words.with_plain_breaks(notes))
        if note != slims_words.with_plain_breaks(notes):
            self._find(FindingCode.note_unwrapped, line, title)
        return TitleRecord(
            line,
            title=title,
            material=self._word("mst_gmd", gmd, line),
            edition=edition,
            isbn="" if is_issn else standard,
            issn=standard if is_issn else "",
            publisher=self._word("mst_publisher", publisher, line),
            year=year,
            collation=collation,
            series=series,
            call_number=call_number,
            language=self._word("mst_language", language, line) or language,
            place=self._word("mst_place", place, line),
            class_number=class_number,
            notes=note,
            cover_name=image,
            statement=statement,
            people=people,
            roles=roles,
            name_kinds=kinds,
            subjects=self._subjects(own, line),
            copies=tuple(each for each in copies if each.number),
            unnumbered=sum(not each.number for each in copies),
            frequency=self._frequency(own, frequency),
            own_fields=((_SPECIAL, slims_words.with_plain_breaks(special)),) if special else (),
        )

    def _people(
        self, own: str, line: int
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[ContributorKind, ...]]:
        found = []
        for packed in sorted(_several(self._authors.pop(own, ())), key=lambda each: each % _LEVELS):
            author, level = divmod(packed, _LEVELS)
            name, kind = self._names.get(author, ("", ContributorKind.person))
            if name:
                found.append((name, slims_words.role_of(level), kind))
            else:
                self._find(FindingCode.name_gone, line, f"author_id {author}")
        names, roles, kinds = zip(*found, strict=True) if found else ((), (), ())
        # Most titles share these, so they are one object for all.
        return names, self._roles.setdefault(roles, roles), self._kinds.setdefault(kinds, kinds)

    def _subjects(self, own: str, line: int) -> tuple[str, ...]:
        found = []
        for packed in sorted(_several(self._topics.pop(own, ())), key=lambda each: each % _LEVELS):
            name = self._words.get(("mst_topic", str(packed // _LEVELS)), "")
            if name:
                found.append(name)
            else:
                self._find(FindingCode.name_gone, line, f"topic_id {packed // _LEVELS}")
        return tuple(found)

    def _word(self, table: str, own: str, line: int) -> str:
        at = link(own)
        if at in _NO_LINK:
            return ""
        word = self._words.get((table, at))
        if word is None and table in ("mst_publisher", "mst_place"):
            self._find(FindingCode.name_gone, line, f"{table} {own}")
        return word or ""

    def _frequency(self, own: str, said: str) -> Frequency:
        found = self._frequencies.get(link(said))
        if found is not None and link(said) not in _NO_LINK:
            return found
        return Frequency.irregular if own in self._serials else Frequency.none

    def _orphan_links(self) -> Iterator[tuple[int, str]]:
        """Authors and topics of titles that are gone, one finding for each title."""
        for name, links in (("biblio_author", self._authors), ("biblio_topic", self._topics)):
            for own in links:
                yield 0, f"{name} biblio_id {own}"

    def _find(self, code: FindingCode, line: int, words: str) -> None:
        self.findings.append(Finding(code, line, words[:120]))


def _several(links: int | tuple[int, ...]) -> tuple[int, ...]:
    return (links,) if isinstance(links, int) else links


def text(cell: str | None) -> str:
    """A cell as text; nothing for NULL."""
    return cell or ""


def number(cell: str | None) -> int:
    """A cell as a whole number; 0 where it is none."""
    said = (cell or "").strip()
    try:
        return int(said[:18])
    except ValueError:
        return 0
