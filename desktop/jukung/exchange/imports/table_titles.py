"""The rows of a table as titles with copies, by the uses of its columns.

Rows of one title that differ in their copies alone become one title, as INLISLite 3.2
itself groups them; where a list has no numbers of copies, each row is a title.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jukung.domain.errors import FileEmpty, ListWithoutTitles
from jukung.exchange.imports import free_columns, table_cells, table_copies
from jukung.exchange.imports.chosen_file import ChosenFile
from jukung.exchange.imports.corrections import is_heading
from jukung.exchange.imports.formats import Format, Progress, Stopped, never_stopped, no_progress
from jukung.exchange.imports.free_columns import TitleUse
from jukung.exchange.imports.free_table import INLISLITE, NAME, FreeTable
from jukung.exchange.imports.gathered import Gathered
from jukung.exchange.imports.records import CopyRecord, FindingCode, Reading, TitleRecord
from jukung.exchange.listed.text_rows import Line

# What makes a title, with its copies aside (INLISLite 3.2).
_SAME = (
    TitleUse.material, TitleUse.title_, TitleUse.subtitle, TitleUse.author, TitleUse.body,
    TitleUse.edition, TitleUse.publisher, TitleUse.place, TitleUse.year, TitleUse.isbn,
    TitleUse.issn,
)  # fmt: skip
_LISTS = (TitleUse.author, TitleUse.more_authors, TitleUse.subjects, TitleUse.number)
# BiblioteQ writes the month first, and this day where it knows none.
_OF_BIBLIOTEQ = frozenset({"reform date", "originality", "target audience"})
_AMERICAN = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_NO_DAY = "01/01/2000"
_FEWEST_FILLED = 0.05
_SUMS = frozenset({"jumlah", "total", "jumlah total", "jumlah seluruhnya", "jumlah semua"})


def read_table(
    table: FreeTable,
    uses: Sequence[TitleUse],
    *,
    is_guess: bool = False,
    progress: Progress = no_progress,
    stopped: Stopped = never_stopped,
) -> Reading:
    """Read a table by the uses of its columns.

    Where they are a guess, filled columns without a use are named: somebody should say
    what they are.
    Refuses ListWithoutTitles, FileEmpty, ImportStopped.
    """
    if TitleUse.title_ not in uses:
        raise ListWithoutTitles(table.file)
    if not table.rows:
        raise FileEmpty(table.file)
    gathered = Gathered(progress, stopped)
    gathered.rows = gathered.empty_rows = table.empty_count
    rows = _Rows(table, tuple(uses), gathered)
    for done, line in enumerate(table.rows):
        gathered.step(done, len(table.rows))
        rows.take(line)
    for title in rows.titles():
        gathered.keep(title)
    gathered.look(len(table.rows), len(table.rows))
    unused = [at for at, use in enumerate(uses[: len(table.header)]) if use is TitleUse.nothing]
    asked = [at for at in unused if is_guess and _may_matter(table, at)]
    for at in asked:
        gathered.find(FindingCode.column_not_understood, 0, table.header[at])
    name = INLISLITE if table.is_of_inlislite else NAME
    return gathered.reading(
        name, encoding=table.source, header=table.header if table.has_header else (),
        left_out=[table.header[at] for at in unused if at not in asked],
        not_understood=[table.header[at] for at in asked],
    )  # fmt: skip


def _is_of_biblioteq(table: FreeTable) -> bool:
    return set(map(free_columns.folded, table.header)) >= _OF_BIBLIOTEQ


def _may_matter(table: FreeTable, at: int) -> bool:
    """Whether a column without a use has words in it that a catalogue may need."""
    name = table.header[at]
    is_of_others = table.is_of_inlislite or _is_of_biblioteq(table)
    if is_of_others or free_columns.is_needless(name) or is_heading(name):
        return False
    said = [line.cells[at] for line in table.rows if at < len(line.cells) and line.cells[at]]
    if len(said) < _FEWEST_FILLED * len(table.rows):
        return False
    return table.has_header or not all(map(str.isdigit, said))


@dataclass(slots=True)
class _Rows:
    """Takes rows, and puts copies of one title together."""

    table: FreeTable
    uses: tuple[TitleUse, ...]
    gathered: Gathered
    _made: list[TitleRecord] = field(default_factory=list)
    _copies: list[list[CopyRecord]] = field(default_factory=list)
    _unnumbered: list[int] = field(default_factory=list)
    _places: dict[tuple[str, ...], int] = field(default_factory=dict)
    _is_american: bool = False

    def __post_init__(self) -> None:
        """Know the lists of BiblioteQ by their header."""
        self._is_american = _is_of_biblioteq(self.table)

    def take(self, line: Line) -> None:
        """Keep a row, or say why not."""
        cells = self._cells(line)
        words = _said(line)
        if not cells and all(map(str.isdigit, words)):
            # Numbers that stand ready for titles to come.
            self.gathered.empty_rows += 1
            return
        said = cells.get(TitleUse.title_, "")
        is_alone = not cells and len(words) == 1
        if is_alone or self._is_of_form(line) or _is_sum(cells, words):
            self.gathered.find(FindingCode.row_heading, line.number, " · ".join(words))
            return
        if not said:
            self.gathered.find(FindingCode.title_missing, line.number, " · ".join(words))
            return
        found = table_copies.copies_of(cells, line.number, self.gathered, uses=self.uses)
        place = self._place_of(cells, line.number)
        self._copies[place] += found.copies
        self._unnumbered[place] += found.unnumbered

    def titles(self) -> Iterator[TitleRecord]:
        """Every title with all its copies."""
        for title, copies, more in zip(self._made, self._copies, self._unnumbered, strict=True):
            whole = bool(copies or more)
            yield replace(title, copies=tuple(copies), unnumbered=more) if whole else title

    def _place_of(self, cells: dict[TitleUse, str], line: int) -> int:
        """Where the title of a row is kept; made where it is new."""
        key = tuple(cells.get(use, "").casefold() for use in _SAME)
        is_by_copy = TitleUse.number in self.uses and TitleUse.count_ not in self.uses
        if is_by_copy and key in self._places:
            return self._places[key]
        self._places[key] = len(self._made)
        self._made.append(
            table_cells.title_of(
                cells, line, self.gathered, is_of_inlislite=self.table.is_of_inlislite
            )
        )
        self._copies.append([])
        self._unnumbered.append(0)
        return len(self._made) - 1

    def _cells(self, line: Line) -> dict[TitleUse, str]:
        """What a row says for each use; the first cell of two that say something."""
        made: dict[TitleUse, str] = {}
        for use, cell in zip(self.uses, line.cells, strict=False):
            if use is TitleUse.nothing or not cell:
                continue
            # Two names in one cell stand one below the other.
            text = cell.replace("\n", ";") if use in _LISTS and "\n" in cell.strip() else cell
            text = " ".join(text.split())
            if self._is_american:
                text = _american_day(text)
            if not text:
                continue
            if use is TitleUse.isbn and made.get(use):
                made[use] = max(made[use], text, key=_places)  # thirteen rather than ten
            elif use is TitleUse.issue_more and made.get(use):
                made[use] += f" ; {text}"
            elif not made.get(use):
                made[use] = text
        return made

    def _is_of_form(self, line: Line) -> bool:
        """The header once more, or the numbers of the columns below it."""
        said = [cell.strip() for cell in line.cells if cell.strip()]
        header = [name for name in self.table.header if name]
        if self.table.has_header and said == header[: len(said)] and len(said) == len(header):
            return True
        numbers = [str(n) for n in range(1, len(said) + 1)]
        return len(said) > 2 and said == numbers


def _is_sum(cells: Mapping[TitleUse, str], words: Sequence[str]) -> bool:
    """Whether a row adds others up: `JUMLAH` in any column, and no author."""
    if cells.get(TitleUse.author):
        return False
    said = cells.get(TitleUse.title_, "")
    asked = [said] if said else words
    return any(word.casefold().strip(" :.") in _SUMS for word in asked)


def _places(text: str) -> int:
    return sum(map(str.isdigit, text))


def _american_day(text: str) -> str:
    found = _AMERICAN.fullmatch(text)
    if not found:
        return text
    return "" if text == _NO_DAY else f"{found[3]}-{found[1]}-{found[2]}"


def _said(line: Line) -> list[str]:
    return [cell for cell in line.cells if cell]


def _is_inlislite(file: ChosenFile) -> bool:
    return file.table.is_of_inlislite


def _is_table(file: ChosenFile) -> bool:
    return file.table.is_of_titles


def _read(file: ChosenFile, *, progress: Progress, stopped: Stopped) -> Reading:
    """Read a table by what its header says."""
    uses = file.table.uses
    return read_table(file.table, uses, is_guess=True, progress=progress, stopped=stopped)


INLISLITE_FORMAT = Format(INLISLITE, _is_inlislite, _read)
TABLE_FORMAT = Format(NAME, _is_table, _read)
